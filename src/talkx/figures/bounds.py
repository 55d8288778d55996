"""Reads the bound around a quantity ("at least", "or more") and whether it is the size of a change ("rose 4%")."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from talkx.figures.passages import Passage
from talkx.figures.quantities import Quantity
from talkx.model import Modifier
from talkx.resources.units import Units

_MEANING: dict[str, Modifier] = {
    "over": "over", "at_least": "at_least", "under": "under", "at_most": "at_most", "up_to": "up_to", "about": "about",
}  # fmt: skip

# With an article after them these are prepositions: "charged over a £40,000 theft".
_TOPICAL = frozenset({("over",), ("under",), ("above",), ("below",), ("beyond",)})


def with_bound(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Return the quantity with its modifier, its text widened over the bound's words."""
    first = quantity.first
    if quantity.form == "range" and passage.word(first - 1) == "between":
        quantity = replace(quantity, first=first - 1)
        first -= 1
    before = bound_before(passage, first, units)
    if before is not None:
        return replace(quantity, modifier=before[0], first=before[1])
    if passage.word(first - 1) in ("-", "‐") and passage.word(first - 2) == "sub" and passage.glued(first):
        return replace(quantity, modifier="under", first=first - 2)  # "sub-500 sq m"
    sign = passage.word(quantity.numeral_last)
    if sign == "+" and passage.glued(quantity.numeral_last):
        last = max(quantity.last, quantity.numeral_last + 1)
        return replace(quantity, modifier="at_least", last=last)
    for j in (quantity.last, quantity.numeral_last):
        after = _bound_after(passage, j, units)
        if after is not None:
            return replace(quantity, modifier=after[0], last=max(quantity.last, after[1]))
    return quantity


def bound_before(passage: Passage, i: int, units: Units) -> tuple[Modifier, int] | None:
    """Return the bound whose words end right before token `i`, and the token it starts at."""
    j = i - 1
    while j > i - 3 and passage.word(j) in ("a", "an", "only", "just") and j > 0:
        j -= 1
    for phrase in units.bounds_before.get(passage.word(j), ()):
        start = j - len(phrase.tokens) + 1
        if start >= 0 and all(passage.word(start + k) == part for k, part in enumerate(phrase.tokens)):
            spatial = (
                phrase.tokens in (("under",), ("over",)) and passage.word(start - 1) in units.words.not_bounded_after
            )
            topic = j < i - 1 and phrase.tokens in _TOPICAL and passage.word(i - 1) in ("a", "an")
            if passage.sentence[start] == passage.sentence[i] and not spatial and not topic:
                return _MEANING[phrase.meaning], start
    return None


def _bound_after(passage: Passage, j: int, units: Units) -> tuple[Modifier, int] | None:
    for phrase in units.bounds_after.get(passage.word(j), ()):
        counted = phrase.tokens != ("plus",) or passage.word(j + 1).isalpha()
        if counted and all(passage.word(j + k) == part for k, part in enumerate(phrase.tokens)):
            return _MEANING[phrase.meaning], j + len(phrase.tokens)
    return None


def with_change(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Return the quantity marked as a rise or a fall where the text says BY how much; a level reached has no mark."""
    if quantity.nature in ("age", "score", "exchange", "duration") or quantity.form in ("pair", "score"):
        return quantity
    signed = passage.word(quantity.first - 1) == "+" and passage.glued(quantity.first)
    if signed and quantity.dimension in ("percent", "points"):
        return replace(quantity, change="rise", by="verb", first=quantity.first - 1)
    found = _changed_by_verb(passage, quantity, units)
    if found is not None:
        return replace(quantity, change=found, by="verb")
    noun = _changed_noun(passage, quantity, units)
    return quantity if noun is None else replace(quantity, change=noun, by="noun")


def _direction(word: str, units: Units) -> Literal["rise", "fall"] | None:
    if word in units.words.rise:
        return "rise"
    return "fall" if word in units.words.fall else None


def _changed_by_verb(passage: Passage, quantity: Quantity, units: Units) -> Literal["rise", "fall"] | None:
    j = quantity.first - 1
    said_by = False
    while (
        j > quantity.first - 5
        and j >= 0
        and (passage.word(j) in units.words.change_fillers or passage.word(j).endswith("ly"))
    ):
        if passage.word(j) == "of":
            return None
        said_by = said_by or passage.word(j) == "by"
        j -= 1
    word = passage.word(j)
    direction = _direction(word, units)
    if direction is None and said_by:
        return _changed_at_distance(passage, j, units)
    if direction is None:
        return _changed_after(passage, quantity)
    if word == "up" and passage.word(j - 1) in units.words.up_verbs:
        return None
    if said_by:
        return direction
    if quantity.dimension == "currency" and quantity.minor is None and word in units.words.holding_verbs:
        return None
    return direction if quantity.dimension in ("percent", "points", "currency", "temperature") else None


def _changed_at_distance(passage: Passage, i: int, units: Units) -> Literal["rise", "fall"] | None:
    """Read "cut its main rate by half a point": the verb before the object, when "by" introduces the amount."""
    for j in range(i, max(i - 6, -1), -1):
        direction = _direction(passage.word(j), units)
        if direction is not None or passage.tokens[j].kind == "sign":
            return direction
    return None


def _changed_after(passage: Passage, quantity: Quantity) -> Literal["rise", "fall"] | None:
    """Read "19 points lower", "3 per cent up"."""
    if quantity.dimension not in ("percent", "points", "currency"):
        return None
    word, following = passage.word(quantity.last), passage.word(quantity.last + 1)
    if word in ("higher", "up") and following not in ("to", "for", "front"):
        return "rise"
    return "fall" if word in ("lower", "down") and following not in ("to", "payment") else None


def _changed_noun(passage: Passage, quantity: Quantity, units: Units) -> Literal["rise", "fall"] | None:
    """Read "a 12 per cent drop", "an increase of 54 points"."""
    words = units.words
    if quantity.unit is None or quantity.dimension not in ("percent", "points", "currency", "temperature"):
        return None
    j = quantity.first - 1
    if passage.word(j) == "of" and passage.word(j - 1) in words.rise_nouns | words.fall_nouns:
        return "rise" if passage.word(j - 1) in words.rise_nouns else "fall"
    if quantity.dimension == "currency":
        return None
    for k in (quantity.last, quantity.last + 1, quantity.last + 2):
        word = passage.word(k)
        if word in words.rise_nouns:
            return "rise"
        if word in words.fall_nouns:
            return "fall"
        if not word.isalpha() or word in words.function_words:
            return None
    return None
