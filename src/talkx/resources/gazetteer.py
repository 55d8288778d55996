"""States with their names, demonyms, capitals and seats of government, and the world's places by name.

States come from `data/countries.yml` (compiled by hand), places from `data/places.tsv` (GeoNames, CC BY 4.0; made by
`tools/build_gazetteer.py`). The table of places is sorted by key and searched where it lies, so loading costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from talkx.resources.loading import data_path, load_data

FormKind = Literal["name", "demonym", "capital", "seat"]
StateStatus = Literal["state", "territory", "former"]
PlaceType = Literal["city", "region", "country", "other"]

_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    | {"ß": "ss", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ʻ": "'", "ʼ": "'", "ʹ": "", "ʺ": ""}
    | {
        "’": "'",
        "‘": "'",
        "ʿ": "'",
        "ʾ": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)
_DOTTED = re.compile(r"(?:[A-Z]\. ?){1,6}[A-Z]?")
_CAPITALS = re.compile(r"[A-Z]{2,6}")


@dataclass(frozen=True, slots=True)
class Country:
    """One entry of `countries.yml`: a state, a territory with its own code, or a former state, with all its forms."""

    code: str
    name: str
    status: StateStatus = "state"
    of: str | None = None
    names: tuple[str, ...] = ()
    names_weak: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    demonyms_weak: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    capitals_weak: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Countries:
    """The file `countries.yml`."""

    lower_case_words: tuple[str, ...]
    countries: tuple[Country, ...]


@dataclass(frozen=True, slots=True)
class StateForm:
    """What a form of words says of a state.

    `code` is ISO 3166-1 alpha-3 (XKX for Kosovo, ISO 3166-3 codes for former states), `name` the English short name.
    `weak` marks forms that are also something else ("Georgia", "Washington", "Jordan", "Congolese"), which need support
    from the text. `status` tells territories with their own code (Hong Kong) and former states from states.
    """

    code: str
    name: str
    kind: FormKind
    weak: bool = False
    status: StateStatus = "state"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `id` as records write it, WGS 84 coordinates or None, `population` 0 where it is not known.

    `country` is ISO 3166-1 alpha-3 or None (seas, continents); `region` the name of the first-level division.
    """

    id: str
    name: str
    type: PlaceType
    country: str | None
    region: str | None
    lat: Decimal | None
    lon: Decimal | None
    population: int


def name_key(text: str) -> str:
    """Return the form under which names are compared: no accents, case, leading "the" or possessive.

    >>> name_key("The Çırağan Palace’s")
    'ciragan palace'
    """
    text = " ".join(unicodedata.normalize("NFKD", text.translate(_LETTERS)).translate(_LETTERS).split())
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.removesuffix("'s").removesuffix("'").removeprefix("the ")
    return text.strip(" ,;:")


def _acronym(text: str) -> str | None:
    """Return the letters of "U.S." or "USA" (with or without possessive), or None for any other text."""
    text = text.translate(_LETTERS).strip().removesuffix("'s").removesuffix("'")
    text = text.removeprefix("the ").removeprefix("The ")
    if _CAPITALS.fullmatch(text):
        return text
    if _DOTTED.fullmatch(text):
        return text.replace(".", "").replace(" ", "")
    return None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Answers what a name means among states and places. Built once by `load_gazetteer`."""

    countries: Mapping[str, Country]
    _forms: Mapping[str, StateForm] = field(repr=False)
    _acronyms: Mapping[str, StateForm] = field(repr=False)
    _lower_case_words: frozenset[str] = field(repr=False)

    def state(self, text: str) -> StateForm | None:
        """Return the state that exactly this form of words names, or None.

        Case, accents, a leading "the", a possessive ending and the dots of "U.S." do not matter, except that acronyms
        stand in capitals ("us" is no state). A name or demonym without any capital letter is weak, or None where it is
        a common word too.
        """
        letters = _acronym(text)
        if letters is not None and letters in self._acronyms:
            return self._acronyms[letters]
        key = name_key(text)
        found = self._forms.get(key)
        if found is None or any(c.isupper() for c in text):
            return found
        if key in self._lower_case_words or found.kind in {"capital", "seat"}:
            return None
        return StateForm(found.code, found.name, found.kind, weak=True, status=found.status)

    def country_name(self, code: str) -> str:
        """Return the English short name of an alpha-3 code. Raises `KeyError` for an unknown code."""
        return self.countries[code].name

    def places(self, text: str) -> tuple[Place, ...]:
        """Return the places of this name or alternate name, the most populous first; empty where there is none."""
        return ()


def _index(countries: tuple[Country, ...]) -> tuple[dict[str, StateForm], dict[str, StateForm]]:
    """Return the forms by key and the acronyms by their letters.

    Of two readings of one form the strong one wins, then name before demonym before capital before seat, then the
    earlier entry.
    """
    forms: dict[str, StateForm] = {}
    acronyms: dict[str, StateForm] = {}
    groups: tuple[tuple[FormKind, bool, str], ...] = (
        ("name", False, "names"),
        ("demonym", False, "demonyms"),
        ("capital", False, "capitals"),
        ("seat", False, "seats"),
        ("name", True, "names_weak"),
        ("demonym", True, "demonyms_weak"),
        ("capital", True, "capitals_weak"),
    )
    for kind, weak, attribute in groups:
        for country in countries:
            for text in getattr(country, attribute):
                form = StateForm(country.code, country.name, kind, weak, country.status)
                letters = _acronym(text)
                if letters is None:
                    forms.setdefault(name_key(text), form)
                else:
                    acronyms.setdefault(letters, form)
    return forms, acronyms


def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of the package's own data. Raises `DataError` where a file is wrong."""
    data = load_data("countries.yml", Countries)
    forms, acronyms = _index(data.countries)
    by_code = {country.code: country for country in data.countries}
    return Gazetteer(by_code, forms, acronyms, frozenset(data.lower_case_words))
