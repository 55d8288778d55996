"""Tells from the words around an expression whether it lies ahead or behind: what `on Friday` needs to be a date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar

Direction = Literal["past", "future", "present"]
# Part-of-speech tags (Penn Treebank) by the offset at which a word starts; empty where there is no tagger.
Tags = Mapping[int, str]
_BE = frozenset(("is", "are", "be", "being", "was", "were", "been", "'s", "am", "re"))
_ADVERBS = frozenset(
    (
        "not",
        "also",
        "now",
        "still",
        "only",
        "just",
        "already",
        "again",
        "then",
        "be",
        "been",
        "have",
        "being",
        "n't",
        "officially",
        "formally",
        "likely",
    )
)
_MAX_WINDOW = 40
_AHEAD_BEHIND = frozenset(("deadline", "elections", "election", "runoff", "inauguration"))


def direction(t: Tokens, first: int, last: int, c: Calendar, tags: Tags) -> Direction | None:
    """Return the direction of time for the expression of tokens `first` to `last`, or None where nothing tells.

    The verb group nearest before it in its sentence decides, else the one nearest behind it.
    """
    if t.word(last) == "deadline":
        return "future"
    if t.word(first - 1) == "since" or t.word(first - 2) == "since":
        return "past"
    sentence = t.sentence[first]
    begin = max(0, first - _MAX_WINDOW)
    for k in range(first - 1, begin - 1, -1):
        if t.sentence[k] != sentence:
            break
        found = _verb_at(t, k, c, tags)
        if found is not None:
            return found
        if t.low[k] == ";":
            break
    for k in range(last, min(len(t), last + _MAX_WINDOW)):
        if t.sentence[k] != sentence:
            break
        found = _verb_at(t, k, c, tags)
        if found is not None:
            return found
    return None


def _verb_at(t: Tokens, k: int, c: Calendar, tags: Tags) -> Direction | None:
    """Return the direction that the word at `k` gives with its auxiliaries, or None where it is no verb."""
    word, words = t.low[k], c.words
    if word in words.future_auxiliaries:
        named = word in ("may", "will", "might") and t.is_capitalised(k) and not t.opens_sentence(k)
        return None if named else "future"
    if word == "ll" and t.word(k - 1) == "'":
        return "future"
    tag = tags.get(t.starts[k], "")
    if tag in ("NNP", "NNPS"):
        return None
    before = _auxiliary_before(t, k, c)
    if word in words.future_words:
        return _planned(t, k, c, tag, before)
    if _is_past(t, k, c, tag):
        return "future" if before == "future" else _infinitive(t, k, c, tags) if before == "to" else "past"
    if t.word(k - 1) == "to" and word.isalpha() and not t.is_capitalised(k) and word not in _NO_VERBS:
        return _infinitive(t, k, c, tags)
    return _present(t, k, tag, before)


def _planned(t: Tokens, k: int, c: Calendar, tag: str, before: str | None) -> Direction | None:
    """Return what a word of planning tells: `scheduled for`, `is due`, `proposed holding`; `was delayed` is past."""
    word, after = t.low[k], t.word(k + 1)
    if word in _MOVED and after not in ("to", "until", "till"):
        return "future" if before == "future" else "past"
    if word in _ANNOUNCED and after not in ("on", "last") and before != "be":
        return _reduced(t, k, c) or "future"
    if tag in ("NN", "NNS", "JJ") and word not in _PLAN_NOUNS:
        return None
    if word in _PLAN_OR_PAST and before not in ("be", "future", "to") and after not in ("for", "to", "until"):
        return "past"
    return "future"


_MOVED = frozenset(("delayed", "postponed", "rescheduled"))
_ANNOUNCED = frozenset(("proposed", "scheduled", "planned"))
_PLAN_NOUNS = frozenset(("deadline", "due", "upcoming", "ahead", "expected", "scheduled", "set"))
# Past participles that plan only as passives or before what they plan for.
_PLAN_OR_PAST = frozenset(("proposed", "forecast", "set", "planned"))


def _is_past(t: Tokens, k: int, c: Calendar, tag: str) -> bool:
    """Return whether a word is a past tense or participle: by its tag, else by the list of verbs and its ending."""
    word = t.low[k]
    if tag:
        return tag in ("VBD", "VBN") or word in ("was", "were", "had", "did")
    regular = len(word) > 3 and word.endswith("ed") and word not in c.words.not_past and not t.is_capitalised(k)
    return regular or word in c.words.past_words


def _present(t: Tokens, k: int, tag: str, before: str | None) -> Direction | None:
    """Return the direction of a present tense: `are to meet` looks ahead."""
    word = t.low[k]
    if word == "until" and t.word(k - 1) in ("stayed", "remained", "lived"):
        return "past"
    if word in ("is", "are", "has", "have"):
        return "future" if t.word(k + 1) == "to" else "present"
    progressive = tag == "VBG" or (not tag and word.endswith("ing") and len(word) > 5)
    if before == "future" and (progressive or tag in ("VB", "VBP", "VBZ")):
        return "future"
    return "present" if tag in ("VBP", "VBZ") or (before == "be" and (progressive or tag == "VB")) else None


def _reduced(t: Tokens, k: int, c: Calendar) -> Direction | None:
    """Return `past` where what was scheduled is told of as done: `games scheduled for Monday were held`."""
    if t.word(k) != "scheduled":
        return None
    for j in range(k + 1, min(len(t), k + 12)):
        if t.sentence[j] != t.sentence[k] or t.low[j] == ",":
            return None
        if t.low[j] in ("was", "were", "went", "took", "had"):
            return "past"
        if t.low[j] in c.words.future_auxiliaries:
            return None
    return None


_NO_VERBS = frozenset(
    (
        "the",
        "its",
        "his",
        "her",
        "their",
        "our",
        "this",
        "that",
        "some",
        "more",
        "a",
        "an",
        "at",
        "about",
        "him",
        "them",
        "us",
    )
)


def _infinitive(t: Tokens, k: int, c: Calendar, tags: Tags) -> Direction | None:
    """Return `future` for `plans to leave`, `past` for `failed to show up`; None where the infinitive tells nothing."""
    j = next((j for j in range(k - 1, max(-1, k - 6), -1) if t.low[j] == "to"), k - 1)
    before = t.word(j - 1)
    if before in c.words.intent_words:
        return "future"
    tag = tags.get(t.starts[j - 1], "") if j else ""
    if (
        before in c.words.past_words
        or (before.endswith("ed") and before not in c.words.not_past)
        or tag in ("VBD", "VBN")
    ):
        return "past"
    return None


def _auxiliary_before(t: Tokens, k: int, c: Calendar) -> str | None:
    """Return what stands before a verb: `future` for will and its kin, `to`, `be`, `have`, or None."""
    seen_be = seen_have = False
    for j in range(k - 1, max(-1, k - 6), -1):
        word = t.low[j]
        if t.sentence[j] != t.sentence[k]:
            break
        if word in c.words.future_auxiliaries or (word == "ll" and t.word(j - 1) == "'"):
            return "future"
        if word == "to":
            return "to"
        if word in _BE:
            seen_be = True
            continue
        if word in ("has", "have", "had"):
            seen_have = True
            continue
        if word in _ADVERBS or word.endswith("ly") or word in ("n", "t", "'"):
            continue
        break
    return "have" if seen_have else "be" if seen_be else None
