"""Joins mentions of the same real-world event, and keeps two occasions apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from talkx.events.places import MODIFIER, PlaceLink
from talkx.events.triggers import Status
from talkx.model import EventType, Span, Venue

_EARLIER = frozenset({"first", "previous"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh"})
_LATER = _ORDINALS - {"first"} | {"next"}
_REAL = frozenset({"occurred", "planned"})  # a mere idea places no event that is told of elsewhere
_DAY = 10  # characters of a value precise to the day
ANY = "any"  # the family of a mention that fits every event of its type


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of an event with what its sentence links to it."""

    order: int
    type: EventType
    family: str
    noun: bool
    weak: bool
    status: Status
    round: str | None
    lead: int
    segment: int
    date: str | None
    from_: tuple[str, ...]
    place: PlaceLink | None
    actors: tuple[int, ...]
    figures: tuple[int, ...]
    evidence: Span
    speaker: int | None = None
    clause: tuple[int, int] = (0, 0)
    background: bool = False


@dataclass(slots=True)
class Cluster:
    """Mentions of one event, in the order they were joined."""

    mentions: list[Mentioned] = field(default_factory=list)
    date: str | None = None
    family: str = ANY
    places: set[int] = field(default_factory=set)
    rounds: set[str] = field(default_factory=set)
    speakers: set[int | None] = field(default_factory=set)
    segments: dict[int, int] = field(default_factory=dict)
    first: Mentioned | None = None
    filled: int | None = None
    venues: Sequence[Venue] = ()

    def add(self, mention: Mentioned) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        self.date = _finer(self, mention)
        self.family = mention.family if self.family == ANY else self.family
        if mention.place is not None and mention.place.strength >= MODIFIER:
            self.places.add(mention.place.venue)
        if mention.round:
            self.rounds.add(mention.round)
        self.speakers.add(mention.speaker)
        self.segments[mention.segment] = max(mention.order, self.segments.get(mention.segment, -1))
        if self.first is None or mention.order < self.first.order:
            self.first = mention

    @property
    def opening(self) -> Mentioned:
        """Return the mention that comes first in the text."""
        if self.first is None:
            raise ValueError("a cluster without mentions")
        return self.first

    @property
    def place(self) -> int | None:
        """Return the place of the strongest link, the dated or first one where equal, else what was filled in."""
        real = any(mention.status in _REAL for mention in self.mentions)
        placed = [m for m in self.mentions if m.place is not None and (m.date or m.status in _REAL or not real)]
        if not placed:
            return self.filled
        best = min(placed, key=lambda m: (_surety(m.place, dated=m.date is not None and m.lead > 0), m.order))
        return None if best.place is None else self._finer_place(best.place.venue, placed)

    def _finer_place(self, venue: int, placed: Sequence[Mentioned]) -> int:
        """Return the one place inside a country or region that the headline or first paragraph gives a disaster."""
        if self.opening.type != "disaster" or not self.venues or self.venues[venue].type not in {"country", "region"}:
            return venue
        outer = {self.venues[venue].name, self.venues[venue].id}
        inner = {
            m.place.venue
            for m in placed
            if m.place is not None and m.place.strength >= MODIFIER and m.lead < 2
            if outer & set(self.venues[m.place.venue].within)
        }
        return min(inner) if len(inner) == 1 else venue


def _surety(place: PlaceLink | None, *, dated: bool) -> tuple[bool, bool, int]:
    """Return a rank that is the lower, the surer a place is."""
    strength = 0 if place is None else place.strength
    return strength < MODIFIER, not dated, -strength


def _finer(cluster: Cluster, mention: Mentioned) -> str | None:
    """Return the cluster's date with one more mention: a more precise day wins, and the text over the headline."""
    mine, theirs = mention.date, cluster.date
    if mine is None or theirs is None:
        return theirs or mine
    if mine != theirs and mine.startswith(theirs):
        only_headline = all(m.lead == 0 for m in cluster.mentions if m.date and m is not mention)
        return mine if "T" not in mine or only_headline else theirs
    return theirs


def merge(mentions: Sequence[Mentioned], venues: Sequence[Venue]) -> list[Cluster]:
    """Return the events told of, each with all its mentions, in text order.

    Dated mentions come first: same family and compatible date, place and occasion make one event. Undated ones then
    join the event they fit: in the same paragraph the last one told of, else the one the article opens with.
    """
    clusters: list[Cluster] = []
    for mention in sorted(mentions, key=lambda m: (m.date is None, m.order)):
        fitting = [cluster for cluster in clusters if _fits(cluster, mention, venues)]
        home = _home(fitting, mention)
        if home is None:
            home = Cluster(venues=venues)
            clusters.append(home)
        home.add(mention)
    return _without_doubles(sorted(clusters, key=lambda cluster: cluster.opening.order))


