"""Reads bylines and agency credits: lines that say who wrote the text, not what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.clean.stamps import has_full_date, is_date_only
from talkx.model import Span

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import CleaningWords

_CUE = re.compile(
    r"(?:(?:story|report|reporting|words|text|texts|article|written|reported|posted|published|compiled|analysis|opinion|"
    r"column|review|interview|commentary|news|features?|guest (?:post|column)|photos and story) {1,3})?"
    r"by(?: ?: ?| {1,3}|(?=(?-i:[A-Z])))|"
    r"(?:authors?|writers?|reporters?|byline|correspondent|journalist)(?: name)?(?: ?[:|] ?| {1,3})",
    re.IGNORECASE,
)
_LONE_CUE = re.compile(
    r"(?:(?:written|story|words|text|commentary|report|analysis|opinion) )?by ?:?|authors? ?:?", re.IGNORECASE
)
_BY_AFTER_DATE = re.compile(r"(?:\d{4}|[ap]\.?m\.?)[ |•·,-]{1,5}by {1,3}(?=(?-i:[A-Z]))", re.IGNORECASE)
_FOOT_CUE = re.compile(
    r"\(?(?:(?:additional |further )?(?:reporting|writing|editing|translation|translated|compiled|edited|written|"
    r"fact[ -]checked|reviewed|medically reviewed) (?:and (?:writing|editing|reporting) )?by|"
    r"with (?:additional )?(?:reporting|files|inputs?|agencies|contributions?) (?:by|from)) ",
    re.IGNORECASE,
)
_FOOT_SENTENCE = re.compile(
    r"[^.]{2,90}(?:[A-Z]\.[^.]{0,60})? contributed (?:to this|reporting)[^.]{0,60}\.?|"
    r"(?-i:[A-Z][\w'-]+)(?:(?:,| and|, and)? (?-i:[A-Z][\w'-]+)){0,4} reported from [^.]{3,70}\.?",
    re.IGNORECASE,
)
# Where names end: at a bar, a date, a handle, a place ("in Paris"), a job glued to the name ("DoeStaff writer").
_REST = re.compile(
    r" ?\|| ?[•·/@(<]| -{1,2} |(?<!and) {2,}(?!and )|\d|,? (?:in|for|of|on|at|via|with|is|was|has) |"
    r"\b(?:published|updated|posted|last updated)\b|archive page|long read|"
    r"(?<=[a-z ])(?=(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d)|"
    r"(?<=(?-i:[a-z]))(?=(?-i:Published|Updated|Posted|Writer|Reporter|Editor|Correspondent|Contributor|Staff|Senior|"
    r"Assistant|Political|Showbiz|Business|Sports))|"
    r"\.(?= |$)(?<!\b[A-Z]\.)(?<!(?:Dr|Jr|Sr|Mr|St|Ms)\.)(?<!Mrs\.)",
    re.IGNORECASE,
)
_MONTH_AND_DAY = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2},? \d{4}")
_SPLIT = re.compile(r"(?:, and |, & | and | & |, |; | et | y )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who a line credits: spans of names and of agencies, in the offsets of the text the line stands in."""

    names: tuple[Span, ...] = ()
    agencies: tuple[Span, ...] = ()
    has_cue: bool = False  # "By" or the like says that they wrote

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
        bare = token.strip(".,")
        if bare.casefold() in words.particles and 0 < i < len(tokens) - 1:
            continue
        letters = bare.replace("-", "").replace("'", "").replace(".", "")
        if not bare or not bare[0].isupper() or not letters.isalpha() or bare.endswith(("'s", "'")):
            return False
        if bare.casefold() in words.not_names or bare.casefold() in words.agencies:
            return False
        full += len(bare) >= 2
    return full >= 1 and len(tokens[-1].strip(".")) >= 2


def _may_stand_alone(text: str, words: CleaningWords) -> bool:
    """Return whether a name is likely without a cue: two or three words, not in capitals, none of them a job's."""
    tokens = [token for token in text.split() if token.casefold() not in words.particles and len(token.strip(".")) > 1]
    return (
        2 <= len(tokens) <= 3
        and not text.isupper()
        and not any(token.casefold() in words.job_words for token in tokens)
    )


