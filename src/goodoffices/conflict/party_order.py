"""From how a party's order is written to its ranks: by statements, weights, steps or pairs.

Whatever the way, pairs of outcomes may be *unknown*: it is not known which of the two the party
prefers. They come beside the ranks, and nothing may read the ranks of such a pair as known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.findings import finding
from goodoffices.case.nouns import (
    Basis,
    Compared,
    Interval,
    Ordering,
    Preference,
    Preferred,
    Unsure,
    Which,
)
from goodoffices.conflict import dense
from goodoffices.conflict.ranking import (
    NONE_UNKNOWN,
    Circle,
    Places,
    Ranked,
    Truths,
    by_pairs,
    by_steps,
    by_weights,
    either_way,
    prioritise,
    together,
    unknown_between,
)
from goodoffices.conflict.words.states import options_taken

Truth = Mapping[str, np.bool_]
"""Whether a state takes each option."""


def rank_states(
    name: str, prefers: Sequence[Preference], order: Ordering, truths: Truths
) -> Ranked:
    """Rank the states as a party does.

    Parameters
    ----------
    name
        the party's, for findings.
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
    unknown: list[NDArray[np.int64]] = [_between(pair, truths) for pair in order.unknown]
    strength = np.ones(1, dtype=np.int64)
    if order.pairs:
        ranks, undecided = _by_pairs(name, order.pairs, truths)
        unknown.append(undecided)
    elif order.weights:
        weights = {truths.bits[o]: weight for o, (weight, _basis) in order.weights.items()}
        ranks = by_weights(weights, truths.codes)
        if order.spans:
            unknown.append(either_way(_spans_of(order, truths), truths.codes))
    elif order.ranking:
        ranks, strength = _by_steps(name, order.ranking, order.place, truths)
    else:
        ranks = prioritise([p.condition for p in prefers], truths)
        if any(p.worse_by > 1 for p in prefers):
            strength = by_statements(prefers, ranks, truths)
    return Ranked(ranks, together(unknown) if unknown else NONE_UNKNOWN, strength)


def degrees_of(order: Ordering, truths: Truths) -> dict[tuple[int, int], Fraction]:
    """Return to what degree a party prefers one state to another, where that is said.

    Raises
    ------
    CaseError
        GO440 where two states are compared twice, or there are too many states.
    """
    size, said = truths.codes.size, {}
    if order.certainty and size > dense.MOST_STATES:
        place, most = order.certainty[0].place, dense.MOST_STATES
        raise CaseError(finding("GO440.many", place, size=size, most=most))
    for one in order.certainty:
        high, low = _places(one.better, truths), _places(one.worse, truths)
        for a in np.setdiff1d(high, low).tolist():
            for b in np.setdiff1d(low, high).tolist():
                if (a, b) in said or (b, a) in said:
                    first, second = (outcome_words(truths, state) for state in (a, b))
                    raise CaseError(finding("GO440.both", one.place, one=first, other=second))
                said[a, b] = one.degree
    return said


def by_statements(
    prefers: Sequence[Preference], ranks: NDArray[np.int32], truths: Truths
) -> NDArray[np.int64]:
    """Return by how many degrees rank k - 1 is preferred to rank k, (ranks,), by statements.

    It is the degree of the first statement that tells the two apart, as that one ranks them.
    """
    _levels, first = np.unique(ranks, return_index=True)
    each = Truths(list(truths.bits), truths.codes[first])
    strength = np.ones(first.size, dtype=np.int64)
    open_ = np.ones(first.size - 1, dtype=bool)
    for statement in prefers:
        holds = statement.condition.evaluate(each)
        differs = holds[1:] != holds[:-1]
        strength[1:][differs & open_] = statement.worse_by
        open_ &= ~differs
    return strength


def outcome_words(truths: Truths, state: int) -> str:
    """Name a state by the options it takes, each once."""
    code = int(truths.codes[state])
    names = {bit: option for option, bit in truths.bits.items() if code >> bit & 1}
    return options_taken(names[bit] for bit in sorted(names))


def deciding_bases(order: Ordering, one: Truth, other: Truth) -> Iterator[Basis]:
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


def _places(which: Which, truths: Truths) -> Places:
    return np.flatnonzero(which.condition.evaluate(truths)).astype(np.int64)


def _between(pair: Unsure, truths: Truths) -> NDArray[np.int64]:
    return unknown_between(_places(pair.first, truths), _places(pair.second, truths))


def _by_steps(
    name: str, ranking: Sequence[Compared], place: Place | None, truths: Truths
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    steps = [
        np.flatnonzero(np.any([w.condition.evaluate(truths) for w in step.outcomes], axis=0))
        if step.outcomes
        else None
        for step in ranking
    ]
    ranked = by_steps(truths.codes.size, steps, [step.worse_by for step in ranking])
    if ranked.missing:
        outcome = outcome_words(truths, ranked.missing[0])
        raise CaseError(
            finding("GO417", place, party=name, count=len(ranked.missing), outcome=outcome)
        )
    return ranked.ranks, ranked.strength


def _by_pairs(
    name: str, pairs: Sequence[Preferred], truths: Truths
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    sides = [(_places(p.better, truths), _places(p.worse, truths)) for p in pairs]
    strict = [k for k, p in enumerate(pairs) if not p.equal]
    better = [
        (np.setdiff1d(sides[k][0], sides[k][1]), np.setdiff1d(sides[k][1], sides[k][0]))
        for k in strict
    ]
    equal = [np.union1d(*sides[k]) for k, p in enumerate(pairs) if p.equal]
    ranked = by_pairs(truths.codes.size, better, equal)
    if isinstance(ranked, Circle):
        statements = [pairs[strict[k]] for k in dict.fromkeys(ranked.pairs)]
        outcomes = [outcome_words(truths, state) for state in ranked.states]
        raise CaseError(_circle(name, statements, outcomes, equal=bool(equal)))
    return ranked.ranks, ranked.unknown


def _circle(
    name: str, statements: Sequence[Preferred], outcomes: Sequence[str], *, equal: bool
) -> Finding:
    """Tell a circle: which outcomes, and by which pairs."""
    round_ = " > ".join(f"({outcome})" for outcome in [*outcomes, outcomes[0]])
    pairs = "; ".join(f"{p.better.source} > {p.worse.source}" for p in statements)
    place = statements[0].place
    if equal:
        return finding("GO418.equal", place, party=name, outcomes=round_, pairs=pairs)
    return finding("GO418.circle", place, party=name, outcomes=round_, pairs=pairs)


def _spans_of(order: Ordering, truths: Truths) -> dict[int, Interval]:
    """Return the least and the most that each option may weigh, by its bit."""
    return {
        truths.bits[option]: order.spans.get(option, (weight, weight))
        for option, (weight, _basis) in order.weights.items()
    }
