"""What a change does: which outcomes hold no longer, which still, and which from now on.

One comparison for an edit, told in one sense so that it is told at once, and for a look at another
preference, told in all senses. An outcome is the same where the same options are taken; an option
that was not there, or is not any more, counts as not taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title

SENSE = "SEQ"
"""The sense in which the desk tells what an edit does: people who look one answer ahead."""

NAMED = 50
"""How many outcomes of each kind are named; of more it is told how many."""


@dataclass(frozen=True, slots=True)
class ChangedOutcome:
    """An outcome that holds before or after: label, name, and the senses before and after."""

    label: str
    name: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: the outcomes that hold no longer, still, and from now on.

    Each of the three has the first outcomes, ``counts`` how many there are; of those that still
    hold, the ones whose senses changed come first. ``changed`` counts all whose senses changed.
    """

    gone: tuple[ChangedOutcome, ...] = ()
    still: tuple[ChangedOutcome, ...] = ()
    new: tuple[ChangedOutcome, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)
    changed: int = 0


def effect(before: Outcomes, after: Outcomes) -> Effect:
    """Compare what holds before and after a change, in each sense that both decided."""
    senses = tuple(c for c in before.equilibria if c in after.equilibria)
    options = tuple(dict.fromkeys(o.id for one in (before, after) for o in one.conflict.options))
    one, other = (_Held(found, senses, options) for found in (before, after))
    now, was = one.senses_in(other), other.senses_in(one)
    kept = now > 0
    order = np.flatnonzero(kept)
    order = order[np.argsort(one.held[order] == now[order], kind="stable")]
    gone, new = np.flatnonzero(~kept), np.flatnonzero(was == 0)
    moved = int(np.count_nonzero(one.held[kept] != now[kept]))
    return Effect(
        tuple(one.outcome(at, int(one.held[at]), 0) for at in gone[:NAMED]),
        tuple(one.outcome(at, int(one.held[at]), int(now[at])) for at in order[:NAMED]),
        tuple(other.outcome(at, 0, int(other.held[at])) for at in new[:NAMED]),
        (gone.size, order.size, new.size),
        gone.size + new.size + moved,
    )


class _Held:
    """The outcomes that hold in some sense: what is taken in each, and the senses, as bits."""

    def __init__(self, found: Outcomes, senses: Sequence[str], options: Sequence[str]) -> None:
        self.conflict, self.senses = found.conflict, senses
        cells = [np.asarray(found.equilibria[sense]) for sense in senses]
        self.states = np.flatnonzero(np.any(cells, axis=0)) if cells else np.zeros(0, np.intp)
        held = np.zeros(self.states.size, np.int64)
        for bit, cell in enumerate(cells):
            held |= cell[self.states].astype(np.int64) << bit
        self.held: NDArray[np.int64] = held
        codes = np.asarray(found.conflict.codes)[self.states].astype(np.int64)
        taken = np.zeros(self.states.size, np.int64)
        for own, option in enumerate(found.conflict.options):
            taken |= (codes >> own & 1) << options.index(option.id)
        self.taken: NDArray[np.int64] = taken

    def senses_in(self, other: _Held) -> NDArray[np.int64]:
        """Return in which senses each of these outcomes holds in another conflict; 0 for none."""
        found = np.zeros(self.states.size, np.int64)
        order = np.argsort(other.taken)
        places = np.searchsorted(other.taken, self.taken, sorter=order)
        inside = places < order.size
        at = order[places[inside]]
        same = other.taken[at] == self.taken[inside]
        found[np.flatnonzero(inside)[same]] = other.held[at[same]]
        return found

    def outcome(self, at: int, was: int, now: int) -> ChangedOutcome:
        """Return one of them in words."""
        state = int(self.states[at])

        def names(bits: int) -> tuple[str, ...]:
            return tuple(sense for bit, sense in enumerate(self.senses) if bits >> bit & 1)

        name = capital(title(self.conflict, state))
        return ChangedOutcome(self.conflict.label(state), name, names(was), names(now))
