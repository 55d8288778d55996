"""Tells multiples from counts of occasions: "three times the size", "11 to 12 times earnings", not "fell three times".

A multiple is a ratio: what follows "times" compares ("as many", "higher than", "its") or names a quantity that can be
multiplied. "Doubled" says no number and is left alone.
"""

from __future__ import annotations

from dataclasses import replace

from talkx.figures.counted import noun_phrase
from talkx.figures.passages import Passage
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_HYPHENS = frozenset("-‐‑")
_OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your"})
_REACH = 4  # tokens from "times" to the quantity that is multiplied: "times the usual daily rate"


def as_multiple(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Return the quantity as a ratio where it multiplies ("sixfold", "ten-fold", "four times as many"), else as is."""
    if quantity.unit is not None or quantity.form not in ("single", "range"):
        return quantity
    j = quantity.last
    if quantity.amounts[0].numeral.form == "multiple":
        if multiplies(passage, j, units):
            return _with_compared(passage, quantity, j, units)
        # "twice" alone counts occasions, "sixfold" never does
        return replace(quantity, nature="ratio") if passage.word(j - 1) not in units.words.multiples else quantity
    if passage.word(j) in _HYPHENS and passage.word(j + 1) == "fold" and passage.glued(j + 1):
        return replace(quantity, nature="ratio", last=j + 2)
    if passage.word(j) == "times" and multiplies(passage, j + 1, units):
        return _with_compared(passage, quantity, j + 1, units)
    return quantity


def multiplies(passage: Passage, j: int, units: Units) -> bool:
    """Return whether the words from token `j` on, after "times" or "twice", are what is multiplied."""
    words = units.words
    word, after = passage.word(j), passage.word(j + 1)
    if word == "as":  # "twice as many", "twice as wide as"; not "scored twice as rain fell"
        again = any(passage.word(k) == "as" for k in range(j + 2, j + 1 + _REACH))
        return after in words.graded or (again and after.isalpha() and after not in words.determiners)
    if word == "that":
        return after == "of"
    if word in words.comparatives or word in _OWNERS:
        return True
    for k in range(j, j + _REACH):
        if passage.word(k) in words.multiplied:
            return True
        if not passage.word(k).isalpha() or (passage.word(k) in words.function_words and k > j):
            return False
        if k == j and passage.word(k) in words.function_words and passage.word(k) != "the":
            return False
    return False


def _with_compared(passage: Passage, quantity: Quantity, j: int, units: Units) -> Quantity:
    """Widen the ratio over "times", and over "as many ships" with what is compared."""
    ratio = replace(quantity, nature="ratio", last=j)
    if passage.word(j) != "as" or passage.word(j + 1) not in ("many", "much", "few"):
        return ratio
    phrase = noun_phrase(passage, j + 2, units)
    if phrase is None:
        return ratio
    head = passage.tokens[phrase.head].lower
    return replace(ratio, of=passage.surface(phrase.first, phrase.last), head=head, last=phrase.last)
