"""Records as JSON with exact numbers, laid out like the YAML (`dump_json`) or on one line (`compact`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from talkx.write.numbers import number_text
from talkx.write.plain import Plain, to_plain

if TYPE_CHECKING:
    from talkx.model import Record

WIDTH = 120
# Valid in JSON, but lines end there for many readers of JSON lines; a lone surrogate has no UTF-8.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dump_json(record: Record, *, compact: bool = False) -> str:
    """Return one record as a JSON object that ends in a line break; `compact` gives one line, for JSON lines."""
    plain = to_plain(record)
    return (_one_line(plain) if compact else pretty(plain)) + "\n"


def pretty(value: Plain) -> str:
    """Return a JSON value over several lines, what fits on one line on one."""
    return "\n".join(_lines(value, 0, "", ""))


def _string(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", encode_basestring(text))


def _one_line(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(key)}: {_one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_one_line, value)) + "]"
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def _is_row(value: Plain) -> bool:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(item, dict) or (isinstance(item, list) and not _is_row(item)) for item in items)


def _lines(value: Plain, indent: int, head: str, tail: str) -> Iterator[str]:
    """Yield the lines of one value; `head` is its key or nothing, `tail` the comma after it or nothing."""
    pad = " " * indent
    if not value or not isinstance(value, dict | list) or (indent and _is_row(value)):
        shown = _one_line(value)
        if not isinstance(value, dict | list) or not value or indent + len(head) + len(shown) <= WIDTH:
            yield f"{pad}{head}{shown}{tail}"
            return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield f"{pad}{head}{opening}"
    pairs: list[tuple[str, Plain]]
    if isinstance(value, dict):
        pairs = [(f"{_string(key)}: ", item) for key, item in value.items()]
    else:
        pairs = [("", item) for item in value]
    last = len(pairs) - 1
    for i, (name, item) in enumerate(pairs):
        yield from _lines(item, indent + 2, name, "," if i < last else "")
    yield f"{pad}{closing}{tail}"
