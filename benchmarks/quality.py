"""Score records against hand annotation, field by field, and hold the seeds to the floors in `floors.json`.

Three sets are scored with the annotation's own scorer (`bench/facts_score.py` of the shared data folder): the five seed
articles, whose floors are pinned here; 48 development articles; and the invented articles beside this file. `--pin`
writes the seeds' scores as the new floors; a floor is lowered only with `--allow-regression`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
LINE = re.compile(r"^(?P<field>[a-z ]+?)\s+P=(?P<P>[\d.]+) R=(?P<R>[\d.]+) F1=(?P<F1>[\d.]+)(?P<rest>.*)$")
VALUE = re.compile(r"F1\(value\)=([\d.]+)")
SHARE = re.compile(r"(?<![\w#])([a-z]+)=(\d+)/(\d+)")


def digest(folder: Path, pattern: str) -> str:
    """Return a digest of the annotation, so that an edited gold file cannot pass as an improvement."""
    sums = hashlib.sha256()
    for path in sorted(folder.glob(pattern)):
        sums.update(path.name.encode() + b"\0" + path.read_bytes())
    return sums.hexdigest()[:16]


def scores(text: str) -> dict[str, float]:
    """Return the scorer's lines as `field.measure -> number`."""
    found: dict[str, float] = {}
    for line in text.splitlines():
        if not (match := LINE.match(line)):
            continue
        field = match["field"].strip().replace(" ", "_")
        found[f"{field}.F1"] = float(match["F1"])
        if value := VALUE.search(match["rest"]):
            found[f"{field}.F1_value"] = float(value[1])
        for name, good, of in SHARE.findall(match["rest"]):
            if int(of):
                found[f"{field}.{name}"] = round(int(good) / int(of), 3)
    return found


def score(inputs: Path, gold: Path, bench: Path, texts: Path | None, *, listing: bool) -> dict[str, float]:
    """Extract `inputs`, print the scorer's report and return its numbers."""
    with tempfile.TemporaryDirectory() as folder:
        talkx = [sys.executable, "-m", "talkx", "extract", str(inputs), "-o", folder, "-q"]
        subprocess.run(talkx, check=True)
        command = [sys.executable, str(bench / "facts_score.py"), str(gold), folder]
        command += ["--texts", str(texts)] if texts else []
        command += ["--list"] if listing else []
        report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    print(report, end="")
    return scores(report)


def pin(measured: dict[str, float], gold: str, *, allow_regression: bool) -> int:
    """Write `measured` as the floors; return 1 when that would lower one without leave."""
    old = json.loads(FLOORS.read_text())["floors"] if FLOORS.exists() else {}
    lowered = [name for name, floor in old.items() if measured.get(name, 0.0) < floor]
    if lowered and not allow_regression:
        print(f"not pinned: these floors would fall: {', '.join(lowered)} (--allow-regression to do it all the same)")
        return 1
    FLOORS.write_text(json.dumps({"gold": gold, "floors": dict(sorted(measured.items()))}, indent=2) + "\n")
    return 0


def main() -> int:
    """Run the benchmark; the exit code is 1 when a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder with gold/, gold_wikinews/, bench/"
    )
    parser.add_argument("--list", action="store_true", help="print each miss and each false find")
    parser.add_argument("--pin", action="store_true", help="write the seeds' scores as floors")
    parser.add_argument("--allow-regression", action="store_true")
    arguments = parser.parse_args()
    shared: Path = arguments.shared
    if not (shared / "bench" / "facts_score.py").exists():
        print(f"{shared}: no annotated sets here; name their folder with --shared", file=sys.stderr)
        return 2
    print("== the five seed articles")
    gold = digest(shared / "gold", "*.yaml")
    measured = score(Path("seeds"), shared / "gold", shared / "bench", Path("seeds"), listing=arguments.list)
    print("== the development articles")
    development = shared / "gold_wikinews"
    score(development / "articles.jsonl", development, shared / "bench", None, listing=arguments.list)
    print("== invented articles of many kinds and countries")
    own = HERE / "articles"
    score(own, own, shared / "bench", own, listing=arguments.list)
    if arguments.pin:
        return pin(measured, gold, allow_regression=arguments.allow_regression)
    if not FLOORS.exists():
        print("no floors pinned yet (--pin)")
        return 0
    pinned = json.loads(FLOORS.read_text())
    if pinned["gold"] != gold:
        print("the annotation differs from the one that the floors were pinned on: pin anew")
        return 1
    broken = [
        f"{name} {measured.get(name, 0.0)} < {floor}"
        for name, floor in pinned["floors"].items()
        if measured.get(name, 0.0) < floor
    ]
    print("floors: " + ("all held" if not broken else "BROKEN: " + "; ".join(broken)))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
