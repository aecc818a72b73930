"""Whose good offices are still open: who has not answered, what follows from it, what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodoffices.base.i18n import _, comma, n_
from goodoffices.case.nouns import Case, Mediator
from goodoffices.conflict.words.acts import called, capital, listed

TOLD = 2
"""How many mediators are named with those who have not answered them, before they are counted."""


def saying(mediator: Mediator, answer: str) -> list[str]:
    """Return the parties, by id, whose answer on a mediator is this one."""
    return [p for p, (said, _basis) in mediator.consent.items() if said == answer]


def unanswered(case: Case) -> Iterator[str]:
    """Say in a sentence which mediators which parties have not answered."""
    open_ = [m for m in case.mediators if saying(m, "unknown")]
    if not open_:
        return
    if all(len(saying(m, "unknown")) == len(m.consent) for m in open_):
        names = [called(m.name) for m in open_]
        more = len(names) - TOLD - 1
        if more > 0:
            counted = n_("{count} more", "{count} more", more).format(count=more)
            names = [*names[: TOLD + 1], counted]
        yield _("No side is read as answering {mediators}.").format(mediators=listed(names))
        return
    parts = [
        _("{mediator} by {parties}").format(
            mediator=called(m.name), parties=listed(_named(case, saying(m, "unknown")))
        )
        for m in open_[:TOLD]
    ]
    if (more := len(open_) - TOLD) > 0:
        parts.append(n_("{count} more", "{count} more", more).format(count=more))
    yield _("Still to be answered: {list}.").format(list=comma("; ").join(parts))


def steps(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what could be done to settle who mediates, where that is open, each with its lead."""
    mediators = case.mediators
    willing = [mediator for mediator in mediators if not saying(mediator, "no")]
    for mediator in willing:
        if unknown := saying(mediator, "unknown"):
            text = n_(
                "{parties} has not been heard on {mediator}.",
                "{parties} have not been heard on {mediator}.",
                len(unknown),
            )
            names = listed(_named(case, unknown))
            said = text.format(parties=names, mediator=called(mediator.name))
            yield _("Ask for consent."), capital(said)
            break
    else:
        for mediator in willing:
            if asking := saying(mediator, "conditional"):
                text = _(
                    "Nobody refuses {mediator}; see whether the condition of {parties} can be met."
                )
                names = listed(_named(case, asking))
                said = text.format(mediator=called(mediator.name), parties=names)
                yield _("Settle who mediates."), capital(said)
                break
        if mediators and not willing:
            yield (
                _("Look for a mediator whom all accept."),
                _("Every mediator named here is refused by someone."),
            )


def questions(case: Case) -> Iterator[str]:
    """Yield what to ask of mediators, first of those whom nobody refuses."""
    for mediator in sorted(case.mediators, key=lambda one: bool(saying(one, "no"))):
        for party in _named(case, saying(mediator, "no")):
            text = _("What would make {mediator} acceptable to {party}, or whom else?")
            yield text.format(mediator=called(mediator.name), party=party)
        if unknown := _named(case, saying(mediator, "unknown")):
            text = n_(
                "Does {parties} consent to {mediator}?",
                "Do {parties} consent to {mediator}?",
                len(unknown),
            )
            yield text.format(parties=listed(unknown), mediator=called(mediator.name))


def _named(case: Case, parties: Sequence[str]) -> list[str]:
    """Return parties by the names that stand within a sentence."""
    found = ((case.party(party_id), party_id) for party_id in parties)
    return [called(party.name if party else party_id) for party, party_id in found]
