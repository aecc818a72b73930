"""A letter (EML), or a mailbox of them, to text: the subject, the words, and who wrote when.

The plain part is read where there is one, else the page. Lines that quote another letter and what
stands below the signature mark are furniture: they are not this writer's words. Attachments that
are reports are read as pieces of their own; the others are named as not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from itertools import accumulate

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.i18n import _
from goodoffices.evidence.snapshot import Snapshot
from goodoffices.read.document.decode import decode
from goodoffices.read.document.intake import MAX_BYTES, make_document
from goodoffices.read.document.metadata import Facts, edtf_day
from goodoffices.read.document.zones import Block, split_text
from goodoffices.read.formats.pieces import Leaf, Piece, Source, pieces

MAX_DEPTH = 3
MAX_ATTACHMENTS = 50
MAX_LETTERS = 5_000

_FROM = re.compile(rb"^From \S+[^\n]*\d{4}\s*$", re.MULTILINE)
_REPORTS = frozenset({"text/plain", "text/html", "application/pdf", "message/rfc822"})
_ENDINGS = (".pdf", ".docx", ".txt", ".html", ".htm", ".eml")


def mbox(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the letters of a mailbox, each as :func:`mail` does."""
    for letter in letters(source):
        if isinstance(letter, UnreadableInput):
            yield letter
            continue
        try:
            yield from mail(letter.source)
        except UnreadableInput as error:
            yield error


def letters(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Yield the letters of a mailbox unread, then what was left out."""
    starts = [match.start() for match in _FROM.finditer(source.data)]
    starts = [s for s in starts if s == 0 or source.data[:s].endswith((b"\n\n", b"\r\n\r\n"))]
    for number, (start, end) in enumerate(
        zip(starts[:MAX_LETTERS], [*starts[1:], len(source.data)][:MAX_LETTERS], strict=True), 1
    ):
        letter = source.data[start:end].split(b"\n", 1)[1].rstrip(b"\r\n") + b"\n"
        inner = source.inner(re.sub(rb"(?m)^>(>*From )", rb"\1", letter), str(number))
        yield Leaf(inner, kind="mail")
    if len(starts) > MAX_LETTERS:
        text = _("Only the first {most} letters of this mailbox were read.")
        yield source.refused("GO102", text.format(most=MAX_LETTERS))


def mail(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield a letter's own words, then what is attached to it.

    Raises
    ------
    UnreadableInput
        GO101 where the letter and its attachments hold no word, GO113 where it cannot be followed.
    """
    message = _message(source)
    attached = list(_attachments(message))
    unread = [name for name, data in attached if data is None][:MAX_ATTACHMENTS]
    readable = [(name, data) for name, data in attached if data is not None]
    try:
        yield _letter(source, message, unread)
    except UnreadableInput:
        if not readable:
            raise
    for name, data in readable[:MAX_ATTACHMENTS]:
        inside = replace(source.inner(data, name), published=None)
        yield from pieces(inside)


def _message(source: Source) -> EmailMessage:
    """Parse a letter, however bad."""
    if source.depth > MAX_DEPTH:
        text = _("Letters are attached to letters more than {most} deep; this one was not read.")
        raise source.refused("GO113", text.format(most=MAX_DEPTH))
    try:
        return message_from_bytes(source.data, policy=policy.default)
    except Exception:  # noqa: BLE001 - a hostile letter may fail in any way; it is told
        raise source.refused("GO113", _("This letter cannot be followed.")) from None


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the head, or nothing where it is missing or malformed."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001 - the library raises what it likes on malformed fields
        return ""


def _letter(source: Source, message: EmailMessage, unread: list[str]) -> Piece:
    """Return a letter's own words as a document."""
    words, blocks, media_type = _words(source, message)
    subject = _field(message, "Subject")
    if not words.strip() and not subject:
        raise source.refused("GO101", _("There is nothing to read: the letter is empty."))
    lead = f"{subject}\n\n" if subject else ""
    moved = [replace(b, start=b.start + len(lead), end=b.end + len(lead)) for b in blocks]
    blocks = [Block(0, len(subject), heading=1), *moved] if subject else moved
    writers = [name or address for name, address in getaddresses([_field(message, "From")])]
    facts = Facts(
        title=subject or None,
        authors=tuple(w for w in writers if w),
        published=edtf_day(_field(message, "Date")),
        published_from="metadata",
        outlet=_field(message, "Organization") or None,
    )
    snapshot = Snapshot(sha256(source.data), _clean(lead + words), "message/rfc822")
    document = make_document(snapshot, blocks, source.name, facts, source.published)
    return Piece(document, source.data, tuple(_told(source, unread, media_type)))


def _clean(text: str) -> str:
    """Put the sign for a lost letter in place of half a one; no place moves."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


def _words(source: Source, message: EmailMessage) -> tuple[str, list[Block], str | None]:
    """Return a letter's text and blocks, and the kind of its part."""
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except Exception:  # noqa: BLE001 - malformed parts
        body = None
    if body is None:
        return "", [], None
    kind = body.get_content_type()
    text = _text(source, body)
    if kind == "text/html" and text.strip():
        from goodoffices.read.document.markup import read_page

        page = read_page(text, source.name)
        return page.text, list(page.blocks), kind
    text = text.replace("\r\n", "\n")
    return text, _blocks(text), kind


def _text(source: Source, part: MIMEPart) -> str:
    """Return the characters of a part: as it declares them, else as they look."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, source.name)[0] if data.strip() else ""


def _blocks(text: str) -> list[Block]:
    """Return the paragraphs of a plain letter, with quoted lines and the signature set aside."""
    signature = re.search(r"(?m)^-- ?$", text)
    end = signature.start() if signature else len(text)
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    quoted = {s for s in starts if text[s : s + 1] == ">"}
    return [
        replace(b, hint="furniture") if b.start >= end or b.start in quoted else b
        for b in _parted(text, quoted)
    ]


def _parted(text: str, quoted: set[int]) -> Iterator[Block]:
    """Yield paragraphs so that none holds both quoted lines and others."""
    for block in split_text(text):
        inside = [s for s in sorted(quoted) if block.start < s < block.end]
        if not inside and block.start not in quoted:
            yield block
            continue
        at = block.start
        for line in text[block.start : block.end].splitlines(keepends=True):
            yield Block(at, at + len(line.rstrip()))
            at += len(line)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes | None]]:
    """Yield the attachments: the name, and the bytes of those that may be reports."""
    try:
        parts = list(message.iter_attachments())
    except Exception:  # noqa: BLE001 - malformed parts
        return
    for number, part in enumerate(parts, 1):
        try:
            name = (part.get_filename() or f"{part.get_content_type()} {number}")[:120]
            kind = part.get_content_type()
            if kind == "message/rfc822":
                inner = part.get_content()
                data: object = inner.as_bytes() if isinstance(inner, EmailMessage) else None
            else:
                data = part.get_payload(decode=True)
        except Exception:  # noqa: BLE001 - malformed parts
            name, kind, data = str(number), "", None
        wanted = kind in _REPORTS or name.lower().endswith(_ENDINGS)
        fits = isinstance(data, bytes) and 0 < len(data) <= MAX_BYTES
        yield name, data if wanted and fits and isinstance(data, bytes) else None


def _told(source: Source, unread: list[str], media_type: str | None) -> Iterator[Finding]:
    """Say which attachments were not read."""
    if unread:
        text = _("Attached and not read: {names}.").format(names=", ".join(unread))
        yield source.finding("GO116", text, None, "note")
    if media_type is None:
        text = _("Of this letter only the subject was read: it has no words of its own.")
        yield source.finding("GO116", text, None, "note")
