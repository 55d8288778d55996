"""Takes ledger spans out of a raw text and keeps the way back from each cleaned offset to its raw offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from talkx.model import OffsetMap, Removal, Span

# The line breaks of Unicode (those of `str.splitlines`), CRLF first so that it counts once.
LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Written but not seen: zero-width characters, direction marks, soft hyphen. They stand at line ends like white space.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
BLANK = _SPACES + INVISIBLE


def line_spans(text: str) -> list[tuple[Span, int]]:
    """Return every line of the text as (its range without the line break, where the next line starts)."""
    spans, start = [], 0
    for found in LINE_BREAK.finditer(text):
        spans.append((Span(start, found.start()), found.end()))
        start = found.end()
    spans.append((Span(start, len(text)), len(text)))
    return spans


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space and invisible characters at its ends (empty where there is nothing else)."""
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip(BLANK))
    return Span(span.start + left, max(span.start + left, span.start + len(piece.rstrip(BLANK))))


def apply_ledger(raw: str, removals: Sequence[Removal]) -> tuple[str, OffsetMap]:
    """Return the cleaned text that a ledger leaves of `raw`, and the map from its offsets to those of `raw`.

    The spans of the ledger are deleted. A line that was not blank and of which the deletions leave nothing visible
    (white space, zero-width characters) goes as a whole, with its line break; every other character stays as it was.
    The spans must be half-open ranges of `raw`, in any order. Pure: nothing but the two arguments decides the result.
    """
    cuts = _merged([Span(*removal.span) for removal in removals])
    cuts = _merged([*cuts, *_emptied_lines(raw, cuts)])
    kept, clean_starts, raw_starts, length, position = [], [], [], 0, 0
    for cut in [*cuts, Span(len(raw), len(raw))]:
        if cut.start > position:
            clean_starts.append(length)
            raw_starts.append(position)
            kept.append(raw[position : cut.start])
            length += cut.start - position
        position = max(position, cut.end)
    return "".join(kept), OffsetMap(tuple(clean_starts or [0]), tuple(raw_starts or [0]))


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _emptied_lines(raw: str, cuts: Sequence[Span]) -> list[Span]:
    """Return the lines, with their line breaks, in which `cuts` (sorted, apart) leave nothing visible."""
    emptied = []
    first = 0
    for line, following in line_spans(raw) if cuts else []:
        while first < len(cuts) and cuts[first].end <= line.start:
            first += 1
        bounds, i = [line.start], first
        while i < len(cuts) and cuts[i].start < line.end:
            bounds += cuts[i]
            i += 1
        bounds.append(line.end)
        rests = list(pairwise(bounds))[::2]
        if i > first and all(not raw[a:b].strip(BLANK) for a, b in rests if b > a):
            emptied.append(Span(line.start, following))
    return emptied


def kept_runs(span: Span, offsets: OffsetMap) -> list[Span]:
    """Return the raw ranges that the clean range `span` is made of (more than one where it crosses a deletion)."""
    runs = []
    i = bisect_right(offsets.clean_starts, span.start) - 1
    start = span.start
    while start < span.end:
        clean_end = offsets.clean_starts[i + 1] if i + 1 < len(offsets.clean_starts) else span.end
        end = min(span.end, clean_end)
        shift = offsets.raw_starts[i] - offsets.clean_starts[i]
        runs.append(Span(start + shift, end + shift))
        start, i = end, i + 1
    return runs
