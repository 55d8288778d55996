"""Finds the main events of an article and ties dates, places, actors and figures to them.

`sentences` lays the prose out in clauses, `triggers` finds the words that tell of an event, `times`, `places` and
`speakers` find what belongs to them, `reader` collects the mentions, `merge` joins those of one event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from talkx.events.merge import Cluster, dates_agree, merge
from talkx.events.places import PHRASE, dateline_city
from talkx.events.reader import MOST_ACTORS, Findings, Reader
from talkx.model import Actor, CleanArticle, DatesFound, Event, Figure, Quote, Venue
from talkx.resources.event_words import EventWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_events"]

_UNSHARED = frozenset({"statement", "match"})  # types whose places say nothing of one another
_GROUND_REACH = 600  # characters from a match to the ground it is played on
_AT = re.compile(r"\bat (?:the )?\Z")
_SPREADING = frozenset({"attack", "disaster", "protest"})  # types and families that share the article's main place

_REPORTED_FROM = frozenset({"talks", "agreement", "trial", "statement", "match"})  # types that a dateline may place


def find_events(
    doc: Doc,
    clean: CleanArticle,
    words: EventWords,
    *,
    dates: DatesFound,
    actors: Sequence[Actor],
    venues: Sequence[Venue],
    figures: Sequence[Figure],
    quotes: Sequence[Quote] = (),
) -> tuple[Event, ...]:
    """Return the main events of an article, one entry for one happening, in order of first mention.

    `quotes` tell who makes a statement; without them a statement's speaker is read from its sentence alone.
    `date` is a calendar value taken from the date entries named in `from_`, or the publication date (`published`)
    where the report itself says that the event is under way; `place` is a venue's id. What the text does not say
    stays None.
    """
    findings = Findings(dates, actors, venues, figures, quotes)
    clusters = merge(Reader(doc, clean, words, findings).mentions(), venues)
    told = [cluster for cluster in clusters if _is_told(cluster)]
    _fill_places(told)
    _place_by_dateline(told, clean, venues)
    return tuple(_event(number, cluster, findings) for number, cluster in enumerate(told, 1))


def _is_told(cluster: Cluster) -> bool:
    """Return whether an event is one of the article's: dated, placed, counted, or told of at the top."""
    if cluster.date is not None:
        return True
    if all(mention.weak for mention in cluster.mentions):
        return False
    if cluster.opening.type == "statement":
        return any(mention.speaker is not None for mention in cluster.mentions)
    if any((mention.lead < 2 and not mention.background) or mention.figures for mention in cluster.mentions):
        return True
    placed = any(mention.place is not None and mention.place.strength == PHRASE for mention in cluster.mentions)
    verbal = any(not mention.noun or mention.lead < 2 for mention in cluster.mentions)
    return verbal and (placed or len(cluster.mentions) > 2)


def _fill_places(clusters: Sequence[Cluster]) -> None:
    """Give what happened without a place the one place of its siblings, or that of the one the article opens with."""
    places: dict[str, dict[int, list[str | None]]] = {}
    leading: dict[str, tuple[int, str | None]] = {}
    for cluster in clusters:
        place = cluster.place
        if place is not None:
            if cluster.date is not None or cluster.opening.lead < 2:
                places.setdefault(cluster.family, {}).setdefault(place, []).append(cluster.date)
            if cluster.opening.lead < 2:
                leading.setdefault(cluster.family, (place, cluster.date))
    for cluster in clusters:
        siblings = places.get(cluster.family, {})
        telling = [mention for mention in cluster.mentions if mention.date] or cluster.mentions
        happened = any(mention.status == "occurred" for mention in telling)
        if cluster.opening.type in _UNSHARED or not siblings or not happened:
            continue
        if len(siblings) == 1:
            place = min(siblings)
            cluster.filled = place if any(_may_be_one(cluster.date, date) for date in siblings[place]) else None
        elif _SPREADING & {cluster.opening.type, cluster.family}:
            place, date = leading.get(cluster.family, (None, None))
            cluster.filled = place if _may_be_one(cluster.date, date) else None


def _may_be_one(one: str | None, other: str | None) -> bool:
    """Return whether two dates may be of one story: equal, unknown, or one of them a mere week."""
    return dates_agree(one, other) or "W" in f"{one}{other}"


def _place_by_dateline(clusters: Sequence[Cluster], clean: CleanArticle, venues: Sequence[Venue]) -> None:
    """Place what the first paragraph reports, and no words place, in the one city of the dateline.

    Only what takes place where it is reported from: a verdict or an accord, not a flood or an air strike. The one
    match reported so takes the ground named in the sentences behind it.
    """
    home = dateline_city(clean, venues)
    if home is None:
        return
    for cluster in clusters:
        leading = any(mention.lead == 1 and mention.status == "occurred" for mention in cluster.mentions)
        if leading and cluster.place is None and cluster.opening.type in _REPORTED_FROM:
            ground = _ground(cluster, clusters, clean, venues) if cluster.opening.type == "match" else None
            cluster.filled = home if ground is None else ground


def _ground(cluster: Cluster, clusters: Sequence[Cluster], clean: CleanArticle, venues: Sequence[Venue]) -> int | None:
    """Return the one building or ground named after `at` soon after a match is told of, before another match is."""
    start = min(mention.evidence.start for mention in cluster.mentions if mention.lead == 1)
    others = [
        m.evidence.start
        for other in clusters
        if other is not cluster and other.opening.type == "match"
        for m in other.mentions
        if m.evidence.start > start
    ]
    end = min([start + _GROUND_REACH, *others])
    found = {
        i
        for i, venue in enumerate(venues)
        if venue.type == "facility"
        for mention in venue.mentions
        if start <= mention.span.start < end
        and _AT.search(clean.text, max(0, mention.span.start - 10), mention.span.start)
    }
    return min(found) if len(found) == 1 else None


def _event(number: int, cluster: Cluster, findings: Findings) -> Event:
    mentions = sorted(cluster.mentions, key=lambda mention: mention.order)
    date, place = cluster.date, cluster.place
    best = max(mentions, key=lambda m: (m.date == date, m.place is not None, len(m.actors), -m.order))
    telling = next((m for m in mentions if date and m.date == date and not m.noun), best)
    # A noun further down ("she called the accord …") stands in a clause of its own, with others in it.
    own = [m for m in mentions if m is best or m.lead < 2 or not m.noun or (m.date and m.date == date)]
    acting = dict.fromkeys(i for mention in own for i in mention.actors)
    counted = dict.fromkeys(i for mention in mentions for i in mention.figures)
    from_ = next((mention.from_ for mention in mentions if mention.date == date), ()) if date else ()
    return Event(
        id=f"event-{number}",
        type=cluster.opening.type,
        status=telling.status,
        date=date,
        place=None if place is None else findings.venues[place].id,
        actors=tuple(findings.actors[i].id for i in list(acting)[:MOST_ACTORS]),
        figures=tuple(findings.figures[i].id for i in counted),
        evidence=best.evidence,
        from_=from_,
    )
