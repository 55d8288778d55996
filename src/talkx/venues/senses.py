"""Readings that enumerations and other mentions of the same name correct."""

from __future__ import annotations

from dataclasses import replace

from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.venues.candidate import Candidate
from talkx.venues.links import Links
from talkx.venues.resolve import Resolved, of_place


def corrected(candidates: list[Candidate], links: Links, found: list[Resolved], gazetteer: Gazetteer) -> list[Resolved]:
    """Return the readings after each correction in turn."""
    found = _regions_of_lists(candidates, links, found, gazetteer)
    found = _one_sense(candidates, links, found)
    return _countries_of_the_rest(found, links)


def _regions_of_lists(
    candidates: list[Candidate], links: Links, found: list[Resolved], gazetteer: Gazetteer
) -> list[Resolved]:
    """Read "Iowa, New York and Maine" as regions throughout, and "Kherson and Donetsk oblasts" likewise."""
    read = list(found)
    for run in links.lists:
        regions = [i for i in run if found[i].type == "region" and found[i].place is not None]
        hinted = candidates[run[-1]].hint == "region"
        if not regions or (2 * len(regions) < len(run) and not hinted):
            continue
        country = found[regions[-1]].country
        for i in run:
            if read[i].type == "city":
                places = gazetteer.places(candidates[i].text)
                region = next((p for p in places if p.type == "region" and p.country == country), None)
                read[i] = read[i] if region is None else of_place(region)
    return read


def _one_sense(candidates: list[Candidate], links: Links, found: list[Resolved]) -> list[Resolved]:
    """Read a name alike throughout: as the enumeration or the enclosed town ("Yonkers, New York") has shown it."""
    shown = [*links.outer.values(), *(i for run in links.lists for i in run)]
    sense: dict[str, Resolved] = {}
    for i in shown:
        if found[i].place is not None and found[i].type == "region":
            sense.setdefault(name_key(candidates[i].text), found[i])
    read = list(found)
    for i, candidate in enumerate(candidates):
        other = sense.get(name_key(candidate.text))
        if (
            other is not None
            and found[i].type == "city"
            and candidate.hint != "city"
            and found[i].country == other.country
        ):
            read[i] = other
    return read


def _countries_of_the_rest(found: list[Resolved], links: Links) -> list[Resolved]:
    """Give unknown places of an enumeration the one country of its known members."""
    read = list(found)
    for run in links.lists:
        countries = {found[i].country for i in run if found[i].known and found[i].type != "country"}
        if len(countries) == 1:
            country = next(iter(countries))
            for i in run:
                if not read[i].known and read[i].country is None:
                    read[i] = replace(read[i], country=country)
    return read
