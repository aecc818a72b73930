"""From a case to its conflict: every feasible combination of options, ranked by what parties say.

The states of a case are all combinations of its options that are feasible, the first option
changing fastest, as the field's programs order them. Their labels number all combinations, so that
an outcome keeps its label when something is ruled out: S1 is that in which nothing is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.findings import finding
from goodoffices.case.conditions import Condition
from goodoffices.case.nouns import Barred, Case, Option, Party, Rule, Same, View, Which
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.listing import feasible_codes
from goodoffices.conflict.merging import States, merged, moves_of
from goodoffices.conflict.moves import Moves, flips_of, without
from goodoffices.conflict.party_order import degrees_of, rank_states
from goodoffices.conflict.ranking import Truths, said_degrees
from goodoffices.conflict.views import as_seen, looks_like, never, unaware_of

MOST_OPTIONS = 62
"""Options that a state's bits can hold."""


def from_case(case: Case) -> GraphModel:
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
    truths = feasible(case.options, (*case.infeasible, *never(case.unjudged)))
    states = merged_states(truths, case.same)
    if states.members is not None:
        truths = Truths(list(truths), states.codes)
    ranked = [rank_states(p.name, p.prefers, p.ordering, truths) for p in parties]
    certain = [degrees_of(party.ordering, truths) for party in parties]
    bounds = [party.ordering.satisficing for party in parties]
    conflict = GraphModel(
        name=case.title or case.id,
        parties=tuple(party.id for party in parties),
        party_names=tuple(party.name for party in parties),
        options=case.options,
        codes=states.codes,
        movement=tuple(
            party_moves(party.id, party.options, case.barred, truths, states) for party in parties
        ),
        ranks=tuple(order.ranks for order in ranked),
        status_quo=_status_quo(case, states, truths.bits),
        names=_names(case, states, truths.bits),
        preferences=tuple(party.prefers for party in parties),
        orderings=tuple(party.ordering for party in parties),
        unsaid=states.unsaid if states.members is not None else None,
        unknown=tuple(o.unknown for o in ranked) if any(o.unknown.size for o in ranked) else (),
        strength=said_degrees(o.strength for o in ranked),
        numbered=True,
        certainty=tuple(certain) if any(certain) or any(bounds) else (),
        satisficing=tuple(bounds) if any(certain) or any(bounds) else (),
    )
    seeing = [(party.id, party.sees) for party in parties if party.sees]
    views = {party: _view(case, conflict, party, view) for party, view in seeing}
    return replace(conflict, views=views) if views else conflict


def _view(case: Case, conflict: GraphModel, party: str, view: View) -> GraphModel:
    """Return the conflict that a party sees; each state must look like some state of it."""
    seen = unaware_of(from_case(as_seen(case, view)), view.unaware, view.imagined)
    try:
        looks_like(conflict, seen, party)
    except CaseError as error:
        raise CaseError([replace(f, place=view.place) for f in error.findings]) from None
    return seen


def _missing(case: Case, parties: tuple[Party, ...]) -> list[Finding]:
    """Say what must be written before there is a conflict to analyse."""
    if not case.options:
        return [finding("GO401", case=case.title or case.id)]
    if len(case.options) > MOST_OPTIONS:
        return [finding("GO406.bits", count=len(case.options), most=MOST_OPTIONS)]
    return [finding("GO402.party", p.place, party=p.name) for p in parties if not p.ranks]


def _unknown_options(case: Case, parties: tuple[Party, ...]) -> list[Finding]:
    """Find the conditions that name an option nobody has."""
    known = [option.id for option in case.options]
    conditions: list[tuple[Condition, Place | None]] = [
        (p.condition, p.place) for party in parties for p in party.prefers
    ]
    conditions += [(rule.condition, rule.place) for rule in case.infeasible]
    named = [(node.name, place) for condition, place in conditions for node in condition.names()]
    named += [(option, None) for option in sorted(case.status_quo or ())]
    return [
        finding("GO403.option", place, name=name, near=(name, known))
        for name, place in named
        if name not in known
    ]


def feasible(options: Sequence[Option], infeasible: Sequence[Rule]) -> Truths:
    """Return every combination of options that no rule excludes, the first changing fastest.

    Raises
    ------
    CaseError
        GO404 where that leaves no state, GO406 where there are more than can be listed.
    """
    names = [option.id for option in options]
    codes = feasible_codes(names, [rule.condition for rule in infeasible])
    if not codes.size:
        place = infeasible[0].place if infeasible else None
        raise CaseError(finding("GO404.case", place))
    return Truths(names, codes)


def merged_states(truths: Truths, same: Sequence[Same]) -> States:
    """Return the states; outcomes that are said to be one and the same become one."""
    every = (1 << len(truths)) - 1
    return merged(
        truths.codes,
        [
            (
                one.which.condition.evaluate(truths),
                sum(1 << truths.bits[o] for o in one.apart) or every,
            )
            for one in same
        ],
    )


def party_moves(
    party: str, options: Sequence[Option], barred: Sequence[Barred], truths: Truths, states: States
) -> Moves:
    """Return a party's moves: flips of its own options, less what is barred.

    Parameters
    ----------
    options
        the party's own.
    barred
        moves that cannot be made, anybody's.
    truths
        of each option in every state (in every merged state where some are merged).
    """
    moves = moves_of(flips_of(options, truths.bits), states)
    return without_barred(moves, party, barred, truths)


def without_barred(moves: Moves, party: str, barred: Sequence[Barred], truths: Truths) -> Moves:
    """Return a party's moves less those that are barred to it.

    Raises
    ------
    CaseError
        GO406 for more moves than can be listed.
    """

    def fulfilled(which: Which | None) -> NDArray[np.bool_]:
        if which is None:
            return np.ones(truths.codes.size, dtype=bool)
        return np.asarray(which.condition.evaluate(truths), dtype=bool)

    excluded = [(fulfilled(b.start), fulfilled(b.end)) for b in barred if b.party == party]
    return without(moves, excluded, truths.codes) if excluded else moves


def _status_quo(case: Case, states: States, bits: Mapping[str, int]) -> int | None:
    """Return the state in which the case stands today."""
    if case.status_quo is None:
        return None
    state = _find(case.status_quo, states, bits)
    if state is None:
        raise CaseError(finding("GO405"))
    return state


def _names(case: Case, states: States, bits: Mapping[str, int]) -> dict[int, str]:
    """Return the names people gave to states; a state that cannot be needs no name."""
    named: dict[int, str] = {}
    for options, name in case.names.items():
        combination = frozenset(part.strip() for part in options.split(",") if part.strip())
        state = _find(combination, states, bits) if combination <= bits.keys() else None
        if state is not None:
            named.setdefault(state, name)
    return named


def _find(combination: frozenset[str], states: States, bits: Mapping[str, int]) -> int | None:
    """Return the state that a combination of options is, or belongs to."""
    code = sum(1 << bits[option] for option in combination)
    combinations = states.combinations
    at = int(np.searchsorted(combinations, code))
    if at == combinations.size or combinations[at] != code:
        return None
    return at if states.owners is None else int(states.owners[at])
