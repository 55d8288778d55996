"""Where records go: standard output, one file, or a folder. A file on disk is always the old one or the new one.

Every file is written beside its place under a temporary name and then moved there. A run that was killed leaves such
a temporary file behind at worst; the next run that writes into the folder removes it.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, Literal, Protocol

from talkx.errors import SettingsError, WriteError

Format = Literal["yaml", "json", "jsonl"]
_BY_SUFFIX: dict[str, Format] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_TEMPORARY = re.compile(r"\.talkx-(\d+)-\d+\.tmp\Z")
_FULL = frozenset(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO") if hasattr(errno, name))
_numbers = count()


class PlaceError(WriteError):
    """The whole place cannot take anything more (disk full, read-only), so that the run has to stop."""


class Place(Protocol):
    """Takes records one by one, in order."""

    def write(self, record_id: str, text: str) -> None:
        """Take the text of one record. Raises `WriteError`; `PlaceError` where going on is pointless."""

    def close(self, *, complete: bool) -> str | None:
        """End the output; a place that was not completed may say where what was finished is kept."""


def suffix_of(form: Format) -> str:
    """Return the suffix of a record file."""
    return f".{form}"


def destination(output: str | None, form: Format | None) -> tuple[Literal["stream", "file", "folder"], Format]:
    """Return what kind of place `-o` names, and the format. Raises `SettingsError` where suffix and format disagree."""
    if output is None or output == "-":
        return "stream", form or "yaml"
    path = Path(output)
    by_suffix = _BY_SUFFIX.get(path.suffix.lower())
    if by_suffix is None or path.is_dir() or output.endswith(("/", os.sep)):
        if path.exists() and not path.is_dir():
            raise SettingsError(f"{output}: is no folder, and no .yaml, .json or .jsonl file")
        return "folder", form or "yaml"
    if form not in (None, by_suffix):
        raise SettingsError(f"{output}: the name says {by_suffix}, but the format is to be {form}")
    return "file", by_suffix


class Framing:
    """What stands between the records of one stream: document markers, or brackets and commas."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self._first = True

    def record(self, text: str) -> str:
        """Return the text of a record with what has to precede it."""
        first, self._first = self._first, False
        if self.form == "yaml":
            return f"---\n{text}"
        if self.form == "json":
            return ("[\n" if first else ",\n") + text.removesuffix("\n")
        return text

    def end(self) -> str:
        """Return what closes the stream."""
        if self.form != "json":
            return ""
        return "[]\n" if self._first else "\n]\n"


class StreamPlace:
    """Standard output: UTF-8 whatever the locale, each record flushed so that a reader sees it at once."""

    def __init__(self, stream: BinaryIO, form: Format) -> None:
        self._stream = stream
        self._framing = Framing(form)

    def write(self, _record_id: str, text: str) -> None:
        """Print one record. A closed pipe is the caller's to handle (`BrokenPipeError`)."""
        self._put(self._framing.record(text))

    def close(self, *, complete: bool) -> str | None:  # noqa: ARG002 - what was printed is printed
        """Close the array, so that even an interrupted run printed valid JSON."""
        self._put(self._framing.end())
        return None

    def _put(self, text: str) -> None:
        try:
            self._stream.write(text.encode("utf-8"))
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise PlaceError(f"standard output: cannot be written: {error.strerror or error}") from error


class FilePlace:
    """One file of many records: the old file stays until the new one is complete."""

    def __init__(self, path: Path, form: Format) -> None:
        self._path = Path(os.path.realpath(path))  # the file behind a link is replaced, not the link
        self._shown = str(path)
        self._framing = Framing(form)
        with _writing(self._shown):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            remove_leftovers(self._path.parent)
            self._temporary = _temporary(self._path.parent)
            self._stream = self._temporary.open("xb")
        self._whole = 0  # bytes up to the end of the last record: an interrupt may come in the midst of the next

    def write(self, _record_id: str, text: str) -> None:
        """Add one record to the new file."""
        try:
            self._stream.write(self._framing.record(text).encode("utf-8"))
            self._stream.flush()
            self._whole = self._stream.tell()
        except OSError as error:
            raise PlaceError(f"{self._shown}: cannot be written: {error.strerror or error}") from error

    def close(self, *, complete: bool) -> str | None:
        """Put the new file in place. Of an incomplete one the finished records go to a `.partial` file beside it."""
        if not complete and not self._whole:
            self._stream.close()
            self._temporary.unlink(missing_ok=True)
            return None
        target = self._path if complete else self._path.with_name(f"{self._path.stem}.partial{self._path.suffix}")
        try:
            with _writing(self._shown, PlaceError):
                self._stream.truncate(self._whole)
                self._stream.seek(self._whole)
                self._stream.write(self._framing.end().encode("utf-8"))
                self._stream.close()
                self._temporary.replace(target)
        finally:
            with suppress(OSError):
                self._stream.close()
            self._temporary.unlink(missing_ok=True)
        return None if complete else str(Path(self._shown).with_name(target.name))


class FolderPlace:
    """A folder with one file a record, mirroring the tree of the inputs."""

    def __init__(self, folder: Path, form: Format) -> None:
        self._folder = folder
        self._suffix = suffix_of(form)
        self._seen: set[Path] = set()
        with _writing(str(folder)):
            folder.mkdir(parents=True, exist_ok=True)
            probe = _temporary(folder)  # found out now rather than after the first article
            probe.touch()
            probe.unlink()

    def write(self, record_id: str, text: str) -> None:
        """Replace the file of one record."""
        path = self._folder / (record_id + self._suffix)
        with _writing(str(path), WriteError):
            if path.parent not in self._seen:
                path.parent.mkdir(parents=True, exist_ok=True)
                remove_leftovers(path.parent)
                self._seen.add(path.parent)
            replace_file(path, text.encode("utf-8"))

    def close(self, *, complete: bool) -> str | None:  # noqa: ARG002 - every file is complete
        """Do nothing: what was written is in place."""
        return None


def replace_file(path: Path, data: bytes) -> None:
    """Write a file so that at any moment either the old or the new one stands there. Raises `OSError`."""
    temporary = _temporary(path.parent)
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files of runs that no longer live."""
    for path in folder.glob(".talkx-*.tmp"):
        match = _TEMPORARY.match(path.name)
        if match and not _is_alive(int(match[1])):
            with suppress(OSError):
                path.unlink()


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True  # there, asking means ending it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _temporary(folder: Path) -> Path:
    return folder / f".talkx-{os.getpid()}-{next(_numbers)}.tmp"


@contextmanager
def _writing(shown: str, kind: type[WriteError] = PlaceError) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raised = PlaceError if error.errno in _FULL else kind
        blocked = isinstance(error, FileExistsError)  # a file stands where a folder has to be
        cause = os.strerror(errno.ENOTDIR) if blocked else error.strerror or error
        raise raised(f"{shown}: cannot be written: {cause}") from error
