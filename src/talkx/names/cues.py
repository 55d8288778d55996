"""Corrects labels by the words beside a name: a title makes a person, "restaurant" or "S.A." a body, a town a team."""

from __future__ import annotations

from dataclasses import replace

from talkx.model import EntityLabel
from talkx.names.drafts import POSSESSIVES, Draft, Ground
from talkx.resources.gazetteer import Gazetteer
from talkx.resources.titles import Titles

_SAID = frozenset({"said", "says", "told", "added", "stated", "tweeted", "wrote"})


def recast(ground: Ground, drafts: list[Draft], gazetteer: Gazetteer, titles: Titles) -> list[Draft]:
    """Return the drafts with the label that the words beside or inside them demand."""
    found: list[Draft] = []
    for draft in drafts:
        text = ground.text(draft.start, draft.end)
        known = gazetteer.state(text) is not None or titles.organisation(text) is not None
        label = None if known else _label(ground, draft, text, gazetteer, titles)
        found.append(draft if label is None or label == draft.label else replace(draft, label=label, origin="rule:cue"))
    return found


def _label(ground: Ground, draft: Draft, text: str, gazetteer: Gazetteer, titles: Titles) -> EntityLabel | None:
    naming, last = titles.naming, ground.words[draft.end - 1]
    several = draft.end - draft.start > 1
    if several and last in naming.legal_forms:
        return "ORG"
    segment = ground.segment_of[draft.start]
    before = ground.words[draft.start - 1] if ground.word(draft.start - 1, segment) else ""
    if draft.label in {"PERSON", "GPE"} and before in naming.body_nouns and not gazetteer.places(text):
        return "ORG"
    if draft.label in {"FAC", "LOC"}:
        return "ORG" if several and last in naming.institutions else None
    if draft.label not in {"GPE", "PERSON", "NORP"} or gazetteer.places(text):
        return None
    after = ground.word(draft.end, segment)
    if after in naming.body_nouns and draft.label == "GPE":
        return "ORG"
    if draft.label == "GPE":
        return _not_a_place(ground, draft, before, after, gazetteer, titles)
    return None


def _not_a_place(
    ground: Ground, draft: Draft, before: str, after: str, gazetteer: Gazetteer, titles: Titles
) -> EntityLabel | None:
    """Return what a place that no gazetteer knows is instead, or None."""
    if titles.is_honorific(before) or (titles.is_office(before) and before not in {"state", "State"}):
        return "PERSON"
    several = draft.end - draft.start > 1
    if after in _SAID and several:
        return "PERSON"
    if several and before == "," and after == "," and _names_office(ground, draft.start - 1, titles):
        return "PERSON"
    last = ground.words[draft.end - 1]
    if several and last not in titles.naming.place_tails and after not in {","}:
        front = ground.text(draft.start, draft.end - 1)
        if any(p.population >= 20_000 or p.type == "region" for p in gazetteer.places(front)):
            return "ORG"  # "Utah Jazz", "New Orleans Pelicans"
    return None


def _names_office(ground: Ground, comma: int, titles: Titles) -> bool:
    """Return whether an office with its "of ..." stands right before the comma ("The mayor of Lyon, X, said")."""
    segment = ground.segment_of[comma]
    for back in range(comma - 1, comma - 7, -1):
        word = ground.word(back, segment)
        if word == "of":
            return titles.is_office(ground.word(back - 1, segment))
        if not word or not (ground.words[back][:1].isupper() or word in POSSESSIVES | {"the"}):
            return False
    return False
