"""A passage: the tokens of one segment with the annotator's votes and the sentence each belongs to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.figures.lexing import Token, lex
from talkx.model import CleanArticle

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CLOSERS = frozenset("\"'”’»)]")
_NAMES_IN_CAPITALS = frozenset({"US", "WHO", "IT"})
_OPENERS = frozenset("\"'“‘«([")
# Other pipelines of spaCy mark values as entities (OntoNotes): a number in one of these stands in no name.
_LABELS_OF_VALUES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


REACH = 80  # tokens; a line of megabytes without a stop must not be read again for each of its numbers


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment. `sentence[i]` is the number of the sentence that token `i` stands in; `titled`: Words Like These.

    `labelled` tells that the annotator found names in it, so that a word without label is none.
    """

    text: str
    kind: str
    tokens: Sequence[Token]
    sentence: Sequence[int]
    titled: bool
    labelled: bool = False

    def word(self, i: int) -> str:
        """Return token `i` in lower case, or the empty string outside the passage."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        """Return whether token `i` exists and follows the one before it without white space."""
        return 0 < i < len(self.tokens) and self.tokens[i].glued

    def sentence_range(self, i: int) -> tuple[int, int]:
        """Return the token range of the sentence that token `i` stands in, `REACH` tokens to either side at most."""
        number = self.sentence[i]
        first = last = i
        while first > 0 and self.sentence[first - 1] == number and i - first < REACH:
            first -= 1
        while last < len(self.tokens) and self.sentence[last] == number and last - i < REACH:
            last += 1
        return first, last

    def surface(self, first: int, last: int) -> str:
        """Return the text from token `first` to the one before `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]


def is_closed_class(token: Token, words: Collection[str]) -> bool:
    """Return whether the token is a closed-class word, and not a name in capitals that is spelled like one ("US")."""
    return token.lower in words and token.text not in _NAMES_IN_CAPITALS


def plain_passage(text: str, abbreviations: Collection[str] = (), kind: str = "body") -> Passage:
    """Return a whole text as one passage without an annotator's votes; sentences end at stops."""
    return _passage(text, kind, lex(text), None, abbreviations)


def read_passages(doc: Doc, clean: CleanArticle, abbreviations: Collection[str]) -> list[Passage]:
    """Return the prose segments of an article as passages, with the tags, labels and sentences that `doc` has."""
    tags: dict[int, str] = {}
    starts: set[int] | None = set() if doc.has_annotation("SENT_START") else None
    tagged = doc.has_annotation("TAG")
    for word in doc:
        if tagged:
            tags[word.idx] = word.tag_
        if starts is not None and word.is_sent_start:
            starts.add(word.idx)
    names = [ent for ent in doc.ents if ent.label_ not in _LABELS_OF_VALUES]
    labels = {word.idx: ent.label_ if i == 0 else "+" + ent.label_ for ent in names for i, word in enumerate(ent)}
    text = doc.text  # built anew, word by word, at each access
    passages = []
    for segment in clean.segments:
        if segment.is_prose:
            tokens = _voted(lex(text, segment.span.start, segment.span.end), tags, labels)
            passages.append(_passage(text, segment.kind, tokens, starts, abbreviations))
    return passages


def _voted(tokens: list[Token], tags: Mapping[int, str], labels: Mapping[int, str]) -> list[Token]:
    if not tags and not labels:
        return tokens
    return [token._replace(tag=tags.get(token.start, ""), entity=labels.get(token.start, "")) for token in tokens]


def _passage(
    text: str, kind: str, tokens: list[Token], starts: Collection[int] | None, abbreviations: Collection[str]
) -> Passage:
    sentence: list[int] = []
    number = 0
    for i, token in enumerate(tokens):
        if i and (token.start in starts if starts is not None else _opens(tokens, i, abbreviations)):
            number += 1
        sentence.append(number)
    long_words = [token.text for token in tokens if token.kind == "word" and len(token.text) > 3]
    capital = sum(word[0].isupper() for word in long_words)
    titled = len(long_words) > 2 and capital * 4 >= len(long_words) * 3
    return Passage(text, kind, tokens, sentence, titled, any(token.entity for token in tokens))


def _opens(tokens: Sequence[Token], i: int, abbreviations: Collection[str]) -> bool:
    """Return whether a sentence opens at token `i`: after a stop, before a capital, a digit or an opening quote."""
    token = tokens[i]
    if token.glued or not (token.text[0].isupper() or token.kind == "number" or token.text in _OPENERS):
        return False
    j = i - 1
    while j > 0 and tokens[j].text in _CLOSERS:
        j -= 1
    if tokens[j].text in "!?…":
        return True
    if tokens[j].text != "." or j == 0:
        return False
    before = tokens[j - 1]
    return not (before.kind == "word" and (len(before.text) == 1 or before.lower in abbreviations))
