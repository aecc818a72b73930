"""What a change does: which outcomes hold no longer, which still, and which from now on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goodoffices.conflict.outcomes import Outcomes
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title

SENSE = "SEQ"
"""The sense in which the desk tells what a change does: people who look one answer ahead."""


NAMED = 8
"""How many outcomes of each kind are named; of more it is told how many."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: names of the outcomes that hold no longer, still, and from now on.

    ``counts`` says how many there are of each: the names are those of the first.
    """

    gone: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    counts: tuple[int, int, int] = (0, 0, 0)


def effect(before: Outcomes, after: Outcomes) -> Effect:
    """Compare what holds before and after a change.

    An outcome is the same where the same options are taken; one that was not there, or is not any
    more, counts as not taken.
    """
    options = tuple(dict.fromkeys(o.id for one in (before, after) for o in one.conflict.options))
    held, holds = _taken(before, options), _taken(after, options)
    gone = np.flatnonzero(~np.isin(held, holds))
    same = np.isin(holds, held)
    still, new = np.flatnonzero(same), np.flatnonzero(~same)
    return Effect(
        _named(before, gone),
        _named(after, still),
        _named(after, new),
        (gone.size, still.size, new.size),
    )


def _taken(found: Outcomes, options: Sequence[str]) -> NDArray[np.int64]:
    """Return what is taken in each outcome that holds, as bits in the order of some options."""
    codes = np.asarray(found.conflict.codes)[found.equilibria[SENSE]].astype(np.int64)
    taken = np.zeros(len(codes), np.int64)
    for own, option in enumerate(found.conflict.options):
        taken |= (codes >> own & 1) << options.index(option.id)
    return taken


def _named(found: Outcomes, places: NDArray[np.intp]) -> tuple[str, ...]:
    states = np.flatnonzero(found.equilibria[SENSE])
    return tuple(capital(title(found.conflict, int(states[k]))) for k in places[:NAMED])
