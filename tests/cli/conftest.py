"""Runs the command in a process of its own, as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stand_in

HERE = Path(__file__).parent
DRIVER = [sys.executable, str(HERE / "driver.py")]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """Return the environment without settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TALKX_")}
    return {**kept, "COLUMNS": "80", **more}


@pytest.fixture
def talkx(tmp_path: Path) -> Run:
    """Return a function that runs the command in `tmp_path` with the stand-in for the pipeline."""

    def run(*arguments: object, stdin: str | bytes = "", env: dict[str, str] | None = None, **more: Any) -> Any:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [*DRIVER, *map(str, arguments)],
            input=data,
            capture_output=True,
            check=False,
            cwd=more.pop("cwd", tmp_path),
            env=environment(**(env or {})),
            timeout=60,
            **more,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def talkx_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in this process: quick, for tables of many cases."""
    from talkx import batch
    from talkx.cli.app import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batch, "load_extract", stand_in.load_extract)
    for name in [name for name in os.environ if name.startswith("TALKX_")]:
        monkeypatch.delenv(name)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["talkx", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return subprocess.CompletedProcess(sys.argv, int(left.value.code or 0), out, err)

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a folder of four articles, one of them in a folder below, one of them JSON lines."""
    folder = tmp_path / "articles"
    (folder / "more").mkdir(parents=True)
    (folder / "b.txt").write_text("Amina spoke in Nairobi.\n", encoding="utf-8")
    (folder / "a.txt").write_text("Envoys met in Geneva.\r\nNobody\xa0else came.\r\n", encoding="utf-8", newline="")
    (folder / "more" / "c.txt").write_text("Kofi agreed.", encoding="utf-8")
    (folder / "d.jsonl").write_text(
        '{"id": "line-1", "text": "Lima waited.", "desk": {"no": 4.50}}\n', encoding="utf-8"
    )
    (folder / "ignored.md").write_text("Not an article.", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Not an article.", encoding="utf-8")
    return folder
