"""Reads lengths of time: `17-day`, `more than three years`, `1 hour 59 minutes`, `the past 24 hours`, `for years`.

An amount with `ago`, `later`, `earlier` is a distance instead, from now or from the date in focus.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from talkx.dates.days import read_step
from talkx.dates.expressions import Distance, Length
from talkx.dates.matches import Match
from talkx.dates.quantities import amount, cardinal, match_phrase, plain

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar, Unit

_SHORT_UNITS = frozenset(("min", "sec", "hr", "yr", "mins", "secs", "hrs", "yrs"))
LONG_WORDS = frozenset(("weeklong", "monthlong", "yearlong", "daylong", "hourlong", "decadelong"))
_HALF_MORE = (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"))


def length_value(value: Decimal | None, unit: Unit) -> str:
    """Return the TIMEX3 value of so many units; None is a number that is not said."""
    number = "X" if value is None else plain(value * unit.times)
    return f"P{'T' if unit.clock else ''}{number}{unit.letter}"


def read_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read an amount of time and what follows it: nothing, `ago`, `later`, another amount of a smaller unit."""
    fixed = match_phrase(t, i, c.fixed_lengths)
    if fixed is not None:
        return [Match(i, fixed[1], Length(str(fixed[0])))]
    read = amount(t, i, c)
    if read is None or (t.is_glued(i) and t.word(i - 1) in ("$", "€", "£", "-", "/", ".") and t.word(i).isdigit()):
        return []
    value, end = read
    low: Decimal | None = None
    if (higher := _higher_amount(t, end, value, c)) is not None:
        low, (value, end) = value, higher
    hyphen = t.word(end) == "-" and end + 1 < len(t)
    at = end + 1 if hyphen or t.word(end) in c.words.length_adjectives else end
    unit = c.units.get(t.word(at))
    if unit is None or not _unit_fits(t, i, at, value, c) or _is_age(t, at + 1, unit, i, c):
        return []
    end = at + 1
    for shape in _HALF_MORE:
        if value is not None and t.has(end, *shape):
            value, end = value + Decimal("0.5"), end + len(shape)
            break
    if low is not None:
        # "two to three weeks ago" is a date, read from its second number on
        ranged = f"{length_value(low, unit)}/{length_value(value, unit)}"
        return [] if _distance(t, end, value, unit) is not None else [Match(i, end, Length(ranged))]
    text, end = _compound(t, end, c, value, unit)
    distance = _distance(t, end, value, unit) if text is None else None
    if distance is not None:
        return [Match(i, distance[1], distance[0])]
    single = value == 1 and at == i + 1 and (t.word(i) in ("a", "an") or (t.word(i) == "one" and unit.letter == "D"))
    if not hyphen and single and text is None and not _is_length_of_one(t, i, end, c):
        return []
    if t.word(end) == "on" and t.word(end + 1) in (",", ".") and unit.letter in "YMWD" and not unit.clock:
        end += 1  # "24 years on, they still wait"
    if hyphen and t.word(end) == "-" and t.is_glued(end) and t.word(end + 1) == "long":
        end += 2
    return [Match(i, end, Length(text or length_value(value, unit)))]


def _higher_amount(t: Tokens, end: int, low: Decimal | None, c: Calendar) -> tuple[Decimal, int] | None:
    """Read the upper end of a range that shares its unit: `15 to 20 seconds`, `two- to three-month`, `3-5 days`."""
    j = end + 1 if t.word(end) == "-" and t.word(end + 1) in ("to", "or") else end
    joined = t.word(j) in ("to", "or") or (t.word(j) == "-" and t.is_glued(j) and t.is_glued(j + 1))
    if low is None or not joined or t.word(j + 1) in ("a", "an"):
        return None
    read = cardinal(t, j + 1, c)
    if read is None or read[0] <= low:
        return None
    hyphen = t.word(read[1]) == "-"
    unit = c.units.get(t.word(read[1] + 1 if hyphen else read[1]))
    return read if unit is not None and (hyphen or t.word(read[1]) in c.plural_units) else None


def _unit_fits(t: Tokens, i: int, at: int, value: Decimal | None, c: Calendar) -> bool:
    """Return whether number and unit agree, and the unit is no word of another sense: `a second`, `a quarter of`."""
    word, first, unit = t.word(at), t.word(i), c.units[t.word(at)]
    plural, hyphen = word in c.plural_units, t.word(at - 1) == "-"
    if t.word(at + 1) == "s" or (word in _SHORT_UNITS and first.isalpha()):
        return False
    if t.is_capitalised(at) and not t.surface(at).isupper() and not t.opens_sentence(i):
        return False
    if unit.id == "second" and not plural and (value is None or first in ("a", "an") or not (hyphen or first == "1")):
        return False
    if unit.id == "minute" and first == "a" and t.word(i - 1) not in c.words.length_cues:
        return False
    if unit.id == "quarter":
        behind = t.word(at + 1)
        if behind in ("of", "the", "century", "mile", "-") or not (
            plural or hyphen or behind in ("ago", "later", "earlier")
        ):
            return False
    if plural and not hyphen:
        return first not in ("a", "an") or value is None
    return value is not None or hyphen


def _is_age(t: Tokens, end: int, unit: Unit, i: int, c: Calendar) -> bool:
    """Return whether an amount of time is somebody's age, which is a figure."""
    if t.word(i - 1) in ("aged", "age") and unit.letter in "YM":
        return True
    j = end + 1 if t.word(end) == "-" else end
    return t.word(j) in c.words.age_words or t.has(j, "of", "age")


