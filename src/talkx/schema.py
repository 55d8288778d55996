"""The JSON Schema of a record (draft 2020-12), generated from the types of `talkx.model`."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from talkx import model
from talkx.write.plain import is_required, key_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from pydantic_core import core_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Written(GenerateJsonSchema):
    """Describes values as the record writes them: a decimal is a number, never a string."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> dict[str, Any]:  # noqa: ARG002 - pydantic's
        return {"type": "number"}


def record_schema() -> dict[str, Any]:
    """Return the schema that every written record satisfies; keys that are not in it are refused."""
    from pydantic import create_model

    box = create_model("Box", __config__=ConfigDict(alias_generator=key_of), record=(model.Record, ...))
    definitions = TypeAdapter(box).json_schema(schema_generator=_Written)["$defs"]
    for name, definition in definitions.items():
        cls = getattr(model, name)
        if isinstance(cls, type) and is_dataclass(cls):
            _describe(definition, cls)
        else:
            definition.pop("title", None)
            definition["description"] = "Start and end in code points of the raw text, half-open."
    record = definitions.pop("Record")
    record["properties"]["schema"] = {"const": model.SCHEMA}
    return {
        "$schema": DIALECT,
        "$id": f"urn:{model.SCHEMA.replace('/', ':')}",
        "title": f"talkx record ({model.SCHEMA})",
        **record,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(definition: dict[str, Any], cls: type[DataclassInstance]) -> None:
    """Bring the schema of one dataclass to what is written: defaults are left out, so what stands is never one."""
    properties: dict[str, Any] = definition["properties"]
    for field in fields(cls):
        described = properties[key_of(field.name)]
        described.pop("title", None)
        described.pop("default", None)
        if not is_required(field) and field.default is None:
            kinds = [kind for kind in described.pop("anyOf") if kind != {"type": "null"}]
            described |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    definition["required"] = [key_of(field.name) for field in fields(cls) if is_required(field)]
    definition["additionalProperties"] = False
    definition.pop("title", None)
