"""spaCy components: `talkx_dates` and `talkx_figures` add dates and quantities with their values to any English Doc.

spaCy finds both by their entry points, so `nlp.add_pipe("talkx_dates")` needs no import of talkx. The spans stand in
`doc.spans`, labelled with their type or kind; their ids (`date-1`) are the keys of `doc.user_data["talkx_dates"]` and
`doc.user_data["talkx_figures"]`, which hold what a record holds, as strings, lists and booleans that `Doc.to_bytes` and
`DocBin` can write. `span._.talkx` reads it from there as a `DateValue` or a `Figure`.
"""

# Annotations are kept as values here: spaCy checks a component's configuration against them.

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from talkx.dates import find_dates
from talkx.errors import SettingsError
from talkx.figures import find_figures
from talkx.model import CleanArticle, DateValue, Figure, OffsetMap, Segment, Span
from talkx.resources.calendar import Calendar, load_calendar
from talkx.resources.units import Units, load_units
from talkx.write.numbers import number_text
from talkx.write.plain import to_plain

DATES, FIGURES = "talkx_dates", "talkx_figures"
Style = Literal["news", "narrative"]


class DatesComponent:
    """Sets `doc.spans[spans_key]` to the time expressions of a Doc, and their values as data of these spans.

    `reference` is the day (YYYY-MM-DD) that relative dates count from; without one the calendar gives what it can.
    `style` is `narrative` for texts that tell of the past, where a date counts from the one before it.
    Raises `SettingsError` for a reference that is no day.
    """

    def __init__(self, reference: str | None = None, style: Style = "news", spans_key: str = "dates") -> None:
        self.reference = None if reference is None else _day(reference)
        self.style = style
        self.spans_key = spans_key

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as the configuration alone: `nlp.pipe(n_process=2)`."""
        return DatesComponent, (self.reference, self.style, self.spans_key)

    @cached_property
    def calendar(self) -> Calendar:
        """The vocabulary of time, loaded when the first Doc comes."""
        return load_calendar()

    def find(self, doc: Doc, article: CleanArticle) -> tuple[DateValue, ...]:
        """Return the dates of a Doc in text order."""
        return find_dates(doc, article, self.calendar, reference=self.reference, style=self.style).dates

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its dates."""
        dates = self.find(doc, _article(doc))
        _set_spans(doc, self.spans_key, [(date, date.type) for date in dates])
        doc.user_data[DATES] = {date.id: _as_data(date) for date in dates}
        return doc


class FiguresComponent:
    """Sets `doc.spans[spans_key]` to the quantities of a Doc, and their values as data of these spans.

    No figure stands inside a date: those that `talkx_dates` has found, else those found here for this alone, for which
    `reference` and `style` are as there. Raises `SettingsError` for a reference that is no day.
    """

    def __init__(self, reference: str | None = None, style: Style = "news", spans_key: str = "figures") -> None:
        self.dates = DatesComponent(reference, style)
        self.spans_key = spans_key

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as the configuration alone."""
        return FiguresComponent, (self.dates.reference, self.dates.style, self.spans_key)

    @cached_property
    def units(self) -> Units:
        """The vocabulary of numbers and units, loaded when the first Doc comes."""
        return load_units()

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its figures."""
        article = _article(doc)
        known = doc.user_data.get(DATES)
        dates = self.dates.find(doc, article) if known is None else tuple(map(_date, known.values()))
        figures = find_figures(doc, article, self.units, dates=dates, actors=()).figures
        _set_spans(doc, self.spans_key, [(figure, figure.kind) for figure in figures])
        doc.user_data[FIGURES] = {figure.id: _as_data(figure) for figure in figures}
        return doc


@Language.factory(
    DATES, assigns=["doc.spans"], default_config={"reference": None, "style": "news", "spans_key": "dates"}
)
def create_dates(nlp: Language, name: str, reference: str | None, style: Style, spans_key: str) -> DatesComponent:  # noqa: ARG001 - spaCy's signature
    """Return the component that `nlp.add_pipe("talkx_dates")` adds."""
    return DatesComponent(reference, style, spans_key)


@Language.factory(
    FIGURES, assigns=["doc.spans"], default_config={"reference": None, "style": "news", "spans_key": "figures"}
)
def create_figures(nlp: Language, name: str, reference: str | None, style: Style, spans_key: str) -> FiguresComponent:  # noqa: ARG001 - spaCy's signature
    """Return the component that `nlp.add_pipe("talkx_figures")` adds."""
    return FiguresComponent(reference, style, spans_key)


def value_of(span: DocSpan) -> DateValue | Figure | None:
    """Return the value of a date or figure span; None for any other span. `span._.talkx` is the same."""
    data = span.doc.user_data.get(DATES, {}).get(span.id_)
    if data is not None:
        date = _date(data)
        return date if _holds(span, date.span) else None
    data = span.doc.user_data.get(FIGURES, {}).get(span.id_)
    if data is None:
        return None
    figure = _figure(data)
    return figure if _holds(span, figure.span) else None


def _holds(span: DocSpan, exact: Span) -> bool:
    return Span(span.start_char, span.end_char).contains(exact)


if not DocSpan.has_extension("talkx"):
    DocSpan.set_extension("talkx", getter=value_of)


def _day(reference: str) -> str:
    """Return a reference that is a day written as `2025-06-02`. Raises `SettingsError`."""
    try:
        written = dt.date.fromisoformat(reference).isoformat()
    except (TypeError, ValueError):
        written = None
    if written != reference:
        raise SettingsError(f"reference is {reference!r}, but has to be a day like 2025-06-02")
    return reference


def _article(doc: Doc) -> CleanArticle:
    """Return a Doc's text as an article whose lines are its paragraphs."""
    text = doc.text
    segments: list[Segment] = []
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = start + len(line) - len(line.lstrip())
            segments.append(Segment("body", Span(first, first + len(bare))))
        start += len(line) + 1
    return CleanArticle(text, tuple(segments), (), OffsetMap((0,), (0,)))


def _set_spans(doc: Doc, key: str, found: list[tuple[Any, str]]) -> None:
    """Set the span group of a Doc; a value that begins or ends inside a token takes the whole token in."""
    spans = [
        doc.char_span(value.span.start, value.span.end, label=label, span_id=value.id, alignment_mode="expand")
        for value, label in found
    ]
    doc.spans[key] = [span for span in spans if span is not None]


def _as_data(value: DateValue | Figure) -> Any:
    """Return a value as a record writes it, its numbers as strings, so that they stay exact."""
    return _without_numbers(to_plain(value))


def _without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_numbers(item) for item in value]
    return number_text(value) if isinstance(value, Decimal) else value


def _date(data: dict[str, Any]) -> DateValue:
    fields = {**data, "span": Span(*data["span"]), "from_": tuple(data.get("from", ()))}
    fields.pop("from", None)
    return DateValue(**fields)


def _figure(data: dict[str, Any]) -> Figure:
    numbers = {key: Decimal(data[key]) for key in ("value", "low", "high", "total") if data.get(key) is not None}
    values = tuple(value if value == "all" else Decimal(value) for value in data.get("values", ()))
    sides = tuple(data.get("sides", ()))
    return Figure(**{**data, **numbers, "span": Span(*data["span"]), "values": values, "sides": sides})
