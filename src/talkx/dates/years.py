"""Reads years and what divides or gathers them: quarters, halves, seasons, weeks of a month, decades, centuries, BC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.days import Match, month_at, read_step, relative_year_behind, year_behind
from talkx.dates.expressions import CalendarDay, Fixed, Meaning, PartOfYear, Stretch
from talkx.dates.points import SEASON_CODES
from talkx.dates.quantities import ORDINAL_SUFFIXES, ordinal, year_number

if TYPE_CHECKING:
    from talkx.dates.points import Granularity
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_YEAR_CUES = frozenset(
    ["in", "since", "by", "until", "till", "before", "after", "from", "during", "of", "late", "early", "mid", "between", "through", "circa", "year", "and", "to", "for", "as", "beginning", "end", "season", "fiscal", "vintage", "class", "elections", "election", "world", "cup", "spring", "summer", "autumn", "fall", "winter"]
)  # fmt: skip
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "'", "s"))
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
    before, after = t.word(i - 1), t.word(end)
    if t.is_glued(i) and before not in ("(", "[", '"', "'", "-", "/", "“", "‘", ",", "--", "—"):
        return False
    if t.is_glued(i) and before in ("-", "/") and (t.number(i - 2) is not None or t.word(i - 2).isalpha()):
        if not (t.word(i - 2) in ("pre", "mid", "post", "early", "late") or t.word(i - 2) in c.months):
            return False
    if t.is_glued(end) and (after in ("%", ":", "°", "$", "€", "£", "@", "_", "#") or after.isalpha()):
        return False
    if after in (".", ",") and t.is_glued(end) and t.is_glued(end + 1) and t.number(end + 1) is not None:
        return False
    if (
        before in c.words.number_labels
        and t.sentence[i - 1] == t.sentence[i]
        and before not in ("act", "law", "bill", "title", "agenda")
    ):
        if before not in ("about", "than", "over", "at", "some", "no") or after not in (".", ",", ";", ")", ""):
            return False
    if before == "." and t.word(i - 2) == "no":
        return False
    if after in c.words.counted_nouns and not (
        before in _DETERMINERS and before not in ("a", "an", "their", "his", "her", "its")
    ):
        return False
    if after in ("-", "--") and t.is_glued(end) and t.is_glued(end + 1) and t.word(end + 1) in c.units:
        return False
    if (before in ("by", "for", "x") and t.word(i - 2)[:1].isdigit()) or (
        after in ("by", "for") and t.word(end + 1)[:1].isdigit()
    ):
        return False
    if before in ("$", "€", "£", "us$"):
        return False
    if 1900 <= year <= 2050:
        return True
    return (before in _YEAR_CUES or before in ("(", "-", "c", "early", "late", "mid")) and (
        not after.isalpha()
        or after.islower() is False
        or after in _SAFE_AFTER
        or before in ("year", "since", "until", "circa")
    )


_SAFE_AFTER = frozenset(
    (
        "and",
        "to",
        "the",
        "a",
        "in",
        "when",
        "as",
        "by",
        "with",
        "but",
        "he",
        "she",
        "it",
        "they",
        "was",
        "were",
        "had",
        "until",
        "or",
        "on",
        "at",
        "for",
        "of",
        "that",
        "which",
        "after",
        "before",
        "while",
    )
)


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


def read_part_of_year(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read quarters, halves, weeks of a month and seasons with their year, if any."""
    return _read_code(t, i) or _read_counted(t, i, c) or _read_season(t, i, c)


def _read_code(t: Tokens, i: int) -> list[Match]:
    """Read `Q1 2025`, `H1`, `1Q 2009`, `2025 Q1`."""
    word, number = t.word(i), t.number(i + 1)
    end = 0
    unit: Granularity = "quarter"
    if word in ("q", "h") and number is not None and t.is_glued(i + 1) and 1 <= number <= (4 if word == "q" else 2):
        unit, n, end = ("quarter" if word == "q" else "half"), number, i + 2
    elif t.word(i + 1) in ("q", "h") and t.is_glued(i + 1) and t.surface(i + 1).isupper():
        first = t.number(i)
        if first is None or not 1 <= first <= (4 if t.word(i + 1) == "q" else 2):
            return []
        unit, n, end = ("quarter" if t.word(i + 1) == "q" else "half"), first, i + 2
    if not end:
        return []
    year = year_behind(t, end)
    if year is not None:
        return [Match(i, year[1], PartOfYear(unit, n, CalendarDay(year[0])))]
    return [Match(i, end, PartOfYear(unit, n))] if unit == "quarter" else []


