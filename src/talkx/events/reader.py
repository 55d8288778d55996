"""Reads an article sentence by sentence and collects mentions of events with all that belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.events.entries import in_clause, of_actors, of_figures, of_venues
from talkx.events.merge import Mentioned
from talkx.events.places import PHRASE, Map, PlaceLink, dateline_city, link_place
from talkx.events.sentences import Sentence, lay_out
from talkx.events.speakers import Speakers
from talkx.events.times import calendar_value, in_background, in_relative, link_date, of_dates, tells_day_and_hour
from talkx.events.triggers import Found, Status, continuing, find_triggers
from talkx.model import Actor, CleanArticle, DatesFound, Figure, Quote, Span, Venue
from talkx.resources.event_words import EventWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_ACTORS = 8
_MOST_MENTIONS = 600  # more than any article holds; keeps merging cheap on hostile input
_SPORT_WORDS = 3  # different words that make an article one of sport
_DAY = 10  # characters of a value precise to the day
_EXCHANGING = frozenset({"exchange", "agreement"})
_AIMING = frozenset(
    {"accused", "urged", "condemned", "congratulated", "praised", "criticised", "criticized", "thanked", "warned"}
)
_ONLY_IN = {"exchange": _EXCHANGING, "score": frozenset({"match"})}  # figure kinds that fit few events


@dataclass(frozen=True, slots=True)
class Findings:
    """What the earlier stages found."""

    dates: DatesFound
    actors: Sequence[Actor]
    venues: Sequence[Venue]
    figures: Sequence[Figure]
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class _Time:
    value: str | None
    from_: tuple[str, ...] = ()
    span: Span | None = None


class Reader:
    """Reads the sentences of one article."""

    def __init__(self, doc: Doc, clean: CleanArticle, words: EventWords, findings: Findings) -> None:
        self._sentences = lay_out(doc, clean)
        self._words = words
        self._findings = findings
        self._actors = of_actors(findings.actors, sources=False)
        self._named = of_actors(findings.actors, sources=True)
        self._venues = of_venues(findings.venues)
        self._figures = of_figures(findings.figures)
        self._dates = of_dates(findings.dates.dates)
        self._home = dateline_city(clean, findings.venues)
        self._speakers = Speakers(findings.actors, findings.quotes)
        text = doc.text
        headline = " ".join(text[s.span.start : s.span.end] for s in self._sentences if s.lead == 0)
        self._map = Map(findings.venues, frozenset(i for i, v in enumerate(findings.venues) if v.name in headline))

    def mentions(self) -> list[Mentioned]:
        """Return all mentions, in text order."""
        headline = frozenset(
            word.lower for sentence in self._sentences if sentence.lead == 0 for word in sentence.words
        )
        out: list[Mentioned] = []
        seen: set[str] = set()
        last: Found | None = None
        sport = self._is_sport()
        for sentence in self._sentences:
            if len(out) >= _MOST_MENTIONS:
                break
            named = self._words_of_names(sentence)
            again = continuing(sentence, last, self._words)
            triggers = find_triggers(
                sentence, self._words, headline=headline, named=named, seen=frozenset(seen), sport=sport
            )
            last = next((found for found in triggers if found.trigger.kind == "noun"), again)
            told = [*([] if again is None else [again]), *triggers]
            for found in told:
                mention = self._mention(sentence, found, len(out), told)
                if mention is not None:
                    out.append(mention)
                    seen.add(mention.family)
        return out

    def _is_sport(self) -> bool:
        """Return whether the article is about sport, by different words of sport, a score counting for one.

        All but one of the words asked for stand in the headline or the first paragraph.
        """
        told = {word.lower for sentence in self._sentences for word in sentence.words if not word.quoted}
        top = {word.lower for sentence in self._sentences if sentence.lead < 2 for word in sentence.words}
        scored = any(figure.kind == "score" for figure in self._findings.figures)
        enough = len(told & self._words.sport) + scored >= _SPORT_WORDS
        return enough and len(top & self._words.sport) + scored >= _SPORT_WORDS - 1

    def _words_of_names(self, sentence: Sentence) -> frozenset[int]:
        """Return the indexes of words inside names and dates, which tell of no event ("March", "the Fire Service")."""
        out: set[int] = set()
        for entries in (self._named, self._venues, self._dates):
            for entry in entries.of(sentence):
                if entry.end > entry.start + 1 or sentence.words[entry.start].text[0].isupper():
                    out.update(range(entry.start, entry.end))
        return frozenset(out)

    def _mention(self, sentence: Sentence, found: Found, order: int, told: Sequence[Found]) -> Mentioned | None:
        group = found.group
        if (group.opening and sentence.lead == 2) or self._is_undone(sentence, found):
            return None
        time = self._time(sentence, found, told)
        place = None
        if group.type != "deal":  # offices and regulators are named in deals, but a deal has no scene
            taken = frozenset(sentence.words[other.start].clause for other in told if other.family != found.family)
            place = link_place(sentence, found, self._venues.of(sentence), self._map, self._words, taken)
            place = place or self._capital(sentence, found)
        kind, family, speaker = group.type, found.family, None
        if kind == "statement":
            speaker = self._speakers.of(sentence, found, self._named.of(sentence), self._dates.of(sentence))
            if not self._is_statement(sentence, found, speaker, time, place):
                return None
            place = place if place is not None and place.strength == PHRASE else None
            if speaker is not None and self._is_court(speaker):
                kind, family = "trial", "court"
        figures = self._figures_of(sentence, found)
        if time.value is None and (place is None or place.strength < PHRASE) and self._is_counted(sentence, found):
            return None
        return Mentioned(
            order=order,
            type=kind,
            family=family,
            noun=found.trigger.kind == "noun",
            weak=group.weak and not self._is_set(sentence, found) and not (kind == "statement" and place is not None),
            status=self._status(found, time),
            round=found.round,
            lead=sentence.lead,
            segment=sentence.segment,
            date=time.value,
            from_=time.from_,
            place=place,
            actors=self._acting(sentence, found, speaker, figures),
            figures=figures,
            evidence=_evidence(sentence, found, time.span),
            speaker=speaker,
            clause=(sentence.span.start, sentence.words[found.start].clause),
            background=in_background(sentence.words, found, self._words.background) or in_relative(sentence, found),
        )

    def _status(self, found: Found, time: _Time) -> Status:
        """Return the status of an event; what is dated after the day of publication has not happened yet."""
        published = self._findings.dates.published
        if found.status != "occurred" or time.value is None or published is None or found.group.type == "statement":
            return found.status
        day = re.match(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9X])", time.value)
        if day is None:
            return found.status
        common = min(len(day[0]), len(published.value))
        return "planned" if day[0][:common] > published.value[:common] else found.status

    def _is_statement(
        self, sentence: Sentence, found: Found, speaker: int | None, time: _Time, place: PlaceLink | None
    ) -> bool:
        if speaker is None and (time.value is None or found.group.weak or sentence.lead == 2):
            return False
        placed = place is not None and place.strength == PHRASE
        if time.value is None and sentence.lead == 2 and in_relative(sentence, found):
            return False
        if found.group.weak and time.value is None and not placed and not self._is_set(sentence, found):
            return False
        return not in_background(sentence.words, found, self._words.background)

    def _is_court(self, speaker: int) -> bool:
        return not self._words.courts.isdisjoint(self._findings.actors[speaker].name.casefold().split())

    def _is_set(self, sentence: Sentence, found: Found) -> bool:
        """Return whether an utterance has a setting (a speech, an interview), or words quoted at the top."""
        if found.group.type != "statement":
            return False
        near = (*sentence.words[max(0, found.start - 12) : found.start], *sentence.words[found.end : found.end + 12])
        if sentence.lead < 2 and self._speakers.quoted_by(sentence, found) is not None:
            return True
        if sentence.words[found.start].lower in _AIMING and self._addressed(sentence, found):
            return True
        return any(word.lower in self._words.settings for word in near)

    def _capital(self, sentence: Sentence, found: Found) -> PlaceLink | None:
        """Return the city of the dateline where the first paragraph tells of an event `in the capital`."""
        words = sentence.words[found.end : found.end + 6]
        here = any(word.lower == "capital" and word.clause == sentence.words[found.start].clause for word in words)
        located = bool(words) and words[0].lower == "in" and here
        return PlaceLink(self._home, PHRASE) if located and sentence.lead == 1 and self._home is not None else None

    def _is_undone(self, sentence: Sentence, found: Found) -> bool:
        """Return whether an accord is only broken or left: `quit the agreement`."""
        if found.group.type != "agreement" or found.trigger.kind != "noun":
            return False
        before = sentence.words[max(0, found.start - 4) : found.start]
        return any(word.lower in self._words.undoing for word in before)

    def _is_counted(self, sentence: Sentence, found: Found) -> bool:
        """Return whether a noun only says how many there were (`200 convictions`, `some 90 tremors a year`)."""
        if found.trigger.kind != "noun":
            return False
        here = self._figures.of(sentence)
        return any(entry.start < found.start and found.end <= entry.end + 1 <= found.end + 1 for entry in here)

    def _figures_of(self, sentence: Sentence, found: Found) -> tuple[int, ...]:
        kinds = self._findings.figures
        if found.group.type == "statement":
            return ()  # what is said is not counted by the saying
        here = in_clause(sentence, self._figures.of(sentence), found.start, found.end)
        outer, opener = sentence.around.get(sentence.words[found.start].clause, (None, ""))
        if found.group.type in {"disaster", "attack"} and opener in {"when", "after"} and outer is not None:
            entries = self._figures.of(sentence)  # at least nine died when a bus crashed
            counted = (e for e in entries if sentence.words[e.start].clause == outer and e.end <= found.start)
            here = (*here, *(e.number for e in counted if kinds[e.number].kind == "count"))
        fitting = (i for i in here if found.group.type in _ONLY_IN.get(kinds[i].kind, {found.group.type}))
        return tuple(i for i in fitting if kinds[i].kind != "age" and kinds[i].per is None)

    def _acting(self, sentence: Sentence, found: Found, speaker: int | None, figures: Sequence[int]) -> tuple[int, ...]:
        """Return who takes part: the speaker, those named in the clause, the sides of an exchange."""
        acting = in_clause(sentence, self._actors.of(sentence), found.start, found.end)
        if found.group.type == "statement" and speaker is not None:  # those in the clause are often only spoken of
            acting = self._addressed(sentence, found)
        sides = {side for i in figures for side in self._findings.figures[i].sides}
        if found.group.type in _EXCHANGING and sides:
            acting = (*acting, *(i for i, actor in enumerate(self._findings.actors) if actor.id in sides))
        first = () if speaker is None else (speaker,)
        return tuple(dict.fromkeys((*first, *acting)))[:MOST_ACTORS]

    def _addressed(self, sentence: Sentence, found: Found) -> tuple[int, ...]:
        """Return whom a verb of speech addresses: the name right after it."""
        if sentence.words[found.start].lower not in _AIMING | {"told"}:
            return ()
        return tuple(entry.number for entry in self._actors.of(sentence) if 0 <= entry.start - found.end <= 1)

    def _time(self, sentence: Sentence, found: Found, told: Sequence[Found]) -> _Time:
        """Return when it happens: the linked date, or the publication day of what the report says has just begun."""
        said = [other.start for other in told if other.group.type == "statement" and other.trigger.kind == "verb"]
        entry = link_date(sentence, found, self._dates.of(sentence), self._findings.dates.dates, self._words, said)
        if entry is not None:
            date = self._findings.dates.dates[entry.number]
            hour = found.group.type == "disaster" and tells_day_and_hour(date)
            return _Time(calendar_value(date.value, clock=hour), (date.id,), date.span)
        published = self._findings.dates.published
        current = found.ongoing and sentence.lead < 2 and found.group.type != "statement"
        if current and published is not None and len(published.value) == _DAY:
            return _Time(published.value, ("published",))
        return _Time(None)


def _evidence(sentence: Sentence, found: Found, linked: Span | None) -> Span:
    """Return the trigger's clause, widened to that of the linked date, without marks at its ends."""
    clauses = {sentence.words[found.start].clause}
    if linked is not None:
        clauses.add(sentence.words[sentence.index_at(linked.start)].clause)
    inside = [i for i, word in enumerate(sentence.words) if word.clause in clauses]
    first, last = inside[0], inside[-1]
    while first < last and sentence.words[first].is_mark:
        first += 1
    while last > first and sentence.words[last].is_mark:
        last -= 1
    return Span(sentence.words[first].span.start, sentence.words[last].span.end)
