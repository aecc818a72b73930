"""Who published a page first: outlets by their address, and the origin that a source line names.

The outlets that are known stand in ``press.py``. An address that is not there keeps itself as its
name: an unknown outlet is shown, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodoffices.evidence.snapshot import Origin, Snapshot, Zone
from goodoffices.read.document.lines import CREDIT, PageBlock, source_words
from goodoffices.read.document.press import addresses, is_agency, outlets

_HOST = re.compile(
    r"(?:https?://)?(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24})(?::\d+)?(?:/[^\s<>\"”)]*)?",
    re.IGNORECASE,
)
_EDITION = (
    r"(?:news )?(?:africa|asia|europe|america|world|international|middle east|latin america|uk|us"
    r"|india|canada|english|online|news)"
)
"""Editions of an outlet: what they carry is the outlet's."""
_AGENCY = re.compile(
    r"^[^\n]{0,90}?(?:\((?P<agency>[A-Z][\w. ]{1,30})\)\s*[-–—:]|/(?P<slashed>[A-Z]{3,12})/|"
    r"^(?P<first>[A-Z]{2,10})\s[-–—]\s)"
)


_BY_AGENCY = re.compile(
    r"[\s(\[–—-]*(?:by\s+)?(?P<agency>[^\W\d_][\w. -]{1,30}?)\s*(?:[|,/•·–—].*)?[)\]\s.]*",
    re.IGNORECASE,
)


def outlet_of(address: str | None) -> str | None:
    """Return the name of the outlet at an address (a domain or a whole URL), or None if unknown."""
    match = _HOST.search(address or "")
    if match is None:
        return None
    labels = match["host"].lower().rstrip(".").split(".")
    for start in range(len(labels) - 1):
        name = outlets().get(".".join(labels[start:]))
        if name:
            return name
    return None


def known_outlet(words: str) -> tuple[str, str] | None:
    """Return the address and name of a known outlet by its name ("the Reuters news agency")."""
    bare = re.sub(r"^the\s+", "", words.strip(" \t.,:;|()[]–—-"), flags=re.IGNORECASE)
    for form in (
        bare,
        re.sub(r"\s+(?:news(?: agency)?|agency|website|site)$", "", bare, flags=re.I),
        re.sub(rf"\s+(?:{_EDITION})$", "", bare, flags=re.I),
    ):
        address = addresses().get(form.casefold()) or addresses().get(f"the {form}".casefold())
        if address:
            return address, outlets()[address]
    return None


def find_origin(
    snapshot: Snapshot,
    zones: Sequence[Zone],
    blocks: Sequence[PageBlock],
    outlet: str | None = None,
) -> Origin | None:
    """Return the outlet that the page says it was rewritten or taken from.

    A source line is believed first; an agency in the dateline of the first paragraph second, one
    in a byline or behind the last words third, unless the page is that agency's own.
    """
    for zone, block in zip(zones, blocks, strict=True):
        if zone.kind == "source_line":
            origin = _from_line(snapshot, block)
            if origin and origin.name != outlet:
                return origin
    first = next((z for z in zones if z.kind == "body"), None)
    origin = _from_dateline(snapshot, first) if first else None
    origin = origin or _from_credit(snapshot, zones)
    return origin if origin and origin.name != outlet else None


def _from_credit(snapshot: Snapshot, zones: Sequence[Zone]) -> Origin | None:
    """Read the agency that stands alone in a line of head or foot, or behind the last words."""
    last = max((i for i, zone in enumerate(zones) if zone.kind == "body"), default=-1)
    for i, zone in enumerate(zones):
        words = snapshot.text[zone.start : zone.end]
        if zone.kind in {"author_box", "furniture"} and len(words) <= 120:
            match = _BY_AGENCY.fullmatch(words)
        else:
            match = CREDIT.search(words) if i == last else None
        known = known_outlet(match["agency"]) if match else None
        if match and known and is_agency(known[1]):
            start, end = (zone.start + at for at in match.span("agency"))
            return Origin(known[1], known[0], snapshot.span(start, end))
    return None


def _from_line(snapshot: Snapshot, block: PageBlock) -> Origin | None:
    """Read a source line: an address, a known name, a link, or else whatever name it gives."""
    line = snapshot.text[block.start : block.end]
    place = source_words(line)
    if place is None:
        return None
    start, end = block.start + place[0], block.start + place[1]
    words = snapshot.text[start:end]
    match = _HOST.search(words)
    if match:
        host = match["host"].lower()
        span = snapshot.span(start + match.start("host"), start + match.end("host"))
        return Origin(outlet_of(host) or host.removeprefix("www."), match["host"], span)
    trimmed = words.strip(" \t\r\n.,:;|()[]")
    linked = _HOST.match(block.address or "")
    if not trimmed:
        return None
    at = start + words.index(trimmed)
    span = snapshot.span(at, at + len(trimmed))
    known = known_outlet(trimmed) or _leading(trimmed)
    if known:
        return Origin(known[1], known[0], span)
    if linked:
        host = linked["host"].lower()
        return Origin(outlet_of(host) or host.removeprefix("www."), host, span)
    return Origin(trimmed, "", span) if len(trimmed) <= 80 else None


def _leading(words: str) -> tuple[str, str] | None:
    """Return the known outlet that a line of more words begins with ("Reuters, 5 March")."""
    parts = re.split(r"\s*(?:[,;|–—(]|\bon\b|\band\b|\bunder\b|\bwith\b)\s*", words, maxsplit=1)
    return known_outlet(parts[0]) if parts[0] else None


def _from_dateline(snapshot: Snapshot, zone: Zone) -> Origin | None:
    """Read the agency in a dateline such as "GENEVA (Reuters) -"."""
    match = _AGENCY.match(snapshot.text[zone.start : min(zone.end, zone.start + 140)])
    if match is None:
        return None
    group = next(name for name, words in match.groupdict().items() if words)
    known = known_outlet(match[group])
    if known is None:
        return None
    span = snapshot.span(zone.start + match.start(group), zone.start + match.end(group))
    return Origin(known[1], known[0], span)
