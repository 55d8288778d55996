"""States with their names, demonyms, capitals and seats of government, and the world's places by name.

States come from `data/countries.yml` (compiled by hand), places from `data/places.tsv` (GeoNames, CC BY 4.0; made by
`tools/build_gazetteer.py`). The table of places is sorted by key and searched where it lies, so loading costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from talkx.resources.loading import data_path, load_data
from talkx.resources.place_words import PlaceWords, load_place_words

FormKind = Literal["name", "demonym", "capital", "seat"]
StateStatus = Literal["state", "territory", "former"]
PlaceType = Literal["city", "region", "other"]

_PLACE_TYPES: dict[str, PlaceType] = {"c": "city", "r": "region", "o": "other"}
_MOST_ASKED = 20_000  # an answer never changes; this only bounds the memory of a long run
OTHER_NAME = 50
"""A place under a lesser other name counts by its population divided by this."""

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
class AreaGroup:
    """Places of one kind and country in `areas.yml`; each is a list of its name and its other forms."""

    type: PlaceType
    names: tuple[tuple[str, ...], ...]
    country: str | None = None


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Further names of a town or a division of the table that news uses as readily as its own."""

    name: str
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Areas:
    """The file `areas.yml`."""

    areas: tuple[AreaGroup, ...]
    towns: tuple[OtherNames, ...]
    divisions: tuple[OtherNames, ...]


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

    `country` is ISO 3166-1 alpha-3 or None (seas, continents), `region` the name of the first-level division.
    `own_name` is false where the place was asked for under one of its lesser other names.
    """

    id: str
    name: str
    type: PlaceType
    country: str | None
    region: str | None
    lat: Decimal | None
    lon: Decimal | None
    population: int
    own_name: bool = True


def name_key(text: str) -> str:
    """Return the form under which names are compared: no accents, case, leading "the" or possessive.

    >>> name_key("The Çırağan Palace’s")
    'ciragan palace'
    """
    text = " ".join(unicodedata.normalize("NFKD", text.translate(_LETTERS)).translate(_LETTERS).split())
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.removesuffix("'s").removesuffix("'").removeprefix("the ")
    return text.strip(" ,;:")


def place_slug(name: str) -> str:
    """Return the name as ids write it: `ciragan-palace`."""
    return "-".join(re.findall(r"\w+", name_key(name)))


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
    words: PlaceWords
    _forms: Mapping[str, StateForm] = field(repr=False)
    _acronyms: Mapping[str, StateForm] = field(repr=False)
    _lower_case_words: frozenset[str] = field(repr=False)
    _table: bytes = field(repr=False)
    _asked: dict[str, tuple[Place, ...]] = field(default_factory=dict, repr=False, compare=False)

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
        found = self._forms.get(key) or self._forms.get(key.replace("-", " "))
        if found is None or any(c.isupper() for c in text):
            return found
        if key in self._lower_case_words or found.kind in {"capital", "seat"}:
            return None
        return StateForm(found.code, found.name, found.kind, weak=True, status=found.status)

    def country_name(self, code: str) -> str:
        """Return the English short name of an alpha-3 code. Raises `KeyError` for an unknown code."""
        return self.countries[code].name

    def places(self, text: str) -> tuple[Place, ...]:
        """Return the places of this name, the most populous first; empty where there is none.

        A place under another of its names counts a fiftieth of its people: "Valence" is the French town before
        Valencia. Other names that news uses readily ("Odessa") count in full.
        """
        key = name_key(text)
        known = self._asked.get(key)
        if known is None:
            if len(self._asked) >= _MOST_ASKED:
                self._asked.clear()
            known = self._asked[key] = self._places(key)
        return known

    def _places(self, key: str) -> tuple[Place, ...]:
        found: list[tuple[float, Place]] = []  # areas of `areas.yml` come first: each is the best known of its name
        for row in self._rows(key):
            if row[2][:1] in {"@", "="}:
                main = next(x for x in self._rows(row[2][1:]) if x[1] == row[1])
                full = row[2][0] == "="
                place = _place(main)
                weight = place.population / (1 if full else OTHER_NAME)
                found.append((weight, place if full else replace(place, own_name=False)))
            else:
                found.append((float(row[8]), _place(row)))
        return tuple(place for _, place in sorted(found, key=_rank))

    def _rows(self, key: str) -> Iterator[list[str]]:
        """Yield the lines of the table with this key, split into cells."""
        wanted = key.encode()
        at = _first_line(self._table, wanted)
        while at < len(self._table):
            end = self._table.index(b"\n", at)
            cells = self._table[at:end].split(b"\t")
            if cells[0] != wanted:
                return
            yield [cell.decode() for cell in cells]
            at = end + 1


def _rank(found: tuple[float, Place]) -> tuple[bool, float, str]:
    weight, place = found
    return not place.id.startswith("place."), -weight, place.id


def _first_line(table: bytes, key: bytes) -> int:
    """Return the offset of the first line whose key is not before `key`."""
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        if table[start : table.index(b"\t", start)] < key:
            low = table.index(b"\n", start) + 1
        else:
            high = start
    return low


def _place(cells: list[str]) -> Place:
    """Return the place of one full line of the table."""
    key, place_id, name, kind, country, region, lat, lon, population = cells
    return Place(
        id=place_id,
        name=name or key.title(),
        type=_PLACE_TYPES[kind],
        country=country or None,
        region=region or None,
        lat=Decimal(lat) if lat else None,
        lon=Decimal(lon) if lon else None,
        population=int(population),
    )


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
    return Gazetteer(
        by_code,
        load_place_words(),
        forms,
        acronyms,
        frozenset(data.lower_case_words),
        data_path("places.tsv").read_bytes(),
    )
