"""Cleans one article: label its lines, take boilerplate out, name what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkx.clean.blocks import cut_blocks
from talkx.clean.labels import Labels, label_lines
from talkx.clean.language import guess_language
from talkx.clean.ledger import apply_ledger, kept_runs, trimmed
from talkx.clean.lines import split_lines
from talkx.clean.matching import piece_inside
from talkx.clean.segments import Segmented, name_segments
from talkx.model import CleanArticle, Dateline, Located, OffsetMap, Removal, Segment, Span, Stamp

if TYPE_CHECKING:
    from talkx.model import Article
    from talkx.resources.boilerplate import Boilerplate

# What one pass takes out can leave a neighbour that the next one sees; texts settle in two or three passes.
_PASSES = 8
_ABOVE_HEADLINE = 3  # lines above the headline in which its byline can stand


@dataclass(slots=True)
class _Cleaned:
    """What the passes have left of a raw text, and what they took."""

    raw: str
    text: str
    offsets: OffsetMap
    removed: list[Removal] = field(default_factory=list)

    def take(self, found: Sequence[tuple[str, str, Span]]) -> None:
        """Move (kind, rule id, span of the present text) to the ledger."""
        for kind, rule, span in found:
            for run in kept_runs(span, self.offsets):
                self.removed.append(Removal(kind, self.raw[run.start : run.end], run, rule))
        self.removed.sort(key=lambda removal: removal.span)
        self.text, self.offsets = apply_ledger(self.raw, self.removed)


def clean_article(article: Article, rules: Boilerplate, *, remove: bool = True) -> CleanArticle:
    """Return the article's text without boilerplate and captions, its segments, its ledger and its metadata lines.

    Spans of segments, title, byline, credit and dateline count code points of the cleaned text; the ledger and the
    date stamps count those of the raw text. With `remove=False` nothing is taken out and every line gets a segment. The
    passes repeat until nothing more goes, so cleaning a cleaned text changes nothing. Never raises on any text; the
    time grows in proportion to it.
    """
    cleaned = _Cleaned(article.text, *apply_ledger(article.text, []))
    title, known_credits = article.title, frozenset[str]()
    for number in range(_PASSES if remove else 0):
        labels = _labelled(cleaned.text, rules, article.title)
        if number == 0:
            title = labels.lines[labels.headline.index].plain if labels.headline else title
            known_credits = frozenset(labels.lines[i].key for i in labels.credits)
        found = _removals(labels, rules)
        if not found:
            break
        cleaned.take(found)
    return _assembled(cleaned, _labelled(cleaned.text, rules, title, known_credits), rules)


def _labelled(text: str, rules: Boilerplate, title: str | None, known_credits: frozenset[str] = frozenset()) -> Labels:
    labels = label_lines(split_lines(text), rules, title=title, known_credits=known_credits)
    cut_blocks(labels, rules.words)
    return labels


def _removals(labels: Labels, rules: Boilerplate) -> list[tuple[str, str, Span]]:
    """Return (kind, rule id, span) of all that goes in one pass, in text order, apart from each other."""
    found = []
    for i, line in enumerate(labels.lines):
        if i in labels.cuts:
            kind, rule_id = labels.cuts[i]
            found.append((kind, rule_id, line.span))
        elif piece := piece_inside(line, rules):
            rule, span = piece
            found.append((rule.kind, rule.id, span))
    return found


def _assembled(cleaned: _Cleaned, labels: Labels, rules: Boilerplate) -> CleanArticle:
    text, offsets = cleaned.text, cleaned.offsets
    named = name_segments(text, labels, rules.words)
    names, agencies = _credited(labels, named)
    headline = labels.lines[labels.headline.index].body if labels.headline else None
    return CleanArticle(
        text=text,
        segments=tuple(part for segment in named.segments for part in _unbroken(segment, text, offsets)),
        removed=tuple(cleaned.removed),
        offsets=offsets,
        title=_located(text, headline) if headline and len(kept_runs(headline, offsets)) == 1 else None,
        byline=_once(text, names),
        credit=_once(text, agencies),
        dateline=_dateline(text, named),
        stamps=tuple(_stamps(cleaned, labels)),
        language=guess_language(text, rules.words.stop_words),
    )


def _stamps(cleaned: _Cleaned, labels: Labels) -> list[Stamp]:
    """Return the date lines of the text and the captions of the ledger, in raw offsets and raw order."""
    stamps = [Stamp("caption", entry.text, entry.span) for entry in cleaned.removed if entry.kind == "caption"]
    for i in sorted(labels.stamps):
        for kind, span in labels.stamps[i]:
            run = cleaned.offsets.to_raw(span)
            stamps.append(Stamp(kind, cleaned.raw[run.start : run.end], run))
    return sorted(stamps, key=lambda stamp: stamp.span)


def _unbroken(segment: Segment, text: str, offsets: OffsetMap) -> list[Segment]:
    """Return the segment, in parts where something was taken out of its middle: each is contiguous in the raw text."""
    runs = kept_runs(segment.span, offsets)
    if len(runs) == 1:
        return [segment]
    parts, start = [], segment.span.start
    for run in runs:
        span = trimmed(text, Span(start, start + run.end - run.start))
        start += run.end - run.start
        if span.end > span.start:
            parts.append(Segment(segment.kind, span))
    return parts


def _credited(labels: Labels, named: Segmented) -> tuple[list[Span], list[Span]]:
    """Return the spans of the authors and of the agencies, each once.

    Where a line says "By", names without it are of others (photographers); the foot counts where no line above does.
    """
    first = labels.headline.index - _ABOVE_HEADLINE if labels.headline else 0
    above = [labels.credits[i] for i in sorted(labels.credits) if i >= first]
    if any(found.has_cue and found.names for found in above):
        names = [span for found in above if found.has_cue for span in found.names]
    else:
        names = [span for found in above for span in found.names]
    names = names or [span for i in sorted(labels.feet) for span in labels.feet[i].names]
    agencies = [span for found in above for span in found.agencies]
    if named.dateline and named.dateline.credit and not agencies:
        agencies.append(named.dateline.credit)
    return names, agencies


def _once(text: str, spans: Sequence[Span]) -> tuple[Located, ...]:
    found: dict[str, Located] = {}
    for span in spans:
        located = _located(text, span)
        found.setdefault(located.text.casefold(), located)
    return tuple(found.values())


def _located(text: str, span: Span) -> Located:
    return Located(text[span.start : span.end], span)


def _dateline(text: str, named: Segmented) -> Dateline | None:
    if named.dateline is None:
        return None
    place, date, credit = (
        _located(text, span) if span else None
        for span in (named.dateline.place, named.dateline.date, named.dateline.credit)
    )
    return Dateline(place, date, credit)
