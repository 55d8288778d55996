"""What the text says: names with clean edges, one label a name, and whether grammar reads them as actor or place.

The model's entities are repaired, tables add states, seats of government and known bodies, rules over the whole
article add surnames and acronyms, and grammar decides the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.model import CleanArticle, MentionForm, NameMention, Span
from talkx.names.cues import recast
from talkx.names.document import acronyms, corroborated, found_again, one_label, surnames_are_persons
from talkx.names.drafts import Draft, Ground, in_order
from talkx.names.extend import extended
from talkx.names.filters import plausible
from talkx.names.lookup import looked_up, relabelled, with_known_bodies
from talkx.names.reading import Reading, StateReader, organisation_reading
from talkx.names.repair import repaired
from talkx.resources.gazetteer import FormKind, Gazetteer, StateForm
from talkx.resources.titles import Titles

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_names"]

_FORMS: dict[FormKind, MentionForm] = {"name": "full", "demonym": "adjective", "capital": "metonym", "seat": "metonym"}


def find_names(doc: Doc, clean: CleanArticle, gazetteer: Gazetteer, titles: Titles) -> tuple[NameMention, ...]:
    """Return the names of the prose of `clean` in text order, without overlap, offsets in the cleaned text."""
    ground = Ground(doc, clean, gazetteer, titles)
    drafts = in_order(repaired(ground))
    drafts = with_known_bodies(ground, drafts)
    drafts = recast(ground, extended(ground, drafts))
    drafts = plausible(ground, drafts)
    drafts = relabelled(ground, drafts)
    drafts = acronyms(ground, one_label(ground, drafts))
    drafts = surnames_are_persons(ground, drafts)
    drafts = found_again(ground, drafts)
    drafts = looked_up(ground, drafts)
    drafts = corroborated(ground, drafts)
    return tuple(_mentions(ground, [d for d in drafts if not _is_credited(ground, d, clean)]))


def _is_credited(ground: Ground, draft: Draft, clean: CleanArticle) -> bool:
    """Return whether the draft stands in the agency or date of a dateline ("SANTIAGO (AFP) -"): it acts nowhere."""
    line = clean.dateline
    parts = [] if line is None else [line.credit, line.date]
    span = Span(ground.char_start(draft.start), ground.char_end(draft.end))
    return any(part is not None and part.span.overlaps(span) for part in parts)


def _state_of(ground: Ground, draft: Draft, named: frozenset[str]) -> StateForm | None:
    """Return the state that a draft names; a known body of the same name (the Kremlin) is a body, not the state."""
    if draft.label not in {"GPE", "NORP", "LOC"}:
        return None
    text = ground.text(draft.start, draft.end)
    if ground.titles.organisation(text) is not None:
        return None
    state = ground.gazetteer.state(text)
    if state is not None and _is_called_region(ground, draft, text, state, named):
        return None
    return None if state is not None and state.weak and _is_other_place(ground, text, state, named) else state


def _named_countries(ground: Ground, drafts: list[Draft]) -> frozenset[str]:
    """Return the countries that the article names without doubt."""
    found: set[str] = set()
    for draft in drafts:
        if draft.label in {"GPE", "NORP", "LOC"}:
            text = ground.text(draft.start, draft.end)
            state = ground.gazetteer.state(text)
            places = ground.gazetteer.places(text) if state is None else ()
            if state is not None and not state.weak:
                found.add(state.code)
            elif places and places[0].country is not None:
                found.add(places[0].country)
    return frozenset(found)


def _is_other_place(ground: Ground, text: str, state: StateForm, named: frozenset[str]) -> bool:
    """Return whether an ambiguous name is a region of a country the article names ("Georgia" beside "Atlanta")."""
    if state.kind != "name" or state.code in named:
        return False
    return any(p.type == "region" and p.country in named for p in ground.gazetteer.places(text))


def _is_called_region(ground: Ground, draft: Draft, text: str, state: StateForm, named: frozenset[str]) -> bool:
    """Return whether a state's name is that of a region by the word behind it ("Kwara and Niger states")."""
    segment, at = ground.segment_of[draft.start], draft.end
    while ground.word(at, segment) in {"and", ","} and ground.words[at + 1 : at + 2] and ground.words[at + 1].istitle():
        at += 2
    if state.kind != "name" or ground.word(at, segment) not in {"state", "states", "province", "provinces"}:
        return False
    return any(p.type == "region" and p.country in named - {state.code} for p in ground.gazetteer.places(text))


def _mentions(ground: Ground, drafts: list[Draft]) -> list[NameMention]:
    named = _named_countries(ground, drafts)
    states = {d.start: _state_of(ground, d, named) for d in drafts}
    reader = StateReader(
        ground,
        {d.start: d.end for d in drafts if states[d.start] is not None},
        {d.end: d.start for d in drafts if d.label in {"GPE", "LOC", "FAC"} and states[d.start] is None},
    )
    found: list[NameMention] = []
    for draft in drafts:
        state = states[draft.start]
        text = ground.text(draft.start, draft.end)
        reading: Reading
        if state is not None and ground.opens_dateline(draft.start):
            reading = "venue"
        elif state is not None:
            reading = reader.reading(draft.start, draft.end, state.kind)
        else:
            reading = _plain_reading(ground, draft, text)
        found.append(
            NameMention(
                text=text,
                span=Span(ground.char_start(draft.start), ground.char_end(draft.end)),
                label=draft.label,
                reading=reading,
                origin=draft.origin,
                state=None if state is None else state.code,
                form=None if state is None else _FORMS[state.kind],
            )
        )
    return found


def _plain_reading(ground: Ground, draft: Draft, text: str) -> Reading:
    """Return the reading of a name that is no state's."""
    if draft.label == "PERSON":
        return "actor"
    if draft.label == "ORG":
        body = ground.titles.organisation(text)
        return organisation_reading(ground, draft.start, is_seat=body is not None and body.kind == "seat")
    if draft.label == "NORP":
        return "actor" if text in ground.titles.party_by_word else "none"
    if draft.label == "EVENT":
        return "none"
    if draft.label == "FAC":
        verb = ground.word(draft.end, ground.segment_of[draft.start])
        return "both" if verb in {"said", "says", "announced", "told", "confirmed"} else "venue"
    return "venue"
