"""Closed classes of English words that more than one stage's grammar looks for."""

from __future__ import annotations

DETERMINERS = frozenset(
    {"a", "an", "the", "this", "these", "those", "his", "her", "its", "their", "my", "our", "your"}
    | {"no", "any", "some", "every", "each", "such"}
)
# Those that a noun phrase goes on behind.
PREPOSITIONS = frozenset({"of", "in", "for", "on", "at", "by", "with", "from"})
POSSESSIVES = frozenset({"'s", "’s"})
MODALS = frozenset(["will", "would", "could", "can", "may", "might", "must", "should"])
NEGATIONS = frozenset({"not", "n't", "n’t"})
DO = frozenset({"do", "does", "did"})
