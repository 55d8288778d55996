"""Lays a paragraph out as sentences of narrative words with the quotations between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkx.model import Actor, CleanArticle, Span
from talkx.quotes.marks import Quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset({".", "?", "!", "..", "?!", "!?"})
_INNER_ENDS = frozenset(".?!…]")
_MOST_ITEMS = 300  # a longer run without a stop is no sentence; cut so that work stays linear in the text
ATTRIBUTION_REACH = 9  # words a tag after a full stop may have (`"…" Minister Jane Doe of Norway said.`)


@dataclass(frozen=True, slots=True)
class Word:
    """A narrative word: outside every quotation. `actor` is the index of the actor whose name it is part of.

    `stranger`: the annotation calls it a person, but no actor is known by that name.
    """

    text: str
    lower: str
    span: Span
    token: int
    tag: str
    actor: int | None = None
    mention: int = -1
    adjective: bool = False
    stranger: bool = False

    @property
    def is_punct(self) -> bool:
        """Return whether the word is a sign and no word."""
        return not any(char.isalnum() for char in self.text)


@dataclass(frozen=True, slots=True)
class InPlace:
    """A quotation in its sentence: the words between its marks, and the number `k` it has there."""

    text: str
    quoted: Quoted
    sentence: Sentence
    k: int

    @property
    def at(self) -> int:
        """Return the index of the narrative word that follows it."""
        return self.sentence.at[self.k]

    @property
    def size(self) -> int:
        """Return how many words are quoted."""
        return len(self.text.split())

    @property
    def paused(self) -> bool:
        """Return whether a comma or colon stands before it."""
        return self.at > 0 and self.sentence.words[self.at - 1].text in {",", ":"}


@dataclass(slots=True)
class Sentence:
    """Narrative words of one sentence; quotation `quotes[k]` stands before word `at[k]`."""

    segment: int
    words: list[Word] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)


def lay_out(doc: Doc, clean: CleanArticle, quoted: Sequence[Quoted], actors: Sequence[Actor]) -> list[Sentence]:
    """Return the sentences of all prose segments, in text order; a sentence never crosses a segment."""
    words = _narrative(doc, quoted, actors)
    text = doc.text  # put together anew at each call
    sentences: list[Sentence] = []
    w = q = 0
    for number, segment in enumerate(clean.segments):
        if not segment.is_prose:
            continue
        while w < len(words) and words[w].span.start < segment.span.start:
            w += 1
        while q < len(quoted) and quoted[q].segment < number:
            q += 1
        items: list[Word | int] = []
        while True:
            word = words[w] if w < len(words) and words[w].span.start < segment.span.end else None
            quote = q if q < len(quoted) and quoted[q].segment == number else None
            if word is None and quote is None:
                break
            if quote is not None and (word is None or quoted[quote].outer.start < word.span.start):
                items.append(quote)
                q += 1
            elif word is not None:
                items.append(word)
                w += 1
        sentences.extend(_split(items, number, text, quoted))
    return sentences


def _narrative(doc: Doc, quoted: Sequence[Quoted], actors: Sequence[Actor]) -> list[Word]:
    mentions = sorted(
        (
            (mention.span, index, mention.form == "adjective")
            for index, actor in enumerate(actors)
            for mention in actor.mentions
        ),
        key=lambda entry: (entry[0].start, -entry[0].end, entry[1]),
    )
    words: list[Word] = []
    q = m = 0
    for token in doc:
        if token.text.isspace():
            continue
        span = Span(token.idx, token.idx + len(token.text))
        while q < len(quoted) and quoted[q].outer.end <= span.start:
            q += 1
        if q < len(quoted) and quoted[q].outer.overlaps(span):
            continue
        while m < len(mentions) and mentions[m][0].end <= span.start:
            m += 1
        actor, number, adjective = None, -1, False
        if m < len(mentions) and mentions[m][0].overlaps(span):
            _, actor, adjective = mentions[m]
            number = m
        stranger = actor is None and token.ent_type_ == "PERSON"
        words.append(
            Word(token.text, token.text.lower(), span, token.i, token.tag_, actor, number, adjective, stranger)
        )
    return words


def _split(items: list[Word | int], segment: int, text: str, quoted: Sequence[Quoted]) -> list[Sentence]:
    out: list[Sentence] = []
    current = Sentence(segment)
    for i, item in enumerate(items):
        if isinstance(item, int):
            current.quotes.append(item)
            current.at.append(len(current.words))
            ended = _ends_sentence(items, i, text, quoted[item])
        else:
            current.words.append(item)
            ended = (item.text in _ENDS and not _goes_on(items, i)) or _abbreviation_ends(items, i, text, quoted)
        if ended or len(current.words) + len(current.quotes) >= _MOST_ITEMS:
            out.append(current)
            current = Sentence(segment)
    if current.words or current.quotes:
        out.append(current)
    return out


def _abbreviation_ends(items: list[Word | int], i: int, text: str, quoted: Sequence[Quoted]) -> bool:
    """Return whether an abbreviation's stop ends the sentence: `at 10 p.m. "It feels historic," …`."""
    word, following = items[i], items[i + 1] if i + 1 < len(items) else None
    if not isinstance(word, Word) or len(word.text) < 3 or not word.text.endswith("."):
        return False
    if isinstance(following, int):
        inner = quoted[following].inner
        return text[inner.start].isupper() and " " in text[inner.start : inner.end]
    return word.lower in {"a.m.", "p.m."} and following is not None and following.text[0].isupper()


def _goes_on(items: list[Word | int], i: int) -> bool:
    """Return whether the sentence goes on after a stop: a small letter follows."""
    following = items[i + 1] if i + 1 < len(items) else None
    return isinstance(following, Word) and following.text[0].islower()


def _ends_sentence(items: list[Word | int], i: int, text: str, quote: Quoted) -> bool:
    """Return whether the quotation closes its sentence: a stop inside it, and no tag such as `he said` after it."""
    if i + 1 >= len(items):
        return True
    if text[quote.inner.end - 1] not in _INNER_ENDS:
        return False
    following = items[i + 1]
    if isinstance(following, int):
        return True
    first = following.text[0]
    if first.islower() or not (first.isalnum() or first in "[("):
        return False
    return not _tag_follows(items, i + 1, question=text[quote.inner.end - 1] != ".")


def _tag_follows(items: list[Word | int], start: int, *, question: bool) -> bool:
    """Return whether a short stretch without a further quotation stands here: a tag, if it holds a verb of speech.

    After a full stop the whole sentence must be short; after a question or exclamation mark a comma may end the tag.
    """
    for count, item in enumerate(items[start : start + ATTRIBUTION_REACH + 1]):
        if isinstance(item, int):
            return False
        if item.text in _ENDS:
            return count > 1
        if question and item.text in {",", ";"}:
            return count > 1
    return len(items) - start <= ATTRIBUTION_REACH
