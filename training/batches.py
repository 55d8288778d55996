"""Windows cut from documents, and batches of like length as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from talkx.annotate.features import SIZE, block_features
from talkx.annotate.wordpiece import WordPiece
from training.data import MISSING, Document, Piece

MAX_PIECES = 250


@dataclass(frozen=True)
class Labels:
    """Names of the labels, in order of number."""

    xpos: list[str]
    upos: list[str]
    dep: list[str]


@dataclass
class Sample:
    """One window as numbers."""

    ids: list[int]
    owner: list[int]  # of each piece: number of its word from 1, 0 for none
    first: list[int]
    last: list[int]
    feats: list[list[float]]
    ner: list[int]
    xpos: list[int]
    upos: list[int]
    sent: list[int]
    head: list[int]  # 0 root, n for word n of the window
    dep: list[int]
    group: list[int]  # number of the sentence in the window


Window = list[list[Piece]]


def windows(doc: Document, pieces: WordPiece, rng: random.Random, single: float, join: float) -> Iterator[Window]:
    """Cut a document into windows: single blocks or runs of up to a drawn size.

    ``single`` is the chance of a short window, ``join`` that a block which is one sentence goes on
    in the block before it, so that sentence starts inside a block are seen.
    """
    current: Window = []
    size, limit = 0, 0
    for block in _limited(doc, pieces):
        length = sum(len(pieces.pieces(w)) for p in block for w in p.words) + 1
        if not current or size + length > limit:
            if current:
                yield current
            current, size = [], 0
            limit = 1 if rng.random() < single else rng.randint(60, MAX_PIECES - 10)
        if current and current[-1][-1].is_sentence and block[0].is_sentence and rng.random() < join:
            current[-1] = [*current[-1], *block]
        else:
            current.append(block)
        size += length
    if current:
        yield current


def _limited(doc: Document, pieces: WordPiece) -> Iterator[list[Piece]]:
    for block in doc.blocks:
        part: list[Piece] = []
        size = 0
        for piece in block:
            length = sum(len(pieces.pieces(w)) for w in piece.words)
            if length > MAX_PIECES - 10:
                continue
            if part and size + length > MAX_PIECES - 10:
                yield part
                part, size = [], 0
            part.append(piece)
            size += length
        if part:
            yield part


def encode(window: Window, pieces: WordPiece, labels: Labels) -> Sample:
    """Numbers of a window; blocks are separated by [SEP]."""
    s = Sample([pieces.cls], [0], [], [], [], [], [], [], [], [], [], [])
    index = {name: {v: i for i, v in enumerate(getattr(labels, name))} for name in ("xpos", "upos", "dep")}
    group = 0
    for block in window:
        s.feats.extend(block_features([w for p in block for w in p.words], [x for p in block for x in p.spaces]))
        for n, piece in enumerate(block):
            base = len(s.first)
            count = len(piece)
            for word in piece.words:
                ids = pieces.pieces(word)
                s.first.append(len(s.ids))
                s.ids.extend(ids)
                s.last.append(len(s.ids) - 1)
                s.owner.extend([len(s.first)] * len(ids))
            s.ner.extend(piece.ner or [MISSING] * count)
            for name, given in (("xpos", piece.xpos), ("upos", piece.upos), ("dep", piece.dep)):
                known = index[name]
                getattr(s, name).extend([known.get(v, MISSING) for v in given] if given else [MISSING] * count)
            s.head.extend([h + base if h else 0 for h in piece.head] if piece.head else [MISSING] * count)
            if piece.is_sentence:
                s.sent.extend([1 if n else MISSING, *[0] * (count - 1)])
            else:
                s.sent.extend([MISSING] * count)
            group += 1
            s.group.extend([group] * count)
        s.ids.append(pieces.sep)
        s.owner.append(0)
    return s


def collate(samples: list[Sample]) -> dict[str, Tensor]:
    """Pad and stack."""
    b, n, w = len(samples), max(len(s.ids) for s in samples), max(len(s.first) for s in samples)
    out = {
        "ids": torch.zeros(b, n, dtype=torch.long),
        "owner": torch.zeros(b, n, dtype=torch.long),
        "mask": torch.zeros(b, n, dtype=torch.bool),
        "feats": torch.zeros(b, w, SIZE),
        "words": torch.zeros(b, w, dtype=torch.bool),
    }
    for name in ("first", "last", "group"):
        out[name] = torch.zeros(b, w, dtype=torch.long)
    for name in ("ner", "xpos", "upos", "sent", "head", "dep"):
        out[name] = torch.full((b, w), MISSING, dtype=torch.long)
    for i, s in enumerate(samples):
        k, m = len(s.ids), len(s.first)
        out["ids"][i, :k] = torch.tensor(s.ids)
        out["owner"][i, :k] = torch.tensor(s.owner)
        out["mask"][i, :k] = True
        out["feats"][i, :m] = torch.tensor(s.feats)
        out["words"][i, :m] = True
        for name in ("first", "last", "group", "ner", "xpos", "upos", "sent", "head", "dep"):
            out[name][i, :m] = torch.tensor(getattr(s, name))
    return out


def batched(samples: list[Sample], size: int, rng: random.Random) -> list[list[Sample]]:
    """Group samples of like length, at most ``size`` padded pieces a batch, in random order."""
    order = sorted(samples, key=lambda s: (len(s.ids), rng.random()))
    out: list[list[Sample]] = []
    current: list[Sample] = []
    for s in order:
        if current and (len(current) + 1) * len(s.ids) > size:
            out.append(current)
            current = []
        current.append(s)
    if current:
        out.append(current)
    rng.shuffle(out)
    return out
