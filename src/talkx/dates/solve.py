"""The calendar as a constraint solver: the year and the day of publication that all dates of an article allow.

Weekday, day and month agree in few years; `a 17-day hiatus` behind 16 May ends on 2 June; what is told in the past lies
before publication, what is announced lies behind it. No clock is read: where nothing in the article bounds the year, a
weekday and a date count within the years that the vocabulary names as plausible.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Length, PartOfYear, Range, Stretch, TimeOfDay
from talkx.dates.points import Point
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.expressions import Expression
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Direction, Tags
    from talkx.resources.calendar import Calendar

_DAYS = re.compile(r"P([0-9]{1,4})([DW])")
_TODAY = Stretch("day", 0)
# A month is given where at least this share of the days between the bounds lies in it.
_MONTH_SHARE = 0.75
_CLOSE_DAYS = 31
# Bounds that hold a weekday at most twice.
_WEEKDAY_DAYS = 13
# As many expressions are named as the source of a value; more would only repeat them.
_MOST_SOURCES = 3


@dataclass(frozen=True, slots=True)
class Clue:
    """A date of the article as the solver sees it; `position` is its place in the list of expressions."""

    position: int
    date: CalendarDay
    way: Direction | None
    since: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which the article was published, and the expressions that say so. Either bound may be open."""

    low: dt.date | None = None
    high: dt.date | None = None
    sources: tuple[int, ...] = ()

    def holds(self, day: dt.date) -> bool:
        """Return whether a day lies within the bounds."""
        return (self.low is None or day >= self.low) and (self.high is None or day <= self.high)


@dataclass(frozen=True, slots=True)
class Solution:
    """What all clues allow: candidate years, the publication day or month, the window, and how they follow."""

    years: tuple[int, ...] = ()
    year_sources: tuple[int, ...] = ()
    day: dt.date | None = None
    month: Point | None = None
    sources: tuple[int, ...] = ()
    window: Window = Window()
    why: str = ""


def solve(found: Scan, calendar: Calendar, tags: Tags, dateline: CalendarDay | None = None) -> Solution:
    """Return what the dates of an article say together about the year and the day of publication."""
    clues = _clues(found, calendar, tags)
    years, year_sources = _years(clues, calendar)
    if len(years) != 1:
        return Solution(years, year_sources)
    year = years[0]
    window = _window(clues, year)
    on_dateline = _day(dateline, year) if dateline is not None else None
    if on_dateline is not None:
        return Solution(years, year_sources, on_dateline, None, year_sources, window, "from the dateline")
    gap = _after_gap(found, clues, calendar, year)
    if gap is not None and window.holds(gap[0]):
        return Solution(years, year_sources, gap[0], None, gap[1], window, gap[2])
    weekday = _reporting_weekday(found, calendar, tags, window)
    if weekday is not None:
        why = f"the only day between {window.low} and {window.high} on the weekday of the report"
        sources = _merged((weekday[1],), window.sources)
        return Solution(years, year_sources, weekday[0], None, sources, window, why)
    month = _common_month(window)
    why = f"after {window.low} and before {window.high}" if month is not None else ""
    return Solution(years, year_sources, None, month, _merged(window.sources, year_sources), window, why)


def _merged(*groups: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({position for group in groups for position in group[:_MOST_SOURCES]}))


def _clues(found: Scan, calendar: Calendar, tags: Tags) -> list[Clue]:
    """Return the calendar dates of the article, both ends of a range, with the direction of their sentence."""
    out: list[Clue] = []
    for position, e in enumerate(found.expressions):
        t = found.stretches[e.stretch]
        ends = (e.meaning.first, e.meaning.last) if isinstance(e.meaning, Range) else (e,)
        for end in ends:
            meaning = end.meaning if end is not None else None
            date = meaning.base if isinstance(meaning, TimeOfDay | PartOfYear) else meaning
            if isinstance(date, CalendarDay):
                way = direction(t, e.first, e.last, calendar, tags)
                out.append(Clue(position, date, way, t.word(e.first - 1) in ("since", "from")))
    return out


