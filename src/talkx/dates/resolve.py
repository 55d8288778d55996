"""Gives each expression its value, in text order: from the reference date, from the date in focus, or from itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkx.dates.clauses import find_days_behind
from talkx.dates.expressions import (
    CalendarDay,
    DayOfMonth,
    Distance,
    Fixed,
    Foreign,
    Length,
    NamedDay,
    PartOfYear,
    Range,
    Reference,
    Repeated,
    SameOfYear,
    Stretch,
    TimeOfDay,
    Timex,
    WeekOf,
)  # fmt: skip
from talkx.dates.lengths import length_value
from talkx.dates.months import resolve_month_or_day
from talkx.dates.points import Point, point_of, shifted
from talkx.dates.relative import (
    resolve_day_of,
    resolve_distance,
    resolve_named_day,
    resolve_part_of_year,
    resolve_same_of_year,
    resolve_stretch,
)  # fmt: skip
from talkx.dates.state import Background, Pass, Resolved
from talkx.dates.weekdays import resolve_day_of_month, resolve_weekday

if TYPE_CHECKING:
    from talkx.dates.expressions import Expression, Meaning
    from talkx.dates.tokens import Tokens

# How far around a clock time words such as "curfew" make it a habit.
_HABIT_WINDOW = 25
_HALF_DAY = 12
_MORNING, _EVENING = 10, 18
_LAST_NIGHT = Stretch("day", -1)


def resolve(expressions: list[Expression], stretches: list[Tokens], background: Background) -> list[Timex]:
    """Return the expressions with their values, one for one and in the same order."""
    state = Pass(stretches, background, days_behind=find_days_behind(expressions, stretches))
    return [_timex(expression, position, state) for position, expression in enumerate(expressions)]


def _timex(e: Expression, position: int, state: Pass) -> Timex:
    match e.meaning:
        case Length(value):
            return Timex(e.span, "DURATION", value, None, e.mod, weak=e.weak)
        case Repeated(value):
            return Timex(e.span, "SET", value, None, e.mod, weak=e.weak)
        case Reference(value):
            return Timex(e.span, "DATE", value, None, e.mod, weak=e.weak)
        case Fixed(value, unit, year):
            if year is not None and unit == "year":
                state.move_focus(Point("year", year), position, e, explicit_year=True)
            return Timex(e.span, "DATE", value, unit, e.mod, weak=e.weak)
        case TimeOfDay():
            return _time(e, e.meaning, position, state)
        case Range(first, last):
            return _range(e, first, last, position, state)
    return _date(e, position, state)


def _date(e: Expression, position: int, state: Pass) -> Timex:
    found = _point(e, e.meaning, state)
    point = found.point
    if point is None:
        if isinstance(e.meaning, Distance):
            return _unplaced_distance(e, e.meaning, state)
        unit = e.meaning.unit if isinstance(e.meaning, Stretch) else "day"
        return Timex(e.span, "DATE", Point(unit, None).text(), unit, e.mod, "relative", found.sources, e.weak)
    now = isinstance(e.meaning, Stretch) and e.meaning.anchor == "reference" and e.meaning.step == 0
    if not (now and state.is_narrative):
        stated = isinstance(e.meaning, CalendarDay) and e.meaning.year is not None
        state.move_focus(point, position, e, explicit_year=stated)
    return Timex(
        e.span, "DATE", point.text(), point.unit, e.mod, found.basis, found.sources, e.weak, readings=found.readings
    )  # fmt: skip


def _unplaced_distance(e: Expression, meaning: Distance, state: Pass) -> Timex:
    """Return a distance whose anchor is not known: as the length it is, or vaguely where it has no number."""
    if meaning.amount is None or (meaning.sign < 0 and meaning.anchor == "reference"):
        value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
        return Timex(e.span, "DATE", value, None, e.mod, "relative", weak=e.weak or meaning.anchor == "focus")
    unit = state.background.calendar.units[meaning.unit]
    return Timex(e.span, "DURATION", length_value(meaning.amount, unit), None, e.mod, weak=e.weak)


def _point(e: Expression, meaning: Meaning, state: Pass) -> Resolved:
    """Return the place on the calendar that a meaning has at this place of the text."""
    match meaning:
        case CalendarDay():
            return _calendar_day(e, meaning, state)
        case Stretch():
            return resolve_stretch(e, meaning, state)
        case Distance():
            return resolve_distance(meaning, state)
        case SameOfYear():
            return resolve_same_of_year(meaning, state)
        case PartOfYear():
            base = _point(e, meaning.base, state) if meaning.base is not None else None
            return resolve_part_of_year(e, meaning, base, state)
        case DayOfMonth():
            return resolve_day_of(meaning, _point(e, meaning.base, state))
        case WeekOf():
            return _week_of(_point(e, meaning.base, state))
        case NamedDay():
            return resolve_named_day(e, meaning, state)
        case Foreign():
            return _foreign(meaning, state)
    return Resolved(None)


def _week_of(day: Resolved) -> Resolved:
    bounds = day.point.bounds() if day.point is not None else None
    week = point_of(bounds[0], "week") if bounds is not None else Point("week", None)
    return Resolved(week, day.basis, day.sources)


def _calendar_day(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    if meaning.month is not None:
        return resolve_month_or_day(e, meaning, state)
    if meaning.day is not None:
        return resolve_day_of_month(meaning, state)
    if meaning.weekday is not None:
        return resolve_weekday(e, meaning, state)
    return Resolved(Point("year", meaning.year))


def _foreign(meaning: Foreign, state: Pass) -> Resolved:
    """Resolve `2/6/2025`: the order of day and month that the article's other dates use, else both stay possible."""
    readings = [Point("day", *reading) for reading in meaning.readings]
    if len(readings) == 1:
        return Resolved(readings[0])
    if state.background.month_first is None:
        return Resolved(Point("day", readings[0].year), "stated", (), tuple(point.text() for point in readings))
    return Resolved(readings[1] if state.background.month_first else readings[0], "inferred")


