"""A list of feeds (OPML): what it lists is told, and only what a person names of it is fetched.

The list itself holds no report. Feeds are chosen from it by their address or their title; what is
chosen is an address like any other that a person names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.base.errors import Place, UnreadableInput, UsageError
from goodoffices.base.findings import finding
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.formats.feed import root_of
from goodoffices.read.formats.format import Format, InputPiece, SourceBytes

MAX_FEEDS = 200
_TOLD = 20
"""How many feeds of a list are told with their addresses."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a list names: its title, which may be empty, and its address."""

    title: str
    address: str


def opml(source: SourceBytes) -> Iterator[InputPiece]:
    """Refuse a list of feeds, and say what it lists: it is no report and nothing is fetched.

    Raises
    ------
    UnreadableInput
        GO117, naming the feeds and how to read them.
    """
    feeds = listed(source)
    names = [f"{f.title} ({f.address})" if f.title else f.address for f in feeds[:_TOLD]]
    more = len(feeds) - len(names)
    first = feeds[0].address if feeds else "https://…"
    fetched = re.match(r"https?://", source.name)
    call = first if fetched else f"{source.name or 'FILE'} --follow {first}"
    key = "GO117.many" if more else "GO117.feeds" if feeds else "GO117.none"
    raise UnreadableInput(
        finding(key, source.place, count=len(feeds), feeds=", ".join(names), more=more, call=call)
    )


def listed(source: SourceBytes) -> list[Feed]:
    """Return the feeds on the web that a list names, each once, at most :data:`MAX_FEEDS`.

    Raises
    ------
    UnreadableInput
        GO113 where the list cannot be followed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableInput(finding("GO113.feeds", source.place))
    feeds: dict[str, Feed] = {}
    for node in root.iter("outline"):
        address = str(node.get("xmlUrl") or "").strip()
        title = " ".join(str(node.get("title") or node.get("text") or "").split())[:200]
        if re.match(r"https?://\S+\Z", address):
            feeds.setdefault(address, Feed(title, address))
    return list(feeds.values())[:MAX_FEEDS]


def chosen(paths: Sequence[str | Path], names: Sequence[str]) -> list[str | Path]:
    """Return what is to be read: each list of feeds replaced by those of its feeds that are named.

    Parameters
    ----------
    paths
        files, folders and addresses, as a person named them.
    names
        addresses or titles of feeds on those of the files that are lists; none asks for nothing.

    Raises
    ------
    UsageError
        GO134 where no list is among the files, or none of them has a feed of that name.
    UnreadableInput
        where a list cannot be read.
    """
    if not names:
        return list(paths)
    feeds = {str(path): listed(source) for path in paths if (source := _list(path)) is not None}
    if not feeds:
        raise UsageError(finding("GO134.no_list"))
    every = [feed for listed_feeds in feeds.values() for feed in listed_feeds]
    addresses = {feed.address for name in names for feed in _named(name, every)}
    choice: list[str | Path] = []
    for path in paths:
        if str(path) in feeds:
            choice += [f.address for f in feeds[str(path)] if f.address in addresses]
        else:
            choice.append(path)
    return list(dict.fromkeys(choice))


def _named(name: str, every: Sequence[Feed]) -> list[Feed]:
    """Return the feeds that a name means: its address, else its title."""
    feeds = [f for f in every if f.address == name] or [
        f for f in every if f.title and f.title.casefold() == name.casefold()
    ]
    if not feeds:
        known = [word for f in every for word in (f.title, f.address) if word]
        raise UsageError(finding("GO134.no_feed", near=(name, known), name=name))
    return feeds


def _list(path: str | Path) -> SourceBytes | None:
    """Return a file on its way in where it is a list of feeds; None for whatever else it is."""
    file = Path(path)
    if not file.is_file():
        return None
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES)
    except OSError as error:
        reason = error.strerror or error
        raise UnreadableInput(finding("GO108", Place(str(path)), reason=reason)) from None
    return SourceBytes(data=data, name=str(path)) if is_list_of_feeds(data, "") else None


def is_list_of_feeds(data: bytes, _name: str) -> bool:
    """Tell a list of feeds by its root element."""
    return root_of(data)[0] == "opml"


OPML = Format(
    name="OPML",
    read=opml,
    told_by=is_list_of_feeds,
    endings=(".opml",),
    shared=(".xml",),
    becomes="nothing: its feeds are told, and read where you name them",
    limits=f"{MAX_FEEDS} feeds",
)
