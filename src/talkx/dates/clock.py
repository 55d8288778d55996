"""Reads times of day: `2:30 p.m.`, `0300 UTC`, `15:00 local time`, `noon`, `Tuesday night`, `the night of June 21`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.days import read_days, read_named_step, read_simple_day, read_step, read_weekday
from talkx.dates.expressions import CalendarDay, Meaning, Stretch, TimeOfDay
from talkx.dates.matches import Match
from talkx.dates.quantities import match_phrase
from talkx.resources.calendar import Zone

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_AT = frozenset(
    (
        "at",
        "by",
        "from",
        "until",
        "till",
        "to",
        "around",
        "about",
        "before",
        "after",
        "between",
        "since",
        "and",
        "past",
        "approximately",
    )
)


def read_zone(t: Tokens, i: int, c: Calendar) -> tuple[bool, int] | None:
    """Read a time zone: whether it is UTC, and the index behind it."""
    start = i + 1 if t.word(i) == "(" else i
    found = match_phrase(t, start, c.zones)
    if found is not None and isinstance(found[0], Zone):
        word, end = t.surface(start), found[1]
        if len(word) <= 5 and end == start + 1 and word != "local" and not word.isupper():
            return None
        if word == "local" and end == start + 1 and t.word(end) in c.units:
            return None
        if start > i:
            return (found[0].utc, end + 1) if t.word(end) == ")" else None
        return found[0].utc, end
    if start == i and t.is_capitalised(i) and t.word(i + 1) == "time" and t.word(i) not in c.weekdays:
        return False, i + 2
    if t.is_capitalised(i) and t.is_capitalised(i + 1) and t.word(i + 2) == "time" and not t.is_glued(i + 1):
        return False, i + 3
    return None


def _half_day(t: Tokens, i: int) -> tuple[bool, int] | None:
    """Read `a.m.`, `pm`, `PM`: whether it is the afternoon, and the index behind it."""
    word = t.word(i)
    if word in ("am", "pm"):
        return word == "pm", i + 1
    if word in ("a", "p") and t.word(i + 1) == "." and t.word(i + 2) == "m" and t.is_glued(i + 1) and t.is_glued(i + 2):
        return word == "p", i + 4 if t.word(i + 3) == "." and t.is_glued(i + 3) else i + 3
    return None


def read_clock(t: Tokens, i: int, c: Calendar) -> tuple[str, bool, int] | None:
    """Read a clock time and its zone: (`T15:00`, whether UTC, index behind)."""
    word = t.word(i)
    if word in c.words.clock_words:
        zone = read_zone(t, i + 1, c)
        if t.word(i - 1) in ("high", "late") and word != "midnight" and t.is_glued(i):
            return None
        return f"T{c.words.clock_words[word]}", bool(zone and zone[0]), zone[1] if zone else i + 1
    if not (word[:1].isdigit() and len(word) <= 5) or (t.is_glued(i) and t.word(i - 1) in ("-", "/", ":", ".", "$")):
        return None
    hour, minute, end = _digits(t, i)
    if hour is None:
        return None
    half = _half_day(t, end)
    if half is not None:
        if not 1 <= hour <= 12 and not (hour == 0 or hour <= 23):
            return None
        hour = hour % 12 + 12 if half[0] and hour <= 12 else (hour % 12 if hour == 12 else hour)
        end = half[1]
    elif t.has(end, "o", "'", "clock"):
        end += 3
    zone = read_zone(t, end, c)
    if half is None and zone is None and t.word(end - 1) != "clock" and not _plain_clock(t, i, end):
        return None
    if hour > 24 or minute > 59:
        return None
    if zone is not None:
        end = zone[1]
    return f"T{hour:02d}:{minute:02d}", bool(zone and zone[0]), end


def _digits(t: Tokens, i: int) -> tuple[int | None, int, int]:
    """Return hour, minute and the index behind `14:30`, `14:30:15`, `2.30`, `0300`, `7`."""
    word = t.word(i)
    number = t.number(i)
    if number is None:
        hour, _, minute = word.partition(".")
        if hour.isdigit() and minute.isdigit() and len(hour) <= 2 and len(minute) == 2 and int(minute) < 60:
            return int(hour), int(minute), i + 1
        return None, 0, i
    if len(word) == 4:
        return number // 100, number % 100, i + 1
    if len(word) > 2:
        return None, 0, i
    if t.word(i + 1) == ":" and t.is_glued(i + 1) and t.is_glued(i + 2) and len(t.word(i + 2)) == 2:
        minute_number = t.number(i + 2)
        if minute_number is None:
            return None, 0, i
        end = i + 3
        if t.word(end) == ":" and t.is_glued(end) and t.number(end + 1) is not None and len(t.word(end + 1)) == 2:
            end += 2
        return number, minute_number, end
    return number, 0, i + 1


def _plain_clock(t: Tokens, i: int, end: int) -> bool:
    """Return whether digits with neither zone nor `a.m.` are a clock time: hours and minutes behind a word of time."""
    if t.word(i + 1) != ":" or end != i + 3:
        return False
    return t.word(i - 1) in _AT or (len(t.word(i)) == 2 and t.word(i - 1) in _BEFORE_CLOCK)


_BEFORE_CLOCK = frozenset(("", "-", "(", ",", "on", ":", "|"))


def read_time(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a clock time with the day beside it: `12:00 UTC Monday`, `7 a.m. on Sunday`, `noon`."""
    clock = read_clock(t, i, c)
    if clock is None:
        return []
    time, utc, end = clock
    parts = _parts_of_day_behind(t, end, c)
    end = parts
    day = _day_behind(t, end, c)
    if day is None:
        return [Match(i, end, TimeOfDay(time, None, utc))]
    meaning, last = day
    last = _parts_of_day_behind(t, last, c)
    return [Match(i, last, TimeOfDay(time, meaning, utc))]


