"""Links a mention of an event to its date, place, actors and figures: same clause first, then same sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talkx.events.sentences import Sentence, Word
from talkx.events.triggers import Found
from talkx.model import Actor, DateValue, Figure, Span, Venue
from talkx.resources.event_words import EventWords

_CALENDAR = re.compile(r"(?:\.\./)?[0-9X]{4}|[0-9]{3}X")
_CLOCK = re.compile(r"T[0-9]")
_OBJECT_LEADS = frozenset("of in at from by with for to against between into on about than".split())
_PHRASE_ENDS = frozenset(
    "and but or that which who while when as monday tuesday wednesday thursday friday saturday sunday yesterday today".split()
)
_NOT_IN_NAMING = frozenset("of in and on a an the to at for with".split())
_YEAR = re.compile(r"[0-9X]{3,4}")
_SPEECH = frozenset("said says announced told stated reported confirmed wrote tweeted declared added".split())
_ENDPOINTS = frozenset("to until till through into".split())
_NEAR_SPEECH = 4  # words after a verb of speech where a date is still the verb's own
_DATE_LEADS = frozenset("on in at by late early since until during from the last this next of mid around about".split())
_TOO_FAR = 60


@dataclass(frozen=True, slots=True)
class Placed:
    """A venue mention: the venue's index."""

    span: Span
    venue: int


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A venue linked to a mention of an event, and how surely (3 in a phrase of place, 2 a modifier, 1 otherwise)."""

    venue: int
    strength: int


class Spans:
    """Entries with spans, looked up by range."""

    def __init__(self, entries: Iterable[tuple[Span, int]]) -> None:
        self._entries = sorted(entries)
        self._starts = [span.start for span, _ in self._entries]

    def within(self, span: Span) -> list[tuple[Span, int]]:
        """Return the entries that lie inside a range, in text order."""
        out = []
        for entry in self._entries[bisect_left(self._starts, span.start) :]:
            if entry[0].start >= span.end:
                break
            if entry[0].end <= span.end:
                out.append(entry)
        return out


def actor_spans(actors: Sequence[Actor]) -> Spans:
    """Return where actors are named, without cited sources."""
    return Spans(
        (mention.span, i) for i, actor in enumerate(actors) if actor.part != "source" for mention in actor.mentions
    )


def venue_spans(venues: Sequence[Venue]) -> Spans:
    """Return where venues are named."""
    return Spans((mention.span, i) for i, venue in enumerate(venues) for mention in venue.mentions)


def figure_spans(figures: Sequence[Figure]) -> Spans:
    """Return where figures stand."""
    return Spans((figure.span, i) for i, figure in enumerate(figures))


def date_spans(dates: Sequence[DateValue]) -> Spans:
    """Return where calendar dates stand (no durations, sets or vague references)."""
    return Spans((date.span, i) for i, date in enumerate(dates) if _is_calendar(date))


def _is_calendar(date: DateValue) -> bool:
    return date.type in {"DATE", "TIME"} and _CALENDAR.match(date.value) is not None


def calendar_value(value: str) -> str:
    """Return the day of a clock time and the closed end of an open range; other values as they are."""
    if value.startswith("../"):
        value = value[3:]
    value = value.removesuffix("/..")
    clock = _CLOCK.search(value)
    return value[: clock.start()] if clock else value


def link_date(
    sentence: Sentence, found: Found, dates: Sequence[DateValue], spans: Spans, words: EventWords
) -> int | None:
    """Return the index of the date that dates a trigger, or None.

    The nearest one of the same clause, those after the trigger first; a date at the head of the sentence dates its
    main clauses; a bare year before a noun ("the 2019 prize") dates nothing.
    """
    best: tuple[float, int] | None = None
    clause = sentence.words[found.start].clause
    for span, index in spans.within(sentence.span):
        i = sentence.index_at(span.start)
        word = sentence.words[i]
        if word.quoted:
            continue
        end = sentence.index_at(span.end - 1) + 1
        if _attributive(sentence.words, i, end, dates[index]):
            continue
        if in_background(sentence.words, found, words.background) and not 0 <= i - found.end <= 2:
            continue
        cost = _cost(sentence, found, i, end, word.clause == clause or _inserted(sentence.words, found, word.clause))
        if _CLOCK.search(dates[index].value):
            cost += 15
        if best is None or cost < best[0]:
            best = (cost, index)
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


def _inserted(words: Sequence[Word], found: Found, clause: int) -> bool:
    """Return whether a clause is hung on the trigger itself: `the first round, held on 3 May, …`."""
    end = found.end
    return end + 1 < len(words) and words[end].text == "," and words[end + 1].clause == clause != words[found.start].clause


def _cost(sentence: Sentence, found: Found, i: int, end: int, same_clause: bool) -> float:
    words = sentence.words
    distance = i - found.end if i >= found.end else 2 * (found.start - end) + 2
    cost = float(distance)
    if found.group.weak and found.group.type == "statement" and distance > _NEAR_SPEECH and i >= found.end:
        cost += _TOO_FAR  # what is said has dates of its own
    if not same_clause:
        framed = _heads(words, i) and words[found.start].clause in sentence.main
        cost = cost + 4 if framed else cost + _TOO_FAR
    elif _heads(words, i):
        cost = min(cost, 20.0)
    if i and words[i - 1].lower in _ENDPOINTS:
        cost += 25
    if found.group.type != "statement" and _belongs_to_speech(words, i, end):
        cost += 30
    return cost


def _heads(words: Sequence[Word], i: int) -> bool:
    """Return whether a date stands at the head of its sentence: only small words before it."""
    return i <= 4 and all(word.lower in _DATE_LEADS or word.text == '"' for word in words[:i])


def _belongs_to_speech(words: Sequence[Word], i: int, end: int) -> bool:
    """Return whether a date stands next to a verb of speech (`said on Monday`, `on Monday announced`)."""
    before = i - 1
    while before >= 0 and words[before].lower in _DATE_LEADS:
        before -= 1
    return (before >= 0 and words[before].lower in _SPEECH) or (end < len(words) and words[end].lower in _SPEECH)


def _attributive(words: Sequence[Word], i: int, end: int, date: DateValue) -> bool:
    if _YEAR.fullmatch(date.value) is None or date.text.casefold() in {"last year", "this year"}:
        return False
    before = words[i - 1].lower if i else ""
    following = words[end] if end < len(words) else None
    leads = before in {"the", "a", "an", "its", "his", "her", "their", "our", "'s", "’s"} or i == 0
    return following is not None and following.text[0].isalpha() and leads


def link_place(
    sentence: Sentence,
    found: Found,
    venues: Sequence[Venue],
    spans: Spans,
    words: EventWords,
    towns: frozenset[int] = frozenset(),
) -> PlaceLink | None:
    """Return the venue where an event takes place by its sentence, or None.

    First what stands in a phrase of place in the same clause, then a name before the noun ("the Lyon talks"), then a
    phrase of place elsewhere in the sentence; for a disaster any place of the clause. `towns`: the headline's venues.
    """
    clause = sentence.words[found.start].clause
    best: tuple[float, int, int] | None = None
    placed = [
        (span, venue, sentence.index_at(span.start), sentence.index_at(span.end - 1) + 1)
        for span, venue in spans.within(sentence.span)
    ]
    for n, (_, venue, i, end) in enumerate(placed):
        if sentence.words[i].quoted:
            continue
        chained = n > 0 and _chained(sentence.words, placed[n - 1][3], i)
        strength = 1 if chained else _place_strength(sentence.words, i, end, found, words)
        if not strength:
            continue
        distance = i - found.end if i >= found.end else 1.5 * (found.start - end) + 1
        near = sentence.words[i].clause == clause or _inserted(sentence.words, found, sentence.words[i].clause)
        cost = abs(distance) + (0 if near else 30) + (0, 40, 4, 0)[strength]
        if chained:
            cost += 10
        if best is None or cost < best[0]:
            best = (cost, n, strength)
    if best is None or best[0] > 2 * _TOO_FAR:
        return None
    _, n, strength = best
    if strength == 1 and found.group.type != "disaster":
        return None
    return PlaceLink(_town_of(placed, n, sentence.words, venues, found, towns), strength)


def _place_strength(words: Sequence[Word], i: int, end: int, found: Found, vocabulary: EventWords) -> int:
    """Return 3 for a place after a preposition of place, 2 before the event's noun, 1 for any other, 0 for a way."""
    if _before_noun(words, end, found):
        return 2
    if end < len(words) and (words[end].lower in vocabulary.place_nouns or words[end].lower in {"'s", "’s"}):
        return 1 if words[i - 1].lower in vocabulary.locative else 0
    j = i - 1
    if found.trigger.kind == "noun" and end <= found.start and not _opens_clause(words, i, found):
        return 1
    strange = 0
    for _ in range(8):
        if j < 0:
            break
        lower = words[j].lower
        if lower in vocabulary.locative or (found.group.from_place and lower == "from"):
            return 3
        if lower in {"to", "from", "toward", "towards", "via"}:
            return 0
        joins = lower in {"the", "a", "of", "'s", "’s", "-"} or lower in vocabulary.place_nouns or words[j].text[0].isupper()
        if not joins and not words[j].tag.startswith(("JJ", "NN")):
            strange += 1
            if strange > 1 or not words[j].text.isalpha():
                break
        j -= 1
    return 1


