"""From a case to its conflict: every feasible combination of options, ranked by what parties say.

The states of a case are all combinations of its options that are feasible, the first option
changing fastest, as the field's programs number them: S1 is the state in which nothing is taken.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from goodoffices.analyse.graph import Conflict
from goodoffices.analyse.moves import Codes, Flips
from goodoffices.analyse.orders import by_steps
from goodoffices.analyse.plain import from_dict
from goodoffices.analyse.ranking import Truths, by_weights, prioritise
from goodoffices.case import Case, Party
from goodoffices.conditions import Condition
from goodoffices.errors import CaseError, Finding, Place, nearest
from goodoffices.i18n import _

__all__ = ["Conflict", "from_case", "from_dict"]

MOST_OPTIONS = 26
"""Options whose combinations are listed at most: 2^26 states need about 3 GiB for two parties."""


def from_case(case: Case) -> Conflict:
    """Make the conflict that a case describes: every feasible combination of its options.

    Raises
    ------
    CaseError
        with every finding at once: no options, a party without preferences, an unknown option, no
        feasible state, a status quo that cannot be, more options than can be listed.
    """
    parties = tuple(party for party in case.parties if party.options or party.ranks)
    findings = [*_missing(case, parties), *_unknown_options(case, parties)]
    if findings:
        raise CaseError(findings)
    truths = Truths([option.id for option in case.options], _every_combination(case))
    truths = _feasible(case, truths)
    ranks = tuple(_ranked(party, truths) for party in parties)
    return Conflict(
        name=case.title or case.id,
        parties=tuple(party.id for party in parties),
        party_names=tuple(party.name for party in parties),
        options=case.options,
        codes=truths.codes,
        movement=tuple(_flips(party, truths) for party in parties),
        ranks=ranks,
        status_quo=_status_quo(case, truths),
        names=_names(case, truths),
        preferences=tuple(party.prefers for party in parties),
    )


def _ranked(party: Party, truths: Truths) -> NDArray[np.int32]:
    """Rank the states as a party does: by statements, weights of options, or step by step."""
    order = party.ordering
    if order.weights:
        weights = {truths.bits[o]: weight for o, (weight, _basis) in order.weights.items()}
        return by_weights(weights, truths.codes)
    if not order.ranking:
        return prioritise([p.condition for p in party.prefers], truths)
    steps = [
        np.flatnonzero(np.any([w.condition.evaluate(truths) for w in step.outcomes], axis=0))
        if step.outcomes
        else None
        for step in order.ranking
    ]
    found = by_steps(truths.codes.size, steps)
    if found.missing:
        text = _("The ranking of {party} leaves out {count} outcomes, such as {outcome}.")
        taken = [o for o in truths if int(truths.codes[found.missing[0]]) >> truths.bits[o] & 1]
        text = text.format(
            party=party.name, count=len(found.missing), outcome=", ".join(taken) or _("no option")
        )
        remedy = _("End it with “rest” to rank all others together, or name them.")
        raise CaseError(Finding("GO417", text, order.place, remedy))
    return found.ranks


def _missing(case: Case, parties: tuple[Party, ...]) -> list[Finding]:
    """Say what must be written before there is a conflict to analyse."""
    if not case.options:
        text = _("“{case}” names no options yet, so there are no outcomes to compare.")
        remedy = _("Give at least one party something it can do, under “options”.")
        return [Finding("GO401", text.format(case=case.title or case.id), help=remedy)]
    if len(case.options) > MOST_OPTIONS:
        return [_too_many(len(case.options))]
    text = _("{party} has options but no preferences, so its choices cannot be judged.")
    remedy = _("Write what {party} wants most under “prefers”, the most important first.")
    return [
        Finding("GO402", text.format(party=p.name), p.place, remedy.format(party=p.name))
        for p in parties
        if not p.ranks
    ]


def _too_many(count: int) -> Finding:
    """Refuse a state space that memory could not hold, with the figure."""
    text = _(
        "{count} options make {states:,} combinations, more than the {most:,} that can be listed."
    ).format(count=count, states=2**count, most=2**MOST_OPTIONS)
    remedy = _("Leave out options that decide nothing, or make one option of those that go along.")
    return Finding("GO406", text, help=remedy)


def _unknown_options(case: Case, parties: tuple[Party, ...]) -> list[Finding]:
    """Find the conditions that name an option nobody has."""
    known = [option.id for option in case.options]
    written: list[tuple[Condition, Place | None]] = [
        (p.condition, p.place) for party in parties for p in party.prefers
    ]
    written += [(rule.condition, rule.place) for rule in case.infeasible]
    named = [(node.name, place) for condition, place in written for node in condition.names()]
    named += [(option, None) for option in sorted(case.status_quo or ())]
    return [unknown_option(name, known, place) for name, place in named if name not in known]


def unknown_option(name: str, known: list[str], place: Place | None) -> Finding:
    """Return the finding for an option that nobody has, with the nearest one there is."""
    text = _("No party has an option “{name}”.").format(name=name)
    close = nearest(name, known)
    remedy = _("Did you mean “{close}”?").format(close=close) if close else None
    return Finding("GO403", text, place, remedy)


def _every_combination(case: Case) -> Codes:
    return np.arange(1 << len(case.options), dtype=np.int64)


def _feasible(case: Case, truths: Truths) -> Truths:
    """Leave out the states that a rule of the case excludes."""
    excluded = np.zeros(truths.codes.size, dtype=bool)
    for rule in case.infeasible:
        excluded |= rule.condition.evaluate(truths)
    if excluded.all():
        text = _("The conditions under “infeasible” leave no state at all.")
        remedy = _("Two of them probably contradict each other; take one out and try again.")
        place = case.infeasible[0].place if case.infeasible else None
        raise CaseError(Finding("GO404", text, place, remedy))
    return Truths(list(truths), truths.codes[~excluded]) if excluded.any() else truths


def _flips(party: Party, truths: Truths) -> Flips:
    """Return a party's moves: its own options, with the directions they can go."""
    bit = {option.id: 1 << truths.bits[option.id] for option in party.options}
    return Flips(
        own=sum(bit.values()),
        forward=sum(bit[o.id] for o in party.options if o.moves == "forward"),
        back=sum(bit[o.id] for o in party.options if o.moves == "back"),
    )


def _status_quo(case: Case, truths: Truths) -> int | None:
    """Return the state in which the case stands today."""
    if case.status_quo is None:
        return None
    state = _find(case.status_quo, truths)
    if state is None:
        text = _("The status quo is one of the states that the case calls infeasible.")
        remedy = _("Change “status_quo”, or the condition under “infeasible” that excludes it.")
        raise CaseError(Finding("GO405", text, help=remedy))
    return state


def _names(case: Case, truths: Truths) -> dict[int, str]:
    """Return the names people gave to states; a state that cannot be needs no name."""
    found: dict[int, str] = {}
    for options, name in case.names.items():
        taken = frozenset(part.strip() for part in options.split(",") if part.strip())
        state = _find(taken, truths) if taken <= set(truths) else None
        if state is not None:
            found[state] = name
    return found


def _find(taken: frozenset[str], truths: Truths) -> int | None:
    code = sum(1 << truths.bits[option] for option in taken)
    state = int(np.searchsorted(truths.codes, code))
    return state if state < truths.codes.size and truths.codes[state] == code else None