def _compound(t: Tokens, end: int, c: Calendar, value: Decimal | None, unit: Unit) -> tuple[str | None, int]:
    """Read smaller units behind: `1 hour 59 minutes 40.2 seconds`. The value is None where there are none."""
    if value is None:
        return None, end
    order = [known.id for known in c.words.units]
    parts = [(value, unit)]
    for _ in range(6):
        j = end + 1 if t.word(end) in ("and", ",") else end
        read = cardinal(t, j, c)
        following = c.units.get(t.word(read[1])) if read is not None else None
        if read is None or following is None or order.index(following.id) >= order.index(parts[-1][1].id):
            break
        parts.append((read[0], following))
        end = read[1] + 1
    if len(parts) == 1:
        return None, end
    days = "".join(f"{plain(n * u.times)}{u.letter}" for n, u in parts if not u.clock)
    hours = "".join(f"{plain(n * u.times)}{u.letter}" for n, u in parts if u.clock)
    return f"P{days}{'T' if hours else ''}{hours}", end


_STOPS = frozenset((".", ",", ";", ")", ""))


def _distance(t: Tokens, end: int, value: Decimal | None, unit: Unit) -> tuple[Distance, int] | None:
    """Read what makes an amount a distance from now or from the date in focus: `ago`, `later`, `before`."""
    word = t.word(end)
    if word == "ago" or (word == "back" and t.word(end + 1) in _STOPS):
        return Distance(value, unit.id, -1, "reference"), end + 1
    if t.has(end, "from", "now"):
        return Distance(value, unit.id, 1, "reference"), end + 2
    if word in ("earlier", "previously") or (word == "before" and t.word(end + 1) in _STOPS and unit.letter in "YMWD"):
        return Distance(value, unit.id, -1, "focus"), end + 1
    if word in ("later", "afterwards", "afterward"):
        return Distance(value, unit.id, 1, "focus"), end + 1
    return None


def _is_length_of_one(t: Tokens, i: int, end: int, c: Calendar) -> bool:
    """Return whether `a month` is a length of time, not a rate (`$5 a month`) nor a mere noun (`a day of mourning`)."""
    before, after = t.word(i - 1), t.word(end)
    if after in ("after", "before", "since") and c.units[t.word(end - 1)].id != "century":
        return not before.isdigit()
    if t.is_glued(end) and after == "-":
        return False
    cued = before in c.words.length_cues and t.word(i - 2) not in ("twice", "once", "times")
    return cued and (after != "of" or before in ("after", "for", "over", "in", "within"))


def read_stepped_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the past 24 hours`, `the next six months`, `the last few days`, `the past decade`, `the first 100 days`."""
    step = read_step(t, i)
    if step is None or step.word in ("this", "that", "same", "current"):
        return _first_length(t, i, c)
    at = step.end
    if t.is_capitalised(at) and t.is_capitalised(at - 1):
        return []
    read = amount(t, at, c)
    if read is not None:
        counted = c.units.get(t.word(read[1]))
        if counted is None or t.word(read[1]) not in c.plural_units:
            return []
        return [Match(i, read[1] + 1, Length(length_value(read[0], counted)))]
    unit = c.units.get(t.word(at))
    if unit is None:
        return []
    if t.word(at) in c.plural_units:
        plural = step.word in ("past", "last")
        return [Match(i, at + 1, Length(length_value(None, unit)))] if plural else []
    whole = unit.id in ("decade", "century", "hour") or (unit.id in ("week", "month", "year") and step.word == "past")
    if whole and step.word in ("past", "last") and (t.word(i) == "the" or unit.times > 1):
        return [Match(i, at + 1, Length(length_value(Decimal(1), unit)))]
    return []


def _first_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the first 100 days`, `the final two weeks`, `the entire day`."""
    if t.word(i) != "the":
        return []
    start = i + 2
    if t.word(i + 1) in ("entire", "whole") and (whole := c.units.get(t.word(start))) and not whole.clock:
        return [Match(i, start + 1, Length(length_value(Decimal(1), whole)))]
    if t.word(i + 1) not in ("first", "final", "opening") or t.word(start) in ("a", "an"):
        return []
    read = amount(t, start, c)
    unit = c.units.get(t.word(read[1])) if read is not None else None
    if read is None or unit is None or t.word(read[1]) not in c.plural_units:
        return []
    return [Match(i, read[1] + 1, Length(length_value(read[0], unit)))]


def read_bare_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read lengths without a number: `for years`, `decades-long`, `weeklong`, `year-long`, `minutes later`."""
    word = t.word(i)
    if word in LONG_WORDS:
        return [Match(i, i + 1, Length(length_value(Decimal(1), c.units[word[:-4]])))]
    unit = c.units.get(word)
    if unit is None or len(word) < 3 or t.is_glued(i):
        return []
    plural, length = word in c.plural_units, Length(length_value(None, unit))
    if t.word(i + 1) == "-" and t.is_glued(i + 1) and t.word(i + 2) in ("long", "old"):
        if t.word(i + 2) == "old" and unit.id == "year":
            return []
        return [Match(i, i + 3, length if plural else Length(length_value(Decimal(1), unit)))]
    if not plural or unit.id in ("second", "quarter", "night") or word in _SHORT_UNITS:
        return []
    before, after = t.word(i - 1), t.word(i + 1)
    beside = after in ("before", "after") and before in ("just", "only", ",", "", "the", "and")
    if after in ("later", "earlier", "ago") or beside:
        return [Match(i, i + 1, length, weak=True)]
    over_the = before == "the" and t.word(i - 2) in ("over", "for", "through", "throughout")
    if before in c.words.plural_cues or over_the:
        return [Match(i - 1 if before in ("recent", "mere") else i, i + 1, length, weak=True)]
    return []
