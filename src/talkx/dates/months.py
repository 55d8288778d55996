"""Resolves months and days of a month, whose year is stated, stepped, or chosen by tense, nearness and the calendar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from talkx.dates.points import FINENESS, Point
from talkx.dates.state import Resolved

if TYPE_CHECKING:
    import datetime as dt

    from talkx.dates.expressions import CalendarDay, Expression
    from talkx.dates.points import Granularity
    from talkx.dates.state import Pass
    from talkx.dates.tense import Direction

_BOUNDING = frozenset(("until", "till", "by", "for", "through", "to", "before"))
# "profit in the year to March fell" tells of a stretch of time that is over.
_ACCOUNTED = frozenset(("year", "months", "quarter", "half", "weeks", "period"))
_ATTACK = frozenset(("attack", "attacks", "terror", "terrorist", "hijackers", "hijackings", "commission"))
# A day told of in the past and less than this ahead is announced rather than almost a year old; a bound looks farther.
_ANNOUNCED_DAYS, _BOUND_DAYS = 45, 150
# A date to come farther off than this, beside one that has just gone by, is the one that has gone by.
_FAR_DAYS, _RECENT_DAYS = 300, 60
_WEEKDAY_YEARS = 6


def resolve_month_or_day(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    """Return a month or a day of a month with its year, which stays unknown where nothing gives it."""
    unit: Granularity = "day" if meaning.day is not None else "month"
    bare = Point(unit, meaning.year, meaning.month or 1, meaning.day or 0)
    if meaning.year is not None:
        return Resolved(bare if bare.is_real() else Point("month", meaning.year, meaning.month or 1))
    if (meaning.month, meaning.day) == (9, 11) and state.tokens(e).word(e.last) in _ATTACK:
        return Resolved(bare.with_year(2001))
    if meaning.step is not None and meaning.weekday is None:
        return _stepped(e, meaning, bare, state)
    if state.is_narrative:
        return _year_told(bare, state)
    reference = state.background.reference
    if reference is None:
        return _without_reference(meaning, bare, state)
    year = _year_in_focus(e, reference, state)
    if year is not None:
        return Resolved(bare.with_year(year), "inferred", (state.focus.source,))
    years = [reference.year - 1, reference.year, reference.year + 1]
    if meaning.weekday is not None:
        around = range(reference.year - _WEEKDAY_YEARS, reference.year + _WEEKDAY_YEARS + 1)
        fitting = [y for y in around if is_weekday(bare, y, meaning.weekday)]
        years = sorted(fitting, key=lambda y: (abs(y - reference.year), y))[:1] or years
    return Resolved(_nearest(e, bare, years, reference, state), "inferred")


def is_weekday(bare: Point, year: int, weekday: int) -> bool:
    """Return whether a day without year falls on a weekday in `year`."""
    bounds = bare.with_year(year).bounds()
    return bounds is not None and bounds[0].isoweekday() == weekday


def _year_in_focus(e: Expression, reference: dt.date, state: Pass) -> int | None:
    """Return the year of the date in focus where the expression belongs to it.

    `On March 18, 1965, ... on March 20` goes on in 1965; `the 2020 election will be held on Nov. 3` means 2020.
    """
    point = state.focus.point
    if point is None or point.year is None or point.year == reference.year or state.focus.stretch != e.stretch:
        return None
    if state.focus.explicit_year and state.direction(e) != "future":
        return point.year
    ahead = point.unit == "year" and point.year > reference.year
    return point.year if ahead and state.is_in_focus_sentence(e) and state.direction(e) == "future" else None


def _nearest(e: Expression, bare: Point, years: list[int], reference: dt.date, state: Pass) -> Point:
    """Return the candidate that the direction of time prefers: the last past, the first to come, else the nearest."""
    t = state.tokens(e)
    accounted = t.word(e.first - 1) == "to" and t.word(e.first - 2) in _ACCOUNTED
    bound = t.word(e.first - 1) in _BOUNDING and not accounted
    return _preferred(bare, tuple(years), reference, state.direction(e), bound)


@lru_cache(maxsize=4096)
def _preferred(bare: Point, years: tuple[int, ...], reference: dt.date, way: Direction | None, bound: bool) -> Point:
    dated = [(point, bounds) for year in years if (bounds := (point := bare.with_year(year)).bounds()) is not None]
    if way == "past":
        ahead = _BOUND_DAYS if bound else _ANNOUNCED_DAYS if bare.unit == "day" else 0
        announced = [point for point, (first, _) in dated if 0 < (first - reference).days <= ahead]
        gone = [point for point, (first, _) in dated if first <= reference]
        if announced or gone:
            return announced[0] if announced else gone[-1]
    if way == "future":
        coming = [(point, first) for point, (first, last) in dated if last >= reference]
        recent = [point for point, (_, last) in dated if 0 < (reference - last).days <= _RECENT_DAYS]
        if coming:
            far = (coming[0][1] - reference).days > _FAR_DAYS
            return recent[-1] if far and recent else coming[0][0]
    return nearest_point(bare, list(years), reference)


def nearest_point(bare: Point, years: list[int], reference: dt.date) -> Point:
    """Return the candidate year's point that is nearest to the reference, the earlier one of two."""
    best: tuple[int, Point] | None = None
    for year in years:
        point = bare.with_year(year)
        bounds = point.bounds()
        if bounds is None:
            continue
        days = min(abs((bounds[0] - reference).days), abs((bounds[1] - reference).days))
        if best is None or days < best[0]:
            best = days, point
    return best[1] if best is not None else bare


