"""Each source's text whole, with every claim's words highlighted at their very place.

Claims overlap: a name lies in a statement, a statement in an event, two claims may cross. Marks are
nested where they nest and split where they cross, so that every character stays in its place and
the marks of one claim together hold exactly its words. Furniture of the page is shown, set aside.

Pages that were rewritten from the same outlet have one *origin*: many reports, one witness.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.brief.evidence import Evidence, Quote, kind_of
from goodoffices.evidence.across import copies
from goodoffices.evidence.claims import Claim, Dossier
from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.look.markup import anchor, direction, esc, language_tag, web_address

_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_ORDER = {"event": 0, "relation": 1, "statement": 2, "issue": 3, "actor": 4}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that belongs to one claim; ``first`` in the claim's text."""

    start: int
    end: int
    claim: str
    kind: str
    first: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a source: its words with marks, what rests on it, where it begins."""

    zone: str
    html: Markup
    claims: tuple[Quote, ...]
    start: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as the page shows it."""

    document: Document
    place: str
    lang: str
    dir: str
    link: str | None
    paragraphs: tuple[Paragraph, ...]
    aside: tuple[Paragraph, ...]
    words: int
    words_aside: int
    marks: Counter[str]


def sources(evidence: Evidence) -> list[Source]:
    """Return every source with its claims marked."""
    pieces = _pieces(evidence, evidence.dossier.claims)
    return [_source(evidence, d, pieces.get(d.id, [])) for d in evidence.dossier.documents]


def source(evidence: Evidence, document: Document, claims: Iterable[Claim]) -> Source:
    """Return one source with the claims given marked; ``claims`` may have words elsewhere too."""
    return _source(evidence, document, _pieces(evidence, claims).get(document.id, []))


def styles(shown: Iterable[Source]) -> str:
    """Return the rule by which all marks of a claim light up when its first one is the target.

    A claim of one unbroken mark needs none.
    """
    marks = sum((source.marks for source in shown), Counter[str]())
    broken = [anchor("w", claim) for claim, count in marks.items() if count > 1]
    if not broken:
        return ""
    chosen = ",".join(f"main:has(#{words}:target) .{words}" for words in broken)
    return chosen + "{background:var(--lit);color:var(--lit-ink)}"


def _pieces(evidence: Evidence, claims: Iterable[Claim]) -> dict[str, list[Piece]]:
    """Return what is to be marked, by source: nothing that is orphaned or was rejected."""
    found: dict[str, list[Piece]] = {}
    for claim in claims:
        if claim.id in evidence.orphans or claim.status == "rejected":
            continue
        for number, span in enumerate(claim.spans):
            piece = Piece(span.start, span.end, claim.id, kind_of(claim), number == 0)
            found.setdefault(span.source, []).append(piece)
    return found


def _source(evidence: Evidence, document: Document, pieces: Sequence[Piece]) -> Source:
    ordered = nested(pieces)
    paragraphs: list[Paragraph] = []
    aside: list[Paragraph] = []
    marks: Counter[str] = Counter()
    words = words_aside = 0
    for zone, start, end in _stretches(document):
        inside = [p for p in ordered if p.start < end and start < p.end]
        marks.update(p.claim for p in inside)
        number = len(document.snapshot.text[start:end].split())
        words += number
        held = zone in CLAIM_ZONES or bool(inside)
        words_aside += 0 if held else number
        html = marked(document.snapshot.text, start, end, inside)
        names = dict.fromkeys(p.claim for p in inside if p.kind not in ("actor", "issue"))
        paragraph = Paragraph(zone, html, tuple(evidence.quotes(names)), start)
        (paragraphs if held else aside).append(paragraph)
    return Source(
        document=document,
        place=anchor("source", document.id),
        lang=language_tag(document.language),
        dir=direction(document.language),
        link=web_address(document.address),
        paragraphs=tuple(paragraphs),
        aside=tuple(aside),
        words=words,
        words_aside=words_aside,
        marks=marks,
    )


def _stretches(document: Document) -> Iterator[tuple[str, int, int]]:
    """Yield every paragraph of a text with its zone; what no zone holds is furniture."""
    text, at = document.snapshot.text, 0
    zones = [(z.kind, z.start, z.end) for z in sorted(document.zones, key=lambda z: z.start)]
    if not zones:
        zones = [("body", 0, len(text))]
    for kind, start, end in [*zones, ("furniture", len(text), len(text))]:
        yield from _paragraphs(text, "furniture", at, start)
        yield from _paragraphs(text, kind, max(start, at), end)
        at = max(at, end)


def _paragraphs(text: str, zone: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Cut a stretch at its empty lines."""
    at = start
    for found in _BREAK.finditer(text, start, max(start, end)):
        if text[at : found.start()].strip():
            yield zone, at, found.start()
        at = found.end()
    if text[at:end].strip():
        yield zone, at, end


def nested(pieces: Iterable[Piece]) -> list[Piece]:
    """Order pieces so that each nests in those still open before it; split where two cross.

    The outer comes first; of equal ones, events before relations before statements before names.
    """

    def key(piece: Piece) -> tuple[int, int, int, str]:
        return piece.start, -piece.end, _ORDER.get(piece.kind, 5), piece.claim

    waiting = [(key(piece), n, piece) for n, piece in enumerate(pieces) if piece.start < piece.end]
    heapq.heapify(waiting)
    number = len(waiting)
    open_: list[int] = []
    found: list[Piece] = []
    while waiting:
        _key, _n, piece = heapq.heappop(waiting)
        while open_ and open_[-1] <= piece.start:
            open_.pop()
        if open_ and piece.end > open_[-1]:
            rest = Piece(open_[-1], piece.end, piece.claim, piece.kind, first=False)
            piece = Piece(piece.start, open_[-1], piece.claim, piece.kind, piece.first)
            number += 1
            heapq.heappush(waiting, (key(rest), number, rest))
        open_.append(piece.end)
        found.append(piece)
    return found


def marked(text: str, start: int, end: int, pieces: Sequence[Piece]) -> Markup:
    """Return a stretch of text with nested marks; ``pieces`` are as :func:`nested` gives them."""
    parts: list[Markup] = []
    open_: list[int] = []
    at = start

    def until(place: int) -> None:
        nonlocal at
        while open_ and open_[-1] <= place:
            last = open_.pop()
            parts.append(esc(text[at:last]))
            parts.append(Markup("</mark>"))
            at = last
        parts.append(esc(text[at:place]))
        at = place

    for piece in pieces:
        until(max(piece.start, start))
        words = anchor("w", piece.claim)
        opens = piece.first and piece.start >= start
        place = Markup(' id="{}"').format(words) if opens else ""
        parts.append(Markup('<mark{} class="{} {}">').format(place, words, piece.kind))
        open_.append(min(piece.end, end))
    until(end)
    return Markup("").join(parts)


def origins(dossier: Dossier) -> dict[int, list[Document]]:
    """Group pages by where their words come from: one outlet or agency, or one copied."""
    groups = copies.origins(dossier.documents)
    named: dict[int, list[Document]] = {}
    for document in dossier.documents:
        named.setdefault(groups[document.id], []).append(document)
    return named
