"""What an expression of time means before it is known when the article was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from talkx.dates.points import Granularity
from talkx.model import Span
from talkx.resources.calendar import Holiday

Anchor = Literal["reference", "focus"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Any part of a date: `May 16`, `Friday`, `2014`, `next Monday, June 2`. `step` is what last/this/next add.

    `step` counts from `anchor`: -1 last, 0 this or that, 1 next; None where the text has no such word.
    `week` is the week of a weekday from the reference: `Monday of last week`.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    step: int | None = None
    anchor: Anchor = "reference"
    week: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A calendar unit by its distance from the anchor: `yesterday`, `last week`, `that year`, `the following day`."""

    unit: Granularity
    step: int
    anchor: Anchor = "reference"


@dataclass(frozen=True, slots=True)
class Distance:
    """An amount of time before (negative) or after the anchor: `two weeks ago`, `ten years later`."""

    amount: Decimal | None
    unit: str
    sign: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A quarter, half, season or numbered week of a base: `the first quarter of 2009`, `last summer`."""

    unit: Granularity
    n: int
    base: Meaning | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The nth day or weekday of a month, -1 the last: `the last day of August`, `the first Tuesday of September`."""

    n: int
    weekday: int | None
    base: Meaning


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a day: `the week of July 20`."""

    base: Meaning


@dataclass(frozen=True, slots=True)
class SameOfYear:
    """The stretch in focus in another year: `the same period a year earlier`; `unit` None is that of the focus."""

    unit: Granularity | None
    step: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs nothing else: a decade, a century, a BC year, `9/11`."""

    value: str
    unit: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A clock time (`T15:00`) or a part of the day (`TEV`) on the day that `base` or the focus gives."""

    time: str
    base: Meaning | None = None
    utc: bool = False


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A holiday, in a year where the text gives one."""

    holiday: Holiday
    year: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, its value ready."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set, its value ready."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """Two ends that the text joins: `May 23-25`, `2009 to 2017`; `last` None for `2019-present`."""

    first: Expression
    last: Expression | None


@dataclass(frozen=True, slots=True)
class Foreign:
    """A form that the grammar knows to be a date and leaves to dateparser; both readings where the order is open."""

    text: str
    readings: tuple[tuple[int, int, int], ...] = ()


Meaning = (
    CalendarDay
    | Stretch
    | Distance
    | PartOfYear
    | Fixed
    | TimeOfDay
    | NamedDay
    | Length
    | Repeated
    | Reference
    | Range
    | Foreign
    | SameOfYear
    | DayOfMonth
    | WeekOf
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression found in the text and not yet resolved. Token indices are of its stretch of prose."""

    span: Span
    meaning: Meaning
    first: int
    last: int
    mod: str | None = None
    weak: bool = False
    stretch: int = 0


@dataclass(frozen=True, slots=True)
class Timex:
    """A resolved time expression. `sources` are places in the list of expressions that gave the value.

    `parts` are the two ends of a joined range, for measures that count them apart. `readings` are the values that stay
    possible where the calendar does not decide.
    """

    span: Span
    type: TimexType
    value: str
    precision: str | None = None
    mod: str | None = None
    basis: Literal["stated", "relative", "inferred"] = "stated"
    sources: tuple[int, ...] = ()
    weak: bool = False
    parts: tuple[Timex, ...] = ()
    readings: tuple[str, ...] = field(default=(), compare=False)
