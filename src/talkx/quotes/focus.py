"""Keeps who is being talked about, and finds whom a pronoun or a title means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talkx.model import Actor
from talkx.quotes.passage import Sentence, Word
from talkx.resources.speech import Speech

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her"})
GROUP_PRONOUNS = frozenset({"it", "they", "them"})
_LOOK_BACK = 8  # sentences a pronoun may reach back over
_PREPOSITIONS = frozenset(
    [
        "of",
        "at",
        "from",
        "in",
        "for",
        "with",
        "by",
        "on",
        "to",
        "into",
        "about",
        "against",
        "among",
        "between",
        "under",
        "over",
        "near",
        "across",
        "through",
        "during",
        "via",
        "like",
        "including",
        "alongside",
        "than",
        "towards",
        "toward",
    ]
)
_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "yesterday",
        "today",
        "tomorrow",
    ]
)
_BREAKS = frozenset(
    [
        ",",
        ";",
        ":",
        "(",
        ")",
        "—",
        "–",
        "-",
        "and",
        "but",
        "or",
        "nor",
        "that",
        "while",
        "as",
        "when",
        "after",
        "before",
        "what",
        "which",
        "who",
        "whom",
        "where",
        "whether",
        "if",
        "because",
    ]
)


@dataclass(frozen=True, slots=True)
class Named:
    """A run of words `[start, end)` of a sentence that names an actor."""

    start: int
    end: int
    actor: int


def named_in(words: Sequence[Word], start: int = 0, end: int | None = None) -> list[Named]:
    """Return the names among the words of a range, in order."""
    out: list[Named] = []
    i, stop = start, len(words) if end is None else end
    while i < stop:
        word = words[i]
        if word.actor is None or word.adjective:
            i += 1
            continue
        j = i + 1
        while j < stop and words[j].mention == word.mention:
            j += 1
        out.append(Named(i, j, word.actor))
        i = j
    return out


def is_possessive(words: Sequence[Word], name: Named) -> bool:
    """Return whether a possessive ending follows the name or is its last part."""
    return (name.end < len(words) and words[name.end].lower in {"'s", "’s", "'", "’"}) or (
        words[name.end - 1].lower in {"'s", "’s"}
    )


def after_preposition(words: Sequence[Word], name: Named) -> bool:
    """Return whether the noun phrase that the name ends stands after a preposition ("of the Acme Group")."""
    i = name.start - 1
    for _ in range(8):
        if i < 0:
            return False
        lower = words[i].lower
        if lower in _PREPOSITIONS:
            return True
        if lower in _TIMES or lower in _BREAKS or words[i].is_punct or words[i].text[0].isdigit():
            return False
        if words[i].tag.startswith(("VB", "MD")) or lower in {"'s", "’s"}:
            return lower in {"'s", "’s"} and after_preposition(words, Named(i, name.end, name.actor))
        i -= 1
    return False


def is_qualifier(words: Sequence[Word], name: Named) -> bool:
    """Return whether a noun follows that the name qualifies, by the annotation: `the Acme board`."""
    return name.end < len(words) and words[name.end].tag.startswith("NN") and words[name.end].actor is None


def is_head(words: Sequence[Word], name: Named) -> bool:
    """Return whether a name can be a subject or object: no possessor, no part of a phrase, no qualifier of a noun."""
    return not is_qualifier(words, name) and not is_possessive(words, name) and not after_preposition(words, name)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence that has been read: who says something, who stands outside phrases, and all who are named."""

    segment: int
    tellers: tuple[int, ...]
    heads: tuple[int, ...]
    everyone: tuple[int, ...]
    stranger: bool


