"""Settings: flags over TALKX_*, over talkx.toml, over pyproject.toml, over defaults; and errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkx.errors import SettingsError
from talkx.settings import KNOWN, RunOptions, Settings, record_settings, resolve, settings_of


def in_force(folder: Path, flags: dict[str, object] | None = None, **environment: str) -> dict[str, tuple[object, str]]:
    return {entry.key: (entry.value, entry.origin) for entry in resolve(flags or {}, environment, folder)}


def test_the_defaults_are_those_of_the_types(tmp_path: Path) -> None:
    assert settings_of(resolve({}, {}, tmp_path)) == (Settings(), RunOptions())


def test_every_setting_has_a_field_and_a_variable() -> None:
    fields = {*Settings.__dataclass_fields__, *RunOptions.__dataclass_fields__}
    assert {setting.field for setting in KNOWN} == fields
    assert {setting.variable for setting in KNOWN} == {f"TALKX_{field.upper()}" for field in fields}


@pytest.mark.parametrize("layers", range(5))
def test_each_layer_wins_over_those_below(layers: int, tmp_path: Path) -> None:
    if layers > 0:
        (tmp_path / "pyproject.toml").write_text("[tool.other]\njobs = 9\n[tool.talkx]\njobs = 2\n")
    if layers > 1:
        (tmp_path / "talkx.toml").write_text("jobs = 3\n")
    environment = {"TALKX_JOBS": "4"} if layers > 2 else {}
    flags = {"jobs": 5} if layers > 3 else {"jobs": None}
    origins = ["default", "pyproject.toml:4", "talkx.toml:1", "TALKX_JOBS", "--jobs"]
    assert in_force(tmp_path, flags, **environment)["jobs"] == (layers + 1, origins[layers])


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("talkx.toml", "clean = true\njbos = 2\n", "talkx.toml:2: unknown setting jbos; did you mean jobs?"),
        ("talkx.toml", "\n[jobs]\nn = 1\n", "talkx.toml:2: jobs is {'n': 1}, but has to be a whole number"),
        ("talkx.toml", "colour = 1\n", "talkx.toml:1: unknown setting colour; known are date, clean, "),
        ("talkx.toml", "with_text = true\n", "talkx.toml:1: unknown setting with_text; did you mean with-text?"),
        ("talkx.toml", "jobs = -1\n", "talkx.toml:1: jobs is -1, but has to be a whole number, 0 or more"),
        ("talkx.toml", "jobs = true\n", "talkx.toml:1: jobs is True, but has to be a whole number"),
        ("talkx.toml", "jobs = 1.5\n", "talkx.toml:1: jobs is 1.5, but has to be a whole number"),
        ("talkx.toml", "clean = 'maybe'\n", "talkx.toml:1: clean is 'maybe', but has to be true or false"),
        ("talkx.toml", "date = 2025\n", "talkx.toml:1: date is 2025, but has to be a date like 2025-06-02"),
        ("talkx.toml", "output = ''\n", "talkx.toml:1: output is '', but has to be a path"),
        ("talkx.toml", "jobs = \n", "talkx.toml: not TOML: "),
        ("talkx.toml", "jobs = 1\njobs = 2\n", "talkx.toml: not TOML: "),
        ("pyproject.toml", "[tool.x]\njbos = 1\n[tool.talkx]\n\njbos = 2\n", "pyproject.toml:5: unknown setting jbos"),
        ("pyproject.toml", "[tool]\ntalkx.jbos = 2\n", "pyproject.toml:2: unknown setting jbos"),
        ("pyproject.toml", "[tool.talkx.jbos]\nx = 2\n", "pyproject.toml:1: unknown setting jbos"),
        ("pyproject.toml", "[tool]\ntalkx = 5\n", "pyproject.toml: tool.talkx is not a table"),
    ],
)
def test_a_wrong_file_is_named_with_the_line(name: str, text: str, error: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(SettingsError) as raised:
        resolve({}, {}, tmp_path)
    assert str(raised.value).startswith(error)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("TALKX_JBOS", "2", "environment: unknown setting TALKX_JBOS; did you mean TALKX_JOBS?"),
        ("TALKX_JOBS", "two", "TALKX_JOBS: jobs is 'two', but has to be a whole number, 0 or more"),
        ("TALKX_CLEAN", "2", "TALKX_CLEAN: clean is '2', but has to be true or false"),
        ("TALKX_DATE", "2025-6-2", "TALKX_DATE: date is '2025-6-2', but has to be a date like 2025-06-02"),
        ("TALKX_DATE", "2025-02-29", "TALKX_DATE: date is '2025-02-29', but has to be a day that exists"),
        ("TALKX_FORMAT", "YAML", "TALKX_FORMAT: format is 'YAML', but has to be yaml, json or jsonl"),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str, error: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        resolve({}, {name: value}, tmp_path)
    assert str(raised.value).startswith(error)


def test_a_wrong_value_that_another_overrides_is_still_an_error(tmp_path: Path) -> None:
    (tmp_path / "talkx.toml").write_text("jobs = 'many'\n")
    with pytest.raises(SettingsError, match=r"^talkx\.toml:1: jobs"):
        resolve({"jobs": 2}, {}, tmp_path)


def test_variables_of_others_and_empty_ones_are_nothing(tmp_path: Path) -> None:
    found = in_force(tmp_path, TALKX_JOBS="", _TALKX_COMPLETE="x", TALKXJOBS="9", PATH="x")
    assert found["jobs"] == (1, "default")


@pytest.mark.parametrize("value", ["1", "true", "Yes", "on"])
def test_switches_in_the_environment(value: str, tmp_path: Path) -> None:
    assert in_force(tmp_path, TALKX_WITH_TEXT=value)["with-text"] == (True, "TALKX_WITH_TEXT")


def test_flags_that_switch_off_are_named_as_such(tmp_path: Path) -> None:
    assert in_force(tmp_path, {"clean": False})["clean"] == (False, "--no-clean")


def test_dates_of_toml_are_dates(tmp_path: Path) -> None:
    (tmp_path / "talkx.toml").write_text("date = 2025-06-02\nmax-bytes = 1_000\n")
    found = in_force(tmp_path, TALKX_MAX_BYTES="2_000")
    assert found["date"] == ("2025-06-02", "talkx.toml:1")
    assert found["max-bytes"] == (2000, "TALKX_MAX_BYTES")


def test_files_are_found_above_and_their_paths_count_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "talkx.toml").write_text('output = "records"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'no table of ours'\n")
    (tmp_path / "pyproject.toml").write_text("[tool.talkx]\nquiet = true\n")
    monkeypatch.chdir(below)
    found = in_force(below)
    assert found["output"] == ("../../records", "../../talkx.toml:1")
    assert found["quiet"] == (True, "../../pyproject.toml:2")


def test_a_caller_from_python_gets_the_same_checks() -> None:
    assert record_settings(date="2025-06-02", clean=False, with_text=True) == Settings("2025-06-02", False, True)
    with pytest.raises(SettingsError, match="argument: date is 'June', but has to be a date like"):
        record_settings(date="June", clean=True, with_text=False)
