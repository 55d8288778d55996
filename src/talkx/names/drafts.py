"""A name in the making: a run of tokens with a label, before grammar decides how it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.model import CleanArticle, EntityLabel, Segment
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Titles

if TYPE_CHECKING:
    from spacy.tokens import Doc

POSSESSIVES = frozenset({"'s", "’s", "'S", "’S", "'", "’"})
HYPHENS = frozenset({"-", "–", "—", "‐", "‑", "/"})
_LOOK_BACK = 50  # tokens; a line of marks alone must not cost its square
QUOTES = frozenset("\"'“”‘’«»„‚`") | {"''", "``"}


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens `[start, end)` of the document read as a name of this label; `origin` is `model` or `rule:<id>`."""

    start: int
    end: int
    label: EntityLabel
    origin: str


class Ground:
    """The tokens of one article, which prose segment each stands in, and the tables to ask about them."""

    def __init__(self, doc: Doc, clean: CleanArticle, gazetteer: Gazetteer, titles: Titles) -> None:
        """Index the tokens of `doc` by the segments of `clean`."""
        self.gazetteer = gazetteer
        self.titles = titles
        self._title_case: dict[int, bool] = {}
        self.doc = doc
        place = None if clean.dateline is None else clean.dateline.place
        self._dateline = (0, 0) if place is None else place.span
        self.source = clean.text
        self.words: list[str] = [token.text for token in doc]
        self.low: list[str] = [word.casefold() for word in self.words]
        whole = [entity for entity in doc.ents if not any(token.text in HYPHENS for token in entity)]
        self.entity_words = Counter(token.text for entity in whole for token in entity)
        several = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
        self.person_words = {word for entity in several for word in (entity[0].text, entity[-1].text)}
        self.starts: list[int] = [token.idx for token in doc]
        self.segments: tuple[Segment, ...] = tuple(s for s in clean.segments if s.is_prose)
        opens = [s.span.start for s in self.segments]
        self.segment_of: list[int] = []
        for start, word in zip(self.starts, self.words, strict=True):
            at = bisect_right(opens, start) - 1
            inside = at >= 0 and start + len(word) <= self.segments[at].span.end and not word.isspace()
            self.segment_of.append(at if inside else -1)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def char_start(self, token: int) -> int:
        """Return the offset of a token's first code point."""
        return self.starts[token]

    def char_end(self, token: int) -> int:
        """Return the offset after the last code point of token number `token - 1`."""
        return self.starts[token - 1] + len(self.words[token - 1])

    def text(self, start: int, end: int) -> str:
        """Return the text of tokens `[start, end)` as it stands."""
        return self.source[self.char_start(start) : self.char_end(end)]

    def word(self, token: int, segment: int) -> str:
        """Return the lower-cased token, or the empty string outside the article or outside this segment."""
        if 0 <= token < len(self.low) and self.segment_of[token] == segment:
            return self.low[token]
        return ""

    def opens_segment(self, token: int) -> bool:
        """Return whether no word stands before this token in its segment (marks such as quotes do not count)."""
        for at in range(token - 1, token - 1 - _LOOK_BACK, -1):
            if at < 0 or self.segment_of[at] != self.segment_of[token]:
                return True
            if self.words[at][:1].isalnum():
                return False
        return True

    def opens_sentence(self, token: int) -> bool:
        """Return whether the token begins a sentence by punctuation or by the start of its segment."""
        if self.opens_segment(token):
            return True
        at = token - 1
        while at > token - _LOOK_BACK and at >= 0 and self.words[at] in QUOTES:
            at -= 1
        return at < 0 or self.words[at][-1:] in ".!?:;" or not self.words[at][:1].isalnum()

    def opens_dateline(self, token: int) -> bool:
        """Return whether the token stands in the place of the dateline, where nobody acts."""
        return self._dateline[0] <= self.starts[token] < self._dateline[1]

    def in_headline(self, token: int) -> bool:
        """Return whether the token stands in a headline or subhead."""
        segment = self.segment_of[token]
        return segment >= 0 and self.segments[segment].kind in {"headline", "subhead"}

    def is_title_case(self, segment: int) -> bool:
        """Return whether a headline or subhead has capitals on nearly all longer words: they prove little there."""
        if segment not in self._title_case:
            self._title_case[segment] = self._judge_case(segment)
        return self._title_case[segment]

    def _judge_case(self, segment: int) -> bool:
        if self.segments[segment].kind not in {"headline", "subhead"}:
            return False
        span = self.segments[segment].span
        words = [w for w in self.source[span.start : span.end].split() if len(w) > 3 and w[0].isalpha()]
        return len(words) > 1 and sum(w[0].isupper() for w in words) >= 0.8 * len(words)

    def has_break(self, start: int, end: int) -> bool:
        """Return whether tokens `[start, end)` stand in no prose segment or in more than one."""
        first = self.segment_of[start]
        return first < 0 or any(self.segment_of[i] != first for i in range(start, end))


def in_order(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts by position, dropping those that overlap an earlier, or at the same start a longer, one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def covered(drafts: list[Draft], size: int) -> list[bool]:
    """Return for each of `size` tokens whether a draft covers it."""
    taken = [False] * size
    for draft in drafts:
        for i in range(draft.start, draft.end):
            taken[i] = True
    return taken
