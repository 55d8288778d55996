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

from talkx.dates.clues import find_clues
from talkx.dates.dateline import fits, pin_year
from talkx.dates.expressions import CalendarDay, Length, Stretch
from talkx.dates.points import Point
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.clues import Clue
    from talkx.dates.expressions import Expression
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Tags
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
    stand_ins: tuple[dt.date, ...] = ()


def solve(
    found: Scan, calendar: Calendar, tags: Tags, dateline: CalendarDay | None = None, copyrighted: int | None = None
) -> Solution:
    """Return what the dates of an article say together about the year and the day of publication.

    `copyrighted` is the year of its copyright line: weak evidence, a bound and a tie-breaker.
    """
    clues = find_clues(found, calendar, tags)
    years, year_sources = _years(clues, calendar)
    if dateline is not None:
        solved = _on_dateline(dateline, found, clues, calendar, tags, years, year_sources, copyrighted)
        if solved is not None:
            return solved
    if len(years) != 1:
        return Solution(years, year_sources)
    year = years[0]
    window = _window(clues, year)
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


def _on_dateline(
    dateline: CalendarDay,
    found: Scan,
    clues: list[Clue],
    calendar: Calendar,
    tags: Tags,
    years: tuple[int, ...],
    year_sources: tuple[int, ...],
    copyrighted: int | None,
) -> Solution | None:
    """Return the day of a dateline in its own year, in that which weekday and bounds pin, else in that of the text."""
    if dateline.year is not None:
        day = _day(dateline, dateline.year)
        return Solution((dateline.year,), (), day, None, (), Window(), "from the dateline") if day else None
    pinned = pin_year(dateline, found, clues, calendar, tags, years, copyrighted)
    if pinned.day is not None:
        window = _window(clues, pinned.day.year)
        return Solution(pinned.years, pinned.sources, pinned.day, None, pinned.sources, window, pinned.why)
    day = _day(dateline, years[0]) if len(years) == 1 and not (pinned.years or pinned.sources) else None
    if day is not None:
        return Solution(years, year_sources, day, None, year_sources, _window(clues, years[0]), "from the dateline")
    return Solution(pinned.years, pinned.sources, why=pinned.why, stand_ins=pinned.stand_ins)


def _merged(*groups: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({position for group in groups for position in group[:_MOST_SOURCES]}))


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
    paired = [c for c in clues if c.date.weekday and c.date.month and c.date.day and c.date.year is None]
    fitting = [y for y in range(span.first, span.last + 1) if all(fits(c.date, y) for c in paired)] if paired else []
    if latest is not None and any(c.is_past and latest < (c.date.year or 0) <= span.last for c in clues):
        latest = None  # told of as past only once and without a month, yet later
    told = tuple(clue.position for clue in stated.get(latest or 0, ()))
    near = tuple(y for y in fitting if latest is None or latest <= y <= latest + 1)
    if near or fitting:
        return near or tuple(fitting), _merged(tuple(c.position for c in paired), told)
    return ((latest,), _merged(told)) if latest is not None else ((), ())


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
