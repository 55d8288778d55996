"""Reads an amount: a number with the currency before it, or the unit after it, and what it is per."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from talkx.figures.numerals import Numeral, read_numeral
from talkx.figures.passages import Passage
from talkx.resources.units import UnitForm, Units

_HYPHENS = frozenset("-‐‑")
_MINUS = frozenset("-−–")
_BRACKETS = {"(": ")", "<": ">"}
_SPACED_SYMBOLS = frozenset(
    {"Rs", "Tk", "Rp", "Dh", "Dhs", "Ksh", "KSh", "Kshs", "KShs", "USh", "TSh", "Sh", "Shs", "RMB"}
)
_WORD_CODES = frozenset({"ALL", "TRY", "TOP", "MOP"})  # codes that are English words: only when glued to the number
# "$5 a year earlier", "30 cars a year ago": a time, no rate
_COMPARING = frozenset({"earlier", "ago", "later", "before", "after", "old", "prior", "previously", "hence"})
_POUND_SCALE = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, tokens `first` to `last` (exclusive); the number alone is `numeral`.

    `dimension` is "" without unit, "currency" for money, else the unit's. `adjective`: "10-mile". `per`: "a day".
    """

    first: int
    last: int
    numeral: Numeral
    value: Decimal | None
    unit: str | None = None
    dimension: str = ""
    minor: str | None = None
    per: str | None = None
    adjective: bool = False
    prefixed: bool = False
    negative: bool = False


def read_amounts(passage: Passage, units: Units, claimed: Collection[int], *, pounds: bool = False) -> list[Amount]:
    """Return the amounts of a passage in order, without the tokens that dates have claimed.

    `pounds` tells that the article names some state's pounds, so that the word alone is money.
    """
    amounts: list[Amount] = []
    i = 0
    meant = "GBP" if "£" in passage.text else "pound" if pounds else None
    while i < len(passage.tokens):
        if i in claimed:
            i += 1
            continue
        numeral = read_numeral(passage, i, units)
        if numeral is None:
            i += 1
            continue
        if any(k in claimed for k in range(i, numeral.last)):
            i = numeral.last
            continue
        floor = amounts[-1].last if amounts else 0
        amount = read_amount(passage, numeral, units, floor=floor, pounds=meant)
        amounts.append(amount)
        i = max(amount.last, numeral.last)
    return amounts


def read_amount(
    passage: Passage, numeral: Numeral, units: Units, *, floor: int = 0, pounds: str | None = None
) -> Amount:
    """Return the amount around a number; nothing before token `floor` is taken for its currency.

    `pounds` is the unit that pounds of money have here, or None where pounds may be a weight.
    """
    prefix = _prefix(passage, numeral.first, units, floor)
    numeral = _settled(passage, numeral, units, money=prefix is not None)
    if prefix is not None:
        form, first = prefix
        amount = Amount(
            first, numeral.last, numeral, numeral.value, form.unit, "currency", prefixed=True,
            adjective=_is_hyphen(passage, numeral.last),
        )  # fmt: skip
        return _with_per(passage, _repeated_currency(passage, amount, units), units)
    first, negative = _sign(passage, numeral)
    value = -numeral.value if negative and numeral.value is not None else numeral.value
    bare = Amount(first, numeral.last, numeral, value, negative=negative)
    found = _suffix(passage, numeral, units)
    if found is None:
        return replace(bare, adjective=_is_hyphen(passage, numeral.last))
    form, last, adjective = found
    if form.dimension == "currency" and form.exact and value is not None and passage.word(last) in units.scales:
        value, last = value * units.scales[passage.word(last)], last + 1  # "75 USD million"
    amount = replace(
        bare,
        last=last,
        value=None if value is None else value * form.factor,
        unit=form.unit,
        dimension=form.dimension,
        minor=form.minor,
        adjective=adjective,
    )
    return _with_per(passage, _pounds(passage, amount, pounds), units)


