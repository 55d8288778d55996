"""Vocabulary of events: which words tell of which kind of happening, and how its status is worded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from talkx.errors import DataError
from talkx.model import EventType
from talkx.resources.inflection import VerbForm, add_s, inflect_verb
from talkx.resources.loading import load_data

NAME = "event_words.yml"


@dataclass(frozen=True)
class EventGroup:
    """One kind of happening; mentions of groups with the same `family` (or id) may be one event."""

    id: str
    type: EventType
    plover: str | None
    examples: tuple[str, ...]
    silent: tuple[str, ...]
    family: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    unless: tuple[str, ...] = ()
    site: bool = False
    from_place: bool = False
    weak: bool = False
    seen: bool = False
    headline: bool = False
    target: bool = False
    opening: bool = False
    sport: bool | None = None
    felt: bool = False


@dataclass(frozen=True)
class StatusWords:
    """Words that say whether an event happened, by where they stand."""

    planned_before: frozenset[str]
    proposed_before: frozenset[str]
    demanded_before: frozenset[str]
    denied_before: frozenset[str]
    denied_after: frozenset[str]
    ongoing: frozenset[str]


@dataclass(frozen=True)
class EventData:
    """The file as written."""

    groups: tuple[EventGroup, ...]
    status: StatusWords
    rounds: dict[str, tuple[str, ...]]
    locative: frozenset[str]
    place_nouns: frozenset[str]
    continues: tuple[str, ...]
    courts: frozenset[str]
    settings: frozenset[str]
    background: frozenset[str]
    holding: frozenset[str]
    undoing: frozenset[str]
    sport: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase (`words`, "_" for up to two words between) that tells of an event of group number `group`."""

    group: int
    words: tuple[str, ...]
    kind: Literal["verb", "noun", "phrase"]
    forms: frozenset[VerbForm] = frozenset()


@dataclass(frozen=True)
class EventWords:
    """The vocabulary, triggers indexed by their first word, longest first."""

    groups: tuple[EventGroup, ...]
    triggers: Mapping[str, tuple[Trigger, ...]]
    status: StatusWords
    rounds: Mapping[str, str]
    locative: frozenset[str]
    place_nouns: frozenset[str]
    continues: frozenset[tuple[str, ...]]
    courts: frozenset[str]
    settings: frozenset[str]
    background: frozenset[str]
    holding: frozenset[str]
    undoing: frozenset[str]
    sport: frozenset[str]


def _triggers(groups: tuple[EventGroup, ...]) -> Mapping[str, tuple[Trigger, ...]]:
    by_first: dict[str, list[Trigger]] = defaultdict(list)
    for number, group in enumerate(groups):
        forms: dict[str, set[VerbForm]] = defaultdict(set)
        for verb in group.verbs:
            for form, written in inflect_verb(verb, NAME).items():
                forms[written].add(form)
        found = [Trigger(number, (written,), "verb", frozenset(kinds)) for written, kinds in forms.items()]
        for noun in group.nouns:
            words = tuple(noun.split())
            found.append(Trigger(number, words, "noun"))
            found.append(Trigger(number, (*words[:-1], add_s(words[-1])), "noun"))
        found.extend(Trigger(number, tuple(phrase.split()), "phrase") for phrase in group.phrases)
        if not found:
            raise DataError(f"{NAME}: groups: {group.id}: no words")
        for trigger in found:
            by_first[trigger.words[0]].append(trigger)
    return MappingProxyType(
        {
            first: tuple(sorted(found, key=lambda t: (-len(t.words), t.group, t.kind != "noun")))
            for first, found in by_first.items()
        }
    )


def load_event_words() -> EventWords:
    """Return the event vocabulary. Raises `DataError` where `event_words.yml` is wrong."""
    data = load_data(NAME, EventData)
    ids = [group.id for group in data.groups]
    if len(set(ids)) != len(ids):
        raise DataError(f"{NAME}: groups: an id stands twice")
    return EventWords(
        groups=data.groups,
        triggers=_triggers(data.groups),
        status=data.status,
        rounds=MappingProxyType({word: label for label, words in data.rounds.items() for word in words}),
        locative=data.locative,
        place_nouns=data.place_nouns,
        continues=frozenset(tuple(phrase.split()) for phrase in data.continues),
        courts=data.courts,
        settings=data.settings,
        background=data.background,
        holding=data.holding,
        undoing=data.undoing,
        sport=data.sport,
    )
