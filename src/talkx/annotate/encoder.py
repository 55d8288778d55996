"""The network: words of the blocks of one article in, labels of every word out.

Each window is one run of the graph, alone and without padding, on one thread; so neither other
articles nor the machine's load has a part in a result.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkx.annotate import windows
from talkx.annotate.features import NAMES, SIZE, block_features
from talkx.annotate.tree import best_tree
from talkx.annotate.wordpiece import WordPiece
from talkx.errors import ModelMissing

Floats = NDArray[np.float32]
_QUOTES = frozenset("\"'“”‘’»«")
FILES = ("model.onnx", "vocab.txt", "lemmas.json")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one block, and of each whether whitespace stands before it."""

    texts: Sequence[str]
    spaces: Sequence[bool]


@dataclass(slots=True)
class Labels:
    """What the model says of one block; ``heads`` count words of the block, a root is its own head."""

    ner: Floats  # log-probabilities, [words, labels]
    tags: list[str]
    pos: list[str]
    starts: list[bool]
    heads: list[int]
    deps: list[str]


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The checked files of the model."""

    graph: bytes
    vocabulary: list[str]
    lemmas: dict[str, Any]
    meta: dict[str, Any]


def read_model(folder: Path) -> ModelFiles:
    """Read the model and check it against its sums.

    Raises ``ModelMissing`` naming the file that is absent, damaged or of another version.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        sums = {name: meta["sha256"][name] for name in FILES}
        labels = meta["labels"]
        found = {name: (folder / name).read_bytes() for name in FILES}
    except FileNotFoundError as error:
        raise ModelMissing(f"{error.filename}: this file of the language model is not there; {_WAY_OUT}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissing(f"{folder}: the language model cannot be read ({error}); {_WAY_OUT}") from error
    for name, data in found.items():
        if hashlib.sha256(data).hexdigest() != sums[name]:
            raise ModelMissing(f"{folder / name}: the file is damaged (wrong SHA-256); {_WAY_OUT}")
    if meta.get("features") != list(NAMES) or set(labels) != {"ner", "xpos", "upos", "dep"}:
        raise ModelMissing(f"{folder / 'meta.json'}: the model belongs to another version of talkx; {_WAY_OUT}")
    return ModelFiles(
        graph=found["model.onnx"],
        vocabulary=found["vocab.txt"].decode("utf-8").splitlines(),
        lemmas=json.loads(found["lemmas.json"]),
        meta=meta,
    )


_WAY_OUT = "install talkx again, or run `make model` in a checkout"


class Encoder:
    """Holds the network; one instance serves any number of articles, one after the other."""

    def __init__(self, files: ModelFiles) -> None:
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read at import: its wheels report their use otherwise
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(files.graph, options, providers=["CPUExecutionProvider"])
        self._pieces = WordPiece(files.vocabulary)
        labels = files.meta["labels"]
        self.ner_labels: list[str] = labels["ner"]
        self._xpos: list[str] = labels["xpos"]
        self._upos: list[str] = labels["upos"]
        self._dep: list[str] = labels["dep"]
        self._root = self._dep.index("root")

    def label(self, blocks: Sequence[Words]) -> list[Labels]:
        """Labels of every block of one article, in order."""
        pieces = [[self._pieces.pieces(word) for word in block.texts] for block in blocks]
        feats = [np.asarray(block_features(b.texts, b.spaces), dtype=np.float32).reshape(-1, SIZE) for b in blocks]
        found: list[list[Labels]] = [[] for _ in blocks]
        sizes = [[len(p) for p in block] for block in pieces]
        for window in windows.plan(sizes, [b.texts for b in blocks]):
            scores = self._run(window, pieces, feats)
            base = 0
            for part in window.stretches:
                a, b = base + part.keep_start - part.start, base + part.keep_end - part.start
                texts = blocks[part.block].texts[part.keep_start : part.keep_end]
                found[part.block].append(self._read(scores, a, b, texts))
                base += part.end - part.start
        return [_join(parts, len(self.ner_labels)) for parts in found]

    def _run(
        self, window: windows.Window, pieces: list[list[tuple[int, ...]]], feats: list[Floats]
    ) -> dict[str, Floats]:
        ids, owner = [self._pieces.cls], [0]
        first: list[int] = []
        last: list[int] = []
        for part in window.stretches:
            for word in pieces[part.block][part.start : part.end]:
                first.append(len(ids))
                ids.extend(word)
                last.append(len(ids) - 1)
                owner.extend([len(first)] * len(word))
            ids.append(self._pieces.sep)
            owner.append(0)
        inputs = {name: np.asarray(v, dtype=np.int64) for name, v in
                  (("ids", ids), ("owner", owner), ("first", first), ("last", last))}  # fmt: skip
        inputs["feats"] = np.concatenate([feats[p.block][p.start : p.end] for p in window.stretches])
        names = [o.name for o in self._session.get_outputs()]
        return dict(zip(names, self._session.run(names, inputs), strict=True))

    def _read(self, scores: dict[str, Floats], a: int, b: int, texts: Sequence[str]) -> Labels:
        """Words ``a:b`` of a window, all of one block."""
        starts = sentence_starts(scores["sent"][a:b], texts)
        edges = [*(i for i, s in enumerate(starts) if s), b - a]
        heads: list[int] = []
        arcs = scores["arc"]
        for x, y in pairwise(edges):
            columns = np.concatenate([[0], np.arange(a + x + 1, a + y + 1)])
            for i, head in enumerate(best_tree(arcs[a + x : a + y, columns])):
                heads.append(x + (int(head) - 1 if head else i))
        at = np.asarray(heads)
        is_root = at == np.arange(b - a)
        rows = np.where(is_root, 0, a + at + 1)
        dep = np.matmul(scores["lab_q"][a:b], scores["lab_h"][rows][:, :, None])[:, :, 0] + scores["lab_c"][a:b]
        dep[:, self._root] = -np.inf
        names = [self._dep[i] for i in dep.argmax(axis=1)]
        return Labels(
            ner=_log_softmax(scores["ner"][a:b]),
            tags=[self._xpos[i] for i in scores["xpos"][a:b].argmax(axis=1)],
            pos=[self._upos[i] for i in scores["upos"][a:b].argmax(axis=1)],
            starts=starts,
            heads=heads,
            deps=["ROOT" if r else n for n, r in zip(names, is_root, strict=True)],
        )


def sentence_starts(scores: Floats, words: Sequence[str]) -> list[bool]:
    """Say of each word whether a sentence starts there; never in lower case after a comma (``“Yes,” he said``)."""
    starts = [bool(s > 0) for s in scores]
    starts[0] = True
    for i in range(1, len(words)):
        if starts[i] and words[i].islower():
            before = i - 1
            while before > 0 and words[before] in _QUOTES:
                before -= 1
            starts[i] = words[before] != ","
    return starts


def _join(parts: list[Labels], width: int) -> Labels:
    out = Labels(np.zeros((0, width), dtype=np.float32), [], [], [], [], [])
    for part in parts:
        base = len(out.tags)
        out.tags += part.tags
        out.pos += part.pos
        out.starts += part.starts
        out.heads += [base + h for h in part.heads]
        out.deps += part.deps
    if parts:
        out.ner = np.concatenate([p.ner for p in parts])
    return out


def _log_softmax(x: Floats) -> Floats:
    x = x - x.max(axis=1, keepdims=True)
    out: Floats = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
    return out
