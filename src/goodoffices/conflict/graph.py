"""The graph model of a conflict: states, who can move between them, how each party ranks them.

One noun for every source of conflicts: a case in option form, the plain JSON form, or arrays. The
mathematics is functions of it; :class:`goodoffices.Conflict` is the same noun with methods for what
people ask.

Fang, Hipel & Kilgour (1993), *Interactive Decision Making: The Graph Model for Conflict
Resolution*, chapter 3; Xu, Hipel, Kilgour & Fang (2018), *Conflict Resolution Using the Graph
Model*, chapter 3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import index
from typing import TYPE_CHECKING, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case.options import Option
from goodoffices.conflict.moves import Codes, Moves, pairs_of

if TYPE_CHECKING:
    from fractions import Fraction

    from goodoffices.case.nouns import Ordering, Preference


@dataclass(frozen=True, eq=False, kw_only=True)
class GraphModel:
    """A conflict in graph-model form; states are counted from 0 here, labels are for people.

    Attributes
    ----------
    options
        in the order of the bits of ``codes``; empty in graph form.
    codes
        (n,) for each state the options taken, option k as bit k; all 0 in graph form.
    unsaid
        (n,) options that a state leaves open (``-`` in its pattern), or None.
    movement
        each party's moves, as flips of its options or as pairs.
    ranks
        for each party (n,) ranks, 0 the best; ties share a rank.
    names
        names that people gave to states.
    prefix
        what stands before a state's number in its label.
    numbered
        whether labels number every combination of the options, so that a state keeps its label
        whatever else is ruled out; else the states that there are, in their order.
    unknown
        for each party (k, 2) pairs of states of which it is not known which one it prefers,
        whatever its ranks say; empty where nothing is unknown to anybody.
    views
        party → the conflict as it sees it, for those that see it otherwise than it is.
    imagined
        of a view: ids of its options that are not there.
    orderings
        for each party how it ranks states where not by statements; empty in graph form.
    strength
        for each party (ranks,) by how many degrees it prefers rank k - 1 to rank k; empty where
        nothing is said of degrees.
    certainty
        for each party two states, and to what degree (from 0 to 1) it prefers the first, where that
        is said; empty where it is of nobody.
    satisficing
        for each party how certain it must be to act on such a preference; None where none is said.
    coalitions
        parties that whoever wrote the conflict looks at together, by their ids.
    """

    name: str
    parties: tuple[str, ...]
    party_names: tuple[str, ...]
    options: tuple[Option, ...] = ()
    codes: Codes
    movement: tuple[Moves, ...]
    ranks: tuple[NDArray[np.int32], ...]
    status_quo: int | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    preferences: tuple[tuple[Preference, ...], ...] = ()
    unsaid: Codes | None = None
    prefix: str = "S"
    unknown: tuple[NDArray[np.int64], ...] = ()
    views: Mapping[str, GraphModel] = field(default_factory=dict)
    imagined: frozenset[str] = frozenset()
    orderings: tuple[Ordering, ...] = ()
    numbered: bool = False
    coalitions: tuple[tuple[str, ...], ...] = ()
    strength: tuple[NDArray[np.int64], ...] = ()
    certainty: tuple[Mapping[tuple[int, int], Fraction], ...] = ()
    satisficing: tuple[Fraction | None, ...] = ()

    @property
    def size(self) -> int:
        """How many states there are."""
        return self.codes.size

    @property
    def in_graph_form(self) -> bool:
        """Whether no state says how any option stands, so that only its number tells it apart."""
        every = (1 << len(self.options)) - 1
        return not every or (self.unsaid is not None and bool((self.unsaid == every).all()))

    @cached_property
    def moves(self) -> tuple[NDArray[np.int64], ...]:
        """Each party's moves listed, (k, 2) from and to; meant for conflicts that can be drawn."""
        return tuple(pairs_of(moves, self.codes) for moves in self.movement)

    @cached_property
    def states(self) -> NDArray[np.bool_]:
        """Which options each state takes, (n, options)."""
        bits = np.arange(len(self.options), dtype=np.int64)
        return (self.codes[:, None] >> bits & 1).astype(bool)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Each state's short label: ``S3``, or ``3`` where the source numbers its states."""
        return tuple(map(self.label, range(self.size)))

    def label(self, state: int) -> str:
        """Return a state's short label: ``S3``, or ``3`` where the source numbers its states."""
        return f"{self.prefix}{self.number(state)}"

    def number(self, state: int) -> int:
        """Return the number in a state's label, from 1."""
        return int(self.codes[state]) + 1 if self.numbered else state + 1

    def state(self, which: str | SupportsIndex) -> int:
        """Return a state, counted from 0, however it is named.

        Parameters
        ----------
        which
            text as people see or write it: its label (``S32`` or ``32``), its name, the options
            taken (``iran.limit, us.ease``, or ``limit, ease`` where only one party has such an
            option), or its pattern (``YNY``); or a whole number, its place in every array, from 0.

        Raises
        ------
        UsageError
            GO413 for a number or for options, GO911 for other text, of which there is no state.
        """
        if not isinstance(which, str):
            place = index(which)
            if not 0 <= place < self.size:
                raise UsageError(finding("GO413.state", state=place + 1, size=self.size))
            return place
        word = which.strip()
        number = word[1:] if word[:1] in ("S", "s") else word
        if number.isdecimal() and (found := self._numbered(int(number))) is not None:
            return found
        named = {name: state for state, name in self.names.items()}
        if word in named:
            return named[word]
        if len(word) == len(self.options) and not set(word) - set("YN-"):
            return self._state_of(word, [k for k, letter in enumerate(word) if letter == "Y"])
        known = self._option_places
        ids = [part.strip() for part in word.split(",")]
        if all(part in known for part in ids):
            return self._state_of(word, [known[part] for part in ids])
        if len(ids) > 1:
            strange = next(part for part in ids if part not in known)
            raise UsageError(finding("GO403.option", name=strange, near=(strange, list(known))))
        first, last = self.label(0), self.label(self.size - 1)
        near = (word, [*named, *known])
        raise UsageError(finding("GO911", state=word, first=first, last=last, near=near))

    def _numbered(self, number: int) -> int | None:
        """Return the state whose label has a number; None where there is none."""
        if not self.numbered:
            return number - 1 if 1 <= number <= self.size else None
        if number > 1 << len(self.options):
            return None
        same = np.flatnonzero(self.codes == np.int64(number - 1))
        return int(same[0]) if same.size else None

    def _state_of(self, word: str, places: Sequence[int]) -> int:
        """Return the state that takes some options and no others, or is one of several that do."""
        code = np.int64(sum(1 << k for k in set(places)))
        differs = self.codes ^ code
        same = np.flatnonzero((differs if self.unsaid is None else differs & ~self.unsaid) == 0)
        if same.size > 1:  # not what is left open, if it must be
            same = same[self.codes[same] == code]
        if same.size != 1:
            raise UsageError(finding("GO413.options", options=word))
        return int(same[0])

    @cached_property
    def _option_places(self) -> dict[str, int]:
        """Each option's place by its id, and by the part after the dot where that is one only."""
        names = [option.id.removeprefix(f"{option.party}.") for option in self.options]
        short = {name: k for k, name in enumerate(names) if names.count(name) == 1}
        return short | {option.id: k for k, option in enumerate(self.options)}

    def party(self, party: str) -> int:
        """Return a party's place, counted from 0, by its id.

        Raises
        ------
        UsageError
            GO413 where there is none.
        """
        if party not in self.parties:
            near = (party, self.parties)
            raise UsageError(finding("GO413.party", case=self.name, party=party, near=near))
        return self.parties.index(party)

    def pattern(self, state: int) -> str:
        """Return a state's options as ``Y`` and ``N``, with ``-`` where it leaves one open."""
        code, unsaid = int(self.codes[state]), self._unsaid(state)
        letters = (
            "-" if unsaid >> k & 1 else "NY"[code >> k & 1] for k in range(len(self.options))
        )
        return "".join(letters)

    def taken(self, state: int) -> tuple[str, ...]:
        """Return the ids of the options a state takes."""
        code = int(self.codes[state]) & ~self._unsaid(state)
        return tuple(option.id for k, option in enumerate(self.options) if code >> k & 1)

    @cached_property
    def _unsure(self) -> tuple[frozenset[tuple[int, int]], ...]:
        """For each party the pairs of states of which its preference is unknown, both ways."""
        both = (np.concatenate([pairs, pairs[:, ::-1]]) for pairs in self.unknown)
        return tuple(frozenset(map(tuple, pairs.tolist())) for pairs in both)

    def gains(self, party: int, before: int, after: int) -> bool | None:
        """Return whether a party prefers one state to another; None where that is unknown."""
        if self.unknown and (before, after) in self._unsure[party]:
            return None
        return bool(self.ranks[party][after] < self.ranks[party][before])

    def party_name(self, party: str) -> str:
        """Return the name of a party by its id."""
        return self.party_names[self.parties.index(party)]

    def _unsaid(self, state: int) -> int:
        return 0 if self.unsaid is None else int(self.unsaid[state])

    def __repr__(self) -> str:
        """Say in one line what this is."""
        size = f"{len(self.parties)} parties, {len(self.options)} options, {self.size:,} states"
        return f"{type(self).__name__}({self.name!r}: {size})"
