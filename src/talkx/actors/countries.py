"""Which country an organisation or a person belongs to, from the text itself; unknown stays unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from talkx.model import NameMention, Span
from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.resources.titles import Titles

_SHARE = 0.6  # of all evidence of place that one country must have to be what the article is about
_STRAYS = 0.1  # share of other countries that leaves the first the only one
_KNOWN_TOWN = 100_000  # people
_OFTEN = 3  # mentions of a country that make it likelier for a town than a larger town of the name
_LEAD = 2  # times the mentions of the next country
_MINIMUM = 2  # mentions
_CITY = 50_000  # people that a town in a body's name must have to say where the body is
_COLLEGE_TOWN = 10_000  # the same for a university
_SCHOOL_TOWN = 100_000  # the same where the article does not name the country


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article says of countries: how often each is named or lies behind a place, and its own one if clear.

    `home` is the country with most of all evidence; `sole` the same where hardly another one is named, so that even
    "the president" can only be its own. `stage` is the home of a report whose headline or dateline names it too.
    """

    votes: Mapping[str, int]
    home: str | None
    sole: str | None
    stage: str | None = None


def article_setting(
    names: tuple[NameMention, ...], titles: Titles, gazetteer: Gazetteer, opening: tuple[Span, ...] = ()
) -> Setting:
    """Return the countries an article names, a place where something happens counting twice a mere mention.

    `opening` holds the spans of the headline and of the dateline's place.
    """
    votes: Counter[str] = Counter()
    evident = Counter(name.state for name in names if name.state is not None)
    for name in names:
        weight = 2 if name.reading == "venue" else 1
        if name.state is not None:
            votes[name.state] += weight
        elif name.label in {"GPE", "LOC"} and (country := place_country(name.text, gazetteer, evident)) is not None:
            votes[country] += weight
        elif (
            name.label in {"ORG", "FAC", "EVENT"}
            and (country := country_in_name(name.text, titles, gazetteer)) is not None
        ):
            votes[country] += 1
    if not votes:
        return Setting({}, None, None)
    best = max(sorted(votes), key=lambda code: votes[code])
    total = sum(votes.values())
    home = best if votes[best] >= _MINIMUM and votes[best] >= _SHARE * total else None
    others = total - votes[best]
    alone = others <= max(1, total * _STRAYS) or (len(votes) == 2 and others <= 2)
    sole = home if alone else None
    opened = {
        name.state or place_country(name.text, gazetteer, evident)
        for name in names
        if any(span.contains(name.span) for span in opening) and (name.state or name.label in {"GPE", "LOC"})
    } - {None}
    led = opened == {best} and votes[best] >= _LEAD * max((votes[code] for code in votes if code != best), default=0)
    if home is None and led and votes[best] >= _OFTEN:
        home = best
    return Setting(dict(sorted(votes.items())), home, sole, home if led else None)


def place_country(text: str, gazetteer: Gazetteer, evident: Mapping[str, int]) -> str | None:
    """Return the country of the most populous place of this name, one in the country the article names most first.

    A small town of a country that the article never names is no evidence beside a country it names often.
    """
    places = gazetteer.places(text)
    if not places:
        return None
    most = max(evident, key=lambda code: evident[code], default=None)
    sure = most is not None and evident[most] >= _OFTEN and 2 * evident[most] >= sum(evident.values())
    if not sure or places[0].type != "city" or places[0].population >= _KNOWN_TOWN:
        return places[0].country
    if any(p.country == most for p in places):
        return most
    return places[0].country if places[0].country in evident else None


def country_in_name(
    text: str, titles: Titles, gazetteer: Gazetteer, evident: Mapping[str, int] | None = None
) -> str | None:
    """Return the country whose name, demonym or place stands in a body's name ("Bank of England", "Miami Herald").

    A place counts only where the article names its country elsewhere (`evident`): "Centre" is also a region.
    """
    words = text.removeprefix("The ").removeprefix("the ").split()
    phrases = [
        (" ".join(words[at : at + size]), at, at == 0 or words[at - 1] in {"of", "in", "at", "for"})
        for size in (3, 2, 1)
        for at in range(len(words) - size + 1)
        if words[at][:1].isupper()
    ]
    for phrase, at, leads in phrases:
        behind = at + len(phrase.split())
        if behind < len(words) and words[behind] in {"Delta", "River", "Canal", "Valley", "Basin"}:
            continue  # "Niger Delta University"
        state = gazetteer.state(phrase)
        sure = state is not None and (not state.weak or (evident is not None and state.code in evident))
        if state is not None and sure and (leads or state.kind in {"name", "demonym"}):
            return state.code
    if evident is None:
        return None
    school = "University" in words or "College" in words
    found: list[tuple[int, str]] = []
    for phrase, at, leads in phrases:
        if len(phrase) < 4 or phrase in titles.naming.plain_words:
            continue
        first = next(iter(gazetteer.places(phrase)), None)
        if first is None or first.country is None or (at == 0 and name_key(first.name) != name_key(phrase)):
            continue
        known = first.population >= (_COLLEGE_TOWN if school else _CITY) or first.type == "region"
        placed = leads or first.type == "region" or (at + 1 == len(words) and at > 0)
        if known and placed and (first.country in evident or (school and first.population >= _SCHOOL_TOWN)):
            found.append((first.population, first.country))
    return max(found)[1] if found else None


def is_national(text: str, titles: Titles) -> bool:
    """Return whether a body by its name belongs to some state's public life (a parliament, ministry, party, police)."""
    plain = text.removeprefix("the ").removeprefix("The ")
    return plain in titles.bodies.national or any(w in titles.bodies.national_words for w in plain.split())
