"""Gives each expression its value, in text order: from the reference date, from the date in focus, or from itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from talkx.dates.expressions import (
    CalendarDay,
    Distance,
    Expression,
    Fixed,
    Foreign,
    Length,
    Meaning,
    NamedDay,
    PartOfYear,
    Range,
    Reference,
    Repeated,
    SameOfYear,
    Stretch,
    TimeOfDay,
    Timex,
)  # fmt: skip
from talkx.dates.lengths import length_value
from talkx.dates.points import FINENESS, Point, add_months, easter, nth_weekday, point_of, shifted
from talkx.dates.tense import direction
from talkx.dates.tokens import lies_in

if TYPE_CHECKING:
    from talkx.dates.points import Granularity
    from talkx.dates.tense import Direction, Tags
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar, Holiday

Style = Literal["news", "narrative"]
Basis = Literal["stated", "relative", "inferred"]


@dataclass(frozen=True, slots=True)
class Background:
    """What resolution may use: the reference date, the years the calendar allows, tags and quotations of the article.

    `years` are the candidate years of dates without one where no reference is known.
    """

    reference: dt.date | None
    style: Style
    calendar: Calendar
    tags: Tags
    quotes: list[tuple[int, int]]
    years: tuple[int, ...] = ()
    year_sources: tuple[int, ...] = ()
    month_first: bool | None = None


@dataclass(slots=True)
class Focus:
    """The date spoken of last, and the places in the list that it came from. Local to one pass."""

    point: Point | None = None
    source: int = -1
    day: dt.date | None = None
    day_source: int = -1
    lede_day: dt.date | None = None
    explicit_year: bool = False
    stretch: int = -1
    first: int = -1
    clock: str = ""
    clock_end: tuple[int, int] = (-1, -1)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point with how it is known; `sources` are places in the list of expressions."""

    point: Point | None
    basis: Basis = "stated"
    sources: tuple[int, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(slots=True)
class Pass:
    """One pass over an article: what stays the same, and the focus that moves."""

    stretches: list[Tokens]
    background: Background
    focus: Focus = field(default_factory=Focus)


def resolve(expressions: list[Expression], stretches: list[Tokens], background: Background) -> list[Timex]:
    """Return the expressions with their values, one for one and in the same order."""
    state = Pass(stretches, background)
    return [_timex(expression, position, state) for position, expression in enumerate(expressions)]


def _timex(e: Expression, position: int, state: Pass) -> Timex:
    meaning = e.meaning
    if isinstance(meaning, Length):
        return Timex(e.span, "DURATION", meaning.value, None, e.mod, weak=e.weak)
    if isinstance(meaning, Repeated):
        return Timex(e.span, "SET", meaning.value, None, e.mod, weak=e.weak)
    if isinstance(meaning, Reference):
        return Timex(e.span, "DATE", meaning.value, None, e.mod, weak=e.weak)
    if isinstance(meaning, Fixed):
        if meaning.year is not None and meaning.unit == "year":
            state.focus.point, state.focus.source = Point("year", meaning.year), position
        return Timex(e.span, "DATE", meaning.value, meaning.unit, e.mod, weak=e.weak)
    if isinstance(meaning, TimeOfDay):
        return _time(e, meaning, position, state)
    if isinstance(meaning, Range):
        return _range(e, meaning, position, state)
    resolved = _point(e, meaning, position, state)
    return _dated(e, resolved, position, state)


def _dated(e: Expression, resolved: Resolved, position: int, state: Pass) -> Timex:
    point = resolved.point
    if point is None and isinstance(e.meaning, Distance):
        return _unresolved_distance(e, e.meaning, state)
    if point is None:
        return Timex(
            e.span,
            "DATE",
            _unknown(e.meaning),
            None,
            e.mod,
            "relative",
            resolved.sources,
            e.weak,
            readings=resolved.readings,
        )
    _move_focus(point, position, e, state)
    precision = point.unit if point.n or point.unit in ("year", "decade", "century") else point.unit
    return Timex(
        e.span,
        "DATE",
        point.text(),
        precision,
        e.mod,
        resolved.basis,
        resolved.sources,
        e.weak,
        readings=resolved.readings,
    )


def _unresolved_distance(e: Expression, meaning: Distance, state: Pass) -> Timex:
    """Return a distance whose anchor is not known as the length it is, or as a vague reference where it has no number."""
    if meaning.amount is None or (meaning.sign < 0 and meaning.anchor == "reference"):
        value = "PAST_REF" if meaning.sign < 0 else "FUTURE_REF"
        return Timex(e.span, "DATE", value, None, e.mod, "relative", weak=e.weak or meaning.anchor == "focus")
    unit = state.background.calendar.units[meaning.unit]
    return Timex(e.span, "DURATION", length_value(meaning.amount, unit), None, e.mod, weak=e.weak)


def _unknown(meaning: Meaning) -> str:
    """Return the value of a relative expression whose anchor is not known: only its precision is left."""
    if isinstance(meaning, Stretch):
        return Point(meaning.unit, None).text()
    return "XXXX-XX-XX"


def _move_focus(point: Point, position: int, e: Expression, state: Pass) -> None:
    focus = state.focus
    if (
        state.background.style == "narrative"
        and isinstance(e.meaning, Stretch)
        and e.meaning.anchor == "reference"
        and e.meaning.step == 0
    ):
        return
    focus.point, focus.source = point, position
    focus.stretch, focus.first = e.stretch, e.first
    meaning = e.meaning
    focus.explicit_year = (
        isinstance(meaning, CalendarDay) and meaning.year is not None and point.unit in ("day", "month")
    )
    bounds = point.bounds()
    if point.unit == "day" and bounds is not None:
        focus.day, focus.day_source = bounds[0], position
        reference = state.background.reference
        if focus.lede_day is None and reference is not None and 0 <= (reference - bounds[0]).days <= 7:
            focus.lede_day = bounds[0]


def _range(e: Expression, meaning: Range, position: int, state: Pass) -> Timex:
    first = _timex(replace(meaning.first, stretch=e.stretch), position, state)
    if meaning.last is None:
        return replace(first, span=e.span, value=f"{first.value}/..")
    last_meaning = meaning.last.meaning
    if (
        isinstance(last_meaning, CalendarDay)
        and last_meaning.year is None
        and first.value[:4].isdigit()
        and last_meaning.month
    ):
        year = int(first.value[:4])
        start = meaning.first.meaning
        if isinstance(start, CalendarDay) and start.month is not None and last_meaning.month < start.month:
            year += 1
        last = Timex(
            meaning.last.span,
            "DATE",
            replace(
                Point("day" if last_meaning.day else "month", year, last_meaning.month, last_meaning.day or 0)
            ).text(),
            first.precision,
        )
    else:
        last = _timex(replace(meaning.last, stretch=e.stretch), position, state)
        start = meaning.first.meaning
        if isinstance(start, CalendarDay) and start.year is None and start.month and last.value[:4].isdigit():
            year = int(last.value[:4])
            if (
                isinstance(last_meaning, CalendarDay)
                and last_meaning.month is not None
                and last_meaning.month < start.month
            ):
                year -= 1
            first = replace(first, value=f"{year:04d}{first.value[4:]}", basis=last.basis)
    value = f"{first.value}/{last.value}"
    return Timex(e.span, "DATE", value, first.precision, e.mod, first.basis, first.sources, e.weak, (first, last))


# ------------------------------------------------------------------------------------------------------------- points


def _point(e: Expression, meaning: Meaning, position: int, state: Pass) -> Resolved:
    match meaning:
        case CalendarDay():
            return _calendar_day(e, meaning, state)
        case Stretch():
            return _stretch(e, meaning, state)
        case Distance():
            return _distance(e, meaning, state)
        case SameOfYear():
            return _same_of_year(meaning, state)
        case PartOfYear():
            return _part_of_year(e, meaning, position, state)
        case NamedDay():
            return _named_day(e, meaning, state)
        case Foreign():
            return _foreign(meaning, state)
    return Resolved(None)


def _anchor(e: Expression, state: Pass) -> dt.date | None:
    """Return the day that `today` means at an expression: inside a quotation, the day the article is about."""
    reference = state.background.reference
    if reference is not None and state.focus.lede_day is not None and lies_in(state.background.quotes, e.span.start):
        return state.focus.lede_day
    return reference


def _stretch(e: Expression, meaning: Stretch, state: Pass) -> Resolved:
    focus = state.focus
    if meaning.anchor == "focus" or (state.background.style == "narrative" and meaning.unit != "day"):
        base = _focus_at(meaning.unit, state)
        if base is not None:
            return Resolved(shifted(base, meaning.step), "relative", (focus.source,) if focus.source >= 0 else ())
    if state.background.style == "narrative" and focus.day is not None and meaning.step != 0:
        return Resolved(shifted(point_of(focus.day, meaning.unit), meaning.step), "relative", (focus.day_source,))
    anchor = _anchor(e, state)
    if anchor is None:
        return Resolved(None, "relative")
    base = point_of(anchor, meaning.unit)
    if meaning.unit == "weekend" and meaning.step == 0 and anchor.isoweekday() <= 5 and _is_weekend_gone(e, state):
        return Resolved(shifted(base, -1), "relative")
    return Resolved(shifted(base, meaning.step), "relative")


def _is_weekend_gone(e: Expression, state: Pass) -> bool:
    way = _direction(e, state)
    return way == "past" or (way is None and state.stretches[e.stretch].word(e.first) == "the")


def _focus_at(unit: Granularity, state: Pass) -> Point | None:
    """Return the stretch of `unit` that the focus lies in, where the focus is at least as fine."""
    focus = state.focus
    if unit == "day":
        return None if focus.day is None else point_of(focus.day, "day")
    if focus.point is None or FINENESS[focus.point.unit] > FINENESS[unit]:
        bounds = None
    else:
        bounds = focus.point.bounds()
    return None if bounds is None else point_of(bounds[0], unit)


_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_COARSE: dict[str, Granularity] = {
    "day": "day", "night": "day", "week": "week", "weekend": "weekend", "fortnight": "week", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "year", "century": "year", "millennium": "year",
}  # fmt: skip


def _distance(e: Expression, meaning: Distance, state: Pass) -> Resolved:
    focus = state.focus
    sources: tuple[int, ...] = ()
    anchor = state.background.reference
    unit = meaning.unit
    if meaning.anchor == "focus" or state.background.style == "narrative":
        bounds = focus.point.bounds() if focus.point is not None else None
        if bounds is not None and focus.point is not None:
            anchor, sources = bounds[0], (focus.source,)
            coarse = _COARSE.get(unit, "day")
            if (
                unit == "year"
                and focus.point.unit in ("quarter", "half")
                and focus.point.year is not None
                and meaning.amount == 1
            ):
                return Resolved(focus.point.with_year(focus.point.year + meaning.sign), "relative", sources)
            if FINENESS[focus.point.unit] > FINENESS[coarse] and focus.day is None:
                return Resolved(None, "relative", sources)
    if anchor is None or meaning.amount is None or unit in ("second", "minute", "hour"):
        if unit == "hour" and anchor is not None and meaning.amount is not None:
            days = int(meaning.amount) // 24 * meaning.sign
            moved = shifted(point_of(anchor, "day"), days) if abs(days) < 4_000_000 else None
            return Resolved(moved, "relative", sources)
        return Resolved(None, "relative", sources)
    return Resolved(_moved(anchor, meaning), "relative", sources)


def _moved(anchor: dt.date, meaning: Distance) -> Point | None:
    unit, amount = meaning.unit, meaning.amount
    if amount is None or amount > 100_000:
        return None
    try:
        if unit in _MONTHS_OF:
            months = amount * _MONTHS_OF[unit]
            day = add_months(anchor, int(months) * meaning.sign)
            return point_of(day, "month" if amount % 1 and unit == "year" else _COARSE[unit])
        days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit]
        return point_of(anchor + dt.timedelta(days=int(amount * days) * meaning.sign), _COARSE[unit])
    except (ValueError, OverflowError):
        return None


