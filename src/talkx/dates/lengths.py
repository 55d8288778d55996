"""Reads lengths of time and what is counted with them: `17-day`, `more than three years`, `two weeks ago`, `every Monday`,
`the next day`, `recently`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from talkx.dates.days import Match, read_step
from talkx.dates.expressions import CalendarDay, Distance, Length, NamedDay, Reference, Repeated, SameOfYear, Stretch
from talkx.dates.quantities import amount, cardinal, match_phrase, ordinal, plain, year_number
from talkx.resources.calendar import Holiday, Unit, VaguePhrase

if TYPE_CHECKING:
    from talkx.dates.points import Granularity
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

_DURATION_CUES = frozenset(
    ["take", "spend", "served", "serving", "requires", "require", "wait", "waited", "for", "in", "within", "after", "over", "of", "than", "about", "nearly", "almost", "around", "under", "during", "lasted", "took", "takes", "last", "lasting", "spent", "half", "every", "only", "just", "exactly", "mere", "entire", "through", "throughout", "across", "by", "until", "least", "most", "to", "roughly", "approximately", "some"]
)  # fmt: skip
_GRANULARITY: dict[str, Granularity] = {
    "day": "day", "date": "day", "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century",
}  # fmt: skip
_AGE_BEHIND = frozenset(("old", "older", "younger", "senior", "junior", "olds"))


def length_value(value: Decimal | None, unit: Unit) -> str:
    """Return the TIMEX3 value of so many units; None is a number that is not said."""
    number = "X" if value is None else plain(value * unit.times)
    return f"P{'T' if unit.clock else ''}{number}{unit.letter}"


def read_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read an amount of time and what follows it: nothing, `ago`, `later`, another amount of a smaller unit."""
    for shape, worth in _CENTURIES:
        if t.has(i, *shape):
            return [Match(i, i + len(shape), Length(worth))]
    read = amount(t, i, c)
    if read is None:
        return []
    value, end = read
    hyphen = t.word(end) == "-" and end + 1 < len(t)
    unit_at = end + 1 if hyphen else end
    if not hyphen and t.word(unit_at) in (
        "full",
        "more",
        "consecutive",
        "straight",
        "long",
        "additional",
        "whole",
        "successive",
        "calendar",
        "working",
        "business",
    ):
        unit_at += 1
    unit = c.units.get(t.word(unit_at))
    if unit is None or (t.is_glued(i) and t.word(i - 1) in ("$", "€", "£", "-", "/", ".") and t.word(i).isdigit()):
        return []
    word = t.word(unit_at)
    is_plural = word in c.plural_units
    if not _unit_fits(t, i, value, unit, is_plural, hyphen=hyphen):
        return []
    end = unit_at + 1
    if unit.id == "quarter" and not is_plural and not hyphen and t.word(end) not in ("ago", "later", "earlier"):
        return []
    if unit.id == "quarter" and t.word(end) in ("of", "the", "century", "mile", "final", "-", "point", "pounder"):
        return []
    if t.is_capitalised(unit_at) and not t.surface(unit_at).isupper() and not t.opens_sentence(i):
        return []
    if _is_age(t, end, unit, i):
        return []
    if (
        t.word(end) in ("s",)
        or (word in ("min", "sec", "hr", "yr", "mins", "secs", "hrs", "yrs")
        and t.word(i).isalpha())
    ):
        return []
    if t.has(end, "and", "a", "half") and value is not None:
        value, end = value + Decimal("0.5"), end + 3
    if (
        t.word(end) == "-"
        and t.is_glued(end)
        and t.is_glued(end + 1)
        and t.has(end + 1, "and", "-", "a", "-", "half")
        and value is not None
    ):
        value, end = value + Decimal("0.5"), end + 6
    text, end = _compound(t, end, c, value, unit)
    distance = _distance(t, end, value, unit) if text is None else None
    if distance is not None:
        return [Match(i, distance[1], distance[0])]
    if not hyphen and t.word(i) in ("a", "an") and unit_at == i + 1 and not _is_length_of_one(t, i, end, c):
        return []
    if hyphen and t.word(end) == "-" and t.is_glued(end) and t.word(end + 1) == "long":
        end += 2
    elif t.word(end) == "-" and t.is_glued(end) and t.word(end + 1) in _AGE_BEHIND:
        return []
    return [Match(i, end, Length(text or length_value(value, unit)))]


_CENTURIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("a", "quarter", "of", "a", "century"), "P25Y"),
    (("quarter", "of", "a", "century"), "P25Y"),
    (("a", "quarter", "century"), "P25Y"),
    (("a", "quarter", "-", "century"), "P25Y"),
    (("quarter", "-", "century"), "P25Y"),
    (("half", "a", "century"), "P50Y"),
    (("a", "half", "-", "century"), "P50Y"),
    (("half", "-", "century"), "P50Y"),
    (("half", "an", "hour"), "PT30M"),
    (("half", "-", "hour"), "PT30M"),
    (("three", "quarters", "of", "an", "hour"), "PT45M"),
)


def _unit_fits(t: Tokens, i: int, value: Decimal | None, unit: Unit, is_plural: bool, *, hyphen: bool) -> bool:
    """Return whether number and unit agree, and no unit is a word of another sense (`a second`, `one minute`)."""
    word = t.word(i)
    if (
        unit.id == "second"
        and not is_plural
        and not (value is not None and word not in ("a", "an") and (hyphen or (value == 1 and word == "1")))
    ):
        return False
    if unit.id == "minute" and not is_plural and word == "a" and t.word(i - 1) not in _DURATION_CUES:
        return False
    if hyphen:
        return True
    if is_plural:
        return word not in ("a", "an") or value is None
    if value is None:
        return False
    # "a 20 year low", "thirty hour": news drops the hyphen
    return value <= 1 or t.word(i) not in ("half",)


def _is_age(t: Tokens, end: int, unit: Unit, i: int) -> bool:
    """Return whether an amount of time is somebody's age, which is a figure."""
    if t.word(i - 1) in ("aged", "age") and unit.letter in "YM":
        return True
    j = end + 1 if t.word(end) == "-" else end
    return t.word(j) in _AGE_BEHIND or t.has(j, "of", "age")


def _compound(t: Tokens, end: int, c: Calendar, value: Decimal | None, unit: Unit) -> tuple[str | None, int]:
    """Read smaller units behind: `1 hour 59 minutes 40.2 seconds`. The value is None where there are none."""
    if value is None:
        return None, end
    parts = [(value, unit)]
    for _ in range(6):
        j = end + 1 if t.word(end) in ("and", ",") else end
        read = cardinal(t, j, c)
        if read is None:
            break
        following = c.units.get(t.word(read[1]))
        if following is None or _ORDER.index(following.id) >= _ORDER.index(parts[-1][1].id):
            break
        parts.append((read[0], following))
        end = read[1] + 1
    if len(parts) == 1:
        return None, end
    days = "".join(f"{plain(n * u.times)}{u.letter}" for n, u in parts if not u.clock)
    hours = "".join(f"{plain(n * u.times)}{u.letter}" for n, u in parts if u.clock)
    return f"P{days}{'T' if hours else ''}{hours}", end


_ORDER = (
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "millennium",
)


def _distance(t: Tokens, end: int, value: Decimal | None, unit: Unit) -> tuple[Distance, int] | None:
    """Read what makes an amount a distance from now or from the date in focus: `ago`, `later`, `before`."""
    word = t.word(end)
    if word in ("ago", "back") and (word == "ago" or t.word(end + 1) in (".", ",", ";", "")):
        return Distance(value, unit.id, -1, "reference"), end + 1
    if word == "earlier" or word == "previously":
        return Distance(value, unit.id, -1, "focus"), end + 1
    if word == "later" or word == "afterwards" or word == "afterward":
        return Distance(value, unit.id, 1, "focus"), end + 1
    if t.has(end, "from", "now"):
        return Distance(value, unit.id, 1, "reference"), end + 2
    if word == "before" and t.word(end + 1) in (".", ",", ";", ")", "") and unit.letter in "YMWD":
        return Distance(value, unit.id, -1, "focus"), end + 1
    return None


