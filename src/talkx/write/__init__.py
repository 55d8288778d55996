"""Records as text and back: `dump_yaml`, `dump_json`, `load`, and the places they are written to."""

from __future__ import annotations

from talkx.write.json_text import dump_json
from talkx.write.load import load, load_json, load_many, load_yaml
from talkx.write.yaml_text import dump_yaml

__all__ = ["dump_json", "dump_yaml", "load", "load_json", "load_many", "load_yaml"]
