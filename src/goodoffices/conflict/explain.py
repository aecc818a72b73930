"""Why a state is or is not stable for a party: the very moves that decide it, as records.

For one cell of the stability table the few moves that matter are found again by a search from
that state, so an explanation needs no more than the table did. :mod:`~.words.reasons` makes the
sentence.

The evidence of a reason is that of what decides between the states it names: for a party and two
states, the most important statement that is true of one only; or the weights of the options in
which they differ, the steps of a ranking at which they stand, the pairs that put one above another.

Where some of a party's preferences are unknown, the reason tells under which of the four attitudes
to what is not known it would stay, and one move that decides: the one it would make under an
attitude under which it leaves, or the one that is deterred under those under which it stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal

import numpy as np

from goodoffices.conflict import dense
from goodoffices.conflict.concepts import Answers, Concept, sense_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levels import bars
from goodoffices.conflict.party_order import deciding_bases
from goodoffices.conflict.unknowns import UncertainRelations
from goodoffices.conflict.walk import Path, Step, Walker

Comparison = tuple[int, int, int]
"""A party, and two states that it compares."""

BOLDEST_FIRST = ("a", "c", "b", "d")
"""Attitudes to what is unknown, the most easily tempted first."""

Kind = Literal[
    "no_move",
    "nothing_better",
    "would_move",
    "no_answer",
    "harmless",
    "escapes",
    "unwilling",
    "not_reckoned_with",
    "too_weak",
    "deterred",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellReason:
    """What decides one cell of the stability table; states and parties counted from 0.

    Attributes
    ----------
    kind
        the party has no move; none to anything better; would move, looking no further; would move,
        for nobody can answer, or no answer harms it, or it escapes the one that would, or somebody
        would not make it, or the concept does not reckon with it, or it is not worse by as many
        degrees as the concept asks; or whatever it would like to do
        is deterred.
    target
        where it could, would like to, or would move.
    answer
        the others' moves after that, where some matter.
    harms
        whether the party ranks the end of the answer below the state, not level with it.
    back
        where it escapes to from the end of the answer.
    unwilling
        who would gain nothing by its part in the answer.
    moves, others
        how many states it can move to at all; how many more improvements it has, deterred like the
        one that is told.
    decisive
        the moves that decide.
    compared
        the comparisons that decide.
    """

    kind: Kind
    party: int
    state: int
    concept: Concept
    target: int | None = None
    answer: Path = ()
    harms: bool = False
    back: int | None = None
    unwilling: int | None = None
    moves: int = 0
    others: int = 0
    decisive: Path = ()
    compared: tuple[Comparison, ...] = ()

    @property
    def stable(self) -> bool:
        """Whether the party stays."""
        return self.kind in ("no_move", "nothing_better", "deterred")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttitudeReason:
    """What decides one cell where preferences are unknown; states and parties counted from 0.

    Attributes
    ----------
    attitudes
        those under which the party would stay.
    sure
        whether its own preferences are all known.
    target, answer
        the move that decides, and what deters it; None where it wants none, or nothing deters it.
    unsure_of_target, unsure_of_answer
        whether it is unknown that it prefers the one or the other to the state.
    """

    party: int
    state: int
    concept: Concept
    attitudes: str
    sure: bool
    target: int | None = None
    answer: int | None = None
    unsure_of_target: bool = False
    unsure_of_answer: bool = False

    @property
    def stable(self) -> bool:
        """Whether the party stays under every attitude."""
        return len(self.attitudes) == len(BOLDEST_FIRST)

    @property
    def decisive(self) -> Path:
        """The move that decides, if there is one."""
        return () if self.target is None else ((self.party, self.state, self.target),)

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """The comparisons that decide."""
        states = (self.target, self.answer) if self.target is not None else ()
        return tuple((self.party, self.state, s) for s in states if s is not None)


class Explainer:
    """Finds the reasons for the cells of one conflict's stability table."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict
        self.walker = Walker(conflict)

    def reason(self, state: int, party: int, concept: str) -> CellReason:
        """Return what decides one cell."""
        cell = _TableCell(self.walker, state, party, sense_of(concept))
        if not cell.better:
            return cell.nothing_better()
        if cell.concept.answers is Answers.NONE:
            step = (party, state, cell.better[0])
            return cell.because(
                kind="would_move", target=step[2], decisive=(step,), compared=(step,)
            )
        answers: list[tuple[int, Path]] = []
        for target in cell.better:
            answer = cell.deterrent(target, cell.concept)
            if answer is None:
                return cell.undeterred(target, cell.concept)
            answers.append((target, answer))
        return cell.deterred(answers)

    def attitude_reason(self, state: int, party: int, concept: str, stays: str) -> AttitudeReason:
        """Return what decides one cell where preferences are unknown.

        ``stays`` are the attitudes under which the party would stay.
        """
        leaves = [attitude for attitude in BOLDEST_FIRST if attitude not in stays]
        sense = sense_of(concept)
        fears = self._relations.fears(party, sense, leaves[0] if leaves else "a")
        target, answer = dense.decisive(state, fears)
        unsure = partial(self._relations.unsure, party, state)
        return AttitudeReason(
            party=party,
            state=state,
            concept=sense,
            attitudes=stays,
            sure=not len(self.conflict.unknown[party]),
            target=target,
            answer=answer,
            unsure_of_target=target is not None and unsure(target),
            unsure_of_answer=answer is not None and unsure(answer),
        )

    @cached_property
    def _relations(self) -> UncertainRelations:
        return UncertainRelations.of(self.conflict)

    def evidence(self, comparisons: Iterable[Comparison]) -> tuple[str, ...]:
        """Return the claims behind what decides between pairs of states, each once."""
        claims: dict[str, None] = {}
        for party, one, other in comparisons:
            claims |= dict.fromkeys(self._decided_by(party, one, other))
        return tuple(claims)

    def _decided_by(self, party: int, one: int, other: int) -> tuple[str, ...]:
        """Return the claims behind what decides between two states, however the party ranks."""
        conflict = self.conflict
        truths = [self._truths(one), self._truths(other)]
        if conflict.orderings and conflict.orderings[party].ranks:
            bases = deciding_bases(conflict.orderings[party], *truths)
            return tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))
        for statement in conflict.preferences[party] if conflict.preferences else ():
            here, there = (bool(statement.condition.evaluate(truth)) for truth in truths)
            if here != there:
                return statement.basis.evidence
        return ()

    def _truths(self, state: int) -> dict[str, np.bool_]:
        code = int(self.conflict.codes[state])
        return {o.id: np.bool_(code >> k & 1) for k, o in enumerate(self.conflict.options)}


