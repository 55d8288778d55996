"""Takes the modifying words before an expression in: `early June`, `mid-2010`, `the end of last year`, `more than`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from talkx.dates.expressions import Distance, Length, TimeOfDay
from talkx.dates.quantities import match_phrase

if TYPE_CHECKING:
    from talkx.dates.matches import Match
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_LONGEST_PHRASE = 4
_NO_AMOUNT = frozenset(("the", "recent", "this", "last", "next", "past", "that"))


def with_modifier(t: Tokens, match: Match, c: Calendar, floor: int) -> Match:
    """Return the match with the modifying words before it; tokens before `floor` belong to another expression."""
    start, meaning = match.start, match.meaning
    if start <= floor or t.sentence[start - 1] != t.sentence[start]:
        return match
    if not isinstance(meaning, Length):
        part = _part_before(t, start, c, floor)
        if part is not None:
            return replace(match, start=part[0], mod=part[1] or None)
    is_clock = isinstance(meaning, TimeOfDay) and ":" in meaning.time
    if (not isinstance(meaning, Length | Distance) and not is_clock) or t.word(start) in _NO_AMOUNT:
        return match
    for begin in range(max(floor, start - _LONGEST_PHRASE), start):
        found = match_phrase(t, begin, c.modifiers)
        if found is not None and found[1] == start and t.sentence[begin] == t.sentence[start]:
            mod = str(found[0])
            if t.word(begin) == "over" and isinstance(meaning, Length) and t.word(start) in c.words.vague_amounts:
                return match  # "exchanged over several days": in the course of
            return match if is_clock and mod != "APPROX" else replace(match, start=begin, mod=mod or None)
    return match


def _part_before(t: Tokens, start: int, c: Calendar, floor: int) -> tuple[int, str] | None:
    """Read `early`, `mid-`, `the end of`, `early in` before `start`: where it begins and its modifier."""
    before, second = t.word(start - 1), t.word(start - 2) if start - 2 >= floor else ""
    if before in ("early", "late", "mid"):
        return start - 1, c.part_words[before]
    if (before == "earlier" and t.word(start) in ("this", "in")) or (
        before == "later" and t.word(start) in ("this", "that")
    ):
        return start - 1, ""
    if before == "-" and second in ("mid", "early", "late"):
        return start - 2, c.part_words[second]
    if before == "of" and second in c.part_words and second not in ("opening", "early", "late", "later"):
        begin = start - 3 if t.word(start - 3) in ("the", "very") and start - 3 >= floor else start - 2
        return begin, c.part_words[second]
    if before == "in" and second in ("early", "late") and t.number(start) is not None and len(t.word(start)) == 4:
        return start - 2, c.part_words[second]
    if before == "in" and second in ("earlier", "later"):
        return start - 2, ""
    return None
