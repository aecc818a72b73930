"""Feeds of a site: Atom (RFC 4287), JSON Feed 1.1, and the sitemap.

An entry keeps its id for good, whatever becomes of its address. A correction, an update and a
withdrawal are entries of their own, so that whoever follows a feed learns of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from goodoffices.base import __version__
from goodoffices.base.unseen import visible

LONGEST = 50
"""Entries of a feed at most, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry: ``address`` is relative to the site, ``authors`` are names."""

    id: str
    title: str
    text: str
    address: str
    published: str
    updated: str
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What a feed is: ``page`` and ``own`` are addresses relative to the site."""

    title: str
    site: str
    address: str
    page: str
    own: str
    licence: str = ""
    language: str = ""


def moment(date: str) -> str:
    """Return a date or time as RFC 3339 has it; a day begins at midnight, UTC."""
    return date if "T" in date else f"{date}T00:00:00Z"


def entry_id(*parts: str) -> str:
    """Return an id that is made from what it stands for, and from nothing that may change."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, 'goodoffices:' + '/'.join(parts))}"


def latest(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """Return the entries that a feed has, the newest first."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    return sorted(ordered, key=lambda entry: moment(entry.updated), reverse=True)[:LONGEST]


def atom(head: FeedHead, entries: Sequence[FeedEntry]) -> bytes:
    """Return a feed as Atom has it."""
    updated = max((moment(e.updated) for e in entries), default="1970-01-01T00:00:00Z")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{_language(head.language)}>',
        f"<title>{_said(head.title)}</title>",
        f"<id>{_said(_feed_id(head))}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{_said(head.site)}</name></author>",
        f'<generator version="{__version__}">Good Offices</generator>',
        _link("self", "application/atom+xml", head.address + head.own),
        _link("alternate", "text/html", head.address + head.page),
    ]
    if head.licence:
        lines.append(f"<rights>{_said(head.licence)}</rights>")
    for entry in entries:
        lines += _atom_entry(head, entry)
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _feed_id(head: FeedHead) -> str:
    """Return a feed's id: its address where that is known, else one made from its name."""
    known = head.address.startswith("http")
    return head.address + head.own if known else entry_id(head.site, head.own)


def _atom_entry(head: FeedHead, entry: FeedEntry) -> list[str]:
    authors = entry.authors or (head.site,)
    return [
        f"<entry{_language(entry.language)}>",
        f"<title>{_said(entry.title)}</title>",
        f"<id>{entry.id}</id>",
        f"<published>{moment(entry.published)}</published>",
        f"<updated>{moment(entry.updated)}</updated>",
        *(f"<author><name>{_said(name)}</name></author>" for name in authors),
        *(f"<category term={_attribute(topic)}/>" for topic in entry.topics),
        _link("alternate", "text/html", head.address + entry.address),
        f"<summary>{_said(entry.text)}</summary>",
        "</entry>",
    ]


def _link(relation: str, kind: str, address: str) -> str:
    return f'<link rel="{relation}" type="{kind}" href={_attribute(address or "./")}/>'


def _language(tag: str) -> str:
    return f' xml:lang="{tag}"' if tag else ""


def _said(text: str) -> str:
    """Return a text in which no sign acts, in XML or unseen."""
    return escape(visible(text))


def _attribute(text: str) -> str:
    return quoteattr(visible(text))


def json_feed(head: FeedHead, entries: Sequence[FeedEntry]) -> bytes:
    """Return a feed as JSON Feed 1.1 has it."""
    items = []
    for entry in entries:
        item: dict[str, Any] = {
            "id": entry.id,
            "url": head.address + entry.address,
            "title": entry.title,
            "content_text": entry.text,
            "date_published": moment(entry.published),
            "date_modified": moment(entry.updated),
            "authors": [{"name": name} for name in entry.authors],
            "tags": list(entry.topics),
            "language": entry.language,
        }
        items.append({key: value for key, value in item.items() if value})
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.address + head.page,
        "feed_url": head.address + head.own,
        "language": head.language,
        "authors": [{"name": head.site}],
        "items": items,
    }
    whole = {key: value for key, value in feed.items() if value or key == "items"}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(address: str, pages: Iterable[tuple[str, str]]) -> bytes:
    """Return a sitemap: each page's address, relative to the site, and the day it last changed."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for page, day in pages:
        changed = f"<lastmod>{day[:10]}</lastmod>" if day else ""
        lines.append(f"<url><loc>{_said(address + page)}</loc>{changed}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
