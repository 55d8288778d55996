"""`talkx verify`: every span cut out of the source again, by the digest of its bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


@pytest.fixture(params=["records", "records.yaml", "records.json", "records.jsonl"])
def records(request: pytest.FixtureRequest, talkx_here: Run, articles: Path) -> str:
    """Return where the records of the articles stand."""
    (articles / "u.txt").write_bytes("Zoë spoke in Kraków.".encode("utf-16"))
    (articles / "w.txt").write_bytes("Zoé spoke in Málaga.".encode("cp1252"))
    talkx_here("extract", "articles", "-o", request.param)
    return str(request.param)


def test_records_hold(records: str, talkx_here: Run) -> None:
    run = talkx_here("verify", records, "--source", "articles")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "6 records verified: all spans hold\n")


def test_a_changed_source_is_found(records: str, talkx_here: Run, articles: Path) -> None:
    (articles / "b.txt").write_text("Amina spoke in Nairobi!\n")
    (articles / "d.jsonl").write_text('{"id": "line-1", "text": "Lima slept."}\n')
    (articles / "more" / "c.txt").unlink()
    run = talkx_here("verify", records, "--source", "articles")
    assert run.returncode == 1
    assert [line.split(": source: ")[1].split(":")[0] for line in run.stdout.splitlines()] == [
        "source articles/b.txt has changed",
        "source articles/d.jsonl has changed",
        "source articles/more/c.txt cannot be read",
    ]
    assert run.stderr == "6 records verified: 3 mismatches in 3 of them\n"


def test_a_changed_record_is_found(talkx_here: Run, articles: Path, tmp_path: Path) -> None:
    talkx_here("extract", "articles", "-o", "records")
    path = tmp_path / "records" / "b.yaml"
    changed = path.read_text().replace("span: [15, 22]", "span: [15, 99]").replace("{text: Amina", "{text: Omina")
    path.write_text(changed)
    run = talkx_here("verify", "records", "--source", "articles")
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "records/b.yaml: b: actors 1.mentions 1: [0, 5] is 'Amina' in the source, not 'Omina'",
        "records/b.yaml: b: actors 2.mentions 1.span: [15, 99] is not inside the source (24 characters)",
        "records/b.yaml: b: actors 2.mentions 1: [15, 99] is 'Nairobi.\\n' in the source, not 'Nairobi'",
    ]


def test_a_source_outside_the_folder_is_not_read(talkx_here: Run, articles: Path, tmp_path: Path) -> None:
    record = json.loads(talkx_here("extract", "articles/b.txt", "-f", "jsonl").stdout)
    record["source"]["path"] = "../articles/b.txt"
    (tmp_path / "r.json").write_text(json.dumps(record))
    run = talkx_here("verify", "r.json", "--source", "articles/more")
    assert run.returncode == 1
    assert "source ../articles/b.txt is not in articles/more" in run.stdout


def test_a_source_may_be_one_file(talkx: Run, articles: Path, tmp_path: Path) -> None:
    text = (articles / "a.txt").read_bytes()
    (tmp_path / "r.yaml").write_text(talkx("extract", "-", stdin=text).stdout)
    assert talkx("verify", "r.yaml", "--source", "articles/a.txt").returncode == 0
    assert talkx("verify", "r.yaml", "--source", "articles/b.txt").returncode == 1


@pytest.mark.parametrize(
    "case",
    [
        ("gone.yaml", None, 2, "gone.yaml: no such file or folder"),
        ("bad.yaml", "schema: [", 3, "bad.yaml: not a YAML record: "),
        ("bad.json", '{"schema": "talkx/1"}', 3, "bad.json: id: Field required"),
        ("bad.jsonl", '{"a": 1}\n', 3, "bad.jsonl: line 1: schema: Field required"),
        ("list.yaml", "- 1\n", 3, "list.yaml: document 1: record: "),
        ("latin.yaml", "id: caf\udce9", 3, "latin.yaml: not UTF-8"),
        ("empty", "", 2, "empty: no records (.yaml, .json, .jsonl) in this folder"),
    ],
)
def test_a_record_that_cannot_be_read(case: tuple[str, str | None, int, str], talkx_here: Run, tmp_path: Path) -> None:
    name, text, code, cause = case
    if name == "empty":
        (tmp_path / name).mkdir()
    elif text is not None:
        (tmp_path / name).write_bytes(text.encode(errors="surrogateescape"))
    run = talkx_here("verify", name, "--source", ".")
    assert run.returncode == code
    assert run.stderr.splitlines()[0].startswith(f"error: {cause}"), run.stderr


def test_a_missing_source_folder(talkx_here: Run, tmp_path: Path) -> None:
    assert talkx_here("verify", ".", "--source", "gone").returncode == 2
