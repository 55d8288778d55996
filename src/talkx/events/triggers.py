"""Finds the words that tell of an event and reads its status from the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from talkx.events.sentences import Sentence, Word
from talkx.resources.event_words import EventGroup, EventWords, Trigger
from talkx.resources.function_words import DETERMINERS, DO, MODALS, NEGATIONS, POSSESSIVES, PREPOSITIONS

Status = Literal["occurred", "planned", "proposed", "demanded", "denied"]
_NOUN_BEFORE = DETERMINERS | PREPOSITIONS | POSSESSIVES | {"s'"}
_VERB_BEFORE = MODALS | DO | NEGATIONS | {"to", "who", "they", "we", "i", "he", "she"}
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_MODAL = frozenset(
    {"to", "be", "will", "would", "could", "may", "might", "must", "should", "shall", "'ll", "’ll", "if", "being"}
)
_MODAL_VERBS = frozenset({"will", "would", "could", "may", "might", "should", "shall", "'ll", "’ll"})
_MAYBE = frozenset({"could", "may", "might"})
_REPORTING = frozenset({"said", "told", "announced", "added", "confirmed", "pledged", "declared", "agreed"})
_PRESENT = frozenset({"have", "has", "are", "is", "being"})
_REACH_BEFORE = 11
_REACH_AFTER = 14
_NEAR_AFTER = 7


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger in a sentence: words `[start, end)`."""

    group: EventGroup
    trigger: Trigger
    start: int
    end: int
    status: Status
    round: str | None
    ongoing: bool

    @property
    def family(self) -> str:
        """Return the name shared by groups whose mentions may be one event."""
        return self.group.family or self.group.id


def find_triggers(
    sentence: Sentence,
    words: EventWords,
    *,
    headline: frozenset[str],
    named: frozenset[int],
    seen: frozenset[str],
    sport: bool = False,
) -> list[Found]:
    """Return the triggers of a sentence outside quotations and names; a longer one hides those inside it.

    `headline`: the headline's words; `named`: indexes of words inside names; `seen`: families told of before;
    `sport`: whether the article is about sport.
    """
    found: list[Found] = []
    lowers = frozenset(word.lower for word in sentence.words)
    joined = " " + " ".join(word.lower for word in sentence.words) + " "
    titled = joined + " ".join(sorted(headline)) + " "
    i = 0
    while i < len(sentence.words):
        end = i + 1
        if not sentence.words[i].quoted and i not in named:
            for trigger in words.triggers.get(sentence.words[i].lower, ()):
                stop = _match(sentence.words, i, trigger)
                group = words.groups[trigger.group]
                if group.sport is not None and group.sport != sport:
                    continue
                if stop is None or not _right_kind(sentence, i, stop, trigger, words):
                    continue
                known = group.seen and trigger.kind == "noun" and (group.family or group.id) in seen
                wide = (lowers | headline, titled) if group.headline else (lowers, joined)
                if not _fits(group, *wide, known=known):
                    continue
                status, ongoing = _status(sentence, i, stop, trigger, words)
                found.append(Found(group, trigger, i, stop, status, _round(sentence, i, trigger, words), ongoing))
                end = stop
                break
        i = end
    return found


def continuing(sentence: Sentence, last: Found | None, words: EventWords) -> Found | None:
    """Return the event of the sentence before where this one goes on with it (`It took place in …`), or None."""
    if last is None or last.trigger.kind == "verb":
        return None
    lowers = tuple(word.lower for word in sentence.words[:5])
    size = max((len(phrase) for phrase in words.continues if lowers[: len(phrase)] == phrase), default=0)
    if not size or any(word.quoted for word in sentence.words[:size]):
        return None
    status, ongoing = _status(sentence, 0, size, last.trigger, words)
    return replace(last, start=0, end=size, status=status, ongoing=ongoing)


def _match(words: Sequence[Word], i: int, trigger: Trigger) -> int | None:
    """Return the end of a trigger that starts at word `i`, or None."""
    j = i
    for wanted in trigger.words:
        if wanted == "_":
            continue
        gap = 2 if "_" in trigger.words and j > i else 0
        for step in range(gap + 1):
            if j + step < len(words) and words[j + step].lower == wanted:
                j += step + 1
                break
        else:
            return None
    return j


def _fits(group: EventGroup, lowers: frozenset[str], joined: str, *, known: bool) -> bool:
    if (
        group.needs
        and not known
        and not (group.needs & lowers or any(f" {need} " in joined for need in group.needs if " " in need))
    ):
        return False
    return not any(f" {phrase} " in joined for phrase in group.unless)


def _right_kind(sentence: Sentence, i: int, end: int, trigger: Trigger, vocabulary: EventWords) -> bool:
    """Return whether a verb stands as a verb and a noun as a noun, by the words before and the tag.

    A noun that only qualifies another event noun (`exchange agreement`) does not count, nor does a capital inside a
    sentence, which shows a name, outside headlines.
    """
    words = sentence.words
    capital = i > 0 and bool(sentence.lead) and words[i].text[0].isupper() and not words[i - 1].is_mark
    if trigger.kind == "phrase":
        return True
    if trigger.kind == "noun":
        qualifies = end < len(words) and any(t.kind == "noun" for t in vocabulary.triggers.get(words[end].lower, ()))
        named = capital and vocabulary.groups[trigger.group].type != "disaster"  # storms bear names
        return not qualifies and not named and (len(trigger.words) > 1 or _is_noun(words, i))
    return not capital and _is_verb(words, i, trigger)


