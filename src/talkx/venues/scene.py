"""Tells a mention of a place at which something happens from one that merely names it."""

from __future__ import annotations

from talkx.model import CleanArticle
from talkx.resources.place_words import PlaceWords
from talkx.venues.candidate import Candidate
from talkx.venues.tokens import Tokens

_PASSED = frozenset(
    {
        "the",
        "a",
        "an",
        "nearby",
        "historic",
        "old",
        "its",
        "his",
        "her",
        "their",
        "downtown",
        "and",
        ",",
        "city",
        "town",
        "of",
        "village",
        "capital",
        "state",
        "province",
    }
)


def is_scene(tokens: Tokens, candidate: Candidate, words: PlaceWords, clean: CleanArticle) -> bool:
    """Return whether this mention puts an event at the place: a dateline, "in X", "the X talks", "X was shelled"."""
    span = tokens.span(candidate.start, candidate.end)
    dateline = clean.dateline.place if clean.dateline is not None else None
    if dateline is not None and dateline.span.contains(span):
        return True
    if tokens.near(candidate.end - 1, 1) in words.event_nouns:
        return True
    at = candidate.start - 1
    for _ in range(6):
        word = tokens.low[at] if tokens.same(candidate.start, at) else ""
        if word in words.scene_prepositions or word in words.entering_verbs:
            return not any(tokens.near(at, -k) in words.belonging_words for k in (1, 2, 3))
        if word == "between" or not (word in _PASSED or tokens.is_capital(candidate.start, at - candidate.start)):
            return word == "between"
        at -= 1
    return False
