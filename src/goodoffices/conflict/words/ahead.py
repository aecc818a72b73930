"""Why a party would stay or leave, looking so many moves ahead, in a sentence."""

from __future__ import annotations

from goodoffices.base.i18n import _, n_
from goodoffices.conflict.foreseen import ForesightReason
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.words.acts import called, capital
from goodoffices.conflict.words.names import told
from goodoffices.conflict.words.reasons import here


def foreseen(conflict: GraphModel, reason: ForesightReason) -> str:
    """Say what a party would do from a state, and what it thinks that this would come to."""
    if reason.target is None:
        text = _("{party} has no move of its own from {state}, so it stays.")
    elif reason.leaves and reason.target == reason.end:
        text = n_(
            "Looking {horizon} move ahead, {party} would move to {target} and stay there; it ranks "
            "that above {state}.",
            "Looking {horizon} moves ahead, {party} would move to {target}, and there things would "
            "end; it ranks that above {state}.",
            reason.horizon,
        )
    elif reason.leaves:
        text = _(
            "Looking {horizon} moves ahead, {party} would move to {target}; things would then end "
            "at {end}, which it ranks above {state}."
        )
    elif reason.forever:
        text = _(
            "However far it looks ahead, {party} ranks nothing that its moves would come to above "
            "{state}. Looking {horizon} ahead, what comes nearest is moving to {target}, and "
            "things would end at {end}."
        )
    else:
        text = n_(
            "Looking {horizon} move ahead, {party} ranks nothing that its moves would come to "
            "above {state}; what comes nearest is moving to {target}.",
            "Looking {horizon} moves ahead, {party} ranks nothing that its moves would come to "
            "above {state}; what comes nearest is moving to {target}, and things would end at "
            "{end}.",
            reason.horizon,
        )
    ends = {"target": reason.target, "end": reason.end}
    said = text.format(
        party=called(conflict.party_names[reason.party]),
        state=here(conflict, reason.state),
        horizon=reason.horizon,
        **{k: told(conflict, end, reason.state) for k, end in ends.items() if end is not None},
    )
    return capital(said)
