"""Tells ages from counts and durations: "34-year-old", "aged 25", "age of 99", "Ann Lee, 33,", "He was 85."."""

from __future__ import annotations

from dataclasses import replace

from talkx.figures.bounds import bound_before, with_bound
from talkx.figures.passages import Passage
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_OLDEST = 125
_YOUNGEST, _ELDEST = 14, 110
_GOALS = frozenset({"scored", "scorer", "scorers", "goal", "goals", "netted", "equaliser", "equalizer", "substituted"})
_PLACING = frozenset({"in", "at", "near", "from", "to", "outside", "around", "into", "via", "on", "during", "across"})
_HYPHENS = frozenset("-‐‑")
_OLD = frozenset({"old", "olds"})
_BE = frozenset({"was", "is", "am", "were", "are", "'m", "be", "turns", "turned"})
_WHO = frozenset({"he", "she", "who", "i"})
_AFTER_AGE = frozenset(
    {",", ".", ";", ")", "and", "when", "at", "but", "—", "–", "last", "on", "in", "!", "?", "this", "with", "by", ""}
)


def with_age(passage: Passage, quantity: Quantity, before: Quantity | None, units: Units) -> Quantity:
    """Return the quantity as an age where its surroundings say so, else unchanged; `before` is the one before it."""
    if quantity.form not in ("single", "range") or quantity.per is not None:
        return quantity
    aged = _said_old(passage, quantity)
    if aged is not None:
        return _with_age_word(passage, aged, units)
    if (quantity.unit is not None and quantity.dimension != "time") or not _is_possible(quantity):
        return quantity
    first = _after_age_word(passage, quantity, units)
    if first is not None and quantity.unit in (None, "year", "month", "week", "day"):
        unit = None if quantity.unit == "year" else quantity.unit
        aged = replace(quantity, nature="age", first=first, unit=unit, dimension="")
        return with_bound(passage, aged, units) if quantity.modifier is None else aged
    if quantity.unit is not None:
        return quantity
    if (
        _is_apposed(passage, quantity, before, units)
        or _is_said_of_person(passage, quantity)
        or _bounds_people(passage, quantity, units)
    ):
        return replace(quantity, nature="age")
    if before is not None and before.nature == "age" and _is_listed(passage, before, quantity):
        return replace(quantity, nature="age")
    return quantity


def _is_possible(quantity: Quantity) -> bool:
    return all(0 <= value <= _OLDEST and value == value.to_integral_value() for value in quantity.values)


def _said_old(passage: Passage, quantity: Quantity) -> Quantity | None:
    """Read "34-year-old", "23 years old", "three years of age", "87 yo"; "500 years old" is an age as well."""
    j = quantity.last
    if quantity.unit is None:
        if passage.word(j) in ("yo", "y.o") and passage.word(j + 1) != "yo":
            return replace(quantity, nature="age", last=j + 1)
        return None
    if quantity.dimension != "time" or quantity.unit not in ("year", "month", "week", "day", "hour"):
        return None
    unit = None if quantity.unit == "year" else quantity.unit
    k = j + 1 if passage.word(j) in _HYPHENS else j
    if passage.word(k) in _OLD:
        return replace(quantity, nature="age", last=k + 1, unit=unit, dimension="")
    if passage.word(j) == "of" and passage.word(j + 1) == "age":
        return replace(quantity, nature="age", last=j + 2, unit=unit, dimension="")
    return None


def _after_age_word(passage: Passage, quantity: Quantity, units: Units) -> int | None:
    """Return where the age's text begins: at "aged", "age", "age of", before any bound that was read."""
    i = quantity.first - 1
    if passage.word(i) in ("between", "from", "just", "only"):
        i -= 1
    if passage.word(i) == "of" and passage.word(i - 1) in ("age", "ages"):
        bounded = passage.word(i - 2) == "the" and bound_before(passage, i - 2, units) is not None
        return i - 2 if bounded else i - 1
    word = passage.word(i)
    if word not in units.words.age_before:
        return None
    if word.startswith("turn"):
        follows = passage.word(quantity.last)
        return i if follows in _AFTER_AGE and passage.word(i - 1) != "by" else None
    return i


