"""Which stretches of the article name a place: names read as venues, facilities, and bodies met at their building."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal

from talkx.model import NameMention
from talkx.resources.gazetteer import Gazetteer, StateForm
from talkx.venues.facilities import facilities
from talkx.venues.tokens import Tokens

PlaceLabel = Literal["GPE", "LOC", "FAC"]
Hint = Literal["region", "city"]

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `[start, end)` that name a place. `state` is set where they name a state or its seat.

    `hint` is what the words around say of its kind ("Helmand province", "the city of Basra").
    """

    start: int
    end: int
    text: str
    label: PlaceLabel
    state: StateForm | None = None
    hint: Hint | None = None


def find_candidates(tokens: Tokens, names: tuple[NameMention, ...], gazetteer: Gazetteer) -> list[Candidate]:
    """Return the places of the article in text order; no two share a token."""
    named = [candidate for name in names if (candidate := _from_name(tokens, name, gazetteer)) is not None]
    taken = {token for name in names if name.label in {"PERSON", "ORG"} for token in range(*tokens.range_of(name.span))}
    found = _with_facilities(tokens, named, taken, gazetteer)
    return [_hinted(tokens, _extended(tokens, candidate, taken, gazetteer), gazetteer) for candidate in found]


def _from_name(tokens: Tokens, name: NameMention, gazetteer: Gazetteer) -> Candidate | None:
    start, end = tokens.range_of(name.span)
    if name.label == "ORG":
        return _building(tokens, name, start, end, gazetteer)
    if name.label not in {"GPE", "LOC", "FAC"} or name.reading not in {"venue", "both"}:
        return None
    state = gazetteer.state(name.text)
    if state is not None and state.kind == "demonym":
        return None
    label: PlaceLabel = "LOC" if name.label == "LOC" else "FAC" if name.label == "FAC" else "GPE"
    if label != "FAC" and _ends_as_facility(tokens, end, gazetteer) and not gazetteer.places(name.text):
        label = "FAC"
    if state is not None and state.kind == "seat":
        label = "FAC"
    return Candidate(start, end, name.text, label, state)


def _ends_as_facility(tokens: Tokens, end: int, gazetteer: Gazetteer) -> bool:
    return tokens.low[end - 1] in gazetteer.words.facility_nouns


def _building(tokens: Tokens, name: NameMention, start: int, end: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return an organisation as a place where people stand outside it, storm it, or are in it ("at X Hospital")."""
    words = gazetteer.words
    nouns = set(tokens.low[start:end])
    at = start - 1
    if tokens.near(start, -1) in {"the", "a", "its", "their"}:
        at -= 1
    before = tokens.low[at] if tokens.same(start, at) else ""
    earlier = tokens.near(start, at - 1 - start)
    head = tokens.low[end - 1]
    outside = before in words.outside_words or (before == "of" and earlier in {"front", "outside", "inside", "steps"})
    stormed = before in words.storming_verbs
    seated = bool(nouns & words.seated_bodies) or head in words.facility_nouns
    inside = before in {"at", "in", "inside", "into"} and (head in words.facility_nouns or head in words.sites)
    lodged = before == "at" and bool(nouns & words.seated_bodies) and tokens.near(end - 1, 1) == "in"
    if (seated and (outside or stormed)) or inside or (lodged and not _belongs(tokens, at, gazetteer)):
        return Candidate(start, end, name.text, "FAC")
    return None


def _belongs(tokens: Tokens, preposition: int, gazetteer: Gazetteer) -> bool:
    """Return whether the words before say who somebody is ("a professor at") and not what happens there."""
    return any(tokens.near(preposition, -k) in gazetteer.words.belonging_words for k in (1, 2, 3))


def _with_facilities(tokens: Tokens, named: list[Candidate], taken: set[int], gazetteer: Gazetteer) -> list[Candidate]:
    """Add the facilities of the grammar; one that holds or crosses a named place takes it in."""
    starts = [candidate.start for candidate in named]
    drop: set[int] = set()
    added: list[Candidate] = []
    for start, end in facilities(tokens, gazetteer.words):
        low = bisect_left(starts, start)
        if low and named[low - 1].end > start:
            low -= 1
        touched = [i for i in range(low, len(named)) if named[i].start < end]
        if any(named[i].start <= start and named[i].end >= end for i in touched):
            continue
        if start - 1 in taken or end - 1 in taken:
            continue  # part of a longer name, or the end of a person's or an organisation's
        first = min([start, *(named[i].start for i in touched)])
        last = max([end, *(named[i].end for i in touched)])
        drop.update(touched)
        added.append(Candidate(first, last, tokens.text(first, last), "FAC"))
    kept = [candidate for i, candidate in enumerate(named) if i not in drop]
    return _apart(sorted([*kept, *added], key=lambda candidate: (candidate.start, -candidate.end)))


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates without those that begin inside an earlier one."""
    found: list[Candidate] = []
    for candidate in candidates:
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def _extended(tokens: Tokens, candidate: Candidate, taken: set[int], gazetteer: Gazetteer) -> Candidate:
    """Take a lower-case noun into the name of a facility or a district: "Notre Dame cathedral", "Central district"."""
    words = gazetteer.words
    last = candidate.end - 1
    end = candidate.end
    if candidate.label == "FAC" and not _ends_as_facility(tokens, end, gazetteer):
        nouns = words.lower_case_facility_nouns
        size = 1 if tokens.near(last, 1) in nouns else 0
        if tokens.near(last, 1) in words.between_facility_nouns and tokens.near(last, 2) in nouns:
            size = 2
        end += size
    elif candidate.label == "LOC" and tokens.near(last, 1) in {"district", "estuary", "peninsula", "island", "islands"}:
        end += 1
    if end == candidate.end or any(token in taken for token in range(candidate.end, end)):
        return candidate
    return replace(candidate, end=end, text=tokens.text(candidate.start, end))


def _hinted(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer) -> Candidate:
    """Read the word behind or before the name for its kind."""
    words = gazetteer.words
    after = tokens.near(candidate.end - 1, 1)
    before, of = tokens.near(candidate.start, -2), tokens.near(candidate.start, -1)
    if of == "the":
        before, of = tokens.near(candidate.start, -3), tokens.near(candidate.start, -2)
    if after in words.region_nouns - {"island", "islands", "area", "areas"}:
        return replace(candidate, hint="region")
    if of == "of" and before in words.city_nouns:
        return replace(candidate, hint="city")
    if of == "of" and before in words.region_nouns - {"area"}:
        return replace(candidate, hint="region")
    if tokens.near(candidate.start, -1) in {"capital", "city", "town", "village"}:
        return replace(candidate, hint="city")
    return candidate
