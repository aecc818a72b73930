"""Whose mediation? Gates, functions, the smallest teams, comparison by intervals; no score.

*Gates*: every side consents, and the mediator is itself no side of the dispute. One whom a side
refuses, or that is a side, is in no team and no comparison, whatever else it has. What nobody has
reviewed counts as unknown. Trust, leverage and interest are never multiplied or added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from goodoffices.advise.status import Status, all_of, answer_of
from goodoffices.case.judged import Advised, Candidate, Judged
from goodoffices.case.nouns import AnswerGiven, Case, Consent, Interval, Mediator

LARGEST_TEAM = 3
"""How many mediators a team has at most; larger ones bring their own rivalries (Böhmelt 2011)."""

_OF_CONSENT: Mapping[AnswerGiven, Status] = {
    "yes": "certain",
    "no": "impossible",
    "conditional": "depends",
    "unknown": "unknown",
}
_NO_SIDE: Mapping[Consent, Status] = {"yes": "impossible", "no": "certain", "unknown": "unknown"}


# -- gates -------------------------------------------------------------------------------------


def candidate(judgements: Advised, mediator: str) -> Candidate:
    """Return what is judged of a mediator."""
    return judgements.candidates.get(mediator, Candidate(mediator=mediator))


def is_side(case: Case, judgements: Advised, mediator: Mediator) -> Consent:
    """Return whether a mediator is itself a side of the dispute.

    What the case judges counts. Where it judges nothing, one that is no party of the case is no
    side; of one that also acts as a party it is unknown.
    """
    judged = candidate(judgements, mediator.id).direct_party
    if judged is not None:
        return answer_of(judged)
    return "no" if own_party(case, mediator) is None else "unknown"


def own_party(case: Case, mediator: Mediator) -> str | None:
    """Return the party that a mediator also is: as the case says, or by having the same actor."""
    if mediator.party is not None:
        return mediator.party
    actor = mediator.actor or mediator.id
    return next((p.id for p in case.parties if (p.actor or p.id) == actor), None)


def sides(case: Case, judgements: Advised) -> tuple[list[str], list[str]]:
    """Return the parties that are sides of the dispute, and those that may be.

    A party that is also a mediator is a side only where it is judged to be one; one that the
    machine proposed and nobody has reviewed may be a side.
    """
    also = {own_party(case, m): is_side(case, judgements, m) for m in case.mediators}
    answers: dict[str, Consent] = {p.id: also.get(p.id, "yes") for p in case.parties}
    for party in case.parties:
        if party.basis.unreviewed and answers[party.id] == "yes":
            answers[party.id] = "unknown"
    sure = [party for party, answer in answers.items() if answer == "yes"]
    return sure, [party for party, answer in answers.items() if answer == "unknown"]


def consenting(case: Case, mediator: Mediator) -> list[str]:
    """Return whose consent a mediator needs: every party's but its own."""
    return [p.id for p in case.parties if p.id != own_party(case, mediator)]


def consents(case: Case, mediator: Mediator) -> dict[str, AnswerGiven]:
    """Return each party's answer; what nobody has reviewed is unknown.

    So is the no of a party that was only proposed itself.
    """
    proposed = {p.id for p in case.parties if p.basis.unreviewed}
    return {
        party: "unknown" if basis.unreviewed or (answer == "no" and party in proposed) else answer
        for party, (answer, basis) in mediator.consent.items()
    }


def gate(answers: Mapping[str, AnswerGiven], parties: Sequence[str]) -> Status:
    """Return whether all parties consent to a mediator."""
    return all_of(*(_OF_CONSENT[answers.get(party, "unknown")] for party in parties))


def admitted(case: Case, judgements: Advised, mediator: Mediator) -> Status:
    """Return whether a mediator passes the gates."""
    agreed = gate(consents(case, mediator), consenting(case, mediator))
    return all_of(agreed, _NO_SIDE[is_side(case, judgements, mediator)])


# -- several -----------------------------------------------------------------------------------


def teams(
    covered: Mapping[str, Mapping[str, Judged]], needed: Sequence[str], *, at_best: bool = False
) -> tuple[tuple[str, ...], ...]:
    """Return the smallest teams that cover every function needed, of at most three.

    Parameters
    ----------
    covered
        candidate → function → judgement.
    at_best
        count an unknown as a yes.
    """
    counts = ("yes", "unknown") if at_best else ("yes",)
    for size in range(1, LARGEST_TEAM + 1):
        smallest = tuple(
            team
            for team in combinations(covered, size)
            if all(any(answer_of(covered[m].get(f)) in counts for m in team) for f in needed)
        )
        if smallest:
            return smallest
    return ()


def dominates(first: Mapping[str, Interval], second: Mapping[str, Interval]) -> bool:
    """Tell whether one is at least as good on every criterion for sure, and better on one.

    A criterion that is not said of both decides nothing, so that neither dominates.
    """
    if not first or set(first) != set(second):
        return False
    margins = [first[name][0] - second[name][1] for name in first]
    return min(margins) >= 0 < max(margins)


def undominated(candidates: Mapping[str, Mapping[str, Interval]]) -> tuple[str, ...]:
    """Return the candidates that none dominates."""
    return tuple(
        name
        for name, own in candidates.items()
        if not any(dominates(other, own) for who, other in candidates.items() if who != name)
    )


def overlap(spans: Sequence[Interval]) -> bool:
    """Tell whether two intervals have more than an end in common."""
    return any(first[1] > second[0] for first, second in pairwise(sorted(spans)))
