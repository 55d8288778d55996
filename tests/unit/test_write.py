"""Writing: how values look, beyond that they load back (see tests/properties)."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from talkx.errors import InternalError, ReadError, SettingsError
from talkx.model import ArticleFacts, DateValue, Figure, Note, Record, Source, Span
from talkx.write import dump_json, dump_yaml, load, load_many
from talkx.write.numbers import number_text
from talkx.write.places import destination
from talkx.write.yaml_text import string_text

RECORD = Record(
    schema="talkx/1",
    id="001",
    source=Source("a.txt", "12ab", "text/plain", "utf-8", 40),
    article=ArticleFacts(None, (), (), None, None, "en", 9),
    boilerplate=(),
    actors=(),
    venues=(),
    dates=(
        DateValue(
            "date-1",
            "on June 2, next Monday",
            Span(3, 25),
            "DATE",
            "2025-06-02",
            basis="relative",
            from_=("published",),
        ),
    ),
    figures=(
        Figure("figure-1", "$4.10", Span(0, 5), "money", Decimal("4.10"), unit="USD"),
        Figure("figure-2", "all for all", Span(0, 11), "exchange", values=("all", Decimal("1E+3"))),
    ),
    quotes=(),
    events=(),
    notes=(Note("x", "w" * 200),),
)
YAML = f"""\
schema: talkx/1
id: '001'
source: {{path: a.txt, sha256: '12ab', media_type: text/plain, encoding: utf-8, characters: 40}}
article: {{title: null, byline: [], credit: [], dateline: null, published: null, language: en, words: 9}}
boilerplate: []
actors: []
venues: []
dates:
  - id: date-1
    text: on June 2, next Monday
    span: [3, 25]
    type: DATE
    value: '2025-06-02'
    basis: relative
    from: [published]
figures:
  - {{id: figure-1, text: $4.10, span: [0, 5], kind: money, value: 4.10, unit: USD}}
  - {{id: figure-2, text: all for all, span: [0, 11], kind: exchange, values: [all, 1000]}}
quotes: []
events: []
notes:
  - item: x
    why: {"w" * 200}
"""


def test_a_record_as_yaml() -> None:
    assert dump_yaml(RECORD) == YAML.replace("text: $4.10", "text: '$4.10'")


def test_a_record_as_json() -> None:
    text = dump_json(RECORD)
    assert (
        '\n    {"id": "figure-1", "text": "$4.10", "span": [0, 5], "kind": "money", "value": 4.10, "unit": "USD"},\n'
        in text
    )
    assert '"values": ["all", 1000]' in text
    assert re.sub(r"\s", "", text) == re.sub(r"\s", "", dump_json(RECORD, compact=True))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Geneva", "Geneva"),
        ("Šimić", "Šimić"),
        ("大統領", "大統領"),
        ("1,000 prisoners on each side", "'1,000 prisoners on each side'"),
        ("17 days", "17 days"),
        ("NO", "'NO'"),
        ("y", "'y'"),
        ("Null", "'Null'"),
        ("001", "'001'"),
        ("1_000", "'1_000'"),
        ("1e3", "'1e3'"),
        ("0o7", "'0o7'"),
        ("2025-06-02", "'2025-06-02'"),
        ("12:30", "'12:30'"),
        ("=", "'='"),
        ("", "''"),
        (" a", "' a'"),
        ("a: b", "'a: b'"),
        ("a #b", "'a #b'"),
        ("Ukraine's", "Ukraine's"),
        ("it's 5, not 6", '"it\'s 5, not 6"'),
        ('"it\'s 5"', "'\"it''s 5\"'"),
        ("a\nb", '"a\\nb"'),
        ("7\xa0June", '"7\\_June"'),
        ("\x85\u2028\u200b\ufeff", '"\\N\\L\\u200B\\uFEFF"'),
        ("😀 ok", "😀 ok"),
        ("\U000e0001", '"\\U000E0001"'),
    ],
)
def test_strings_are_quoted_where_something_could_misread_them(text: str, written: str) -> None:
    assert string_text(text) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("7E+9", "7000000000"),
        ("4.10", "4.10"),
        ("41.0", "41"),
        ("0.05", "0.05"),
        ("-0.0", "0"),
        ("-3", "-3"),
        ("1E+400", "1.0E+400"),
        ("1.25E-50", "1.25E-50"),
        ("100E-2", "1"),
        ("1E+40", "1" + "0" * 40),
    ],
)
def test_numbers_are_exact(number: str, written: str) -> None:
    assert number_text(Decimal(number)) == written


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_never_written(number: str) -> None:
    with pytest.raises(InternalError):
        number_text(Decimal(number))


def test_a_number_of_many_digits() -> None:
    assert number_text(10**5000) == "1.0E+5000"


def test_a_day_without_quotes_loads_as_the_string_it_is() -> None:
    assert load(dump_yaml(RECORD).replace("'2025-06-02'", "2025-06-02")) == RECORD


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (("words: 9", "words: many"), r"r: article\.words: "),
        (("quotes: []\n", ""), "r: quotes: Field required"),
        (("quotes: []\n", "quotes: []\nextra: 1\n"), "r: extra: unknown key"),
        (("span: [0, 5]", "span: [0, 5, 6]"), r"r: figures\.0\.span"),
        (("type: DATE", "type: DAY"), r"r: dates\.0\.type: "),
        (("schema: talkx/1", "schema: ["), "r: not a YAML record: "),
    ],
)
def test_what_is_no_record_is_refused_with_the_entry(change: tuple[str, str], error: str) -> None:
    with pytest.raises(ReadError, match=error.replace("r: ", r"r(: document 1)?: ", 1)):
        load(dump_yaml(RECORD).replace(*change), "r")


def test_one_record_is_one() -> None:
    with pytest.raises(ReadError, match="holds 2 records, not one"):
        load("---\n" + dump_yaml(RECORD) + "---\n" + dump_yaml(RECORD))
    assert list(load_many("[" + dump_json(RECORD) + "," + dump_json(RECORD) + "]")) == [RECORD, RECORD]


@pytest.mark.parametrize(
    ("output", "form", "expected"),
    [
        (None, None, ("stream", "yaml")),
        ("-", "jsonl", ("stream", "jsonl")),
        ("out", None, ("folder", "yaml")),
        ("out.d", "json", ("folder", "json")),
        ("out.jsonl", None, ("file", "jsonl")),
        ("out.YML", None, ("file", "yaml")),
        ("out.json/", None, ("folder", "yaml")),
        ("out.json", "json", ("file", "json")),
    ],
)
def test_destinations(output: str | None, form: str | None, expected: tuple[str, str]) -> None:
    assert destination(output, form) == expected  # type: ignore[arg-type]


def test_an_existing_folder_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    assert destination(str(tmp_path / "x.json"), None) == ("folder", "yaml")
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="is no folder"):
        destination(str(tmp_path / "file"), None)
