"""Finds who makes a statement that an article tells of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from talkx.events.entries import Entries, Entry, after_preposition, is_possessive, near
from talkx.events.sentences import Sentence, Word
from talkx.events.triggers import Found
from talkx.model import Actor, Quote

_PRONOUNS = frozenset({"he", "she"})
_BETWEEN = frozenset(
    {"has", "have", "had", "also", "later", "then", "once", "again", "already", "is", "was", "will", "would", "not"}
    | {
        "yesterday",
        "today",
        "earlier",
        "recently",
        "previously",
        "meanwhile",
        "morning",
        "afternoon",
        "evening",
        "night",
    }
)
_JOINERS = frozenset({"and", "but", "who", "which", "that", "to", "or", "then"})
_PHRASE_LEADS = frozenset({"in", "on", "at", "during", "after", "before", "from", "via", "through", "with", "over"})


class Speakers:
    """Knows who is quoted where, and which person spoke last. Sentences are asked for in text order."""

    def __init__(self, actors: Sequence[Actor], quotes: Iterable[Quote]) -> None:
        numbers = {actor.id: i for i, actor in enumerate(actors)}
        spoken = [quote for quote in quotes if quote.speaker in numbers]
        self._actors = actors
        self._cues = [quote.cue for quote in spoken]
        self._speakers = [numbers[quote.speaker] for quote in spoken if quote.speaker is not None]
        self._quotes = Entries((quote.span, i) for i, quote in enumerate(spoken))
        self._last: int | None = None

    def quoted_by(self, sentence: Sentence, found: Found) -> int | None:
        """Return who is quoted with this very verb in a sentence, or None."""
        written = {word.text for word in sentence.words[found.start : found.end]}
        for entry in self._quotes.of(sentence, quoted=True):
            if self._cues[entry.number] in written:
                return self._speakers[entry.number]
        return None

    def of(self, sentence: Sentence, found: Found, names: Sequence[Entry], dates: Sequence[Entry]) -> int | None:
        """Return who makes a statement, or None.

        Who is quoted with the verb, else the last name before it in its clause, else before it at all, names after a
        preposition last; for a pronoun the person who spoke last; nobody where a common noun is the subject
        ("officials said"). A cited outlet makes no event with a mere `reported`.
        """
        quoted = self.quoted_by(sentence, found)
        if quoted is not None:
            return self._heard(quoted)
        words = sentence.words
        if found.start == 0 and words[0].lower.endswith("ing"):  # Speaking via a statement, NAME said
            return next((self._heard(name.number) for name in names if words[name.start - 1].text == ","), None)
        free = [name for name in near(names, found.start, found.end) if not is_possessive(words, name)]
        before = [name for name in free if name.end <= found.start and not _is_whereabouts(words, name)]
        before = [name for name in before if not after_preposition(words, name.start)] or before
        own = [name for name in before if words[name.start].clause == words[found.start].clause]
        subject = _last_of_subject(words, found.start, dates)
        if subject is not None and words[subject].lower in _PRONOUNS:
            return self._last
        if subject is not None and _is_common_noun(words, subject, names):
            return None
        chosen = (own or before)[-1:] or [name for name in free if found.end <= name.start <= found.end + 6][:1]
        if not chosen or (found.group.weak and self._actors[chosen[0].number].part == "source"):
            return None
        return self._heard(chosen[0].number)

    def _heard(self, speaker: int) -> int:
        if self._actors[speaker].type == "person":
            self._last = speaker
        return speaker


def _last_of_subject(words: Sequence[Word], verb: int, dates: Sequence[Entry]) -> int | None:
    """Return the last word of what stands before a verb, past auxiliaries, adverbs and times ("Rao on Monday said")."""
    i = verb - 1
    while i >= 0:
        date = next((entry for entry in dates if entry.start <= i < entry.end), None)
        if date is not None:
            i = date.start - 1
            i -= i >= 0 and words[i].lower in {"on", "in", "late", "early"}
        elif words[i].lower in _BETWEEN or words[i].lower.endswith("ly"):
            i -= 1
        else:
            return i
    return None


def _is_whereabouts(words: Sequence[Word], name: Entry) -> bool:
    """Return whether a name only tells where those are who speak: `officials in Oslo said`."""
    if name.start < 2 or words[name.start - 1].lower not in {"in", "at", "near"}:
        return False
    return words[name.start - 2].text[0].islower()


def _is_common_noun(words: Sequence[Word], i: int, names: Sequence[Entry]) -> bool:
    """Return whether a word is the plain noun that a verb belongs to (`diplomats`), not the end of a phrase or name."""
    word = words[i]
    if word.is_mark or word.quoted or not word.text[0].islower() or word.lower in _JOINERS:
        return False
    if any(name.start <= i < name.end for name in names):
        return False
    return not any(before.lower in _PHRASE_LEADS for before in words[max(0, i - 4) : i])
