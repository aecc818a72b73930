"""References that point to pages read beside them: what a library knows of a page that is silent.

A reference points to a page by its address, or by the name of a file attached to it. Title, date,
publisher, authors and address are taken from it only where the page itself is silent; a date of the
reference that is more exact than the page's is taken, and one that is another is told and not. A
reference that was used so is not read a second time by its abstract.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Document
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.formats import format_of
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces
from goodoffices.read.formats.references import REFERENCES, Reference, abstracts, entries

FROM = "reference"
"""What a document says of where its date was found."""


@dataclass
class Library:
    """The references of some files, looked up by what they point to."""

    files: dict[Path, list[Reference]] = field(default_factory=dict)
    used: set[tuple[Path, str]] = field(default_factory=set)
    by: dict[str, tuple[Path, Reference] | None] = field(default_factory=dict)
    """What each address or file name is pointed at by; None where several point to it."""

    def add(self, path: Path, data: bytes) -> None:
        """Take up a file's references. Raises UnreadableInput where it is damaged."""
        self.files[path] = entries(SourceBytes(data=data, name=str(path)))
        for reference in self.files[path]:
            for mark in _marks(reference.facts.address, reference.files):
                other = self.by.get(mark, (path, reference))
                same = other is not None and other[1] == reference
                self.by[mark] = (path, reference) if same else None

    def pointing(self, document: Document) -> tuple[Path, Reference] | None:
        """Return the one reference that points to a page, with its file, or None."""
        name = document.name.rpartition("/")[2]
        for mark in _marks(document.address, (name,) if name and "#" not in name else ()):
            if (one := self.by.get(mark)) is not None:
                return one
        return None

    def described(self, piece: InputPiece | UnreadableInput) -> InputPiece | UnreadableInput:
        """Return a page with what the reference that points to it knows, and where that is from."""
        if isinstance(piece, UnreadableInput) or (known := self.pointing(piece.document)) is None:
            return piece
        path, reference = known
        self.used.add((path, reference.key))
        document, findings = _filled(piece.document, path, reference)
        return replace(piece, document=document, findings=(*piece.findings, *findings))

    def pieces(self, path: Path, published: str | None) -> Iterator[InputPiece | UnreadableInput]:
        """Yield what a file's references say themselves, but for those that were used."""
        rest = [r for r in self.files[path] if (path, r.key) not in self.used]
        if not rest and self.files[path]:
            return
        try:
            for text in abstracts(SourceBytes(data=b"", name=str(path), published=published), rest):
                if isinstance(text, UnreadableInput):
                    yield text
                else:
                    yield from pieces(text)
        except UnreadableInput as error:
            yield error


def library(paths: Iterable[object]) -> Library:
    """Return the references of those paths that are files of references; damaged ones are left.

    They are left to be read, and told, like any other file.
    """
    known = Library()
    files = [path for path in paths if isinstance(path, Path)]
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(65_536)
                if format_of(data, str(path)) is REFERENCES:
                    data += file.read(MAX_BYTES + 1 - len(data))
                    if len(data) <= MAX_BYTES:
                        known.add(path, data)
        except (OSError, UnreadableInput):
            continue
    for name, count in Counter(path.name for path in files).items():
        if count > 1:  # a name that two pages have points to neither
            known.by.pop(f"file {name}", None)
    return known


def _marks(address: str | None, files: Iterable[str]) -> Iterator[str]:
    """Yield by what a page is pointed at: its address without what varies, and its file's name."""
    if address:
        plain = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
        host, _slash, rest = plain.partition("#")[0].partition("/")
        yield f"address {host.lower()}/{rest.rstrip('/')}"
    yield from (f"file {name}" for name in files)


def _filled(document: Document, path: Path, reference: Reference) -> tuple[Document, list[Finding]]:
    """Fill in what a page is silent on, and tell what was taken and what does not agree."""
    facts = reference.facts
    filled: dict[str, object] = {
        name: value
        for name in ("title", "outlet", "authors", "address")
        if (value := getattr(facts, name)) and not getattr(document, name)
    }
    own, theirs = document.published, facts.published
    findings = []
    place = Place(document.name or document.id)
    if theirs and document.published_from != "given":
        if not own or (theirs.startswith(own) and theirs != own):
            filled |= {"published": theirs, "published_from": FROM}
        elif not own.startswith(theirs):
            key = reference.key
            differs = finding("GO136", place, severity="warning", own=own, key=key, theirs=theirs)
            findings.append(differs)
    if filled:
        words = {
            "title": _("title"),
            "outlet": _("publisher"),
            "authors": _("authors"),
            "address": _("address"),
            "published": _("date"),
        }
        names = ", ".join(words[name] for name in filled if name in words)
        findings.append(
            finding("GO135", place, severity="note", key=reference.key, file=path.name, facts=names)
        )
    return replace(document, **filled), findings  # type: ignore[arg-type]
