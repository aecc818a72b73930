"""The slow twin: the stability concepts written straight from the published definitions.

Sets of states and nothing clever; only for comparing. Definitions as in Fang, Hipel & Kilgour
(1993), chapters 3 and 4, and Xu, Hipel, Kilgour & Fang (2018), chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable

RULES = {
    "Nash": (None, False),
    "GMR": ("any", False),
    "SMR": ("any", True),
    "SEQ": ("gainful", False),
    "SSEQ": ("gainful", True),
}
"""Concept → the moves the others may answer with, and whether the party may then move once more."""

State = int
Moves = list[set[tuple[State, State]]]
Ranks = list[list[int]]


def reachable(moves: Moves, party: int, state: State) -> set[State]:
    """Return R_i(s): where a party can move to in one step."""
    return {t for (s, t) in moves[party] if s == state}


def improvements(moves: Moves, ranks: Ranks, party: int, state: State) -> set[State]:
    """Return R_i^+(s): what it can reach and prefers to where it stands."""
    return {t for t in reachable(moves, party, state) if ranks[party][t] < ranks[party][state]}


Step = Callable[[int, State], set[State]]


def joint(
    moves: Moves, ranks: Ranks, group: set[int], start: State, *, gainful: bool
) -> set[State]:
    """Return R_H(s) or R_H^+(s) by the published induction over Omega, the sets of last movers."""
    step = (
        (lambda j, s: improvements(moves, ranks, j, s))
        if gainful
        else (lambda j, s: reachable(moves, j, s))
    )
    return led(step, group, start)


def led(step: Step, group: set[int], start: State) -> set[State]:
    """Return where a group can lead by its steps, no member moving twice in a row."""
    last: dict[State, set[int]] = {}
    for j in group:
        for t in step(j, start):
            last.setdefault(t, set()).add(j)
    changed = True
    while changed:
        changed = False
        for s in list(last):
            for j in group:
                if last[s] == {j}:
                    continue
                for t in step(j, s):
                    if j not in last.setdefault(t, set()):
                        last[t].add(j)
                        changed = True
    return set(last)


def stable(moves: Moves, ranks: Ranks, party: int, state: State, concept: str) -> bool:
    """Decide one cell of the stability table."""
    rank = ranks[party]
    others = set(range(len(moves))) - {party}
    kind, once_more = RULES[concept]
    for target in improvements(moves, ranks, party, state):
        if kind is None:
            return False
        answers = joint(moves, ranks, others, target, gainful=kind == "gainful")
        feared = {x for x in answers if rank[x] >= rank[state]}
        if once_more:
            feared = {
                x for x in feared if all(rank[y] >= rank[state] for y in reachable(moves, party, x))
            }
        if not feared:
            return False
    return True


def solve(moves: Moves, ranks: Ranks, concepts: tuple[str, ...]) -> dict[str, list[set[State]]]:
    """Return, for each concept and party, the stable states."""
    return {
        concept: [
            {s for s in range(len(ranks[0])) if stable(moves, ranks, i, s, concept)}
            for i in range(len(moves))
        ]
        for concept in concepts
    }


def option_moves(codes: list[int], own: int, forward: int, back: int) -> set[tuple[State, State]]:
    """Return the moves of a party that flips its own options, one pair of states at a time."""
    found = set()
    for s, a in enumerate(codes):
        for t, b in enumerate(codes):
            flipped = a ^ b
            if s == t or flipped & ~own:
                continue
            if any(flipped & f and not b & f for f in bits(forward)):
                continue
            if any(flipped & f and b & f for f in bits(back)):
                continue
            found.add((s, t))
    return found


def bits(mask: int) -> list[int]:
    """Return the single bits of a mask."""
    return [1 << k for k in range(mask.bit_length()) if mask >> k & 1]
