"""The calendar dates of an article as the solver sees them: each with the direction of its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, PartOfYear, Range, TimeOfDay
from talkx.dates.tense import direction

if TYPE_CHECKING:
    from talkx.dates.tagger import Scan
    from talkx.dates.tense import Direction, Tags
    from talkx.resources.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Clue:
    """A date of the article; `position` is its place in the list of expressions, `cue` the word before it."""

    position: int
    date: CalendarDay
    way: Direction | None
    cue: str = ""

    @property
    def since(self) -> bool:
        """Return whether a stretch of time begins with the date."""
        return self.cue in ("since", "from")

    @property
    def is_past(self) -> bool:
        """Return whether the date lies behind the article: told of in the past, and no goal such as `by 2030`."""
        return self.cue == "since" or (self.way == "past" and self.cue not in ("by", "until", "to", "for", "from"))


def find_clues(found: Scan, calendar: Calendar, tags: Tags) -> list[Clue]:
    """Return the calendar dates of the article, both ends of a range, with the direction of their sentence."""
    out: list[Clue] = []
    for position, e in enumerate(found.expressions):
        t = found.stretches[e.stretch]
        ends = (e.meaning.first, e.meaning.last) if isinstance(e.meaning, Range) else (e,)
        for end in ends:
            meaning = end.meaning if end is not None else None
            date = meaning.base if isinstance(meaning, TimeOfDay | PartOfYear) else meaning
            if isinstance(date, CalendarDay):
                way = direction(t, e.first, e.last, calendar, tags)
                out.append(Clue(position, date, way, t.word(e.first - 1)))
    return out
