"""How well the evidence carries: lost, rejected, unreviewed, undated, unnamed, one source only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.errors import Finding, Place, nearest
from goodoffices.base.i18n import _, n_
from goodoffices.case.file.terms import JudgementGround
from goodoffices.evidence.across.copies import origins
from goodoffices.evidence.claims import Claim, Dossier, Statement
from goodoffices.evidence.snapshot import Document


def sources(grounds: Sequence[JudgementGround], dossier: Dossier) -> Iterator[Finding]:
    """Find what is weak in the evidence of each judgement, and in the pages themselves."""
    weighing = _Weighing(dossier)
    for ground in grounds:
        yield from weighing.named(ground)
        yield from weighing.unnamed(ground)
    yield from weighing.one_origin(grounds)
    for document in dossier.documents:
        if document.published is None:
            text = _("“{page}” is undated, so what it reports cannot be placed in time.")
            help_ = _("If you know the date, read it in again with --published.")
            said = text.format(page=document.title or document.name or document.id)
            yield Finding("GO307", said, page_place(document), help_, "warning")


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
                near = nearest(claim_id, list(self.claims))
                text = _("The dossier has no claim “{claim}”.").format(claim=claim_id)
                help_ = (
                    _("Did you mean “{near}”?").format(near=near)
                    if near
                    else _("Read the page in, or take the id out of the evidence.")
                )
                yield Finding("GO301", text, place, help_)
            elif claim_id in self.orphans:
                text = _("“{claim}” is orphaned: its page no longer says its words there.")
                help_ = _("Restore the page in sources, or choose other evidence.")
                yield Finding("GO302", text.format(claim=claim_id), place, help_)
            elif claim.status == "rejected":
                text = _("“{claim}” was rejected, and cannot carry a judgement.")
                help_ = _("Take it out of the evidence, or reconsider the rejection.")
                yield Finding("GO303", text.format(claim=claim_id), place, help_)
            elif claim.status in ("unreviewed", "unsure"):
                waiting.append(claim_id)
        if waiting and not ground.basis.unreviewed:
            text = n_(
                "This rests on a claim that nobody has confirmed: {claims}.",
                "This rests on claims that nobody has confirmed: {claims}.",
                len(waiting),
            ).format(claims=", ".join(waiting))
            help_ = _("Look at each with its source: goodoffices show CASE ID.")
            yield Finding("GO304", text, ground.place, help_, "note")

    def unnamed(self, ground: JudgementGround) -> Iterator[Finding]:
        """Tell where a judgement rests on sources without a name."""
        carrying = self.carrying(ground)
        unnamed = [c for c in carrying if isinstance(c, Statement) and c.unnamed]
        if unnamed:
            alone = len(unnamed) == len(carrying)
            text = (
                _("This rests on an unnamed source alone: {claims}.")
                if alone
                else _("This rests on an unnamed source too: {claims}.")
            )
            said = text.format(claims=", ".join(claim.id for claim in unnamed))
            help_ = _("Look for a source with a name, or say in words how far you trust it.")
            yield Finding("GO309", said, ground.place, help_, "warning" if alone else "note")

    def one_origin(self, grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
        """Tell where all evidence comes from one origin: once where that is so of all."""
        if not self.origins:
            return
        alone = [ground for ground in grounds if len(self.origins_of(ground)) == 1]
        if len(set(self.origins.values())) == 1:
            if alone:
                text = _("All evidence of this case comes from one origin.")
                help_ = _("Read in reports from others; pages rewritten from one count as one.")
                yield Finding("GO308", text, Place(alone[0].place.file, 1, 1), help_, "warning")
            return
        for ground in alone:
            text = _("All evidence for this comes from one origin.")
            help_ = _("Look for an independent report; pages rewritten from one count as one.")
            yield Finding("GO308", text, ground.place, help_, "warning")

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