def _stepped(e: Expression, meaning: CalendarDay, bare: Point, state: Pass) -> Resolved:
    """Return `last October`, `this March`, `next May 3`, `that September`, `May of this year`."""
    step, focus = meaning.step or 0, state.focus
    if meaning.anchor == "focus" or state.is_narrative:
        base = focus.point.bounds() if focus.point is not None else None
        if base is None:
            return Resolved(bare, "relative")
        return Resolved(bare.with_year(_stepped_year(bare, step, base[0], base[0])), "relative", (focus.source,))
    reference = state.background.reference
    if reference is None:
        return Resolved(bare, "relative")
    t = state.tokens(e)
    if "year" in t.low[e.first : e.last]:
        return Resolved(bare.with_year(reference.year + step), "relative")
    if step == 0:
        around = [reference.year - 1, reference.year, reference.year + 1]
        return Resolved(nearest_point(bare, around, reference), "relative")
    return Resolved(bare.with_year(_stepped_year(bare, step, reference, reference)), "relative")


def _stepped_year(bare: Point, step: int, first: dt.date, last: dt.date) -> int:
    """Return the year of the last one wholly before `first` (step -1) or of the next one behind `last` (step 1)."""
    year = first.year
    bounds = bare.with_year(year).bounds()
    if bounds is None or step == 0:
        return year
    if step < 0:
        return year if bounds[1] < first else year - 1
    return year if bounds[0] > last else year + 1


def _year_told(bare: Point, state: Pass) -> Resolved:
    """Return a date of a narrative: in the year told of last, or the next where the months have turned over."""
    point, reference = state.focus.point, state.background.reference
    if point is None or point.year is None:
        return Resolved(bare.with_year(reference.year) if reference else bare, "inferred")
    year = point.year
    told, bounds = point.bounds(), bare.with_year(year).bounds()
    if FINENESS[point.unit] <= FINENESS["month"] and told is not None and bounds is not None:
        apart = (bounds[0] - told[0]).days
        year += 1 if apart < -200 else -1 if apart > 300 else 0
    return Resolved(bare.with_year(year), "inferred", (state.focus.source,))


def _without_reference(meaning: CalendarDay, bare: Point, state: Pass) -> Resolved:
    """Return a date where the article's own is not known: a weekday or the other dates may pin its year."""
    years = state.background.years
    if meaning.weekday is not None:
        span = state.background.calendar.words.plausible_years
        years = tuple(y for y in (years or range(span.first, span.last + 1)) if is_weekday(bare, y, meaning.weekday))
    if len(years) == 1:
        return Resolved(bare.with_year(years[0]), "inferred", state.background.year_sources)
    return Resolved(bare, "stated", (), tuple(bare.with_year(year).text() for year in years))
