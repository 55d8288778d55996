"""Links a mention of an event to the date that dates it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talkx.events.entries import Entries, Entry, near
from talkx.events.sentences import Sentence, Word
from talkx.events.triggers import Found
from talkx.model import DateValue
from talkx.resources.event_words import EventWords

_CALENDAR = re.compile(r"(?:\.\./)?[0-9X]{4}|[0-9]{3}X")
_CLOCK = re.compile(r"T[0-9]")
_YEAR = re.compile(r"[0-9X]{3,4}")
_ENDPOINTS = frozenset({"to", "until", "till", "through", "into"})
_LEADS = frozenset(
    {"on", "in", "at", "by", "late", "early", "since", "until", "during", "from", "the", "last", "this", "next", "of"}
    | {"mid", "around", "about", '"'}
)
_OWNERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s"})
_TOO_FAR = 60.0
_OTHER_CLAUSE = 60.0
_NEAR_SPEECH = 4  # words after a verb of speech where a date is still the verb's own


def of_dates(dates: Sequence[DateValue]) -> Entries:
    """Return where calendar dates stand (no durations, sets or vague references)."""
    return Entries(
        (date.span, i)
        for i, date in enumerate(dates)
        if date.type in {"DATE", "TIME"} and _CALENDAR.match(date.value) is not None
    )


def calendar_value(value: str) -> str:
    """Return the day of a clock time and the closed end of an open range; other values as they are.

    >>> calendar_value("2025-06-02T14:30"), calendar_value("../2025-05-25"), calendar_value("2025-06-02TEV")
    ('2025-06-02', '2025-05-25', '2025-06-02TEV')
    """
    value = value.removeprefix("../").removesuffix("/..")
    clock = _CLOCK.search(value)
    return value[: clock.start()] if clock else value


def link_date(
    sentence: Sentence, found: Found, entries: Sequence[Entry], dates: Sequence[DateValue], words: EventWords
) -> Entry | None:
    """Return the date that dates a trigger, or None.

    The nearest one of the same clause, those after the trigger first; a date at the head of the sentence dates its
    main clauses; a bare year before a noun ("the 2019 prize") dates nothing.
    """
    best: tuple[float, Entry] | None = None
    behind = in_background(sentence.words, found, words.background)
    for entry in near(entries, found.start, found.end):
        date = dates[entry.number]
        if _is_attributive(sentence.words, entry, date) or (behind and not 0 <= entry.start - found.end <= 2):
            continue
        cost = _cost(sentence, found, entry, words) + (15 if _CLOCK.search(date.value) else 0)
        if best is None or cost < best[0]:
            best = (cost, entry)
    return best[1] if best is not None and best[0] < _TOO_FAR else None


def in_background(words: Sequence[Word], found: Found, background: frozenset[str]) -> bool:
    """Return whether a noun only sets the scene for another event: `after the talks`, `during these discussions`."""
    if found.trigger.kind != "noun":
        return False
    for word in reversed(words[max(0, found.start - 5) : found.start]):
        if word.lower in background:
            return True
        if not (word.text[0].isalpha() or word.text == "-") or word.lower in {"of", "and", "in", "at", "on"}:
            return False
    return False


def hangs_on(words: Sequence[Word], found: Found, clause: int) -> bool:
    """Return whether a clause is inserted right after the trigger: `the first round, held on 3 May, …`."""
    end = found.end
    return (
        end + 1 < len(words) and words[end].text == "," and words[end + 1].clause == clause > words[found.start].clause
    )


def _cost(sentence: Sentence, found: Found, entry: Entry, vocabulary: EventWords) -> float:
    words = sentence.words
    after = entry.start >= found.end
    cost = float(entry.start - found.end) if after else 2.0 * (found.start - entry.end) + 2
    if found.group.type == "statement" and _belongs_to_content(words, found, entry):
        cost += _TOO_FAR
    clause = words[entry.start].clause
    heads = entry.start <= 4 and all(word.lower in _LEADS for word in words[: entry.start])
    if clause == words[found.start].clause or hangs_on(words, found, clause):
        cost = min(cost, 20.0) if heads else cost
    else:
        cost += 4 if heads and words[found.start].clause in sentence.main else _OTHER_CLAUSE
    if entry.start and words[entry.start - 1].lower in _ENDPOINTS:
        cost += 25
    if found.group.type != "statement" and _belongs_to_speech(words, entry, vocabulary):
        cost += _TOO_FAR
    return cost


def _belongs_to_content(words: Sequence[Word], found: Found, entry: Entry) -> bool:
    """Return whether a date is part of what is said: far after a plain verb of speech, or before a tag at the end."""
    if entry.start >= found.end:
        return found.group.weak and entry.start - found.end > _NEAR_SPEECH
    tag = all(word.is_mark for word in words[found.end : found.end + 2])
    apart = any(word.is_mark for word in words[entry.end : found.start])
    heads = entry.start <= 4 and not tag
    return apart and not heads and (found.group.weak or tag)


def _belongs_to_speech(words: Sequence[Word], entry: Entry, vocabulary: EventWords) -> bool:
    """Return whether a date stands next to a verb of speech (`said on Monday`, `on Monday announced`)."""
    before = entry.start - 1
    while before >= 0 and words[before].lower in _LEADS:
        before -= 1
    beside = [words[before].lower] if before >= 0 else []
    if entry.end < len(words):
        beside.append(words[entry.end].lower)
    return any(
        trigger.forms & {"past", "gerund"} and vocabulary.groups[trigger.group].type == "statement"
        for word in beside
        for trigger in vocabulary.triggers.get(word, ())
    )


def _is_attributive(words: Sequence[Word], entry: Entry, date: DateValue) -> bool:
    if _YEAR.fullmatch(date.value) is None or not date.text.strip().isdigit():
        return False
    before = words[entry.start - 1].lower if entry.start else ""
    following = words[entry.end] if entry.end < len(words) else None
    return following is not None and following.text[0].isalpha() and before not in _LEADS - _OWNERS
