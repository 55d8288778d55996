"""What the text says lies in what: "Paris, Texas", "the Old Palace in Turin", "Baghdad's Green Zone"."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from talkx.resources.gazetteer import Gazetteer, Place, name_key
from talkx.venues.candidate import Candidate
from talkx.venues.tokens import Tokens

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_AND = frozenset({"and", "or", "&"})
_LESS_THAN = 6
_FAMOUS = 300_000
_METROPOLIS = 1_000_000


@dataclass(slots=True)
class Links:
    """`outer` gives for a candidate's number the number of the place it is said to lie in, `country` a stated country.

    `lists` are the runs of candidates joined by commas and "and", `regions` the members of those that end in a plural
    such as "provinces".
    """

    outer: dict[int, int] = field(default_factory=dict)
    country: dict[int, str] = field(default_factory=dict)
    lists: list[list[int]] = field(default_factory=list)
    regions: set[int] = field(default_factory=set)


def find_links(tokens: Tokens, candidates: list[Candidate], gazetteer: Gazetteer) -> Links:
    """Return what the words between neighbouring candidates say."""
    links = Links()
    in_list = _lists(tokens, candidates, links, gazetteer)
    for run in links.lists:
        noun = tokens.near(candidates[run[-1]].end - 1, 1)
        if noun.endswith("s") and noun in gazetteer.words.region_nouns:
            links.regions.update(run)
    for i, candidate in enumerate(candidates):
        code = _stated_country(tokens, candidate, gazetteer)
        if code is not None:
            links.country[i] = code
        if i + 1 == len(candidates):
            break
        following = candidates[i + 1]
        between = _between(tokens, candidate, following)
        if not between:
            continue
        if between == [","]:
            free = i not in in_list or _certain_enclosure(candidate, following, gazetteer)
            if free and _may_lie_in(candidate, following, gazetteer):
                links.outer[i] = i + 1
        elif _says_in(between, gazetteer):
            if following.label != "FAC" or candidate.label == "FAC":
                links.outer[i] = i + 1
        elif between[0] in _POSSESSIVES and len(between) <= 3 and "," not in between and candidate.label != "FAC":
            links.outer[i + 1] = i
    return links


def _between(tokens: Tokens, candidate: Candidate, following: Candidate) -> list[str] | None:
    """Return the few words between two candidates of one segment, or None where they stand far apart."""
    if following.start - candidate.end > _LESS_THAN or not tokens.same(candidate.end - 1, following.start):
        return None
    return tokens.low[candidate.end : following.start]


def _is_chain(candidates: list[Candidate], run: list[int], gazetteer: Gazetteer) -> bool:
    """Return whether names with commas between are one address ("White Plains, New York, US") and not a list."""
    if len(run) > 4:
        return False
    pairs = [(candidates[i], candidates[j]) for i, j in pairwise(run)]
    return all(_may_lie_in(inner, outer, gazetteer) for inner, outer in pairs)


def _lists(tokens: Tokens, candidates: list[Candidate], links: Links, gazetteer: Gazetteer) -> set[int]:
    """Find enumerations: each gap a comma, "and" or both, unless the commas make an address."""
    run: list[int] = []
    member: set[int] = set()
    joined_by_and = False

    def close() -> None:
        if (joined_by_and and len(run) >= 2) or (len(run) >= 3 and not _is_chain(candidates, run, gazetteer)):
            links.lists.append(list(run))
            member.update(run)

    for i, candidate in enumerate(candidates):
        gap = _between(tokens, candidates[i - 1], candidate) if i else None
        words = [word for word in gap or [] if word != "the"]
        if run and gap is not None and words and len(words) <= 2 and all(word in _AND or word == "," for word in words):
            run.append(i)
            joined_by_and = joined_by_and or bool(_AND.intersection(words))
        else:
            close()
            run, joined_by_and = [i], False
    close()
    return member


def _certain_enclosure(inner: Candidate, outer: Candidate, gazetteer: Gazetteer) -> bool:
    """Return whether inside an enumeration "A, B" still says that A lies in B: only A in B is a known place."""
    if outer.state is not None and outer.state.kind != "name":
        return False
    regions = [place for place in gazetteer.places(inner.text) if place.type == "region"]
    if regions or (inner.state is not None and inner.state.kind == "name"):
        return False
    return any(lies_in(place, outer, gazetteer) for place in gazetteer.places(inner.text))


def _may_lie_in(inner: Candidate, outer: Candidate, gazetteer: Gazetteer) -> bool:
    """Return whether "A, B" can say that A lies in B: B a state or a region, A neither a state nor as great as B."""
    if outer.label == "FAC":
        return False
    if inner.state is not None and inner.state.kind == "name" and not inner.state.weak:
        return False
    if inner.label == "FAC":
        return True
    outer_is_state = outer.state is not None and outer.state.kind == "name"
    wholes = gazetteer.places(outer.text)
    outer_regions = any(place.type == "region" for place in wholes)
    metropolis = bool(wholes) and wholes[0].population >= _METROPOLIS
    found = gazetteer.places(inner.text)
    if (outer_is_state or outer_regions or metropolis) and any(lies_in(place, outer, gazetteer) for place in found):
        return True
    famous = bool(found) and found[0].population >= _FAMOUS
    return (outer_is_state or outer_regions) and not famous


def lies_in(place: Place, outer: Candidate, gazetteer: Gazetteer) -> bool:
    """Return whether a place of the table lies in what `outer` names."""
    if outer.state is not None and outer.state.kind == "name" and place.country == outer.state.code:
        return True
    return any(may_lie_inside(place, found) for found in gazetteer.places(outer.text)[:6])


def inside(place: Place, outer: Place) -> bool:
    """Return whether the table says that a place lies in a first-level division."""
    if place.country is None or place.country != outer.country or place.id == outer.id:
        return False
    division = outer.type == "region" and outer.region is None
    return division and place.region is not None and name_key(place.region) == name_key(outer.name)


def may_lie_inside(place: Place, outer: Place) -> bool:
    """Return whether the table allows that a place lies in another; of counties it knows only the division."""
    if outer.type == "region" and outer.region is None:
        return inside(place, outer)
    if place.country is None or place.country != outer.country or place.id == outer.id:
        return False
    return place.region is not None and place.region == outer.region


def _says_in(between: list[str], gazetteer: Gazetteer) -> bool:
    """Return whether the words say that the first lies in the second: "in", "in the … capital", ", a suburb of"."""
    words = gazetteer.words
    if between == ["at"]:
        return True
    if between[0] == "in":
        rest = between[1:]
        return all(
            word in words.city_nouns | words.directions | words.region_nouns | {"the", "of", "downtown"}
            for word in rest
        ) or (len(rest) <= 3 and bool(rest) and rest[-1] in words.city_nouns)
    if between[0] == "," and between[-1] in {"of", "in", "near"}:
        return any(word in words.city_nouns | words.region_nouns for word in between[1:-1])
    return False


def _stated_country(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer) -> str | None:
    """Return the country that the words before a name give: "French capital Paris", "the US city of White Plains"."""
    words = gazetteer.words
    passed = False
    for k in range(1, 6):
        word = tokens.near(candidate.start, -k)
        if not word:
            return None
        if word in words.city_nouns or word in words.region_nouns:
            passed = True
        elif word not in {"of", "the", ","} | words.directions | _POSSESSIVES:
            form = gazetteer.state(tokens.words[candidate.start - k])
            state = (
                form is not None and form.kind in {"demonym", "name"} and tokens.words[candidate.start - k][0].isupper()
            )
            if state and form is not None and (passed or k == 1) and (form.kind == "demonym" or passed):
                return form.code
            if not word.isalpha() or word in words.place_prepositions or k >= 4:
                return None
    return None
