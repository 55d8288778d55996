"""Reads bylines, agency credits and date stamps: lines that say who wrote the text and when, not what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from talkx.model import Span

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import CleaningWords

_CUE = re.compile(
    r"(?:(?:story|report|reporting|words|text|texts|article|written|reported|posted|published|compiled|analysis|opinion|"
    r"column|review|interview|commentary|an? \w{3,12}) )?by(?: ?: ?| {1,3}|(?=(?-i:[A-Z])))|"
    r"(?:authors?|writers?|reporters?|byline|correspondent|journalist)(?: name)?(?: ?[:|] ?| {1,3})",
    re.IGNORECASE,
)
_LONE_CUES = frozenset({"by", "written by", "author", "authors", "story by", "words by", "text by"})
_FOOT = re.compile(
    r"\(?(?:(?:additional |further )?(?:reporting|writing|editing|translation|translated|compiled|edited|written|"
    r"fact[ -]checked|reviewed|medically reviewed) (?:and (?:writing|editing|reporting) )?by|"
    r"with (?:additional )?(?:reporting|files|inputs?|agencies|contributions?) (?:by|from)|"
    r"[^.]{2,90} contributed (?:to this|reporting)|[\w .,'-]{3,70} reported from)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r" ?\|| ?[•·/@(<]| -{1,2} | {3,}|\d|,? (?:in|for|of|on|at|via|with|is|was|has) |"
    r"\b(?:published|updated|posted|last updated)\b|"
    r"(?<=[a-z])(?=(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d)|"
    r"\.(?= |$)(?<!\b[A-Z]\.)(?<!(?:Dr|Jr|Sr|Mr|St|Ms)\.)(?<!Mrs\.)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?:, and |, & | and | & |, |; | et | y )", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Credits:
    """Who a line credits: spans of names and of agencies, in the offsets of the text the line stands in."""

    names: tuple[Span, ...] = ()
    agencies: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the line credits anyone."""
        return bool(self.names or self.agencies)


def is_person_name(text: str, words: CleaningWords) -> bool:
    """Return whether the text has the shape of a person's full name and no word that names never hold."""
    tokens = text.split()
    if not 2 <= len(tokens) <= 5 or len(text) > 48:
        return False
    full = 0
    for i, token in enumerate(tokens):
        bare = token.strip(".,'")
        if bare.casefold() in words.particles and 0 < i < len(tokens) - 1:
            continue
        if not bare or not bare[0].isupper() or not bare.replace("-", "").replace("'", "").replace(".", "").isalpha():
            return False
        if bare.casefold() in words.not_names or bare.casefold() in words.agencies:
            return False
        full += len(bare) >= 2
    return full >= 1 and len(tokens[-1].strip(".")) >= 2


def is_agency(text: str, words: CleaningWords) -> bool:
    """Return whether the text is the name of a news agency or outlet of the list, or several of them."""
    parts = [part.strip(" ().:-[]").casefold() for part in re.split(r"[,/&|;+]| and ", text[:120])]
    return bool(parts) and all(part in words.agencies or part in words.outlets for part in parts)


def cued_credits(line: Line, words: CleaningWords) -> Credits | None:
    """Return whom a line credits that starts with "By", "Written by", "Author:", or None."""
    text, base = _body(line)
    cue = _CUE.match(text)
    if cue is None or len(text) > 220:
        return None
    return _credits(text, cue.end(), base, words) or None


def credits_before(line: Line, end: int, words: CleaningWords) -> Credits | None:
    """Return whom a line credits before the text offset `end`, where a date stamp begins ("By X | Updated: ...")."""
    text, base = _body(line)
    text = text[: end - base].rstrip(" |,;-•·/")
    cue = _CUE.match(text)
    return _credits(text, cue.end() if cue else 0, base, words, lone=cue is None) or None


def is_lone_cue(line: Line) -> bool:
    """Return whether the line is nothing but "By" or "Written by": the name stands on the next."""
    return line.plain.casefold().rstrip(" :") in _LONE_CUES


