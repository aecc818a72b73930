"""Why a state is or is not stable for a party of which some preferences are unknown, in words.

Under which of the four attitudes to what is not known the party would stay, and one move that
decides it: the one it would make under an attitude under which it leaves, or the one that is
deterred under those under which it stays. Whether a state is preferred or only might be is said.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from goodoffices.base.i18n import _
from goodoffices.conflict.dense import Fears
from goodoffices.conflict.explain import Explainer, Why
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.unknowns import EXTENSIONS, Unsure

BOLDEST_FIRST = ("a", "c", "b", "d")
"""Attitudes, the most easily tempted first."""


class UnsureExplainer:
    """Explains the cells of the stability table of a conflict with unknown preferences."""

    def __init__(self, conflict: GraphModel) -> None:
        self.conflict = conflict

    @cached_property
    def _view(self) -> Unsure:
        conflict = self.conflict
        return Unsure(conflict.movement, conflict.ranks, conflict.unknown, conflict.codes)

    @cached_property
    def _plain(self) -> Explainer:
        return Explainer(self.conflict)

    def why(self, state: int, party: int, concept: str, letters: str) -> Why:
        """Explain one cell; ``letters`` are the attitudes under which the party would stay."""
        leaving = [a for a in BOLDEST_FIRST if a not in letters]
        stable = not leaving
        attitude = "a" if stable else leaving[0]
        weighed = self._view.fears(party, concept, attitude)
        target, answer = self._decisive(state, weighed)
        sentences = [self._verdict(state, party, letters)]
        moves, compared = [], []
        if target is None:
            sentences.append(self._nothing_wanted(party))
        else:
            moves.append((self.conflict.parties[party], state, target))
            sentences.append(self._move(state, party, (target, answer)))
            compared = [(party, state, s) for s in (target, answer) if s is not None]
        evidence = self._plain.evidence(compared)
        return Why(" ".join(sentences), stable, tuple(moves), evidence)

    def _decisive(self, state: int, weighed: Fears) -> tuple[int | None, int | None]:
        """Return a wished move that nothing deters, else one that is deterred, with the answer."""
        harm = weighed.harm[state].copy()
        if weighed.own is not None:
            harm &= ~weighed.own[:, ~harm].any(axis=1)
        found: tuple[int | None, int | None] = (None, None)
        for target in np.flatnonzero(weighed.incentive[state]).tolist():
            feared = np.flatnonzero(weighed.answers[target] & harm)
            if not feared.size:
                return target, None
            if found[0] is None:
                found = target, int(feared[0])
        return found

    def _sure(self, party: int) -> bool:
        return not len(self.conflict.unknown[party])

    def _nothing_wanted(self, party: int) -> str:
        if self._sure(party):
            return _("None of its moves leads to anything that it prefers.")
        return _("None of its moves leads to anything that it prefers or might prefer.")

    def _verdict(self, state: int, party: int, letters: str) -> str:
        words = {"party": self.conflict.party_names[party], "state": self.conflict.label(state)}
        if len(letters) == len(EXTENSIONS) and self._sure(party):
            return _("{party} would stay in {state}.").format(**words)
        if not letters and self._sure(party):
            return _("{party} would leave {state}.").format(**words)
        if len(letters) == len(EXTENSIONS):
            text = _("Whatever its attitude to what is not known, {party} would stay in {state}.")
        elif not letters:
            text = _("Whatever its attitude to what is not known, {party} would leave {state}.")
        else:
            text = _(
                "{party} would stay in {state} with attitude {letters} to what is not known, and "
                "leave it with attitude {others}."
            )
        others = [a for a in EXTENSIONS if a not in letters]
        return text.format(
            **words,
            letters=_(" or ").join(letters),
            others=_(" or ").join(others),
        )

    def _move(self, state: int, party: int, move: tuple[int, int | None]) -> str:
        """Say which move decides, how it compares, and what deters it."""
        target, answer = move
        unknown = bool(self._view.unknown[party][state, target])
        words = {
            "state": self.conflict.label(state),
            "target": self.conflict.label(target),
            "answer": "" if answer is None else self.conflict.label(answer),
        }
        if answer is None:
            text = (
                _("It might prefer {target}, which is unknown, and nothing deters it.")
                if unknown
                else _("It would rather move to {target}, and nothing deters it.")
            )
            return text.format(**words)
        unsure = bool(self._view.unknown[party][state, answer])
        if unsure:
            text = _(
                "It might rather move to {target}, but is deterred by {answer}, of which it is "
                "unknown whether it prefers it to {state}."
            )
        else:
            text = _(
                "It might rather move to {target}, but is deterred by {answer}, which it does not "
                "prefer to {state}."
            )
        return text.format(**words)
