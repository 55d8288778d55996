"""Dependency trees from arc scores: the best head of each word, made one tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
_NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> Ints:
    """Head of each word of one sentence: 0 the root, n the n-th word.

    ``scores[i, j]`` is the score of head ``j`` (0 is the root) for word ``i + 1``.  Exactly one word
    hangs on the root.  Ties go to the lower number, so equal scores give equal trees.
    """
    count = scores.shape[0]
    if count == 1:
        return np.zeros(1, dtype=np.int64)
    arcs = scores.copy()
    arcs[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads: Ints = arcs.argmax(axis=1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not _cycle(heads):
        return heads
    margin = arcs[:, 0] - arcs[:, 1:].max(axis=1)
    root = int(margin.argmax())
    arcs[:, 0] = _NEVER
    arcs[root, 0] = -_NEVER
    return _spanning(arcs)


def _cycle(heads: Ints) -> list[int]:
    """Return a cycle of words (numbered from 1), or nothing."""
    count = len(heads)
    state = [0] * (count + 1)
    for start in range(1, count + 1):
        path = []
        node = start
        while node and not state[node]:
            state[node] = start
            path.append(node)
            node = int(heads[node - 1])
        if node and state[node] == start:
            return path[path.index(node) :]
    return []


def _spanning(arcs: Floats) -> Ints:
    """Maximum spanning arborescence (Chu-Liu/Edmonds); node 0 is the root."""
    size = arcs.shape[0] + 1
    full = np.full((size, size), _NEVER, dtype=np.float64)  # [dependant, head]
    full[1:] = arcs
    # contracted nodes: for each contraction, what is needed to open it again
    heads = _contract(full)
    return np.asarray(heads[1:], dtype=np.int64)


def _contract(full: NDArray[np.float64]) -> list[int]:
    size = full.shape[0]
    best = full.argmax(axis=1)
    best[0] = 0
    cycle = _cycle(best[1:])
    if not cycle:
        return [int(h) for h in best]
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outer = [i for i in range(size) if not inside[i]]
    new = len(outer)
    members = np.asarray(cycle)
    small = np.full((new + 1, new + 1), float(_NEVER) * 4)
    small[:new, :new] = full[np.ix_(outer, outer)]
    # arcs out of the cycle: the best member as head
    out = full[np.ix_(outer, cycle)]
    out_choice = out.argmax(axis=1)
    small[:new, new] = out[np.arange(new), out_choice]
    # arcs into the cycle: what breaking in at a member gains
    kept = full[members, best[members]]
    into = full[np.ix_(cycle, outer)] - kept[:, None]
    in_choice = into.argmax(axis=0)
    small[new, :new] = into[in_choice, np.arange(new)] + kept.sum()
    np.fill_diagonal(small, float(_NEVER) * 8)
    solved = _contract(small)
    heads = [0] * size
    for k, node in enumerate(outer):
        if node == 0:
            continue
        head = solved[k]
        heads[node] = int(members[out_choice[k]]) if head == new else outer[head]
    for node in cycle:
        heads[node] = int(best[node])
    entry = int(members[in_choice[solved[new]]])
    heads[entry] = outer[solved[new]]
    return heads