def _parts_of_day_behind(t: Tokens, end: int, c: Calendar) -> int:
    """Skip what only repeats a clock time: `in the morning`, `Monday morning`."""
    if t.word(end) == "in" and t.word(end + 1) == "the" and t.word(end + 2) in c.parts:
        return end + 3
    if t.word(end) == "at" and t.word(end + 1) == "night":
        return end + 2
    return end + 1 if t.word(end) in c.parts else end


def read_day(t: Tokens, i: int, c: Calendar) -> tuple[Meaning, int] | None:
    """Read one day and nothing wider: `Friday`, `yesterday`, `last Monday`, `May 16`, `the next day`."""
    for found in (read_simple_day(t, i), read_weekday(t, i, c), read_days(t, i, c), read_named_step(t, i, c)):
        if found and not found[0].joined:
            meaning = found[0].meaning
            if isinstance(meaning, CalendarDay) and meaning.day is None and meaning.weekday is None:
                continue
            if isinstance(meaning, CalendarDay | Stretch):
                return meaning, found[0].end
    step = read_step(t, i)
    if step is not None and t.word(step.end) == "day":
        anchor = "focus" if step.word == "next" else step.anchor
        return Stretch("day", step.step, anchor), step.end + 1
    return None


def _day_behind(t: Tokens, end: int, c: Calendar) -> tuple[Meaning, int] | None:
    j = end + 1 if t.word(end) in ("on", ",") else end
    if j >= len(t) or t.sentence[j] != t.sentence[end - 1]:
        return None
    if t.word(end) == "," and not (t.word(j) in c.weekdays or t.word(j) in c.months or t.number(j) is not None):
        return None
    return read_day(t, j, c)


