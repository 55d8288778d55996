"""Cuts text into the tokens of the number pass: literals, words, signs, each with its offsets. Linear in the text."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from talkx.resources.units import DOTTED, LETTERS

TokenKind = Literal["number", "word", "sign"]
MOST_DIGITS = 15  # a longer run of digits is a key or a serial number; times a trillion, 15 still fit exact arithmetic

_GAP = "\u00a0\u2009\u202f\u2007"  # no-break, thin, narrow and figure space: separators of thousands
_LITERAL = rf"""
    [0-9]{{1,3}}(?:[,{_GAP}][0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?   # 1,000   1 000   1,234.5
  | [0-9]{{1,2}}(?:,[0-9]{{2}})+,[0-9]{{3}}(?![0-9])(?:\.[0-9]+)? # 12,34,567 (lakh, crore)
  | [0-9]+(?:\.[0-9]+)?                                          # 12   3.5
  | (?<![\w.)])\.[0-9]+                                          # .500
"""
_TOKEN = re.compile(rf"(?P<number>{_LITERAL})|(?P<word>{DOTTED}|{LETTERS}(?:['’]{LETTERS})*)|(?P<sign>\S)", re.VERBOSE)
_SEPARATORS = str.maketrans("", "", "," + _GAP)


class Token(NamedTuple):
    """One token. `glued` tells that no white space stands before it; `tag` and `entity` are the annotator's votes."""

    kind: TokenKind
    text: str
    lower: str
    start: int
    end: int
    glued: bool
    tag: str = ""
    entity: str = ""


def lex(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of `text[start:end]`, offsets counted in `text`."""
    tokens: list[Token] = []
    last = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        kind = match.lastgroup
        surface = match.group()
        first, after = match.span()
        tokens.append(Token(kind, surface, surface.lower(), first, after, first == last))  # type: ignore[arg-type]
        last = after
    return tokens


def literal_value(surface: str) -> Decimal | None:
    """Return the exact value of a literal such as `1,234.5`, or None for one too long to be a quantity.

    >>> literal_value("1,234.50")
    Decimal('1234.50')
    """
    digits = surface.translate(_SEPARATORS)
    return Decimal(digits) if len(digits) <= MOST_DIGITS + 1 else None
