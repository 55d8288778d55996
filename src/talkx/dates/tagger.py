"""The dates stage without spaCy: text in, resolved time expressions out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Expression, Range, Timex
from talkx.dates.grammar import find_expressions, starter_words
from talkx.dates.resolve import resolve
from talkx.dates.state import Background
from talkx.dates.tokens import Tokens, quoted_spans, tokenise
from talkx.dates.traps import Names, named_months
from talkx.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talkx.dates.state import Style
    from talkx.dates.tense import Tags
    from talkx.resources.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Scan:
    """The expressions of an article before their resolution, and the prose they stand in."""

    text: str
    stretches: list[Tokens]
    expressions: list[Expression]
    quotes: list[tuple[int, int]] = field(default_factory=list)


def scan(
    text: str, calendar: Calendar, prose: Sequence[Span] | None = None, names: list[tuple[int, int]] | None = None
) -> Scan:
    """Find the time expressions of the stretches of prose (by default each line of the text)."""
    spans = lines_of(text) if prose is None else list(prose)
    starters = starter_words(calendar)
    stretches = [tokenise(text, span.start, span.end) for span in spans]
    known = Names(names or [], named_months(stretches, calendar))
    expressions = [
        expression
        for number, tokens in enumerate(stretches)
        for expression in find_expressions(tokens, calendar, starters, known, number)
    ]
    return Scan(text, stretches, expressions, quoted_spans(text))


def lines_of(text: str) -> list[Span]:
    """Return the lines of a text that are not empty."""
    out: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            out.append(Span(start, end))
        start = end + 1
    return out


def resolve_scan(
    found: Scan,
    calendar: Calendar,
    reference: dt.date | None,
    *,
    tags: Tags | None = None,
    style: Style = "news",
    years: tuple[int, ...] = (),
    year_sources: tuple[int, ...] = (),
) -> list[Timex]:
    """Return the values of a scan's expressions, one for one."""
    background = Background(
        reference, style, calendar, tags or {}, found.quotes, years, year_sources, month_first=day_order(found)
    )
    return resolve(found.expressions, found.stretches, background)


def tag_times(
    text: str,
    calendar: Calendar,
    reference: dt.date | None = None,
    *,
    tags: Tags | None = None,
    style: Style = "news",
    prose: Sequence[Span] | None = None,
) -> list[Timex]:
    """Return the time expressions of `text` with their values; relative ones count from `reference`.

    `tags` are Penn Treebank tags by the offset of their word, where a tagger ran. `style` is `narrative` for texts that
    tell of the past, where a date counts from the one before it.
    """
    return resolve_scan(scan(text, calendar, prose), calendar, reference, tags=tags, style=style)


def day_order(found: Scan) -> bool | None:
    """Return whether the article writes the month before the day (`May 16`), after it, or neither or both."""
    first = last = False
    for expression in found.expressions:
        end = expression.meaning.first if isinstance(expression.meaning, Range) else expression
        meaning = end.meaning
        if not isinstance(meaning, CalendarDay) or meaning.day is None or meaning.month is None:
            continue
        tokens = found.stretches[expression.stretch]
        words = tokens.low[end.first : end.last]
        month = next(
            (k for k, word in enumerate(words) if word.isalpha() and len(word) > 2 and word[:3] in _MONTHS), None
        )
        if month is None:
            continue
        if any(word.isdigit() and len(word) <= 2 for word in words[:month]):
            last = True
        elif any(word.isdigit() and len(word) <= 2 for word in words[month:]):
            first = True
    return None if first == last else first


_MONTHS = frozenset(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"))
