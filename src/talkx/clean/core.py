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
    """Return the first and the last line of prose of the best window of lines, or None where nothing is prose.

    The window with the greatest sum of line scores (maximum subarray, Kadane 1984): prose earns its words, what a
    pattern has `taken` and what is no prose costs. The best-window idea is that of Barbaresi's and Kohlschütter's
    text-density methods reduced to lines.
    """
    best, best_range, total, start = 0, None, 0, 0
    for i, line in enumerate(lines):
        if total <= 0:
            total, start = 0, i
        total += _score(line, taken[i])
        if total > best:
            best, best_range = total, (start, i)
    if best_range is None:
        return None
    prose = [i for i in range(best_range[0], best_range[1] + 1) if lines[i].is_prose and not taken[i]]
    return (prose[0], prose[-1]) if prose else None


def _score(line: Line, taken: bool) -> int:
    if taken:
        return -_BOILERPLATE_GAP
    if line.is_prose:
        return min(line.words, _PROSE_CAP)
    if line.mark in ("bullet", "number") and line.words >= 5:
        return 0
    return -_GAP