def _opens_clause(words: Sequence[Word], i: int, found: Found) -> bool:
    """Return whether a place stands in a phrase at the head of the sentence or of the trigger's clause."""
    clause = words[found.start].clause
    first = next(j for j, word in enumerate(words) if word.clause == clause)
    opener = next((word for word in words[first:] if not word.is_mark), words[first])
    return (
        i - first <= 6
        and (opener.lower in _DATE_LEADS or opener.lower in {"near", "outside", "inside", "across", "and", "but"})
        and all(not word.tag.startswith("VB") for word in words[min(first, i) : i])
    )


def _before_noun(words: Sequence[Word], end: int, found: Found) -> bool:
    """Return whether a name stands inside the noun phrase of the trigger: `the Lyon talks`, `Lagos's first match`."""
    if found.trigger.kind != "noun" or not 0 <= found.start - end <= 4:
        return False
    return all(
        word.text not in {",", ";", ":"} and word.lower not in _NOT_IN_NAMING and not word.tag.startswith("VB")
        for word in words[end : found.start]
    )


def _chained(words: Sequence[Word], before_end: int, i: int) -> bool:
    """Return whether a place names what the one before it lies in: `Randolph, New Hampshire`, `Doha in Qatar`."""
    between = [word.lower for word in words[before_end:i]]
    return between in (["," ], [], ["in"], [",", "in"], ["("], ["in", "the"])


