"""`talkx extract`: what goes where, and that one bad input never costs another."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml

from conftest import Run

IDS = ["a", "b", "line-1", "more/c"]
FILES = {f"{name}.yaml" for name in IDS}


def files(folder: Path) -> set[str]:
    """Return every file below a folder, hidden ones too."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def one_line(stderr: str) -> str:
    """Return the one error that was said."""
    errors = [line for line in stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 1, stderr
    return errors[0]


def test_a_yaml_stream_is_the_default(talkx: Run, articles: Path) -> None:
    run = talkx("extract", articles)
    assert (run.returncode, run.stderr) == (0, "")
    records = list(yaml.safe_load_all(run.stdout))
    assert [record["id"] for record in records] == IDS
    assert run.stdout.startswith("---\nschema: talkx/1\nid: a\n")
    assert run.stdout.count("\n---\n") == 3


def test_json_is_one_array(talkx: Run, articles: Path) -> None:
    run = talkx("extract", articles, "-f", "json")
    assert run.returncode == 0
    assert [record["id"] for record in json.loads(run.stdout)] == IDS


def test_json_lines_are_one_object_a_line(talkx: Run, articles: Path) -> None:
    run = talkx("extract", articles, "-f", "jsonl")
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == IDS


def test_all_formats_hold_the_same(talkx: Run, articles: Path) -> None:
    as_yaml = list(yaml.safe_load_all(talkx("extract", articles).stdout))
    assert json.loads(talkx("extract", articles, "-f", "json").stdout) == as_yaml
    assert [json.loads(line) for line in talkx("extract", articles, "-f", "jsonl").stdout.splitlines()] == as_yaml


def test_a_folder_mirrors_the_tree(talkx: Run, articles: Path, tmp_path: Path) -> None:
    run = talkx("extract", articles, "-o", "records")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "4 records written to records\n")
    assert files(tmp_path / "records") == FILES
    stream = talkx("extract", articles).stdout
    assert stream == "".join("---\n" + (tmp_path / "records" / f"{name}.yaml").read_text() for name in IDS)


@pytest.mark.parametrize("suffix", ["yaml", "json", "jsonl"])
def test_one_file_holds_what_the_stream_would(talkx: Run, articles: Path, tmp_path: Path, suffix: str) -> None:
    run = talkx("extract", articles, "-o", f"out/records.{suffix}")
    assert (run.returncode, run.stdout) == (0, "")
    assert files(tmp_path / "out") == {f"records.{suffix}"}
    assert (tmp_path / "out" / f"records.{suffix}").read_text() == talkx("extract", articles, "-f", suffix).stdout


def test_a_format_that_contradicts_the_name_is_refused(talkx: Run, articles: Path) -> None:
    run = talkx("extract", articles, "-o", "records.json", "-f", "yaml")
    assert run.returncode == 2
    assert "the name says json" in one_line(run.stderr)


def test_records_inside_the_input_folder_are_not_read_again(talkx: Run, articles: Path) -> None:
    for _ in range(2):
        run = talkx("extract", articles, "-o", articles / "out.jsonl", "-q")
        assert (run.returncode, run.stderr) == (0, "")


def test_the_source_of_a_text_file(talkx: Run, articles: Path) -> None:
    record = next(yaml.safe_load_all(talkx("extract", articles / "a.txt").stdout))
    data = (articles / "a.txt").read_bytes()
    assert record["source"] == {
        "path": "a.txt",
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": "text/plain",
        "encoding": "utf-8",
        "characters": len(data.decode()),
    }
    raw = data.decode()  # with CRLF and the no-break space
    assert [raw[slice(*m["span"])] for a in record["actors"] for m in a["mentions"]] == ["Envoys", "Geneva", "Nobody"]


def test_the_source_of_a_json_line(talkx: Run, articles: Path) -> None:
    run = talkx("extract", articles / "d.jsonl")
    record = yaml.safe_load(run.stdout)
    assert record["source"] == {
        "path": "d.jsonl",
        "sha256": hashlib.sha256(b"Lima waited.").hexdigest(),
        "media_type": "application/jsonl",
        "encoding": "utf-8",
        "characters": 12,
        "line": 1,
        "extra": {"desk": {"no": 4.5}},
    }
    assert "{'no': 4.50}" in run.stdout


def test_standard_input_is_an_article(talkx: Run) -> None:
    record = yaml.safe_load(talkx("extract", "-", stdin="Amina spoke.").stdout)
    assert (record["id"], record["source"]["path"]) == ("stdin", "-")


