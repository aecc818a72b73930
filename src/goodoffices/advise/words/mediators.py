"""Whose mediation? Lines on each candidate, on the smallest teams, and on who is worse on all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from goodoffices.advise.lines import Line, evidence, inputs
from goodoffices.advise.mediators import (
    admitted,
    candidate,
    consenting,
    consents,
    is_side,
    overlap,
    own_party,
    teams,
    undominated,
)
from goodoffices.advise.status import Status, answer_of
from goodoffices.advise.words.lines import reviewed
from goodoffices.base.i18n import _, comma
from goodoffices.case.judged import Advised, Candidate, Judged
from goodoffices.case.nouns import Case, Interval, Mediator

MOST_TEAMS = 6
"""How many teams are named."""


def lines(case: Case, judgements: Advised) -> Iterator[Line]:
    """Yield a line on each candidate, on the smallest teams, and on who is worse on all."""
    gates = {m.id: admitted(case, judgements, m) for m in case.mediators}
    for mediator in case.mediators:
        yield _one(case, judgements, mediator, gates[mediator.id])
    names = {m.id: m.name for m in case.mediators}
    if case.mediators and judgements.needed:
        yield _team(names, judgements, gates)
    compared = {
        m: c.criteria
        for m, c in judgements.candidates.items()
        if c.criteria and gates.get(m) != "impossible"
    }
    if len(compared) > 1:
        bases = {f"advice.mediation.{m}": candidate(judgements, m).basis for m in compared}
        yield reviewed(_compared(names, compared), bases)


# -- one candidate -----------------------------------------------------------------------------


def _one(case: Case, judgements: Advised, mediator: Mediator, status: Status) -> Line:
    own = candidate(judgements, mediator.id)
    head, path = f"mediators.{mediator.id}.consent", f"advice.mediation.{mediator.id}"
    single = {"direct_party": own.direct_party, "material_interest": own.material_interest}
    bases = {f"{head}.{party}": basis for party, (_answer, basis) in mediator.consent.items()}
    functions = {f"{path}.functions.{f}": judged.basis for f, judged in own.functions.items()}
    others = {f"{path}.{name}": judged.basis for name, judged in single.items() if judged}
    answers, side = consents(case, mediator), is_side(case, judgements, mediator)
    sentences = [
        *_consent(case, mediator),
        *_side(case, judgements, mediator),
        *_functions(judgements.needed, own),
        *_interest(mediator, own),
    ]
    return Line(
        topic="mediator",
        about=mediator.name,
        status=status,
        text=" ".join(sentences),
        method="gates",
        inputs=(
            *(f"{head}.{p} = {answers.get(p, 'unknown')}" for p in consenting(case, mediator)),
            f"{path}.direct_party = {side}",
        ),
        evidence=evidence((bases | others | functions).values()),
        flips=_("the answer of any one side"),
        unreviewed=tuple(
            name for name, basis in (bases | functions | others).items() if basis.unreviewed
        ),
        id=f"gate:{mediator.id}",
    )


def _consent(case: Case, mediator: Mediator) -> Iterator[str]:
    names = {p.id: p.name for p in case.parties}
    answers, needed = consents(case, mediator), consenting(case, mediator)
    refused = [names[p] for p in needed if answers.get(p) == "no"]
    terms = [names[p] for p in needed if answers.get(p) == "conditional"]
    unknown = [names[p] for p in needed if answers.get(p, "unknown") == "unknown"]
    waiting = [
        names[p] for p in needed if p in mediator.consent and mediator.consent[p][1].unreviewed
    ]
    for parties, text in (
        (refused, _("Refused by {parties}.")),
        (terms, _("Accepted on a condition by {parties}.")),
        (unknown, _("No answer known from {parties}.")),
        (waiting, _("An answer of {parties} is proposed by the machine and not reviewed.")),
    ):
        if parties:
            yield text.format(parties=comma().join(parties))
    if not refused and not terms and not unknown:
        yield _("All sides consent.") if needed else _("There is no side to consent.")


def _side(case: Case, judgements: Advised, mediator: Mediator) -> Iterator[str]:
    side = is_side(case, judgements, mediator)
    if side == "yes":
        yield _("It is itself a side of the dispute, so that it cannot mediate in it.")
    elif side == "unknown":
        yield _("It also acts in its own right; whether it is a side of the dispute is not said.")
    elif own_party(case, mediator) is not None:
        yield _("It also acts in its own right, but is no side of the dispute.")


def _functions(needed: Sequence[str], own: Candidate) -> Iterator[str]:
    if not needed:
        return
    covered = [f for f in needed if answer_of(own.functions.get(f)) == "yes"]
    unknown = [f for f in needed if answer_of(own.functions.get(f)) == "unknown"]
    text = _("Covers of what is needed: {functions}.")
    yield text.format(functions=comma().join(covered) or _("none"))
    if unknown:
        yield _("Not known whether it covers: {functions}.").format(functions=comma().join(unknown))


def _interest(mediator: Mediator, own: Candidate) -> Iterator[str]:
    if answer_of(own.material_interest) == "yes":
        yield _("It has a material interest in the outcome, which a mediator should not have (UN).")
    if mediator.interest:
        interests = comma("; ").join(text for text, _basis in mediator.interest)
        yield _("Its own interests, as written: {interests}.").format(interests=interests)


# -- several -----------------------------------------------------------------------------------


def _team(names: Mapping[str, str], judgements: Advised, gates: Mapping[str, Status]) -> Line:
    needed = judgements.needed
    functions = {m: candidate(judgements, m).functions for m in names}
    answers = {(m, f): answer_of(functions[m].get(f)) for m in names for f in needed}

    def open_to(*statuses: Status) -> dict[str, Mapping[str, Judged]]:
        return {m: functions[m] for m in names if gates[m] in statuses}

    sure = teams(open_to("certain"), needed)
    best = teams(open_to("certain", "depends", "unknown"), needed, at_best=True)
    status: Status
    if sure:
        status, text = "certain", _("{functions} are covered by: {teams}.")
    elif best:
        status = "unknown"
        text = _("No team is known to cover {functions}. Of these it is not ruled out: {teams}.")
    else:
        status, text = "impossible", _("No three of them cover {functions}.")
    shown = comma("; ").join(
        " + ".join(names[m] for m in team) for team in (sure or best)[:MOST_TEAMS]
    )
    text = text.format(functions=comma().join(needed), teams=shown)
    candidates = [m for m in names if gates[m] != "impossible"]
    nobody = [f for f in needed if all(answers[m, f] == "no" for m in candidates)]
    if nobody:
        text += " " + _("Nobody covers: {nobody}.").format(nobody=comma().join(nobody))
    if any(len(team) > 1 for team in sure or best):
        text += " " + _("Larger teams bring their own rivalries (Böhmelt 2011).")
    path = "advice.mediation.{}.functions.{}"
    return Line(
        topic="mediator",
        about=_("together"),
        status=status,
        text=text,
        method="teams",
        inputs=tuple(f"{path.format(*key)} = {answer}" for key, answer in answers.items()),
        evidence=evidence(j.basis for own in functions.values() for j in own.values()),
        unreviewed=tuple(
            path.format(m, f)
            for m, f in answers
            if f in functions[m] and functions[m][f].basis.unreviewed
        ),
        id="teams",
    )


def _compared(names: Mapping[str, str], criteria: Mapping[str, Mapping[str, Interval]]) -> Line:
    left = undominated(criteria)
    text = _("Of {count} with criteria judged, none is better on all than: {names}.")
    return Line(
        topic="mediator",
        about=_("compared"),
        status="depends" if len(left) > 1 else "certain",
        text=text.format(count=len(criteria), names=comma().join(names[m] for m in left)),
        method="dominance",
        inputs=tuple(
            number
            for m, own in criteria.items()
            for number in inputs(f"advice.mediation.{m}.criteria", own)
        ),
        flips=_ties(names, {m: criteria[m] for m in left}),
        id="dominance",
    )


def _ties(names: Mapping[str, str], left: Mapping[str, Mapping[str, Interval]]) -> str:
    """Say which facts would tell those that are left apart."""
    if len(left) < 2:
        return _("a criterion judged otherwise")
    texts = []
    for name in dict.fromkeys(name for own in left.values() for name in own):
        lacking = [names[m] for m, own in left.items() if name not in own]
        if lacking:
            text = _("“{criterion}” of {mediators}, which nobody has judged")
            texts.append(text.format(criterion=name, mediators=comma().join(lacking)))
        elif overlap([own[name] for own in left.values()]):
            text = _("“{criterion}”, on which what was allowed overlaps")
            texts.append(text.format(criterion=name))
    return comma("; ").join(texts) or _("nothing: each is better than another on some criterion")
