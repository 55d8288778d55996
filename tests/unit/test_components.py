"""The spaCy components: what they set on any English Doc, what survives saving, and how they are found."""

from __future__ import annotations

import json
import pickle
import time
from decimal import Decimal
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan

from talkx.components import DatesComponent, FiguresComponent, value_of
from talkx.errors import SettingsError
from talkx.model import DateValue, Figure, Span

TEXT = (
    "On Friday the sides swapped 1,000 for 1,000 prisoners.\nSince May 3, 2024 at least 40 villages lost $4.10 million."
)


@cache
def pipeline() -> English:
    nlp = English()
    nlp.add_pipe("talkx_dates", config={"reference": "2025-05-20"})
    nlp.add_pipe("talkx_figures")
    return nlp


def words(*words: str, tags: list[str] | None = None, ents: list[str] | None = None) -> Doc:
    return Doc(English().vocab, words=list(words), tags=tags, ents=ents)


def values(doc: Doc) -> list[DateValue | Figure | None]:
    return [value_of(span) for key in sorted(doc.spans) for span in doc.spans[key]]


def test_a_blank_pipeline_gets_dates_and_figures() -> None:
    doc = pipeline()(TEXT)
    assert [(span.label_, span.text, span._.talkx.value) for span in doc.spans["dates"]] == [
        ("DATE", "Friday", "2025-05-16"),
        ("DATE", "May 3, 2024", "2024-05-03"),
    ]
    exchange, villages, loss = (span._.talkx for span in doc.spans["figures"])
    assert (exchange.kind, exchange.values, exchange.of, exchange.total) == (
        "exchange",
        (1000, 1000),
        "prisoners",
        2000,
    )
    assert (villages.value, villages.modifier, villages.of) == (40, "at_least", "villages")
    assert (loss.kind, loss.value, loss.unit) == ("money", Decimal("4100000"), "USD")
    assert [span.label_ for span in doc.spans["figures"]] == ["exchange", "count", "money"]


def test_a_label_or_span_of_another_component_has_no_value() -> None:
    doc = pipeline()(TEXT)
    assert doc[0:3]._.talkx is None
    assert DocSpan(doc, 0, 1, span_id="date-1")._.talkx is None
    assert English()(TEXT)[0:3]._.talkx is None


def test_figures_leave_dates_alone_with_and_without_the_dates_component() -> None:
    alone = FiguresComponent()(English()(TEXT))
    both = pipeline()(TEXT)
    assert [span.text for span in alone.spans["figures"]] == [span.text for span in both.spans["figures"]]
    assert "dates" not in alone.spans
    assert "talkx_dates" not in alone.user_data


def test_figures_trust_the_dates_that_are_there() -> None:
    doc = English()("Rain of 40 mm fell on 12 farms.")
    doc.user_data["talkx_dates"] = {
        "date-1": {"id": "date-1", "text": "40 mm", "span": [8, 13], "type": "DATE", "value": "1940", "basis": "stated"}
    }
    assert [span.text for span in FiguresComponent()(doc).spans["figures"]] == ["12 farms"]


def test_tags_of_a_doc_decide_the_tense() -> None:
    found = {}
    for tag in ("VBP", "NN"):
        doc = words("Envoys", "meet", "on", "Friday", ".", tags=["NNS", tag, "IN", "NNP", "."])
        found[tag] = [value.value for value in values(DatesComponent("2025-05-21")(doc)) if value is not None]
    assert found == {"VBP": ["2025-05-23"], "NN": ["2025-05-16"]}


def test_entities_that_are_values_hide_no_figure_and_names_do() -> None:
    sentence = ("Crews", "of", "Team", "12", "freed", "30", "horses", ".")
    figures = FiguresComponent()
    labelled = figures(words(*sentence, ents=["O", "O", "B-ORG", "I-ORG", "O", "B-CARDINAL", "I-CARDINAL", "O"]))
    assert [span.text for span in labelled.spans["figures"]] == ["30 horses"]


