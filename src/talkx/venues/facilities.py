"""Facilities by their grammar: a run of capitals that ends in a word for a building, a site or a road."""

from __future__ import annotations

import re

from talkx.resources.place_words import PlaceWords
from talkx.venues.tokens import Tokens

_JOINING = frozenset(
    {"of", "the", "de", "des", "du", "la", "le", "el", "al", "da", "do", "di", "y", "&", "-", "’s", "'s", "–"}
)
_LONGEST = 7
ROAD_NUMBER = re.compile(r"[ABM]\d{1,4}|I-\d{1,3}")
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "our"})
_ADJECTIVE_ENDINGS = ("ic", "al", "an", "ed", "ern", "ish", "ese", "ous", "town")


def facilities(tokens: Tokens, words: PlaceWords) -> list[tuple[int, int]]:
    """Return the token ranges of facility names, in order and apart from one another.

    A range needs a word before it that says where ("at the …"), because many companies and people bear such names; a
    body's name needs one that can only mean its building ("outside the Ruritanian Parliament"); a road with a number
    needs none. Headings in title case give none.
    """
    found: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        if tokens.segment_of[at] < 0 or tokens.is_title_case(at):
            continue
        named = _at(tokens, at, words) if tokens.words[at][0].isupper() else _lower_case(tokens, at, words)
        if named is None:
            continue
        start, end = named
        if found and start < found[-1][1]:
            if end <= found[-1][1]:
                continue
            start = found.pop()[0]
        found.append((start, end))
    return found


def _at(tokens: Tokens, at: int, words: PlaceWords) -> tuple[int, int] | None:
    """Return the facility whose last word, or whose first where that is the noun, stands at `at`."""
    word = tokens.low[at]
    if word in words.numbered_roads and tokens.near(at, 1).isdecimal():
        start = at - 1 if tokens.near(at, -1).replace(".", "") in {"us", "state"} else at
        return start, at + 2
    if ROAD_NUMBER.fullmatch(tokens.words[at]) and tokens.near(at, -1) == "the":
        return (at, at + 1) if tokens.near(at, -2) in {"off", "on", "along", "via"} else None
    sure = word in words.facility_nouns
    if sure or word in words.unsure_facility_nouns:
        start, end = _name_around(tokens, at, words)
        if end - start >= 2 and _placed(tokens, start, words, sure=sure):
            return start, end
    if word in words.seated_bodies:
        start, end = _name_around(tokens, at, words)
        if (end - start >= 2 or word in words.sole_bodies) and beside_building(tokens, start, words):
            return start, end
    return None


def _lower_case(tokens: Tokens, at: int, words: PlaceWords) -> tuple[int, int] | None:
    """Return a name with its noun in lower case: "left Marsh Junction railway station", "in the Hill district"."""
    word = tokens.low[at]
    quarter = word in words.quarter_nouns
    if not quarter and word not in words.lower_case_facility_nouns & (words.plain_facility_nouns | {"station"}):
        return None
    head = at - 1 if tokens.near(at, -1) in words.between_facility_nouns else at
    if not tokens.same(at, head - 1) or not tokens.words[head - 1][:1].isupper():
        return None
    start, _ = _name_around(tokens, head, words)
    last = tokens.words[head - 1]
    if start == head or last.isupper():
        return None
    if words.faiths.intersection(tokens.low[start:head]):
        return None
    proper = all(tokens.proper[start:head]) and not words.common_firsts.intersection(tokens.low[start:head])
    return (start, at + 1) if (proper and not quarter) or _placed(tokens, start, words, sure=True) else None


def beside_building(tokens: Tokens, start: int, words: PlaceWords) -> bool:
    """Return whether what stands before a body's name can only be said of its building: "outside the", "stormed"."""
    at = start - 1
    while tokens.same(start, at) and tokens.low[at] in _ARTICLES:
        at -= 1
    before = tokens.low[at] if tokens.same(start, at) else ""
    earlier = tokens.near(start, at - 1 - start)
    if before == "of":
        return earlier in {"front", "outside", "inside", "steps"}
    return before in words.outside_words or before in words.storming_verbs


def _name_around(tokens: Tokens, head: int, words: PlaceWords) -> tuple[int, int]:
    """Return the run of capitals that ends in `head`, with "of the X" behind it where the head is all there is."""
    start = head
    while head - start < _LONGEST:
        before = start - 1
        if not tokens.same(head, before):
            break
        word = tokens.words[before]
        if _is_name_word(word):
            start = before
        elif tokens.same(head, before - 1) and _joins(word, tokens.words[before - 1]):
            start = before - 1
        else:
            break
    if start < head and tokens.opens_sentence(start) and tokens.low[start] in words.opening_words:
        start += 1
    while start < head and (tokens.low[start] in _ARTICLES | _JOINING or tokens.words[start].isdecimal()):
        start += 1
    end = head + 1
    if start == head and tokens.near(head, 1) == "of":
        end = head + 2 + (tokens.near(head, 2) == "the")
        if end < len(tokens) and tokens.same(head, end) and _is_name_word(tokens.words[end]):
            while (
                end < len(tokens)
                and tokens.same(head, end)
                and _is_name_word(tokens.words[end])
                and end - head < _LONGEST
            ):
                end += 1
        else:
            end = head + 1
    return start, end


def _joins(word: str, earlier: str) -> bool:
    """Return whether a word holds a name together: "of" in "Hall of Mirrors Park", the dot of "St. Brendan"."""
    return _is_name_word(earlier) and (word.casefold() in _JOINING or (word == "." and len(earlier) <= 3))


def _is_name_word(word: str) -> bool:
    """Return whether a word can be part of a name: a capital, or a number ("Terminal 2")."""
    return word[:1].isupper() or (word.isdecimal() and len(word) <= 3)


def _placed(tokens: Tokens, start: int, words: PlaceWords, *, sure: bool) -> bool:
    """Return whether a place word stands before the name, with an article and adjectives between at most."""
    at = start - 1
    seen_article = False
    for _ in range(4):
        word = tokens.low[at] if tokens.same(start, at) else ""
        if word == "to" and tokens.near(at, -1) in {"according", "due", "thanks"}:
            return False
        if word in words.place_prepositions:
            return sure or word in {"at", "outside", "inside", "near"} or (seen_article and word == "in")
        if word in words.entering_verbs:
            return sure
        if word in _ARTICLES:
            seen_article = True
        elif not (sure and word.endswith(_ADJECTIVE_ENDINGS)) and word not in {"and", "nearby", "historic"}:
            return False
        at -= 1
    return False
