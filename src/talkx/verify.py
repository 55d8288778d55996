"""Holds written records against their sources: the digest of the bytes, and every span cut out again."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkx.errors import ReadError
from talkx.model import Span
from talkx.read.articles import line_text, parse_line

if TYPE_CHECKING:
    from talkx.model import Record, Source

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".jsonl"})


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in a record that the source does not bear out."""

    where: str
    what: str


def record_files(argument: str) -> list[Path]:
    """Return the record files of an argument in the order of their names. Raises `ReadError` when it is missing."""
    path = Path(argument)
    if path.is_dir():
        found = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        return sorted(file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts))
    if not path.exists():
        raise ReadError(f"{argument}: no such file or folder")
    return [path]


def load_file(path: Path) -> Iterator[Record]:
    """Yield the records of one file. Raises `ReadError` naming the file, the entry and the cause."""
    from talkx.write import load_many

    try:
        if path.suffix.lower() != ".jsonl":
            yield from load_many(path.read_text(encoding="utf-8"), str(path))
            return
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield from load_many(line, f"{path}: line {number}")
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: not UTF-8 (byte {error.start:,})") from error


class Sources:
    """The files that records were made from, below one folder (or one file, for whatever was made from it)."""

    def __init__(self, place: Path) -> None:
        if not place.exists():
            raise ReadError(f"{place}: no such file or folder")
        self._place = place
        self._lines: tuple[Path, array[int]] | None = None

    def text_of(self, source: Source) -> str:
        """Return the raw text that a record's spans count. Raises `ReadError` where it is gone or has changed."""
        path = self._path(source)
        try:
            text, digest = self._line(path, source) if source.line is not None else self._whole(path, source)
        except OSError as error:
            raise ReadError(f"source {path} cannot be read: {error.strerror or error}") from error
        except (UnicodeDecodeError, LookupError) as error:
            raise ReadError(f"source {path} cannot be decoded as {source.encoding}: {error}") from error
        if digest != source.sha256:
            raise ReadError(f"source {path} has changed: its sha256 is {digest}, not {source.sha256}")
        return text

    def _path(self, source: Source) -> Path:
        if self._place.is_file():
            return self._place
        path = self._place / source.path
        if source.path == "-" or not path.resolve().is_relative_to(self._place.resolve()):
            raise ReadError(f"source {source.path} is not in {self._place}")
        return path

    def _whole(self, path: Path, source: Source) -> tuple[str, str]:
        data = path.read_bytes()
        return data.decode(source.encoding, "strict"), sha256(data).hexdigest()

    def _line(self, path: Path, source: Source) -> tuple[str, str]:
        number = source.line or 0
        starts = self._starts(path)
        if not 1 <= number < len(starts):
            raise ReadError(f"source {path} has no line {number}")
        with path.open("rb") as stream:
            stream.seek(starts[number - 1])
            line = stream.read(starts[number] - starts[number - 1])
        try:
            text = line_text(parse_line(line.rstrip(b"\r\n"), first=number == 1))
        except ReadError as error:
            raise ReadError(f"source {path}: line {number}: {error}") from error
        return text, sha256(text.encode()).hexdigest()

    def _starts(self, path: Path) -> array[int]:
        """Return where each line of a file begins, and where the file ends; kept for the file that was asked last."""
        if self._lines is None or self._lines[0] != path:
            starts = array("Q", [0])
            with path.open("rb") as stream:
                for line in stream:
                    starts.append(starts[-1] + len(line))
            self._lines = path, starts
        return self._lines[1]


def mismatches(record: Record, sources: Sources) -> Iterator[Mismatch]:
    """Yield what the source does not bear out; nothing when the record is right."""
    try:
        raw = sources.text_of(record.source)
    except ReadError as error:
        yield Mismatch("source", str(error))
        return
    if len(raw) != record.source.characters:
        yield Mismatch("source.characters", f"is {record.source.characters:,}, but the source has {len(raw):,}")
    if record.text is not None and record.text != raw:
        yield Mismatch("text", "is not the text of the source")
    yield from _of(record, raw, "")


def _of(value: Any, raw: str, where: str) -> Iterator[Mismatch]:
    if isinstance(value, Span):
        if not 0 <= value.start < value.end <= len(raw):
            yield Mismatch(where, f"[{value.start}, {value.end}] is not inside the source ({len(raw):,} characters)")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, 1):
            yield from _of(item, raw, f"{where} {number}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from _of(getattr(value, field.name), raw, f"{where}.{field.name}".lstrip("."))
        span, text = getattr(value, "span", None), getattr(value, "text", None)
        if isinstance(span, Span) and isinstance(text, str) and raw[span.start : span.end] != text:
            found = raw[span.start : span.end]
            yield Mismatch(where, f"[{span.start}, {span.end}] is {_shown(found)} in the source, not {_shown(text)}")


def _shown(text: str) -> str:
    return ascii(text) if len(text) <= 60 else f"{text[:57]!a}…"
