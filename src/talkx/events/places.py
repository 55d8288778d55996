"""Links a mention of an event to the venue where it takes place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talkx.events.entries import Entry, near
from talkx.events.sentences import Sentence, Word
from talkx.events.times import hangs_on
from talkx.events.triggers import Found
from talkx.model import CleanArticle, Venue
from talkx.resources.event_words import EventWords

_NOT_IN_NAMING = frozenset({"of", "in", "and", "on", "a", "an", "the", "to", "at", "for", "with"})
_WAYS = frozenset({"to", "from", "toward", "towards", "via"})
_JOINTS = frozenset({"the", "a", "of", "'s", "’s", "-"})
_OPENERS = frozenset({"on", "in", "at", "by", "late", "early", "near", "outside", "inside", "across", "and", "but"})
_CHAINS: tuple[list[str], ...] = ([","], [], ["in"], [",", "in"], ["("], ["in", "the"])
_SIDES = frozenset(
    {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeastern"}
    | {"northwestern", "southeastern", "southwestern", "coastal", "much", "parts"}
)
_STRIKING = frozenset(
    {"hit", "hits", "struck", "strikes", "jolted", "jolts", "rocked", "rocks", "shook", "shakes", "battered", "batters"}
    | {"lashed", "lashes", "devastated", "ravaged", "flooded", "swept", "pounded", "slammed"}
)
_PLAIN_AREAS = frozenset({"island", "islands", "province", "district", "village", "county", "region"})
_SEATS = frozenset({"seat", "constituency", "district", "riding", "ward"})
_NEAR_WHERE = 6  # words from a place to the `where` that means it (`at Hope Hall in Lyon, where`)
_TOO_FAR = 120.0
_OTHER_CLAUSE = 30.0
PHRASE, MODIFIER, NAMED = 3, 2, 1  # how surely a venue is the event's place
_PENALTY = {PHRASE: 0.0, MODIFIER: 4.0, NAMED: 40.0}


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A venue's index, and how surely it is the place: `PHRASE`, `MODIFIER` or `NAMED`."""

    venue: int
    strength: int


@dataclass(frozen=True, slots=True)
class Map:
    """The article's venues, and which of them the headline names."""

    venues: Sequence[Venue]
    headline: frozenset[int]


def link_place(
    sentence: Sentence,
    found: Found,
    entries: Sequence[Entry],
    places: Map,
    words: EventWords,
    taken: frozenset[int] = frozenset(),
) -> PlaceLink | None:
    """Return the venue where an event takes place by its sentence, or None.

    First what stands in a phrase of place in the same clause, then a name before the noun ("the Lyon talks"), then a
    phrase of place elsewhere in the sentence; for a disaster any place that is named. `taken`: clauses that tell of
    another event, whose places are its own.
    """
    clause = sentence.words[found.start].clause
    best: tuple[float, int, int] | None = None
    for n, entry in enumerate(entries):
        if not near((entry,), found.start, found.end):
            continue
        chained = n > 0 and [word.lower for word in sentence.words[entries[n - 1].end : entry.start]] in _CHAINS
        strength = NAMED if chained else _strength(sentence, entry, found, words)
        if not strength:
            continue
        after = entry.start >= found.end
        distance = entry.start - found.end if after else 1.5 * (found.start - entry.end) + 1
        there = sentence.words[entry.start].clause
        near_by = there == clause or hangs_on(sentence.words, found, there) or _is_antecedent(sentence, entry, clause)
        if (not near_by and (there in taken or _is_aside(sentence, there))) or not _may_place(
            sentence.words, found, entry
        ):
            continue
        cost = abs(distance) + (0 if near_by else _OTHER_CLAUSE) + _PENALTY[strength] + (10 if chained else 0)
        if best is None or cost < best[0]:
            best = (cost, n, strength)
    if best is None or best[0] > _TOO_FAR or (best[2] == NAMED and not _strikes(found, entries[best[1]])):
        return None
    return PlaceLink(_town_around(sentence.words, entries, best[1], places, found), best[2])


def dateline_city(clean: CleanArticle, venues: Sequence[Venue]) -> int | None:
    """Return the venue that the dateline names, if it is one city."""
    stated = None if clean.dateline is None else clean.dateline.place
    if stated is None:
        return None
    cities = (i for i, venue in enumerate(venues) if venue.type == "city")
    named = [i for i in cities if any(m.span.overlaps(stated.span) for m in venues[i].mentions)]
    return named[0] if len(named) == 1 else None


def _strikes(found: Found, entry: Entry) -> bool:
    """Return whether a place that is merely named is where it happens: a disaster's, or what a verb is aimed at."""
    return found.group.type == "disaster" or (found.group.target and entry.start >= found.end)


def _strength(sentence: Sentence, entry: Entry, found: Found, vocabulary: EventWords) -> int:
    """Return how surely a venue is the event's place by the words around it, 0 for a way or a possessor."""
    words = sentence.words
    if _before_noun(words, entry.end, found):
        return MODIFIER
    following = words[entry.end].lower if entry.end < len(words) else ""
    lead = entry.start - 1 - (entry.start > 1 and words[entry.start - 1].lower == "the")
    locative = lead >= 0 and words[lead].lower in vocabulary.locative
    if locative and following in _PLAIN_AREAS and not _goes_on(words, entry.end + 1):
        return PHRASE  # off Hope island; not: on Hope island radio
    if following in vocabulary.place_nouns or following in {"'s", "’s"}:
        return NAMED if locative else 0
    opens = _opens_clause(words, entry.start, found) or _feels_it(sentence, entry, found)
    if found.trigger.kind == "noun" and entry.end <= found.start and not opens:
        return NAMED
    return _phrase_strength(words, entry, found, vocabulary)