def _without_doubles(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return the events without those that only repeat another one's clause and date in other words.

    `exchanged 30 prisoners, freeing nine` is one event, the specific type first, else the one told of first.
    """
    taken: set[tuple[tuple[int, int], str | None]] = set()
    for cluster in clusters:
        if cluster.opening.type not in {"statement", "other"}:
            taken.update((mention.clause, cluster.date) for mention in cluster.mentions)
    kept: list[Cluster] = []
    told: set[tuple[tuple[int, int], str | None, str]] = set()
    for cluster in clusters:
        kind = cluster.opening.type
        keys = [(mention.clause, cluster.date) for mention in cluster.mentions]
        if kind == "other" and all(key in taken for key in keys):
            continue
        if kind in {"other", "disaster"} and all((*key, kind) in told for key in keys):
            continue
        told.update((*key, kind) for key in keys)
        kept.append(cluster)
    return kept


def _home(fitting: Sequence[Cluster], mention: Mentioned) -> Cluster | None:
    if not fitting or mention.date:
        return fitting[0] if fitting else None
    if mention.lead > 0:
        told = [c for c in fitting if c.segments.get(mention.segment, mention.order) < mention.order]
        if told:
            return max(told, key=lambda c: c.segments[mention.segment])
    return min(fitting, key=lambda c: (c.opening.lead, c.opening.order))


def _fits(cluster: Cluster, mention: Mentioned, venues: Sequence[Venue]) -> bool:
    if not _same_family(cluster, mention) or not dates_agree(cluster.date, mention.date):
        return False
    if mention.type == "deal" and (mention.status == "planned") != (cluster.opening.status == "planned"):
        return False  # a deal is struck on one day and closes on another
    if mention.type == "match" and _other_teams(cluster, mention):
        return False
    if mention.date is None and mention.lead < 2 and _is_background(cluster):
        return False  # the news itself is not what the report recalls
    if mention.date is None and (not _rounds_agree(cluster, mention) or _is_past_beside_future(cluster, mention)):
        return False
    return _places_agree(cluster, mention, venues)


def _other_teams(cluster: Cluster, mention: Mentioned) -> bool:
    """Return whether two matches have different sides."""
    sides = [set(m.actors) for m in cluster.mentions if len(m.actors) > 1 and not m.noun]
    return len(mention.actors) > 1 and bool(sides) and all(side.isdisjoint(mention.actors) for side in sides)


def _is_background(cluster: Cluster) -> bool:
    """Return whether an event is only recalled: dated by a month or year, and told of below the first paragraph."""
    coarse = cluster.date is not None and len(cluster.date) < _DAY and not cluster.date.startswith("X")
    return coarse and cluster.opening.lead == 2


def _is_past_beside_future(cluster: Cluster, mention: Mentioned) -> bool:
    """Return whether something that happened, with a place or occasion of its own, meets what is yet to come."""
    if mention.status != "occurred" or any(m.status == "occurred" for m in cluster.mentions):
        return False
    own_place = mention.place is not None and mention.place.strength >= MODIFIER
    own_round = mention.round is not None and mention.round not in cluster.rounds
    return own_round or (own_place and mention.place is not None and mention.place.venue not in cluster.places)


def _same_family(cluster: Cluster, mention: Mentioned) -> bool:
    if cluster.opening.type != mention.type:
        return False
    if mention.type == "statement":
        if mention.speaker is None or None in cluster.speakers:
            return mention.segment in cluster.segments
        return mention.speaker in cluster.speakers
    return cluster.family == mention.family or ANY in {cluster.family, mention.family}


def dates_agree(one: str | None, other: str | None) -> bool:
    """Return whether two calendar values may be one time: equal, or one the more precise form of the other.

    >>> dates_agree("2020-05", "2020-05-16"), dates_agree("2020-05-16TMO", "2020-05-16"), dates_agree("2020", "2021")
    (True, True, False)
    """
    if one is None or other is None:
        return True
    short, long = sorted((one, other), key=len)
    return long == short or (long.startswith(short) and not long[len(short)].isdigit())


def _places_agree(cluster: Cluster, mention: Mentioned, venues: Sequence[Venue]) -> bool:
    mine = mention.place
    if mine is None or mine.strength < MODIFIER or not cluster.places or mine.venue in cluster.places:
        return True
    return any(_nested(venues[mine.venue], venues[other]) for other in sorted(cluster.places))


def _nested(one: Venue, other: Venue) -> bool:
    """Return whether one venue may lie in the other: named so, or of another size (a hall and a city)."""
    if {one.name, one.id} & set(other.within) or {other.name, other.id} & set(one.within):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    return one.type != other.type


def _rounds_agree(cluster: Cluster, mention: Mentioned) -> bool:
    if not cluster.rounds or mention.round is None or mention.round in cluster.rounds:
        return True
    if mention.round in _ORDINALS and cluster.rounds & _ORDINALS:
        return False
    rounds = cluster.rounds | {mention.round}
    return rounds.isdisjoint(_EARLIER) or rounds.isdisjoint(_LATER)
