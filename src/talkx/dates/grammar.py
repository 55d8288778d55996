"""Finds the time expressions of a stretch of prose: at each word the longest reading wins, and traps are left alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkx.dates.clock import read_dated_time, read_part_of_day, read_time
from talkx.dates.days import read_days, read_named_step, read_simple_day, read_weekday
from talkx.dates.expressions import CalendarDay, Expression, Range, TimeOfDay
from talkx.dates.fallback import read_foreign
from talkx.dates.lengths import LONG_WORDS, read_bare_length, read_length, read_stepped_length
from talkx.dates.matches import Match
from talkx.dates.modifiers import with_modifier
from talkx.dates.named import read_holiday, read_vague
from talkx.dates.parts_of_year import read_part_of_year
from talkx.dates.repeated import read_repeated
from talkx.dates.stretches import read_stretch
from talkx.dates.traps import is_trap
from talkx.dates.years import read_century, read_decade, read_year
from talkx.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkx.dates.tokens import Tokens
    from talkx.dates.traps import Names
    from talkx.resources.calendar import Calendar

    Reader = Callable[[Tokens, int, Calendar], list[Match]]

_ANY_STARTER = frozenset(
    ("the", "a", "an", "this", "that", "last", "past", "next", "previous", "preceding", "prior", "coming", "upcoming",
     "following", "same", "current", "every", "each", "once", "twice", "half", "today", "yesterday", "tomorrow",
     "tonight", "day", "early", "late", "mid", "its", "their", "fiscal", "financial", "per", "ad", "final", "recent",
     "tens", "q", "h", "'")
)  # fmt: skip


def starter_words(c: Calendar) -> frozenset[str]:
    """Return every word at which an expression can begin; at all others, numbers aside, nothing is tried."""
    words = set(_ANY_STARTER)
    for group in (
        c.months,
        c.weekdays,
        c.units,
        c.seasons,
        c.parts,
        c.frequencies,
        c.vague,
        c.holidays,
        c.fixed_lengths,
    ):
        words.update(group)
    for plain in (c.words.numbers, c.words.tens, c.words.ordinals, c.words.decades, c.words.clock_words):
        words.update(plain)
    words.update(c.words.vague_amounts)
    words.update(f"{day}s" for day in c.weekdays)
    words.update(LONG_WORDS)
    return frozenset(words)


def _simple_day(t: Tokens, i: int, _: Calendar) -> list[Match]:
    return read_simple_day(t, i)


_READERS: tuple[Reader, ...] = (
    read_dated_time,
    read_time,
    read_part_of_day,
    read_holiday,
    read_weekday,
    read_days,
    read_named_step,
    _simple_day,
    read_decade,
    read_century,
    read_part_of_year,
    read_year,
    read_repeated,
    read_stepped_length,
    read_stretch,
    read_length,
    read_bare_length,
    read_vague,
    read_foreign,
)


# At a month's name and at digits most readers have nothing to read; trying them all would double the time.
_MONTH_READERS: tuple[Reader, ...] = (read_dated_time, read_holiday, read_days, read_vague)
_WORD_READERS = frozenset(
    (read_part_of_day, read_weekday, read_named_step, _simple_day, read_stretch, read_bare_length, read_repeated)
)
_NUMBER_READERS = tuple(reader for reader in _READERS if reader not in _WORD_READERS)


def _readers_at(word: str, c: Calendar) -> tuple[Reader, ...]:
    if word in c.months:
        return _MONTH_READERS
    return _NUMBER_READERS if "0" <= word[0] <= "9" else _READERS


def find_expressions(
    t: Tokens, c: Calendar, starters: frozenset[str], names: Names, stretch: int = 0
) -> list[Expression]:
    """Return the time expressions of one stretch of prose, in order, ranges joined."""
    out: list[Expression] = []
    i = 0
    while i < len(t):
        word = t.low[i]
        if word not in starters and not ("0" <= word[0] <= "9"):
            i += 1
            continue
        found = _longest(t, i, c)
        found = [match for match in found if not is_trap(t, match, c, names)] if found else []
        if not found:
            i += 1
            continue
        found[0] = with_modifier(t, found[0], c, out[-1].last if out else 0)
        _append(t, out, found, stretch)
        i = found[-1].end
    return _with_shared_days(t, out)


def _with_shared_days(t: Tokens, found: list[Expression]) -> list[Expression]:
    """Return the expressions with the day of a second clock time given to the first: `2 p.m. to 4 p.m. on Friday`."""
    out = list(found)
    for k in range(len(out) - 1):
        first, second = out[k].meaning, out[k + 1].meaning
        if not isinstance(first, TimeOfDay) or not isinstance(second, TimeOfDay) or first.base is not None:
            continue
        if second.base is not None and out[k + 1].first == out[k].last + 1 and t.low[out[k].last] in _JOINERS:
            out[k] = replace(out[k], meaning=replace(first, base=second.base))
    return out


_JOINERS = frozenset(("to", "and", "-", "until", "till", "through"))


def _longest(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Return the reading that reaches farthest; of equals the first reader's."""
    best: list[Match] = []
    for reader in _readers_at(t.low[i], c):
        found = reader(t, i, c)
        longer = found and (not best or found[-1].end > best[-1].end)
        if longer and t.sentence[found[-1].end - 1] == t.sentence[i]:
            best = found
    return best


def _append(t: Tokens, out: list[Expression], found: list[Match], stretch: int) -> None:
    """Add the matches as expressions, two ends of a range as one."""
    made = [
        Expression(
            Span(t.starts[m.start], t.ends[m.end - 1]), m.meaning, m.start, m.end, m.mod or None, m.weak, stretch
        )
        for m in found
    ]
    position = 0
    while position < len(made):
        first = made[position]
        if found[position].joined and position + 1 < len(made) and isinstance(first.meaning, CalendarDay):
            last = made[position + 1]
            span = Span(first.span.start, last.span.end)
            out.append(Expression(span, Range(first, last), first.first, last.last, first.mod, stretch=stretch))
            position += 2
        else:
            out.append(first)
            position += 1