def _base_behind(t: Tokens, end: int, c: Calendar) -> tuple[Meaning, int] | None:
    """Read the whole that a part is of: `of 2009`, `of last year`, `2009`, `of March`, `this year`, `of the year`."""
    year = year_behind(t, end)
    if year is not None:
        return CalendarDay(year[0]), year[1]
    step = relative_year_behind(t, end)
    if step is not None:
        return Stretch("year", step.step, step.anchor), step.end
    if t.word(end) in ("of", "in"):
        if t.has(end + 1, "the", "year"):
            return Stretch("year", 0), end + 3
        fiscal = 1 if t.word(end + 1) == "fiscal" else 0
        if fiscal and (read := year_number(t, end + 2)) is not None:
            return CalendarDay(read[0]), read[1]
        month = month_at(t, end + 1, c)
        if month is not None:
            shared = year_behind(t, month[1])
            return (CalendarDay(shared[0], month[0]), shared[1]) if shared else (CalendarDay(None, month[0]), month[1])
        inner = read_step(t, end + 1)
        if inner is not None and t.word(inner.end) == "month":
            return Stretch("month", inner.step, inner.anchor), inner.end + 1
    return None


_PARTS: dict[str, tuple[Granularity, int]] = {
    "quarter": ("quarter", 4),
    "half": ("half", 2),
    "week": ("week", 5),
    "weekend": ("weekend", 5),
}


def _read_counted(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the first quarter of 2009`, `the second half of last year`, `the last week of March`."""
    start = i + 1 if t.word(i) in ("the", "its", "their", "a") else i
    fiscal = 0
    if t.word(start) in ("fiscal", "financial"):
        fiscal, start = 1, start + 1
    word = t.word(start)
    if word in ("last", "final", "closing"):
        n, end = -1, start + 1
    elif (read := ordinal(t, start, c)) is not None:
        n, end = read
    else:
        return []
    if t.word(end) in ("fiscal", "financial", "full", "calendar", "-"):
        end += 1
    part = _PARTS.get(t.word(end))
    if part is None or n > part[1]:
        return []
    unit, most = part
    if t.word(end + 1) == "-" and t.is_glued(end + 1) and t.word(end + 2) == "final":
        return []
    base = _base_behind(t, end + 1, c)
    if unit in ("week", "weekend"):
        if base is None or not isinstance(base[0], CalendarDay | Stretch) or _unit_of(base[0]) != "month":
            return []
        return [Match(i, base[1], PartOfYear(unit, n, base[0]))]
    if base is None:
        if ((unit == "half" or word == "last") and not fiscal) or _is_sport(t, i, c):
            return []
        return [Match(i, end + 1, PartOfYear(unit, most if n < 0 else n))]
    if _unit_of(base[0]) != "year":
        return []
    return [Match(i, base[1], PartOfYear(unit, most if n < 0 else n, base[0]))]


def _unit_of(base: Meaning) -> str:
    if isinstance(base, CalendarDay):
        return "month" if base.month else "year"
    return base.unit if isinstance(base, Stretch) else ""


def _is_sport(t: Tokens, i: int, c: Calendar) -> bool:
    """Return whether the sentence speaks of a game, whose quarters and halves are not of the year."""
    sentence = t.sentence[i]
    first = max(0, i - 25)
    return any(t.low[k] in c.words.sport_words for k in range(first, min(len(t), i + 25)) if t.sentence[k] == sentence)


def _read_season(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `summer 2024`, `the spring of 1862`, `last winter`, `this fall`; a bare season behind a word of time."""
    step = read_step(t, i)
    start = step.end if step is not None else i + 1 if t.word(i) == "the" else i
    season = c.seasons.get(t.word(start))
    if season is None:
        return []
    n = SEASON_CODES.index(season.code) + 1
    end = start + 1
    year = year_behind(t, end)
    if year is not None:
        if (
            t.word(year[1]) in ("-", "/")
            and t.is_glued(year[1])
            and t.number(year[1] + 1) is not None
            and len(t.word(year[1] + 1)) == 2
        ):
            return [Match(i, year[1] + 2, PartOfYear("season", n, CalendarDay(year[0])))]
        return [Match(i, year[1], PartOfYear("season", n, CalendarDay(year[0])))]
    behind = relative_year_behind(t, end)
    if behind is not None:
        return [Match(i, behind.end, PartOfYear("season", n, Stretch("year", behind.step, behind.anchor)))]
    if step is not None and step.word != "same":
        return [Match(i, end, PartOfYear("season", n, None, step.step))]
    word, before = t.word(start), t.word(i - 1)
    cued = before in (
        "in",
        "during",
        "since",
        "until",
        "by",
        "mid",
        "early",
        "late",
        "-",
        "this",
        "through",
        "over",
        "for",
        "before",
        "after",
    )
    if before == "-" and t.word(i - 2) != "mid":
        cued = False
    if word in ("fall", "spring") and not (
        cued and (start > i or before in ("in", "this", "mid", "early", "late", "during", "since", "until", "by"))
    ):
        return []
    if word == "fall" and t.word(end) in ("in", "from", "to", "off", "by"):
        return []
    if t.word(end) in ("of", "olympics", "olympic", "games", "school") or (
        t.is_capitalised(start) and not t.opens_sentence(start)
    ):
        return []
    return [Match(i, end, PartOfYear("season", n))] if cued else []


__all__ = ["ORDINAL_SUFFIXES", "read_century", "read_decade", "read_part_of_year", "read_year"]
