"""What each venue lies in: as the text says, as the table has it, else the town that the text is about."""

from __future__ import annotations

from collections import Counter

from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.venues.candidate import Candidate
from talkx.venues.links import Links, inside
from talkx.venues.merge import Group
from talkx.venues.resolve import Reading
from talkx.venues.tokens import Tokens

_LONGEST_CHAIN = 4


def enclosures(
    tokens: Tokens, read: Reading, groups: list[Group], home: str | None, gazetteer: Gazetteer
) -> list[list[int]]:
    """Return for each group the numbers of the groups that it lies in, nearest first."""
    candidates, links = read.candidates, read.links
    group_of = {member: number for number, group in enumerate(groups) for member in group.members}
    nearest = [_stated(group, number, links, group_of) for number, group in enumerate(groups)]
    for number, group in enumerate(groups):
        outer = nearest[number]
        if group.reading.type != "country" and (outer is None or groups[outer].reading.type == "country"):
            by_table = _by_table(number, groups, gazetteer)
            if by_table is None and not group.reading.known and group.reading.country in {None, home}:
                by_table = _city_state(number, groups, home, gazetteer)
            nearest[number] = outer if by_table is None else by_table
    for number, group in enumerate(groups):
        if nearest[number] is None and group.reading.type == "facility":
            by_name = _by_name(number, groups, candidates)
            by_text = _by_text(tokens, number, groups, candidates, group_of) if by_name is None else by_name
            nearest[number] = _country_group(group, groups) if by_text is None else by_text
    return [_chain(number, nearest) for number in range(len(groups))]


def _stated(group: Group, number: int, links: Links, group_of: dict[int, int]) -> int | None:
    outers = [group_of[links.outer[i]] for i in group.members if links.outer.get(i) in group_of]
    return next((outer for outer in outers if outer != number), None)


def _country_group(group: Group, groups: list[Group]) -> int | None:
    """Return the country of the group where the article names it as a place."""
    code = group.reading.country
    wanted = f"country.{code}"
    return next((i for i, other in enumerate(groups) if code is not None and other.reading.id == wanted), None)


def _city_state(number: int, groups: list[Group], home: str | None, gazetteer: Gazetteer) -> int | None:
    """Return the city that is the whole territory the article is about (Hong Kong)."""
    if home is None:
        return None
    key = name_key(gazetteer.country_name(home))
    for other, group in enumerate(groups):
        outer = group.reading.place
        city = outer is not None and outer.type == "city" and outer.country == home and name_key(outer.name) == key
        if city and other != number:
            return other
    return None


def _by_table(number: int, groups: list[Group], gazetteer: Gazetteer) -> int | None:
    """Return the region, or the city that is a territory (Hong Kong), in which the table puts the group's place."""
    place = groups[number].reading.place
    if place is None:
        return None
    for other, group in enumerate(groups):
        outer = group.reading.place
        if outer is None or other == number or place.country is None or place.country != outer.country:
            continue
        if outer.type == "region" and inside(place, outer):
            return other
        if outer.type == "city" and name_key(outer.name) == name_key(gazetteer.country_name(place.country)):
            return other
    return None


def _by_name(number: int, groups: list[Group], candidates: list[Candidate]) -> int | None:
    """Return the town whose name opens the facility's ("Hong Kong Police Headquarters")."""
    keys = {name_key(candidates[i].text) for i in groups[number].members}
    for other, group in enumerate(groups):
        if other != number and group.reading.type in {"city", "region"}:
            openings = {f"{name_key(candidates[i].text)} " for i in group.members}
            if any(key.startswith(opening) for key in keys for opening in openings):
                return other
    return None


def _by_text(
    tokens: Tokens, number: int, groups: list[Group], candidates: list[Candidate], group_of: dict[int, int]
) -> int | None:
    """Return the last town before the facility in its paragraph, else the town the article names most."""
    first = groups[number].members[0]
    country = groups[number].reading.country
    for i in range(first - 1, -1, -1):
        if not tokens.same(candidates[i].start, candidates[first].start):
            break
        if i in group_of and _may_hold(groups[group_of[i]], country):
            return group_of[i]
    counts = Counter({other: len(group.members) for other, group in enumerate(groups) if _may_hold(group, country)})
    if not counts:
        return None
    best = max(counts.values())
    return min(other for other, count in counts.items() if count == best)


def _may_hold(group: Group, country: str | None) -> bool:
    if group.reading.type != "city" or not group.reading.known:
        return False
    return country is None or group.reading.country in {None, country}


def _chain(number: int, nearest: list[int | None]) -> list[int]:
    chain: list[int] = []
    outer = nearest[number]
    while outer is not None and outer != number and outer not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(outer)
        outer = nearest[outer]
    return chain
