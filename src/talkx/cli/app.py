"""The commands, their options and their help. Each hands over to a plain function that knows nothing of Typer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from talkx import __version__
from talkx.cli.messages import Messages
from talkx.errors import TalkxError
from talkx.report import FAILED, FINE, INTERRUPTED, USAGE

if TYPE_CHECKING:
    from talkx.settings import RunOptions, Settings

app = typer.Typer(
    name="talkx",
    help="Turn raw news-article text into normalised, verifiable records.",
    epilog="Exit codes: 0 fine, 1 drift found, 2 usage or nothing to read, 3 some inputs failed, 130 interrupted.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    _run(lambda: app(prog_name="talkx"))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"talkx {__version__}")
        raise typer.Exit


@app.callback()
def talkx(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Turn raw news-article text into normalised, verifiable records."""


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders (recursive), .jsonl files, or - for standard input."),
]
Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR|FILE",
        help="Folder for one file per article, or one .yaml, .json or .jsonl file (default: standard output).",
    ),
]
Form = Annotated[
    str | None,
    typer.Option("-f", "--format", metavar="yaml|json|jsonl", help="Format of the records (default: yaml)."),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date", metavar="YYYY-MM-DD", help="Day that relative dates count from (default: the article's own)."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", help="Processes to work in; 0: one for each processor (default: 1)."),
]
Check = Annotated[
    bool,
    typer.Option("--check", help="Write nothing; exit 1 with a diff if records are missing, stale or orphaned."),
]
WithText = Annotated[
    bool | None,
    typer.Option("--with-text/--no-with-text", show_default=False, help="Keep the raw text in the record, or not."),
]
Clean = Annotated[
    bool | None,
    typer.Option("--clean/--no-clean", show_default=False, help="Remove boilerplate (default), or not."),
]
MaxBytes = Annotated[
    int | None,
    typer.Option("--max-bytes", metavar="N", help="Largest article to read, in bytes (default: 5000000)."),
]
FailFast = Annotated[
    bool | None,
    typer.Option("--fail-fast/--no-fail-fast", show_default=False, help="Stop at the first input that fails, or not."),
]
Quiet = Annotated[
    bool | None,
    typer.Option("-q", "--quiet", show_default=False, help="Errors only: no summary, no progress bar."),
]
Verbose = Annotated[
    bool | None,
    typer.Option("-v", "--verbose", show_default=False, help="A line for each article, and tracebacks."),
]


@app.command("extract")
def extract_command(
    paths: Paths,
    output: Output = None,
    form: Form = None,
    date: Day = None,
    jobs: Jobs = None,
    check: Check = False,
    with_text: WithText = None,
    clean: Clean = None,
    max_bytes: MaxBytes = None,
    fail_fast: FailFast = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Extract records from articles.

    A .jsonl file holds one object a line with id and text, and optionally title, published and url.

    Example: talkx extract seeds/ -o records
    """
    flags = {
        "output": output,
        "format": form,
        "date": date,
        "jobs": jobs,
        "with-text": with_text,
        "clean": clean,
        "max-bytes": max_bytes,
        "fail-fast": fail_fast,
        "quiet": quiet,
        "verbose": verbose,
    }

    def act() -> int:
        from talkx.cli.extract import extract

        return extract(paths, *_settings(flags), check=check)

    _run(act)


@app.command("clean")
def clean_command(
    paths: Paths,
    explain: Annotated[bool, typer.Option("--explain", help="Print each removed span with its kind and rule.")] = False,
    max_bytes: MaxBytes = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Print articles without their boilerplate.

    With --explain, what was removed instead: where it stood, its kind, and the rule that took it out.

    Example: talkx clean article.txt --explain
    """

    def act() -> int:
        from talkx.cli.articles import clean

        flags = {"max-bytes": max_bytes, "quiet": quiet, "verbose": verbose}
        return clean(paths, _settings(flags)[1], explain=explain)

    _run(act)


@app.command("show")
def show_command(
    paths: Paths,
    date: Day = None,
    clean: Clean = None,
    max_bytes: MaxBytes = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Show articles with coloured mentions and tables.

    Example: talkx show article.txt
    """

    def act() -> int:
        from talkx.cli.articles import show

        flags = {"date": date, "clean": clean, "max-bytes": max_bytes, "quiet": quiet, "verbose": verbose}
        return show(paths, *_settings(flags))

    _run(act)


@app.command("verify")
def verify_command(
    records: Annotated[list[str], typer.Argument(metavar="RECORDS", help="Record files, or folders of them.")],
    source: Annotated[
        str, typer.Option("--source", metavar="DIR", help="Folder of the articles that the records were made from.")
    ],
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Check records against their sources.

    Reads each source again, compares its sha256, and cuts out every span. Exit 1 with a line for each mismatch.

    Example: talkx verify records --source seeds
    """

    def act() -> int:
        from talkx.cli.inspect import verify

        return verify(records, source, _settings({"quiet": quiet, "verbose": verbose})[1])

    _run(act)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of a record (draft 2020-12)."""

    def act() -> int:
        from talkx.cli.inspect import schema

        return schema()

    _run(act)


@app.command("config")
def config_command() -> None:
    """Print the settings in force and where each came from.

    Flags win over TALKX_* variables, over talkx.toml, over [tool.talkx] in pyproject.toml.
    """

    def act() -> int:
        from talkx.cli.inspect import config
        from talkx.settings import resolve

        return config(resolve({}, os.environ, Path.cwd()))

    _run(act)


def _settings(flags: dict[str, Any]) -> tuple[Settings, RunOptions]:
    from talkx.settings import resolve, settings_of

    return settings_of(resolve(flags, os.environ, Path.cwd()))


def _run(action: Callable[[], int]) -> NoReturn:
    """Leave with the exit code of an action; every way it can end has one, and none prints a traceback."""
    try:
        code = action()
    except TalkxError as error:
        Messages().error(str(error))
        code = USAGE
    except KeyboardInterrupt:
        Messages().error("interrupted")
        code = INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        code = FINE
    except OSError as error:
        Messages().error(f"standard output: cannot be written: {error.strerror or error}")
        _drop_output()
        code = FAILED
    except Exception as error:  # a mistake of ours: never the exit code 1, which says that something drifted
        Messages().error(f"talkx failed ({type(error).__name__}: {error}); -v shows where")
        if "-v" in sys.argv or "--verbose" in sys.argv:
            import traceback

            traceback.print_exc()
        code = FAILED
    sys.exit(code)


def _drop_output() -> None:
    """Send what is still to be printed to nowhere, or Python would complain about it on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