# -------------------------------------------------------------------------------------------------------------- ranges


def _range(e: Expression, first_end: Expression, last_end: Expression | None, position: int, state: Pass) -> Timex:
    """Return an EDTF interval; the end that states no year takes it from the other, over the turn of the year."""
    first = _timex(replace(first_end, stretch=e.stretch), position, state)
    if last_end is None:
        return replace(first, span=e.span, value=f"{first.value}/..")
    start, stop = first_end.meaning, last_end.meaning
    if not isinstance(start, CalendarDay) or not isinstance(stop, CalendarDay):
        last = _timex(replace(last_end, stretch=e.stretch), position, state)
    elif stop.year is None and stop.month is not None and first.value[:4].isdigit():
        year = int(first.value[:4]) + (stop.month < (start.month or 1))
        point = Point("day" if stop.day else "month", year, stop.month, stop.day or 0)
        last = replace(first, span=last_end.span, value=point.text(), precision=point.unit)
    else:
        last = _timex(replace(last_end, stretch=e.stretch), position, state)
        if start.year is None and start.month is not None and last.value[:4].isdigit():
            year = int(last.value[:4]) - ((stop.month or 12) < start.month)
            first = replace(first, value=f"{year:04d}{first.value[4:]}", basis=last.basis, sources=last.sources)
        if start.month is None and not state.is_narrative:
            # in news a span of years tells of no one year
            state.focus.point, state.focus.explicit_year = None, False
    value = f"{first.value}/{last.value}"
    return Timex(e.span, "DATE", value, first.precision, e.mod, first.basis, first.sources, e.weak, (first, last))


# --------------------------------------------------------------------------------------------------------------- times


