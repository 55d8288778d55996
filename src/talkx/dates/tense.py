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
    if _is_market_day(t, first, last):
        return "past"
    before, behind = _verbs_beside(t, c, tags)
    if first > 0 and t.sentence[first - 1] == t.sentence[first]:
        k = before[first - 1]
        if first - k <= _MAX_WINDOW and k >= 0:
            return "future" if _is_arranged(t, k, first, c, tags) else _WAYS[t.memo["ways"][k]]
    if last < len(t) and t.sentence[last] == t.sentence[first]:
        k = behind[last]
        if 0 <= k < last + _MAX_WINDOW:
            return "past" if _is_told_plan(t, k, c, tags) else _WAYS[t.memo["ways"][k]]
    return None


def _is_arranged(t: Tokens, k: int, first: int, c: Calendar, tags: Tags) -> bool:
    """Return whether a passive in the present stands right before the day: `markets are closed on Wednesday`."""
    if first - k > _BESIDE or any(word not in _LINKS for word in t.low[k + 1 : first]):
        return False
    near = [t.low[j] for j in range(max(0, k - 4), k) if t.sentence[j] == t.sentence[k]]
    if not any(word in ("is", "are") for word in near) or any(word in _PAST_AUXILIARIES for word in near):
        return False
    return _is_past(t, k, c, tags.get(t.starts[k], "")) and _auxiliary_before(t, k, c) == "be"


_BESIDE = 3
_LINKS = frozenset(("on", "in", "at", "here", "again", "from", "until"))
_PAST_AUXILIARIES = frozenset(("was", "were", "been", "had", "has", "have", "that"))


def _is_told_plan(t: Tokens, k: int, c: Calendar, tags: Tags) -> bool:
    """Return whether a verb of planning behind the day tells what was done on it: `on Monday postponed the vote`."""
    word = t.low[k]
    told = word in c.words.future_words and (word.endswith("ed") or word in ("set", "forecast"))
    return told and tags.get(t.starts[k], "VBD") in ("VBD", "VBN") and _auxiliary_before(t, k, c) is None


_WAYS: tuple[Direction | None, ...] = (None, "past", "future", "present")


def _verbs_beside(t: Tokens, c: Calendar, tags: Tags) -> tuple[list[int], list[int]]:
    """Return for each token the nearest verb of its sentence at or before it, and at or behind it; -1 for none.

    A semicolon ends the search backwards. Worked out once for each stretch of prose: a text dense with dates stays
    linear.
    """
    if "ways" not in t.memo:
        ways = [_WAYS.index(_verb_at(t, k, c, tags)) if t.low[k][0].isalpha() else 0 for k in range(len(t))]
        before, behind = [-1] * len(t), [-1] * len(t)
        for k, way in enumerate(ways):
            if way:
                before[k] = k
            elif k and t.low[k] != ";" and t.sentence[k - 1] == t.sentence[k]:
                before[k] = before[k - 1]
        for k in range(len(t) - 1, -1, -1):
            if ways[k]:
                behind[k] = k
            elif k + 1 < len(t) and t.sentence[k + 1] == t.sentence[k]:
                behind[k] = behind[k + 1]
        t.memo.update(ways=ways, before=before, behind=behind)
    return t.memo["before"], t.memo["behind"]


def _is_market_day(t: Tokens, first: int, last: int) -> bool:
    """Return whether a day owns a price that is known: `a premium to Friday's close`; not `by Friday's close`."""
    owned = t.word(last) == "'" and t.word(last + 1) == "s" and t.is_glued(last)
    return owned and t.word(last + 2) in _MARKET_NOUNS and t.word(first - 1) not in _BOUNDS


_MARKET_NOUNS = frozenset(
    ("close", "closing", "settlement", "settle", "finish", "session", "high", "low", "price", "rate")
)
_BOUNDS = frozenset(("by", "until", "till", "before", "for", "in", "at"))


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
        if before == "be" and _awaits(t, k):
            return "future"
        return "future" if before == "future" else _infinitive(t, k, c, tags) if before == "to" else "past"
    if t.word(k - 1) == "to" and word.isalpha() and not t.is_capitalised(k) and word not in _NO_VERBS:
        return _infinitive(t, k, c, tags)
    return _present(t, k, c, tag, before)


