"""One written form of an organisation's name, with all that is compared between forms worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkx.resources.gazetteer import Gazetteer, name_key
from talkx.resources.titles import Organisation, Titles

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\s+", re.ASCII)
_LONGEST_PREFIX = 4  # words of a state's name before a body's ("United States of America ...")


@dataclass(frozen=True, slots=True)
class BodyForm:
    """A form: its text and comparison key, the state around its core, its table entry, party, initials and acronym."""

    text: str
    key: str
    state: str | None
    core: str
    known: Organisation | None
    party: str
    initials: frozenset[str]
    acronym: str

    def spells(self, acronym: str) -> bool:
        """Return whether an acronym is the initials of this name or of its end ("CPD": US Commission on Debt)."""
        return bool(acronym) and any(letters.endswith(acronym) for letters in self.initials)


def body_form(text: str, titles: Titles, gazetteer: Gazetteer) -> BodyForm:
    """Return a written form with its comparison values."""
    state, core = _split_state(text, gazetteer)
    letters = text.replace(".", "")
    acronym = letters if letters.isupper() and letters.isalpha() and 2 < len(letters) < 8 else ""
    known = titles.organisation(text)
    return BodyForm(text, name_key(text), state, core, known, _party(text, titles), _initials(text), acronym)


def _party(text: str, titles: Titles) -> str:
    """Return the party that a member's or adjective's word, or its own name, stands for, or the empty string."""
    entry = titles.party_by_word.get(text)
    if entry is not None:
        return entry.name.casefold()
    plain = text.casefold()
    return plain if any(plain == party.name.casefold() for party in titles.bodies.parties) else ""


def _initials(name: str) -> frozenset[str]:
    """Return the initials of a name of three words or more, with and without its small words."""
    words = name.replace("-", " ").split()
    capital = "".join(w[0] for w in words if w[0].isupper())
    return frozenset({capital, "".join(w[0].upper() for w in words)}) if len(words) > 2 else frozenset()


def _split_state(text: str, gazetteer: Gazetteer) -> tuple[str | None, str]:
    """Return the state that opens or ends a body's name, and the rest: "US Supreme Court" is USA, "supreme court"."""
    words = _ORDINAL.sub("", text.removeprefix("the ").removeprefix("The ")).split()
    for count in range(min(_LONGEST_PREFIX, len(words) - 1), 0, -1):
        state = gazetteer.state(" ".join(words[:count]))
        if state is not None and state.kind in {"name", "demonym"}:
            return state.code, name_key(" ".join(words[count:]))
    for count in range(1, min(_LONGEST_PREFIX, len(words) - 2) + 1):
        if words[-count - 1] == "of":
            state = gazetteer.state(" ".join(words[-count:]))
            if state is not None and state.kind == "name":
                return state.code, name_key(" ".join(words[: -count - 1]))
    return None, name_key(" ".join(words))
