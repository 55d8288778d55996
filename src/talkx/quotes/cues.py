"""Finds the verb or phrase that hands a quotation to its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkx.quotes.passage import InPlace, Sentence, Word
from talkx.resources.function_words import DETERMINERS, DO, MODALS, NEGATIONS, POSSESSIVES, PREPOSITIONS
from talkx.resources.speech import CueForm, Speech

Side = Literal["before", "after"]

_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_CONJUNCTIONS = frozenset(
    [
        "and",
        "but",
        "while",
        "whereas",
        "or",
        "though",
        "although",
        "because",
        "since",
        "when",
        "if",
        "which",
        "who",
        "that",
    ]
)
_NOUN_BEFORE = DETERMINERS | PREPOSITIONS | POSSESSIVES | {"another", "that"}
_ADJECTIVE_BEFORE = frozenset({"a", "an", "the", "his", "her", "its", "their", "of", "in", "for", "by", "with", "from"})
_VERB_BEFORE = MODALS | DO | NEGATIONS | {"to", "who", "they", "we", "i", "you", "shall", "also"}
_NEVER_NOUNS = frozenset(["say", "says", "tell", "tells", "write", "writes", "ask", "asks", "add", "adds"])
_NO_GERUND_AFTER = frozenset(
    ["cease", "ceased", "stop", "stopped", "avoid", "avoided", "from", "without", "against", "not"]
)
_PAUSES = frozenset({",", ":", "-", "–", "—", "--"})
_OPEN_ENDS = frozenset(",?!—–-")
_NO_SCARE = 3  # words
_FAR = 30  # words between a quotation and a verb after it


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of speech at word `index`, or `according to` (`verb` is None)."""

    index: int
    side: Side
    verb: CueForm | None
    text: str | None
    gerund: bool = False
    passive: bool = False


def verbs_of_speech(words: list[Word], speech: Speech) -> list[Cue]:
    """Return the verbs of speech among narrative words, without nouns of the same spelling ("a report")."""
    found: list[Cue] = []
    for i, word in enumerate(words):
        verb = speech.cues.get(word.lower)
        if verb is None or word.actor is not None or _is_noun(words, i, verb):
            continue
        passive = _is_passive(words, i, verb)
        if passive and not _has_agent(words, i):
            continue
        if verb.forms == {"participle"} and not passive and not _has_have(words, i):
            continue
        gerund = "gerund" in verb.forms
        if gerund and i and words[i - 1].lower in _NO_GERUND_AFTER:
            continue
        found.append(Cue(i, "before", verb, word.text, gerund, passive))
    return found


def _is_noun(words: list[Word], i: int, verb: CueForm) -> bool:
    """Return whether a word is a noun ("two reports") or an adjective ("the alleged theft") by the words around it."""
    word = words[i]
    before = words[i - 1].lower if i else ""
    if word.lower in _NEVER_NOUNS or before in _VERB_BEFORE or "gerund" in verb.forms:
        return False
    if "past" in verb.forms:
        lead = i - 1
        while lead >= 0 and words[lead].lower.endswith("ly"):
            lead -= 1
        return lead >= 0 and words[lead].lower in _ADJECTIVE_BEFORE
    if before in _NOUN_BEFORE or word.text[0].isupper():
        return True
    if word.tag:
        return not word.tag.startswith("VB")
    if "base" in verb.forms:
        return not before.endswith("s")
    return bool(before) and words[i - 1].actor is None and words[i - 1].text[0].islower()


def _is_passive(words: list[Word], i: int, verb: CueForm) -> bool:
    if "participle" not in verb.forms:
        return False
    back = _skip_adverbs(words, i - 1)
    return back >= 0 and words[back].lower in _BE


def _has_have(words: list[Word], i: int) -> bool:
    back = _skip_adverbs(words, i - 1)
    return back >= 0 and words[back].lower in {"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"}


def _skip_adverbs(words: list[Word], i: int) -> int:
    while i >= 0 and (
        words[i].lower.endswith("ly") or words[i].lower in {"also", "not", "n't", "n’t", "later", "then"}
    ):
        i -= 1
    return i


def _has_agent(words: list[Word], i: int) -> bool:
    return any(word.lower in {"by", "saying"} for word in words[i + 1 : i + 4]) or words[i].lower == "quoted"


def choose_cue(quote: InPlace, verbs: list[Cue], speech: Speech) -> Cue | None:
    """Return the cue of a quotation, or None.

    A verb after it is its own where the quoted words end with a comma, dash, question or exclamation mark; else the
    last one before it, then `according to`, then a verb further on if more than a scare quote is quoted.
    """
    sentence, k, at = quote.sentence, quote.k, quote.at
    words = sentence.words
    open_ended = quote.text[-1] in _OPEN_ENDS
    stop = sentence.at[k + 1] if k + 1 < len(sentence.at) else len(words)
    pause_after = at < len(words) and (words[at].text == "," or (at == 0 and words[at].text in _PAUSES - {":"}))
    after = _after(sentence, verbs, at, stop)
    before = _before(words, verbs, at)
    if after is not None and (open_ended or pause_after) and not (before is not None and _joined(words, before, at)):
        return after
    if before is not None:
        return before
    named = _according_to(words, at, stop, speech)
    if named is not None:
        return named
    if after is not None and quote.size >= _NO_SCARE:
        return after
    if after is None and stop < len(words) and (open_ended or pause_after):
        after = _after(sentence, verbs, stop, len(words))  # `"A," "B," she said`
    return after


def _joined(words: list[Word], cue: Cue, at: int) -> bool:
    """Return whether nothing but a comma or colon stands between the verb and the quotation after it."""
    return at - cue.index <= 2 and all(word.text in _PAUSES for word in words[cue.index + 1 : at])


def _before(words: list[Word], verbs: list[Cue], at: int) -> Cue | None:
    for cue in reversed(verbs):
        if cue.index >= at:
            continue
        if any(word.text == ";" for word in words[cue.index : at]):
            return None
        if cue.verb is not None and cue.verb.strength == "adjacent" and not _joined(words, cue, at):
            continue
        return cue
    return None


def _after(sentence: Sentence, verbs: list[Cue], at: int, stop: int) -> Cue | None:
    words = sentence.words
    start = at
    while start < stop and words[start].text in _PAUSES:
        start += 1
    if start >= stop or words[start].lower in _CONJUNCTIONS:
        return None
    for cue in verbs:
        if not start <= cue.index < min(stop, start + _FAR):
            continue
        if any(word.text in {";", ":"} for word in words[start : cue.index]):
            return None
        if cue.gerund or (cue.index and words[cue.index - 1].lower == "to") or cue.passive:
            continue
        if cue.verb is not None and cue.verb.strength == "adjacent" and cue.index - start > 4:
            continue
        return Cue(cue.index, "after", cue.verb, cue.text)
    return None


def _according_to(words: list[Word], at: int, stop: int, speech: Speech) -> Cue | None:
    for lo, hi in ((at, stop), (0, at)):
        for i in range(lo, hi):
            for phrase in speech.according_to:
                size = len(phrase)
                if words[i].lower == phrase[0] and tuple(word.lower for word in words[i : i + size]) == phrase:
                    return Cue(i + size - 1, "after" if lo == at else "before", None, " ".join(phrase))
    return None
