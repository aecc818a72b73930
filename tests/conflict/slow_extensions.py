"""The slow twin of what goes beyond the four concepts, straight from the published definitions."""

from __future__ import annotations

from itertools import chain, combinations

from tests.conflict.slow_stability import (
    RULES,
    Moves,
    Ranks,
    State,
    improvements,
    joint,
    led,
    reachable,
)

Pair = tuple[State, State]


def legal(steps: list, start: State) -> set[State]:
    """Return what sequences of steps reach in which no agent moves twice in a row."""
    found: set[tuple[State, int]] = set()
    todo = [(start, -1)]
    while todo:
        state, last = todo.pop()
        for k, step in enumerate(steps):
            if k == last:
                continue
            for target in step(state):
                if (target, k) not in found:
                    found.add((target, k))
                    todo.append((target, k))
    return {state for state, _last in found}


def subsets(members: list[int]) -> list[tuple[int, ...]]:
    sizes = range(1, len(members) + 1)
    return list(chain.from_iterable(combinations(members, size) for size in sizes))


def together(moves: Moves, group, state: State) -> set[State]:
    """Return R_H(s)."""
    steps = [lambda s, j=j: reachable(moves, j, s) for j in group]
    return legal(steps, state) - {state}


def gains(moves: Moves, ranks: Ranks, group, state: State) -> set[State]:
    """Return the coalition improvements R_H^++(s)."""
    reached = together(moves, group, state)
    return {t for t in reached if all(ranks[i][t] < ranks[i][state] for i in group)}


def coalition_stable(moves: Moves, ranks: Ranks, group, state: State, concept: str) -> bool:
    """Decide one state for one coalition (Inohara & Hipel 2008)."""
    others = [j for j in range(len(moves)) if j not in group]
    harmed = lambda x: any(ranks[i][x] >= ranks[i][state] for i in group)  # noqa: E731
    for target in gains(moves, ranks, group, state):
        answers: set[State] = set()
        if concept in ("GMR", "SMR"):
            answers = together(moves, others, target)
        elif concept in ("SEQ", "SSEQ"):
            steps = [lambda s, g=g: gains(moves, ranks, g, s) for g in subsets(others)]
            answers = legal(steps, target)
        feared = {x for x in answers if harmed(x)}
        if concept in ("SMR", "SSEQ"):
            feared = {x for x in feared if all(map(harmed, together(moves, group, x)))}
        if not feared:
            return False
    return True


def unknown_stable(
    moves: Moves, ranks: Ranks, unknown: list[set[Pair]], party: int, state: State, question
) -> bool:
    """Decide one cell where some preferences are unknown (Li, Hipel, Kilgour & Fang 2004)."""
    return not undeterred(moves, ranks, unknown, party, state, question)


def undeterred(
    moves: Moves,
    ranks: Ranks,
    unknown: list[set[Pair]],
    party: int,
    state: State,
    question,
    strength: list[list[int]] | None = None,
) -> set[State]:
    """Return where a party would go, or might, that nothing deters it from.

    By degrees, too, where strength is given (Xu, Hipel, Kilgour & Chen 2010): what deters is known
    to be so much worse or, with c and d, unknown.
    """
    sense, extension = question
    concept, _at, degree = sense.partition("@")
    hidden = lambda j, s, t: (s, t) in unknown[j] or (t, s) in unknown[j]  # noqa: E731
    sure = lambda j, s, t: ranks[j][t] < ranks[j][s] and not hidden(j, s, t)  # noqa: E731
    tempting = {
        t
        for t in reachable(moves, party, state)
        if sure(party, state, t) or (extension in "ac" and hidden(party, state, t))
    }

    def harmful(x: State) -> bool:
        if x == state:
            return not degree
        if hidden(party, state, x):
            return extension in "cd"
        if degree:
            return degrees(ranks[party], strength[party], state, x) >= int(degree)
        return ranks[party][x] >= ranks[party][state]

    others = [j for j in range(len(moves)) if j != party]
    free = [lambda s, j=j: reachable(moves, j, s) for j in others]
    keen = [
        lambda s, j=j: {t for t in reachable(moves, j, s) if sure(j, s, t) or hidden(j, s, t)}
        for j in others
    ]
    free_of_fear = set()
    for target in tempting:
        steps = keen if concept in ("SEQ", "SSEQ") else free
        answers = set() if concept == "Nash" else legal(steps, target)
        feared = {x for x in answers if harmful(x)}
        if concept in ("SMR", "SSEQ"):
            feared = {x for x in feared if all(map(harmful, reachable(moves, party, x)))}
        if not feared:
            free_of_fear.add(target)
    return free_of_fear


def limited_end(moves: Moves, ranks: Ranks, mover: int, state: State, left: int, judged: int):
    """Return G_h(i, s) by recursion over the game tree.

    Of several others that would move on, the mover reckons with the one that it likes least.
    """
    if left == 0:
        return state
    ends = []
    for t in sorted(reachable(moves, mover, state)):
        others = [j for j in range(len(moves)) if j != mover]
        next_ends = [limited_end(moves, ranks, j, t, left - 1, judged) for j in others]
        gone_on = [e for e in next_ends if e != t] or [t]
        ends.append(min(gone_on, key=lambda e: (-ranks[mover][e], -ranks[judged][e], e)))
    ends = [e for e in ends if ranks[mover][e] < ranks[mover][state]]
    if not ends:
        return state
    return min(ends, key=lambda e: (ranks[mover][e], -ranks[judged][e], e))


