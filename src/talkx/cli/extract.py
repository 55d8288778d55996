"""`talkx extract`: the run over all inputs, writing records or checking those on disk."""

from __future__ import annotations

import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from talkx import batch
from talkx.check import Drift, FileOnDisk, FolderOnDisk, OnDisk
from talkx.cli.messages import Messages, on_terminal, printable
from talkx.errors import SettingsError, WriteError
from talkx.read import Input, Unreadable, article_tasks, count_articles, find_inputs
from talkx.report import FAILED, USAGE, Report, counted
from talkx.write.places import FilePlace, FolderPlace, Place, PlaceError, StreamPlace, destination

if TYPE_CHECKING:
    from talkx.settings import RunOptions, Settings


def extract(arguments: Sequence[str], settings: Settings, options: RunOptions, *, check: bool = False) -> int:
    """Extract every article that the arguments name and return the exit code. Raises `SettingsError`."""
    messages = Messages(quiet=options.quiet, verbose=options.verbose)
    kind, form = destination(options.output, options.format)  # type: ignore[arg-type]
    if check and kind == "stream":
        raise SettingsError("--check needs -o: the folder or file whose records are to be checked")
    output = Path(options.output or "-")
    inputs = find_inputs(arguments, exclude=None if kind == "stream" else output)
    tasks = article_tasks(inputs, max_bytes=options.max_bytes)
    job = batch.Job(settings, form, options.max_bytes, batch.load_extract)
    with closing(batch.outcomes(tasks, job, jobs=options.jobs)) as outcomes, _terminating():
        run = _Run(messages, options)
        if check:
            on_disk = (FileOnDisk if kind == "file" else FolderOnDisk)(output, form)
            with messages.bar(_total(inputs, messages), shown=True):
                return run.check(outcomes, on_disk)
        if all(isinstance(item, Unreadable) for item in inputs):
            return run.write(outcomes, _Nowhere(), "")  # only errors to come: make no folder, touch no file
        try:
            place: Place = (
                StreamPlace(sys.stdout.buffer, form)
                if kind == "stream"
                else (FilePlace if kind == "file" else FolderPlace)(output, form)
            )
        except PlaceError as error:
            messages.error(str(error))
            return USAGE
        with messages.bar(_total(inputs, messages), shown=kind != "stream" or _goes_to_file(sys.stdout.fileno())):
            return run.write(outcomes, place, "" if kind == "stream" else str(output))


def _total(inputs: Sequence[Input | Unreadable], messages: Messages) -> int | None:
    return count_articles(inputs) if on_terminal() and not messages.quiet else None


def _goes_to_file(descriptor: int) -> bool:
    """Return whether an output is a file: a terminal would mix records with the bar, and so would a pager on a pipe."""
    return stat.S_ISREG(os.fstat(descriptor).st_mode)


class _Nowhere:
    """A place for runs that have no record to write."""

    def write(self, record_id: str, text: str) -> None:  # pragma: no cover - nothing to write
        """Take nothing."""

    def close(self, *, complete: bool) -> str | None:  # noqa: ARG002
        """Do nothing."""
        return None


class _Run:
    """One pass over the outcomes of a run, and what is said about it."""

    def __init__(self, messages: Messages, options: RunOptions) -> None:
        self.messages = messages
        self.report = Report()
        self._fail_fast = options.fail_fast

    def write(self, outcomes: Iterator[batch.Outcome], place: Place, output: str) -> int:
        """Hand the records to `place` in order; errors are said as they come, the summary at the end."""
        complete = False
        try:
            for outcome in self._reported(outcomes):
                try:
                    place.write(outcome.id, outcome.text)
                    self.report.done += 1
                    self.messages.detail(f"{outcome.origin}: {outcome.summary}")
                except PlaceError:
                    raise
                except WriteError as error:
                    self._failed(str(error))
            complete = not (self._fail_fast and self.report.failed)
        except KeyboardInterrupt:
            self.report.interrupted = True
        except PlaceError as error:
            self._failed(str(error))
        except BrokenPipeError:  # nobody reads on: nothing is left to say or close
            raise
        except BaseException:
            with suppress(PlaceError):
                place.close(complete=False)
            raise
        kept = self._close(place, complete=complete)
        self._say_written(kept or output)
        return self.report.exit_code

    def check(self, outcomes: Iterator[batch.Outcome], on_disk: OnDisk) -> int:
        """Compare the records with those on disk, print the drift, and write nothing."""
        kinds = dict.fromkeys(("missing", "stale", "orphaned"), 0)
        try:
            for outcome in self._reported(outcomes, on_disk):
                self.report.done += 1
                if drift := on_disk.compare(outcome.id, outcome.text):
                    kinds[drift.kind] += 1
                    _print_drift(drift)
            if not (self._fail_fast and self.report.failed):
                for drift in on_disk.orphans():
                    kinds[drift.kind] += 1
                    _print_drift(drift)
        except KeyboardInterrupt:
            self.report.interrupted = True
        self.report.drifted = sum(kinds.values())
        found = ", ".join(f"{number} {kind}" for kind, number in kinds.items() if number)
        checked = f"{counted(self.report.done, 'record')} checked"
        self.messages.summary(f"{checked}: {found or 'all as they should be'}{self._failures()}")
        return self.report.exit_code

    def _reported(self, outcomes: Iterator[batch.Outcome], on_disk: OnDisk | None = None) -> Iterator[batch.Done]:
        """Yield what was done; count and say what failed; end early where one failure is to end the run."""
        for outcome in outcomes:
            if isinstance(outcome, batch.Done):
                yield outcome
            else:
                if on_disk is not None and outcome.id is not None:
                    on_disk.expect(outcome.id)
                self.report.absent += outcome.absent
                self._failed(f"{outcome.origin}: {outcome.reason}")
                self.messages.detail(outcome.trace)
            self.messages.advance()
            if self._fail_fast and self.report.failed:
                return

    def _failed(self, reason: str) -> None:
        self.report.failed += 1
        self.messages.error(reason)

    def _close(self, place: Place, *, complete: bool) -> str | None:
        try:
            return place.close(complete=complete)
        except PlaceError as error:
            self._failed(str(error))
            return None

    def _failures(self) -> str:
        return f"; {counted(self.report.failed, 'input')} failed" if self.report.failed else ""

    def _say_written(self, where: str) -> None:
        done = counted(self.report.done, "record")
        if self.report.interrupted:
            self.messages.summary(f"interrupted: {done} kept{f' in {where}' if where else ''}{self._failures()}")
        elif where:
            self.messages.summary(f"{done} written to {where}{self._failures()}")
        elif self.report.exit_code == FAILED:
            self.messages.summary(f"{done} written{self._failures()}")


def _print_drift(drift: Drift) -> None:
    sys.stdout.buffer.write(f"{drift.kind}: {printable(drift.name)}\n{drift.diff}".encode())
    sys.stdout.buffer.flush()


@contextmanager
def _terminating() -> Iterator[None]:
    """Let a request to terminate end the run as an interrupt does: workers stop, what is finished stays."""
    before = None
    with suppress(ValueError, AttributeError):  # only the main thread may, and only some systems know it
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)
