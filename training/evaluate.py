"""Scores of the exported model: python -m training.evaluate --corpora ../shared/corpora.

Names: exact span and label on the raw text of the held-out Wikinews articles, through the
annotator.  Tags, trees and sentences: the development part of EWT with its own words, sentences
found by the model; words and sentences also from raw text.  ``--test`` takes EWT's test part.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkx.annotate import load_annotator
from talkx.annotate.annotator import MODEL_FOLDER
from training.data import Document, read_conllu, read_lines

if TYPE_CHECKING:
    from talkx.annotate import Annotator


@dataclass(frozen=True)
class Line:
    """A block for the annotator."""

    start: int
    end: int

    @property
    def span(self) -> Line:
        """The range of the block."""
        return self


def lines_of(text: str) -> list[Line]:
    """Every line that is not blank, without the whitespace at its ends."""
    out, place = [], 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = place + line.index(bare)
            out.append(Line(start, start + len(bare)))
        place += len(line)
    return out


def f1(hits: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 in per cent."""
    p, r = hits / found if found else 0.0, hits / gold if gold else 0.0
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f": round(100 * f, 1), "n": gold}


def names(annotator: Annotator, rows: list[dict[str, Any]], errors: Counter[str] | None = None) -> dict[str, Any]:
    """P, R and F1 for each label, for PERSON/ORG/place, for all, and for spans without labels."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()

    def add(have: set[Any], gold: set[Any], of: Any) -> None:
        for counter, items in ((hits, have & gold), (found, have), (gold_count, gold)):
            counter.update(of(item) for item in items)

    for row in rows:
        doc = annotator(row["text"], lines_of(row["text"]))
        skip = row.get("skip") or []
        have = {
            (e.start_char, e.end_char, e.label_)
            for e in doc.ents
            if not any(e.start_char < b and e.end_char > a for a, b in skip)
        }
        gold = {(a, b, label) for a, b, label in row["ents"] if not any(a < y and b > x for x, y in skip)}
        add(have, gold, lambda item: item[2])
        add(have, gold, lambda _: "all")
        add({i[:2] for i in have}, {i[:2] for i in gold}, lambda _: "spans")
        fold = {"GPE": "place", "LOC": "place", "FAC": "place", "PERSON": "PERSON", "ORG": "ORG"}
        three = [{(a, b, fold[x]) for a, b, x in items if x in fold} for items in (have, gold)]
        add(three[0], three[1], lambda _: "PER/ORG/place")
        if errors is not None:
            text = row["text"]
            errors.update(f"- {text[a:b]} {x}" for a, b, x in gold - have)
            errors.update(f"+ {text[a:b]} {x}" for a, b, x in have - gold)
    return {k: f1(hits[k], found[k], gold_count[k]) for k in sorted(gold_count, key=str.lower)}


def _raw(doc: Document) -> tuple[str, list[Line], set[tuple[int, int]], set[tuple[int, int]]]:
    """Text of a treebank document, its blocks, word spans and sentence spans."""
    text = ""
    blocks, words, sentences = [], set(), set()
    for block in doc.blocks:
        start = len(text)
        for piece in block:
            begin = -1
            for word, space in zip(piece.words, piece.spaces, strict=True):
                if space and len(text) > start:
                    text += " "
                begin = len(text) if begin < 0 else begin
                words.add((len(text), len(text) + len(word)))
                text += word
            sentences.add((begin, len(text)))
        blocks.append(Line(start, len(text)))
        text += "\n"
    return text, blocks, words, sentences


def trees(annotator: Annotator, docs: list[Document]) -> dict[str, Any]:
    """Tags, UAS, LAS (punctuation counts) and sentences."""
    from talkx.annotate.encoder import Words

    encoder = annotator.encoder
    right: Counter[str] = Counter()
    total = 0
    sents: Counter[str] = Counter()
    raw: Counter[str] = Counter()
    for doc in docs:
        blocks = [
            Words([w for p in block for w in p.words], [s for p in block for s in p.spaces]) for block in doc.blocks
        ]
        for block, labels in zip(doc.blocks, encoder.label(blocks), strict=True):
            base, starts = 0, set()
            for piece in block:
                starts.add(base)
                for i in range(len(piece)):
                    n = base + i
                    head = base + piece.head[i] - 1 if piece.head and piece.head[i] else n
                    dep = piece.dep[i] if piece.dep else ""
                    mine = "root" if labels.deps[n] == "ROOT" else labels.deps[n]
                    total += 1
                    right["xpos"] += labels.tags[n] == (piece.xpos or [""])[i]
                    right["upos"] += labels.pos[n] == (piece.upos or [""])[i]
                    right["uas"] += labels.heads[n] == head
                    right["las"] += labels.heads[n] == head and mine == dep
                    lemma = annotator.lemmatizer.lemma(piece.words[i], labels.tags[n])
                    right["lemma"] += lemma.lower() == (piece.lemma or [""])[i].lower()
                base += len(piece)
            mine_starts = {i for i, s in enumerate(labels.starts) if s}
            ends = [_spans(x, base) for x in (mine_starts, starts)]
            sents.update(hits=len(ends[0] & ends[1]), found=len(ends[0]), gold=len(ends[1]))
        text, lines, words, sentences = _raw(doc)
        parsed = annotator(text, lines)
        mine_words = {(t.idx, t.idx + len(t)) for t in parsed if not t.is_space}
        mine_sents = {(s.start_char, s.end_char) for s in parsed.sents if s.text.strip()}
        raw.update(wh=len(words & mine_words), wf=len(mine_words), wg=len(words))
        raw.update(sh=len(sentences & mine_sents), sf=len(mine_sents), sg=len(sentences))
    out: dict[str, Any] = {k: round(100 * v / total, 1) for k, v in right.items()}
    out["sentences"] = f1(sents["hits"], sents["found"], sents["gold"])
    out["raw_words"] = f1(raw["wh"], raw["wf"], raw["wg"])
    out["raw_sentences"] = f1(raw["sh"], raw["sf"], raw["sg"])
    return out


def news_sentences(annotator: Annotator, rows: list[dict[str, Any]]) -> dict[str, float]:
    """Sentences of newswire: the lines of an extract, run together in one paragraph."""
    count: Counter[str] = Counter()
    for row in rows:
        gold, place = set(), 0
        for line in row["text"].split("\n"):
            gold.add((place, place + len(line)))
            place += len(line) + 1
        text = row["text"].replace("\n", " ")
        found = {(s.start_char, s.end_char) for s in annotator(text, [Line(0, len(text))]).sents}
        count.update(hits=len(gold & found), found=len(found), gold=len(gold))
    return f1(count["hits"], count["found"], count["gold"])


def _spans(starts: set[int], end: int) -> set[tuple[int, int]]:
    edges = [*sorted(starts), end]
    return set(pairwise(edges))


def main() -> None:
    """Print the scores as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--errors", type=int, default=0, help="print so many of the commonest errors")
    parser.add_argument("--test", action="store_true", help="EWT's test part instead of dev")
    parser.add_argument("--write", action="store_true", help="write the scores into meta.json")
    args = parser.parse_args()
    annotator = load_annotator(args.model)
    held_out = set(json.loads((args.model / "meta.json").read_text(encoding="utf-8"))["held_out"])
    rows = [r for r in read_lines(args.corpora / "wikinews_gold/wikinews_gold.jsonl.gz") if r["id"] in held_out]
    extracts = [r for r in read_lines(args.corpora / "gmb_gold/gmb_gold.jsonl.gz") if r["id"] in held_out]
    errors: Counter[str] = Counter()
    began = time.process_time()
    result: dict[str, Any] = {"names": names(annotator, rows, errors)}
    words = sum(len(r["text"].split()) for r in rows)
    result["words_per_second"] = round(words / (time.process_time() - began))
    result["newswire_names"] = names(annotator, extracts)
    result["newswire_sentences"] = news_sentences(annotator, extracts)
    part = "test" if args.test else "dev"
    result["trees"] = trees(annotator, read_conllu(args.corpora / f"ewt/en_ewt-ud-{part}.conllu.gz", part))
    for key, value in result.items():
        print(key)
        for name, score in value.items() if isinstance(value, dict) else [("", value)]:
            print(f"  {name:15} {json.dumps(score)}")
    if args.write:
        file = args.model / "meta.json"
        meta = json.loads(file.read_text(encoding="utf-8"))
        result.pop("words_per_second")  # of this machine only
        file.write_text(json.dumps({**meta, "scores": result}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for error, count in errors.most_common(args.errors):
        print(count, error)


if __name__ == "__main__":
    main()
