"""Tells plural nouns, by their tag where there is one, else by their form."""

from __future__ import annotations

from talkx.figures.passages import Passage, is_closed_class
from talkx.resources.units import Units

_HYPHENS = frozenset("-‐‑–—")


def is_plural(passage: Passage, i: int, units: Units) -> bool:
    """Return whether token `i` reads as a plural common noun (or a collective such as "police")."""
    if not 0 <= i < len(passage.tokens):
        return False
    token = passage.tokens[i]
    if token.lower in units.words.collectives:
        return True
    if token.tag in ("NNS", "NNPS"):
        return token.lower not in units.words.singulars_in_s
    if token.kind != "word" or is_closed_class(token, units.words.function_words) or token.lower in units.words.verbs:
        return False
    if token.lower in units.words.singulars_in_s:
        return False
    if len(token.text) > 2 and token.text[-1] == "s" and token.text[:-1].isupper():
        return True  # "MPs", "NGOs"
    if token.lower.endswith("is") and not token.text[0].isupper():
        return False
    return len(token.text) > 3 and token.lower.endswith("s") and not token.lower.endswith(("ss", "us", "'s", "’s"))


def plural_within(passage: Passage, i: int, units: Units, reach: int = 3) -> bool:
    """Return whether a plural noun stands at token `i` or after at most `reach - 1` words that may modify it."""
    for j in range(i, min(i + reach, len(passage.tokens))):
        if is_plural(passage, j, units):
            return True
        token = passage.tokens[j]
        if (
            token.kind != "word"
            or is_closed_class(token, units.words.function_words)
            or token.lower in units.words.verbs
        ):
            return False
    return False


def plural_ahead(passage: Passage, i: int, units: Units) -> bool:
    """Return whether a plural ends the phrase at token `i`, names with numbers in it and all ("A321s")."""
    for j in range(i, min(i + 7, len(passage.tokens))):
        token = passage.tokens[j]
        if is_plural(passage, j, units) or (token.text == "s" and token.glued):
            return True
        joins = token.kind == "number" or (token.text in _HYPHENS and passage.glued(j))
        if not joins and (token.kind != "word" or _ends_here(passage, j, units)):
            return False
    return False


def _ends_here(passage: Passage, j: int, units: Units) -> bool:
    """Return whether a closed-class word ends the phrase; the letter of a type ("A350") does not."""
    return is_closed_class(passage.tokens[j], units.words.function_words) and not passage.glued(j + 1)