class _TableCell:
    """One cell of the stability table: a party, a state and a concept."""

    def __init__(self, walker: Walker, state: int, party: int, concept: Concept) -> None:
        self.walker, self.state, self.party, self.concept = walker, state, party, concept
        self.ranks = walker.conflict.ranks
        self.rank = self.ranks[party]
        self.better: list[int] = walker.better(party, state).tolist()
        self.because = partial(CellReason, party=party, state=state, concept=concept)

    def nothing_better(self) -> CellReason:
        """Return why the party does not want to leave."""
        reach = self.walker.reach(self.party, self.state).tolist()
        if not reach:
            return self.because(kind="no_move")
        step = (self.party, self.state, min(reach, key=lambda t: (int(self.rank[t]), t)))
        return self.because(
            kind="nothing_better",
            target=step[2],
            moves=len(reach),
            decisive=(step,),
            compared=(step,),
        )

    def deterrent(self, target: int, concept: Concept) -> Path | None:
        """Return an answer to an improvement that a concept lets deter the party, or None."""
        for path in self.walker.answers(self.party, target, concept.answers):
            end = path[-1][2]
            bar = self._bar(concept.degree)
            if self.rank[end] < bar:
                continue
            if not concept.escape or self._escape(end, bar) is None:
                return path
        return None

    def _bar(self, degree: int) -> int:
        """Return the best rank that is worse than the state's by a number of degrees."""
        strength = self.walker.conflict.strength
        return int(bars(self.rank, strength[self.party] if strength else (), degree)[self._level])

    @property
    def _level(self) -> int:
        return int(self.rank[self.state])

    def _escape(self, end: int, bar: int) -> int | None:
        """Return the party's best move from the end of an answer, if it leads above a rank."""
        better = self.walker.better(self.party, end)
        return int(better[0]) if better.size and self.rank[better[0]] < bar else None

    def undeterred(self, target: int, concept: Concept) -> CellReason:
        """Return why nothing keeps the party from an improvement."""
        step = (self.party, self.state, target)
        if concept.degree:
            milder = replace(concept, degree=0)
            answer = self.deterrent(target, milder)
            if answer is None:
                return self.undeterred(target, milder)
            compared = (step, (self.party, self.state, answer[-1][2]))
            return self.because(
                kind="too_weak",
                target=target,
                answer=answer,
                decisive=(step, *answer),
                compared=compared,
            )
        if not any(self.walker.answers(self.party, target, Answers.ANY)):
            return self.because(kind="no_answer", target=target, decisive=(step,), compared=(step,))
        if concept.escape:
            once = replace(concept, escape=False)
            feared = self.deterrent(target, once)
            return self._escapes(step, feared) if feared else self.undeterred(target, once)
        feared = self.deterrent(target, replace(concept, answers=Answers.ANY))
        if feared is None:
            return self.because(kind="harmless", target=target, decisive=(step,), compared=(step,))
        reluctant = next(((j, a, b) for j, a, b in feared if not self._gains(j, a, b)), None)
        return self.because(
            kind="unwilling" if reluctant else "not_reckoned_with",
            target=target,
            answer=feared,
            unwilling=reluctant[0] if reluctant else None,
            decisive=(step, *feared),
            compared=(
                step,
                (self.party, self.state, feared[-1][2]),
                *((reluctant,) if reluctant else ()),
            ),
        )

    def _gains(self, party: int, before: int, after: int) -> bool:
        return bool(self.ranks[party][after] < self.ranks[party][before])

    def _escapes(self, step: Step, feared: Path) -> CellReason:
        """Return how the party gets away from the answer that would deter it."""
        end = feared[-1][2]
        back = self._escape(end, self._level)
        assert back is not None  # noqa: S101 - or it would deter
        return self.because(
            kind="escapes",
            target=step[2],
            answer=feared,
            back=back,
            decisive=(step, *feared, (self.party, end, back)),
            compared=(step, (self.party, self.state, end), (self.party, self.state, back)),
        )

    def deterred(self, answers: list[tuple[int, Path]]) -> CellReason:
        """Return what keeps the party from its improvements; the best of them is told in full."""
        decisive: list[Step] = []
        compared: list[Comparison] = []
        for target, path in answers:
            decisive += [(self.party, self.state, target), *path]
            compared += [(self.party, self.state, target), (self.party, self.state, path[-1][2])]
            compared += path if self.concept.gainful else ()
        target, path = answers[0]
        return self.because(
            kind="deterred",
            target=target,
            answer=path,
            harms=self._gains(self.party, path[-1][2], self.state),
            others=len(answers) - 1,
            decisive=tuple(decisive),
            compared=tuple(compared),
        )
