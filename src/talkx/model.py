"""Every type that stages share, frozen; the record types follow the record contract field by field.

Conventions:

- Inside the pipeline a span counts code points of the *cleaned* text; `talkx.record` moves every span to the raw
  text, which is what a written record holds. Both are half-open.
- A field without default is always written. A field with a default is left out of the record when it holds it.
- A trailing underscore (`from_`) is not part of the written key (`from`).
- Types know nothing of YAML, spaCy or files.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

SCHEMA = "talkx/1"


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Return whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether `other` lies inside this range."""
        return self.start <= other.start and other.end <= self.end


# --------------------------------------------------------------------------------------------------------------- input


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from. `sha256` is of the file's bytes, for JSON lines of the text's UTF-8 bytes."""

    path: str
    sha256: str
    media_type: str
    encoding: str
    characters: int
    line: int | None = None
    title: str | None = None
    url: str | None = None
    extra: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: raw text, what its container says of it, and what reading it had to guess (`notes`)."""

    id: str
    text: str
    source: Source
    title: str | None = None
    published: str | None = None
    notes: tuple[Note, ...] = ()


# ------------------------------------------------------------------------------------------------------------ cleaning

SegmentKind = Literal[
    "headline", "standfirst", "byline", "credit", "dateline", "timestamp", "subhead", "body", "list", "quote"
]
PROSE_KINDS: frozenset[str] = frozenset({"headline", "standfirst", "dateline", "subhead", "body", "list", "quote"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the cleaned text that is one unit of prose (a paragraph, a headline, a list item, a dateline).

    Segments come in text order, do not overlap, have no white space at their ends, and each is contiguous in the raw
    text, so no sentence or name may cross from one to the next.
    """

    kind: SegmentKind
    span: Span

    @property
    def is_prose(self) -> bool:
        """Return whether actors, venues, dates and figures are read from here (bylines and credits are metadata)."""
        return self.kind in PROSE_KINDS


@dataclass(frozen=True, slots=True)
class Removal:
    """One entry of the ledger: a stretch of the RAW text that was taken out, its kind and the rule that did it."""

    kind: str
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets of the cleaned text to the raw text: runs of kept text as (clean start, raw start), ascending."""

    clean_starts: tuple[int, ...]
    raw_starts: tuple[int, ...]

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset of the clean code point at `offset`."""
        i = bisect_right(self.clean_starts, offset) - 1
        return self.raw_starts[i] + offset - self.clean_starts[i]

    def to_raw(self, span: Span) -> Span:
        """Return the raw span from the first to the last code point of a non-empty clean span."""
        return Span(self.raw_offset(span.start), self.raw_offset(span.end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place, date and agency that open a report: `GENEVA, 3 March (Reuters) -`."""

    place: Located | None
    date: Located | None
    credit: Located | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A publication or update date line of the text (labelled or alone on its line). Offsets are RAW."""

    kind: Literal["published", "updated", "unlabelled", "caption"]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The cleaned text, its segments (clean offsets), the ledger (raw offsets) and the metadata lines found."""

    text: str
    segments: tuple[Segment, ...]
    removed: tuple[Removal, ...]
    offsets: OffsetMap
    title: Located | None = None
    byline: tuple[Located, ...] = ()
    credit: tuple[Located, ...] = ()
    dateline: Dateline | None = None
    stamps: tuple[Stamp, ...] = ()
    language: str | None = None


# --------------------------------------------------------------------------------------------------------------- names

EntityLabel = Literal["PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"]
MentionForm = Literal["full", "short", "title", "acronym", "adjective", "metonym"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """What the text says: a name with its label, and whether grammar reads it as an actor or as a place.

    `state` is the ISO 3166-1 alpha-3 code where the name is a state's, its demonym, or its seat of government.
    `reading` is "actor" for what acts or is acted with, "venue" for where something is, "both" where a state is named
    in a way that fits either ("the war in Ukraine"), "none" for what belongs to neither (an EVENT, a religion).
    `origin` is `model` or `rule:<id>`.
    """

    text: str
    span: Span
    label: EntityLabel
    reading: Literal["actor", "venue", "both", "none"]
    origin: str
    state: str | None = None
    form: MentionForm | None = None


# -------------------------------------------------------------------------------------------------------- record parts


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text names an actor or a venue."""

    text: str
    span: Span
    form: MentionForm | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office or function the text gives to an actor, and the actor id it is held for (`of`)."""

    title: str
    span: Span
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world actor of the article with all its mentions."""

    id: str
    name: str
    type: Literal["person", "state", "organization", "group"]
    country: str | None
    roles: tuple[Role, ...]
    part: Literal["party", "mediator", "source", "other"]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """One place of the article; `role` tells where something happens from what is merely named."""

    id: str
    name: str
    type: Literal["facility", "city", "region", "country", "other"]
    within: tuple[str, ...]
    country: str | None
    lat: Decimal | None
    lon: Decimal | None
    role: Literal["scene", "mentioned"]
    mentions: tuple[Mention, ...]


Basis = Literal["stated", "relative", "inferred", "option", "metadata"]


@dataclass(frozen=True, slots=True)
class DateValue:
    """One time expression with its TIMEX3/EDTF value."""

    id: str
    text: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    precision: str | None = None
    basis: Basis = field(default="stated", metadata={"always": True})
    mod: str | None = None
    from_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date, how it is known and from which dates; text and raw span where it is stated."""

    value: str
    basis: Basis
    from_: tuple[str, ...] = ()
    text: str | None = None
    span: Span | None = None


FigureKind = Literal["count", "money", "percent", "measure", "exchange", "score", "age", "ratio"]
Modifier = Literal["over", "at_least", "under", "at_most", "up_to", "about"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity. Numbers are exact decimals; `values` holds a pair or a range, `low`/`high` a vague amount."""

    id: str
    text: str
    span: Span
    kind: FigureKind
    value: Decimal | None = None
    values: tuple[Decimal | Literal["all"], ...] = ()
    range: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    modifier: Modifier | None = None
    change: Literal["rise", "fall"] | None = None
    of: str | None = None
    of_basis: Literal["inferred"] | None = None
    sides: tuple[str, ...] = ()
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words without their quotation marks; `speaker` is an actor id, or None where the text names none."""

    text: str
    span: Span
    speaker: str | None
    cue: str | None
    kind: Literal["direct", "partial"]


EventType = Literal[
    "talks", "exchange", "agreement", "attack", "statement", "election", "disaster", "trial", "match", "deal", "other"
]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, is planned, proposed, demanded or denied.

    `date` is a calendar value (`from_` names the date entries it came from, or `published`), `place` a venue id,
    `evidence` the stretch of text that says it.
    """

    id: str
    type: EventType
    status: Literal["occurred", "planned", "proposed", "demanded", "denied"]
    date: str | None
    place: str | None
    actors: tuple[str, ...]
    figures: tuple[str, ...]
    evidence: Span
    from_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should look at: an ambiguity, a conflict, a phrase that could not be resolved."""

    item: str
    why: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the article says of itself."""

    title: Located | None
    byline: tuple[Located, ...]
    credit: tuple[Located, ...]
    dateline: Dateline | None
    published: Published | None
    language: str | None
    words: int
    updated: Published | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One article's record, keys in the order of the contract."""

    schema: str
    id: str
    source: Source
    article: ArticleFacts
    boilerplate: tuple[Removal, ...]
    actors: tuple[Actor, ...]
    venues: tuple[Venue, ...]
    dates: tuple[DateValue, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]
    text: str | None = None


# -------------------------------------------------------------------------------------------------------- stage results


@dataclass(frozen=True, slots=True)
class DatesFound:
    """Result of the dates stage, in text order."""

    dates: tuple[DateValue, ...]
    published: Published | None = None
    updated: Published | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorsFound:
    """Result of the actors stage, in order of first mention."""

    actors: tuple[Actor, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class VenuesFound:
    """Result of the venues stage, in order of first mention."""

    venues: tuple[Venue, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresFound:
    """Result of the figures stage, in text order."""

    figures: tuple[Figure, ...]
    notes: tuple[Note, ...] = ()
