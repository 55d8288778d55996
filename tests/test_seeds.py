"""The five seed articles give the golden records byte for byte, whatever surrounds the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = ROOT / "tests" / "golden"

pytestmark = pytest.mark.model


def extract(
    out: Path, *options: str, cwd: Path = ROOT, seeds: Path = ROOT / "seeds", **environment: str
) -> dict[str, bytes]:
    """Return the record files that the command writes, by name."""
    command = [sys.executable, "-m", "talkx", "extract", str(seeds), "-o", str(out), "-q", *options]
    subprocess.run(command, check=True, cwd=cwd, env={**os.environ, **environment})
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return extract(tmp_path_factory.mktemp("records"))


def test_there_are_five_seeds() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_seed_gives_its_golden_record(seed: Path, records: dict[str, bytes]) -> None:
    golden = GOLDEN / f"{seed.stem}.yaml"
    assert records[golden.name].decode() == golden.read_text(encoding="utf-8"), (
        "run `make golden` and read the difference"
    )


def test_no_record_without_a_seed(records: dict[str, bytes]) -> None:
    assert set(records) == {f"{seed.stem}.yaml" for seed in SEEDS} == {path.name for path in GOLDEN.glob("*.yaml")}


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (("--jobs", "2"), {}),
        (("--jobs", "1"), {"PYTHONHASHSEED": "1"}),
        (
            ("--jobs", "1"),
            {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"},
        ),
        (("--jobs", "1"), {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "OMP_NUM_THREADS": "2"}),
    ],
    ids=["two jobs", "hash seed", "Turkish locale and Tokyo time", "C locale"],
)
def test_the_surroundings_do_not_change_a_byte(
    options: tuple[str, ...], environment: dict[str, str], records: dict[str, bytes], tmp_path: Path
) -> None:
    assert extract(tmp_path / "out", *options, **environment) == records


def test_the_folder_does_not_change_a_byte(records: dict[str, bytes], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "elsewhere" / "articles")
    moved = extract(tmp_path / "out", cwd=tmp_path, seeds=Path("elsewhere/articles"))
    assert moved == records
