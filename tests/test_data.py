"""The data of the package obeys the rules of the project."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "talkx" / "data"
LISTS = [path for path in sorted(DATA.rglob("*")) if path.is_file() and "model" not in path.relative_to(DATA).parts]


def persons_of_the_seeds() -> set[str]:
    """Return every multi-word name that the golden records give a person."""
    names: set[str] = set()
    for path in (ROOT / "tests" / "golden").glob("*.yaml"):
        for actor in yaml.safe_load(path.read_text(encoding="utf-8"))["actors"]:
            if actor["type"] == "person":
                names |= {mention["text"] for mention in actor["mentions"] if " " in mention["text"]}
    return names


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")


def test_the_seeds_name_persons() -> None:
    assert len(persons_of_the_seeds()) >= 10


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_no_list_names_a_person_of_the_seeds(path: Path) -> None:
    text = text_of(path)
    assert not [name for name in persons_of_the_seeds() if re.search(rf"\b{re.escape(name)}\b", text)]


def test_the_data_loads_and_is_valid(resources: object) -> None:
    assert resources
