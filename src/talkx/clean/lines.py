"""Cuts a text into lines (paragraphs where it is hard-wrapped) and takes the measures that the labelling needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from talkx.clean.ledger import INVISIBLE, line_spans, trimmed
from talkx.model import Span

# One character for one character, so that offsets in a folded text are those of the text itself.
_FOLD = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
    | dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " ")
)
_DROP = str.maketrans("", "", INVISIBLE)
# A list mark, a quotation mark of Markdown, a heading mark; the text proper starts behind it.
_BULLET = re.compile(r"(?:[•‣◦▪▫●○■□►▶➤➢✓✔·∙*+-]|█{1,4}|--|–|—)[\s\u200b]{1,8}(?=\S)|[•‣◦▪▫●■►▶➤➢✓✔](?=\w)")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[abd-z]\)|[IVX]{1,4}\.)\s{1,8}(?=\S)")
_HEADING = re.compile(r"#{1,6}\s{1,4}(?=\S)")
_BLOCK_QUOTE = re.compile(r">\s{0,4}(?=\S)")
_END_MARK = re.compile(r"""[.!?…。！？]["'”’»)\]*_]{0,4}$""")
_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+){0,8}")
_MEASURED = 2_000  # words of one line are counted up to here; more changes no decision
_LONG = 4_000  # characters of a line that are looked at


@dataclass(frozen=True)
class Line:
    """A line, or a paragraph of a hard-wrapped text, without the white space around it."""

    span: Span
    text: str
    mark: str  # "", "bullet", "number", "heading", "quote", "strong" (a whole line in bold)
    body: Span  # the span without the mark

    @cached_property
    def folded(self) -> str:
        """The text with plain quotes, dashes and spaces, character for character."""
        return self.text.translate(_FOLD)

    @property
    def unmarked(self) -> tuple[str, int]:
        """The folded text without its mark, and where it starts."""
        offset = self.body.start - self.span.start
        return self.folded[offset : self.body.end - self.span.start], self.body.start

    @cached_property
    def plain(self) -> str:
        """The folded text without its mark, without invisible characters, with single spaces."""
        inner = self.text[self.body.start - self.span.start : self.body.end - self.span.start][:_LONG]
        return " ".join(inner.translate(_FOLD).translate(_DROP).split())

    @cached_property
    def key(self) -> str:
        """What two lines share that say the same."""
        if len(self.text) > _LONG:
            return self.text
        return _NO_LETTER.sub("", self.plain.casefold())

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words, as written."""
        return tuple(_WORD.findall(self.plain[: _MEASURED * 2]))

    @property
    def words(self) -> int:
        """The number of words (of a very long line: of its beginning)."""
        return len(self.tokens)

    @cached_property
    def has_end_mark(self) -> bool:
        """Whether a sentence ends where the line ends."""
        return _END_MARK.search(self.text[-8:]) is not None

    @cached_property
    def is_title_cased(self) -> bool:
        """Whether nearly all longer words of a short line are capitalised, as in headlines."""
        if not 4 <= self.words <= 26 or self.mark:
            return False
        longer = [token for token in self.tokens if len(token) >= 4 and token.isalpha()]
        return len(longer) >= 4 and sum(token[0].isupper() for token in longer) * 10 >= len(longer) * 9

    @cached_property
    def is_prose(self) -> bool:
        """Whether the line reads as one or more full sentences."""
        if self.is_title_cased:
            return False
        if self.has_end_mark:
            return self.words >= 8
        inner = len(re.findall(r"[a-z\d)\"'][.!?][\"')]? [A-Z\"]", self.plain[:2000]))
        return self.words >= 25 or (inner >= 1 and self.words >= 14)


def split_lines(text: str) -> list[Line]:
    """Return the lines of the text that show something, in order."""
    spans = [trimmed(text, span) for span, _ in line_spans(text)]
    if is_hard_wrapped(text, spans):
        spans = _paragraphs(text, spans)
    return [_line(text, span) for span in spans if span.end > span.start]


def _line(text: str, span: Span) -> Line:
    mark, start, end = "", span.start, span.end
    head = text[span.start : span.start + 24]
    for name, pattern in (("heading", _HEADING), ("quote", _BLOCK_QUOTE), ("bullet", _BULLET), ("number", _NUMBERED)):
        if found := pattern.match(head):
            mark, start = name, span.start + found.end()
            break
    piece = text[start:end]
    if len(piece) > 4 and piece[:2] in ("**", "__") and piece[:2] == piece[-2:] and piece.count(piece[:2]) == 2:
        mark, start, end = mark or "strong", start + 2, end - 2
    return Line(span, text[span.start : span.end], mark, trimmed(text, Span(start, end)))


# -------------------------------------------------------------------------------------------------------- hard wrapping


def is_hard_wrapped(text: str, spans: list[Span]) -> bool:
    """Return whether line breaks stand inside sentences, as in mail and in texts set to a width."""
    shown = [span.end - span.start for span in spans if span.end > span.start]
    if len(shown) < 6 or sum(length > 110 for length in shown) * 20 > len(shown):
        return False
    pairs = broken = 0
    for one, two in pairwise(spans):
        if one.end - one.start < 40 or two.end == two.start:
            continue
        pairs += 1
        first = text[two.start]
        broken += (first.islower() or first.isdigit()) and _END_MARK.search(
            text[max(one.start, one.end - 8) : one.end]
        ) is None
    return broken >= 4 and broken * 5 >= pairs * 2


def _paragraphs(text: str, spans: list[Span]) -> list[Span]:
    """Join the lines of one paragraph: to a blank line, a list mark, or behind a line that stops short."""
    widths = sorted(span.end - span.start for span in spans if span.end > span.start)
    width = widths[len(widths) * 9 // 10]
    joined: list[Span] = []
    last: Span | None = None  # the line before, if the paragraph is still open
    for span in spans:
        if span.end == span.start:
            last = None
            continue
        head = text[span.start : span.start + 24]
        starts_item = _BULLET.match(head) or _NUMBERED.match(head) or _HEADING.match(head)
        if last is None or starts_item or _stops_short(text, last, width, span):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
        last = span
    return joined


def _stops_short(text: str, last: Span, width: int, following: Span) -> bool:
    """Return whether a line is too short to have been broken by the width: the next line's first word had room."""
    word = text[following.start : min(following.end, following.start + width)].split(maxsplit=1)[0]
    has_room = (last.end - last.start) + 1 + len(word) < width - 6
    return has_room and not text[following.start].islower()
