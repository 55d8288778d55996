"""Lemma table and suffix rules learnt from the treebanks.

A rule is ``[cut, add]``: take ``cut`` letters off the lower-cased word and put ``add`` there.  For
each tag the rule of the longest known ending holds; words that the rules get wrong stand in the
table.  Proper nouns and whatever has no rule keep their form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from training.data import Document
from training.irregular import FORMS

RULED = ("NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJR", "JJS", "RBR", "RBS", "NN", "JJ", "RB", "MD")
MAX_SUFFIX = 5
MIN_RULE = 3  # words that a suffix rule must have been seen in
AS_WRITTEN = frozenset({"NNP", "NNPS", "FW", "GW", "ADD", "CD", "SYM", "NFP", "LS"})
BASE = re.compile(r"\b(?:to|will|would|could|should|must|might|cannot|n't|not) ([a-z]{3,})\b")


def _rule(word: str, lemma: str) -> tuple[int, str]:
    n = 0
    while n < min(len(word), len(lemma)) and word[n] == lemma[n]:
        n += 1
    return len(word) - n, lemma[n:]


def _apply(word: str, rule: tuple[int, str]) -> str:
    return word[: len(word) - rule[0]] + rule[1]


def learn(trees: list[Document], texts: Iterable[str] = ()) -> dict[str, Any]:
    """``{"rules": {tag: {suffix: [cut, add]}}, "words": {tag: {form: lemma}}}``.

    ``texts`` (without annotation) tell the base forms of regular verbs that the treebanks lack.
    """
    seen = _count(trees)
    best = {t: {w: c.most_common(1)[0][0] for w, c in forms.items()} for t, forms in seen.items()}
    for tag, form, lemma in [*_irregular(), *_regular(texts, best)]:
        best.setdefault(tag, {})[form] = lemma  # some lemmas of the treebanks are slips
    rules: dict[str, dict[str, list[Any]]] = {}
    words: dict[str, dict[str, str]] = {}
    for tag, forms in best.items():
        table = _suffixes(forms) if tag in RULED else {}
        if table:
            rules[tag] = {k: list(v) for k, v in table.items()}
        wrong = {w: lemma for w, lemma in forms.items() if _apply(w, _find(table, w) or (0, "")) != lemma}
        once = tag in ("NN", "MD")  # a noun met once with another lemma is a misspelling
        words[tag] = {w: lemma for w, lemma in wrong.items() if not once or sum(seen[tag][w].values()) > 1}
    return {"rules": rules, "words": {t: w for t, w in words.items() if w}}


def _count(trees: list[Document]) -> dict[str, dict[str, Counter[str]]]:
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for piece in (p for doc in trees for block in doc.blocks for p in block):
        for word, tag, lemma in zip(piece.words, piece.xpos or [], piece.lemma or [], strict=True):
            if tag not in AS_WRITTEN and lemma != "_" and any(c.isalpha() for c in word):
                seen[tag][word.lower()][lemma if lemma == "I" else lemma.lower()] += 1
    return seen


def _suffixes(forms: dict[str, str]) -> dict[str, tuple[int, str]]:
    votes: dict[str, Counter[tuple[int, str]]] = defaultdict(Counter)
    for word, lemma in forms.items():
        for k in range(min(MAX_SUFFIX, len(word) - 1) + 1):
            votes[word[len(word) - k :]][_rule(word, lemma)] += 1
    table: dict[str, tuple[int, str]] = {}
    for suffix in sorted(votes, key=len):
        rule, n = votes[suffix].most_common(1)[0]
        if n >= MIN_RULE and n > 0.6 * sum(votes[suffix].values()) and rule != _find(table, suffix):
            table[suffix] = rule
    table.setdefault("", (0, ""))
    return table


def _irregular() -> Iterator[tuple[str, str, str]]:
    for base, past, participle in FORMS:
        yield "VBD", past, base
        yield "VBN", participle, base


def _regular(texts: Iterable[str], best: dict[str, dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Forms in -ed and -ing of verbs whose base is met after "to" or a modal."""
    bases: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for text in texts:
        bases.update(BASE.findall(text))
        forms.update(re.findall(r"\b[a-z]{2,}(?:ed|ing)\b", text))
    known = {lemma for tag in ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ") for lemma in best.get(tag, {}).values()}
    verbs = known | {w for w, n in bases.items() if n >= 3}
    for form in sorted(w for w, n in forms.items() if n >= 2):
        stem = form[:-2] if form.endswith("ed") else form[:-3]
        found = [stem + "e", stem]
        if len(stem) > 3 and stem[-1] == stem[-2]:
            found.append(stem[:-1])
        if stem.endswith("i"):
            found = [stem[:-1] + "y"]
        likely = [b for b in found if b in verbs and len(b) > 2]
        if likely:
            base = max(likely, key=lambda b: (b in known, bases[b]))
            for tag in ("VBD", "VBN") if form.endswith("ed") else ("VBG",):
                yield tag, form, base


def _find(table: dict[str, tuple[int, str]], word: str) -> tuple[int, str] | None:
    for k in range(min(MAX_SUFFIX, len(word)), -1, -1):
        rule = table.get(word[len(word) - k :])
        if rule is not None:
            return rule
    return None
