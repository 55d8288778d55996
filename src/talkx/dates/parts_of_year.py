"""Reads what divides a year: quarters, halves, weeks of a month, seasons, with the year or month they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.days import month_at, read_days, read_step, relative_year_behind, year_behind
from talkx.dates.expressions import CalendarDay, DayOfMonth, Meaning, PartOfYear, Stretch, WeekOf
from talkx.dates.matches import Match
from talkx.dates.points import SEASON_CODES
from talkx.dates.quantities import ordinal, year_number

if TYPE_CHECKING:
    from talkx.dates.points import Granularity
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar


def read_part_of_year(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read quarters, halves, weeks of a month and seasons with their year, if any."""
    return (
        _read_code(t, i)
        or _read_week_of(t, i, c)
        or _read_counted(t, i, c)
        or _read_day(t, i, c)
        or _read_season(t, i, c)
    )


def _read_week_of(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the week of July 20`."""
    start = i + 1 if t.word(i) == "the" else i
    found = read_days(t, start + 2, c) if t.has(start, "week", "of") else []
    day = found[0].meaning if found and not found[0].joined else None
    return [Match(i, found[0].end, WeekOf(day))] if isinstance(day, CalendarDay) and day.day is not None else []


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


def _read_day(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the last day of August`, `the first Tuesday of September 2021`, `the third Monday in January`."""
    start = i + 1 if t.word(i) == "the" else i
    read = (-1, start + 1) if t.word(start) in ("last", "final") else ordinal(t, start, c)
    if read is None or not -1 <= read[0] <= 31:
        return []
    word, end = t.word(read[1]), read[1] + 1
    weekday = c.weekdays.get(word) if t.is_capitalised(read[1]) else None
    if (word != "day" and weekday is None) or (weekday is not None and read[0] > 5):
        return []
    base = _base_behind(t, end, c) if t.word(end) in ("of", "in") else None
    if base is None or _unit_of(base[0]) != "month":
        return []
    return [Match(i, base[1], DayOfMonth(read[0], weekday, base[0]))]


def _unit_of(base: Meaning) -> str:
    if isinstance(base, CalendarDay):
        return "month" if base.month else "year"
    return base.unit if isinstance(base, Stretch) else ""


def _is_sport(t: Tokens, i: int, c: Calendar) -> bool:
    """Return whether the sentence speaks of a game, whose quarters and halves are not of the year."""
    sentence = t.sentence[i]
    first = max(0, i - 25)
    return any(t.low[k] in c.words.sport_words for k in range(first, min(len(t), i + 25)) if t.sentence[k] == sentence)


_SEASON_CUES = frozenset(
    ("in", "during", "since", "until", "by", "early", "late", "this", "through", "over", "for", "before", "after")
)  # fmt: skip
# "fall" and "spring" are verbs and nouns besides: a bare one needs one of these before it.
_STRONG_SEASON_CUES = frozenset(("in", "this", "early", "late", "during", "since", "until", "by"))
_NOT_SEASON_BEFORE = frozenset(("of", "olympics", "olympic", "games", "school"))
_FALL_BEFORE = frozenset(("in", "from", "to", "off", "by"))


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
        tail = t.word(year[1]) in ("-", "/") and t.is_glued(year[1]) and len(t.word(year[1] + 1)) == 2
        last = year[1] + 2 if tail and t.number(year[1] + 1) is not None else year[1]
        return [Match(i, last, PartOfYear("season", n, CalendarDay(year[0])))]
    behind = relative_year_behind(t, end)
    if behind is not None:
        return [Match(i, behind.end, PartOfYear("season", n, Stretch("year", behind.step, behind.anchor)))]
    if step is not None and step.word != "same":
        return [Match(i, end, PartOfYear("season", n, None, step.step))]
    return [Match(i, end, PartOfYear("season", n))] if _is_season(t, i, start) else []


def _is_season(t: Tokens, i: int, start: int) -> bool:
    """Return whether a bare season at `start` is a time: not `the fall in prices`, not `Summer Olympics`."""
    word, before, after = t.word(start), t.word(i - 1), t.word(start + 1)
    middle = before == "mid" or (before == "-" and t.word(i - 2) == "mid")
    if not middle and before not in _SEASON_CUES:
        return False
    if word in ("fall", "spring") and not middle and before not in _STRONG_SEASON_CUES:
        return False
    named = t.is_capitalised(start) and not t.opens_sentence(start)
    return not named and after not in _NOT_SEASON_BEFORE and not (word == "fall" and after in _FALL_BEFORE)
