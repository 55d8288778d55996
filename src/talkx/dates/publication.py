"""When the article was published: from the option, the container, a date line of the text, or its dates together."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talkx.dates.dateline import copyright_year, dateline_date, report_weekday
from talkx.dates.expressions import CalendarDay, Foreign, TimeOfDay
from talkx.dates.points import Point
from talkx.dates.solve import Solution, solve
from talkx.dates.tagger import day_order, scan
from talkx.model import Note, Published, Span

if TYPE_CHECKING:
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Tags
    from talkx.model import CleanArticle, Stamp
    from talkx.resources.calendar import Calendar

# Captions of pictures taken long before carry dates that say nothing of the article.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
# Pages show a date twice, for readers and for machines: "3 Jul 20243 Jul 2024".
_GLUED = re.compile(r"[A-Za-z][ ,.]{1,3}(?:[0-9]{1,2},? )?(?:19|20)[0-9]{2}(?=[0-9]{1,2}[ /.-]|[A-Z])")
_ARCHIVE_WORDS = ("file", "archive", "archival", "undated")


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of the publication: the record's entries, the reference day, and years for dates without one.

    `stand_ins` are days in years that stand in for an unknown one, where day and month of publication are known.
    """

    published: Published | None
    updated: Published | None
    reference: dt.date | None
    years: tuple[int, ...] = ()
    year_sources: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    stand_ins: tuple[dt.date, ...] = ()


def find_publication(
    found: Scan, clean: CleanArticle, calendar: Calendar, tags: Tags, *, published: str | None, reference: str | None
) -> Publication:
    """Return the publication date by the order option, container, date line, dateline, calendar; never a guess."""
    option = _iso_day(reference)
    container = _iso_day(published)
    order = day_order(found)
    stated = _stated(clean, calendar, ("published",), order) or _stated(clean, calendar, ("unlabelled",), order)
    updated = _stated(clean, calendar, ("updated",), order)
    notes: list[Note] = []
    entry: Published | None = None
    if container is not None:
        if stated is not None and stated.value == container.isoformat():
            entry = stated
        else:
            entry = Published(container.isoformat(), "metadata")
            if stated is not None:
                notes.append(Note("published", f"the container says {entry.value}, the text says {stated.value}"))
    elif stated is not None:
        entry = stated
    elif updated is not None:
        entry = replace(updated)
    if entry is None and option is not None and reference is not None:
        entry = Published(option.isoformat(), "option")
    day = option or (dt.date.fromisoformat(entry.value) if entry is not None else None)
    if day is not None:
        return Publication(entry, updated, day, notes=tuple(notes))
    month = _iso_month(published) or _iso_month(reference)
    inferred = _open_stamp(found, clean, calendar, tags) or _inferred(found, clean, calendar, tags)
    if month is not None:
        basis = "metadata" if _iso_month(published) else "option"
        entry = Published(month, "metadata" if basis == "metadata" else "option")
        return Publication(entry, None, None, (int(month[:4]),))
    return inferred


def _iso_day(value: str | None) -> dt.date | None:
    """Return the day of `2025-06-02` or of a fuller form, or None where it is no such thing."""
    try:
        day = dt.date.fromisoformat(value.strip()[:10]) if value else None
    except ValueError:
        return None
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _iso_month(value: str | None) -> str | None:
    """Return `2025-06` or `2025` where the value says no more."""
    text = (value or "").strip()
    head, _, tail = text.partition("-")
    year = len(head) == 4 and head.isascii() and head.isdigit() and head != "0000"
    month = not tail or (len(tail) == 2 and tail.isascii() and tail.isdigit() and 1 <= int(tail) <= 12)
    return text if year and month else None


def _stated(clean: CleanArticle, calendar: Calendar, kinds: tuple[str, ...], order: bool | None) -> Published | None:
    """Return the first stamp of these kinds that gives a whole date; `order` as in `read_stamp`."""
    for stamp in clean.stamps:
        if _kind(stamp) in kinds and (read := read_stamp(stamp.text, calendar, order)) is not None:
            return Published(read[0].isoformat(), "stated", (), stamp.text, stamp.span)
    return None


def _kind(stamp: Stamp) -> str:
    """Return a stamp's kind; one without label that says it is of an update is one: `PUNE: Updated May 3, 2024`."""
    words = {word.strip(".,:;|()") for word in stamp.text.lower().split()}
    if stamp.kind == "unlabelled" and words & _UPDATED and not words & _PUBLISHED:
        return "updated"
    return stamp.kind


_UPDATED = frozenset(("updated", "update", "modified", "edited", "revised"))
_PUBLISHED = frozenset(("published", "posted", "issued", "first"))


