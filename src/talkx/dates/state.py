"""What one pass of resolution over an article knows: the background that stays, the focus that moves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from talkx.dates.expressions import CalendarDay, Stretch, TimeOfDay
from talkx.dates.points import FINENESS, Point, point_of
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.expressions import Expression, Meaning
    from talkx.dates.points import Granularity
    from talkx.dates.tense import Direction, Tags
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

Style = Literal["news", "narrative"]
Basis = Literal["stated", "relative", "inferred"]
# The day a report is about lies at most so long before its publication.
_LEDE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Background:
    """What resolution may use: the reference date, the years the calendar allows, tags and quotations of the article.

    `years` are the candidate years of dates without one where no reference is known; `month_first` tells the order in
    which the article writes its dates, None where it does not show.
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
    """The date spoken of last, and the places in the list of expressions that it came from."""

    point: Point | None = None
    source: int = -1
    day: dt.date | None = None
    day_source: int = -1
    day_stretch: int = -1
    lede_day: dt.date | None = None
    report_day: dt.date | None = None
    explicit_year: bool = False
    stretch: int = -1
    first: int = -1
    last: int = -1
    clock: str = ""
    clock_end: tuple[int, int] = (-1, -1)
    evening: tuple[int, int] = (-1, -1)

    def at(self, unit: Granularity) -> Point | None:
        """Return the stretch of `unit` that the focus lies in, where the focus is at least as fine."""
        if unit == "day":
            return None if self.day is None else point_of(self.day, "day")
        if self.point is None or FINENESS[self.point.unit] > FINENESS[unit]:
            return None
        bounds = self.point.bounds()
        return None if bounds is None else point_of(bounds[0], unit)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A point with how it is known; `sources` are places in the list of expressions, `readings` possible values."""

    point: Point | None
    basis: Basis = "stated"
    sources: tuple[int, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(slots=True)
class Pass:
    """One pass over an article. Only `focus` changes, in text order.

    `days_behind` gives for the place of a clock time the day that follows it: `9 p.m. (2100 GMT) on Monday`.
    """

    stretches: list[Tokens]
    background: Background
    focus: Focus = field(default_factory=Focus)
    days_behind: dict[int, Expression] = field(default_factory=dict)

    @property
    def is_narrative(self) -> bool:
        """Return whether dates count from the date before them."""
        return self.background.style == "narrative"

    def tokens(self, e: Expression) -> Tokens:
        """Return the prose that an expression stands in."""
        return self.stretches[e.stretch]

    def direction(self, e: Expression) -> Direction | None:
        """Return whether the sentence tells of what is past or to come."""
        return direction(self.tokens(e), e.first, e.last, self.background.calendar, self.background.tags)

    def is_in_focus_sentence(self, e: Expression) -> bool:
        """Return whether an expression stands in the sentence of the date in focus."""
        t = self.tokens(e)
        same = self.focus.stretch == e.stretch and 0 <= self.focus.first < len(t)
        return same and t.sentence[self.focus.first] == t.sentence[e.first]

    def move_focus(self, point: Point, position: int, e: Expression, *, explicit_year: bool) -> None:
        """Make `point`, the value of the expression at `position`, the date spoken of."""
        focus = self.focus
        focus.point, focus.source = point, position
        focus.stretch, focus.first, focus.last = e.stretch, e.first, e.last
        focus.explicit_year = explicit_year and point.unit in ("day", "month")
        bounds = point.bounds()
        if point.unit != "day" or bounds is None:
            return
        focus.day, focus.day_source, focus.day_stretch = bounds[0], position, e.stretch
        if focus.report_day is None and _is_report_day(e.meaning):
            focus.report_day = bounds[0]
        reference = self.background.reference
        if focus.lede_day is None and reference is not None and 0 <= (reference - bounds[0]).days <= _LEDE_DAYS:
            focus.lede_day = bounds[0]


def _is_report_day(meaning: Meaning) -> bool:
    """Return whether a day is told as reports tell of their own: by its weekday or as today or yesterday."""
    day = meaning.base if isinstance(meaning, TimeOfDay) else meaning
    if isinstance(day, CalendarDay):
        return day == CalendarDay(weekday=day.weekday)
    return isinstance(day, Stretch) and day.unit == "day" and day.anchor == "reference"


def day_from(anchor: dt.date, days: int) -> Point | None:
    """Return the day so many days from `anchor`, or None beyond the calendar."""
    try:
        return point_of(anchor + dt.timedelta(days=days), "day")
    except OverflowError:
        return None