def _is_hyphen(passage: Passage, i: int) -> bool:
    """Return whether a glued hyphen at `i` makes the number before it part of a compound adjective."""
    after = i + 1 < len(passage.tokens) and passage.tokens[i + 1].kind == "word"
    return passage.word(i) in _HYPHENS and passage.glued(i) and passage.glued(i + 1) and after


def _sign(passage: Passage, numeral: Numeral) -> tuple[int, bool]:
    """Return where the number starts with its minus sign, and whether it has one ("-36", "minus 40")."""
    i = numeral.first - 1
    if passage.word(i) == "minus" or (passage.word(i) in _HYPHENS and passage.word(i - 1) == "minus"):
        return (i if passage.word(i) == "minus" else i - 1), True
    signed = passage.word(i) in _MINUS and passage.glued(numeral.first) and not passage.glued(i)
    if signed and passage.tokens[numeral.first].kind == "number" and (i == 0 or passage.tokens[i - 1].kind != "number"):
        return i, True
    return numeral.first, False


# ------------------------------------------------------------------------------------------------------------- money


def _prefix(passage: Passage, i: int, units: Units, floor: int) -> tuple[UnitForm, int] | None:
    """Return the currency that ends right before token `i`, and the token it starts at."""
    j = i - 1
    if j < floor:
        return None
    for form in units.before.get(passage.tokens[j].lower, ()):
        first = j - len(form.tokens) + 1
        if first >= floor and _is_symbol(passage, form, first, i):
            return form, first
    return None


def _is_symbol(passage: Passage, form: UnitForm, first: int, i: int) -> bool:
    tokens = passage.tokens[first:i]
    short = (
        form.tokens[0].isalpha() and len(form.tokens[0]) < 2 and form.tokens[0] != "C"
    )  # "A $5 fine" is no dollar of A
    if len(tokens) > 1:
        if short and not all(token.glued for token in tokens[1:]):
            return False
        if tuple(token.lower for token in tokens) != tuple(part.lower() for part in form.tokens):
            return False
    elif tokens[0].text != form.tokens[0]:
        return False
    last = tokens[-1].text
    if not last.isalpha():
        return True
    if first > 0 and passage.glued(first) and passage.tokens[first - 1].text in _HYPHENS:
        return False
    if len(last) == 1 and len(passage.tokens[i].text) == 1:
        return False  # "R0", "R2": no rand
    if len(last) < 3 or last in _WORD_CODES:
        return passage.glued(i) or last in _SPACED_SYMBOLS
    return True


def _repeated_currency(passage: Passage, amount: Amount, units: Units) -> Amount:
    """Take in a currency named twice: "$5 million US dollars", "USD$ 23 billion dollar", "$52.5m AUD"."""
    for form in units.after.get(passage.word(amount.last), ()):
        last = _spelled(passage, form, amount.last)
        if form.dimension == "currency" and form.minor is None and last is not None:
            # "$5 million Canadian dollars": the words say which dollar the sign means
            own = form.unit not in units.shared and len(form.tokens) + form.exact > 1
            unit = form.unit if own and (amount.unit == "USD" or amount.unit in units.shared) else amount.unit
            return replace(amount, last=last, unit=unit)
    return amount


def _pounds(passage: Passage, amount: Amount, pounds: str | None) -> Amount:
    """Tell pounds of money from pounds of weight: amounts in millions, "£" in the passage, a state's pounds named."""
    if amount.unit != "pound" or amount.dimension != "mass" or amount.per not in (None, "week", "month", "year", "day"):
        return amount
    millions = amount.numeral.scale >= _POUND_SCALE * 1000
    if passage.word(amount.last) in ("of", "heavier", "lighter", "per") and not millions:
        return amount
    weighed = any(passage.word(j).startswith("weigh") for j in range(max(0, amount.first - 4), amount.first))
    if passage.word(amount.last - 1) in ("lb", "lbs") or weighed:
        return amount
    if passage.word(amount.last) == "sterling":
        return replace(amount, unit="GBP", dimension="currency", last=amount.last + 1)
    if not millions and pounds is None:
        return amount
    return replace(amount, unit=pounds or amount.unit, dimension="currency")


