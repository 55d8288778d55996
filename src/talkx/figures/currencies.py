"""Tells which state's money a shared word means ("shillings", "Rs"): by the article, never by guess.

A form named in full anywhere in the article decides ("412 Kenyan shillings"), then the countries of the sentence, of
headline and dateline, and of the article, in this order: states and countries before organisations and places, these
before persons. One candidate settles it. Of several or none, only the word's usual meaning is taken, and that
only where no clue speaks against it; else the unit stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talkx.figures.passages import Passage
from talkx.model import Actor, CleanArticle, Span, Venue
from talkx.resources.units import SharedCurrency, UnitForm, Units

_HEADS = frozenset({"headline", "standfirst", "dateline"})
_MOST_HEADS = 8


@dataclass(frozen=True, slots=True)
class Clue:
    """One mention of something that has a country (ISO 3166-1 alpha-3); `rank` 0 is the strongest kind."""

    start: int
    country: str
    rank: int


@dataclass(frozen=True, slots=True)
class Clues:
    """What an article says of money: the currencies it names in full (ISO 4217), and whose mentions stand where.

    `head` are the mentions of headline, standfirst and dateline.
    """

    named: frozenset[str] = frozenset()
    mentions: tuple[Clue, ...] = ()
    head: tuple[Clue, ...] = ()


def named_currencies(passages: Iterable[Passage], units: Units) -> frozenset[str]:
    """Return the ISO 4217 codes of the currencies that the passages name with their state ("the Kenyan shilling")."""
    codes = set()
    for passage in passages:
        for i, token in enumerate(passage.tokens):
            for form in units.after.get(token.lower, ()):
                if _names_state(form, units) and _stands_at(passage, form, i):
                    codes.add(form.unit)
    return frozenset(codes)


def _names_state(form: UnitForm, units: Units) -> bool:
    whole = form.dimension == "currency" and not form.exact and form.minor is None
    return whole and len(form.tokens) > 1 and form.unit not in units.shared


def _stands_at(passage: Passage, form: UnitForm, i: int) -> bool:
    return all(passage.word(i + k) == part for k, part in enumerate(form.tokens))


def head_clues(mentions: Sequence[Clue], clean: CleanArticle) -> tuple[Clue, ...]:
    """Return the mentions that stand in the head of the article."""
    heads = [segment.span for segment in clean.segments if segment.kind in _HEADS]
    if clean.dateline is not None and clean.dateline.place is not None:
        heads.append(clean.dateline.place.span)
    return tuple(clue for clue in mentions if any(span.start <= clue.start < span.end for span in heads[:_MOST_HEADS]))


def country_clues(actors: Sequence[Actor], venues: Sequence[Venue]) -> tuple[Clue, ...]:
    """Return the mentions that speak for a country; a cited outlet speaks for none."""
    clues = []
    for actor in actors:
        if actor.country is not None and actor.part != "source":
            rank = 0 if actor.type == "state" else 2 if actor.type == "person" else 1
            clues += [Clue(mention.span.start, actor.country, rank) for mention in actor.mentions]
    for venue in venues:
        if venue.country is not None:
            rank = 0 if venue.type == "country" else 1
            clues += [Clue(mention.span.start, venue.country, rank) for mention in venue.mentions]
    return tuple(sorted(clues, key=lambda clue: (clue.start, clue.rank, clue.country)))


def currency_of(shared: SharedCurrency, clues: Clues, sentence: Span) -> str | None:
    """Return the ISO 4217 code that a shared word means in a sentence (a span of the cleaned text), or None."""
    here = [clue for clue in clues.mentions if sentence.start <= clue.start < sentence.end]
    named = clues.named & shared.codes
    if named:
        states = {shared.states[clue.country] for clue in here if clue.rank == 0 and clue.country in shared.states}
        code = _chosen(named, shared)
        # "rupees" in a sentence on Nepal alone, of an article that names Indian rupees, may be either
        return None if states and code not in states and code != shared.usual else code
    for table in (shared.states, shared.former):
        known = {country: code for country, code in table.items() if not shared.clued or country in shared.clued}
        for mentions in (here, clues.head, clues.mentions):
            for rank in (0, 1, 2):
                codes = {known[clue.country] for clue in mentions if clue.rank == rank and clue.country in known}
                if codes:
                    return _chosen(codes, shared)
    return shared.usual


def _chosen(codes: Iterable[str], shared: SharedCurrency) -> str | None:
    """Return the one candidate, else the word's usual meaning where it is among them."""
    found = set(codes)
    if len(found) == 1:
        return found.pop()
    return shared.usual if shared.usual in found else None
