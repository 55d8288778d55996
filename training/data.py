"""The annotated text as documents of blocks of sentences, one form for every corpus."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from talkx.annotate.tokens import split_words

ENTITY = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
NER_TAGS = ["O"] + [f"{p}-{label}" for label in ENTITY for p in "BI"]
NER_ID = {tag: i for i, tag in enumerate(NER_TAGS)}
MISSING = -100


@dataclass
class Piece:
    """Words with what is known of them: a sentence, or a paragraph whose sentences are unknown."""

    words: list[str]
    spaces: list[bool]  # whitespace before the word
    ner: list[int] | None = None
    xpos: list[str] | None = None
    upos: list[str] | None = None
    head: list[int] | None = None  # 1-based inside the piece, 0 root
    dep: list[str] | None = None
    lemma: list[str] | None = None
    is_sentence: bool = True

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)


@dataclass
class Document:
    """Blocks of pieces; ``source`` tells the corpus."""

    id: str
    source: str
    blocks: list[list[Piece]] = field(default_factory=list)

    def count(self) -> int:
        """Return the number of words."""
        return sum(len(p) for b in self.blocks for p in b)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a jsonl.gz file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tag_words(row: dict[str, Any], start: int, end: int, *, is_sentence: bool) -> Piece:
    """Words of a stretch of a row with BIO numbers; spans that cut through a word become missing."""
    text = row["text"]
    spans = split_words(text, start, end)
    tags = [0] * len(spans)

    def covered(a: int, b: int) -> tuple[list[int], bool]:
        inside = [i for i, (x, y) in enumerate(spans) if x < b and y > a]
        exact = bool(inside) and spans[inside[0]][0] == a and spans[inside[-1]][1] == b
        return inside, exact

    for a, b in row.get("skip") or []:
        for i in covered(a, b)[0]:
            tags[i] = MISSING
    for a, b, label in row["ents"]:
        if b <= start or a >= end:
            continue
        inside, exact = covered(a, b)
        for n, i in enumerate(inside):
            tags[i] = NER_ID[("I-" if n else "B-") + label] if exact else MISSING
    spaces = [i == 0 or spans[i - 1][1] < a for i, (a, _) in enumerate(spans)]
    return Piece([text[a:b] for a, b in spans], spaces, ner=tags, is_sentence=is_sentence)


TITLE = re.compile(
    r"(?:President|Minister|Secretary|Representative|General|Senator|Chancellor|King|Queen|Prince|"
    r"Princess|Pope|Sheikh|Ambassador|Premier|Governor|Mayor|Judge|Justice|Colonel|Major|Captain|Lieutenant|Admiral|"
    r"Chairman|Chairwoman|Director|Commissioner|Spokes(?:wo)?man|Congress(?:wo)?man|Leader|Chief|Speaker|Attorney|"
    r"Coach|Professor|Archbishop|Bishop|Cardinal|Emperor|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Gov\.|Candidate|Lawmaker|"
    r"Republican|Democrat|Inspector|Envoy|Commander)",
    re.IGNORECASE,
)


def cut_titles(piece: Piece) -> None:
    """Silver PERSON spans often begin with a title: mark those words as missing."""
    tags = piece.ner or []
    for i, tag in enumerate(tags):
        if tag != NER_ID["B-PERSON"]:
            continue
        end = i + 1
        while end < len(tags) and tags[end] == NER_ID["I-PERSON"]:
            end += 1
        titles = [k for k in range(i, end - 1) if TITLE.fullmatch(piece.words[k])]
        if titles:
            tags[i : titles[-1] + 1] = [MISSING] * (titles[-1] + 1 - i)
            tags[titles[-1] + 1] = NER_ID["B-PERSON"]


def read_ner(path: Path, source: str, *, is_sentence: bool, drop: set[str] = frozenset()) -> list[Document]:  # type: ignore[assignment]
    """Documents of a jsonl corpus: a line of text is a block; rows of one ``doc`` join."""
    docs: dict[str, Document] = {}
    for n, row in enumerate(read_lines(path)):
        if row["id"] in drop:
            continue
        name = row.get("doc") or (f"{source}-{n // 12}" if is_sentence else row["id"])
        doc = docs.setdefault(name, Document(name, source))
        text, place = row["text"], 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                piece = tag_words(row, place, place + len(line), is_sentence=is_sentence)
                if piece.words:
                    doc.blocks.append([piece])
            place += len(line)
    return list(docs.values())


def read_conllu(path: Path, source: str) -> list[Document]:
    """Treebank documents; paragraphs are blocks."""
    docs: list[Document] = []
    rows: list[list[str]] = []
    multi: dict[int, str] = {}  # last word of a written word -> its notes
    inner: set[int] = set()  # words that go on in the same written word
    fresh = True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                docs.append(Document(line.split("=")[-1].strip(), source))
                fresh = True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                fresh = True
            elif line.startswith("#"):
                continue
            elif line:
                cols = line.split("\t")
                if "-" in cols[0]:
                    first, last = cols[0].split("-")
                    multi[int(last)] = cols[9]
                    inner.update(range(int(first), int(last)))
                elif "." not in cols[0]:
                    rows.append(cols)
            elif rows:
                piece = _sentence(rows, multi, inner)
                if fresh or not docs[-1].blocks:
                    docs[-1].blocks.append([])
                docs[-1].blocks[-1].append(piece)
                rows, multi, inner, fresh = [], {}, set(), False
    return docs


def _sentence(rows: list[list[str]], multi: dict[int, str], inner: set[int]) -> Piece:
    words, spaces, xpos, upos, dep, lemma = [], [], [], [], [], []
    heads: list[int] = []
    place: dict[int, int] = {0: 0}  # treebank number -> our 1-based number
    glued = False
    for cols in rows:
        number, form = int(cols[0]), cols[1].replace(" ", "")
        parts = _recut(form)
        for part in parts[:-1]:  # prefixes and hyphens the tokeniser cuts off
            words.append(part)
            spaces.append(not glued)
            glued = True
            sign = part in "-‐‑"
            xpos.append("HYPH" if sign else "AFX")
            upos.append("PUNCT" if sign else "X")
            dep.append("punct" if sign else "compound")
            lemma.append(part.lower())
            heads.append(-number)
        words.append(parts[-1])
        spaces.append(not glued)
        xpos.append(cols[4])
        upos.append(cols[3])
        dep.append(cols[7])
        lemma.append(cols[2] if len(parts) == 1 else parts[-1].lower())
        heads.append(int(cols[6]))
        place[number] = len(words)
        misc = multi.get(number, cols[9])
        glued = "SpaceAfter=No" in misc or number in inner
    fixed = [place[-h] if h < 0 else place[h] for h in heads]
    return Piece(words, spaces, None, xpos, upos, fixed, dep, lemma)


def _recut(form: str) -> list[str]:
    if "-" not in form or len(form) < 3:
        return [form]
    parts = [form[a:b] for a, b in split_words(form)]
    ok = (
        2 < len(parts) < 6
        and len(parts) % 2
        and all((p == "-") == bool(i % 2) and (i % 2 or p.isalpha()) for i, p in enumerate(parts))
    )
    return parts if ok else [form]


def held_out_ids(corpora: Path, folder: Path | None) -> list[str]:
    """Wikinews documents kept for development: those with facts, or every sixth without them."""
    if folder is not None and folder.is_dir():
        return sorted(p.stem for p in folder.glob("*.yaml"))
    rows = read_lines(corpora / "wikinews_gold" / "wikinews_gold.jsonl.gz")
    return sorted(r["id"] for r in rows)[::6]


def _grams(text: str) -> set[int]:
    words = text.lower().split()
    return {hash(tuple(words[i : i + 8])) for i in range(len(words) - 7)}


@dataclass
class Corpora:
    """Everything a training run reads."""

    silver: list[Document]
    gold: list[Document]  # weight two
    gold_extracts: list[Document]
    trees: list[Document]
    dev: list[str]  # every held-out id
    dev_trees: list[Document]


def load(corpora: Path, held_out: list[str], seed: int = 7) -> Corpora:
    """Read the corpora; held-out documents and whatever repeats them are left out."""
    wiki = read_ner(corpora / "wikinews_gold/wikinews_gold.jsonl.gz", "wikinews_gold", is_sentence=False)
    extracts = read_ner(corpora / "gmb_gold/gmb_gold.jsonl.gz", "gmb_gold", is_sentence=True)
    used = {s for r in read_lines(corpora / "gmb_gold/gmb_gold.jsonl.gz") for s in r["sentences"]}
    silver = read_ner(corpora / "gmb/gmb_train.jsonl.gz", "gmb", is_sentence=True, drop=used)
    for path in ("crossner/crossner", "wikigold/wikigold", "gum/gum_ner_news", "gum/gum_ner_other"):
        silver += read_ner(corpora / f"{path}.jsonl.gz", path.split("/")[1], is_sentence=True)
    silver += read_ner(corpora / "re3d/re3d.jsonl.gz", "re3d", is_sentence=False)
    for doc in silver:
        for block in doc.blocks:
            for piece in block:
                cut_titles(piece)
    trees = read_conllu(corpora / "ewt/en_ewt-ud-train_rebuilt.conllu.gz", "ewt")
    trees += read_conllu(corpora / "gum/gum_ud_train.conllu.gz", "gum")
    locked = {d.id for d in read_conllu(corpora / "gum/gum_ud_heldout_split.conllu.gz", "x")}
    locked |= {d.removeprefix("GUM_") for d in locked}
    rng = random.Random(seed)  # noqa: S311
    pool = [d for d in wiki if d.id not in held_out]
    extra = {d.id for d in rng.sample(pool, 10)} | {d.id for d in rng.sample(extracts, 30)}
    stop = {g for d in wiki if d.id in held_out for g in _grams(plain(d))}

    def keep(doc: Document) -> bool:
        if doc.id in locked or doc.id in extra or doc.id in held_out:
            return False
        grams = _grams(plain(doc))
        return len(grams & stop) < max(3, 0.05 * len(grams))

    return Corpora(
        silver=[d for d in silver if keep(d)],
        gold=[d for d in pool if d.id not in extra and keep(d)],
        gold_extracts=[d for d in extracts if keep(d)],
        trees=[d for d in trees if keep(d)],
        dev=sorted({*held_out, *extra}),
        dev_trees=read_conllu(corpora / "ewt/en_ewt-ud-dev.conllu.gz", "ewt_dev"),
    )


def plain(doc: Document) -> str:
    """Return the words with spaces between them."""
    return " ".join(" ".join(p.words) for b in doc.blocks for p in b)
