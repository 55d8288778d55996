"""Number words, units of measure, currencies, and the words that tell quantities from names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Literal

from talkx.errors import DataError
from talkx.resources.loading import load_data

Dimension = Literal[
    "percent", "length", "area", "volume", "mass", "purity", "temperature", "angle", "speed", "rate", "power", "energy",
    "electricity", "frequency", "sound", "pressure", "force", "torque", "data", "radiation", "concentration",
    "magnitude", "points", "time",
]  # fmt: skip
# Letters without the superscripts and fractions that Python counts as alphanumeric: "km²" is `km`, `²`.
LETTERS = r"[^\W\d_²³¹¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]+"
# "U.S." and "m.p.h." are one token, stops and all.
DOTTED = r"[A-Za-z](?:\.[A-Za-z])+(?![A-Za-z])\.?"
TOKEN = re.compile(rf"{DOTTED}|{LETTERS}(?:['’]{LETTERS})*|[0-9]+|[^\s]")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """`number_words.yml`: the words numbers are made of, with their decimal value as text."""

    cardinals: dict[str, str]
    scales: dict[str, str]
    short_scales: dict[str, str]
    doubtful_scales: dict[str, str]
    vague: dict[str, str]
    vague_multipliers: dict[str, str]
    fractions: dict[str, str]
    several: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit of `units.yml`."""

    name: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    dimension: Dimension


@dataclass(frozen=True, slots=True)
class CurrencyEntry:
    """One currency of `currencies.yml`.

    `minor` names the hundredth, `tens` ten of it, `shy` words need an amount in thousands.
    """

    code: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    minor: tuple[str, ...]
    shy: tuple[str, ...] = ()
    tens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedCurrency:
    """A word for the money of several states, of `shared_currencies.yml`; codes are ISO 4217, states alpha-3.

    `usual` is what it means where no clue speaks against it, `former` holds money that is no longer in use, `clued` the
    only states whose naming is a clue (all where empty).
    """

    name: str
    words: tuple[str, ...]
    states: dict[str, str]
    symbols: tuple[str, ...] = ()
    usual: str | None = None
    former: dict[str, str] = field(default_factory=dict)
    clued: frozenset[str] = frozenset()
    shy: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """Return every currency that the word may mean."""
        return frozenset((*self.states.values(), *self.former.values()))


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`figure_words.yml`: vocabulary of bounds, changes, names with numbers, scores, votes and exchanges."""

    bounds_before: dict[str, tuple[str, ...]]
    bounds_after: dict[str, tuple[str, ...]]
    not_bounded_after: frozenset[str]
    rise: frozenset[str]
    fall: frozenset[str]
    rise_nouns: frozenset[str]
    fall_nouns: frozenset[str]
    numbered_nouns: frozenset[str]
    loose_numbered_nouns: frozenset[str]
    not_names: frozenset[str]
    clock_after: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    function_words: frozenset[str]
    verbs: frozenset[str]
    modifying_plurals: frozenset[str]
    idioms: tuple[str, ...]
    hyphen_idioms: frozenset[str]
    age_holders: frozenset[str]
    half_before: frozenset[str]
    half_of: frozenset[str]
    quakes: frozenset[str]
    parties: frozenset[str]
    pointing: frozenset[str]
    countable_singly: frozenset[str]
    casualty_verbs: frozenset[str]
    casualty_states: frozenset[str]
    age_before: frozenset[str]
    age_nouns: frozenset[str]
    person_openers: frozenset[str]
    score_cues: frozenset[str]
    vote_cues: frozenset[str]
    vote_words: frozenset[str]
    exchange_cues: frozenset[str]
    release_verbs: frozenset[str]
    exchanged: dict[str, str]
    generic: frozenset[str]
    mutual: frozenset[str]
    rate_nouns: frozenset[str]
    abbreviations: frozenset[str]
    singulars_in_s: frozenset[str]
    collectives: frozenset[str]
    levels: frozenset[str]
    streets: frozenset[str]
    time_zones: frozenset[str]
    eras: frozenset[str]
    counted_in_metres: frozenset[str]
    change_fillers: frozenset[str]
    holding_verbs: frozenset[str]
    up_verbs: frozenset[str]
    determiners: frozenset[str]
    empty_modifiers: frozenset[str]
    auxiliaries: frozenset[str]
    each_side: tuple[str, ...]
    barter: tuple[str, ...]
    heat_words: frozenset[str]
    multiples: dict[str, str]
    comparatives: frozenset[str]
    multiplied: frozenset[str]
    graded: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitForm:
    """One written form of a unit: its tokens, whether case matters, the unit and the factor to it (pence: 0.01).

    The unit of a form that states share is the name of its `SharedCurrency` ("rupee"), with dimension "currency".
    """

    tokens: tuple[str, ...]
    exact: bool
    unit: str
    dimension: Dimension | Literal["currency"]
    factor: Decimal = Decimal(1)
    minor: str | None = None
    shy: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as tokens, and what it stands for."""

    tokens: tuple[str, ...]
    meaning: str


Index = Mapping[str, tuple[UnitForm, ...]]
Phrases = Mapping[str, tuple[Phrase, ...]]


