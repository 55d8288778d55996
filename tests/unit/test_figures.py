"""The figures stage: its cases, its vocabulary, and what holds for any text."""

from __future__ import annotations

import re
from collections import Counter
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
from spacy.tokens import Span as Span_

from talkx.figures import find_figures
from talkx.figures.numerals import read_numeral
from talkx.figures.passages import plain_passage
from talkx.model import Actor, CleanArticle, DateValue, Figure, FiguresFound, Mention, OffsetMap, Segment, Span, Venue
from talkx.resources.loading import load_data
from talkx.resources.units import CurrencyEntry, SharedCurrency, UnitEntry, Units, load_units

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


def test_a_magnitude_is_no_label_of_its_noun() -> None:
    text = "It felt magnitude 2+ shakes and magnitude 3."
    doc = tagged(text, "PRP VBD NN CD SYM NNS CC NN CD .")
    assert [figure.unit for figure in find(text, doc=doc).figures] == ["magnitude", "magnitude"]


def states(row: dict[str, Any]) -> tuple[Actor, ...]:
    """Return the states of a case, by the code of each word of its text that names one."""
    text = row["text"]
    return tuple(
        Actor(f"state.{code}", word, "state", code, (), "party", (Mention(word, Span(at, at + len(word))),))
        for word, code in row.get("states", {}).items()
        for at in (text.index(word),)
    )


@pytest.mark.parametrize("row", ROWS)
def test_case(row: dict[str, Any]) -> None:
    found = find(row["text"], actors=states(row)).figures
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


REBEL_TEXT = (
    "Norland and the Redcaps began swapping prisoners, Estland said.\n"
    "In all 90 for 300 prisoners are to be exchanged.\n{told}"
)


@pytest.mark.parametrize(
    ("told", "sides"),
    [
        ("Norland is to free 300 Redcaps.", ("org.redcaps", "state.NOR")),
        ("Norland is to free 90 captives.", ("state.NOR", "org.redcaps")),
        ("The deal holds.", ("state.NOR", "org.redcaps")),
    ],
)
def test_sides_are_the_pair_that_swaps_in_the_order_of_giving(told: str, sides: tuple[str, str]) -> None:
    text = REBEL_TEXT.format(told=told)
    norland = tuple((match.start(), match.end()) for match in re.finditer("Norland", text))
    redcaps = tuple(Mention("x", Span(*match.span())) for match in re.finditer("Redcaps", text))
    rebels = Actor("org.redcaps", "Redcaps", "organization", None, (), "party", redcaps)
    actors = (state("NOR", *norland), rebels, state("EST", (50, 57)))
    assert next(figure for figure in find(text, actors=actors).figures if figure.kind == "exchange").sides == sides


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


def labelled(text: str, labels: dict[str, str]) -> Doc:
    """Return the text as a Doc in which the words carry these entity labels."""
    doc = tokenizer()(text)
    doc.set_ents([Span_(doc, word.i, word.i + 1, labels[word.text]) for word in doc if word.text in labels])
    return doc


@pytest.mark.parametrize(
    ("text", "labels", "ages"),
    [
        ("Salta, 58, was sentenced in Lima.", {"Salta": "GPE", "Lima": "GPE"}, ["58"]),
        ("The deal with Omar Salta, 58, collapsed in Lima.", {"Salta": "GPE", "Lima": "GPE"}, ["58"]),
        ("The tailor Omar Belat (41) moved to Lima.", {"Lima": "GPE"}, ["41"]),
        ("Belat, 58, was sentenced in Lima.", {"Lima": "GPE"}, ["58"]),
        ("Chelsea, 30, Arsenal, 28, and Fulham, 27, lead.", {"Chelsea": "ORG", "Fulham": "GPE"}, []),
        ("Lima, 58, Salta, 44, and Cusco, 31, got buses.", {"Lima": "GPE", "Salta": "GPE", "Cusco": "GPE"}, []),
        ("Most came from Salta, 58, and the rest from Lima.", {"Salta": "GPE", "Lima": "GPE"}, []),
        ("Buses came for Salta, 22, and Cusco, 31, got none.", {"Salta": "GPE", "Cusco": "GPE"}, []),
        (
            "Omar Belat, 22, and Ana Cusco, 31, were given none of them in Lima.",
            {"Lima": "GPE", "Belat": "PERSON"},
            ["22", "31"],
        ),
        ("Omar Belat (22) scored.", {"Belat": "PERSON"}, []),
        ("Unilab, 58, was closed in Lima.", {"Unilab": "ORG", "Lima": "GPE"}, []),
        ("Salta (58) beat Lima.", {"Salta": "GPE", "Lima": "GPE"}, []),
        ("Omar Belat (58) scored for Lima.", {"Lima": "GPE"}, []),
        ("Salta, 3, was unwell in Lima.", {"Salta": "GPE", "Lima": "GPE"}, []),
    ],
)
def test_a_number_beside_a_name_that_may_be_a_persons_is_an_age(
    text: str, labels: dict[str, str], ages: list[str]
) -> None:
    found = find(text, doc=labelled(text, labels)).figures
    assert [figure.text for figure in found if figure.kind == "age"] == ages


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


