"""Tells numbers that belong to names from counts: "Flight 610", "No. 10", "Bucharest Nine", "10 High Street"."""

from __future__ import annotations

from collections.abc import Iterable

from talkx.figures.bounds import bound_before
from talkx.figures.passages import Passage, is_closed_class
from talkx.figures.plurals import is_plural, plural_ahead, plural_within
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units


def is_name(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether the number belongs to a name: "Flight 610", "No. 10", "Channel 4", "Bucharest Nine"."""
    i = quantity.numeral_first
    if quantity.form in ("pair", "score"):
        return False
    return (
        _is_numbered(passage, quantity, units)
        or _is_in_entity(passage, quantity, units)
        or _follows_name(passage, quantity, units)
        or _precedes_name(passage, quantity, units)
        or _is_address(passage, quantity, units)
        or _numbers_noun(passage, quantity, units)
        or _is_capital_word(passage, i, quantity, units)
    )


def named_literals(passages: Iterable[Passage], units: Units) -> frozenset[str]:
    """Return the bare literals of three or four digits that some passage joins to a name ("Boeing 737", "Flight 610").

    Where an article has made a number a name, the same number alone ("the 737 has") is that name.
    """
    named: set[str] = set()
    for passage in passages:
        for i, token in enumerate(passage.tokens):
            if token.kind != "number" or i == 0 or not token.text.isdigit() or not 3 <= len(token.text) <= 4:
                continue
            before = passage.tokens[i - 1]
            if before.kind != "word" or not before.text[0].isupper() or passage.titled or token.glued:
                continue
            inner = i > 1 and passage.sentence[i - 2] == passage.sentence[i - 1]
            noun = before.lower in units.words.numbered_nouns
            if noun or (
                inner
                and not is_closed_class(before, units.words.function_words)
                and not _ends_phrase(passage, i, units)
            ):
                named.add(token.text)
    return frozenset(named)


def _ends_phrase(passage: Passage, i: int, units: Units) -> bool:
    """Return whether the number at `i` counts what follows, or cannot belong to the name before it."""
    before = passage.tokens[i - 1]
    free = before.lower in units.words.not_names | units.words.months | units.words.weekdays
    return (
        free
        or before.lower.endswith(("'s", "’s"))
        or plural_within(passage, i + 1, units)
        or _has_unit(passage, i + 1, units)
    )


def _has_unit(passage: Passage, i: int, units: Units) -> bool:
    return (
        any(len(form.tokens) == 1 for form in units.after.get(passage.word(i), ())) or passage.word(i) in units.scales
    )


def _is_numbered(passage: Passage, quantity: Quantity, units: Units) -> bool:
    i, j = quantity.first, quantity.numeral_last
    k = i - 1
    if passage.word(k) == ".":
        k -= 1
        if passage.word(k) not in ("no", "nos", "nr", "art", "sec", "vol", "fig", "apt", "para", "ch"):
            return False
    if k < 0:
        return False
    noun = passage.tokens[k]
    if noun.text in "№§" or (noun.lower in ("art", "sec", "ch") and k != i - 1):
        return True
    if noun.lower not in units.words.numbered_nouns or (quantity.unit is not None and noun.lower not in ("no", "nos")):
        return False
    if noun.lower in ("no", "number", "numbers", "nos") and k == i - 1 and passage.tokens[i].kind == "word":
        return noun.lower == "number"  # "no one", "no two": no name, and no figure of its own
    if noun.lower in units.words.loose_numbered_nouns:
        return (noun.text[0].isupper() and not passage.titled and k > 0) or not plural_within(passage, j, units)
    return True


def _is_in_entity(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether the annotator sees the number inside a name (not a people: "two Argentinians")."""
    label = passage.tokens[quantity.numeral_first].entity
    if not label or quantity.unit is not None or label.endswith("NORP"):
        return False
    return label.startswith("+") or not plural_within(passage, quantity.numeral_last, units)


def _follows_name(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a capitalised word right before bare digits makes them part of its name ("Voskhod 2")."""
    i = quantity.numeral_first
    if i == 0 or quantity.unit is not None or passage.tokens[i].kind != "number" or quantity.form == "vague":
        return False
    before = passage.tokens[i - 1]
    if before.kind != "word" or not before.text[0].isupper() or is_closed_class(before, units.words.function_words):
        return False
    if passage.titled or before.lower in units.words.not_names or before.lower in units.words.weekdays:
        return False
    if before.lower.endswith(("'s", "’s", "'", "’")):
        return False
    if _in_bound(before.lower, units) or is_plural(passage, quantity.numeral_last, units):
        return False
    opens = i == 1 or passage.sentence[i - 2] != passage.sentence[i - 1]
    return not opens or before.tag in ("NNP", "NNPS")


def _precedes_name(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether bare digits open a name: "the 737 Max", "51 Pegasi b"; "20 Hamas fighters" counts."""
    j = quantity.numeral_last
    if quantity.unit is not None or passage.titled or passage.tokens[quantity.numeral_first].kind != "number":
        return False
    if j >= len(passage.tokens) or passage.tokens[j].kind != "word" or not passage.tokens[j].text[0].isupper():
        return False
    if quantity.amounts[-1].numeral.scale != 1 or passage.sentence[j] != passage.sentence[j - 1]:
        return False
    return not plural_ahead(passage, j, units) and not passage.tokens[j].entity.endswith("NORP")


def _numbers_noun(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a tagged singular noun stands right before bare digits that count nothing: "coronavirus 2"."""
    i, j = quantity.first, quantity.last
    if i == 0 or quantity.unit is not None or quantity.form != "single" or quantity.amounts[0].numeral.scale != 1:
        return False
    before = passage.tokens[i - 1]
    if before.tag != "NN" or not before.text.islower() or before.lower in units.words.levels | units.words.age_before:
        return False
    small = passage.tokens[i].kind == "number" and len(passage.tokens[i].text) <= 2
    ends = j >= len(passage.tokens) or (passage.tokens[j].kind == "sign" and passage.tokens[j].text != "+")
    return small and ends and before.lower != "magnitude" and bound_before(passage, i, units) is None


def _is_address(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether capitalised words up to a street follow: "10 Downing Street", "49 Old Mill Road"."""
    if quantity.unit is not None or quantity.form != "single":
        return False
    for j in range(quantity.numeral_last, min(quantity.numeral_last + 5, len(passage.tokens))):
        token = passage.tokens[j]
        street = token.lower in units.words.streets and token.text[0].isupper()
        if street and j > quantity.numeral_last:
            return True
        if token.kind == "sign" or (token.kind == "word" and not (token.text[0].isupper() or token.glued)):
            return False
    return False


def _in_bound(word: str, units: Units) -> bool:
    return word in units.bounds_before


def _is_capital_word(passage: Passage, i: int, quantity: Quantity, units: Units) -> bool:
    """Return whether a number word is capitalised inside running text: "Group of Seven", "Bucharest Nine"."""
    token = passage.tokens[i]
    if token.kind != "word" or not token.text[0].isupper() or quantity.unit is not None:
        return False
    if passage.titled:
        named = i > 0 and passage.tokens[i - 1].kind == "word" and passage.tokens[i - 1].text[0].isupper()
        return named and passage.word(quantity.last) in (")", ",", "”", '"')
    if i == 0 or passage.sentence[i - 1] != passage.sentence[i]:
        return False
    before = passage.tokens[i - 1]
    if before.text in "\"“‘'’:([—–-•" or (_in_bound(before.lower, units) and i == 1):
        return False
    return not (
        before.lower in ("least", "than", "all", "about", "around", "some") and passage.tokens[i - 1].text[0].isupper()
    )
