"""Finds states, demonyms, seats and known bodies that the model left out, and corrects their labels."""

from __future__ import annotations

from dataclasses import replace

from talkx.model import EntityLabel
from talkx.names.drafts import HYPHENS, Draft, Ground, covered, in_order
from talkx.resources.gazetteer import StateForm

_LONGEST = 7  # tokens in the longest form of the tables
# "African American" and "Latin American" name no state.
_NOT_BEFORE = frozenset(
    {"african", "latin", "asian", "native", "north", "south", "central", "new", "air", "gulf", "arab", "pan"}
)
_LANGUAGE_BEFORE = frozenset({"speak", "speaks", "speaking", "spoke", "spoken", "fluent", "translated"})
_LANGUAGE_AFTER = frozenset(
    {"language", "word", "translation", "speaker", "speakers", "speaking", "acronym", "initials", "abbreviation"}
)
_NO_STATE_AFTER = frozenset({"open", "grand", "dream", "football"})  # "the French Open", "American football"


def state_label(form: StateForm) -> EntityLabel:
    """Return the entity label that a form of a state has."""
    return "NORP" if form.kind == "demonym" else "GPE"


def relabelled(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the label that the tables are sure of."""
    several = [d for d in drafts if d.label == "PERSON" and d.end - d.start > 1]
    persons = [d for d in several if not _is_listed(ground, ground.text(d.start, d.end))]
    surnames = {ground.low[d.end - 1] for d in persons}
    named = surnames | {ground.low[d.start] for d in persons}
    found: list[Draft] = []
    for draft in drafts:
        text = ground.text(draft.start, draft.end)
        body = ground.titles.organisation(text)
        state = ground.gazetteer.state(text)
        label = draft.label
        kept = label == "PERSON" and ground.low[draft.end - 1] in surnames
        if body is not None and text not in body.weak and label != "ORG" and not kept:
            label = "ORG"
        elif (
            body is None
            and state is not None
            and (not state.weak or state.kind == "demonym")
            and ground.low[draft.end - 1] not in surnames
        ):
            label = state_label(state)
        elif state is not None and label == "PERSON" and state.kind == "name" and ground.low[draft.start] not in named:
            label = "GPE"  # "Jordan", where nobody is called so
        elif (
            text in ground.titles.party_by_word
            and label not in {"ORG", "NORP"}
            and ground.low[draft.start] not in surnames
        ):
            label = "NORP"
        found.append(draft if label == draft.label else replace(draft, label=label, origin="rule:table"))
    return found


def _is_listed(ground: Ground, text: str) -> bool:
    """Return whether the tables hold a text for a body or, without doubt, for a state or its capital."""
    state = ground.gazetteer.state(text)
    return ground.titles.organisation(text) is not None or (state is not None and not state.weak)


def with_known_bodies(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts where a known body of several words takes the place of the fragments the model saw in it."""
    found: list[Draft] = []
    for draft in drafts:
        found.append(_whole_body(ground, draft))
    return in_order(found)


def _whole_body(ground: Ground, draft: Draft) -> Draft:
    """Return the longest known body that starts in the draft and goes on behind it, with what stands before it."""
    for start in range(draft.start, draft.end):
        for end in range(min(start + _LONGEST, len(ground)), draft.end, -1):
            if ground.has_break(draft.start, end):
                continue
            text = ground.text(start, end)
            body = ground.titles.organisation(text)
            if body is not None and text not in body.weak:
                return Draft(draft.start, end, "ORG", "rule:bodies")
            state = ground.gazetteer.state(text) if start == draft.start else None
            if state is not None and state.kind == "name" and not state.weak and ground.words[end - 1][:1].isupper():
                part = ground.gazetteer.state(ground.text(draft.start, draft.end))
                if part is None or part.code != state.code:
                    return Draft(start, end, "GPE", "rule:states")  # "Democratic" + "Republic of Congo"
    return draft


def looked_up(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts together with the forms of the tables that no draft covers."""
    taken = covered(drafts, len(ground))
    found = list(drafts)
    at = 0
    while at < len(ground):
        hit = None if taken[at] else _longest_form(ground, at, taken)
        if hit is None:
            at += 1
        else:
            found.append(hit)
            at = hit.end
    return in_order(found)


def _longest_form(ground: Ground, at: int, taken: list[bool]) -> Draft | None:
    """Return the longest table form that starts at this token."""
    word = ground.words[at]
    arabic = word == "al" and ground.words[at + 1 : at + 2] == ["-"]
    if ground.segment_of[at] < 0 or not (arabic or word[:1].isupper() or word[:1].isdigit()):
        return None
    longest = at + 1
    while (
        longest < min(at + _LONGEST, len(ground))
        and not taken[longest]
        and _goes_on(ground, longest, ground.segment_of[at])
    ):
        longest += 1
    for end in range(longest, at, -1):
        text = ground.text(at, end)
        body = ground.titles.organisation(text)
        article = text.startswith("The ") and text not in ground.titles.by_form
        if body is not None and not article and text not in body.weak and _stands_alone(ground, at, end):
            return Draft(at, end, "ORG", "rule:bodies")
        if end == at + 1 and text in ground.titles.party_by_word and _is_party(ground, at, taken):
            return Draft(at, end, "NORP", "rule:parties")
        state = ground.gazetteer.state(text) if ground.words[end - 1][:1].isalnum() and not article else None
        if state is not None and not state.weak and _is_state_here(ground, at, end, state):
            return Draft(at, end, state_label(state), "rule:states")
    return None


def _goes_on(ground: Ground, at: int, segment: int) -> bool:
    """Return whether a token may stand inside a form of the tables: no plain lower-case word does."""
    word = ground.words[at]
    return ground.segment_of[at] == segment and (
        not word.islower() or word in ground.titles.naming.small_words or len(word) < 3
    )


def _is_party(ground: Ground, at: int, taken: list[bool]) -> bool:
    """Return whether a party word is meant: a plural, one inside a sentence, or one before a name ("Republican X")."""
    named = at + 1 < len(taken) and taken[at + 1]
    return ground.words[at].endswith("s") or not ground.opens_sentence(at) or named


def _stands_alone(ground: Ground, start: int, end: int) -> bool:
    """Return whether the form is no fragment of a hyphenated word."""
    before = ground.words[start - 1] if start else ""
    return (
        not (before in HYPHENS and start > 1 and ground.words[start - 2][:1].isupper() and _glued(ground, start))
        and end > start
    )


def _glued(ground: Ground, token: int) -> bool:
    """Return whether no space stands before the token."""
    return token > 0 and ground.char_end(token) == ground.char_start(token)


def _is_state_here(ground: Ground, start: int, end: int, state: StateForm) -> bool:
    """Return whether the words around allow a state's form to be that state."""
    segment = ground.segment_of[start]
    before, after = ground.word(start - 1, segment), ground.word(end, segment)
    if before in HYPHENS and _glued(ground, start):
        before = ground.word(start - 2, segment)
    if before in _NOT_BEFORE and not ground.words[start - 1].islower():
        return False
    team = state.kind == "demonym" and ground.words[end - 1].endswith("s") and ground.gazetteer.places(before.title())
    if team and ground.words[start - 1][:1].isupper():
        return False  # "Mumbai Indians"
    if state.kind == "demonym":
        language = (
            before in _LANGUAGE_BEFORE
            or after in _LANGUAGE_AFTER
            or (before in {"in", "establish"} and after in {"", ".", ",", "as", "and"})
        )
        return not language and after not in _NO_STATE_AFTER
    if start and ground.words[start - 1][:1].isupper() and not ground.opens_sentence(start - 1):
        return not ground.gazetteer.places(ground.text(start - 1, end))
    return True
