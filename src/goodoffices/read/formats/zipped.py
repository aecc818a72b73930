"""A ZIP of pages to the files in it, each read by its own format.

Sizes are looked at before anything is unpacked. A member that cannot be read costs only itself and
is told under its own name; what a system put beside the files (folders, its hidden notes) is passed
over. An archive in an archive is not opened: nobody sends reports so, but for bombs.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from goodoffices.base.errors import Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.office import LIMITS, archive
from goodoffices.read.formats.word import DOCX

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_DOCUMENTS = (".xlsx", ".pptx", ".epub", ".jar", ".apk", ".ods", ".odp", ".kmz", ".docx", ".odt")
_BESIDE = re.compile(r"(?:^|/)(?:__MACOSX/|\.|~\$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


def zipped(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the files of an archive in the order of their names.

    Raises
    ------
    UnreadableInput
        GO103 where it is a program or a table, GO113 where it is damaged or lies in another, GO114
        where it unpacks beyond reason, GO101 where it is empty.
    """
    opened = archive(source)
    if opened is None:
        raise UnreadableInput(finding("GO113.zip", source.place))
    with opened:
        names = set(opened.namelist())
        if "word/document.xml" in names:
            yield replace(source, kind=DOCX)
            return
        if names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}:
            raise UnreadableInput(finding("GO103.known", source.place, kind="ZIP"))
        entries = [
            e for e in opened.infolist() if not e.is_dir() and not _BESIDE.search(e.filename)
        ]
        if not entries:
            raise UnreadableInput(finding("GO101.zip", source.place))
        for entry in sorted(entries, key=lambda e: e.filename):
            yield _member(source, opened, entry)


def _member(
    source: SourceBytes, opened: zipfile.ZipFile, entry: zipfile.ZipInfo
) -> SourceBytes | UnreadableInput:
    """Return a file of an archive, or why it cannot be unpacked."""
    name = entry.filename
    place = Place(f"{source.name}#{name}")
    if entry.flag_bits & 1:
        return UnreadableInput(finding("GO111.zip", place))
    try:
        with opened.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except Exception:  # noqa: BLE001 - a damaged archive may fail in any way; it is told
        return UnreadableInput(finding("GO113.member", place))
    if len(data) > entry.file_size:
        return UnreadableInput(finding("GO113.member", place))
    if is_zip(data, name.lower()):
        return UnreadableInput(finding("GO113.zip_inside", place))
    return source.inside(data, name)


def is_zip(data: bytes, name: str) -> bool:
    """Tell an archive by its first bytes, where its name does not say that it is a document."""
    return data.startswith(_MARKS) and not name.endswith(_DOCUMENTS)


ZIP = Format(
    name="ZIP",
    read=zipped,
    told_by=is_zip,
    endings=(".zip",),
    container=True,
    most=100 * 1024 * 1024,
    becomes="a document for each file in it, under its name",
    limits=f"{LIMITS}; archives in archives are not opened; a file that cannot be read costs only "
    "itself",
)
