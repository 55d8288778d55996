"""Dates: a grammar finds time expressions, the calendar gives the year, a resolver gives each its value.

`find_dates` is the stage; `talkx.dates.tagger.tag_times` is the same on plain text without spaCy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkx.dates.publication import Publication, find_publication
from talkx.dates.tagger import resolve_scan, scan
from talkx.dates.unknown_year import resolve_in_unknown_year
from talkx.model import DatesFound, DateValue, Note, Published

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from talkx.dates.expressions import Timex
    from talkx.dates.state import Style
    from talkx.model import Basis, CleanArticle
    from talkx.resources.calendar import Calendar

_NAME_LABELS = frozenset(("PERSON", "ORG", "FAC", "EVENT"))
_WHOLE_DAY = re.compile(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}")


def find_dates(
    doc: Doc,
    clean: CleanArticle,
    calendar: Calendar,
    *,
    published: str | None = None,
    reference: str | None = None,
    style: Style = "news",
) -> DatesFound:
    """Return the time expressions of the prose with their values, and the publication date with its basis.

    `doc` gives tags and names where the annotator ran; `published` is what the container says, `reference` the user's
    own date; both ISO dates or fuller. A part of a value that nothing tells stays unknown and gets a note. `style` is
    `narrative` for texts that tell of the past: a date counts from the one before it, and no publication is inferred.
    """
    tags = {token.idx: token.tag_ for token in doc if token.tag_}
    names = sorted((ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _NAME_LABELS)
    prose = [segment.span for segment in clean.segments if segment.is_prose]
    found = scan(clean.text, calendar, prose, names)
    publication = Publication(None, None, None)
    if style == "news" or published or reference:
        publication = find_publication(found, clean, calendar, tags, published=published, reference=reference)
    timexes = resolve_scan(
        found,
        calendar,
        publication.reference,
        tags=tags,
        style=style,
        years=publication.years,
        year_sources=publication.year_sources,
    )
    if publication.stand_ins:
        timexes = resolve_in_unknown_year(found, calendar, publication.stand_ins, timexes, tags)
    ids: dict[int, str] = {}
    for position, timex in enumerate(timexes):
        if not timex.weak:
            ids[position] = f"date-{len(ids) + 1}"
    dates = tuple(
        _date_value(clean.text, timex, ids[position], ids, publication.sources)
        for position, timex in enumerate(timexes)
        if position in ids
    )
    notes = (*publication.notes, *_open_values(clean.text, timexes, ids))
    return DatesFound(dates, _with_sources(publication, ids), publication.updated, notes)


def _date_value(text: str, timex: Timex, id_: str, ids: dict[int, str], known_from: tuple[int, ...]) -> DateValue:
    """Return the record's entry; a date that counts from an inferred day of publication names that day's sources."""
    used = timex.sources or (known_from if timex.basis != "stated" else ())
    sources = tuple(ids[source] for source in used if source in ids and ids[source] != id_)
    basis: Basis = timex.basis
    return DateValue(
        id_,
        text[timex.span.start : timex.span.end],
        timex.span,
        timex.type,
        timex.value,
        timex.precision,
        basis,
        timex.mod,
        tuple(dict.fromkeys(sources)),
    )


def _with_sources(publication: Publication, ids: dict[int, str]) -> Published | None:
    entry = publication.published
    if entry is None or not publication.sources:
        return entry
    sources = tuple(ids[source] for source in publication.sources if source in ids)
    return Published(entry.value, entry.basis, sources, entry.text, entry.span)


def _open_values(text: str, timexes: list[Timex], ids: dict[int, str]) -> list[Note]:
    """Return one note for each wording that keeps an unknown part, with the readings that stay possible.

    The note is of the first entry so worded and counts the others, so that a repeated date does not flood the record.
    """
    found: dict[str, list[str]] = {}
    for position, timex in enumerate(timexes):
        if position not in ids:
            continue
        surface = text[timex.span.start : timex.span.end]
        if timex.readings:
            why = f'"{surface}" can be {" or ".join(timex.readings)}'
        elif timex.value.startswith("XXXX-") and timex.type in ("DATE", "TIME"):
            of = "its year is not known" if _WHOLE_DAY.match(timex.value) else "the article's date is not known"
            why = f'"{surface}": {of}'
        else:
            continue
        found.setdefault(why, []).append(ids[position])
    more = {why: f" (also {len(group) - 1} more)" if len(group) > 1 else "" for why, group in found.items()}
    return [Note(group[0], why + more[why]) for why, group in found.items()]
