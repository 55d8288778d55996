"""What each venue lies in: as the text says, as the table has it, else the town that the text is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.venues.links import inside
from talkx.venues.merge import Group
from talkx.venues.resolve import Reading
from talkx.venues.tokens import Tokens

_LONGEST_CHAIN = 4
_FAR = 60


def enclosures(
    tokens: Tokens, read: Reading, groups: list[Group], home: str | None, gazetteer: Gazetteer
) -> list[list[int]]:
    """Return for each group the numbers of the groups that it lies in, nearest first."""
    index = _indexed(read, groups, gazetteer)
    nearest = [_stated(group, number, read, index) for number, group in enumerate(groups)]
    for number, group in enumerate(groups):
        outer = nearest[number]
        if group.reading.type != "country" and (outer is None or groups[outer].reading.type == "country"):
            by_table = _by_table(number, groups, index, home)
            nearest[number] = outer if by_table is None else by_table
    for number, group in enumerate(groups):
        if nearest[number] is None and group.reading.type == "facility":
            nearest[number] = _of_facility(tokens, number, read, groups, index)
    return [_chain(number, nearest) for number in range(len(groups))]


@dataclass(slots=True)
class _Index:
    """Groups by what is asked of them: member, id, division, name of a town or region, and the leading towns."""

    group_of: dict[int, int]
    by_id: dict[str, int] = field(default_factory=dict)
    divisions: dict[tuple[str, str], int] = field(default_factory=dict)
    city_states: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    leading: dict[str | None, int] = field(default_factory=dict)


def _indexed(read: Reading, groups: list[Group], gazetteer: Gazetteer) -> _Index:
    index = _Index({member: number for number, group in enumerate(groups) for member in group.members})
    for number, group in enumerate(groups):
        reading, place = group.reading, group.reading.place
        index.by_id.setdefault(reading.id, number)
        if reading.type in {"city", "region"}:
            for member in group.members:
                index.by_name.setdefault(name_key(read.candidates[member].text), number)
        if place is not None and place.country is not None:
            if place.type == "region" and place.region is None:
                index.divisions.setdefault((place.country, name_key(place.name)), number)
            if place.type == "city" and name_key(place.name) == name_key(gazetteer.country_name(place.country)):
                index.city_states.setdefault(place.country, number)
    towns = [number for number, group in enumerate(groups) if group.reading.type == "city" and group.reading.known]
    for number in sorted(towns, key=lambda number: (-len(groups[number].members), number)):
        index.leading.setdefault(None, number)
        index.leading.setdefault(groups[number].reading.country, number)
    return index


def _stated(group: Group, number: int, read: Reading, index: _Index) -> int | None:
    """Return the group that the text says the group lies in."""
    outers = [index.group_of.get(read.links.outer[i]) for i in group.members if i in read.links.outer]
    return next((outer for outer in outers if outer is not None and outer != number), None)


def _by_table(number: int, groups: list[Group], index: _Index, home: str | None) -> int | None:
    """Return the division of the article in which the table puts the place, or the city that is its territory.

    An unknown place of an article about such a city (Hong Kong) lies in it too.
    """
    reading = groups[number].reading
    place = reading.place
    found: int | None = None
    if place is not None and place.country is not None:
        if place.region is not None:
            found = index.divisions.get((place.country, name_key(place.region)))
            outer = None if found is None else groups[found].reading.place
            found = found if outer is not None and inside(place, outer) else None
        found = index.city_states.get(place.country) if found is None else found
    elif not reading.known and home is not None and reading.country in {None, home}:
        found = index.city_states.get(home)
    return None if found == number else found


def _of_facility(tokens: Tokens, number: int, read: Reading, groups: list[Group], index: _Index) -> int | None:
    """Return where a facility lies of which the text does not say it.

    The town or region that opens its name ("Hong Kong Police Headquarters"), the last town before it in its paragraph,
    the town that the article names most, or its country.
    """
    group = groups[number]
    words = name_key(read.candidates[group.members[0]].text).split()
    for size in range(min(len(words) - 1, _LONGEST_CHAIN), 0, -1):
        named = index.by_name.get(" ".join(words[:size]))
        if named is not None:
            return named
    country = group.reading.country
    first = group.members[0]
    for i in range(first - 1, max(-1, first - _FAR), -1):
        if not tokens.same(read.candidates[i].start, read.candidates[first].start):
            break
        town = index.group_of.get(i)
        if town is not None and _may_hold(groups[town], country):
            return town
    leading = index.leading.get(country)
    return index.by_id.get(f"country.{country}") if leading is None else leading


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
