"""Tables of reports: JSON, JSON Lines, JSON Feed and CSV, a document for each row that has words.

Such a file is told by its fields: one that holds the words of a report, by the names that archives
and scrapers use. A row's title, day, outlet, writer and address are taken from fields of usual
names; a day that may be read in two ways is left out.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.decode import decode
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.document.metadata import Facts, edtf_day
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.page import PAGE
from goodoffices.read.words import table

MAX_ROWS = 5_000

Row = Mapping[str, Any]

_KEY = re.compile(rb'"([A-Za-z_ .-]{2,24})"\s*:')
_TAGS = re.compile(r"</?(?:p|br|div|h[1-6]|span|a|ul|li)\b[^<>]*>", re.IGNORECASE)
_LINES = (".jsonl", ".ndjson")


def rows(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield each row of a table as a page of its words, then what was left out.

    Raises
    ------
    UnreadableInput
        GO101 where no row has words; as :func:`~goodoffices.read.document.decode.decode`.
    """
    text, _encoding = decode(source.data, source.name)
    found, damaged = _rows(text.lstrip("\ufeff"))
    refusals: Counter[str] = Counter()
    told = wordless = 0
    for number, row in enumerate(found[:MAX_ROWS], 1):
        inside = _inside(source, row, str(number))
        if inside is None:
            wordless += 1
            continue
        told += 1
        yield replace(inside, refusals=refusals)
    if not told and not damaged:
        raise UnreadableInput(finding("GO101.rows", source.place))
    findings = []
    if missing := wordless + damaged + refusals.total():
        findings.append(finding("GO115.rows", source.place, count=missing))
    if len(found) > MAX_ROWS:
        beyond = len(found) - MAX_ROWS
        findings.append(finding("GO115.rows_beyond", source.place, count=beyond, most=MAX_ROWS))
    if findings:
        yield UnreadableInput(findings)


def _rows(text: str) -> tuple[list[Row], int]:
    """Return the rows of a table, and how many are damaged."""
    if text.lstrip()[:1] not in {"{", "["}:
        return _of_csv(text), 0
    try:
        return list(_of_json(json.loads(text))), 0
    except (ValueError, RecursionError):
        pass
    found: list[Row] = []
    damaged = 0
    for line in filter(str.strip, text.splitlines()):
        try:
            found += _of_json(json.loads(line))
        except (ValueError, RecursionError):
            damaged += 1
    return found, damaged


def _of_json(value: object) -> Iterator[Row]:
    """Yield the objects of a JSON value: itself, its list's, or those of a list inside it."""
    if isinstance(value, list):
        yield from (_flat(one) for one in value if isinstance(one, dict))
    elif isinstance(value, dict):
        row = _flat(value)
        inner = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if _words(row) or not inner:
            yield row
        else:
            yield from (_flat(one) for one in max(inner, key=len) if isinstance(one, dict))


def _flat(row: Mapping[Any, Any]) -> Row:
    """Return a row by its folded names."""
    return {_folded(str(key)): value for key, value in row.items()}


def _folded(name: str) -> str:
    """Return a field's name as it is compared: small letters without marks between words."""
    return re.sub(r"[\s_.-]+", "", name.strip().casefold())


def _of_csv(text: str) -> list[Row]:
    """Return the rows of a CSV, whatever divides its fields."""
    csv.field_size_limit(MAX_BYTES)
    head = text.partition("\n")[0]
    divider = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    try:
        lines = list(reader)
    except csv.Error:
        return []
    names = [_folded(name) for name in lines[0]] if lines else []
    return [dict(zip(names, line, strict=False)) for line in lines[1:] if any(line)]


def _said(row: Row, kind: str) -> str:
    """Return the first field of a kind that says something."""
    for name in table("rows.yaml")[kind]:
        value = row.get(name)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title") or value.get("url")
        if isinstance(value, Sequence) and not isinstance(value, str):
            named = [v.get("name") if isinstance(v, Mapping) else v for v in value]
            value = "; ".join(str(v) for v in named if v)
        if value is not None and str(value).strip():
            return str(value).strip()
    return ""


def _words(row: Row) -> str:
    """Return the words of a row's report, else its summary."""
    return _said(row, "text") or _said(row, "summary")


def _inside(source: SourceBytes, row: Row, number: str) -> SourceBytes | None:
    """Return a row as a page, or None where it has no words."""
    words, title = _words(row), " ".join(_said(row, "title").split())[:500]
    if not words:
        return None
    address = _said(row, "address")
    published = source.published or edtf_day(_said(row, "date"))
    facts = Facts(
        title=title or None,
        authors=tuple(filter(None, (a.strip() for a in _said(row, "author").split(";")))),
        published=published,
        published_from="given" if source.published else "metadata" if published else None,
        outlet=_said(row, "outlet") or None,
        address=address if re.match(r"https?://", address) else None,
    )
    if _TAGS.search(words):
        head = f"<h1>{html.escape(title)}</h1>\n" if title else ""
        page = f'<!doctype html>\n<meta charset="utf-8">\n<body>\n{head}{words}\n</body>\n'
        inner = source.inside(page.encode("utf-8", "replace"), number)
        return replace(inner, facts=facts, address=facts.address, kind=PAGE)
    lead = f"{title}\n\n" if title else ""
    inner = source.inside(f"{lead}{words}\n".encode("utf-8", "replace"), number)
    return replace(inner, facts=facts, address=facts.address, kind=PAGE, text=True)


def is_rows(data: bytes, name: str) -> bool:
    """Tell a table of reports by a field that holds their words."""
    names = table("rows.yaml")
    wanted = frozenset(names["text"])
    head = data[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in {b"{", b"["} and (name.endswith((".json", *_LINES)) or head[:2] != b"{\\"):
        keys = {_folded(key.decode()) for key in _KEY.findall(head)}
        return bool(keys & wanted) and len(keys) > 1
    if not name.endswith((".csv", ".tsv")):
        return False
    line = head.partition(b"\n")[0].decode("utf-8", "replace")
    columns = {_folded(cell.strip('"')) for cell in re.split(r"[,;\t|]", line.strip())}
    others = {one for kind in names.values() for one in kind}
    return bool(columns & wanted) and len(columns & others) > 1


ROWS = Format(
    name="JSON, CSV",
    read=rows,
    told_by=is_rows,
    endings=_LINES,
    shared=(".json", ".csv", ".tsv"),
    container=True,
    becomes="a document for each row (object, line, item of a JSON Feed) whose fields hold a "
    "report's words, with title, day, outlet, writer and address from fields of usual names",
    limits=f"{MAX_ROWS:,} rows; those without words are counted",
)
