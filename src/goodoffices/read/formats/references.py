"""References (BibTeX, RIS, CSL-JSON): what a library says of its reports, and their abstracts.

An entry with an abstract is a small report: its title and abstract are read as text, under its
authors, date, publisher and address. An entry without one holds no sentence to read and is counted
in a finding; one that is damaged is named, and costs no other.

Libraries write RIS each in its own way: with numbers, searches and the provider's name between the
records, one blank instead of two. Records are cut out first and read one by one.
"""

from __future__ import annotations

import json
import logging
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
_STARTS_RIS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY {1,2}- ?[A-Z]{2,8}\s", re.DOTALL)
_HOLDS_RIS = re.compile(rb"^TY {1,2}- ?[A-Z]{2,8}\s*$", re.MULTILINE)
_ENDS_RIS = re.compile(rb"^ER {1,2}-", re.MULTILINE)
_RIS_START = re.compile(r"^TY {1,2}- ?", re.MULTILINE)
_RIS_END = re.compile(r"^ER {1,2}-.*$", re.MULTILINE)
_RIS_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}- ?", re.MULTILINE)
_BIBTEX_START = re.compile(
    r"^[ \t]*@(?P<kind>[A-Za-z]{3,20})\s*[{(]\s*(?P<key>[^\s,{}=()]{1,200})?", re.M
)
_STARTS_JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]")
_CSL_FIELD = re.compile(rb'"(?:type|issued|DOI|URL|abstract|container-title)"\s*:')
_BIBTEX_OTHER = frozenset(("string", "comment", "preamble"))
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: its key, what it says, its abstract, and the names of the files attached to it.

    Of a damaged one only the key is known.
    """

    key: str
    facts: Facts
    abstract: str = ""
    files: tuple[str, ...] = ()
    damaged: bool = False


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
    silent = [one.key for one in every if not one.abstract and not one.damaged]
    damaged = [one.key for one in every if one.damaged]
    findings = []
    if damaged:
        names = _first(damaged)
        findings.append(finding("GO120.entries", source.place, count=len(damaged), keys=names))
    if silent:
        findings.append(finding("GO118", source.place, count=len(silent), keys=_first(silent)))
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


def _first(keys: list[str]) -> str:
    """Return the first few of some keys, to be told."""
    return ", ".join(keys[:5]) + (" …" if len(keys) > 5 else "")


def _bibtex(text: str) -> list[Reference]:
    starts = [m for m in _BIBTEX_START.finditer(text) if m["kind"].lower() not in _BIBTEX_OTHER]
    every = _parsed_bibtex(text)
    if len(every) >= len(starts):
        return [_from_bibtex(entry) for entry in every[: MAX_ENTRIES + 1]]
    return _one_by_one(text, [(m.start(), m["key"] or "?") for m in starts[: MAX_ENTRIES + 1]])


def _one_by_one(text: str, starts: list[tuple[int, str]]) -> list[Reference]:
    """Read entries each for itself, so that a damaged one costs no other."""
    shared = [m for m in _BIBTEX_START.finditer(text) if m["kind"].lower() == "string"]
    lead = "".join(text[m.start() :].split("\n", 1)[0] + "\n" for m in shared)
    found: list[Reference] = []
    for (start, key), (end, _next) in zip(starts, [*starts[1:], (len(text), "")], strict=True):
        entry = text[start:end]
        try:
            parsed = _parsed_bibtex(lead + entry) if _whole(entry) else []
        except Exception:  # noqa: BLE001 - a malformed entry may fail in any way; it is told
            parsed = []
        found += [_from_bibtex(one) for one in parsed[:1]] or [
            Reference(key, Facts(), damaged=True)
        ]
    return found


def _whole(entry: str) -> bool:
    """Tell whether the braces of an entry are paired."""
    bare = re.sub(r"\\[{}]", "", entry)
    return bare.count("{") == bare.count("}")


def _parsed_bibtex(text: str) -> list[dict[str, str]]:
    import bibtexparser
    from bibtexparser.bparser import BibTexParser
    from bibtexparser.customization import convert_to_unicode

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what matters is a finding
    parser = BibTexParser(
        common_strings=True, ignore_nonstandard_types=False, customization=convert_to_unicode
    )
    parser.expect_multiple_parse = True
    entries_: list[dict[str, str]] = bibtexparser.loads(text, parser).entries
    return entries_


def _ris(text: str) -> list[Reference]:
    import rispy

    starts = [m.start() for m in _RIS_START.finditer(text)][: MAX_ENTRIES + 1]
    found: list[Reference] = []
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        record = _RIS_END.split(text[start:end], maxsplit=1)[0]
        record = _RIS_TAG.sub(r"\1  - ", record).rstrip() + "\nER  - \n"
        try:
            found += [_from_ris(one) for one in rispy.loads(record, skip_unknown_tags=True)[:1]]
        except Exception:  # noqa: BLE001 - a malformed record may fail in any way; it is told
            found.append(Reference(f"record {number}", Facts(), damaged=True))
    return found


def _csl(text: str) -> list[Reference]:
    every = json.loads(text)
    every = every if isinstance(every, list) else [every]
    return [_from_csl(entry) for entry in every[: MAX_ENTRIES + 1] if isinstance(entry, dict)]


def _dialect(data: bytes, name: str) -> Callable[[str], list[Reference]] | None:
    """Return what parses a file of references, told by its entries; None where it is none."""
    head = data[:65536]
    if _STARTS_RIS.match(data) or (_HOLDS_RIS.search(head) and _ENDS_RIS.search(data)):
        return _ris
    entry = _BIBTEX_ENTRY.search(head)
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
    limits=f"{MAX_ENTRIES:,} entries; those without an abstract are counted, damaged ones named",
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
    dates = (entry.get(name) for name in ("date", "year", "publication_year"))
    date = re.split(r"[/-]", str(next((d for d in dates if d), "")))
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
