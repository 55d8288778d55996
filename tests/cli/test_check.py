"""`talkx extract --check`: finds what is missing, stale or orphaned, and writes nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Run


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return content and time of every file below a folder."""
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(params=["records", "records.yaml", "records.json", "records.jsonl"])
def written(request: pytest.FixtureRequest, talkx_here: Run, articles: Path) -> str:
    """Return where the records were written: a folder, or one file of each format."""
    talkx_here("extract", "articles", "-o", request.param)
    return str(request.param)


def test_nothing_has_drifted(written: str, talkx_here: Run, tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    run = talkx_here("extract", "articles", "-o", written, "--check")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "4 records checked: all as they should be\n"
    assert snapshot(tmp_path) == before


def test_drift_is_named_and_nothing_is_written(written: str, talkx_here: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "b.txt").write_text("Amina spoke in Lima.\n")
    (articles / "more" / "c.txt").rename(articles / "more" / "new.txt")
    before = snapshot(tmp_path)
    run = talkx_here("extract", "articles", "-o", written, "--check")
    assert run.returncode == 1
    assert run.stderr == "4 records checked: 1 missing, 1 stale, 1 orphaned\n"
    suffix, folder = (".yaml", "") if written == "records" else ("", "more/")
    said = [line.split(": ", 1) for line in run.stdout.splitlines() if re.match("stale|missing|orphaned", line)]
    assert [(kind, name.rpartition("/" if written == "records" else " ")[2]) for kind, name in said] == [
        ("stale", f"b{suffix}"),
        ("missing", f"{folder}new{suffix}"),
        ("orphaned", f"{folder}c{suffix}"),
    ]
    changed = [line for line in run.stdout.splitlines() if "text: " in line or '"text": ' in line]
    assert [line[0] for line in changed if line[0] != " "] == ["-", "+"]
    assert snapshot(tmp_path) == before


def test_an_input_that_fails_is_no_orphan(written: str, talkx_here: Run, articles: Path) -> None:
    (articles / "b.txt").write_text("")
    run = talkx_here("extract", "articles", "-o", written, "--check")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.endswith("3 records checked: all as they should be; 1 input failed\n")


def test_records_that_were_never_written_are_missing(talkx_here: Run, articles: Path, tmp_path: Path) -> None:
    for output in ("records", "records.jsonl"):
        run = talkx_here("extract", "articles", "-o", output, "--check")
        assert run.returncode == 1
        assert run.stdout.count("missing: ") == 4
        assert not (tmp_path / output).exists()


def test_a_file_that_talkx_did_not_write(talkx_here: Run, articles: Path, tmp_path: Path) -> None:
    for name in ("x.yaml", "x.json", "x.jsonl"):
        (tmp_path / name).write_bytes(b"{\n\xff: [}\n---\nid: {\n---\n")
        run = talkx_here("extract", "articles", "-o", name, "--check")
        assert run.returncode == 1
        assert run.stdout.count("missing: ") == 4


def test_a_diff_is_the_same_with_any_number_of_jobs(talkx: Run, articles: Path) -> None:
    talkx("extract", "articles", "-o", "records")
    (articles / "b.txt").write_text("Kofi spoke in Lima.\n")
    one, two = (talkx("extract", "articles", "-o", "records", "--check", "--jobs", jobs) for jobs in (1, 2))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
