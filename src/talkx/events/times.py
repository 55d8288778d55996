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
_SWEEPING = frozenset(
    {"swept", "hit", "struck", "killed", "tore", "destroyed", "broke", "began", "ended", "was", "were"}
)
_DATED_BY_YEAR = frozenset({"election", "disaster", "attack", "agreement", "talks"})  # `the 2015 accord` dates these
_TAKES_EFFECT = frozenset({"starts", "start", "begins", "begin", "effect", "force", "expires", "ends", "runs"})
_SETTINGS = frozenset({"in", "at", "during", "outside", "via"})
_SHARED_REACH = 7  # words between a noun and a date behind it (`talks in the Belgian capital on Monday`)
_JOINING = frozenset({"and", "but", "or", "that", "which", "who", "with", "to", "until", "since", "before", "after"})
_SCHEDULED = frozenset({"scheduled", "slated", "due", "planned"})
_CONJUNCTIONS = frozenset({"after", "before", "since", "until"})  # may open a clause; `during` only a phrase
_SAME_TIME = frozenset({"when", "as", "while", "where"})
_DAY_NAMES = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
_DAY = 10  # characters of a value precise to the day
_OWNERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s"})
_TOO_FAR = 60.0
_OTHER_CLAUSE = 60.0
_NEAR_SPEECH = 4  # words after a verb of speech where a date is still the verb's own


def of_dates(dates: Sequence[DateValue]) -> Entries:
    """Return where calendar dates stand (no durations, sets or vague references)."""
    return Entries(
        (date.span, i)
        for i, date in enumerate(dates)
        if date.type in {"DATE", "TIME"}
        and _CALENDAR.match(date.value) is not None
        and any(char.isdigit() for char in date.value)
    )


def calendar_value(value: str, *, clock: bool = False) -> str:
    """Return the day of a clock time and the closed end of an open range; other values as they are.

    `clock`: whether a clock time is kept.

    >>> calendar_value("2025-06-02T14:30"), calendar_value("../2025-05-25"), calendar_value("2025-06-02TEV")
    ('2025-06-02', '2025-05-25', '2025-06-02TEV')
    """
    value = value.removeprefix("../").removesuffix("/..")
    found = None if clock else _CLOCK.search(value)
    return value[: found.start()] if found else value


def tells_day_and_hour(date: DateValue) -> bool:
    """Return whether one expression gives both the day and the clock time: `11 pm on Wednesday`."""
    return _CLOCK.search(date.value) is not None and not _DAY_NAMES.isdisjoint(
        word[:3] for word in re.findall(r"[a-z]{3,9}", date.text.lower())
    )


def link_date(
    sentence: Sentence,
    found: Found,
    entries: Sequence[Entry],
    dates: Sequence[DateValue],
    words: EventWords,
    said: Sequence[int] = (),
) -> Entry | None:
    """Return the date that dates a trigger, or None.

    The nearest one of the same clause, those after the trigger first; a date at the head of the sentence dates its
    main clauses; a bare year before a noun ("the 2019 prize") dates nothing. A clause with `when` or `after` takes
    the date of the clause around it if it has none. `said`: the places of verbs of speech in the sentence.
    """
    best: tuple[float, Entry] | None = None
    behind = in_background(sentence.words, found, words.background)
    for entry in near(entries, found.start, found.end):
        date = dates[entry.number]
        if _is_attributive(sentence.words, entry, date):
            if not _is_year_of(sentence.words, entry, found):
                continue
        elif behind and not (0 <= entry.start - found.end <= 2 or _is_shared(sentence.words, entry, found)):
            continue
        cost = _cost(sentence, found, entry, words) + (15 if _CLOCK.search(date.value) else 0)
        cost += _TOO_FAR if _is_of_speech(sentence.words, found, entry, said) else 0
        if best is None or cost < best[0]:
            best = (cost, entry)
    if best is not None and best[0] < _TOO_FAR:
        return best[1]
    if _is_news(sentence, found):
        return next((entry for entry in entries if sentence.words[entry.start].clause == sentence.tag), None)
    return None if behind else _around(sentence, found, entries, dates, words)


