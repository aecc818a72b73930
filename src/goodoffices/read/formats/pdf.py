"""A PDF to its text, page by page, with the place of each page kept.

A page of two columns is read column by column. Its lines are set together to paragraphs: a line
much shorter than the page is wide, a blank line, larger letters, or at the head a line that is a
day and who wrote it, end one. A word that was parted at a line's end loses its hyphen only where
the document writes it whole elsewhere. Lines that stand at the head or foot of most pages are left
out. A page that holds pictures of words has no text to read; that is told, never guessed.
"""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.snapshot import Part, Snapshot
from goodoffices.read.document.intake import make_document
from goodoffices.read.document.letters import one_word
from goodoffices.read.document.lines import PageBlock
from goodoffices.read.document.metadata import Facts
from goodoffices.read.formats.columns import page_text
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 500
MAX_LETTERS = 5_000_000
MAX_SECONDS = 60.0
"""How long the text of one file is gathered; looked at after each page."""

_ENDED = re.compile(r"[.!?:;…؟][\"'”’»)\]]*$")
_PARTED = re.compile(r"([^\W\d_]+)-$")
_DAY = r"(?:\d{1,2}\.? [^\W\d_]{3,} \d{4}|[^\W\d_]{3,} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)"
_HEADED = re.compile(rf"(?:[^\W\d_]+,? )?{_DAY}\b.*|.*\b{_DAY}")
"""A line of a page's head: the day first and then who wrote it, or the other way round."""

HEAD = 8
"""The first lines of a page, among which such a one is looked for."""


def pdf(source: SourceBytes) -> Iterator[InputPiece]:
    """Yield the document of a PDF.

    Raises
    ------
    UnreadableInput
        GO111 where a password is needed, GO112 where no page has text, GO113 where it is damaged.
    """
    reader = _opened(source)
    pages, findings = _texts(source, reader)
    if not any(page.strip() for page in pages):
        raise UnreadableInput(finding("GO112", source.place, count=len(pages)))
    text, blocks, parts = lay_out(pages)
    snapshot = Snapshot(sha256(source.data), text, "application/pdf")
    title, authors = _facts(reader)
    facts = Facts(title=title, authors=authors, address=source.address)
    document = make_document(snapshot, blocks, source.name, facts, source.published, parts)
    yield InputPiece(document, source.data, tuple(findings))


def _opened(source: SourceBytes) -> PdfReader:
    """Open a PDF, with an empty password where it asks for one."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters is told as a finding
    try:
        reader = PdfReader(io.BytesIO(source.data))
        locked = reader.is_encrypted and not reader.decrypt("")
        len(reader.pages)
    except (DependencyError, NotImplementedError):
        locked = True
    except (PyPdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError) as error:
        locked = "decrypt" in str(error)
        if not locked:
            raise UnreadableInput(finding("GO113.pdf", source.place)) from None
    if locked:
        raise UnreadableInput(finding("GO111.pdf", source.place))
    return reader


def _texts(source: SourceBytes, reader: PdfReader) -> tuple[list[str], list[Finding]]:
    """Return the text of each page, within limits, and what was left out."""
    began = time.monotonic()
    pages: list[str] = []
    failed: list[int] = []
    count = len(reader.pages)
    for number in range(count):
        late = time.monotonic() - began > MAX_SECONDS
        if number >= MAX_PAGES or late or sum(map(len, pages)) > MAX_LETTERS:
            break
        try:
            pages.append(page_text(reader.pages[number]))
        except Exception:  # noqa: BLE001 - a hostile page may fail in any way; it is told
            pages.append("")
            failed.append(number + 1)
    findings = []
    if failed and len(failed) == len(pages):
        raise UnreadableInput(finding("GO113.pdf", source.place))
    if failed:
        numbers = ", ".join(map(str, failed[:20]))
        findings.append(finding("GO119.damaged", source.place, severity="warning", pages=numbers))
    if len(pages) < count:
        findings.append(
            finding("GO119.beyond", source.place, severity="warning", read=len(pages), count=count)
        )
    return [_clean(page) for page in pages], findings


def _clean(page: str) -> str:
    """Return a page's text without what no text holds."""
    page = re.sub(r"[\ud800-\udfff]", "\ufffd", page)
    return "".join(
        c for c in page.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or c >= " "
    )


