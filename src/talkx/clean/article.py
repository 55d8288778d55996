"""Cleans one article: label its lines, take boilerplate out, name what stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from talkx.clean.blocks import cut_blocks
from talkx.clean.credits import foot_credits, is_credit_foot
from talkx.clean.labels import Labels, label_lines
from talkx.clean.language import guess_language
from talkx.clean.ledger import apply_ledger, kept_runs
from talkx.clean.lines import split_lines
from talkx.clean.matching import piece_inside
from talkx.clean.segments import Segmented, name_segments
from talkx.model import CleanArticle, Dateline, Located, OffsetMap, Removal, Segment, Span, Stamp

if TYPE_CHECKING:
    from talkx.model import Article
    from talkx.resources.boilerplate import Boilerplate

# What one pass takes out can leave a neighbour that the next one sees; texts settle in two or three passes.
_PASSES = 8


def clean_article(article: Article, rules: Boilerplate, *, remove: bool = True) -> CleanArticle:
    """Return the article's text without boilerplate and captions, its segments, its ledger and its metadata lines.

    Spans of segments, title, byline, credit and dateline count code points of the cleaned text; the ledger and the date
    stamps count those of the raw text. With `remove=False` nothing is taken out and every line gets a segment. The
    passes repeat until nothing more goes, so cleaning a cleaned text changes nothing. Never raises on any text; the time
    grows in proportion to it.
    """
    raw = article.text
    removed: list[Removal] = []
    stamps: list[Stamp] = []
    title, known_credits = article.title, frozenset[str]()
    text, offsets = apply_ledger(raw, [])
    for number in range(_PASSES if remove else 0):
        labels = _labelled(text, rules, article.title)
        if number == 0:
            title = labels.lines[labels.headline.index].plain if labels.headline else title
            known_credits = frozenset(labels.lines[i].key for i in labels.credits)
        found = _removals(labels, rules)
        if not found:
            break
        for kind, rule, span in found:
            for run in kept_runs(span, offsets):
                removed.append(Removal(kind, raw[run.start : run.end], run, rule))
                if kind == "caption":
                    stamps.append(Stamp("caption", raw[run.start : run.end], run))
        removed.sort(key=lambda removal: removal.span)
        text, offsets = apply_ledger(raw, removed)
    labels = _labelled(text, rules, title, known_credits)
    return _assembled(raw, text, offsets, removed, stamps, labels, rules)


def _labelled(
    text: str, rules: Boilerplate, title: str | None, known_credits: frozenset[str] = frozenset()
) -> Labels:
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


def _assembled(
    raw: str, text: str, offsets: OffsetMap, removed: Sequence[Removal], stamps: list[Stamp], labels: Labels, rules: Boilerplate
) -> CleanArticle:
    named = name_segments(text, labels, rules.words)
    names, agencies = _credited(labels, named, rules)
    for i in sorted(labels.stamps):
        for kind, span in labels.stamps[i]:
            run = offsets.to_raw(span)
            stamps.append(Stamp(kind, raw[run.start : run.end], run))
    title = None
    if labels.headline:
        title = _located(text, labels.lines[labels.headline.index].body)
    return CleanArticle(
        text=text,
        segments=tuple(named.segments),
        removed=tuple(removed),
        offsets=offsets,
        title=title,
        byline=tuple(_located(text, span) for span in names),
        credit=tuple(_located(text, span) for span in agencies),
        dateline=_dateline(text, named),
        stamps=tuple(sorted(stamps, key=lambda stamp: stamp.span)),
        language=guess_language(text, rules.words.stop_words),
    )


def _credited(labels: Labels, named: Segmented, rules: Boilerplate) -> tuple[list[Span], list[Span]]:
    names, agencies = [], []
    for i in sorted(labels.credits):
        names += labels.credits[i].names
        agencies += labels.credits[i].agencies
    if not names:
        for i in sorted(labels.kinds):
            if labels.kinds[i] == "byline" and is_credit_foot(labels.lines[i]):
                names += foot_credits(labels.lines[i], rules.words).names
    if named.dateline and named.dateline.credit and not agencies:
        agencies.append(named.dateline.credit)
    return names, agencies


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


__all__ = ["Segment", "clean_article"]
