"""What would hold: which outcomes the page shows, each with who would stay and why.

A small conflict is shown whole. Of a large one the page shows the part that matters: the outcome
of today, those that hold in the most senses, those that people gave names, the outcomes on the
shortest ways from today to these, and what each party would move to today; it says how many are
left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.i18n import _, comma
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Pairs
from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.ranking import liked_first
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title, titles, told
from goodoffices.look.markup import anchor

SHOWN = 24
"""A conflict of up to so many outcomes is shown whole."""

HELD = 12
"""Of a larger one, so many of the outcomes that hold are shown."""

ON_PAPER = 10
"""With more options than this a page of paper has no room for a column each."""

LISTABLE = 2_000_000
"""Moves that are listed to look for ways; in a larger conflict none are looked for."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that answers for one party and one or more concepts."""

    concepts: tuple[str, ...]
    text: str
    stable: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One outcome as the page shows it; ``listed`` is its name in a list of all that are shown."""

    number: int
    label: str
    name: str
    listed: str
    named: bool
    letters: tuple[str, ...]
    senses: tuple[str, ...]
    stable: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]
    reasons: Mapping[str, tuple[Reason, ...]]
    now: bool
    place: str


class Selection:
    """The outcomes that the page shows, and the moves among them."""

    def __init__(self, outcomes: Outcomes) -> None:
        self.outcomes, self.conflict = outcomes, outcomes.conflict
        self.concepts = tuple(outcomes.stable)
        self.listed = _most_moves(self.conflict) <= LISTABLE
        self.whole = self.conflict.size <= SHOWN
        self.held, self.held_senses = _held(outcomes)
        self.ways: list[tuple[int, ...]] = []
        self.shown = list(range(self.conflict.size)) if self.whole else self._part()

    @property
    def left_out(self) -> int:
        """How many outcomes the page does not show."""
        return self.conflict.size - len(self.shown)

    @cached_property
    def liked(self) -> list[int]:
        """The outcomes that hold, today's left out: first those that all like best together."""
        return liked_first(
            self.conflict.ranks, [s for s in self.held if s != self.conflict.status_quo]
        )

    def _part(self) -> list[int]:
        """Choose the outcomes that matter, at most a pageful."""
        now = self.conflict.status_quo
        chosen = dict.fromkeys([] if now is None else [now])
        chosen |= dict.fromkeys(self.held[:HELD])
        if now is not None and self.listed:
            for aim in dict.fromkeys([*self.held[:HELD], *self.conflict.names]):
                way = self._way(now, aim)
                if way and len(chosen.keys() | set(way)) <= SHOWN:
                    self.ways.append(way)
                    chosen |= dict.fromkeys(way)
            steps = [s.target for s in moves(self.conflict, [now]) if s.gain]
            chosen |= dict.fromkeys(steps[: max(0, SHOWN - len(chosen))])
        return sorted(chosen)

    def _way(self, start: int, end: int) -> tuple[int, ...]:
        """Return the shortest way by moves that gain, else by any moves; empty where none leads."""
        return _shortest(self.conflict, start, end, gains=True) or _shortest(
            self.conflict, start, end, gains=False
        )

    def states(self) -> list[State]:
        """Return the outcomes shown, each with its reasons."""
        listed = titles(self.conflict, self.shown)
        return [self._state(n, capital(name)) for n, name in zip(self.shown, listed, strict=True)]

    def _state(self, number: int, listed: str) -> State:
        conflict = self.conflict
        row = self.outcomes.row(number)
        return State(
            number=number,
            label=conflict.label(number),
            name=capital(title(conflict, number)),
            listed=listed,
            named=number in conflict.names,
            letters=tuple(row["pattern"]),
            senses=tuple(row["equilibrium"]),
            stable={party: tuple(found) for party, found in row["stable"].items()},
            ranks=row["ranks"],
            reasons={party: self.reasons(number, party) for party in conflict.parties},
            now=number == conflict.status_quo,
            place=anchor("s", number + 1),
        )

    def reasons(self, number: int, party: str) -> tuple[Reason, ...]:
        """Return a party's reasons in one outcome, concepts with the same answer together."""
        whys = [
            (concept, self.outcomes.explain(number, party, concept)) for concept in self.concepts
        ]
        found = []
        for (text, stable), group in groupby(whys, key=lambda item: (item[1].text, item[1].stable)):
            alike = list(group)
            ids = dict.fromkeys(i for _concept, why in alike for i in why.evidence)
            found.append(Reason(tuple(c for c, _why in alike), text, stable, tuple(ids)))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Step:
    """One party's move between two outcomes; ``gain`` where it ranks the second above the first.

    Neither ``gain`` nor ``loss`` where that is unknown.
    """

    party: int
    source: int
    target: int
    gain: bool
    loss: bool


