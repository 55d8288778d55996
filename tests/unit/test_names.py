"""Rows of cases/names.yml, and what holds of names in any text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import marked_doc
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan
from story import make_clean, make_doc

from talkx.names import find_names

if TYPE_CHECKING:
    from talkx.model import NameMention
    from talkx.resources import Resources

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "names.yml").read_text(encoding="utf-8"))
LABELS = ["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"]


def shown(name: NameMention) -> str:
    return " | ".join([name.text, name.label, name.reading, *([name.state] if name.state else [])])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['group']}: {row['name']}")
def test_row(row: dict[str, Any], resources: Resources) -> None:
    doc = marked_doc(row["text"])
    clean = make_clean(doc.text, headline=row.get("headline", False))
    assert [shown(n) for n in find_names(doc, clean, resources.gazetteer, resources.titles)] == row["expect"]


WORDS = st.sampled_from(
    [
        "Russia",
        "Kyiv",
        "Anna",
        "Rey",
        "Holt",
        "the",
        "The",
        "of",
        "and",
        ",",
        ".",
        "'",
        "’s",
        "-",
        "(",
        ")",
        "U.S.",
        "President",
        "minister",
        "said",
        "in",
        "from",
        "Council",
        "Police",
        "“",
        "”",
        ":",
        "v.",
        "12",
        "2019",
        "COVID-19",
        "Hurricane",
        "al",
        "bank",
        "Republican",
    ]
)


@st.composite
def labelled(draw: st.DrawFn) -> Doc:
    text = draw(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=30).map(" ".join)))
    doc = make_doc(text)
    entities, at = [], 0
    while at < len(doc):
        if draw(st.booleans()):
            end = min(len(doc), at + draw(st.integers(1, 4)))
            entities.append(DocSpan(doc, at, end, label=draw(st.sampled_from(LABELS))))
            at = end
        at += 1
    doc.ents = entities
    return doc


@settings(max_examples=300, deadline=None)
@given(doc=labelled())
def test_names_of_any_text_lie_in_order_and_reslice(doc: Doc, resources: Resources) -> None:
    clean = make_clean(doc.text)
    names = find_names(doc, clean, resources.gazetteer, resources.titles)
    end = 0
    for name in names:
        assert doc.text[slice(*name.span)] == name.text
        assert name.span.start >= end
        assert any(s.span.contains(name.span) for s in clean.segments)
        end = name.span.end
    assert find_names(doc, clean, resources.gazetteer, resources.titles) == names


def test_a_line_of_marks_and_capitals_costs_no_square(resources: Resources) -> None:
    doc = make_doc("!?A" * 6000)
    find_names(doc, make_clean(doc.text), resources.gazetteer, resources.titles)
