"""Why a party would stay where others may move at the same moment (SIM), in a sentence."""

from __future__ import annotations

from goodoffices.base.i18n import _, n_
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.simultaneous import AtOnceReason
from goodoffices.conflict.words.acts import called, capital
from goodoffices.conflict.words.names import told
from goodoffices.conflict.words.reasons import here


def at_once(conflict: GraphModel, reason: AtOnceReason) -> str:
    """Say what becomes of a party's improvements if another makes one at the same moment."""
    if reason.target is None:
        text = _("{party} has no move to anything that it ranks above {state}, so it stays.")
    elif reason.alone:
        text = _(
            "{party} would rather move to {target}, and nobody else would like to move from "
            "{state}, so that nothing goes wrong."
        )
    elif reason.end is None:
        text = _(
            "{party} would rather move to {target}, and whatever another would like to do at the "
            "same moment, the two together do not lead to anything that {party} ranks no higher "
            "than {state}."
        )
    elif reason.harms:
        text = _(
            "{party} would rather move to {target}, but if {other} moves to {theirs} at the same "
            "moment, both end at {end}, which {party} ranks below {state}."
        )
    else:
        text = _(
            "{party} would rather move to {target}, but if {other} moves to {theirs} at the same "
            "moment, both end at {end}, which {party} ranks no higher than {state}."
        )
    names = list(map(called, conflict.party_names))
    ends = {"target": reason.target, "theirs": reason.theirs, "end": reason.end}
    places = {
        "party": names[reason.party],
        "other": "" if reason.other is None else names[reason.other],
        "state": here(conflict, reason.state),
        **{k: told(conflict, end, reason.state) for k, end in ends.items() if end is not None},
    }
    sentences = [text.format(**places)]
    if reason.end is not None and reason.others:
        text = n_(
            "The one other move that {party} would like to make goes wrong like that as well.",
            "The {count} other moves that {party} would like to make go wrong like that as well.",
            reason.others,
        )
        sentences.append(text.format(party=places["party"], count=reason.others))
    return " ".join(map(capital, sentences))
