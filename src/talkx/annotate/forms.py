"""Lemmas and morphology: what follows from a word and its tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_AS_WRITTEN = frozenset({"NNP", "NNPS", "FW", "GW", "ADD", "CD", "SYM", "NFP", "LS", "_SP", ""})
_MAX_SUFFIX = 5
_MORPH = {
    "VBD": "Tense=Past|VerbForm=Fin",
    "VBZ": "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Tense=Pres|VerbForm=Fin",
    "VB": "VerbForm=Inf",
    "VBG": "Aspect=Prog|Tense=Pres|VerbForm=Part",
    "VBN": "Aspect=Perf|Tense=Past|VerbForm=Part",
    "MD": "VerbForm=Fin",
    "NN": "Number=Sing",
    "NNP": "Number=Sing",
    "NNS": "Number=Plur",
    "NNPS": "Number=Plur",
    "CD": "NumType=Card",
    "JJ": "Degree=Pos",
    "JJR": "Degree=Cmp",
    "JJS": "Degree=Sup",
    "RBR": "Degree=Cmp",
    "RBS": "Degree=Sup",
    "PRP": "PronType=Prs",
    "PRP$": "Poss=Yes|PronType=Prs",
    "WP$": "Poss=Yes|PronType=Rel",
}
_PRONOUN = {
    **dict.fromkeys(("i", "me", "my", "myself"), "Number=Sing|Person=1"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "Number=Plur|Person=1"),
    **dict.fromkeys(("you", "your", "yours", "yourself"), "Person=2"),
    **dict.fromkeys(("he", "him", "his", "himself"), "Gender=Masc|Number=Sing|Person=3"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "Gender=Fem|Number=Sing|Person=3"),
    **dict.fromkeys(("it", "its", "itself"), "Gender=Neut|Number=Sing|Person=3"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "Number=Plur|Person=3"),
}


def morphology(word: str, tag: str) -> str:
    """Universal features that the tag (and for pronouns the word) settles."""
    features = _MORPH.get(tag, "")
    if tag in ("PRP", "PRP$"):
        extra = _PRONOUN.get(word.lower())
        if extra:
            features = "|".join(sorted([*features.split("|"), *extra.split("|")]))
    return features


class Lemmatizer:
    """Looks a word up under its tag, then applies the rule of its longest known ending."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._rules: Mapping[str, Mapping[str, Sequence[Any]]] = table["rules"]
        self._words: Mapping[str, Mapping[str, str]] = table["words"]

    def lemma(self, word: str, tag: str) -> str:
        """Return the dictionary form; names, numbers and signs stay as written."""
        if tag in _AS_WRITTEN:
            return word
        low = word.lower().replace("’", "'")
        known = self._words.get(tag, {}).get(low)
        if known is not None:
            return known
        rules = self._rules.get(tag)
        if rules:
            for size in range(min(_MAX_SUFFIX, len(low) - 1), -1, -1):
                rule = rules.get(low[len(low) - size :])
                if rule is not None:
                    cut, add = int(rule[0]), str(rule[1])
                    return low[: len(low) - cut] + add
        return low
