"""Reads years, ranges of years, years BC, decades and centuries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Fixed
from talkx.dates.matches import Match
from talkx.dates.quantities import ordinal, year_number

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_YEAR_CUES = frozenset(
    ("in", "since", "by", "until", "till", "before", "after", "from", "during", "of", "late", "early", "mid", "between",
     "through", "circa", "c", "year", "and", "to", "for", "as", "season", "fiscal", "vintage", "class", "elections",
     "election", "cup", "spring", "summer", "autumn", "fall", "winter", "(", "-")
)  # fmt: skip
_SAFE_AFTER = frozenset(
    ("and", "to", "the", "a", "in", "when", "as", "by", "with", "but", "he", "she", "it", "they", "was", "were", "had",
     "until", "or", "on", "at", "for", "of", "that", "which", "after", "before", "while")
)  # fmt: skip
# Signs that may touch a year; any other makes it part of a code or a price.
_OPENERS = frozenset(("(", "[", '"', "'", "-", "/", "“", "‘", ",", "--"))
_CLOSERS = frozenset(("%", ":", "°", "$", "€", "£", "@", "_", "#"))
# Four digits in this range are a year unless something speaks against it, others only where something speaks for it.
_LIKELY_YEARS = (1900, 2050)
_ERAS = frozenset(("bc", "bce"))
_OWNERS = frozenset(("his", "her", "their", "my", "our", "your", "its"))


def read_year(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a bare year, a range of years, a year with an era; counts and labels of four digits are left alone."""
    era = _read_era(t, i)
    if era is not None:
        return [era]
    if t.word(i) == "fiscal":
        j = i + 2 if t.word(i + 1) == "year" else i + 1
        fiscal = year_number(t, j)
        return [Match(i, fiscal[1], CalendarDay(fiscal[0]))] if fiscal is not None else []
    read = year_number(t, i)
    if read is None or not _is_year(t, i, read[1], read[0], c):
        return []
    year, end = read
    joiner = t.word(end)
    if (joiner in ("-", "/") and t.is_glued(end) and t.is_glued(end + 1)) or joiner in ("to", "through", "-"):
        if (joiner != "through" and t.word(end + 1) in ("present", "date")) or (
            joiner == "-" and t.word(end + 1) == "now"
        ):
            if joiner == "-":
                return [Match(i, end + 2, Fixed(f"{year}/..", "year", year))]
        elif (last := _last_year(t, end + 1, year)) is not None and (t.is_glued(end) or len(t.word(end + 1)) == 4):
            return [Match(i, end, CalendarDay(year), joined=True), Match(end + 1, last[1], CalendarDay(last[0]))]
    return [Match(i, end, CalendarDay(year))]


def _last_year(t: Tokens, i: int, first: int) -> tuple[int, int] | None:
    """Read the later year of a range, of four or two digits: `2009-2017`, `2012-13`, `1998/99`."""
    read = year_number(t, i)
    if read is not None:
        return read if first < read[0] <= first + 300 else None
    number = t.number(i)
    if number is None or len(t.word(i)) != 2 or (t.word(i + 1) in ("-", "/", ":") and t.is_glued(i + 1)):
        return None
    year = first // 100 * 100 + number
    if number == 0:
        year += 100
    return (year, i + 1) if first < year <= first + 60 else None


def _read_era(t: Tokens, i: int) -> Match | None:
    """Read `44 BC`, `490 BCE`, `AD 79`, `79 AD`."""
    if t.word(i) == "ad" and t.surface(i) == "AD" and (year := t.number(i + 1)) is not None and year < 3000:
        return Match(i, i + 2, Fixed(f"{year:04d}", "year", year))
    year = t.number(i)
    if year is None or len(t.word(i)) > 4 or not t.surface(i + 1).isupper():
        return None
    if t.word(i + 1) in _ERAS:
        return Match(i, i + 2, Fixed(f"BC{year:04d}", "year"))
    if t.word(i + 1) in ("ad", "ce"):
        return Match(i, i + 2, Fixed(f"{year:04d}", "year", year))
    for k, first in ((i + 1, "b"), (i + 1, "a")):
        if t.word(k) == first and t.has(k + 1, ".") and t.word(k + 2) in ("c", "d") and t.surface(k).isupper():
            value = f"BC{year:04d}" if first == "b" else f"{year:04d}"
            return Match(i, k + (4 if t.word(k + 3) == "." else 3), Fixed(value, "year"))
    return None


