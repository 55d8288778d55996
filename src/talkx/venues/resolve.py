"""Which place of the world a name means: by what encloses it, by the countries the article speaks of, by population."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from talkx.resources.gazetteer import OTHER_NAME, Gazetteer, Place, StateForm, name_key, place_slug
from talkx.venues.candidate import Candidate
from talkx.venues.context import FAMOUS, FAMOUS_REGION, Context, contested, generic
from talkx.venues.links import Links, may_lie_inside

VenueType = Literal["facility", "city", "region", "country", "other"]

COUNTRY_SUPPORT = 1.0
REGION_SUPPORT = 1.0
DOMINANCE = 0.5
CLOSE = 0.5
"""Supports and the least lead, in powers of ten of population."""
_LONGEST_CHAIN = 8
_KNOWN = 100_000
_FAR_LARGER = 5
_NATIONAL_BODIES = frozenset(
    {"parliament", "congress", "senate", "capitol", "court", "assembly", "ministry", "legislature"}
)
_OF = ("State of ", "Republic of ", "Kingdom of ", "Federal Republic of ", "Islamic Republic of ")


@dataclass(frozen=True, slots=True)
class Resolved:
    """One reading of a name: the id and facts of a venue. `known` is false where no table has the place.

    `rivals` names the countries of other places of the name between which the text does not decide.
    """

    id: str
    type: VenueType
    country: str | None
    region: str | None = None
    lat: Decimal | None = None
    lon: Decimal | None = None
    known: bool = True
    place: Place | None = None
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The candidates, what the text says of their order, the reading of each, and the longer forms of short ones."""

    candidates: list[Candidate]
    links: Links
    readings: list[Resolved]
    longer: dict[int, int]


def resolve_all(candidates: list[Candidate], links: Links, context: Context, gazetteer: Gazetteer) -> list[Resolved]:
    """Return a reading for each candidate; the enclosing place is read first."""
    resolver = _Resolver(candidates, links, context, gazetteer)
    return [resolver.at(i) for i in range(len(candidates))]


