"""The number pass: reads one number, however it is written, at a given token.

Digits with separators, decimals, fractions and mixed numbers, number words, scales, and the plurals that only bound an
amount ("tens of thousands"). A value is an exact decimal; nothing is rounded except a fraction such as a third, which
is given to six places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from talkx.figures.lexing import literal_value
from talkx.figures.passages import Passage
from talkx.resources.units import Units

PLACES = Decimal("0.000001")
_HYPHENS = frozenset("-‐‑")
_SLASHES = frozenset("/⁄")
_VULGAR = {
    "¼": (1, 4), "½": (1, 2), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
_WRITTEN_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 20, 32, 64, 100})
_LARGEST = Decimal(10) ** 15
_HUNDRED, _TWENTY = Decimal(100), Decimal(20)
_ONE = Decimal(1)

Form = Literal["digits", "words", "fraction", "part", "vague", "multiple"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens `first` to `last` (exclusive).

    `form` "part" is a part of one that needs a whole ("half", "two thirds"); "multiple" is a number that multiplies
    ("sixfold", "twice"); "vague" has bounds and no value. `scale`
    is the scale word's factor within `value`, which a range may share; `doubtful` that of a letter that may be a unit.
    """

    first: int
    last: int
    value: Decimal | None
    form: Form
    scale: Decimal = _ONE
    low: Decimal | None = None
    high: Decimal | None = None
    doubtful: Decimal | None = None


def ratio(numerator: Decimal | int, denominator: Decimal | int) -> Decimal:
    """Return a quotient, exact where it ends within six places, else rounded to six.

    >>> ratio(1, 4), ratio(2, 3)
    (Decimal('0.25'), Decimal('0.666667'))
    """
    return (Decimal(numerator) / Decimal(denominator)).quantize(PLACES).normalize()


def read_numeral(passage: Passage, i: int, units: Units) -> Numeral | None:
    """Return the longest number that starts at token `i`, or None."""
    token = passage.tokens[i]
    if token.kind == "number":
        return _digits(passage, i, units)
    if token.kind == "sign":
        part = _VULGAR.get(token.text)
        return None if part is None else Numeral(i, i + 1, ratio(*part), "fraction")
    return _words(passage, i, units)


def _joined(passage: Passage, i: int) -> int:
    """Return the index after an optional glued hyphen at `i`, so that "two-thirds" reads like "two thirds"."""
    if passage.word(i) in _HYPHENS and passage.glued(i) and passage.glued(i + 1):
        return i + 1
    return i


def fold_value(word: str, units: Units) -> Decimal | None:
    """Return the number in "sixfold" or "hundredfold", or None."""
    stem = word.removesuffix("fold")
    return None if stem == word else units.cardinals.get(stem, units.scales.get(stem))


# ------------------------------------------------------------------------------------------------------------- digits


def _digits(passage: Passage, i: int, units: Units) -> Numeral | None:
    value = literal_value(passage.tokens[i].text)
    if value is None:
        return None
    j, form = i + 1, "digits"
    spaced = _spaced_thousands(passage, i)
    if spaced is not None:
        value, j = spaced
    else:
        fraction = _written_fraction(passage, i, value)
        if fraction is not None:
            value, j, form = fraction
    value, j = _and_a_half(passage, value, j)
    return replace(_scaled(passage, i, j, value, units), form="fraction" if form == "fraction" else "digits")


def _spaced_thousands(passage: Passage, i: int) -> tuple[Decimal, int] | None:
    """Read "816 000" as one number: groups of three after plain spaces, where one of them is 000 or there are two."""
    tokens = passage.tokens
    if not (tokens[i].text.isdigit() and len(tokens[i].text) <= 3 and tokens[i].text[0] != "0"):
        return None
    j = i + 1
    while j < len(tokens) and j < i + 6 and tokens[j].kind == "number" and not tokens[j].glued:
        if len(tokens[j].text) != 3 or tokens[j].start != tokens[j - 1].end + 1 or not tokens[j].text.isdigit():
            break
        j += 1
    groups = [token.text for token in tokens[i + 1 : j]]
    if "000" in groups or len(groups) >= 2:
        return Decimal(tokens[i].text + "".join(groups)), j
    return None


