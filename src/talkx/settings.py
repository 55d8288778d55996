"""What a run is asked to do: read from flags, environment and files in one place, each value with its origin."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from talkx.errors import SettingsError

FORMATS = ("yaml", "json", "jsonl")
ENVIRONMENT_PREFIX = "TALKX_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Options that change a record. `date` (YYYY-MM-DD) is what "Tuesday" counts from, before what the article says."""

    date: str | None = None
    clean: bool = True
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of the run alone: they never change a record."""

    output: str | None = None
    format: str | None = None
    jobs: int = 1
    max_bytes: int = 5_000_000
    fail_fast: bool = False
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class InForce:
    """The value of one setting and where it came from: `default`, a flag, a variable, or a file with its line."""

    key: str
    value: Any
    origin: str


@dataclass(frozen=True, slots=True)
class _Given:
    value: Any
    origin: str
    folder: Path | None = None


def _day(value: Any) -> str:
    if isinstance(value, date):  # TOML has dates of its own
        return value.isoformat()[:10]
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("a date like 2025-06-02")
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ValueError("a day that exists, like 2025-06-02") from error
    return value


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    raise ValueError("true or false")


def _count(lowest: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value.replace("_", "")):
            value = int(value.replace("_", ""))
        if isinstance(value, bool) or not isinstance(value, int) or value < lowest:
            raise ValueError(f"a whole number, {lowest} or more")
        return value

    return parse


def _format(value: Any) -> str:
    if value not in FORMATS:
        raise ValueError("yaml, json or jsonl")
    return str(value)


def _path(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError("a path, or - for standard output")
    return value


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in files, how a value is checked, and its default."""

    key: str
    parse: Callable[[Any], Any]
    default: Any

    @property
    def field(self) -> str:
        """Return the name in `Settings` or `RunOptions`."""
        return self.key.replace("-", "_")

    @property
    def variable(self) -> str:
        """Return the environment variable."""
        return ENVIRONMENT_PREFIX + self.field.upper()


KNOWN = (
    Setting("date", _day, None),
    Setting("clean", _switch, True),
    Setting("with-text", _switch, False),
    Setting("output", _path, None),
    Setting("format", _format, None),
    Setting("jobs", _count(0), 1),
    Setting("max-bytes", _count(1), 5_000_000),
    Setting("fail-fast", _switch, False),
    Setting("quiet", _switch, False),
    Setting("verbose", _switch, False),
)
_BY_KEY = {setting.key: setting for setting in KNOWN}
_OUR_TABLE = re.compile(r"^\s*\[\s*tool\b.*\btalkx\b|^\s*tool\b.*talkx|^\s*talkx\s*[=.]", re.MULTILINE)