def _direction(e: Expression, state: Pass) -> Direction | None:
    t = state.stretches[e.stretch]
    return direction(t, e.first, e.last, state.background.calendar, state.background.tags)


def _calendar_day(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    if meaning.month is not None:
        return _month_or_day(e, meaning, state)
    if meaning.weekday is not None and meaning.day is None:
        return _weekday(e, meaning, state)
    if meaning.day is not None:
        return _day_of_focus_month(e, meaning, state)
    return Resolved(Point("year", meaning.year))


def _weekday(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    """Resolve a weekday: steps count from the anchor, else tense decides between the last and the coming one."""
    weekday = meaning.weekday or 1
    focus = state.focus
    anchor = state.background.reference
    sources: tuple[int, ...] = ()
    if (meaning.anchor == "focus" or state.background.style == "narrative") and focus.day is not None:
        anchor, sources = focus.day, (focus.day_source,)
        if state.background.style == "narrative" and meaning.step is None:
            return Resolved(
                point_of(anchor + dt.timedelta(days=(weekday - anchor.isoweekday()) % 7), "day"), "relative", sources
            )
    if anchor is None:
        return Resolved(Point("day", None, weekday=weekday), "relative")
    since = (anchor.isoweekday() - weekday) % 7
    if meaning.week is not None:
        monday = anchor - dt.timedelta(days=anchor.isoweekday() - 1)
        return Resolved(
            point_of(monday + dt.timedelta(days=7 * meaning.week + weekday - 1), "day"), "relative", sources
        )
    if meaning.step is not None and meaning.step < 0:
        return Resolved(point_of(anchor - dt.timedelta(days=since or 7), "day"), "relative", sources)
    if meaning.step is not None and meaning.step > 0:
        return Resolved(point_of(anchor + dt.timedelta(days=7 - since), "day"), "relative", sources)
    if meaning.step == 0 and meaning.anchor == "reference":
        ahead = (since != 0 and weekday > anchor.isoweekday()) or _direction(e, state) == "future"
        return Resolved(
            point_of(anchor + dt.timedelta(days=(7 - since) % 7 if ahead else -since), "day"), "relative", sources
        )
    if meaning.anchor == "focus":
        return Resolved(point_of(anchor - dt.timedelta(days=since), "day"), "relative", sources)
    if focus.day is not None and focus.day.isoweekday() == weekday and _is_apposition(e, state):
        return Resolved(point_of(focus.day, "day"), "relative", (focus.day_source,))
    before = state.stretches[e.stretch].word(e.first - 1)
    ahead = since != 0 and (before in ("until", "till", "through") or _direction(e, state) == "future")
    days = 7 - since if ahead else -since
    return Resolved(point_of(anchor + dt.timedelta(days=days), "day"), "relative", sources)


def _is_apposition(e: Expression, state: Pass) -> bool:
    """Return whether a weekday explains the date before it: `tomorrow, a Tuesday,`."""
    t = state.stretches[e.stretch]
    return state.focus.stretch == e.stretch and t.word(e.first - 1) == "a" and t.word(e.first - 2) == ","


def _day_of_focus_month(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    """Resolve `the 14th`: of the month in focus, else of the reference's."""
    bounds = state.focus.point.bounds() if state.focus.point is not None else None
    base = (
        bounds[0]
        if bounds and state.focus.point and state.focus.point.unit in ("day", "month")
        else state.background.reference
    )
    if base is None:
        return Resolved(Point("day", None, 0, 0, meaning.weekday or 0), "relative")
    point = Point("day", base.year, base.month, meaning.day or 1)
    return Resolved(point if point.is_real() else None, "relative")


def _month_or_day(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    """Resolve a month or a day of a month: its year is stated, stepped, or the one that tense and nearness choose."""
    unit: Granularity = "day" if meaning.day is not None else "month"
    bare = Point(unit, meaning.year, meaning.month or 1, meaning.day or 0)
    if meaning.year is not None:
        return Resolved(bare if bare.is_real() else Point("month", meaning.year, meaning.month or 1))
    reference, focus = state.background.reference, state.focus
    if (meaning.month, meaning.day) == (9, 11) and state.stretches[e.stretch].word(e.last) in _ATTACK:
        return Resolved(bare.with_year(2001))
    if meaning.step is not None and meaning.weekday is None:
        return _stepped_month(e, meaning, bare, state)
    if state.background.style == "narrative":
        return _narrative_year(bare, state)
    if focus.explicit_year and focus.point is not None and focus.point.year is not None and reference is not None:
        if focus.point.year != reference.year and focus.stretch == e.stretch and _direction(e, state) != "future":
            return Resolved(bare.with_year(focus.point.year), "inferred", (focus.source,))
    if reference is not None and focus.point is not None and focus.point.unit == "year" and focus.stretch == e.stretch:
        if (focus.point.year or 0) > reference.year and _in_one_sentence(e, state) and _direction(e, state) == "future":
            return Resolved(bare.with_year(focus.point.year or 0), "inferred", (focus.source,))
    if reference is None:
        return _without_reference(e, meaning, bare, state)
    years = [reference.year - 1, reference.year, reference.year + 1]
    if meaning.weekday is not None:
        fitting = [y for y in range(reference.year - 6, reference.year + 7) if _is_weekday(bare, y, meaning.weekday)]
        years = sorted(fitting, key=lambda y: (abs(y - reference.year), y))[:1] or years
    return Resolved(_nearest(bare, years, reference, _direction(e, state), e, state), "inferred")


def _in_one_sentence(e: Expression, state: Pass) -> bool:
    """Return whether the expression and the focus stand in one sentence."""
    t = state.stretches[e.stretch]
    return 0 <= state.focus.first < len(t) and t.sentence[state.focus.first] == t.sentence[e.first]


_ATTACK = frozenset(("attack", "attacks", "terror", "terrorist", "hijackers", "hijackings", "commission"))


def _is_weekday(bare: Point, year: int, weekday: int) -> bool:
    bounds = bare.with_year(year).bounds()
    return bounds is not None and bounds[0].isoweekday() == weekday


def _nearest(
    bare: Point, years: list[int], reference: dt.date, ahead: Direction | None, e: Expression, state: Pass
) -> Point:
    """Return the candidate that the direction of time prefers: the last one past, the first to come, else the nearest."""
    candidates = [
        (bare.with_year(year), bounds) for year in years if (bounds := bare.with_year(year).bounds()) is not None
    ]
    if not candidates:
        return bare
    t = state.stretches[e.stretch]
    before = t.word(e.first - 1)
    if ahead == "past":
        past = [p for p, b in candidates if b[0] <= reference]
        near = 150 if before in _BOUNDING else 45 if bare.unit == "day" else 0
        coming = [p for p, b in candidates if 0 < (b[0] - reference).days <= near]
        if coming:
            return coming[0]
        if past:
            return past[-1]
    if ahead == "future":
        coming = [p for p, b in candidates if b[1] >= reference]
        if coming:
            first = coming[0].bounds()
            recent = [p for p, b in candidates if b[1] < reference and (reference - b[1]).days <= 60]
            if first is not None and (first[0] - reference).days > 300 and recent:
                return recent[-1]
            return coming[0]
    return min(
        candidates,
        key=lambda pair: (
            min(abs((pair[1][0] - reference).days), abs((pair[1][1] - reference).days)),
            pair[0].year or 0,
        ),
    )[0]


_BOUNDING = frozenset(("until", "till", "by", "for", "through", "to", "before"))


def _stepped_month(e: Expression, meaning: CalendarDay, bare: Point, state: Pass) -> Resolved:
    """Resolve `last October`, `this March`, `next May 3`, `that September`, `May of this year`."""
    step = meaning.step or 0
    focus = state.focus
    t = state.stretches[e.stretch]
    if meaning.anchor == "focus" or state.background.style == "narrative":
        base = focus.point.bounds() if focus.point is not None else None
        if base is None:
            return Resolved(bare, "relative")
        year = base[0].year
        if step < 0 and (bare.with_year(year).bounds() or base)[0] >= base[0]:
            year -= 1
        elif step > 0 and (bare.with_year(year).bounds() or base)[0] <= base[0]:
            year += 1
        return Resolved(bare.with_year(year), "relative", (focus.source,))
    reference = state.background.reference
    if reference is None:
        return Resolved(bare, "relative")
    of_year = "year" in t.low[e.first : e.last]
    if of_year or step == 0:
        year = reference.year + step
        if not of_year:
            return Resolved(_nearest(bare, [year - 1, year, year + 1], reference, None, e, state), "relative")
        return Resolved(bare.with_year(year), "relative")
    this_year = bare.with_year(reference.year).bounds()
    if this_year is None:
        return Resolved(bare, "relative")
    if step < 0:
        return Resolved(bare.with_year(reference.year if this_year[1] < reference else reference.year - 1), "relative")
    return Resolved(bare.with_year(reference.year if this_year[0] > reference else reference.year + 1), "relative")


def _narrative_year(bare: Point, state: Pass) -> Resolved:
    """Resolve a date without year in a narrative: the year told of last."""
    point = state.focus.point
    if point is None or point.year is None:
        reference = state.background.reference
        return Resolved(bare.with_year(reference.year) if reference else bare, "inferred")
    year = point.year
    told, bounds = point.bounds(), bare.with_year(year).bounds()
    if FINENESS[point.unit] <= FINENESS["month"] and told is not None and bounds is not None:
        apart = (bounds[0] - told[0]).days
        year += 1 if apart < -200 else -1 if apart > 300 else 0
    return Resolved(bare.with_year(year), "inferred", (state.focus.source,))


def _without_reference(e: Expression, meaning: CalendarDay, bare: Point, state: Pass) -> Resolved:
    """Resolve a date without year where the article's date is not known: a weekday or the other dates pin it."""
    years = state.background.years
    if meaning.weekday is not None:
        span = state.background.calendar.words.plausible_years
        years = tuple(y for y in (years or range(span.first, span.last + 1)) if _is_weekday(bare, y, meaning.weekday))
    if len(years) == 1:
        return Resolved(bare.with_year(years[0]), "inferred", state.background.year_sources)
    return Resolved(bare, "stated", (), tuple(bare.with_year(year).text() for year in years))


def _part_of_year(e: Expression, meaning: PartOfYear, position: int, state: Pass) -> Resolved:
    if meaning.unit in ("week", "weekend"):
        return _week_of_month(e, meaning, position, state)
    if meaning.base is not None:
        base = _point(e, meaning.base, position, state)
        year = base.point.year if base.point is not None else None
        return Resolved(Point(meaning.unit, year, meaning.n), base.basis, base.sources)
    reference = state.background.reference
    if state.background.style == "narrative":
        focus = state.focus.point
        year = focus.year if focus is not None else None
        return Resolved(Point(meaning.unit, year, meaning.n), "relative", (state.focus.source,) if focus else ())
    if reference is None:
        return Resolved(Point(meaning.unit, None, meaning.n), "relative")
    now = point_of(reference, meaning.unit)
    candidates = [Point(meaning.unit, reference.year + k, meaning.n) for k in (-1, 0, 1)]
    if meaning.step is not None:
        if meaning.step == 0:
            return Resolved(Point(meaning.unit, reference.year, meaning.n), "relative")
        behind = [p for p in candidates if (b := p.bounds()) and b[1] < reference]
        ahead = [p for p in candidates if (b := p.bounds()) and b[0] > reference]
        chosen = behind[-1:] if meaning.step < 0 else ahead[:1]
        return Resolved(chosen[0] if chosen else candidates[1], "relative")
    way = _direction(e, state)
    if now.n == meaning.n and now.year == reference.year:
        return Resolved(now, "relative")
    if way == "future":
        ahead = [p for p in candidates if (b := p.bounds()) and b[1] >= reference]
        return Resolved(ahead[0], "relative")
    behind = [p for p in candidates if (b := p.bounds()) and b[0] <= reference]
    return Resolved(behind[-1] if behind else candidates[1], "relative")


def _week_of_month(e: Expression, meaning: PartOfYear, position: int, state: Pass) -> Resolved:
    """Resolve `the last week of March`, `the first weekend of May` to an ISO week."""
    base = _point(e, meaning.base, position, state) if meaning.base is not None else Resolved(None)
    bounds = base.point.bounds() if base.point is not None else None
    if bounds is None:
        return Resolved(Point(meaning.unit, None), "relative", base.sources)
    day = bounds[1] - dt.timedelta(days=3) if meaning.n < 0 else bounds[0] + dt.timedelta(days=7 * (meaning.n - 1) + 3)
    return Resolved(point_of(day, meaning.unit), base.basis, base.sources)


def _same_of_year(meaning: SameOfYear, state: Pass) -> Resolved:
    focus = state.focus
    unit = meaning.unit or (focus.point.unit if focus.point is not None else "year")
    base = _focus_at(unit, state) or (focus.point if focus.point is not None and focus.point.unit == unit else None)
    if base is None or base.year is None:
        reference = state.background.reference
        if reference is None or meaning.year is not None:
            return Resolved(Point(unit, meaning.year), "relative")
        base = shifted(point_of(reference, unit), -1 if unit == "quarter" else 0)
        if base is None or base.year is None:
            return Resolved(None, "relative")
        return Resolved(base.with_year(base.year + meaning.step), "relative")
    year = meaning.year if meaning.year is not None else base.year + meaning.step
    return Resolved(base.with_year(year), "relative", (focus.source,))


def _named_day(e: Expression, meaning: NamedDay, state: Pass) -> Resolved:
    if meaning.year is not None:
        return Resolved(point_of(holiday_date(meaning.holiday, meaning.year), "day"))
    if state.background.style == "narrative" and state.focus.point is not None and state.focus.point.year is not None:
        year = state.focus.point.year
        return Resolved(point_of(holiday_date(meaning.holiday, year), "day"), "relative", (state.focus.source,))
    reference = state.background.reference
    fixed = meaning.holiday
    if reference is None:
        if fixed.day is not None:
            return Resolved(Point("day", None, fixed.month or 1, fixed.day))
        return Resolved(Point("month", None, fixed.month) if fixed.month else None, "relative")
    days = [holiday_date(fixed, year) for year in (reference.year - 1, reference.year, reference.year + 1)]
    way = "past" if meaning.step == -1 else "future" if meaning.step == 1 else _direction(e, state)
    if way == "past":
        chosen = [day for day in days if day <= reference][-1]
    elif way == "future":
        chosen = [day for day in days if day >= reference][0]
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


def _foreign(meaning: Foreign, state: Pass) -> Resolved:
    """Resolve `2/6/2025`: the order of day and month that the article's other dates use, else both stay possible."""
    readings = [Point("day", *reading) for reading in meaning.readings]
    if len(readings) == 2 and state.background.month_first is not None:
        wanted = readings[1] if state.background.month_first else readings[0]
        return Resolved(wanted, "inferred")
    if len(readings) == 2:
        return Resolved(Point("day", readings[0].year), "stated", (), tuple(p.text() for p in readings))
    return Resolved(readings[0] if readings else None)


# --------------------------------------------------------------------------------------------------------------- times


def _time(e: Expression, meaning: TimeOfDay, position: int, state: Pass) -> Timex:
    suffix = meaning.time + ("Z" if meaning.utc else "")
    precision = "minute" if ":" in meaning.time else "part-of-day"
    base: Resolved
    if meaning.base is not None:
        base = _point(e, meaning.base, position, state)
        if base.point is not None and base.point.unit == "day":
            _move_focus(base.point, position, e, state)
    else:
        base = _focus_day(e, state)
    if meaning.base is None and ":" in meaning.time and _is_habit(e, state):
        return Timex(e.span, "TIME", suffix, precision, e.mod, "stated", (), e.weak)
    if meaning.base is None and meaning.utc:
        base = _in_utc(e, meaning, base, state)
    elif ":" in meaning.time:
        state.focus.clock, state.focus.clock_end = meaning.time, (e.stretch, e.last)
    if base.point is None or base.point.unit != "day":
        return Timex(
            e.span,
            "TIME",
            suffix if ":" in suffix else f"XXXX-XX-XX{suffix}",
            precision,
            e.mod,
            "relative",
            base.sources,
            e.weak,
        )
    return Timex(e.span, "TIME", base.point.text() + suffix, precision, e.mod, base.basis, base.sources, e.weak)


def _is_habit(e: Expression, state: Pass) -> bool:
    """Return whether the sentence tells of what happens each day: a curfew, opening hours."""
    t = state.stretches[e.stretch]
    words = state.background.calendar.words.habit_words
    near = range(max(0, e.first - 25), min(len(t), e.last + 25))
    return any(t.low[k] in words for k in near if t.sentence[k] == t.sentence[e.first])


def _in_utc(e: Expression, meaning: TimeOfDay, base: Resolved, state: Pass) -> Resolved:
    """Return the day of a clock time in UTC that explains the local one before it: `8:30 p.m. (0030 UTC)` is a day on."""
    clock, (stretch, end) = state.focus.clock, state.focus.clock_end
    if base.point is None or not clock or stretch != e.stretch or not 0 <= e.first - end <= 2:
        return base
    ahead = int(meaning.time[1:3]) - int(clock[1:3])
    moved = shifted(base.point, 1 if ahead < -12 else -1 if ahead > 12 else 0)
    return Resolved(moved, base.basis, base.sources)


def _focus_day(e: Expression, state: Pass) -> Resolved:
    """Return the day that a bare clock time is of: the one in focus, else the reference."""
    focus = state.focus
    if focus.day is not None:
        return Resolved(point_of(focus.day, "day"), "relative", (focus.day_source,))
    reference = state.background.reference
    return Resolved(point_of(reference, "day") if reference is not None else None, "relative")
