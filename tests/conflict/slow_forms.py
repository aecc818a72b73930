"""The slow twin of what a written conflict means: every combination looked at one by one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

Taken = frozenset[str]
Test = tuple  # ("name", option) | ("not", test) | ("and" | "or" | "if", test, test)


def true_of(test: Test, taken: Taken) -> bool:
    kind, *parts = test
    if kind == "name":
        return parts[0] in taken
    if kind == "not":
        return not true_of(parts[0], taken)
    first, second = (true_of(part, taken) for part in parts)
    return {"and": first and second, "or": first or second, "if": first or not second}[kind]


def written(test: Test, name=str) -> str:
    kind, *parts = test
    if kind == "name":
        return name(parts[0])
    if kind == "not":
        return f"not ({written(parts[0], name)})"
    return f"({written(parts[0], name)}) {kind} ({written(parts[1], name)})"


def combinations_of(options: list[str]) -> list[Taken]:
    """Every combination, the first option changing fastest."""
    found = product([False, True], repeat=len(options))
    return sorted(
        (frozenset(o for o, on in zip(options, each, strict=True) if on) for each in found),
        key=lambda taken: sum(1 << options.index(o) for o in taken),
    )


def states(options, infeasible: Iterable[Test], only_if, same) -> list[list[Taken]]:
    """Each state as the combinations it stands for; merged ones last."""
    feasible = [
        taken
        for taken in combinations_of(options)
        if not any(true_of(test, taken) for test in infeasible)
        and all(o not in taken or true_of(test, taken) for o, test in only_if)
    ]
    single, groups = [], [{} for _ in same]
    for taken in feasible:
        for (test, apart), group in zip(same, groups, strict=True):
            if true_of(test, taken):
                fixed = frozenset(taken - (apart or set(options)))
                group.setdefault(fixed, []).append(taken)
                break
        else:
            single.append([taken])
    merged = [
        members
        for group in groups
        for _key, members in sorted(
            group.items(), key=lambda item: sum(1 << options.index(o) for o in item[0])
        )
    ]
    return single + merged


def certain(members: list[Taken]) -> Taken:
    """What a state takes: what all that it stands for take."""
    return frozenset.intersection(*members)


def moves(made, own: set[str], forward: set[str], barred) -> set[tuple[int, int]]:
    """A party's moves between states: those between any combinations of theirs, less the barred."""
    found = set()
    for i, here in enumerate(made):
        for j, there in enumerate(made):
            if i == j or any(
                (start is None or true_of(start, certain(here)))
                and (end is None or true_of(end, certain(there)))
                for start, end in barred
            ):
                continue
            for a in here:
                for b in there:
                    if a - own == b - own and not (a & forward) - b:
                        found.add((i, j))
    return found


def compared(made, better, equal) -> tuple[set[tuple[int, int]], set[tuple[int, int]]] | None:
    """What pairs decide, (preferred, unknown) as pairs of states; None where they go round."""
    n = len(made)

    def meant(test) -> set[int]:
        return {s for s in range(n) if true_of(test, certain(made[s]))}

    alike = {(s, s) for s in range(n)}
    for one, other in equal:
        group = meant(one) | meant(other)
        alike |= {(a, b) for a in group for b in group}
    alike = _closed(alike, n)
    over = set()
    for one, other in better:
        high, low = meant(one) - meant(other), meant(other) - meant(one)
        for a in high:
            for b in low:
                over |= {
                    (c, d)
                    for c in range(n)
                    for d in range(n)
                    if (c, a) in alike and (b, d) in alike
                }
    over = _closed(over, n)
    if any((s, s) in over for s in range(n)):
        return None
    unknown = {
        (a, b) for a in range(n) for b in range(a + 1, n) if not {(a, b), (b, a)} & (over | alike)
    }
    return over, unknown


def _closed(relation: set[tuple[int, int]], n: int) -> set[tuple[int, int]]:
    closed = set(relation)
    for k in range(n):
        for i in range(n):
            if (i, k) in closed:
                closed |= {(i, j) for j in range(n) if (k, j) in closed}
    return closed
