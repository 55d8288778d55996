"""Which stretches of the article name a place: names read as venues, facilities, and bodies met at their building."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from talkx.model import Located, NameMention
from talkx.resources.gazetteer import Gazetteer, name_key, place_slug
from talkx.venues.candidate import Candidate, PlaceLabel
from talkx.venues.facilities import facilities
from talkx.venues.links import lies_in
from talkx.venues.named import NATURE, areas, behind_owner, datelined, from_name
from talkx.venues.tokens import Tokens

_SMALL_NOUNS = frozenset({"district", "estuary", "peninsula", "island", "islands", "valley"})


def find_candidates(
    tokens: Tokens, names: tuple[NameMention, ...], dateline: Located | None, gazetteer: Gazetteer
) -> list[Candidate]:
    """Return the places of the article in text order; no two share a token. `dateline` is the dateline's place."""
    readable = [name for name in names if name_key(name.text) and place_slug(name.text)]
    named = _apart([found for name in readable if (found := from_name(tokens, name, gazetteer)) is not None])
    named = _apart([*named, *_before_wholes(tokens, names, named, gazetteer)])
    taken = _tokens_of(tokens, names, frozenset({"PERSON", "ORG"}))
    peoples = _tokens_of(tokens, names, frozenset({"NORP"}))
    named = _apart([*named, *datelined(tokens, named, dateline, gazetteer), *areas(tokens, named, taken, gazetteer)])
    joined = _joined(tokens, _with_facilities(tokens, named, taken, peoples, gazetteer), gazetteer)
    whole = [_hinted(tokens, _extended(tokens, candidate, taken, gazetteer), gazetteer) for candidate in joined]
    return _with_short_forms(tokens, names, _apart(whole), gazetteer)


def _before_wholes(
    tokens: Tokens, names: tuple[NameMention, ...], named: list[Candidate], gazetteer: Gazetteer
) -> list[Candidate]:
    """Return towns taken for persons or bodies that stand before what they lie in: "Cancun, Mexico"."""
    wholes = {candidate.start: candidate for candidate in named}
    found = []
    for name in names:
        start, end = tokens.range_of(name.span)
        whole = wholes.get(end + 1)
        if name.label not in {"PERSON", "ORG"} or whole is None or tokens.near(end - 1, 1) != ",":
            continue
        if any(lies_in(place, whole, gazetteer) for place in gazetteer.places(name.text)):
            found.append(Candidate(start, end, tokens.text(start, end), "GPE"))
    return found


def _tokens_of(tokens: Tokens, names: tuple[NameMention, ...], labels: frozenset[str]) -> set[int]:
    return {token for name in names if name.label in labels for token in range(*tokens.range_of(name.span))}


def _with_facilities(
    tokens: Tokens, named: list[Candidate], taken: set[int], peoples: set[int], gazetteer: Gazetteer
) -> list[Candidate]:
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
        behind = behind_owner(tokens, start, end, taken, gazetteer)
        touched = [i for i in touched if named[i].end > behind]
        first = min([behind, *(named[i].start for i in touched)])
        if tokens.words[end - 1].islower():
            candidate = _in_lower_case(tokens, first, end, gazetteer)
            if candidate is not None and not touched and not peoples.intersection(range(first, end)):
                added.append(candidate)
            continue
        last = max([end, *(named[i].end for i in touched)])
        drop.update(touched)
        text = tokens.text(first, last)
        added.append(Candidate(first, last, text, "LOC" if text.endswith(NATURE) else "FAC"))
    kept = [candidate for i, candidate in enumerate(named) if i not in drop]
    return _apart([*kept, *added])


def _in_lower_case(tokens: Tokens, start: int, end: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return "Marsh Junction railway station" or "Old Harbour district", unless the name has been read otherwise."""
    words = gazetteer.words
    size = 2 if tokens.low[end - 2] in words.between_facility_nouns else 1
    if end - size <= start or gazetteer.state(tokens.text(start, end - size)) is not None:
        return None
    quarter = tokens.low[end - 1] in words.quarter_nouns
    if quarter and tokens.low[end - size - 1].endswith(("ean", "ian", "ese", "ish")):
        return None  # "the Central European region"
    if not quarter:
        return Candidate(start, end, tokens.text(start, end), "FAC")
    keeps_noun = tokens.low[end - 1] in _SMALL_NOUNS
    last = end if keeps_noun else end - size
    return Candidate(start, last, tokens.text(start, last), "LOC", hint="region")


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates in text order without those that begin inside an earlier one."""
    found: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: (candidate.start, -candidate.end)):
        if not found or candidate.start >= found[-1].end:
            found.append(candidate)
    return found