def _with_age_word(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Widen "(under the) age of 5 years (old)" over the words before it, and read their bound."""
    first = _after_age_word(passage, quantity, units)
    if first is None:
        return quantity
    widened = replace(quantity, first=first)
    return with_bound(passage, widened, units) if quantity.modifier is None else widened


def _is_apposed(passage: Passage, quantity: Quantity, before: Quantity | None, units: Units) -> bool:
    """Return whether the number stands in apposition to a person: "Ann Lee, 33, said", "Ann Lee (33)"."""
    i, j = quantity.first, quantity.last
    opener, closer = passage.word(i - 1), passage.word(j)
    paired = closer == "and" and passage.word(j + 1).isdigit() and passage.word(j + 2) in (",", ".", ")")
    if opener not in (",", "(") or (
        closer not in (",", ")", ".", ";", ":", "—") and not paired and j < len(passage.tokens)
    ):
        return False
    if quantity.modifier is not None or i < 2 or not quantity.values or quantity.values[0] < 1:
        return False
    name = passage.tokens[i - 2]
    if name.kind != "word" or passage.tokens[i].kind == "word":
        return False
    if opener == "(" and _tells_of_goals(passage, i):
        return False  # "Sam Cole (58)": the minute
    if passage.labelled and name.entity.endswith("PERSON"):
        return True
    if not name.text[0].isupper():
        if opener != "," or not _is_adult(quantity):
            return False
        return _is_person_noun(passage, i - 2, units) or (paired and _are_persons(passage, i - 2, units))
    if not passage.labelled and _follows_name_part(passage, i - 2):
        return True
    aged = before is not None and before.nature == "age"
    return _is_adult(quantity) and _may_be_person(passage, i - 2, j, units, after_age=aged)


def _tells_of_goals(passage: Passage, i: int) -> bool:
    first, last = passage.sentence_range(i)
    return any(token.lower in _GOALS for token in passage.tokens[first:last])


def _is_adult(quantity: Quantity) -> bool:
    """Return whether the age is one of one whom news may name without a title."""
    return all(_YOUNGEST <= value <= _ELDEST for value in quantity.values)


def _is_person_noun(passage: Passage, n: int, units: Units) -> bool:
    """Return whether token `n` is the noun of "the driver, 34," or "her son, 19,"."""
    if passage.word(n) not in units.words.age_nouns:
        return False
    return any(passage.word(k) in units.words.person_openers for k in range(max(0, n - 3), n))


def _are_persons(passage: Passage, n: int, units: Units) -> bool:
    """Return whether token `n` is the noun of "the two suspects, 28 and 41,"."""
    word = passage.word(n)
    singular = word[:-2] + "an" if word.endswith("men") else word.removesuffix("s")
    return word != singular and singular in units.words.age_nouns


def _follows_name_part(passage: Passage, n: int) -> bool:
    """Return whether a capitalised word of the sentence stands right before token `n`, or the passage starts there."""
    if n == 0 or passage.sentence[n - 1] != passage.sentence[n]:
        return True
    before = passage.tokens[n - 1]
    return before.kind == "word" and before.text[0].isupper()


def _may_be_person(passage: Passage, n: int, j: int, units: Units, *, after_age: bool) -> bool:
    """Return whether the capitalised word `n` may end a person's name that has no label, or a place's.

    Out are organisations, months, what a preposition makes a place, and lists and tables ("Chelsea, 30, Arsenal, 28").
    """
    words = units.words
    label = passage.tokens[n].entity.lstrip("+")
    if passage.titled or label not in ("", "GPE", "LOC") or passage.word(n) in words.months | words.weekdays:
        return False
    first = n
    while first > 0 and passage.sentence[first - 1] == passage.sentence[n] and _is_name_part(passage, first - 1):
        first -= 1
    if passage.word(first) in words.function_words or passage.word(first - 1) in _PLACING:
        return False
    if passage.word(j) != ",":
        scored = any(token.lower in words.score_cues for token in passage.tokens[slice(*passage.sentence_range(n))])
        return n > first and not scored
    k = first - 1
    while k > 0 and passage.word(k) in (",", "and", "or", ";"):
        k -= 1
    if 0 <= k < first - 1 and passage.tokens[k].kind == "number":
        return after_age  # "Chelsea, 30, and Fulham, 27," is a list, "Ann Lee, 30, and Omar Belat, 27," one of persons
    if _is_name_part(passage, j + 1) or passage.tokens[min(j + 1, len(passage.tokens) - 1)].kind == "number":
        return False  # the next entry of a list
    listed = passage.word(j + 1) in ("and", "or") and _is_name_part(passage, j + 2)
    return n > first or not listed


def _is_name_part(passage: Passage, k: int) -> bool:
    return 0 <= k < len(passage.tokens) and passage.tokens[k].kind == "word" and passage.tokens[k].text[0].isupper()


def _is_said_of_person(passage: Passage, quantity: Quantity) -> bool:
    """Read "He was 85.", "who is 23", "she will be 35 by the end of the year"."""
    i = quantity.first - 1
    if passage.word(i) in ("only", "just", "now", "then", "still"):
        i -= 1
    if passage.word(i) not in _BE or passage.word(quantity.last) not in _AFTER_AGE:
        return False
    subject = passage.word(i - 1)
    if subject in ("will", "would", "to"):
        subject = passage.word(i - 2)
    if subject == ",":
        return any(token.entity.endswith("PERSON") for token in passage.tokens[max(0, i - 20) : i])
    return subject in _WHO or (i > 0 and passage.tokens[i - 1].entity.endswith("PERSON"))


def _bounds_people(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Read "children under 5", "people over 65 years"."""
    if quantity.modifier not in ("over", "under") or quantity.of is not None:
        return False
    if passage.word(quantity.first - 1) not in units.words.age_holders or not quantity.values:
        return False
    follows = passage.word(quantity.last)
    return quantity.values[0] < 100 and (follows in _AFTER_AGE or follows in units.words.function_words)


def _is_listed(passage: Passage, before: Quantity, quantity: Quantity) -> bool:
    """Return whether only commas and "and" part the number from an age: "aged 5, 7 and 9"."""
    gap = [passage.word(j) for j in range(before.last, quantity.first)]
    return (
        0 < len(gap) <= 2
        and all(word in (",", "and", "or", "to") for word in gap)
        and passage.word(quantity.last) in _AFTER_AGE
    )
