"""Write time expressions of the dates stage for a file of documents, and print the stage's speed.

    python benchmarks/dates.py DOCUMENTS.jsonl PREDICTIONS.jsonl [--narrative]
    python benchmarks/dates.py --speed

DOCUMENTS holds one document a line with `doc`, `text` and `dct` (the publication date). The predictions carry TIMEX3
values: a decade is `199` and a century `19`, and the two ends of a range stand apart, as corpora mark them. `--speed`
reads the seed articles instead, beside dateparser's `search_dates`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

from side_by_side import print_speeds
from talkx.dates.tagger import tag_times
from talkx.resources.calendar import load_calendar

if TYPE_CHECKING:
    from talkx.dates.expressions import Timex
    from talkx.resources.calendar import Calendar

PEER = "dateparser search_dates"
REFERENCE = dt.date(2025, 6, 2)


def main() -> None:
    """Read the documents, write the predictions, print words a second."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("documents", type=Path, nargs="?")
    parser.add_argument("predictions", type=Path, nargs="?")
    parser.add_argument("--narrative", action="store_true", help="count dates from the date before, not from dct")
    parser.add_argument("--speed", action="store_true", help="print words a second beside dateparser's search")
    args = parser.parse_args()
    calendar = load_calendar()
    if args.speed:
        speed(calendar)
        return
    if args.predictions is None:
        parser.error("DOCUMENTS and PREDICTIONS are needed, or --speed")
    documents = [json.loads(line) for line in args.documents.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows: list[dict[str, object]] = []
    words = 0
    started = time.perf_counter()
    for document in documents:
        words += len(document["text"].split())
        narrative = args.narrative or document.get("style") == "narrative"
        reference = dt.date.fromisoformat(document["dct"][:10]) if document.get("dct") else None
        found = tag_times(document["text"], calendar, reference, style="narrative" if narrative else "news")
        rows += [as_timex3(document["doc"], part) for timex in found for part in timex.parts or (timex,)]
    seconds = time.perf_counter() - started
    args.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(documents)} documents, {words} words, {words / seconds:,.0f} words/s")


def speed(calendar: Calendar) -> None:
    """Print words a second of the stage, of the spaCy component with its tokeniser, and of dateparser's search."""
    import spacy
    from dateparser.search import search_dates

    from talkx.components import DatesComponent

    blank, component = spacy.blank("en"), DatesComponent(REFERENCE.isoformat())
    base = {"RELATIVE_BASE": dt.datetime.combine(REFERENCE, dt.time())}
    print_speeds(
        {
            "talkx, dates stage alone": lambda text: tag_times(text, calendar, REFERENCE),
            "talkx_dates in a blank spaCy pipeline": lambda text: component(blank(text)),
            PEER: lambda text: search_dates(text, languages=["en"], settings=base),
        },
        PEER,
        times=4,
    )


def as_timex3(doc: str, timex: Timex) -> dict[str, object]:
    """Return a prediction as corpora write it."""
    value = timex.value.rstrip("X") if timex.precision in ("decade", "century") else timex.value
    return {"doc": doc, "start": timex.span.start, "end": timex.span.end, "type": timex.type, "value": value}


if __name__ == "__main__":
    main()
