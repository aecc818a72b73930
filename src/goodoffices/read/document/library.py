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
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Document
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.formats import references
from goodoffices.read.formats.kinds import kind_of
from goodoffices.read.formats.pieces import Piece, Source, made

FROM = "reference"
"""What a document says of where its date was found."""
_KINDS = {
    "bibtex": references.from_bibtex,
    "ris": references.from_ris,
    "csl": references.from_csl,
}


@dataclass
class Library:
    """The references of some files, looked up by what they point to."""

    files: dict[Path, list[references.Reference]] = field(default_factory=dict)
    used: set[tuple[Path, str]] = field(default_factory=set)
    by: dict[str, tuple[Path, references.Reference] | None] = field(default_factory=dict)
    """What each address or file name is pointed at by; None where several point to it."""

    def add(self, path: Path, data: bytes) -> None:
        """Take up a file's references. Raises UnreadableInput where it is damaged."""
        parse = _KINDS[kind_of(data, str(path))]
        self.files[path] = parse(Source(data, str(path)))
        for reference in self.files[path]:
            for mark in _marks(reference.facts.address, reference.files):
                held = self.by.get(mark, (path, reference))
                same = held is not None and held[1] == reference
                self.by[mark] = (path, reference) if same else None

    def pointing(self, document: Document) -> tuple[Path, references.Reference] | None:
        """Return the one reference that points to a page, with its file, or None."""
        name = document.name.rpartition("/")[2]
        for mark in _marks(document.address, (name,) if name and "#" not in name else ()):
            if (held := self.by.get(mark)) is not None:
                return held
        return None

    def described(self, piece: Piece | UnreadableInput) -> Piece | UnreadableInput:
        """Return a page with what the reference that points to it knows, and where that is from."""
        held = None if isinstance(piece, UnreadableInput) else self.pointing(piece.document)
        if held is None or isinstance(piece, UnreadableInput):
            return piece
        path, reference = held
        self.used.add((path, reference.key))
        document, told = _filled(piece.document, path, reference)
        return replace(piece, document=document, findings=(*piece.findings, *told))

    def pieces(self, path: Path, published: str | None) -> Iterator[Piece | UnreadableInput]:
        """Yield what a file's references say themselves, but for those that were used."""
        found = [r for r in self.files[path] if (path, r.key) not in self.used]
        if not found and self.files[path]:
            return
        try:
            for leaf in references.leaves(Source(b"", str(path), published), found):
                if isinstance(leaf, UnreadableInput):
                    yield leaf
                else:
                    yield from made(leaf)
        except UnreadableInput as error:
            yield error


def library(paths: Iterable[object]) -> Library:
    """Return the references of those paths that are files of references; damaged ones are left.

    They are left to be read, and told, like any other file.
    """
    found = Library()
    files = [path for path in paths if isinstance(path, Path)]
    for path in files:
        try:
            with path.open("rb") as file:
                data = file.read(65_536)
                if kind_of(data, str(path)) in _KINDS:
                    data += file.read(MAX_BYTES + 1 - len(data))
                    if len(data) <= MAX_BYTES:
                        found.add(path, data)
        except (OSError, UnreadableInput):
            continue
    for name, count in Counter(path.name for path in files).items():
        if count > 1:  # a name that two pages have points to neither
            found.by.pop(f"file {name}", None)
    return found


def _marks(address: str | None, files: Iterable[str]) -> Iterator[str]:
    """Yield by what a page is pointed at: its address without what varies, and its file's name."""
    if address:
        plain = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
        host, _slash, rest = plain.partition("#")[0].partition("/")
        yield f"address {host.lower()}/{rest.rstrip('/')}"
    yield from (f"file {name}" for name in files)


def _filled(
    document: Document, path: Path, reference: references.Reference
) -> tuple[Document, list[Finding]]:
    """Fill in what a page is silent on, and tell what was taken and what does not agree."""
    facts = reference.facts
    taken: dict[str, object] = {
        name: value
        for name in ("title", "outlet", "authors", "address")
        if (value := getattr(facts, name)) and not getattr(document, name)
    }
    own, theirs = document.published, facts.published
    told = []
    place = Place(document.name or document.id)
    if theirs and document.published_from != "given":
        if not own or (theirs.startswith(own) and theirs != own):
            taken |= {"published": theirs, "published_from": FROM}
        elif not own.startswith(theirs):
            text = _("The page says it was published {own}, the reference {key} {theirs}.")
            said = text.format(own=own, key=reference.key, theirs=theirs)
            help_ = _("The page's date was kept; if it is wrong, read it with --published.")
            told.append(Finding("GO136", said, place, help_, "warning"))
    if taken:
        words = {
            "title": _("title"),
            "outlet": _("publisher"),
            "authors": _("authors"),
            "address": _("address"),
            "published": _("date"),
        }
        text = _("From the reference {key} in {file} are: {facts}.")
        said = text.format(
            key=reference.key,
            file=path.name,
            facts=", ".join(words[n] for n in taken if n in words),
        )
        told.append(Finding("GO135", said, place, severity="note"))
    return replace(document, **taken), told  # type: ignore[arg-type]