def _written_fraction(passage: Passage, i: int, value: Decimal) -> tuple[Decimal, int, str] | None:
    """Read "1½", "1 1/2", "1-1/2" (mixed) and "3/4" (a fraction), from the token after the first literal on."""
    tokens = passage.tokens
    j = _joined(passage, i + 1)
    if j < len(tokens) and tokens[j].text in _VULGAR and tokens[i].text.isdigit():
        return value + ratio(*_VULGAR[tokens[j].text]), j + 1, "digits"
    if j < len(tokens) and tokens[j].kind == "number" and tokens[i].text.isdigit():
        part = _slashed(passage, j)
        if part is not None:
            return value + part, j + 3, "digits"
    part = _slashed(passage, i)
    return None if part is None else (part, i + 3, "fraction")


def _slashed(passage: Passage, i: int) -> Decimal | None:
    """Return the value of "3/4" at token `i`: a proper fraction with a denominator that people write."""
    tokens = passage.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].text not in _SLASHES or tokens[i + 2].kind != "number":
        return None
    if not (tokens[i + 1].glued and tokens[i + 2].glued) or (passage.word(i + 3) in _SLASHES and passage.glued(i + 3)):
        return None
    upper, lower = tokens[i].text, tokens[i + 2].text
    if not (upper.isdigit() and lower.isdigit() and len(upper) <= 2 and len(lower) <= 3):
        return None
    if int(lower) not in _WRITTEN_DENOMINATORS or not 0 < int(upper) < int(lower):
        return None
    return ratio(int(upper), int(lower))


def _and_a_half(passage: Passage, value: Decimal, j: int) -> tuple[Decimal, int]:
    """Read "and a half" (and "and one half", "and three quarters") after a number."""
    k = _joined(passage, j)
    if passage.word(k) != "and":
        return value, j
    k = _joined(passage, k + 1)
    words = (passage.word(k), passage.word(_joined(passage, k + 1)))
    after = _joined(passage, k + 1) + 1
    if words[0] in ("a", "one") and words[1] in ("half", "quarter", "third"):
        return value + ratio(1, {"half": 2, "quarter": 4, "third": 3}[words[1]]), after
    if words == ("three", "quarters"):
        return value + Decimal("0.75"), after
    return value, j


def _scaled(passage: Passage, first: int, j: int, value: Decimal, units: Units) -> Numeral:
    """Read the scale words after a number: "1.5 million", "7bn", "25 lakh crore", "2 dozen"."""
    scale, doubtful = _ONE, None
    for _ in range(3):
        k = _joined(passage, j)
        if k == j and passage.word(j) in _HYPHENS and passage.word(j + 1) in units.scales:
            k = j + 1  # "$481- million"
        word = passage.word(k)
        step = units.scales.get(word)
        if step is None and scale == _ONE:
            step = units.short_scales.get(word)
        if step is None:
            break
        value, scale, j = value * step, scale * step, k + 1
    if (scale == _ONE and passage.glued(j)) or (scale == _ONE and passage.tokens[first].kind == "number"):
        doubtful = units.doubtful_scales.get(passage.word(j))
    if scale != _ONE:
        value, j = _and_a_half(passage, value, j) if passage.word(j) == "and" and scale == 12 else (value, j)
    return Numeral(first, j, value, "digits", scale, doubtful=doubtful)


# -------------------------------------------------------------------------------------------------------------- words


def _words(passage: Passage, i: int, units: Units) -> Numeral | None:
    word = passage.tokens[i].lower
    if word in units.cardinals:
        return _cardinal(passage, i, units)
    if word in ("a", "an"):
        return _article(passage, i, units)
    if word in units.vague or word in units.vague_multipliers:
        return _vague(passage, i, units)
    if word in units.several:
        return _several(passage, i, i, units)
    if word == "half":
        return _half(passage, i, i, units)
    if word == "quarter":
        return _part_of_scale(passage, i, i + 1, Decimal("0.25"), units)
    multiple = units.words.multiples.get(word) or fold_value(word, units)
    return None if multiple is None else Numeral(i, i + 1, Decimal(multiple), "multiple")


