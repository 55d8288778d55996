"""Which country an organisation or a person belongs to, from the text itself; unknown stays unknown."""

from __future__ import annotations

from collections import Counter

from talkx.model import NameMention
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Titles

_SHARE = 0.6  # of all evidence of place that one country must have to be what the article is about
_MINIMUM = 2  # mentions


def article_country(names: tuple[NameMention, ...], gazetteer: Gazetteer) -> str | None:
    """Return the country that the article is about: the one with most of all states, demonyms and places named."""
    votes: Counter[str] = Counter()
    for name in names:
        if name.state is not None:
            votes[name.state] += 1
        elif name.label in {"GPE", "LOC"} and (country := place_country(name.text, gazetteer)) is not None:
            votes[country] += 1
        elif name.label in {"ORG", "FAC", "EVENT"} and (country := country_in_name(name.text, gazetteer)) is not None:
            votes[country] += 1
    if not votes:
        return None
    best = max(sorted(votes), key=lambda code: votes[code])
    total = sum(votes.values())
    return best if votes[best] >= _MINIMUM and votes[best] >= _SHARE * total else None


def place_country(text: str, gazetteer: Gazetteer) -> str | None:
    """Return the country of the most populous place of this name, or None."""
    places = gazetteer.places(text)
    return places[0].country if places else None


def country_in_name(text: str, gazetteer: Gazetteer) -> str | None:
    """Return the country whose name, demonym or place stands in a body's name ("Bank of England", "Miami Herald")."""
    words = text.removeprefix("The ").split()
    found: list[str] = []
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            state = gazetteer.state(phrase)
            if state is not None and not state.weak and phrase[:1].isupper():
                found.append(state.code)
        if found:
            break
    if found:
        return found[0] if len(set(found)) == 1 else None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if len(phrase) < 4 or not phrase[:1].isupper():
                continue
            places = [p for p in gazetteer.places(phrase) if p.population >= 50_000 or p.type == "region"]
            if places and (at == 0 or words[at - 1] in {"of", "in", "at", "for"} or at + size == len(words)):
                return places[0].country
    return None


def is_national(text: str, titles: Titles) -> bool:
    """Return whether a body by its name belongs to some state's public life (a parliament, ministry, party, police)."""
    plain = text.removeprefix("the ").removeprefix("The ")
    return plain in titles.bodies.national or any(w in titles.bodies.national_words for w in plain.split())
