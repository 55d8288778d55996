"""`talkx verify`, `talkx schema` and `talkx config`: what stands on disk, what a record is, what is in force."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from talkx.cli.messages import Messages, printable
from talkx.errors import ReadError
from talkx.report import FINE, Report, counted

if TYPE_CHECKING:
    from talkx.settings import InForce, RunOptions


def verify(arguments: Sequence[str], source: str, options: RunOptions) -> int:
    """Hold every record against its source, print one line for each mismatch, and return the exit code."""
    from talkx.verify import Sources, load_file, mismatches, record_files

    messages = Messages(quiet=options.quiet, verbose=options.verbose)
    report = Report()
    found = 0
    sources = Sources(Path(source))
    for argument in arguments:
        files = record_files(argument)
        if not files:
            report.failed, report.absent = report.failed + 1, report.absent + 1
            messages.error(f"{argument}: no records (.yaml, .json, .jsonl) in this folder")
        for path in files:
            try:
                for record in load_file(path):
                    report.done += 1
                    wrong = [f"{mismatch.where}: {mismatch.what}" for mismatch in mismatches(record, sources)]
                    report.drifted += bool(wrong)
                    found += len(wrong)
                    _print("".join(f"{printable(f'{path}: {record.id}: {line}')}\n" for line in wrong))
            except ReadError as error:
                report.failed += 1
                messages.error(str(error))
    outcome = f"{counted(found, 'mismatch', 'mismatches')} in {report.drifted:,} of them" if found else "all spans hold"
    failures = f"; {counted(report.failed, 'input')} failed" if report.failed else ""
    messages.summary(f"{counted(report.done, 'record')} verified: {outcome}{failures}")
    return report.exit_code


def schema() -> int:
    """Print the JSON Schema of a record."""
    import json

    from talkx.schema import record_schema

    _print(json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n")
    return FINE


def config(in_force: Sequence[InForce]) -> int:
    """Print every setting, its value and its origin, as a `talkx.toml` that would say the same."""
    lines = [(_toml(entry), entry.origin) for entry in in_force]
    width = max(len(line) for line, _ in lines)
    _print("".join(f"{line:<{width}}  # {printable(origin)}\n" for line, origin in lines))
    return FINE


def _toml(entry: InForce) -> str:
    if entry.value is None:
        return f"# {entry.key} is not set"
    if isinstance(entry.value, bool):
        return f"{entry.key} = {str(entry.value).lower()}"
    if isinstance(entry.value, int):
        return f"{entry.key} = {entry.value}"
    import json

    return f"{entry.key} = {json.dumps(entry.value)}"


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
