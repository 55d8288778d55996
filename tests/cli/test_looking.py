"""`talkx clean`, `show`, `schema`, `config` and `--version`: what is printed for people and other programs."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

import talkx as package
from conftest import Run

NEWS = "Envoys met in Geneva.\r\n\r\nThey spoke\xa0of peace for hours, and left without a word.\r\n\r\nComments (0)\r\n"


def test_the_version(talkx_here: Run) -> None:
    run = talkx_here("--version")
    assert (run.returncode, run.stdout, run.stderr) == (0, f"talkx {package.__version__}\n", "")


@pytest.mark.parametrize("arguments", [[], ["extract"], ["extract", "--nonsense", "x"], ["nonsense"], ["verify", "x"]])
def test_usage_errors_leave_with_2_and_print_no_data(arguments: list[str], talkx: Run) -> None:
    run = talkx(*arguments)
    assert run.returncode == 2
    assert "Usage: talkx" in run.stderr + run.stdout
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("command", ["extract", "clean", "show", "verify", "schema", "config"])
def test_every_command_has_help(command: str, talkx_here: Run) -> None:
    run = talkx_here(command, "--help")
    assert run.returncode == 0
    assert command in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_the_schema_is_one_and_the_records_obey_it(talkx_here: Run, articles: Path) -> None:
    schema = json.loads(talkx_here("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for line in talkx_here("extract", "articles", "-f", "jsonl", "--with-text").stdout.splitlines():
        validator.validate(json.loads(line))
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({**json.loads(line), "unknown": 1})


def test_clean_prints_the_text(talkx_here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, newline="")
    run = talkx_here("clean", "a.txt")
    assert (run.returncode, run.stderr) == (0, "")
    assert "They spoke\xa0of peace" in run.stdout
    assert "Comments" not in run.stdout


def test_clean_explains(talkx_here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, newline="")
    run = talkx_here("clean", "a.txt", "--explain")
    assert run.returncode == 0
    assert run.stdout.splitlines()[0] == "a.txt: 1 removed"
    start = NEWS.index("Comments")
    assert run.stdout.splitlines()[1].split()[:2] == [f"{start}-{start + 12}", "comments"]
    assert run.stdout.splitlines()[1].endswith("  Comments (0)")


def test_clean_and_show_go_on_after_a_bad_input(talkx_here: Run, articles: Path) -> None:
    (articles / "aa.txt").touch()
    for command, seen in (("clean", "Kofi agreed."), ("show", "Kofi")):
        run = talkx_here(command, "articles")
        assert run.returncode == 3
        assert seen in run.stdout
        assert run.stderr == "error: articles/aa.txt: empty: no text in it\n"
        assert talkx_here(command, "gone").returncode == 2


def test_show_fits_and_cannot_be_steered(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Amina \x1b[2J\x07spoke\r\nwith Kofi" + " and nobody else" * 20 + "A" * 100)
    run = talkx("show", "a.txt")
    assert run.returncode == 0
    assert "\x1b" not in run.stdout
    assert "\x07" not in run.stdout
    assert "actors (2)" in run.stdout
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_show_survives_a_terminal_without_unicode(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Zoë met Łukasz – in Kraków.")
    run = talkx("show", "a.txt", env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert (run.returncode, run.stderr) == (0, "")


def test_config_says_what_is_in_force_and_why(talkx: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.talkx]\njobs = 3\nclean = false\n')
    (tmp_path / "talkx.toml").write_text('# ours\ndate = "2025-06-02"\njobs = 2\n')
    run = talkx("config", env={"TALKX_JOBS": "4"})
    assert run.returncode == 0
    said = [[part.strip() for part in line.rsplit("  # ", 1)] for line in run.stdout.splitlines()]
    assert said[:2] == [['date = "2025-06-02"', "talkx.toml:2"], ["clean = false", "pyproject.toml:6"]]
    assert ["jobs = 4", "TALKX_JOBS"] in said
    assert ["max-bytes = 5000000", "default"] in said
    assert tomllib.loads(run.stdout)["jobs"] == 4


@pytest.mark.parametrize("command", [["config"], ["extract", "articles"], ["clean", "articles"], ["show", "articles"]])
def test_an_unknown_setting_is_an_error_with_its_line(command: list[str], talkx_here: Run, articles: Path) -> None:
    (articles.parent / "talkx.toml").write_text("clean = true\n\njbos = 2\n")
    run = talkx_here(*command)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "error: talkx.toml:3: unknown setting jbos; did you mean jobs?\n"


def test_settings_reach_the_run(talkx: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "talkx.toml").write_text('output = "out/all.jsonl"\nquiet = true\nwith-text = true\n')
    run = talkx("extract", "../articles", cwd=articles)  # the file is found above the current folder
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert '"text": "Kofi agreed."}\n' in (tmp_path / "out" / "all.jsonl").read_text()
    assert talkx("extract", "articles", "-o", "-", "--no-with-text").stdout.count("\ntext: ") == 0
