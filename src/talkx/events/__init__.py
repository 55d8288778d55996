"""Finds the main events of an article and ties dates, places, actors and figures to them.

`sentences` lays the prose out in clauses, `triggers` finds the words that tell of an event, `links` finds what belongs
to them, `merge` joins the mentions of one event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from talkx.events.links import (
    PlaceLink,
    Spans,
    actor_spans,
    after_preposition,
    calendar_value,
    date_spans,
    evidence,
    figure_spans,
    in_background,
    link_date,
    link_entries,
    link_place,
    venue_spans,
)
from talkx.events.merge import Cluster, Mentioned, merge
from talkx.events.sentences import Sentence, lay_out
from talkx.events.triggers import Found, find_triggers
from talkx.model import Actor, CleanArticle, DatesFound, Event, Figure, Quote, Span, Venue
from talkx.resources.event_words import EventWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_events"]

_DAY = 10  # characters of a value precise to the day
_PRONOUNS = frozenset("he she".split())
_MOST_ACTORS = 8
_SPREADING = frozenset({"attack", "disaster", "protest"})  # types and families that share the article's place
_EXCHANGING = frozenset({"exchange", "agreement"})


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
    reader = _Reader(doc, clean, words, dates, actors, venues, figures, quotes)
    clusters = [cluster for cluster in merge(reader.mentions(), venues) if _is_told(cluster)]
    _fill_places(clusters, venues)
    return tuple(_event(number, cluster, actors, venues, figures) for number, cluster in enumerate(clusters, 1))


class _Reader:
    """Reads the sentences of an article and collects mentions of events."""

    def __init__(
        self,
        doc: Doc,
        clean: CleanArticle,
        words: EventWords,
        dates: DatesFound,
        actors: Sequence[Actor],
        venues: Sequence[Venue],
        figures: Sequence[Figure],
        quotes: Sequence[Quote],
    ) -> None:
        self.sentences = lay_out(doc, clean)
        self.words = words
        self.dates = dates
        self.actors = actors
        self.venues = venues
        self.figures = figures
        self.actor_spans = actor_spans(actors)
        self.named_spans = Spans((mention.span, i) for i, actor in enumerate(actors) for mention in actor.mentions)
        self.venue_spans = venue_spans(venues)
        self.figure_spans = figure_spans(figures)
        self.date_spans: Spans = date_spans(dates.dates)
        numbers = {actor.id: i for i, actor in enumerate(actors)}
        self.quote_spans = Spans(
            (quote.span, numbers[quote.speaker]) for quote in quotes if quote.speaker in numbers
        )
        headline = " ".join(doc.text[s.span.start : s.span.end] for s in self.sentences if s.lead == 0)
        self.towns = frozenset(i for i, venue in enumerate(venues) if venue.name in headline)
        self.last_person: int | None = None

    def mentions(self) -> list[Mentioned]:
        """Return all mentions, in text order."""
        headline = frozenset(
            word.lower for sentence in self.sentences if sentence.lead == 0 for word in sentence.words
        )
        out: list[Mentioned] = []
        for sentence in self.sentences:
            seen = frozenset(mention.family for mention in out)
            named = self._named(sentence)
            for found in find_triggers(sentence, self.words, headline=headline, named=named, seen=seen):
                mention = self._mention(sentence, found, len(out))
                if mention is not None:
                    out.append(mention)
        return out

    def _named(self, sentence: Sentence) -> frozenset[int]:
        """Return the indexes of words inside names of more than one word, which tell of no event."""
        out: set[int] = set()
        for spans in (self.named_spans, self.venue_spans, self.date_spans):
            for span, _ in spans.within(sentence.span):
                first, last = sentence.index_at(span.start), sentence.index_at(span.end - 1)
                if last > first or sentence.words[first].text[0].isupper():
                    out.update(range(first, last + 1))
        return frozenset(out)

    def _mention(self, sentence: Sentence, found: Found, order: int) -> Mentioned | None:
        date, from_, linked = self._date(sentence, found)
        place = link_place(sentence, found, self.venues, self.venue_spans, self.words, self.towns)
        speaker = self._speaker(sentence, found) if found.group.type == "statement" else None
        kind, family = found.group.type, found.family
        if kind == "statement":
            if speaker is None and (date is None or found.group.weak):
                return None
            if in_background(sentence.words, found, self.words.background):
                return None
            place = place if place is not None and place.strength == 3 else None
            if speaker is not None and found.group.weak and self.words.courts & set(self.actors[speaker].name.casefold().split()):
                kind, family = "trial", "court"
        acting = link_entries(sentence, found, self.actor_spans, whole=False)
        if speaker is not None:
            acting = (speaker, *(actor for actor in acting if actor != speaker))
        figures = self._figures(sentence, found)
        if found.group.type in _EXCHANGING:
            acting = tuple(dict.fromkeys((*acting, *self._sides(figures))))
        return Mentioned(
            order=order,
            type=kind,
            family=family,
            group=found.group.id,
            noun=found.trigger.kind == "noun",
            weak=found.group.weak and not self._is_set(sentence, found),
            site=found.group.site,
            status=found.status,
            round=found.round,
            lead=sentence.lead,
            segment=sentence.segment,
            date=date,
            from_=from_,
            place=place,
            actors=acting[:_MOST_ACTORS],
            figures=figures,
            evidence=evidence(sentence, found, linked),
            speaker=speaker,
        )

    def _figures(self, sentence: Sentence, found: Found) -> tuple[int, ...]:
        """Return the figures of the trigger's clause, those of an exchange and a score only where they belong."""
        kinds = {"exchange": _EXCHANGING, "score": {"match"}}
        return tuple(
            figure
            for figure in link_entries(sentence, found, self.figure_spans, whole=False)
            if found.group.type in kinds.get(self.figures[figure].kind, {found.group.type})
        )

    def _sides(self, figures: Sequence[int]) -> list[int]:
        sides = {side for figure in figures for side in self.figures[figure].sides}
        return [i for i, actor in enumerate(self.actors) if actor.id in sides]

    def _date(self, sentence: Sentence, found: Found) -> tuple[str | None, tuple[str, ...], list[Span]]:
        index = link_date(sentence, found, self.dates.dates, self.date_spans, self.words)
        if index is not None:
            date = self.dates.dates[index]
            return calendar_value(date.value), (date.id,), [date.span]
        published = self.dates.published
        if (
            found.ongoing
            and sentence.lead < 2
            and found.group.type != "statement"
            and published is not None
            and len(published.value) == _DAY
        ):
            return published.value, ("published",), []
        return None, (), []

    def _is_set(self, sentence: Sentence, found: Found) -> bool:
        """Return whether an utterance has a quotation or a setting (a speech, an interview) of its own."""
        if self.quote_spans.within(sentence.span):
            return True
        near = sentence.words[max(0, found.start - 12) : found.end + 12]
        return found.group.type == "statement" and any(word.lower in self.words.settings for word in near)

    def _speaker(self, sentence: Sentence, found: Found) -> int | None:
        """Return who makes a statement.

        The speaker of the sentence's quotation, else the last name before the verb in its clause, else before it at
        all; for a pronoun the last person who made one.
        """
        quoted = self.quote_spans.within(sentence.span)
        if quoted and found.group.weak:
            return self._heard(quoted[0][1])
        clause = sentence.words[found.start].clause
        names = [
            (sentence.index_at(span.start), sentence.index_at(span.end - 1) + 1, actor)
            for span, actor in self.named_spans.within(sentence.span)
        ]
        free = [
            (start, end, actor)
            for start, end, actor in names
            if not sentence.words[start].quoted
            and not (end < len(sentence.words) and sentence.words[end].lower in {"'s", "’s"})
        ]
        before = [entry for entry in free if entry[1] <= found.start]
        before = [entry for entry in before if not after_preposition(sentence.words, entry[0])] or before
        own = [entry for entry in before if sentence.words[entry[0]].clause == clause]
        chosen = (own or before)[-1:]
        if not chosen:
            chosen = [entry for entry in free if found.end <= entry[0] <= found.end + 6][:1]
        pronoun = any(word.lower in _PRONOUNS and not word.quoted for word in sentence.words[max(0, found.start - 4) : found.start])
        if pronoun and not own:
            return self.last_person
        if not chosen or (found.group.weak and self.actors[chosen[0][2]].part == "source"):
            return None
        return self._heard(chosen[0][2])

    def _heard(self, speaker: int) -> int:
        if self.actors[speaker].type == "person":
            self.last_person = speaker
        return speaker


