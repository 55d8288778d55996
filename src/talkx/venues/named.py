"""Candidates from the names of the names stage, from the dateline, and from the table of areas."""

from __future__ import annotations

from talkx.model import Located, NameMention
from talkx.resources.gazetteer import Gazetteer, StateForm, place_slug
from talkx.venues.buildings import building, placed, scene_of_event
from talkx.venues.candidate import Candidate, PlaceLabel
from talkx.venues.facilities import ROAD_NUMBER
from talkx.venues.tokens import Tokens

NATURE = ("National Park", "National Forest", "Nature Reserve", "National Monument")
_AMBIGUOUS_NOUNS = frozenset({"park", "port", "market", "road", "house", "field", "gate", "fort"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_LONGEST_AREA = 4
_OFFICES = frozenset({"agency", "bureau", "department", "office"})
_STANDING = frozenset({"in", "near", "outside", "across"})
_LONGEST_DATELINE = 12
_TOWN = 50_000
"""Least population of a town that is read where the model saw an organisation."""


def datelined(
    tokens: Tokens, named: list[Candidate], dateline: Located | None, gazetteer: Gazetteer
) -> list[Candidate]:
    """Return the towns of the dateline ("CAIRO/KHARTOUM"), which are places whatever the model says of them."""
    if dateline is None:
        return []
    taken = {token for candidate in named for token in range(candidate.start, candidate.end)}
    found: list[Candidate] = []
    at = start = tokens.range_of(dateline.span)[0]
    end = min(tokens.range_of(dateline.span)[1], start + _LONGEST_DATELINE)
    for at in range(start, end + 1):
        if at == end or not (tokens.words[at][0].isalnum() or tokens.words[at][0] in "'’-."):
            if start < at and not taken.intersection(range(start, at)) and tokens.same(start, at - 1):
                text = tokens.text(start, at)
                if place_slug(text):
                    found.append(Candidate(start, at, text, "GPE", gazetteer.state(text)))
            start = at + 1
    return found


_OPENS_NOUN = frozenset({"a", "an", "another", "its", "no", "the", "their"})


def from_name(tokens: Tokens, name: NameMention, gazetteer: Gazetteer) -> Candidate | None:
    """Return the place that a name of the names stage names, or None for what acts or is none."""
    start, end = tokens.range_of(name.span)
    words = gazetteer.words
    if name.label == "EVENT":
        place = scene_of_event(tokens, start, end, gazetteer)
        return None if place is None else Candidate(*place, tokens.text(*place), "GPE")
    offices = _OFFICES.intersection(tokens.low[start : end - 1]) and "of" in tokens.low[start:end]
    bodies = words.seated_bodies.intersection(tokens.low[start:end])
    body = name.label in {"GPE", "LOC"} and name.state is None and (bodies or offices)
    state = gazetteer.state(name.text)
    if name.label in {"ORG", "PERSON"} or body:
        return _from_organisation(tokens, name, gazetteer)
    if name.label not in {"GPE", "LOC", "FAC"} or (state is not None and state.kind == "demonym"):
        return None
    undergoes = name.label == "GPE" and tokens.near(end - 1, 1) in words.undergoing_verbs
    if tokens.near(end - 1, 1) == "had":  # "Peru had its first case", not "Peru had frozen the accounts"
        undergoes = undergoes and tokens.near(end - 1, 2) in _OPENS_NOUN
    numbered = state is None and tokens.near(end - 1, 1).isdecimal() and name.label != "FAC"  # a craft, a version
    if numbered or (name.reading not in {"venue", "both"} and not undergoes):
        return None
    if name.label == "FAC":
        start = behind_owner(tokens, start, end, set(), gazetteer)
    return Candidate(start, end, tokens.text(start, end), _label(tokens, name, end, state, gazetteer), state)


def _from_organisation(tokens: Tokens, name: NameMention, gazetteer: Gazetteer) -> Candidate | None:
    """Return a body's building, a seat of government one can be in, or a place that the model took for another name."""
    words = gazetteer.words
    start, end = tokens.range_of(name.span)
    state = gazetteer.state(name.text)
    if name.label != "PERSON" and building(tokens, start, end, words):
        return Candidate(start, end, tokens.text(start, end), "FAC")
    of_town = tokens.near(start, -1) == "of" and tokens.near(start, -2) in words.city_nouns
    standing = tokens.near(start, -1) in _STANDING or of_town
    based = tokens.near(end - 1, 1) in {"-", "–"} and tokens.near(end - 1, 2) == "based"
    if not based and not (standing if name.label == "PERSON" else placed(tokens, start, words)):
        return None
    if state is not None:
        return Candidate(start, end, tokens.text(start, end), "FAC", state) if state.kind == "seat" else None
    found = gazetteer.places(name.text)
    titled = name.text.startswith("The ")  # a newspaper
    believed = (
        bool(found)
        and not titled
        and not name.text.isupper()
        and (found[0].type != "city" or found[0].population >= _TOWN)
    )
    return Candidate(start, end, tokens.text(start, end), "GPE") if believed else None


def _label(tokens: Tokens, name: NameMention, end: int, state: StateForm | None, gazetteer: Gazetteer) -> PlaceLabel:
    """Return the kind of name, mended by its own words and by the table."""
    words = gazetteer.words
    first, last = name.text.split()[0].casefold(), tokens.low[end - 1]
    given: PlaceLabel = "FAC" if name.label == "FAC" else "LOC" if name.label == "LOC" else "GPE"
    if state is not None:
        return "FAC" if state.kind == "seat" else "LOC" if name.label == "LOC" else "GPE"
    unknown = not gazetteer.places(name.text)
    nature = name.text.endswith(NATURE) or (last in words.feature_nouns and unknown)
    if nature or (name.label == "FAC" and last in words.region_nouns):
        return "LOC"
    site = last in words.facility_nouns and (last not in _AMBIGUOUS_NOUNS or unknown)
    camp = first in words.leading_nouns and " " in name.text and unknown
    return "FAC" if site or camp or ROAD_NUMBER.fullmatch(name.text) else given


def behind_owner(tokens: Tokens, start: int, end: int, taken: set[int], gazetteer: Gazetteer) -> int:
    """Return where a facility's name begins: behind "London's" and "the Army's", but not behind "St. Brendan's"."""
    for at in range(start + 1, end - 1):
        if tokens.low[at] in _POSSESSIVES:
            owner = tokens.text(start, at)
            if at - 1 in taken or gazetteer.state(owner) is not None or gazetteer.places(owner):
                return at + 1
    return start


def areas(tokens: Tokens, named: list[Candidate], taken: set[int], gazetteer: Gazetteer) -> list[Candidate]:
    """Return areas of several words that the model has not named: "the Korean peninsula", "the South China Sea"."""
    known = {token for candidate in named for token in range(candidate.start, candidate.end)} | taken
    found: list[Candidate] = []
    free = 0
    for start in range(len(tokens)):
        if start < free or not tokens.words[start][0].isupper() or tokens.segment_of[start] < 0:
            continue
        for end in range(min(start + _LONGEST_AREA, len(tokens)), start + 1, -1):
            inside = tokens.same(start, end - 1) and tokens.words[end - 1][0].isalnum()
            if not inside or tokens.low[start] == "the" or known.intersection(range(start, end)):
                continue
            text = tokens.text(start, end)
            places = gazetteer.places(text)
            if places and places[0].id.startswith("place.") and places[0].own_name and _whole(tokens, start, end):
                found.append(Candidate(start, end, text, "LOC"))
                free = end
                break
    return found


def _whole(tokens: Tokens, start: int, end: int) -> bool:
    """Return whether no capital stands beside: "Black Sea Fleet" is no sea."""
    return not tokens.is_capital(end - 1, 1) and (tokens.opens_sentence(start) or not tokens.is_capital(start, -1))
