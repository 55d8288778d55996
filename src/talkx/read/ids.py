"""Ids of articles: each becomes a file name below the output folder, so a hostile one is refused where it is read."""

from __future__ import annotations

import re

from talkx.errors import ReadError

LONGEST = 200  # bytes of one part of an id: file systems take 255, and the suffix and temporary names need some
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)


def checked_id(value: object) -> str:
    r"""Return the id that a JSON line gives, a string or a whole number. Raises `ReadError` with the cause.

    An id may hold slashes, which become folders. It may not leave the output folder or be no file name on some system:
    no absolute path, no `.` or `..`, no control characters, no `\ : * ? " < > |`, no device names (`nul`, `con`).
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = format(value, "d") if abs(value) < 10**LONGEST else ""
    if not isinstance(value, str) or not value.strip():
        raise ReadError('"id" is not a string with something in it')
    shown = ascii(value) if len(value) <= 80 else f"{value[:77]!a}…"
    if found := _UNSAFE.search(value):
        raise ReadError(f"id {shown} cannot be a file name: it holds {found.group()!a}")
    for part in value.split("/"):
        if part in ("", ".", ".."):
            raise ReadError(f"id {shown} cannot be a path below the output folder")
        if _RESERVED.match(part) or part != part.strip() or part.endswith("."):
            raise ReadError(f"id {shown} cannot be a file name on every system")
        if len(part.encode()) > LONGEST:
            raise ReadError(f"id {shown} is too long for a file name (more than {LONGEST} bytes)")
    return value
