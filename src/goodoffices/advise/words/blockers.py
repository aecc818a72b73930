"""Who could block? Lines on each blocker, for each named package and each fair solution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from goodoffices.advise.blockers import (
    Choices,
    FairSolutions,
    Veto,
    prepared,
    veto,
    veto_of_party,
    with_worth,
)
from goodoffices.advise.lines import Line, inputs, worth_bases
from goodoffices.advise.words.lines import missing, reviewed, span
from goodoffices.base.i18n import _, comma
from goodoffices.case.judged import Advised, Blocker
from goodoffices.case.nouns import Basis, Case, Interval
from goodoffices.packages.bargain import Bargain


def lines(case: Case, judgements: Advised, fair: FairSolutions | None = None) -> Iterator[Line]:
    """Yield for each blocker whether it would block a settlement, each package, each solution.

    Parameters
    ----------
    fair
        what :func:`prepared` gave for the case, where that is at hand.
    """
    apart = [b for b in judgements.blockers if b.party is not None or b.worths]
    known = (fair or prepared(case)) if apart else FairSolutions()
    packages = [(p.id, p.name, p.choices) for p in case.packages]
    if known.negotiation is not None:
        packages += [(k, _solution(known.negotiation, k, c), c) for k, c in known.solutions.items()]
    for blocker in judgements.blockers:
        if blocker not in apart:
            yield _line(_start(blocker), blocker, veto(blocker), {"worth": blocker.worth})
            continue
        for ident, name, choices in packages:
            line = _start(blocker, ident, name)
            if blocker.party is not None:
                yield _of_party(line, case, blocker, known.negotiation, choices)
            else:
                own = with_worth(case, blocker, ident, choices)
                yield _line(line, own, veto(own), {f"worth.{ident}": own.worth})
    if known.why:
        yield Line(
            topic="blocker",
            about=_("fair solutions"),
            text=_("Cannot be said. {why}").format(why=known.why),
            method="blockers",
            missing=("worth",),
            id="blocker:",
        )


def _solution(negotiation: Bargain, ids: str, choices: Choices) -> str:
    """Name a package by the fair solutions that it is."""
    names = {
        "nash": _("Nash’s solution"),
        "kalai-smorodinsky": _("Kalai and Smorodinsky’s solution"),
        "egalitarian": _("the egalitarian solution"),
        "utilitarian": _("the utilitarian solution"),
    }
    listed = comma().join(names[ident] for ident in ids.split("+"))
    return f"{listed} ({negotiation.describe(dict(choices))})"


def _start(blocker: Blocker, package: str = "", name: str = "") -> Line:
    return Line(
        topic="blocker",
        about=f"{blocker.name}: {name}" if name else blocker.name,
        method="blockers",
        id=f"blocker:{blocker.id}:{package}" if package else f"blocker:{blocker.id}",
    )


def _of_party(
    line: Line, case: Case, blocker: Blocker, negotiation: Bargain | None, choices: Choices
) -> Line:
    """Say whether a blocker that is a party with worths would block a package."""
    path = f"parties.{blocker.party}.worth"
    result = veto_of_party(blocker, negotiation, choices) if negotiation else None
    if result is None:
        return missing(line, [path])
    bases = {p: b for p, b in worth_bases(case).items() if p == path or p.startswith(f"{path}.")}
    return _line(line, blocker, result, None, bases)


def _line(
    line: Line,
    blocker: Blocker,
    result: Veto,
    worth: Mapping[str, Interval | None] | None,
    bases: Mapping[str, Basis] | None = None,
) -> Line:
    """Say whether one would block, and what would make up for it.

    Parameters
    ----------
    worth
        what it is worth to the blocker, by its path; None where it follows from a party's worths.
    """
    path = f"advice.blockers.{blocker.id}"
    numbers = {} if worth is None else {**worth, "walk_away": blocker.walk_away}
    lacking = [name for name, value in numbers.items() if value is None]
    if blocker.able == "unknown":
        lacking = ["able", *lacking]
    sentences = [
        {
            "certain": _("Can and would block."),
            "depends": _("Can block, and might want to."),
            "impossible": _("Would not or cannot block."),
        }.get(result.status, _("Whether it can and would block is not known."))
    ]
    if result.status == "unknown" and lacking:
        sentences.append(_("Not given: {names}.").format(names=comma().join(lacking)))
    if result.crossed:
        sentences.append(_("It crosses a red line of its own, which no payment makes up for."))
    elif result.payment is not None and result.payment[1] > 0:
        text = _("What would make up for it: {payment}, in its own units.")
        sentences.append(text.format(payment=span(result.payment)))
    line = replace(
        line,
        status=result.status,
        text=" ".join(sentences),
        inputs=(f"{path}.able = {blocker.able}", *inputs(path, numbers), *(bases or {})),
        evidence=blocker.basis.evidence,
        flips=_("means to block, or a worth below its walk-away")
        if result.status == "impossible"
        else _("a side payment of that size, or the loss of its means"),
        missing=tuple(lacking) if result.status == "unknown" else (),
    )
    return reviewed(line, {path: blocker.basis, **(bases or {})})
