"""The one serialisation rule: which fields of a record are written, and under which key.

A field without default is always written; one that holds its default is left out, unless its metadata says
`always`. A trailing underscore is not part of the key. Spans become pairs. Strings, numbers and null stay as they are.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

Plain = dict[str, "Plain"] | list["Plain"] | str | int | Decimal | bool | None


def key_of(name: str) -> str:
    """Return the written key of a field: `from` for `from_`."""
    return name.rstrip("_")


def is_required(field: Field[Any]) -> bool:
    """Return whether a field is written whatever it holds."""
    no_default = field.default is MISSING and field.default_factory is MISSING
    return no_default or bool(field.metadata.get("always"))


@cache
def _layout(cls: type) -> tuple[tuple[str, str, bool, Any], ...]:
    return tuple((f.name, key_of(f.name), is_required(f), f.default) for f in fields(cls))


def to_plain(value: Any) -> Plain:
    """Return a record, or any part of one, as nested dicts, lists and scalars in written order."""
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Plain] = {}
        for name, key, required, default in _layout(type(value)):
            held = getattr(value, name)
            if required or held != default:
                out[key] = to_plain(held)
        return out
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    return value  # type: ignore[no-any-return]
