"""Lemma table and suffix rules learnt from the treebanks.

A rule is ``[cut, add]``: take ``cut`` letters off the lower-cased word and put ``add`` there.  For
each tag the rule of the longest known ending holds; words that the rules get wrong stand in the
table.  Proper nouns and whatever has no rule keep their form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from training.data import Document

RULED = ("NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJR", "JJS", "RBR", "RBS", "NN", "JJ", "RB", "MD")
MAX_SUFFIX = 5
# closed classes come out of the table; letters of a suffix rule must have been seen this often
MIN_RULE = 3


def _rule(word: str, lemma: str) -> tuple[int, str]:
    n = 0
    while n < min(len(word), len(lemma)) and word[n] == lemma[n]:
        n += 1
    return len(word) - n, lemma[n:]


def _apply(word: str, rule: tuple[int, str]) -> str:
    return word[: len(word) - rule[0]] + rule[1]


def learn(trees: list[Document]) -> dict[str, Any]:
    """``{"rules": {tag: {suffix: [cut, add]}}, "words": {tag: {form: lemma}}}``."""
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for doc in trees:
        for block in doc.blocks:
            for piece in block:
                for word, tag, lemma in zip(piece.words, piece.xpos or [], piece.lemma or [], strict=True):
                    if tag in ("NNP", "NNPS", "FW", "GW", "ADD", "CD", "SYM", "NFP", "LS") or lemma == "_":
                        continue
                    if any(c.isalpha() for c in word):
                        seen[tag][word.lower()][lemma if lemma == "I" else lemma.lower()] += 1
    best = {t: {w: c.most_common(1)[0][0] for w, c in forms.items()} for t, forms in seen.items()}
    rules: dict[str, dict[str, list[Any]]] = {}
    words: dict[str, dict[str, str]] = {}
    for tag, forms in best.items():
        table: dict[str, tuple[int, str]] = {}
        if tag in RULED:
            votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
            for word, lemma in forms.items():
                rule = _rule(word, lemma)
                for k in range(min(MAX_SUFFIX, len(word) - 1) + 1):
                    votes[word[len(word) - k :]][rule] += 1
            for suffix in sorted(votes, key=len):
                (rule, n), *_ = votes[suffix].most_common(1)
                parent = _find(table, suffix)
                if (n >= MIN_RULE and n > 0.6 * sum(votes[suffix].values())) and rule != parent:
                    table[suffix] = rule
            table.setdefault("", (0, ""))
        rules[tag] = {k: list(v) for k, v in table.items()}
        wrong = {
            w: lemma for w, lemma in forms.items()
            if (_apply(w, _find(table, w) or (0, "")) != lemma)
            and (tag not in RULED or sum(seen[tag][w].values()) > 1 or tag.startswith(("VB", "NNS", "JJ", "RB")))
        }  # fmt: skip
        if wrong:
            words[tag] = wrong
    return {"rules": {t: r for t, r in rules.items() if r}, "words": words}


def _find(table: dict[str, tuple[int, str]], word: str) -> tuple[int, str] | None:
    for k in range(min(MAX_SUFFIX, len(word)), -1, -1):
        rule = table.get(word[len(word) - k :])
        if rule is not None:
            return rule
    return None
