"""Finds what people are quoted as saying, and who says it.

`marks` pairs quotation marks, `passage` lays the sentences out around them, `cues` finds the verb of speech,
`subject` and `focus` find its speaker, `judge` tells speech from terms and titles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from talkx.model import Actor, CleanArticle, Quote
from talkx.quotes.cues import Cue, choose_cue, verbs_of_speech
from talkx.quotes.focus import Focus, after_preposition, is_possessive, named_in
from talkx.quotes.judge import is_speech, kind_of
from talkx.quotes.marks import Quoted, find_quoted
from talkx.quotes.passage import InPlace, Sentence, lay_out
from talkx.quotes.subject import find_speaker
from talkx.resources.speech import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_quotes"]

_OWNED = 4  # words from a possessor to the colon that opens the possessor's words


def find_quotes(doc: Doc, clean: CleanArticle, actors: tuple[Actor, ...], speech: Speech) -> tuple[Quote, ...]:
    """Return the quotations of an article with their speakers, outermost only, in text order.

    Spans count the cleaned text and leave the quotation marks out. Terms, titles and scare quotes are no quotations.
    The speaker is an actor's id where a verb of speech, `according to`, a colon or the running quotation names
    exactly one, else None. A speech over several paragraphs gives one quotation a paragraph.
    """
    text = doc.text
    quoted = find_quoted(text, clean.segments)
    if not quoted:
        return ()
    reader = _Reader(text, quoted, actors, speech)
    out: list[Quote] = []
    sentences = lay_out(doc, clean, quoted, actors)
    for number, sentence in enumerate(sentences):
        out.extend(reader.read(sentence, sentences[number + 1] if number + 1 < len(sentences) else None))
    return tuple(out)


class _Reader:
    """Reads sentences in order and remembers who is in focus and who spoke last."""

    def __init__(self, text: str, quoted: Sequence[Quoted], actors: Sequence[Actor], speech: Speech) -> None:
        self.text = text
        self.quoted = quoted
        self.actors = actors
        self.speech = speech
        self.focus = Focus(actors, speech)
        self.before: Sentence | None = None
        self.running: tuple[int, int | None] | None = None  # segment and speaker of the last quotation

    def read(self, sentence: Sentence, following: Sentence | None) -> list[Quote]:
        """Return the quotations of one sentence."""
        out: list[Quote] = []
        verbs = verbs_of_speech(sentence.words, self.speech) if sentence.quotes else []
        for k, index in enumerate(sentence.quotes):
            quoted = self.quoted[index]
            quote = InPlace(self.text[quoted.inner.start : quoted.inner.end], quoted, sentence, k)
            cue = choose_cue(quote, verbs, self.speech)
            opening = self._opened_by(quote) if cue is None else None
            running = self.running is not None and self.running[0] == sentence.segment
            if not is_speech(quote, cue, self.speech, running=running):
                continue
            speaker = opening[1] if opening is not None else self._speaker(quote, cue, following)
            self.running = (sentence.segment, speaker)
            if speaker is not None:
                self.focus.spoke(speaker, sentence.segment)
            out.append(
                Quote(
                    text=quote.text,
                    span=quoted.inner,
                    speaker=None if speaker is None else self.actors[speaker].id,
                    cue=opening[0] if opening is not None else None if cue is None else cue.text,
                    kind=kind_of(quote),
                )
            )
        self.focus.note(sentence, self._tellers(sentence))
        self.before = sentence
        return out

    def _tellers(self, sentence: Sentence) -> list[int]:
        """Return who says something in a sentence, in order: those a pronoun after it means first."""
        found = (
            find_speaker(sentence, cue, len(sentence.words), self.focus)
            for cue in verbs_of_speech(sentence.words, self.speech)
            if not cue.gerund
        )
        return [actor for actor in found if actor is not None]

    def _speaker(self, quote: InPlace, cue: Cue | None, following: Sentence | None) -> int | None:
        sentence, at = quote.sentence, quote.at
        if cue is not None:
            found = find_speaker(sentence, cue, at, self.focus)
            if found is None and cue.side == "before" and at and sentence.words[at - 1].text == ":":
                found = self._by_earlier(sentence, at)
            return found
        introduced = self._introduced(sentence, at)
        if introduced is not None:
            return introduced
        signed = self._signature(sentence, quote.k, following)
        if signed is not None:
            return signed
        if self.running is None:
            return None
        segment, speaker = self.running
        follows = not sentence.words and segment >= sentence.segment - 1
        return speaker if segment == sentence.segment or quote.quoted.continues or follows else None

    def _opened_by(self, quote: InPlace) -> tuple[str | None, int] | None:
        """Return verb and speaker where the paragraph before ends in a colon and this one opens with the quotation."""
        before = self.before
        if before is None or quote.at or quote.k or not before.words or before.words[-1].text != ":":
            return None
        if before.at and before.at[-1] == len(before.words):
            return None  # its own quotation follows that colon
        for cue in reversed(verbs_of_speech(before.words, self.speech)):
            found = find_speaker(before, cue, len(before.words), self.focus)
            if found is not None:
                return cue.text, found
        introduced = self._introduced(before, len(before.words))
        return None if introduced is None else (None, introduced)

    def _by_earlier(self, sentence: Sentence, at: int) -> int | None:
        """Return the first speaker of a sentence that ends in a colon (`A told B that C suggests D: "…"`)."""
        for cue in verbs_of_speech(sentence.words[:at], self.speech):
            found = find_speaker(sentence, cue, at, self.focus)
            if found is not None:
                return found
        return None

    def _introduced(self, sentence: Sentence, at: int) -> int | None:
        """Return who is named before a colon that opens the quotation."""
        words = sentence.words
        if not at or words[at - 1].text != ":":
            return None
        names = named_in(words, 0, at)
        if names and is_possessive(words, names[-1]) and at - names[-1].end <= _OWNED:
            return names[-1].actor  # `Novak's reply: "…"`
        for name in names:
            if not is_possessive(words, name) and not after_preposition(words, name):
                return name.actor
        return None

    def _signature(self, sentence: Sentence, k: int, following: Sentence | None) -> int | None:
        """Return who signs the quotation: a dash and a name after it, and nothing else."""
        words = sentence.words[sentence.at[k] :]
        if not words and following is not None and not following.quotes and following.segment - sentence.segment <= 1:
            words = following.words
        if not words or words[0].text not in {"—", "–", "-", "--", "―"}:
            return None
        names = named_in(words)
        if names and names[0].start == 1 and (names[0].end == len(words) or words[names[0].end].is_punct):
            return names[0].actor
        return None