def _cardinal(passage: Passage, i: int, units: Units) -> Numeral | None:
    value, j, scale = _cardinal_value(passage, i, units)
    part = _spoken_fraction(passage, i, j, value, units)
    if part is not None:
        return part
    mixed, k = _and_a_half(passage, value, j)
    if k != j:
        return replace(_scaled(passage, i, k, mixed, units), form="words")
    if passage.word(j) == "point" and passage.word(j + 1) in units.cardinals:
        return _spoken_decimal(passage, i, j, value, units)
    return Numeral(i, j, value, "words", scale)


def _cardinal_value(passage: Passage, i: int, units: Units) -> tuple[Decimal, int, Decimal]:
    """Add up number words from token `i`: (value, index after, last scale). "three hundred and twelve thousand"."""
    total = group = Decimal(0)
    scale = _ONE
    room = Decimal(10_000)  # only a smaller number may follow: "twenty five", not "twenty twenty"
    j = i
    end = i
    while True:
        word = passage.word(j)
        step = units.scales.get(word)
        value = units.cardinals.get(word)
        if step is not None and j > i and word != "dozen":
            if (step == _HUNDRED and group >= _HUNDRED) or total >= _LARGEST:
                break
            scale = step
            if step == _HUNDRED:
                group, room = (group or _ONE) * step, _HUNDRED
            else:
                total, group, room = _shifted(total, group, step)
        elif word == "dozen" and j > i:
            return (total + group) * 12, j + 1, Decimal(12)
        elif value is not None and _fits(value, room, group):
            group += value
            room = Decimal(10) if value >= _TWENTY else Decimal(0)
            scale = _ONE
        else:
            break
        end = j + 1
        j = _next_word(passage, end, units, scale)
    return total + group, end, scale


def _fits(value: Decimal, room: Decimal, group: Decimal) -> bool:
    return value < room and (value > 0 or group == 0)