def is_agency(text: str, words: CleaningWords) -> bool:
    """Return whether the text is the name of a news agency or outlet of the list, or several of them."""
    parts = [part.strip(" ().:-[]").casefold() for part in re.split(r"[,/&|;+]| and ", text[:120])]
    return bool(parts) and all(part in words.agencies or part in words.outlets for part in parts)


def cued_credits(line: Line, words: CleaningWords) -> Credits | None:
    """Return whom a line credits that starts with "By", "Written by", "Author:", or has "by" behind a date, or None."""
    text, base = line.unmarked
    if len(text) > 220:
        return None
    cue = _CUE.match(text) or (_BY_AFTER_DATE.search(text) if line.words <= 16 else None)
    return (_credits(text, cue.end(), base, words) or None) if cue else None


def credits_before(line: Line, end: int, words: CleaningWords) -> Credits | None:
    """Return whom a line credits before the text offset `end`, where a date stamp begins ("By X | Updated: ...")."""
    text, base = line.unmarked
    text = text[: end - base].rstrip(" |,;-•·/")
    cue = _CUE.match(text)
    return _credits(text, cue.end() if cue else 0, base, words, lone=cue is None) or None


def is_lone_cue(line: Line) -> bool:
    """Return whether the line is nothing but "By" or "Written by": the name stands on the next."""
    return _LONE_CUE.fullmatch(line.plain) is not None


def lone_credits(line: Line, words: CleaningWords) -> Credits | None:
    """Return whom a line credits that is nothing but names (with a job or an agency behind them), or None."""
    text, base = line.unmarked
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


def foot_credits(line: Line, words: CleaningWords) -> Credits | None:
    """Return whom the foot of a report credits ("Reporting by X; Editing by Y"); empty where it names no reporter.

    None where the line is no such foot.
    """
    text, base = line.unmarked
    if len(text) > 260 or line.words > 40:
        return None
    if _FOOT_SENTENCE.fullmatch(text):
        return Credits()
    found = _FOOT_CUE.match(text)
    if found is None:
        return None
    credited = _credits(text.split(";")[0], found.end(), base, words)
    if not credited and "agencies" not in text:
        return None
    return credited if text.lstrip("(").casefold().startswith("reporting") else Credits()


def _credits(text: str, start: int, base: int, words: CleaningWords, *, lone: bool = False) -> Credits:
    """Read names and agencies from `start` on, up to what no longer is one; nothing where the first is none.

    Without a cue (`lone`) all that stands on the line must be names, agencies, jobs, a place or a date.
    """
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
        elif is_person_name(piece, words) and not (lone and not _may_stand_alone(piece, words)):
            names.append(span)
        elif (lone and not _is_job(piece, words)) or (not names and not agencies):
            return Credits()
        position = following
    if lone and stop and not _tail_is_metadata(text[stop.start() :], words):
        return Credits()
    return Credits(tuple(names), tuple(agencies), has_cue=not lone)


def _is_job(piece: str, words: CleaningWords) -> bool:
    tokens = piece.casefold().split()
    is_site = len(tokens) == 1 and tokens[0].endswith((".com", ".org", ".net", ".co.uk"))
    return is_site or (any(token.strip(".") in words.job_words for token in tokens) and len(tokens) <= 6)


def _tail_is_metadata(tail: str, words: CleaningWords) -> bool:
    """Return whether what follows a lone name is a date, an agency, a job or a place ("in London")."""
    rest = re.sub(r"^[\s|•·/(<,-]+", "", tail).strip(" )>")
    return (
        not rest
        or rest.startswith("@")
        or is_agency(rest, words)
        or _is_job(rest, words)
        or is_date_only(rest, words)
        or (has_full_date(rest, words) and len(rest.split()) <= 8)
        or _MONTH_AND_DAY.match(rest) is not None
        or re.fullmatch(r"in [A-Z][\w.'-]+(?: [A-Z][\w.'-]+)?(?:,? and [A-Z][\w.'-]+)?", rest) is not None
    )
