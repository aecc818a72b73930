"""From one state to others in every way: all paths between two, and who can have moved last where.

Status quo analysis (Li, Kilgour & Hipel 2005, "Status quo analysis in the graph model for conflict
resolution", J. Operational Research Society 56: 699-707), by any moves or by improvements only, in
sequences in which no mover moves twice in a row. Movers are the parties, or coalitions as well: a
coalition moves to any state that its members reach together, and improves where each of them ranks
that state higher (Inohara & Hipel 2008; see :mod:`goodoffices.conflict.coalitions`).

:mod:`goodoffices.conflict.evolution` gives one shortest way, for many more states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.conflict import dense
from goodoffices.conflict.coalitions import CoalitionRelations, groups_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.words import tables
from goodoffices.conflict.words.names import title
from goodoffices.conflict.words.states import mover_names, way

Mover = tuple[str, ...]
"""Who moves: one party, or several together, by their ids."""

JointMove = tuple[Mover, int, int]
"""Who moves, from which state to which, counted from 0."""

MOST_PATHS = 1_000
"""Paths that are listed at most, unless more are asked for."""

MOST_TRIED = 1_000_000
"""Moves that are tried at most while paths are looked for."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Paths:
    """All paths from one state to another in which no state is met twice.

    Attributes
    ----------
    start, target
        where they begin and end, from 0.
    gainful
        whether each mover must improve on where it stands.
    most_moves
        the most moves of a path that was looked for.
    found
        the paths, the shortest first, each a tuple of moves.
    whole
        whether these are all paths of so few moves; if not, there are more.
    longer
        whether there may be paths of more moves.
    """

    conflict: GraphModel
    start: int
    target: int
    gainful: bool
    most_moves: int
    found: tuple[tuple[JointMove, ...], ...]
    whole: bool
    longer: bool

    def describe(self) -> list[str]:
        """Say each path in words; one line says so where there is none."""
        words = {"gainful": self.gainful}
        paths = self.found or (None,)
        return [way(self.conflict, self.start, self.target, path, **words) for path in paths]

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a path: its number, moves, movers, states (from 1) and words."""
        return [
            {
                "path": number,
                "moves": len(path),
                "movers": ["+".join(mover) for mover, _before, _after in path],
                "states": [self.start + 1, *(after + 1 for _mover, _before, after in path)],
                "way": words,
            }
            for number, (path, words) in enumerate(
                zip(self.found, self.describe(), strict=False), 1
            )
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "from": self.start + 1,
            "to": self.target + 1,
            "improvements_only": self.gainful,
            "most_moves": self.most_moves,
            "paths": [
                [{"movers": list(m), "from": a + 1, "to": b + 1} for m, a, b in path]
                for path in self.found
            ],
            "all": self.whole,
            "may_be_longer": self.longer,
        }

    def __repr__(self) -> str:
        """Say in one line how many there are."""
        ends = f"{self.conflict.label(self.start)} to {self.conflict.label(self.target)}"
        count = f"{len(self.found):,}" if self.whole else f"more than {len(self.found):,}"
        return f"Paths({self.conflict.name!r}: {count} of at most {self.most_moves} from {ends})"

    def _repr_html_(self) -> str:
        """Return the paths as a table for a notebook."""
        return tables.paths(repr(self), self.rows())


@dataclass(frozen=True, eq=False, kw_only=True)
class LastMovers:
    """Who can have moved last in which state, and after how few moves: the status quo table.

    ``fewest[mover]`` is (n,): the fewest moves of a sequence from ``start`` that ends in a state
    with a move of that mover; -1 where none does.
    """

    conflict: GraphModel
    start: int
    gainful: bool
    fewest: dict[Mover, NDArray[np.int64]]

    @property
    def most_moves(self) -> int:
        """After how many moves nothing new is met any more."""
        return max(0, *(int(cells.max()) for cells in self.fewest.values()))

    def last(self, state: str | SupportsIndex, moves: int) -> tuple[Mover, ...]:
        """Return who can have made the last of at most so many moves that lead to a state."""
        place = self.conflict.state(state)
        return tuple(m for m, cells in self.fewest.items() if 0 < cells[place] <= moves)

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a state that can be met: the fewest moves by each who can move last."""
        met = np.max(list(self.fewest.values()), axis=0) > 0
        return [
            {
                "state": state + 1,
                "label": self.conflict.label(state),
                "name": title(self.conflict, state),
                "last": {
                    "+".join(mover): int(cells[state])
                    for mover, cells in self.fewest.items()
                    if cells[state] > 0
                },
            }
            for state in np.flatnonzero(met).tolist()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; states are numbered from 1."""
        return {
            "from": self.start + 1,
            "improvements_only": self.gainful,
            "fewest_moves": {str(row["state"]): row["last"] for row in self.rows()},
        }

    def __repr__(self) -> str:
        """Say in one line how far it goes."""
        count = f"{len(self.rows()):,} of {self.conflict.size:,} states"
        start = self.conflict.label(self.start)
        return f"LastMovers({self.conflict.name!r}: {count} from {start}, {self.most_moves} moves)"

    def _repr_html_(self) -> str:
        """Return the table for a notebook."""
        names = [mover_names(self.conflict, mover) for mover in self.fewest]
        ids = ["+".join(mover) for mover in self.fewest]
        cells = (
            [row["label"], row["name"], *(str(row["last"].get(i, "")) for i in ids)]
            for row in self.rows()
        )
        return tables.last_movers(repr(self), names, cells)


def paths(
    conflict: GraphModel,
    target: str | SupportsIndex,
    start: str | SupportsIndex | None = None,
    *,
    gainful: bool = False,
    groups: Iterable[Sequence[str]] | None = (),
    most_moves: int = 4,
    most: int = MOST_PATHS,
) -> Paths:
    """Return all paths from one state to another.

    Parameters
    ----------
    target, start
        labels, names, options or numbers from 0; the start is the status quo where left out.
    gainful
        whether each mover must improve on where it stands, as far as is known.
    groups
        coalitions that may move, too, as party ids; None for every one.
    most_moves
        the most moves of a path, 1 to 20.
    most
        how many paths to list at most.

    Raises
    ------
    UsageError
        GO413 for a state or party that there is not, or where there is no status quo; GO924 for a
        number of moves that is not 1 to 20.
    CaseError
        GO406 for more than 4,096 states.
    """
    begin, end = _start(conflict, start), conflict.state(target)
    if not 1 <= most_moves <= 20:
        raise UsageError(finding("GO924.paths", moves=most_moves))
    movers = _Movers(conflict, groups, gainful=gainful)
    search = _PathSearch(movers, end, most)
    found = [
        tuple((movers.ids[m], a, b) for m, a, b in path) for path in search.every(begin, most_moves)
    ]
    return Paths(
        conflict=conflict,
        start=begin,
        target=end,
        gainful=gainful,
        most_moves=most_moves,
        found=tuple(found),
        whole=not search.cut,
        longer=search.longer,
    )


def last_movers(
    conflict: GraphModel,
    start: str | SupportsIndex | None = None,
    *,
    gainful: bool = False,
    groups: Iterable[Sequence[str]] | None = (),
) -> LastMovers:
    """Return who can have moved last in which state, after how few moves.

    The parameters and errors are those of :func:`paths`.
    """
    begin = _start(conflict, start)
    movers = _Movers(conflict, groups, gainful=gainful)
    count = len(movers.ids)
    fewest = np.full((count, conflict.size), -1, dtype=np.int64)
    new = np.zeros((count, conflict.size), dtype=bool)
    moves, seed = 1, np.zeros(conflict.size, dtype=bool)
    seed[begin] = True
    before: list[NDArray[np.bool_]] = [seed] * count  # nobody has moved yet: everybody may
    while any(cells.any() for cells in before):
        for k in range(count):
            led = movers.targets(k, np.flatnonzero(before[k]))
            new[k] = False
            new[k, led] = fewest[k, led] < 0
            fewest[k, new[k]] = moves
        moves += 1
        before = [np.asarray(np.delete(new, k, axis=0).any(axis=0)) for k in range(count)]
    by_mover = dict(zip(movers.ids, fewest, strict=True))
    return LastMovers(conflict=conflict, start=begin, gainful=gainful, fewest=by_mover)


def _start(conflict: GraphModel, start: str | SupportsIndex | None) -> int:
    start = conflict.status_quo if start is None else start
    if start is None:
        raise UsageError(finding("GO413.no_start", case=conflict.name))
    return conflict.state(start)


class _Movers:
    """Parties and coalitions, and where each can move from each state."""

    def __init__(
        self, conflict: GraphModel, groups: Iterable[Sequence[str]] | None, *, gainful: bool
    ) -> None:
        relations = CoalitionRelations(conflict)
        single = [(i,) for i in range(len(conflict.parties))]
        chosen = dict.fromkeys([*single, *groups_of(conflict, groups)])
        self.ids = [tuple(conflict.parties[i] for i in group) for group in chosen]
        self.size = conflict.size
        self.starts: list[NDArray[np.intp]] = []
        self.ends: list[NDArray[np.intp]] = []
        for group in chosen:
            led = relations.reach(group)
            if gainful:
                led = led & relations.gain(group)
            for i in group if gainful and conflict.unknown else ():
                led = led & ~_either(conflict.unknown[i], conflict.size)
            origin, target = dense.pairs(led)
            self.starts.append(np.searchsorted(origin, np.arange(self.size + 1)))
            self.ends.append(target)

    def of(self, mover: int, state: int) -> list[int]:
        """Return the states that a mover can move to from one."""
        starts = self.starts[mover]
        found: list[int] = self.ends[mover][starts[state] : starts[state + 1]].tolist()
        return found

    def targets(self, mover: int, states: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the states that a mover can move to from some, each once."""
        starts, ends = self.starts[mover], self.ends[mover]
        led = [ends[starts[s] : starts[s + 1]] for s in states.tolist()]
        return np.unique(np.concatenate([ends[:0], *led]))

    def distances(self, target: int) -> NDArray[np.int64]:
        """Return the fewest moves from each state to one, whoever moves; -1 for no way, (n,)."""
        origins = [np.repeat(np.arange(self.size), np.diff(starts)) for starts in self.starts]
        origin, end = np.concatenate(origins), np.concatenate(self.ends)
        left = np.full(self.size, -1, dtype=np.int64)
        left[target], count = 0, 0
        while True:
            count += 1
            led = np.unique(origin[left[end] == count - 1])
            new = led[left[led] < 0]
            if not new.size:
                return left
            left[new] = count


def _either(pairs: NDArray[np.int64], size: int) -> dense.Bits:
    """Return pairs of states, (k, 2), as a relation both ways, in bits."""
    both = np.zeros((size, size), dtype=bool)
    both[pairs[:, 0], pairs[:, 1]] = both[pairs[:, 1], pairs[:, 0]] = True
    return dense.packed(both)


class _PathSearch:
    """Looks for paths to one state, the shortest first, as far as is asked for."""

    def __init__(self, movers: _Movers, target: int, most: int) -> None:
        self.movers, self.target, self.most = movers, target, most
        self.left = movers.distances(target).tolist()
        self.tried, self.cut, self.longer = 0, False, False

    def every(self, start: int, most_moves: int) -> Iterator[tuple[tuple[int, int, int], ...]]:
        """Yield each path of at most so many moves, as (mover, from, to)."""
        if start == self.target or self.left[start] < 0:
            return
        count = 0
        self.longer = self.left[start] > most_moves
        for moves in range(self.left[start], most_moves + 1):
            self.longer = False
            for path in self._of_length([], start, moves):
                if count == self.most:
                    self.cut = True
                if self.cut:
                    break
                count += 1
                yield tuple(path)
            if self.cut or not self.longer:
                return

    def _of_length(
        self, path: list[tuple[int, int, int]], state: int, moves: int
    ) -> Iterator[list[tuple[int, int, int]]]:
        """Yield the ends of paths that take exactly so many moves more from a state."""
        last = path[-1][0] if path else -1
        met = {path[0][1], *(after for _m, _a, after in path)} if path else {state}
        for mover in range(len(self.movers.ids)):
            if mover == last:
                continue
            for after in self.movers.of(mover, state):
                self.tried += 1
                if self.tried > MOST_TRIED or self.cut:
                    self.cut = True
                    return
                if after in met or self.left[after] < 0:
                    continue
                if after == self.target:
                    if moves == 1:
                        yield [*path, (mover, state, after)]
                elif self.left[after] >= moves:
                    self.longer = True
                else:
                    yield from self._of_length([*path, (mover, state, after)], after, moves - 1)
