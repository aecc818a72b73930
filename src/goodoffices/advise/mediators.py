"""Whose mediation? Gates, functions, the smallest teams, comparison by intervals.

*Gates*: every side consents, and the mediator is itself no side of the dispute. One whom a side
refuses, or that is a side, is in no team and no comparison, whatever else it has. What nobody has
reviewed counts as unknown. Trust, leverage and interest are never multiplied or added up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from goodoffices.advise.corners import Status, all_of
from goodoffices.advise.lines import Line, given, reviewed
from goodoffices.advise.sheets import answer_of, gate, teams, undominated
from goodoffices.base.i18n import _
from goodoffices.case.judgements import Advised, Candidate, Judged
from goodoffices.case.nouns import Case, Consent, Interval, Mediator

GATE = "gates"
TEAM = "teams"
COMPARED = "dominance"
_NO_SIDE: dict[Consent, Status] = {"yes": "impossible", "no": "certain", "unknown": "unknown"}


def is_side(case: Case, said: Advised, mediator: Mediator) -> Consent:
    """Return whether a mediator is itself a side of the dispute.

    What the case judges counts. Where it judges nothing, one that is no party of the case is no
    side; of one that also acts as a party it is unknown.
    """
    judged = candidate(said, mediator.id).direct_party
    if judged is not None:
        return answer_of(judged)
    return "no" if own_party(case, mediator) is None else "unknown"


def own_party(case: Case, mediator: Mediator) -> str | None:
    """Return the party that a mediator also is: as the case says, or by having the same actor."""
    if mediator.party is not None:
        return mediator.party
    actor = mediator.actor or mediator.id
    return next((p.id for p in case.parties if (p.actor or p.id) == actor), None)


def sides(case: Case, said: Advised) -> tuple[list[str], list[str]]:
    """Return the parties that are sides of the dispute, and those that may be.

    A party that is also a mediator is a side only where it is judged to be one; one that the
    machine proposed and nobody has reviewed may be a side.
    """
    also = {own_party(case, m): is_side(case, said, m) for m in case.mediators}
    asked_of = {p.id: also.get(p.id, "yes") for p in case.parties}
    asked_of |= {
        p.id: "unknown" for p in case.parties if p.basis.unreviewed and asked_of[p.id] == "yes"
    }
    sure = [party for party, answer in asked_of.items() if answer == "yes"]
    return sure, [party for party, answer in asked_of.items() if answer == "unknown"]


def candidate(said: Advised, mediator: str) -> Candidate:
    """Return what is judged of a mediator."""
    return said.candidates.get(mediator, Candidate(mediator))


def asked(case: Case, mediator: Mediator) -> list[str]:
    """Return whose consent a mediator needs: every party's but its own."""
    return [p.id for p in case.parties if p.id != own_party(case, mediator)]


def consents(case: Case, mediator: Mediator) -> dict[str, Consent]:
    """Return each party's answer; what nobody has reviewed is unknown.

    So is the no of a party that was only proposed itself.
    """
    proposed = {p.id for p in case.parties if p.basis.unreviewed}
    return {
        party: "unknown" if basis.unreviewed or (answer == "no" and party in proposed) else answer
        for party, (answer, basis) in mediator.consent.items()
    }


def admitted(case: Case, said: Advised, mediator: Mediator) -> Status:
    """Return whether a mediator passes the gates."""
    agreed = gate(consents(case, mediator), asked(case, mediator))
    return all_of(agreed, _NO_SIDE[is_side(case, said, mediator)])


def mediators(case: Case, said: Advised) -> Iterator[Line]:
    """Yield a line on each candidate, on the smallest teams, and on who is worse on all."""
    gates = {m.id: admitted(case, said, m) for m in case.mediators}
    for mediator in case.mediators:
        yield _one(case, said, mediator, gates[mediator.id])
    names = {m.id: m.name for m in case.mediators}
    if case.mediators and said.needed:
        yield _team(names, said, gates)
    judged = {
        m: c.criteria
        for m, c in said.candidates.items()
        if c.criteria and gates.get(m) != "impossible"
    }
    if len(judged) > 1:
        bases = {f"advice.mediation.{m}": candidate(said, m).basis for m in judged}
        yield reviewed(_compared(names, judged), bases)


# -- one candidate -----------------------------------------------------------------------------


def _one(case: Case, said: Advised, mediator: Mediator, status: Status) -> Line:
    own = candidate(said, mediator.id)
    told = [
        *_consent(case, mediator),
        *_side(case, said, mediator),
        *_functions(said.needed, own),
        *_interest(mediator, own),
    ]
    bases = [basis for _answer, basis in mediator.consent.values()]
    judged = [j for j in (own.direct_party, own.material_interest) if j is not None]
    bases += [j.basis for j in (*judged, *own.functions.values())]
    evidence = tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))
    answers = consents(case, mediator)
    inputs = tuple(
        f"mediators.{mediator.id}.consent.{party} = {answers.get(party, 'unknown')}"
        for party in asked(case, mediator)
    )
    inputs += (f"advice.mediation.{mediator.id}.direct_party = {is_side(case, said, mediator)}",)
    return Line(
        "mediator",
        mediator.name,
        status,
        " ".join(told),
        GATE,
        inputs,
        evidence,
        _("the answer of any one side"),
        unreviewed=_unreviewed(mediator, own),
        id=f"gate:{mediator.id}",
    )


def _unreviewed(mediator: Mediator, own: Candidate) -> tuple[str, ...]:
    head = f"advice.mediation.{mediator.id}"
    answers = mediator.consent.items()
    found = [f"mediators.{mediator.id}.consent.{p}" for p, (_a, b) in answers if b.unreviewed]
    found += [f"{head}.functions.{f}" for f, j in own.functions.items() if j.basis.unreviewed]
    for name, judged in (
        ("direct_party", own.direct_party),
        ("material_interest", own.material_interest),
    ):
        if judged is not None and judged.basis.unreviewed:
            found.append(f"{head}.{name}")
    return tuple(found)


