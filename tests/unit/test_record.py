"""Building the record: every span moved to the raw text, every text cut from there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from talkx.errors import InternalError
from talkx.model import (
    Actor,
    ActorsFound,
    CleanArticle,
    DatesFound,
    DateValue,
    Event,
    Figure,
    FiguresFound,
    Located,
    Mention,
    Note,
    OffsetMap,
    Published,
    Quote,
    Record,
    Removal,
    Role,
    Span,
    VenuesFound,
)  # fmt: skip
from talkx.read import article_from_text
from talkx.record import build_record, count_words

RAW = "Share\r\nEnvoys met.\r\nAdvertisement\r\nThey left in May 2025.\r\n"
CLEAN = "Envoys met.\r\nThey left in May 2025.\r\n"
OFFSETS = OffsetMap((0, 13), (7, 35))


def record(**found: object) -> Record:
    clean = CleanArticle(
        CLEAN,
        (),
        (Removal("share", "?", Span(0, 7), "share-bar"), Removal("ad", "?", Span(20, 35), "advertisement")),
        OFFSETS,
        title=Located("Envoys met.", Span(0, 11)),
        language="en",
    )
    parts = {
        "dates": DatesFound(()),
        "actors": ActorsFound(()),
        "venues": VenuesFound(()),
        "figures": FiguresFound(()),
        "quotes": (),
        "events": (),
        **found,
    }
    return build_record(article_from_text(RAW, id="x"), clean, **parts)  # type: ignore[arg-type]


def test_spans_are_moved_and_texts_cut() -> None:
    date = DateValue("date-1", "May 2025", Span(26, 34), "DATE", "2025-05")
    made = record(dates=DatesFound((date,), Published("2025-05", "stated", text="?", span=Span(48, 56))))
    assert (made.dates[0].text, made.dates[0].span) == ("May 2025", Span(48, 56))
    assert made.article.title == Located("Envoys met.", Span(7, 18))
    assert made.article.published == Published("2025-05", "stated", text="May 2025", span=Span(48, 56))  # raw already
    assert [(entry.text, entry.span) for entry in made.boilerplate] == [
        ("Share\r\n", Span(0, 7)),
        ("Advertisement\r\n", Span(20, 35)),
    ]


def test_spans_deep_inside_are_moved() -> None:
    role = Role("Envoy", Span(0, 6), of="state.PER")
    actor = Actor("group.envoys", "Envoys", "group", None, (role,), "party", (Mention("Envoys", Span(0, 6)),))
    event = Event("event-1", "talks", "occurred", None, None, (), (), Span(13, 35))
    made = record(actors=ActorsFound((actor,)), events=(event,))
    assert made.actors[0].roles[0] == Role("Envoy", Span(7, 13), of="state.PER")
    assert made.actors[0].mentions[0] == Mention("Envoys", Span(7, 13))
    assert RAW[slice(*made.events[0].evidence)] == "They left in May 2025."


def test_a_span_across_a_removal_takes_it_in() -> None:
    made = record(quotes=(Quote("met. They left", Span(7, 22), None, None, "direct"),))
    assert (made.quotes[0].text, made.quotes[0].span) == ("met.\r\nAdvertisement\r\nThey left", Span(14, 44))


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 4), Span(-1, 2), Span(30, 99)])
def test_a_span_outside_its_text_is_our_mistake(span: Span) -> None:
    figure = Figure("figure-1", "x", span, "count", value=Decimal(1))
    with pytest.raises(InternalError, match="not inside its text"):
        record(figures=FiguresFound((figure,)))


def test_notes_come_in_the_order_of_the_stages_once_each() -> None:
    a, b = Note("published", "a"), Note("figure-1", "b")
    made = record(dates=DatesFound((), notes=(a,)), figures=FiguresFound((), notes=(b, a, b)))
    assert made.notes == (a, b)


def test_words_hold_a_letter_or_digit() -> None:
    assert record().article.words == 7
    assert count_words("“Yes” – 5 % … é") == 3
    assert count_words("“" * 500_000) == 0  # in linear time