def _town_of(
    placed: Sequence[tuple[Span, int, int, int]],
    n: int,
    words: Sequence[Word],
    venues: Sequence[Venue],
    found: Found,
    headline: frozenset[int],
) -> int:
    """Return the town that the text names around a building, unless the site itself is wanted.

    The town stands right after the building (`at Hope Hall in Lyon`), or in its `within` and in the headline.
    """
    venue = placed[n][1]
    if found.group.site or venues[venue].type != "facility":
        return venue
    if n + 1 < len(placed):
        following = placed[n + 1]
        between = [word.lower for word in words[placed[n][3] : following[2]]]
        if venues[following[1]].type == "city" and between in (["in"], [","]):
            return following[1]
    around = set(venues[venue].within)
    towns = [i for i in sorted(headline) if venues[i].type == "city" and around & {venues[i].name, venues[i].id}]
    return towns[0] if len(towns) == 1 else venue


def after_preposition(words: Sequence[Word], start: int) -> bool:
    """Return whether the noun phrase that ends with the name at word `start` stands after a preposition."""
    for word in reversed(words[max(0, start - 7) : start]):
        if word.lower in _OBJECT_LEADS:
            return True
        if word.is_mark or word.text[0].isdigit() or word.lower in _PHRASE_ENDS or word.tag.startswith("VB"):
            return False
    return False


def link_entries(sentence: Sentence, found: Found, spans: Spans, *, whole: bool) -> tuple[int, ...]:
    """Return the entries named in the trigger's clause (in the whole sentence if `whole`), in text order, once each."""
    clause = sentence.words[found.start].clause
    out: list[int] = []
    for span, index in spans.within(sentence.span):
        word = sentence.words[sentence.index_at(span.start)]
        if not word.quoted and (whole or word.clause == clause) and index not in out:
            out.append(index)
    return tuple(out)


def evidence(sentence: Sentence, found: Found, linked: Sequence[Span]) -> Span:
    """Return the trigger's clause, widened to the linked date and place of the same sentence, without its last stop."""
    clause = sentence.words[found.start].clause
    indexes = [i for i, word in enumerate(sentence.words) if word.clause == clause]
    first = last = found.start
    for i in indexes:  # the unbroken run of the clause around the trigger
        if all(sentence.words[j].clause == clause for j in (i, found.start)):
            first, last = min(first, i), max(last, i)
    for span in linked:
        first = min(first, sentence.index_at(span.start))
        last = max(last, sentence.index_at(span.end - 1))
    while first < last and not any(char.isalnum() for char in sentence.words[first].text):
        first += 1
    while last > first and sentence.words[last].text in {".", ",", ";", ":", "—", "–", "--"}:
        last -= 1
    return Span(sentence.words[first].span.start, sentence.words[last].span.end)
