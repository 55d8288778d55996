"""Takes out what no single line tells: blocks of other stories, what repeats, what stands above and below the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.clean.labels import Labels

if TYPE_CHECKING:
    from talkx.resources.boilerplate import CleaningWords

_BLOCK_INSIDE = 14  # lines a block of links may have between two paragraphs
_REPEAT_WORDS = 6  # words from which a line that stands twice is a repetition and not a refrain
_MENU_RUN = 4  # short lines in a row above the headline or behind the end that make a menu


def cut_blocks(labels: Labels, words: CleaningWords) -> None:
    """Extend the label of a block over its lines, cut repetitions, and what surrounds the article."""
    _cut_repeated_headline(labels)
    _cut_block_lines(labels)
    _cut_above(labels, words)
    _cut_below(labels)
    _cut_sections(labels, words)
    _cut_repeats(labels)


def _cut_repeated_headline(labels: Labels) -> None:
    if labels.headline:
        for i in labels.headline.repeats:
            labels.kinds.pop(i, None)
            labels.cut(i, "duplicate", "headline-repeated")


def _cut_block_lines(labels: Labels) -> None:
    """Cut what follows the label of a block, until prose, the headline or the article's metadata returns."""
    lines, last = labels.lines, labels.core[1] if labels.core else -1
    for opener in sorted(labels.opens):
        kind, rule = labels.cuts[opener]
        block = []
        for i in range(opener + 1, len(lines)):
            if labels.is_prose(i) or (labels.kinds.get(i) == "headline"):
                break
            if i in labels.opens:
                break
            block.append(i)
        ends_in_text = block and block[-1] + 1 < len(lines) and block[-1] < last
        if ends_in_text:
            if len(block) > _BLOCK_INSIDE:
                continue
            block = _without_subhead(labels, block)
        for i in block:
            if i in labels.kinds and (i < last or labels.kinds[i] != "timestamp"):
                continue
            labels.kinds.pop(i, None)
            labels.stamps.pop(i, None)
            labels.cut(i, kind, f"{rule}-block")


def _without_subhead(labels: Labels, block: list[int]) -> list[int]:
    """Spare the last line of a block where it can be the subhead of the prose that follows."""
    rest = [i for i in block if i not in labels.cuts]
    if len(rest) < 2 or rest[-1] != block[-1]:
        return block
    sizes = [labels.lines[i].words for i in rest]
    return block[:-1] if sizes[-1] <= 8 and sizes[-1] * 2 <= sum(sizes[:-1]) / len(sizes[:-1]) + 4 else block


def _cut_above(labels: Labels, words: CleaningWords) -> None:
    """Cut the page's menu above the headline, where the headline is sure."""
    headline = labels.headline
    if headline is None or labels.core is None:
        return
    above = [i for i in range(headline.index) if i not in labels.cuts and i not in labels.kinds]
    loose = [i for i in above if not labels.lines[i].is_prose]
    if not headline.is_sure and len(loose) < _MENU_RUN:
        return
    for i in loose:
        labels.cut(i, "navigation", "above-headline")
    if headline.is_sure and len(loose) >= 2 * _MENU_RUN:
        for i in above:
            labels.cut(i, "navigation", "above-headline")


def _cut_below(labels: Labels) -> None:
    """Cut the lines behind the last paragraph, from the first that a pattern took on."""
    if labels.core is None:
        return
    lines, last = labels.lines, labels.core[1]
    end = next((i for i in range(last + 1, len(lines)) if i in labels.cuts and labels.cuts[i][0] != "caption"), None)
    run = 0
    for i in range(last + 1, len(lines)):
        if end is not None and i > end:
            break
        plain_line = i not in labels.cuts and i not in labels.kinds and not lines[i].is_prose
        run = run + 1 if plain_line and lines[i].mark not in ("bullet", "number") else 0
    if end is None:
        return
    for i in range(end + 1, len(lines)):
        if i in labels.kinds and labels.kinds[i] in ("byline", "credit") and i - last <= 3:
            continue
        if not lines[i].is_prose or i - last > 2 * _MENU_RUN:
            labels.kinds.pop(i, None)
            labels.stamps.pop(i, None)
            labels.cut(i, "navigation", "below-article")


def _cut_sections(labels: Labels, words: CleaningWords) -> None:
    """Cut lone section names between the headline and the text, and outside the article."""
    if labels.core is None:
        return
    for i, line in enumerate(labels.lines):
        if i in labels.cuts or i in labels.kinds or labels.core[0] < i < labels.core[1]:
            continue
        if line.plain.casefold().strip(" :>|#") in words.sections:
            labels.cut(i, "navigation", "section-name")


def _cut_repeats(labels: Labels) -> None:
    """Cut a line that says again, word for word, what an earlier line says."""
    seen: dict[str, int] = {}
    for i, line in enumerate(labels.lines):
        if not line.key:
            continue
        earlier = seen.get(line.key)
        if earlier is not None and i not in labels.cuts:
            near = i - earlier == 1 and line.words >= 2
            if near or line.words >= _REPEAT_WORDS:
                kind = labels.cuts[earlier][0] if labels.cuts.get(earlier, ("",))[0] == "caption" else "duplicate"
                if earlier not in labels.cuts or kind == "caption":
                    labels.kinds.pop(i, None)
                    labels.cut(i, kind, "line-repeated")
                    continue
        if i not in labels.cuts or labels.cuts[i][0] == "caption":
            seen.setdefault(line.key, i)
