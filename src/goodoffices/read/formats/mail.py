"""A letter (EML), or a mailbox of them, to text: the subject, the words, and who wrote when.

The plain part is read where there is one, else the page. Lines that quote another letter and what
stands below the signature mark are furniture: they are not this writer's words; a quoted letter
that says who wrote it when is a piece of its own. Attachments that are reports are read as pieces
of their own; the others are named as not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses
from itertools import accumulate
from typing import TYPE_CHECKING

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Snapshot
from goodoffices.read.document.decode import decode
from goodoffices.read.document.intake import MAX_BYTES, make_document
from goodoffices.read.document.lines import PageBlock
from goodoffices.read.document.metadata import Facts, edtf_day
from goodoffices.read.document.paragraphs import split_text
from goodoffices.read.formats import formats, media_types
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes
from goodoffices.read.formats.page import PAGE
from goodoffices.read.formats.quoted import QuotedLetter, parted

MAX_DEPTH = 3
MAX_ATTACHMENTS = 50
MAX_LETTERS = 5_000

_FROM = re.compile(rb"^From \S+[^\n]*\d{4}\s*$", re.MULTILINE)
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.MULTILINE)
_OF_MAIL = frozenset(
    b"from to date subject message-id mime-version received return-path delivered-to".split()
)
_SURE = frozenset(b"message-id mime-version received return-path delivered-to".split())


def mbox(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the letters of a mailbox, then what was left out."""
    starts = [match.start() for match in _FROM.finditer(source.data)]
    starts = [s for s in starts if s == 0 or source.data[:s].endswith((b"\n\n", b"\r\n\r\n"))]
    for number, (start, end) in enumerate(
        zip(starts[:MAX_LETTERS], [*starts[1:], len(source.data)][:MAX_LETTERS], strict=True), 1
    ):
        letter = source.data[start:end].split(b"\n", 1)[1].rstrip(b"\r\n") + b"\n"
        inner = source.inside(re.sub(rb"(?m)^>(>*From )", rb"\1", letter), str(number))
        yield replace(inner, kind=MAIL)
    if len(starts) > MAX_LETTERS:
        yield UnreadableInput(finding("GO102.letters", source.place, most=MAX_LETTERS))


def mail(source: SourceBytes) -> Iterator[InputPiece | SourceBytes]:
    """Yield a letter's own words, then what is attached to it.

    Raises
    ------
    UnreadableInput
        GO101 where the letter and its attachments hold no word, GO113 where it cannot be followed.
    """
    message = _message(source)
    attached = list(_attachments(message))
    unread = [name for name, data, _letter in attached if data is None][:MAX_ATTACHMENTS]
    readable = [(name, data, letter) for name, data, letter in attached if data is not None]
    words = _words(source, message)
    try:
        yield _letter(source, message, words, unread)
    except UnreadableInput:
        if not readable and not words.quoted:
            raise
    for number, letter in enumerate(words.quoted, 1):
        inside = source.inside(letter.text.encode("utf-8", "replace"), f"quoted {number}")
        yield replace(inside, published=None, facts=letter.facts, text=True, kind=PAGE)
    for name, data, passed_on in readable[:MAX_ATTACHMENTS]:
        inside = replace(source.inside(data, name), published=None)
        yield replace(inside, kind=MAIL) if passed_on else inside


def _message(source: SourceBytes) -> EmailMessage:
    """Parse a letter, however bad."""
    if source.depth > MAX_DEPTH:
        raise UnreadableInput(finding("GO113.deep", source.place, most=MAX_DEPTH))
    try:
        return message_from_bytes(source.data, policy=policy.default)
    except Exception:  # noqa: BLE001 - a hostile letter may fail in any way; it is told
        raise UnreadableInput(finding("GO113.letter", source.place)) from None


def _field(message: EmailMessage, name: str) -> str:
    """Return a field of the head, or nothing where it is missing or malformed."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001 - the library raises what it likes on malformed fields
        return ""


def _letter(
    source: SourceBytes, message: EmailMessage, letter: LetterWords, unread: list[str]
) -> InputPiece:
    """Return a letter's own words as a document."""
    words, blocks, media_type = letter.text, letter.blocks, letter.kind
    subject = _field(message, "Subject")
    if not words.strip() and not subject:
        raise UnreadableInput(finding("GO101.letter", source.place))
    lead = f"{subject}\n\n" if subject else ""
    moved = [replace(b, start=b.start + len(lead), end=b.end + len(lead)) for b in blocks]
    every = [PageBlock(0, len(subject), heading=1), *moved] if subject else moved
    saved = re.match(r"[<\"]*saved by ", _field(message, "From"), re.IGNORECASE)  # a browser did
    writers = [name or address for name, address in getaddresses([_field(message, "From")])]
    facts = Facts(
        title=subject or None,
        authors=tuple(w for w in writers if w),
        published=None if saved else edtf_day(_field(message, "Date")),
        published_from="metadata",
        outlet=_field(message, "Organization") or None,
    )
    if saved and letter.page is not None:  # the page says of itself what no letter says of it
        said = {k: v for k, v in asdict(letter.page.facts).items() if v}
        facts = replace(facts, authors=(), **{"title": facts.title, **said})
    snapshot = Snapshot(sha256(source.data), _clean(lead + words), "message/rfc822")
    document = make_document(snapshot, every, source.name, facts, source.published)
    return InputPiece(document, source.data, tuple(_unread(source, unread, media_type)))


