"""What schema.org allows: each property on a type that may have it, with a value it may hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLE = json.loads((Path(__file__).parents[1] / "reference" / "schema_org.json").read_text("utf-8"))
ISO = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?)?)?")


def described(page: str) -> list[dict[str, Any]]:
    """Return what a page says of itself as JSON-LD."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(one) for one in found]


def faults(thing: dict[str, Any], path: str = "") -> Iterator[str]:
    """Yield what schema.org does not allow in a thing and in those within it."""
    named = thing.get("@type", ())
    named = [named] if isinstance(named, str) else list(named)
    if unknown := [one for one in named if one not in TABLE["types"]] or not named:
        yield f"{path}: no such type: {unknown}"
        return
    kinds = {kind for one in named for kind in (one, *TABLE["types"][one])}
    for key, value in thing.items():
        if key.startswith("@"):
            continue
        known = TABLE["properties"].get(key)
        if known is None or not kinds & set(known["of"]):
            yield f"{path}.{key}: not of {named}"
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from _value(one, set(known["range"]), f"{path}.{key}")


def _value(value: Any, allowed: set[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        named = value.get("@type", "")
        if not {named, *TABLE["types"].get(named, ())} & allowed:
            yield f"{path}: a {named}, not {sorted(allowed)}"
        yield from faults(value, path)
    elif not any(_fits(str(value), kind) for kind in allowed):
        yield f"{path}: {value!r} is no {sorted(allowed)}"


def _fits(text: str, kind: str) -> bool:
    if kind in ("Date", "DateTime"):
        return ISO.fullmatch(text) is not None
    if kind == "URL":
        return re.fullmatch(r"https?://\S+", text) is not None
    return kind == "Text"
