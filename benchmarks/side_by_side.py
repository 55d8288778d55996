"""Words a second of several readers over the seed articles, in one run: what `--speed` of a stage's benchmark prints.

Absolute times depend on the machine and its load; the ratio of two rows of one run says more.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
WARM_UP = "Prices rose 4% to $5 million on May 3, 2024."
ROUNDS = 3

Reader = Callable[[str], object]


def seed_articles(times: int) -> list[str]:
    """Return the texts of the seed articles, the whole list so many times."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))] * times


def words_a_second(read: Reader, articles: list[str]) -> float:
    """Return the speed of the best of `ROUNDS` rounds; what a reader loads at its first call is not timed."""
    read(WARM_UP)
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for article in articles:
            read(article)
        seconds.append(time.perf_counter() - start)
    return sum(len(article.split()) for article in articles) / min(seconds)


def print_speeds(readers: Mapping[str, Reader], peer: str, times: int) -> None:
    """Print one row a reader and, where `peer` is among them, how many times as fast as that it is."""
    articles = seed_articles(times)
    speeds = {name: words_a_second(read, articles) for name, read in readers.items()}
    print(f"{len(articles)} articles, {sum(len(article.split()) for article in articles):,} words, best of {ROUNDS}")
    for name, speed in speeds.items():
        ratio = f"{speed / speeds[peer]:>8.1f} x" if peer in speeds else ""
        print(f"{name:<44}{speed:>10,.0f} words/s{ratio}")
