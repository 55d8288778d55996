"""Tells dates from their doubles: people called May, the verb to march, `Black Friday`, scores, ages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Length, PartOfYear, Reference
from talkx.dates.tokens import lies_in

if TYPE_CHECKING:
    from talkx.dates.matches import Match
    from talkx.dates.tokens import Tokens
    from talkx.resources.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Names:
    """What the article uses as names: their ranges, ascending and disjoint, and months that are somebody's name."""

    spans: list[tuple[int, int]] = field(default_factory=list)
    months: frozenset[str] = frozenset()


def named_months(stretches: list[Tokens], c: Calendar) -> frozenset[str]:
    """Return the months that stand behind a first name or title anywhere: `Theresa May`, `Mrs May`."""
    found = set()
    for t in stretches:
        for i, word in enumerate(t.low):
            if word in c.words.ambiguous_months and i and t.is_capitalised(i) and t.sentence[i] == t.sentence[i - 1]:
                before = t.low[i - 1]
                name = t.is_capitalised(i - 1) and before.isalpha() and before not in _TIME_PREPOSITIONS
                if name and not (before in c.weekdays or before in c.months or t.surface(i).isupper()):
                    found.add(word)
                if before == "." and t.word(i - 2) in ("mr", "mrs", "ms", "dr"):
                    found.add(word)
    return frozenset(found)


_TIME_PREPOSITIONS = frozenset(
    ("in", "since", "until", "till", "by", "from", "of", "during", "through", "throughout", "last", "next",
     "this", "past", "before", "after", "early", "mid", "late", "between", "to", "and", "or", "every", "each",
     "for", "around", "about", "end", "beginning", "start", "middle", "following", "previous", "coming",
     "that", "ending", "starting", "dated", "on")
)  # fmt: skip
_STRONG = frozenset(
    (
        "in",
        "since",
        "until",
        "till",
        "during",
        "last",
        "next",
        "this",
        "early",
        "mid",
        "late",
        "past",
        "throughout",
        "through",
    )
)
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "'", "s"))


def is_trap(t: Tokens, match: Match, c: Calendar, names: Names) -> bool:
    """Return whether a reading is a name, a verb or a count rather than a time."""
    meaning = match.meaning
    if isinstance(meaning, CalendarDay):
        if meaning.weekday is not None and meaning.month is None:
            return _is_weekday_name(t, match, c, names)
        if meaning.month is not None and meaning.day is None and meaning.year is None and meaning.step is None:
            return _is_month_name(t, match, c, names)
    if isinstance(meaning, Length | Reference | PartOfYear):
        return lies_in(names.spans, t.starts[match.start])
    return False


def _is_weekday_name(t: Tokens, match: Match, c: Calendar, names: Names) -> bool:
    before, after = t.word(match.start - 1), t.word(match.end)
    if before in c.words.weekday_name_before and t.is_capitalised(match.start - 1):
        return True
    if any(t.has(match.end, *phrase.split()) for phrase in c.words.weekday_name_after) and t.is_capitalised(match.end):
        return True
    if lies_in(names.spans, t.starts[match.start]) and before not in ("on", "last", "next", "this"):
        return True
    if before in c.words.work_nouns and t.is_capitalised(match.end):
        return True
    return after == "-" and t.is_glued(match.end) and t.is_glued(match.end + 1) and t.word(match.end + 1) in ("night",)


def _is_month_name(t: Tokens, match: Match, c: Calendar, names: Names) -> bool:
    """Return whether a month without day or year is a person, a word, or part of another name."""
    word, before, after = t.word(match.start), t.word(match.start - 1), t.word(match.end)
    named = lies_in(names.spans, t.starts[match.start]) or word in names.months
    if after in c.words.month_name_after.get(word, ()):
        return True
    if before == "-" and t.word(match.start - 2) in ("mid", "early", "late"):
        return False
    if named and before not in _STRONG:
        return True
    titled = t.is_capitalised(match.end) and t.word(match.end) not in c.weekdays
    if before == "the" and titled and not t.opens_sentence(match.end):
        return True  # "the October Revolution"
    opens = t.opens_sentence(match.start)
    before_cue = before in _TIME_PREPOSITIONS and not opens
    if word in c.short_months and t.word(match.end - 1) != "." and not before_cue:
        return True
    if word not in c.words.ambiguous_months:
        if before_cue or opens or before in _DETERMINERS or not t.is_capitalised(match.end):
            return False
        return t.is_capitalised(match.start - 1)
    if before in _STRONG and not opens:
        return False
    if before_cue:
        return t.is_capitalised(match.end) and t.word(match.end) not in c.weekdays
    if before in _DETERMINERS and word not in ("may", "march") and after.isalpha() and not t.is_capitalised(match.end):
        return False
    if opens and word in ("june", "april", "august") and not t.is_capitalised(match.end):
        return after in ("said", "says", "told", "'", "added", "who", "and", ",")
    return True