def _is_length_of_one(t: Tokens, i: int, end: int, c: Calendar) -> bool:
    """Return whether `a month` is a length of time, not a rate (`$5 a month`) nor a mere noun (`a day of mourning`)."""
    before, after = t.word(i - 1), t.word(end)
    if after in ("after", "before", "since"):
        return not before.isdigit()
    if after == "of" or (t.is_glued(end) and after == "-"):
        return False
    return before in _DURATION_CUES and t.word(i - 2) not in ("twice", "once", "times")


def read_stepped_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `the past 24 hours`, `the next six months`, `the last few days`, `recent years`, `the past decade`."""
    step = read_step(t, i)
    if step is None or step.word in ("this", "that", "same", "current"):
        start = i + 1 if t.word(i) == "the" else i
        if t.word(start) in ("first", "final", "opening", "early", "entire", "whole") and start > i:
            return _first_length(t, i, start + 1, c)
        return []
    if t.is_capitalised(step.end) and t.is_capitalised(step.end - 1):
        return []
    read = amount(t, step.end, c)
    if read is not None:
        unit = c.units.get(t.word(read[1]))
        if unit is not None and (t.word(read[1]) in c.plural_units):
            return [Match(i, read[1] + 1, Length(length_value(read[0], unit)))]
        return []
    unit = c.units.get(t.word(step.end))
    if unit is None:
        return []
    if t.word(step.end) in c.plural_units and step.word in ("past", "last", "coming"):
        return [Match(i, step.end + 1, Length(length_value(None, unit)))]
    past = step.word == "past" and t.word(i) == "the" and unit.id in ("week", "month", "year")
    if past or (unit.id in ("decade", "century") and step.word in ("past", "last") and t.word(i) in ("the", "this")):
        return [Match(i, step.end + 1, Length(length_value(Decimal(1), unit)))]
    if unit.id == "hour" and step.word in ("past", "last", "next") and t.word(i) == "the":
        return [Match(i, step.end + 1, Length(length_value(Decimal(1), unit)))]
    return []


def _first_length(t: Tokens, i: int, start: int, c: Calendar) -> list[Match]:
    """Read `the first 100 days`, `the final two weeks`."""
    if t.word(start - 1) in ("entire", "whole") and (whole := c.units.get(t.word(start))) and not whole.clock:
        return [Match(i, start + 1, Length(length_value(Decimal(1), whole)))]
    read = amount(t, start, c)
    if read is None or t.word(start) in ("a", "an"):
        return []
    unit = c.units.get(t.word(read[1]))
    if unit is None or t.word(read[1]) not in c.plural_units:
        return []
    return [Match(i, read[1] + 1, Length(length_value(read[0], unit)))]


def read_bare_length(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read lengths without a number: `for years`, `decades-long`, `weeklong`, `year-long`, `minutes later`."""
    word = t.word(i)
    if word in ("weeklong", "monthlong", "yearlong", "daylong", "hourlong", "decadelong", "daylong"):
        return [Match(i, i + 1, Length(length_value(Decimal(1), c.units[word[:-4]])))]
    unit = c.units.get(word)
    if unit is None or len(word) < 3:
        return []
    plural = word in c.plural_units
    if (
        t.word(i + 1) == "-"
        and t.is_glued(i + 1)
        and t.word(i + 2) in ("long", "old")
        and t.is_glued(i + 2)
        and not t.is_glued(i)
    ):
        if t.word(i + 2) == "old" and unit.letter == "Y" and unit.times == 1:
            return []
        return [Match(i, i + 3, Length(length_value(None if plural else Decimal(1), unit)))]
    if (
        not plural
        or unit.id in ("second", "quarter", "night")
        or word in ("mins", "secs", "hrs", "yrs")
        or t.is_glued(i)
    ):
        return []
    if (
        t.word(i + 1) in ("later", "earlier", "ago")
        or (t.word(i + 1) in ("before", "after")
        and t.word(i - 1) in ("just", "only", ",", "", "days", "the", "and"))
    ):
        return [Match(i, i + 1, Length(length_value(None, unit)), weak=True)]
    before = t.word(i - 1)
    if before in (
        "for",
        "in",
        "over",
        "within",
        "after",
        "of",
        "lasted",
        "took",
        "takes",
        "taken",
        "recent",
        "mere",
        "many",
        "during",
        "since",
        "through",
        "just",
        "lasting",
        "spent",
    ):
        start = i - 1 if before in ("recent", "mere") else i
        return [Match(start, i + 1, Length(length_value(None, unit)), weak=True)]
    if t.word(i - 2) in ("over", "for", "through", "throughout") and before == "the":
        return [Match(i, i + 1, Length(length_value(None, unit)), weak=True)]
    return []


