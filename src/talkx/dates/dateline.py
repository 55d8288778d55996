"""The year of a dateline that states none: its day, the weekday of the report and the years told of must agree."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, TimeOfDay
from talkx.dates.points import Point
from talkx.dates.tagger import scan
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.clues import Clue
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Tags
    from talkx.model import CleanArticle
    from talkx.resources.calendar import Calendar

# Paragraphs in which a report names the weekday it tells of, and the days that may lie between both: a dispatch of
# Sunday tells of "late Saturday".
_LEDE_STRETCHES = 5
_LAGS, _TOLD_LAGS = (0, 1), (0, 1, 2)
# A candidate year so long before the next one is the one meant where it follows the latest year told of so closely.
_NEXT_YEARS, _NEAR_YEARS = 5, 4
# Years that stand in for an unknown one: those of a weekday recur in any 28 years; three in a row differ in weekday.
_STAND_IN = range(2001, 2041)
_SAYING = frozenset(("said", "says", "announced", "reported", "confirmed", "told"))
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[^0-9]{0,40}((?:19|20)[0-9]{2})(?: ?[-–] ?((?:19|20)[0-9]{2}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DatelineYear:
    """What is known of a dateline's year: the day, or the days that stay possible and some that stand in for them.

    `sources` are places in the list of expressions; every day of `stand_ins` falls on the weekday of the report where
    that is known, and on a different one each where it is not.
    """

    day: dt.date | None
    years: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    stand_ins: tuple[dt.date, ...] = ()
    why: str = ""


def dateline_date(clean: CleanArticle, calendar: Calendar) -> CalendarDay | None:
    """Return the date of the dateline, whose year may be missing."""
    if clean.dateline is None or clean.dateline.date is None:
        return None
    for expression in scan(clean.dateline.date.text, calendar).expressions:
        meaning = expression.meaning
        if isinstance(meaning, CalendarDay) and meaning.day is not None and meaning.month is not None:
            return meaning
    return None


def copyright_year(clean: CleanArticle) -> int | None:
    """Return the latest year of a copyright line, which no article that stands above it can be younger than."""
    found = [m for entry in clean.removed if entry.kind == "copyright" for m in _COPYRIGHT.finditer(entry.text[:400])]
    return max((int(match.group(2) or match.group(1)) for match in found), default=None)


def report_weekday(found: Scan, calendar: Calendar, tags: Tags) -> tuple[int, int] | None:
    """Return the weekday of the report, as its opening tells it, and its place in the list of expressions.

    The one on which somebody said so leads (`struck late on Thursday, officials said on Friday`), else the first told
    of in the past.
    """
    first: tuple[int, int] | None = None
    opening = None
    for position, e in enumerate(found.expressions):
        t = found.stretches[e.stretch]
        if e.stretch >= _LEDE_STRETCHES or (first is not None and opening != (e.stretch, t.sentence[e.first])):
            return first
        meaning = e.meaning.base if isinstance(e.meaning, TimeOfDay) else e.meaning
        if (
            not isinstance(meaning, CalendarDay)
            or meaning.weekday is None
            or meaning != CalendarDay(weekday=meaning.weekday)
        ):
            continue
        if t.word(e.last) == "'" and t.is_glued(e.last):
            continue
        if direction(t, e.first, e.last, calendar, tags) not in ("past", None):
            continue
        if any(t.word(e.first - k) in _SAYING for k in (1, 2)):
            return meaning.weekday, position
        if first is None:
            first, opening = (meaning.weekday, position), (e.stretch, t.sentence[e.first])
    return first


def pin_year(
    date: CalendarDay,
    found: Scan,
    clues: list[Clue],
    calendar: Calendar,
    tags: Tags,
    told: tuple[int, ...],
    copyrighted: int | None,
) -> DatelineYear:
    """Return the year of a dateline without one, where weekday, years told of and the copyright line leave one only.

    A year told of in the past bounds it from below, one to come and the copyright line from above. The copyright line
    also breaks a tie. `told` is the one year that the text itself gives, if any. `day` is None where several years stay
    possible or no weekday is known.
    """
    report = (date.weekday, -1) if date.weekday is not None else report_weekday(found, calendar, tags)
    low, high = _bounds(clues, calendar, copyrighted)
    span = calendar.words.plausible_years
    years = range(max(span.first, low[0]), min(span.last, high) + 1)
    days = [(year, day) for year in years if (day := _day_in(date, year)) is not None]
    earliest = max((_earliest(clue) for clue in clues if clue.is_past and clue.date.year), default=dt.date.min)
    days = [(year, day) for year, day in days if day >= earliest or low[0] == 0]
    days = [(year, day) for year, day in days if all(fits(c.date, year) for c in clues if _is_paired(c))]
    if report is None:
        stand_ins = [day for year in _STAND_IN[:8] if (day := _day_in(date, year)) is not None]
        return DatelineYear(None, (), (), tuple(stand_ins[:3]), "no weekday tells the year of the dateline")
    weekday, position = report
    sources = tuple(sorted({p for p in (position, low[1]) if p >= 0}))
    lags = {year: (day.isoweekday() - weekday) % 7 for year, day in days}
    often = sum(clue.date.year in told for clue in clues) > 1
    for lag, among in _searches(lags, told, often=often, exact=date.weekday is not None):
        fitting = [year for year in among if lags[year] == lag]
        chosen = _chosen(fitting, low[0], copyrighted)
        if chosen is not None:
            return DatelineYear(
                _day_in(date, chosen), (chosen,), sources, (), _why(chosen, weekday, fitting, copyrighted, calendar)
            )
        if fitting:
            return DatelineYear(None, tuple(fitting), sources, _stand_ins(date, weekday, lag), "several years fit")
    return DatelineYear(None, (), sources, _stand_ins(date, weekday, 0), "no year fits the dateline and its weekday")


def _searches(lags: dict[int, int], told: tuple[int, ...], *, often: bool, exact: bool) -> list[tuple[int, list[int]]]:
    """Return where to look in order: the years the text tells of, then all; each with the days since the weekday.

    News is mostly of the dateline's own day, then of the day before; of two days before where the text itself gives
    the year, and `often`.
    """
    every, near = list(lags), [year for year in lags if year in (told[0], told[0] + 1)] if len(told) == 1 else []
    if exact:
        return [(0, every)]
    return [*((lag, near) for lag in (_TOLD_LAGS if often else _LAGS)), *((lag, every) for lag in _LAGS)]


def _why(year: int, weekday: int, fitting: list[int], copyrighted: int | None, calendar: Calendar) -> str:
    name = calendar.words.weekdays[weekday - 1].names[0].capitalize()
    by = f"; several years fit, the copyright line says {year}" if copyrighted == year and len(fitting) > 1 else ""
    return f"from the dateline, which agrees with {name} in {year}{by}"


def _chosen(years: list[int], low: int, copyrighted: int | None) -> int | None:
    if len(years) <= 1 or copyrighted in years:
        return copyrighted if copyrighted in years else years[0] if years else None
    near = low > 0 and years[0] - low <= _NEAR_YEARS and years[1] - years[0] >= _NEXT_YEARS
    return years[0] if near else None


def _bounds(clues: list[Clue], calendar: Calendar, copyrighted: int | None) -> tuple[tuple[int, int], int]:
    """Return the latest year told of in the past with its place (0 for none), and the last year that is possible."""
    last = calendar.words.plausible_years.last
    past = [(c.date.year, -c.position) for c in clues if c.date.year and c.date.year <= last and c.is_past]
    low = max(past, default=(0, 1))
    ahead = [c.date.year for c in clues if c.date.year and c.way == "future" and c.date.year > low[0]]
    high = min((*ahead, copyrighted or last, last))
    return (low[0], -low[1]), high if high >= low[0] else last


def _earliest(clue: Clue) -> dt.date:
    """Return the first day of what is told of in the past, before which the article cannot have been written."""
    date = clue.date
    bounds = Point("day", date.year, date.month or 1, date.day or 1).bounds()
    return bounds[0] if bounds is not None and (date.year or 0) < _STAND_IN[-1] else dt.date.min


def fits(date: CalendarDay, year: int) -> bool:
    """Return whether a weekday with day and month agrees with the calendar of a year."""
    day = _day_in(date, year)
    return day is not None and day.isoweekday() == date.weekday


def _is_paired(clue: Clue) -> bool:
    date = clue.date
    return bool(date.weekday and date.month and date.day) and date.year is None


def _day_in(date: CalendarDay, year: int) -> dt.date | None:
    bounds = Point("day", year, date.month or 1, date.day or 1).bounds()
    return bounds[0] if bounds is not None else None


def _stand_ins(date: CalendarDay, weekday: int, lag: int) -> tuple[dt.date, ...]:
    """Return the dateline's day in two years in which it falls `lag` days behind the weekday."""
    days = [day for year in _STAND_IN if (day := _day_in(date, year)) is not None]
    return tuple(day for day in days if (day.isoweekday() - weekday) % 7 == lag)[:2]
