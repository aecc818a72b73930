"""The JSON Schema of a dossier, made from the nouns themselves so that the two cannot differ."""

from __future__ import annotations

from typing import Any


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``goodoffices read FILE --json`` prints.

    One document gives ``document``; several give ``documents``.
    """
    from pydantic import TypeAdapter

    from goodoffices.evidence.claims import KINDS
    from goodoffices.evidence.snapshot import Document

    definitions: dict[str, Any] = {}
    names: dict[str, dict[str, str]] = {}
    for field, noun in {**KINDS, "document": Document}.items():
        schema = TypeAdapter(noun).json_schema(mode="serialization")
        definitions |= schema.pop("$defs", {})
        definitions[noun.__name__] = _strict(schema)
        names[field] = {"$ref": f"#/$defs/{noun.__name__}"}
    _flatten_document(definitions)
    _add_text(definitions["Statement"])
    definitions["Finding"] = _FINDING
    lists = {field: {"type": "array", "items": names[field]} for field in KINDS}
    lists["findings"] = {"type": "array", "items": {"$ref": "#/$defs/Finding"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier",
        "description": "What was read: every item with the exact words it rests on.",
        "type": "object",
        "properties": {
            "document": names["document"],
            "documents": {"type": "array", "items": names["document"]},
            **lists,
            **_TOLD,
        },
        "required": list(lists),
        "oneOf": [{"required": ["document"]}, {"required": ["documents"]}],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_IDS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_TOLD: dict[str, Any] = {
    "reports": _COUNT | {"description": "How many pages there are."},
    "origins": _COUNT | {"description": "How many of them are witnesses of their own."},
    "same_origin": {
        "type": "array",
        "items": _IDS,
        "description": "The ids of the documents of each origin.",
    },
    "happenings": {
        "type": "array",
        "description": "The events, each once, however many reports tell it.",
        "items": {
            "type": "object",
            "properties": {
                "event": {"type": "string"},
                "told_by": _IDS,
                "reports": _COUNT,
                "origins": _COUNT,
            },
            "required": ["event", "told_by", "reports", "origins"],
            "additionalProperties": False,
        },
    },
}
"""What the command prints beside a dossier's items; :meth:`Dossier.to_dict` alone has none."""

_FINDING: dict[str, Any] = {
    "type": "object",
    "description": "One thing a person should know: what, where, and what to do next.",
    "properties": {
        "code": {"type": "string"},
        "severity": {"enum": ["error", "warning", "note"]},
        "text": {"type": "string"},
        **{name: {"type": ["string", "null"]} for name in ("help", "file", "part")},
        **{name: {"type": ["integer", "null"]} for name in ("line", "column")},
    },
    "required": ["code", "severity", "text", "help", "file", "line", "column", "part"],
    "additionalProperties": False,
}


def _strict(schema: dict[str, Any]) -> dict[str, Any]:
    """Every field is always there, and no other."""
    properties = schema.get("properties", {})
    for field in properties.values():
        field.pop("default", None)
    return schema | {"required": list(properties), "additionalProperties": False}


def _flatten_document(definitions: dict[str, Any]) -> None:
    """Lay a document flat, as it is printed: its snapshot's fields and its id beside its own."""
    document = definitions["Document"]
    snapshot = definitions.pop("Snapshot")
    document["properties"].pop("snapshot")
    document["properties"] = {
        "id": {"type": "string"},
        "text_sha256": {"type": "string"},
        **snapshot["properties"],
        **document["properties"],
    }
    definitions["Document"] = _strict(document)
    for name in ("Span", "Zone", "Origin", "Part"):
        definitions[name] = _strict(definitions[name])


def _add_text(statement: dict[str, Any]) -> None:
    """Add a statement's words joined, for those who only want to read them."""
    statement["properties"]["text"] = {"type": "string"}
    statement["required"].append("text")
