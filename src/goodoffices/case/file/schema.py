"""What is made from the table of keys: the JSON Schema for editors, and the tables of the docs.

``python -m goodoffices.case.file.schema`` prints the schema that ``docs/case.schema.json`` holds.
The schema says the shape only; what names mean, and every message with its place, is the business
of :mod:`goodoffices.case.file.build`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from goodoffices.case.file.keys import ANCHOR, BASIS, PARTS, CasePart, Key


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``case.yaml``."""
    whole, *parts = PARTS.values()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "case.yaml",
        **_schema(whole),
        "$defs": {part.name: _schema(part) for part in parts},
    }


def _schema(part: CasePart) -> dict[str, Any]:
    return {
        "description": f"{part.meaning}.",
        "type": "object",
        "properties": {key.name: _value(key) for key in part.keys},
        "required": [key.name for key in part.keys if key.required],
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, Any]:
    """Return the schema of a key's value; what is not required may be left empty."""
    schemas = key.shape.schema.get("anyOf", [key.shape.schema])
    if not key.required:
        schemas = [*schemas, {"type": "null"}]
    shape = {"anyOf": schemas} if len(schemas) > 1 else schemas[0]
    return {"description": key.meaning, **shape}


def printed() -> str:
    """Return the schema as the file in ``docs`` holds it."""
    return json.dumps(case_schema(), indent=1, ensure_ascii=False) + "\n"


def tables() -> str:
    """Return the tables of all keys, part by part, in Markdown."""
    return "\n".join(line for part in PARTS.values() for line in _table(part)).rstrip() + "\n"


def _table(part: CasePart) -> Iterator[str]:
    heading = f"{ANCHOR}{part.name}".replace("-", " ").capitalize()
    yield from (f"### {heading}", "", f"{part.meaning}.", "")
    yield from ("| key | what stands there | meaning |", "|---|---|---|")
    for key in part.keys[: -len(BASIS) if part.grounded else None]:
        name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
        yield f"| {name} | {key.shape.words} | {key.meaning} |"
    if part.grounded:
        yield "| … | | [What it rests on](#what-a-judgement-rests-on) |"
    yield ""


if __name__ == "__main__":
    import sys

    sys.stdout.write(printed())
