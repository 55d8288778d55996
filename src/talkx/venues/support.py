"""Tells whether a name that no table knows is a place: where the words around it say so."""

from __future__ import annotations

from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.resources.place_words import PlaceWords
from talkx.venues.candidates import Candidate
from talkx.venues.links import Links
from talkx.venues.resolve import Resolved
from talkx.venues.tokens import Tokens

SMALL = 50_000
"""A town of fewer people is believed only where the words around it say that it is a place."""

_PASSED = frozenset({"the", "a", "and", "or", ",", "nearby", "neighbouring", "neighboring"})


def supported(
    tokens: Tokens, candidates: list[Candidate], links: Links, readings: list[Resolved], gazetteer: Gazetteer
) -> set[int]:
    """Return the numbers of the candidates that are places.

    A known place, a facility, an enclosing or enclosed place and a member of an enumeration of places are; another name
    is where one of its mentions stands behind a place word ("near Lower Tarn", "mayor of Lower Tarn").
    """
    outers = set(links.outer.values())
    listed = {i for run in links.lists if any(readings[j].known for j in run) for i in run}
    trusted: set[str] = set()
    for i, candidate in enumerate(candidates):
        place = readings[i].place
        known = readings[i].known and (place is None or place.type != "city" or place.population >= SMALL)
        sure = known or candidate.label == "FAC" or i in links.outer or i in links.country or i in outers
        if sure or i in listed or candidate.hint is not None or _placed(tokens, candidate, gazetteer.words):
            trusted.add(name_key(candidate.text))
    return {i for i, candidate in enumerate(candidates) if name_key(candidate.text) in trusted}


def _placed(tokens: Tokens, candidate: Candidate, words: PlaceWords) -> bool:
    ends = {tokens.low[candidate.start], tokens.low[candidate.end - 1]}
    if candidate.end - candidate.start > 1 and ends & (words.feature_nouns | words.region_nouns):
        return True
    at = candidate.start - 1
    for _ in range(5):
        word = tokens.low[at] if tokens.same(candidate.start, at) else ""
        if word in words.place_prepositions - {"by", "to"} or word in words.entering_verbs:
            return True
        if word == "of":
            before = tokens.near(at, -1)
            return before in words.place_of_words | words.city_nouns | words.region_nouns
        if word not in _PASSED | words.directions and not tokens.words[at][:1].isupper():
            return False
        at -= 1
    return False
