"""Writes what the figures stage finds in a benchmark set, as its scorer reads it, and prints the speed of the stage.

usage: python benchmarks/figures.py GOLD.jsonl PREDICTIONS.jsonl [--spans] [--model]
       python benchmarks/figures.py --speed

GOLD.jsonl holds one text per line (`id` or `doc`, `text`); the answers in it are not read. `--spans` writes character
spans with types, else values with unit, bound, form and concept. `--model` gives the stage the annotator's tags, names
and sentences; without it the stage reads the text alone. `--speed` reads the seed articles instead, beside quantulum3
where that is installed.

The conventions of such sets differ from a record's and are bridged here: durations and single "one"s count as
quantities, minor coins keep their own unit, a vague amount is the half-open range that its word names.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from side_by_side import Reader, print_speeds
from talkx.figures import find_figures
from talkx.figures.passages import Passage, read_passages
from talkx.figures.quantities import Quantity
from talkx.figures.recognise import recognise
from talkx.model import CleanArticle, OffsetMap, Segment, Span
from talkx.resources.loading import load_data
from talkx.resources.units import CurrencyEntry, Units, load_units

PEER = "quantulum3 parse"
BOUNDS = {"over": ">", "at_least": ">", "under": "<", "at_most": "<", "up_to": "<", "about": "~", None: "="}
SHORT_NAMES = {"USD": "dollar", "GBP": "pound sterling", "pound": "pound-mass", "pence": "penny"}
SPAN_TYPES = {"money": "MONEY", "percent": "PERCENT"}
IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people"}


def main() -> None:
    """Read the set, write the predictions, print words per second of the stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument("--spans", action="store_true")
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--speed", action="store_true", help="print words a second beside quantulum3")
    options = parser.parse_args()
    units = load_units()
    if options.speed:
        speed(units)
        return
    if options.predictions is None:
        parser.error("GOLD and PREDICTIONS are needed, or --speed")
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    read = reader(model=options.model)
    articles = [read(row["text"], units) for row in rows]
    start = time.perf_counter()
    found = [[(passage, recognise(passage, units)) for passage in passages] for passages in articles]
    seconds = time.perf_counter() - start
    with options.predictions.open("w", encoding="utf-8") as file:
        for row, passages in zip(rows, found, strict=True):
            file.write(json.dumps(prediction(row, passages, spans=options.spans), ensure_ascii=False) + "\n")
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{words} words, {words / seconds:,.0f} words/s in the stage alone", file=sys.stderr)


def reader(*, model: bool) -> Any:
    """Return a function from a text to its passages: each line a segment."""
    if model:
        from talkx.annotate import load_annotator

        annotate = load_annotator()
    else:
        from spacy.lang.en import English

        blank = English()

    def read(text: str, units: Units) -> list[Passage]:
        clean = lines_as_article(text)
        doc = annotate(text, clean.segments) if model else blank(text)
        return read_passages(doc, clean, units.words.abbreviations)

    return read


def lines_as_article(text: str) -> CleanArticle:
    """Return a text as an article whose lines are its segments."""
    segments, start = [], 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            at = start + line.index(bare)
            segments.append(Segment("body", Span(at, at + len(bare))))
        start += len(line) + 1
    return CleanArticle(text, tuple(segments), (), OffsetMap((0,), (0,)))


def speed(units: Units) -> None:
    """Print words a second of the stage, of the spaCy component with tokeniser and dates, and of quantulum3."""
    import spacy

    from talkx.components import FiguresComponent

    blank, component = spacy.blank("en"), FiguresComponent()
    ready = cache(lambda text: (blank(text), lines_as_article(text)))  # made in the round that warms up
    readers: dict[str, Reader] = {
        "talkx, figures stage alone": lambda text: find_figures(*ready(text), units, dates=(), actors=()),
        "talkx_figures in a blank spaCy pipeline": lambda text: component(blank(text)),
    }
    try:
        readers[PEER] = import_module("quantulum3.parser").parse
    except ImportError:
        print("quantulum3 is not installed; for its row: python -m pip install quantulum3", file=sys.stderr)
    print_speeds(readers, PEER, times=2)


def prediction(row: dict[str, Any], passages: list[tuple[Passage, list[Quantity]]], *, spans: bool) -> dict[str, Any]:
    """Return one line of predictions."""
    if spans:
        values = [as_span(passage, quantity) for passage, found in passages for quantity in found if not quantity.drop]
        return {"doc": row.get("doc", row.get("id")), "values": values}
    kept = [(passage, quantity) for passage, found in passages for quantity in found if is_counted(quantity)]
    return {"id": row["id"], "quantities": [as_quantity(quantity) for _, quantity in kept]}


def is_counted(quantity: Quantity) -> bool:
    """Return whether such a set counts the quantity: a lone "one" and a label only with a thing of their own."""
    return quantity.drop not in ("lone one", "label") or (quantity.of is not None and not quantity.inferred)


def as_span(passage: Passage, quantity: Quantity) -> dict[str, Any]:
    """Return the character span and the type that entity sets use."""
    start, end = passage.tokens[quantity.first].start, passage.tokens[quantity.last - 1].end
    return {
        "start": start,
        "end": end,
        "type": SPAN_TYPES.get(quantity.nature, "QUANTITY"),
        "text": passage.text[start:end],
    }


def as_quantity(quantity: Quantity) -> dict[str, Any]:
    """Return value, unit, bound, form and concept of a quantity."""
    bound = BOUNDS[quantity.modifier]
    if quantity.change and quantity.by == "verb":
        bound = "up" if quantity.change == "rise" else "down"
    form = {"vague": "range", "ratio": "single"}.get(quantity.form, quantity.form)
    concept = (quantity.of or "-").lower()
    return {"value": value_of(quantity), "unit": unit_of(quantity), "bound": bound, "form": form, "concept": concept}


def value_of(quantity: Quantity) -> float | list[float]:
    """Return the number, or the two of a range or pair."""
    if quantity.low is not None and quantity.high is not None:
        return [float(quantity.low), float(quantity.high + 1)]
    scale = 100 if quantity.minor else 1
    values = [float(value * scale) for value in quantity.values]
    return values[0] if len(values) == 1 else values


def unit_of(quantity: Quantity) -> str:
    """Return the unit's name, or the singular of the counted noun."""
    unit = quantity.unit
    if quantity.nature == "age":
        unit = f"{unit or 'year'} of age"
    elif quantity.dimension == "currency":
        unit = currency_name(quantity.minor or unit or "")
    elif unit is not None:
        unit = SHORT_NAMES.get(unit, unit.removeprefix("degree ").lower())
    elif quantity.of is not None:
        *words, last = quantity.of.lower().split()
        unit = " ".join([*words, singular(last)])
    if quantity.per:
        unit = f"{unit} per {quantity.per}"
    return unit or "-"


@cache
def currency_names() -> dict[str, str]:
    """Return the English singular of each ISO 4217 code: its longest written form, which names the state."""
    entries = load_data("currencies.yml", tuple[CurrencyEntry, ...])
    return {entry.code: max(entry.words, key=lambda word: len(word.split())).lower() for entry in entries}


def currency_name(code: str) -> str:
    """Return the English singular of an ISO 4217 code or of a shared word; a minor coin's own word stays."""
    shared = load_units().shared.get(code)
    code = (shared.usual or code) if shared else code
    return SHORT_NAMES.get(code) or currency_names().get(code, code)


def singular(word: str) -> str:
    """Return the singular of a plural noun."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


if __name__ == "__main__":
    main()
