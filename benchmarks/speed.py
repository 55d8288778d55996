"""Time the tool as its users meet it: cold start, memory, words per second, and where the time goes.

Absolute times depend on the machine; quote ratios between two runs on one machine. Nothing here is a test.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from talkx.annotate import Annotator


def cold(command: list[str], runs: int = 3) -> tuple[float, float]:
    """Return the best wall time in seconds of `runs` fresh processes, and their peak memory in MiB."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return min(times), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def stages(articles: list[str]) -> dict[str, float]:
    """Return seconds per stage over `articles`, by wrapping each stage that the pipeline calls."""
    from talkx import pipeline
    from talkx.annotate import load_annotator
    from talkx.read import article_from_text
    from talkx.resources import load_resources
    from talkx.settings import Settings

    spent: dict[str, float] = {}

    def timed(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.perf_counter()
            try:
                return call(*args, **kwargs)
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - start

        return run

    start = time.perf_counter()
    annotator, resources = load_annotator(), load_resources()
    spent["load model and data"] = time.perf_counter() - start
    names = [name for name in vars(pipeline) if name.startswith(("find_", "clean_", "build_"))]
    for name in names:
        setattr(pipeline, name, timed(name, getattr(pipeline, name)))
    annotate = cast("Annotator", timed("annotate", annotator))
    for number, text in enumerate(articles):
        pipeline.extract(
            article_from_text(text, id=str(number)), annotator=annotate, resources=resources, settings=Settings()
        )
    return spent


def main() -> int:
    """Print the report."""
    seconds, memory = cold([sys.executable, "-m", "talkx", "--help"])
    print(f"talkx --help, cold                {seconds:7.2f} s   {memory:6.0f} MiB")
    seconds, memory = cold([sys.executable, "-m", "talkx", "extract", "seeds", "-f", "jsonl"])
    print(f"five seed articles, cold start    {seconds:7.2f} s   {memory:6.0f} MiB")
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("seeds").glob("*.txt"))] * 4
    words = sum(len(text.split()) for text in texts)
    spent = stages(texts)
    total = sum(value for name, value in spent.items() if name != "load model and data")
    print(f"warm, one process                 {words / total:7.0f} words/s")
    for name, value in spent.items():
        print(f"  {name:<30}  {value:7.3f} s  {100 * value / total:5.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
