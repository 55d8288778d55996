"""Resolves what counts from another date: `last week`, `ten years later`, `the first quarter`, holidays."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from talkx.dates.points import FINENESS, Point, add_months, easter, nth_weekday, point_of, shifted
from talkx.dates.state import Resolved
from talkx.dates.tokens import lies_in

if TYPE_CHECKING:
    from talkx.dates.expressions import DayOfMonth, Distance, Expression, NamedDay, PartOfYear, SameOfYear, Stretch
    from talkx.dates.points import Granularity
    from talkx.dates.state import Pass
    from talkx.resources.calendar import Holiday

_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_DAYS_OF = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
# A distance is as precise as its unit: three years ago is a year.
_PRECISION: dict[str, Granularity] = {
    "second": "day", "minute": "day", "hour": "day", "day": "day", "night": "day", "week": "week", "weekend": "week",
    "fortnight": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "year", "century": "year",
    "millennium": "year",
}  # fmt: skip
_LARGEST_AMOUNT = 100_000
_FRIDAY = 5


def resolve_stretch(e: Expression, meaning: Stretch, state: Pass) -> Resolved:
    """Return a unit counted from the reference date or, for `that`, `following` and narratives, from the focus."""
    focus, unit, step = state.focus, meaning.unit, meaning.step
    if meaning.anchor == "focus" or (state.is_narrative and unit != "day"):
        base = focus.at(unit)
        if base is not None:
            return Resolved(shifted(base, step), "relative", (focus.source,) if focus.source >= 0 else ())
    if state.is_narrative and focus.day is not None and step != 0:
        return Resolved(shifted(point_of(focus.day, unit), step), "relative", (focus.day_source,))
    anchor = _today(e, state)
    if anchor is None:
        return Resolved(None, "relative")
    base = point_of(anchor, unit)
    if unit == "weekend" and step == 0 and anchor.isoweekday() <= _FRIDAY and _is_gone(e, state):
        step = -1
    return Resolved(shifted(base, step), "relative")


def _today(e: Expression, state: Pass) -> dt.date | None:
    """Return the day that `today` means: inside a quotation that is the day the article is about."""
    reference, lede = state.background.reference, state.focus.lede_day
    if reference is not None and lede is not None and lies_in(state.background.quotes, e.span.start):
        return lede
    return reference


def _is_gone(e: Expression, state: Pass) -> bool:
    """Return whether `this weekend`, said on a weekday, is the one before; `the weekend` is, unless told as to come."""
    way = state.direction(e)
    return way == "past" or (way is None and state.tokens(e).word(e.first) == "the")


def resolve_distance(meaning: Distance, state: Pass) -> Resolved:
    """Return the place on the calendar that lies so far from the reference date or from the date in focus."""
    focus, unit = state.focus, meaning.unit
    anchor, sources = state.background.reference, ()  # type: dt.date | None, tuple[int, ...]
    point = focus.point if meaning.anchor == "focus" or state.is_narrative else None
    bounds = point.bounds() if point is not None else None
    if point is not None and bounds is not None:
        anchor, sources = bounds[0], (focus.source,)
        if unit == "year" and meaning.amount == 1 and point.unit in ("quarter", "half") and point.year is not None:
            # "the third quarter ... a year earlier" is the third quarter before
            return Resolved(point.with_year(point.year + meaning.sign), "relative", sources)
        if FINENESS[point.unit] > FINENESS[_PRECISION[unit]] and focus.day is None:
            return Resolved(None, "relative", sources)
    if anchor is None:
        return Resolved(None, "relative", sources)
    return Resolved(_moved(anchor, meaning), "relative", sources)


def _moved(anchor: dt.date, meaning: Distance) -> Point | None:
    unit, amount = meaning.unit, meaning.amount
    if amount is None or amount > _LARGEST_AMOUNT or unit in ("second", "minute"):
        return None
    precision: Granularity = "month" if unit == "year" and amount % 1 else _PRECISION[unit]
    try:
        if unit in _MONTHS_OF:
            return point_of(add_months(anchor, int(amount * _MONTHS_OF[unit]) * meaning.sign), precision)
        days = int(amount) // 24 if unit == "hour" else int(amount * _DAYS_OF[unit])
        return point_of(anchor + dt.timedelta(days=days * meaning.sign), precision)
    except (ValueError, OverflowError):
        return None


def resolve_part_of_year(e: Expression, meaning: PartOfYear, base: Resolved | None, state: Pass) -> Resolved:
    """Return a quarter, half, season or week of `base`; without base that of the year which step or tense chooses."""
    unit, n = meaning.unit, meaning.n
    if unit in ("week", "weekend"):
        return _week_of_month(meaning, base or Resolved(None))
    if base is not None:
        return Resolved(Point(unit, base.point.year if base.point else None, n), base.basis, base.sources)
    if state.is_narrative:
        point = state.focus.point
        return Resolved(
            Point(unit, point.year if point else None, n), "relative", (state.focus.source,) if point else ()
        )
    reference = state.background.reference
    if reference is None:
        return Resolved(Point(unit, None, n), "relative")
    now = Point(unit, reference.year, n)
    if meaning.step == 0 or (meaning.step is None and point_of(reference, unit) == now):
        return Resolved(now, "relative")
    way = state.direction(e) if meaning.step is None else "future" if meaning.step > 0 else "past"
    return Resolved(
        _before_or_after(unit, n, reference, ahead=way == "future", whole=meaning.step is not None), "relative"
    )


def _before_or_after(unit: Granularity, n: int, reference: dt.date, *, ahead: bool, whole: bool) -> Point:
    """Return the last such part of a year before the reference or the next one; `whole` leaves out the current one."""
    candidates = [Point(unit, reference.year + k, n) for k in (-1, 0, 1)]
    dated = [(point, bounds) for point in candidates if (bounds := point.bounds()) is not None]
    if ahead:
        chosen = [p for p, (first, last) in dated if (first if whole else last) > reference][:1]
    else:
        chosen = [p for p, (first, last) in dated if (last if whole else first) < reference][-1:]
    return chosen[0] if chosen else candidates[1]


def _week_of_month(meaning: PartOfYear, base: Resolved) -> Resolved:
    """Return `the last week of March`, `the first weekend of May` as an ISO week, that of most of its days."""
    bounds = base.point.bounds() if base.point is not None else None
    if bounds is None:
        return Resolved(Point(meaning.unit, None), "relative", base.sources)
    day = bounds[1] - dt.timedelta(days=3) if meaning.n < 0 else bounds[0] + dt.timedelta(days=7 * meaning.n - 4)
    return Resolved(point_of(day, meaning.unit), base.basis, base.sources)


def resolve_day_of(meaning: DayOfMonth, base: Resolved) -> Resolved:
    """Return the nth day or weekday of a month, or the month where it has no such day."""
    bounds = base.point.bounds() if base.point is not None else None
    if base.point is None or bounds is None:
        return base
    if meaning.weekday is not None:
        day = nth_weekday(bounds[0].year, bounds[0].month, meaning.weekday, meaning.n)
    else:
        day = bounds[1] if meaning.n < 0 else bounds[0] + dt.timedelta(days=meaning.n - 1)
    return Resolved(point_of(day, "day") if bounds[0] <= day <= bounds[1] else base.point, base.basis, base.sources)


def resolve_same_of_year(meaning: SameOfYear, state: Pass) -> Resolved:
    """Return the stretch in focus in another year, else the reference's (of quarters the last one that is over)."""
    focus = state.focus
    unit = meaning.unit or (focus.point.unit if focus.point is not None else "year")
    base = focus.at(unit) or (focus.point if focus.point is not None and focus.point.unit == unit else None)
    sources = (focus.source,) if base is not None else ()
    reference = state.background.reference
    if base is None and reference is not None:
        base = shifted(point_of(reference, unit), -1 if unit == "quarter" else 0)
    if base is None or base.year is None:
        return Resolved(Point(unit, meaning.year), "relative")
    year = meaning.year if meaning.year is not None else base.year + meaning.step
    return Resolved(base.with_year(year), "relative", sources)


