"""The words of one article and which prose segment each stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from talkx.model import CleanArticle, Segment, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TITLE_CASE_SHARE = 0.7
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", ":", ";"})


class Tokens:
    """Cheap questions about the tokens of a document; numbers out of range answer with an empty word."""

    def __init__(self, doc: Doc, clean: CleanArticle) -> None:
        """Index the tokens of `doc` by the prose segments of `clean`."""
        self.full_text = doc.text
        self.words: list[str] = [token.text for token in doc]
        self.low: list[str] = [word.casefold() for word in self.words]
        self.proper: list[bool] = [token.pos_ == "PROPN" or token.tag_ in {"NNP", "NNPS"} for token in doc]
        self.scores: dict[tuple[int, int], float] = doc.user_data.get("ent_scores", {})
        self.starts: list[int] = [token.idx for token in doc]
        self.segments: tuple[Segment, ...] = tuple(segment for segment in clean.segments if segment.is_prose)
        opens = [segment.span.start for segment in self.segments]
        self.segment_of: list[int] = []
        for start, word in zip(self.starts, self.words, strict=True):
            at = bisect_right(opens, start) - 1
            inside = at >= 0 and start + len(word) <= self.segments[at].span.end and not word.isspace()
            self.segment_of.append(at if inside else -1)
        self._title_case = self._title_case_segments()

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Return the code points of tokens `[start, end)`."""
        return Span(self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))

    def certainty(self, start: int, end: int) -> float:
        """Return how sure the model is of the name of tokens `[start, end)`, 0 where it has no such name."""
        span = self.span(start, end)
        return self.scores.get((span.start, span.end), 0.0)

    def text(self, start: int, end: int) -> str:
        """Return the text of tokens `[start, end)` as it stands."""
        span = self.span(start, end)
        return self.full_text[span.start : span.end]

    def range_of(self, span: Span) -> tuple[int, int]:
        """Return the tokens `[start, end)` that a span of code points touches."""
        start = max(0, bisect_right(self.starts, span.start) - 1)
        return start, max(start + 1, bisect_left(self.starts, span.end))

    def same(self, token: int, other: int) -> bool:
        """Return whether two tokens stand in one prose segment."""
        if not (0 <= token < len(self) and 0 <= other < len(self)):
            return False
        return self.segment_of[token] == self.segment_of[other] != -1

    def near(self, token: int, offset: int) -> str:
        """Return the lower-case word `offset` tokens from `token`, empty beyond its segment."""
        return self.low[token + offset] if self.same(token, token + offset) else ""

    def is_capital(self, token: int, offset: int) -> bool:
        """Return whether the word `offset` tokens from `token`, in its segment, begins with a capital."""
        return self.same(token, token + offset) and self.words[token + offset][:1].isupper()

    def opens_sentence(self, token: int) -> bool:
        """Return whether the token is the first of its segment or follows the end of a sentence or an opening quote."""
        before = self.near(token, -1)
        return before in _SENTENCE_ENDS or before in {"", '"', "“", "‘", "«", "(", "-", "–", "—", "*", "•"}

    def is_title_case(self, token: int) -> bool:
        """Return whether the token's segment is a heading in which nearly every word has a capital."""
        segment = self.segment_of[token]
        return segment >= 0 and self._title_case[segment]

    def _title_case_segments(self) -> list[bool]:
        words = [0] * len(self.segments)
        capitals = [0] * len(self.segments)
        for word, segment in zip(self.words, self.segment_of, strict=True):
            if segment >= 0 and word[:1].isalpha() and len(word) > 3:
                words[segment] += 1
                capitals[segment] += word[0].isupper()
        sentences = [self.full_text[segment.span.end - 1] in '.!?”"' for segment in self.segments]
        return [
            not sentence and count > 0 and capital >= TITLE_CASE_SHARE * count
            for count, capital, sentence in zip(words, capitals, sentences, strict=True)
        ]