def read_dated_time(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a day and the time behind it: `Tuesday night`, `Sunday at 7 a.m.`, `yesterday afternoon`."""
    day = read_day(t, i, c)
    if day is None:
        return []
    meaning, end = day
    if t.word(end) in c.parts and not t.is_glued(end):
        code = c.parts[t.word(end)]
        if _is_name_part(t, i, end):
            return []
        clock = read_clock(t, end + 2, c) if t.word(end + 1) == "at" else None
        if clock is not None:
            return [Match(i, clock[2], TimeOfDay(clock[0], meaning, clock[1]))]
        return [Match(i, end + 1, TimeOfDay(f"T{code}", meaning))]
    j = end + 1 if t.word(end) == "," else end
    if t.word(j) in ("at", "around", "about", "@"):
        j += 1
        if t.word(j) in ("around", "about", "approximately", "exactly"):
            j += 1
    elif t.word(end) == ",":
        return []
    clock = read_clock(t, j, c)
    if clock is not None and (
        j > end or ":" in t.low[j : clock[2]] or t.word(j) in c.words.clock_words or _half_day(t, j + 1)
    ):
        last = _parts_of_day_behind(t, clock[2], c)
        return [Match(i, last, TimeOfDay(clock[0], meaning, clock[1]))]
    return []


def _is_name_part(t: Tokens, i: int, end: int) -> bool:
    """Return whether day and part of day are a title: `Saturday Night Live`, `Saturday Night Fever`."""
    return (
        t.is_capitalised(end) and t.is_capitalised(i) and t.is_capitalised(end + 1) and t.sentence[end] == t.sentence[i]
    )


def read_part_of_day(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `tonight`, `last night`, `this morning`, `the next morning`, `the night of June 21`, `in the evening`."""
    word = t.word(i)
    if word == "tonight":
        return [Match(i, i + 1, TimeOfDay("TNI", Stretch("day", 0)))]
    if word == "overnight":
        return _overnight(t, i, c)
    step = read_step(t, i)
    if step is not None and t.word(step.end) in c.parts:
        return _stepped_part(t, i, step.end, c)
    start = i + 1 if word in ("the", "late", "early", "mid") else i
    if t.word(start) not in c.parts or (t.is_capitalised(start) and not t.opens_sentence(start)):
        return []
    code, end = c.parts[t.word(start)], start + 1
    j = end + 1 if t.word(end) in ("of", "on", ",") else end
    day = read_day(t, j, c) if j > end or not t.opens_sentence(end) else None
    if day is not None and t.word(end) != ",":
        return [Match(i, day[1], TimeOfDay(f"T{code}", day[0]))]
    if t.word(start) in c.words.weak_parts:
        return []
    if t.has(start, "evening", "of") or t.word(end) in (
        "-",
        "time",
        "shift",
        "sky",
        "club",
        "clubs",
        "vision",
        "standard",
    ):
        return []
    before = t.word(i - 1)
    if (
        start > i and before in ("in", "during", "by", "on", "of", "that", "until", "throughout", "later", "through")
    ) or word in ("early", "late"):
        return [Match(i, end, TimeOfDay(f"T{code}"), weak=t.word(start) == "night")]
    return []


def _overnight(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `overnight` and `overnight on Saturday`; `an overnight curfew` and `overnight rates` name no night."""
    day = read_day(t, i + 2, c) if t.word(i + 1) in ("on", "into") else None
    if day is not None and t.word(i + 1) == "on":
        return [Match(i, day[1], TimeOfDay("TNI", day[0]))]
    free = not t.word(i + 1).isalpha() or t.word(i + 1) in _BEHIND_OVERNIGHT
    glued = t.is_glued(i + 1) and t.word(i + 1) == "-"
    described = t.word(i - 1) in ("an", "the", "of", "-") and not t.opens_sentence(i)
    return [Match(i, i + 1, TimeOfDay("TNI", Stretch("day", -1)))] if free and not glued and not described else []


_BEHIND_OVERNIGHT = frozenset(
    ("in", "at", "by", "on", "from", "to", "after", "as", "when", "while", "and", "but", "near", "with", "over", "into",
     "before", "because", "amid", "between", "for", "during", "that", "the", "across", "against")
)  # fmt: skip


def _stepped_part(t: Tokens, i: int, part: int, c: Calendar) -> list[Match]:
    step = read_step(t, i)
    if step is None:
        return []
    code, end = c.parts[t.word(part)], part + 1
    base: Meaning
    if step.word in ("last", "past"):
        base = Stretch("day", -1)
    elif step.word in ("next", "following"):
        base = Stretch("day", 1, "focus")
    elif step.word in ("previous", "preceding"):
        base = Stretch("day", -1, "focus")
    else:
        base = Stretch("day", 0, step.anchor)
    day = _day_behind(t, end, c) if t.word(end) in ("on", "of") else None
    if day is not None:
        return [Match(i, day[1], TimeOfDay(f"T{code}", day[0]))]
    return [Match(i, end, TimeOfDay(f"T{code}", base))]
