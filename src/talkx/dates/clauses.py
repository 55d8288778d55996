"""Finds for each clock time the day of its own clause where that stands behind it: `at 9 p.m. (1800 GMT) on Monday`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.dates.expressions import CalendarDay, Stretch, TimeOfDay

if TYPE_CHECKING:
    from talkx.dates.expressions import Expression, Meaning
    from talkx.dates.tokens import Tokens

_LINKS = frozenset(("on", ",", "(", ")", "or"))
_NEAR_TOKENS, _CLAUSE_TOKENS = 4, 12
# Words that end the clause: what stands behind them is another day, often that of the report.
_CLAUSE_ENDS = frozenset(
    (",", ";", ":", "(", ")", "-", "--", "and", "but", "said", "says", "told", "reported", "announced", "after",
     "added", "before", "until", "since", "than", "to", "'")
)  # fmt: skip


def find_days_behind(expressions: list[Expression], stretches: list[Tokens]) -> dict[int, Expression]:
    """Return for the place of each clock time without a day the expression behind it that gives one.

    A day right behind it, times in brackets skipped, always counts; one later in its clause where none stands before.
    """
    out: dict[int, Expression] = {}
    behind: Expression | None = None
    first = -1
    preceded = _preceded(expressions, stretches)
    for k in range(len(expressions) - 1, -1, -1):
        e = expressions[k]
        if isinstance(e.meaning, TimeOfDay) and e.meaning.base is None and ":" in e.meaning.time:
            t = stretches[e.stretch]
            if behind is not None and _belongs(t, e, behind, first, preceded=k in preceded):
                out[k], first = behind, e.first
            else:
                behind = None
        else:
            behind, first = (e, e.first) if _gives_day(e.meaning) else (None, -1)
    return out


def _belongs(t: Tokens, e: Expression, behind: Expression, first: int, *, preceded: bool) -> bool:
    if behind.stretch != e.stretch or t.sentence[behind.first] != t.sentence[e.first]:
        return False
    between = t.low[e.last : first] if first - e.last <= _CLAUSE_TOKENS else [";"]
    if len(between) <= _NEAR_TOKENS and all(word in _LINKS for word in between):
        return True
    return not preceded and not any(word in _CLAUSE_ENDS for word in between)


def _preceded(expressions: list[Expression], stretches: list[Tokens]) -> set[int]:
    """Return the places of the expressions before which a day stands in the same sentence."""
    out: set[int] = set()
    last = (-1, -1)
    for k, e in enumerate(expressions):
        here = (e.stretch, stretches[e.stretch].sentence[e.first])
        if here == last:
            out.add(k)
        if _gives_day(e.meaning):
            last = here
    return out


def _gives_day(meaning: Meaning) -> bool:
    if isinstance(meaning, TimeOfDay):
        return meaning.base is not None
    if isinstance(meaning, CalendarDay):
        return meaning.weekday is not None or meaning.day is not None
    return isinstance(meaning, Stretch) and meaning.unit == "day"
