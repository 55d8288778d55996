"""The examples of the page on the spaCy components print what it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "spacy_components.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_page_shows_both_components() -> None:
    assert all(any(f'add_pipe("{name}"' in code for code in PYTHON) for name in ("talkx_dates", "talkx_figures"))


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_an_example_prints_what_the_page_shows(code: str, tmp_path: Path) -> None:
    assert "import talkx" not in code
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [line[2:] for line in code.splitlines() if line.startswith("# ")]
