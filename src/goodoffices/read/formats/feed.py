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
from typing import Any

from goodoffices.base.errors import UnreadableInput
from goodoffices.base.i18n import _
from goodoffices.read.document.metadata import Facts, valid_date
from goodoffices.read.document.outlets import outlet_of
from goodoffices.read.formats.pieces import Leaf, Piece, Source, made

MAX_ENTRIES = 2_000


def feed(source: Source) -> Iterator[Piece | UnreadableInput]:
    """Yield the entries of a feed.

    Raises
    ------
    UnreadableInput
        GO101 where it has none, GO113 where it cannot be followed.
    """
    parsed = _parsed(source)
    left: Counter[str] = Counter()
    for leaf in _leaves(source, parsed):
        for piece in made(leaf):
            if isinstance(piece, UnreadableInput):
                left.update(f.code for f in piece.findings)
            else:
                yield piece
    yield from _left(source, parsed, len(parsed.entries), left)


def entries(source: Source) -> Iterator[Leaf | UnreadableInput]:
    """Yield the entries of a feed unread, then what was left out; it fails as :func:`feed` does."""
    parsed = _parsed(source)
    yield from _leaves(source, parsed)
    yield from _left(source, parsed, len(parsed.entries), Counter())


def _parsed(source: Source) -> Any:  # noqa: ANN401 - feedparser's
    """Return a feed that has entries."""
    import feedparser

    try:
        parsed = feedparser.parse(
            io.BytesIO(source.data), resolve_relative_uris=False, sanitize_html=False
        )
    except Exception:  # noqa: BLE001 - a hostile feed may fail in any way; it is told
        raise _damaged(source) from None
    if not parsed.entries:
        if parsed.bozo:
            raise _damaged(source)
        raise source.refused("GO101", _("There is nothing to read: the feed has no entry."))
    return parsed


def _leaves(source: Source, parsed: Any) -> Iterator[Leaf]:  # noqa: ANN401 - feedparser's
    for number, entry in enumerate(parsed.entries[:MAX_ENTRIES], 1):
        yield _entry(source, parsed, entry, number)


def _damaged(source: Source) -> UnreadableInput:
    return source.refused(
        "GO113",
        _("This feed is damaged and cannot be followed."),
        _("Fetch it again, or read the pages that it links to."),
    )


def _left(
    source: Source,
    parsed: Any,  # noqa: ANN401 - feedparser's
    count: int,
    left: Counter[str],
) -> Iterator[UnreadableInput]:
    """Say what of a feed was not read, once for the whole feed."""
    said = []
    if left:
        text = _("{count} entries hold nothing that can be read ({codes})")
        said.append(text.format(count=left.total(), codes=", ".join(sorted(left))))
    if count > MAX_ENTRIES:
        text = _("{count} entries are beyond the {most} that are read of a feed")
        said.append(text.format(count=count - MAX_ENTRIES, most=MAX_ENTRIES))
    if parsed.bozo and "Encoding" not in type(parsed.get("bozo_exception")).__name__:
        said.append(_("it breaks off or is malformed, and what follows is lost"))
    if said:
        text = _("Of this feed something was left out: {said}.").format(said="; ".join(said))
        yield source.refused("GO115", text)


def _entry(source: Source, parsed: Any, entry: Any, number: int) -> Leaf:  # noqa: ANN401
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
    inner = source.inner(page.encode("utf-8", "replace"), str(number), address)
    names = [a.get("name") for a in entry.get("authors") or [] if a.get("name")]
    facts = Facts(
        title=title or None,
        authors=tuple(_plain(name) for name in names),
        published=published,
        published_from="given" if source.published else "metadata" if published else None,
        outlet=outlet_of(address) or _plain(parsed.feed.get("title", "")) or None,
        address=address,
    )
    return Leaf(inner, facts)


def _plain(markup: str) -> str:
    """Return a title without tags and entities, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]{0,500}>", " ", markup)).split())[:500]


def _published(parsed: Any, entry: Any) -> str | None:  # noqa: ANN401 - feedparser's
    """Return the day an entry says it was published; RSS 1.0 and 2.0 may say it as ``dc:date``."""
    stamp = entry.get("published_parsed")
    if stamp is None and str(parsed.get("version", "")).startswith("rss"):
        stamp = entry.get("updated_parsed")
    if stamp is None:
        return None
    return valid_date(f"{stamp.tm_year:04}-{stamp.tm_mon:02}-{stamp.tm_mday:02}")
