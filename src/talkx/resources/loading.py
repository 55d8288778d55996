"""Reads the data files of the package strictly: an unknown key, a repeated key or a wrong type is a `DataError`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import yaml

from talkx.errors import DataError

T = TypeVar("T")
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """Safe YAML that refuses repeated keys (PyYAML keeps the last of two without a word)."""


def _mapping(loader: Any, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} stands twice", key_node.start_mark)
        seen.add(key)
    return dict(_Base.construct_mapping(loader, node, deep=deep))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def data_path(name: str) -> Path:
    """Return the path of a file of `talkx/data`."""
    return Path(str(files("talkx") / "data" / name))


def parse_yaml(text: str, name: str) -> Any:
    """Return the one document of a YAML text. Raises `DataError` naming `name` and the line."""
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - derives from a safe loader
    except yaml.YAMLError as error:
        raise DataError(f"{name}: not usable YAML: {' '.join(str(error).split())}") from error


def validated(value: Any, schema: type[T], name: str) -> T:
    """Return `value` as the frozen dataclass (or container of them) that `schema` names.

    Raises `DataError` with the file, the place of the entry inside it, and what was expected.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(schema).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise DataError(f"{name}: {where}: {first['msg']}") from error


def load_data(name: str, schema: type[T]) -> T:
    """Return a data file of the package, validated as `schema`."""
    return validated(parse_yaml(data_path(name).read_text(encoding="utf-8"), name), schema, name)
