"""What would hold, decided as an address asks: in which sense, which outcomes, and what if."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from goodoffices.base.i18n import comma
from goodoffices.brief.holding import Selection, State
from goodoffices.brief.holding import notes as notes_of
from goodoffices.conflict.concepts import CONCEPTS, DECIDED
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title
from goodoffices.desk.effects import Effect, effect
from goodoffices.desk.results import whatif
from goodoffices.desk.served import joined, number
from goodoffices.folder.kept import conflict_part, mark
from goodoffices.look.markup import anchor
from goodoffices.look.sides import Side, sides

if TYPE_CHECKING:
    from goodoffices.base.spreadsheet import Cell
    from goodoffices.case.nouns import Case
    from goodoffices.case.options import Option
    from goodoffices.desk.views import DeskView
    from goodoffices.folder.kept import Kept

A_PAGE = 50
"""Outcomes on one page of all of them."""

MOST_LISTED = 1 << 17
"""Outcomes of a table that is taken out whole; of a larger conflict, the page's alone."""

METHOD = "Graph model: Nash, GMR, SMR, SEQ (Fang, Hipel & Kilgour 1993)"


@dataclass(frozen=True)
class OutcomesAsked:
    """What an address asks of the outcomes: in which sense, which of them, and what if."""

    concept: str = ""
    which: str = "shown"
    page: int = 1
    what: whatif.WhatIf | None = None

    @classmethod
    def of(cls, query: Mapping[str, str]) -> OutcomesAsked:
        """Read what an address asks; what it cannot mean is as if it were not there."""
        concept, which = query.get("concept", ""), query.get("which", "shown")
        return cls(
            concept if concept in DECIDED else "",
            which if which in ("shown", "held", "all") else "shown",
            number(query.get("page", ""), 1, 10_000_000, 1),
            whatif.asked(query.get("judgement", ""), query.get("way", "")),
        )

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts to decide."""
        return (self.concept,) if self.concept else CONCEPTS

    def query(self, **other: object) -> str:
        """Return the query of an address that asks the same, but for what is named."""
        what: dict[str, object] = {}
        if self.what is not None:
            what = {"judgement": self.what.judgement, "way": self.what.way}
        which = self.which if self.which != "shown" else ""
        page = self.page if self.page > 1 else ""
        asked = {"concept": self.concept, "which": which, "page": page, **what, **other}
        written = joined(asked)
        return f"?{written}" if written else ""


@dataclass(frozen=True)
class OutcomesShown:
    """The outcomes as asked for: decided, chosen, laid out in rows."""

    outcomes: Outcomes
    asked: OutcomesAsked
    parties: Mapping[str, Side]
    whole: Outcomes = field(repr=False)
    """The outcomes as the case has them, in the same senses."""

    @cached_property
    def selection(self) -> Selection:
        """The part that matters."""
        return Selection(self.outcomes)

    @cached_property
    def sides(self) -> list[Side]:
        """The parties of the conflict, in its order."""
        conflict = self.outcomes.conflict
        known = self.parties
        if not set(conflict.parties) <= set(known):
            known = sides(list(zip(conflict.parties, conflict.party_names, strict=True)))
        return [known[party] for party in conflict.parties]

    @cached_property
    def options(self) -> list[tuple[Side, list[tuple[int, Option]]]]:
        """Each party's options with their places in a pattern, of parties that have any."""
        options = list(enumerate(self.outcomes.conflict.options))
        groups = [(side, [(k, o) for k, o in options if o.party == side.id]) for side in self.sides]
        return [(side, own) for side, own in groups if own]

    @cached_property
    def _listed(self) -> tuple[list[int], int]:
        """The states of this page, and how many there are in all."""
        if self.asked.which == "shown":
            return self.selection.shown, len(self.selection.shown)
        size = self.outcomes.conflict.size
        if self.asked.which == "held":
            every = np.flatnonzero(self.outcomes.somehow)
        else:
            every = np.arange(size)
        first = (self.asked.page - 1) * A_PAGE
        return every[first : first + A_PAGE].tolist(), len(every)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 1 if self.asked.which == "shown" else max(1, -(-self._listed[1] // A_PAGE))

    @property
    def count(self) -> int:
        """How many outcomes are asked for in all."""
        return self._listed[1]

    @cached_property
    def states(self) -> list[State]:
        """The outcomes of this page, without their reasons."""
        return [self.state(place) for place in self._listed[0]]

    def state(self, place: int) -> State:
        """Return one outcome without its reasons."""
        conflict, row = self.outcomes.conflict, self.outcomes.row(place)
        name = capital(title(conflict, place))
        return State(
            number=place,
            label=conflict.label(place),
            name=name,
            listed=name,
            named=place in conflict.names,
            letters=tuple(row["pattern"]),
            senses=tuple(row["equilibrium"]),
            stable={party: tuple(found) for party, found in row["stable"].items()},
            ranks=row["ranks"],
            reasons={},
            now=place == conflict.status_quo,
            place=anchor("s", place + 1),
        )

    def takes(self, state: State) -> list[tuple[Side, str]]:
        """Say of each party what it takes in an outcome, for whoever reads no table."""
        return [
            (side, comma().join(short(o) for k, o in own if state.letters[k] == "Y"))
            for side, own in self.options
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many outcomes hold in all senses, and in some; and how many there are."""
        cells = [self.outcomes.equilibria[c] for c in self.outcomes.stable]
        every = np.all(cells, axis=0)
        some = np.any(cells, axis=0)
        size = self.outcomes.conflict.size
        return {"every": int(every.sum()), "some": int(some.sum()), "size": size}

    @cached_property
    def notes(self) -> list[str]:
        """What limits what is said to hold."""
        return notes_of(self.outcomes)

    @cached_property
    def effect(self) -> Effect | None:
        """What the change that is looked at would do; None where none is."""
        return effect(self.whole, self.outcomes) if self.asked.what else None

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the outcomes as plain values."""
        return self.rows_of(self.states)

    def rows_of(self, states: Sequence[State]) -> Iterator[dict[str, Any]]:
        """Yield some outcomes as plain values."""
        for state in states:
            options = self.outcomes.conflict.taken(state.number)
            yield {
                "label": state.label,
                "name": state.name,
                "holds": list(state.senses),
                "today": state.now,
                "options": list(options),
                "stable": {party: list(found) for party, found in state.stable.items()},
                "ranks": dict(state.ranks),
            }

    def cells(self) -> Iterator[list[Cell]]:
        """Yield the outcomes as rows of a table: Y and N by option, who would stay, heads first."""
        conflict = self.outcomes.conflict
        options = [option.id for option in conflict.options]
        stay = [f"{party} stays" for party in conflict.parties]
        ranks = [f"{party} ranks" for party in conflict.parties]
        yield ["label", "name", *options, *stay, *ranks, "holds", "today"]
        whole = self.asked.which == "all" and conflict.size <= MOST_LISTED
        for place in range(conflict.size) if whole else self._listed[0]:
            row = self.outcomes.row(place)
            yield [
                row["label"],
                capital(row["name"]),
                *(row["pattern"] if options else ""),
                *(" ".join(row["stable"][party]) for party in conflict.parties),
                *(row["ranks"][party] for party in conflict.parties),
                " ".join(row["equilibrium"]),
                "yes" if place == conflict.status_quo else "",
            ]


def short(option: Option) -> str:
    """Return an option's short name, as it stands over a column."""
    return option.id.partition(".")[2] or option.id


def shown(kept: Kept, view: DeskView, asked: OutcomesAsked) -> OutcomesShown | None:
    """Decide what is asked; None where it cannot be told yet what would hold.

    Raises
    ------
    UsageError
        where the change that is looked at cannot be made.
    """
    if view.material.outcomes is None:
        return None
    case = view.material.case
    whole = decided(kept, case, asked.concepts)
    found = whole
    if asked.what is not None:
        found = decided(kept, whatif.changed(case, asked.what), asked.concepts)
    return OutcomesShown(found, asked, view.sides, whole)


def decided(kept: Kept, case: Case, concepts: Sequence[str] = CONCEPTS) -> Outcomes:
    """Return a case's outcomes in some senses, made anew only where they must be.

    Raises
    ------
    UsageError
        where a concept cannot be decided of this conflict.
    """
    usual = kept.outcomes(case)
    if tuple(concepts) == CONCEPTS:
        return usual
    key = f"{mark(conflict_part(case))} {' '.join(concepts)}"
    return kept.once(
        "senses",
        key,
        lambda: outcomes(usual.conflict, concepts),
        lambda found: found.conflict.size,
    )
