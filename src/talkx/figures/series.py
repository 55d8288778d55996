"""Joins amounts into one quantity where two numbers say one thing.

A range ("10-15", "between 10 and 15", "five or six"), a pair ("1,000 for 1,000"), a score or vote ("3-1", "66 to 27"),
a ratio ("3:1", "one in five"), a measure in two units ("six feet five inches"). Amounts that only share a unit or a
scale ("from 4 to 5 per cent") stay apart and both get it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from talkx.figures.amounts import Amount
from talkx.figures.numerals import ratio
from talkx.figures.passages import Passage
from talkx.figures.quantities import Quantity, QuantityForm
from talkx.resources.units import Units

_DASHES = frozenset("-‐‑–—−")
_LONG_DASHES = frozenset("–—")
_COMPOUND = {("foot", "inch"): Decimal(12), ("pound", "ounce"): Decimal(16), ("stone", "pound"): Decimal(14)}
_INCH_MARKS = frozenset({"in", "ins", '"', "″", "”", "''"})
_FOOT_MARKS = frozenset({"'", "′", "’"})
_PARTS_OF_TEN = frozenset(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100)))
_YEARS = range(1000, 2200)


def join_amounts(passage: Passage, amounts: list[Amount], units: Units) -> list[Quantity]:
    """Return the quantities of a passage in text order, pairs and ranges joined."""
    out: list[Quantity] = []
    k = 0
    while k < len(amounts):
        joined = None
        if k + 1 < len(amounts) and amounts[k + 1].first - amounts[k].last <= 6:
            joined = _join(passage, amounts[k], amounts[k + 1], units)
        if isinstance(joined, Quantity):
            out.append(joined)
            k += 2
            continue
        if joined is not None:
            amounts[k], amounts[k + 1] = joined
        out.append(single(amounts[k]))
        k += 1
    return out


def single(amount: Amount) -> Quantity:
    """Return the quantity of one amount: vague where its number only has bounds."""
    numeral = amount.numeral
    values = () if amount.value is None else (amount.value,)
    form: QuantityForm = "single" if values else "vague"
    return replace(_quantity(amount, amount, form, values), low=numeral.low, high=numeral.high)


def _quantity(a: Amount, b: Amount, form: QuantityForm, values: tuple[Decimal, ...]) -> Quantity:
    return Quantity(
        first=a.first,
        last=b.last,
        core=(a.first, b.last),
        amounts=(a,) if a is b else (a, b),
        form=form,
        values=values,
        unit=b.unit or a.unit,
        dimension=b.dimension or a.dimension,
        minor=b.minor or a.minor,
        per=b.per or a.per,
    )


Joined = Quantity | tuple[Amount, Amount] | None


def _join(passage: Passage, a: Amount, b: Amount, units: Units) -> Joined:
    """Return two neighbours as one quantity, or as two that share a unit, or None where they have nothing in common."""
    if a.value is None or b.value is None or passage.sentence[a.first] != passage.sentence[b.last - 1]:
        return None
    if "multiple" in (a.numeral.form, b.numeral.form):
        return None  # "rose sixfold to 300"
    gap = tuple(passage.word(i) for i in range(a.last, b.first))
    whole = _compound(passage, a, b, gap) or _major_and_minor(a, b, gap)
    if whole is not None:
        return whole
    if len(gap) == 1 and gap[0] in _DASHES:
        return _dashed(passage, a, b, gap[0], units)
    return _worded(passage, a, b, gap, units)


def _worded(passage: Passage, a: Amount, b: Amount, gap: tuple[str, ...], units: Units) -> Joined:
    """Read what a word joins: to, and (after between), or, for, by, in, out of, x; hyphens around it change little."""
    words = tuple(word for word in gap if word not in _DASHES)
    hyphens = len(gap) - len(words)
    joined: Joined = None
    if words == ("to",):
        joined = _up_to(passage, a, b, units, hyphens=hyphens)
    elif words == ("and",) and _has_before(passage, a.first, "between"):
        joined = _range(a, b)
    elif words == ("or",):
        joined = _either(a, b, hyphens=hyphens)
    elif words in (("for",), ("by",)):
        joined = _pair(a, b, words[0])
    elif gap == (":",) and passage.glued(a.last) and passage.glued(b.first):
        joined = _colon(passage, a, b)
    elif words in (("in",), ("in", "every"), ("out", "of"), ("of", "every")):
        joined = _part_of(passage, a, b, words)
    elif words in (("x",), ("×",)) and b.unit is not None and a.unit is None:
        joined = _shared(a, b)
    return joined


def _major_and_minor(a: Amount, b: Amount, gap: tuple[str, ...]) -> Quantity | None:
    """Read "3 dollars 50 cents" and "five pounds and ten pence" as one sum."""
    if a.dimension != "currency" or a.minor is not None or b.minor is None or gap not in ((), ("and",)):
        return None
    if a.value is None or b.value is None or b.value >= 1 or a.prefixed:
        return None
    whole = _quantity(a, b, "single", (a.value + b.value,))
    return replace(whole, unit=a.unit, minor=None)


def _has_before(passage: Passage, i: int, *wanted: str) -> bool:
    """Return whether one of the words stands among the three tokens before token `i`."""
    return any(passage.word(j) in wanted for j in range(max(0, i - 3), i))


def _shared(a: Amount, b: Amount) -> tuple[Amount, Amount]:
    """Return both amounts with the unit and the scale word that only the second one has."""
    if a.value is None or b.value is None:
        return a, b
    value = a.value
    mantissa = b.numeral.value / b.numeral.scale if b.numeral.value is not None else b.value
    same = a.unit is None or a.dimension == b.dimension or b.unit is None
    if a.numeral.scale == 1 and b.numeral.scale > 1 and same and abs(value) < abs(mantissa) and a.minor is None:
        value = value * b.numeral.scale
    if a.unit is None and b.unit is not None:
        factor = Decimal("0.01") if b.minor else Decimal(1)
        return replace(
            a, value=value * factor, unit=b.unit, dimension=b.dimension, minor=b.minor, per=a.per or b.per
        ), b
    if b.unit is None and a.unit is not None and a.prefixed:
        return replace(a, value=value, per=a.per or b.per), replace(b, unit=a.unit, dimension=a.dimension)
    return replace(a, value=value, per=a.per or b.per), b


def _range(a: Amount, b: Amount) -> Joined:
    """Return low and high as one quantity; two that differ in unit or run downwards stay apart."""
    if a.unit is not None and b.unit is not None and (a.unit != b.unit or a.minor != b.minor):
        return None
    left, right = _shared(a, b)
    if left.value is None or right.value is None or left.value >= right.value:
        return left, right
    return replace(_quantity(left, right, "range", (left.value, right.value)), last=max(left.last, right.last))


def _plain(*amounts: Amount) -> bool:
    """Return whether the amounts are bare whole numbers of at most four digits, without unit."""
    return all(
        amount.unit is None
        and amount.value is not None
        and amount.value == amount.value.to_integral_value()
        and 0 <= amount.value < 10_000
        and amount.numeral.scale == 1
        for amount in amounts
    )


def _cued(passage: Passage, i: int, cues: Collection[str]) -> bool:
    """Return whether the sentence of token `i` holds one of the words."""
    first, last = passage.sentence_range(i)
    return any(passage.tokens[j].lower in cues for j in range(first, last))


def _is_score(passage: Passage, a: Amount, units: Units) -> bool:
    return _cued(passage, a.first, units.words.score_cues) or _cued(passage, a.first, units.words.vote_cues)


def _counts_things(passage: Passage, b: Amount, units: Units) -> bool:
    """Return whether a plural that is no cue of a score follows: "10-15 boats", and not "226-12 votes"."""
    word = passage.word(b.last)
    cue = word in units.words.score_cues or word in units.words.vote_cues
    return (
        word.isalpha() and len(word) > 3 and word.endswith("s") and not cue and word not in units.words.function_words
    )


def _dashed(passage: Passage, a: Amount, b: Amount, dash: str, units: Units) -> Joined:
    """Read "10-15", "3–1", "$10m-$12m", "0 – 1%"; seasons ("2012-13") and telephone numbers are neither."""
    glued = passage.glued(a.last) and passage.glued(b.first)
    spaced = dash in _LONG_DASHES and not passage.glued(a.last) and not passage.glued(b.first)
    if not glued and not (
        spaced and (b.unit is not None or (b.numeral.form == "digits" and a.numeral.form == "digits"))
    ):
        return None
    if a.value is None or b.value is None or _is_serial(passage, a, b):
        return None
    if b.unit is not None or a.unit is not None:
        return _range(a, b)
    if (
        _plain(a, b)
        and max(a.value, b.value) < 1000
        and not (a.value < b.value and _counts_things(passage, b, units))
        and _is_score(passage, a, units)
    ):
        return _quantity(a, b, "score", (a.value, b.value))
    if a.value < b.value:
        return _range(a, b)
    if _plain(a, b) and a.value < 200 and glued and a.value != b.value:  # "a 2-1 upset": runs downwards, so no range
        return _quantity(a, b, "score", (a.value, b.value))
    return None


def _is_serial(passage: Passage, a: Amount, b: Amount) -> bool:
    """Return whether two dashed literals are a season, a year span or a telephone number."""
    left, right = passage.tokens[a.numeral.first].text, passage.tokens[b.numeral.first].text
    if len(left) == 4 and left.isdigit() and int(left) in _YEARS and right.isdigit() and len(right) in (2, 4):
        return b.unit is None and (len(right) == 2 or int(right) in _YEARS)
    chained = passage.word(b.last) in _DASHES and passage.glued(b.last) and passage.glued(b.last + 1)
    digits_after = b.last + 1 < len(passage.tokens) and passage.tokens[b.last + 1].kind == "number"
    return (right.startswith("0") and right != "0" and "." not in right) or (chained and digits_after)


def _up_to(passage: Passage, a: Amount, b: Amount, units: Units, *, hyphens: int) -> Joined:
    """Read "three to six feet" (range), "66 to 27" after a vote (score), "3-to-1" (ratio), "from 5 to 7" (levels)."""
    if a.value is None or b.value is None:
        return None
    if a.value == b.value and a.unit is None and b.unit is None and a.value == a.value.to_integral_value():
        return _quantity(a, b, "pair", (a.value, b.value))
    if hyphens == 2 and _plain(a, b):
        return _quantity(a, b, "score" if _is_score(passage, a, units) else "ratio", (a.value, b.value))
    counts = _counts_things(passage, b, units)
    voted = _plain(a, b) and _cued(passage, a.first, {"voted", "vote", "votes", "win", "won", "beat"})
    if voted and not counts and not _has_before(passage, a.first, "from"):
        return _quantity(a, b, "score", (a.value, b.value))
    if a.unit is not None and b.unit is not None and a.unit != b.unit:
        return None
    changes = units.words.rise | units.words.fall
    changed = _changed_before(passage, a.first, changes)
    if _has_before(passage, a.first, "from") and changed:
        return _shared(a, b)
    if a.unit is not None and b.unit is not None and changed and not _has_before(passage, a.first, "between"):
        return None  # "rose 5 per cent to 80 per cent": a change and a level
    if a.unit is not None and b.unit is None and not a.prefixed:
        return None
    return _range(a, b)


def _changed_before(passage: Passage, i: int, changes: Collection[str]) -> bool:
    first, _ = passage.sentence_range(i)
    return any(passage.tokens[j].lower in changes for j in range(max(first, i - 8), i))


def _either(a: Amount, b: Amount, *, hyphens: int) -> Joined:
    """Read "five or six feet" as a range; "7- or 8-inch" are two sizes."""
    if hyphens and b.unit is not None:
        return _shared(a, b)
    if a.unit is not None or a.value is None or b.value is None or b.numeral.value is None:
        return _shared(a, b) if a.unit is None else None
    left, _ = _shared(a, b)
    if left.value is not None and left.value < b.value <= left.value * 2 and not b.prefixed:
        return _range(a, b)
    return _shared(a, b) if b.prefixed else None


def _pair(a: Amount, b: Amount, word: str) -> Joined:
    """Read "1,000 for 1,000" and "1000 by 1000"; whether things change hands is for the exchange grammar to say."""
    if a.value is None or b.value is None or a.value != a.value.to_integral_value():
        return None
    if word == "by" and (b.unit is not None or a.value != b.value):
        return _shared(a, b) if b.unit is not None and a.unit is None else None
    if a.unit is not None or b.unit is not None or b.value != b.value.to_integral_value():
        return None
    return _quantity(a, b, "pair", (a.value, b.value))


def _colon(passage: Passage, a: Amount, b: Amount) -> Quantity | None:
    """Read "3:1"; two digits after the colon make a clock time."""
    if not _plain(a, b) or a.value is None or b.value is None or len(passage.tokens[b.numeral.first].text) != 1:
        return None
    return _quantity(a, b, "ratio", (a.value, b.value))


def _part_of(passage: Passage, a: Amount, b: Amount, words: tuple[str, ...]) -> Quantity | None:
    """Read "one in five", "nine out of ten": the part as one value."""
    if not _plain(a, b) or a.value is None or b.value is None or not 0 < a.value < b.value:
        return None
    small = b.value in _PARTS_OF_TEN or b.value in (1000, 10_000)
    if (words == ("in",) and a.value != 1 and b.value not in (5, 10, 100)) or not small:
        return None
    if words == ("in",) and passage.word(a.first - 1) in ("number", "no", "the", "which"):
        return None
    whole = _quantity(a, b, "single", (ratio(a.value, b.value),))
    return replace(whole, nature="ratio")


def _compound(passage: Passage, a: Amount, b: Amount, gap: tuple[str, ...]) -> Quantity | None:
    """Read "six feet five inches", "5ft 10in" and 6'5" as one measure in the smaller unit."""
    if a.value is None or b.value is None:
        return None
    last, unit = b.last, b.unit
    if a.unit == "foot" and unit is None and not gap and passage.word(last) in _INCH_MARKS:
        unit, last = "inch", last + 1
    elif (
        a.unit is None and len(gap) == 1 and gap[0] in _FOOT_MARKS and passage.glued(a.last) and passage.glued(b.first)
    ):
        if passage.word(last) not in _INCH_MARKS or not passage.glued(last) or not 3 < a.value < 9 or b.value >= 12:
            return None
        return replace(
            _quantity(a, b, "single", (a.value * 12 + b.value,)), unit="inch", dimension="length", last=last + 1,
            core=(a.first, last + 1),
        )  # fmt: skip
    step = _COMPOUND.get((a.unit or "", unit or ""))
    if step is None or gap not in ((), ("and",), (",",), ("-",)) or b.value >= step:
        return None
    whole = _quantity(a, b, "single", (a.value * step + b.value,))
    return replace(whole, unit=unit, dimension=a.dimension, last=last, core=(a.first, last))
