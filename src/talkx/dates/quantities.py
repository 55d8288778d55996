"""Numbers, ordinals, years and phrases inside an expression of time.

Each function reads at a token and returns what it read and the index behind it, or None.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar, Phrase

ORDINAL_SUFFIXES = frozenset(("st", "nd", "rd", "th"))


def match_phrase(t: Tokens, i: int, index: dict[str, tuple[Phrase, ...]]) -> tuple[object, int] | None:
    """Return the value of the longest phrase of `index` that stands at `i`."""
    for phrase in index.get(t.word(i), ()):
        end = i + len(phrase.words)
        if tuple(t.low[i:end]) == phrase.words:
            return phrase.value, end
    return None


def cardinal(t: Tokens, i: int, c: Calendar) -> tuple[Decimal, int] | None:
    """Read digits or number words: `12`, `2.5`, `1,000`, `twenty-five`, `one hundred and five`, `1 1/2`."""
    word = t.word(i)
    if word[:1].isdigit() and word[0].isascii() and len(word) <= 16:
        if word.count(".") > 1:
            return None
        value = Decimal(word.replace(",", ""))
        low, high = t.number(i + 1), t.number(i + 3)
        if low == 1 and t.word(i + 2) == "/" and high in (2, 3, 4) and not t.is_glued(i + 1):
            return value + Decimal(low) / Decimal(high), i + 4
        scale = c.words.scales.get(t.word(i + 1))
        return (value * scale, i + 2) if scale is not None else (value, i + 1)
    total = current = 0
    j, seen = i, False
    while j < len(t) and j < i + 12:
        word = t.low[j]
        if word in c.words.numbers:
            if (seen and current % 10) or (seen and c.words.numbers[word] > 9 and current % 100):
                break
            current += c.words.numbers[word]
        elif word in c.words.tens:
            if seen and current % 100:
                break
            current += c.words.tens[word]
        elif word in c.words.scales and seen:
            scale = c.words.scales[word]
            current = max(current, 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
        elif not (seen and word in ("and", "-") and _continues(t, j, c)):
            break
        seen = True
        j += 1
    return (Decimal(total + current), j) if seen else None


def _continues(t: Tokens, j: int, c: Calendar) -> bool:
    """Return whether a number word goes on behind `and` or a hyphen: `hundred and five`, `twenty-five`."""
    before, after = t.word(j - 1), t.word(j + 1)
    if t.low[j] == "and":
        return before in c.words.scales and (after in c.words.numbers or after in c.words.tens)
    return before in c.words.tens and after in c.words.numbers and t.is_glued(j) and t.is_glued(j + 1)


def amount(t: Tokens, i: int, c: Calendar) -> tuple[Decimal | None, int] | None:
    """Read how many units: a cardinal, `a`, `half a`, `two and a half`, or a vague word (None: `several`)."""
    word = t.word(i)
    if word == "half" and t.word(i + 1) in ("a", "an"):
        return Decimal("0.5"), i + 2
    if word in ("a", "an"):
        for shape, value in _A_SHAPES:
            if t.has(i + 1, *shape):
                return value, i + 1 + len(shape)
        if t.word(i + 1) in ("-", '"'):
            return None
        return Decimal(1), i + 1
    if word in c.words.vague_amounts:
        end = i + 1
        if t.word(i - 1) == "as":
            return None
        if word in ("dozens", "hundreds", "thousands", "tens"):
            if t.word(end) != "of":
                return None
            end += 1
            if t.word(end) in ("thousands", "millions") and t.word(end + 1) == "of":
                end += 2
        return None, end
    read = cardinal(t, i, c)
    if read is None:
        return None
    value, end = read
    if t.word(end) == "dozen":
        value, end = value * 12, end + 1
    for shape in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("and", "one", "half"), ("1", "/", "2")):
        if t.has(end, *shape):
            return value + Decimal("0.5"), end + len(shape)
    if t.word(end) == "or" and (other := cardinal(t, end + 1, c)) is not None:
        return None, other[1]
    return value, end


_A_SHAPES: tuple[tuple[tuple[str, ...], Decimal | None], ...] = (
    (("couple", "of"), None),
    (("couple",), None),
    (("few",), None),
    (("good", "few"), None),
    (("number", "of"), None),
    (("handful", "of"), None),
    (("half", "-"), Decimal("0.5")),
    (("half",), Decimal("0.5")),
    (("dozen",), Decimal(12)),
    (("hundred",), Decimal(100)),
    (("single",), Decimal(1)),
    (("full",), Decimal(1)),
    (("whole",), Decimal(1)),
)


def ordinal(t: Tokens, i: int, c: Calendar) -> tuple[int, int] | None:
    """Read an ordinal: `3rd`, `third`, `twenty-first`."""
    number = t.number(i)
    if number is not None:
        if t.word(i + 1) in ORDINAL_SUFFIXES and t.is_glued(i + 1):
            return number, i + 2
        return None
    word = t.word(i)
    if word in c.words.ordinals:
        return c.words.ordinals[word], i + 1
    if word in c.words.tens and t.word(i + 1) == "-" and 0 < c.words.ordinals.get(t.word(i + 2), 0) < 10:
        return c.words.tens[word] + c.words.ordinals[t.word(i + 2)], i + 3
    return None


def day_number(t: Tokens, i: int, c: Calendar, *, words: bool = False) -> tuple[int, int] | None:
    """Read a day of the month, 1 to 31: `16`, `16th`, and `sixteenth` where `words`."""
    number = t.number(i)
    if number is None and not words:
        return None
    read = ordinal(t, i, c)
    if read is not None:
        return read if 1 <= read[0] <= 31 else None
    if number is None or not 1 <= number <= 31 or len(t.word(i)) > 2:
        return None
    return number, i + 1


def year_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """Read a year of four digits, or two behind an apostrophe (`'98`): 30 to 99 are of the 1900s."""
    number = t.number(i)
    if number is not None and len(t.word(i)) == 4 and 1000 <= number <= 2999:
        return number, i + 1
    if t.word(i) == "'" and t.is_glued(i + 1) and len(t.word(i + 1)) == 2:
        short = t.number(i + 1)
        if short is not None and t.word(i + 2) not in ("s", "'"):
            return short + (1900 if short >= 30 else 2000), i + 2
    return None


def plain(value: Decimal) -> str:
    """Return a decimal without exponent or trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
