"""Vocabulary of reported speech: verbs with their forms, speaker phrases, and words that mark a term or a title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from talkx.errors import DataError
from talkx.resources.inflection import VerbForm, inflect_verb
from talkx.resources.loading import load_data

NAME = "speech.yml"
Strength = Literal["strong", "adjacent"]


@dataclass(frozen=True)
class VerbGroup:
    """Verbs that share a way of reporting speech, and sentences that show it."""

    id: str
    strength: Strength
    words: tuple[str, ...]
    speech: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True)
class SpeechData:
    """The file as written."""

    verbs: tuple[VerbGroup, ...]
    according_to: tuple[str, ...]
    voices: tuple[str, ...]
    mouthpieces: tuple[str, ...]
    terms_before: tuple[str, ...]
    terms_after: tuple[str, ...]
    organisation_nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueForm:
    """One written form of a verb of speech."""

    lemma: str
    forms: frozenset[VerbForm]
    strength: Strength


@dataclass(frozen=True)
class Speech:
    """The vocabulary, indexed by lower-case word or phrase (a phrase is a tuple of words)."""

    cues: Mapping[str, CueForm]
    according_to: frozenset[tuple[str, ...]]
    voices: frozenset[str]
    mouthpieces: frozenset[str]
    terms_before: frozenset[tuple[str, ...]]
    terms_after: frozenset[str]
    organisation_nouns: frozenset[str]
    groups: tuple[VerbGroup, ...]


def _cues(groups: tuple[VerbGroup, ...]) -> Mapping[str, CueForm]:
    out: dict[str, CueForm] = {}
    for group in groups:
        for words in group.words:
            lemma = words.split()[0]
            for form, written in inflect_verb(words, NAME).items():
                seen = out.get(written)
                if seen is not None and seen.lemma != lemma:
                    raise DataError(f"{NAME}: {group.id}: {written!r} is a form of {seen.lemma!r} and of {lemma!r}")
                forms = (seen.forms if seen else frozenset()) | {form}
                out[written] = CueForm(lemma, forms, group.strength)
    return MappingProxyType(out)


def _phrases(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)


def load_speech() -> Speech:
    """Return the speech vocabulary. Raises `DataError` where `speech.yml` is wrong."""
    data = load_data(NAME, SpeechData)
    return Speech(
        cues=_cues(data.verbs),
        according_to=_phrases(data.according_to),
        voices=frozenset(data.voices),
        mouthpieces=frozenset(data.mouthpieces),
        terms_before=_phrases(data.terms_before),
        terms_after=frozenset(data.terms_after),
        organisation_nouns=frozenset(data.organisation_nouns),
        groups=data.verbs,
    )
