"""What the article speaks of: the countries and regions that speak for one place of a name and against another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from talkx.model import NameMention
from talkx.resources.gazetteer import Gazetteer, Place, name_key
from talkx.resources.place_words import PlaceWords
from talkx.venues.candidate import Candidate

FAMOUS = 300_000
FAMOUS_REGION = 1_500_000
"""A place of a country that the article does not speak of is believed from this population on."""
HOME_SHARE = 0.6
HOME_LEAST = 2
"""Least share and number of the mentions of countries that the country has which the article is about."""


@dataclass(slots=True)
class Context:
    """What the article speaks of: countries with their number of mentions, and regions by (country, key)."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: set[tuple[str, str]] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)

    def home(self, gazetteer: Gazetteer) -> str | None:
        """Return the country that the article is about: most of its mentions of countries are of this one.

        A territory is not outvoted by the state it belongs to.
        """
        ranked = sorted(self.countries.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        code, count = ranked[0]
        of = gazetteer.countries[code].of
        total = sum(self.countries.values()) - (self.countries[of] if of is not None else 0)
        return code if count >= max(HOME_LEAST, HOME_SHARE * total) else None


def context_of(names: tuple[NameMention, ...], candidates: list[Candidate], gazetteer: Gazetteer) -> Context:
    """Count the states that the article names in any form, and the regions and great cities of the candidates."""
    context = Context()
    states: dict[int, str] = {}
    for name in names:
        if name.label in {"GPE", "LOC", "NORP", "FAC"}:
            form = gazetteer.state(name.text)
            if form is not None and not form.weak:
                context.countries[form.code] += 1
                states[name.span.end] = form.code
        owner = states.get(name.span.start - 3)
        if owner is not None:  # "Argentina's National Congress": two code points of possessive and a space
            context.owners.setdefault(name_key(name.text), owner)
    for candidate in candidates:
        found = gazetteer.places(candidate.text)
        if (
            not found
            or found[0].country is None
            or candidate.label == "FAC"
            or generic(candidate.text, gazetteer.words)
        ):
            continue
        if not found[0].own_name:
            continue
        if found[0].type == "region" and found[0].population >= FAMOUS_REGION:
            context.countries[found[0].country] += 1
            context.regions.add((found[0].country, name_key(found[0].name)))
        elif found[0].population >= FAMOUS and candidate.state is None and not contested(found):
            context.countries[found[0].country] += 1
    return context


def generic(text: str, words: PlaceWords) -> bool:
    """Return whether a name says nothing by itself: "Central District", "East"."""
    return all(part in words.directions | words.region_nouns | words.city_nouns for part in text.casefold().split())


def contested(found: tuple[Place, ...]) -> bool:
    """Return whether another country has a place of the name with at least a tenth of the people."""
    return any(
        place.country != found[0].country and place.population * 10 > found[0].population for place in found[1:4]
    )
