"""Names the stretches that stay: headline, standfirst, byline, dateline, subhead, paragraph, list item, block quote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkx.clean.datelines import DatelineSpans, find_dateline
from talkx.clean.ledger import trimmed
from talkx.model import Segment, SegmentKind, Span

if TYPE_CHECKING:
    from talkx.clean.labels import Labels
    from talkx.resources.boilerplate import CleaningWords

_DATELINE_PARAGRAPHS = 4


@dataclass(slots=True)
class Segmented:
    """The segments of a text and its first date line."""

    segments: list[Segment] = field(default_factory=list)
    dateline: DatelineSpans | None = None


def name_segments(text: str, labels: Labels, words: CleaningWords) -> Segmented:
    """Return the segments of a text that boilerplate has left, in text order, without white space at their ends."""
    result = Segmented()
    paragraphs = 0
    for i, line in enumerate(labels.lines):
        if not line.key:
            continue  # a rule of dashes or stars
        kind = labels.kinds.get(i) or _shape_kind(labels, i)
        span = line.body if kind in ("list", "quote", "headline", "subhead", "standfirst") or line.mark else line.span
        if kind == "body":
            found = find_dateline(line, words, first=paragraphs == 0) if paragraphs < _DATELINE_PARAGRAPHS else None
            paragraphs += line.is_prose
            if found and found.whole.start >= span.start:
                _add(result, text, "dateline", found.whole)
                span = Span(found.whole.end, span.end)
                result.dateline = result.dateline or found
        _add(result, text, kind, span)
    return result


def _add(result: Segmented, text: str, kind: SegmentKind, span: Span) -> None:
    span = trimmed(text, span)
    if span.end > span.start:
        result.segments.append(Segment(kind, span))


def _shape_kind(labels: Labels, i: int) -> SegmentKind:
    """Return what a line is by its mark, its place under the headline and its shape."""
    line = labels.lines[i]
    kind: SegmentKind
    if line.mark == "quote":
        kind = "quote"
    elif line.mark in ("bullet", "number") and not _is_numbered_subhead(labels, i):
        kind = "list"
    elif line.mark == "heading":
        kind = "subhead"
    elif _is_standfirst(labels, i):
        kind = "standfirst"
    elif line.is_prose and not (line.words <= 16 and line.plain.endswith("?")):
        kind = "body"
    else:
        kind = "body" if line.has_end_mark and line.plain[-1] in ".\"'!…)" else "subhead"
    return kind


def _is_numbered_subhead(labels: Labels, i: int) -> bool:
    """Return whether a numbered line heads the prose or the list below it ("I. Key principles")."""
    line = labels.lines[i]
    if line.mark != "number" or line.has_end_mark or line.words > 14 or i + 1 >= len(labels.lines):
        return False
    following = labels.lines[i + 1]
    return following.mark == "bullet" or (following.is_prose and following.mark != "number")


def _is_standfirst(labels: Labels, i: int) -> bool:
    """Return whether the line stands between headline and text: no prose, or set off by a byline, a date, bold."""
    line, core, headline = labels.lines[i], labels.core, labels.headline
    if core is None or headline is None or not headline.index < i <= core[0]:
        return False
    if i < core[0]:
        return line.words >= 4
    if line.words > 60 or i + 1 >= len(labels.lines):
        return False
    metadata = ("byline", "credit", "timestamp")
    is_bold = labels.kinds.get(i - 1) in metadata and line.mark == "strong" and line.words <= 40
    return labels.kinds.get(i + 1) in metadata or is_bold
