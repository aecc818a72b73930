"""Whose word would be believed? Lines on warnings, and on building trust, for each candidate."""

from __future__ import annotations

from collections.abc import Iterator

from goodoffices.advise.counsel import DISAGREE, Listening, trust_margin, trust_status, warning
from goodoffices.advise.lines import Line, given, missing, reviewed, span, unfit
from goodoffices.base.i18n import _
from goodoffices.case.judgements import TRUST_NUMBERS, Advised, Candidate, CounselTerms
from goodoffices.case.nouns import Case

METHOD = "counsel"
TRUST = "trust"
NUMBERS = tuple(Listening.__dataclass_fields__)


def listening(case: Case, said: Advised) -> Iterator[Line]:
    """Yield for each candidate whose warning would be believed by whom, and whether its trust."""
    names = {p.id: p.name for p in case.parties} | {m.id: m.name for m in case.mediators}
    for candidate in said.candidates.values():
        for listener, terms in candidate.counsel.items():
            about = _("{mediator} to {listener}").format(
                mediator=names[candidate.mediator], listener=names[listener]
            )
            path = f"advice.mediation.{candidate.mediator}.counsel.{listener}"
            yield _warning(about, path, terms)
        if candidate.trust is not None:
            yield _trust(names[candidate.mediator], candidate, candidate.trust)


def absent(terms: CounselTerms) -> list[str]:
    """Return what nobody has said for a warning."""
    lacking = [name for name in NUMBERS if name not in terms.numbers]
    return ["independent", *lacking] if terms.independent == "unknown" else lacking


def _against() -> str:
    return _("Others find otherwise: {works}.").format(works="; ".join(DISAGREE))


def _warning(about: str, path: str, terms: CounselTerms) -> Line:
    ident = f"counsel:{path}"
    inputs = (f"{path}.independent = {terms.independent}", *given(path, terms.numbers))
    evidence = terms.basis.evidence
    if terms.independent == "no":
        text = _("Has no knowledge of its own, so its warning adds nothing, whatever its leaning.")
        line = Line(
            "counsel", about, "impossible", text, METHOD, inputs, evidence, _against(), id=ident
        )
        return reviewed(line, {path: terms.basis})
    if lacking := absent(terms):
        return missing("counsel", about, lacking, METHOD, ident)
    try:
        found = warning(Listening(**{name: terms.numbers[name] for name in NUMBERS}))
    except ValueError as wrong:
        return unfit("counsel", about, str(wrong), METHOD, ident)
    text = {
        "certain": _("Its warning that the other side is tough would be believed."),
        "impossible": _("Its warning that the other side is tough would not be believed."),
    }.get(found.status, _("Whether its warning would be believed depends on what was allowed."))
    needed = _("It would have to lean to the listener by {leaning}.")
    text += " " + needed.format(leaning=span(found.leaning_needed))
    line = Line(
        "counsel", about, found.status, text, METHOD, inputs, evidence, _against(), id=ident
    )
    return reviewed(line, {path: terms.basis})


def _trust(name: str, candidate: Candidate, terms: CounselTerms) -> Line:
    """Say whether its word that a side can be trusted would be honest."""
    path, about = f"advice.mediation.{candidate.mediator}.trust", _("{name}, to build trust")
    about, ident = about.format(name=name), f"trust:{candidate.mediator}"
    lacking = [n for n in TRUST_NUMBERS if n not in terms.numbers]
    if lacking:
        return missing("counsel", about, lacking, TRUST, ident)
    try:
        margin = trust_margin(*(terms.numbers[n] for n in TRUST_NUMBERS))
    except ValueError as wrong:
        return unfit("counsel", about, str(wrong), TRUST, ident)
    status = trust_status(margin)
    text = {
        "certain": _("Its word that a side can be trusted would be honest."),
        "impossible": _("Its word that a side can be trusted would not be honest."),
    }.get(status, _("Whether its word that a side can be trusted would be honest depends."))
    flips = _(
        "a moderate ideal between the sides helps, and a low cost of conflict to it; what "
        "helps a warning may harm trust"
    )
    line = Line(
        "counsel",
        about,
        status,
        text,
        TRUST,
        given(path, terms.numbers),
        terms.basis.evidence,
        flips,
        id=ident,
    )
    return reviewed(line, {path: terms.basis})
