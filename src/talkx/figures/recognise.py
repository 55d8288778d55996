"""The order of work inside a passage: numbers, units, pairs, refusals, bounds, ages, what is counted, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from talkx.figures.ages import with_age
from talkx.figures.amounts import read_amounts
from talkx.figures.bounds import with_bound, with_change
from talkx.figures.counted import with_counted, with_elided
from talkx.figures.exchanges import as_barter, as_exchange
from talkx.figures.multiples import as_multiple
from talkx.figures.passages import Passage
from talkx.figures.quantities import Nature, Quantity
from talkx.figures.refusals import is_refused
from talkx.figures.series import join_amounts
from talkx.model import Span
from talkx.resources.units import Units

_SPANNING = frozenset({"to", "or", "-", "–", "—"})
_COUNTING = frozenset({"count", "exchange", "score"})
_NATURES: dict[str, Nature] = {"currency": "money", "percent": "percent", "time": "duration", "": "count"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rest of the article tells a passage.

    What its exchange exchanges, which literals are names in it, and whether it names some state's pounds.
    """

    goods: str | None = None
    named: frozenset[str] = frozenset()
    pounds: bool = False


def recognise(
    passage: Passage,
    units: Units,
    claimed: Iterable[Span] = (),
    setting: Setting = Setting(),
) -> list[Quantity]:
    """Return every quantity of a passage in text order, those that a record leaves out marked with why (`drop`).

    `claimed` are the spans of dates, in text order.
    """
    taken = claimed_tokens(passage, claimed)
    found: list[Quantity] = []
    amounts = read_amounts(passage, units, taken, pounds=setting.pounds)
    for quantity in join_amounts(passage, amounts, units):
        if quantity.unit is None and passage.tokens[quantity.numeral_first].text in setting.named:
            continue
        if quantity.unit is None and passage.word(quantity.last) in _SPANNING and quantity.last + 1 in taken:
            continue  # "15 to (20 seconds)": the first half of a date's own range
        read = _read(passage, quantity, found, setting.goods, units)
        if read is None:
            continue
        barter = as_barter(passage, found[-1], read, units) if found else None
        if barter is not None:
            found[-1] = barter
        else:
            found.append(read)
    counts = Counter(passage.sentence[quantity.first] for quantity in found if quantity.nature in _COUNTING)
    return [_judged(passage, quantity, counts, units) for quantity in found]


def claimed_tokens(passage: Passage, claimed: Iterable[Span]) -> Collection[int]:
    """Return the tokens of the passage that lie in one of the spans (in text order, without overlaps)."""
    taken: set[int] = set()
    tokens = passage.tokens
    i = 0
    for span in claimed:
        while i < len(tokens) and tokens[i].end <= span.start:
            i += 1
        while i < len(tokens) and tokens[i].start < span.end:
            taken.add(i)
            i += 1
    return taken


def _read(
    passage: Passage, quantity: Quantity, before: list[Quantity], goods: str | None, units: Units
) -> Quantity | None:
    if is_refused(passage, quantity, units):
        return None
    plain = _with_magnitude(passage, _with_nature(quantity), units)
    quantity = as_multiple(passage, plain, units)
    multiple = quantity is not plain
    if not multiple and quantity.amounts[0].numeral.form == "multiple":
        return None
    quantity = with_bound(passage, quantity, units)
    quantity = with_age(passage, quantity, before[-1] if before else None, units)
    if quantity.nature == "score":
        return _apart(_with_votes(passage, quantity, units), before)
    if quantity.nature != "age" and not multiple:
        quantity = with_counted(passage, quantity, units)
        quantity = _as_duration(quantity, units)
        quantity = as_exchange(passage, quantity, goods, units)
        if quantity.form == "pair" and quantity.nature != "exchange":
            return None
        quantity = with_elided(passage, quantity, before, units)
    return _apart(_as_restated(passage, with_change(passage, quantity, units), before), before)


