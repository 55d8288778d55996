"""Many articles: the same outcomes in the same order whether one process works or several.

Only tasks (names, or single lines) and written records pass between processes, and no more than a few of them at a
time, so that the parent holds neither the articles nor the records of a run. Each worker loads the model once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talkx.errors import TalkxError
from talkx.read import Task, Unreadable, read_article

if TYPE_CHECKING:
    from talkx.model import Article, Record
    from talkx.settings import Settings
    from talkx.write.places import Format

IN_FLIGHT = 4  # tasks a worker that are handed out before the oldest has come back


@dataclass(frozen=True, slots=True)
class Done:
    """One finished article: its record as it is written, and what is in it in a few words."""

    origin: str
    id: str
    text: str
    summary: str


@dataclass(frozen=True, slots=True)
class Failed:
    """One input that gave no record, and why; `trace` only where talkx itself is at fault."""

    origin: str
    reason: str
    id: str | None = None
    absent: bool = False
    trace: str = ""


Outcome = Done | Failed
Extract = Callable[["Article"], "Record"]
Work = Callable[[Task], Outcome]


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker does: which settings and format, and how the extractor is loaded (once a process)."""

    settings: Settings
    format: Format
    max_bytes: int
    load: Callable[[Settings], Extract]


def load_extract(settings: Settings) -> Extract:
    """Return the pipeline with the model and the data loaded. Raises `ModelMissing` or `DataError`."""
    from functools import partial

    from talkx.parts import collection_paused, load_parts

    with collection_paused():
        from talkx.pipeline import extract

        annotator, resources = load_parts()
    return partial(extract, annotator=annotator, resources=resources, settings=settings)


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcomes(tasks: Iterable[Task | Unreadable], job: Job, *, jobs: int) -> Generator[Outcome, None, None]:
    """Yield one outcome a task, in order. An id that came before is a failure: its record stands already.

    Close the iterator to stop early: workers end at once. Raises `TalkxError` only where no article can be done.
    """
    seen: dict[str, str] = {}
    jobs = jobs or usable_processors()
    source = _in_this_process(tasks, job) if jobs == 1 else _in_processes(tasks, job, jobs)
    for outcome in source:
        if isinstance(outcome, Done):
            if outcome.id in seen:
                twice = f'id "{outcome.id}" was already given to {seen[outcome.id]}'
                yield Failed(outcome.origin, twice, id=outcome.id)
                continue
            seen[outcome.id] = outcome.origin
        yield outcome


def work_of(job: Job) -> Work:
    """Return the function from a task to its outcome, with everything loaded that it needs. It raises nothing."""
    from talkx.write import dump_json, dump_yaml

    extract = job.load(job.settings)

    def work(task: Task) -> Outcome:
        try:
            record = extract(read_article(task, max_bytes=job.max_bytes))
            text = dump_yaml(record) if job.format == "yaml" else dump_json(record, compact=job.format == "jsonl")
        except TalkxError as error:
            return Failed(task.origin, str(error), task.id)
        except Exception as error:  # one article never stops the others
            cause = f"{type(error).__name__}: {error}".splitlines()[0][:200].rstrip(": ")
            return Failed(task.origin, f"talkx failed on it ({cause})", task.id, trace=traceback.format_exc())
        return Done(task.origin, record.id, text, summary_of(record))

    return work


def summary_of(record: Record) -> str:
    """Return the counts of a record for a message."""
    parts = ("actors", "venues", "dates", "figures", "quotes", "events", "notes")
    return ", ".join(f"{len(getattr(record, part))} {part}" for part in parts)


def _not_read(item: Unreadable) -> Failed:
    return Failed(item.origin, item.reason, absent=item.absent)


def _in_this_process(tasks: Iterable[Task | Unreadable], job: Job) -> Iterator[Outcome]:
    work: Work | None = None
    for task in tasks:
        if isinstance(task, Unreadable):
            yield _not_read(task)
            continue
        work = work or work_of(job)  # only now: a run without articles does not load the model
        yield work(task)


# ------------------------------------------------------------------------------------------------------ other processes

_work: Work | None = None


def _start_worker(job: Job) -> None:
    global _work  # noqa: PLW0603 - a worker process has one job, and this is the only way to hand it over
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        _work = work_of(job)
    except TalkxError as error:
        cause = error

        def fail(_task: Task) -> Outcome:
            raise cause

        _work = fail


def _end_with_parent() -> None:
    """End this process when the parent was killed and could not do so itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(task: Task) -> Outcome:
    if _work is None:  # pragma: no cover - the initializer ran, or the pool is broken
        raise RuntimeError("the worker was not started")
    return _work(task)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold interrupts back while processes start: they inherit that, so that none dies with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Workers:
    """A pool that is started again when one of its processes died."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job = job
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, task: Task) -> Future[Outcome]:
        try:
            if self._pool is None:
                spawn = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._jobs, spawn, initializer=_start_worker, initargs=(self._job,))
            with _interrupts_held():  # each call may start another process
                return self._pool.submit(_do, task)
        except BrokenProcessPool as error:
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken

    def stop(self) -> None:
        """End all workers at once."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        children: list[Any] = multiprocessing.active_children()
        pool.shutdown(wait=False, cancel_futures=True)
        for child in children:
            child.terminate()
        for child in children:
            child.join(timeout=5)


def _in_processes(tasks: Iterable[Task | Unreadable], job: Job, jobs: int) -> Iterator[Outcome]:
    workers = _Workers(job, jobs)
    window: deque[tuple[Task, Future[Outcome]] | Failed] = deque()

    def oldest() -> Outcome:
        entry = window.popleft()
        if isinstance(entry, Failed):
            return entry
        try:
            return entry[1].result()
        except BrokenProcessPool:
            return again(entry[0])

    def again(task: Task) -> Outcome:
        """Return the outcome of a task after a worker died: once more alone, to learn whether it is to blame."""
        workers.stop()
        try:
            outcome = workers.submit(task).result()
        except BrokenProcessPool:
            workers.stop()
            outcome = Failed(task.origin, "the process that worked on it died (out of memory?)", task.id)
        for i, entry in enumerate(window):
            if not isinstance(entry, Failed):
                window[i] = (entry[0], workers.submit(entry[0]))
        return outcome

    try:
        for task in tasks:
            window.append(_not_read(task) if isinstance(task, Unreadable) else (task, workers.submit(task)))
            if len(window) >= jobs * IN_FLIGHT:
                yield oldest()
        while window:
            yield oldest()
    finally:
        workers.stop()
