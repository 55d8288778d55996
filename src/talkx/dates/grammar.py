"""Finds the time expressions of a stretch of prose: at each word the longest reading wins, and traps are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.clock import read_dated_time, read_part_of_day, read_time
from talkx.dates.days import Match, read_days, read_named_step, read_simple_day, read_weekday
from talkx.dates.expressions import CalendarDay, Expression, Length, Range, TimeOfDay
from talkx.dates.lengths import (
    read_bare_length, read_holiday, read_length, read_repeated, read_stepped_length, read_stretch, read_vague,
)  # fmt: skip
from talkx.dates.quantities import match_phrase
from talkx.dates.traps import is_trap
from talkx.dates.years import read_century, read_decade, read_part_of_year, read_year
from talkx.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkx.dates.traps import NameSpans
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

    Reader = Callable[[Tokens, int, Calendar], list[Match]]

_ANY_STARTER = frozenset(
    ("the a an this that last past next previous preceding coming upcoming following same current every each once twice half "
     "today yesterday tomorrow tonight day early late mid now its their fiscal financial per ad final recent").split()
)  # fmt: skip


def starter_words(c: Calendar) -> frozenset[str]:
    """Return every word at which an expression can begin; at all others, numbers aside, nothing is tried."""
    words = set(_ANY_STARTER)
    for group in (c.months, c.weekdays, c.units, c.seasons, c.parts, c.frequencies, c.vague, c.holidays):
        words.update(group)
    for plain in (c.words.numbers, c.words.tens, c.words.ordinals, c.words.decades, c.words.clock_words):
        words.update(plain)
    words.update(c.words.vague_amounts)
    words.update(f"{day}s" for day in c.weekdays)
    words.update(("weeklong", "monthlong", "yearlong", "daylong", "hourlong", "decadelong", "q", "h", "'", "tens"))
    return frozenset(words)


_READERS: tuple[Reader, ...] = (
    lambda t, i, c: read_dated_time(t, i, c),
    lambda t, i, c: read_time(t, i, c),
    lambda t, i, c: read_part_of_day(t, i, c),
    lambda t, i, c: read_holiday(t, i, c),
    lambda t, i, c: read_weekday(t, i, c),
    lambda t, i, c: read_days(t, i, c),
    lambda t, i, c: read_named_step(t, i, c),
    lambda t, i, _: read_simple_day(t, i),
    lambda t, i, c: read_decade(t, i, c),
    lambda t, i, c: read_century(t, i, c),
    lambda t, i, c: read_part_of_year(t, i, c),
    lambda t, i, c: read_year(t, i, c),
    lambda t, i, c: read_repeated(t, i, c),
    lambda t, i, c: read_stepped_length(t, i, c),
    lambda t, i, c: read_stretch(t, i, c),
    lambda t, i, c: read_length(t, i, c),
    lambda t, i, c: read_bare_length(t, i, c),
    lambda t, i, c: read_vague(t, i, c),
)


def find_expressions(
    t: Tokens, c: Calendar, starters: frozenset[str], names: NameSpans, stretch: int = 0
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
        found[0] = _with_modifier(t, found[0], c, out[-1].last if out else 0)
        _append(t, out, found, stretch)
        i = found[-1].end
    return out


def _longest(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Return the reading that reaches farthest; of equals the first reader's."""
    best: list[Match] = []
    for reader in _READERS:
        found = reader(t, i, c)
        if found and (not best or found[-1].end > best[-1].end):
            if t.sentence[found[-1].end - 1] == t.sentence[i]:
                best = found
    return best


def _with_modifier(t: Tokens, match: Match, c: Calendar, floor: int) -> Match:
    """Return the match with the modifying words before it taken in: `early`, `mid-`, `the end of`, `more than`."""
    start = match.start
    part = _part_before(t, start, c, floor)
    if part is not None and not isinstance(match.meaning, Length):
        return Match(part[0], match.end, match.meaning, part[1], match.weak, match.joined)
    meaning = match.meaning
    if (
        isinstance(meaning, Length)
        or type(meaning).__name__ == "Distance"
        or isinstance(meaning, TimeOfDay)
        and ":" in meaning.time
    ):
        for length in (4, 3, 2, 1):
            begin = start - length
            if begin < floor:
                continue
            found = match_phrase(t, begin, c.modifiers)
            if found is not None and found[1] == start and t.sentence[begin] == t.sentence[start]:
                mod = str(found[0])
                if isinstance(meaning, TimeOfDay) and mod != "APPROX":
                    break
                return Match(begin, match.end, meaning, mod or None, match.weak, match.joined)
    return match


def _part_before(t: Tokens, start: int, c: Calendar, floor: int) -> tuple[int, str] | None:
    """Read `early`, `mid-`, `the end of`, `early in` before `start`: where it begins and its modifier."""
    before = t.word(start - 1)
    if start - 1 < floor or t.sentence[start - 1] != t.sentence[start]:
        return None
    if before in ("early", "late", "mid", "earlier", "later"):
        if before == "earlier" and t.word(start) not in ("this", "in"):
            return None
        if before == "later" and t.word(start) not in ("this", "that"):
            return None
        return start - 1, "" if before in ("earlier", "later") else c.part_words[before]
    if before == "-" and t.word(start - 2) in ("mid", "early", "late") and start - 2 >= floor:
        return start - 2, c.part_words[t.word(start - 2)]
    if before == "of" and (mod := c.part_words.get(t.word(start - 2))) and start - 2 >= floor:
        begin = start - 3 if t.word(start - 3) in ("the", "very") and start - 3 >= floor else start - 2
        if t.word(start - 2) in ("opening", "early", "late", "later"):
            return None
        return begin, mod
    if before == "in" and t.word(start - 2) in ("early", "late", "earlier", "later") and start - 2 >= floor:
        word = t.word(start - 2)
        if t.number(start) is not None and len(t.word(start)) == 4 or word in ("earlier", "later"):
            return start - 2, "" if word in ("earlier", "later") else c.part_words[word]
    return None


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