@dataclass(frozen=True, slots=True)
class Units:
    """All vocabulary of the figures stage, ready for look-up: an index is keyed by a first (or last) token."""

    cardinals: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    short_scales: Mapping[str, Decimal]
    doubtful_scales: Mapping[str, Decimal]
    vague: Mapping[str, Decimal]
    vague_multipliers: Mapping[str, Decimal]
    fractions: Mapping[str, Decimal]
    several: frozenset[str]
    after: Index
    before: Index
    bounds_before: Phrases
    bounds_after: Phrases
    bound_openers: frozenset[str]
    idioms: Phrases
    each_side: Phrases
    barter: frozenset[tuple[str, ...]]
    words: FigureWords
    shared: Mapping[str, SharedCurrency] = field(default_factory=dict)


def split_form(text: str) -> tuple[str, ...]:
    """Return the tokens of a written form, cut as running text is: `km²` is `km`, `²`."""
    return tuple(TOKEN.findall(text))


def _plural(word: str) -> str:
    """Return the regular plural of the last word of a currency's name."""
    if word.endswith(("s", "x", "ch")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _unit_forms(entries: Iterable[UnitEntry]) -> Iterable[UnitForm]:
    for entry in entries:
        for word in entry.words:
            yield UnitForm(split_form(word), False, entry.name, entry.dimension)
        for symbol in entry.symbols:
            yield UnitForm(split_form(symbol), True, entry.name, entry.dimension)


def _currency_forms(entries: Iterable[CurrencyEntry]) -> Iterable[UnitForm]:
    for entry in entries:
        for word in entry.words:
            for form in (word, _plural(word)):
                yield UnitForm(split_form(form.lower()), False, entry.code, "currency")
        for word in entry.tens:
            for form in (word, _plural(word)):
                yield UnitForm(split_form(form.lower()), False, entry.code, "currency", Decimal(10))
        for word in entry.shy:
            yield UnitForm(split_form(word.lower()), False, entry.code, "currency", shy=True)
        for symbol in (*entry.symbols, entry.code):
            yield UnitForm(split_form(symbol), True, entry.code, "currency")
        for minor in entry.minor:
            for form in (minor, _plural(minor)):
                yield UnitForm(split_form(form.lower()), False, entry.code, "currency", Decimal("0.01"), minor)


def _shared_forms(entries: Iterable[SharedCurrency]) -> Iterable[UnitForm]:
    for entry in entries:
        for word in entry.words:
            for form in (word, _plural(word)):
                yield UnitForm(split_form(form.lower()), False, entry.name, "currency", shy=entry.shy)
        for symbol in entry.symbols:
            yield UnitForm(split_form(symbol), True, entry.name, "currency")


def _keyed(forms: Iterable[UnitForm], *, last: bool) -> Index:
    """Return the forms by their first (last) token in lower case, longest first, exact ones before others."""
    table: dict[str, list[UnitForm]] = {}
    for form in forms:
        table.setdefault(form.tokens[-1 if last else 0].lower(), []).append(form)
    return MappingProxyType(
        {
            key: tuple(sorted(found, key=lambda form: (-len(form.tokens), not form.exact, form.tokens)))
            for key, found in table.items()
        }
    )


def _phrases(table: Mapping[str, Iterable[str]], *, last: bool) -> Phrases:
    out: dict[str, list[Phrase]] = {}
    for meaning, texts in table.items():
        for text in texts:
            tokens = split_form(text)
            out.setdefault(tokens[-1 if last else 0], []).append(Phrase(tokens, meaning))
    return MappingProxyType(
        {
            key: tuple(sorted(found, key=lambda phrase: (-len(phrase.tokens), phrase.tokens)))
            for key, found in out.items()
        }
    )


def _decimals(table: Mapping[str, str], name: str) -> Mapping[str, Decimal]:
    try:
        return MappingProxyType({word: Decimal(value) for word, value in table.items()})
    except InvalidOperation as error:
        raise DataError(f"number_words.yml: {name}: not a number") from error


def load_units() -> Units:
    """Return the figures vocabulary. Raises `DataError` where a file does not fit its schema."""
    numbers = load_data("number_words.yml", NumberWords)
    units = load_data("units.yml", tuple[UnitEntry, ...])
    currencies = load_data("currencies.yml", tuple[CurrencyEntry, ...])
    words = load_data("figure_words.yml", FigureWords)
    shared = load_data("shared_currencies.yml", tuple[SharedCurrency, ...])
    money = (*_currency_forms(currencies), *_shared_forms(shared))
    return Units(
        cardinals=_decimals(numbers.cardinals, "cardinals"),
        scales=_decimals(numbers.scales, "scales"),
        short_scales=_decimals(numbers.short_scales, "short_scales"),
        doubtful_scales=_decimals(numbers.doubtful_scales, "doubtful_scales"),
        vague=_decimals(numbers.vague, "vague"),
        vague_multipliers=_decimals(numbers.vague_multipliers, "vague_multipliers"),
        fractions=_decimals(numbers.fractions, "fractions"),
        several=numbers.several,
        after=_keyed((*_unit_forms(units), *money), last=False),
        before=_keyed((form for form in money if form.exact), last=True),
        bounds_before=_phrases(words.bounds_before, last=True),
        bounds_after=_phrases(words.bounds_after, last=False),
        bound_openers=frozenset(split_form(text)[0] for texts in words.bounds_before.values() for text in texts),
        idioms=_phrases({"idiom": words.idioms}, last=False),
        each_side=_phrases({"each side": words.each_side}, last=False),
        barter=frozenset(split_form(text) for text in words.barter),
        words=words,
        shared=MappingProxyType({entry.name: entry for entry in shared}),
    )
