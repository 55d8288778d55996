"""The quotes stage, row by row, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from story import find_spans, make_actors, make_clean, make_doc

from talkx.model import Quote
from talkx.quotes import find_quotes
from talkx.resources.speech import Speech, VerbGroup, load_speech

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "quotes.yml").read_text(encoding="utf-8"))
SPEECH = load_speech()
CAPITALISED = ["Rivera", "Odhiambo"]  # the names in the examples of the data file


def read(text: str, actors: dict[str, Any], speech: Speech = SPEECH) -> tuple[Quote, ...]:
    return find_quotes(make_doc(text), make_clean(text), make_actors(text, actors), speech)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['group']}: {row['name']}")
def test_row(row: dict[str, Any]) -> None:
    found = [
        {"text": quote.text, "speaker": quote.speaker, "cue": quote.cue, "kind": quote.kind}
        for quote in read(row["text"], row["actors"])
    ]
    assert found == [{"cue": None, **expected} for expected in row["expect"]]


@pytest.mark.parametrize("group", SPEECH.groups, ids=lambda group: group.id)
def test_examples_of_the_data_file(group: VerbGroup) -> None:
    assert group.speech
    assert group.silent
    for text in group.speech:
        named = {name: "person" for name in CAPITALISED if find_spans(text, [name])}
        assert len(read(text, named)) == 1, text
    for text in group.silent:
        assert read(text, {}) == (), text


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        " ",
        "\n",
        ".",
        ",",
        ":",
        "?",
        "—",
        "said ",
        "he ",
        "Lee ",
        "according to ",
        "the minister ",
        "called ",
        "saying ",
        "who ",
        "by ",
        "Acme's ",
        "a",
        "B",
        "7",
        "́",
        "\u200b",
        "\x00",
        "\u2028",
        "𝒜",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_spans_hold_for_any_text(text: str) -> None:
    quotes = read(text, {"Lee": "person", "Acme": "organization"})
    end = 0
    for quote in quotes:
        assert text[quote.span.start : quote.span.end] == quote.text != ""
        assert quote.span.start >= end
        end = quote.span.end
        assert quote.speaker in {None, "Lee", "Acme"}
    assert quotes == read(text, {"Lee": "person", "Acme": "organization"})


def test_long_runs_take_linear_time() -> None:
    for piece in ("'a ", '"a ', "“a ", "said ", '"a" said Lee ', " 's' "):
        read(piece * 4000, {})
