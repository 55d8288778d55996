"""Tells numbers that name, date or order things from quantities: each rule refuses one class, from what stands around.

The rules look at the text alone, so they hold where no date stage has claimed anything; tags and entity labels only add
to them.
"""

from __future__ import annotations

from talkx.figures.bounds import bound_before
from talkx.figures.numbered_names import is_name
from talkx.figures.passages import Passage
from talkx.figures.plurals import plural_within
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_HYPHENS = frozenset("-‐‑–—")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_YEARS = range(1500, 2100)


def is_refused(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether the quantity is none: a name, a date, a time, an ordinal, a serial, an idiom."""
    if (
        quantity.unit is not None
        and quantity.dimension in ("currency", "percent")
        and not _is_broken(passage, quantity)
    ):
        return False
    return (
        _is_broken(passage, quantity)
        or _is_dated(passage, quantity, units)
        or _is_year(passage, quantity, units)
        or is_name(passage, quantity, units)
        or _is_marker(passage, quantity)
        or _is_idiom(passage, quantity, units)
        or _is_loose_part(passage, quantity, units)
    )


# --------------------------------------------------------------------------------------------------- broken literals


def _is_broken(passage: Passage, quantity: Quantity) -> bool:
    """Return whether the number is cut out of something longer: MH17, F-16, 1.2.3, 10:30, 24/7, 22nd, 007, 555-0199."""
    i, j = quantity.amounts[0].first, quantity.last
    literal = passage.tokens[quantity.numeral_first]
    if literal.kind == "number" and literal.text[0] == "0" and literal.text[1:2].isdigit():
        return True
    return _is_glued_before(passage, i, quantity) or _is_glued_after(passage, j, quantity)


def _is_glued_before(passage: Passage, i: int, quantity: Quantity) -> bool:
    if not passage.glued(i):
        return False
    before = passage.tokens[i - 1]
    if before.kind in ("word", "number"):
        return True
    if before.text in "#@/\\_:.^=×" or (
        before.text == "," and passage.glued(i - 1) and passage.tokens[i - 2].kind == "number"
    ):
        return before.text != ":" or (passage.glued(i - 1) and passage.tokens[i - 2].kind == "number")
    if before.text == "+":
        return quantity.unit is None
    if before.text in _HYPHENS and passage.word(i - 2) in ("now", "then", "sub"):
        return False
    if before.text in _HYPHENS:
        return (before.text not in "–—" and passage.glued(i - 1)) or (
            i > 1 and passage.tokens[i - 2].kind == "number" and passage.glued(i - 1)
        )
    return before.text in "'’" and passage.tokens[i].kind == "number" and quantity.unit is None


def _is_glued_after(passage: Passage, j: int, quantity: Quantity) -> bool:
    if j >= len(passage.tokens):
        return False
    after = passage.tokens[j]
    if after.lower in _ORDINAL_ENDS:
        return True
    if not after.glued:
        return False
    digit = passage.glued(j + 1) and passage.tokens[j + 1].kind == "number"
    if after.kind == "word":
        return passage.tokens[j - 1].kind == "number"
    if after.kind == "number":
        return True
    if after.text in ":/.,\\" and digit:
        return True
    if after.text in _HYPHENS and digit and quantity.unit is None:
        return True
    return after.text in "@_\\" or (after.text == "/" and passage.glued(j + 1) and quantity.unit is None)


# ------------------------------------------------------------------------------------------------------ dates, times


def _is_dated(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a month or a time marker stands beside the number: "2 June", "9 p.m.", "1700 UTC"."""
    words = units.words
    i, j = quantity.numeral_first, quantity.numeral_last
    if quantity.form == "vague":
        return False
    if passage.word(i - 1) in _HYPHENS and _looks_like_year(passage, i - 2, i - 1):
        return True
    before = i - 2 if passage.word(i - 1) in (",", ".") else i - 1
    year = i >= 3 and passage.word(i - 1) == "," and _is_month(passage, i - 3, units)
    if year or _is_month(passage, before, units):
        open_month = passage.word(before - 1) in ("in", "last", "since", "during", "this", "early", "late")
        if quantity.unit is None and not (open_month and before == i - 1 and plural_within(passage, j, units)):
            return True
    if _is_month(passage, j, units) and passage.word(j + 1) != "of":
        return True
    if j >= len(passage.tokens):
        return False
    after = passage.tokens[j]
    if after.text in units.words.time_zones or (after.text in units.words.eras and not passage.titled):
        return True
    return after.lower in words.clock_after and after.text.upper() not in units.words.time_zones | units.words.eras


def _is_month(passage: Passage, i: int, units: Units) -> bool:
    if not 0 <= i < len(passage.tokens) or passage.tokens[i].lower not in units.words.months:
        return False
    token = passage.tokens[i]
    return token.text[0].isupper() or token.lower not in ("may", "march", "mar", "sun", "dec", "august")


def _is_year(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether four bare digits read as a year. A plural noun after a round number makes it a count."""
    if quantity.unit is not None or quantity.form == "vague":
        return False
    if not any(_looks_like_year(passage, amount.numeral.first, amount.numeral.last) for amount in quantity.amounts):
        return False
    if quantity.form == "pair":
        return False
    if quantity.form == "range" or not plural_within(passage, quantity.numeral_last, units):
        return passage.word(quantity.first - 1) != "of" or passage.word(quantity.first - 2) not in units.words.levels
    bounded = bound_before(passage, quantity.first, units)
    if bounded is not None and bounded[0] != "about":
        return False
    return quantity.values[0] % 50 != 0 or passage.word(quantity.first - 1) in (
        "in",
        "since",
        "until",
        "during",
        "by",
        "the",
    )


def _looks_like_year(passage: Passage, first: int, last: int) -> bool:
    if first < 0:
        return False
    token = passage.tokens[first]
    return (
        last == first + 1
        and token.kind == "number"
        and len(token.text) == 4
        and token.text.isdigit()
        and int(token.text) in _YEARS
    )


# ------------------------------------------------------------------------------------------------- markers and idioms


def _is_marker(passage: Passage, quantity: Quantity) -> bool:
    """Return whether the number only marks a list item or a note ("1. Home", "[3]") or is all there is on its line."""
    i, j = quantity.first, quantity.last
    if quantity.unit is not None:
        return False
    if passage.word(i - 1) == "[" and passage.word(j) == "]":
        return True
    if i == 0 and passage.word(j) in (".", ")", ":") and passage.tokens[0].kind == "number" and j < len(passage.tokens):
        return passage.glued(j)
    if (
        passage.word(j) == ")"
        and passage.glued(j)
        and passage.tokens[j - 1].kind == "number"
        and _is_unopened(passage, i)
    ):
        return True
    return i == 0 and j == len(passage.tokens) and quantity.form == "single"


def _is_unopened(passage: Passage, i: int) -> bool:
    """Return whether no bracket is open at token `i`: what closes after it numbers a point ("1) … 2) …")."""
    for j in range(i - 1, max(-1, i - 40), -1):
        if passage.word(j) in ("(", "["):
            return False
        if passage.word(j) in (")", "]"):
            return True
    return True


def _is_idiom(passage: Passage, quantity: Quantity, units: Units) -> bool:
    i = quantity.numeral_first
    for phrase in units.idioms.get(passage.word(i), ()):
        if all(passage.word(i + k) == part for k, part in enumerate(phrase.tokens)):
            return True
    if passage.word(i - 1) == "no" and passage.tokens[i].kind == "word":
        return True
    follows = passage.word(quantity.numeral_last)
    amount = quantity.amounts[-1]
    cardinal = amount.numeral.form == "words" and follows in units.cardinals and quantity.form == "single"
    return cardinal and amount.value is not None and amount.value < 100  # "nineteen eighty-four"


def _is_loose_part(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether "half", "a third", "quarter" has no whole beside it: an ordinal, a period, part of a match."""
    words = units.words
    numeral = quantity.amounts[0].numeral
    if quantity.form == "vague":
        return passage.word(numeral.first) == "scores" and passage.word(numeral.last) != "of"
    if numeral.form != "part" or quantity.unit is not None:
        return False
    i, j = numeral.first, numeral.last
    if passage.word(i) not in ("a", "an", "half", "quarter"):
        return False  # "two-thirds", "one quarter of": a numerator is said
    if passage.word(i - 1) in words.half_before or quantity.amounts[0].adjective:
        return True
    if passage.word(j) == "of":
        whole = j + 2 if passage.word(j + 1) in ("the", "a", "this", "that", "an") else j + 1
        return passage.word(whole) in words.half_of or passage.word(whole).isdigit()
    half = passage.word(j - 1) == "half"
    if passage.word(i) == "quarter":
        return True
    if half and passage.word(j) in ("the", "its", "their", "his", "her", "all", "that"):
        return passage.word(j + 1) in words.half_of or passage.word(j + 1) in ("time", "battle")
    measured = passage.word(i - 1) in ("by", "than") or bound_before(passage, i, units) is not None
    return not (measured or passage.word(j) in ("as", "more", "less", "fewer", "higher", "lower"))
