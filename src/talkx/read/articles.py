"""One article from its bytes: a text file, a line of JSON lines, or text in memory."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any

from talkx.errors import ReadError
from talkx.model import Article, Note, Source
from talkx.read.decoding import decode
from talkx.read.ids import checked_id
from talkx.read.inputs import Task, read_bytes

TEXT_MEDIA = "text/plain"
LINES_MEDIA = "application/jsonl"
LOST = "\ufffd"

_KNOWN = ("id", "text", "title", "published", "url")
_DEEPEST = 20  # levels of nesting that extra keys may have
_LONGEST_KEY = 100  # characters; YAML reads no longer ones on one line once they are escaped
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ISO_DATE = re.compile(r"(?P<day>\d{4}(?:-\d{2}(?:-\d{2})?)?)(?P<time>[T ]\d{2}:?\d{2}\S*)?\Z")


def article_from_text(
    text: str,
    *,
    id: str = "text",  # noqa: A002 - the name that records use
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Article:
    """Return an article that stands in memory. Raises `ReadError` when there is no text, or NUL in it."""
    source = _source(text, path="-", media_type=TEXT_MEDIA, title=title, url=url)
    day, notes = _publication(published)
    return Article(id, _checked_text(text), source, title, day, notes)


def read_article(task: Task, *, max_bytes: int) -> Article:
    """Return the article that a task names. Raises `ReadError` with the cause, which does not name the file."""
    if task.line is not None:
        return _from_json_line(task)
    data = task.data if task.data is not None else read_bytes(task.path, max_bytes)
    decoded = decode(data)
    source = Source(
        path=task.name,
        sha256=sha256(data).hexdigest(),
        media_type=TEXT_MEDIA,
        encoding=decoded.encoding,
        characters=len(decoded.text),
    )
    notes = _losses(decoded.text)
    if decoded.detected:
        notes = (Note("source", f"the encoding {decoded.encoding} was detected, not declared"), *notes)
    return Article(task.id or checked_id(task.name), _checked_text(decoded.text), source, notes=notes)


def _checked_text(text: str) -> str:
    if not text.strip():
        raise ReadError("empty: no text in it")
    if "\0" in text:
        raise ReadError(f"binary: holds NUL characters (the first is character {text.index(chr(0)):,})")
    return text


def _losses(text: str) -> tuple[Note, ...]:
    lost = text.count(LOST)
    return (
        (Note("source", f"the text holds {lost:,} replacement characters (U+FFFD): something was lost before"),)
        if lost
        else ()
    )


def _source(text: str, **known: Any) -> Source:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(sha256=digest, encoding="utf-8", characters=len(text), **known)


# ---------------------------------------------------------------------------------------------------------- JSON lines


def _from_json_line(task: Task) -> Article:
    fields = parse_line(task.data or b"", first=task.line == 1)
    for key in ("title", "published", "url"):
        if not isinstance(fields.get(key), str | None):
            raise ReadError(f'"{key}" is not a string')
    article_id = checked_id(fields.get("id"))
    text = line_text(fields)
    title, published, url = fields.get("title"), fields.get("published"), fields.get("url")
    day, notes = _publication(published)
    extra = {key: value for key, value in fields.items() if key not in _KNOWN}
    if published and published != day:
        extra["published"] = published
    _check_extra(extra)
    source = _source(
        text, path=task.name, media_type=LINES_MEDIA, line=task.line, title=title, url=url, extra=extra or None
    )
    return Article(article_id, text, source, title, day, (*_losses(text), *notes))


def parse_line(data: bytes, *, first: bool = False) -> dict[str, Any]:
    """Return the object that a line holds, numbers exact. Raises `ReadError` with the cause and the column.

    Half of a surrogate pair, left where another program cut a text, becomes U+FFFD: it has no UTF-8, and the text
    keeps its length.
    """
    import json

    try:
        text = data.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"not UTF-8 (byte {error.start + 1:,} of the line)") from error
    try:
        value: Any = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise ReadError(f"not JSON: {error.msg} (column {error.colno:,})") from error
    except (ValueError, RecursionError) as error:
        cause = "nested too deeply" if isinstance(error, RecursionError) else str(error).split(";")[0]
        raise ReadError(f"not JSON that can be used: {cause}") from error
    if not isinstance(value, dict):
        raise ReadError('not a JSON object with "id" and "text"')
    fields: dict[str, Any] = _without_surrogates(value) if "\\ud" in text or "\\uD" in text else value
    return fields


def line_text(fields: dict[str, Any]) -> str:
    """Return the raw text of a parsed line. Raises `ReadError` when there is none."""
    if "text" not in fields:
        raise ReadError('has no "text"')
    if not isinstance(fields["text"], str):
        raise ReadError('"text" is not a string')
    return _checked_text(fields["text"])


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for i, key in enumerate(keys) if key in keys[:i])
        raise ValueError(f"key {twice!a} stands twice")
    return fields


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub(LOST, value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {_SURROGATE.sub(LOST, key): _without_surrogates(item) for key, item in value.items()}
    return value


def _check_extra(value: object, depth: int = 0) -> None:
    if depth > _DEEPEST:
        raise ReadError(f"extra keys are nested more than {_DEEPEST} levels deep")
    if isinstance(value, dict):
        for key, item in value.items():
            if len(key) > _LONGEST_KEY:
                raise ReadError(f"key {key[:40]!a}… has more than {_LONGEST_KEY} characters")
            _check_extra(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_extra(item, depth + 1)


def _publication(given: str | None) -> tuple[str | None, tuple[Note, ...]]:
    """Return the day that a container gives as ISO 8601, or nothing and a note where it is no date."""
    if given is None or not given.strip():
        return None, ()
    match = _ISO_DATE.match(given.strip())
    try:
        if match:
            day = match["day"]
            date.fromisoformat((day + "-01-01")[:10] if len(day) != 7 else day + "-01")
            return day, ()
        return parsedate_to_datetime(given).date().isoformat(), ()
    except ValueError:
        shown = given if len(given) <= 60 else f"{given[:57]}…"
        return None, (Note("published", f'the source gives "{shown}", which is not a date; not used'),)
