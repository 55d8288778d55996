"""`talkx clean` and `talkx show`: one article after the other on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from talkx import batch
from talkx.cli.messages import Messages, printable
from talkx.errors import TalkxError
from talkx.read import Unreadable, article_tasks, find_inputs, read_article
from talkx.report import Report

if TYPE_CHECKING:
    from talkx.model import Article, CleanArticle
    from talkx.settings import RunOptions, Settings


def clean(arguments: Sequence[str], options: RunOptions, *, explain: bool = False) -> int:
    """Print the cleaned text of each article, or what was removed from it and by which rule. Return the exit code."""
    from talkx.clean import clean_article
    from talkx.resources.boilerplate import load_boilerplate

    rules = load_boilerplate()
    several = False

    def put(origin: str, article: Article) -> None:
        nonlocal several
        cleaned = clean_article(article, rules, remove=True)
        if explain:
            text = "".join(f"{line}\n" for line in ledger_lines(cleaned))
            text = f"{printable(origin)}: {len(cleaned.removed)} removed\n{text}"
        else:
            text = cleaned.text.removesuffix("\n") + "\n"
        _print(f"\n{text}" if several else text)
        several = True

    return _each(arguments, options, put)


def ledger_lines(cleaned: CleanArticle) -> Iterator[str]:
    """Yield one line for each removed span: where, which kind, by which rule, and the text itself."""
    kinds = max((len(entry.kind) for entry in cleaned.removed), default=0)
    rules = max((len(entry.rule) for entry in cleaned.removed), default=0)
    for entry in cleaned.removed:
        place = f"{entry.span.start}-{entry.span.end}"
        yield f"{place:>11}  {entry.kind:<{kinds}}  {entry.rule:<{rules}}  {printable(entry.text)}"


def show(arguments: Sequence[str], settings: Settings, options: RunOptions) -> int:
    """Print each article with its mentions coloured and a table a field. Return the exit code."""
    from talkx.show import console, rendered

    screen = console()
    extract = None

    def put(_origin: str, article: Article) -> None:
        nonlocal extract
        extract = extract or batch.load_extract(settings)
        screen.print(rendered(extract(article), article.text))

    return _each(arguments, options, put)


def _each(arguments: Sequence[str], options: RunOptions, put: Callable[[str, Article], None]) -> int:
    messages = Messages(quiet=options.quiet, verbose=options.verbose)
    report = Report()
    for task in article_tasks(find_inputs(arguments), max_bytes=options.max_bytes):
        try:
            if isinstance(task, Unreadable):
                report.absent += task.absent
                raise TalkxError(task.reason)
            put(task.origin, read_article(task, max_bytes=options.max_bytes))
            report.done += 1
        except TalkxError as error:
            report.failed += 1
            messages.error(f"{task.origin}: {error}")
    return report.exit_code


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