def shortest(moves: Moves, ranks: Ranks, start: State, *, gainful: bool) -> dict[State, int]:
    """Return the fewest moves from a state to each other, no one moving twice in a row."""
    step = (
        (lambda j, s: improvements(moves, ranks, j, s))
        if gainful
        else (lambda j, s: reachable(moves, j, s))
    )
    found, layer, count = {start: 0}, {(start, -1)}, 0
    seen = set(layer)
    while layer:
        count += 1
        layer = {
            (t, j) for s, last in layer for j in range(len(moves)) if j != last for t in step(j, s)
        } - seen
        seen |= layer
        for state, _last in layer:
            found.setdefault(state, count)
    return found


# --- strength of preference ---------------------------------------------------------------------


def degrees(ranks: list[int], strength: list[int], one: State, other: State) -> int:
    """Return by how many degrees one state is preferred to another; 0 where it is not."""
    return max(strength[ranks[one] + 1 : ranks[other] + 1], default=0)


def strongly_stable(
    moves: Moves, ranks: Ranks, strength: list[list[int]], party: int, state: State, sense
) -> bool:
    """Decide one cell where what deters must be worse by some degrees.

    Hamouda, Kilgour & Hipel 2004; Xu, Hipel, Kilgour & Fang 2018, chapter 6, any number of parties.
    """
    concept, degree = sense
    kind, once_more = RULES[concept]
    worse = lambda x: degrees(ranks[party], strength[party], state, x) >= degree  # noqa: E731
    others = set(range(len(moves))) - {party}
    for target in improvements(moves, ranks, party, state):
        answers = joint(moves, ranks, others, target, gainful=kind == "gainful")
        feared = {x for x in answers if worse(x)}
        if once_more:
            feared = {x for x in feared if all(map(worse, reachable(moves, party, x)))}
        if not feared:
            return False
    return True


# --- any relations ------------------------------------------------------------------------------


def related_stable(moves: Moves, relations, party: int, state: State, concept: str) -> bool:
    """Decide one cell by what each party would move for, what deters it, what it answers for.

    ``relations`` are three tables of one truth a party, from state to state.
    """
    better, deters, gladly = relations
    kind, once_more = RULES[concept]
    others = {j for j in range(len(moves)) if j != party}
    keen = lambda j, s: {t for t in reachable(moves, j, s) if gladly[j][s][t]}  # noqa: E731
    step = keen if kind == "gainful" else lambda j, s: reachable(moves, j, s)
    harmful = lambda x: deters[party][state][x]  # noqa: E731
    for target in reachable(moves, party, state):
        if not better[party][state][target]:
            continue
        feared = {x for x in (led(step, others, target) if kind else ()) if harmful(x)}
        if once_more:
            feared = {x for x in feared if all(map(harmful, reachable(moves, party, x)))}
        if not feared:
            return False
    return True


# --- fuzzy preference ---------------------------------------------------------------------------


def fuzzy_stable(moves: Moves, tables, bounds, party: int, state: State, concept: str) -> bool:
    """Decide FR, FGMR, FSMR, FSEQ of one state (Bashar, Kilgour & Hipel 2012)."""
    certainty = lambda j, s, q: tables[j][s, q] - tables[j][q, s]  # noqa: E731
    kind, once_more = RULES[concept]

    def improvements_of(j: int, s: State) -> set[State]:
        return {q for q in reachable(moves, j, s) if certainty(j, q, s) >= bounds[j]}

    others = {j for j in range(len(moves)) if j != party}
    deters = lambda q: certainty(party, q, state) < bounds[party]  # noqa: E731
    for target in improvements_of(party, state):
        step = improvements_of if kind == "gainful" else lambda j, s: reachable(moves, j, s)
        answers = led(step, others, target) if kind else set()
        feared = {q for q in answers if deters(q)}
        if once_more:
            feared = {q for q in feared if all(map(deters, reachable(moves, party, q)))}
        if not feared:
            return False
    return True


# --- looking ahead ------------------------------------------------------------------------------


def further_ends(moves: Moves, ranks: Ranks, judged: int, ends: dict[tuple[int, State], State]):
    """Return where things end, by mover and state, from where they do one move less ahead."""
    found = {}
    for mover, state in ends:
        reached = []
        for t in sorted(reachable(moves, mover, state)):
            gone_on = [ends[j, t] for j in range(len(moves)) if j != mover and ends[j, t] != t]
            key = lambda e, mover=mover: (-ranks[mover][e], -ranks[judged][e], e)  # noqa: E731
            reached.append(min(gone_on or [t], key=key))
        better = [e for e in reached if ranks[mover][e] < ranks[mover][state]]
        best = lambda e, mover=mover: (ranks[mover][e], -ranks[judged][e], e)  # noqa: E731
        found[mover, state] = min(better, key=best) if better else state
    return found


def nonmyopic(moves: Moves, ranks: Ranks, party: int) -> list[bool]:
    """Decide which states a party stays in at every horizon from some one on (Kilgour 1985)."""
    size = len(ranks[0])
    seen = [{(j, s): s for j in range(len(moves)) for s in range(size)}]
    while (further := further_ends(moves, ranks, party, seen[-1])) not in seen:
        seen.append(further)
    cycle = seen[seen.index(further) :]
    return [all(ends[party, s] == s for ends in cycle) for s in range(size)]
