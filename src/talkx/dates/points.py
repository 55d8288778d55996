"""Places on the calendar with the precision that the text gives: a day, a week, a quarter, a decade."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

Granularity = Literal["day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century"]
FINENESS: dict[str, int] = {
    "day": 0, "weekend": 1, "week": 1, "month": 2, "season": 3, "quarter": 3, "half": 4, "year": 5, "decade": 6,
    "century": 7,
}  # fmt: skip
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
SEASON_CODES = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar. `n` is the number of the month, week, quarter, half or season in `year`.

    For a decade or century `year` is its first year. A `year` of None is unknown; `weekday` is kept for a day of which
    nothing else is known.
    """

    unit: Granularity
    year: int | None
    n: int = 0
    day: int = 0
    weekday: int = 0

    def text(self) -> str:
        """Return the TIMEX3/EDTF value."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        match self.unit:
            case "day":
                if self.n == 0:
                    return f"{year}-WXX-{self.weekday}" if self.weekday else f"{year}-XX-XX"
                return f"{year}-{self.n:02d}-{self.day:02d}" if self.day else f"{year}-{self.n:02d}-XX"
            case "month":
                return f"{year}-{self.n:02d}" if self.n else f"{year}-XX"
            case "week":
                return f"{year}-W{self.n:02d}" if self.n else f"{year}-WXX"
            case "weekend":
                return f"{year}-W{self.n:02d}-WE" if self.n else f"{year}-WXX-WE"
            case "quarter":
                return f"{year}-Q{self.n}" if self.n else f"{year}-QX"
            case "half":
                return f"{year}-H{self.n}" if self.n else f"{year}-HX"
            case "season":
                return f"{year}-{SEASON_CODES[self.n - 1]}"
            case "decade":
                return year[:3] + "X"
            case "century":
                return year[:2] + "XX"
        return year

    def bounds(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day, or None where the year is unknown or out of range."""
        if self.year is None:
            return None
        try:
            return self._first(), self._after() - dt.timedelta(days=1)
        except (ValueError, OverflowError):
            return None

    def _first(self) -> dt.date:
        year = self.year or 0
        match self.unit:
            case "day":
                return dt.date(year, self.n, self.day)
            case "month":
                return dt.date(year, self.n, 1)
            case "week":
                return dt.date.fromisocalendar(year, self.n, 1)
            case "weekend":
                return dt.date.fromisocalendar(year, self.n, 6)
            case "quarter":
                return dt.date(year, 3 * self.n - 2, 1)
            case "half":
                return dt.date(year, 6 * self.n - 5, 1)
            case "season":
                return dt.date(year, _SEASON_MONTH[SEASON_CODES[self.n - 1]], 1)
        return dt.date(year, 1, 1)

    def _after(self) -> dt.date:
        first = self._first()
        match self.unit:
            case "day":
                return first + dt.timedelta(days=1)
            case "week":
                return first + dt.timedelta(days=7)
            case "weekend":
                return first + dt.timedelta(days=2)
        months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[
            self.unit
        ]
        return add_months(first, months)

    def is_real(self) -> bool:
        """Return whether the calendar has it: 30 February does not exist, 29 February only in leap years."""
        if self.unit == "day" and self.n and self.day:
            return self.bounds() is not None if self.year is not None else self.day <= days_in_month(2000, self.n)
        return True

    def with_year(self, year: int) -> Point:
        """Return the same in another year."""
        return replace(self, year=year)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return (add_months(dt.date(year, month, 1), 1) - dt.timedelta(days=1)).day


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months on, or the last of that month. Raises ValueError out of range."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            if not 1 <= year <= 9999:
                raise
    raise ValueError("no such month")  # unreachable: every month has 28 days


def point_of(day: dt.date, unit: Granularity) -> Point:
    """Return the stretch of granularity `unit` that holds `day`."""
    match unit:
        case "day":
            return Point("day", day.year, day.month, day.day)
        case "week" | "weekend":
            iso = day.isocalendar()
            return Point(unit, iso.year, iso.week)
        case "month":
            return Point("month", day.year, day.month)
        case "quarter":
            return Point("quarter", day.year, (day.month + 2) // 3)
        case "half":
            return Point("half", day.year, (day.month + 5) // 6)
        case "season":
            year = day.year - 1 if day.month < 3 else day.year
            return Point("season", year, (day.month // 3 or 4))
        case "year":
            return Point("year", day.year)
        case "decade":
            return Point("decade", day.year // 10 * 10)
        case "century":
            return Point("century", day.year // 100 * 100)


def shifted(point: Point, count: int) -> Point | None:
    """Return the stretch `count` of its own units on, or None where the year is unknown or out of range."""
    bounds = point.bounds()
    if bounds is None:
        return None
    first = bounds[0]
    try:
        match point.unit:
            case "day":
                moved = first + dt.timedelta(days=count)
            case "week" | "weekend":
                moved = first + dt.timedelta(days=7 * count)
            case _:
                months = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
                moved = add_months(first, months[point.unit] * count)
    except (ValueError, OverflowError):
        return None
    return point_of(moved, point.unit)


def easter(year: int) -> dt.date:
    """Return Easter Sunday of a Gregorian year (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """Return the nth weekday (1 is Monday) of a month; -1 is the last."""
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year, month, days_in_month(year, month))
    return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7)