def test_a_value_inside_a_token_takes_the_token_in_and_keeps_its_characters() -> None:
    doc = DatesComponent("2025-05-20")(words("(Updated:May", "3,", "2024)x", "again"))
    (span,) = doc.spans["dates"]
    assert span.text == "(Updated:May 3, 2024)x"
    assert span._.talkx.span == Span(9, 20)
    assert doc.text[9:20] == span._.talkx.text == "May 3, 2024"


def test_lines_are_paragraphs() -> None:
    doc = DatesComponent()(English()("  Storms hit on May 3,\n  2024 homes fell.\n\n"))
    assert [span.text for span in doc.spans["dates"]] == ["May 3"]


def test_narrative_style_counts_from_the_date_before() -> None:
    text = "Troops landed on 3 May 1917. The next day the town fell. On Sunday they left."
    doc = DatesComponent(style="narrative")(English()(text))
    assert [span._.talkx.value for span in doc.spans["dates"]] == ["1917-05-03", "1917-05-04", "1917-05-06"]


def test_values_survive_saving() -> None:
    doc = pipeline()(TEXT)
    vocab = English().vocab
    again = Doc(vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(English().vocab)
    assert len(values(doc)) == 5
    assert None not in values(doc)
    assert values(again) == values(binned) == values(doc)
    assert json.loads(json.dumps(doc.user_data)) == doc.user_data


def test_a_saved_pipeline_keeps_its_settings(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("talkx_dates", config={"reference": "2024-02-29", "spans_key": "times"})
    nlp.to_disk(tmp_path)
    doc = spacy.load(tmp_path)("It fell yesterday.")
    assert [span._.talkx.value for span in doc.spans["times"]] == ["2024-02-28"]


def test_components_that_have_worked_go_to_other_processes() -> None:
    for component in (DatesComponent("2025-05-20"), FiguresComponent(spans_key="sums")):
        first = component(English()(TEXT))
        again = pickle.loads(pickle.dumps(component))(English()(TEXT))  # noqa: S301 - made on this line
        assert values(again) == values(first)
        assert set(again.spans) == {component.spans_key}


@pytest.mark.parametrize("reference", ["May", "2025-02-30", "20250602", ""])
def test_a_reference_that_is_no_day_is_refused(reference: str) -> None:
    with pytest.raises(SettingsError, match="like 2025-06-02"):
        DatesComponent(reference)


def test_another_style_is_refused() -> None:
    with pytest.raises(ValueError, match="style"):
        spacy.blank("en").add_pipe("talkx_dates", config={"style": "poem"})


def test_spacy_finds_the_components_by_their_entry_points() -> None:
    found = {point.name: point.value for point in entry_points(group="spacy_factories") if "talkx" in point.name}
    assert found == {
        "talkx_dates": "talkx.components:create_dates",
        "talkx_figures": "talkx.components:create_figures",
    }


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("May 3,2024$10% to for 1\n\r\x00\u2028½٣é-–:/()'\"."), max_size=60) | st.text())
def test_any_text_keeps_exact_characters_inside_its_spans(text: str) -> None:
    doc = pipeline()(text)
    for key in ("dates", "figures"):
        for span in doc.spans[key]:
            value = span._.talkx
            assert doc.text[value.span.start : value.span.end] == value.text
            assert span.start_char <= value.span.start < value.span.end <= span.end_char
    dates = [span._.talkx.span for span in doc.spans["dates"]]
    assert not any(span._.talkx.span.overlaps(date) for span in doc.spans["figures"] for date in dates)


@pytest.mark.parametrize("unit", ["May 1 ", "the day before ", "1-1-", "5 for 5 ", "$5 "])
def test_time_grows_with_the_length_of_a_text(unit: str) -> None:
    spent = []
    for times in (500, 4_000):
        doc = pipeline().make_doc(unit * times)
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            for _, component in pipeline().pipeline:
                component(doc)
            best = min(best, time.process_time() - start)
        spent.append(best)
    assert spent[1] < 8 * 4 * spent[0] + 0.1  # eight times the text; squared work would take 64 times as long
