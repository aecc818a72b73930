"""A letter as Outlook keeps it (MSG) to one as the net carries it (EML), which is then read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.mail import MAIL, MAX_ATTACHMENTS

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LETTER = "__properties_version1.0".encode("utf-16-le")


def msg(source: SourceBytes) -> Iterator[SourceBytes]:
    """Yield the letter as EML.

    Raises
    ------
    UnreadableInput
        GO113 where it is damaged.
    """
    from oxmsg import Message

    try:
        _bounded(source.data)
        letter = _as_mail(Message.load(source.data))
    except Exception:  # noqa: BLE001 - a damaged file may fail in any way; it is told
        raise UnreadableInput(finding("GO113.letter", source.place)) from None
    inside = source.inside(letter.as_bytes(), "letter")
    yield SourceBytes(data=inside.data, name=inside.name, published=source.published, kind=MAIL)


def _bounded(data: bytes) -> None:
    """Refuse a file whose parts say that they are larger than it: they lead round in a ring.

    Small parts are counted twice: they lie in one that holds them all.
    """
    from olefile import OleFileIO

    with OleFileIO(data) as opened:
        told = sum(entry.size for entry in opened.direntries if entry is not None)
    if told > 2 * len(data):
        raise ValueError(told)


def _as_mail(message: Any) -> EmailMessage:  # noqa: ANN401 - oxmsg's
    """Return a letter with the fields, words and attachments of Outlook's."""
    letter = EmailMessage()
    letter["Subject"] = _line(message.subject)
    if message.sender:
        letter["From"] = _line(message.sender)
    headers = {name.lower(): value for name, value in message.message_headers.items()}
    if headers.get("date"):
        letter["Date"] = _line(headers["date"])
    elif message.sent_date:
        letter["Date"] = format_datetime(message.sent_date)
    letter["Message-ID"] = "<outlook@localhost>"
    if message.body:
        letter.set_content(message.body)
    elif message.html_body:
        letter.set_content(message.html_body, subtype="html")
    else:
        letter.set_content("")
    for attachment in message.attachments[: MAX_ATTACHMENTS + 1]:
        data = attachment.file_bytes
        if data:
            kind, _slash, sub = (attachment.mime_type or "").partition("/")
            known = kind in {"application", "image", "audio", "video"} and sub
            letter.add_attachment(
                data,
                maintype=kind if known else "application",
                subtype=sub if known else "octet-stream",
                filename=_line(attachment.file_name or "attachment"),
            )
    return letter


def _line(words: str) -> str:
    """Return a field's words on one line."""
    return re.sub(r"\s+", " ", words).strip()


def is_msg(data: bytes, name: str) -> bool:
    """Tell a letter of Outlook's by what lies in its compound file."""
    return data.startswith(_MAGIC) and (name.endswith(".msg") or _LETTER in data)


MSG = Format(
    name="MSG",
    read=msg,
    told_by=is_msg,
    endings=(".msg",),
    container=True,
    becomes="its letter, as EML",
    limits="as EML; words that are only in Outlook's own rich text are not read",
)
