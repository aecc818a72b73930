"""References (BibTeX, RIS, CSL-JSON): what a library says of its reports, and their abstracts.

An entry with an abstract is a small report: its title and abstract are read as text, under its
authors, date, publisher and address. An entry without one holds no sentence to read and is counted
in a finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.decode import decode
from goodoffices.read.document.metadata import Facts, valid_date
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.page import PAGE

MAX_ENTRIES = 5_000

_BIBTEX_ENTRY = re.compile(rb"^\s*@(?:[A-Za-z]{3,20})\s*\{\s*[^\s,{}=]{1,200}\s*,", re.MULTILINE)
_STARTS_RIS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY  - [A-Z]{2,8}\s", re.DOTALL)
_STARTS_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]")
_CSL_FIELD = re.compile(rb'"(?:type|issued|DOI|URL|abstract|container-title)"\s*:')
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: its key, what it says, its abstract, and the names of the files attached to it."""

    key: str
    facts: Facts
    abstract: str = ""
    files: tuple[str, ...] = ()


def references(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the abstracts of a file of references; see :func:`abstracts`.

    Raises
    ------
    UnreadableInput
        GO101 where it has no entry, GO113 where it is damaged.
    """
    return abstracts(source, entries(source))


def entries(source: SourceBytes) -> list[Reference]:
    """Return the entries of a file of references, one more than are read at most.

    Raises
    ------
    UnreadableInput
        GO113 where it is damaged, or is no such file.
    """
    parser = _dialect(source.data, source.name.lower())
    if parser is None:
        raise UnreadableInput(finding("GO113.references", source.place))
    text, _encoding = decode(source.data, source.name)
    try:
        return parser(text)
    except Exception:  # noqa: BLE001 - a malformed file may fail in any way; it is told
        raise UnreadableInput(finding("GO113.references", source.place)) from None


def abstracts(
    source: SourceBytes, every: list[Reference]
) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the entries with an abstract as texts, and say how many have none."""
    if not every:
        raise UnreadableInput(finding("GO101.references", source.place))
    silent = [reference.key for reference in every if not reference.abstract]
    findings = []
    if silent:
        keys = ", ".join(silent[:5]) + (" …" if len(silent) > 5 else "")
        findings.append(finding("GO118", source.place, count=len(silent), keys=keys))
    if len(every) > MAX_ENTRIES:
        findings.append(finding("GO115.references", source.place, most=MAX_ENTRIES))
    for reference in every[:MAX_ENTRIES]:
        if reference.abstract:
            title = reference.facts.title
            text = f"{title}\n\n{reference.abstract}" if title else reference.abstract
            inside = source.inside(text.encode("utf-8", "replace"), reference.key)
            yield replace(inside, facts=reference.facts, text=True, kind=PAGE)
    if findings:
        yield UnreadableInput(findings)


def _bibtex(text: str) -> list[Reference]:
    import bibtexparser
    from bibtexparser.bparser import BibTexParser
    from bibtexparser.customization import convert_to_unicode

    parser = BibTexParser(
        common_strings=True, ignore_nonstandard_types=False, customization=convert_to_unicode
    )
    parser.expect_multiple_parse = True
    every = bibtexparser.loads(text, parser).entries
    return [_from_bibtex(entry) for entry in every[: MAX_ENTRIES + 1]]


def _ris(text: str) -> list[Reference]:
    import rispy

    every = rispy.loads(text.lstrip("\ufeff"), skip_unknown_tags=True)
    return [_from_ris(entry) for entry in every[: MAX_ENTRIES + 1]]


def _csl(text: str) -> list[Reference]:
    every = json.loads(text)
    every = every if isinstance(every, list) else [every]
    return [_from_csl(entry) for entry in every[: MAX_ENTRIES + 1] if isinstance(entry, dict)]


def _dialect(data: bytes, name: str) -> Callable[[str], list[Reference]] | None:
    """Return what parses a file of references, told by its entries; None where it is none."""
    if _STARTS_RIS.match(data):
        return _ris
    entry = _BIBTEX_ENTRY.search(data[:65536])
    if entry and (name.endswith((".bib", ".bibtex")) or not data[: entry.start()].strip()):
        return _bibtex
    if name.endswith((".json", ".csljson")) and _STARTS_JSON.match(data):
        return _csl if _CSL_FIELD.search(data) else None
    return None


def is_references(data: bytes, name: str) -> bool:
    """Tell a file of references by its entries."""
    return _dialect(data, name) is not None


REFERENCES = Format(
    name="BibTeX, RIS, CSL-JSON",
    read=references,
    told_by=is_references,
    endings=(".bib", ".bibtex", ".ris", ".csljson"),
    shared=(".json",),
    container=True,
    becomes="a document of title and abstract for each entry that has one; facts about pages read "
    "with it",
    limits=f"{MAX_ENTRIES:,} entries; those without an abstract are counted",
)


def _facts(
    title: object, authors: list[str], published: str | None, outlet: object, address: object
) -> Facts:
    """Return what an entry says, tidied."""
    where = str(address or "").strip()
    return Facts(
        title=_tidy(title) or None,
        authors=tuple(name for a in authors if (name := _named(_tidy(a)))),
        published=published,
        published_from="metadata" if published else None,
        outlet=_tidy(outlet) or None,
        address=where if re.match(r"https?://", where) else None,
    )


def _tidy(value: object) -> str:
    """Return a value on one line, without BibTeX's braces."""
    return " ".join(re.sub(r"[{}]", "", str(value or "")).split())[:1000]


def _named(author: str) -> str:
    """Return ``Family, Given`` as a name is said."""
    family, comma, first = author.partition(",")
    return f"{first.strip()} {family.strip()}" if comma and first.strip() else author


def _abstract(value: object) -> str:
    """Return an abstract as plain paragraphs."""
    text = re.sub(r"</?[A-Za-z][^<>]{0,200}>", " ", re.sub(r"[{}]", "", str(value or "")))
    paragraphs = (" ".join(p.split()) for p in re.split(r"\n\s*\n", text))
    return "\n\n".join(p for p in paragraphs if p)


def _files(*fields: object) -> tuple[str, ...]:
    """Return the names of attached files, which libraries write as ``label:path:kind;…``."""
    parts = [
        part
        for field in fields
        for listed in (field if isinstance(field, list) else [field])
        for part in re.split(r"(?<!\\)[;:]", str(listed or ""))
    ]
    names = (re.split(r"[/\\]", part.strip())[-1] for part in parts)
    return tuple(dict.fromkeys(n for n in names if re.fullmatch(r".+\.\w{2,8}", n)))


def _date(*parts: object) -> str | None:
    """Return year, month and day as EDTF, as far as they are dates; never more than is said."""
    numbers: list[str] = []
    for part, width in zip(parts, (4, 2, 2), strict=False):
        word = str(part or "").strip().lower()
        if width == 2 and word[:3] in _MONTHS and len(numbers) == 1:
            word = str(_MONTHS.index(word[:3]) + 1)
        if not re.fullmatch(r"\d{1,4}", word) or (width == 4 and len(word) != 4):
            break
        numbers.append(word.zfill(width))
    while numbers:
        if day := valid_date("-".join(numbers)):
            return day
        numbers.pop()
    return None


def _from_bibtex(entry: Mapping[str, str]) -> Reference:
    date = re.split(r"[-/]", entry.get("date", ""), maxsplit=2) if entry.get("date") else []
    day = _date(*date) if date else _date(entry.get("year"), entry.get("month"), entry.get("day"))
    outlet = entry.get("journal") or entry.get("journaltitle") or entry.get("publisher")
    doi = entry.get("doi")
    address = entry.get("url") or (f"https://doi.org/{doi}" if doi else "")
    authors = re.split(r"\s+and\s+", entry.get("author", ""))
    facts = _facts(entry.get("title"), authors, day, outlet, address)
    abstract = _abstract(entry.get("abstract"))
    return Reference(str(entry.get("ID", "")), facts, abstract, _files(entry.get("file")))


def _from_ris(entry: Mapping[str, Any]) -> Reference:
    date = re.split(r"[/-]", str(entry.get("date") or entry.get("year") or ""))
    urls = entry.get("urls") or []
    doi = entry.get("doi")
    address = urls[0] if urls else (f"https://doi.org/{doi}" if doi else "")
    outlet = entry.get("journal_name") or entry.get("secondary_title") or entry.get("publisher")
    title = entry.get("title") or entry.get("primary_title")
    authors = list(entry.get("authors") or entry.get("first_authors") or [])
    facts = _facts(title, authors, _date(*date), outlet, address)
    abstract = entry.get("abstract") or entry.get("notes_abstract")
    key = str(entry.get("id") or entry.get("doi") or _tidy(title)[:40])
    attached = [entry.get(f"file_attachments{n}") for n in range(1, 5)]
    return Reference(key, facts, _abstract(abstract), _files(*attached))


def _from_csl(entry: Mapping[str, Any]) -> Reference:
    issued = entry.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    raw = str(issued.get("raw", "")) if isinstance(issued, dict) else ""
    people = entry.get("author")
    people = people if isinstance(people, list) else []
    authors = [
        str(p.get("literal") or f"{p.get('given', '')} {p.get('family', '')}".strip())
        for p in people
        if isinstance(p, dict)
    ]
    doi = entry.get("DOI")
    address = entry.get("URL") or (f"https://doi.org/{doi}" if doi else "")
    outlet = entry.get("container-title") or entry.get("publisher")
    day = _date(*first) if first else _date(*raw.split("-"))
    facts = _facts(entry.get("title"), authors, day, outlet, address)
    return Reference(str(entry.get("id", "")), facts, _abstract(entry.get("abstract")))
