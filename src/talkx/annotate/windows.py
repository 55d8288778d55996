"""Windows: which words go through the encoder together.

Consecutive blocks share a window while they fit, so that names are read in context; a block that
is longer than a window is cut, where possible after a sentence, and every part sees some words of
its neighbours.  The windows depend on the blocks of the one article alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

LIMIT = 230  # pieces of a window that holds whole blocks
PART = 160  # pieces of one part of a long block
CONTEXT = 36  # pieces on either side of a part
_ENDS = frozenset(".?!…")
_CLOSES = frozenset("\"'”’»)]")


@dataclass(slots=True)
class Stretch:
    """Words ``start:end`` of block ``block``; answers are kept for ``keep_start:keep_end``."""

    block: int
    start: int
    end: int
    keep_start: int
    keep_end: int


@dataclass(slots=True)
class Window:
    """Stretches that are encoded in one run."""

    stretches: list[Stretch] = field(default_factory=list)
    pieces: int = 1


def plan(sizes: Sequence[Sequence[int]], words: Sequence[Sequence[str]]) -> Iterator[Window]:
    """Cut an article, given the pieces of each word of each block, into windows in order."""
    window = Window()
    for number, block in enumerate(sizes):
        if not block:
            continue
        total = sum(block) + 1
        if window.stretches and window.pieces + total > LIMIT:
            yield window
            window = Window()
        if total > LIMIT:
            yield from _parts(number, block, words[number])
            continue
        window.stretches.append(Stretch(number, 0, len(block), 0, len(block)))
        window.pieces += total
    if window.stretches:
        yield window


def _parts(number: int, block: Sequence[int], words: Sequence[str]) -> Iterator[Window]:
    begin = 0
    while begin < len(block):
        end, size, stop = begin, 0, 0
        while end < len(block) and size + block[end] <= PART:
            size += block[end]
            end += 1
            if size >= PART // 3 and _ends_sentence(words, end):
                stop = end
        if stop and end < len(block):
            end = stop
        left, right = begin, end
        size = 0
        while left > 0 and size + block[left - 1] <= CONTEXT:
            left -= 1
            size += block[left]
        size = 0
        while right < len(block) and size + block[right] <= CONTEXT:
            size += block[right]
            right += 1
        yield Window([Stretch(number, left, right, begin, end)], 2 + sum(block[left:right]))
        begin = end


def _ends_sentence(words: Sequence[str], end: int) -> bool:
    """Return whether a sentence may end before word ``end``."""
    last = end - 1
    if end < len(words) and words[end] in _CLOSES:
        return False
    while last > 0 and words[last] in _CLOSES and last > end - 3:
        last -= 1
    return words[last] in _ENDS