def _consent(case: Case, mediator: Mediator) -> Iterator[str]:
    names = {p.id: p.name for p in case.parties}
    answers, needed = consents(case, mediator), asked(case, mediator)
    refused = [names[p] for p in needed if answers.get(p) == "no"]
    unsaid = [names[p] for p in needed if answers.get(p, "unknown") == "unknown"]
    waiting = [
        names[p] for p in needed if p in mediator.consent and mediator.consent[p][1].unreviewed
    ]
    if refused:
        yield _("Refused by {parties}.").format(parties=", ".join(refused))
    if unsaid:
        yield _("No answer known from {parties}.").format(parties=", ".join(unsaid))
    if waiting:
        text = _("An answer of {parties} is proposed by the machine and not reviewed.")
        yield text.format(parties=", ".join(waiting))
    if not refused and not unsaid:
        yield _("All sides consent.") if needed else _("There is no side to consent.")


def _side(case: Case, said: Advised, mediator: Mediator) -> Iterator[str]:
    side = is_side(case, said, mediator)
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
    open_ = [f for f in needed if answer_of(own.functions.get(f)) == "unknown"]
    text = _("Covers of what is needed: {functions}.")
    yield text.format(functions=", ".join(covered) or _("none"))
    if open_:
        yield _("Not known whether it covers: {functions}.").format(functions=", ".join(open_))


def _interest(mediator: Mediator, own: Candidate) -> Iterator[str]:
    if answer_of(own.material_interest) == "yes":
        yield _("It has a material interest in the outcome, which a mediator should not have (UN).")
    if mediator.interest:
        listed = "; ".join(text for text, _basis in mediator.interest)
        yield _("Its own interests, as written: {interests}.").format(interests=listed)


# -- several -----------------------------------------------------------------------------------


def _team(names: Mapping[str, str], said: Advised, gates: Mapping[str, Status]) -> Line:
    needed = said.needed

    def functions(open_to: tuple[Status, ...]) -> dict[str, Mapping[str, Judged]]:
        return {m: candidate(said, m).functions for m in names if gates[m] in open_to}

    sure = teams(functions(("certain",)), needed)
    best = teams(functions(("certain", "depends", "unknown")), needed, at_best=True)
    wanted = ", ".join(needed)
    if sure:
        status: Status = "certain"
        text = _("{functions} are covered by: {teams}.")
    elif best:
        status = "unknown"
        text = _("{functions} would be covered, if what is unknown were so, by: {teams}.")
    else:
        status = "impossible"
        text = _("No three of them cover {functions}.")
    listed = "; ".join(" + ".join(names[m] for m in one) for one in (sure or best)[:6])
    open_ = [m for m in names if gates[m] != "impossible"]
    nobody = [
        f
        for f in needed
        if all(answer_of(candidate(said, m).functions.get(f)) == "no" for m in open_)
    ]
    if nobody:
        text += " " + _("Nobody covers: {nobody}.").format(nobody=", ".join(nobody))
    bases = [j.basis for m in names for j in candidate(said, m).functions.values()]
    evidence = tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))
    inputs = tuple(
        f"advice.mediation.{m}.functions.{f} = {answer_of(candidate(said, m).functions.get(f))}"
        for m in names
        for f in needed
    )
    waiting = tuple(
        f"advice.mediation.{m}.functions.{f}"
        for m in names
        for f in needed
        if f in (own := candidate(said, m).functions) and own[f].basis.unreviewed
    )
    flips = _("Larger teams are not better: they bring their own rivalries (Böhmelt 2011).")
    return Line(
        "mediator",
        _("together"),
        status,
        text.format(functions=wanted, teams=listed),
        TEAM,
        inputs,
        evidence,
        flips,
        unreviewed=waiting,
        id="teams",
    )


def _compared(names: Mapping[str, str], judged: Mapping[str, Mapping[str, Interval]]) -> Line:
    left = undominated(judged)
    text = _("Of {count} with criteria judged, none is better on all than: {names}.")
    text = text.format(count=len(judged), names=", ".join(names[m] for m in left))
    inputs = tuple(
        line for m, own in judged.items() for line in given(f"advice.mediation.{m}.criteria", own)
    )
    return Line(
        "mediator",
        _("compared"),
        "depends" if len(left) > 1 else "certain",
        text,
        COMPARED,
        inputs,
        (),
        _ties(names, {m: judged[m] for m in left}),
        id="dominance",
    )


def _ties(names: Mapping[str, str], left: Mapping[str, Mapping[str, Interval]]) -> str:
    """Say which facts would tell those that are left apart."""
    criteria = list(dict.fromkeys(name for own in left.values() for name in own))
    if len(left) < 2:
        return _("a criterion judged otherwise")
    told = []
    for name in criteria:
        lacking = [names[m] for m, own in left.items() if name not in own]
        if lacking:
            text = _("“{criterion}” of {mediators}, which nobody has judged")
            told.append(text.format(criterion=name, mediators=", ".join(lacking)))
        elif _overlap([own[name] for own in left.values()]):
            text = _("“{criterion}”, on which what was allowed overlaps")
            told.append(text.format(criterion=name))
    return "; ".join(told) or _("nothing: each is better than another on some criterion")


def _overlap(spans: Sequence[Interval]) -> bool:
    """Tell whether two intervals have more than an end in common."""
    ordered = sorted(spans)
    return any(first[1] > second[0] for first, second in pairwise(ordered))
