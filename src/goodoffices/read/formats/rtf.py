"""Rich text (RTF) to its text: paragraphs, and the cells of tables, in order.

striprtf takes the words out of the markup. What tracked changes struck out is taken away before,
and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.metadata import Facts
from goodoffices.read.formats.bundle import articles
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes
from goodoffices.read.formats.office import OfficeText

MOST = 10 * 1024 * 1024
"""How many bytes of rich text are read: it is taken apart sign by sign."""

_STRUCK = re.compile(r"\{(?:\\[a-z]+-?\d* ?)*\\deleted\b[^{}]*\}")
_PUT_IN = re.compile(r"\\revised\b")
_TITLE = re.compile(r"\{\\info\b.{0,2000}?\{\\title ([^{}\\]{1,300})\}", re.DOTALL)
_AUTHOR = re.compile(r"\{\\info\b.{0,2000}?\{\\author ([^{}\\]{1,120})\}", re.DOTALL)


def rtf(source: SourceBytes) -> Iterator[InputPiece | SourceBytes | UnreadableInput]:
    """Yield the document of rich text, or the articles that are bundled in it.

    Raises
    ------
    UnreadableInput
        GO113 where it cannot be followed, GO101 where it holds no word.
    """
    from striprtf.striprtf import rtf_to_text

    markup = source.data.decode("cp1252", "replace")
    bare, struck = _STRUCK.subn("", markup)
    try:
        words: str = rtf_to_text(bare, errors="replace")  # type: ignore[no-untyped-call]
    except Exception:  # noqa: BLE001 - malformed markup may fail in any way; it is told
        raise UnreadableInput(finding("GO113.rtf", source.place)) from None
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # signs in halves
    lines = words.replace("\r\n", "\n").splitlines()
    if bundled := list(articles(source, lines)):
        yield from bundled
        return
    text = OfficeText()
    for line in lines:
        for cell in line.split("|") if line.count("|") > 1 else [line]:
            text.say(cell)
    facts = Facts(
        title=_said(_TITLE, markup), authors=tuple(filter(None, (_said(_AUTHOR, markup),)))
    )
    piece = text.piece(source, MEDIA_TYPE, facts)
    changes = struck + len(_PUT_IN.findall(bare))
    told = finding("GO161.tracked", source.place, severity="warning", count=changes)
    yield InputPiece(piece.document, piece.data, (told,) if changes else ())


def _said(pattern: re.Pattern[str], markup: str) -> str | None:
    """Return what the head of the markup says."""
    match = pattern.search(markup)
    return " ".join(match[1].split()) or None if match else None


def is_rtf(data: bytes, _name: str) -> bool:
    """Tell rich text by its first signs."""
    return data[:64].lstrip().startswith(b"{\\rtf")


MEDIA_TYPE = "application/rtf"
RTF = Format(
    name="RTF",
    read=rtf,
    told_by=is_rtf,
    endings=(".rtf",),
    media_types={MEDIA_TYPE: "rtf"},
    most=MOST,
    becomes="one document; cells of tables are paragraphs; what is struck out is left out, told",
    limits=f"{MOST // 2**20} MB",
)
