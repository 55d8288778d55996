"""Tells speech from terms, titles and scare quotes, and whole clauses from fragments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from talkx.quotes.cues import Cue
from talkx.quotes.passage import InPlace, Word
from talkx.resources.speech import Speech

_LOWER_IN_TITLES = frozenset(["a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "by", "with", "vs"])
_SUBJECTS = frozenset(["he", "she", "they", "it", "who", "what", "we", "i", "you", "which"])
_FULL = 4  # words a quotation without any cue needs before it can be taken for speech
_BESIDE = 3  # words from a verb of speech to a quotation that it hands over directly
_NEAR = 10  # words between a verb of speech and a single quoted word that may still be the speaker's
_STOPS = frozenset(".!?…")


def kind_of(quote: InPlace) -> Literal["direct", "partial"]:
    """Return `direct` for a quoted clause or sentence, `partial` for a fragment inside the writer's sentence.

    A fragment runs on from the writer's words: no comma, colon or stop before it, and a small letter at its start.
    """
    first = next((char for char in quote.text if char.isalpha()), "")
    stopped = quote.text[-1] in _STOPS
    if quote.at == 0 or (quote.k and quote.sentence.at[quote.k - 1] == quote.at):
        return "direct"
    if quote.sentence.words[quote.at - 1].text in {",", ":", "—", "–", "-", "--"}:
        return "direct" if quote.size > 2 or stopped else "partial"
    return "direct" if first.isupper() and (quote.size >= _FULL or stopped) else "partial"


def is_term(quote: InPlace, speech: Speech) -> bool:
    """Return whether the marks show a name, term or title: `known as "…"`, `the word "…"`, `the "…" format`."""
    words, at = quote.sentence.words, quote.at
    before = tuple(word.lower for word in words[max(0, at - 4) : at])
    for phrase in speech.terms_before:
        size = len(phrase)
        if before[-size:] != phrase:
            continue
        if size == 1 and phrase[0] in speech.cues and _has_subject(words, at - size):
            continue
        return True
    return quote.size <= 8 and at < len(words) and words[at].lower in speech.terms_after


def _has_subject(words: Sequence[Word], i: int) -> bool:
    """Return whether a name or pronoun stands right before the verb: `Osei called "…"`, not `a lake called "…"`."""
    return i > 0 and (words[i - 1].actor is not None or words[i - 1].lower in _SUBJECTS)


def is_title(quote: InPlace) -> bool:
    """Return whether the quoted words are written like a title: every long word with a capital."""
    words = quote.text.split()
    if not 1 <= len(words) <= 8 or quote.text[-1] in _STOPS:
        return False
    long = [word for word in words if word.casefold() not in _LOWER_IN_TITLES and any(c.isalpha() for c in word)]
    return bool(long) and all(next(c for c in word if c.isalpha()).isupper() for word in long)


def _handed_over(quote: InPlace, cue: Cue | None) -> bool:
    """Return whether a verb of speech stands right beside the quotation, so that its capitals are no title."""
    if cue is None:
        return False
    if cue.side == "after":
        return quote.at == 0 and quote.text[-1] in ",!?"
    return quote.paused and quote.at - cue.index <= _BESIDE


def is_speech(quote: InPlace, cue: Cue | None, speech: Speech, *, running: bool) -> bool:
    """Return whether a quotation is something said or written by somebody.

    `running`: somebody has been quoted in this paragraph before, so a short sentence may go on with it.
    """
    if not any(char.isalnum() for char in quote.text) or is_term(quote, speech):
        return False
    if is_title(quote) and not _handed_over(quote, cue):
        return False
    if cue is not None:
        near = quote.paused or cue.side == "after" or quote.at - cue.index <= _NEAR
        return quote.size > 1 or (near and not quote.quoted.single)
    ended = quote.text[-1] in _STOPS or quote.text[-1] in ",—"
    apart = quote.paused or (quote.at == 0 and (ended or not quote.sentence.words))
    if quote.text[-1] in _STOPS and ((running and quote.at == 0) or quote.paused):
        return quote.size > 1
    return quote.size >= _FULL and (apart or quote.quoted.continues or not quote.quoted.closed)
