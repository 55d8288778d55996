"""The real pipeline behind the command line: what the stand-in of the other tests cannot show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import talkx
from conftest import environment
from talkx.schema import record_schema

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
LINES = [
    {
        "id": "quake",
        "text": "A quake of magnitude 6.1 hit northern Peru on Tuesday.",
        "published": "2024-05-08",
        "no": 1,
    },
    {"id": "vote", "text": "Voters in Kenya go to the polls on 9 August 2022.\r\n\r\nShare this article\r\n"},
    {"id": "odd", "text": "\u200b\u2028\x85 12 \ufffd!\x1b[2J " + "x" * 5000 + " 1-1-1 \U0001f1fa\U0001f1e6"},
]


def run(*arguments: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as it is installed."""
    command = [sys.executable, "-m", "talkx", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, cwd=cwd, env=environment(**env))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lines") / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    return path


@pytest.fixture(scope="module")
def records(lines: Path) -> bytes:
    return run("extract", SEEDS, lines, "-f", "jsonl").stdout


def test_every_record_obeys_the_schema(records: bytes) -> None:
    validator = jsonschema.Draft202012Validator(record_schema())
    assert len(records.splitlines()) == 5 + len(LINES)
    for line in records.splitlines():
        validator.validate(json.loads(line))


def test_verify_holds_for_files_and_lines(lines: Path, records: bytes, tmp_path: Path) -> None:
    for name, source, first, last in (("a.jsonl", SEEDS, 0, 5), ("b.jsonl", lines.parent, 5, None)):
        (tmp_path / name).write_bytes(b"".join(records.splitlines(keepends=True)[first:last]))
        assert run("verify", tmp_path / name, "--source", source).stderr.endswith(b"all spans hold\n")


@pytest.mark.parametrize(
    ("options", "env"),
    [
        (["--jobs", "3"], {}),
        ([], {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "OMP_NUM_THREADS": "2"}),
    ],
)
def test_the_surroundings_do_not_change_a_byte(
    options: list[str], env: dict[str, str], lines: Path, records: bytes, tmp_path: Path
) -> None:
    assert run("extract", SEEDS, lines, "-f", "jsonl", *options, cwd=tmp_path, **env).stdout == records


def test_neighbours_do_not_change_a_record(lines: Path, records: bytes) -> None:
    alone = run("extract", sorted(SEEDS.glob("*.txt"))[3], "-f", "jsonl").stdout
    assert alone == records.splitlines(keepends=True)[3]


def test_show_fits_a_narrow_terminal() -> None:
    shown = run("show", SEEDS).stdout.decode()
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("actors (") == 5


def test_a_caller_from_python_gets_the_same_record(records: bytes) -> None:
    line = LINES[0]
    record = talkx.extract(line["text"], id=line["id"], published=line["published"])  # type: ignore[arg-type]
    from_file = talkx.load(records.splitlines()[5].decode())
    assert record.dates == from_file.dates
    assert record.article == from_file.article


def test_nothing_is_fetched_and_nothing_is_left(tmp_path: Path) -> None:
    """Run with an empty home, an empty temporary folder, and a proxy that answers nothing."""
    closed = "http://127.0.0.1:9"
    run("extract", SEEDS, cwd=tmp_path, HOME=str(tmp_path), TMPDIR=str(tmp_path), http_proxy=closed, https_proxy=closed)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
