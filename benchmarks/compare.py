"""Show what a change does to real records: the values gained and lost between a revision and the working tree.

usage: compare.py REVISION [INPUT ...]      (default input: seeds)
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def records(source: Path, inputs: list[str]) -> dict[str, Any]:
    """Return the records that the package in `source` makes of `inputs`, by id."""
    command = [sys.executable, "-m", "talkx", "extract", *inputs, "-f", "jsonl", "-q"]
    run = subprocess.run(
        command, env={"PYTHONPATH": str(source), "PATH": ""}, check=True, capture_output=True, text=True
    )
    return {record["id"]: record for record in map(json.loads, run.stdout.splitlines())}


def values(record: dict[str, Any]) -> set[str]:
    """Return one line for each value of a record, without ids and offsets, so that shifts do not show as changes."""
    lines = {f"title: {(record['article']['title'] or {}).get('text')}", f"published: {record['article']['published']}"}
    lines |= {f"boilerplate: {x['kind']}: {x['text'][:60]!r}" for x in record["boilerplate"]}
    lines |= {
        f"{key[:-1]}: {x['name']} ({x['type']}, {x['country']})" for key in ("actors", "venues") for x in record[key]
    }
    lines |= {f"date: {x['text']!r} = {x['value']}" for x in record["dates"]}
    for figure in record["figures"]:
        shown = {k: v for k, v in figure.items() if k not in ("id", "span", "text", "sides")}
        lines.add(f"figure: {figure['text']!r} = {shown}")
    lines |= {f"quote: {x['speaker']}: {x['text'][:50]!r}" for x in record["quotes"]}
    lines |= {f"event: {x['type']} {x['status']} {x['date']} {x['place']}" for x in record["events"]}
    return lines


def main() -> int:
    """Print gained (+) and lost (-) values per article."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    revision, inputs = sys.argv[1], sys.argv[2:] or ["seeds"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", f"{folder}/tree", revision], check=True)
        try:
            before = records(Path(folder) / "tree" / "src", inputs)
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", f"{folder}/tree"], check=True)
    after = records(Path(__file__).parents[1] / "src", inputs)
    for name in sorted(before.keys() | after.keys()):
        old = values(before[name]) if name in before else set()
        new = values(after[name]) if name in after else set()
        if old != new:
            print(f"{name}")
            print(
                "".join(f"  - {line}\n" for line in sorted(old - new))
                + "".join(f"  + {line}\n" for line in sorted(new - old)),
                end="",
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
