"""The named boilerplate patterns and the word lists of the cleaning stage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from talkx.errors import DataError
from talkx.resources.loading import load_data

Where = Literal["line", "opening", "closing", "head", "tail"]
Zone = Literal["anywhere", "outside", "margin", "after"]


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One named pattern.

    `where` says what it is held against and what goes: `line` the whole line, which goes; `opening` and `closing` the
    beginning or the end of a line, which goes as a whole; `head` and `tail` a piece glued to the beginning or put
    behind the last sentence of a line, and only the piece goes. `zone` says where it holds: `anywhere`; `outside`, not
    directly between two paragraphs of prose, where the same words may be a subhead; `margin`, outside the article's
    prose, or inside it next to certain boilerplate; `after`, only behind the last paragraph.
    `opens` marks the label of a block (related stories, comments): what follows goes until prose returns.
    Patterns are case-insensitive, see plain quotes, hyphens and single spaces, and carry examples that tests run.
    """

    id: str
    kind: str
    where: Where
    pattern: str
    why: str
    drop: tuple[str, ...]
    keep: tuple[str, ...]
    zone: Zone = "anywhere"
    opens: bool = False


@dataclass(frozen=True, slots=True)
class CleaningWords:
    """Word lists, lower-case: what bylines, credits, date lines and navigation are told by."""

    agencies: tuple[str, ...]
    outlets: tuple[str, ...]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    time_words: tuple[str, ...]
    particles: tuple[str, ...]
    not_names: tuple[str, ...]
    job_words: tuple[str, ...]
    sections: tuple[str, ...]
    stop_words: tuple[str, ...]
    not_places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Rules in the order of their file, compiled by place, and the word lists."""

    rules: tuple[BoilerplateRule, ...]
    words: CleaningWords
    compiled: dict[str, tuple[tuple[BoilerplateRule, re.Pattern[str]], ...]] = field(repr=False, compare=False)


def load_boilerplate() -> Boilerplate:
    """Return the package's patterns and words. Raises `DataError` where an id stands twice or a pattern is wrong."""
    rules = load_data("boilerplate.yml", tuple[BoilerplateRule, ...])
    words = load_data("boilerplate_words.yml", CleaningWords)
    return Boilerplate(rules, words, compile_rules(rules))


def compile_rules(
    rules: tuple[BoilerplateRule, ...],
) -> dict[str, tuple[tuple[BoilerplateRule, re.Pattern[str]], ...]]:
    """Return the compiled patterns by `where`, in order. Raises `DataError` naming the rule."""
    compiled: dict[str, list[tuple[BoilerplateRule, re.Pattern[str]]]] = {
        "line": [], "opening": [], "closing": [], "head": [], "tail": [],
    }  # fmt: skip
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise DataError(f"boilerplate.yml: the id {rule.id!r} stands twice")
        seen.add(rule.id)
        try:
            compiled[rule.where].append((rule, re.compile(_framed(rule), re.IGNORECASE)))
        except re.error as error:
            raise DataError(f"boilerplate.yml: {rule.id}: {error}") from error
    return {where: tuple(pairs) for where, pairs in compiled.items()}


def _framed(rule: BoilerplateRule) -> str:
    """Return the pattern with what its place asks for around it."""
    if rule.where == "opening":
        return rf"(?:{rule.pattern})"
    if rule.where == "closing":
        return rf"(?:{rule.pattern})$"
    # Pieces inside a line are matched where the line stands, so spaces may be doubled there.
    spaced = rule.pattern.replace(" ", r"[ ]{1,4}")
    if rule.where == "head":
        return rf"(?P<cut>{spaced})(?=(?-i:[A-Z\"']))"
    if rule.where == "tail":
        return rf"(?:(?<=[.!?\"')\]\u2026])|(?<=[.!?\"')\]\u2026][ ]))[ ]{{0,4}}(?P<cut>{spaced})$"
    return rf"(?:{rule.pattern})[ ]?[.:>»…]{{0,3}}"