def test_standard_input_may_be_json_lines(talkx: Run) -> None:
    lines = '{"id": 7, "text": "Amina spoke."}\n\n{"id": "x", "text": "Kofi spoke."}'
    run = talkx("extract", "-", "-f", "jsonl", stdin=lines)
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["7", "x"]


def test_with_text_keeps_the_raw_text(talkx: Run, articles: Path) -> None:
    record = yaml.safe_load(talkx("extract", articles / "a.txt", "--with-text").stdout)
    assert record["text"] == (articles / "a.txt").read_bytes().decode()


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_gives_the_same_bytes(talkx: Run, tmp_path: Path, jobs: int) -> None:
    lines = [json.dumps({"id": f"n{i}", "text": f"Amina spoke {i} times."}) for i in range(60)]
    lines[7], lines[20], lines[41] = "{", '{"id": "boom", "text": "BOOM"}', '{"id": "n3", "text": "Twice."}'
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    alone = talkx("extract", "in.jsonl", "-f", "jsonl")
    several = talkx("extract", "in.jsonl", "-f", "jsonl", "--jobs", jobs)
    assert several.returncode == alone.returncode == 3
    assert several.stdout == alone.stdout
    assert several.stderr == alone.stderr
    assert len(alone.stdout.splitlines()) == 57


def test_a_worker_that_dies_costs_only_its_article(talkx: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{i}", "text": "CRASH" if i == 5 else "Amina spoke."}) for i in range(12)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    run = talkx("extract", "in.jsonl", "-f", "jsonl", "--jobs", 2)
    assert run.returncode == 3
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == [f"n{i}" for i in range(12) if i != 5]
    assert one_line(run.stderr).startswith("error: in.jsonl: line 6: the process that worked on it died")


def test_a_mistake_in_a_stage_costs_only_its_article(talkx: Run, articles: Path) -> None:
    (articles / "aa.txt").write_text("BOOM")
    run = talkx("extract", articles, "-f", "jsonl")
    assert run.returncode == 3
    assert len(run.stdout.splitlines()) == 4
    assert one_line(run.stderr).endswith("aa.txt: talkx failed on it (ZeroDivisionError: a mistake in a stage)")
    assert "Traceback" in talkx("extract", articles, "-f", "jsonl", "-v").stderr


def test_quiet_leaves_only_errors(talkx: Run, articles: Path) -> None:
    assert talkx("extract", articles, "-o", "records", "-q").stderr == ""
    (articles / "empty.txt").touch()
    assert talkx("extract", articles, "-o", "records", "-q").stderr == (
        f"error: {articles}/empty.txt: empty: no text in it\n"
    )


def test_verbose_says_what_each_article_gave(talkx: Run, articles: Path) -> None:
    stderr = talkx("extract", articles, "-o", "records", "-v").stderr
    assert f"{articles}/b.txt: 2 actors, 0 venues, 0 dates, 0 figures, 0 quotes, 0 events, 0 notes\n" in stderr


def test_fail_fast_stops_at_the_first_failure(talkx: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "aa.txt").touch()
    run = talkx("extract", articles, "-o", "records", "--fail-fast")
    assert run.returncode == 3
    assert files(tmp_path / "records") == {"a.yaml"}
    assert run.stderr.endswith("1 record written to records; 1 input failed\n")


def test_fail_fast_keeps_the_old_file_and_what_was_finished(talkx: Run, articles: Path, tmp_path: Path) -> None:
    talkx("extract", articles, "-o", "out/all.json")
    old = (tmp_path / "out" / "all.json").read_text()
    (articles / "aa.txt").touch()
    run = talkx("extract", articles, "-o", "out/all.json", "--fail-fast")
    assert run.returncode == 3
    assert (tmp_path / "out" / "all.json").read_text() == old
    assert files(tmp_path / "out") == {"all.json", "all.partial.json"}
    assert [record["id"] for record in json.loads((tmp_path / "out" / "all.partial.json").read_text())] == ["a"]


def test_two_inputs_with_one_id(talkx: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(f"Amina spoke, {name}.")
    run = talkx("extract", "one", "two", "-o", "records")
    assert run.returncode == 3
    assert one_line(run.stderr) == 'error: two/x.txt: id "x" was already given to one/x.txt'
    assert (tmp_path / "records" / "x.yaml").read_text() == talkx("extract", "one").stdout.removeprefix("---\n")


def test_leftovers_of_a_killed_run_are_removed(talkx: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / ".talkx-999999999-0.tmp").write_text("half a rec")
    talkx("extract", articles, "-o", "records")
    assert files(tmp_path / "records") == FILES


def test_the_file_behind_a_link_is_replaced(talkx: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    talkx("extract", articles, "-o", "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real.jsonl").read_text().startswith('{"schema"')