class _Resolver:
    """Reads candidates, each once, enclosing places first."""

    def __init__(self, candidates: list[Candidate], links: Links, context: Context, gazetteer: Gazetteer) -> None:
        self.candidates = candidates
        self.links = links
        self.context = context
        self.gazetteer = gazetteer
        self.home = context.home(gazetteer)
        self.read: dict[int, Resolved] = {}
        self.wholes = {
            outer for inner, outer in links.outer.items() if outer == inner + 1 and _is_town(candidates[inner])
        }

    def at(self, number: int) -> Resolved:
        """Return the reading of a candidate. A chain of enclosing places is read from its end, without recursion."""
        chain = [number]
        while (
            len(chain) < _LONGEST_CHAIN
            and (outer := self.links.outer.get(chain[-1])) is not None
            and outer not in self.read
            and outer not in chain
        ):
            chain.append(outer)
        for i in reversed(chain):
            if i not in self.read:
                outer_number = self.links.outer.get(i)
                outer_reading = None if outer_number is None else self.read.get(outer_number)
                self.read[i] = self._read(i, outer_reading)
        return self.read[number]

    def _read(self, number: int, outer: Resolved | None) -> Resolved:
        candidate = self.candidates[number]
        code = self.links.country.get(number)
        country = outer.country if outer is not None and outer.country else code
        state = candidate.state
        if candidate.label == "FAC":
            return self._facility(candidate, country)
        if state is not None and state.kind == "name" and not self._is_region_instead(candidate, state, outer):
            return self._state(candidate, state)
        is_region = number in self.wholes or number in self.links.regions
        if is_region and candidate.hint is None:
            candidate = replace(candidate, hint="region")
        found = _with_hint(self._places(candidate), candidate.hint)
        if outer is not None:
            found = _those_inside(found, outer)
            if not found:
                return _unknown(candidate, country, self.gazetteer)
        elif code is not None:
            found = tuple(place for place in found if place.country == code) or found
        elif state is not None and state.kind == "capital":
            capital = next((place for place in found if place.country == state.code and place.type == "city"), None)
            if capital is not None and candidate.hint != "region":
                return of_place(capital)
        return self._best(candidate, found, country)

    def _facility(self, candidate: Candidate, country: str | None) -> Resolved:
        """Return a facility, or the town that the model took for one; its name or its owner may tell the country."""
        last = candidate.text.split()[-1].casefold()
        if candidate.state is None and last not in self.gazetteer.words.facility_nouns:
            found = self.gazetteer.places(candidate.text)
            spoken_of = {country, *self.context.countries} - {None}
            known = [place for place in found if place.country in spoken_of or place.type == "other"]
            if known:
                return of_place(known[0])
        parts = candidate.text.split()
        forms = [self.gazetteer.state(text) for text in (candidate.text, " ".join(parts[:2]), parts[0])]
        national = last in _NATIONAL_BODIES
        named = next((f.code for f in forms if f is not None and (f.kind == "seat" or (national and not f.weak))), None)
        owner = self.context.owners.get(name_key(candidate.text)) or self._town_in_name(parts)
        slug = place_slug(candidate.text)
        return Resolved(f"facility.{slug}", "facility", country or named or owner, known=False)

    def _town_in_name(self, parts: list[str]) -> str | None:
        """Return the country of the great town that opens a facility's name ("Baghdad International Airport")."""
        for text in (" ".join(parts[:2]), parts[0]):
            found = self.gazetteer.places(text)
            town = found[0] if found and len(text) < len(" ".join(parts)) else None
            if town is not None and town.country in self.context.countries:
                return None if contested(found) else town.country
        return None

    def _is_region_instead(self, candidate: Candidate, state: StateForm, outer: Resolved | None) -> bool:
        """Return whether the name of a state is here that of another country's region (Georgia, Luxembourg)."""
        regions = [p for p in self.gazetteer.places(candidate.text) if p.type == "region" and p.country != state.code]
        if not regions:
            return False
        if outer is not None and outer.country is not None:
            return outer.country == regions[0].country
        if candidate.hint == "region":
            return True
        country = regions[0].country
        return (
            state.weak and country is not None and self.context.countries[country] > self.context.countries[state.code]
        )

    def _state(self, candidate: Candidate, state: StateForm) -> Resolved:
        """Return a country; a territory that is one city (Hong Kong) is a city, other territories are regions."""
        if state.status == "territory":
            for place in self.gazetteer.places(candidate.text):
                same = name_key(place.name) == name_key(self.gazetteer.country_name(state.code))
                if place.country == state.code and place.type == "city" and same:
                    return of_place(place)
            return Resolved(f"country.{state.code}", "region", state.code)
        return Resolved(f"country.{state.code}", "country", state.code)

    def _places(self, candidate: Candidate) -> tuple[Place, ...]:
        """Return the places of the name, of the name without "Province", or none for "southern X"."""
        words = self.gazetteer.words
        found = self.gazetteer.places(candidate.text)
        if found:
            return found
        if candidate.state is not None and candidate.state.kind == "capital":  # "Washington, D.C."
            return self.gazetteer.places(candidate.text.split(",")[0].split(" D")[0])
        parts = candidate.text.split()
        if len(parts) > 1 and parts[-1].casefold() in words.division_nouns:
            return tuple(p for p in self.gazetteer.places(" ".join(parts[:-1])) if p.type == "region")
        if len(parts) == 2 and parts[0] == "County":
            return tuple(p for p in self.gazetteer.places(parts[1]) if p.type == "region")
        if len(parts) > 2 and parts[0].casefold() in words.division_nouns and parts[1] == "of":
            return tuple(p for p in self.gazetteer.places(" ".join(parts[2:])) if p.type == "region")
        return ()

    def _best(self, candidate: Candidate, found: tuple[Place, ...], country: str | None) -> Resolved:
        """Return the best supported place, or an unknown one where none is, or where two are nearly as good."""
        dominant = _dominant(found) if country is None else None
        scored = [
            (self._score(place) + (DOMINANCE if place == dominant else 0), -i, place)
            for i, place in enumerate(found)
            if place == dominant or self._believed(candidate, place, country)
        ]
        ranked = sorted(scored, key=lambda entry: (-entry[0], -entry[1]))
        if not ranked:
            return _unknown(candidate, country, self.gazetteer)
        score, _, best = ranked[0]
        rivals = [entry[2] for entry in ranked[1:] if score - entry[0] < CLOSE and not _same_spot(best, entry[2])]
        if rivals and best != dominant and best.population and best.population < FAMOUS:
            countries = {best.country, *(place.country for place in rivals)}
            agreed = best.country if len(countries) == 1 else None
            unknown = _unknown(candidate, country or agreed, self.gazetteer)
            others = sorted({f"{p.region or p.name}, {p.country}" for p in (best, *rivals)})
            return replace(unknown, rivals=tuple(others))
        return of_place(best)

    def _score(self, place: Place) -> float:
        score = math.log10(place.population + 1_000) if place.population else 6.0
        if not place.own_name:
            score -= math.log10(OTHER_NAME)
        if place.country is not None and self.context.countries[place.country]:
            score += COUNTRY_SUPPORT
            if place.region is not None and (place.country, name_key(place.region)) in self.context.regions:
                score += REGION_SUPPORT
        return score

    def _believed(self, candidate: Candidate, place: Place, country: str | None) -> bool:
        """Return whether a place is the article's: of a country it speaks of, of a stated one, or famous itself."""
        if place.country == country or (place.country is None and place.type != "city"):
            return True
        if country is not None:
            return False
        near = candidate.label == "GPE" or place.type != "city" or place.country == self.home
        if near and place.country in self.context.countries:
            return True
        if generic(candidate.text, self.gazetteer.words):
            return False
        famous = place.own_name and place.population >= (FAMOUS if place.type == "city" else FAMOUS_REGION)
        return famous or place.id.startswith("place.") or not self.context.countries


