"""Tells who exchanges: the two that a sentence of the article says exchange, else two states, and who gives how many.

"The government and the rebels began exchanging prisoners" names a pair, whatever its members are. Without such a
sentence, only states are sides: the two of the figure's own sentence, else the article's leading two. For unequal
numbers, "the government is to free 706 rebels" tells whose side each number is on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from talkx.figures.lexing import literal_value
from talkx.figures.passages import Passage
from talkx.model import Actor, Span
from talkx.resources.units import Units

_HYPHENS = frozenset("-‐‑")
_REACH = 30  # tokens between the pair and the verb of exchange
_NEAR = 4  # tokens between a verb of release and the number let go
_LINKS = frozenset({"and", "with"})


@dataclass(frozen=True, slots=True)
class Release:
    """Who lets people go, as far as the sentence names them: the ids of those freed and of the verb's subject."""

    freed: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of an article, the pair that it says exchanges (ids, in text order), and its releases by number."""

    actors: tuple[Actor, ...]
    pair: tuple[str, str] | None
    releases: Mapping[Decimal, Release]


def read_parties(passages: Sequence[Passage], actors: Sequence[Actor], units: Units) -> Parties:
    """Return who may exchange in the article; mediators, cited outlets and persons do not while others are left."""
    able = tuple(actor for actor in actors if actor.type != "person" and actor.part not in ("mediator", "source"))
    starts = {mention.span.start: (actor.id, mention.span) for actor in able for mention in actor.mentions}
    pairs = (_stated_pair(passage, starts, units) for passage in passages)
    pair = next((pair for pair in pairs if pair is not None), None)
    releases = _releases(passages, starts, units)
    if pair is None:  # "Norland is to free 300 Redcaps"
        told = ((release.subject, release.freed) for release in releases.values())
        pair = next(((one, other) for one, other in told if one and other and one != other), None)
    return Parties(tuple(actors), pair, releases)


def _stated_pair(passage: Passage, starts: Mapping[int, tuple[str, Span]], units: Units) -> tuple[str, str] | None:
    """Return the two that stand joined before a verb of exchange ("X and Y began exchanging"), and no third."""
    for i, token in enumerate(passage.tokens):
        if token.lower not in units.words.exchange_cues or token.lower in units.words.release_verbs:
            continue
        low = max(passage.sentence_range(i)[0], i - _REACH)
        found = [(j, starts[passage.tokens[j].start]) for j in range(low, i) if passage.tokens[j].start in starts]
        named = [(j, name) for j, (name, span) in found if not _is_compound(passage, span, j)]
        names = list(dict.fromkeys(name for _, name in named))
        if len(names) == 2 and any(passage.word(k) in _LINKS for k in range(named[0][0], named[-1][0])):
            return names[0], names[1]
    return None


def _is_compound(passage: Passage, span: Span, j: int) -> bool:
    """Return whether the name only characterises ("Saudi-backed")."""
    while j < len(passage.tokens) and passage.tokens[j].start < span.end:
        j += 1
    return passage.word(j) in _HYPHENS and passage.glued(j) and passage.glued(j + 1)


def exchange_sides(passage: Passage, first: int, last: int, parties: Parties) -> tuple[str, ...]:
    """Return the two that exchange what tokens `first` to `last` say, in text order, or nothing where none is told."""
    states = [actor for actor in parties.actors if actor.type == "state"]
    able = [actor for actor in states if actor.part not in ("mediator", "source")]
    if len(able) >= 2:
        states = able
    others = parties.pair is not None and not set(parties.pair) <= {actor.id for actor in states}
    if others and parties.pair is not None:
        return parties.pair
    start, _ = passage.sentence_range(first)
    _, end = passage.sentence_range(last - 1)
    low, high = passage.tokens[start].start, passage.tokens[end - 1].end
    here = [
        (min(mention.span.start for mention in actor.mentions if low <= mention.span.start < high), actor.id)
        for actor in states
        if any(low <= mention.span.start < high for mention in actor.mentions)
    ]
    if len(here) == 2:
        return tuple(name for _, name in sorted(here))
    ranked = sorted(states, key=lambda actor: -len(actor.mentions))
    if len(ranked) < 2 or (len(ranked) > 2 and len(ranked[2].mentions) == len(ranked[1].mentions)):
        return parties.pair or ()
    leading = {ranked[0].id, ranked[1].id}
    return tuple(actor.id for actor in states if actor.id in leading)


def in_order_of_giving(sides: tuple[str, ...], values: Sequence[Decimal], parties: Parties) -> tuple[str, ...]:
    """Return the sides so that each gives the number at its own place, where the article says who lets how many go."""
    if len(sides) != 2 or len(values) != 2 or values[0] == values[1]:
        return sides
    for value, as_told in ((values[0], True), (values[1], False)):
        release = parties.releases.get(value)
        if release is None:
            continue
        if release.freed in sides:
            first_gives = (release.freed == sides[1]) == as_told
        elif release.subject in sides:
            first_gives = (release.subject == sides[0]) == as_told
        else:
            continue
        return sides if first_gives else (sides[1], sides[0])
    return sides


def _releases(
    passages: Sequence[Passage], starts: Mapping[int, tuple[str, Span]], units: Units
) -> Mapping[Decimal, Release]:
    """Return the first release of each number: "the government is to free 706 rebels"."""
    found: dict[Decimal, Release] = {}
    for passage in passages:
        for i, token in enumerate(passage.tokens):
            value = literal_value(token.text) if token.kind == "number" else None
            if value is not None and value not in found:
                release = _release(passage, i, starts, units)
                if release is not None:
                    found[value] = release
    return found


def _release(passage: Passage, i: int, starts: Mapping[int, tuple[str, Span]], units: Units) -> Release | None:
    first, last = passage.sentence_range(i)
    verbs = [j for j in range(max(first, i - _NEAR), i) if passage.word(j) in units.words.release_verbs]
    if not verbs or passage.word(verbs[-1] - 1) in ("be", "been", "was", "were", "being"):
        return None
    freed = starts.get(passage.tokens[i + 1].start) if i + 1 < last else None
    subjects = [starts[token.start] for token in passage.tokens[first : verbs[-1]] if token.start in starts]
    return Release(freed[0] if freed else None, subjects[-1][0] if subjects else None)
