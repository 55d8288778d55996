"""Gathers the mentions of each state under one actor and chooses the name the article gives it."""

from __future__ import annotations

from collections import Counter

from talkx.model import NameMention
from talkx.resources.gazetteer import Gazetteer


def group_states(mentions: list[NameMention]) -> dict[str, list[NameMention]]:
    """Return the mentions of the states that act, by code; a place reading alone makes no actor."""
    acting = {m.state for m in mentions if m.state is not None and m.reading in {"actor", "both"}}
    groups: dict[str, list[NameMention]] = {}
    for mention in mentions:
        if mention.state is not None and mention.state in acting and mention.reading != "venue":
            groups.setdefault(mention.state, []).append(mention)
    return groups


def state_name(code: str, mentions: list[NameMention], gazetteer: Gazetteer) -> str:
    """Return the article's own full form of a state's name, or the English short name where it has none.

    Acronyms, demonyms and capitals are no full forms; the short name goes before other full forms.
    """
    full = [
        m.text.removeprefix("the ").removeprefix("The ")
        for m in mentions
        if m.form == "full" and not _is_acronym(m.text)
    ]
    usual = gazetteer.country_name(code)
    if not full or usual in full:
        return usual
    counts = Counter(full)
    return max(full, key=lambda text: (counts[text], -full.index(text)))


def _is_acronym(text: str) -> bool:
    plain = text.replace(".", "").replace(" ", "")
    return plain.isupper() and len(plain) <= 4
