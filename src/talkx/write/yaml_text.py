"""Records as YAML that reads the same under YAML 1.1 and 1.2, byte for byte the same with any library version.

The emitter knows only what a record holds: mappings, lists, strings, exact numbers, true, false and null. A mapping of
scalars stands on one line where it fits, so that a change of one value is a change of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from talkx.write.numbers import number_text
from talkx.write.plain import Plain, to_plain

if TYPE_CHECKING:
    from talkx.model import Record

WIDTH = 120

# Letters and digits open a plain string, so that it is no indicator, sign or point of a number. Ranges and not
# properties of Unicode: those change with the version of Python, the bytes of a record must not.
_PLAIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u1fff\u3040-\ud7ff\U00010000-\U000effff]")
_INDICATOR = re.compile(r": |:$| #| $")
_FLOW_INDICATOR = re.compile(r"[,?\[\]{}]|:[^ \w/]")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_LETTERS = re.compile(r"[A-Za-z]{2}")  # no number or date of YAML has two letters in a row beside a space
# What a reader cannot see or a YAML library may change: controls, line breaks of any kind, odd spaces, joiners, marks
# of direction, byte order marks, lone surrogates, non-characters.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
    r"\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_ESCAPES = {
    "\0": "\\0", "\a": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r",
    "\x1b": "\\e", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip


def dump_yaml(record: Record) -> str:
    """Return one record as a YAML document that ends in a line break, without document markers."""
    return "".join(f"{line}\n" for line in _block(to_plain(record), 0))


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def _is_plain(text: str, flow: bool) -> bool:
    if not _PLAIN.match(text) or _INDICATOR.search(text) or text.lower() in _WORDS:
        return False
    if flow and _FLOW_INDICATOR.search(text):
        return False
    return not text[0].isdecimal() or (" " in text and _LETTERS.search(text) is not None)


def string_text(text: str, flow: bool = True) -> str:
    """Return a string as YAML: plain where nothing can misread it, else quoted, with what cannot be seen escaped.

    >>> print(string_text("Geneva"), string_text("NO"), string_text("2025-06-02"), string_text("it's 5, not 6"))
    Geneva 'NO' '2025-06-02' "it's 5, not 6"
    """
    if _UNSEEN.search(text):
        return '"' + _UNSEEN.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    if _is_plain(text, flow):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _scalar(value: Plain, flow: bool) -> str:
    if isinstance(value, str):
        return string_text(value, flow)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return number_text(value)
    return "[]" if isinstance(value, list) else "{}"


def _flow(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{string_text(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value, flow=True)


def _is_row(value: Plain) -> bool:
    """Return whether a value may stand on one line: a list of scalars, or a mapping of scalars and such lists."""
    if isinstance(value, list):
        return not any(isinstance(item, dict | list) for item in value)
    if isinstance(value, dict):
        return not any(isinstance(item, dict) or not _is_row(item) for item in value.values())
    return True


def _inline(value: Plain, room: int) -> str | None:
    """Return a value on one line, or None where it must be laid out over several. Scalars always stand on one."""
    if not value or not isinstance(value, dict | list):
        return _scalar(value, flow=False)
    if not _is_row(value):
        return None
    shown = _flow(value)
    return shown if len(shown) <= room else None


def _block(value: Plain, indent: int) -> Iterator[str]:
    """Yield the lines of a mapping or list that does not fit on one, or of the record itself."""
    pad = " " * indent
    if isinstance(value, dict):
        for key, item in value.items():
            name = string_text(key)
            room = WIDTH - indent - len(name) - 2
            shown = None if isinstance(item, list) and item and isinstance(item[0], dict) else _inline(item, room)
            if shown is not None:
                yield f"{pad}{name}: {shown}"
            else:
                yield f"{pad}{name}:"
                yield from _block(item, indent + 2)
    elif isinstance(value, list):
        for item in value:
            shown = _inline(item, WIDTH - indent - 2)
            if shown is not None:
                yield f"{pad}- {shown}"
                continue
            lines = _block(item, indent + 2)
            yield f"{pad}- {next(lines)[indent + 2 :]}"
            yield from lines
    else:  # pragma: no cover - callers lay out only mappings and lists
        yield pad + _scalar(value, flow=False)
