"""Cuts text into words, numbers and signs, which is all that the grammar of dates looks at."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

# One alternative a character class, none of which can begin another: linear, nothing to backtrack into.
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)*|\S")
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "--", "‑": "-", "‐": "-", "−": "-"}
_ABBREVIATIONS = frozenset(
    ("mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "sgt", "sen", "rep", "gov", "prof", "rev", "capt",
     "maj", "cmdr", "hon", "jr", "sr", "no", "vs", "etc", "inc", "corp", "co", "ltd", "jan", "feb", "mar",
     "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu",
     "thur", "thurs", "fri", "sat", "sun")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one stretch of prose, as parallel lists.

    `low` is lower-case with plain quotes and hyphens; `starts` and `ends` count code points of the article; `glued`
    says that no space stands before the token; `sentence` numbers the sentences. `memo` keeps what one pass worked out
    for every token, so that no later one walks the text again.
    """

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]
    glued: list[bool]
    sentence: list[int]
    memo: dict[str, list[int]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.low)

    def word(self, i: int) -> str:
        """Return the lower-case token at `i`, or an empty string outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def surface(self, i: int) -> str:
        """Return the token at `i` as the text has it, or an empty string outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.low) else ""

    def is_capitalised(self, i: int) -> bool:
        """Return whether the token at `i` begins with an upper-case letter."""
        return 0 <= i < len(self.low) and self.text[self.starts[i]].isupper()

    def is_glued(self, i: int) -> bool:
        """Return whether there is a token at `i` with no space before it."""
        return 0 <= i < len(self.low) and self.glued[i]

    def has(self, i: int, *words: str) -> bool:
        """Return whether the tokens from `i` on are `words`."""
        return self.low[i : i + len(words)] == list(words) if i >= 0 else False

    def number(self, i: int) -> int | None:
        """Return the whole number at `i` where it is at most eight plain digits."""
        word = self.word(i)
        return int(word) if word.isascii() and word.isdigit() and len(word) <= 8 else None

    def opens_sentence(self, i: int) -> bool:
        """Return whether the token at `i` is the first of its sentence."""
        return i == 0 or (0 < i < len(self.low) and self.sentence[i] != self.sentence[i - 1])

    def index_at(self, offset: int) -> int:
        """Return the index of the first token that starts at or behind `offset`."""
        return bisect_left(self.starts, offset)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens of `text[start:end]` with offsets into `text`."""
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word = match.group()
        low.append(_PLAIN.get(word) or word.lower())
        starts.append(match.start())
        ends.append(match.end())
    glued = [False] * min(1, len(low)) + [a == b for a, b in zip(ends, starts[1:], strict=False)]
    return Tokens(text, low, starts, ends, glued, _sentences(text, low, starts, glued))


def _sentences(text: str, low: list[str], starts: list[int], glued: list[bool]) -> list[int]:
    """Return the number of each token's sentence: it ends at a stop, a space and an upper-case letter."""
    out: list[int] = []
    number, ended = 0, False
    for i, word in enumerate(low):
        if ended and not glued[i]:
            first = text[starts[i]]
            if first.isupper() or first.isdigit() or first in "\"'“‘«([":
                number += 1
            ended = False
        out.append(number)
        if word in (".", "!", "?", "…"):
            before = low[i - 1] if i else ""
            ended = word != "." or not (before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()))
        elif ended and word not in ("'", '"', "”", ")", "]", "»"):
            ended = False
    return out


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the ranges between quotation marks, in order; a mark left open ends at the line's end."""
    out: list[tuple[int, int]] = []
    opened: int | None = None
    closer = ""
    for match in re.finditer(r'["“”«»\n]', text):
        sign = match.group()
        if opened is None:
            if sign in '"“«':
                opened, closer = match.start(), {'"': '"”', "“": '”"', "«": "»"}[sign]
        elif sign in closer or sign == "\n":
            out.append((opened, match.end()))
            opened = None
    if opened is not None:
        out.append((opened, len(text)))
    return out


def lies_in(spans: list[tuple[int, int]], offset: int) -> bool:
    """Return whether `offset` is inside one of the ascending, disjoint `spans`."""
    i = bisect_left(spans, (offset + 1, 0)) - 1
    return i >= 0 and spans[i][0] <= offset < spans[i][1]