def _is_noun(words: Sequence[Word], i: int) -> bool:
    before = words[i - 1].lower if i else ""
    return before not in _VERB_BEFORE and (before in _NOUN_BEFORE or not words[i].tag.startswith("VB"))


def _is_verb(words: Sequence[Word], i: int, trigger: Trigger) -> bool:
    before = words[i - 1].lower if i else ""
    tag = words[i].tag
    if "gerund" in trigger.forms and (tag.startswith("NN") or before in DETERMINERS):
        return False
    if (before in _NOUN_BEFORE - {"'s", "’s"} or before[:1].isdigit()) and "gerund" not in trigger.forms:
        return False
    if trigger.forms <= {"base", "third"} and before not in _VERB_BEFORE:
        if tag:
            return tag.startswith("VB")
        return "third" in trigger.forms or before.endswith("s")
    return True


def _status(sentence: Sentence, start: int, end: int, trigger: Trigger, words: EventWords) -> tuple[Status, bool]:
    """Return the status that the clause gives, and whether the event is just beginning or under way."""
    clause = sentence.words[start].clause
    before = _of_clause(sentence.words[max(0, start - _REACH_BEFORE) : start], clause)
    after = _of_clause(sentence.words[end : end + _REACH_AFTER], clause)
    lists = words.status
    if not lists.denied_before.isdisjoint(before[-5:]) or _called_off(after, lists.denied_after):
        return "denied", False
    finite = {"past", "third", "gerund"} if words.groups[trigger.group].type == "statement" else {"past", "third"}
    if trigger.forms & finite and not _MODAL.intersection(before[-3:]):
        return "occurred", False  # a plain past or present tells of a fact, whatever else its clause plans
    if "to" in before[-2:] and not _BE.isdisjoint(before[-4:]):
        return "planned", False
    if not lists.demanded_before.isdisjoint(before):
        return "demanded", False
    near = after[:_NEAR_AFTER]
    if trigger.kind == "phrase" and trigger.words[0] in lists.planned_before:
        return "planned", False  # is expected to close
    if trigger.kind == "noun":
        if "during" in before:  # presented a plan during the talks
            before = before[before.index("during") + 1 :]
        before = _without_other_deeds(before, words)
    if {"would", "'d", "’d"} & set(before) and _is_reported(sentence, start):
        return "planned", False  # said it would host: will host
    if not lists.proposed_before.isdisjoint(before) or not _MAYBE.isdisjoint(near[:2]):
        return "proposed", False
    if not lists.planned_before.isdisjoint(before) or _to_come(near, lists.planned_before):
        return "planned", False
    ongoing = sentence.words[start].lower in lists.ongoing or not lists.ongoing.isdisjoint(near)
    return "occurred", ongoing and not _PRESENT.isdisjoint(near + before[-3:])


def _without_other_deeds(before: list[str], words: EventWords) -> list[str]:
    """Return the words before a noun without modals whose verb does something else with it: `will study the deal`."""
    out: list[str] = []
    for i, word in enumerate(before):
        doing = next((w for w in before[i + 1 :] if w not in _BE and not w.endswith("ly") and w != "also"), "")
        if word in _MODAL_VERBS and doing[:1].isalpha() and doing not in words.holding | _NOUN_BEFORE | _BE:
            continue
        out.append(word)
    return out


def _is_reported(sentence: Sentence, start: int) -> bool:
    """Return whether somebody is said to have said it: a verb of speech in the past stands before the event."""
    return any(word.lower in _REPORTING for word in sentence.words[:start])


def _of_clause(words: Sequence[Word], clause: int) -> list[str]:
    """Return the words of one clause outside quotations, lower-cased but for the month of May, which is no modal."""
    return [
        word.text if word.text == "May" else word.lower for word in words if word.clause == clause and not word.quoted
    ]


def _called_off(after: Sequence[str], denied: frozenset[str]) -> bool:
    """Return whether a noun's verb says that it did not come about: `the debate … has been cancelled`."""
    return any(word in denied and (i < 2 or after[i - 1] in _BE) for i, word in enumerate(after))


def _to_come(after: Sequence[str], planned: frozenset[str]) -> bool:
    """Return whether the words after a noun put it in the future: `talks are scheduled`, `trial has been set for`."""
    for i, word in enumerate(after):
        if word in {"will", "scheduled", "planned", "slated"}:
            return True
        if i and after[i - 1] in _BE | {"been"} and (word in planned or word == "to"):
            return True
    return False


def _round(sentence: Sentence, i: int, trigger: Trigger, words: EventWords) -> str | None:
    """Return which occasion a noun names ("the second round of talks"), or None."""
    if trigger.kind == "verb":
        return None
    for word in reversed(sentence.words[max(0, i - 6) : i]):
        if word.lower in {",", ";", ".", "and", "after"}:
            break
        if word.lower in words.rounds:
            return words.rounds[word.lower]
    return None
