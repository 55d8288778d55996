"""Holds lines against the named patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from talkx.model import Span

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import Boilerplate, BoilerplateRule

# A pattern sees no more than this of a line, so that its cost does not grow with the line.
_LINE_LIMIT = 320
_EDGE = 160
_CAPTION_LIMIT = 1_000


def matching_rule(line: Line, rules: Boilerplate) -> BoilerplateRule | None:
    """Return the first rule that takes the whole line wherever it stands, else the first that may, or None."""
    possible = None
    for rule in _matching_rules(line.plain, rules):
        if rule.zone == "anywhere":
            return rule
        possible = possible or rule
    return possible


def _matching_rules(plain: str, rules: Boilerplate) -> Iterator[BoilerplateRule]:
    if len(plain) <= _LINE_LIMIT:
        yield from (rule for rule, pattern in rules.compiled["line"] if pattern.fullmatch(plain))
    if len(plain) <= _CAPTION_LIMIT:
        head, tail = plain[:_EDGE], plain[-_EDGE:]
        yield from (rule for rule, pattern in rules.compiled["opening"] if pattern.match(head))
        yield from (rule for rule, pattern in rules.compiled["closing"] if pattern.search(tail))


def piece_inside(line: Line, rules: Boilerplate) -> tuple[BoilerplateRule, Span] | None:
    """Return the first rule that takes a piece at the end or the beginning of the line, and the piece's span."""
    cut_from = max(0, len(line.folded) - 2 * _EDGE)
    tail = line.folded[cut_from:]
    for rule, pattern in rules.compiled["tail"]:
        if found := pattern.search(tail):
            start, end = found.span("cut")
            return rule, Span(line.span.start + cut_from + start, line.span.start + cut_from + end)
    head = line.folded[:_EDGE]
    for rule, pattern in rules.compiled["head"]:
        if found := pattern.match(head):
            return rule, Span(line.span.start, line.span.start + found.end("cut"))
    return None


def glued_label(line: Line, rules: Boilerplate) -> tuple[BoilerplateRule, BoilerplateRule] | None:
    """Return the rules of two pieces of boilerplate written on one line ("... press Ctrl+Enter Related News")."""
    words = line.plain.split(" ")
    if not 2 < len(words) <= 24:
        return None
    for size in (1, 2, 3):
        end = " ".join(words[-size:])
        for rule, pattern in rules.compiled["line"]:
            if rule.opens and pattern.fullmatch(end):
                start = " ".join(words[:-size])
                for other, other_pattern in rules.compiled["line"]:
                    if other_pattern.fullmatch(start):
                        return other, rule
    return None
