"""Gathers the mentions of one place into one venue: by id, and by a shorter form of a longer name."""

from __future__ import annotations

from dataclasses import dataclass, field

from talkx.resources.gazetteer import name_key
from talkx.resources.place_words import PlaceWords
from talkx.venues.candidate import Candidate
from talkx.venues.resolve import Resolved

_LONG_NAME = 7
_LONGEST_NAME = 40


@dataclass(slots=True)
class Group:
    """The candidates (by number) that mean one place, and its reading."""

    reading: Resolved
    members: list[int] = field(default_factory=list)


def other_forms(candidates: list[Candidate], readings: list[Resolved], words: PlaceWords) -> dict[int, int]:
    """Return for candidates that are a slip or a short form of another name the candidate with that name."""
    return _misspelt(candidates, readings) | _longer_forms(candidates, readings, words)


def grouped(readings: list[Resolved], longer: dict[int, int], kept: set[int]) -> list[Group]:
    """Return the groups of the candidates that are kept, in order of first mention."""
    groups: dict[str, Group] = {}
    for i, reading in enumerate(readings):
        if i not in kept:
            continue
        target = readings[longer.get(i, i)]
        group = groups.setdefault(target.id, Group(target))
        group.members.append(i)
        if group.reading.country is None and reading.country is not None and not reading.known:
            group.reading = reading if i not in longer else group.reading
    return list(groups.values())


def _misspelt(candidates: list[Candidate], readings: list[Resolved]) -> dict[int, int]:
    """Return for unknown names the known one that lacks, adds or swaps one letter ("Lousiana")."""
    known: dict[str, int] = {}
    for i, reading in enumerate(readings):
        key = name_key(candidates[i].text)
        if reading.known and len(key) >= _LONG_NAME:
            for form in _one_letter_less(key):
                known.setdefault(form, i)
    found: dict[int, int] = {}
    for i, reading in enumerate(readings):
        key = name_key(candidates[i].text)
        if not reading.known and reading.type != "facility" and len(key) >= _LONG_NAME:
            hits = [known[form] for form in _one_letter_less(key) if form in known]
            if hits:
                found[i] = min(hits)
    return found


def _one_letter_less(key: str) -> list[str]:
    return [key, *(key[:i] + key[i + 1 :] for i in range(min(len(key), _LONGEST_NAME)))]


def _longer_forms(candidates: list[Candidate], readings: list[Resolved], words: PlaceWords) -> dict[int, int]:
    """Return for each short form the candidate with the longer one: "Blenheim" of "Blenheim Palace".

    A form that is itself a known place stays apart ("Istanbul" is not Istanbul Airport).
    """
    openings: dict[str, int] = {}
    nouns = words.facility_nouns | words.region_nouns | words.lower_case_facility_nouns | words.unsure_facility_nouns
    for i, candidate in enumerate(candidates):
        parts = name_key(candidate.text).split()
        generic = bool(parts) and parts[-1] in nouns
        if len(parts) < 2 or readings[i].type in {"country", "city"} or not (generic or readings[i].type == "facility"):
            continue
        for size in range(1, len(parts)):
            openings.setdefault(" ".join(parts[:size]), i)
        if generic and readings[i].type == "facility":
            openings.setdefault(" ".join(parts[1:]) if len(parts) > 2 else "", i)
    heads = {
        name_key(c.text).split()[-1]: i for i, c in enumerate(candidates) if c.end - c.start > 1 and c.label == "FAC"
    }
    found: dict[int, int] = {}
    for i, candidate in enumerate(candidates):
        if name_key(candidate.text) in nouns and name_key(candidate.text) in heads:
            found[i] = heads[name_key(candidate.text)]  # "the Hall" of Marsh Hall
            continue
        longer = openings.get(name_key(candidate.text))
        if longer is None or longer == i or readings[i].known or readings[longer].id == readings[i].id:
            continue
        if candidate.label != "FAC" and readings[longer].type == "facility" and readings[longer].known:
            continue
        found[i] = longer
    return found
