"""Places what the earlier stages found (names, dates, figures) among the words of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from talkx.events.sentences import Sentence, Word
from talkx.model import Actor, Figure, Span, Venue

_REACH = 60  # words between a trigger and what may belong to it
_LEADS = frozenset({"of", "in", "at", "from", "by", "with", "for", "to", "against", "between", "into", "on", "about"})
_STOPS = frozenset(
    {"and", "but", "or", "that", "which", "who", "while", "when", "as", "than", "yesterday", "today"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)


class Entry(NamedTuple):
    """Words `[start, end)` of a sentence that name entry `number` of its list."""

    start: int
    end: int
    number: int
    span: Span


class Entries:
    """Spans of one list, looked up by sentence."""

    def __init__(self, spans: Iterable[tuple[Span, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span, _ in self._spans]

    def of(self, sentence: Sentence, *, quoted: bool = False) -> tuple[Entry, ...]:
        """Return the entries inside a sentence, in text order; those inside quotations only if `quoted`."""
        out: list[Entry] = []
        whole = sentence.span
        for i in range(bisect_left(self._starts, whole.start), len(self._spans)):
            span, index = self._spans[i]
            if span.start >= whole.end:
                break
            if span.end > whole.end:
                continue
            start = sentence.index_at(span.start)
            if quoted or not sentence.words[start].quoted:
                out.append(Entry(start, sentence.index_at(span.end - 1) + 1, index, span))
        return tuple(out)


def of_actors(actors: Sequence[Actor], *, sources: bool) -> Entries:
    """Return where actors are named; cited sources only if `sources`."""
    return Entries(
        (mention.span, i)
        for i, actor in enumerate(actors)
        if sources or actor.part != "source"
        for mention in actor.mentions
    )


def of_venues(venues: Sequence[Venue]) -> Entries:
    """Return where venues are named."""
    return Entries((mention.span, i) for i, venue in enumerate(venues) for mention in venue.mentions)


def of_figures(figures: Sequence[Figure]) -> Entries:
    """Return where figures stand."""
    return Entries((figure.span, i) for i, figure in enumerate(figures))


def near(entries: Sequence[Entry], start: int, end: int) -> list[Entry]:
    """Return the entries within reach of words `[start, end)`."""
    return [entry for entry in entries if entry.end > start - _REACH and entry.start < end + _REACH]


def in_clause(sentence: Sentence, entries: Sequence[Entry], start: int, end: int) -> tuple[int, ...]:
    """Return what is named in the clause of word `start`, in text order, each once."""
    clause = sentence.words[start].clause
    found = (entry.number for entry in near(entries, start, end) if sentence.words[entry.start].clause == clause)
    return tuple(dict.fromkeys(found))


def after_preposition(words: Sequence[Word], start: int) -> bool:
    """Return whether the noun phrase that ends with the name at word `start` stands after a preposition."""
    for word in reversed(words[max(0, start - 7) : start]):
        if word.lower in _LEADS:
            return True
        if word.is_mark or word.text[0].isdigit() or word.lower in _STOPS or word.tag.startswith("VB"):
            return False
    return False


def is_possessive(words: Sequence[Word], entry: Entry) -> bool:
    """Return whether a possessive ending follows a name."""
    return entry.end < len(words) and words[entry.end].lower in {"'s", "’s", "'", "’"}
