"""Misperception: each party decides in the conflict as it sees it (a hypergame).

Wang, Hipel & Fraser (1988), "Modeling misperceptions in hypergames", Behavioral Science 33:
207-223. A party's *view* is a conflict of its own, over the same options or some of them, in which
moves and preferences, its own or the others', may be other than they are. What holds is what each
party would stay in by its own view; it may be something that nobody foresaw.

A party may also see that others see the conflict otherwise: its view then carries views, and is a
hypergame itself. The whole is one of the second level (Wang, Hipel & Fraser 1988; 1989, "Solution
concepts in hypergames", Applied Mathematics and Computation 34: 147-171). What each party does
follows from its own game in the hypergame it sees; what it expects to hold are the equilibria of
that hypergame, in which every other party decides by the view that the first one ascribes to it.
Views within views go on to any level in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import CONCEPTS
from goodoffices.conflict.decided import decide
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import Stable
from goodoffices.conflict.views import looks_like
from goodoffices.conflict.words import tables


@dataclass(frozen=True, eq=False)
class Hypergame:
    """What holds where parties see the conflict differently.

    Attributes
    ----------
    conflict
        the conflict as it is; its states are the ones counted here.
    views
        party → the conflict as it sees it.
    decided
        party → what is stable in its view: concept → (parties, n of the view), each party by the
        view that is ascribed to it there.
    seen
        party → (n,) the state of its view that each state looks like to it.
    """

    conflict: GraphModel
    views: dict[str, GraphModel]
    decided: dict[str, Stable]
    seen: dict[str, NDArray[np.int64]]

    def stable(self, concept: str) -> NDArray[np.bool_]:
        """Return (parties, n): whether each party would stay, by its own view."""
        rows = []
        for party in self.conflict.parties:
            view = self.views[party]
            mine = self.decided[party][concept][view.parties.index(party)]
            rows.append(mine[self.seen[party]])
        return np.stack(rows)

    def holding(self, concept: str) -> list[int]:
        """Return the states that every party would stay in, by its own view."""
        return _states(np.logical_and.reduce(self.stable(concept)))

    def foreseen(self, party: str, concept: str) -> list[int]:
        """Return the states that look like equilibria to a party."""
        return _states(np.logical_and.reduce(self.decided[party][concept])[self.seen[party]])

    def unforeseen(self, concept: str) -> list[int]:
        """Return the states that hold although they look like an equilibrium to nobody."""
        expected = {s for p in self.conflict.parties for s in self.foreseen(p, concept)}
        return [state for state in self.holding(concept) if state not in expected]

    def surprises(self, party: str, concept: str) -> list[int]:
        """Return the states that hold and do not look like equilibria to a party."""
        expected = set(self.foreseen(party, concept))
        return [state for state in self.holding(concept) if state not in expected]

    def rows(self) -> list[dict[str, Any]]:
        """Return what holds in each sense, and whom it surprises; states are numbered from 1."""
        return [{"concept": concept, **row} for concept, row in self.to_dict().items()]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        concepts = next(iter(self.decided.values()))
        return {
            concept: {
                "holding": _numbered(self.holding(concept)),
                "unforeseen": _numbered(self.unforeseen(concept)),
                "surprises": {
                    p: _numbered(self.surprises(p, concept)) for p in self.conflict.parties
                },
            }
            for concept in concepts
        }

    def __repr__(self) -> str:
        """Say in one line how much holds."""
        concepts = next(iter(self.decided.values()))
        counts = ", ".join(f"{c} {len(self.holding(c)):,}" for c in concepts)
        return f"Hypergame({self.conflict.name!r}: {self.conflict.size:,} states; {counts})"

    def _repr_html_(self) -> str:
        """Return what holds as a table for a notebook."""
        return tables.hypergame(repr(self), self.conflict.party_names, self.rows())


def hypergame(
    conflict: GraphModel,
    views: Mapping[str, GraphModel] | None = None,
    concepts: Sequence[str] = CONCEPTS,
) -> Hypergame:
    """Decide what holds where some parties see the conflict differently.

    Parameters
    ----------
    conflict
        as it is.
    views
        party → the conflict as that party sees it; who is not named sees it as it is; those that
        the conflict carries, where none are given. A view has the same parties; it may lack options
        (their states then look alike to the party), and have options that it calls ``imagined``
        (which are never seen taken), but each state must look like some state of it. In graph form
        it has the same states. It may carry views, which are what it ascribes to others.
    concepts
        the concepts to decide.

    Raises
    ------
    UsageError
        for a view of somebody who is no party.
    CaseError
        where a view does not fit the conflict.
    """
    parties, views = conflict.parties, conflict.views if views is None else views
    for party in views:
        conflict.party(party)
    as_it_is = decide(conflict, concepts).stable
    every = np.arange(conflict.size, dtype=np.int64)
    decided = {p: _within(views[p], concepts) if p in views else as_it_is for p in parties}
    seen = {p: looks_like(conflict, views[p], p) if p in views else every for p in parties}
    return Hypergame(conflict, {p: views.get(p, conflict) for p in parties}, decided, seen)


def _within(view: GraphModel, concepts: Sequence[str]) -> Stable:
    """Return what is stable in a view, for each party by the view ascribed to it there."""
    if not view.views:
        return decide(view, concepts).stable
    inner = hypergame(view, concepts=concepts)
    return {concept: inner.stable(concept) for concept in concepts}


def _states(cells: NDArray[np.bool_]) -> list[int]:
    return [int(state) for state in np.flatnonzero(cells)]


def _numbered(states: list[int]) -> list[int]:
    return [state + 1 for state in states]
