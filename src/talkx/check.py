"""Compares the records on disk with what the articles give now: missing, stale, orphaned. Writes nothing."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, Protocol

from talkx.errors import ReadError
from talkx.write.json_text import pretty
from talkx.write.places import Format, suffix_of

_YAML_ID = re.compile(r"^id: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Drift:
    """One record that is not as it should be: `name` says which, `diff` shows how a stale one would change."""

    kind: Literal["missing", "stale", "orphaned"]
    name: str
    diff: str = ""


class OnDisk(Protocol):
    """The records that stand on disk."""

    def compare(self, record_id: str, text: str) -> Drift | None:
        """Return how the record on disk differs from what it should be, or None."""

    def expect(self, record_id: str) -> None:
        """Leave the record of an article that failed this time: it is no orphan."""

    def orphans(self) -> Iterator[Drift]:
        """Yield the records that belong to no article."""


class FolderOnDisk:
    """A folder with one file a record."""

    def __init__(self, folder: Path, form: Format) -> None:
        self._folder = folder
        self._form: Format = form
        self._expected: set[str] = set()

    def compare(self, record_id: str, text: str) -> Drift | None:
        """Return how the file of a record differs from `text`."""
        name = record_id + suffix_of(self._form)
        path = self._folder / name
        self._expected.add(name)
        try:
            old = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return Drift("missing", str(path))
        except OSError as error:
            raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error
        if old == text.encode("utf-8"):
            return None
        return Drift("stale", str(path), _diff(old.decode("utf-8", "replace"), text, str(path), self._form))

    def expect(self, record_id: str) -> None:
        """Count the file of this record as one that has an article."""
        self._expected.add(record_id + suffix_of(self._form))

    def orphans(self) -> Iterator[Drift]:
        """Yield the record files of this format that no article stands behind, in the order of their names."""
        for path in sorted(self._folder.rglob(f"*{suffix_of(self._form)}")):
            name = path.relative_to(self._folder).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if path.is_file() and not hidden and name not in self._expected:
                yield Drift("orphaned", str(path))


class FileOnDisk:
    """One file of many records, of which only the places are held in memory."""

    def __init__(self, path: Path, form: Format) -> None:
        self._path = path
        self._form: Format = form
        self._places: dict[str, tuple[int, int]] = {}
        if path.is_file():
            for start, end in _chunks(path, form):
                self._places[_id_of(self._read(start, end), form)] = (start, end)

    def compare(self, record_id: str, text: str) -> Drift | None:
        """Return how a record of the file differs from `text`."""
        place = self._places.pop(record_id, None)
        if place is None:
            return Drift("missing", f"{self._path}: {record_id}")
        old = self._read(*place)
        if old == text:
            return None
        name = f"{self._path}: {record_id}"
        return Drift("stale", name, _diff(old, text, name, self._form))

    def expect(self, record_id: str) -> None:
        """Count this record as one that has an article."""
        self._places.pop(record_id, None)

    def orphans(self) -> Iterator[Drift]:
        """Yield the records of the file that no article stands behind, in the order of the file."""
        yield from (Drift("orphaned", f"{self._path}: {record_id}") for record_id in self._places)

    def _read(self, start: int, end: int) -> str:
        with self._path.open("rb") as stream:
            stream.seek(start)
            text = stream.read(end - start).decode("utf-8", "replace")
        return text if self._form != "json" else text.removesuffix("\n").removesuffix(",") + "\n"


def _chunks(path: Path, form: Format) -> Iterator[tuple[int, int]]:
    """Yield the byte range of each record in a file that talkx wrote."""
    opens = {"yaml": b"---", "json": b"{", "jsonl": None}[form]
    start: int | None = None
    position = 0
    with path.open("rb") as stream:
        for line in stream:
            if opens is None:
                yield position, position + len(line)
            elif line.rstrip(b"\r\n") == opens or (form == "json" and line.rstrip(b"\r\n") == b"]"):
                if start is not None:
                    yield start, position
                start = None if line.startswith(b"]") else position + (len(line) if form == "yaml" else 0)
            elif start is None and form == "yaml" and position == 0:
                start = 0
            position += len(line)
    if start is not None:
        yield start, position


def _id_of(text: str, form: Format) -> str:
    if form == "yaml":
        import yaml

        try:
            return str(yaml.safe_load(match[1]) if (match := _YAML_ID.search(text)) else text[:80])
        except yaml.YAMLError:
            return text[:80]
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text[:80]
    return str(value.get("id")) if isinstance(value, dict) else text[:80]


def _diff(old: str, new: str, name: str, form: Format) -> str:
    """Return a unified diff; records on one line are laid out first, or no line of them would be alike."""
    if form == "jsonl":
        old, new = _laid_out(old), _laid_out(new)
    lines = difflib.unified_diff(_lines(old), _lines(new), f"{name} (on disk)", f"{name} (now)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _laid_out(text: str) -> str:
    try:
        return pretty(json.loads(text, parse_float=Decimal)) + "\n"
    except (ValueError, RecursionError):
        return text