def read_repeated(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read sets: `every Monday`, `each year`, `every other week`, `twice a month`, `daily`, `on Mondays`."""
    word = t.word(i)
    if word in ("every", "each"):
        return _read_every(t, i, c)
    if word in ("once", "twice") or (word in c.words.numbers and t.word(i + 1) == "times"):
        j = i + 1 if word in ("once", "twice") else i + 2
        if (
            t.word(j) in ("a", "an", "per", "each", "every")
            and (unit := c.units.get(t.word(j + 1)))
            and not t.word(j + 2) == "ago"
        ):
            return [Match(i, j + 2, Repeated(length_value(Decimal(1), unit)))]
        return []
    if word in c.frequencies:
        if (
            (t.is_capitalised(i)
            and (not t.opens_sentence(i) or t.is_capitalised(i + 1)))
            or (t.is_glued(i)
            and t.word(i - 1) == "-")
        ):
            return []
        if (
            t.is_capitalised(i + 1)
            or t.word(i + 1) in c.words.work_nouns
            or t.word(i + 1) in ("newspapers", "paper", "papers")
        ):
            return []
        return [Match(i, i + 1, Repeated(c.frequencies[word]))]
    if (
        word.endswith("s")
        and word[:-1] in c.weekdays
        and len(word) > 6
        and t.is_capitalised(i)
        and not t.is_glued(i + 1)
    ):
        return [Match(i, i + 1, Repeated(f"XXXX-WXX-{c.weekdays[word[:-1]]}"))]
    if word == "per" and (unit := c.units.get(t.word(i + 1))) is not None and t.word(i + 1) not in c.plural_units:
        return [Match(i, i + 2, Repeated(length_value(Decimal(1), unit)), weak=True)]
    return []


def _read_every(t: Tokens, i: int, c: Calendar) -> list[Match]:
    j, factor = i + 1, Decimal(1)
    if t.word(j) in ("other", "second"):
        j, factor = j + 1, Decimal(2)
    elif t.word(j) == "single":
        j += 1
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
    read = cardinal(t, j, c) if factor == 1 else None
    if read is not None:
        unit = c.units.get(t.word(read[1]))
        return [Match(i, read[1] + 1, Repeated(length_value(read[0], unit)))] if unit is not None else []
    numbered = ordinal(t, j, c) if factor == 1 else None
    if numbered is not None and (unit := c.units.get(t.word(numbered[1]))) is not None and unit.id != "second":
        return [Match(i, numbered[1] + 1, Repeated(length_value(Decimal(numbered[0]), unit)))]
    unit = c.units.get(word)
    if unit is None or word in c.plural_units or unit.id == "second":
        return []
    return [Match(i, j + 1, Repeated(length_value(factor, unit)))]


def read_stretch(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read `last week`, `this year`, `the following day`, `that month`, `the same day`, `the day before`, `year-end`."""
    step = read_step(t, i)
    if step is not None:
        return _same_of_year(t, i) or _stepped_unit(t, i, c)
    if t.word(i) in ("the", "year") and (ago := _year_ago(t, i)):
        return ago
    if t.has(i, "the", "weekend") and t.word(i - 1) in _WEEKEND_CUES and t.word(i + 2) != "of":
        return [Match(i, i + 2, Stretch("weekend", 0))]
    whole = _GRANULARITY.get(t.word(i + 1)) if t.word(i) == "the" and t.word(i - 1) == "of" else None
    if whole not in (None, "day", "weekend") and t.word(i - 2) in c.part_words and t.word(i + 2) not in ("of", "-"):
        return [Match(i, i + 2, Stretch(whole or "year", 0))]
    for shape, found in _FIXED_STRETCHES:
        if t.has(i, *shape) and t.word(i + len(shape)) in (
            ".",
            ",",
            ";",
            ")",
            "",
            "and",
            "when",
            "but",
            "in",
            "at",
            "with",
            "by",
            "as",
            "to",
        ):
            return [Match(i, i + len(shape), found)]
    if t.word(i) in ("the", "a") and t.word(i + 2) in ("earlier", "later", "previous", "previously", "following"):
        unit = _GRANULARITY.get(t.word(i + 1))
        if unit is not None and t.word(i) == "the":
            sign = 1 if t.word(i + 2) in ("later", "following") else -1
            return [Match(i, i + 3, Stretch(unit, sign, "focus"))]
    return []


_FIXED_STRETCHES: tuple[tuple[tuple[str, ...], Stretch], ...] = (
    (("the", "day", "before"), Stretch("day", -1, "focus")),
    (("the", "day", "after"), Stretch("day", 1, "focus")),
    (("the", "week", "before"), Stretch("week", -1, "focus")),
    (("the", "month", "before"), Stretch("month", -1, "focus")),
    (("the", "year", "before"), Stretch("year", -1, "focus")),
    (("the", "year", "after"), Stretch("year", 1, "focus")),
)


_WEEKEND_CUES = frozenset(("over", "during", "at", "for", "on", "after", "before", "throughout", "of"))


def _year_ago(t: Tokens, i: int) -> list[Match]:
    """Read `the year-ago quarter`, `the year-earlier period`, `a year-earlier`: the focus, a year before."""
    j = i + 1 if t.word(i) == "the" else i
    if (
        t.word(j) != "year"
        or t.word(j + 1) != "-"
        or t.word(j + 2) not in ("ago", "earlier", "before")
        or not t.is_glued(j + 2)
    ):
        return []
    if t.word(j + 3) in _PERIODS:
        return [Match(i, j + 4, SameOfYear(_PERIODS[t.word(j + 3)], -1))]
    return [Match(j, j + 3, SameOfYear(None, -1))]


def _same_of_year(t: Tokens, i: int) -> list[Match]:
    """Read `the same month a year ago`, `the same period last year`, `the same quarter of 2008`: the focus, another year."""
    step = read_step(t, i)
    if step is None or step.word != "same" or t.word(step.end) not in _PERIODS:
        return []
    unit = _PERIODS[t.word(step.end)]
    end = step.end + 1
    j = end + 1 if t.word(end) in ("of", "in", "the") else end
    for shape in (("a", "year", "ago"), ("a", "year", "earlier"), ("one", "year", "earlier"), ("one", "year", "ago"), ("a", "year", "before"),
                  ("last", "year"), ("the", "previous", "year"), ("previous", "year"), ("the", "year", "before")):  # fmt: skip
        if t.has(j, *shape):
            return [Match(i, j + len(shape), SameOfYear(unit, -1))]
    year = year_number(t, j)
    return [Match(i, year[1], SameOfYear(unit, 0, year[0]))] if year is not None else []


_PERIODS: dict[str, Granularity | None] = {
    "month": "month", "period": None, "quarter": "quarter", "day": "day", "week": "week", "time": None, "half": "half",
}  # fmt: skip


def _stepped_unit(t: Tokens, i: int, c: Calendar) -> list[Match]:
    step = read_step(t, i)
    if step is None:
        return []
    end = step.end
    if t.word(end) in ("fiscal", "financial", "calendar", "full"):
        end += 1
    unit = _GRANULARITY.get(t.word(end))
    if t.word(end) == "date" and step.word not in ("that", "same"):
        return []
    if unit is None or (t.word(end + 1) == "-" and t.is_glued(end + 1) and t.is_glued(end + 2)):
        return []
    if step.word in ("same", "that") and unit in ("decade", "century", "quarter"):
        return []
    anchor = step.anchor
    if (step.word == "next" and t.word(i) == "the" and unit == "day") or (step.word == "next" and unit == "day"):
        anchor = "focus"
    if (step.word == "past" and t.word(i) not in ("the", "this")) or (step.word == "last" and unit == "day"):
        return []
    return [Match(i, end + 1, Stretch(unit, step.step, anchor))]


def read_vague(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read words that name no date: `now`, `recently`, `the future`; and named days, `9/11`."""
    if (
        t.has(i, "9", "/", "11")
        and t.is_glued(i + 1)
        and t.is_glued(i + 2)
        and t.word(i + 3) != "/"
        and not t.is_glued(i)
    ):
        return [Match(i, i + 3, CalendarDay(2001, 9, 11))]
    found = match_phrase(t, i, c.vague)
    if found is not None and isinstance(found[0], VaguePhrase):
        phrase, end = found[0], found[1]
        if (t.is_glued(i) and t.word(i - 1) == "-") or (t.word(end) == "-" and t.is_glued(end)):
            return []
        if (t.is_capitalised(i) and not t.opens_sentence(i)) or (phrase.phrase == "the past" and t.word(end) in c.units):
            return []
        if (
            phrase.phrase in ("the past", "the future")
            and t.word(end).isalpha()
            and t.word(end) not in ("and", "or", "of", "in", "but", "to", "for", "as", "when")
        ):
            return []
        if phrase.phrase == "recent" and t.word(end) in (
            "years",
            "days",
            "weeks",
            "months",
            "decades",
            "times",
            "hours",
        ):
            return []
        return [Match(i, end, Reference(phrase.value), weak=phrase.weak)]
    return []


def read_holiday(t: Tokens, i: int, c: Calendar) -> list[Match]:
    """Read a named day with its year, if any: `Christmas Eve`, `Labor Day 2019`, `last Thanksgiving`."""
    step = read_step(t, i)
    start = step.end if step is not None and step.word in ("last", "this", "next") else i
    found = match_phrase(t, start, c.holidays)
    if found is None or not isinstance(found[0], Holiday) or not t.is_capitalised(start):
        return []
    holiday, end = found
    if (
        not isinstance(holiday, Holiday)
        or (t.is_capitalised(end)
        and t.word(end) not in c.months)
        or t.word(end)
        in ("tree", "trees", "carol", "island", "gift", "gifts", "shopping", "party", "card", "cards", "market")
    ):
        return []
    if (
        t.is_capitalised(start - 1)
        and not t.opens_sentence(start - 1)
        and start == i
        and t.word(start - 1) not in c.weekdays
    ):
        return []
    year = year_number(t, end + 1 if t.word(end) in (",", "of") else end)
    number = step.step if step is not None and start > i else None
    if year is not None:
        return [Match(i, year[1], NamedDay(holiday, year[0]))]
    return [Match(i if start > i else start, end, NamedDay(holiday, None, number))]
