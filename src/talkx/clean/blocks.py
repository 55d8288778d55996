"""Takes out what no single line tells: blocks of links, repetitions, what stands above and below the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkx.clean.core import best_window
from talkx.clean.labels import Labels

if TYPE_CHECKING:
    from talkx.resources.boilerplate import CleaningWords

_BLOCK_INSIDE = 14  # lines a block of links may have between two paragraphs
_SUBHEAD_WORDS = 8  # a subhead is rarely longer
_REPEAT_WORDS = 6  # words from which a line that stands twice is a repetition and not a refrain
_HEAD_LINES = 8  # lines above the text that may be headline, standfirst, byline where no headline is known
_MENU_WORDS = 5  # a menu entry has no more words
_MENU_LINES = 8  # lines above the headline or below the text from which on they are a page's, prose or not
_SMALL_SHARE = (
    4  # prose outside the article's stretch may be a quarter of what is inside; more may be the article's own
)


def cut_blocks(labels: Labels, words: CleaningWords) -> None:
    """Extend the label of a block over its lines, cut repetitions, and what surrounds the article."""
    _cut_repeated_headline(labels)
    _cut_block_lines(labels)
    _cut_above(labels)
    _cut_below(labels)
    _cut_sections(labels, words)
    _cut_repeats(labels)


def _cut_repeated_headline(labels: Labels) -> None:
    """Cut what says the headline again, but not a subhead inside the text that happens to say the same."""
    if labels.headline is None or labels.core is None:
        return
    for i in labels.headline.repeats:
        if labels.headline.is_sure and not labels.core[0] < i < labels.core[1]:
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
    if not rest or rest[-1] != block[-1]:
        return block
    if len(rest) == 1:
        return block if labels.lines[rest[0]].words > _SUBHEAD_WORDS else block[:-1]
    sizes = [labels.lines[i].words for i in rest]
    return (
        block[:-1] if sizes[-1] <= _SUBHEAD_WORDS and sizes[-1] * 2 <= sum(sizes[:-1]) / len(sizes[:-1]) + 1 else block
    )


def _cut_above(labels: Labels) -> None:
    """Cut the page's menu above the headline, where no part of the article stands above it."""
    headline, core = labels.headline, labels.core
    if core is None:
        return
    stop = headline.index if headline else max(0, core[0] - _HEAD_LINES)
    above = [i for i in range(stop) if i not in labels.cuts and i not in labels.kinds]
    short = [i for i in above if not labels.lines[i].is_prose]
    is_menu = len(short) >= _MENU_LINES and sum(labels.lines[i].words <= _MENU_WORDS for i in short) * 2 > len(short)
    if not (is_menu or (headline and headline.is_sure)) or _holds_article(labels, range(stop)):
        return
    for i in above if is_menu else short:
        labels.cut(i, "navigation", "above-headline")


def _cut_below(labels: Labels) -> None:
    """Cut the lines behind the last paragraph, from the first that a pattern took on."""
    if labels.core is None:
        return
    lines, last = labels.lines, labels.core[1]
    end = next((i for i in range(last + 1, len(lines)) if i in labels.cuts and labels.cuts[i][0] != "caption"), None)
    if end is None or _holds_article(labels, range(end + 1, len(lines))):
        return
    for i in range(end + 1, len(lines)):
        if labels.kinds.get(i) in ("byline", "credit") and i - last <= 3:
            continue
        if not lines[i].is_prose or i - last > _MENU_LINES:
            labels.kinds.pop(i, None)
            labels.stamps.pop(i, None)
            labels.cut(i, "navigation", "below-article")


def _holds_article(labels: Labels, where: range) -> bool:
    """Return whether the lines outside the article's stretch hold a stretch of text that may be the article's too."""
    if labels.core is None:
        return True
    taken = [i in labels.cuts for i in range(len(labels.lines))]
    inside = best_window(labels.lines, taken, range(labels.core[0], labels.core[1] + 1))
    outside = best_window(labels.lines, taken, where)
    listed = sum(
        labels.lines[i].words
        for i in where
        if labels.lines[i].mark in ("bullet", "number") and labels.lines[i].words >= 8
    )
    return inside is None or (outside[0] if outside else 0) + listed > inside[0] / _SMALL_SHARE


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
    """Cut a line that says again, word for word, what an earlier one says: next to it, a sentence, outside the text."""
    seen: dict[str, int] = {}
    core = labels.core or (0, -1)
    for i, line in enumerate(labels.lines):
        if not line.key or (i in labels.cuts and labels.cuts[i][0] != "caption"):
            continue
        earlier = seen.setdefault(line.key, i)
        if earlier == i or i in labels.cuts:
            continue
        inside = core[0] < i < core[1]
        is_next = i - earlier == 1 and line.words >= 2
        if is_next or (line.words >= _REPEAT_WORDS and (line.is_prose or not inside)):
            of_caption = labels.cuts.get(earlier, ("",))[0] == "caption"
            labels.kinds.pop(i, None)
            labels.cut(i, "caption" if of_caption else "duplicate", "line-repeated")