def _shifted(total: Decimal, group: Decimal, step: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Close a group at a scale word; a larger scale after a smaller one multiplies all ("hundred thousand million")."""
    if total and total < step:
        return (total + group) * step, Decimal(0), Decimal(1000)
    return total + (group or _ONE) * step, Decimal(0), Decimal(1000)


def _next_word(passage: Passage, j: int, units: Units, scale: Decimal) -> int:
    """Return where the number may go on: over a glued hyphen, or over "and" after a scale word."""
    k = _joined(passage, j)
    if passage.word(k) == "and" and scale >= _HUNDRED:
        following = _joined(passage, k + 1)
        if passage.word(following) in units.cardinals:
            return following
    return k


def _spoken_fraction(passage: Passage, i: int, j: int, value: Decimal, units: Units) -> Numeral | None:
    """Read "two-thirds", "one quarter", "three fifths of"."""
    k = _joined(passage, j)
    word = passage.word(k)
    denominator = units.fractions.get(word)
    if denominator is None or value >= 100 or (word in ("half", "halves") and value != _ONE):
        return None
    plural = word.endswith("s")
    if plural == (value == _ONE) or (word == "thirds" and k == j and value > denominator):
        return None
    hyphenated = k != j
    if word in ("quarter", "quarters") and not hyphenated and passage.word(k + 1) not in ("of", "full"):
        return None
    scaled = _part_of_scale(passage, i, k + 1, ratio(value, denominator), units)
    return scaled or Numeral(i, k + 1, ratio(value, denominator), "part")


def _spoken_decimal(passage: Passage, i: int, j: int, value: Decimal, units: Units) -> Numeral:
    """Read "three point five million"."""
    digits = ""
    k = j + 1
    while k < j + 6 and passage.word(k) in units.cardinals and units.cardinals[passage.word(k)] < 10:
        digits += str(units.cardinals[passage.word(k)])
        k += 1
    if not digits:
        return Numeral(i, j, value, "words")
    return replace(_scaled(passage, i, k, value + Decimal(f"0.{digits}"), units), form="words")


def _article(passage: Passage, i: int, units: Units) -> Numeral | None:
    """Read "a hundred and fifty", "a dozen", "a third", "a quarter of a million", "a few hundred", "a half"."""
    j = i + 1
    word = passage.word(j)
    step = units.scales.get(word)
    if step is not None:
        return _counted_from_scale(passage, i, j, step, units)
    if word in units.several:
        return _several(passage, i, j, units)
    if word == "half":
        return _half(passage, i, j, units)
    denominator = units.fractions.get(word)
    if denominator is None or word.endswith("s"):
        return None
    scaled = _part_of_scale(passage, i, j + 1, ratio(1, denominator), units)
    return scaled or Numeral(i, j + 1, ratio(1, denominator), "part")


def _counted_from_scale(passage: Passage, i: int, j: int, step: Decimal, units: Units) -> Numeral:
    value, k, scale = step, j + 1, step
    if passage.word(k) in units.scales and passage.word(k) != "dozen":
        value, k, scale = value * units.scales[passage.word(k)], k + 1, step * units.scales[passage.word(k)]
    if passage.word(k) == "and" and passage.word(k + 1) in units.cardinals and step >= _HUNDRED:
        rest, after, _ = _cardinal_value(passage, k + 1, units)
        if rest < step:
            return Numeral(i, after, value + rest, "words", scale)
    mixed, after = _and_a_half(passage, _ONE, k)
    if after != k:
        return Numeral(i, after, mixed * value, "words", scale)
    return Numeral(i, k, value, "words", scale)


def _half(passage: Passage, first: int, j: int, units: Units) -> Numeral | None:
    """Read "half a million", "half-million", "half a dozen", "half of", "half"."""
    scaled = _part_of_scale(passage, first, j + 1, Decimal("0.5"), units)
    return scaled or Numeral(first, j + 1, Decimal("0.5"), "part")


def _part_of_scale(passage: Passage, first: int, j: int, part: Decimal, units: Units) -> Numeral | None:
    """Read the scale after a part: "(half) a million", "(a quarter) of a million", "(half)-a-dozen"."""
    k = _joined(passage, j)
    if passage.word(k) == "of":
        k = _joined(passage, k + 1)
        if passage.word(k) not in ("a", "an", "one"):
            return None
    if passage.word(k) in ("a", "an", "one"):
        k = _joined(passage, k + 1)
    step = units.scales.get(passage.word(k))
    if step is None:
        return None
    value = part * step
    if passage.word(k + 1) in units.scales:
        return Numeral(first, k + 2, value * units.scales[passage.word(k + 1)], "words", step)
    return Numeral(first, k + 1, value, "words", step)


def _several(passage: Passage, first: int, j: int, units: Units) -> Numeral | None:
    """Read "several hundred", "a few thousand", "a couple of dozen": bounded by the scale; a bare "several" is none."""
    k = j + 1
    if passage.word(k) == "of":
        k += 1
    step = units.scales.get(passage.word(k))
    if step is None:
        return _several_plural(passage, first, k, units)
    k += 1
    while passage.word(k) in units.scales:
        step, k = step * units.scales[passage.word(k)], k + 1
    return Numeral(first, k, None, "vague", low=step, high=step * 10 - 1)


def _several_plural(passage: Passage, first: int, k: int, units: Units) -> Numeral | None:
    if passage.word(k) not in units.vague:
        return None
    found = _vague(passage, k, units)
    return found and Numeral(first, found.last, None, "vague", low=found.low, high=found.high)


def _vague(passage: Passage, i: int, units: Units) -> Numeral | None:
    """Read "hundreds", "tens of thousands", "hundreds of millions"."""
    word = passage.word(i)
    if passage.word(i + 1) == "of" and word in units.vague_multipliers and passage.word(i + 2) in units.vague:
        low = units.vague_multipliers[word] * units.vague[passage.word(i + 2)]
        return Numeral(i, i + 3, None, "vague", low=low, high=low * 10 - 1)
    low_bound = units.vague.get(word)
    if low_bound is None:
        return None
    return Numeral(i, i + 1, None, "vague", low=low_bound, high=low_bound * 10 - 1)