def _years(clues: list[Clue], calendar: Calendar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the candidate years of the article and the expressions that leave only these.

    The latest year told of in the past counts where it stands with a month or more than once; a weekday with a date
    leaves the years in which they agree.
    """
    span = calendar.words.plausible_years
    stated: dict[int, list[Clue]] = {}
    for clue in clues:
        year = clue.date.year
        if year is not None and span.first <= year <= span.last and clue.way != "future" and not clue.since:
            stated.setdefault(year, []).append(clue)
    latest = max((y for y, group in stated.items() if len(group) > 1 or any(c.date.month for c in group)), default=None)
    told = tuple(clue.position for clue in stated.get(latest or 0, ()))
    paired = [c for c in clues if c.date.weekday and c.date.month and c.date.day and c.date.year is None]
    fitting = [y for y in range(span.first, span.last + 1) if all(_fits(c.date, y) for c in paired)] if paired else []
    near = tuple(y for y in fitting if latest is None or latest <= y <= latest + 1)
    if near or fitting:
        return near or tuple(fitting), _merged(tuple(c.position for c in paired), told)
    return ((latest,), _merged(told)) if latest is not None else ((), ())


def _fits(date: CalendarDay, year: int) -> bool:
    day = _day(date, year)
    return day is not None and day.isoweekday() == date.weekday


def _day(date: CalendarDay, year: int) -> dt.date | None:
    if date.month is None or date.day is None:
        return None
    bounds = Point("day", date.year or year, date.month, date.day).bounds()
    return bounds[0] if bounds is not None else None


def _window(clues: list[Clue], year: int) -> Window:
    """Return the last day told of in the past and the first day announced; `next Monday, June 2` gives both."""
    lows: list[tuple[dt.date, int]] = []
    highs: list[tuple[dt.date, int]] = []
    for clue in clues:
        day = _day(clue.date, year)
        if day is None:
            continue
        if clue.date.step is not None and clue.date.step > 0 and clue.date.weekday:
            lows.append((day - dt.timedelta(days=7), clue.position))
            highs.append((day - dt.timedelta(days=1), clue.position))
        elif clue.way == "future":
            highs.append((day, clue.position))
        elif clue.way is not None:
            lows.append((day, clue.position))
    low = max(lows, default=None, key=lambda bound: (bound[0], -bound[1]))
    high = min(highs, default=None)
    if low is not None and high is not None and low[0] > high[0]:
        high = None
    sources = _merged(*((bound[1],) for bound in (low, high) if bound is not None))
    return Window(low[0] if low else None, high[0] if high else None, sources)


def _after_gap(
    found: Scan, clues: list[Clue], calendar: Calendar, year: int
) -> tuple[dt.date, tuple[int, ...], str] | None:
    """Return the day that the first stated gap gives behind its last occurrence, where the article calls it today."""
    for position, e in enumerate(found.expressions):
        days = _DAYS.fullmatch(e.meaning.value) if isinstance(e.meaning, Length) else None
        if days is None or found.stretches[e.stretch].word(e.last) not in calendar.words.gap_nouns:
            continue
        today = next((k for k, other in enumerate(found.expressions) if other.meaning == _TODAY), None)
        anchor = _last_occurrence(found, clues, calendar, year)
        if anchor is None or (today is None and not _is_present(found, e)):
            return None
        length = int(days.group(1)) * (7 if days.group(2) == "W" else 1)
        sources = _merged((position,), anchor[1], () if today is None else (today,))
        return anchor[0] + dt.timedelta(days=length), sources, f"{length} days after {anchor[0]}"
    return None


def _is_present(found: Scan, e: Expression) -> bool:
    """Return whether the paragraph of the gap speaks of what is under way: `are being held`."""
    return any(a in ("is", "are") and b == "being" for a, b in pairwise(found.stretches[e.stretch].low))


def _last_occurrence(
    found: Scan, clues: list[Clue], calendar: Calendar, year: int
) -> tuple[dt.date, tuple[int, ...]] | None:
    """Return the one day that the article names as the occasion before: most told of, `previous` beside it."""
    counts: Counter[dt.date] = Counter()
    sources: dict[dt.date, list[int]] = {}
    for clue in clues:
        day = _day(clue.date, year)
        if day is None or clue.way == "future":
            continue
        e = found.expressions[clue.position]
        t = found.stretches[e.stretch]
        near = {t.low[k] for k in range(max(0, e.first - 20), e.first) if t.sentence[k] == t.sentence[e.first]}
        counts[day] += 1 + bool(near & calendar.words.previous_words)
        sources.setdefault(day, []).append(clue.position)
    top = [day for day, count in counts.items() if count == max(counts.values())] if len(counts) < 100 else []
    return (top[0], tuple(sources[top[0]])) if len(top) == 1 else None


def _reporting_weekday(found: Scan, calendar: Calendar, tags: Tags, window: Window) -> tuple[dt.date, int] | None:
    """Return the one day in the window that the first weekday told of in the past can be."""
    if window.low is None or window.high is None or (window.high - window.low).days > _WEEKDAY_DAYS:
        return None
    for position, e in enumerate(found.expressions):
        bare = isinstance(e.meaning, CalendarDay) and e.meaning == CalendarDay(weekday=e.meaning.weekday)
        if not bare or not isinstance(e.meaning, CalendarDay) or e.meaning.weekday is None:
            continue
        if direction(found.stretches[e.stretch], e.first, e.last, calendar, tags) == "past":
            days = [window.low + dt.timedelta(days=k) for k in range((window.high - window.low).days + 1)]
            fitting = [day for day in days if day.isoweekday() == e.meaning.weekday]
            return (fitting[0], position) if len(fitting) == 1 else None
    return None


def _common_month(window: Window) -> Point | None:
    """Return the month that holds nearly all days of the window, where its bounds are close."""
    low, high = window.low, window.high
    if low is None or high is None or not 0 < (high - low).days <= _CLOSE_DAYS:
        return None
    days = [low + dt.timedelta(days=k) for k in range((high - low).days)]
    month, count = Counter((day.year, day.month) for day in days).most_common(1)[0]
    return Point("month", *month) if count >= _MONTH_SHARE * len(days) else None