# -------------------------------------------------------------------------------------------------------------- units


def _settled(passage: Passage, numeral: Numeral, units: Units, *, money: bool) -> Numeral:
    """Decide a doubtful scale letter ("m", "b", "t"): a scale beside a currency or a counted noun, else a unit."""
    if numeral.doubtful is None or numeral.value is None:
        return numeral
    j = numeral.last
    after = passage.word(j + 1)
    counted = (passage.glued(j) or passage.tokens[j].text == "B") and _is_counted(passage, j + 1, units)
    currency = any(
        form.dimension == "currency" and _spells(passage, form, j + 1) for form in units.after.get(after, ())
    )
    if not (money or counted or currency):
        return numeral
    if money and not passage.glued(j) and passage.word(j) == "t":
        return numeral
    return replace(numeral, value=numeral.value * numeral.doubtful, last=j + 1, scale=numeral.doubtful, doubtful=None)


def _is_counted(passage: Passage, i: int, units: Units) -> bool:
    """Return whether token `i` opens what millions count ("35m users", "35m of its users") and metres do not."""
    word = passage.word(i)
    if word == "of":
        return passage.word(i + 1) in ("its", "the", "their", "his", "her", "our", "these", "those")
    plural = word == "people" or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "'s", "’s")))
    return (
        plural
        and word.isalpha()
        and word not in units.words.counted_in_metres
        and word not in ("this", "does", "goes", "always", "towards")
    )


def _spells(passage: Passage, form: UnitForm, i: int) -> bool:
    """Return whether the tokens from `i` on are the form."""
    return _spelled(passage, form, i) is not None


def _spelled(passage: Passage, form: UnitForm, i: int) -> int | None:
    """Return the token after the form where the tokens from `i` on are it; hyphens may join its words."""
    tokens = passage.tokens
    for k, part in enumerate(form.tokens):
        if k and not form.exact and _is_hyphen(passage, i) and part not in _HYPHENS:
            i += 1
        if i >= len(tokens):
            return None
        token = tokens[i]
        if (token.text if form.exact else token.lower) != part:
            loose = form.exact and form.dimension != "currency" and len(part) >= 3 and part.lower() == token.lower
            if not loose:
                return None
        if k and form.exact and not token.glued and not part.isalpha() and part != "$":
            return None
        i += 1
    return None if form.exact and _runs_on(passage, i) else i


def _runs_on(passage: Passage, i: int) -> bool:
    """Return whether a letter or digit is glued on at `i`: "5 mA" is no "5 m"."""
    return passage.glued(i) and passage.tokens[i].kind in ("word", "number")


def _suffix(passage: Passage, numeral: Numeral, units: Units) -> tuple[UnitForm, int, bool] | None:
    """Return the unit after a number, the token after it, and whether a hyphen joins them ("10-mile")."""
    j = numeral.last
    adjective = _is_hyphen(passage, j)
    if adjective:
        j += 1
    if numeral.form == "part" and passage.word(j) in ("a", "an") and numeral.value != 1:
        j += 1  # "half a mile", "half of a per cent"
    elif numeral.form == "part" and passage.word(j) == "of" and passage.word(j + 1) in ("a", "an", "one"):
        j += 2
    elif numeral.form == "vague" and passage.word(j) == "of":
        j += 1  # "millions of dollars", "hundreds of miles"
    closing = _BRACKETS.get(passage.word(j))
    if closing is not None and passage.word(j + 2) == closing:
        j += 1
    for form in units.after.get(passage.word(j), ()):
        last = _spelled(passage, form, j)
        if last is not None and _is_unit_here(passage, form, j, numeral, units):
            return form, last + (closing is not None and passage.word(last) == closing), adjective
    return None


