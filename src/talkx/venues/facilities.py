"""Facilities by their grammar: a run of capitals that ends in a word for a building, a site or a road."""

from __future__ import annotations

from talkx.resources.place_words import PlaceWords
from talkx.venues.tokens import Tokens

_JOINING = frozenset(
    {"of", "the", "de", "des", "du", "la", "le", "el", "al", "da", "do", "di", "y", "&", "-", "’s", "'s", "–"}
)
_LONGEST = 7
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "our"})
_ADJECTIVE_ENDINGS = ("ic", "al", "an", "ed", "ern", "ish", "ese", "ous", "town")


def facilities(tokens: Tokens, words: PlaceWords) -> list[tuple[int, int]]:
    """Return the token ranges of facility names, in order and apart from one another.

    A range needs a word before it that says where ("at the …"), because many companies and people bear such names.
    Headings in title case give none.
    """
    found: list[tuple[int, int]] = []
    for at, word in enumerate(tokens.low):
        sure = word in words.facility_nouns
        if not sure and word not in words.unsure_facility_nouns:
            continue
        if not tokens.words[at][0].isupper() or tokens.segment_of[at] < 0 or tokens.is_title_case(at):
            continue
        start, end = _name_around(tokens, at, words)
        if end - start < 2 or not _placed(tokens, start, words, sure=sure):
            continue
        if found and start < found[-1][1]:
            start = found[-1][0] if end > found[-1][1] else start
            if end <= found[-1][1]:
                continue
            found.pop()
        found.append((start, end))
    return found


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
    while start < head and tokens.low[start] in _ARTICLES | _JOINING:
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
        if word in words.place_prepositions:
            return sure or seen_article or word in {"at", "outside", "inside", "near"}
        if word in words.entering_verbs:
            return sure
        if word in _ARTICLES:
            seen_article = True
        elif not (sure and word.endswith(_ADJECTIVE_ENDINGS)) and word not in {"and", "nearby", "historic"}:
            return False
        at -= 1
    return False
