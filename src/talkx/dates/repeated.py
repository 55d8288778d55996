"""Reads sets: `every Monday`, `each year`, `every other week`, `twice a month`, `daily`, `on Mondays`, `per day`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from talkx.dates.expressions import Repeated
from talkx.dates.lengths import length_value
from talkx.dates.matches import Match
from talkx.dates.quantities import cardinal, ordinal

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_PER = frozenset(("a", "an", "per", "each", "every"))
_BEFORE_WEEKDAYS = frozenset(("on", "and", "or", "most", "some", "these", "to", "through", ","))
_PAPERS = frozenset(("newspapers", "paper", "papers"))


def read_repeated(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Return the set that begins at `i`; `per day` is weak, for figures are counted by it."""
    word = t.word(i)
    if word in ("every", "each"):
        return _read_every(t, i, c)
    times = word in c.words.numbers and t.word(i + 1) == "times"
    if word in ("once", "twice") or times:
        j = i + 2 if times else i + 1
        unit = c.units.get(t.word(j + 1)) if t.word(j) in _PER else None
        if unit is None or t.word(j + 2) == "ago":
            return []
        return [Match(i, j + 2, Repeated(length_value(Decimal(1), unit)))]
    if word in c.frequencies:
        return _read_frequency(t, i, c)
    if word[:-1] in c.weekdays and word.endswith("s") and len(word) > 6 and t.is_capitalised(i):
        habit = t.word(i - 1) in _BEFORE_WEEKDAYS and t.word(i + 1) != "for"
        return [Match(i, i + 1, Repeated(f"XXXX-WXX-{c.weekdays[word[:-1]]}"))] if habit else []
    unit = c.units.get(t.word(i + 1)) if word == "per" else None
    if unit is not None and t.word(i + 1) not in c.plural_units:
        return [Match(i, i + 2, Repeated(length_value(Decimal(1), unit)), weak=True)]
    return []


def _read_frequency(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `daily`, `annual`; the name of a newspaper (`the Daily Mail`, `the weekly Zeit`) is none."""
    word, after = t.word(i), t.word(i + 1)
    titled = t.is_capitalised(i + 1)
    if t.is_capitalised(i) and (titled or not t.opens_sentence(i)):
        return []
    press = c.frequencies[word] in ("P1D", "P1W")
    if (press and (titled or after in c.words.work_nouns or after in _PAPERS)) or (
        t.is_glued(i) and t.word(i - 1) == "-"
    ):
        return []
    return [Match(i, i + 1, Repeated(c.frequencies[word]))]


def _read_every(t: Tokens, i: int, c: Calendar) -> list[Match]:
    j, factor = i + 1, Decimal(1)
    if t.word(j) in ("other", "second"):
        j, factor = j + 1, Decimal(2)
    elif t.word(j) == "single":
        j += 1
    return _every_named(t, i, j, c) or _every_unit(t, i, j, factor, c)


def _every_named(t: Tokens, i: int, j: int, c: Calendar) -> list[Match]:
    """Read `every Monday`, `every Friday night`, `each June`, `every summer`, `each morning`."""
    word = t.word(j)
    if word in c.weekdays and t.is_capitalised(j):
        part = c.parts.get(t.word(j + 1))
        value = f"XXXX-WXX-{c.weekdays[word]}"
        return [Match(i, j + 2, Repeated(f"{value}T{part}"))] if part else [Match(i, j + 1, Repeated(value))]
    if word in c.months and t.is_capitalised(j):
        return [Match(i, j + 1, Repeated(f"XXXX-{c.months[word]:02d}"))]
    if word in c.seasons:
        return [Match(i, j + 1, Repeated(f"XXXX-{c.seasons[word].code}"))]
    if word in c.parts:
        return [Match(i, j + 1, Repeated(f"XXXX-XX-XXT{c.parts[word]}"))]
    return []


def _every_unit(t: Tokens, i: int, j: int, factor: Decimal, c: Calendar) -> list[Match]:
    """Read `every day`, `every other year`, `every four years`, `every third week`."""
    unit = c.units.get(t.word(j))
    if unit is not None and t.word(j) not in c.plural_units and unit.id != "second":
        return [Match(i, j + 1, Repeated(length_value(factor, unit)))]
    counted = cardinal(t, j, c) or ordinal(t, j, c) if factor == 1 else None
    unit = c.units.get(t.word(counted[1])) if counted is not None else None
    if counted is None or unit is None or t.word(counted[1]) == "second":
        return []
    return [Match(i, counted[1] + 1, Repeated(length_value(Decimal(counted[0]), unit)))]