def lone_credits(line: Line, words: CleaningWords) -> Credits | None:
    """Return whom a line credits that is nothing but names (with a job or an agency behind them), or None."""
    text, base = _body(line)
    if line.words > 14 or len(text) > 110 or text.endswith((",", ":", "?", "!")):
        return None
    if source := re.match(r"(?:source|via|agency|agencies|courtesy(?: of)?) ?: ?", text, re.IGNORECASE):
        inner = text[source.end() :]
        return Credits((), (Span(base + source.end(), base + len(text)),)) if is_agency(inner, words) else None
    if (place := re.search(r", (?=[A-Z][\w' -]{2,24}$)", text)) and is_agency(text[: place.start()], words):
        return Credits((), (Span(base, base + place.start()),))
    if is_agency(text, words):
        core = text.strip(" ()[].:-")
        start = text.find(core)
        return Credits((), (Span(base + start, base + start + len(core)),)) if core else None
    return _credits(text, 0, base, words, lone=True) or None


def is_credit_foot(line: Line) -> bool:
    """Return whether the line is the foot that names who reported, wrote, edited or translated."""
    return len(line.plain) <= 260 and _FOOT.match(line.plain) is not None


def foot_credits(line: Line, words: CleaningWords) -> Credits:
    """Return the reporters a foot names ("Reporting by X and Y; Editing by Z")."""
    text, base = _body(line)
    found = re.match(r"\(?reporting (?:and writing )?by ", text, re.IGNORECASE)
    return _credits(text.split(";")[0], found.end(), base, words) if found else Credits()


def _body(line: Line) -> tuple[str, int]:
    offset = line.body.start - line.span.start
    return line.folded[offset : line.body.end - line.span.start], line.body.start


def _credits(text: str, start: int, base: int, words: CleaningWords, *, lone: bool = False) -> Credits:
    """Read names and agencies from `start` on, up to what no longer is one; nothing where the first is none."""
    stop = _REST.search(text, start + 1)
    end = stop.start() if stop else len(text)
    names, agencies, position = [], [], start
    pieces = [*((found.start(), found.end()) for found in _SPLIT.finditer(text, start, end)), (end, end)]
    for piece_end, following in pieces:
        raw = text[position:piece_end]
        left = position + len(raw) - len(raw.lstrip(" ,:"))
        piece = raw.strip(" ,:")
        span = Span(base + left, base + left + len(piece))
        if is_agency(piece, words):
            agencies.append(span)
        elif is_person_name(piece, words):
            names.append(span)
        elif (lone and not _is_job(piece, words)) or (not names and not agencies):
            return Credits()
        position = following
    if lone and stop and not _tail_is_metadata(text[stop.start() :], words):
        return Credits()
    return Credits(tuple(names), tuple(agencies))


def _is_job(piece: str, words: CleaningWords) -> bool:
    tokens = piece.casefold().split()
    return bool(tokens) and any(token in words.job_words for token in tokens) and len(tokens) <= 6


def _tail_is_metadata(tail: str, words: CleaningWords) -> bool:
    """Return whether what follows a lone name is a date, an agency, a job or a place ("in London")."""
    rest = re.sub(r"^[\s|•·/(<,-]+", "", tail).strip(" )>")
    return (
        not rest
        or rest.startswith("@")
        or is_agency(rest, words)
        or _is_job(rest, words)
        or is_date_only(rest, words)
        or re.fullmatch(r"in [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?(?:,? and [A-Z][\w.'-]+)?", rest) is not None
    )


# --------------------------------------------------------------------------------------------------------------- stamps


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


def stamp_parts(
    line: Line, words: CleaningWords
) -> list[tuple[Literal["published", "updated", "unlabelled"], Span]] | None:
    """Return the date stamps a line is made of, or None where it is no stamp line.

    Labelled ("Updated 3 June 2024, 10:00"), two on one line, or a date with nothing else. Offsets are the text's.
    """
    text, base = _body(line)
    if len(text) > 160 or line.words > 24:
        return None
    marks = [found for found in _LABEL.finditer(text) if found.start() == 0 or not text[found.start() - 1].isalnum()]
    parts: list[tuple[Literal["published", "updated", "unlabelled"], Span]] = []
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
