"""A case as one party sees it: without options it does not reckon with, with some that are not.

The view is a case like any other, so that the same engine decides it; what it becomes is put beside
the conflict as it is (:mod:`goodoffices.conflict.hypergame`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Place
from goodoffices.base.findings import finding
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Case, Option, Party, Rule, View
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Flips, Moves
from goodoffices.conflict.words.states import describe, labelled


def as_seen(case: Case, view: View) -> Case:
    """Return the case as a view has it, options it is unaware of still there but never taken.

    What it believes that others see is theirs in it; nothing is known of its status quo.
    """
    return replace(
        case,
        parties=tuple(_party(party, view) for party in case.parties),
        infeasible=(*case.infeasible, *never(view.unaware, view.place)),
        status_quo=None,
        names={},
    )


def never(options: Iterable[str], place: Place | None = None) -> tuple[Rule, ...]:
    """Return the rules by which options are still there but never taken."""
    return tuple(Rule(parse(option), option, place=place) for option in options)


def _party(party: Party, view: View) -> Party:
    options = [
        *(replace(o, moves=view.moves.get(o.id, o.moves)) for o in party.options),
        *(o for o in view.imagined if o.party == party.id),
    ]
    prefers, ordering = view.orders.get(party.id, (party.prefers, party.ordering))
    sees = view.sees.get(party.id)
    if sees is not None:  # nobody in it reckons with what it is itself unaware of
        sees = replace(sees, unaware=tuple(dict.fromkeys((*view.unaware, *sees.unaware))))
    return replace(party, options=tuple(options), prefers=prefers, ordering=ordering, sees=sees)


def unaware_of(
    conflict: GraphModel, names: Collection[str], imagined: Collection[Option]
) -> GraphModel:
    """Return a conflict without some options, none of which any of its states takes.

    ``imagined`` are those of its options that it says are not there.
    """
    kept = [k for k, option in enumerate(conflict.options) if option.id not in names]
    unsaid = None if conflict.unsaid is None else _kept(conflict.unsaid, kept)
    return replace(
        conflict,
        options=tuple(conflict.options[k] for k in kept),
        codes=_kept(conflict.codes, kept),
        movement=tuple(_moves(moves, kept) for moves in conflict.movement),
        unsaid=unsaid,
        imagined=frozenset(option.id for option in imagined),
        numbered=False,
    )


def looks_like(conflict: GraphModel, view: GraphModel, party: str) -> NDArray[np.int64]:
    """Return for each state of a conflict, (n,), the state of a party's view that it looks like.

    Raises
    ------
    CaseError
        GO416 where the view has parties or options of its own, or lacks a state.
    """
    name = conflict.party_name(party)
    known = {option.id: k for k, option in enumerate(conflict.options)}
    strange = {option.id for option in view.options} - known.keys() - view.imagined
    if set(view.parties) != set(conflict.parties) or strange:
        raise CaseError(finding("GO416.other", party=name, case=conflict.name))
    if view.in_graph_form and view.size == conflict.size:
        return np.arange(conflict.size, dtype=np.int64)
    looks = np.zeros_like(conflict.codes)
    for bit, option in enumerate(view.options):
        if option.id in known:
            looks |= (conflict.codes >> np.int64(known[option.id]) & 1) << bit
    codes, first = np.unique(view.codes, return_index=True)
    at = np.minimum(np.searchsorted(codes, looks), codes.size - 1)
    lost = np.flatnonzero(codes[at] != looks)
    if lost.size or codes.size != view.size:
        state = int(lost[0]) if lost.size else 0
        what = describe(conflict, state)
        raise CaseError(
            finding("GO416.state", party=name, state=labelled(conflict, state), what=what)
        )
    return np.asarray(first[at], dtype=np.int64)


def _kept(codes: Codes, kept: list[int]) -> Codes:
    """Return the bits of (n,) codes closed up: those at the places kept, in order."""
    closed = np.zeros_like(codes)
    for bit, place in enumerate(kept):
        closed |= (codes >> np.int64(place) & 1) << np.int64(bit)
    return closed


def _moves(moves: Moves, kept: list[int]) -> Moves:
    if not isinstance(moves, Flips):
        return moves

    def mask(bits: int) -> int:
        return sum(1 << bit for bit, place in enumerate(kept) if bits >> place & 1)

    return Flips(mask(moves.own), mask(moves.forward), mask(moves.back))
