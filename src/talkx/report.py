"""What became of a run: the counts, the words for them, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass

FINE, DRIFT, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(slots=True)
class Report:
    """Counts of one run. `absent` inputs are among the failed ones; `drifted` is what `--check` or `verify` found."""

    done: int = 0
    failed: int = 0
    absent: int = 0
    drifted: int = 0
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """Return 130 when interrupted, 2 when there was nothing to read, 3 when inputs failed, 1 for drift, else 0."""
        if self.interrupted:
            return INTERRUPTED
        if self.absent and self.absent == self.failed and not self.done:
            return USAGE
        if self.failed:
            return FAILED
        return DRIFT if self.drifted else FINE


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "record"), counted(1200, "record"), counted(0, "entry", "entries")
    ('1 record', '1,200 records', '0 entries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
