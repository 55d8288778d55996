"""What the lower-cased pieces cannot show: case, shape, spacing and the look of the block."""

from __future__ import annotations

from collections.abc import Sequence

NAMES = (
    "first_upper", "all_upper", "title", "has_digit", "alphabetic", "digits", "short", "sign",
    "inner_capital", "lower", "space_before", "block_start", "block_title_case", "block_capitals",
    "block_ends", "block_short",
)  # fmt: skip
SIZE = len(NAMES)
_SHARE = 0.75
_ENDS = frozenset(".?!:;,\"'”’»)]")


def _shape(word: str) -> list[float]:
    upper = word.isupper()
    first = word[0].isupper()
    alpha = word.isalpha()
    digits = word.isdigit()
    return [
        float(first),
        float(upper and len(word) > 1),
        float(first and word[1:].islower()),
        float(any(c.isdigit() for c in word[:40])),
        float(alpha),
        float(digits),
        float(len(word) <= 3),
        float(not any(c.isalnum() for c in word[:40])),
        float(not upper and any(c.isupper() for c in word[1:40])),
        float(word.islower()),
    ]


def block_features(words: Sequence[str], spaces: Sequence[bool]) -> list[list[float]]:
    """One row of ``SIZE`` numbers for each word of one block.

    ``spaces`` says of each word whether whitespace stands before it.
    """
    if not words:
        return []
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    capital = sum(w[0].isupper() for w in long)
    upper = sum(w.isupper() for w in words if len(w) > 1 and w[0].isalpha())
    alpha = sum(1 for w in words if len(w) > 1 and w[0].isalpha())
    block: list[float] = [
        float(len(long) >= 3 and capital >= _SHARE * len(long)),
        float(alpha >= 2 and upper >= _SHARE * alpha),
        float(words[-1][-1] in _ENDS),
        float(len(words) <= 14),
    ]
    rows: list[list[float]] = []
    for i, word in enumerate(words):
        rows.append([*_shape(word), float(spaces[i]), float(i == 0), *block])
    return rows
