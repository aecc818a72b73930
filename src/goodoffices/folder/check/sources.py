"""How well the evidence carries: lost, rejected, unreviewed, undated, unnamed, one source only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.errors import Finding, Place
from goodoffices.base.findings import finding
from goodoffices.case.file.terms import JudgementGround
from goodoffices.evidence.across.copies import origins
from goodoffices.evidence.claims import Claim, Dossier, Statement
from goodoffices.evidence.snapshot import Document

OF_ITSELF = frozenset({"want", "preference", "consent", "interest", "option"})
"""Judgements of what somebody says it wants, accepts or would do."""


def sources(grounds: Sequence[JudgementGround], dossier: Dossier) -> Iterator[Finding]:
    """Find what is weak in the evidence of each judgement, and in the pages themselves."""
    weighing = _Weighing(dossier)
    for ground in grounds:
        yield from weighing.named(ground)
        yield from weighing.unnamed(ground)
    yield from weighing.one_origin(grounds)
    for document in dossier.documents:
        if document.published is None:
            page = document.called or document.id
            yield finding("GO307", page_place(document), severity="warning", page=page)


def page_place(document: Document, part: str | None = None) -> Place:
    """Return the place that a page is for a reader."""
    return Place(document.name or document.id, part=part or document.id)


class _Weighing:
    """The dossier, looked up by claim."""

    def __init__(self, dossier: Dossier) -> None:
        self.claims = {claim.id: claim for claim in dossier.claims}
        self.orphans = {claim.id for claim in dossier.orphans()}
        self.origins = origins(dossier.documents)

    def named(self, ground: JudgementGround) -> Iterator[Finding]:
        """Hold each claim that a judgement names against the dossier."""
        waiting = []
        for claim_id, place in ground.evidence:
            claim = self.claims.get(claim_id)
            if claim is None:
                near = (claim_id, list(self.claims))
                yield finding("GO301", place, near=near, claim=claim_id)
            elif claim_id in self.orphans:
                yield finding("GO302", place, claim=claim_id)
            elif claim.status == "rejected":
                yield finding("GO303.claim", place, claim=claim_id)
            elif claim.status in ("unreviewed", "unsure"):
                waiting.append(claim_id)
        if waiting and not ground.basis.unreviewed:
            count, claims = len(waiting), ", ".join(waiting)
            yield finding("GO304.claims", ground.place, severity="note", count=count, claims=claims)

    def unnamed(self, ground: JudgementGround) -> Iterator[Finding]:
        """Tell where a judgement rests on sources without a name."""
        carrying = self.carrying(ground)
        unnamed = [c for c in carrying if isinstance(c, Statement) and c.unnamed]
        if unnamed:
            claims = ", ".join(claim.id for claim in unnamed)
            if len(unnamed) == len(carrying):
                yield finding("GO309.alone", ground.place, severity="warning", claims=claims)
            else:
                yield finding("GO309.too", ground.place, severity="note", claims=claims)

    def one_origin(self, grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
        """Tell where all evidence comes from one origin: once where that is so of all."""
        if not self.origins:
            return
        alone = [
            ground
            for ground in grounds
            if len(self.origins_of(ground)) == 1 and not self.own_words(ground)
        ]
        if len(set(self.origins.values())) == 1:
            if alone:
                place = Place(alone[0].place.file, 1, 1)
                yield finding("GO308.case", place, severity="warning")
            return
        for ground in alone:
            if ground.basis.unreviewed:
                continue  # nobody stands for it yet: it is told that it waits
            yield finding("GO308.one", ground.place, severity="warning")

    def own_words(self, ground: JudgementGround) -> bool:
        """Tell whether a judgement is of what somebody says of itself: one source is enough."""
        return ground.kind in OF_ITSELF and all(
            isinstance(c, Statement) and c.speaker and not c.unnamed for c in self.carrying(ground)
        )

    def carrying(self, ground: JudgementGround) -> list[Claim]:
        """Return the claims that a judgement may rest on."""
        found = (self.claims.get(claim) for claim in ground.basis.evidence)
        return [claim for claim in found if claim and claim.status != "rejected"]

    def origins_of(self, ground: JudgementGround) -> set[int]:
        """Return the origins of a judgement's evidence."""
        return {
            self.origins[span.source]
            for claim in self.carrying(ground)
            for span in claim.spans
            if span.source in self.origins
        }