def _awaits(t: Tokens, k: int) -> bool:
    """Return whether a passive in the present waits for something: `when he is sentenced June 12`."""
    near = [t.low[j] for j in range(max(0, k - 6), k) if t.sentence[j] == t.sentence[k]]
    cue = next((j for j in range(len(near) - 1, -1, -1) if near[j] in ("when", "until", "once", "before")), None)
    return cue is not None and any(word in ("is", "are") for word in near[cue:])


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
    if word in c.words.event_verbs and (tag == "VBD" or (tag == "VBN" and word not in _LIKE_PARTICIPLES)):
        return False  # the form is a present, whatever the tagger says
    if tag:
        return tag in ("VBD", "VBN") or word in ("was", "were", "had", "did")
    regular = len(word) > 3 and word.endswith("ed") and word not in c.words.not_past and not t.is_capitalised(k)
    return regular or word in c.words.past_words


_LIKE_PARTICIPLES = frozenset(("run", "come"))


def _present(t: Tokens, k: int, c: Calendar, tag: str, before: str | None) -> Direction | None:
    """Return the direction of a present tense: `are to meet` looks ahead."""
    word = t.low[k]
    if word == "until" and t.word(k - 1) in ("stayed", "remained", "lived"):
        return "past"
    if word in ("is", "are", "has", "have"):
        return "future" if t.word(k + 1) == "to" else "present"
    progressive = tag == "VBG" or (not tag and word.endswith("ing") and len(word) > 5)
    if before == "future" and (progressive or tag in ("VB", "VBP", "VBZ")):
        return "future"
    if _is_event_to_come(t, k, c, tag):
        return "future"
    return "present" if tag in ("VBP", "VBZ") or (before == "be" and (progressive or tag == "VB")) else None


def _is_event_to_come(t: Tokens, k: int, c: Calendar, tag: str) -> bool:
    """Return whether a simple present tells of what is arranged: `who meet on Wednesday`, `the club play on Friday`."""
    if t.low[k] not in c.words.event_verbs or t.word(k - 1) in _BEFORE_NOUN:
        return False
    return tag in ("VBP", "VBZ", "VBD", "VBN") if tag else t.word(k - 1) in _SUBJECTS


_BEFORE_NOUN = frozenset(
    ("the", "a", "an", "his", "her", "their", "its", "our", "of", "in", "for", "no", "any", "each", "s")
)
_SUBJECTS = frozenset(
    ("who", "which", "that", "they", "we", "both", "sides", "teams", "leaders", "ministers", "it", "he", "she")
)


def _reduced(t: Tokens, k: int, c: Calendar) -> Direction | None:
    """Return `past` where what was scheduled is told of as done: `games scheduled for Monday were held`."""
    if t.word(k) not in ("scheduled", "planned", "slated"):
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
    if before in c.words.intent_words or _is_asked(t, j, c):
        return "future"
    tag = tags.get(t.starts[j - 1], "") if j else ""
    if (
        before in c.words.past_words
        or (before.endswith("ed") and before not in c.words.not_past)
        or tag in ("VBD", "VBN")
    ):
        return "past"
    return "future" if tags.get(t.starts[k], "VB") == "VB" and _is_headline_plan(t, j, c, tags) else None


def _is_asked(t: Tokens, to: int, c: Calendar) -> bool:
    """Return whether somebody is asked to do it: `urged both sides to return`, `ordered the firm to pay`."""
    for j in range(to - 1, max(-1, to - _ASKED_WITHIN), -1):
        if t.sentence[j] != t.sentence[to] or not t.word(j).isalpha():
            return False
        if t.word(j) in c.words.request_words:
            return True
    return False


_ASKED_WITHIN = 6


def _is_headline_plan(t: Tokens, to: int, c: Calendar, tags: Tags) -> bool:
    """Return whether an infinitive is the verb of a headline: `Panel to question minister on Thursday`."""
    if not 1 <= to < _HEADLINE_TOKENS or t.low[-1] in (".", "!", "?", '"', "”", "'") or t.sentence[-1] != 0:
        return False
    return not any(
        tags.get(t.starts[k], "") in ("VBD", "VBZ", "VBP", "MD") or t.low[k] in c.words.past_words for k in range(to)
    )


_HEADLINE_TOKENS = 15


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
