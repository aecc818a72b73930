"""Rich text (RTF) to its text: paragraphs, and the cells of tables, in order.

striprtf takes the words out of the markup. What is struck out, by tracked changes or by a line
through it, or hidden, is taken away before, and told.
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

_STRUCK = re.compile(r"\\(?:strike|striked1|deleted|v)(?![a-z0])")
_SIGN = re.compile(
    r"[{}]|\\(?P<name>[a-z]+)(?P<value>-?\d*) ?|\\'[0-9a-fA-F]{2}|\\[^a-z]|[^\\{}]+|\\"
)
_OF_STRUCK = frozenset(("par", "pard", "cell", "row", "line", "uc", "plain"))
"""What is kept of the markup of struck words: where paragraphs end."""
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
    bare, struck = _without_struck(markup)
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


def _without_struck(markup: str) -> tuple[str, int]:
    """Return rich text without the words that are struck out, and how many runs of them were."""
    if _STRUCK.search(markup) is None:
        return markup, 0
    kept: list[str] = []
    struck, runs, open_ = [False], 0, False
    for sign in _SIGN.finditer(markup):
        told, name = sign[0], sign["name"]
        if name in {"strike", "striked", "deleted", "v"}:
            struck[-1] = sign["value"] != "0"
        elif name == "plain":
            struck[-1] = False
        elif told == "{":
            struck.append(struck[-1])
        elif told == "}" and len(struck) > 1:
            struck.pop()
        if not struck[-1] or told in "{}" or name in _OF_STRUCK:
            kept.append(told)
        elif name is None and told.strip():
            runs, open_ = runs + (not open_), True
        open_ = open_ and struck[-1]
    return "".join(kept), runs


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
    becomes="one document; cells of tables are paragraphs; struck or hidden words are left out",
    limits=f"{MOST // 2**20} MB",
)
