"""The events stage, row by row, and what must hold for any text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from story import make_actors, make_clean, make_dates, make_doc, make_figures, make_venues

from talkx.errors import DataError
from talkx.events import find_events
from talkx.events.sentences import lay_out
from talkx.events.triggers import find_triggers
from talkx.model import Dateline, Event, Located, Span
from talkx.quotes import find_quotes
from talkx.resources.event_words import EventGroup, load_event_words
from talkx.resources.inflection import add_s, inflect_verb
from talkx.resources.speech import load_speech

ROWS = yaml.safe_load((Path(__file__).parents[1] / "cases" / "events.yml").read_text(encoding="utf-8"))
WORDS = load_event_words()
SPEECH = load_speech()


def read(row: dict[str, Any]) -> tuple[Event, ...]:
    text = row["text"]
    doc, clean = make_doc(text), make_clean(text, headline=True)
    actors = make_actors(text, row.get("actors", {}))
    return find_events(
        doc,
        clean,
        WORDS,
        dates=make_dates(text, row.get("dates", {}), row.get("published")),
        actors=actors,
        venues=make_venues(text, row.get("venues", {})),
        figures=make_figures(text, row.get("figures", {})),
        quotes=find_quotes(doc, clean, actors, SPEECH),
    )


def agrees(event: Event, expected: dict[str, Any]) -> bool:
    for key, value in expected.items():
        found = getattr(event, key)
        if (sorted(value) != sorted(found)) if isinstance(value, list) else value != found:
            return False
    return True


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_row(row: dict[str, Any]) -> None:
    events = read(row)
    left = list(events)
    for expected in row.get("expect", []):
        match = next((event for event in left if agrees(event, expected)), None)
        assert match is not None, (expected, events)
        left.remove(match)
    assert not {event.type for event in events} & set(row.get("never", [])), events
    if "count" in row:
        assert len(events) == row["count"], events
    for event in events:
        assert 0 <= event.evidence.start < event.evidence.end <= len(row["text"])
        assert "\n" not in row["text"][event.evidence.start : event.evidence.end]


def test_a_match_is_placed_on_the_ground_named_after_it() -> None:
    text = (
        "Lee stuns champion\nBergen (Wire) - Unseeded Lee beat the champion 6-3, 6-4 on Tuesday in a match.\n"
        "She saved nine break points at Hope Arena and hit 30 winners.\n"
    )
    for told, place in ((text, "Hope Arena"), (text.replace("at Hope Arena", "like Hope Arena"), "Bergen")):
        start = told.index("Bergen")
        dateline = Dateline(Located("Bergen", Span(start, start + 6)), None, None)
        events = find_events(
            make_doc(told),
            replace(make_clean(told, headline=True), dateline=dateline),
            WORDS,
            dates=make_dates(told, {"Tuesday": "2031-03-04"}, None),
            actors=(),
            venues=make_venues(told, {"Bergen": "city", "Hope Arena": "facility"}),
            figures=(),
        )
        assert [(event.type, event.date, event.place) for event in events] == [("match", "2031-03-04", place)]


def groups_in(text: str) -> set[str]:
    out: set[str] = set()
    seen: set[str] = set()
    sentences = lay_out(make_doc(text), make_clean(text))
    sport = len({word.lower for sentence in sentences for word in sentence.words} & WORDS.sport) >= 3
    for sentence in sentences:
        told = frozenset(seen)
        for found in find_triggers(sentence, WORDS, headline=frozenset(), named=frozenset(), seen=told, sport=sport):
            out.add(found.group.id)
            seen.add(found.family)
    return out


@pytest.mark.parametrize("group", WORDS.groups, ids=lambda group: group.id)
def test_examples_of_the_data_file(group: EventGroup) -> None:
    assert group.examples
    assert group.silent
    family = {other.id for other in WORDS.groups if (other.family or other.id) == (group.family or group.id)}
    for text in group.examples:
        assert groups_in(text) & family, text
    for text in group.silent:
        assert group.id not in groups_in(text), text


def test_every_need_and_family_is_used() -> None:
    ids = {group.id for group in WORDS.groups}
    for group in WORDS.groups:
        assert group.family is None or group.family in ids | {"any"}
        assert all(need == need.lower() for need in (*group.needs, *group.unless))


PIECES = st.sampled_from(
    [
        "talks ",
        "attack ",
        "in ",
        "Rome ",
        "on ",
        "Monday ",
        "Lee ",
        "said ",
        ". ",
        ", ",
        "which ",
        "that ",
        "and ",
        "after ",
        "the ",
        "a ",
        "election ",
        "killed ",
        "fire ",
        "will ",
        "not ",
        "\n",
        '"',
        "“",
        "”",
        "\x00",
        "é",
        "𝒜",
        "\u2028",
        "'s ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
def test_events_hold_for_any_text(text: str) -> None:
    row = {
        "text": text,
        "actors": {"Lee": "person"},
        "venues": {"Rome": "city"},
        "dates": {"Monday": "2031-03-03"},
        "published": "2031-03-05",
    }
    events = read(row)
    assert [event.id for event in events] == [f"event-{i}" for i in range(1, len(events) + 1)]
    for event in events:
        assert text[event.evidence.start : event.evidence.end].strip()
        assert event.place in {None, "Rome"}
        assert event.date in {None, "2031-03-03", "2031-03-05"}
        assert bool(event.from_) == (event.date is not None)
    assert events == read(row)


def test_inflection() -> None:
    assert inflect_verb("hit hit hit hitting", "x.yml")["third"] == "hits"
    assert inflect_verb("deny", "x.yml") == {
        "base": "deny",
        "third": "denies",
        "past": "denied",
        "participle": "denied",
        "gerund": "denying",
    }
    assert [add_s(word) for word in ("clash", "treaty", "day")] == ["clashes", "treaties", "days"]
    with pytest.raises(DataError, match="one form or four"):
        inflect_verb("say said", "x.yml")


@pytest.mark.model
def test_a_story_with_the_model(annotator: Any) -> None:
    text = (
        "Norland and Sudland hold talks in Oslo\n\n"
        "Envoys of Norway and Sweden held talks in Oslo on Monday, the first since March.\n\n"
        '"We are not friends yet," Foreign Minister Astrid Berg told reporters. "But we are talking."\n'
    )
    clean = make_clean(text, headline=True)
    doc = annotator(text, clean.segments)
    actors = make_actors(text, {"Norway": "state", "Sweden": "state", "Astrid Berg": "person"})
    quotes = find_quotes(doc, clean, actors, SPEECH)
    assert [(quote.speaker, quote.cue) for quote in quotes] == [("Astrid Berg", "told"), ("Astrid Berg", None)]
    events = find_events(
        doc,
        clean,
        WORDS,
        dates=make_dates(text, {"Monday": "2031-03-03"}, None),
        actors=actors,
        venues=make_venues(text, {"Oslo": "city"}),
        figures=(),
        quotes=quotes,
    )
    assert [(event.type, event.date, event.place) for event in events] == [("talks", "2031-03-03", "Oslo")]
