"""Resolves weekdays and days of an unnamed month: `on Friday`, `next Monday`, `Monday of last week`, `the 14th`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from talkx.dates.points import Point
from talkx.dates.state import Resolved, day_from

if TYPE_CHECKING:
    from talkx.dates.expressions import CalendarDay, Expression
    from talkx.dates.state import Pass

_BOUNDS_AHEAD = frozenset(("until", "till", "through"))
_SENTENCE_TOKENS = 40
_JOINERS = frozenset(("to", "through", "-", "and", "or", ","))


def resolve_weekday(e: Expression, meaning: CalendarDay, state: Pass) -> Resolved:
    """Return the day of a weekday: a step counts from its anchor, else tense chooses the last or the coming one."""
    weekday = meaning.weekday or 1
    focus = state.focus
    anchor = state.background.reference
    sources: tuple[int, ...] = ()
    if (meaning.anchor == "focus" or state.is_narrative) and focus.day is not None:
        anchor, sources = focus.day, (focus.day_source,)
    if anchor is None:
        return Resolved(Point("day", None, weekday=weekday), "relative")
    if meaning.step is None and meaning.week is None and _is_apposition(e, weekday, state) and focus.day is not None:
        return Resolved(day_from(focus.day, 0), "relative", (focus.day_source,))
    days = _days_from(e, meaning, anchor, state)
    listed = _day_after_listed(e, meaning, anchor, state)
    if listed is not None:
        return Resolved(day_from(listed, 0), "relative", (focus.day_source,))
    return Resolved(day_from(anchor, days), "relative", sources)


def _day_after_listed(e: Expression, meaning: CalendarDay, anchor: dt.date, state: Pass) -> dt.date | None:
    """Return the weekday that goes on from the one before it: `Monday to Friday`, `on Monday and Tuesday`."""
    focus, t = state.focus, state.tokens(e)
    bare = meaning.step is None and meaning.week is None and not state.is_narrative
    day, joiner = focus.day, t.word(e.first - 1)
    if not bare or day is None or focus.day_source != focus.source or focus.stretch != e.stretch:
        return None
    names = state.background.calendar.weekdays
    if t.word(focus.last - 1) not in names or e.first - focus.last not in (1, 2) or joiner not in _JOINERS:
        return None
    later = day + dt.timedelta(days=((meaning.weekday or 1) - day.isoweekday() - 1) % 7 + 1)
    spans = joiner in ("to", "through", "-") or t.word(focus.first - 1) == "between"
    return later if spans or later <= anchor or state.direction(e) == "future" else None


def _days_from(e: Expression, meaning: CalendarDay, anchor: dt.date, state: Pass) -> int:
    """Return how many days from `anchor` the weekday lies."""
    weekday, today = meaning.weekday or 1, anchor.isoweekday()
    since = (today - weekday) % 7
    if meaning.week is not None:
        return 7 * meaning.week + weekday - today
    if state.is_narrative and meaning.step is None:
        return (weekday - today) % 7
    if meaning.step is not None and meaning.step != 0:
        return 7 - since if meaning.step > 0 else -(since or 7)
    if meaning.anchor == "focus":
        return -since
    if meaning.step == 0:
        # "this Friday" is the one of this week, of the coming one where the sentence looks ahead
        ahead = weekday > today or state.direction(e) == "future"
    else:
        ahead = state.direction(e) == "future" or _is_bound_ahead(e, state)
    return 7 - since if ahead and since else -since


def _is_bound_ahead(e: Expression, state: Pass) -> bool:
    """Return whether `until Friday` looks ahead, as it does unless the sentence tells of what had been."""
    t = state.tokens(e)
    if t.word(e.first - 1) not in _BOUNDS_AHEAD:
        return False
    sentence = range(max(0, e.first - _SENTENCE_TOKENS), e.first)
    return not any(t.low[k] == "had" for k in sentence if t.sentence[k] == t.sentence[e.first])


def _is_apposition(e: Expression, weekday: int, state: Pass) -> bool:
    """Return whether a weekday explains the date before it: `tomorrow, a Tuesday,`."""
    t, day = state.tokens(e), state.focus.day
    beside = state.focus.stretch == e.stretch and t.word(e.first - 1) == "a" and t.word(e.first - 2) == ","
    return beside and day is not None and day.isoweekday() == weekday


def resolve_day_of_month(meaning: CalendarDay, state: Pass) -> Resolved:
    """Return `the 14th` of the month in focus, else of the reference's."""
    point = state.focus.point
    bounds = point.bounds() if point is not None and point.unit in ("day", "month") else None
    base = bounds[0] if bounds is not None else state.background.reference
    if base is None:
        return Resolved(Point("day", None, 0, 0, meaning.weekday or 0), "relative")
    day = Point("day", base.year, base.month, meaning.day or 1)
    return Resolved(day if day.is_real() else None, "relative")