class Focus:
    """Whom the article speaks of at a given point: filled sentence by sentence, in text order."""

    def __init__(self, actors: Sequence[Actor], speech: Speech) -> None:
        self.actors = actors
        self.speech = speech
        self._history: list[_Read] = []
        self._titled: dict[str, list[int]] = {}
        self._bodies: dict[str, list[int]] = {}
        for index, actor in enumerate(actors):
            for word in dict.fromkeys(word for role in actor.roles for word in _title_words(role.title)):
                self._titled.setdefault(word, []).append(index)
            for word in dict.fromkeys(actor.name.casefold().split()) if actor.type != "person" else ():
                self._bodies.setdefault(word, []).append(index)
        self.last_speaker: int | None = None
        self.last_segment = -1

    def note(self, sentence: Sentence, tellers: Sequence[int]) -> None:
        """Take in a sentence that has been read, and who says something in it."""
        heads: list[int] = []
        everyone: list[int] = []
        for name in named_in(sentence.words):
            everyone.append(name.actor)
            if is_head(sentence.words, name):
                heads.append(name.actor)
        self._history.append(
            _Read(sentence.segment, tuple(tellers), tuple(heads), tuple(everyone), _names_stranger(sentence.words))
        )

    def spoke(self, actor: int, segment: int) -> None:
        """Take in that an actor was quoted in a segment."""
        self.last_speaker, self.last_segment = actor, segment

    def pronoun(self, lower: str, words: Sequence[Word], before: int) -> int | None:
        """Return the actor a pronoun at word `before` means: he and she a person, it and they whoever fits.

        The sentence itself comes first, then the subject of the sentences before, then who spoke last; where two
        persons fit equally, nobody.
        """
        own = [
            name
            for name in named_in(words, 0, before)
            if self._fits(lower, name.actor) and not is_possessive(words, name) and not after_preposition(words, name)
        ]
        if own:
            return own[0].actor
        back = _LOOK_BACK if lower in PERSON_PRONOUNS else 1
        for read in reversed(self._history[-back:]):
            tellers = [actor for actor in read.tellers if self._fits(lower, actor)]
            heads = [actor for actor in read.heads if self._fits(lower, actor)]
            if tellers or heads:
                return tellers[-1] if tellers else heads[0]
            others = _unique(actor for actor in read.everyone if self._fits(lower, actor))
            if (
                self.last_speaker is not None
                and self.last_segment == read.segment
                and self._fits(lower, self.last_speaker)
            ):
                return self.last_speaker
            if others:
                return others[0] if len(others) == 1 else None
            if read.stranger:
                return None
        return None

    def only_person(self) -> int | None:
        """Return the one person named in the last sentence that names any: `the 30-year-old goalkeeper`, or None."""
        for read in reversed(self._history[-_LOOK_BACK:]):
            people = _unique(actor for actor in read.everyone if self.actors[actor].type == "person")
            if people or read.stranger:
                return people[0] if len(people) == 1 and not read.stranger else None
        return None

    def _fits(self, lower: str, actor: int) -> bool:
        kind = self.actors[actor].type
        if lower in PERSON_PRONOUNS:
            return kind == "person"
        return kind != "person"

    def noun(self, nouns: Sequence[str], words: Sequence[Word], before: int) -> int | None:
        """Return the one actor that a common noun phrase ("the foreign minister") means, by role or by name."""
        if not nouns:
            return None
        wanted = [noun for noun in nouns if len(noun) > 2]
        head = nouns[-1]
        by_role = [
            index
            for index in self._titled.get(head, ())
            if any(_holds(role.title, wanted, head) for role in self.actors[index].roles)
        ]
        found = self._only(by_role, words, before)
        if found is not None:
            return found
        if head in self.speech.organisation_nouns or head.endswith("s"):
            found = self._only(self._bodies.get(head, ()), words, before)
            if found is not None:
                return found
        if head in self.speech.organisation_nouns:
            near = _unique(
                actor
                for read in self._history[-2:]
                for actor in read.everyone
                if self.actors[actor].type == "organization" and self.actors[actor].part != "source"
            )
            return near[0] if len(near) == 1 else None
        return None

    def _only(self, found: Sequence[int], words: Sequence[Word], before: int) -> int | None:
        """Return the only candidate, or else the only one named nearby."""
        if len(found) == 1:
            return found[0]
        if not found:
            return None
        near = _unique(name.actor for name in named_in(words, 0, before) if name.actor in found)
        for read in reversed(self._history[-_LOOK_BACK:]):
            if near:
                break
            near = _unique(actor for actor in read.everyone if actor in found)
        return near[0] if len(near) == 1 else None


def _names_stranger(words: Sequence[Word]) -> bool:
    """Return whether somebody is named who is no actor: by the annotation, or by an age (`the cook Leda, 32,`)."""
    for i, word in enumerate(words):
        if word.stranger:
            return True
        aged = i + 2 < len(words) and words[i + 1].text == "," and words[i + 2].text.isdigit()
        if aged and word.actor is None and word.text[0].isupper():
            return True
    return False


def _title_words(title: str) -> list[str]:
    return title.casefold().replace("-", " ").split()


def _holds(title: str, wanted: Sequence[str], head: str) -> bool:
    words = _title_words(title)
    return head in words and all(noun in words for noun in wanted)


def _unique(actors: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(actors))
