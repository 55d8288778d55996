"""Bad input gets one clear line that names the file and the cause; what is good is written all the same."""

from __future__ import annotations

import json
import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import DRIVER, Run, environment

GOOD = '{"id": "good", "text": "Amina spoke."}\n'


def write(data: bytes | str) -> Callable[[Path], None]:
    """Return a function that writes the bad input."""
    return lambda path: path.write_bytes(data if isinstance(data, bytes) else data.encode()) and None


def lines(*bad: str) -> Callable[[Path], None]:
    """Return a function that writes JSON lines: a good one, then the bad ones."""
    return write(GOOD + "\n".join(bad) + "\n")


CASES: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("empty", "bad.txt", write(""), "empty: no text in it"),
    ("white space only", "bad.txt", write(" \r\n\t\u00a0\n"), "empty: no text in it"),
    ("PDF", "bad.txt", write(b"%PDF-1.7 ..."), "binary: PDF, not plain text"),
    ("zip", "bad.txt", write(b"PK\x03\x04" + bytes(40)), "binary: a zip archive or office document, not plain text"),
    ("program", "bad.txt", write(bytes(range(256)) * 4), "binary: holds NUL characters (the first is byte 0)"),
    ("NUL", "bad.txt", write("Amina\0 spoke."), "binary: holds NUL characters (the first is byte 5)"),
    ("controls", "bad.txt", write(b"\x01\x02\x03 Amina"), "binary: 3 of its 9 bytes are control characters"),
    ("broken UTF-8", "bad.txt", write("Waleński, café".encode() + b"\xff"), "broken UTF-8 at byte 16 (0xff)"),
    ("cut UTF-8", "bad.txt", write("Caf\u00e9 Ara\u00f1\u00e9".encode()[:-1]), "broken UTF-8 at byte 11 (0xc3)"),
    ("broken UTF-16", "bad.txt", write("\ufeffAmina".encode("utf-16-le") + b"\x00"), "broken UTF-16 at byte 12"),
    ("no encoding", "bad.txt", write(bytes(range(128, 256))), "neither UTF-8 nor any other encoding that could be"),
    ("HTML", "bad.html", write("<p>Amina spoke."), "HTML is not read; give plain text"),
    ("dangling link", "bad.txt", lambda path: path.symlink_to("gone.txt"), "cannot be read: No such file or directory"),
    ("unreadable", "bad.txt", lambda path: path.symlink_to("/proc/self/mem"), "cannot be read: "),
    ("not JSON", "bad.jsonl", lines("{'id': 1}"), "line 2: not JSON: Expecting property name enclosed in double"),
    (
        "cut JSON",
        "bad.jsonl",
        lines('{"id": "x", "text": "Am'),
        "line 2: not JSON: Unterminated string starting at (column 21)",
    ),
    ("no object", "bad.jsonl", lines("[1, 2]"), 'line 2: not a JSON object with "id" and "text"'),
    ("no text", "bad.jsonl", lines('{"id": "x"}'), 'line 2: has no "text"'),
    ("text no string", "bad.jsonl", lines('{"id": "x", "text": 5}'), 'line 2: "text" is not a string'),
    ("empty text", "bad.jsonl", lines('{"id": "x", "text": " "}'), "line 2: empty: no text in it"),
    ("NUL in text", "bad.jsonl", lines('{"id": "x", "text": "A\\u0000"}'), "line 2: binary: holds NUL characters"),
    ("title no string", "bad.jsonl", lines('{"id": "x", "text": "A", "title": []}'), 'line 2: "title" is not a string'),
    ("no id", "bad.jsonl", lines('{"text": "Amina"}'), 'line 2: "id" is not a string with something in it'),
    (
        "key twice",
        "bad.jsonl",
        lines('{"id": "x", "text": "A", "text": "B"}'),
        "line 2: not JSON that can be used: key 'text'",
    ),
    (
        "NaN",
        "bad.jsonl",
        lines('{"id": "x", "text": "A", "n": NaN}'),
        "line 2: not JSON that can be used: NaN is not a number",
    ),
    (
        "deep",
        "bad.jsonl",
        lines('{"id": "x", "text": "A", "n": ' + "[" * 50 + "]" * 50 + "}"),
        "line 2: extra keys are nested",
    ),
    ("very deep", "bad.jsonl", lines("[" * 100_000), "line 2: not JSON that can be used: nested too deeply"),
    (
        "endless number",
        "bad.jsonl",
        lines('{"id": "x", "n": ' + "9" * 5000 + "}"),
        "line 2: not JSON that can be used: Exceeds",
    ),
    (
        "not UTF-8",
        "bad.jsonl",
        write(GOOD.encode() + b'{"id": "x", "text": "\xff"}'),
        "line 2: not UTF-8 (byte 22 of the line)",
    ),
    ("id twice", "bad.jsonl", lines(GOOD.strip()), 'line 2: id "good" was already given to bad.jsonl: line 1'),
    ("no lines", "bad.jsonl", write("\n\n"), "empty: no text in it"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_bad_input_is_named_and_the_rest_is_written(
    case: tuple[str, str, Callable[[Path], object], str], talkx_here: Run, articles: Path, tmp_path: Path
) -> None:
    _, name, make, cause = case
    make(tmp_path / name)
    run = talkx_here("extract", articles, name, "-o", "records", "-q")
    assert run.returncode == 3
    assert run.stderr.startswith(f"error: {name}: {cause}"), run.stderr
    assert run.stderr.count("\n") == 1
    assert {path.name for path in (tmp_path / "records").rglob("*.yaml")} >= {
        "a.yaml",
        "b.yaml",
        "line-1.yaml",
        "c.yaml",
    }


HOSTILE = [
    "../../x",
    "/etc/x",
    "a/../../x",
    "a//b",
    "./x",
    "..",
    "x/",
    "C:\\x",
    "a\\b",
    "nul",
    "com1.txt",
    "a\nb",
    "a\x1b[2J",
]
HOSTILE += ["\u0000", " ", "", "x.", " x", "a:b", "con/x", "x" * 201, "é" * 101]


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_an_id_cannot_leave_the_output_folder(hostile: str, talkx_here: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(GOOD + json.dumps({"id": hostile, "text": "Kofi spoke."}))
    run = talkx_here("extract", "in.jsonl", "-o", "deep/er/records", "-q")
    assert run.returncode == 3
    assert run.stderr.startswith("error: in.jsonl: line 2: ")
    assert run.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()].count("good.yaml") == 1
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["missing.txt"], "missing.txt: no such file or folder"),
        (["nothing"], "nothing: no articles (.txt, .jsonl) in this folder"),
        (["missing.txt", "nothing"], "missing.txt: no such file or folder"),
        (["articles", "--date", "2025-02-30"], "--date: date is '2025-02-30', but has to be a day that exists"),
        (["articles", "--date", "2 June"], "--date: date is '2 June', but has to be a date like 2025-06-02"),
        (["articles", "-f", "xml"], "--format: format is 'xml', but has to be yaml, json or jsonl"),
        (["articles", "--jobs", "-1"], "--jobs: jobs is -1, but has to be a whole number, 0 or more"),
        (["articles", "--max-bytes", "0"], "--max-bytes: max-bytes is 0, but has to be a whole number, 1 or more"),
        (["articles", "--check"], "--check needs -o"),
        (["articles", "-o", "articles/b.txt"], "articles/b.txt: is no folder"),
        (["articles", "-o", "articles/b.txt/records"], "articles/b.txt/records: cannot be written: Not a directory"),
        (["articles", "-o", "articles/b.txt/all.json"], "articles/b.txt/all.json: cannot be written: Not a directory"),
        (["articles", "-o", "/proc/talkx"], "/proc/talkx: cannot be written: "),
    ],
)
def test_nothing_to_do_is_a_matter_of_usage(
    arguments: list[str], cause: str, talkx_here: Run, articles: Path, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    before = sorted(tmp_path.rglob("*"))
    run = talkx_here("extract", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"error: {cause}"), run.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_no_records_folder_for_a_missing_path(talkx: Run, tmp_path: Path) -> None:
    assert talkx("extract", "missing", "-o", "records").returncode == 2
    assert not (tmp_path / "records").exists()


def test_a_missing_path_beside_a_good_one_is_a_failure(talkx: Run, articles: Path) -> None:
    run = talkx("extract", "missing.txt", articles / "b.txt")
    assert run.returncode == 3
    assert "\nid: b\n" in run.stdout


def test_an_article_over_the_limit_is_not_read(talkx: Run, articles: Path, tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    (tmp_path / "long.jsonl").write_text(
        GOOD + json.dumps({"id": "long", "text": "A" * 6_000_000}) + '\n{"id": "z", "text": "Z"}'
    )
    run = talkx("extract", "big.txt", "long.jsonl", "-f", "jsonl")
    assert run.returncode == 3
    assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["good", "z"]
    limit = "more than the limit of 5,000,000 (raise it with --max-bytes)"
    assert run.stderr.splitlines()[:2] == [
        f"error: big.txt: too large: 200,000,000 bytes, {limit}",
        f"error: long.jsonl: line 2: too large: {limit}",
    ]


def test_the_limit_can_be_raised(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text("a few words " * 900_000)  # one line of more than 10 MB
    assert talkx("extract", "line.txt").returncode == 3
    run = talkx("extract", "line.txt", "--max-bytes", "20000000")
    assert (run.returncode, run.stderr) == (0, "")
    assert talkx("extract", "-", stdin="Amina" * 10, env={"TALKX_MAX_BYTES": "20"}).returncode == 3


def test_control_characters_are_kept_and_escaped(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Amina \x1b[31mspoke\x07 in the old town of \x85Lima.")
    run = talkx("extract", "a.txt", "--with-text")
    assert run.returncode == 0
    assert 'text: "Amina \\e[31mspoke\\a in the old town of \\NLima."' in run.stdout


def test_a_name_cannot_steer_the_terminal(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.txt").touch()
    assert talkx("extract", tmp_path).stderr.startswith(f"error: {tmp_path}/a\\x1b[2J\\nb.txt: empty")


def test_a_name_that_is_not_utf8(talkx: Run, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("Amina spoke.")
    run = talkx("extract", tmp_path)
    assert (run.returncode, run.stderr.count("\n")) == (3, 2)
    assert "the name of the file is not UTF-8" in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_full_standard_output(articles: Path, jobs: int) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*DRIVER, "extract", str(articles), "--jobs", str(jobs)]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert run.returncode == 3
    assert run.stderr.decode().splitlines()[0] == "error: standard output: cannot be written: No space left on device"
    assert b"Traceback" not in run.stderr


def limit_file_size() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))


def test_a_record_that_cannot_be_written_whole_is_not_written(talkx: Run, articles: Path, tmp_path: Path) -> None:
    talkx("extract", articles, "-o", "records")
    old = (tmp_path / "records" / "b.yaml").read_bytes()
    (articles / "b.txt").write_text("Amina spoke. " * 200)
    run = talkx("extract", articles, "-o", "records", preexec_fn=limit_file_size)
    assert run.returncode == 3
    assert run.stderr.splitlines()[0] == "error: records/b.yaml: cannot be written: File too large"
    assert (tmp_path / "records" / "b.yaml").read_bytes() == old
    assert not list((tmp_path / "records").rglob(".*"))


def test_one_file_that_cannot_be_written_whole_leaves_the_old_one(talkx: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "all.yaml").write_text("old")
    (articles / "b.txt").write_text("Amina spoke. " * 200)
    run = talkx("extract", articles, "-o", "out/all.yaml", preexec_fn=limit_file_size)
    assert run.returncode == 3
    assert run.stderr.startswith("error: out/all.yaml: cannot be written: File too large\n")
    assert (tmp_path / "out" / "all.yaml").read_text() == "old"
    assert not list((tmp_path / "out").rglob(".*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_full_disk_ends_the_run_and_keeps_what_fitted(talkx: Run, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no mounting here")
    try:
        (tmp_path / "in").mkdir()
        for i in range(30):
            (tmp_path / "in" / f"{i:02}.txt").write_text("Amina spoke. " * 30)
        run = talkx("extract", "in", "-o", disk / "records")
        assert run.returncode == 3
        errors = [line for line in run.stderr.splitlines() if line.startswith("error")]
        assert len(errors) == 1
        assert errors[0].endswith(".yaml: cannot be written: No space left on device")
        written = sorted((disk / "records").iterdir())
        assert 0 < len(written) < 30
        assert {path.suffix for path in written} == {".yaml"}
        alone = talkx("extract", "in/00.txt").stdout.removeprefix("---\n")
        assert written[0].read_text() == alone
    finally:
        subprocess.run(["umount", str(disk)], check=True)
