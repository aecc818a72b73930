"""An item beside its highlighted words, with the words around them.

Whatever a page holds is shown and never obeyed: control characters become visible signs, and marks
that would turn the direction of the screen are left out. Words of a right-to-left page stand in an
isolate of their own, so that their order and their digits are theirs and the rest of the screen's
stays its own.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from goodoffices.base.i18n import _, runs_leftwards
from goodoffices.cli.terminal import width
from goodoffices.evidence.claims import (
    Actor,
    Claim,
    Dossier,
    Event,
    Issue,
    Relation,
    Statement,
    of_the_pages_state,
)
from goodoffices.evidence.selection import people, words_of
from goodoffices.evidence.store.rows import kind_of
from goodoffices.folder.striking import CaseUse, strikable

if TYPE_CHECKING:
    from goodoffices.evidence.snapshot import Document, Span

RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"
AROUND = 240
"""How many characters before and after the words are shown at most."""
USES = 3
"""How much of what rests on an item is told, beside the lines that may be struck."""

_OPEN, _SHUT = "\ue000", "\ue001"  # private signs: page text loses them in ``safe``
_SIGNS = (
    {c: 0x2400 + c for c in range(0x20)}
    | {0x7F: 0x2421}
    | dict.fromkeys([*range(0x80, 0xA0), 0xE000, 0xE001], 0xFFFD)
    | dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
    | dict.fromkeys([0x0A, 0x0D, 0x09], " ")
)


def safe(text: str) -> str:
    """Return a text that no terminal takes for an order, on one line."""
    return text.translate(_SIGNS)


def rendered(
    dossier: Dossier,
    claim: Claim,
    columns: int = 80,
    *,
    colour: bool = False,
    told: str = "",
    uses: Sequence[CaseUse] = (),
) -> str:
    """Return an item and the words it rests on, at most ``columns`` wide.

    ``told`` says how many reports bear it, ``uses`` what of the case rests on it: what a key
    strikes bears that key and comes first. Words are marked by reversed colours where ``colour``
    is set, else by ``⟦ ⟧``. On a wide screen the item stands beside its words, on a narrow one, or
    for a right-to-left page, above them.
    """
    span = claim.spans[0] if claim.spans else None
    page = dossier.document(span.source) if span else None
    rtl = page is not None and _leftwards(page)
    beside = columns >= 100 and not rtl
    room = columns // 2 - 2 if beside else columns
    said = [*fields(dossier, claim), *([("told by", told)] if told else [])]
    said += _uses(uses)
    left = [line for label, value in said for line in _field(label, value, room)]
    right = [_heading(page), *evidence(page, span, room)]
    if not beside:
        return "\n".join(_lit([*left, "", *right], colour=colour))
    rows = max(len(left), len(right))
    left += [""] * (rows - len(left))
    laid = [
        f"{one}{' ' * max(0, room - width(one))} │ {two}"
        for one, two in zip(left, right + [""] * (rows - len(right)), strict=True)
    ]
    return "\n".join(_lit(laid, colour=colour))


def _uses(uses: Sequence[CaseUse]) -> Iterator[tuple[str, str]]:
    """Yield what of the case rests on an item, each line beside the key that strikes it."""
    struck = len(strikable(uses))
    most = max(USES, struck)
    for number, use in enumerate(uses[:most], 1):
        key = f"[{number}]" if number <= struck else ""
        yield " ".join(filter(None, ("for" if number == 1 else "", key))), use.words
    if len(uses) > most:
        yield "", _("and {count} more").format(count=len(uses) - most)


def fields(dossier: Dossier, claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a person decides about an item: label and value."""
    yield claim.id, f"{kind_of(claim)} · {claim.status} · {claim.confidence}"
    for label, value in _fields(dossier, claim):
        if value:
            yield label, value


def _country(actor: Actor) -> str | None:
    """Return an actor's country, and that it is inferred where no words of the page give it."""
    if not of_the_pages_state(actor):
        return actor.country
    return _("{country} (inferred: no words of the page say so)").format(country=actor.country)


