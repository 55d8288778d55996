"""What the surroundings see: pipes, signals, terminals, locales, and how fast help is."""

from __future__ import annotations

import json
import os
import pty
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import DRIVER, Run, environment


def start(*arguments: object, cwd: Path) -> subprocess.Popen[bytes]:
    """Start the command in a group of its own, so that a signal can reach it as from a terminal."""
    return subprocess.Popen(
        [*DRIVER, *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def wait_until(found: object, what: str) -> None:
    """Wait until a function says yes."""
    for _ in range(300):
        if found():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen")


def slow_articles(folder: Path, count: int = 40) -> None:
    folder.mkdir()
    for i in range(count):
        (folder / f"{i:02}.txt").write_text("SLOW Amina spoke.")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_keeps_what_was_finished(tmp_path: Path, jobs: int, number: signal.Signals) -> None:
    slow_articles(tmp_path / "in")
    run = start("extract", "in", "-o", "records", "--jobs", jobs, cwd=tmp_path)
    records = tmp_path / "records"
    wait_until(lambda: len(list(records.glob("*.yaml"))) >= 2, "a second record")
    os.killpg(run.pid, number)
    _, stderr = run.communicate(timeout=20)
    assert run.returncode == 130
    written = sorted(records.iterdir())
    assert re.fullmatch(rb"interrupted: \d+ records kept in records\n", stderr), stderr
    assert int(re.findall(rb"\d+", stderr)[0]) == len(written)
    assert {path.suffix for path in written} == {".yaml"}
    assert all(path.read_text().endswith("notes: []\n") for path in written)


def test_an_interrupted_array_is_closed(tmp_path: Path) -> None:
    slow_articles(tmp_path / "in")
    run = start("extract", "in", "-f", "json", cwd=tmp_path)
    time.sleep(2.5)
    os.killpg(run.pid, signal.SIGINT)
    stdout, stderr = run.communicate(timeout=20)
    assert run.returncode == 130
    assert isinstance(json.loads(stdout), list)
    assert b"Traceback" not in stderr


def test_an_interrupt_while_workers_start(tmp_path: Path) -> None:
    slow_articles(tmp_path / "in")
    run = start("extract", "in", "-o", "records", "--jobs", "2", cwd=tmp_path)
    wait_until((tmp_path / "records").exists, "the folder")
    os.killpg(run.pid, signal.SIGINT)
    _, stderr = run.communicate(timeout=20)
    assert (run.returncode, stderr) == (130, b"interrupted: 0 records kept in records\n")


def test_workers_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    slow_articles(tmp_path / "in", 400)
    run = start("extract", "in", "-o", "records", "--jobs", "2", cwd=tmp_path)
    wait_until(lambda: list((tmp_path / "records").glob("*.yaml")), "a record")
    run.kill()
    run.communicate(timeout=20)  # ends when the last process that holds the pipes has ended

    def gone() -> bool:
        try:
            os.killpg(run.pid, 0)
        except ProcessLookupError:
            return True
        return False

    wait_until(gone, "the end of all processes")


@pytest.mark.parametrize("options", ["-f jsonl", "-f json --jobs 2", "", "-v"])
def test_a_closed_pipe_ends_quietly(articles: Path, tmp_path: Path, options: str) -> None:
    for i in range(200):
        (articles / f"{i}.txt").write_text("Amina spoke. " * 50)
    command = f"{' '.join(DRIVER)} extract articles {options} | head -n 1 >/dev/null; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, check=False)
    said = [line for line in run.stderr.decode().splitlines() if not re.match(r"articles/\S+: \d+ actors", line)]
    assert (run.returncode, said) == (0, [])


def on_terminal(*arguments: str, cwd: Path, **env: str) -> tuple[int, str]:
    """Run the command with standard error on a terminal and return the exit code and what was seen there."""
    leader, follower = pty.openpty()
    command = subprocess.Popen(
        [*DRIVER, *arguments], cwd=cwd, env=environment(**env), stdout=subprocess.PIPE, stderr=follower
    )
    os.close(follower)
    seen = b""
    try:
        while chunk := os.read(leader, 4096):
            seen += chunk
    except OSError:  # the other end is closed
        pass
    os.close(leader)
    command.communicate(timeout=20)
    return command.returncode, seen.decode()


def test_a_bar_shows_only_on_a_terminal(talkx: Run, tmp_path: Path) -> None:
    slow_articles(tmp_path / "in", 3)
    code, seen = on_terminal("extract", "in", "-o", "records", cwd=tmp_path, TERM="xterm")
    assert code == 0
    assert "3/3" in seen
    assert "/s" in seen
    assert "3 records written to records\r\n" in seen
    assert talkx("extract", "in", "-o", "records").stderr == "3 records written to records\n"
    assert "3/3" not in on_terminal("extract", "in", "-o", "records", "-q", cwd=tmp_path, TERM="xterm")[1]


def test_no_color_is_honoured(tmp_path: Path) -> None:
    slow_articles(tmp_path / "in", 2)
    _, coloured = on_terminal("extract", "in", "-o", "records", cwd=tmp_path, TERM="xterm-256color")
    _, plain = on_terminal("extract", "in", "-o", "records", cwd=tmp_path, TERM="xterm-256color", NO_COLOR="1")
    colour = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-7]|38|9[0-7])[0-9;]*m")
    assert colour.search(coloured)
    assert not colour.search(plain)


SURROUNDINGS: list[dict[str, str]] = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "4242"},
    {"PYTHONIOENCODING": "latin-1"},
    {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1"},
]


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda env: next(iter(env)))
def test_the_surroundings_do_not_change_a_byte(talkx: Run, articles: Path, surroundings: dict[str, str]) -> None:
    (articles / "e.txt").write_text("Zoë Šimić spoke of “peace” – in Kraków.", encoding="utf-8")
    usual, unusual = talkx("extract", "articles"), talkx("extract", "articles", env=surroundings)
    assert (unusual.returncode, unusual.stdout, unusual.stderr) == (0, usual.stdout, "")


def test_the_current_folder_does_not_change_a_byte(talkx: Run, articles: Path) -> None:
    assert talkx("extract", ".", cwd=articles).stdout == talkx("extract", articles, cwd="/").stdout


SLOW_MODULES = ("spacy", "numpy", "onnxruntime", "yaml", "dateparser", "rich", "charset_normalizer", "talkx.model")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["extract", "--help"], ["config"]])
def test_help_imports_nothing_slow_and_is_quick(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "talkx", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    imported = {line.split("|")[-1].strip() for line in run.stderr.splitlines()}
    assert not imported & set(SLOW_MODULES)
    assert best_time(command[:1] + command[3:]) < 0.3


def test_completion_imports_nothing_slow() -> None:
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-c",
        "import sys; sys.argv = ['talkx']; from talkx.cli import main; main()",
    ]
    asked = environment(_TALKX_COMPLETE="complete_bash", COMP_WORDS="talkx ex", COMP_CWORD="1")
    run = subprocess.run(command, capture_output=True, text=True, env=asked, check=False)
    assert run.stdout.split() == ["extract"]
    assert not {line.split("|")[-1].strip() for line in run.stderr.splitlines()} & set(SLOW_MODULES)


def best_time(command: list[str]) -> float:
    """Return the least processor time in seconds of five runs: waiting for others is not ours."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, env=environment(), check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)
