"""Hypothesis strategies for conflicts: in option form and in graph form, two to four parties."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from hypothesis import strategies as st


@dataclass
class Drawn:
    """A conflict as drawn: masks for option form, listed moves for graph form."""

    codes: list[int]
    masks: list[tuple[int, int, int]]
    ranks: list[list[int]]
    listed: list[set[tuple[int, int]]]


@st.composite
def option_form(draw: st.DrawFn, most_options: int = 5, most_parties: int = 4) -> Drawn:
    """Draw infeasible states, one-way options and ties."""
    parties = draw(st.integers(2, most_parties))
    options = draw(st.integers(parties - 1, max(parties - 1, most_options)))
    owner = draw(st.lists(st.integers(0, parties - 1), min_size=options, max_size=options))
    way = draw(st.lists(st.sampled_from("bbbfr"), min_size=options, max_size=options))
    every = range(1 << options)
    codes = draw(st.one_of(st.just(set(every)), st.sets(st.sampled_from(every), min_size=1)))
    masks = [
        tuple(
            sum(1 << k for k in range(options) if owner[k] == i and (not only or way[k] == only))
            for only in ("", "f", "r")
        )
        for i in range(parties)
    ]
    ranks = draw(rankings(len(codes), parties))
    return Drawn(sorted(codes), masks, ranks, [])


@st.composite
def graph_form(draw: st.DrawFn, most_states: int = 8, most_parties: int = 4) -> Drawn:
    """Draw moves that need be neither two-way nor transitive."""
    parties = draw(st.integers(2, most_parties))
    size = draw(st.integers(1, most_states))
    pair = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    listed = [
        {(s, t) for s, t in draw(st.sets(pair, max_size=2 * size)) if s != t}
        for _ in range(parties)
    ]
    return Drawn([0] * size, [], draw(rankings(size, parties)), listed)


def rankings(size: int, parties: int) -> st.SearchStrategy[list[list[int]]]:
    """Draw a ranking of the states for each party, ties among them."""
    one = st.one_of(
        st.permutations(range(size)).map(list),
        st.lists(st.integers(0, max(0, size - 1)), min_size=size, max_size=size),
        st.lists(st.integers(0, 2), min_size=size, max_size=size),
    )
    return st.lists(one, min_size=parties, max_size=parties)


def groups(ranks: list[int]) -> list[list[int]]:
    """Ranks as groups of states, empty ones where no state has the rank."""
    return [[s + 1 for s, r in enumerate(ranks) if r == level] for level in range(max(ranks) + 1)]


@st.composite
def listed_form(draw: st.DrawFn) -> dict:
    """A conflict in plain JSON that only lists, in option form or by moves."""
    drawn = draw(st.one_of(option_form(), graph_form()))
    parties = [f"P{i}" for i in range(len(drawn.ranks))]
    data: dict = {"preferences": dict(zip(parties, map(groups, drawn.ranks), strict=True))}
    if drawn.masks:
        letters = max(mask for own in drawn.masks for mask in own).bit_length()
        owner = {k: i for i, own in enumerate(drawn.masks) for k in bits(own[0])}
        options = {
            p: [f"o{k}" for k in bits(own[0])] for p, own in zip(parties, drawn.masks, strict=True)
        }
        data["states"] = [
            "".join("NY"[code >> k & 1] for k in range(letters)) for code in drawn.codes
        ]
        data["option_order"] = [
            f"o{k}" if draw(st.booleans()) else f"P{owner[k]}.o{k}" for k in range(letters)
        ]
        ways = [
            (k, way)
            for _o, f, b in drawn.masks
            for way, m in (("N->Y", f), ("Y->N", b))
            for k in bits(m)
        ]
        data["irreversible"] = {f"o{k}": way for k, way in ways}
    else:
        options = {p: [] for p in parties}
        data["states"] = len(drawn.codes)
        moves = [[[s + 1, t + 1] for s, t in sorted(m, reverse=True)] for m in drawn.listed]
        data["moves"] = dict(zip(parties, moves, strict=True))
    if draw(st.booleans()):
        data["decision_makers"] = options
    else:
        data["decision_makers"] = [
            {"name": p, "options": o} | ({"label": f"Party {p}"} if draw(st.booleans()) else {})
            for p, o in options.items()
        ]
    size = len(drawn.codes)
    some = st.integers(1, size)
    data["status_quo"] = draw(st.none() | some)
    data["names"] = {str(s): f"name {s}" for s in draw(st.sets(some, max_size=2))}
    data |= draw(st.sampled_from([{}, {"name": "N"}, {"id": "i"}, {"prefix": "S"}, {"source": 1}]))
    return data


def bits(mask: int) -> list[int]:
    return [k for k in range(mask.bit_length()) if mask >> k & 1]


def same(one: object, other: object) -> bool:
    """Whether two conflicts are the same, field by field, places too."""

    def value(part: object) -> object:
        if isinstance(part, np.ndarray):
            return part.dtype.kind, part.tolist()
        if hasattr(part, "pairs"):
            return value(part.pairs)
        return [value(item) for item in part] if isinstance(part, tuple) else part

    return all(value(getattr(one, f.name)) == value(getattr(other, f.name)) for f in fields(one))
