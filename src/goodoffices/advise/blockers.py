"""Who could block, and what would make up for it: of each named package and fair solution.

One blocks a package that has the means to and to whom the package is worth less than none: for sure
where that is so of all that was allowed, perhaps where it is so of some. The side payment is what
is lacking, (walk-away − worth)⁺, in the blocker's own units. What a package is worth to a blocker
is judged per package, or follows from the worths of the party that it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from goodoffices.advise.status import Status
from goodoffices.base.errors import GoodOfficesError
from goodoffices.case.judged import Blocker
from goodoffices.case.nouns import Case, Interval
from goodoffices.packages.bargain import Bargain, from_case
from goodoffices.packages.efficient import EfficientPackages

Choices = Mapping[str, str]
"""Issue → value."""

_NOTHING: Interval = (Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Veto:
    """Whether one can and would block, and the side payment that would make up for it.

    ``crossed`` says that the package crosses a red line of its own, which no payment makes up for.
    """

    status: Status
    payment: Interval | None
    crossed: bool = False


def veto(blocker: Blocker) -> Veto:
    """Return whether one blocks: it has the means, and the settlement is worth less than none."""
    if blocker.able == "no":
        return Veto("impossible", _NOTHING)
    if blocker.worth is None or blocker.walk_away is None:
        return Veto("unknown", None)
    low = blocker.walk_away[0] - blocker.worth[1]
    high = blocker.walk_away[1] - blocker.worth[0]
    payment = max(Fraction(0), low), max(Fraction(0), high)
    if high <= 0:
        return Veto("impossible", payment)
    if blocker.able == "unknown":
        return Veto("unknown", payment)
    return Veto("certain" if low > 0 else "depends", payment)


@dataclass(frozen=True, slots=True)
class FairSolutions:
    """A negotiation with its fair solutions, worked out once; ``why`` is set where it cannot be.

    Of the solutions those that no named package is: those that are one package (``nash``,
    ``kalai-smorodinsky``, ``egalitarian``, ``utilitarian``), joined by “+” → its choices.
    """

    negotiation: Bargain | None = None
    solutions: Mapping[str, Choices] = field(default_factory=dict)
    why: str = ""


def prepared(case: Case) -> FairSolutions:
    """Return the negotiation of a case with its fair solutions, or why there are none."""
    negotiation = None
    try:
        negotiation = from_case(case)
        return FairSolutions(negotiation, fair_solutions(case, negotiation))
    except GoodOfficesError as error:  # a worth is missing, or too many packages act on each other
        return FairSolutions(negotiation, why=error.findings[0].text)


def fair_solutions(case: Case, negotiation: Bargain) -> dict[str, Choices]:
    """Return the fair solutions that no named package is, by their names joined by “+”.

    Of packages with the same worths the first stands for all.
    """
    packages = EfficientPackages.of(negotiation)
    solutions = {
        "nash": packages.nash,
        "kalai-smorodinsky": packages.kalai_smorodinsky,
        "egalitarian": packages.egalitarian_gain,
        "utilitarian": packages.utilitarian,
    }
    named = [dict(package.choices) for package in case.packages]
    merged: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name, tied in solutions.items():
        for choices in tied[0].packages[:1] if tied else ():
            if choices not in named:
                merged.setdefault(tuple(sorted(choices.items())), []).append(name)
    return {"+".join(names): dict(choices) for choices, names in merged.items()}


def veto_of_party(blocker: Blocker, negotiation: Bargain, choices: Choices) -> Veto | None:
    """Return whether one that is a party blocks a package; None where its worth is not known."""
    from goodoffices.packages.acceptability import acceptability

    answers = acceptability(negotiation, choices, n=1).parties
    answer = next((a for a in answers if a.party == blocker.party), None)
    if answer is None or answer.least is None or answer.most is None:
        return None
    if answer.refused and blocker.able != "no":
        return Veto("certain" if blocker.able == "yes" else "unknown", None, crossed=True)
    gain = answer.least, answer.most
    return veto(replace(blocker, worth=gain, walk_away=_NOTHING))


def with_worth(case: Case, blocker: Blocker, package: str, choices: Choices) -> Blocker:
    """Return a blocker with what one package, or a named one that is the same, is worth to it."""
    same = next((p.id for p in case.packages if dict(p.choices) == dict(choices)), "")
    return replace(blocker, worth=blocker.worths.get(package, blocker.worths.get(same)))
