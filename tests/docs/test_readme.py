"""The README's commands run and print what it shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [(match[1], match[2]) for match in BLOCK.finditer(README)]
COMMANDS = [line for kind, body in BLOCKS if kind == "sh" for line in body.splitlines() if line.startswith("talkx")]
SESSIONS = [body for kind, body in BLOCKS if kind == "console"]
PYTHON = [body for kind, body in BLOCKS if kind == "python"]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the seeds and their records, as a reader of the README has it after `make run`."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    run("talkx extract seeds -o records -q", folder)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line in a shell where `talkx` is the one under test."""
    bin_folder = folder / ".bin"
    if not bin_folder.exists():
        bin_folder.mkdir()
        launcher = bin_folder / "talkx"
        launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m talkx "$@"\n')
        launcher.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "80", "NO_COLOR": "1"}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True
    )


def test_the_readme_shows_commands_and_a_record() -> None:
    assert len(COMMANDS) >= 5
    assert SESSIONS and PYTHON


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs(command: str, shop: Path) -> None:
    if "| jq" in command and shutil.which("jq") is None:
        pytest.skip("jq is not on this machine")
    done = run(command, shop)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("session", SESSIONS, ids=range(len(SESSIONS)))
def test_a_session_of_the_readme_prints_what_it_shows(session: str, shop: Path) -> None:
    first, _, shown = session.partition("\n")
    assert first.startswith("$ ")
    done = run(first[2:], shop)
    assert done.stdout == shown


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_the_python_of_the_readme_runs(code: str, shop: Path) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=shop, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    shown = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    assert done.stdout.splitlines() == shown


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE))))
def test_a_make_verb_of_the_readme_exists(verb: str) -> None:
    done = subprocess.run(["make", "-n", verb], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