def _is_year(t: Tokens, i: int, end: int, year: int, c: Calendar) -> bool:
    """Return whether four digits are a year by what stands around them."""
    if _is_inside_number(t, i, end, c) or _is_count(t, i, end, c):
        return False
    if _LIKELY_YEARS[0] <= year <= _LIKELY_YEARS[1]:
        return True
    before, after = t.word(i - 1), t.word(end)
    if before not in _YEAR_CUES:
        return False
    free = not after.isalpha() or t.is_capitalised(end) or after in _SAFE_AFTER
    return free or before in ("year", "since", "until", "circa")


def _is_inside_number(t: Tokens, i: int, end: int, c: Calendar) -> bool:
    """Return whether the digits are part of something longer: a price, a decimal, a code, a score."""
    before, after, second = t.word(i - 1), t.word(end), t.word(i - 2)
    if t.is_glued(i):
        if before not in _OPENERS or before in ("$", "€", "£"):
            return True
        named = second in ("pre", "mid", "post", "early", "late") or second in c.months
        if before in ("-", "/") and (t.number(i - 2) is not None or second.isalpha()) and not named:
            return True
    if not t.is_glued(end):
        return False
    if after in _CLOSERS or after.isalpha():
        return True
    return after in (".", ",") and t.is_glued(end + 1) and t.number(end + 1) is not None


def _is_count(t: Tokens, i: int, end: int, c: Calendar) -> bool:
    """Return whether the digits count or name something: `2000 police`, `Resolution 1701`, `1000 by 1000`."""
    before, after = t.word(i - 1), t.word(end)
    same = i > 0 and t.sentence[i - 1] == t.sentence[i]
    if same and (before in c.words.number_labels or (before == "." and t.word(i - 2) == "no")):
        return True
    if same and before in c.words.count_words and after not in (".", ",", ";", ")", ""):
        return True
    if after in c.words.counted_nouns and before not in ("the", "this", "that", "'", "s"):
        return True
    if after in ("-", "--") and t.is_glued(end + 1) and t.word(end + 1) in c.units:
        return True
    if before in ("by", "for", "x") and t.word(i - 2)[:1].isdigit():
        return True
    return after in ("by", "for") and t.word(end + 1)[:1].isdigit()


def read_decade(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the 1990s`, `'90s`, `the eighties`, `mid-2010s`; not `in his 40s`."""
    start = i + 1 if t.word(i) in ("the", "'") else i
    if t.has(i, "the", "'"):
        start += 1
    word, number = t.word(start), t.number(start)
    before = t.word(i - 1)
    if number is not None and t.is_glued(start + 1):
        end = start + 1
        if t.word(end) == "'" and t.word(end + 1) == "s" and t.is_glued(end + 1):
            end += 1
        if t.word(end) != "s":
            return []
        if len(word) == 4 and number % 10 == 0 and 1000 <= number <= 2990:
            if number % 100 == 0 and number != 2000:
                return [Match(i, end + 1, Fixed(f"{number // 100}XX", "century", number))]
            return [Match(i, end + 1, Fixed(f"{number // 10}X", "decade", number))]
        cued = start > i or before in ("early", "late", "mid", "'", "-") or (before == "and" and t.word(i - 2) == "s")
        if (
            len(word) == 2
            and number % 10 == 0
            and number >= 20
            and cued
            and t.word(i - 2) not in _OWNERS
            and before not in _OWNERS
        ):
            return [Match(i, end + 1, Fixed(f"{(1900 + number) // 10}X", "decade", 1900 + number))]
        return []
    if (
        word in c.words.decades
        and (start > i or before in ("early", "late", "mid", "-"))
        and t.word(i - 2) not in _OWNERS
    ):
        return [Match(i, start + 1, Fixed(f"19{c.words.decades[word] // 10}X", "decade", 1900 + c.words.decades[word]))]
    return []


def read_century(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the 13th century`, `21st-century`, `the fifth century BC`."""
    start = i + 1 if t.word(i) == "the" else i
    read = ordinal(t, start, c)
    if read is None or not 1 <= read[0] <= 30:
        return []
    end = read[1] + 1 if t.word(read[1]) == "-" else read[1]
    if t.word(end) not in ("century", "centuries"):
        return []
    end += 1
    if t.word(end) in _ERAS:
        return [Match(i, end + 1, Fixed(f"BC{read[0] - 1:02d}XX", "century"))]
    return [Match(i, end, Fixed(f"{read[0] - 1:02d}XX", "century", (read[0] - 1) * 100))]
