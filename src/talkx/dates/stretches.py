"""Reads units of the calendar by their distance: `last week`, `that year`, `the day before`, `the year-ago quarter`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.days import read_step
from talkx.dates.expressions import SameOfYear, Stretch
from talkx.dates.matches import Match
from talkx.dates.quantities import year_number

if TYPE_CHECKING:
    from talkx.dates.points import Granularity
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_UNITS: dict[str, Granularity] = {
    "day": "day", "date": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter",
    "year": "year", "decade": "decade", "century": "century",
}  # fmt: skip
_PERIODS: dict[str, Granularity | None] = {
    "month": "month", "period": None, "quarter": "quarter", "day": "day", "week": "week", "time": None, "half": "half",
}  # fmt: skip
_YEAR_BEFORE: tuple[tuple[str, ...], ...] = (
    ("a", "year", "ago"), ("a", "year", "earlier"), ("one", "year", "earlier"), ("one", "year", "ago"),
    ("a", "year", "before"), ("last", "year"), ("the", "previous", "year"), ("previous", "year"),
    ("the", "year", "before"), ("the", "prior", "year"),
)  # fmt: skip
_WEEKEND_CUES = frozenset(("over", "during", "at", "for", "on", "after", "before", "throughout", "of"))
_CLAUSE_STARTS = frozenset(
    (".", ",", ";", ")", "", "and", "when", "but", "in", "at", "with", "by", "as", "to", "that", "while")
)  # fmt: skip


def read_stretch(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Return the unit that begins at `i`, counted from the reference date or from the date in focus."""
    if read_step(t, i) is not None:
        return _same_of_year(t, i) or _stepped_unit(t, i)
    if t.word(i) in ("the", "year") and (ago := _year_ago(t, i)):
        return ago
    return _whole_unit(t, i, c) or _unit_beside(t, i)


def _whole_unit(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the weekend`, and `the year` in `the end of the year`, `earlier in the week`."""
    if t.word(i) != "the":
        return []
    unit = _UNITS.get(t.word(i + 1))
    before, second, after = t.word(i - 1), t.word(i - 2), t.word(i + 2)
    if t.word(i + 1) == "weekend" and before in _WEEKEND_CUES and after != "of":
        return [Match(i, i + 2, Stretch("weekend", 0))]
    part = (before == "of" and second in c.part_words) or (before == "in" and second in ("earlier", "later"))
    if not part or unit in (None, "day", "weekend") or after in ("of", "-") or unit is None:
        return []
    return [Match(i, i + 2, Stretch(unit, 0))]


def _unit_beside(t: Tokens, i: int) -> list[Match]:
    """Read `the day before`, `the year after`, `the month previous` where nothing that they count from follows."""
    unit = _UNITS.get(t.word(i + 1)) if t.word(i) == "the" else None
    if unit is None or unit == "weekend":
        return []
    word = t.word(i + 2)
    if word in ("before", "after") and t.word(i + 3) in _CLAUSE_STARTS:
        return [Match(i, i + 3, Stretch(unit, -1 if word == "before" else 1, "focus"))]
    if word in ("earlier", "previous", "previously"):
        return [Match(i, i + 3, Stretch(unit, -1, "focus"))]
    if word in ("later", "following"):
        return [Match(i, i + 3, Stretch(unit, 1, "focus"))]
    return []


def _year_ago(t: Tokens, i: int) -> list[Match]:
    """Read `the year-ago quarter`, `the year-earlier period`, `year-earlier`: the focus, a year before."""
    j = i + 1 if t.word(i) == "the" else i
    if not (t.has(j, "year", "-") and t.word(j + 2) in ("ago", "earlier", "before") and t.is_glued(j + 2)):
        return []
    if t.word(j + 3) in _PERIODS:
        return [Match(i, j + 4, SameOfYear(_PERIODS[t.word(j + 3)], -1))]
    return [Match(j, j + 3, SameOfYear(None, -1))]


def _same_of_year(t: Tokens, i: int) -> list[Match]:
    """Read `the same month a year ago`, `the same quarter of 2008`: the stretch in focus, in another year."""
    step = read_step(t, i)
    if step is None or step.word != "same" or t.word(step.end) not in _PERIODS:
        return []
    unit = _PERIODS[t.word(step.end)]
    end = step.end + 1
    j = end + 1 if t.word(end) in ("of", "in", "the") else end
    for shape in _YEAR_BEFORE:
        if t.has(j, *shape):
            return [Match(i, j + len(shape), SameOfYear(unit, -1))]
    year = year_number(t, j)
    return [Match(i, year[1], SameOfYear(unit, 0, year[0]))] if year is not None else []


def _stepped_unit(t: Tokens, i: int) -> list[Match]:
    """Read `last week`, `this fiscal year`, `the following day`, `that date`, `the next month`."""
    step = read_step(t, i)
    if step is None:
        return []
    end = step.end + 1 if t.word(step.end) in ("fiscal", "financial", "calendar", "full") else step.end
    word, unit = t.word(end), _UNITS.get(t.word(end))
    compound = t.word(end + 1) == "-" and t.is_glued(end + 1) and t.is_glued(end + 2)
    if unit is None or compound or (word == "date" and step.word not in ("that", "same")):
        return []
    if step.word in ("same", "that") and unit in ("decade", "century", "quarter"):
        return []
    if (step.word == "past" and t.word(i) not in ("the", "this")) or (step.word == "last" and unit == "day"):
        return []
    # "the next day" follows the day told of; "next week" counts from now
    anchor = "focus" if step.word == "next" and unit == "day" else step.anchor
    return [Match(i, end + 1, Stretch(unit, step.step, anchor))]
