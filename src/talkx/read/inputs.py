"""What there is to read: arguments to files, files to single articles, in an order that depends on names alone."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from talkx.errors import ReadError

TEXT_SUFFIXES = frozenset({".txt", ".text"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_NOT_TEXT = {".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".xml": "XML"}
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A file: `path` opens it and names it in messages, `name` is relative to the argument and stands in the record."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Task:
    """One article still to be read: small enough to be handed to another process.

    `origin` names it in messages. A text file has `path`, or `data` where the bytes came from a pipe; a line of JSON
    lines has `data` and `line`. `id` is None where only the line itself tells it.
    """

    origin: str
    name: str
    path: str = ""
    id: str | None = None
    line: int | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gives no article, and why. `absent`: there was nothing to read in the first place."""

    origin: str
    reason: str
    absent: bool = False


def find_inputs(arguments: Iterable[str], *, exclude: Path | None = None) -> list[Input | Unreadable]:
    """Return the files that the arguments name: files as they are, folders recursively in the order of their paths.

    In folders only text files and JSON lines count; hidden files, links to folders and `exclude` (where the records
    go) do not. A path that is missing and a folder without articles are `Unreadable`.
    """
    found: list[Input | Unreadable] = []
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            found.append(Input(STDIN, STDIN))
        elif path.is_dir():
            found += _folder(argument, exclude)
        elif not os.path.lexists(argument):
            found.append(Unreadable(argument, "no such file or folder", absent=True))
        elif path.suffix.lower() in _NOT_TEXT:
            found.append(Unreadable(argument, f"{_NOT_TEXT[path.suffix.lower()]} is not read; give plain text"))
        else:
            found.append(Input(argument, path.name))
    return found


def _folder(argument: str, exclude: Path | None) -> list[Input | Unreadable]:
    refused: list[Unreadable] = []
    files = sorted(_walk(Path(argument), exclude, refused), key=lambda file: file.name)
    refused.sort(key=lambda folder: folder.origin)
    if not refused and not files:
        return [Unreadable(argument, "no articles (.txt, .jsonl) in this folder", absent=True)]
    return [*refused, *files]


def _walk(folder: Path, exclude: Path | None, refused: list[Unreadable]) -> Iterator[Input]:
    skipped = exclude.resolve() if exclude is not None else None

    def refuse(error: OSError) -> None:
        refused.append(Unreadable(str(error.filename), f"cannot be read: {error.strerror or error}"))

    def is_output(path: Path) -> bool:
        return skipped is not None and path.resolve() == skipped

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".") and not is_output(Path(parent, name))]
        for name in names:
            path = Path(parent, name)
            if name.startswith(".") or path.suffix.lower() not in TEXT_SUFFIXES | LINES_SUFFIXES or is_output(path):
                continue
            if path.is_file() or not path.exists():  # not a socket or a device; a dangling link, so that it is reported
                yield Input(str(path), path.relative_to(folder).as_posix())


def article_tasks(inputs: Sequence[Input | Unreadable], *, max_bytes: int) -> Iterator[Task | Unreadable]:
    """Yield the articles of the inputs one by one. No more than one line of a file of JSON lines is held at a time."""
    for item in inputs:
        if isinstance(item, Unreadable):
            yield item
        elif item.path == STDIN:
            yield from _stdin_tasks(max_bytes)
        elif not _is_utf8(item.name):
            yield Unreadable(item.path, "the name of the file is not UTF-8")
        elif PurePosixPath(item.name).suffix.lower() in LINES_SUFFIXES:
            yield from _file_lines(item, max_bytes)
        else:
            yield Task(item.path, item.name, item.path, id=str(PurePosixPath(item.name).with_suffix("")))


def _is_utf8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def count_articles(inputs: Sequence[Input | Unreadable]) -> int | None:
    """Return how many articles the inputs hold, for the progress bar, or None where only reading them would tell."""
    total = 0
    for item in inputs:
        if isinstance(item, Unreadable):
            total += 1
        elif item.path == STDIN or not Path(item.path).is_file():
            return None
        elif PurePosixPath(item.name).suffix.lower() in LINES_SUFFIXES:
            try:
                with Path(item.path).open("rb") as stream:
                    total += sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
            except OSError:
                total += 1
        else:
            total += 1
    return total


def too_large(size: int | None, max_bytes: int) -> ReadError:
    """Return the error for an article that is larger than the limit; `size` is None where only that is known."""
    known = f"{size:,} bytes, " if size is not None else ""
    return ReadError(f"too large: {known}more than the limit of {max_bytes:,} (raise it with --max-bytes)")


def read_bytes(path: str, max_bytes: int) -> bytes:
    """Return what a file holds. Raises `ReadError` with the cause; a file over the limit is not read at all."""
    try:
        with Path(path).open("rb") as stream:
            status = os.fstat(stream.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > max_bytes:
                raise too_large(status.st_size, max_bytes)
            data = stream.read(max_bytes + 1)
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from error
    if len(data) > max_bytes:
        raise too_large(None, max_bytes)
    return data


def _file_lines(item: Input, max_bytes: int) -> Iterator[Task | Unreadable]:
    try:
        with Path(item.path).open("rb") as stream:
            yield from _line_tasks(stream, item.path, item.name, max_bytes)
    except OSError as error:
        yield Unreadable(item.path, f"cannot be read: {error.strerror or error}")


def _line_tasks(
    stream: BinaryIO, origin: str, name: str, max_bytes: int, opening: bytes = b""
) -> Iterator[Task | Unreadable]:
    """Yield one task a line; `opening` is what was read of the stream before."""
    number, empty = 0, True
    while line := _next_line(stream, opening, max_bytes):
        number, opening = number + 1, b""
        if len(line) > max_bytes + 1:
            _skip_line(stream, line)
            yield Unreadable(f"{origin}: line {number}", str(too_large(None, max_bytes)))
        elif line.strip():
            yield Task(f"{origin}: line {number}", name, line=number, data=line.rstrip(b"\r\n"))
        else:
            continue
        empty = False
    if empty:
        yield Unreadable(origin, "empty: no text in it")


def _next_line(stream: BinaryIO, opening: bytes, max_bytes: int) -> bytes:
    if opening.endswith(b"\n"):
        return opening
    return opening + stream.readline(max(max_bytes + 2 - len(opening), 0))


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _stdin_tasks(max_bytes: int) -> Iterator[Task | Unreadable]:
    """Yield the article that a pipe brings, or one a line where the first line is an object with a text."""
    if sys.stdin is None:
        yield Unreadable(STDIN, "standard input is closed", absent=True)
        return
    stream = sys.stdin.buffer
    first = stream.readline(max_bytes + 2)
    if _is_json_line(first):
        yield from _line_tasks(stream, STDIN, STDIN, max_bytes, opening=first)
        return
    data = first + stream.read(max(max_bytes + 1 - len(first), 0))
    if len(data) > max_bytes:
        yield Unreadable(STDIN, str(too_large(None, max_bytes)))
    else:
        yield Task(STDIN, STDIN, id="stdin", data=data)


def _is_json_line(line: bytes) -> bool:
    """Return whether a line can only be one of JSON lines: no article opens with an object that has a text."""
    import json

    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value