def _facts(reader: PdfReader) -> tuple[str | None, tuple[str, ...]]:
    """Return the title and author that the file declares; not its date, which is its making's."""
    try:
        facts = reader.metadata
        title, author = (facts.title, facts.author) if facts else (None, None)
    except Exception:  # noqa: BLE001 - metadata are no reason to refuse a file
        return None, ()
    title = title.strip() if isinstance(title, str) else ""
    named = re.search(r"\.\w{2,4}$|^untitled|^microsoft word", title, re.IGNORECASE)
    author = author.strip() if isinstance(author, str) else ""
    return (None if named or not title else title), ((author,) if author else ())


def lay_out(pages: Sequence[str]) -> tuple[str, list[PageBlock], tuple[Part, ...]]:
    """Return pages set as one text of paragraphs, its blocks, and where each page lies.

    A paragraph that runs on over the page's end is one block.
    """
    lines = [[line.strip() for line in page.splitlines()] for page in pages]
    repeated = _repeated(lines)
    whole = "\n".join(pages)
    words = frozenset(w.lower() for w in re.findall(r"[^\W\d_]+", whole))
    pairs = frozenset(w.lower() for w in re.findall(r"[^\W\d_]+-[^\W\d_]+", whole))
    text = ""
    blocks: list[PageBlock] = []
    starts: list[int] = []
    for page in lines:
        starts.append(len(text))
        for number, paragraph in enumerate(_paragraphs(page, repeated, (words, pairs))):
            last = text[blocks[-1].start :] if blocks else ""
            if number == 0 and last and not _ENDED.search(last) and paragraph[:1].islower():
                text += "\n" + paragraph
                starts[-1] = len(text) - len(paragraph)
                blocks[-1] = PageBlock(blocks[-1].start, len(text))
                continue
            text += "\n\n" if text else ""
            if number == 0:
                starts[-1] = len(text)
            blocks.append(PageBlock(len(text), len(text) + len(paragraph)))
            text += paragraph
    ends = [*starts[1:], len(text)]
    spans = enumerate(zip(starts, ends, strict=True), 1)
    return text, blocks, tuple(Part("page", n, a, b) for n, (a, b) in spans if a < b)


def _edge(line: str) -> str:
    """Return a line of a head or foot without what differs from page to page."""
    return re.sub(r"\d+", "#", line).strip().casefold()


def _repeated(pages: Sequence[Sequence[str]]) -> set[str]:
    """Return the first and last lines that more than half of at least three pages share."""
    count: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line]
        count.update({_edge(line) for line in (*full[:2], *full[-2:])})
    return {line for line, n in count.items() if len(pages) >= 3 and n > len(pages) / 2}


def _paragraphs(
    page: Sequence[str], repeated: set[str], words: tuple[frozenset[str], frozenset[str]]
) -> Iterator[str]:
    """Yield the paragraphs of a page."""
    full = [i for i, line in enumerate(page) if line]
    edges = {*full[:2], *full[-2:]}
    kept = [ln for i, ln in enumerate(page) if not (i in edges and _edge(ln) in repeated)]
    width = max(map(len, kept), default=0)
    paragraph = ""
    for number, line in enumerate(kept):
        after = kept[number + 1] if number + 1 < len(kept) else ""
        if not line:
            if paragraph:
                yield paragraph
            paragraph = ""
            continue
        paragraph = _joined(paragraph, line, words)
        short = len(line) < (0.85 if _ENDED.search(line) else 0.55) * width
        goes_on = after[:1].islower() and not _ENDED.search(line)
        head = (
            number < HEAD
            and paragraph == line
            and _HEADED.fullmatch(line)
            and not _ENDED.search(line)
        )
        if (short or head) and not goes_on and not _PARTED.search(line):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph


def _joined(before: str, line: str, words: tuple[frozenset[str], frozenset[str]]) -> str:
    """Return a paragraph with its next line."""
    if not before:
        return line
    parted = _PARTED.search(before)
    first = re.match(r"[^\W\d_]+", line)
    if parted and first and first.group()[0].islower():
        whole = one_word(parted[1], first.group(), *words)
        return (before[:-1] if whole else before) + line
    return f"{before} {line}"


def is_pdf(data: bytes, _name: str) -> bool:
    """Tell a PDF by its first words."""
    return data[:65536].lstrip()[:5] == b"%PDF-"


PDF = Format(
    name="PDF",
    read=pdf,
    told_by=is_pdf,
    endings=(".pdf",),
    media_types={"application/pdf": "pdf"},
    becomes="one document; `show` names the page",
    limits=f"{MAX_PAGES} pages, {MAX_LETTERS // 10**6} million letters, {MAX_SECONDS:.0f} seconds "
    "(looked at after each page); pictures without text, a password and damage are findings",
)