def _clean(text: str) -> str:
    """Put the sign for a lost letter in place of half a one; no place moves."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", text)


if TYPE_CHECKING:
    from goodoffices.read.document.markup import Page


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter's text and blocks, the kind of its part, and the letters that it quotes."""

    text: str
    blocks: tuple[PageBlock, ...]
    kind: str | None
    quoted: tuple[QuotedLetter, ...]
    page: Page | None = None


def _words(source: SourceBytes, message: EmailMessage) -> LetterWords:
    """Return a letter's text, with what it quotes set aside."""
    try:
        body = message.get_body(preferencelist=("plain", "html"))
    except Exception:  # noqa: BLE001 - malformed parts
        body = None
    if body is None:
        return LetterWords("", (), None, ())
    kind = body.get_content_type()
    text = _text(source, body)
    if kind == "text/html" and text.strip():
        from goodoffices.read.document.markup import read_page

        page = read_page(text, source.name)
        lines = [f"{'> ' * b.cited}{page.text[b.start : b.end]}" for b in page.blocks]
        letter = parted(lines, marked=True)
        blocks = tuple(
            replace(b, main=None, hint=b.hint if i in letter.own else "furniture")
            for i, b in enumerate(page.blocks)
        )
        return LetterWords(page.text, blocks, kind, letter.quoted, page)
    text = text.replace("\r\n", "\n")
    lines = text.splitlines(keepends=True)
    letter = parted([line.rstrip("\r\n") for line in lines])
    starts = [0, *accumulate(map(len, lines))]
    aside = {starts[i] for i in range(len(lines)) if i not in letter.own}
    return LetterWords(text, tuple(_blocks(text, aside)), kind, letter.quoted)


def _text(source: SourceBytes, part: MIMEPart) -> str:
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


def _blocks(text: str, quoted: set[int]) -> list[PageBlock]:
    """Return the paragraphs of a plain letter, with quoted lines and the signature set aside."""
    signature = re.search(r"(?m)^-- ?$", text)
    end = signature.start() if signature else len(text)
    return [
        replace(b, hint="furniture") if b.start >= end or _line(text, b.start) in quoted else b
        for b in _parted(text, quoted)
    ]


def _line(text: str, at: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def _parted(text: str, quoted: set[int]) -> Iterator[PageBlock]:
    """Yield paragraphs so that none holds both quoted lines and others."""
    for block in split_text(text):
        inside = [s for s in sorted(quoted) if block.start < s < block.end]
        if not inside and _line(text, block.start) not in quoted:
            yield block
            continue
        at = block.start
        for line in text[block.start : block.end].splitlines(keepends=True):
            if words := line.strip():
                first = at + line.index(words[0])
                yield PageBlock(first, first + len(words))
            at += len(line)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes | None, bool]]:
    """Yield each attachment: name, bytes where a report may be in it, whether it is a letter."""
    endings = tuple(e for form in formats() if form.media_types for e in form.endings)
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
        report = kind in media_types() or name.lower().endswith(endings)
        fits = isinstance(data, bytes) and 0 < len(data) <= MAX_BYTES
        held = data if report and fits and isinstance(data, bytes) else None
        yield name, held, kind == "message/rfc822"


def _unread(source: SourceBytes, names: list[str], media_type: str | None) -> Iterator[Finding]:
    """Say which attachments were not read."""
    if names:
        yield finding("GO116.attached", source.place, severity="note", names=", ".join(names))
    if media_type is None:
        yield finding("GO116.subject", source.place, severity="note")


def _fields(data: bytes) -> tuple[set[bytes], bool]:
    """Return which of a letter's fields stand at the head, and whether a mailbox's line does."""
    head = data[:65536]
    box = re.match(rb"From \S+[^\n]*\d{4}\s*\n", head)
    body = head[box.end() :] if box else head.lstrip(b"\r\n")
    top = re.split(rb"\r?\n\r?\n", body, maxsplit=1)[0]
    fields = {m.lower() for m in _FIELD.findall(top)} if _FIELD.match(top) else set()
    return fields & _OF_MAIL, box is not None


def is_box(data: bytes, _name: str) -> bool:
    """Tell a mailbox by the line before its first letter."""
    fields, box = _fields(data)
    return box and len(fields) >= 2


def is_letter(data: bytes, name: str) -> bool:
    """Tell a letter by the fields of its head."""
    fields, box = _fields(data)
    named = name.endswith((".eml", ".mht", ".mhtml")) and len(fields) >= 1
    sure = len(fields) >= 3 and bool(fields & _SURE)
    return (named or sure) and not (box and len(fields) >= 2)


MAIL = Format(
    name="EML",
    read=mail,
    told_by=is_letter,
    endings=(".eml",),
    media_types={"message/rfc822": "eml"},
    becomes="a document: subject, date, writer; quoted lines and signatures are set aside, and a "
    "letter that is quoted or passed on with its writer or day is a document of its own",
    limits="attached texts, pages, letters and other reports of one document are read, "
    f"{MAX_ATTACHMENTS} of them, letters {MAX_DEPTH} deep; other attachments are named",
)
MBOX = Format(
    name="mbox",
    read=mbox,
    told_by=is_box,
    endings=(".mbox",),
    container=True,
    becomes="a document for each letter, as EML",
    limits=f"{MAX_LETTERS:,} letters",
)
