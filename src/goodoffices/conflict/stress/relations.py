"""The loop that decides many profiles of preferences between pairs of states, compiled.

As :func:`goodoffices.conflict.compiled.solve_rankings`, but what a party prefers is a relation that
need not be a ranking. Imported only where such profiles are counted; the machine code is kept on
disk.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.compiled import compiled
from goodoffices.conflict.concepts import Answers

NONE, IMPROVING = int(Answers.NONE), int(Answers.IMPROVING)

Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Ways(NamedTuple):
    """Every party's moves by origin: those of party j from s are ``ends[starts[j, s] : …]``."""

    starts: Longs
    ends: Longs


class Profile(NamedTuple):
    """What each party prefers: ``relations[which[j]]``."""

    relations: Flags
    which: Longs


@compiled
def solve_relations(relations: Flags, which: Longs, ways: Ways, rules: Longs) -> Flags:
    """Return (concepts, profiles, n): which states are stable for every party, concept by concept.

    Parameters
    ----------
    relations
        (different, n, n): whether the column's state is preferred to the row's.
    which
        (profiles, parties): the relation of each party.
    ways
        the parties' moves.
    rules
        (concepts, 2): for each concept what the others may answer with, as a number of
        :class:`~goodoffices.conflict.concepts.Answers`, and whether the party may then move once
        more.
    """
    profiles, parties = which.shape
    size = relations.shape[1]
    stable = np.ones((rules.shape[0], profiles, size), dtype=np.bool_)
    led = np.zeros((parties, size, size), dtype=np.bool_)  # wherever others lead, if not gainfully
    led_done = np.zeros((parties, size), dtype=np.bool_)
    for q in range(profiles):
        profile = Profile(relations, which[q])
        for i in range(parties):
            better = relations[which[q, i]]
            gainful = np.zeros((size, size), dtype=np.bool_)
            gainful_done = np.zeros(size, dtype=np.bool_)
            for c in range(rules.shape[0]):
                kind, escape = rules[c, 0], rules[c, 1] != 0
                willing = kind == IMPROVING
                answers, done = (gainful, gainful_done) if willing else (led[i], led_done[i])
                for s in range(size):
                    for at in range(ways.starts[i, s], ways.starts[i, s + 1]):
                        t = ways.ends[at]
                        if not stable[c, q, s] or not better[s, t]:
                            continue
                        if kind != NONE and not done[t]:
                            lead(answers[t], t, i, profile, ways, willing)
                            done[t] = True
                        if kind == NONE or not deterred(answers[t], s, better, i, ways, escape):
                            stable[c, q, s] = False
    return stable


@compiled
def lead(met: Flags, start: int, party: int, profile: Profile, ways: Ways, gainful: bool) -> None:
    """Mark where the others can lead from a state, no one moving twice in a row."""
    parties, size = profile.which.size, met.size
    seen = np.zeros((parties, size), dtype=np.bool_)
    stack = np.empty((parties * size + 1, 2), dtype=np.int64)
    stack[0, 0], stack[0, 1], top = start, -1, 1
    while top:
        top -= 1
        state, last = stack[top, 0], stack[top, 1]
        for j in range(parties):
            if j in (party, last):
                continue
            for at in range(ways.starts[j, state], ways.starts[j, state + 1]):
                end = ways.ends[at]
                if seen[j, end] or (
                    gainful and not profile.relations[profile.which[j], state, end]
                ):
                    continue
                seen[j, end] = met[end] = True
                stack[top, 0], stack[top, 1] = end, j
                top += 1


@compiled
def deterred(
    answers: Flags, state: int, better: Flags, party: int, ways: Ways, once_more: bool
) -> bool:
    """Tell whether one of the answers keeps a party in a state."""
    for answer in range(answers.size):
        if not answers[answer] or better[state, answer]:
            continue
        escapes = False
        if once_more:
            for at in range(ways.starts[party, answer], ways.starts[party, answer + 1]):
                escapes = escapes or better[state, ways.ends[at]]
        if not escapes:
            return True
    return False
