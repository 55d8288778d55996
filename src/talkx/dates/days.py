"""Reads calendar dates: `May 16`, `16 May 2025`, `May 23-25`, `next Monday, June 2`, `2025-06-02`, `March`, `1998`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Stretch
from talkx.dates.matches import Match
from talkx.dates.numeric import read_numeric
from talkx.dates.quantities import day_number, year_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkx.dates.expressions import Anchor
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Step:
    """`last`, `this`, `the following`: how far from which anchor, and the index behind the words."""

    step: int
    anchor: Anchor
    end: int
    word: str


_STEPS: dict[str, tuple[int, Anchor]] = {
    "last": (-1, "reference"), "past": (-1, "reference"), "prior": (-1, "focus"), "previous": (-1, "focus"),
    "preceding": (-1, "focus"),
    "next": (1, "reference"), "coming": (1, "reference"), "upcoming": (1, "reference"), "following": (1, "focus"),
    "this": (0, "reference"), "current": (0, "reference"), "that": (0, "focus"), "same": (0, "focus"),
}  # fmt: skip


def read_step(t: Tokens, i: int) -> Step | None:
    """Read `last`, `the past`, `this coming`, `that same`."""
    j = i + 1 if t.word(i) == "the" else i
    word = t.word(j)
    if word == "this" and t.word(j + 1) in ("past", "last", "coming", "upcoming"):
        word, j = t.word(j + 1), j + 1
    elif word == "that" and t.word(j + 1) == "same":
        j += 1
    if word not in _STEPS or (j > i and word in ("this", "that") and t.word(i) == "the"):
        return None
    if word == "that" and t.word(j + 1) == "date" and t.word(j + 2) in ("back", "from", "to"):
        return None  # "plates that date back to 1999"
    step, anchor = _STEPS[word]
    return Step(step, anchor, j + 1, word)


def month_at(t: Tokens, i: int, c: Calendar) -> tuple[int, int, bool] | None:
    """Read a month name: its number, the index behind it (and an abbreviation's stop), whether it is short."""
    word = t.word(i)
    if word not in c.months or not t.is_capitalised(i):
        return None
    short = word in c.short_months
    end = i + 1
    if short and t.word(end) == "-" and t.is_glued(end) and t.word(end + 1).isalpha() and t.is_glued(end + 1):
        return None
    if short and t.word(end) == "." and t.is_glued(end):
        end += 1
    return c.months[word], end, short


def year_behind(t: Tokens, i: int) -> tuple[int, int] | None:
    """Read `2025`, `, 2025` or `of 2025` behind a month or a day."""
    j = i + 1 if t.word(i) in (",", "of") else i
    read = year_number(t, j)
    if read is None:
        return None
    if t.word(read[1]) == "-" and t.is_glued(read[1]) and t.word(read[1] + 1).isalpha() and t.is_glued(read[1] + 1):
        return read if t.word(read[1] + 1) in ("present",) or t.is_capitalised(read[1] + 1) else None
    return read


def relative_year_behind(t: Tokens, i: int) -> Step | None:
    """Read `of this year`, `last year`, `of the following year` behind a month or a day."""
    j = i + 1 if t.word(i) == "of" else i
    step = read_step(t, j)
    if step is None or t.word(step.end) != "year":
        return None
    return Step(step.step, step.anchor, step.end + 1, step.word)


def read_days(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Return the dates that begin at `i`: one, or all of a list or range that share a month or year."""
    return _month_first(t, i, c) or _day_first(t, i, c) or read_numeric(t, i) or _day_of_month(t, i, c)


def _day_of_month(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the 28th` behind a preposition, where nothing that could be counted follows."""
    if t.word(i) != "the" or t.word(i - 1) not in ("on", "until", "by", "since", "from", "before", "after"):
        return []
    day = day_number(t, i + 1, c)
    if day is None or day[1] == i + 2:
        return []
    after = t.word(day[1])
    free = not after.isalpha() or after in ("and", "at", "in", "with", "to", "when", "after", "but", "as", "that", "or")
    return [Match(i, day[1], CalendarDay(day=day[0]))] if free else []


def _more_days(t: Tokens, i: int, c: Calendar, first: int) -> Iterator[tuple[int, int, int, str]]:
    """Yield further days of the same month: (start, end, day, joiner) for `-25`, `to 25`, `and 25`, `, 25`."""
    last, j = first, i
    for _ in range(12):
        joiner = t.word(j)
        if joiner == "," and t.word(j + 1) in ("and", "or"):
            joiner, j = "and", j + 1
        if joiner not in ("-", "to", "through", "and", "or", "&", ",", "--"):
            return
        start = j + 2 if t.word(j + 1) == "the" else j + 1
        read = day_number(t, start, c)
        if read is None or read[0] <= last:
            return
        last = read[0]
        yield j + 1, read[1], last, joiner
        j = read[1]


def _ends_day(t: Tokens, end: int, c: Calendar) -> bool:
    """Return whether the number before `end` can be a day: no unit, no `%`, no clock, no counted noun behind it."""
    word = t.word(end)
    if word in (":", "%", "/") and t.is_glued(end):
        return False
    if word == "-" and t.is_glued(end) and t.is_glued(end + 1):
        behind = t.word(end + 1)
        return behind not in c.units and behind != "for"
    return word not in c.words.counted_nouns and word not in c.plural_units and word not in ("per", "percent")


def _month_first(t: Tokens, i: int, c: Calendar) -> list[Match]:
    month = month_at(t, i, c)
    if month is None:
        return []
    number, end, short = month
    the = 1 if t.word(end) == "the" else 0
    day = day_number(t, end + the, c, words=True)
    if day is not None and the and t.number(end + the) is None and t.word(end + the) not in c.words.ordinals:
        day = None
    if day is None and t.word(end) == "-" and t.is_glued(end) and t.is_glued(end + 1):
        day = day_number(t, end + 1, c)
    if day is None or not _ends_day_or_list(t, day[1], c):
        return _month_alone(t, i, c, number, end, short)
    days = [(i, day[1], day[0], "")]
    for more in _more_days(t, day[1], c, day[0]):
        if more[3] in ("-", "to", "through", "--") or _ends_day(t, more[1], c):
            days.append(more)
    if len(days) > 1 and days[-1][3] == ",":
        days.pop()
    end = days[-1][1]
    year, step, end = _year_or_step(t, end)
    return _with_shared(days, number, year, step, end)


def _ends_day_or_list(t: Tokens, end: int, c: Calendar) -> bool:
    return _ends_day(t, end, c) or t.word(end) in ("-", ",", "and", "to")


def _year_or_step(t: Tokens, end: int) -> tuple[int | None, Step | None, int]:
    year = year_behind(t, end) if t.word(end) != "of" or t.number(end + 1) is not None else None
    if year is not None:
        return year[0], None, year[1]
    step = relative_year_behind(t, end)
    return (None, step, step.end) if step is not None else (None, None, end)


def _with_shared(
    days: list[tuple[int, int, int, str]], month: int, year: int | None, step: Step | None, end: int
) -> list[Match]:
    """Return the days of a list with what they share; the last takes the words of the year."""
    out = []
    for position, (start, day_end, day, _) in enumerate(days):
        is_last = position == len(days) - 1
        joined = not is_last and days[position + 1][3] in ("-", "to", "through", "--")
        meaning = (
            CalendarDay(year, month, day)
            if step is None
            else CalendarDay(None, month, day, None, step.step, step.anchor)
        )
        out.append(Match(start, end if is_last else day_end, meaning, joined=joined))
    return out


def _month_alone(t: Tokens, i: int, c: Calendar, month: int, end: int, short: bool) -> list[Match]:
    year, step, last = _year_or_step(t, end)
    if year is not None:
        return [Match(i, last, CalendarDay(year, month))]
    if step is not None:
        return [Match(i, last, CalendarDay(None, month, None, None, step.step, step.anchor))]
    joiner = t.word(end)
    if joiner in ("-", "to", "through", "and", "or", "/"):
        other = month_at(t, end + 1, c)
        if other is not None and (not short or t.word(end - 1) == "." or other[2]):
            shared, _, after = _year_or_step(t, other[1])
            if shared is not None and day_number(t, other[1], c) is None:
                joined = joiner in ("-", "to", "through")
                first_year = shared - 1 if other[0] < month else shared
                return [
                    Match(i, end, CalendarDay(first_year, month), joined=joined),
                    Match(end + 1, after, CalendarDay(shared, other[0])),
                ]
    return [Match(i, end, CalendarDay(None, month))]


def _day_first(t: Tokens, i: int, c: Calendar) -> list[Match]:
    start = i + 1 if t.word(i) == "the" else i
    day = day_number(t, start, c, words=start > i or t.word(start) in c.words.ordinals)
    if day is None or (t.is_glued(start) and t.word(start - 1) == ":"):
        return []  # "19:12, 28 October" has one day
    days = [(i, day[1], day[0], "")]
    days.extend(_more_days(t, day[1], c, day[0]))
    while days:
        end = days[-1][1]
        after = end + 1 if t.word(end) in ("of", "-", ",") and (t.word(end) == "of" or t.is_glued(end)) else end
        month = month_at(t, after, c)
        if month is not None and not (month[2] and t.word(after) in ("may",)):
            year, step, last = _day_first_year(t, month[1])
            return _with_shared(days, month[0], year, step, last)
        days.pop()
    return []


def _day_first_year(t: Tokens, end: int) -> tuple[int | None, Step | None, int]:
    if t.word(end) == "-" and t.is_glued(end) and (read := year_number(t, end + 1)) is not None:
        return read[0], None, read[1]
    return _year_or_step(t, end)


def read_weekday(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a weekday, with the step before it and the date behind it: `next Monday, June 2`, `Friday the 13th`."""
    step = read_step(t, i)
    start = step.end if step is not None else i
    word = t.word(start)
    if word not in c.weekdays or not t.is_capitalised(start):
        return []
    weekday, end = c.weekdays[word], start + 1
    if word in c.short_weekdays:
        if t.word(end) == "." and t.is_glued(end):
            end += 1
        elif word in ("sun", "sat", "mon", "wed", "fri") and t.word(end) != "," and not read_days(t, end, c):
            return []
    comma = end + 1 if t.word(end) in (",", "(") else end
    dated = read_days(t, comma, c) or read_days(t, comma + 1, c) if t.word(comma) == "the" else read_days(t, comma, c)
    if dated and isinstance(dated[0].meaning, CalendarDay) and dated[0].meaning.day is not None and not dated[0].joined:
        day = dated[0].meaning
        full = CalendarDay(day.year, day.month, day.day, weekday, step.step if step else day.step, day.anchor)
        return [Match(i, dated[0].end, full), *dated[1:]]
    if t.word(end) == "the" and (numbered := day_number(t, end + 1, c)) is not None and numbered[1] > end + 2:
        return [Match(i, numbered[1], CalendarDay(None, None, numbered[0], weekday))]
    if step is not None:
        return [Match(i, end, CalendarDay(weekday=weekday, step=step.step, anchor=step.anchor))]
    week = _week_behind(t, end)
    if week is not None:
        return [Match(i, week[1], CalendarDay(weekday=weekday, week=week[0]))]
    return [Match(i, end, CalendarDay(weekday=weekday))]


def _week_behind(t: Tokens, end: int) -> tuple[int, int] | None:
    """Read `of last week`, `last week`, `of this week` behind a weekday."""
    j = end + 1 if t.word(end) == "of" else end
    step = read_step(t, j)
    if step is None or t.word(step.end) != "week" or step.anchor == "focus":
        return None
    return step.step, step.end + 1


def read_named_step(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `last October`, `this past December`, `that September`, `next June 2`."""
    step = read_step(t, i)
    if step is None:
        return []
    month = month_at(t, step.end, c)
    if month is None:
        return []
    day = day_number(t, month[1], c)
    if day is not None and _ends_day(t, day[1], c):
        year = year_behind(t, day[1])
        if year is not None:
            return [Match(i, year[1], CalendarDay(year[0], month[0], day[0]))]
        return [Match(i, day[1], CalendarDay(None, month[0], day[0], None, step.step, step.anchor))]
    return [Match(i, month[1], CalendarDay(None, month[0], None, None, step.step, step.anchor))]


def read_simple_day(t: Tokens, i: int) -> list[Match]:
    """Read `today`, `yesterday`, `tomorrow`, `the day before yesterday`, `the day after tomorrow`."""
    word = t.word(i)
    if word == "today" and t.is_capitalised(i) and not t.opens_sentence(i) and _is_show(t, i):
        return []
    if word in _SIMPLE_DAYS:
        return [Match(i, i + 1, Stretch("day", _SIMPLE_DAYS[word]))]
    for shape, step in (("before", -2), ("after", 2)):
        last = "yesterday" if step < 0 else "tomorrow"
        if t.has(i, "the", "day", shape, last):
            return [Match(i, i + 4, Stretch("day", step))]
        if t.has(i, "day", shape, last):
            return [Match(i, i + 3, Stretch("day", step))]
    return []


def _is_show(t: Tokens, i: int) -> bool:
    """Return whether a capitalised `Today` is a name: `USA Today`, `the Today show`."""
    return t.surface(i - 1).isupper() or t.word(i - 1) == "the" or t.word(i + 1) in ("show", "programme", "program")


_SIMPLE_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
