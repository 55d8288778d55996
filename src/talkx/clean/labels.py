"""Labels every line: what it is, and what takes it out of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from talkx.clean.core import find_core
from talkx.clean.credits import Credits, credits_before, cued_credits, foot_credits, is_lone_cue, lone_credits
from talkx.clean.headline import Headline, find_headline
from talkx.clean.matching import glued_label, matching_rule
from talkx.clean.stamps import StampPart, has_full_date, stamp_parts
from talkx.model import SegmentKind

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import Boilerplate, BoilerplateRule, CleaningWords

_HEAD_REACH = 12  # lines of a text without prose that may hold its headline


@dataclass(slots=True)
class Labels:
    """What the lines of one text are. `cuts` holds (kind, rule id) of lines that boilerplate rules take."""

    lines: list[Line]
    cuts: dict[int, tuple[str, str]] = field(default_factory=dict)
    opens: set[int] = field(default_factory=set)
    kinds: dict[int, SegmentKind] = field(default_factory=dict)
    credits: dict[int, Credits] = field(default_factory=dict)
    feet: dict[int, Credits] = field(default_factory=dict)
    stamps: dict[int, list[StampPart]] = field(default_factory=dict)
    headline: Headline | None = None
    core: tuple[int, int] | None = None
    known_credits: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()  # words that the prose writes without a capital: no names

    def is_prose(self, i: int) -> bool:
        """Return whether the line is prose that stays."""
        return i not in self.cuts and self.lines[i].is_prose and i not in self.kinds

    def cut(self, i: int, kind: str, rule: str) -> None:
        """Take the line out, unless something has."""
        self.cuts.setdefault(i, (kind, rule))


def label_lines(
    lines: Sequence[Line], rules: Boilerplate, *, title: str | None, known_credits: frozenset[str] = frozenset()
) -> Labels:
    """Return the labels of the lines of a text.

    `title` is what the container calls the article; `known_credits` are the keys of lines that an earlier look at the
    same text, with more around it, read as bylines.
    """
    labels = Labels(list(lines), known_credits=known_credits)
    matched = [matching_rule(line, rules) for line in lines]
    certain = [rule is not None and rule.zone == "anywhere" for rule in matched]
    labels.core = find_core(lines, [rule is not None for rule in matched])
    labels.common = frozenset(token for line in lines if line.is_prose for token in line.tokens if token[0].islower())
    _read_metadata(labels, certain, rules)
    _match(labels, matched, rules)
    _choose_headline(labels, matched, rules, title)
    return labels


def _match(labels: Labels, matched: Sequence[BoilerplateRule | None], rules: Boilerplate) -> None:
    """Take the lines that patterns match, where the pattern's zone allows it."""
    lines = labels.lines
    for i, rule in enumerate(matched):
        if rule is None:
            if not lines[i].is_prose and i not in labels.kinds and (pair := glued_label(lines[i], rules)):
                labels.cut(i, pair[0].kind, pair[0].id)
                labels.opens.add(i)
            continue
        if i in labels.kinds and rule.kind != "caption":
            continue
        if rule.zone == "outside" and _stands_between_prose(labels, matched, i):
            continue
        if rule.zone == "margin" and not _stands_in_margin(labels, matched, i):
            continue
        if rule.zone == "after" and not _stands_after(labels, rule, i):
            continue
        labels.kinds.pop(i, None)
        labels.cut(i, rule.kind, rule.id)
        if rule.opens:
            labels.opens.add(i)


def _stands_between_prose(labels: Labels, matched: Sequence[BoilerplateRule | None], i: int) -> bool:
    """Return whether the next line that no pattern takes is prose or a list item of the article: a subhead's place."""
    if labels.core is None or not labels.core[0] <= i <= labels.core[1]:
        return False
    for j in range(i + 1, min(i + 3, len(labels.lines))):
        rule, line = matched[j], labels.lines[j]
        if rule is None or rule.kind == "caption":
            return rule is None and (line.is_prose or line.mark in ("bullet", "number"))
    return False


def _stands_in_margin(labels: Labels, matched: Sequence[BoilerplateRule | None], i: int) -> bool:
    """Return whether the line stands outside the text, or inside it next to a line that is boilerplate for certain."""
    if labels.core is None or not labels.core[0] <= i <= labels.core[1]:
        return True
    around = [matched[j] for j in (i - 1, i + 1) if 0 <= j < len(matched)]
    return any(rule is not None and rule.zone == "anywhere" and rule.kind != "caption" for rule in around)


def _stands_after(labels: Labels, rule: BoilerplateRule, i: int) -> bool:
    """Return whether the line stands below the article, and, where it tells of a person, not of one in the article."""
    if labels.core is None or i <= labels.core[1]:
        return False
    if rule.kind != "about_author" or rule.where != "opening":
        return True
    named = [token for token in labels.lines[i].tokens[:4] if token[0].isupper()]
    prose = [line for line in labels.lines[labels.core[0] : labels.core[1] + 1] if line.is_prose]
    return not any(form in line.tokens for line in prose for token in named for form in (token, token + "'s"))


# ------------------------------------------------------------------------------------------------------------- metadata


