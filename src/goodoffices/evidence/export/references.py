"""The sources as BibTeX: what was read, where it was found, when it was published."""

from __future__ import annotations

import re

from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.snapshot import Document

_SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def to_bibtex(dossier: Dossier) -> str:
    """Return an entry for each document."""
    return "\n".join(map(_entry, dossier.documents))


def _entry(document: Document) -> str:
    date = document.published or ""
    year = re.match(r"\d{4}", date)
    fields = {
        "title": document.title,
        "author": " and ".join(document.authors),
        "howpublished": document.outlet,
        "url": document.address,
        "date": date,
        "year": year[0] if year else None,
        "note": f"sha256 {document.snapshot.sha256}",
    }
    lines = [
        f"  {name} = {{{_value(name, str(value))}}}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@misc{{{document.id},", *lines, "}", ""])


def _value(name: str, text: str) -> str:
    """Return a value as BibTeX reads it; an address stays what it is, but for what would end it."""
    return re.sub(r"[{}\\\s]", _percent, text) if name == "url" else _plain(text)


def _percent(match: re.Match[str]) -> str:
    """Return a sign of an address in its other spelling."""
    return f"%{ord(match.group()):02X}"


def _plain(text: str) -> str:
    return "".join(_SPECIAL.get(c, c) for c in " ".join(text.split()))
