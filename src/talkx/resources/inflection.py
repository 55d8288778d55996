"""Regular English inflection for the verbs and nouns of the vocabulary files."""

from __future__ import annotations

from typing import Literal

from talkx.errors import DataError

VerbForm = Literal["base", "third", "past", "participle", "gerund"]
_VOWELS = frozenset("aeiou")


def inflect_verb(words: str, file: str) -> dict[VerbForm, str]:
    """Return the forms of a verb written "base" or, where spelling is irregular, "base past participle gerund".

    A verb that doubles its last consonant writes its forms out. Raises `DataError` naming `file` for another count.
    """
    parts = words.split()
    if len(parts) not in {1, 4}:
        raise DataError(f"{file}: {words!r}: one form or four are expected")
    base = parts[0]
    consonant_y = base.endswith("y") and base[-2:-1] not in _VOWELS
    if len(parts) == 4:
        past, participle, gerund = parts[1:]
    else:
        stem = base[:-1] if base.endswith("e") else base
        past = participle = base[:-1] + "ied" if consonant_y else stem + "ed"
        gerund = base + "ing" if base.endswith(("ee", "oe", "ye")) else stem + "ing"
    return {"base": base, "third": add_s(base), "past": past, "participle": participle, "gerund": gerund}


def add_s(word: str) -> str:
    """Return a noun's plural or a verb's third person by the regular spelling rules.

    >>> add_s("match"), add_s("party"), add_s("day"), add_s("go")
    ('matches', 'parties', 'days', 'goes')
    """
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in {"go", "undergo", "veto"}:
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"
