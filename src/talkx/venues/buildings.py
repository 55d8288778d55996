"""Names that the model gives to bodies and events, and that are places all the same."""

from __future__ import annotations

from talkx.resources.gazetteer import Gazetteer
from talkx.resources.place_words import PlaceWords
from talkx.venues.facilities import beside_building
from talkx.venues.tokens import Tokens

_KNOWN = 100_000
"""Least population of a place that is read out of an event's name."""
_LONGEST_PLACE = 3
_GOING = frozenset(
    [
        "arrived",
        "came",
        "flew",
        "go",
        "going",
        "headed",
        "invited",
        "moved",
        "return",
        "returned",
        "returning",
        "summoned",
        "travelled",
        "traveled",
        "trip",
        "visit",
        "visits",
        "went",
    ]
)


def building(tokens: Tokens, start: int, end: int, words: PlaceWords) -> bool:
    """Return whether a body's name stands for its building: people stand outside it, storm it, or are in it.

    "outside the Ministry of Health", "for Copper Tower", "the Saint Anna cathedral", "at Northfield Hospital", "at
    Weston University in Dalby".
    """
    nouns = set(tokens.low[start:end])
    head = tokens.low[end - 1]
    several = end - start >= 2
    if (nouns & words.seated_bodies or head in words.facility_nouns) and beside_building(tokens, start, words):
        return several or head in words.sole_bodies
    center = head in {"center", "centre"} and tokens.low[end - 2] in words.center_kinds
    if several and (head in words.plain_facility_nouns or center or tokens.low[start] in words.leading_nouns):
        return True
    following = tokens.words[end] if tokens.same(end - 1, end) else ""
    if following in words.lower_case_facility_nouns & (words.plain_facility_nouns | {"station"}):
        return not tokens.text(start, end).isupper()
    at = start - 1
    if tokens.near(start, -1) in {"the", "a", "its", "their"}:
        at -= 1
    before = tokens.low[at] if tokens.same(start, at) else ""
    sites = words.facility_nouns | words.sites | {"field", "ground", "harbor", "harbour"}
    inside = before in {"at", "in", "inside", "into"} and several and head in sites
    seated = bool(nouns & words.seated_bodies) or head in words.unsure_facility_nouns
    lodged = before in {"at", "on", "against"} and seated and tokens.near(end - 1, 1) == "in"
    return (inside or lodged) and not belongs(tokens, at, words)


def placed(tokens: Tokens, start: int, words: PlaceWords) -> bool:
    """Return whether the word before a name says where: "in Kamloops", "the state of Montana", "mayor of Lyon"."""
    at = start - 1
    if tokens.near(start, -1) == "the":
        at -= 1
    before = tokens.low[at] if tokens.same(start, at) else ""
    if before == "of":
        earlier = tokens.near(start, at - 1 - start)
        return earlier in words.place_of_words or earlier in words.city_nouns | words.region_nouns
    if before == "to":
        return any(tokens.near(start, at - k - start) in _GOING for k in (1, 2))
    return before in words.sure_prepositions


def belongs(tokens: Tokens, preposition: int, words: PlaceWords) -> bool:
    """Return whether the words before say who somebody is ("a professor at") and not what happens there."""
    return any(tokens.near(preposition, -k) in words.belonging_words for k in (1, 2, 3))


def scene_of_event(tokens: Tokens, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """Return the place that opens the name of a vote or a summit: "South Carolina primary election"."""
    if not gazetteer.words.local_events.intersection(tokens.low[start:end]):
        return None
    first = start + 1 if tokens.words[start].isdecimal() and end - start > 1 else start
    for last in range(min(end - 1, first + _LONGEST_PLACE), first, -1):
        text = tokens.text(first, last)
        found = gazetteer.places(text)
        if found and found[0].country is not None and found[0].population >= _KNOWN and gazetteer.state(text) is None:
            return first, last
    return None
