"""Invariant 4 of the record: what is written loads back as the same record, for any Unicode and any number."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
import yaml
from arbitrary_records import JSON, RECORDS, TEXT
from hypothesis import HealthCheck, given, settings

from talkx.model import SCHEMA, Record
from talkx.schema import record_schema
from talkx.write import dump_json, dump_yaml, load, load_many
from talkx.write.json_text import _lines, _one_line
from talkx.write.yaml_text import _block, string_text

validator = jsonschema.Draft202012Validator(record_schema())
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(RECORDS)
def test_yaml_loads_back(record: Record) -> None:
    assert load(dump_yaml(record)) == record


@SLOW
@given(RECORDS)
def test_json_loads_back(record: Record) -> None:
    text = dump_json(record)
    assert load(text) == record
    assert text.encode("utf-8")


@SLOW
@given(RECORDS)
def test_json_lines_are_one_line_for_every_reader(record: Record) -> None:
    line = dump_json(record, compact=True)
    assert len(line.splitlines()) == 1
    assert list(load_many(line + line)) == [record, record]


def plain_number(value: Any) -> Any:
    """Return a JSON value as PyYAML's safe loaders would see it: decimals as floats."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and abs(value.adjusted()) <= 40 else float(value)
    if isinstance(value, list):
        return [plain_number(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_number(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("loader", ["SafeLoader", "CSafeLoader"])
@settings(max_examples=150, deadline=None)
@given(value=JSON)
def test_any_value_reads_the_same_in_other_yaml_readers(loader: str, value: Any) -> None:
    text = "\n".join(_block({"value": value}, 0))
    assert yaml.load(text, Loader=getattr(yaml, loader))["value"] == plain_number(value)  # noqa: S506


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_value_reads_the_same_in_json(value: Any) -> None:
    for text in ("\n".join(_lines({"value": value}, 0, "", "")), _one_line({"value": value})):
        assert json.loads(text, parse_float=Decimal)["value"] == value


@settings(max_examples=500, deadline=None)
@given(TEXT)
def test_strings_read_as_strings_in_block_and_flow(text: str) -> None:
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(f"a: {string_text(text, flow=False)}\n", Loader=loader) == {"a": text}  # noqa: S506
        assert yaml.load(f"[{string_text(text)}, {{k: {string_text(text)}}}]", Loader=loader) == [text, {"k": text}]  # noqa: S506


@SLOW
@given(RECORDS)
def test_every_record_obeys_the_schema(record: Record) -> None:
    validator.validate({**json.loads(dump_json(record)), "schema": SCHEMA})
