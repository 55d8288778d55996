"""The calendar as a constraint solver: which year, and which day of publication, all dates of an article allow together.

Weekday, day and month agree in few years; `a 17-day hiatus` behind 16 May ends on 2 June; what is told in the past lies
before publication, what is announced lies behind it. No clock is read: where nothing in the article bounds the year, a
weekday and a date count within the years that the vocabulary names as plausible.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Expression, Length, PartOfYear, Range, Stretch, TimeOfDay
from talkx.dates.points import Point, point_of
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Direction, Tags
    from talkx.resources.calendar import Calendar

_DAYS = re.compile(r"P([0-9]{1,4})([DW])")
_MONTH_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Clue:
    """A date of the article as the solver sees it; `position` is its place in the list of expressions."""

    position: int
    date: CalendarDay
    way: Direction | None
    since: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """What all clues allow: candidate years, the publication day or its bounds, and the expressions that say so."""

    years: tuple[int, ...] = ()
    year_sources: tuple[int, ...] = ()
    day: dt.date | None = None
    month: Point | None = None
    sources: tuple[int, ...] = ()
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    why: str = ""


def solve(found: Scan, calendar: Calendar, tags: Tags, dateline: dt.date | CalendarDay | None = None) -> Solution:
    """Return what the dates of an article say together about the year and the day of publication."""
    clues = _clues(found, calendar, tags)
    years, year_sources = _years(clues, calendar)
    if len(years) != 1:
        return Solution(years, year_sources)
    year = years[0]
    low, high, sources = _bounds(clues, year)
    if isinstance(dateline, CalendarDay):
        day = _day(dateline, year)
        if day is not None:
            return Solution(years, year_sources, day, sources=year_sources, why="the dateline")
    gap = _after_gap(found, clues, calendar, year, low, high)
    if gap is not None:
        return Solution(years, year_sources, gap[0], sources=gap[1], why=gap[2])
    weekday = _reporting_weekday(found, calendar, tags, low, high)
    if weekday is not None:
        why = f"reported on a weekday between {low} and {high}"
        return Solution(years, year_sources, weekday[0], None, _merged((weekday[1],), sources), low, high, why)
    month = _common_month(low, high)
    return Solution(
        years,
        year_sources,
        None,
        month,
        _merged(sources, year_sources),
        low,
        high,
        f"after {low} and before {high}" if month else "",
    )


def _merged(*groups: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({position for group in groups for position in group}))


def _clues(found: Scan, calendar: Calendar, tags: Tags) -> list[Clue]:
    out: list[Clue] = []
    for position, expression in enumerate(found.expressions):
        t = found.stretches[expression.stretch]
        way = direction(t, expression.first, expression.last, calendar, tags)
        since = t.word(expression.first - 1) in ("since", "from")
        ends = (
            (expression.meaning.first, expression.meaning.last)
            if isinstance(expression.meaning, Range)
            else (expression,)
        )
        for end in ends:
            if end is None:
                continue
            meaning = end.meaning.base if isinstance(end.meaning, TimeOfDay | PartOfYear) else end.meaning
            if isinstance(meaning, CalendarDay):
                out.append(Clue(position, meaning, way, since))
    return out


def _years(clues: list[Clue], calendar: Calendar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the candidate years of the article and the expressions that leave only these."""
    span = calendar.words.plausible_years
    stated: dict[int, list[Clue]] = {}
    for clue in clues:
        year = clue.date.year
        if year is not None and span.first <= year <= span.last and clue.way != "future" and not clue.since:
            stated.setdefault(year, []).append(clue)
    latest = max((y for y, group in stated.items() if len(group) > 1 or any(c.date.month for c in group)), default=None)
    paired = [c for c in clues if c.date.weekday and c.date.month and c.date.day and c.date.year is None]
    if paired:
        fitting = [y for y in range(span.first, span.last + 1) if all(_fits(c.date, y) for c in paired)]
        near = [y for y in fitting if latest is None or latest <= y <= latest + 1]
        if near or fitting:
            sources = tuple(c.position for c in paired) + tuple(c.position for c in stated.get(latest or 0, ()))
            return tuple(near or fitting), _merged(sources)
    if latest is not None:
        return (latest,), _merged(tuple(c.position for c in stated[latest]))
    return (), ()


def _fits(date: CalendarDay, year: int) -> bool:
    day = _day(date, year)
    return day is not None and day.isoweekday() == date.weekday


def _day(date: CalendarDay, year: int) -> dt.date | None:
    if date.month is None or date.day is None:
        return None
    bounds = Point("day", date.year or year, date.month, date.day).bounds()
    return bounds[0] if bounds is not None else None


