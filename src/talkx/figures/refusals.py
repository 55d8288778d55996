"""Tells numbers that name, date or order things from quantities: each rule refuses one class, from what stands around.

The rules look at the text alone, so they hold where no date stage has claimed anything; tags and entity labels only add
to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from talkx.figures.bounds import bound_before
from talkx.figures.passages import Passage, is_closed_class
from talkx.figures.quantities import Quantity
from talkx.resources.units import Units

_HYPHENS = frozenset("-‐‑–—")
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_YEARS = range(1500, 2100)
_TIME_ZONES = frozenset(
    {"GMT", "UTC", "CET", "CEST", "BST", "EDT", "EST", "PDT", "PST", "CDT", "CST", "IST", "JST", "MSK"}
)
_ERAS = frozenset({"AD", "BC", "CE", "BCE"})
_LEVELS = frozenset({"average", "total", "maximum", "minimum", "height", "altitude", "median", "mean"})
_SINGULARS = frozenset(
    {"news", "politics", "series", "species", "athletics", "economics", "physics", "sports", "diabetes"}
)
_PLURALS = frozenset(
    {"people", "police", "men", "women", "children", "troops", "personnel", "staff", "aircraft", "cattle"}
)


def is_refused(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether the quantity is none: a name, a date, a time, an ordinal, a serial, an idiom."""
    if (
        quantity.unit is not None
        and quantity.dimension in ("currency", "percent")
        and not _is_broken(passage, quantity)
    ):
        return False
    return (
        _is_broken(passage, quantity)
        or _is_dated(passage, quantity, units)
        or _is_year(passage, quantity, units)
        or _is_name(passage, quantity, units)
        or _is_marker(passage, quantity)
        or _is_idiom(passage, quantity, units)
        or _is_loose_part(passage, quantity, units)
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
            if (
                noun
                or (inner
                and not is_closed_class(before, units.words.function_words)
                and not _ends_phrase(passage, i, units))
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


def is_plural(passage: Passage, i: int, units: Units) -> bool:
    """Return whether token `i` reads as a plural common noun (or a collective such as "police")."""
    if not 0 <= i < len(passage.tokens):
        return False
    token = passage.tokens[i]
    if token.lower in _PLURALS or (token.tag in ("NNS", "NNPS") and token.lower not in _SINGULARS):
        return True
    if token.kind != "word" or is_closed_class(token, units.words.function_words) or token.lower in units.words.verbs:
        return False
    if token.lower in _SINGULARS:
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


# --------------------------------------------------------------------------------------------------- broken literals


def _is_broken(passage: Passage, quantity: Quantity) -> bool:
    """Return whether the number is cut out of something longer: MH17, F-16, 1.2.3, 10:30, 24/7, 22nd, 007, 555-0199."""
    i, j = quantity.amounts[0].first, quantity.last
    literal = passage.tokens[quantity.numeral_first]
    if literal.kind == "number" and literal.text[0] == "0" and literal.text[1:2].isdigit():
        return True
    return _is_glued_before(passage, i, quantity) or _is_glued_after(passage, j, quantity)


def _is_glued_before(passage: Passage, i: int, quantity: Quantity) -> bool:
    if not passage.glued(i):
        return False
    before = passage.tokens[i - 1]
    if before.kind in ("word", "number"):
        return True
    if (
        before.text in "#@/\\_:.^=×"
        or (before.text == ","
        and passage.glued(i - 1)
        and passage.tokens[i - 2].kind == "number")
    ):
        return before.text != ":" or (passage.glued(i - 1) and passage.tokens[i - 2].kind == "number")
    if before.text == "+":
        return quantity.unit is None
    if before.text in _HYPHENS and passage.word(i - 2) in ("now", "then", "sub"):
        return False
    if before.text in _HYPHENS:
        return (
            (before.text not in "–—"
            and passage.glued(i - 1))
            or (i > 1
            and passage.tokens[i - 2].kind == "number"
            and passage.glued(i - 1))
        )
    return before.text in "'’" and passage.tokens[i].kind == "number" and quantity.unit is None


def _is_glued_after(passage: Passage, j: int, quantity: Quantity) -> bool:
    if j >= len(passage.tokens):
        return False
    after = passage.tokens[j]
    if after.lower in _ORDINAL_ENDS:
        return True
    if not after.glued:
        return False
    digit = passage.glued(j + 1) and passage.tokens[j + 1].kind == "number"
    if after.kind == "word":
        return passage.tokens[j - 1].kind == "number"
    if after.kind == "number":
        return True
    if after.text in ":/.,\\" and digit:
        return True
    if after.text in _HYPHENS and digit and quantity.unit is None:
        return True
    return after.text in "@_\\" or (after.text == "/" and passage.glued(j + 1) and quantity.unit is None)


# ------------------------------------------------------------------------------------------------------ dates, times


def _is_dated(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a month or a time marker stands beside the number: "June 2, 2025", "2 June", "9 p.m.", "1700 UTC"."""
    words = units.words
    i, j = quantity.numeral_first, quantity.numeral_last
    if quantity.form == "vague":
        return False
    if passage.word(i - 1) in _HYPHENS and _looks_like_year(passage, i - 2, i - 1):
        return True
    before = i - 2 if passage.word(i - 1) in (",", ".") else i - 1
    if _is_month(passage, before, units) or (i >= 3 and passage.word(i - 1) == "," and _is_month(passage, i - 3, units)):
        open_month = passage.word(before - 1) in ("in", "last", "since", "during", "this", "early", "late")
        if quantity.unit is None and not (open_month and before == i - 1 and plural_within(passage, j, units)):
            return True
    if _is_month(passage, j, units) and passage.word(j + 1) != "of":
        return True
    if j >= len(passage.tokens):
        return False
    after = passage.tokens[j]
    if after.text in _TIME_ZONES or (after.text in _ERAS and not passage.titled):
        return True
    return after.lower in words.clock_after and after.text.upper() not in _TIME_ZONES | _ERAS


def _is_month(passage: Passage, i: int, units: Units) -> bool:
    if not 0 <= i < len(passage.tokens) or passage.tokens[i].lower not in units.words.months:
        return False
    token = passage.tokens[i]
    return token.text[0].isupper() or token.lower not in ("may", "march", "mar", "sun", "dec", "august")


def _is_year(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether four bare digits read as a year. A plural noun after a round number makes it a count."""
    if quantity.unit is not None or quantity.form == "vague":
        return False
    if not any(_looks_like_year(passage, amount.numeral.first, amount.numeral.last) for amount in quantity.amounts):
        return False
    if quantity.form == "pair":
        return False
    if quantity.form == "range" or not plural_within(passage, quantity.numeral_last, units):
        return passage.word(quantity.first - 1) != "of" or passage.word(quantity.first - 2) not in _LEVELS
    bounded = bound_before(passage, quantity.first, units)
    if bounded is not None and bounded[0] != "about":
        return False
    return quantity.values[0] % 50 != 0 or passage.word(quantity.first - 1) in (
        "in",
        "since",
        "until",
        "during",
        "by",
        "the",
    )


def _looks_like_year(passage: Passage, first: int, last: int) -> bool:
    if first < 0:
        return False
    token = passage.tokens[first]
    return (
        last == first + 1
        and token.kind == "number"
        and len(token.text) == 4
        and token.text.isdigit()
        and int(token.text) in _YEARS
    )


# -------------------------------------------------------------------------------------------------------------- names


def _is_name(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether the number belongs to a name: "Flight 610", "No. 10", "Channel 4", "Bucharest Nine"."""
    i = quantity.numeral_first
    if quantity.form in ("pair", "score"):
        return False
    return (
        _is_numbered(passage, quantity, units)
        or _is_in_entity(passage, quantity, units)
        or _follows_name(passage, quantity, units)
        or _precedes_name(passage, quantity, units)
        or _is_address(passage, quantity)
        or _numbers_noun(passage, quantity, units)
        or _is_capital_word(passage, i, quantity, units)
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
    return not _plural_ahead(passage, j, units) and not passage.tokens[j].entity.endswith("NORP")


def _numbers_noun(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether a tagged singular noun stands right before bare digits that count nothing: "coronavirus 2"."""
    i, j = quantity.first, quantity.last
    if i == 0 or quantity.unit is not None or quantity.form != "single" or quantity.amounts[0].numeral.scale != 1:
        return False
    before = passage.tokens[i - 1]
    if before.tag != "NN" or not before.text.islower() or before.lower in _LEVELS | {"toll", "score", "tally", "count"}:
        return False
    small = passage.tokens[i].kind == "number" and len(passage.tokens[i].text) <= 2
    ends = j >= len(passage.tokens) or passage.tokens[j].kind == "sign"
    return small and ends and bound_before(passage, i, units) is None


def _plural_ahead(passage: Passage, i: int, units: Units) -> bool:
    """Return whether a plural ends the phrase at token `i`, names with numbers in it and all: "Boeing 737s", "A321s"."""
    for j in range(i, min(i + 7, len(passage.tokens))):
        token = passage.tokens[j]
        if is_plural(passage, j, units) or (token.text == "s" and token.glued):
            return True
        joins = token.kind == "number" or (token.text in _HYPHENS and passage.glued(j))
        if not joins and (token.kind != "word" or is_closed_class(token, units.words.function_words)):
            return False
    return False


_STREETS = frozenset({"street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane", "drive", "way", "place", "square", "court", "highway"})  # fmt: skip


def _is_address(passage: Passage, quantity: Quantity) -> bool:
    """Return whether capitalised words up to a street follow: "10 Downing Street", "49 Old Mill Road"."""
    if quantity.unit is not None or quantity.form != "single":
        return False
    for j in range(quantity.numeral_last, min(quantity.numeral_last + 5, len(passage.tokens))):
        token = passage.tokens[j]
        if token.kind == "word" and token.lower in _STREETS and token.text[0].isupper() and j > quantity.numeral_last:
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


# ------------------------------------------------------------------------------------------------- markers and idioms


def _is_marker(passage: Passage, quantity: Quantity) -> bool:
    """Return whether the number only marks a list item or a note ("1. Home", "[3]") or is all there is on its line."""
    i, j = quantity.first, quantity.last
    if quantity.unit is not None:
        return False
    if passage.word(i - 1) == "[" and passage.word(j) == "]":
        return True
    if i == 0 and passage.word(j) in (".", ")", ":") and passage.tokens[0].kind == "number" and j < len(passage.tokens):
        return passage.glued(j)
    if passage.word(j) == ")" and passage.glued(j) and passage.tokens[j - 1].kind == "number":
        if _is_unopened(passage, i) and passage.word(i - 1) != "(":
            return True
    return i == 0 and j == len(passage.tokens) and quantity.form == "single"


def _is_unopened(passage: Passage, i: int) -> bool:
    """Return whether no bracket is open at token `i`: what closes after it numbers a point ("1) … 2) …")."""
    for j in range(i - 1, max(-1, i - 40), -1):
        if passage.word(j) in ("(", "["):
            return False
        if passage.word(j) in (")", "]"):
            return True
    return True


def _is_idiom(passage: Passage, quantity: Quantity, units: Units) -> bool:
    i = quantity.numeral_first
    for phrase in units.idioms.get(passage.word(i), ()):
        if all(passage.word(i + k) == part for k, part in enumerate(phrase.tokens)):
            return True
    if passage.word(i - 1) == "no" and passage.tokens[i].kind == "word":
        return True
    follows = passage.word(quantity.numeral_last)
    amount = quantity.amounts[-1]
    cardinal = amount.numeral.form == "words" and follows in units.cardinals and quantity.form == "single"
    return cardinal and amount.value is not None and amount.value < 100  # "nineteen eighty-four"


def _is_loose_part(passage: Passage, quantity: Quantity, units: Units) -> bool:
    """Return whether "half", "a third", "quarter" has no whole beside it: an ordinal, a period, part of a match."""
    words = units.words
    numeral = quantity.amounts[0].numeral
    if quantity.form == "vague":
        return passage.word(numeral.first) == "scores" and passage.word(numeral.last) != "of"
    if numeral.form != "part" or quantity.unit is not None:
        return False
    i, j = numeral.first, numeral.last
    if passage.word(i) not in ("a", "an", "half", "quarter"):
        return False  # "two-thirds", "one quarter of": a numerator is said
    if passage.word(i - 1) in words.half_before or quantity.amounts[0].adjective:
        return True
    if passage.word(j) == "of":
        whole = j + 2 if passage.word(j + 1) in ("the", "a", "this", "that", "an") else j + 1
        return passage.word(whole) in words.half_of or passage.word(whole).isdigit()
    half = passage.word(j - 1) == "half"
    if passage.word(i) == "quarter":
        return True
    if half and passage.word(j) in ("the", "its", "their", "his", "her", "all", "that"):
        return passage.word(j + 1) in words.half_of or passage.word(j + 1) in ("time", "battle")
    measured = passage.word(i - 1) in ("by", "than") or bound_before(passage, i, units) is not None
    return not (measured or passage.word(j) in ("as", "more", "less", "fewer", "higher", "lower"))
