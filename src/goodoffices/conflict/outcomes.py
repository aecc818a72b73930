"""Which outcomes would hold: the stability of every state for every party, and the equilibria.

An :class:`Outcomes` is computed once and then only shown: as rows for a table, as plain values for
JSON, as HTML in a notebook, and cell by cell in words (:meth:`Outcomes.explain`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.concepts import CONCEPTS, concept_of, concepts_of, of_each
from goodoffices.conflict.decided import decide
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.stability import Stable
from goodoffices.conflict.words.names import title
from goodoffices.conflict.words.states import describe

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.explain import AttitudeReason, CellReason, Explainer
    from goodoffices.conflict.fuzzy import FuzzyReason, FuzzyRelations, Satisficing
    from goodoffices.conflict.hypergame import Hypergame

AT_ONCE = 1 << 16
"""States whose numbers are made together."""

Move = tuple[str, int, int]
"""A party's id, and the states it moves from and to, counted from 0."""


@dataclass(frozen=True, slots=True)
class Why:
    """The reason for one cell of the stability table.

    ``moves`` are the moves that decide it: those the party would like to make, and the answers
    that deter it or fail to. ``evidence`` are ids of claims behind the preferences that decide.
    """

    text: str
    stable: bool
    moves: tuple[Move, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Outcomes:
    """What is stable in a conflict, for whom and in which sense.

    Attributes
    ----------
    conflict
        what was analysed.
    stable
        concept → (parties, n): whether a state is stable for a party. Where preferences are
        unknown: whether it is under each of the four attitudes to what is not known.
    equilibria
        concept → (n,): whether a state is stable for every party.
    attitudes
        where preferences are unknown, attitude (a, b, c, d) → concept → (parties, n), after Li,
        Hipel, Kilgour & Fang (2004); else None.
    fuzzy
        what each party prefers by its threshold, where preference was taken as fuzzy; else None.
    """

    conflict: GraphModel
    stable: Stable
    attitudes: dict[str, Stable] | None = None
    fuzzy: FuzzyRelations | None = None
    equilibria: dict[str, NDArray[np.bool_]] = field(init=False)

    def __post_init__(self) -> None:
        equilibria = {concept: cells.all(axis=0) for concept, cells in self.stable.items()}
        object.__setattr__(self, "equilibria", equilibria)

    def holding(self, concept: str) -> list[int]:
        """Return the equilibria of a concept, as states counted from 0."""
        self._named(concept)
        return [int(state) for state in np.flatnonzero(self.equilibria[concept])]

    def _named(self, concept: str) -> str:
        """Return a concept that was decided."""
        return concept if concept in self.stable else concept_of(concept, tuple(self.stable)).name

    @cached_property
    def perceived(self) -> Hypergame | None:
        """What holds where parties see the conflict otherwise than it is; None where none does."""
        if not self.conflict.views:
            return None
        from goodoffices.conflict.hypergame import hypergame

        return hypergame(self.conflict, concepts=tuple(self.stable))

    @property
    def somehow(self) -> NDArray[np.bool_]:
        """Whether each state holds for everyone in some sense, with some attitude to unknowns."""
        tables = [self.stable] if self.attitudes is None else self.attitudes.values()
        cells = [concept.all(axis=0) for stable in tables for concept in stable.values()]
        return np.asarray(np.any(cells, axis=0))

    def letters(self, concept: str, state: int, party: int | None = None) -> str:
        """Return under which attitudes a state is stable for a party, or for every party."""
        columns = {a: cells[concept][:, state] for a, cells in (self.attitudes or {}).items()}
        return "".join(
            attitude
            for attitude, column in columns.items()
            if bool(column.all() if party is None else column[party])
        )

    def explain(self, state: str | SupportsIndex, party: str, concept: str) -> Why:
        """Say why a state is or is not stable for a party, from the moves that decide it.

        Parameters
        ----------
        state
            its label, name or options, or its number from 0; see :meth:`GraphModel.state`.
        party
            its id.
        concept
            one of the concepts of ``stable``.

        Raises
        ------
        UsageError
            for a state, party or concept that the conflict does not have.
        """
        from goodoffices.conflict.words.reasons import sentence

        conflict = self.conflict
        concept = of_each(self._named(concept)).get(party, concept)
        at, place = conflict.party(party), conflict.state(state)
        reason: CellReason | AttitudeReason | FuzzyReason
        if self.fuzzy is not None:
            reason = self.fuzzy.reason(place, at, concept_of(concept))
        elif self.attitudes is None:
            reason = self._explainer.reason(place, at, concept)
        else:
            stays = self.letters(concept, place, at)
            reason = self._explainer.attitude_reason(place, at, concept, stays)
        named = (
            (conflict.parties[mover], before, after) for mover, before, after in reason.decisive
        )
        return Why(
            text=sentence(conflict, reason),
            stable=reason.stable,
            moves=tuple(dict.fromkeys(named)),
            evidence=self._explainer.evidence(reason.compared),
        )

    def reasons(self, state: str | SupportsIndex) -> list[dict[str, Any]]:
        """Return for each party and concept why it would stay in a state or leave it.

        Plain values; states are numbered from 1.
        """
        rows = []
        for party in self.conflict.parties:
            for concept in self.stable:
                why = self.explain(state, party, concept)
                moves = [{"party": p, "from": a + 1, "to": b + 1} for p, a, b in why.moves]
                said = {"text": why.text, "moves": moves, "evidence": list(why.evidence)}
                rows.append({"party": party, "concept": concept, "stable": why.stable, **said})
        return rows

    @cached_property
    def _explainer(self) -> Explainer:
        from goodoffices.conflict.explain import Explainer

        return Explainer(self.conflict)

    @cached_property
    def _unranked(self) -> list[set[int]]:
        """For each party the states whose rank is not known, for some pair of theirs is not."""
        unknown = self.conflict.unknown
        return [set(pairs.ravel().tolist()) for pairs in unknown] if unknown else []

    def rank(self, party: int, state: int) -> int | None:
        """Return a state's rank for a party, 1 the best; None where it is not known."""
        if self._unranked and state in self._unranked[party]:
            return None
        return int(self.conflict.ranks[party][state]) + 1

    def row(self, state: int) -> dict[str, Any]:
        """Return one state as plain values: what it is, who ranks it where, who would stay."""
        conflict = self.conflict
        parties = list(enumerate(conflict.parties))
        return {
            "state": state + 1,
            "label": conflict.label(state),
            "name": title(conflict, state),
            "options": list(conflict.taken(state)),
            "pattern": conflict.pattern(state),
            "description": describe(conflict, state),
            "ranks": {party: self.rank(i, state) for i, party in parties},
            "stable": {
                party: [c for c in self.stable if self.stable[c][i, state]] for i, party in parties
            },
            "equilibrium": [c for c in self.stable if self.equilibria[c][state]],
            **self._attitudes_at(state),
        }

    def _attitudes_at(self, state: int) -> dict[str, Any]:
        """Return under which attitudes a state would hold, where preferences are unknown."""
        if self.attitudes is None:
            return {}
        return {"attitudes": {concept: self.letters(concept, state) for concept in self.stable}}

    def rows(self) -> list[dict[str, Any]]:
        """Return every state as plain values, in order."""
        return [self.row(state) for state in range(self.conflict.size)]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1.

        ``{"stable": {concept: {party: [states]}}, "equilibria": {concept: [states]}, …}``
        """
        return self._plain(_numbers)

    def streamed(self) -> dict[str, Any]:
        """Return the same for writing only: each list of states is made as it is gone through."""
        return self._plain(_StateNumbers)

    def _plain(self, numbers: Callable[[NDArray[np.bool_]], list[int]]) -> dict[str, Any]:
        conflict = self.conflict
        return {
            "name": conflict.name,
            "parties": list(conflict.parties),
            "states": conflict.size,
            "status_quo": None if conflict.status_quo is None else conflict.status_quo + 1,
            "stable": {
                concept: {party: numbers(cells[i]) for i, party in enumerate(conflict.parties)}
                for concept, cells in self.stable.items()
            },
            "equilibria": {c: numbers(cells) for c, cells in self.equilibria.items()},
            **self._unknown_dict(),
            **self._fuzzy_dict(),
            **({"perceived": self.perceived.to_dict()} if self.perceived else {}),
        }

    def _fuzzy_dict(self) -> dict[str, Any]:
        """Return how certain each party must be, where preference was taken as fuzzy."""
        if self.fuzzy is None:
            return {}
        from goodoffices.case.file.plain import plain_number

        bounds = zip(self.conflict.parties, self.fuzzy.bounds, strict=True)
        return {"satisficing": {party: plain_number(bound) for party, bound in bounds}}

    def _unknown_dict(self) -> dict[str, Any]:
        """Return what is unknown, and what is stable under each attitude to it."""
        if self.attitudes is None:
            return {}
        conflict = self.conflict
        return {
            "unknown": {
                party: (pairs + 1).tolist()
                for party, pairs in zip(conflict.parties, conflict.unknown, strict=True)
            },
            "attitudes": {
                attitude: {
                    concept: {p: _numbers(cells[i]) for i, p in enumerate(conflict.parties)}
                    for concept, cells in stable.items()
                }
                for attitude, stable in self.attitudes.items()
            },
        }

    def __repr__(self) -> str:
        """Say in one line how much holds."""
        counts = ", ".join(f"{c} {int(cells.sum()):,}" for c, cells in self.equilibria.items())
        return f"Outcomes({self.conflict.name!r}: {self.conflict.size:,} states; {counts})"

    def _repr_html_(self) -> str:
        """Return the stability table for a notebook."""
        from goodoffices.conflict.words import tables

        shown = map(self.row, range(self.conflict.size))
        return tables.outcomes(repr(self), self.conflict.party_names, shown)


class _StateNumbers(list[int]):
    """The numbers, from 1, of the states that cells mark, made as they are gone through."""

    def __init__(self, cells: NDArray[np.bool_]) -> None:
        super().__init__()
        self.cells = cells

    def __len__(self) -> int:
        return int(np.count_nonzero(self.cells))

    def __iter__(self) -> Iterator[int]:
        for first in range(0, self.cells.size, AT_ONCE):
            some = np.flatnonzero(self.cells[first : first + AT_ONCE])
            yield from (some + first + 1).tolist()


def _numbers(cells: NDArray[np.bool_]) -> list[int]:
    return [int(number) for number in np.flatnonzero(cells) + 1]


def outcomes(
    conflict: GraphModel | Case,
    concepts: str | Sequence[str] = CONCEPTS,
    *,
    satisficing: Satisficing | None = None,
) -> Outcomes:
    """Decide for every state and party of a conflict or a case who would stay, in which sense.

    Where some preferences are unknown, under each of four attitudes to them.

    Parameters
    ----------
    concepts
        other ones to decide: any of :data:`~.concepts.DECIDED`, as a list or in one text (“Nash,
        SSEQ”); “all”.
    satisficing
        how certain a party must be to act on a preference, where that is fuzzy (see
        :func:`.fuzzy.thresholds`); by ranks alone where left out.

    Raises
    ------
    CaseError
        where a case cannot be made into a conflict.
    UsageError
        GO413 for a concept that does not exist; GO441 for what is no threshold, or where no degree
        is stated.
    """
    if not isinstance(conflict, GraphModel):
        from goodoffices.conflict.from_case import from_case

        conflict = from_case(conflict)
    if satisficing is None:
        table = decide(conflict, concepts_of(concepts))
        return Outcomes(conflict, table.stable, table.attitudes)
    from goodoffices.conflict.fuzzy import FuzzyRelations, thresholds

    relations = FuzzyRelations(conflict, thresholds(conflict, satisficing))
    return Outcomes(
        conflict, decide(conflict, concepts_of(concepts), relations).stable, fuzzy=relations
    )