def _bounds(clues: list[Clue], year: int) -> tuple[dt.date | None, dt.date | None, tuple[int, ...]]:
    """Return the last day told of in the past, the first day announced, and the expressions that bound so."""
    low: dt.date | None = None
    high: dt.date | None = None
    low_source: tuple[int, ...] = ()
    high_source: tuple[int, ...] = ()
    for clue in clues:
        day = _day(clue.date, year)
        if day is None:
            continue
        step = clue.date.step
        if step is not None and step > 0 and clue.date.weekday:
            floor = day - dt.timedelta(days=7)
            if low is None or floor > low:
                low, low_source = floor, (clue.position,)
            if high is None or day - dt.timedelta(days=1) < high:
                high, high_source = day - dt.timedelta(days=1), (clue.position,)
        elif clue.way == "future":
            if high is None or day < high:
                high, high_source = day, (clue.position,)
        elif clue.way in ("past", "present") and (low is None or day > low):
            low, low_source = day, (clue.position,)
    if low is not None and high is not None and low > high:
        return low, None, low_source
    return low, high, _merged(low_source, high_source)


def _after_gap(
    found: Scan, clues: list[Clue], calendar: Calendar, year: int, low: dt.date | None, high: dt.date | None
) -> tuple[dt.date, tuple[int, ...], str] | None:
    """Return the day that a stated gap gives behind its last occurrence, where the article calls that day today."""
    today = [
        position
        for position, e in enumerate(found.expressions)
        if isinstance(e.meaning, Stretch) and e.meaning == Stretch("day", 0)
    ]
    for position, e in enumerate(found.expressions):
        days = _DAYS.fullmatch(e.meaning.value) if isinstance(e.meaning, Length) else None
        t = found.stretches[e.stretch]
        if days is None or t.word(e.last) not in calendar.words.gap_nouns:
            continue
        if not today and not _is_present(found, e):
            continue
        length = int(days.group(1)) * (7 if days.group(2) == "W" else 1)
        anchor = _last_occurrence(found, clues, calendar, year)
        if anchor is None:
            continue
        day = anchor[0] + dt.timedelta(days=length)
        if (low is None or day >= low) and (high is None or day <= high):
            why = f"{length} days after {anchor[0]}"
            return day, _merged((position,), anchor[1], tuple(today[:1])), why
    return None


def _is_present(found: Scan, e: Expression) -> bool:
    """Return whether the paragraph of the gap speaks of what is under way: `are being held`."""
    words = found.stretches[e.stretch].low
    return any(a in ("is", "are") and b == "being" for a, b in zip(words, words[1:], strict=False))


def _last_occurrence(
    found: Scan, clues: list[Clue], calendar: Calendar, year: int
) -> tuple[dt.date, tuple[int, ...]] | None:
    """Return the day that the article names as the occasion before: told of most, words such as `previous` beside it."""
    counts: Counter[dt.date] = Counter()
    sources: dict[dt.date, list[int]] = {}
    for clue in clues:
        day = _day(clue.date, year)
        if day is None or clue.way == "future":
            continue
        e = found.expressions[clue.position]
        t = found.stretches[e.stretch]
        first = max(0, e.first - 20)
        near = {t.low[k] for k in range(first, e.first) if t.sentence[k] == t.sentence[e.first]}
        counts[day] += 1 + bool(near & calendar.words.previous_words)
        sources.setdefault(day, []).append(clue.position)
    if not counts:
        return None
    best = max(counts.values())
    top = [day for day, count in counts.items() if count == best]
    return (top[0], tuple(sources[top[0]])) if len(top) == 1 else None


def _reporting_weekday(
    found: Scan, calendar: Calendar, tags: Tags, low: dt.date | None, high: dt.date | None
) -> tuple[dt.date, int] | None:
    """Return the one day between the bounds that the first weekday told of in the past can be."""
    if low is None or high is None or (high - low).days > 13:
        return None
    for position, e in enumerate(found.expressions):
        meaning = e.meaning
        if (
            not isinstance(meaning, CalendarDay)
            or meaning.weekday is None
            or meaning.month
            or meaning.day
            or meaning.step is not None
        ):
            continue
        if direction(found.stretches[e.stretch], e.first, e.last, calendar, tags) != "past":
            continue
        days = [low + dt.timedelta(days=k) for k in range((high - low).days + 1)]
        fitting = [day for day in days if day.isoweekday() == meaning.weekday]
        return (fitting[0], position) if len(fitting) == 1 else None
    return None


def _common_month(low: dt.date | None, high: dt.date | None) -> Point | None:
    """Return the month that holds nearly all days between the bounds, where they are close."""
    if low is None or high is None or not 0 < (high - low).days <= 31:
        return None
    days = [low + dt.timedelta(days=k) for k in range((high - low).days)]
    month, count = Counter((day.year, day.month) for day in days).most_common(1)[0]
    return Point("month", *month) if count >= _MONTH_SHARE * len(days) else None


__all__ = ["Clue", "Solution", "point_of", "solve"]
