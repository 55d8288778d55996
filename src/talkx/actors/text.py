"""The tokens around a mention, by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from talkx.model import CleanArticle

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_SENTENCE = 200  # tokens; a line without full stops must not cost its square
_SENTENCE_ENDS = frozenset({".", "!", "?", "...", "…"})


class Words:
    """Tokens of one article with their offsets and prose segments; white space counts as a break."""

    def __init__(self, doc: Doc, clean: CleanArticle) -> None:
        """Index the tokens that stand in the segments of `clean`."""
        segments = [s.span for s in clean.segments if s.is_prose]
        opens = [s.start for s in segments]
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._segments: list[int] = []
        self.tags: list[str] = []
        for token in doc:
            if token.text.isspace():
                continue
            at = bisect_right(opens, token.idx) - 1
            inside = at >= 0 and token.idx < segments[at].end
            self._texts.append(token.text)
            self._starts.append(token.idx)
            self._segments.append(at if inside else -1)
            self.tags.append(token.tag_)
        self._sentences: list[int] = []
        number = opened = 0
        for i, text in enumerate(self._texts):
            if (i and self._segments[i] != self._segments[i - 1]) or i - opened > _LONGEST_SENTENCE:
                number += 1
                opened = i
            self._sentences.append(number)
            if text in _SENTENCE_ENDS:
                number += 1
                opened = i + 1
        self.source = clean.text
        place = None if clean.dateline is None else clean.dateline.place
        headlines = [s.span for s in clean.segments if s.kind == "headline"]
        self.opening = (*headlines, *(() if place is None else (place.span,)))
        self.segments = tuple(s for s in clean.segments if s.is_prose)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self._texts)

    def token_at(self, offset: int) -> int:
        """Return the number of the first token that starts at or after the offset."""
        return bisect_left(self._starts, offset)

    def text(self, token: int) -> str:
        """Return the token's text, or the empty string outside the article."""
        return self._texts[token] if 0 <= token < len(self._texts) else ""

    def low(self, token: int) -> str:
        """Return the token in lower case, or the empty string outside the article."""
        return self.text(token).casefold()

    def start(self, token: int) -> int:
        """Return where the token starts."""
        return self._starts[token]

    def end(self, token: int) -> int:
        """Return where the token ends."""
        return self._starts[token] + len(self._texts[token])

    def sentence(self, token: int) -> int:
        """Return the number of the token's sentence, or -1 outside the article."""
        return self._sentences[token] if 0 <= token < len(self._sentences) else -1

    def same_sentence(self, a: int, b: int) -> bool:
        """Return whether the tokens at two offsets stand in one sentence."""
        return self.sentence(self.token_at(a)) == self.sentence(self.token_at(b))

    def slice(self, first: int, last: int) -> str:
        """Return the text from token `first` up to but not including token `last`."""
        return self.source[self.start(first) : self.end(last - 1)]
