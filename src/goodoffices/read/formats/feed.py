"""A feed (RSS, Atom, RDF) to its entries, each a small page of its own.

The bytes that are given are parsed; nothing that a feed links to is fetched. An entry becomes a
page of its title and of the content it carries, and those bytes are what is kept of it. Its date is
the one it says it was published; the date of an update is no publication, so such an entry stays
undated.
"""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from goodoffices.base.errors import Finding, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.read.document.metadata import Facts, edtf_day
from goodoffices.read.document.outlets import outlet_of
from goodoffices.read.formats.format import Format, SourceBytes
from goodoffices.read.formats.page import PAGE

MAX_ENTRIES = 2_000

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><!--.{0,5000}?-->|<\?[^>]{0,500}\?>"
    rb"|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,20000}?\]\s*)?>)\s*+)*+"
    rb"<(?P<root>[A-Za-z][\w.:-]*)(?P<rest>[^>]{0,2000})",
    re.DOTALL | re.IGNORECASE,
)


def feed(source: SourceBytes) -> Iterator[SourceBytes | UnreadableInput]:
    """Yield the entries of a feed as pages, then what was left out.

    Raises
    ------
    UnreadableInput
        GO101 where it has none, GO113 where it cannot be followed.
    """
    parsed = _parsed(source)
    refusals: Counter[str] = Counter()
    for number, entry in enumerate(parsed.entries[:MAX_ENTRIES], 1):
        yield replace(_entry(source, parsed, entry, number), refusals=refusals)
    if findings := list(_left_out(source, parsed, refusals)):
        yield UnreadableInput(findings)


def _parsed(source: SourceBytes) -> Any:  # noqa: ANN401 - feedparser's
    """Return a feed that has entries."""
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(source.data), resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:  # noqa: BLE001 - a hostile feed may fail in any way; it is told
        raise UnreadableInput(finding("GO113.feed", source.place)) from None
    if not parsed.entries:
        raise UnreadableInput(finding("GO113.feed" if parsed.bozo else "GO101.feed", source.place))
    return parsed


def _left_out(source: SourceBytes, parsed: Any, refusals: Counter[str]) -> Iterator[Finding]:  # noqa: ANN401
    """Say what of a feed was not read, once for the whole feed."""
    if refusals:
        codes = ", ".join(sorted(refusals))
        yield finding("GO115.feed_entries", source.place, count=refusals.total(), codes=codes)
    if len(parsed.entries) > MAX_ENTRIES:
        beyond = len(parsed.entries) - MAX_ENTRIES
        yield finding("GO115.feed_beyond", source.place, count=beyond, most=MAX_ENTRIES)
    if parsed.bozo and "Encoding" not in type(parsed.get("bozo_exception")).__name__:
        yield finding("GO115.feed_broken", source.place)


def _entry(source: SourceBytes, parsed: Any, entry: Any, number: int) -> SourceBytes:  # noqa: ANN401
    """Return an entry as a page of its title and content."""
    title = _plain(entry.get("title", ""))
    body = max(
        [*(c.get("value") or "" for c in entry.get("content") or []), entry.get("summary") or ""],
        key=len,
    )
    address = entry.get("link") or None
    address = address if address and re.match(r"https?://", address) else None
    head = f"<h1>{html.escape(title)}</h1>\n" if title else ""
    inside = body if "<" in body else f"<p>{body}</p>"
    page = f'<!doctype html>\n<meta charset="utf-8">\n<body>\n{head}{inside}\n</body>\n'
    published = source.published or _published(parsed, entry)
    inner = source.inside(page.encode("utf-8", "replace"), str(number))
    names = [a.get("name") for a in entry.get("authors") or [] if a.get("name")]
    facts = Facts(
        title=title or None,
        authors=tuple(_plain(name) for name in names),
        published=published,
        published_from="given" if source.published else "metadata" if published else None,
        outlet=outlet_of(address) or _plain(parsed.feed.get("title", "")) or None,
        address=address,
    )
    return replace(inner, address=address, facts=facts, kind=PAGE)


def _plain(markup: str) -> str:
    """Return a title without tags and entities, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]{0,500}>", " ", markup)).split())[:500]


def _published(parsed: Any, entry: Any) -> str | None:  # noqa: ANN401 - feedparser's
    """Return the day an entry says it was published; RSS 1.0 and 2.0 may say it as ``dc:date``."""
    day = edtf_day(entry.get("published"))
    if day and len(day) == len("2025-03-05"):
        return day  # the day of the place that wrote it
    stamp = entry.get("published_parsed")
    if stamp is None and str(parsed.get("version", "")).startswith("rss"):
        stamp = entry.get("updated_parsed")
    if stamp is None:
        return None
    return edtf_day(f"{stamp.tm_year:04}-{stamp.tm_mon:02}-{stamp.tm_mday:02}")


def root_of(data: bytes) -> tuple[str, bytes]:
    """Return the name of the element that markup begins with, in lower case, and what it holds."""
    match = _ROOT.match(data[:65536])
    return (match["root"].decode("ascii", "replace").lower(), match["rest"]) if match else ("", b"")


def is_feed(data: bytes, _name: str) -> bool:
    """Tell a feed by its root element."""
    root, rest = root_of(data)
    return root in {"feed", "atom:feed", "rss"} or (
        root == "rdf:rdf" and b"http://purl.org/rss/" in rest
    )


FEED = Format(
    name="RSS, Atom, RDF",
    read=feed,
    told_by=is_feed,
    endings=(".rss", ".atom"),
    shared=(".xml",),
    container=True,
    becomes="a document for each entry",
    limits=f"{MAX_ENTRIES:,} entries",
)
