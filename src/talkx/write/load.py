"""Written records back as `Record` values, numbers exact: the inverse of `dump_yaml` and `dump_json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from talkx.errors import ReadError
from talkx.write.plain import key_of

if TYPE_CHECKING:
    from talkx.model import Record


def load(text: str, name: str = "record") -> Record:
    """Return the one record of a YAML or JSON text. Raises `ReadError` naming `name`, the entry and the cause."""
    records = list(load_many(text, name))
    if len(records) != 1:
        raise ReadError(f"{name}: holds {len(records)} records, not one")
    return records[0]


def load_yaml(text: str, name: str = "record") -> Record:
    """Return the record that one YAML document holds. Raises `ReadError`."""
    return load(text, name)


def load_json(text: str, name: str = "record") -> Record:
    """Return the record that one JSON object holds. Raises `ReadError`."""
    return load(text, name)


def load_many(text: str, name: str = "record") -> Iterator[Record]:
    """Yield the records of a YAML stream, a JSON object or array, or JSON lines. Raises `ReadError`."""
    for place, value in _documents(text, name):
        yield _validated(value, place)


def _documents(text: str, name: str) -> Iterator[tuple[str, Any]]:
    if text.lstrip()[:1] not in ("{", "["):
        for number, value in enumerate(_yaml_documents(text, name), 1):
            yield f"{name}: document {number}", value
        return
    try:
        value = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError):
        yield from _json_lines(text, name)
        return
    if isinstance(value, list):
        yield from ((f"{name}: entry {number}", item) for number, item in enumerate(value, 1))
    else:
        yield name, value


def _json_lines(text: str, name: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield f"{name}: line {number}", json.loads(line, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise ReadError(f"{name}: line {number}: not JSON: {error}") from error


def _yaml_documents(text: str, name: str) -> Iterator[Any]:
    import yaml

    try:
        yield from yaml.load_all(text, Loader=_loader())
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ReadError(f"{name}: not a YAML record: {' '.join(str(error).split())}") from error


@cache
def _loader() -> Any:
    """Return a safe loader that keeps decimals exact and leaves dates as the strings they are."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("RecordLoader", (base,), {})
    loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
        for first, pairs in base.yaml_implicit_resolvers.items()
    }
    loader.add_constructor(
        "tag:yaml.org,2002:float", lambda self, node: Decimal(self.construct_scalar(node).replace("_", ""))
    )
    return loader


def _validated(value: Any, place: str) -> Record:
    from pydantic import ValidationError

    try:
        record: Record = _box().model_validate({"record": value}).record
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "record"
        cause = "unknown key" if first["type"] == "unexpected_keyword_argument" else first["msg"]
        raise ReadError(f"{place}: {where}: {cause}") from error
    return record


@cache
def _box() -> Any:
    """Return a model around `Record`: pydantic hands its configuration down to the plain dataclasses inside."""
    from pydantic import ConfigDict, create_model

    from talkx.model import Record as RecordType

    config = ConfigDict(alias_generator=key_of, extra="forbid")
    return create_model("Box", __config__=config, record=(RecordType, ...))
