"""The nouns of the way in: bytes, the format that they are of, the pieces that they give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.evidence.snapshot import Document
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.document.metadata import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBytes:
    """Bytes on their way in: their name in messages, and what is known of them from outside.

    ``address`` is where they were found; ``published`` an EDTF date that the caller gives;
    ``depth`` counts the files they lay in. The rest is what the file around them knows: ``facts``
    that a feed or a library tells of them; ``kind``, which else the content tells; ``text``, that
    they are plain words in UTF-8, whatever they look like; ``refusals``, where it counts by code
    what of them cannot be read, to tell it in one finding of its own.
    """

    data: bytes
    name: str = ""
    published: str | None = None
    address: str | None = None
    depth: int = 0
    facts: Facts | None = None
    kind: Format | None = None
    text: bool = False
    refusals: Counter[str] | None = None

    @property
    def place(self) -> Place | None:
        """Where a finding about these bytes stands."""
        return Place(self.name) if self.name else None

    def inside(self, data: bytes, name: str) -> SourceBytes:
        """Return what lies inside this file under a name."""
        return SourceBytes(
            data=data,
            name=f"{self.name}#{name}",
            published=self.published,
            depth=self.depth + 1,
        )


@dataclass(frozen=True, slots=True)
class InputPiece:
    """A document, the bytes it was made of, and what to know of how it was taken from its file."""

    document: Document
    data: bytes
    findings: tuple[Finding, ...] = ()


Reader = Callable[[SourceBytes], Iterator[InputPiece | SourceBytes | UnreadableInput]]
"""Reads a format: yields the documents it makes, the files that lie inside (they are read in their
turn, by their own format), and the refusal of what of it cannot be read; raises the whole's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of source: how it is told, how it is read, what is kept, what people are told of it.

    Parameters
    ----------
    name
        what people call it, in help and docs.
    read
        reads it.
    told_by
        tells it by its bytes (perhaps only the first of them), and by its file's name in lower case
        where they leave it open; None for the one format that is whatever no other is.
    endings
        of files that are taken from a folder; a file that is named is read whatever its ending.
    shared
        endings that say little, of files that are taken from a folder where the content tells.
    media_types
        by the names of the web, with the ending under which a case keeps such bytes; none where
        only what lies inside is kept.
    container
        whether it is cut into the documents inside before any of them is read.
    most
        how many bytes are read of it.
    becomes, limits
        a cell of the table in ``docs/reading.md`` each: what it is made into; what is refused or
        left out.
    """

    name: str
    read: Reader
    told_by: Callable[[bytes, str], bool] | None
    endings: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    media_types: Mapping[str, str] = field(default_factory=dict)
    container: bool = False
    most: int = MAX_BYTES
    becomes: str
    limits: str
