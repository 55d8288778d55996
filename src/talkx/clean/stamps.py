"""Reads the date stamps of an article: when it was published or updated."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from talkx.model import Span

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import CleaningWords

StampPart = tuple[Literal["published", "updated", "unlabelled"], Span]
_LABEL = re.compile(
    r"(?:(?:first |date |originally )?(?P<published>published|posted|issued|released|created|publication date|"
    r"pub(?:lished)? date|date|dated|release date|publi[ck]ation)|"
    r"(?:last |latest )?(?P<updated>updated?|modified|revised|last edited|edited|reviewed))"
    r"(?: (?:on|at|by|date))?(?: ?[:|-] ?| {0,3})(?=\S)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:\d{1,3}|an?) ?(?:min(?:ute)?s?|h(?:ou)?rs?|h|m|d|days?|weeks?|months?|years?)\.? ago\b|"
    r"^(?:yesterday|today|just now)\b",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(
    r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?:T\d{2}:\d{2}\S{0,12})?\b"
)
_DATE_TOKEN = re.compile(r"[A-Za-z]+\.?|\d+|[^\sA-Za-z\d]")


def is_date_only(text: str, words: CleaningWords) -> bool:
    """Return whether the text is a calendar date (with a time) or an age ("3 hours ago") and nothing else."""
    text = text[:90]
    if _RELATIVE.search(text) and len(text.split()) <= 5:
        return True
    tokens = [token.casefold().rstrip(".") for token in _DATE_TOKEN.findall(text)]
    alphabetic = [token for token in tokens if token.isalpha()]
    if not tokens or len(alphabetic) > 8:
        return False
    has_month = any(token in words.months for token in alphabetic)
    known = all(token in words.months or token in words.weekdays or token in words.time_words for token in alphabetic)
    has_digit = any(token.isdigit() for token in tokens)
    return known and has_digit and (has_month or _NUMERIC_DATE.search(text) is not None)


def has_full_date(text: str, words: CleaningWords) -> bool:
    """Return whether a day, month and year stand in the text."""
    if _NUMERIC_DATE.search(text):
        return True
    tokens = [token.casefold().rstrip(".") for token in _DATE_TOKEN.findall(text[:200])]
    years = any(token.isdigit() and len(token) == 4 and token[:2] in ("19", "20") for token in tokens)
    pairs = pairwise(tokens)
    return years and any((a in words.months and _is_day(b)) or (_is_day(a) and b in words.months) for a, b in pairs)


def _is_day(token: str) -> bool:
    return token.isdigit() and len(token) <= 2


def stamp_parts(line: Line, words: CleaningWords) -> list[StampPart] | None:
    """Return the date stamps a line is made of, or None where it is no stamp line.

    Labelled ("Updated 3 June 2024, 10:00"), two on one line, or a date with nothing else. Offsets are the text's.
    """
    text, base = line.unmarked
    if len(text) > 160 or line.words > 24:
        return None
    marks = [found for found in _LABEL.finditer(text) if found.start() == 0 or not text[found.start() - 1].isalnum()]
    parts: list[StampPart] = []
    if is_date_only(text, words):
        return [("unlabelled", Span(base, base + len(text)))]
    if not marks:
        return None
    before = text[: marks[0].start()].rstrip(" |,;-•·()/")
    if before and is_date_only(before, words):
        parts.append(("unlabelled", Span(base, base + len(before))))
    elif before and (len(before.split()) > 6 or text[len(before) : marks[0].start()].strip() == ""):
        return None
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else len(text)
        value = text[mark.end() : end].strip(" |,;-•·()/")
        if not (has_full_date(value, words) or is_date_only(value, words) or _RELATIVE.search(value)):
            continue
        if len(value.split()) > 16:
            continue
        kind: Literal["published", "updated"] = "updated" if mark["updated"] else "published"
        stop = mark.end() + len(text[mark.end() : end].rstrip(" |,;-•·(/"))
        parts.append((kind, Span(base + mark.start(), base + stop)))
    return parts or None
