"""The invariants of the record, for texts that nobody wrote: fragments of news, boilerplate, arbitrary Unicode."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from talkx.clean import apply_ledger
from talkx.errors import ReadError
from talkx.parts import load_parts
from talkx.pipeline import extract
from talkx.read import article_from_text
from talkx.settings import Settings
from talkx.write import dump_json, dump_yaml, load_json, load_yaml

if TYPE_CHECKING:
    from talkx.annotate import Annotator
    from talkx.model import Record
    from talkx.resources import Resources

pytestmark = pytest.mark.model

FRAGMENTS = (
    "Talks resume in Nairobi",
    "By Amina Okoye",
    "NAIROBI, 3 March (Reuters) - Foreign Minister Amina Okoye said on Tuesday that Kenya was ready.",
    "“We will free 40 prisoners by May 25,” Okoye told reporters in Geneva’s Hotel Astoria.",
    "The two sides swapped 1,000 for 1,000 prisoners — the largest exchange since February 2014.",
    "Share\r\nTweet\r\nAdvertisement",
    "Comments (0)",
    "Peru’s Ministry of Health (MINSA) reported 2,025 cases, up 4.5 per cent from a week earlier.",
    '  • Full ceasefire at sea\n  • Exchange of all prisoners (the "all for all" principle)',
    "Lima, Peru, 02 June 2025. EPA/JUAN PEREZ",
    "May 1 May 1 1-1-1 the day before the day before",
    "\u00a0\u2028\x85\ufeff\u200b",
)

texts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=40)), min_size=1, max_size=8).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " "]).map(lambda joint: joint.join(parts))
)


def located(value: object) -> list[tuple[str, tuple[int, int]]]:
    """Return every (text, span) pair anywhere in a record."""
    if hasattr(value, "__dataclass_fields__"):
        own = [(value.text, value.span)] if getattr(value, "span", None) and getattr(value, "text", None) else []  # type: ignore[attr-defined]
        return own + [pair for name in value.__dataclass_fields__ for pair in located(getattr(value, name))]
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [pair for item in value for pair in located(item)]
    return []


@cache
def parts() -> tuple[Annotator, Resources]:
    """Return the model and the data; fixtures would print them whole with a failing example."""
    return load_parts()


def record_of(text: str) -> Record:
    """Return the record of a text; what reading refuses (nothing but white space, NUL) is no case."""
    annotator, resources = parts()
    try:
        article = article_from_text(text, id="case")
    except ReadError:
        reject()
    return extract(article, annotator=annotator, resources=resources, settings=Settings())


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_the_invariants_hold(text: str) -> None:
    record = record_of(text)
    for surface, (start, end) in located(record):
        assert text[start:end] == surface
    clean, offsets = apply_ledger(text, record.boilerplate)
    assert all(text[offsets.raw_offset(i)] == character for i, character in enumerate(clean))
    removed = [entry.span for entry in record.boilerplate]
    values = [m.span for actor in record.actors for m in actor.mentions]
    values += [m.span for venue in record.venues for m in venue.mentions]
    values += [entry.span for entry in (*record.dates, *record.figures)]
    assert not [(span, gone) for span in values for gone in removed if span.overlaps(gone)]
    for entries in (record.dates, record.figures, record.quotes):
        ordered = [entry.span for entry in entries]
        assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))
    assert not [1 for date in record.dates for figure in record.figures if date.span.overlaps(figure.span)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts)
def test_a_record_survives_writing_and_reading(text: str) -> None:
    record = record_of(text)
    assert load_yaml(dump_yaml(record)) == record
    assert load_json(dump_json(record)) == record
    assert dump_yaml(record_of(text)) == dump_yaml(record)
