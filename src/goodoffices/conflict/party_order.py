"""From how a party's order is written to its ranks: by statements, weights, steps or pairs.

Whatever the way, pairs of outcomes may be *unknown*: it is not known which of the two the party
prefers. They come beside the ranks, and nothing may read the ranks of such a pair as known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.findings import finding
from goodoffices.case.judged import Basis
from goodoffices.case.nouns import Compared, Ordering, Preference, Preferred, Unsure, Which
from goodoffices.conflict import dense
from goodoffices.conflict.orders import (
    Circle,
    States,
    by_pairs,
    by_steps,
    together,
    unknown_between,
)
from goodoffices.conflict.ranking import Truths, by_weights, prioritise
from goodoffices.conflict.weight_spans import either_way, spans_of
from goodoffices.conflict.words.states import options_taken

NONE_UNKNOWN = np.zeros((0, 2), dtype=np.int64)


Truth = Mapping[str, np.bool_]
"""Whether a state takes each option."""


@dataclass(frozen=True, eq=False)
class Ranked:
    """A party's (n,) ranks, 0 the best, and the (k, 2) pairs of states whose order is unknown."""

    ranks: NDArray[np.int32]
    unknown: NDArray[np.int64]


def rank_states(
    name: str, prefers: Sequence[Preference], order: Ordering, truths: Truths
) -> Ranked:
    """Rank the states as a party does.

    Parameters
    ----------
    name
        the party's, for what is told.
    prefers, order
        its statements, or how else it ranks, with what is unknown.
    truths
        of each option in every state.

    Raises
    ------
    CaseError
        GO417 where a ranking leaves out states, GO418 where pairs go round in a circle, GO419 for
        pairs, unknowns or intervals of weights among too many states.
    """
    if order.pairs or order.unknown or order.spans:
        _comparable(truths.codes.size, order)
    open_: list[NDArray[np.int64]] = [_between(unsure, truths) for unsure in order.unknown]
    if order.pairs:
        ranks, left = _by_pairs(name, order.pairs, truths)
        open_.append(left)
    elif order.weights:
        weights = {truths.bits[o]: weight for o, (weight, _basis) in order.weights.items()}
        ranks = by_weights(weights, truths.codes)
        if order.spans:
            open_.append(either_way(spans_of(order, truths), truths.codes))
    elif order.ranking:
        ranks = _by_steps(name, order.ranking, order.place, truths)
    else:
        ranks = prioritise([p.condition for p in prefers], truths)
    return Ranked(ranks, together(open_) if open_ else NONE_UNKNOWN)


def outcome_words(truths: Truths, state: int) -> str:
    """Name a state by the options it takes, each once."""
    code = int(truths.codes[state])
    taken = {bit: option for option, bit in truths.bits.items() if code >> bit & 1}
    return options_taken(taken[bit] for bit in sorted(taken))


def deciding(order: Ordering, one: Truth, other: Truth) -> Iterator[Basis]:
    """Yield what the judgements that decide between two states rest on.

    ``one`` and ``other`` say which options the states take.
    """
    for option, (weight, basis) in order.weights.items():
        if weight and bool(one[option]) != bool(other[option]):
            yield basis
    places = [_step_of(order.ranking, state) for state in (one, other)]
    if places[0] != places[1]:
        yield from (order.ranking[place].basis for place in places if place is not None)
    for pair in order.pairs:
        for here, there in ((one, other), (other, one)):
            high, low = (
                [bool(which.condition.evaluate(state)) for which in (pair.better, pair.worse)]
                for state in (here, there)
            )
            if high == [True, False] and low == [False, True]:
                yield pair.basis


def _step_of(ranking: Sequence[Compared], state: Truth) -> int | None:
    """Return the step of a ranking at which a state stands."""
    for place, step in enumerate(ranking):
        if any(which.condition.evaluate(state) for which in step.outcomes):
            return place
    return next((place for place, step in enumerate(ranking) if not step.outcomes), None)


def _comparable(size: int, order: Ordering) -> None:
    if size <= dense.MOST_STATES:
        return
    place = (order.pairs or order.unknown)[0].place if order.pairs or order.unknown else order.place
    memory = size * size / 2**20
    raise CaseError(
        finding("GO419.compared", place, size=size, most=dense.MOST_STATES, memory=memory)
    )


def _meant(which: Which, truths: Truths) -> States:
    return np.flatnonzero(which.condition.evaluate(truths)).astype(np.int64)


def _between(unsure: Unsure, truths: Truths) -> NDArray[np.int64]:
    return unknown_between(_meant(unsure.first, truths), _meant(unsure.second, truths))


def _by_steps(
    name: str, ranking: Sequence[Compared], place: Place | None, truths: Truths
) -> NDArray[np.int32]:
    steps = [
        np.flatnonzero(np.any([w.condition.evaluate(truths) for w in step.outcomes], axis=0))
        if step.outcomes
        else None
        for step in ranking
    ]
    found = by_steps(truths.codes.size, steps)
    if found.missing:
        outcome = outcome_words(truths, found.missing[0])
        raise CaseError(
            finding("GO417", place, party=name, count=len(found.missing), outcome=outcome)
        )
    return found.ranks


def _by_pairs(
    name: str, pairs: Sequence[Preferred], truths: Truths
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    meant = [(_meant(p.better, truths), _meant(p.worse, truths)) for p in pairs]
    strict = [k for k, p in enumerate(pairs) if not p.equal]
    better = [
        (np.setdiff1d(meant[k][0], meant[k][1]), np.setdiff1d(meant[k][1], meant[k][0]))
        for k in strict
    ]
    equal = [np.union1d(*meant[k]) for k, p in enumerate(pairs) if p.equal]
    found = by_pairs(truths.codes.size, better, equal)
    if isinstance(found, Circle):
        said = [pairs[strict[k]] for k in dict.fromkeys(found.pairs)]
        words = [outcome_words(truths, state) for state in found.states]
        raise CaseError(_circle(name, said, words, equal=bool(equal)))
    return found.ranks, found.unknown


def _circle(
    name: str, said: Sequence[Preferred], outcomes: Sequence[str], *, equal: bool
) -> Finding:
    """Tell a circle: which outcomes, and by which pairs."""
    round_ = " > ".join(f"({outcome})" for outcome in [*outcomes, outcomes[0]])
    pairs = "; ".join(f"{p.better.source} > {p.worse.source}" for p in said)
    place = said[0].place
    if equal:
        return finding("GO418.equal", place, party=name, outcomes=round_, pairs=pairs)
    return finding("GO418.circle", place, party=name, outcomes=round_, pairs=pairs)
