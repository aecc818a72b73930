"""References (BibTeX, RIS, CSL-JSON): what a library says of its reports, and their abstracts.

An entry with an abstract is a small report: its title and abstract are read as text, under its
authors, date, publisher and address. An entry without one holds no sentence to read and is counted
in a finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.i18n import _
from goodoffices.read.document.decode import decode
from goodoffices.read.document.metadata import Facts, valid_date
from goodoffices.read.formats.pieces import Leaf, Piece, Source, made

MAX_ENTRIES = 5_000
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: its key, what it says, its abstract, and the names of the files attached to it."""

    key: str
    facts: Facts
    abstract: str = ""
    files: tuple[str, ...] = ()


def bibtex(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the entries of a BibTeX file that have an abstract."""
    return _read(bibtex_entries(source))


def ris(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the entries of a RIS file that have an abstract."""
    return _read(ris_entries(source))


def csl(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the entries of a CSL-JSON file that have an abstract."""
    return _read(csl_entries(source))


def bibtex_entries(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Yield the entries of a BibTeX file unread."""
    return leaves(source, from_bibtex(source))


def ris_entries(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Yield the entries of a RIS file unread."""
    return leaves(source, from_ris(source))


def csl_entries(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Yield the entries of a CSL-JSON file unread."""
    return leaves(source, from_csl(source))


def from_bibtex(source: Source) -> list[Reference]:
    """Return the entries of a BibTeX file. Raises UnreadableInput GO113 where it is damaged."""
    import bibtexparser
    from bibtexparser.bparser import BibTexParser
    from bibtexparser.customization import convert_to_unicode

    text, _encoding = decode(source.data, source.name)
    parser = BibTexParser(
        common_strings=True, ignore_nonstandard_types=False, customization=convert_to_unicode
    )
    parser.expect_multiple_parse = True
    try:
        found = bibtexparser.loads(text, parser).entries
    except Exception:  # noqa: BLE001 - a malformed file may fail in any way; it is told
        raise _damaged(source) from None
    return [_from_bibtex(entry) for entry in found[: MAX_ENTRIES + 1]]


def from_ris(source: Source) -> list[Reference]:
    """Return the entries of a RIS file. Raises UnreadableInput GO113 where it is damaged."""
    import rispy

    text, _encoding = decode(source.data, source.name)
    try:
        found = rispy.loads(text.lstrip("\ufeff"), skip_unknown_tags=True)
    except Exception:  # noqa: BLE001 - a malformed file may fail in any way; it is told
        raise _damaged(source) from None
    return [_from_ris(entry) for entry in found[: MAX_ENTRIES + 1]]


def from_csl(source: Source) -> list[Reference]:
    """Return the entries of a CSL-JSON file. Raises UnreadableInput GO113 where it is damaged."""
    text, _encoding = decode(source.data, source.name)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged(source) from None
    found = found if isinstance(found, list) else [found]
    entries = [e for e in found[: MAX_ENTRIES + 1] if isinstance(e, dict)]
    return [_from_csl(entry) for entry in entries]


def _damaged(source: Source) -> UnreadableInput:
    return source.refused(
        "GO113",
        _("These references are damaged and cannot be followed."),
        _("Export them again from your library."),
    )


def _read(found: Iterator[Leaf | UnreadableInput]) -> Iterator[Piece | UnreadableInput]:
    for leaf in found:
        if isinstance(leaf, UnreadableInput):
            yield leaf
        else:
            yield from made(leaf)


def leaves(source: Source, found: list[Reference]) -> Iterator[Leaf | UnreadableInput]:
    """Yield the entries with an abstract, and say how many have none."""
    if not found:
        raise source.refused("GO101", _("There is nothing to read: no entry was found."))
    silent = [r.key for r in found if not r.abstract]
    said = []
    if silent:
        text = _("{count} references have no abstract, so nothing was read of them: {keys}.")
        keys = ", ".join(silent[:5]) + (" …" if len(silent) > 5 else "")
        said.append(source.finding("GO118", text.format(count=len(silent), keys=keys)))
    if len(found) > MAX_ENTRIES:
        text = _("Only the first {most} references were read.").format(most=MAX_ENTRIES)
        said.append(source.finding("GO115", text))
    for reference in found[:MAX_ENTRIES]:
        if reference.abstract:
            title = reference.facts.title
            text = f"{title}\n\n{reference.abstract}" if title else reference.abstract
            inner = source.inner(text.encode("utf-8", "replace"), reference.key)
            yield Leaf(inner, reference.facts, text=True)
    if said:
        yield UnreadableInput(said)


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
    family, comma, given = author.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else author


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
    said: list[str] = []
    for part, width in zip(parts, (4, 2, 2), strict=False):
        word = str(part or "").strip().lower()
        if width == 2 and word[:3] in _MONTHS and len(said) == 1:
            word = str(_MONTHS.index(word[:3]) + 1)
        if not re.fullmatch(r"\d{1,4}", word) or (width == 4 and len(word) != 4):
            break
        said.append(word.zfill(width))
    while said:
        if day := valid_date("-".join(said)):
            return day
        said.pop()
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
