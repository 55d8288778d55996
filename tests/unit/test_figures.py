"""The figures stage: its cases, its vocabulary, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from talkx.figures import find_figures
from talkx.model import Actor, CleanArticle, DateValue, Figure, FiguresFound, Mention, OffsetMap, Segment, Span
from talkx.resources.units import Units, load_units

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "figures.yml").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, id=f"{group}: {row['text'][:60]}") for group, rows in CASES.items() for row in rows]


@cache
def vocabulary() -> Units:
    return load_units()


@cache
def tokenizer() -> English:
    return English()


def article(text: str) -> CleanArticle:
    """Return the text as an article whose lines are its segments, the first the headline."""
    segments, start = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            at = start + line.index(bare)
            segments.append(Segment("body" if segments else "headline", Span(at, at + len(bare))))
        start += len(line) + 1
    return CleanArticle(text, tuple(segments), (), OffsetMap((0,), (0,)))


def find(
    text: str, *, doc: Doc | None = None, dates: tuple[DateValue, ...] = (), actors: tuple[Actor, ...] = ()
) -> FiguresFound:
    doc = tokenizer()(text) if doc is None else doc
    return find_figures(doc, article(text), vocabulary(), dates=dates, actors=actors)


def plain(figure: Figure, key: str) -> Any:
    value = getattr(figure, key)
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return str(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("row", ROWS)
def test_case(row: dict[str, Any]) -> None:
    found = find(row["text"]).figures
    assert len(found) == len(row["figures"]), [figure.text for figure in found]
    for figure, wanted in zip(found, row["figures"], strict=True):
        assert {key: plain(figure, key) for key in wanted} == wanted


def state(code: str, *spans: tuple[int, int]) -> Actor:
    mentions = tuple(Mention("x", Span(*span)) for span in spans)
    return Actor(f"state.{code}", code, "state", code, (), "party", mentions)


def test_sides_are_the_two_states_of_the_sentence() -> None:
    text = "Norland and Sudland agreed on a prisoner exchange, 40 for 40. Estland looked on."
    actors = (state("NOR", (0, 7)), state("SUD", (12, 19)), state("EST", (62, 69), (62, 69), (62, 69)))
    assert find(text, actors=actors).figures[0].sides == ("state.NOR", "state.SUD")


def test_sides_are_the_leading_two_states_where_the_sentence_names_none() -> None:
    text = "Norland and Sudland meet\nThe prisoner exchange, 40 for 40, ended. Estland looked on."
    actors = (state("NOR", (0, 7), (0, 7)), state("SUD", (12, 19), (12, 19)), state("EST", (67, 74)))
    assert find(text, actors=actors).figures[0].sides == ("state.NOR", "state.SUD")


def test_two_accounts_of_one_exchange_leave_a_note() -> None:
    text = "A mutual prisoner exchange involving 40 individuals followed.\nThe prisoner exchange was 40 for 40."
    found = find(text)
    assert [note.item for note in found.notes] == ["figure-1"]


def test_generic_counted_words_are_resolved_from_the_headline() -> None:
    text = "Prisoner exchange agreed\n“40 by 40” is the format."
    assert find(text).figures[0].of == "prisoners"


def test_text_that_a_date_claims_is_no_figure() -> None:
    text = "The truce lasts 30 days in 12 towns."
    claim = DateValue("date-1", "30 days", Span(16, 23), "DURATION", "P30D")
    assert [figure.text for figure in find(text, dates=(claim,)).figures] == ["12 towns"]


def test_a_number_that_the_article_makes_a_name_stays_one() -> None:
    text = "The Boeing 737 was grounded.\nPilots like the 737, and 737 will fly again."
    assert not find(text).figures


def tagged(text: str, tags: str) -> Doc:
    words = tokenizer()(text)
    return Doc(
        words.vocab, [word.text for word in words], [bool(word.whitespace_) for word in words], tags=tags.split()
    )


def test_a_number_after_a_singular_noun_is_its_label_and_after_age_an_age() -> None:
    text = "The virus, coronavirus 2, killed a man at age 85."
    doc = tagged(text, "DT NN , NN CD , VBD DT NN IN NN CD .")
    assert [(figure.text, figure.kind) for figure in find(text, doc=doc).figures] == [("age 85", "age")]


def test_values_are_exact() -> None:
    assert find("It cost $0.1 billion.").figures[0].value == Decimal(100_000_000)
    assert find("The rate is 0.30 per cent.").figures[0].value == Decimal("0.3")


SNIPPETS = st.sampled_from(
    ["1,000", "2", "for", "by", "to", "-", "–", "$", "€", "million", "bn", "half", "a", "of", "one", "in", "dozens",
     " ", "\n", "\u00a0", ".", ",", "%", "per", "cent", "km", "/", "h", "each", "prisoners", "exchange", "voted",
     "aged", "½", "9" * 40, "0", "-year-old", "U.S.", "May", "2025", "(", ")", "quarter", "thirds", "all", "and", "m"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(SNIPPETS, max_size=30).map("".join),
        st.lists(SNIPPETS, max_size=30).map(" ".join),
    )
)
def test_any_text_gives_spans_in_order_that_slice_to_their_text(text: str) -> None:
    doc = Doc(tokenizer().vocab, words=[text], spaces=[False]) if text else Doc(tokenizer().vocab)
    figures = find(text, doc=doc).figures
    end = 0
    for number, figure in enumerate(figures, 1):
        assert figure.id == f"figure-{number}"
        assert text[figure.span.start : figure.span.end] == figure.text
        assert figure.span.start >= end
        assert figure.span.start < figure.span.end
        end = figure.span.end


def test_long_lines_take_linear_time() -> None:
    for piece in ("1,", "1 for ", "$", "one hundred and ", "half of a ", "1,000-", "prisoners exchange 5 for 5 ", "-1"):
        text = piece * (20_000 // len(piece))
        find(text, doc=Doc(tokenizer().vocab, words=[text], spaces=[False]))