def _is_told(cluster: Cluster) -> bool:
    """Return whether an event is one of the article's: dated, placed, counted, or told of at the top."""
    if cluster.date is not None:
        return True
    if all(mention.weak for mention in cluster.mentions):
        return False
    if cluster.first.type == "statement":
        return any(mention.speaker is not None for mention in cluster.mentions)
    if any(mention.lead < 2 or mention.figures for mention in cluster.mentions):
        return True
    placed = any(mention.place and mention.place.strength == 3 for mention in cluster.mentions)
    verbal = any(not mention.noun for mention in cluster.mentions)
    return verbal and (placed or len(cluster.mentions) > 2)


def _fill_places(clusters: Sequence[Cluster], venues: Sequence[Venue]) -> None:
    """Give an event without a place the one place of its siblings, or that of the sibling the article opens with."""
    for cluster in clusters:
        if cluster.place is not None or cluster.first.type == "statement":
            continue
        siblings = {
            other.place
            for other in clusters
            if other.first.family == cluster.first.family and other.place is not None
        }
        spreads = bool(_SPREADING & {cluster.first.type, cluster.first.family})
        leading = next(
            (
                other.place
                for other in clusters
                if other.first.family == cluster.first.family and other.first.lead < 2 and other.place is not None
            ),
            None,
        )
        venue = siblings.pop() if len(siblings) == 1 else leading if spreads else None
        if venue is not None:
            first = cluster.first
            cluster.mentions[cluster.mentions.index(first)] = replace(first, place=PlaceLink(venue, 1))


def _event(
    number: int, cluster: Cluster, actors: Sequence[Actor], venues: Sequence[Venue], figures: Sequence[Figure]
) -> Event:
    mentions = sorted(cluster.mentions, key=lambda mention: mention.order)
    date, place = cluster.date, cluster.place
    best = max(mentions, key=lambda m: (m.date == date, m.place is not None, len(m.actors), -m.order))
    everyone = dict.fromkeys(actor for mention in mentions for actor in mention.actors)
    counted = dict.fromkeys(figure for mention in mentions for figure in mention.figures)
    from_ = next((mention.from_ for mention in mentions if mention.date == date), ()) if date else ()
    return Event(
        id=f"event-{number}",
        type=cluster.first.type,
        status=best.status,
        date=date,
        place=None if place is None else venues[place].id,
        actors=tuple(actors[actor].id for actor in list(everyone)[:_MOST_ACTORS]),
        figures=tuple(figures[figure].id for figure in counted),
        evidence=best.evidence,
        from_=from_,
    )
