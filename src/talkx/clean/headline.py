"""Chooses the headline among the lines above the article's prose, and finds its repetitions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkx.clean.stamps import has_full_date

if TYPE_CHECKING:
    from talkx.clean.lines import Line
    from talkx.resources.boilerplate import CleaningWords

_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.)+$")
_ENOUGH = 5.0  # below this score a line is not called the headline
_SURE = 9.0  # from this score on, what stands above the headline is the page's, not the article's
_LEAST_SHARED = 0.2  # of a headline's own words, a fifth comes back in the text
_GLUED_PREFIX = 16  # letters of a section name that can be glued to a repeated headline


@dataclass(frozen=True, slots=True)
class Headline:
    """The line chosen, whether the choice is sure, and the other lines that repeat it."""

    index: int
    is_sure: bool
    repeats: tuple[int, ...]


def find_headline(
    lines: Sequence[Line],
    core: tuple[int, int],
    words: CleaningWords,
    *,
    candidates: Sequence[int],
    metadata: Sequence[bool],
    given: str | None,
) -> Headline | None:
    """Return the headline, or None where no candidate is likely enough: none beats a guess.

    `core` is the first and the last line of the article's prose; `candidates` are the lines before it that neither a
    pattern nor a byline or date took; `metadata` marks bylines, credits and dates. `given` is the title that the
    container names, which decides where a line is it.
    """
    keys = Counter(line.key for line in lines if len(line.key) >= 8)
    body = [line for line in lines[core[0] : min(core[0] + 24, core[1] + 1)] if line.is_prose][:12]
    body_words = _content_words(body, words)
    candidate_set = frozenset(candidates)
    best, best_score = None, _ENOUGH
    wanted = _title_words(given) if given else set()
    for order, i in enumerate(candidates):
        line = lines[i]
        if not _can_be_headline(line, words):
            continue
        shared, repeated = _shared(line, body_words, words), keys[line.key] > 1 and line.words >= 5
        glued = _is_glued_elsewhere(line, lines[: core[0] + 1])
        score = (
            _shape_score(line)
            + 6 * shared
            - min(5.0, 0.25 * (core[0] - i))
            + 1.5 * (order == 0)
            + 4 * (line.mark == "heading")
        )
        score += 5 * repeated + 6 * glued + 2 * any(metadata[j] for j in range(i + 1, min(i + 4, len(lines))))
        score += 3 * (len(candidates) == 1)  # nothing else stands above the text
        score += i - 1 not in candidate_set  # the first of several in a row: a standfirst follows the headline
        if shared < _LEAST_SHARED and not repeated and not glued and line.mark != "heading":
            score -= 4
        if wanted:
            score += 30 if _agrees(line, wanted) else -30
        if score >= best_score and not (best is not None and lines[best].key == line.key and score == best_score):
            best, best_score = i, score
        elif best is not None and lines[best].key == line.key:
            best = i  # the same words again, nearer to the text
    if best is None:
        return None
    return Headline(best, best_score >= _SURE, tuple(_repeats(lines, best)))


def _can_be_headline(line: Line, words: CleaningWords) -> bool:
    if not 2 <= line.words <= 32 or line.mark in ("bullet", "number", "quote") or len(line.plain) > 220:
        return False
    if line.plain.casefold().strip(" :") in words.sections or not any(char.isalpha() for char in line.plain):
        return False
    if has_full_date(line.plain, words):
        return False
    is_sentence = line.plain.endswith(".") and not line.is_title_cased and not _ABBREVIATED.search(line.plain)
    return not is_sentence and not line.plain.endswith(("(", ","))


def _shape_score(line: Line) -> float:
    if 5 <= line.words <= 20:
        return 3.0
    if line.words in (3, 4):
        return 1.0
    return 0.0 if line.words > 20 else -3.0


def _content_words(lines: Sequence[Line], words: CleaningWords) -> set[str]:
    return {
        _stem(token)
        for line in lines
        for token in line.tokens
        if len(token) > 2 and token.casefold() not in words.stop_words
    }


def _stem(token: str) -> str:
    return token.casefold().removesuffix("'s")[:6]


def _shared(line: Line, body_words: set[str], words: CleaningWords) -> float:
    own = sorted(_content_words([line], words))
    return sum(word in body_words for word in own) / len(own) if own else 0.0


def _title_words(title: str) -> set[str]:
    return {token.strip(".,:;!?'\"()|-").casefold() for token in title.split()} - {""}


def _agrees(line: Line, wanted: set[str]) -> bool:
    """Return whether a line has the words of the given title, which may name the site too."""
    own = _title_words(line.plain)
    shared = len(own & wanted)
    return shared * 4 >= len(own) * 3 and shared * 10 >= len(wanted) * 6


def _is_glued_elsewhere(line: Line, lines: Sequence[Line]) -> bool:
    return len(line.key) >= 16 and any(_is_glued(other, line) for other in lines)


def _is_glued(other: Line, headline: Line) -> bool:
    extra = len(other.key) - len(headline.key)
    return 0 < extra <= _GLUED_PREFIX and other.key.endswith(headline.key) and len(headline.key) >= 16


def _repeats(lines: Sequence[Line], best: int) -> list[int]:
    line = lines[best]
    if len(line.key) < 8:
        return []
    return [i for i, other in enumerate(lines) if i != best and (other.key == line.key or _is_glued(other, line))]
