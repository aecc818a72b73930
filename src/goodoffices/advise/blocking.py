"""Who could block, and what would make up for it: for each named package and fair solution.

One blocks a package that has the means to and to whom the package is worth less than none: for sure
where that is so of all that was allowed, perhaps where it is so of some. The side payment is what
is lacking, (walk-away − worth)⁺, in the blocker's own units. What a package is worth to a blocker
is judged per package, or follows from the worths of the party that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from goodoffices.advise.lines import Line, given, missing, reviewed, span
from goodoffices.advise.sheets import Block, blocks
from goodoffices.advise.signing import worth_bases
from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.i18n import _
from goodoffices.case.judgements import Advised, Blocker
from goodoffices.case.nouns import Basis, Case, Interval
from goodoffices.packages.bargain import Bargain, from_case

METHOD = "blockers"
NOTHING: Interval = (Fraction(0), Fraction(0))


Package = tuple[str, Mapping[str, str]]
"""A package's name and its choices."""


@dataclass(frozen=True, slots=True)
class Fair:
    """A negotiation with its fair solutions, worked out once; ``why`` is set where it cannot be."""

    negotiation: Bargain | None = None
    solutions: Mapping[str, Package] = field(default_factory=dict)
    why: str = ""


def prepared(case: Case) -> Fair:
    """Return the negotiation of a case with its fair solutions, or why there are none."""
    try:
        negotiation = from_case(case)
    except GoodOfficesError as error:
        return Fair(why=error.findings[0].text)
    try:
        return Fair(negotiation, fair_solutions(case, negotiation))
    except GoodOfficesError as error:  # too many packages that act on each other
        return Fair(negotiation, why=error.findings[0].text)


def blockers(case: Case, said: Advised, fair: Fair | None = None) -> Iterator[Line]:
    """Yield for each blocker whether it would block a settlement, each package, each solution.

    Parameters
    ----------
    fair
        what :func:`prepared` gave for the case, where that is at hand.
    """
    apart = [b for b in said.blockers if b.party is not None or b.worths]
    known = (fair or prepared(case)) if apart else Fair()
    for blocker in said.blockers:
        if blocker not in apart:
            yield _line(blocker, ("", ""), blocks(blocker), {"worth": blocker.worth})
            continue
        for package in case.packages:
            named = (package.id, package.name, package.choices)
            yield _package(case, known.negotiation, blocker, named)
        for ident, (name, choices) in known.solutions.items():
            yield _package(case, known.negotiation, blocker, (ident, name, choices))
    if known.why:
        text = _("Cannot be said. {why}").format(why=known.why)
        yield Line(
            "blocker",
            _("fair solutions"),
            "unknown",
            text,
            METHOD,
            missing=("worth",),
            id="blocker:",
        )


def fair_solutions(case: Case, negotiation: Bargain) -> dict[str, Package]:
    """Return the fair solutions that no named package is, by id: a name and the package.

    Of packages with the same worths the first stands for all.
    """
    from goodoffices.packages.result import packages

    found = packages(negotiation)
    solutions = {
        "nash": (_("Nash’s solution"), found.nash),
        "kalai-smorodinsky": (_("Kalai and Smorodinsky’s solution"), found.kalai_smorodinsky),
        "egalitarian": (_("the egalitarian solution"), found.egalitarian_gain),
        "utilitarian": (_("the utilitarian solution"), found.utilitarian),
    }
    named = [dict(package.choices) for package in case.packages]
    merged: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for ident, (_name, tied) in solutions.items():
        for choices in tied[0].packages[:1] if tied else ():
            if choices not in named:
                merged.setdefault(tuple(sorted(choices.items())), []).append(ident)
    return {
        "+".join(ids): (
            "{names} ({package})".format(
                names=", ".join(solutions[i][0] for i in ids),
                package=negotiation.describe(dict(choices)),
            ),
            dict(choices),
        )
        for choices, ids in merged.items()
    }


