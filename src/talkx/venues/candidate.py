"""One stretch of the article that names a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkx.resources.gazetteer import StateForm

PlaceLabel = Literal["GPE", "LOC", "FAC"]
Hint = Literal["region", "city"]


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