def _is_unit_here(passage: Passage, form: UnitForm, j: int, numeral: Numeral, units: Units) -> bool:
    if form.shy and (numeral.value is None or abs(numeral.value) < _POUND_SCALE):
        return False
    word = form.tokens[0]
    digits = numeral.form in ("digits", "fraction")
    if form.exact and form.tokens in (("C",), ("F",)):
        return digits and passage.glued(j) and _speaks_of_heat(passage, j, units)
    if form.exact and form.tokens == ("s",) and "." not in passage.tokens[j - 1].text and passage.glued(j):
        return False  # "1990s"
    if form.exact and len(form.tokens) == 1 and word.isalpha() and len(word) <= 2:
        return digits and (passage.glued(j) or len(word) == 2 or word in ("m", "g", "t", "l", "L", "W", "V"))
    if form.exact and word in _WORD_CODES:
        return False
    after = j + len(form.tokens)
    return form.unit != "magnitude" or after >= len(passage.tokens) or passage.tokens[after].kind != "number"


def _speaks_of_heat(passage: Passage, i: int, units: Units) -> bool:
    first, last = passage.sentence_range(i)
    return any(token.lower in units.words.heat_words for token in passage.tokens[first:last])


def _with_per(passage: Passage, amount: Amount, units: Units) -> Amount:
    """Take in what the amount is per: "$4.10 a gallon", "98 per share", "50 miles per hour", "10 km/s"."""
    j = amount.last
    word = passage.word(j)
    if amount.dimension in ("time",) or amount.unit is None:
        return amount
    if amount.adjective and passage.word(j) in _HYPHENS and passage.word(j + 1) in ("a", "an", "per"):
        noun, last = passage.word(j + 3), j + 4
        return replace(amount, per=_per_name(noun, units), last=last) if noun in units.words.rate_nouns else amount
    noun = passage.word(j + 1)
    if not noun.isalpha() or is_compared(passage, j):
        return amount
    if word == "per":
        for form in units.after.get(noun, ()):
            after = _spelled(passage, form, j + 1)
            if len(form.tokens) > 1 and after is not None:
                return replace(amount, per=form.unit, last=after)
    if (word in ("per", "/") and noun not in ("cent", "capita")) or (
        word in ("a", "an") and noun in units.words.rate_nouns
    ):
        if word == "/" and not (passage.glued(j) and passage.glued(j + 1)):
            return amount
        return _fused(amount, _per_name(noun, units), j + 2)
    if word == "per" and noun == "capita":
        return replace(amount, per="capita", last=j + 2)
    return amount


def is_compared(passage: Passage, j: int) -> bool:
    """Return whether "a year" at token `j` belongs to "a year earlier" ("a year before tax" is a rate)."""
    word, after = passage.word(j + 2), passage.word(j + 3)
    return passage.word(j) in ("a", "an") and word in _COMPARING and after not in ("tax", "taxes", "interest")


def _per_name(noun: str, units: Units) -> str:
    """Return the unit's own name ("meter" -> metre, "s" -> second), or the noun."""
    if noun == "annum":
        return "year"
    for form in units.after.get(noun, ()):
        if len(form.tokens) == 1 and form.tokens[0] == noun and form.dimension != "currency":
            return form.unit
    return noun


def _fused(amount: Amount, per: str, last: int) -> Amount:
    """Return the amount with its rate: a speed is a unit of its own, any other rate a unit and what it is per."""
    if amount.dimension == "length" and per in ("hour", "second", "minute"):
        return replace(amount, unit=f"{amount.unit} per {per}", dimension="speed", last=last)
    if amount.unit == "metre per second" and per == "second":
        return replace(amount, unit="metre per second squared", dimension="speed", last=last)
    if amount.dimension == "speed":
        return amount
    return replace(amount, per=per, last=last)
