"""What kind of source some bytes are, by their content; the name only where content leaves it open.

The first bytes of a PDF, a zip archive or a web archive name it. Feeds, mail and references are
text, and are told by what they cannot do without: a feed by its root element, a letter by the
fields of its head, references by their entries.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

ENDINGS = (
    *(".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml", ".mbox"),
    *(".rss", ".atom", ".opml", ".warc", ".warc.gz", ".bib", ".bibtex", ".ris", ".csljson"),
)
"""Endings that are taken from a folder; a file named by itself is tried whatever its ending."""
_OPEN = {".json": frozenset({"csl"}), ".xml": frozenset({"feed", "opml"})}
"""Endings that say little, and the kinds for which such a file is taken from a folder."""

Kind = Literal[
    "pdf", "docx", "mail", "mbox", "feed", "opml", "warc", "bibtex", "ris", "csl", "page"
]

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><!--.{0,5000}?-->|<\?[^>]{0,500}\?>"
    rb"|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>)\s*+)*+"
    rb"<(?P<root>[A-Za-z][\w.:-]*)(?P<rest>[^>]{0,2000})",
    re.DOTALL | re.IGNORECASE,
)
_FIELD = re.compile(rb"^([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]", re.MULTILINE)
_OF_MAIL = frozenset(
    b"from to date subject message-id mime-version received return-path delivered-to".split()
)
_SURE = frozenset(b"message-id mime-version received return-path delivered-to".split())
_BIBTEX = re.compile(rb"^\s*@(?:[A-Za-z]{3,20})\s*\{\s*[^\s,{}=]{1,200}\s*,", re.MULTILINE)
_RIS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*TY  - [A-Z]{2,8}\s", re.DOTALL)
_CSL = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*[\[{]")


def taken(path: Path) -> bool:
    """Tell whether a file that lies in a folder is one to read: by its ending, else its head."""
    name = path.name.lower()
    if name.endswith(ENDINGS):
        return path.is_file()
    kinds = _OPEN.get(path.suffix.lower())
    if kinds is None or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return kind_of(file.read(65536), name) in kinds
    except OSError:
        return False


def kind_of(data: bytes, name: str = "") -> Kind:
    """Return the kind of source; ``page`` for whatever is read as text or as a web page."""
    head = data[:65536]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if head.startswith(b"PK\x03\x04") and (ending == "docx" or b"word/" in data):
        return "docx"
    if _warc(head, name):
        return "warc"
    return _feed(head) or _references(data, ending) or _mail(head, ending) or "page"


def _warc(head: bytes, name: str) -> bool:
    """Tell a web archive, plain or packed; a packed one by its name or its first record."""
    if head.startswith(b"WARC/"):
        return True
    if not head.startswith(b"\x1f\x8b"):
        return False
    import zlib

    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16)
    except zlib.error:
        start = b""
    return start.startswith(b"WARC/") or name.lower().endswith(".warc.gz")


def _feed(head: bytes) -> Kind | None:
    """Tell a feed or a list of feeds by its root element."""
    match = _ROOT.match(head)
    if match is None:
        return None
    root = match["root"].lower()
    if root == b"opml":
        return "opml"
    if root == b"rdf:rdf":
        return "feed" if b"http://purl.org/rss/" in match["rest"] else None
    if root in {b"feed", b"atom:feed"}:
        return "feed"
    return "feed" if root == b"rss" else None


def _mail(head: bytes, ending: str) -> Kind | None:
    """Tell a letter by the fields of its head, a mailbox by the line before them."""
    box = re.match(rb"From \S+[^\n]*\d{4}\s*\n", head)
    body = head[box.end() :] if box else head.lstrip(b"\r\n")
    top = re.split(rb"\r?\n\r?\n", body, maxsplit=1)[0]
    fields = {m.lower() for m in _FIELD.findall(top)} if _FIELD.match(top) else set()
    if box and len(fields & _OF_MAIL) >= 2:
        return "mbox"
    named = ending in {"eml", "mht", "mhtml"} and len(fields & _OF_MAIL) >= 1
    sure = len(fields & _OF_MAIL) >= 3 and fields & _SURE
    return "mail" if named or sure else None


def _references(data: bytes, ending: str) -> Kind | None:
    """Tell a list of references by its entries."""
    if _RIS.match(data):
        return "ris"
    entry = _BIBTEX.search(data[:65536])
    if entry and (ending in {"bib", "bibtex"} or not data[: entry.start()].strip()):
        return "bibtex"
    if ending in {"json", "csljson"} and _CSL.match(data):
        csl = re.search(rb'"(?:type|issued|DOI|URL|abstract|container-title)"\s*:', data)
        return "csl" if csl else None
    return None
