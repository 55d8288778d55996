"""The network: a MiniLM encoder read word by word, with heads for names, tags, trees, sentences."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from talkx.annotate.features import SIZE


@dataclass(frozen=True)
class Sizes:
    """Numbers of labels and widths of the heads."""

    ner: int
    xpos: int
    upos: int
    dep: int
    word: int = 256
    ner_hidden: int = 256
    tag_hidden: int = 192
    sent_hidden: int = 64
    arc: int = 192
    lab: int = 80


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attention and the inner layer, each with a shortcut."""
        b, n, w = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, n, self.heads, w // self.heads).transpose(1, 2)

        y = F.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.norm1(x + self.o(y.transpose(1, 2).reshape(b, n, w)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT embeddings plus a learnt share for the word's shape, then the layers."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.word = nn.Embedding(config["vocab_size"], width)
        self.position = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shape = nn.Linear(SIZE, width, bias=False)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, shape: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the pieces."""
        places = self.position.weight[: ids.shape[1]]
        x = self.drop(self.norm(self.word(ids) + places + self.kind + self.shape(shape)))
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Heads(nn.Module):
    """Word vectors (first and last piece, shape), with both neighbours, to the scores."""

    def __init__(self, width: int, sizes: Sizes, dropout: float = 0.2) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Linear(2 * width + SIZE, sizes.word)
        wide = 3 * sizes.word
        self.ner1, self.ner2 = nn.Linear(wide, sizes.ner_hidden), nn.Linear(sizes.ner_hidden, sizes.ner)
        self.tag1 = nn.Linear(wide, sizes.tag_hidden)
        self.xpos2, self.upos2 = (nn.Linear(sizes.tag_hidden, n) for n in (sizes.xpos, sizes.upos))
        self.sent1, self.sent2 = nn.Linear(wide, sizes.sent_hidden), nn.Linear(sizes.sent_hidden, 1)
        self.arc_d, self.arc_h = nn.Linear(wide, sizes.arc), nn.Linear(wide, sizes.arc)
        self.lab_d, self.lab_h = nn.Linear(wide, sizes.lab), nn.Linear(wide, sizes.lab)
        self.arc_root = nn.Parameter(torch.randn(sizes.arc) * 0.1)
        self.lab_root = nn.Parameter(torch.randn(sizes.lab) * 0.1)
        self.arc_w = nn.Parameter(torch.zeros(sizes.arc, sizes.arc))
        self.arc_b = nn.Parameter(torch.zeros(sizes.arc))
        self.lab_w = nn.Parameter(torch.zeros(sizes.lab, sizes.dep, sizes.lab))
        self.lab_hb = nn.Linear(sizes.lab, sizes.dep)
        self.lab_db = nn.Linear(sizes.lab, sizes.dep, bias=False)
        nn.init.xavier_uniform_(self.arc_w)
        nn.init.normal_(self.lab_w, std=0.02)
        self.drop = nn.Dropout(dropout)

    def context(self, vectors: Tensor, words: Tensor) -> Tensor:
        """Each word's vector between those of its neighbours (zeros at the ends)."""
        x = self.drop(F.gelu(self.word(vectors))) * words.unsqueeze(-1)
        before = F.pad(x, (0, 0, 1, 0))[:, :-1]
        after = F.pad(x, (0, 0, 0, 1))[:, 1:]
        return torch.cat([before, x, after], -1)

    def forward(self, vectors: Tensor, words: Tensor) -> dict[str, Tensor]:
        """Scores: ner, xpos, upos, sent; arc [.., dependant, root + words]; lab_d, lab_h."""
        x = self.context(vectors, words)
        tag = self.drop(F.gelu(self.tag1(x)))
        arc_d, arc_h, lab_d, lab_h = (self.drop(F.gelu(f(x))) for f in (self.arc_d, self.arc_h, self.lab_d, self.lab_h))
        b = x.shape[0]
        arc_h = torch.cat([self.arc_root.expand(b, 1, -1), arc_h], 1)
        lab_h = torch.cat([self.lab_root.expand(b, 1, -1), lab_h], 1)
        arc = (arc_d @ self.arc_w) @ arc_h.transpose(1, 2) + (arc_h @ self.arc_b).unsqueeze(1)
        return {
            "ner": self.ner2(self.drop(F.gelu(self.ner1(x)))),
            "xpos": self.xpos2(tag),
            "upos": self.upos2(tag),
            "sent": self.sent2(self.drop(F.gelu(self.sent1(x)))).squeeze(-1),
            "arc": arc / math.sqrt(self.sizes.arc),
            "lab_d": lab_d,
            "lab_h": lab_h,
        }

    def labels(self, lab_d: Tensor, lab_h: Tensor) -> Tensor:
        """Scores of the relation for chosen pairs, rows of dependants and of their heads."""
        pairs = torch.einsum("nd,drh,nh->nr", lab_d, self.lab_w, lab_h)
        return pairs + self.lab_hb(lab_h) + self.lab_db(lab_d)


class Model(nn.Module):
    """Encoder and heads."""

    def __init__(self, config: dict[str, int], sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(config)
        self.heads = Heads(config["hidden_size"], sizes)

    def forward(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of every head, see ``Heads``."""
        feats = batch["feats"]
        padded = F.pad(feats, (0, 0, 1, 0))  # row 0: pieces of no word
        shape = torch.gather(padded, 1, batch["owner"].unsqueeze(-1).expand(-1, -1, SIZE))
        x = self.encoder(batch["ids"], shape, batch["mask"][:, None, None, :])
        wide = x.shape[-1]
        first = torch.gather(x, 1, batch["first"].unsqueeze(-1).expand(-1, -1, wide))
        last = torch.gather(x, 1, batch["last"].unsqueeze(-1).expand(-1, -1, wide))
        vectors = torch.cat([first, last, feats], -1)
        return self.heads(vectors, batch["words"])


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Tensors of a safetensors file (only float32 is needed here)."""
    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    out = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        a, b = entry["data_offsets"]
        out[name] = np.frombuffer(raw[8 + size + a : 8 + size + b], "<f4").reshape(entry["shape"])
    return out


def load_pretrained(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder from the released all-MiniLM-L6-v2 weights."""
    w = {k: torch.tensor(v) for k, v in read_safetensors(folder / "model.safetensors").items()}
    e = "embeddings."
    state = {
        "word.weight": w[e + "word_embeddings.weight"],
        "position.weight": w[e + "position_embeddings.weight"],
        "kind": w[e + "token_type_embeddings.weight"][0],
        "shape.weight": encoder.shape.weight.detach(),
        "norm.weight": w[e + "LayerNorm.weight"],
        "norm.bias": w[e + "LayerNorm.bias"],
    }
    names = {
        "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
        "o": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(len(encoder.layers)):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = w[f"encoder.layer.{i}.{theirs}.{part}"]
    encoder.load_state_dict(state)