def _time(e: Expression, meaning: TimeOfDay, position: int, state: Pass) -> Timex:
    """Return a time of day on the day beside it, else on the day in focus, else on the reference day."""
    is_clock = ":" in meaning.time
    suffix = meaning.time + ("Z" if meaning.utc else "")
    precision = "minute" if is_clock else "part-of-day"
    if (
        state.tokens(e).word(e.last - 1) == "overnight"
        and meaning.base == _LAST_NIGHT
        and state.direction(e) == "future"
    ):
        meaning = replace(meaning, base=Stretch("day", 0))
    if meaning.base is not None:
        base = _point(e, meaning.base, state)
        if base.point is not None and base.point.unit == "day":
            stated = isinstance(meaning.base, CalendarDay) and meaning.base.year is not None
            state.move_focus(base.point, position, e, explicit_year=stated)
    elif position in state.days_behind:
        base = _clause_day(e, meaning, state.days_behind[position], state)
    elif is_clock and _is_habit(e, state):
        return Timex(e.span, "TIME", suffix, precision, e.mod, weak=e.weak)
    else:
        base = _day_in_focus(e, state)
        if meaning.utc:
            base = _in_utc(e, meaning, base, state)
        elif is_clock and _sentence(e, state) == state.focus.evening and int(meaning.time[1:3]) < _MORNING:
            # "began on Friday evening and ended at 3 a.m."
            base = replace(base, point=shifted(base.point, 1) if base.point is not None else None)
    if meaning.time in ("TEV", "TNI") or (is_clock and not meaning.utc and int(meaning.time[1:3]) >= _EVENING):
        state.focus.evening = _sentence(e, state)
    if is_clock and not meaning.utc:
        state.focus.clock, state.focus.clock_end = meaning.time, (e.stretch, e.last)
    if base.point is None or base.point.unit != "day":
        value = suffix if is_clock else f"XXXX-XX-XX{suffix}"
        return Timex(e.span, "TIME", value, precision, e.mod, "relative", base.sources, e.weak)
    return Timex(e.span, "TIME", base.point.text() + suffix, precision, e.mod, base.basis, base.sources, e.weak)


def _sentence(e: Expression, state: Pass) -> tuple[int, int]:
    return e.stretch, state.tokens(e).sentence[e.first]


def _clause_day(e: Expression, meaning: TimeOfDay, behind: Expression, state: Pass) -> Resolved:
    """Return the day that stands behind a clock time; a time in UTC and its local one may lie on two days."""
    if not isinstance(behind.meaning, TimeOfDay) or behind.meaning.base is None:
        base = _point(behind, behind.meaning, state)
        return _in_utc(e, meaning, base, state) if meaning.utc else base
    base = _point(behind, behind.meaning.base, state)
    if base.point is None or not behind.meaning.utc or meaning.utc:
        return base
    ahead = int(behind.meaning.time[1:3]) - int(meaning.time[1:3])
    return replace(base, point=shifted(base.point, 1 if ahead > _HALF_DAY else -1 if ahead < -_HALF_DAY else 0))


def _is_habit(e: Expression, state: Pass) -> bool:
    """Return whether the sentence tells of what happens each day: a curfew, opening hours."""
    t, words = state.tokens(e), state.background.calendar.words.habit_words
    near = range(max(0, e.first - _HABIT_WINDOW), min(len(t), e.last + _HABIT_WINDOW))
    return any(t.low[k] in words for k in near if t.sentence[k] == t.sentence[e.first])


def _in_utc(e: Expression, meaning: TimeOfDay, base: Resolved, state: Pass) -> Resolved:
    """Return the day of a time in UTC that explains the local one before it: `8:30 p.m. (0030 UTC)` is a day on."""
    clock, (stretch, end) = state.focus.clock, state.focus.clock_end
    if base.point is None or not clock or stretch != e.stretch or not 0 <= e.first - end <= 2:
        return base
    ahead = int(meaning.time[1:3]) - int(clock[1:3])
    moved = shifted(base.point, 1 if ahead < -_HALF_DAY else -1 if ahead > _HALF_DAY else 0)
    return Resolved(moved, base.basis, base.sources)


def _day_in_focus(e: Expression, state: Pass) -> Resolved:
    """Return the day that a bare time is of: the one in focus, else the reference.

    A report of its own day means that day where no other stands in the same paragraph: `by 0915 GMT`.
    """
    focus, reference = state.focus, state.background.reference
    own = reference is not None and focus.report_day == reference and focus.day_stretch != e.stretch
    if focus.day is not None and not (own and not state.is_narrative):
        return Resolved(point_of(focus.day, "day"), "relative", (focus.day_source,))
    return Resolved(point_of(reference, "day") if reference is not None else None, "relative")