def _is_news(sentence: Sentence, found: Found) -> bool:
    """Return whether the first paragraph tells in the perfect tense what a closing tag dates.

    `The two sides have agreed on a truce, mediators said on Monday.`
    """
    words = sentence.words
    perfect = found.group.type == "deal" or any(
        word.lower in {"has", "have"} for word in words[max(0, found.start - 3) : found.start]
    )
    main = words[found.start].clause in sentence.main and found.trigger.kind != "noun"
    settled = found.group.type not in {"statement", "disaster", "attack"} and found.status == "occurred"
    return sentence.lead == 1 and sentence.tag is not None and perfect and main and settled


def _around(
    sentence: Sentence, found: Found, entries: Sequence[Entry], dates: Sequence[DateValue], words: EventWords
) -> Entry | None:
    """Return the date of the clause around a trigger's: for `when` any, for `after` one less precise than a day."""
    outer, opener = sentence.around.get(sentence.words[found.start].clause, (None, ""))
    if outer is None or found.group.type == "statement" or opener not in _SAME_TIME | {"after"}:
        return None
    for entry in reversed([entry for entry in near(entries, found.start, found.end) if entry.end <= found.start]):
        if _since(sentence.words, entry) or _belongs_to_speech(sentence.words, entry, words):
            continue
        if sentence.words[entry.start].clause == outer:
            date = dates[entry.number]
            fits = len(date.value) < _DAY or opener != "after"
            return entry if fits and not _is_attributive(sentence.words, entry, date) else None
    return None


def _is_shared(words: Sequence[Word], entry: Entry, found: Found) -> bool:
    """Return whether a date behind a noun in the background dates it too, with at most a phrase of place between.

    `failed to agree during talks in Lille on Monday`: what happens during the talks shares their date.
    """
    between = words[found.end : entry.start]
    if not between or len(between) > _SHARED_REACH or entry.start < found.end:
        return False
    if between[0].lower not in _SETTINGS or between[0].clause != words[entry.start].clause:
        return False
    before = [word.lower for word in words[max(0, found.start - 5) : found.start]]
    if "during" not in before and found.group.type != "talks":
        return False
    return not any(word.is_mark or word.tag.startswith(("VB", "MD")) or word.lower in _JOINING for word in between)


def _is_year_of(words: Sequence[Word], entry: Entry, found: Found) -> bool:
    """Return whether a bare year stands in the noun phrase of an event that it dates: `the 2019 general election`."""
    if found.trigger.kind != "noun" or found.group.type not in _DATED_BY_YEAR or not 0 <= found.start - entry.end <= 2:
        return False
    if found.end < len(words) and words[found.end].tag.startswith("NN"):
        return False  # the 2019 hurricane season
    return all(word.text.isalpha() and word.lower not in _LEADS for word in words[entry.end : found.start])


def _is_of_speech(words: Sequence[Word], found: Found, entry: Entry, said: Sequence[int]) -> bool:
    """Return whether a verb of speech stands between a date and what is said: `on Sunday X announced he will send`."""
    clause = words[found.start].clause
    if found.group.type == "statement" or found.trigger.kind != "verb":
        return False
    return any(entry.end <= i < found.start and words[i].clause == clause == words[entry.start].clause for i in said)


def in_background(words: Sequence[Word], found: Found, background: frozenset[str]) -> bool:
    """Return whether a noun only sets the scene for another event: `after the talks`, `during these discussions`."""
    if found.trigger.kind != "noun":
        return False
    for word in reversed(words[max(0, found.start - 5) : found.start]):
        if word.lower in background:
            return not (word.lower in _CONJUNCTIONS and _has_own_verb(words, found))
        if not (word.text[0].isalpha() or word.text == "-") or word.lower in {"of", "and", "in", "at", "on"}:
            return False
    return False


