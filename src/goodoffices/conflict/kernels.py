"""The loops behind the stability concepts, over plain arrays of whole numbers.

Written so that they run as they stand (small conflicts pay for no compiler) and compiled
(:mod:`goodoffices.conflict.compiled`). The idea of all of them: "the worst the others can do from
here" is a maximum over everything they can reach. Take the states from the worst to the best and
walk the moves backwards from each: the first time a state is met, the state the walk started from
is the worst that can be reached from it. Every state and move is met once; no matrix, no search
per state, no strongly connected components needed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import Answers

IMPROVING = int(Answers.IMPROVING)

Ints = NDArray[np.integer[Any]]


class Into(NamedTuple):
    """Listed moves by their target, and how the parties rank the states.

    The moves of party j to state y come from ``origins[starts[j, y] : starts[j, y + 1]]``;
    ``starts`` is (parties, n + 1), ``ranks`` (parties, n).
    """

    starts: Ints
    origins: Ints
    ranks: Ints


def worst_answers(value: Ints, order: Ints, into: Into, focal: int, answers: int) -> Ints:
    """Return the largest value that parties other than one can reach from each state.

    The others move in sequences in which no one moves twice in a row; a sequence has at least one
    move (Fang, Hipel & Kilgour 1993, chapter 4, on moves and improvements by a group). Cost:
    proportional to states × parties + moves.

    Parameters
    ----------
    value
        (n,) what is to be made as large as possible.
    order
        (n,) states sorted by falling value.
    into
        the moves.
    focal
        the party that does not move.
    answers
        which moves the others may make, as a number of :class:`~.concepts.Answers`.

    Returns
    -------
    (n,) values; -1 where the others cannot move.
    """
    gainful = answers == IMPROVING
    parties, size = into.ranks.shape
    worst = np.full(size, -1, dtype=np.int64)
    mover = np.full(size, -1, dtype=np.int64)  # who moved first from a state; -2: two could
    met = np.zeros((size, parties), dtype=np.bool_)  # state and last mover
    stack = np.empty(size * parties, dtype=np.int64)
    for seed in order:
        top = 0
        for j in range(parties):
            if j != focal and not met[seed, j]:
                met[seed, j] = True
                stack[top] = seed * parties + j
                top += 1
        while top > 0:
            top -= 1
            state, last = stack[top] // parties, stack[top] % parties
            for at in range(into.starts[last, state], into.starts[last, state + 1]):
                origin = into.origins[at]
                if gainful and into.ranks[last, state] >= into.ranks[last, origin]:
                    continue
                if mover[origin] == -1:
                    mover[origin], worst[origin] = last, value[seed]
                    for j in range(parties):
                        if j not in (focal, last) and not met[origin, j]:
                            met[origin, j] = True
                            stack[top] = origin * parties + j
                            top += 1
                elif mover[origin] >= 0 and mover[origin] != last:
                    j, mover[origin] = mover[origin], -2
                    if not met[origin, j]:
                        met[origin, j] = True
                        stack[top] = origin * parties + j
                        top += 1
    return worst
