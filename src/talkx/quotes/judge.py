"""Tells speech from terms, titles and scare quotes, and whole clauses from fragments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from talkx.quotes.cues import Cue
from talkx.quotes.marks import Quoted
from talkx.quotes.passage import Sentence, Word
from talkx.resources.speech import Speech

_LOWER_IN_TITLES = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "by", "with", "from", "vs"]
)
_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "what", "we", "i", "you", "which"])
_FULL = 4  # words a quotation without any cue needs before it can be taken for speech
_STOPS = frozenset(".!?…")


def kind_of(text: str, quoted: Quoted, sentence: Sentence, k: int) -> Literal["direct", "partial"]:
    """Return `direct` for a quoted clause or sentence, `partial` for a fragment inside the writer's sentence.

    A fragment runs on from the writer's words: no comma, colon or stop before it, and a small letter at its start.
    """
    at = sentence.at[k]
    inner = text[quoted.inner.start : quoted.inner.end]
    first = next((char for char in inner if char.isalpha()), "")
    words = inner.split()
    if at == 0 or sentence.words[at - 1].text in {",", ":", "—", "–", "-", "--"}:
        return "direct" if at == 0 or len(words) > 2 or inner[-1] in _STOPS else "partial"
    if k and sentence.at[k - 1] == at:
        return "direct"
    if first.isupper() and (len(words) >= _FULL or inner[-1] in _STOPS):
        return "direct"
    return "partial"


def is_term(text: str, quoted: Quoted, sentence: Sentence, k: int, speech: Speech) -> bool:
    """Return whether the marks show a name, term or title: `known as "…"`, `the word "…"`, `the "…" format`."""
    words, at = sentence.words, sentence.at[k]
    for phrase in speech.terms_before:
        size = len(phrase)
        if size > at or tuple(word.lower for word in words[at - size : at]) != phrase:
            continue
        if size == 1 and phrase[0] in {"called", "dubbed", "named"} and _has_subject(words, at - size):
            continue
        return True
    size = len(text[quoted.inner.start : quoted.inner.end].split())
    return size <= 8 and at < len(words) and words[at].lower in speech.terms_after


def _has_subject(words: Sequence[Word], i: int) -> bool:
    """Return whether a name or pronoun stands right before the verb: `Osei called "…"`, not `a lake called "…"`."""
    return i > 0 and (words[i - 1].actor is not None or words[i - 1].lower in _PRONOUNS)


def is_title(text: str, quoted: Quoted) -> bool:
    """Return whether the quoted words are written like a title: every long word with a capital."""
    words = text[quoted.inner.start : quoted.inner.end].split()
    if not 1 <= len(words) <= 8 or text[quoted.inner.end - 1] in _STOPS:
        return False
    long = [word for word in words if word.casefold() not in _LOWER_IN_TITLES and any(c.isalpha() for c in word)]
    return bool(long) and all(next(c for c in word if c.isalpha()).isupper() for word in long)


def is_speech(text: str, quoted: Quoted, sentence: Sentence, k: int, cue: Cue | None, speech: Speech) -> bool:
    """Return whether a quotation is something said or written by somebody."""
    inner = text[quoted.inner.start : quoted.inner.end]
    if not any(char.isalnum() for char in inner) or is_term(text, quoted, sentence, k, speech):
        return False
    size = len(inner.split())
    at = sentence.at[k]
    paused = at > 0 and sentence.words[at - 1].text in {",", ":"}
    if is_title(text, quoted) and not (paused and cue is not None):
        return False
    if cue is not None:
        return not quoted.single or size > 1 or paused
    alone = at == 0 and len(sentence.quotes) == len(sentence.at) and not sentence.words
    ended = inner[-1] in _STOPS or inner[-1] in ",—"
    return size >= _FULL and (alone or paused or (at == 0 and ended) or quoted.continues or not quoted.closed)
