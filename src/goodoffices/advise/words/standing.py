"""How each candidate stands to each side, quoted from the dossier; and what is weak in evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from goodoffices.advise.lines import Line
from goodoffices.advise.mediators import consenting
from goodoffices.advise.standing import acting_for, between, standing
from goodoffices.base.i18n import _, comma
from goodoffices.case.nouns import Case, Mediator, Party
from goodoffices.evidence.claims import Dossier, Event, Relation
from goodoffices.evidence.snapshot import origin_groups
from goodoffices.evidence.words import happening_words

MOST = 8
"""How many claims of one pair are told; their number is always told."""


def lines(case: Case, dossier: Dossier) -> Iterator[Line]:
    """Yield how each candidate stands to each party but itself."""
    for mediator in case.mediators:
        for party in (p for p in case.parties if p.id in consenting(case, mediator)):
            yield _line(mediator, party, dossier)


def _line(mediator: Mediator, party: Party, dossier: Dossier) -> Line:
    about = _("{mediator} and {party}").format(mediator=mediator.name, party=party.name)
    ident = f"standing:{mediator.id}:{party.id}"
    claims = between(dossier, *(acting_for(dossier, w.actor or w.id) for w in (mediator, party)))
    status = standing(dossier, claims)
    if claims:
        text = _("Reported between them: {claims}.")
        text = text.format(claims=comma("; ").join(_claim(claim) for claim in claims[:MOST]))
        if len(claims) > MOST:
            text += " " + _("There are {count} in all.").format(count=len(claims))
        if status == "unknown":
            text += " " + _("Nobody has reviewed any of it.")
        if status == "depends":
            text += " " + _("What is accepted comes from one origin, so it stays reported.")
        flips = _("a report to the contrary")
    else:
        text = _("The dossier does not tell how they stand to one another.")
        flips = _("Read in a report that does: goodoffices read CASE PAGE.")
    return Line(
        topic="mediator",
        about=about,
        status=status,
        text=text,
        method="standing",
        inputs=tuple(claim.id for claim in claims),
        evidence=tuple(claim.id for claim in claims[:MOST]),
        flips=flips,
        unreviewed=tuple(c.id for c in claims if c.status in ("unreviewed", "unsure")),
        id=ident,
    )


def _claim(claim: Relation | Event) -> str:
    called = happening_words()
    kind = called.get(claim.type, claim.type.replace("_", " ").lower())
    plain = claim.modality == "asserted"
    notes: list[str] = [] if plain else [called.get(claim.modality, claim.modality)]
    if isinstance(claim, Event) and claim.date:
        notes.append(claim.date)
    return f"{kind} ({comma().join([*notes, claim.id])})"


def notes(lines: Iterable[Line], dossier: Dossier) -> dict[str, str]:
    """Return what is weak in the evidence of each line: not reviewed, or from one origin only."""
    claims = {claim.id: claim for claim in dossier.claims}
    groups = origin_groups(dossier.documents)
    weak: dict[str, str] = {}
    for line in lines:
        own = [claims[e] for e in line.evidence if e in claims]
        texts = []
        if len(own) < len(line.evidence):
            texts.append(_("not all in the dossier"))
        if any(claim.status == "rejected" for claim in own):
            texts.append(_("some rejected"))
        if any(claim.status in ("unreviewed", "unsure") for claim in own):
            texts.append(_("not all reviewed"))
        if len({groups.get(span.source) for claim in own for span in claim.spans}) == 1:
            texts.append(_("from one origin"))
        if texts and line.id:
            weak[line.id] = comma().join(texts)
    return weak
