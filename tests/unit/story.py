"""Builds what the late stages read from a short story and the names, dates and figures it holds, without a model."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

from talkx.annotate.tokens import split_words
from talkx.model import (
    Actor,
    CleanArticle,
    DatesFound,
    DateValue,
    Figure,
    Mention,
    OffsetMap,
    Published,
    Role,
    Segment,
    Span,
    Venue,
)

_VOCAB = Vocab()


def make_doc(text: str) -> Doc:
    """Return a Doc with exact offsets and no annotation; white space beyond single blanks stands in its own tokens."""
    words: list[str] = []
    spaces: list[bool] = []
    end = 0
    for start, stop in [*split_words(text), (len(text), len(text))]:
        gap = text[end:start]
        if words and gap.startswith(" "):
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if stop > start:
            words.append(text[start:stop])
            spaces.append(False)
        end = stop
    doc = Doc(_VOCAB, words=words, spaces=spaces)
    assert doc.text == text
    return doc


def make_clean(text: str, *, headline: bool = False) -> CleanArticle:
    """Return the text as cleaned: every line with a word is a paragraph, the first one the headline if asked."""
    spans = [Span(*match.span()) for match in re.finditer(r"\S(?:[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*\S)?", text)]
    segments = tuple(
        Segment("headline" if headline and number == 0 else "body", span) for number, span in enumerate(spans)
    )
    return CleanArticle(text, segments, (), OffsetMap((0,), (0,)))


def find_spans(text: str, surfaces: Sequence[str]) -> list[Span]:
    """Return where any of the surfaces stands as whole words, longest first, without overlaps, in text order."""
    found: list[Span] = []
    for surface in sorted(surfaces, key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in found):
                found.append(span)
    return sorted(found)


def make_actors(text: str, names: Mapping[str, Any]) -> tuple[Actor, ...]:
    """Return actors from `{name: type}` or `{name: {type, also, adjective, role, part}}`; the id is the name."""
    out = []
    taken: list[Span] = []
    for name, given in sorted(names.items(), key=lambda item: -len(item[0])):
        facts = {"type": given} if isinstance(given, str) else given
        adjectives = facts.get("adjective", [])
        spans = [
            span
            for span in find_spans(text, [name, *facts.get("also", []), *adjectives])
            if not any(span.overlaps(other) for other in taken)
        ]
        taken.extend(spans)
        mentions = tuple(
            Mention(text[s:e], Span(s, e), "adjective" if text[s:e] in adjectives else "full") for s, e in spans
        )
        roles = tuple(Role(title, spans[0]) for title in facts.get("roles", []))
        out.append(Actor(name, name, facts["type"], None, roles, facts.get("part", "other"), mentions))
    return tuple(sorted(out, key=lambda actor: list(names).index(actor.id)))


def make_venues(text: str, names: Mapping[str, Any]) -> tuple[Venue, ...]:
    """Return venues from `{name: type}` or `{name: {type, within}}`; the id is the name."""
    out = []
    for name, given in names.items():
        facts = {"type": given} if isinstance(given, str) else given
        mentions = tuple(Mention(text[s:e], Span(s, e)) for s, e in find_spans(text, [name, *facts.get("also", [])]))
        within = tuple(facts.get("within", []))
        out.append(Venue(name, name, facts["type"], within, facts.get("country"), None, None, "scene", mentions))
    return tuple(out)


def make_dates(text: str, values: Mapping[str, str], published: str | None) -> DatesFound:
    """Return dates from `{surface: value}`, every occurrence of a surface being one entry."""
    taken: list[tuple[Span, str]] = []
    for surface in sorted(values, key=len, reverse=True):
        for span in find_spans(text, [surface]):
            if not any(span.overlaps(other) for other, _ in taken):
                taken.append((span, values[surface]))
    dates = tuple(
        DateValue(f"date-{i}", text[span.start : span.end], span, "TIME" if "T" in value[4:] else "DATE", value)
        for i, (span, value) in enumerate(sorted(taken), 1)
    )
    return DatesFound(dates, None if published is None else Published(published, "stated"))


def make_figures(text: str, kinds: Mapping[str, str]) -> tuple[Figure, ...]:
    """Return figures from `{surface: kind}`."""
    found = sorted((span, kind) for surface, kind in kinds.items() for span in find_spans(text, [surface]))
    return tuple(
        Figure(f"figure-{i}", text[span.start : span.end], span, kind)  # type: ignore[arg-type]
        for i, (span, kind) in enumerate(found, 1)
    )
