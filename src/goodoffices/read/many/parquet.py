"""Claims as columns: one Parquet table a kind, its schema made from the nouns' own fields.

A row has every field of its noun, nested as it is there (spans stay spans), and the id of its
document, so that a table can be asked alone and every row still opens its evidence. A document's
row has besides what tells copies and agencies: origins can be counted without reading again.
"""

from __future__ import annotations

import io
import types
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from goodoffices.base.errors import Finding
from goodoffices.evidence.across.copies import agency, signature
from goodoffices.evidence.claims import KINDS, Dossier
from goodoffices.evidence.snapshot import Document

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

TABLES: dict[str, type] = {"documents": Document, **KINDS, "findings": Finding}
"""The tables, and the noun that each holds a row of."""


@cache
def schema(table: str) -> pa.Schema:
    """Return a table's columns."""
    import pyarrow as pa

    own = _fields(TABLES[table])
    if table == "documents":
        marks = [pa.field("signature", pa.binary()), pa.field("agency", pa.string())]
        return pa.schema([pa.field("id", pa.string()), *own, *marks])
    return pa.schema([pa.field("document", pa.string()), *own])


def _fields(noun: type) -> list[pa.Field]:
    import pyarrow as pa

    hints = get_type_hints(noun)
    return [pa.field(f.name, _column(hints[f.name])) for f in fields(noun)]


def _column(hint: Any) -> pa.DataType:  # noqa: ANN401 - a type
    """Return the column type of a field's type."""
    import pyarrow as pa

    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _column(next(t for t in inner if t is not type(None)))
    if origin is tuple:
        return pa.list_(_column(inner[0]))
    if is_dataclass(hint):
        assert isinstance(hint, type)  # noqa: S101 - hints name classes
        return pa.struct(_fields(hint))
    simple = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.string() if origin is Literal else simple.get(hint, pa.string())


def rows(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of one document's dossier, by table."""
    document = dossier.documents[0].id
    tables: dict[str, list[dict[str, Any]]] = {
        "documents": [
            {"id": d.id, **asdict(d), "signature": signature(d), "agency": agency(d)}
            for d in dossier.documents
        ]
    }
    for table in list(TABLES)[1:]:
        tables[table] = [{"document": document, **asdict(c)} for c in getattr(dossier, table)]
    return tables


def parquet(table: str, lines: list[dict[str, Any]]) -> bytes:
    """Return rows as the bytes of a Parquet file; equal rows give equal bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(lines, schema=schema(table)), sink, compression="zstd")
    return sink.getvalue()
