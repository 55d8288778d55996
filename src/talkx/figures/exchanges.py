"""Reads reciprocal exchanges: "1,000 for 1,000", "1000 by 1000", "1,000 individuals on each side", "all for all".

An exchange needs a word of exchange near it, so that prices, offers and scores ("two for one", "3 for 4") stay out.
What changes hands is taken from the phrase itself, else from the nearest word for it in the sentence, the passage and
then the article. Who exchanges is for talkx/figures/sides.py to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from talkx.figures.passages import Passage
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_GOODS_REACH = 200  # tokens
_HYPHENS = frozenset("-‐‑–—")


@dataclass(frozen=True, slots=True)
class AllForAll:
    """The words "all for all" (tokens `first` to `last`), an exchange without a number."""

    first: int
    last: int


def find_all_for_all(passage: Passage) -> list[AllForAll]:
    """Return where the passage says "all for all" or "all-for-all"."""
    found = []
    for i in range(len(passage.tokens) - 2):
        if passage.tokens[i].lower != "all":
            continue
        words = [j for j in range(i, min(i + 5, len(passage.tokens))) if passage.word(j) not in _HYPHENS]
        if [passage.word(j) for j in words[:3]] == ["all", "for", "all"]:
            found.append(AllForAll(i, words[2] + 1))
    return found


def has_exchange(passage: Passage, first: int, last: int, units: Units) -> bool:
    """Return whether the tokens hold a word of exchange."""
    return any(token.lower in units.words.exchange_cues for token in passage.tokens[first:last])


def goods_near(passage: Passage, i: int, units: Units) -> str | None:
    """Return what is exchanged by the word nearest to token `i`, the sentence before the rest of the passage."""
    first, last = passage.sentence_range(i)
    wide = (max(0, i - _GOODS_REACH), min(len(passage.tokens), i + _GOODS_REACH))
    for low, high in ((first, last), wide):
        near = [
            (abs(j - i), j)
            for j in range(low, high)
            if passage.tokens[j].lower in units.words.exchanged and not passage.tokens[j].entity
        ]
        if near:
            return units.words.exchanged[passage.tokens[min(near)[1]].lower]
    return None


def as_exchange(passage: Passage, quantity: Quantity, goods: str | None, units: Units) -> Quantity:
    """Return the quantity as a reciprocal exchange where it is one, else unchanged (a pair without exchange stays).

    `goods` is what the rest of the article exchanges, or None where it exchanges nothing.
    """
    first, last = passage.sentence_range(quantity.first)
    said = has_exchange(passage, first, last, units)
    if quantity.form == "pair":
        return _pair(passage, quantity, goods, units, said=said)
    if quantity.form != "single" or quantity.unit is not None or not _is_whole(quantity) or quantity.nature != "count":
        return quantity
    here = _own_goods(quantity, units) or (goods_near(passage, quantity.first, units) if said else None)
    if not said or here is None or not _may_be_goods(quantity, units):
        return quantity
    each = _each_side(passage, quantity.last, units)
    if each is not None:
        return _both(quantity, here, units, last=each)
    if _is_mutual(passage, first, last, quantity, units) or _each_does(passage, first, quantity, units):
        return _both(quantity, here, units, last=quantity.last)
    return quantity


def _may_be_goods(quantity: Quantity, units: Units) -> bool:
    """Return whether the phrase counts what changes hands, or is too general to tell; "the two countries" does not."""
    head = quantity.head
    if head is None or head in units.words.exchanged:
        return True
    return head in units.words.generic and head not in units.words.parties


def as_barter(passage: Passage, given: Quantity, received: Quantity, units: Units) -> Quantity | None:
    """Return two counts as one exchange: "6,000 bodies for 27", "nine soldiers in exchange for two officers"."""
    gap = tuple(passage.word(j) for j in range(given.last, received.first))
    if gap not in units.barter or given.form != "single" or received.form != "single":
        return None
    counts = given.nature == received.nature == "count" and given.unit is None and received.unit is None
    if not (counts and _is_whole(given) and _is_whole(received)):
        return None
    first, last = passage.sentence_range(received.first)
    own = _own_goods(given, units) or (_own_goods(received, units) if len(gap) > 1 else None)
    if own is None or not has_exchange(passage, first, last, units):
        return None
    return replace(
        given, nature="exchange", form="pair", values=(given.values[0], received.values[0]), of=own, inferred=False,
        modifier=None, last=received.last, drop=None,
    )  # fmt: skip


def _is_whole(quantity: Quantity) -> bool:
    return (
        bool(quantity.values)
        and quantity.values[0] >= 1
        and quantity.values[0] == quantity.values[0].to_integral_value()
    )


def _own_goods(quantity: Quantity, units: Units) -> str | None:
    return quantity.of if quantity.head is not None and quantity.head in units.words.exchanged else None


def _pair(passage: Passage, quantity: Quantity, goods: str | None, units: Units, *, said: bool) -> Quantity:
    """Settle "N for N", "N by N": an exchange where the sentence, or for equal numbers the article, speaks of one."""
    equal = quantity.values[0] == quantity.values[1]
    near = goods_near(passage, quantity.first, units)
    known = near is not None or goods is not None
    if not (known and (said or equal)) and not (said and equal):
        return quantity
    own = _own_goods(quantity, units)
    if (
        quantity.of is not None
        and own is None
        and quantity.head not in units.words.generic
        and not units.words.exchange_cues & {quantity.head}
    ):
        near = near or quantity.of
    of = own or near or goods
    return replace(
        quantity,
        nature="exchange",
        of=of,
        inferred=of is not None and own is None,
        last=quantity.core[1] if own is None else quantity.last,
    )


def _both(quantity: Quantity, goods: str, units: Units, *, last: int) -> Quantity:
    generic = quantity.head is None or quantity.head in units.words.generic
    of = goods if generic or quantity.of is None else quantity.of
    return replace(
        quantity, nature="exchange", form="pair", values=(quantity.values[0], quantity.values[0]), of=of,
        inferred=generic, last=max(last, quantity.last),
    )  # fmt: skip


def _each_side(passage: Passage, j: int, units: Units) -> int | None:
    """Return the end of "on each side", "each", "apiece" right after the counted phrase."""
    for phrase in units.each_side.get(passage.word(j), ()):
        if all(passage.word(j + k) == word for k, word in enumerate(phrase.tokens)):
            return j + len(phrase.tokens)
    return None


def _each_does(passage: Passage, first: int, quantity: Quantity, units: Units) -> bool:
    """Return whether each side does it: "each side released 205 prisoners", "the two each handed over 30"."""
    verbs = [
        j for j in range(max(first, quantity.first - 4), quantity.first) if passage.word(j) in units.words.exchange_cues
    ]
    return any("each" in (passage.word(j - 1), passage.word(j - 2), passage.word(j - 3)) for j in verbs)


def _is_mutual(passage: Passage, first: int, last: int, quantity: Quantity, units: Units) -> bool:
    """Return whether the sentence calls it a mutual exchange "involving" or "of" this many."""
    before = [passage.word(j) for j in range(max(first, quantity.first - 3), quantity.first)]
    if not before or before[-1] not in ("involving", "of", "covering", "included", "includes", "including"):
        return False
    mutual = [j for j in range(first, quantity.first) if passage.word(j) in units.words.mutual]
    return any(has_exchange(passage, j + 1, min(j + 4, last), units) for j in mutual)


def exchange_total(values: Sequence[Decimal]) -> Decimal | None:
    """Return how many change hands in all."""
    return values[0] + values[1] if len(values) == 2 else None
