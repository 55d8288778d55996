"""Tells whether a name that no table knows is a place: where the words around it say so."""

from __future__ import annotations

from talkx.model import NameMention
from talkx.resources.gazetteer import name_key
from talkx.resources.place_words import PlaceWords
from talkx.venues.candidate import Candidate
from talkx.venues.resolve import Reading
from talkx.venues.tokens import Tokens

CERTAIN = 0.85
"""The model's certainty from which a name is believed without a place word."""
SMALL = 50_000
"""A town of fewer people is believed only where the words around it say that it is a place."""

_OFFICERS = frozenset({"attorney", "attorneys", "court", "courts", "judge", "judges"})
_PASSED = frozenset({"the", "a", "and", "or", ",", "nearby", "neighbouring", "neighboring"})


def supported(tokens: Tokens, read: Reading, names: tuple[NameMention, ...], words: PlaceWords) -> set[int]:
    """Return the numbers of the candidates that are places.

    A known place, a facility, an enclosing or enclosed place and a member of an enumeration of places are; another name
    is where one of its mentions stands behind a place word ("near Lower Tarn", "mayor of Lower Tarn"). So is a small
    town, and a town of a person's name in the article.
    """
    candidates, links, readings = read.candidates, read.links, read.readings
    outers = set(links.outer.values())
    listed = {i for run in links.lists if any(readings[j].known for j in run) for i in run}
    trusted: set[str] = set()
    surnames = {name_key(name.text.split()[-1]) for name in names if name.label == "PERSON" and name.text.split()}
    for i, candidate in enumerate(candidates):
        place = readings[i].place
        known = (readings[i].known or bool(readings[i].rivals)) and (
            place is None or place.type != "city" or place.population >= SMALL
        )
        facility = candidate.label == "FAC" and _has_noun(tokens, candidate, words)
        sure = (
            known
            or facility
            or tokens.certainty(candidate.start, candidate.end) >= CERTAIN
            or i in read.longer
            or i in links.outer
            or i in links.country
            or i in outers
        )
        if place is not None and place.type == "city" and name_key(candidate.text) in surnames:
            sure = False
        if sure or i in listed or i in links.regions or candidate.hint is not None or _placed(tokens, candidate, words):
            trusted.add(name_key(candidate.text))
    kept = {i for i, candidate in enumerate(candidates) if name_key(candidate.text) in trusted}
    return {i for i in kept if not _is_fragment(tokens, read, i, words)}


def _has_noun(tokens: Tokens, candidate: Candidate, words: PlaceWords) -> bool:
    """Return whether a facility's name holds a word for one, or is a seat of government or a numbered road."""
    nouns = words.facility_nouns | words.unsure_facility_nouns | words.seated_bodies | words.numbered_roads
    named = bool((nouns | words.lower_case_facility_nouns).intersection(tokens.low[candidate.start : candidate.end]))
    return named or candidate.state is not None or any(character.isdecimal() for character in candidate.text)


def _is_fragment(tokens: Tokens, read: Reading, number: int, words: PlaceWords) -> bool:
    """Return whether the name is a common noun alone, or the model cut it out of a longer one ("Saffir–Simpson")."""
    candidate = read.candidates[number]
    common = words.region_nouns | words.city_nouns | words.directions | words.facility_nouns
    common |= words.unsure_facility_nouns | {"autonomous", "federal", "national"}
    meaningless = all(word in common for word in tokens.low[candidate.start : candidate.end])
    if meaningless and (candidate.end - candidate.start == 1 or tokens.near(candidate.end - 1, 1) == "of"):
        return True
    officer = tokens.near(candidate.end - 1, 1) in _OFFICERS and tokens.low[candidate.end - 1] == "district"
    if officer:  # "a Federal District judge"
        return True
    named_after = tokens.near(candidate.end - 1, 1) in words.namesakes and tokens.is_capital(candidate.end - 1, 1)
    if named_after and (candidate.state is None or candidate.state.kind == "capital"):
        return True
    whole = candidate.label == "FAC" and _has_noun(tokens, candidate, words)
    if read.readings[number].known or whole or tokens.is_title_case(candidate.start):
        return False
    after = candidate.end
    if tokens.near(after - 1, 1) in {"-", "–", "—"}:
        after += 1
    if not tokens.is_capital(candidate.start, after - candidate.start):
        return False
    following = read.candidates[number + 1].start if number + 1 < len(read.candidates) else -1
    return following != after


def _placed(tokens: Tokens, candidate: Candidate, words: PlaceWords) -> bool:
    ends = {tokens.low[candidate.start], tokens.low[candidate.end - 1]}
    if candidate.end - candidate.start > 1 and ends & (words.feature_nouns | words.region_nouns):
        return True
    if tokens.near(candidate.end - 1, 1) in words.event_nouns:
        return True
    at = candidate.start - 1
    listed = False
    for _ in range(5):
        word = tokens.low[at] if tokens.same(candidate.start, at) else ""
        if (
            word in words.sure_prepositions
            or word in words.entering_verbs
            or (word == "on" and candidate.label != "GPE")
        ):
            return True
        if word == "of":
            before = tokens.near(at, -1)
            return before in words.place_of_words | words.city_nouns | words.region_nouns
        listed = listed or word in {"and", "or"}
        capital = listed and tokens.is_capital(candidate.start, at - candidate.start)
        if word not in _PASSED | words.directions and not capital:
            return False
        at -= 1
    return False