def resolve(flags: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> tuple[InForce, ...]:
    """Return every setting in force: flags win over `TALKX_*`, over `talkx.toml`, over `[tool.talkx]`, over defaults.

    `flags` are by key, None where a flag was not given. The files are looked for in `folder` and then above it, the
    nearest of each. Raises `SettingsError` for an unknown key or an unusable value, with the place where it was set.
    """
    layers = [
        {key: _Given(value, _flag(key, value)) for key, value in flags.items() if value is not None},
        _from_environment(environment),
        _from_file(_nearest(folder, "talkx.toml"), folder),
        _from_file(_nearest(folder, "pyproject.toml", having=_OUR_TABLE), folder),
    ]
    in_force = []
    for setting in KNOWN:
        default = _Given(setting.default, "default")
        given = next((layer[setting.key] for layer in layers if setting.key in layer), default)
        in_force.append(InForce(setting.key, _checked(setting, given), given.origin))
    for layer in layers[1:]:  # a value that another overrides has to be usable all the same
        for key, given in layer.items():
            _checked(_BY_KEY[key], given)
    return tuple(in_force)


def record_settings(*, date: str | None, clean: bool, with_text: bool) -> Settings:
    """Return the options of a record as a caller from Python gives them. Raises `SettingsError`."""
    given = {"date": date, "clean": clean, "with-text": with_text}
    checked = {_BY_KEY[key].field: _checked(_BY_KEY[key], _Given(value, "argument")) for key, value in given.items()}
    return Settings(**checked)


def settings_of(in_force: tuple[InForce, ...]) -> tuple[Settings, RunOptions]:
    """Return the resolved values as the two typed views that the code uses."""
    values = {_BY_KEY[entry.key].field: entry.value for entry in in_force}
    split = {name: values.pop(name) for name in ("date", "clean", "with_text")}
    return Settings(**split), RunOptions(**values)


def _checked(setting: Setting, given: _Given) -> Any:
    if given.value is None:
        return None
    try:
        value = setting.parse(given.value)
    except ValueError as error:
        shown = given.value if isinstance(given.value, bool | int | float) else ascii(given.value)
        raise SettingsError(f"{given.origin}: {setting.key} is {shown}, but has to be {error}") from error
    if setting.key == "output" and given.folder is not None and value != "-":
        return os.path.relpath(given.folder / value)
    return value


def _flag(key: str, value: Any) -> str:
    return f"--no-{key}" if value is False else f"--{key}"


def _unknown(key: str, origin: str, known: list[str]) -> SettingsError:
    near = difflib.get_close_matches(key, known, 1, 0.6)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return SettingsError(f"{origin}: unknown setting {ascii(key)[1:-1]}; {hint}")


def _from_environment(environment: Mapping[str, str]) -> dict[str, _Given]:
    by_variable = {setting.variable: setting.key for setting in KNOWN}
    layer = {}
    for name in sorted(environment):
        if not name.startswith(ENVIRONMENT_PREFIX):
            continue
        if name not in by_variable:
            raise _unknown(name, "environment", list(by_variable))
        if environment[name]:
            layer[by_variable[name]] = _Given(environment[name], name)
    return layer


def _nearest(folder: Path, name: str, having: re.Pattern[str] | None = None) -> Path | None:
    for parent in (folder, *folder.parents):
        path = parent / name
        if path.is_file() and (having is None or having.search(_text(path))):
            return path
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: cannot be read: {error}") from error


def _from_file(path: Path | None, folder: Path) -> dict[str, _Given]:
    if path is None:
        return {}
    import tomllib

    text, name = _text(path), os.path.relpath(path, folder)
    try:
        table: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name}: not TOML: {error}") from error
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("talkx", {}) if isinstance(table.get("tool"), dict) else {}
    if not isinstance(table, dict):
        raise SettingsError(f"{name}: tool.talkx is not a table")
    layer = {}
    for key, value in table.items():
        origin = f"{name}:{_line_of(key, text, whole=path.name != 'pyproject.toml')}"
        if key not in _BY_KEY:
            raise _unknown(key, origin, list(_BY_KEY))
        layer[key] = _Given(value, origin, path.parent)
    return layer


def _line_of(key: str, text: str, *, whole: bool) -> int:
    """Return the number of the line that sets a key, since the TOML reader does not tell.

    `whole`: the file is all ours; otherwise the key counts only inside `[tool.talkx]` or behind a dotted `talkx.`.
    """
    name = rf"""(?:{re.escape(key)}|"{re.escape(key)}"|'{re.escape(key)}')"""
    own = re.compile(rf"\s*{name}\s*[=.]|\s*\[+\s*{name}\s*[\].]")
    dotted = re.compile(rf"\btalkx\b.*(?<![\w-]){name}\s*[=.\]]")
    header = re.compile(r"\s*\[\s*(.*?)\s*\]")
    ours, first = whole, 1
    for number, line in enumerate(text.splitlines(), 1):
        if not whole and (match := header.match(line)):
            ours = re.sub(r"[\s\"']", "", match[1]) == "tool.talkx"
            first = number if ours else first
        if (ours and own.match(line)) or (not whole and dotted.search(line)):
            return number
    return first
