"""Ripeness, mediators and blockers: three-valued sheets, without a score.

*Ripeness* (Zartman): per party, a hurting stalemate, a way out, and somebody who can speak for it;
ripe only where all are so for all. Contested as a forecast (Schrodt, Yilmaz & Gerner 2003): it is a
list of questions. *Mediators*: consent as a gate, functions covered, dominance on intervals, the
smallest teams; trust, leverage and interest are never multiplied. *Blockers*: one who has the means
and would be worse off, and what would make up for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from goodoffices.advise.corners import Status, all_of
from goodoffices.case.judgements import RIPENESS, Blocker, Judged
from goodoffices.case.nouns import Consent, Interval

_SAID: dict[Consent, Status] = {"yes": "certain", "no": "impossible", "unknown": "unknown"}
_TEAM = 3
"""How many mediators a team has at most; larger ones bring their own rivalries (Böhmelt 2011)."""


@dataclass(frozen=True, slots=True)
class Ripe:
    """Whether all is there, what is not (``blocking``), and what nobody has said (``missing``)."""

    status: Status
    blocking: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def ripeness(
    parties: Sequence[str],
    said: Mapping[str, Mapping[str, Judged]],
    perhaps: Sequence[str] = (),
) -> Ripe:
    """Return whether the moment is ripe: no before unknown before yes.

    Parameters
    ----------
    perhaps
        parties of which it is not known whether they are sides: what one of them lacks blocks
        nothing for sure, and nothing is ripe for sure without it.
    """
    answers = {
        (party, item): answer_of(said.get(party, {}).get(item))
        for party in (*parties, *perhaps)
        for item in RIPENESS
    }
    sure = all_of(*(_SAID[a] for (party, _item), a in answers.items() if party in parties))
    whole = all_of(*(_SAID[answer] for answer in answers.values()))
    return Ripe(
        "unknown" if whole == "impossible" != sure else whole,
        tuple(key for key, answer in answers.items() if answer == "no"),
        tuple(key for key, answer in answers.items() if answer == "unknown"),
    )


def answer_of(judged: Judged | None) -> Consent:
    """Return what was answered; unknown where nothing was, or nobody has reviewed it."""
    return "unknown" if judged is None or judged.basis.unreviewed else judged.answer


def gate(consents: Mapping[str, Consent], parties: Sequence[str]) -> Status:
    """Return whether all parties consent to a mediator."""
    return all_of(*(_SAID[consents.get(party, "unknown")] for party in parties))


def dominates(first: Mapping[str, Interval], second: Mapping[str, Interval]) -> bool:
    """Tell whether one is at least as good on every criterion for sure, and better on one.

    A criterion that is not said of both decides nothing, so that neither dominates.
    """
    names = set(first) | set(second)
    if not names or set(first) != set(second):
        return False
    return all(first[n][0] >= second[n][1] for n in names) and any(
        first[n][0] > second[n][1] for n in names
    )


def undominated(candidates: Mapping[str, Mapping[str, Interval]]) -> tuple[str, ...]:
    """Return the candidates that none dominates."""
    return tuple(
        name
        for name, own in candidates.items()
        if not any(dominates(other, own) for who, other in candidates.items() if who != name)
    )


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
    for size in range(1, _TEAM + 1):
        found = tuple(
            team
            for team in combinations(covered, size)
            if all(any(answer_of(covered[m].get(f)) in counts for m in team) for f in needed)
        )
        if found:
            return found
    return ()


@dataclass(frozen=True, slots=True)
class Block:
    """Whether one can and would block, and the side payment that would make up for it."""

    status: Status
    payment: Interval | None


def blocks(blocker: Blocker) -> Block:
    """Return whether one blocks: it has the means, and the settlement is worth less than none."""
    if blocker.able == "no":
        return Block("impossible", (Fraction(0), Fraction(0)))
    if blocker.worth is None or blocker.walk_away is None:
        return Block("unknown", None)
    low = blocker.walk_away[0] - blocker.worth[1]
    high = blocker.walk_away[1] - blocker.worth[0]
    payment = max(Fraction(0), low), max(Fraction(0), high)
    if high <= 0:
        return Block("impossible", payment)
    if blocker.able == "unknown":
        return Block("unknown", payment)
    return Block("certain" if low > 0 else "depends", payment)
