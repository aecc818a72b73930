"""Why a party would stay by what it sees, and whom it expects to leave, in sentences.

What a party does is told by its own view of the conflict; where that has views of its own, by what
it ascribes to itself there, and so on to the innermost. An outcome that the view has is named as it
is named there.
"""

from __future__ import annotations

from typing import Any

from goodoffices.base.i18n import _
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.hypergame import Hypergame, hypergame
from goodoffices.conflict.outcomes import Why, outcomes
from goodoffices.conflict.words.acts import called, capital
from goodoffices.conflict.words.names import told


def perceived_why(seen: Hypergame, state: int, party: str, concept: str) -> Why:
    """Say why a party would stay in a state or leave it, in the conflict as it sees it.

    Parameters
    ----------
    seen
        what was decided.
    state
        counted from 0, of the conflict as it is.
    party, concept
        its id, and one of the concepts that were decided.

    Returns
    -------
    Why
        its moves are those of the view, states counted as there.
    """
    view, at = seen.views[party], int(seen.seen[party][state])
    why = _within(view, at, party, concept)
    if view is seen.conflict:
        return why
    look, name = told(view, at), told(seen.conflict, state)
    text = _("{party} sees it otherwise.") if look == name else _("{party} sees this as {look}.")
    said = capital(text.format(party=called(view.party_name(party)), look=look))
    return Why(f"{said} {why.text}", why.stable, why.moves, why.evidence)


def expected(seen: Hypergame, state: int, party: str, concept: str) -> str:
    """Say whether a party expects an outcome to hold, or who it thinks would leave, and why."""
    view, at = seen.views[party], int(seen.seen[party][state])
    stays = seen.decided[party][concept][:, at]
    me = called(view.party_name(party))
    if stays.all():
        return capital(_("{party} expects that it would hold.").format(party=me))
    leaving = [view.parties[i] for i, stay in enumerate(stays.tolist()) if not stay]
    others = [one for one in leaving if one != party]
    if not others:
        return capital(_("{party} expects that it would leave it itself.").format(party=me))
    text = _("{party} expects that {other} would leave it.")
    said = text.format(party=me, other=called(view.party_name(others[0])))
    return f"{capital(said)} {_within(view, at, others[0], concept).text}"


def perceived_rows(seen: Hypergame, state: int) -> list[dict[str, Any]]:
    """Return for each party and concept why it would stay, and what it expects, plain values."""
    rows = []
    for party in seen.conflict.parties:
        for concept in seen.decided[party]:
            why = perceived_why(seen, state, party, concept)
            row = {"party": party, "concept": concept, "stable": why.stable, "text": why.text}
            rows.append({**row, "expects": expected(seen, state, party, concept)})
    return rows


def _within(view: GraphModel, at: int, party: str, concept: str) -> Why:
    """Return why a party stays in a view or leaves, by what is ascribed to it there."""
    if party in view.views:
        return perceived_why(hypergame(view, concepts=[concept]), at, party, concept)
    return outcomes(view, [concept]).explain(at, party, concept)