def in_relative(sentence: Sentence, found: Found) -> bool:
    """Return whether an event is only mentioned to say who somebody is: `who lost the election`."""
    _, opener = sentence.around.get(sentence.words[found.start].clause, (0, ""))
    return opener in {"who", "whose", "whom", "which"}


def _has_own_verb(words: Sequence[Word], found: Found) -> bool:
    """Return whether the noun is the subject of its clause: `after flash floods swept through the valley`."""
    following = next((word for word in words[found.end : found.end + 3] if not word.lower.endswith("ly")), None)
    if following is None or following.clause != words[found.start].clause:
        return False
    return following.tag in {"VBD", "VBZ", "VBP"} or (not following.tag and following.lower in _SWEEPING)


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
    if found.group.type == "agreement" and clause != words[found.start].clause:
        starts = any(word.lower in _TAKES_EFFECT for word in words[max(0, entry.start - 4) : entry.start])
        cost += _TOO_FAR if starts else 0  # a truce is agreed on one day and starts on another
    heads = entry.start <= 4 and all(word.lower in _LEADS for word in words[: entry.start])
    if clause == words[found.start].clause or hangs_on(words, found, clause):
        cost = min(cost, 20.0) if heads else cost
    else:
        cost += 4 if heads and words[found.start].clause in sentence.main else _OTHER_CLAUSE
    if entry.start and words[entry.start - 1].lower in _ENDPOINTS:
        cost += 25
    if _since(words, entry):
        cost += _TOO_FAR
    if after and _is_of_participle(words[found.end : entry.start]):
        cost += _TOO_FAR
    if not after and any(word.lower in {"and", "but"} for word in words[entry.end : found.start]):
        cost += 8  # was arrested in June and tried in October
    if found.group.type != "statement" and _belongs_to_speech(words, entry, vocabulary):
        cost += _TOO_FAR
    return cost


def _is_of_participle(between: Sequence[Word]) -> bool:
    """Return whether a date ends a phrase with a participle and its doer: `a sentence passed by a court in May`."""
    for i in range(1, len(between)):
        if not between[i - 1].tag.startswith("NN"):
            continue
        if between[i].lower in _SCHEDULED:  # postponed a vote scheduled for May
            return True
        if between[i].tag == "VBN":
            return any(word.lower == "by" for word in between[i + 1 : i + 3])
    return False


def _since(words: Sequence[Word], entry: Entry) -> bool:
    """Return whether a date only begins a span of time: `the largest swap since 2020`."""
    return any(word.lower == "since" for word in words[max(0, entry.start - 2) : entry.start])


def _belongs_to_content(words: Sequence[Word], found: Found, entry: Entry) -> bool:
    """Return whether a date is part of what is said: far after a plain verb of speech, or before a tag at the end."""
    if entry.start >= found.end:
        if _sets_speech(words, found, entry):
            return False
        return found.group.weak and entry.start - found.end > _NEAR_SPEECH
    tag = all(word.is_mark for word in words[found.end : found.end + 2])
    apart = any(word.is_mark for word in words[entry.end : found.start])
    heads = entry.start <= 4 and not tag
    return apart and not heads and (found.group.weak or tag)


def _sets_speech(words: Sequence[Word], found: Found, entry: Entry) -> bool:
    """Return whether a date ends what stands between a verb of speech and its content.

    `told a news conference in Oslo on Monday that …`, `said in Oslo on Monday he would …`
    """
    between = words[found.end : entry.start]
    if any(word.tag.startswith(("VB", "MD")) or word.is_mark or word.lower == "that" for word in between):
        return False
    if entry.end < len(words) and words[entry.end].lower == "that":
        return True
    return (
        bool(between) and bool(words[found.start].tag) and between[0].lower in {"in", "at", "during", "outside", "via"}
    )


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
