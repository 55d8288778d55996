"""Joins mentions of the same real-world event, and keeps two occasions apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from talkx.events.links import PlaceLink
from talkx.events.triggers import Status
from talkx.model import EventType, Span, Venue


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One mention of an event with what its sentence links to it."""

    order: int
    type: EventType
    family: str
    group: str
    noun: bool
    weak: bool
    site: bool
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


@dataclass(slots=True)
class Cluster:
    """Mentions of one event."""

    mentions: list[Mentioned] = field(default_factory=list)

    @property
    def date(self) -> str | None:
        """Return the most precise date of the mentions, the first one where they are equal."""
        mentions = sorted(self.mentions, key=lambda mention: (mention.lead == 0, mention.order))
        dates = [mention.date for mention in mentions if mention.date]
        best: str | None = None
        for date in dates:
            if best is None or (date != best and date.startswith(best) and "/" not in date and "T" not in date):
                best = date
        return best

    @property
    def first(self) -> Mentioned:
        """Return the first mention."""
        return min(self.mentions, key=lambda mention: mention.order)

    @property
    def place(self) -> int | None:
        """Return the place of the strongest link, the first where equal."""
        links = [mention.place for mention in sorted(self.mentions, key=lambda m: m.order) if mention.place]
        return max(links, key=lambda link: link.strength).venue if links else None


def merge(mentions: Sequence[Mentioned], venues: Sequence[Venue]) -> list[Cluster]:
    """Return the events told of, each with all its mentions.

    Dated mentions come first: same family and compatible date, place and occasion make one event. Undated ones then
    join the event they fit, the headline's before all, else the last one told of before them.
    """
    clusters: list[Cluster] = []
    dated = sorted((m for m in mentions if m.date), key=lambda m: m.order)
    undated = sorted((m for m in mentions if not m.date), key=lambda m: m.order)
    for mention in dated:
        home = next((c for c in clusters if _same_dated(c, mention, venues)), None)
        _put(clusters, home, mention)
    for mention in undated:
        _put(clusters, _home_of_undated(clusters, mention, venues), mention)
    return sorted(clusters, key=lambda cluster: cluster.first.order)


def _put(clusters: list[Cluster], home: Cluster | None, mention: Mentioned) -> None:
    if home is None:
        home = Cluster()
        clusters.append(home)
    home.mentions.append(mention)


def _same_family(cluster: Cluster, mention: Mentioned) -> bool:
    first = cluster.mentions[0]
    if first.type != mention.type:
        return False
    if first.type == "statement":
        speakers = {m.speaker for m in cluster.mentions}
        if mention.speaker is None or None in speakers:
            return any(m.segment == mention.segment for m in cluster.mentions)
        return mention.speaker in speakers
    return first.family == mention.family or "any" in {first.family, mention.family}


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
    if mine is None or mine.strength < 2:
        return True
    theirs = {m.place.venue for m in cluster.mentions if m.place and m.place.strength >= 2}
    if not theirs or mine.venue in theirs:
        return True
    return any(_nested(venues[mine.venue], venues[other]) for other in theirs)


def _nested(one: Venue, other: Venue) -> bool:
    """Return whether one venue may lie in the other: named so, or of another size (a hall and a city)."""
    if one.name in other.within or other.name in one.within or one.id in other.within or other.id in one.within:
        return True
    if one.country and other.country and one.country != other.country:
        return False
    return one.type != other.type


def _rounds_agree(cluster: Cluster, mention: Mentioned) -> bool:
    rounds = {m.round for m in cluster.mentions if m.round}
    if not rounds or mention.round is None or mention.round in rounds:
        return True
    return not ({"first", "previous"} & (rounds | {mention.round}) and {"second", "next"} & (rounds | {mention.round}))


def _same_dated(cluster: Cluster, mention: Mentioned, venues: Sequence[Venue]) -> bool:
    return (
        _same_family(cluster, mention)
        and dates_agree(cluster.date, mention.date)
        and _places_agree(cluster, mention, venues)
    )


def _home_of_undated(clusters: Sequence[Cluster], mention: Mentioned, venues: Sequence[Venue]) -> Cluster | None:
    fitting = [
        cluster
        for cluster in clusters
        if _same_family(cluster, mention) and _places_agree(cluster, mention, venues) and _rounds_agree(cluster, mention)
    ]
    if not fitting:
        return None
    if mention.lead == 0:
        return min(fitting, key=lambda cluster: (cluster.first.lead, cluster.first.order))
    same = [c for c in fitting if any(m.segment == mention.segment and m.order < mention.order for m in c.mentions)]
    if same:
        return max(same, key=lambda c: max(m.order for m in c.mentions if m.order < mention.order))
    return min(fitting, key=lambda cluster: (cluster.first.lead, cluster.first.order))
