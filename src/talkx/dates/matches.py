"""What a reader of the grammar returns: a meaning and the tokens it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from talkx.dates.expressions import Meaning


@dataclass(frozen=True, slots=True)
class Match:
    """A reading of the tokens from `start` to `end`; `joined` links it to the match behind it as a range."""

    start: int
    end: int
    meaning: Meaning
    mod: str | None = None
    weak: bool = False
    joined: bool = False
