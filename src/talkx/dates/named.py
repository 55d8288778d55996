"""Reads what has a name instead of a number: holidays, `9/11`, and words that name no date (`now`, `recently`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.days import read_step
from talkx.dates.expressions import CalendarDay, NamedDay, Reference
from talkx.dates.matches import Match
from talkx.dates.quantities import match_phrase, year_number
from talkx.resources.calendar import Holiday, VaguePhrase

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_LINKS = frozenset(("and", "or", "of", "in", "but", "to", "for", "as", "when"))


def read_vague(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `now`, `recently`, `the future`, and `9/11`, which is a day."""
    if t.has(i, "9", "/", "11") and t.is_glued(i + 2) and t.word(i + 3) != "/" and not t.is_glued(i):
        return [Match(i, i + 3, CalendarDay(2001, 9, 11))]
    found = match_phrase(t, i, c.vague)
    if found is None or not isinstance(found[0], VaguePhrase):
        return []
    phrase, end = found[0], found[1]
    after = t.word(end)
    if (t.is_glued(i) and t.word(i - 1) == "-") or (after == "-" and t.is_glued(end)):
        return []
    if t.is_capitalised(i) and not t.opens_sentence(i):
        return []
    if phrase.phrase in ("the past", "the future") and after.isalpha() and after not in _LINKS:
        return []
    if phrase.phrase == "recent" and (after in c.plural_units or after == "times"):
        return []
    return [Match(i, end, Reference(phrase.value), weak=phrase.weak)]


def read_holiday(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a named day with its year, if any: `Christmas Eve`, `Labor Day 2019`, `last Thanksgiving`."""
    step = read_step(t, i)
    start = step.end if step is not None and step.word in ("last", "this", "next") else i
    found = match_phrase(t, start, c.holidays)
    if found is None or not isinstance(found[0], Holiday) or not t.is_capitalised(start):
        return []
    holiday, end = found[0], found[1]
    if (t.is_capitalised(end) and t.word(end) not in c.months) or t.word(end) in c.words.holiday_things:
        return []
    named = start == i and t.is_capitalised(i - 1) and not t.opens_sentence(i - 1)
    if named and t.word(i - 1) not in c.weekdays:
        return []
    year = year_number(t, end + 1 if t.word(end) in (",", "of") else end)
    if year is not None:
        return [Match(i, year[1], NamedDay(holiday, year[0]))]
    return [Match(i, end, NamedDay(holiday, None, step.step if step is not None and start > i else None))]