def _is_town(candidate: Candidate) -> bool:
    return candidate.label != "FAC"


def _dominant(found: tuple[Place, ...]) -> Place | None:
    """Return the town that readers think of whatever the article is about: far larger than its namesakes."""
    if not found or not found[0].own_name or found[0].population < _KNOWN or found[0].type != "city":
        return None
    others = [place.population for place in found[1:] if not _same_spot(found[0], place)]
    return found[0] if found[0].population >= _FAR_LARGER * max(others, default=0) else None


def _same_spot(one: Place, other: Place) -> bool:
    """Return whether two places are a town and the region named after it, or one place twice in the table."""
    if one.country != other.country:
        return False
    return one.type != other.type or one.region == other.region


def _with_hint(found: tuple[Place, ...], hint: str | None) -> tuple[Place, ...]:
    return found if hint is None else tuple(place for place in found if place.type == hint) or found


def _those_inside(found: tuple[Place, ...], outer: Resolved) -> tuple[Place, ...]:
    """Return the places that lie in the enclosing one, as far as the table can tell."""
    if outer.place is not None and outer.place.country is not None:
        deep = tuple(place for place in found if may_lie_inside(place, outer.place))
        if deep or (outer.type == "region" and outer.region is None and outer.country == "USA"):
            return deep
    if outer.country is None:
        return found
    return tuple(place for place in found if place.country == outer.country)


def of_place(place: Place) -> Resolved:
    """Return a place of the table as a reading."""
    return Resolved(place.id, place.type, place.country, place.region, place.lat, place.lon, place=place)


def _unknown(candidate: Candidate, country: str | None, gazetteer: Gazetteer) -> Resolved:
    """Return a place that no table has: its type from its own words, then from its label."""
    words = gazetteer.words
    parts = [part.casefold() for part in candidate.text.split()]
    kind: VenueType = "city" if candidate.label == "GPE" else "region"
    if {parts[0], parts[-1]} & words.feature_nouns:
        kind = "other"
    elif {parts[0], parts[-1]} & words.region_nouns or parts[0] in words.directions or candidate.hint == "region":
        kind = "region"
    prefix = next((prefix for prefix in _OF if candidate.text.startswith(prefix)), None)
    people = gazetteer.state(candidate.text.split()[0])
    if people is not None and people.kind == "demonym" and len(parts) > 1:  # "Indian Kashmir"
        whole = gazetteer.places(candidate.text.split(maxsplit=1)[1])
        return replace(of_place(whole[0]), country=people.code) if whole else _named(candidate, kind, people.code)
    if prefix is not None or (parts[0] in words.directions and len(parts) > 1):
        rest = candidate.text.removeprefix(prefix) if prefix else candidate.text.split(maxsplit=1)[1]
        form = gazetteer.state(rest)
        if form is not None and form.kind == "name":
            return Resolved(f"country.{form.code}", "country", form.code)
        whole = gazetteer.places(rest)
        if whole and country is None and (whole[0].type != "city" or whole[0].population >= FAMOUS):
            country = whole[0].country
    return _named(candidate, kind, country)


def _named(candidate: Candidate, kind: VenueType, country: str | None) -> Resolved:
    """Return a place known by name only."""
    return Resolved(f"place.{place_slug(candidate.text)}", kind, country, known=False)
