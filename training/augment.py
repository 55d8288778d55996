"""Synthetic variety: names and towns of all countries, facilities, headings, bullets.

Typography (curly quotes, dashes, accents) needs no copies: the pieces normalise it.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from talkx.annotate.tokens import split_words
from training.data import NER_ID, NER_TAGS, Piece

FACILITY = (
    "Palace", "Airport", "International Airport", "Hotel", "Stadium", "Hospital", "Bridge",
    "Square", "Convention Center", "Station", "Cathedral", "Mosque", "Prison", "Castle", "Tower",
    "Dam", "Power Plant", "Air Base", "Arena", "Theatre", "Temple", "Mall", "Working Office",
    "Conference Centre", "Hall", "Barracks", "Checkpoint", "Port", "Museum", "Park Hotel",
)  # fmt: skip
FACILITY_STEM = (
    "Royal", "Grand", "Presidential", "Central", "Imperial", "National", "Liberty", "Victory",
    "Old Town", "Riverside", "Continental", "Peace", "Freedom", "Northern", "Saint George",
)  # fmt: skip
EVENT = (
    "Summit", "Forum", "Security Conference", "Economic Forum", "Games", "Film Festival", "Cup",
    "Open", "Climate Conference", "Marathon", "Peace Conference", "Grand Prix", "Book Fair",
)  # fmt: skip
TITLES = ("President", "Prime Minister", "Foreign Minister", "spokesman", "Mr.", "Ms.", "General", "")
BULLETS = ("•", "-", "*", "–", "▪", "1.", "2.", "a)")
MARKS = ("(L)", "(R)", "(C)", "(left)", "(right)", "(centre)", "[L]", "(pictured)", "(2-L)")
COMPOUND_TAILS = ("talks", "border", "ceasefire", "deal", "relations", "summit talks", "war", "trade")
SAYS = ("said", "told reporters", "announced", "confirmed")
_NO_CAPITAL = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "as"})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rb") as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8-sig"))


Put = Callable[[list[str], list[bool], list[int], bool], None]


class Names:
    """Forenames, surnames, cities and countries to draw from."""

    def __init__(self, folder: Path) -> None:
        self.fore: dict[str, list[str]] = {}
        self.sur: dict[str, list[str]] = {}
        for table, name in ((self.fore, "forenames"), (self.sur, "surnames")):
            for row in _rows(folder / f"common-{name}-by-country.csv.gz"):
                word = row["Romanized Name"].strip()
                if word and word[0].isupper() and len(word) < 25:
                    table.setdefault(row["Country"], []).append(word)
        self.lands = sorted(set(self.fore) & set(self.sur))
        self.all_fore = sorted({n for v in self.fore.values() for n in v})
        self.all_sur = sorted({n for v in self.sur.values() for n in v})
        cities, counts = [], {}
        for row in _rows(folder / "world-cities.csv.gz"):
            if row["name"][0].isupper() and len(row["name"]) < 24 and "(" not in row["name"]:
                cities.append(row["name"])
                counts[row["name"]] = row["country"]
        self.cities = cities
        self.city_set = set(cities)
        self.countries = sorted(
            {r["UNTERM English Short"].split(" (")[0] for r in _rows(folder / "country-codes.csv.gz")} - {""}
        )

    def person(self, rng: random.Random) -> tuple[str, str]:
        """Return a forename and a surname, mostly of one country."""
        if rng.random() < 0.7:
            land = rng.choice(self.lands)
            return rng.choice(self.fore[land]), rng.choice(self.sur[land])
        return rng.choice(self.all_fore), rng.choice(self.all_sur)


def _cut(text: str) -> tuple[list[str], list[bool]]:
    spans = split_words(text)
    glue = [i == 0 or spans[i - 1][1] < a for i, (a, _) in enumerate(spans)]
    return [text[a:b] for a, b in spans], glue


def _entities(tags: list[int]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tags):
        if tags[i] > 0 and NER_TAGS[tags[i]].startswith("B-"):
            label = NER_TAGS[tags[i]][2:]
            j = i + 1
            while j < len(tags) and tags[j] > 0 and NER_TAGS[tags[j]] == "I-" + label:
                j += 1
            out.append((i, j, label))
            i = j
        else:
            i += 1
    return out


def _labels(count: int, label: str) -> list[int]:
    return [NER_ID[("I-" if n else "B-") + label] for n in range(count)]


class Augmenter:
    """Random changes to the pieces of one window; the names chosen hold for the whole window."""

    def __init__(self, names: Names, rng: random.Random, strength: float = 1.0) -> None:
        self.names, self.rng, self.strength = names, rng, strength

    def _p(self, chance: float) -> bool:
        return self.rng.random() < chance * self.strength

    def window(self, blocks: list[list[Piece]]) -> list[list[Piece]]:
        """Return the blocks with names swapped, headings and bullets put in."""
        swap = self._p(0.30)
        cities = self._p(0.20)
        people: dict[str, str] = {}
        out = []
        for block in blocks:
            fresh = [self._piece(p, swap, cities, people) if p.ner is not None else p for p in block]
            if len(block) == 1 and block[0].ner is not None:
                roll = self.rng.random() / max(self.strength, 1e-9)
                if roll < 0.05 and len(block[0]) < 30:
                    fresh = [self._heading(fresh[0], capitals=False)]
                elif roll < 0.065 and len(block[0]) < 30:
                    fresh = [self._heading(fresh[0], capitals=True)]
                elif roll < 0.09:
                    fresh = [self._bullet(fresh[0])]
            out.append(fresh)
        return out

    def _piece(self, piece: Piece, swap: bool, cities: bool, people: dict[str, str]) -> Piece:
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[int] = []
        done = 0

        def put(w: list[str], s: list[bool], t: list[int], space: bool) -> None:
            words.extend(w)
            spaces.extend([space, *s[1:]] if s else [])
            tags.extend(t)

        for a, b, label in _entities(piece.ner):
            put(piece.words[done:a], piece.spaces[done:a], piece.ner[done:a], piece.spaces[done] if done < a else True)
            new = ""
            shown = label
            old = piece.words[a:b]
            if label == "PERSON" and swap:
                new = self._person(old, people)
            elif label == "GPE" and cities and b - a == 1 and old[0] in self.names.city_set and self._p(0.7):
                new = self.rng.choice(self.names.cities)
            elif label == "GPE" and a and piece.words[a - 1] == "in" and self._p(0.05):
                put(*self._facility(), True)
                new = " ".join(old)
            elif label == "GPE" and b < len(piece.words) and self._p(0.012):
                self._compound(" ".join(old), piece.spaces[a], put)
                done = b
                continue
            elif label == "GPE" and a and piece.words[a - 1] in ("in", "to") and self._p(0.015):
                words.append("the")
                spaces.append(True)
                tags.append(0)
                year = f"{self.rng.randint(1990, 2026)} " if self._p(0.3) else ""
                new, shown = f"{year}{' '.join(old)} {self.rng.choice(EVENT)}", "EVENT"
            if new:
                w, s = _cut(new)
                put(w, s, _labels(len(w), shown), piece.spaces[a])
            else:
                put(old, piece.spaces[a:b], piece.ner[a:b], piece.spaces[a])
            if label == "PERSON" and self._p(0.025):
                w, s = _cut(self.rng.choice(MARKS))
                put(w, s, [0] * len(w), True)
            done = b
        put(
            piece.words[done:],
            piece.spaces[done:],
            piece.ner[done:],
            piece.spaces[done] if done < len(piece.words) else True,
        )
        return Piece(words, spaces, tags, is_sentence=piece.is_sentence)

    def _compound(self, name: str, space: bool, put: Put) -> None:
        """Put "X-Y talks" for "X": two names and a sign between them."""
        other = self.rng.choice(self.names.countries if self.rng.random() < 0.85 else self.names.cities)
        first, second = (name, other) if self.rng.random() < 0.5 else (other, name)
        sign = self.rng.choice("--–/")
        for n, (text, label) in enumerate(
            ((first, "GPE"), (sign, ""), (second, "GPE"), (self.rng.choice(COMPOUND_TAILS), ""))
        ):
            w, s = _cut(text)
            put(w, s, _labels(len(w), label) if label else [0] * len(w), (space, False, False, True)[n])

    def _person(self, old: list[str], people: dict[str, str]) -> str:
        if not all(w[0].isalpha() or w in "-.'’" for w in old):
            return ""
        fore, sur = self.names.person(self.rng)
        last = old[-1]
        sur = people.setdefault(last, sur)
        if len(old) == 1:
            return sur
        fore = people.setdefault(" ".join(old[:-1]), fore)
        if len(old) > 2 and self.rng.random() < 0.3:
            fore += f" {self.rng.choice('ABCDEFGHJKLMNPRSTVW')}."
        elif self.rng.random() < 0.08:
            fore += " " + self.names.person(self.rng)[0]
        return f"{fore} {sur}"

    def _facility(self) -> tuple[list[str], list[bool], list[int]]:
        roll = self.rng.random()
        if roll < 0.4:
            stem = self.rng.choice(FACILITY_STEM)
        elif roll < 0.7:
            stem = self.rng.choice(self.names.cities)
        else:
            stem = " ".join(self.names.person(self.rng)[self.rng.random() < 0.6 :][:2])
        if isinstance(stem, tuple):
            stem = stem[0]
        w, s = _cut(f"{stem} {self.rng.choice(FACILITY)}")
        return (
            ["the", *w, "in"],
            [True, True, *s[1:], True],
            [0, *_labels(len(w), "FAC"), 0],
        )

    def _heading(self, piece: Piece, *, capitals: bool) -> Piece:
        n = len(piece.words)
        while n > 1 and piece.words[n - 1] in ".?!":
            n -= 1
        words = [
            w.upper() if capitals
            else (w if w.lower() in _NO_CAPITAL and i else w[:1].upper() + w[1:])
            for i, w in enumerate(piece.words[:n])
        ]  # fmt: skip
        return Piece(words, piece.spaces[:n], piece.ner[:n], is_sentence=piece.is_sentence)

    def _bullet(self, piece: Piece) -> Piece:
        w, _ = _cut(self.rng.choice(BULLETS))
        return Piece(
            [*w, *piece.words],
            [i == 0 for i in range(len(w))] + [True, *piece.spaces[1:]],
            [*[0] * len(w), *piece.ner],
            is_sentence=piece.is_sentence,
        )


def modern_piece(names: Names, rng: random.Random) -> Piece:
    """Return a made-up sentence around names the corpora are too old or too narrow to know."""
    fore, sur = names.person(rng)
    city, city2 = rng.choice(names.cities), rng.choice(names.cities)
    who = rng.choice([f"{fore} {sur}", sur])
    title = rng.choice(TITLES)
    fac = f"{rng.choice([city, sur, *FACILITY_STEM])} {rng.choice(FACILITY)}"
    parts: list[tuple[str, str]]
    say = rng.choice(SAYS)
    shape = rng.randrange(6)
    lead = [(title, "O")] if title else []
    if shape == 0:
        parts = [*lead, (who, "PERSON"), (f"{say} on Monday in", "O"), (city, "GPE"), (".", "O")]
    elif shape == 1:
        parts = [
            (city.upper() if rng.random() < 0.4 else city, "GPE"),
            (rng.choice(["—", "-", ":"]), "O"),
            *lead,
            (who, "PERSON"),
            (f"{say} that talks would go on", "O"),
            (".", "O"),
        ]
    elif shape == 2:
        parts = [
            ("Shelling hit", "O"),
            (city, "GPE"),
            ("and", "O"),
            (city2, "GPE"),
            (f"overnight, {title or 'mayor'}", "O"),
            (who, "PERSON"),
            (f"{say}", "O"),
            (".", "O"),
        ]
    elif shape == 3:
        parts = [("They met at the", "O"), (fac, "FAC"), ("in", "O"), (city, "GPE"), (".", "O")]
    elif shape == 4:
        parts = [
            (who, "PERSON"),
            (", who lives in", "O"),
            (city, "GPE"),
            (",", "O"),
            (say, "O"),
            ("the plan was dead", "O"),
            (".", "O"),
        ]
    else:
        parts = [
            ("Residents of", "O"),
            (city, "GPE"),
            ("were moved to", "O"),
            (city2, "GPE"),
            (", according to", "O"),
            *lead,
            (who, "PERSON"),
            (".", "O"),
        ]
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[int] = []
    for text, label in parts:
        w, s = _cut(text)
        words += w
        spaces += [text[0] not in ".,", *s[1:]]
        tags += [0] * len(w) if label == "O" else _labels(len(w), label)
    words[0] = words[0][:1].upper() + words[0][1:]
    return Piece(words, spaces, tags)