def _joined(tokens: Tokens, candidates: list[Candidate], gazetteer: Gazetteer) -> list[Candidate]:
    """Join two candidates that are one name: "Washington, D.C.", "Bosnia and Herzegovina", "Sea of Azov"."""
    found: list[Candidate] = []
    for candidate in candidates:
        if found and candidate.start - found[-1].end <= 2 and tokens.same(found[-1].start, candidate.start):
            start = found[-1].start
            text = tokens.text(start, candidate.end)
            state = gazetteer.state(text)
            area = tokens.low[found[-1].end] in {"of", "and"} and bool(gazetteer.places(text))
            if (state is not None and state.kind in {"name", "capital"}) or area:
                found[-1] = Candidate(start, candidate.end, text, "GPE" if state else "LOC", state)
                continue
        found.append(candidate)
    return [_with_prefix(tokens, candidate, gazetteer) for candidate in found]


def _with_prefix(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer) -> Candidate:
    """Take in the word before that the model left out of a state's name: "Democratic Republic of Congo"."""
    start = candidate.start - 1
    if candidate.state is None or not tokens.is_capital(candidate.start, -1):
        return candidate
    text = tokens.text(start, candidate.end)
    state = gazetteer.state(text)
    if state is None or state.kind != "name" or state.code == candidate.state.code:
        return candidate
    return replace(candidate, start=start, text=text, state=state)


def _extended(tokens: Tokens, candidate: Candidate, taken: set[int], gazetteer: Gazetteer) -> Candidate:
    """Take a lower-case noun into the name of a facility or a district: "Notre Dame cathedral", "Central district"."""
    words = gazetteer.words
    last = candidate.end - 1
    nouns: frozenset[str] = frozenset()
    heads = words.facility_nouns | words.unsure_facility_nouns | words.lower_case_facility_nouns
    if candidate.label == "FAC" and tokens.low[last] not in heads:
        nouns = words.lower_case_facility_nouns
    elif candidate.state is None and not gazetteer.places(candidate.text):
        nouns = words.lower_case_facility_nouns & (words.plain_facility_nouns | {"station", "plant", "restaurant"})
    size = 1 if _lower_noun(tokens, last + 1, nouns) else 0
    if tokens.near(last, 1) in words.between_facility_nouns:
        following = [tokens.near(last, k) for k in (1, 2, 3)]
        size = next((k for k in (3, 2) if " ".join(following[:k]) in words.sites_of_towns), size)
        size = 0 if candidate.state is not None and candidate.state.kind != "capital" else size
    if nouns and tokens.near(last, 1) in words.between_facility_nouns and _lower_noun(tokens, last + 2, nouns):
        size = 2
    label: PlaceLabel = "FAC" if size else candidate.label
    if not size and (candidate.label == "LOC" or candidate.text.casefold() in words.directions):
        size = 1 if tokens.near(last, 1) in _SMALL_NOUNS else 0
    end = candidate.end + size
    if not size or any(token in taken for token in range(candidate.end, end)):
        return candidate
    return replace(candidate, end=end, text=tokens.text(candidate.start, end), label=label)


def _lower_noun(tokens: Tokens, at: int, nouns: frozenset[str]) -> bool:
    return bool(nouns) and tokens.same(at - 1, at) and tokens.words[at] in nouns


def _hinted(tokens: Tokens, candidate: Candidate, gazetteer: Gazetteer) -> Candidate:
    """Read the word behind or before the name for its kind."""
    words = gazetteer.words
    regions = words.region_nouns - {"island", "islands", "area", "areas"}
    before, of = tokens.near(candidate.start, -2), tokens.near(candidate.start, -1)
    if of == "the":
        before, of = tokens.near(candidate.start, -3), tokens.near(candidate.start, -2)
    if tokens.near(candidate.end - 1, 1) in regions:
        return replace(candidate, hint="region")
    if of == "of" and before in words.city_nouns:
        return replace(candidate, hint="city")
    if of == "of" and before in regions:
        return replace(candidate, hint="region")
    if of == "," and before in words.city_nouns:
        return replace(candidate, hint="city")  # "the province's capital, Asadabad"
    if tokens.near(candidate.start, -1) in {"capital", "city", "town", "village"}:
        return replace(candidate, hint="city")
    return candidate


def _with_short_forms(
    tokens: Tokens, names: tuple[NameMention, ...], candidates: list[Candidate], gazetteer: Gazetteer
) -> list[Candidate]:
    """Add names that the model takes for organisations but that are a facility's name without its noun."""
    nouns = gazetteer.words.lower_case_facility_nouns
    short = {
        name_key(tokens.text(candidate.start, candidate.end - 1))
        for candidate in candidates
        if candidate.label == "FAC" and candidate.end - candidate.start > 1 and tokens.words[candidate.end - 1] in nouns
    }
    added = []
    for name in names if short else ():
        if name.label in {"ORG", "EVENT"} and name_key(name.text) in short:
            start, end = tokens.range_of(name.span)
            added.append(Candidate(start, end, tokens.text(start, end), "FAC"))
    return _apart([*candidates, *added])
