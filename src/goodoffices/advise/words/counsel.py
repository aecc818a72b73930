"""Whose word would be believed? Lines on warnings, and on building trust, for each candidate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from goodoffices.advise.counsel import DISAGREE, absent, listening, trust_margin, warning
from goodoffices.advise.lines import Line, inputs
from goodoffices.advise.status import Status, at_least_zero
from goodoffices.advise.words.lines import missing, reviewed, span, unfit
from goodoffices.base.i18n import _, comma
from goodoffices.case.judged import TRUST_NUMBERS, Advised, CounselTerms
from goodoffices.case.nouns import Case


def lines(case: Case, judgements: Advised) -> Iterator[Line]:
    """Yield for each candidate whose warning would be believed by whom, and whether its trust."""
    names = {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}
    for candidate in judgements.candidates.values():
        mediator = names[candidate.mediator]
        head = f"advice.mediation.{candidate.mediator}"
        for listener, terms in candidate.counsel.items():
            path = f"{head}.counsel.{listener}"
            about = _("{mediator} to {listener}")
            line = Line(
                topic="counsel",
                about=about.format(mediator=mediator, listener=names[listener]),
                method="counsel",
                id=f"counsel:{path}",
            )
            yield _warning(line, path, terms)
        if candidate.trust is not None:
            line = Line(
                topic="counsel",
                about=_("{name}, to build trust").format(name=mediator),
                method="trust",
                id=f"trust:{candidate.mediator}",
            )
            yield _trust(line, f"{head}.trust", candidate.trust)


def _warning(line: Line, path: str, terms: CounselTerms) -> Line:
    """Say whether its warning would be believed."""
    status: Status = "impossible"
    if terms.independent == "no":
        text = _("Has no knowledge of its own, so its warning adds nothing, whatever its leaning.")
    elif lacking := absent(terms):
        return missing(line, lacking)
    else:
        try:
            result = warning(listening(terms.numbers))
        except ValueError as wrong:
            return unfit(line, str(wrong))
        status = result.status
        text = {
            "certain": _("Its warning that the other side is tough would be believed."),
            "impossible": _("Its warning that the other side is tough would not be believed."),
        }.get(status, _("Whether its warning would be believed depends on what was allowed."))
        needed = _("It would have to lean to the listener by {leaning}.")
        text += " " + needed.format(leaning=span(result.leaning_needed))
    line = replace(
        line,
        status=status,
        text=text,
        inputs=(f"{path}.independent = {terms.independent}", *inputs(path, terms.numbers)),
        evidence=terms.basis.evidence,
        flips=_("Others find otherwise: {works}.").format(works=comma("; ").join(DISAGREE)),
    )
    return reviewed(line, {path: terms.basis})


def _trust(line: Line, path: str, terms: CounselTerms) -> Line:
    """Say whether its word that a side can be trusted would be honest."""
    if lacking := [name for name in TRUST_NUMBERS if name not in terms.numbers]:
        return missing(line, lacking)
    try:
        status = at_least_zero(trust_margin(*(terms.numbers[name] for name in TRUST_NUMBERS)))
    except ValueError as wrong:
        return unfit(line, str(wrong))
    text = {
        "certain": _("Its word that a side can be trusted would be honest."),
        "impossible": _("Its word that a side can be trusted would not be honest."),
    }.get(status, _("Whether its word that a side can be trusted would be honest depends."))
    flips = _(
        "a moderate ideal between the sides helps, and a low cost of conflict to it; what "
        "helps a warning may harm trust"
    )
    line = replace(
        line,
        status=status,
        text=text,
        inputs=inputs(path, terms.numbers),
        evidence=terms.basis.evidence,
        flips=flips,
    )
    return reviewed(line, {path: terms.basis})
