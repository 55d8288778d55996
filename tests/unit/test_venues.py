"""Venues: sentences with marked names and the places found, the grammar of facilities, and what holds for any text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from talkx.model import CleanArticle, Dateline, EntityLabel, Located, NameMention, OffsetMap, Segment, Span
from talkx.resources.gazetteer import load_gazetteer
from talkx.resources.loading import parse_yaml
from talkx.venues import find_venues
from talkx.venues.facilities import facilities
from talkx.venues.tokens import Tokens

if TYPE_CHECKING:
    from talkx.model import Venue

CASES = Path(__file__).parents[1] / "cases" / "venues.yml"
MARK = re.compile(r"\{([^|{}]*)\|([A-Z]+)(?:\|(\w+))?\}")
GAZETTEER = load_gazetteer()
ENGLISH = English()
LABELS = get_args(EntityLabel)


@dataclass(frozen=True)
class Marked:
    """A text with its names."""

    text: str
    names: tuple[NameMention, ...]


def marked(source: str) -> Marked:
    """Read `{text|LABEL|reading}` marks."""
    text, names, at = "", [], 0
    for found in MARK.finditer(source):
        text += source[at : found.start()]
        surface, label, reading = found[1], found[2], found[3]
        if reading is None:
            reading = "venue" if label in {"GPE", "LOC", "FAC"} else "actor"
        form = GAZETTEER.state(surface)
        state = form.code if form is not None and label in {"GPE", "LOC", "NORP"} else None
        span = Span(len(text), len(text) + len(surface))
        names.append(NameMention(surface, span, label, reading, "model", state))  # type: ignore[arg-type]
        text += surface
        at = found.end()
    return Marked(text + source[at:], tuple(names))


def article(text: str, dateline: str | None = None) -> CleanArticle:
    """Make each line a paragraph; `dateline` is the place of the dateline, where the text has one."""
    segments = tuple(Segment("body", Span(m.start(), m.end())) for m in re.finditer(r"\S(?:[^\n]*\S)?", text))
    place = None if dateline is None else Located(dateline, Span(text.index(dateline), len(dateline)))
    line = None if place is None else Dateline(place, None, None)
    return CleanArticle(text, segments, (), OffsetMap((0,), (0,)), dateline=line)


ROWS: list[dict[str, Any]] = parse_yaml(CASES.read_text(encoding="utf-8"), CASES.name)["cases"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_the_venues_of_a_sentence(row: dict[str, Any]) -> None:
    source = marked(row["text"])
    found = find_venues(ENGLISH(source.text), article(source.text, row.get("dateline")), source.names, GAZETTEER)
    assert [venue.name for venue in found.venues] == [wanted["name"] for wanted in row["venues"]]
    for venue, wanted in zip(found.venues, row["venues"], strict=True):
        assert {key: value_of(venue, key) for key in wanted} == wanted
    assert len(found.notes) == row.get("notes", 0)


def value_of(venue: Venue, key: str) -> object:
    """Return a venue's value as the cases write it."""
    value = getattr(venue, key)
    if key == "mentions":
        return len(value)
    return list(value) if key == "within" else value


@pytest.mark.parametrize("example", GAZETTEER.words.examples, ids=lambda example: example.text[:60])
def test_the_grammar_of_facilities_keeps_its_examples(example: Any) -> None:
    tokens = Tokens(ENGLISH(example.text), article(example.text))
    found = [tokens.text(start, end) for start, end in facilities(tokens, GAZETTEER.words)]
    assert found == list(example.facilities)


# fmt: off
PIECES = st.sampled_from((
    "Paris", "Texas", "Georgia", ",", " ", "\n", "in", "at the", "'s", "’s", "Palace", "and", "of", "U.S.", "9",
    "Hong Kong", "district", "Parliament", "outside", "\x00", "é", "😀", "-", "–", ".", "North", "City", "Hall", "the",
    "Washington", "D.C.", "County", "to", "London's", "Route",
))
# fmt: on
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map(" ".join))


@st.composite
def texts_with_names(draw: st.DrawFn) -> Marked:
    """Draw a text and names anywhere in it, in order and apart."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=16, unique=True)))
    names = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        label = draw(st.sampled_from(LABELS))
        reading = draw(st.sampled_from(["actor", "venue", "both", "none"]))
        names.append(NameMention(text[start:end], Span(start, end), label, reading, "model"))
    return Marked(text, tuple(names))


@given(texts_with_names())
def test_any_text_gives_mentions_that_reslice_stand_apart_and_repeat(source: Marked) -> None:
    doc, clean = ENGLISH(source.text), article(source.text)
    found = find_venues(doc, clean, source.names, GAZETTEER)
    spans = sorted(mention.span for venue in found.venues for mention in venue.mentions)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    for venue in found.venues:
        assert venue.mentions
        assert all(source.text[m.span.start : m.span.end] == m.text for m in venue.mentions)
        assert (venue.lat is None) == (venue.lon is None)
        assert venue.country is None or venue.country in GAZETTEER.countries
    assert len({venue.id for venue in found.venues}) == len(found.venues)
    assert find_venues(doc, clean, source.names, GAZETTEER) == found


def test_a_long_line_of_names_takes_linear_time() -> None:
    source = marked("{Paris|GPE}, {Texas|GPE} in {Georgia|GPE} and " * 3000)
    doc = ENGLISH.tokenizer(source.text)
    found = find_venues(doc, article(source.text), source.names, GAZETTEER)
    assert sum(len(venue.mentions) for venue in found.venues) == 9000
