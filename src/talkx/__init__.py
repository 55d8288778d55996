"""talkx turns raw news-article text into normalised, verifiable records.

>>> import talkx
>>> record = talkx.extract("Envoys of Peru and Chile met in Geneva on 3 March 2025.")  # doctest: +SKIP
>>> print(talkx.dump_yaml(record))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talkx.api import extract
    from talkx.errors import TalkxError
    from talkx.model import Record
    from talkx.settings import Settings
    from talkx.write import dump_json, dump_yaml, load, load_many

__version__ = "0.1.0"
__all__ = [
    "Record",
    "Settings",
    "TalkxError",
    "__version__",
    "dump_json",
    "dump_yaml",
    "extract",
    "load",
    "load_many",
]

_HOMES = {
    "Record": "talkx.model",
    "Settings": "talkx.settings",
    "TalkxError": "talkx.errors",
    "dump_json": "talkx.write",
    "dump_yaml": "talkx.write",
    "extract": "talkx.api",
    "load": "talkx.write",
    "load_many": "talkx.write",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import talkx` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