def _package(
    case: Case,
    negotiation: Bargain | None,
    blocker: Blocker,
    package: tuple[str, str, Mapping[str, str]],
) -> Line:
    """Say whether one would block one package."""
    ident, name, choices = package
    if blocker.party is not None:
        return _of_party(case, negotiation, blocker, package)
    worth = blocker.worths.get(ident)
    if worth is None:
        same = next((p.id for p in case.packages if dict(p.choices) == dict(choices)), "")
        worth = blocker.worths.get(same)
    own = Blocker(blocker.id, blocker.name, blocker.able, worth, blocker.walk_away, blocker.basis)
    return _line(own, (ident, name), blocks(own), {f"worth.{ident}": worth})


def _of_party(
    case: Case,
    negotiation: Bargain | None,
    blocker: Blocker,
    package: tuple[str, str, Mapping[str, str]],
) -> Line:
    """Say whether a blocker that is a party with worths would block a package."""
    from goodoffices.packages.acceptability import acceptability

    ident, name, choices = package
    about = f"{blocker.name}: {name}"
    party = blocker.party or ""
    answers = acceptability(negotiation, choices, n=1).parties if negotiation else ()
    answer = next((a for a in answers if a.party == party), None)
    if answer is None or answer.least is None or answer.most is None:
        return missing("blocker", about, [f"parties.{party}.worth"], METHOD, _id(blocker, ident))
    worth = answer.least, answer.most
    own = Blocker(blocker.id, blocker.name, blocker.able, worth, NOTHING, blocker.basis)
    found = blocks(own)
    if answer.refused and blocker.able != "no":
        found = Block("certain" if blocker.able == "yes" else "unknown", None)
    bases = {k: b for k, b in worth_bases(case).items() if k.startswith(f"parties.{party}.")}
    return _line(own, (ident, name), found, {}, bases, crossed=answer.refused)


def _id(blocker: Blocker, package: str) -> str:
    return f"blocker:{blocker.id}:{package}" if package else f"blocker:{blocker.id}"


def _line(
    blocker: Blocker,
    package: tuple[str, str],
    found: Block,
    numbers: Mapping[str, Interval | None],
    bases: Mapping[str, Basis] | None = None,
    *,
    crossed: bool = False,
) -> Line:
    """Say whether one would block (a package, by id and name), and what would make up for it."""
    ident, name = package
    path = f"advice.blockers.{blocker.id}"
    about = f"{blocker.name}: {name}" if name else blocker.name
    lacking = [
        n for n, value in {**numbers, "walk_away": blocker.walk_away}.items() if value is None
    ]
    if blocker.able == "unknown":
        lacking = ["able", *lacking]
    text = {
        "certain": _("Can and would block."),
        "depends": _("Can block, and might want to."),
        "impossible": _("Would not or cannot block."),
    }.get(found.status, _("Whether it can and would block is not known."))
    if found.status == "unknown" and lacking:
        text += " " + _("Not given: {names}.").format(names=", ".join(lacking))
    if crossed and blocker.able != "no":
        text += " " + _("It crosses a red line of its own, which no payment makes up for.")
    elif found.payment is not None and found.payment[1] > 0:
        paid = _("What would make up for it: {payment}, in its own units.")
        text += " " + paid.format(payment=span(found.payment))
    flips = (
        _("means to block, or a worth below its walk-away")
        if found.status == "impossible"
        else _("a side payment of that size, or the loss of its means")
    )
    inputs = (f"{path}.able = {blocker.able}", *given(path, numbers))
    inputs += given(path, {"walk_away": blocker.walk_away} if numbers else {})
    inputs += tuple(bases or {})
    line = Line(
        "blocker",
        about,
        found.status,
        text,
        METHOD,
        inputs,
        blocker.basis.evidence,
        flips,
        tuple(lacking) if found.status == "unknown" else (),
        id=_id(blocker, ident),
    )
    return reviewed(line, {path: blocker.basis, **(bases or {})})
