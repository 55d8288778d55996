"""The last stage: what the stages found becomes one record, every span moved to the raw text in one generic pass."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from talkx.errors import InternalError
from talkx.model import (
    SCHEMA,
    ActorsFound,
    Article,
    ArticleFacts,
    CleanArticle,
    DatesFound,
    Event,
    FiguresFound,
    Note,
    OffsetMap,
    Quote,
    Record,
    Span,
    VenuesFound,
)

T = TypeVar("T")
_LETTER = re.compile(r"\w")


def build_record(
    article: Article,
    clean: CleanArticle,
    dates: DatesFound,
    actors: ActorsFound,
    venues: VenuesFound,
    figures: FiguresFound,
    quotes: tuple[Quote, ...],
    events: tuple[Event, ...],
    *,
    with_text: bool = False,
) -> Record:
    """Return the record of one article.

    Spans that count the cleaned text come out as spans of the raw text; the ledger and the publication date hold raw
    spans already. Every `text` beside a span is cut from the raw text again. Raises `InternalError` where a stage
    handed on a span that lies outside its text.
    """
    raw = article.text
    placed = _Placing(raw, clean.offsets)
    facts = ArticleFacts(
        title=placed.moved(clean.title),
        byline=placed.moved(clean.byline),
        credit=placed.moved(clean.credit),
        dateline=placed.moved(clean.dateline),
        published=placed.cut(dates.published),
        language=clean.language,
        words=count_words(clean.text),
        updated=placed.cut(dates.updated),
    )
    return Record(
        schema=SCHEMA,
        id=article.id,
        source=article.source,
        article=facts,
        boilerplate=placed.cut(clean.removed),
        actors=placed.moved(actors.actors),
        venues=placed.moved(venues.venues),
        dates=placed.moved(dates.dates),
        figures=placed.moved(figures.figures),
        quotes=placed.moved(quotes),
        events=placed.moved(events),
        notes=_notes(article.notes, dates.notes, actors.notes, venues.notes, figures.notes),
        text=raw if with_text else None,
    )


def count_words(text: str) -> int:
    """Return how many runs without white space hold a letter or digit.

    >>> count_words("Talks - at last - resume in St. Petersburg.")
    7
    """
    return sum(1 for run in text.split() if _LETTER.search(run))


class _Placing:
    """Moves the spans of one article from its cleaned to its raw text."""

    def __init__(self, raw: str, offsets: OffsetMap) -> None:
        self.raw = raw
        self.offsets = offsets

    def moved(self, value: T) -> T:
        """Return `value`, whose spans count the cleaned text, with spans and texts of the raw text."""
        return self._rebuilt(value, move=True)

    def cut(self, value: T) -> T:
        """Return `value`, whose spans count the raw text, with its texts cut from there."""
        return self._rebuilt(value, move=False)

    def _rebuilt(self, value: T, *, move: bool) -> T:
        if isinstance(value, Span):
            return self._span(value, move=move)  # type: ignore[return-value]
        if isinstance(value, tuple):
            return tuple(self._rebuilt(item, move=move) for item in value)  # type: ignore[return-value]
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {}
        for field in fields(value):
            held = getattr(value, field.name)
            if isinstance(held, tuple) or is_dataclass(held):
                changed[field.name] = self._rebuilt(held, move=move)
        span = changed.get("span")
        if isinstance(span, Span) and isinstance(getattr(value, "text", None), str):
            changed["text"] = self.raw[span.start : span.end]  # type: ignore[assignment]
        return replace(value, **changed)

    def _span(self, span: Span, *, move: bool) -> Span:
        if span.start < span.end and span.start >= 0:
            placed = self.offsets.to_raw(span) if move else span
            if 0 <= placed.start < placed.end <= len(self.raw):
                return placed
        raise InternalError(f"a stage handed on the span {tuple(span)}, which is not inside its text")


def _notes(*of_stages: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return the notes in the order of the stages, each once."""
    return tuple(dict.fromkeys(note for notes in of_stages for note in notes))
