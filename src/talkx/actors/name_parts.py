"""Compares names part by part: accents, transliterations, initials and pairs of given names, never whole strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from anyascii import anyascii

_ARABIC_ARTICLES = frozenset({"al", "el", "as", "ad", "an", "ar", "ash", "at", "az", "ul"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
# Spellings of one sound in transliterated names, longest first.
_SOUNDS = (
    ("shch", "sc"), ("kh", "h"), ("zh", "z"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"),
    ("ou", "u"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("w", "v"), ("j", "i"), ("y", "i"), ("q", "k"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def letters(part: str) -> str:
    """Return a part of a name in plain lower-case letters.

    >>> letters("Şahın")
    'sahin'
    """
    return "".join(c for c in anyascii(part).casefold() if c.isalnum())


@lru_cache(maxsize=4096)
def sound(part: str) -> str:
    """Return a key that spellings of one name in different transliterations share.

    >>> sound("Vasyliy") == sound("Vasily") == sound("Wassilij")
    True
    """
    key = letters(part)
    for written, heard in _SOUNDS:
        key = key.replace(written, heard)
    return "".join(c for i, c in enumerate(key) if i == 0 or c != key[i - 1])


def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without suffixes such as "Jr."."""
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(name)]
    kept = [w for w in words if letters(w) not in _SUFFIXES]
    return tuple(kept or words)


def part_keys(part: str) -> tuple[str, ...]:
    """Return the sounds under which one part of a name may be called: whole, without the Arabic article, each half.

    >>> part_keys("al-Hadi")
    ('alhadi', 'hadi')
    """
    halves = [half for half in part.split("-") if half]
    kept = [half for half in halves if half.casefold() not in _ARABIC_ARTICLES]
    keys = [sound(part), *(sound(half) for half in kept if len(half) > 2)]
    return tuple(dict.fromkeys(keys))


def same_part(a: str, b: str) -> bool:
    """Return whether two parts are one name in two spellings."""
    return letters(a) == letters(b) or (len(a) > 2 and len(b) > 2 and sound(a) == sound(b))


def same_given_name(a: str, b: str, given_names: Mapping[str, frozenset[int]]) -> bool:
    """Return whether two given names may be one person's: equal, an initial, or a known pair."""
    if same_part(a, b):
        return True
    plain_a, plain_b = letters(a), letters(b)
    if not plain_a or not plain_b:
        return False
    if len(plain_a) == 1 or len(plain_b) == 1:
        return plain_a[0] == plain_b[0]
    return bool(given_names.get(plain_a, frozenset()) & given_names.get(plain_b, frozenset()))


def same_full_name(a: tuple[str, ...], b: tuple[str, ...], given_names: Mapping[str, frozenset[int]]) -> bool:
    """Return whether two names of two parts or more may be one person's.

    The shorter must run through the longer part by part, the first parts compared as given names.
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if 1 < len(short) < len(long) and all(same_part(x, y) for x, y in zip(short, long[-len(short) :], strict=True)):
        return True  # both surnames, as in Spanish
    if len(short) < 2 or not same_given_name(short[0], long[0], given_names):
        return False
    if len(short) == len(long):
        middle = all(same_given_name(x, y, given_names) for x, y in zip(short[1:-1], long[1:-1], strict=True))
        return middle and same_part(short[-1], long[-1])
    rest = iter(long[1:])
    return all(any(same_part(part, other) for other in rest) for part in short[1:])
