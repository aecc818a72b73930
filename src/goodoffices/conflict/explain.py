"""Why a state is or is not stable for a party: sentences made from the very moves that decide it.

For one cell of the stability table the few moves that matter are found again by a search from
that state, so an explanation needs no more than the table did. Each sentence is one whole message
with named places, so that a translator may order it as the language needs; two sentences may stand
beside each other, words are never joined.

The evidence of an explanation is that of what decides between the states it names: for a party and
two states, the most important statement that is true of one only; or the weights of the options in
which they differ, the steps of a ranking at which they stand, the pairs that put one above another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.i18n import _, n_
from goodoffices.conflict.concepts import BY_NAME, Answers
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Finder, Pairs
from goodoffices.conflict.party_order import deciding

Move = tuple[str, int, int]
"""A party, and the states it moves from and to."""


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


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the others can do after an improvement: a path, and what the party can do then."""

    path: tuple[tuple[int, int, int], ...]  # mover, from, to
    escape: int | None  # the party's best move from the end, where it leads above the start

    @property
    def end(self) -> int:
        return self.path[-1][2]


class Explainer:
    """Explains the cells of one conflict's stability table."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict
        self.ranks = conflict.ranks
        self.parties = range(len(conflict.parties))

    def why(self, state: int, party: int, concept: str) -> Why:
        """Explain one cell."""
        better = self._better(party, state)
        if not better:
            return self._nothing_better(state, party)
        if BY_NAME[concept].answers is Answers.NONE:
            return self._would_move(state, party, better[0])
        answers: list[tuple[int, _Answer]] = []
        for target in better:
            answer = self._deterrent(state, party, target, concept)
            if answer is None:
                return self._undeterred(state, party, target, concept)
            answers.append((target, answer))
        return self._deterred(state, party, concept, answers)

    # --- moves --------------------------------------------------------------------------------

    def _reach(self, party: int, state: int) -> list[int]:
        """Return the states a party can move to."""
        return [int(target) for target in self._targets(party, state)]

    def _better(self, party: int, state: int) -> list[int]:
        """Return a party's improvements from a state, the best first."""
        rank, targets = self.ranks[party], self._targets(party, state)
        levels = rank[targets]
        better = targets[levels < rank[state]]
        return [int(target) for target in better[np.lexsort((better, rank[better]))]]

    def _targets(self, party: int, state: int) -> NDArray[np.int64]:
        moves = self.conflict.movement[party]
        if isinstance(moves, Pairs):
            return np.asarray(moves.pairs[moves.pairs[:, 0] == state, 1])
        return self._finder.reach(moves, state)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.conflict.codes)

    def _answers(self, party: int, start: int, *, willing: bool) -> Iterable[_Answer]:
        """Yield what the others can do from a state, the shortest ways first.

        No one moves twice in a row; where ``willing``, each mover must improve on where it stands.
        """
        queue: deque[tuple[int, int, tuple[tuple[int, int, int], ...]]] = deque([(start, -1, ())])
        met: set[tuple[int, int]] = set()
        ends: set[int] = set()
        while queue:
            state, last, path = queue.popleft()
            for mover in self.parties:
                if mover in (party, last):
                    continue
                reach = self._better(mover, state) if willing else self._reach(mover, state)
                for target in reach:
                    way = (*path, (mover, state, target))
                    if target not in ends:
                        ends.add(target)
                        yield _Answer(way, None)
                    if (target, mover) not in met:
                        met.add((target, mover))
                        queue.append((target, mover, way))

    def _deterrent(self, state: int, party: int, target: int, concept: str) -> _Answer | None:
        """Return an answer to an improvement that the concept lets deter the party, or None."""
        rank = self.ranks[party]
        for answer in self._answers(party, target, willing=BY_NAME[concept].gainful):
            if rank[answer.end] < rank[state]:
                continue
            if not BY_NAME[concept].escape or self._escape(party, answer.end, state) is None:
                return answer
        return None

    def _escape(self, party: int, end: int, state: int) -> int | None:
        """Return the party's best move from the end of an answer, if it leads above the start."""
        better = self._better(party, end)
        rank = self.ranks[party]
        return better[0] if better and rank[better[0]] < rank[state] else None

    # --- sentences ----------------------------------------------------------------------------

    def _words(self, party: int, state: int, **states: int) -> dict[str, str]:
        labels = {name: self.conflict.label(s) for name, s in states.items()}
        name = self.conflict.party_names[party]
        return {"party": name, "state": self.conflict.label(state), **labels}

    def _nothing_better(self, state: int, party: int) -> Why:
        reach = self._reach(party, state)
        if not reach:
            text = _("{party} has no move of its own from {state}, so it stays.")
            return Why(text.format(**self._words(party, state)), stable=True)
        rank = self.ranks[party]
        best = min(reach, key=lambda t: (int(rank[t]), t))
        if len(reach) == 1:
            text = _("{party} can move only to {best}, which it does not rank above {state}.")
        else:
            text = _(
                "Of the {count} states that {party} can move to from {state}, it ranks none above "
                "it; {best} comes nearest."
            )
        words = self._words(party, state, best=best)
        moves = self._named([(party, state, best)])
        evidence = self.evidence([(party, state, best)])
        return Why(text.format(count=len(reach), **words), True, moves, evidence)

    def _would_move(self, state: int, party: int, target: int) -> Why:
        text = _("{party} can move to {target} on its own, which it ranks above {state}.")
        text = text.format(**self._words(party, state, target=target))
        step = [(party, state, target)]
        return Why(text, False, self._named(step), self.evidence(step))

    def _undeterred(self, state: int, party: int, target: int, concept: str) -> Why:
        """Say why nothing keeps a party from an improvement."""
        words = self._words(party, state, target=target) | {"other": self._others(party)}
        step = [(party, state, target)]
        any_answer = next(iter(self._answers(party, target, willing=False)), None)
        if any_answer is None:
            text = _(
                "{party} would rather move to {target}, and nobody else can move on from there."
            )
            return Why(text.format(**words), False, self._named(step), self.evidence(step))
        feared = self._deterrent(state, party, target, "SEQ" if concept == "SSEQ" else "GMR")
        if feared is None and concept == "SSEQ":  # the others would not even do it gladly
            return self._undeterred(state, party, target, "SEQ")
        if feared is None:
            text = self._harmless()
            return Why(text.format(**words), False, self._named(step), self.evidence(step))
        words["answer"] = self.conflict.label(feared.end)
        if BY_NAME[concept].escape:
            back = self._escape(party, feared.end, state)
            assert back is not None  # noqa: S101 - or it would deter
            words["back"] = self.conflict.label(back)
            text = _(
                "{party} would rather move to {target}; {other} can answer with {answer}, but from "
                "there {party} can move on to {back}, which it ranks above {state}."
            )
            moves = [*step, *feared.path, (party, feared.end, back)]
            decisive = [*step, (party, state, feared.end), (party, state, back)]
            return Why(text.format(**words), False, self._named(moves), self.evidence(decisive))
        text = self._unwilling()
        unwilling = next(m for m in feared.path if self.ranks[m[0]][m[2]] >= self.ranks[m[0]][m[1]])
        words["unwilling"] = self.conflict.party_names[unwilling[0]]
        decisive = [*step, (party, state, feared.end), unwilling]
        moves = [*step, *feared.path]
        return Why(text.format(**words), False, self._named(moves), self.evidence(decisive))

    def _harmless(self) -> str:
        if len(self.parties) == 2:
            return _(
                "{party} would rather move to {target}, and whatever {other} does then, {party} "
                "ranks it above {state}."
            )
        return _(
            "{party} would rather move to {target}, and whatever the others do then, {party} ranks "
            "it above {state}."
        )

    def _unwilling(self) -> str:
        if len(self.parties) == 2:
            return _(
                "{party} would rather move to {target}; {other} could answer with {answer}, but "
                "would gain nothing by it, and {party} ranks whatever {other} would gladly do "
                "above {state}."
            )
        return _(
            "{party} would rather move to {target}; the others could answer with {answer}, but "
            "{unwilling} would gain nothing by its part in it, and {party} ranks whatever the "
            "others would gladly do above {state}."
        )

    def _deterred(
        self, state: int, party: int, concept: str, answers: list[tuple[int, _Answer]]
    ) -> Why:
        """Say what keeps a party from its improvements; the best of them is told in full."""
        target, answer = answers[0]
        rank = self.ranks[party]
        words = self._words(party, state, target=target, answer=answer.end)
        words["other"] = self.conflict.party_names[answer.path[0][0]]
        words["last"] = self.conflict.party_names[answer.path[-1][0]]
        words["middle"] = self.conflict.label(answer.path[0][2])
        below = "below" if rank[answer.end] > rank[state] else "level"
        steps: Literal["one", "two", "more"]
        steps = "one" if len(answer.path) == 1 else "two" if len(answer.path) == 2 else "more"
        table = _willing_answers() if BY_NAME[concept].gainful else _possible_answers()
        sentences = [table[steps, below].format(count=len(answer.path), **words)]
        if BY_NAME[concept].escape:
            text = _("From {answer} {party} then has no move to anything it ranks above {state}.")
            sentences.append(text.format(**words))
        if len(answers) > 1:
            sentences.append(self._other_targets(len(answers) - 1, words["party"]))
        moves, decisive = [], []
        for t, a in answers:
            moves += [(party, state, t), *a.path]
            decisive += [(party, state, t), (party, state, a.end)]
            decisive += a.path if BY_NAME[concept].gainful else []
        return Why(" ".join(sentences), True, self._named(moves), self.evidence(decisive))

    def _other_targets(self, count: int, party: str) -> str:
        text = n_(
            "The one other move that {party} would like to make is deterred as well.",
            "The {count} other moves that {party} would like to make are deterred as well.",
            count,
        )
        return text.format(count=count, party=party)

    def _others(self, party: int) -> str:
        """Name the other party, or the others where there are several."""
        others = [name for i, name in enumerate(self.conflict.party_names) if i != party]
        return others[0] if len(others) == 1 else _("the others")

    # --- what it rests on ---------------------------------------------------------------------

    def _named(self, moves: Iterable[tuple[int, int, int]]) -> tuple[Move, ...]:
        named = ((self.conflict.parties[p], a, b) for p, a, b in moves)
        return tuple(dict.fromkeys(named))

    def evidence(self, comparisons: Iterable[tuple[int, int, int]]) -> tuple[str, ...]:
        """Return the claims behind the statements that decide between pairs of states."""
        found: dict[str, None] = {}
        for party, one, other in comparisons:
            found |= dict.fromkeys(self._decisive(party, one, other))
        return tuple(found)

    def _decisive(self, party: int, one: int, other: int) -> tuple[str, ...]:
        """Return the claims behind what decides between two states, however the party ranks."""
        conflict = self.conflict
        truths = [self._truths(one), self._truths(other)]
        if conflict.orderings and conflict.orderings[party].ranks:
            bases = deciding(conflict.orderings[party], *truths)
            return tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))
        for statement in conflict.preferences[party] if conflict.preferences else ():
            here, there = (bool(statement.condition.evaluate(truth)) for truth in truths)
            if here != there:
                return statement.basis.evidence
        return ()

    def _truths(self, state: int) -> dict[str, np.bool_]:
        code = int(self.conflict.codes[state])
        return {o.id: np.bool_(code >> k & 1) for k, o in enumerate(self.conflict.options)}


