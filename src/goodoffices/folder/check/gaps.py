"""What a case still lacks: preferences, worths, values, answers, parties, confirmation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.errors import Finding
from goodoffices.base.i18n import _
from goodoffices.case.file.terms import JudgementGround
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import Dossier
from goodoffices.folder.candidates import Candidates

NEEDS_BASIS = frozenset(
    {
        "preference",
        "want",
        "worth",
        "interest",
        "ripeness",
        "function",
        "counsel",
        "commitment",
        "contested",
        "blocker",
        "cost",
        "direct party",
        "criteria",
    }
)
"""Judgements that must say what they rest on; others may be plain descriptions."""


def gaps(case: Case, grounds: Sequence[JudgementGround], dossier: Dossier) -> Iterator[Finding]:
    """Find everything that is missing, part by part."""
    yield from _preferences(case)
    yield from _values(case)
    yield from _worths(case)
    yield from _answers(case)
    yield from _bases(grounds)
    yield from _unreviewed(grounds)
    yield from _left_out(case, dossier)


def _preferences(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        if party.options and not party.ranks:
            text = _("What {party} prefers is not written, so outcomes cannot be computed.")
            help_ = _("Write it under “prefers”, the most important first; only people can say it.")
            said = text.format(party=party.name)
            yield Finding("GO317", said, party.place, help_, "warning")


def _values(case: Case) -> Iterator[Finding]:
    for issue in case.issues:
        if not issue.values and issue.range is None:
            text = _("“{issue}” has no values, so no package can settle it.")
            help_ = _("List the ways it may be settled: values: {one: …, other: …}")
            yield Finding("GO318", text.format(issue=issue.name), issue.place, help_, "warning")


def _worths(case: Case) -> Iterator[Finding]:
    for party in case.parties:
        for issue in case.issues:
            worth = party.worth
            if worth and (issue.values or issue.range) and issue.id not in worth.weights:
                text = _("{party} gives “{issue}” no worth, so packages cannot be compared.")
                help_ = _("Add it under “worth”; weight 0 says that it does not care.")
                said = text.format(party=party.name, issue=issue.name)
                yield Finding("GO316", said, party.place, help_, "warning")


def _answers(case: Case) -> Iterator[Finding]:
    for mediator in case.mediators:
        for party in case.parties:
            itself = party.id == mediator.party or (
                mediator.actor and party.actor == mediator.actor
            )
            if not itself and party.id not in mediator.consent:
                text = _("Whether {party} accepts {mediator} as mediator is not written.")
                help_ = _("Under “consent”, write {party}: yes, no or unknown.")
                yield Finding(
                    "GO312",
                    text.format(party=party.name, mediator=mediator.name),
                    mediator.place,
                    help_.format(party=party.id),
                    "warning",
                )


def _bases(grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
    for ground in grounds:
        if ground.kind in NEEDS_BASIS and ground.basis.empty:
            text = _("This judgement says neither what it rests on nor who made it.")
            help_ = _("Add evidence: [ids], or judged: initials with because: a reason.")
            yield Finding("GO305", text, ground.place, help_, "warning")


def _unreviewed(grounds: Sequence[JudgementGround]) -> Iterator[Finding]:
    for ground in grounds:
        if ground.basis.unreviewed:
            text = _("This was proposed by the machine, and nobody has confirmed it.")
            help_ = _("Delete “unreviewed: yes” to confirm it, or delete the whole entry.")
            yield Finding("GO310", text, ground.place, help_, "warning")


def _left_out(case: Case, dossier: Dossier) -> Iterator[Finding]:
    known = {party.actor or party.id for party in case.parties}
    known |= {mediator.actor or mediator.id for mediator in case.mediators}
    for candidate in Candidates(dossier).parties():
        if candidate.actor.id not in known:
            text = _("The dossier shows {actor} as a party ({claims}); the case leaves it out.")
            said = text.format(actor=candidate.actor.name, claims=", ".join(candidate.evidence))
            help_ = _("Add it under “parties”, or be sure that leaving it out is meant.")
            yield Finding("GO311", said, help=help_, severity="note")
