"""Everything that goes to standard error: errors, a summary, and a progress bar where somebody is looking."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Return a text without what would steer a terminal or break a line: such characters are shown as escapes."""
    return _CONTROL.sub(lambda match: ascii(match.group())[1:-1], text)


def on_terminal() -> bool:
    """Return whether somebody sees standard error as it comes."""
    return sys.stderr is not None and sys.stderr.isatty()


class Messages:
    """Prints to standard error, around the progress bar while there is one. `quiet` leaves only errors."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def error(self, text: str) -> None:
        """Say on one line what went wrong."""
        self._print(f"error: {printable(text)}")

    def summary(self, text: str) -> None:
        """Say what a run did."""
        if not self.quiet:
            self._print(printable(text))

    def detail(self, text: str) -> None:
        """Say what only those want who asked for more; may have several lines."""
        if self.verbose:
            self._print("\n".join(printable(line) for line in text.splitlines()))

    def advance(self) -> None:
        """Move the bar on by one article."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task)

    def _print(self, text: str) -> None:
        if self._progress is not None:
            self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)
        elif sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)

    @contextmanager
    def bar(self, total: int | None, *, shown: bool) -> Iterator[None]:
        """Keep a bar with count, rate and time left below the messages, where `shown` and somebody looks."""
        if not shown or self.quiet or not on_terminal():
            yield
            return
        from talkx.cli.progress import article_progress

        with article_progress() as progress:
            self._task = progress.add_task("articles", total=total)
            self._progress = progress
            try:
                yield
            finally:
                self._progress = None