def _with_votes(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Return a score of a vote ("voted 66 to 27", "a 226-12 vote") with what it counts."""
    first, last = passage.sentence_range(quantity.first)
    words = {token.lower for token in passage.tokens[first:last]}
    if not words & units.words.vote_words or words & {"goals", "penalties", "match", "game"}:
        return quantity
    following = passage.word(quantity.last)
    last_token = quantity.last + (following in units.words.vote_words)
    return replace(quantity, of="votes", head="votes", inferred=following != "votes", last=last_token)


def _as_restated(passage: Passage, quantity: Quantity, before: Sequence[Quantity]) -> Quantity:
    """Give the same fact in another unit ("about 50 m (165 ft)", "190 points, or 0.6%") the bound of the first."""
    if not before or quantity.unit is None or before[-1].unit is None or quantity.unit == before[-1].unit:
        return quantity
    first = before[-1]
    gap = tuple(passage.word(j) for j in range(first.last, quantity.first))
    bracketed = gap == ("(",) and passage.word(quantity.last) == ")"
    if not (bracketed and quantity.dimension == first.dimension) and gap not in ((",", "or"), ("or",)):
        return quantity
    if quantity.modifier is not None or quantity.change is not None or quantity.form != first.form:
        return quantity
    return replace(quantity, modifier=first.modifier, change=first.change, by=first.by)


def _apart(quantity: Quantity, before: Sequence[Quantity]) -> Quantity | None:
    """Keep quantities from overlapping: the later one gives way, down to its number."""
    if not before or quantity.first >= before[-1].last:
        return quantity
    if quantity.core[0] >= before[-1].last:
        return replace(quantity, first=before[-1].last)
    return None


def _with_nature(quantity: Quantity) -> Quantity:
    if quantity.form in ("score", "ratio"):
        return replace(quantity, nature="score" if quantity.form == "score" else "ratio")
    if quantity.nature != "count":
        return quantity
    if quantity.amounts[0].numeral.form in ("part", "fraction") and quantity.unit is None:
        return replace(quantity, nature="ratio")
    return replace(quantity, nature=_NATURES.get(quantity.dimension, "measure"))


def _with_magnitude(passage: Passage, quantity: Quantity, units: Units) -> Quantity:
    """Read "magnitude 5.2" and "a 6.4 quake"."""
    if quantity.unit is not None or quantity.form not in ("single", "range"):
        return quantity
    i = quantity.first - 1
    if passage.word(i) in _HYPHEN_WORDS:
        i -= 1
    if passage.word(i) in ("magnitude", "magnitudes") or (
        passage.word(i) == "of" and passage.word(i - 1) == "magnitude"
    ):
        first = i - 1 if passage.word(i) == "of" else i
        return replace(quantity, first=first, unit="magnitude", dimension="magnitude", nature="measure")
    decimal = (
        quantity.form == "single" and quantity.values[0] < 10 and "." in passage.tokens[quantity.numeral_first].text
    )
    if decimal and passage.word(quantity.last) in units.words.quakes:
        return replace(quantity, unit="magnitude", dimension="magnitude", nature="measure", last=quantity.last + 1)
    return quantity


_HYPHEN_WORDS = frozenset("-‐‑")


def _as_duration(quantity: Quantity, units: Units) -> Quantity:
    """Mark what counts time units at a distance: "four straight days", "hundreds of years"."""
    if quantity.nature == "count" and quantity.head is not None and quantity.unit is None:
        forms = units.after.get(quantity.head, ())
        if any(form.dimension == "time" and form.tokens == (quantity.head,) and not form.exact for form in forms):
            return replace(quantity, nature="duration")
    return quantity


# --------------------------------------------------------------------------------------------- what a record leaves out


def _judged(passage: Passage, quantity: Quantity, counts: Mapping[int, int], units: Units) -> Quantity:
    """Return the quantity marked with why a record leaves it out, if it does."""
    if quantity.drop is not None:
        return quantity
    if quantity.nature == "duration":
        return replace(quantity, drop="duration")
    if quantity.nature != "count" or quantity.unit is not None or quantity.form != "single":
        return quantity
    if _is_reference(passage, quantity, units):
        return replace(quantity, drop="reference")
    if quantity.values[0] == 1 and passage.tokens[quantity.numeral_first].kind == "word":
        return replace(quantity, drop=None if _counts_one(passage, quantity, counts, units) else "lone one")
    return quantity


def _is_reference(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a small number points back at known parties: "the two sides"."""
    words = units.words
    if quantity.values[0] > 3 or quantity.modifier is not None or passage.tokens[quantity.numeral_first].kind != "word":
        return False
    before = passage.word(quantity.first - 1)
    pointing = before in words.pointing or before in ("s", "'s", "’s", "between")
    return pointing and (quantity.head is None or quantity.inferred or quantity.head in words.parties)


def _counts_one(passage: Passage, quantity: Quantity, counts: Mapping[int, int], units: Units) -> bool:
    """Return whether the word "one" counts: with a bound, beside another count of its sentence, or of a casualty."""
    words = units.words
    if passage.word(quantity.core[1]) == "of" or quantity.amounts[0].adjective:
        return False
    if quantity.modifier in ("at_least", "over", "at_most"):
        return quantity.of is not None and (quantity.modifier != "over" or not quantity.inferred)
    before, after = passage.word(quantity.first - 1), passage.word(quantity.core[1])
    if before in words.casualty_verbs or after in words.casualty_states:
        return quantity.of is not None
    if quantity.inferred or quantity.head is None or quantity.of is None:
        return False
    if quantity.head not in words.countable_singly and not quantity.of.split()[-1][0].isupper():
        return False
    return counts[passage.sentence[quantity.first]] > 1