def _read_metadata(labels: Labels, certain: Sequence[bool], rules: Boilerplate) -> None:
    """Find bylines, credits and date stamps around the beginning of the prose, and at the article's foot."""
    lines, words = labels.lines, rules.words
    first, last = labels.core or (len(lines), -1)
    for i, line in enumerate(lines):
        if line.words > 40:
            continue
        in_head = first - 40 <= i < first + 8
        outside = i < first or i > last
        if (parts := stamp_parts(line, words)) and (outside or i <= first + 2 or parts[0][0] != "unlabelled"):
            labels.kinds[i] = "timestamp"
            labels.stamps[i] = parts
            if i <= first + 8 and (found := credits_before(line, parts[0][1].start, words)):
                labels.credits[i] = found
        elif in_head or last < i <= last + 8:
            _read_credit(labels, i, certain, rules)
        is_source = i > last and i not in labels.kinds and line.plain.casefold().startswith("source")
        if is_source and (found := lone_credits(line, words)):
            labels.kinds[i] = "credit"
            labels.credits[i] = found
        if i > first and i >= last - 2 and i not in labels.kinds:
            foot = foot_credits(line, words)
            if foot is not None:
                labels.kinds[i] = "byline"
                labels.feet[i] = foot


def _read_credit(labels: Labels, i: int, certain: Sequence[bool], rules: Boilerplate) -> None:
    """Label a line that credits someone, or that gives a date among other things, above or below the text."""
    lines, words = labels.lines, rules.words
    line = lines[i]
    is_cue = is_lone_cue(line)
    if line.is_prose or (certain[i] and not is_cue):
        return
    if found := cued_credits(line, words):
        _credit(labels, i, found, words)
    elif is_cue and i + 1 < len(lines) and (found := lone_credits(lines[i + 1], words)):
        labels.kinds[i] = "byline"
        _credit(labels, i + 1, replace(found, has_cue=True), words)
    elif i not in labels.kinds and _is_in_head(labels, i, certain) and (found := lone_credits(line, words)):
        if not found.names or line.key in labels.known_credits or _is_lone_byline(labels, i, found, certain):
            _credit(labels, i, found, words)
    elif i not in labels.kinds and labels.core and 0 < i < labels.core[0] and line.words <= 12:
        if line.plain.casefold().startswith("by ") and line.words <= 8 and has_job(line, rules):
            labels.kinds[i] = "byline"
        elif has_full_date(line.plain, words) and not line.has_end_mark:
            labels.kinds[i] = "timestamp"
            labels.stamps[i] = [("unlabelled", line.body)]


def _credit(labels: Labels, i: int, found: Credits, words: CleaningWords) -> None:
    labels.credits[i] = found
    labels.kinds[i] = "byline" if found.names else "credit"
    if has_full_date(labels.lines[i].plain, words):
        labels.stamps.setdefault(i, [("unlabelled", labels.lines[i].body)])


def _is_in_head(labels: Labels, i: int, certain: Sequence[bool]) -> bool:
    """Return whether the line stands above the prose, or between a standfirst (with pictures) and the text."""
    if labels.core is None:
        return False
    first = labels.core[0]
    return i < first or (i <= first + 6 and all(certain[j] or j in labels.kinds for j in range(first + 1, i)))


def has_job(line: Line, rules: Boilerplate) -> bool:
    """Return whether a word for a journalist's work stands in the line."""
    return any(token.casefold() in rules.words.job_words for token in line.tokens[1:])


def _is_lone_byline(labels: Labels, i: int, found: Credits, certain: Sequence[bool]) -> bool:
    """Return whether a line of nothing but names stands where bylines stand, and names none but authors.

    Not where the article's own prose tells of the person or uses a word of the "name" as a common noun (a subhead), and
    below a standfirst only where a picture, a date or a label stands between the two.
    """
    line, core = labels.lines[i], labels.core
    if core is None:
        return False
    names = [line.text[s.start - line.span.start : s.end - line.span.start].split() for s in found.names]
    if any(token.strip(".").casefold() in labels.common for name in names for token in name[1:]):
        return False
    prose = [other for other in labels.lines[core[0] : core[0] + 12] if other.is_prose]
    if any(form in other.tokens for other in prose for name in names for form in (name[-1], name[-1] + "'s")):
        return False
    return i < core[0] or (i > core[0] + 1 and len(names) == 1 and (certain[i - 1] or i - 1 in labels.kinds))


# ------------------------------------------------------------------------------------------------------------- headline


def _choose_headline(
    labels: Labels, matched: Sequence[BoilerplateRule | None], rules: Boilerplate, title: str | None
) -> None:
    if not labels.lines:
        return
    core = labels.core or (min(len(labels.lines), _HEAD_REACH) - 1,) * 2
    candidates = [i for i in range(core[0]) if i not in labels.kinds and i not in labels.cuts and matched[i] is None]
    opening = labels.lines[core[0]]
    asks = opening.words <= 25 and opening.plain.endswith(("?", "!")) and core[1] > core[0]
    if (asks or title) and core[0] not in labels.kinds and core[0] not in labels.cuts:
        candidates.append(core[0])  # a question or an exclamation reads as a sentence, but can be the headline
    if labels.core is None and title is None:
        return
    metadata = [i in labels.kinds for i in range(len(labels.lines))]
    labels.headline = find_headline(
        labels.lines, core, rules.words, candidates=candidates, metadata=metadata, given=title
    )
    if labels.headline:
        labels.kinds[labels.headline.index] = "headline"
