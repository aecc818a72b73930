"""A list of feeds (OPML): what it lists is told, and only what a person names of it is fetched.

The list itself holds no report. Feeds are chosen from it by their address or their title; what is
chosen is an address like any other that a person names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.base.errors import Finding, Place, UnreadableInput, UsageError, nearest
from goodoffices.base.i18n import _, n_
from goodoffices.read.document.intake import MAX_BYTES
from goodoffices.read.formats.kinds import kind_of
from goodoffices.read.formats.pieces import Piece, Source

MAX_FEEDS = 200
_TOLD = 20
"""How many feeds of a list are told with their addresses."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that a list names: its title, which may be empty, and its address."""

    title: str
    address: str


def opml(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Refuse a list of feeds, and say what it lists: it is no report and nothing is fetched.

    Raises
    ------
    UnreadableInput
        GO117, naming the feeds and how to read them.
    """
    found = listed(source)
    told = [f"{f.title} ({f.address})" if f.title else f.address for f in found[:_TOLD]]
    more = len(found) - len(told)
    told += [_("{count} more").format(count=more)] if more > 0 else []
    text = n_(
        "This is a list of {count} feed, not a report; it was not fetched: {feeds}.",
        "This is a list of {count} feeds, not a report; none was fetched: {feeds}.",
        len(found),
    ).format(count=len(found), feeds=", ".join(told) or _("it names none"))
    first = found[0].address if found else "https://…"
    if re.match(r"https?://", source.name):
        help_ = _("Name each that you want: goodoffices read CASE {address}").format(address=first)
    else:
        help_ = _("Name each that you want: goodoffices read CASE {file} --follow {address}")
        help_ = help_.format(file=source.name or "FILE", address=first)
    raise source.refused("GO117", text, help_)


def listed(source: Source) -> list[Feed]:
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
        text = _("This list of feeds is damaged and cannot be followed.")
        raise source.refused("GO113", text, _("Export it again, or name the feeds themselves."))
    found: dict[str, Feed] = {}
    for node in root.iter("outline"):
        address = str(node.get("xmlUrl") or "").strip()
        title = " ".join(str(node.get("title") or node.get("text") or "").split())[:200]
        if re.match(r"https?://\S+\Z", address):
            found.setdefault(address, Feed(title, address))
    return list(found.values())[:MAX_FEEDS]


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
        text = _("--follow names a feed of a list (OPML), and no list is named")
        raise UsageError(Finding("GO134", text, help=_("Name the file of the list too.")))
    every = [feed for found in feeds.values() for feed in found]
    wanted = {feed.address for name in names for feed in _named(name, every)}
    read: list[str | Path] = []
    for path in paths:
        if str(path) in feeds:
            read += [feed.address for feed in feeds[str(path)] if feed.address in wanted]
        else:
            read.append(path)
    return list(dict.fromkeys(read))


def _named(name: str, every: Sequence[Feed]) -> list[Feed]:
    """Return the feeds that a name means: its address, else its title."""
    found = [f for f in every if f.address == name] or [
        f for f in every if f.title and f.title.casefold() == name.casefold()
    ]
    if not found:
        near = nearest(name, [word for f in every for word in (f.title, f.address) if word])
        text = _("the list names no feed {name}").format(name=name)
        hint = _("Did you mean {near}?").format(near=near) if near else None
        raise UsageError(Finding("GO134", text, help=hint))
    return found


def _list(path: str | Path) -> Source | None:
    """Return a file on its way in where it is a list of feeds; None for whatever else it is."""
    file = Path(path)
    if not file.is_file():
        return None
    try:
        with file.open("rb") as held:
            data = held.read(MAX_BYTES)
    except OSError as error:
        text = _("This file cannot be opened: {reason}.").format(reason=error.strerror or error)
        raise UnreadableInput(Finding("GO108", text, Place(str(path)))) from None
    return Source(data, str(path)) if kind_of(data, str(path)) == "opml" else None
