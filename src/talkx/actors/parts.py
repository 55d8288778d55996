"""Source against party: who is only cited, and who hosts or goes between."""

from __future__ import annotations

from typing import Literal

from talkx.actors.text import Words
from talkx.model import NameMention
from talkx.resources.titles import Titles

Part = Literal["party", "mediator", "source", "other"]

_CALLED = frozenset({"radio", "television", "newspaper", "magazine", "broadcaster", "tabloid", "daily", "website"})
_SPEECH = frozenset({"reported", "reports", "said", "says", "quoted", "cited", "citing", "learned", "wrote", "noted"})


def is_cited(words: Words, mention: NameMention, titles: Titles) -> bool:
    """Return whether the mention cites a source: "TASS reported", "told Reuters", "according to The Times"."""
    first = words.token_at(mention.span.start)
    last = words.token_at(mention.span.end)
    before = [words.low(first - k) for k in range(1, 7)]
    if (
        "according" in before
        or before[0] in {"told", "citing", "cited"}
        or (before[0] == "the" and before[1] in {"told", "citing"})
    ):
        return True
    if any(w in titles.acting.cited for w in before[:3]):
        return True
    return any(words.low(last + k) in titles.acting.cited for k in (0, 1))


def organisation_part(words: Words, mentions: list[NameMention], titles: Titles) -> Part:
    """Return the part of an organisation: outlets and agencies are sources, platforms neither party nor source."""
    known = next((k for m in mentions if (k := titles.organisation(m.text)) is not None), None)
    if known is not None and known.kind in {"agency", "outlet", "journal"}:
        return "source"
    if known is not None and known.kind == "platform":
        return "other"
    cited = sum(is_cited(words, m, titles) for m in mentions)
    looks_like_outlet = any(
        word
        in {
            "News",
            "Times",
            "Post",
            "Herald",
            "Daily",
            "TV",
            "Radio",
            "Magazine",
            "Gazette",
            "Tribune",
            "Press",
            "Journal",
            "Telegraph",
            "Chronicle",
            "Courier",
            "Proceedings",
            "FM",
            "Television",
            "Channel",
        }
        for m in mentions
        for word in m.text.split()
    )
    if any(_is_called_outlet(words, m) for m in mentions):
        return "source"
    return "source" if looks_like_outlet and (cited or len(mentions) < 3) else "party"


def _is_called_outlet(words: Words, mention: NameMention) -> bool:
    """Return whether a word beside a name calls it an outlet: "the journal X", "told X radio"."""
    before, after = words.token_at(mention.span.start) - 1, words.token_at(mention.span.end)
    if words.low(before) == "," and words.low(after) == "reported" and words.low(after + 1) in {".", ""}:
        return True
    return words.low(before) in _CALLED | {"journal"} or words.low(after) in _CALLED


def is_mediator(words: Words, mentions: list[NameMention], titles: Titles) -> bool:
    """Return whether the text calls the state a host or go-between more than once or in so many words."""
    score = 0
    for mention in mentions:
        last = words.token_at(mention.span.end)
        sentence = words.sentence(words.token_at(mention.span.start))
        for k in range(8):
            if words.sentence(last + k) != sentence or words.low(last + k) in {",", ";"}:
                break
            if words.low(last + k) in titles.acting.mediating:
                score += 1
                break
    return score >= 1
