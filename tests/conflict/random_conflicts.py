"""Hypothesis strategies for conflicts: in option form and in graph form, two to four parties."""

from __future__ import annotations

from dataclasses import dataclass

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