def _feels_it(sentence: Sentence, entry: Entry, found: Found) -> bool:
    """Return whether a place is where an event is felt: `commuters across Norland waited as a strike began`."""
    outer, opener = sentence.around.get(sentence.words[found.start].clause, (None, ""))
    return found.group.felt and opener in {"as", "when", "while"} and sentence.words[entry.start].clause == outer


def _goes_on(words: Sequence[Word], i: int) -> bool:
    """Return whether a noun phrase goes on at word `i`."""
    return i < len(words) and (words[i].tag.startswith(("NN", "JJ")) or words[i].lower in {"'s", "’s", "-"})


def _phrase_strength(words: Sequence[Word], entry: Entry, found: Found, vocabulary: EventWords) -> int:
    """Return `PHRASE` for a venue whose noun phrase stands after a preposition of place, 0 after one of a way."""
    leads = set(vocabulary.locative)
    if found.group.from_place:
        leads.add("from")
    if found.status == "planned":  # talks planned for Oslo
        leads.add("for")
    if _is_aim(words, entry, found) or _is_seat(words, entry, found) or _is_struck(words, entry, found):
        return PHRASE
    strange = 0
    for word in reversed(words[max(0, entry.start - 8) : entry.start]):
        if word.lower in leads:
            return PHRASE
        if word.lower in _WAYS:
            return 0
        joins = word.lower in _JOINTS or word.lower in vocabulary.place_nouns or word.text[0].isupper()
        if not joins and not word.tag.startswith(("JJ", "NN")):
            strange += 1
            if strange > 1 or not word.text.isalpha():
                break
    return NAMED


def _is_aim(words: Sequence[Word], entry: Entry, found: Found) -> bool:
    """Return whether a place is what a noun aims at: `a visit to Accra`."""
    between = [word.lower for word in words[found.end : entry.start]]
    return found.group.target and found.trigger.kind == "noun" and between in (["to"], ["to", "the"])


def _is_aside(sentence: Sentence, clause: int) -> bool:
    """Return whether a clause tells of something else at the time: `as a carrier arrives in Bergen`."""
    return sentence.around.get(clause, (0, ""))[1] in {"as", "while", "before", "although", "though", "because"}


def _is_struck(words: Sequence[Word], entry: Entry, found: Found) -> bool:
    """Return whether a place is what a disaster strikes: `an earthquake jolted southern Norland`."""
    if found.group.type != "disaster":
        return False
    before = [word.lower for word in words[max(0, entry.start - 3) : entry.start]]
    while before and (before[-1] in _JOINTS or before[-1] in _SIDES):
        before.pop()
    return bool(before) and before[-1] in _STRIKING


def _may_place(words: Sequence[Word], found: Found, entry: Entry) -> bool:
    """Return whether a place may be an event's: what is said elsewhere in its sentence places no statement."""
    if found.group.type != "statement":
        return True
    if words[entry.start].clause != words[found.start].clause:
        return False
    return not any(word.tag.startswith(("VB", "MD")) for word in words[found.end : entry.start])


def _is_seat(words: Sequence[Word], entry: Entry, found: Found) -> bool:
    """Return whether a place is what is voted on: `the seat of Norwick`, `the Norwick byelection`."""
    before = {word.lower for word in words[max(0, entry.start - 3) : entry.start]}
    return found.group.type == "election" and "of" in before and not _SEATS.isdisjoint(before)


def _is_antecedent(sentence: Sentence, entry: Entry, clause: int) -> bool:
    """Return whether a clause with `where` follows a place, with or without a second place between."""
    outer, opener = sentence.around.get(clause, (None, ""))
    if opener != "where" or sentence.words[entry.start].clause != outer:
        return False
    opening = next(i for i, word in enumerate(sentence.words) if word.clause == clause)
    return 0 <= opening - entry.end <= _NEAR_WHERE


def _opens_clause(words: Sequence[Word], i: int, found: Found) -> bool:
    """Return whether a place stands in a phrase at the head of the trigger's clause."""
    clause = words[found.start].clause
    first = next(j for j, word in enumerate(words) if word.clause == clause)
    opener = next((word for word in words[first:] if not word.is_mark), words[first])
    between = words[min(first, i) : i]
    return i - first <= 6 and opener.lower in _OPENERS and not any(word.tag.startswith("VB") for word in between)


def _before_noun(words: Sequence[Word], end: int, found: Found) -> bool:
    """Return whether a name stands inside the noun phrase of the trigger: `the Lyon talks`, `Lagos's first match`."""
    if found.trigger.kind != "noun" or not 0 <= found.start - end <= 4:
        return False
    return all(
        word.text not in {",", ";", ":"} and word.lower not in _NOT_IN_NAMING and not word.tag.startswith("VB")
        for word in words[end : found.start]
    )


def _town_around(words: Sequence[Word], entries: Sequence[Entry], n: int, places: Map, found: Found) -> int:
    """Return the town that the text names around a building, unless the site itself is wanted.

    The town stands right after the building (`at Hope Hall in Lyon`), or in its `within` and in the headline.
    """
    venue = entries[n].number
    if found.group.site or places.venues[venue].type != "facility":
        return venue
    if n + 1 < len(entries):
        following = entries[n + 1]
        between = [word.lower for word in words[entries[n].end : following.start]]
        if places.venues[following.number].type == "city" and between in (["in"], [","]):
            return following.number
    around = set(places.venues[venue].within)
    towns = [
        i
        for i in sorted(places.headline)
        if places.venues[i].type == "city" and around & {places.venues[i].name, places.venues[i].id}
    ]
    return towns[0] if len(towns) == 1 else venue
