"""Finds who makes a statement that an article tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from talkx.events.entries import Entries, Entry, after_preposition, is_possessive, near
from talkx.events.sentences import Sentence
from talkx.events.triggers import Found
from talkx.model import Actor, Quote

_PRONOUNS = frozenset({"he", "she"})


class Speakers:
    """Knows who is quoted where, and which person spoke last. Sentences are asked for in text order."""

    def __init__(self, actors: Sequence[Actor], quotes: Iterable[Quote]) -> None:
        numbers = {actor.id: i for i, actor in enumerate(actors)}
        self._actors = actors
        self._quotes = Entries((quote.span, numbers[quote.speaker]) for quote in quotes if quote.speaker in numbers)
        self._last: int | None = None

    def quoted_in(self, sentence: Sentence) -> bool:
        """Return whether a sentence holds a quotation whose speaker is known."""
        return bool(self._quotes.of(sentence, quoted=True))

    def of(self, sentence: Sentence, found: Found, names: Sequence[Entry]) -> int | None:
        """Return who makes a statement, or None.

        The speaker of the sentence's quotation, else the last name before the verb in its clause, else before it at
        all, names after a preposition last; for a pronoun the person who spoke last. A cited outlet makes no event
        with a mere `reported`.
        """
        quoted = self._quotes.of(sentence, quoted=True)
        if quoted and found.group.weak:
            return self._heard(quoted[0].number)
        words = sentence.words
        free = [name for name in near(names, found.start, found.end) if not is_possessive(words, name)]
        before = [name for name in free if name.end <= found.start]
        before = [name for name in before if not after_preposition(words, name.start)] or before
        own = [name for name in before if words[name.start].clause == words[found.start].clause]
        chosen = (own or before)[-1:] or [name for name in free if found.end <= name.start <= found.end + 6][:1]
        recent = words[max(0, found.start - 4) : found.start]
        if not own and any(word.lower in _PRONOUNS and not word.quoted for word in recent):
            return self._last
        if not chosen or (found.group.weak and self._actors[chosen[0].number].part == "source"):
            return None
        return self._heard(chosen[0].number)

    def _heard(self, speaker: int) -> int:
        if self._actors[speaker].type == "person":
            self._last = speaker
        return speaker
