"""Reads the date line that opens a report (`GENEVA, March 3 (Reuters) -`, `NEW DELHI:`, `MOSCOW, June 2. /TASS/.`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.clean.credits import is_agency
from talkx.model import Span

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import CleaningWords

_SEPARATOR = re.compile(r" ?--? |(?<=\))--?(?=\S)|: |(?<=/)\. |(?<=[A-Z])-(?=[A-Z][a-z])| ?[—–](?=\S)")
_BRACKETS = re.compile(r"\((?P<round>[^()]{2,40})\)|/(?P<slashes>[A-Z][\w .-]{1,30})/")
_HEAD = 110


@dataclass(frozen=True, slots=True)
class DatelineSpans:
    """Where the parts of a date line stand in the text; `whole` ends behind its dash."""

    whole: Span
    place: Span | None
    date: Span | None
    credit: Span | None


def find_dateline(line: Line, words: CleaningWords, *, first: bool) -> DatelineSpans | None:
    """Return the date line that opens a paragraph, or None.

    A place in capitals, or any place with a date or an agency, counts in every paragraph; a bare place before a dash,
    or in capitals before a colon, only in the first one of the article (`first`).
    """
    head = line.folded[:_HEAD]
    for separator in _SEPARATOR.finditer(head):
        found = _read(head[: separator.start()], words, colon=":" in separator.group(), first=first)
        if found is None:
            continue
        after = head[separator.end() : separator.end() + 2].lstrip()
        if after and not (after[0].isupper() or after[0] in "\"'(" or after[0].isdigit()):
            continue
        whole = Span(line.span.start, line.span.start + separator.end())
        if whole.end >= line.span.end:
            return None
        place, date, credit = (Span(line.span.start + s.start, line.span.start + s.end) if s else None for s in found)
        return DatelineSpans(whole, place, date, credit)
    return None


def _read(
    head: str, words: CleaningWords, *, colon: bool, first: bool
) -> tuple[Span | None, Span | None, Span | None] | None:
    """Return (place, date, credit) of the text before the separator where that is a date line."""
    credit, has_brackets, end = _bracketed(head, words)
    if end < 0:
        return None
    if not has_brackets and not colon:
        credit, end = _bare_agency(head, words)
    places, date = _places_and_date(head[:end], words)
    if not places:
        rest = head[: credit.start if credit else end]
        return (None, date, credit) if credit and not (rest[date.end :] if date else rest).strip(" (/") else None
    shape = _place_shape(head, places, words)
    if shape is None:
        return None
    capitals = shape == "capitals"
    strong = credit is not None or (capitals and (date is not None or has_brackets)) or (date is not None and first)
    bare = not colon and not has_brackets and (capitals or (first and len(places) <= 2))
    if strong or bare or (colon and capitals and first):
        return Span(places[0].start, places[-1].end), date, credit
    return None


def _bracketed(head: str, words: CleaningWords) -> tuple[Span | None, bool, int]:
    """Return the agency in brackets or slashes, whether there are any, and where they start (-1: in the middle)."""
    credit, end = None, len(head)
    for found in _BRACKETS.finditer(head):
        if head[found.end() :].strip(" ."):
            return None, True, -1
        group = "round" if found["round"] else "slashes"
        if is_agency(found[group], words) or any(is_agency(word, words) for word in found[group].split()):
            credit = Span(*found.span(group))
        end = found.start()
    return credit, end < len(head), end


def _bare_agency(head: str, words: CleaningWords) -> tuple[Span | None, int]:
    """Return the agency that ends the text without brackets ("Kyiv CNN"), and where it starts."""
    start = head.rfind(" ") + 1
    if head[start:].isupper() and is_agency(head[start:], words):
        return Span(start, len(head)), start
    return None, len(head)


def _places_and_date(text: str, words: CleaningWords) -> tuple[list[Span], Span | None]:
    """Return the parts between commas that are places, and the span of those behind them that are a date."""
    places: list[Span] = []
    date, position = None, 0
    for piece in re.split(r"([,.](?: |$))", text):
        if piece.strip(" ,."):
            part = Span(position + len(piece) - len(piece.lstrip()), position + len(piece.rstrip()))
            if _is_date(text[part.start : part.end], words):
                date = Span(date.start if date else part.start, part.end)
            elif date is None:
                places.append(part)
            else:
                return [], None
        position += len(piece)
    return places, date


def _place_shape(head: str, places: list[Span], words: CleaningWords) -> str | None:
    """Return "capitals" or "title" for what can be a place name, None for what cannot."""
    if len(places) > 3:
        return None
    main = head[places[0].start : places[0].end]
    if main.casefold() in words.not_places or is_agency(main, words):
        return None
    for span in places:
        tokens = head[span.start : span.end].split()
        if not tokens or len(tokens) > 4 or any(char.isdigit() for char in head[span.start : span.end]):
            return None
        for token in tokens:
            bare = token.strip(".'/-")
            if not bare or not (
                bare[0].isupper() or bare.casefold() in words.particles or bare in ("of", "and", "upon")
            ):
                return None
    letters = [char for char in main if char.isalpha()]
    if len(letters) < 3:
        return None
    return "capitals" if all(char.isupper() for char in letters) else "title"


def _is_date(text: str, words: CleaningWords) -> bool:
    tokens = [token.strip(".,").casefold() for token in text.split()]
    named = [token in words.months or token in words.weekdays for token in tokens]
    known = [name or token.isdigit() for name, token in zip(named, tokens, strict=True)]
    return 0 < len(tokens) <= 4 and all(known) and (any(named) or tokens[0].isdigit())
