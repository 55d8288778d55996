"""Bytes to text: marked encodings, UTF-8, and only then detection, which the result owns up to.

`encoding` is always a name under which Python decodes the same bytes to the same text, so that anyone can check the
spans of a record. Line breaks and no-break spaces stay what they are: offsets count them.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from talkx.errors import ReadError

_MARKS = (  # the longer mark first: the mark of UTF-32 opens with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
# Control characters that text does not hold; tab, line feed, form feed, carriage return and escape may occur in it.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# What English and western European text has above ASCII in windows-1252: typographic marks and letters, without those
# (thorn, eth, y acute, superscripts, broken bars) that stand for common letters of other languages' code pages.
_WESTERN = re.compile(
    rb"[\x80\x82\x84-\x86\x89\x8a\x8b\x8c\x8e\x91-\x97\x99-\x9c\x9e\xa0\xa1\xa3\xa7\xa9-\xab\xad\xae\xb0\xb4\xb7"
    rb"\xba-\xcf\xd1-\xd6\xd8-\xdc\xdf-\xef\xf1-\xf6\xf8-\xfc\xff]"
)
_SAMPLE = 1_000_000  # bytes that detection looks at
_WINDOW = 4_096  # bytes that the test for UTF-16 without a mark looks at


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding that gives it from the bytes, and whether that encoding was guessed."""

    text: str
    encoding: str
    detected: bool = False


def decode(data: bytes) -> Decoded:
    """Return the text of a file. Raises `ReadError` with the cause, which does not name the file."""
    _refuse_formats(data)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, name), name)
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
        return _detected(data)
    _refuse_controls(data)
    return Decoded(text, "utf-8")


def _strictly(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise ReadError(f"broken {name.upper().removesuffix('-SIG')} at byte {error.start:,}") from error
    if "\0" in text:
        raise ReadError(f"binary: holds NUL characters (the first is character {text.index(chr(0)):,})")
    return text


def _refuse_formats(data: bytes) -> None:
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise ReadError(f"binary: {what}, not plain text")


def _refuse_controls(data: bytes) -> None:
    controls = len(_CONTROLS.findall(data))
    if controls * 10 > len(data):
        raise ReadError(f"binary: {controls:,} of its {len(data):,} bytes are control characters")


def _unmarked_utf16(data: bytes) -> Decoded:
    """Return text whose every second byte is NUL, as UTF-16 writes Latin letters; anything else with NUL is binary."""
    window = data[:_WINDOW]
    half = len(window) // 2
    for name, low, high in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        if len(data) % 2 == 0 and window[high::2].count(0) > 0.6 * half and not window[low::2].count(0):
            return Decoded(_strictly(data, name), name, detected=True)
    raise ReadError(f"binary: holds NUL characters (the first is byte {data.index(0):,})")


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Raise when the bytes are UTF-8 with damage: another encoding would garble what is intact."""
    intact = len(_MULTIBYTE.findall(data))
    stray = len(_HIGH.findall(_MULTIBYTE.sub(b"", data)))
    if intact >= max(1, stray):
        raise ReadError(f"broken UTF-8 at byte {error.start:,} (0x{data[error.start]:02x})") from error


def _detected(data: bytes) -> Decoded:
    _refuse_controls(data)
    high = _HIGH.findall(data)
    if len(high) * 10 <= len(data) and all(map(_WESTERN.match, sorted(set(high)))):
        return Decoded(data.decode("windows-1252"), "windows-1252", detected=True)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise ReadError("neither UTF-8 nor any other encoding that could be recognised (binary?)")
    name = codecs.lookup(best.encoding).name
    if name.startswith("cp125"):
        name = f"windows-{name[2:]}"
    try:
        return Decoded(data.decode(name), name, detected=True)
    except UnicodeDecodeError as error:
        raise ReadError(f"looks like {name}, but byte {error.start:,} is not") from error
