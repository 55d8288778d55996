"""Named entities from the label scores of a block: consistent, and without signs at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CLITIC = frozenset({"'s", "’s", "'S", "’S", "'", "’"})


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``start:end`` of the block, the label, and the geometric mean of its probabilities."""

    start: int
    end: int
    label: str
    score: float


def find_names(scores: NDArray[np.float32], labels: Sequence[str], words: Sequence[str]) -> list[Name]:
    """Names of one block, in order and without overlap."""
    if not words:
        return []
    path = [int(i) for i in scores.argmax(axis=1)]
    if not _consistent(path, labels):
        path = _best_path(scores, labels)
    names: list[Name] = []
    i = 0
    while i < len(path):
        tag = labels[path[i]]
        if tag == "O":
            i += 1
            continue
        j = i + 1
        while j < len(path) and labels[path[j]] == "I-" + tag[2:]:
            j += 1
        a, b = trim(words, i, j)
        if a < b:
            score = float(np.exp(np.mean([scores[k, path[k]] for k in range(a, b)], dtype=np.float64)))
            names.append(Name(a, b, tag[2:], score))
        i = j
    return names


def trim(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Take signs and a possessive off the ends; a bracket closed inside the name may stay."""
    while start < end and not any(c.isalnum() for c in words[start]):
        start += 1
    while start < end:
        last = words[end - 1]
        if last == ")" and "(" in words[start:end]:
            break
        if last not in _CLITIC and any(c.isalnum() for c in last):
            break
        end -= 1
    return start, end


def _consistent(path: Sequence[int], labels: Sequence[str]) -> bool:
    before = "O"
    for number in path:
        tag = labels[number]
        if tag[0] == "I" and before[2:] != tag[2:]:
            return False
        before = tag
    return True


def _best_path(scores: NDArray[np.float32], labels: Sequence[str]) -> list[int]:
    """Return the best sequence in which I-X follows B-X or I-X only."""
    size = len(labels)
    allowed = np.zeros((size, size))
    for j, tag in enumerate(labels):
        if tag[0] == "I":
            allowed[:, j] = [0.0 if t[2:] == tag[2:] and t != "O" else -1e9 for t in labels]
    total = scores[0].astype(np.float64)
    total[[j for j, t in enumerate(labels) if t[0] == "I"]] = -1e9
    back: list[NDArray[np.int64]] = []
    for row in scores[1:]:
        steps = total[:, None] + allowed
        choice = steps.argmax(axis=0)
        back.append(choice)
        total = steps[choice, np.arange(size)] + row
    path = [int(total.argmax())]
    for choice in reversed(back):
        path.append(int(choice[path[-1]]))
    return path[::-1]
