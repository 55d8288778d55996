"""The gazetteer: states by form, places by name, the shape of its data, the speed of loading it."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkx.resources.gazetteer import Areas, Gazetteer, load_gazetteer, name_key, place_slug
from talkx.resources.loading import data_path, load_data, parse_yaml, validated

CASES = Path(__file__).parents[1] / "cases" / "gazetteer.yml"


@dataclass(frozen=True)
class StateCase:
    text: str
    code: str | None
    kind: str | None = None
    weak: bool = False
    status: str = "state"


@dataclass(frozen=True)
class PlaceCase:
    text: str
    id: str | None = "any"
    type: str | None = None
    country: str | None = "any"
    name: str | None = None
    region: str | None = None
    lat: str | None = "any"
    lon: str | None = "any"


@dataclass(frozen=True)
class Cases:
    states: tuple[StateCase, ...]
    places: tuple[PlaceCase, ...]


ROWS = validated(parse_yaml(CASES.read_text(encoding="utf-8"), CASES.name), Cases, CASES.name)
GAZETTEER = load_gazetteer()


@pytest.mark.parametrize("case", ROWS.states, ids=lambda case: case.text)
def test_a_form_means_the_state_of_its_row(case: StateCase) -> None:
    found = GAZETTEER.state(case.text)
    if case.code is None:
        assert found is None
        return
    assert found is not None
    assert (found.code, found.kind, found.weak, found.status) == (case.code, case.kind, case.weak, case.status)


@pytest.mark.parametrize("case", ROWS.places, ids=lambda case: case.text)
def test_a_name_means_first_the_place_of_its_row(case: PlaceCase) -> None:
    found = GAZETTEER.places(case.text)
    if case.id is None:
        assert found == ()
        return
    place = found[0]
    assert case.id in {"any", place.id}
    assert case.country in {"any", place.country}
    assert case.type in {None, place.type}
    assert case.name in {None, place.name}
    assert case.region in {None, place.region}
    for wanted, value in ((case.lat, place.lat), (case.lon, place.lon)):
        assert wanted == "any" or (None if value is None else str(value)) == wanted


def test_every_form_is_found_and_few_stand_with_two_states() -> None:
    owners = defaultdict(set)
    for country in GAZETTEER.countries.values():
        for text in (*country.names, *country.names_weak, *country.demonyms, *country.demonyms_weak):
            owners[name_key(text)].add(country.code)
            assert GAZETTEER.state(text) is not None, text
    assert {key for key, codes in owners.items() if len(codes) > 1} <= {
        "dominican",
        "saint martin",
        "st. martin",
        "st martin",
    }


def test_every_state_has_a_demonym_and_a_capital_or_says_why_not() -> None:
    bare = {c.code for c in GAZETTEER.countries.values() if c.status == "state" and not (c.demonyms or c.demonyms_weak)}
    assert bare == {"COG", "DMA", "VAT"}  # Congolese and Dominican stand with the larger state; Vatican City has none
    cities = {
        c.code for c in GAZETTEER.countries.values() if c.status == "state" and not (c.capitals or c.capitals_weak)
    }
    assert cities == {
        "BEL",
        "DJI",
        "MCO",
        "SMR",
        "SGP",
        "VAT",
    }  # Brussels is left out; the others bear the state's name


def test_strong_forms_belong_to_one_state() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for country in GAZETTEER.countries.values():
        for text in (*country.names, *country.demonyms, *country.capitals, *country.seats):
            owners[name_key(text)].add(country.code)
    assert [key for key, codes in owners.items() if len(codes) > 1] == []


def test_every_area_of_the_hand_made_list_is_in_the_table() -> None:
    areas = load_data("areas.yml", Areas)
    for group in areas.areas:
        for names in group.names:
            for name in names:
                assert f"place.{place_slug(names[0])}" in {place.id for place in GAZETTEER.places(name)}, name
    for entry in (*areas.towns, *areas.divisions):
        for name in entry.names:
            assert entry.country in {place.country for place in GAZETTEER.places(name)}, name


def test_the_table_is_sorted_and_whole() -> None:
    lines = data_path("places.tsv").read_bytes().splitlines()
    keys = [line.split(b"\t", 1)[0] for line in lines]
    assert keys == sorted(keys)
    assert {line.count(b"\t") for line in lines} == {2, 8}
    codes = {line.split(b"\t")[4].decode() for line in lines if line.count(b"\t") == 8}
    assert codes - {""} <= set(GAZETTEER.countries)


def test_loading_is_quick_enough_for_a_command_line() -> None:
    best = min(_seconds_to_load() for _ in range(3))
    assert best < 0.5  # 0.05 on an idle core


def _seconds_to_load() -> float:
    start = time.perf_counter()
    load_gazetteer()
    return time.perf_counter() - start


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    gazetteer: Gazetteer = GAZETTEER
    gazetteer.state(text)
    for place in gazetteer.places(text):
        assert place.country is None or place.country in gazetteer.countries