def resolve_named_day(e: Expression, meaning: NamedDay, state: Pass) -> Resolved:
    """Return the day of a holiday: in its stated year, else the last, the coming or the nearest one."""
    holiday, reference = meaning.holiday, state.background.reference
    if meaning.year is not None:
        return Resolved(point_of(holiday_date(holiday, meaning.year), "day"))
    told = state.focus.point
    if state.is_narrative and told is not None and told.year is not None and told.year > 0:
        return Resolved(point_of(holiday_date(holiday, told.year), "day"), "relative", (state.focus.source,))
    if reference is None:
        if holiday.day is not None:
            return Resolved(Point("day", None, holiday.month or 1, holiday.day))
        return Resolved(Point("month", None, holiday.month) if holiday.month else None, "relative")
    days = [holiday_date(holiday, year) for year in (reference.year - 1, reference.year, reference.year + 1)]
    way = "past" if meaning.step == -1 else "future" if meaning.step == 1 else state.direction(e)
    if way == "past":
        chosen = max(day for day in days if day <= reference)
    elif way == "future":
        chosen = min(day for day in days if day >= reference)
    else:
        chosen = min(days, key=lambda day: (abs((day - reference).days), day))
    return Resolved(point_of(chosen, "day"), "relative")


def holiday_date(holiday: Holiday, year: int) -> dt.date:
    """Return the day of a holiday in a year."""
    if holiday.easter is not None:
        return easter(year) + dt.timedelta(days=holiday.easter)
    if holiday.weekday is not None and holiday.nth is not None:
        return nth_weekday(year, holiday.month or 1, holiday.weekday, holiday.nth)
    return dt.date(year, holiday.month or 1, holiday.day or 1)