def moves(conflict: GraphModel, sources: Iterable[int]) -> Iterator[Step]:
    """Yield every move from some outcomes, party by party, each party's best first."""
    wanted = list(sources)
    for party, (pairs, rank) in enumerate(zip(conflict.moves, conflict.ranks, strict=True)):
        for source in wanted:
            targets = _targets(pairs, source)
            for target in targets[np.argsort(rank[targets], kind="stable")]:
                gain = conflict.gains(party, source, int(target))
                loss = gain is False and bool(rank[target] > rank[source])
                yield Step(party, source, int(target), bool(gain), loss)


def _targets(pairs: NDArray[np.int64], source: int) -> NDArray[np.int64]:
    first, last = np.searchsorted(pairs[:, 0], [source, source + 1])
    return pairs[first:last, 1]


def _most_moves(conflict: GraphModel) -> int:
    """Bound how many moves there are, without listing them."""
    return sum(
        len(moves.pairs)
        if isinstance(moves, Pairs)
        else conflict.size * ((1 << moves.own.bit_count()) - 1)
        for moves in conflict.movement
    )


def _held(outcomes: Outcomes) -> tuple[list[int], tuple[str, ...]]:
    """Return the outcomes that hold in the most senses, and which senses those are."""
    concepts = tuple(outcomes.stable)
    senses = np.sum([outcomes.equilibria[c] for c in concepts], axis=0)
    most = int(senses.max()) if senses.size else 0
    if most == 0:
        return [], ()
    found = np.flatnonzero(senses == most).tolist()
    return found, tuple(c for c in concepts if outcomes.equilibria[c][found[0]])


def _shortest(conflict: GraphModel, start: int, end: int, *, gains: bool) -> tuple[int, ...]:
    """Search breadth first for a way, looking at no more outcomes than a page could explain."""
    before: dict[int, int] = {start: start}
    queue = deque([start])
    while queue and end not in before and len(before) < 50_000:
        state = queue.popleft()
        for step in moves(conflict, [state]):
            if step.target not in before and (step.gain or not gains):
                before[step.target] = state
                queue.append(step.target)
    if end not in before:
        return ()
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))


def notes(outcomes: Outcomes) -> list[str]:
    """Say what limits what is shown to hold: what is unknown or unsure, who sees it otherwise."""
    conflict, found = outcomes.conflict, []
    if outcomes.attitudes is not None:
        named = zip(conflict.party_names, conflict.unknown, strict=True)
        text = _(
            "What {parties} would prefer is not known throughout. What is said to hold holds "
            "whatever is thought of that: whether what might be better tempts, or deters, or not."
        )
        found.append(text.format(parties=comma().join(name for name, pairs in named if len(pairs))))
    sure = zip(conflict.party_names, conflict.certainty, strict=False)
    if outcomes.fuzzy is None and (certain := [name for name, degrees in sure if degrees]):
        text = _(
            "How certain {parties} is of some preferences is written down. What is said to hold "
            "goes by what each would rather have, however certain."
        )
        found.append(text.format(parties=comma().join(certain)))
    seen = outcomes.perceived
    if seen is None:
        return found
    text = _("{parties} sees the conflict otherwise than it is; each decides by what it sees.")
    who = comma().join(conflict.party_name(party) for party in conflict.views)
    found.append(text.format(parties=who))
    for concept in outcomes.stable:
        holds = [told(conflict, state) for state in seen.holding(concept)]
        text = (
            _("In the sense of {sense} there then hold: {states}.")
            if holds
            else _("In the sense of {sense} nothing holds then.")
        )
        found.append(text.format(sense=concept, states=comma().join(holds[:HELD])))
        for party in conflict.parties:
            states = [told(conflict, state) for state in seen.surprises(party, concept)]
            if states:
                text = _("{party} does not expect: {states}.")
                name = conflict.party_name(party)
                found.append(text.format(party=name, states=comma().join(states[:HELD])))
    return found


def senses_in_words(senses: Sequence[str], concepts: Sequence[str]) -> str:
    """Say in which senses something holds: all four, none, or their names."""
    if not senses:
        return _("none")
    if len(senses) == len(concepts) and len(concepts) > 1:
        return _("all {count}").format(count=len(concepts))
    return comma().join(senses)
