"""A web archive (WARC) to the pages in it, each under the address it was found at.

Archives are packed record by record, or not at all. A record that is damaged is counted and the
next one looked for, so that one bad byte does not cost the rest; what is no page (pictures,
requests, pages that were not found) is passed over. Unpacking is bounded, whatever an archive says
of itself. The date of capture is no publication date: a page that states none stays undated.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.formats import media_types
from goodoffices.read.formats.format import Format, SourceBytes

MAX_ARCHIVE = 200 * 1024 * 1024
"""A web archive larger than this is refused."""
MAX_PAGES = 20_000
MAX_UNPACKED = 1024 * 1024 * 1024
MAX_MEMBER = 64 * 1024 * 1024
"""What one packed member may unpack to; most archives pack each record by itself."""

_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"^WARC/\d\.\d\r?\n", re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:\s*(\d{1,15})\s*$", re.MULTILINE | re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)")


@dataclass
class _Count:
    """What became of the records of one archive."""

    pages: int = 0
    damaged: int = 0
    other: int = 0
    unpacked: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    full: bool = False
    large: bool = False


def warc(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the pages of a web archive, then once what was left out of it.

    Raises
    ------
    UnreadableInput
        GO113 where not one record can be followed.
    """
    count = _Count()
    for number, record in enumerate(_records(source.data, count), 1):
        if count.pages >= MAX_PAGES:
            count.full = True
            break
        page = _page(source, record, number, count)
        if page is not None:
            count.pages += 1
            yield replace(page, refusals=count.refusals)
    if not count.pages and not count.other:
        raise UnreadableInput(finding("GO113.archive", source.place))
    if findings := list(_left_out(source, count)):
        yield UnreadableInput(findings)


def _left_out(source: SourceBytes, count: _Count) -> Iterator[Finding]:
    """Say what was left out, once for the whole archive."""
    if count.damaged:
        yield finding("GO115.archive_damaged", source.place, count=count.damaged)
    if count.refusals:
        codes = ", ".join(f"{code} ×{n}" for code, n in sorted(count.refusals.items()))
        yield finding(
            "GO115.archive_unreadable", source.place, count=count.refusals.total(), codes=codes
        )
    if count.full:
        yield finding("GO115.archive_pages", source.place)
    if count.large:
        yield finding("GO115.archive_unpacked", source.place, most=MAX_UNPACKED // 2**20)
    if not (count.pages or count.damaged or count.large):
        yield finding("GO115.archive_other", source.place, count=count.other)


def _records(data: bytes, count: _Count) -> Iterator[bytes]:
    """Yield the raw records, unpacked, as far as they can be told apart."""
    if data[: len(_GZIP)] != _GZIP:  # the data may be a file mapped into memory
        yield from _split(data, count)
        return
    at = 0
    while 0 <= at < len(data):
        member, at = _member(data, at)
        if member is None:
            count.damaged += 1
            continue
        count.unpacked += len(member)
        if count.unpacked > MAX_UNPACKED:
            count.large = True
            return
        yield from _split(member, count)


def _member(data: bytes, at: int) -> tuple[bytes | None, int]:
    """Unpack the gzip member at a place; return it, or None where it is damaged, and the next."""
    packed = zlib.decompressobj(zlib.MAX_WBITS | 16)
    out = bytearray()
    place = at
    try:
        while not packed.eof and place < len(data) and len(out) <= MAX_MEMBER:
            chunk = data[place : place + 65536]
            out += packed.decompress(chunk, MAX_MEMBER + 1 - len(out))
            while packed.unconsumed_tail and len(out) <= MAX_MEMBER:
                out += packed.decompress(packed.unconsumed_tail, MAX_MEMBER + 1 - len(out))
            place += len(chunk)
    except zlib.error:
        return None, data.find(_GZIP, at + 1)
    if not packed.eof:
        return None, data.find(_GZIP, at + 1)
    following = place - len(packed.unused_data)
    return bytes(out), data.find(_GZIP, following) if following < len(data) else len(data)


def _split(data: bytes, count: _Count) -> Iterator[bytes]:
    """Yield the records of an unpacked stretch; each says its version first, and its length."""
    at = 0
    while at < len(data):
        start = _START.search(data, at)
        if start is None:
            count.damaged += bool(data[at:].strip())
            return
        count.damaged += bool(data[at : start.start()].strip())
        head_end = data.find(b"\r\n\r\n", start.end(), start.end() + 65536)
        length = _LENGTH.search(data, start.end(), max(head_end, start.end()))
        end = head_end + 4 + int(length[1]) if head_end >= 0 and length else -1
        fits = 0 <= end <= len(data) and re.compile(rb"\r?\n|\Z").match(data, end)
        if not fits:
            count.damaged += 1
            at = start.end()
            following = _START.search(data, at)
            at = following.start() if following else len(data)
            continue
        yield data[start.start() : end] + b"\r\n\r\n"
        at = end + len(re.compile(rb"[\r\n]*").match(data, end).group())  # type: ignore[union-attr]


def _page(source: SourceBytes, raw: bytes, number: int, count: _Count) -> SourceBytes | None:
    """Return a record's page on its way in, or None where it is none."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what matters is told as a finding
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(raw))))
        if record.rec_type not in {"response", "resource", "conversion"}:
            count.other += 1
            return None
        http = record.http_headers
        headers = http if http is not None else record.rec_headers
        media_type = _MEDIA_TYPE.match(headers.get_header("Content-Type") or "")
        there = http is None or str(http.get_statuscode()).startswith("2")
        if not there or not media_type or media_type[1].lower() not in media_types():
            count.other += 1
            return None
        data = record.content_stream().read(MAX_BYTES + 1)
    except (ArchiveLoadFailed, StopIteration, ValueError, OSError, EOFError, zlib.error):
        count.damaged += 1
        return None
    except Exception:  # noqa: BLE001 - a hostile record may fail in any way; it is counted
        count.damaged += 1
        return None
    address = record.rec_headers.get_header("WARC-Target-URI")
    address = address.strip("<> ") if address else None
    return replace(source.inside(data, str(number)), address=address)


def is_archive(data: bytes, name: str) -> bool:
    """Tell a web archive, plain or packed; a packed one by its first record or its name."""
    if data.startswith(b"WARC/"):
        return True
    if not data.startswith(b"\x1f\x8b"):
        return False
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data[:65536], 16)
    except zlib.error:
        start = b""
    return start.startswith(b"WARC/") or name.endswith(".warc.gz")


WARC = Format(
    name="WARC",
    read=warc,
    told_by=is_archive,
    endings=(".warc", ".warc.gz"),
    container=True,
    most=MAX_ARCHIVE,
    becomes="a document for each page, under its address",
    limits=f"packed or not; {MAX_ARCHIVE // 2**20} MB, {MAX_UNPACKED // 2**30} GB unpacked, "
    f"{MAX_MEMBER // 2**20} MB a packed member, {MAX_PAGES:,} pages; a damaged record costs only "
    "itself",
)
