"""Finds the stretch of lines that holds the article's prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkx.clean.lines import Line

_PROSE_CAP = 60  # words of one line that count, so that no single long line decides
_GAP = 6  # what a line costs that is no prose
_BOILERPLATE_GAP = 8


def find_core(lines: Sequence[Line], taken: Sequence[bool]) -> tuple[int, int] | None:
    """Return the first and the last line of prose of the best window of lines, or None where nothing is prose."""
    window = best_window(lines, taken, range(len(lines)))
    if window is None:
        return None
    prose = [i for i in range(window[1], window[2] + 1) if lines[i].is_prose and not taken[i]]
    return (prose[0], prose[-1]) if prose else None


def best_window(lines: Sequence[Line], taken: Sequence[bool], where: range) -> tuple[int, int, int] | None:
    """Return (sum, first line, last line) of the window of lines with the greatest sum of line scores.

    The maximum subarray (Kadane 1984), in one pass: prose earns its words, what a pattern has `taken` and what is no
    prose costs. None where no line earns anything.
    """
    best: tuple[int, int, int] | None = None
    total, start = 0, where.start
    for i in where:
        if total <= 0:
            total, start = 0, i
        total += _score(lines[i], taken[i])
        if total > (best[0] if best else 0):
            best = (total, start, i)
    return best


def _score(line: Line, taken: bool) -> int:
    if taken:
        return -_BOILERPLATE_GAP
    if line.is_prose:
        return min(line.words, _PROSE_CAP)
    if line.mark in ("bullet", "number") and line.words >= 5:
        return 0
    return -_GAP
