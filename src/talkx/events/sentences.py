"""Lays prose out as sentences of words and clauses for the search for events."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from talkx.events.clauses import split_clauses
from talkx.model import CleanArticle, Segment, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset({".", "?", "!", "..", "?!", "!?"})
_MOST_WORDS = 300  # a longer run without a stop is no sentence; cut so that work stays linear in the text
# Bounded, so that a lone mark costs little.
_QUOTATION = re.compile(r"“[^”\n]{1,4000}”|\"[^\"\n]{1,4000}\"|«[^»\n]{1,4000}»|„[^“”\n]{1,4000}[“”]")


class _Piece(NamedTuple):
    text: str
    span: Span
    tag: str
    starts: bool  # the annotation begins a sentence here


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: its clause number and whether it stands inside a quotation."""

    text: str
    lower: str
    span: Span
    tag: str
    clause: int
    quoted: bool

    @property
    def is_mark(self) -> bool:
        """Return whether the word is a sign, after which a capital shows nothing."""
        return not any(char.isalnum() for char in self.text)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one sentence. `lead`: 0 in the headline, 1 in the first paragraph, 2 elsewhere.

    `main` holds the numbers of the main clauses: those that a date at the head of the sentence dates too.
    `around` holds for each inner clause the one around it and its first word (`after`, `when`);
    `tag` is the clause of a closing `officials said on Monday`.
    """

    segment: int
    lead: int
    words: tuple[Word, ...]
    main: frozenset[int]
    around: Mapping[int, tuple[int, str]]
    tag: int | None

    @property
    def span(self) -> Span:
        """Return the span from the first to the last word."""
        return Span(self.words[0].span.start, self.words[-1].span.end)

    def index_at(self, offset: int) -> int:
        """Return the index of the word at or after a text offset."""
        i = bisect_right(self.words, offset, key=lambda word: word.span.end)
        return min(i, len(self.words) - 1)


def lay_out(doc: Doc, clean: CleanArticle) -> list[Sentence]:
    """Return the sentences of all prose segments, in text order; none crosses a segment."""
    sentences: list[Sentence] = []
    text = doc.text  # put together anew at each call
    tokens = iter(token for token in doc if not token.text.isspace())
    token = next(tokens, None)
    first_body: int | None = None
    for number, segment in enumerate(clean.segments):
        pieces: list[_Piece] = []
        while token is not None and token.idx < segment.span.end:
            if token.idx >= segment.span.start:
                span = Span(token.idx, token.idx + len(token.text))
                pieces.append(_Piece(token.text, span, token.tag_, bool(token.is_sent_start)))
            token = next(tokens, None)
        if not segment.is_prose or not pieces:
            continue
        lead = 0 if segment.kind == "headline" else 2
        if lead and first_body is None and segment.kind in {"body", "standfirst", "list"} and len(pieces) > 8:
            first_body = number
        if segment.kind == "standfirst" or number == first_body:
            lead = 1
        marks = _quotations(text, segment)
        sentences.extend(_sentence(words, number, lead, marks) for words in _split(pieces, marks))
    return sentences


def _quotations(text: str, segment: Segment) -> list[Span]:
    return [Span(*match.span()) for match in _QUOTATION.finditer(text, segment.span.start, segment.span.end)]


def _split(pieces: Sequence[_Piece], marks: Sequence[Span]) -> Iterator[list[_Piece]]:
    """Yield the words of each sentence: a stop ends one unless a small letter follows or a quotation is open."""
    current: list[_Piece] = []
    m = 0
    for i, piece in enumerate(pieces):
        current.append(piece)
        while m < len(marks) and marks[m].end <= piece.span.start:
            m += 1
        inside = m < len(marks) and marks[m].start <= piece.span.start and piece.span.end < marks[m].end
        closes = i > 0 and pieces[i - 1].text in _ENDS and m < len(marks) and piece.span.end == marks[m].end
        following = pieces[i + 1] if i + 1 < len(pieces) else None
        if len(current) < _MOST_WORDS and (inside or not _ends(piece, following, closes=closes)):
            continue
        yield current
        current = []
    if current:
        yield current


def _ends(piece: _Piece, following: _Piece | None, *, closes: bool) -> bool:
    """Return whether a sentence ends with a word: a stop, a closing mark after one, or an abbreviation's stop.

    An abbreviation (`p.m.`, `Co.`) ends one where the annotation, or after an hour a capital, begins the next.
    """
    if following is None:
        return True
    if piece.text in _ENDS or closes:
        return not (following.text[0].islower() or (closes and following.text in {",", ";"}))
    if len(piece.text) > 2 and piece.text.endswith("."):
        return following.starts or (piece.text.lower() in {"a.m.", "p.m."} and not following.text[0].islower())
    return False


def _sentence(pieces: list[_Piece], segment: int, lead: int, marks: Sequence[Span]) -> Sentence:
    lowers = [piece.text.lower() for piece in pieces]
    clauses = split_clauses(lowers, [piece.tag for piece in pieces])
    words = tuple(
        Word(piece.text, lower, piece.span, piece.tag, clause, _is_quoted(piece.span, marks))
        for piece, lower, clause in zip(pieces, lowers, clauses.numbers, strict=True)
    )
    return Sentence(segment, lead, words, clauses.main, clauses.around, clauses.tag)


def _is_quoted(span: Span, marks: Sequence[Span]) -> bool:
    """Return whether a word stands in a quotation; found by bisection, since a paragraph may hold many."""
    i = bisect_right(marks, span.start, key=lambda mark: mark.end)
    return i < len(marks) and marks[i].overlaps(span)