def _fields(dossier: Dossier, claim: Claim) -> Iterator[tuple[str, str | None]]:
    name = dossier.actor_name
    if isinstance(claim, Actor):
        yield from (("name", claim.name), ("kind", claim.kind), ("country", _country(claim)))
        yield from (("role", claim.role), ("affiliation", name(claim.affiliation)))
        yield "aliases", ", ".join(claim.aliases)
    elif isinstance(claim, Statement):
        yield "speaker", name(claim.speaker) or claim.speaker_name
        yield from (("unnamed", claim.unnamed), ("affiliation", name(claim.affiliation)))
        yield from (("says", claim.text), ("kind", claim.kind), ("modality", claim.modality))
        yield from (("addressee", name(claim.addressee)), ("issues", ", ".join(claim.issues)))
        yield "date", claim.date or _("not stated")
    elif isinstance(claim, Event):
        yield "type", " ".join(filter(None, (claim.type, claim.mode, claim.cameo)))
        yield "actors", ", ".join(map(name, claim.actors))
        yield "recipients", ", ".join(map(name, claim.recipients))
        yield from (("mediator", name(claim.mediator)), ("stage", claim.stage))
        yield from (("modality", claim.modality), ("issues", ", ".join(claim.issues)))
        yield "date", claim.date or _("not stated")
    elif isinstance(claim, Issue):
        yield from (("name", claim.name), ("parties", ", ".join(map(name, claim.parties))))
    elif isinstance(claim, Relation):
        yield from (("subject", name(claim.subject)), ("type", claim.type))
        yield from (("object", name(claim.object)), ("modality", claim.modality))


def _field(label: str, value: str, room: int) -> list[str]:
    """Lay a field out; its value, which may come from a page, is isolated."""
    lines = textwrap.wrap(safe(value), max(16, room - 15)) or [""]
    lines = [f"{FSI}{line}{PDI}" if _turns(line) else line for line in lines]
    return [f"{label:<14} {lines[0]}", *(" " * 15 + line for line in lines[1:])]


def _leftwards(page: Document) -> bool:
    """Tell whether a page is written from right to left: by its language, else by its letters."""
    known = runs_leftwards(page.language) if page.language is not None else None
    if known is not None:
        return known
    ways = [unicodedata.bidirectional(sign) for sign in page.snapshot.text[:2000]]
    return sum(way in {"R", "AL"} for way in ways) > ways.count("L")


def _turns(text: str) -> bool:
    """Tell whether a text holds letters or digits that are written from right to left."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in text)


def _heading(page: Document | None) -> str:
    """Say which page the words are from."""
    if page is None:
        return _("The page is not here; these are the words that were kept.")
    title = safe(page.called or page.id)
    title = title if len(title) <= 60 else title[:59].rstrip() + "…"
    about = (page.outlet or "", page.published or _("undated"), page.language or "")
    return " · ".join([f"{FSI}{title}{PDI}", *(safe(a) for a in about if a)])


def evidence(page: Document | None, span: Span | None, room: int) -> list[str]:
    """Return the words with those around them, the words themselves between private signs."""
    if span is None:
        return []
    before, words, after = span.prefix, span.exact, span.suffix
    if page is not None and page.snapshot.holds(span):
        text = page.snapshot.text
        first = text.rfind("\n\n", 0, span.start) + 1
        last = text.find("\n\n", span.end)
        before = text[max(first, span.start - AROUND, 0) : span.start]
        after = text[span.end : min(len(text) if last < 0 else last, span.end + AROUND)]
    else:
        before = _("(orphaned) ") + before
    shown = f"{safe(before)}{_OPEN}{safe(words)}{_SHUT}{safe(after)}".strip()
    opening = RLI if page is not None and _leftwards(page) else FSI
    return [f"{opening}{line}{PDI}" for line in textwrap.wrap(shown, max(20, room - 2))]


def _lit(lines: list[str], *, colour: bool) -> Iterator[str]:
    """Put marks where the private signs stand; on a terminal they end and go on with the line."""
    on, off = ("\x1b[7m", "\x1b[0m") if colour else ("⟦", "⟧")
    inside = False
    for line in lines:
        text = line
        if inside and colour:
            at = max(text.find(RLI), text.find(FSI)) + 1
            text = text[:at] + on + text[at:]
        inside = (inside or _OPEN in line) and _SHUT not in line
        if inside and colour:
            text += off
        yield text.replace(_OPEN, on).replace(_SHUT, off)


def listed(dossier: Dossier, claim: Claim) -> list[str]:
    """Return a claim as a row of a list: id, kind, status, band, who, words."""
    names = dict.fromkeys(dossier.actor_name(one) for one in people(claim))
    who = "" if isinstance(claim, Actor) else ", ".join(names)
    words = " ".join(words_of(claim).split())
    if isinstance(claim, Event):
        words = f"{claim.type} ({claim.modality}): {words}"
    row = [claim.id, kind_of(claim), claim.status, claim.confidence, who, words]
    return [safe(part) for part in row]