def read_stamp(text: str, calendar: Calendar, month_first: bool | None = None) -> tuple[dt.date, Span] | None:
    """Return the whole date that the text of a stamp gives and its span there.

    `month_first` is the order of `2/6/2025` where the article's other dates show it; a weekday beside it decides too.
    """
    glued = _GLUED.search(text)
    found = scan(text[: glued.end()] if glued else text, calendar)
    for expression in found.expressions:
        meaning = expression.meaning.base if isinstance(expression.meaning, TimeOfDay) else expression.meaning
        if isinstance(meaning, Foreign):
            days = _agreeing(meaning, found.stretches[expression.stretch].low, calendar, month_first)
        elif isinstance(meaning, CalendarDay) and None not in (meaning.year, meaning.month, meaning.day):
            days = _real_days(((meaning.year or 1, meaning.month or 1, meaning.day or 1),))
        else:
            continue
        if len(days) == 1:
            return days[0], expression.span
    return None


def _agreeing(meaning: Foreign, words: list[str], calendar: Calendar, month_first: bool | None) -> list[dt.date]:
    """Return the readings of a numeric date that the weekday beside it or the article's order of dates allows."""
    days = _real_days(meaning.readings)
    weekday = next((calendar.weekdays[word] for word in words if word in calendar.weekdays), None)
    if weekday is not None:
        return [day for day in days if day.isoweekday() == weekday]
    if len(days) == 2 and month_first is not None:
        return days[1:] if month_first else days[:1]
    return days


def _open_stamp(found: Scan, clean: CleanArticle, calendar: Calendar, tags: Tags) -> Publication | None:
    """Return what a date line in digits gives that both orders fit: the day of the report's weekday, else the year."""
    for stamp in clean.stamps:
        foreign = next(
            (e.meaning for e in scan(stamp.text, calendar).expressions if isinstance(e.meaning, Foreign)), None
        )
        if stamp.kind == "caption" or foreign is None or len(days := _real_days(foreign.readings)) != 2:
            continue
        report = report_weekday(found, calendar, tags)
        shown = f'"{stamp.text}" can be {days[0]} or {days[1]}'
        for lag in range(2) if report is not None else ():
            fitting = [day for day in days if report is not None and (day.isoweekday() - report[0]) % 7 == lag]
            if len(fitting) == 1 and report is not None:
                entry = Published(fitting[0].isoformat(), "inferred", (), stamp.text, stamp.span)
                note = Note("published", f"{shown}; its weekday is that of the report")
                return Publication(entry, None, fitting[0], sources=(report[1],), notes=(note,))
        return Publication(None, None, None, (days[0].year,), notes=(Note("published", shown),))
    return None


def _real_days(readings: tuple[tuple[int, int, int], ...]) -> list[dt.date]:
    """Return the readings that the calendar has."""
    points = (Point("day", *reading).bounds() for reading in readings)
    return [bounds[0] for bounds in points if bounds is not None]


def _caption_day(clean: CleanArticle, calendar: Calendar) -> tuple[dt.date, Stamp, Span] | None:
    """Return the latest whole date of a caption that is of no archive picture."""
    best: tuple[dt.date, Stamp, Span] | None = None
    for stamp in clean.stamps:
        if stamp.kind != "caption":
            continue
        words = stamp.text.lower().split()
        if any(word.strip(".,:;()") in _ARCHIVE_WORDS for word in words):
            continue
        read = read_stamp(stamp.text, calendar)
        if read is not None and (best is None or read[0] > best[0]):
            best = (read[0], stamp, read[1])
    return best


def _inferred(found: Scan, clean: CleanArticle, calendar: Calendar, tags: Tags) -> Publication:
    """Return what captions, dateline and the calendar give together."""
    solution = solve(found, calendar, tags, dateline_date(clean, calendar), copyright_year(clean))
    caption = _caption_day(clean, calendar)
    if solution.day is None and caption is not None and _caption_fits(caption[0], solution):
        day, stamp, inner = caption
        span = Span(stamp.span.start + inner.start, stamp.span.start + inner.end)
        text = stamp.text[inner.start : inner.end]
        entry = Published(day.isoformat(), "inferred", (), text, span)
        note = Note("published", f'not stated in the text; inferred from the caption "{text}"')
        return Publication(entry, None, day, notes=(note,))
    if solution.day is not None:
        note = Note("published", f"not stated in the text; inferred: {solution.why}")
        entry = Published(solution.day.isoformat(), "inferred")
        return Publication(entry, None, solution.day, solution.years, solution.year_sources, solution.sources, (note,))
    if solution.month is not None:
        note = Note("published", f"not stated in the text; inferred: {solution.why}")
        entry = Published(solution.month.text(), "inferred")
        return Publication(entry, None, None, solution.years, solution.year_sources, solution.sources, (note,))
    if not solution.stand_ins:
        return Publication(None, None, None, solution.years, solution.year_sources)
    why = f"the year of the dateline is not known: {solution.why}"
    if solution.years:
        why += f" ({', '.join(str(year) for year in solution.years)})"
    return Publication(
        None, None, None, solution.years, solution.year_sources, (), (Note("published", why),), solution.stand_ins
    )


def _caption_fits(day: dt.date, solution: Solution) -> bool:
    """Return whether publication on a caption's day contradicts none of the dates of the text."""
    return (not solution.years or day.year in solution.years) and solution.window.holds(day)
