"""Finds quotation marks of every style and pairs them, paragraph by paragraph, in linear time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talkx.model import Segment, Span

# Opening mark -> marks that may close it. A straight or low mark is closed by whatever closing mark comes.
_CLOSERS = {
    '"': '"”',
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": '”"',
    "«": "»",
    "»": "«",
    "＂": "＂",
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'’",
    "‚": "‘’",
    "‹": "›",
}
_SINGLE = frozenset("‘'‚‹")
_DIRECTED = frozenset("“„‟«「『‹‚")  # an opening mark wherever a word follows
_OPENS_AFTER = frozenset("([{-–—―/:;,>")
_SINGLE_REACH = 1500  # how far a single mark may look for its partner: keeps apostrophes cheap
_ELISIONS = frozenset(["em", "n", "t", "tis", "twas", "til", "till", "cause", "cos", "bout", "round", "ere", "neath"])


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks: `inner` without the marks, `outer` with them, and how they were closed."""

    inner: Span
    outer: Span
    segment: int
    single: bool
    closed: bool
    continues: bool


def find_quoted(text: str, segments: Sequence[Segment]) -> tuple[Quoted, ...]:
    """Return the outermost quotations of every prose segment, in text order.

    A quotation never crosses a paragraph. One that is left open counts where the next paragraph reopens it
    (`continues` on the later piece), or where it opens its paragraph or follows a comma or colon.
    """
    found: list[Quoted] = []
    carried = ""
    for number, segment in enumerate(segments):
        if not segment.is_prose:
            continue
        reopens = _reopens(text, segments, number)
        quoted, carried = _in_segment(text, number, segment.span, carried, reopens)
        found.extend(quoted)
    return tuple(found)


def _reopens(text: str, segments: Sequence[Segment], number: int) -> str:
    """Return the mark that opens the next prose segment, or nothing."""
    for segment in segments[number + 1 : number + 3]:
        if segment.is_prose:
            first = text[segment.span.start]
            return first if first in _CLOSERS and first not in _SINGLE else ""
    return ""


def _in_segment(text: str, number: int, span: Span, carried: str, reopens: str) -> tuple[list[Quoted], str]:
    found: list[Quoted] = []
    i, end = span
    no_single_before = i
    while i < end:
        mark = text[i]
        single = mark in _SINGLE
        if not _opens(text, i, span) or (single and i < no_single_before):
            i += 1
            continue
        close, restart = (_single_close if single else _double_close)(text, i, span)
        continues = i == span.start and carried == mark
        if close is not None:
            inner = _trim(text, i + 1, close)
            if inner is not None:
                found.append(Quoted(inner, Span(i, close + 1), number, single, True, continues))
            i = close + 1
        elif restart is not None:
            i = restart
        elif single:
            no_single_before = min(end, i + _SINGLE_REACH)  # no partner for this one: none for those up to there
            i += 1
        else:
            goes_on = reopens != "" and (reopens == mark or {reopens, mark} <= set('"“”'))
            inner = _trim(text, i + 1, end)
            if inner is not None and (goes_on or _introduced(text, i, span.start)):
                found.append(Quoted(inner, Span(i, end), number, single, False, continues))
            return found, mark if goes_on else ""
    return found, ""


def _opens(text: str, i: int, span: Span) -> bool:
    mark = text[i]
    if mark not in _CLOSERS or i + 1 >= span.end:
        return False
    before = text[i - 1] if i > span.start else " "
    after = text[i + 1]
    if after.isspace() or mark in _DIRECTED:
        return not after.isspace()
    free = before.isspace() or before in _OPENS_AFTER or (before in _CLOSERS and before != mark)
    if mark in "'‘":
        shortened = (mark == "'" and after.isdigit()) or _elided(text, i + 1, span.end)
        return free and not shortened and (after.isalnum() or after in '[“"(….')
    return before.isspace() if mark in "»”" else free or (not before.isalnum() and after.isalnum())


def _elided(text: str, start: int, end: int) -> bool:
    """Return whether a shortened word stands here ('em, 'tis): its apostrophe opens no quotation."""
    stop = start
    while stop < end and stop - start < 6 and text[stop].isalpha():
        stop += 1
    return text[start:stop].casefold() in _ELISIONS


def _closing_place(text: str, i: int, end: int) -> bool:
    return i + 1 >= end or not text[i + 1].isalnum()


def _double_close(text: str, start: int, span: Span) -> tuple[int | None, int | None]:
    """Return where the quotation opened at `start` closes, or where a new one opens before it closed."""
    mark = text[start]
    closers = _CLOSERS[mark]
    directed = mark in "«「『"
    depth = 0
    for i in range(start + 1, span.end):
        char = text[i]
        if directed and char == mark:
            depth += 1
        elif char in closers:
            if directed and depth:
                depth -= 1
                continue
            spaced = text[i - 1].isspace()
            if char == closers[0] and char != '"':
                return i, None
            if not spaced and _closing_place(text, i, span.end) and not _inches(text, i, char):
                return i, None
            if spaced and _closing_place(text, i, span.end):
                return i, None
            if char == '"' and mark == '"' and spaced:
                return None, i
    return None, None


def _inches(text: str, i: int, char: str) -> bool:
    """Return whether a straight mark after a digit measures (6'2") and so closes nothing, here: with feet before it."""
    return char == '"' and text[i - 1].isdigit() and "'" in text[max(0, i - 4) : i]


def _single_close(text: str, start: int, span: Span) -> tuple[int | None, int | None]:
    """Return where a single quotation closes. A mark between letters is an apostrophe; after an s it may be one."""
    closers = "›" if text[start] == "‹" else _CLOSERS[text[start]]
    fallback: int | None = None
    for i in range(start + 1, min(span.end, start + _SINGLE_REACH)):
        char = text[i]
        if char in '"“”«»':
            if char in "”»" or (char == '"' and _closing_place(text, i, span.end)):
                break  # an outer quotation ends here, so this one must have ended before
            continue
        if fallback is not None and char in "'‘" and _opens(text, i, span):
            break
        if char not in closers or text[i - 1].isspace() or not _closing_place(text, i, span.end):
            continue
        ended = text[i - 1] in ".,!?…;)" or i + 1 >= span.end or text[i + 1] in ".,;:!?)—–"
        if ended or text[i - 1] not in "sS":
            return i, None
        if fallback is None:
            fallback = i
    return fallback, None


def _introduced(text: str, i: int, start: int) -> bool:
    before = text[max(start, i - 3) : i].rstrip()
    return before == "" or before[-1] in ",:"


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