def _possible_answers() -> dict[tuple[str, str], str]:
    """Answers that the others can give, by the number of moves and where the party ranks them."""
    return {
        ("one", "below"): _(
            "{party} would rather move to {target}, but {other} can answer with {answer}, which "
            "{party} ranks below {state}."
        ),
        ("one", "level"): _(
            "{party} would rather move to {target}, but {other} can answer with {answer}, which "
            "{party} ranks no higher than {state}."
        ),
        ("two", "below"): _(
            "{party} would rather move to {target}, but {other} can answer with {middle} and "
            "{last} then with {answer}, which {party} ranks below {state}."
        ),
        ("two", "level"): _(
            "{party} would rather move to {target}, but {other} can answer with {middle} and "
            "{last} then with {answer}, which {party} ranks no higher than {state}."
        ),
        ("more", "below"): _(
            "{party} would rather move to {target}, but the others can answer in {count} moves "
            "with {answer}, which {party} ranks below {state}."
        ),
        ("more", "level"): _(
            "{party} would rather move to {target}, but the others can answer in {count} moves "
            "with {answer}, which {party} ranks no higher than {state}."
        ),
    }


def _willing_answers() -> dict[tuple[str, str], str]:
    """Answers by which each mover gains, likewise."""
    return {
        ("one", "below"): _(
            "{party} would rather move to {target}, but {other} would then gladly move to "
            "{answer}, which {party} ranks below {state}."
        ),
        ("one", "level"): _(
            "{party} would rather move to {target}, but {other} would then gladly move to "
            "{answer}, which {party} ranks no higher than {state}."
        ),
        ("two", "below"): _(
            "{party} would rather move to {target}, but {other} would then gladly move to {middle} "
            "and {last} on to {answer}, which {party} ranks below {state}."
        ),
        ("two", "level"): _(
            "{party} would rather move to {target}, but {other} would then gladly move to {middle} "
            "and {last} on to {answer}, which {party} ranks no higher than {state}."
        ),
        ("more", "below"): _(
            "{party} would rather move to {target}, but the others would then gladly go on in "
            "{count} moves to {answer}, which {party} ranks below {state}."
        ),
        ("more", "level"): _(
            "{party} would rather move to {target}, but the others would then gladly go on in "
            "{count} moves to {answer}, which {party} ranks no higher than {state}."
        ),
    }
