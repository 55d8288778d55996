"""What a run is asked to do: one frozen value, read from flags, environment and files in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Options that change a record. Options of the run alone (jobs, output) live in the command line."""

    date: str | None = None
    clean: bool = True
    with_text: bool = False