# --------------------------------------------------------------------------------------------------------- vocabulary


def test_each_written_form_means_one_unit() -> None:
    entries = load_data("units.yml", tuple[UnitEntry, ...])
    forms = [form for entry in entries for form in (*entry.words, *entry.symbols)]
    assert not [form for form, times in Counter(forms).items() if times > 1]


def test_a_sum_whose_state_is_open_leaves_a_note() -> None:
    found = find("The mill lost 40 million rupees.\nIt paid $5 million.")
    assert [(note.item, "rupee" in note.why) for note in found.notes] == [("figure-1", True)]


def test_a_place_tells_whose_money_it_is_and_a_cited_outlet_does_not() -> None:
    text = "Kandal Radio said Rs20 million was lost in Multan."
    outlet = Actor("org.x", "Kandal Radio", "organization", "IND", (), "source", (Mention("x", Span(0, 12)),))
    place = Venue("geo.1", "Multan", "city", (), "PAK", None, None, "scene", (Mention("x", Span(43, 49)),))
    found = find_figures(tokenizer()(text), article(text), vocabulary(), dates=(), actors=(outlet,), venues=(place,))
    assert found.figures[0].unit == "PKR"


def test_shared_words_of_money_name_known_currencies() -> None:
    shared = load_data("shared_currencies.yml", tuple[SharedCurrency, ...])
    known = {entry.code for entry in load_data("currencies.yml", tuple[CurrencyEntry, ...])}
    for entry in shared:
        assert entry.codes <= known, entry.name
        assert entry.usual is None or entry.usual in entry.codes
        assert entry.clued <= set(entry.states)
    words = [word for entry in shared for word in (*entry.words, *entry.symbols)]
    own = {
        form
        for entry in load_data("currencies.yml", tuple[CurrencyEntry, ...])
        for form in (*entry.words, *entry.symbols, *entry.shy)
    }
    assert len(words) == len(set(words))
    assert not own & set(words)


def test_each_currency_stands_once_and_each_symbol_means_one() -> None:
    entries = load_data("currencies.yml", tuple[CurrencyEntry, ...])
    assert all(re.fullmatch("[A-Z]{3}", entry.code) for entry in entries)
    for values in (
        [entry.code for entry in entries],
        [form for entry in entries for form in (*entry.symbols, *entry.words)],
    ):
        assert not [value for value, times in Counter(values).items() if times > 1]


SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ONES = ["", *SMALL.split(), "eighteen", "nineteen"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """Return a number below a million in English words."""
    if number >= 1000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{in_words(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{ONES[number // 100]} hundred{rest}"
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


@settings(max_examples=500, deadline=None)
@given(st.integers(1, 999_999))
def test_number_words_are_read_back(number: int) -> None:
    passage = plain_passage(in_words(number))
    numeral = read_numeral(passage, 0, vocabulary())
    assert numeral is not None
    assert (numeral.value, numeral.last) == (number, len(passage.tokens))


@given(st.integers(0, 10**14))
def test_digits_with_separators_are_read_back(number: int) -> None:
    for text in (str(number), f"{number:,}", f"{number:,}".replace(",", "\u202f")):
        numeral = read_numeral(plain_passage(text), 0, vocabulary())
        assert numeral is not None
        assert numeral.value == number
