"""Reads dates in digits: `2025-06-02`, `2/6/2025`, `02.06.2025`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Foreign
from talkx.dates.matches import Match

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens

_FIRST_YEAR, _LAST_YEAR = 1000, 2999


def read_numeric(t: Tokens, i: int) -> list[Match]:
    """Return the date of three numbers; one that both orders of day and month fit keeps both readings."""
    parts, end = _three_numbers(t, i)
    if parts is None or (t.is_glued(i) and t.word(i - 1) in ("-", "/", ".", "$", "#")):
        return []
    if t.word(end) in ("-", "/") and t.is_glued(end):
        return []
    readings = _readings(parts, t.word(i + 1))
    if len(readings) == 2 and t.word(i).count(".") == 2:
        readings = readings[:1]  # with stops the day comes first
    if len(readings) == 2:
        return [Match(i, end, Foreign(t.text[t.starts[i] : t.ends[end - 1]], readings))]
    return [Match(i, end, CalendarDay(*readings[0]))] if readings else []


def _readings(parts: list[str], sign: str) -> tuple[tuple[int, int, int], ...]:
    """Return the (year, month, day) that the numbers can be, day before month first."""
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        orders = [(first, second, third)]
    elif len(parts[2]) == 4 or sign == "/":
        year = third if len(parts[2]) == 4 else third + (2000 if third < 50 else 1900)
        orders = [(year, second, first), (year, first, second)]
    else:
        return ()
    fitting = [(y, m, d) for y, m, d in orders if 1 <= m <= 12 and 1 <= d <= 31 and _FIRST_YEAR <= y <= _LAST_YEAR]
    return tuple(dict.fromkeys(fitting))


def _three_numbers(t: Tokens, i: int) -> tuple[list[str] | None, int]:
    """Return three numbers with one sign between them and the index behind, or None."""
    word = t.word(i)
    if word.count(".") == 2:
        parts = word.split(".")
        return (parts, i + 1) if _date_widths(parts) and len(parts[2]) == 4 else (None, i)
    sign = t.word(i + 1)
    if sign not in ("-", "/") or t.word(i + 3) != sign or not all(t.is_glued(k) for k in range(i + 1, i + 5)):
        return None, i
    parts = [t.word(i), t.word(i + 2), t.word(i + 4)]
    numbers = all(t.number(k) is not None for k in (i, i + 2, i + 4))
    whole_year = sign == "/" or len(parts[0]) == 4 or len(parts[2]) == 4
    return (parts, i + 5) if numbers and whole_year and _date_widths(parts) else (None, i)


def _date_widths(parts: list[str]) -> bool:
    widths = [len(part) for part in parts]
    return widths == [4, 2, 2] or (widths[0] in (1, 2) and widths[1] in (1, 2) and widths[2] in (2, 4))
