"""States and ways between them in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodoffices.base.i18n import _, comma
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.words.acts import called, capital, listed
from goodoffices.conflict.words.names import difference, in_full, told


def describe(conflict: GraphModel, state: int) -> str:
    """Say what a state is: its name, or what each party does in it."""
    if state in conflict.names:
        return conflict.names[state]
    if conflict.in_graph_form:
        return conflict.label(state)
    return capital(in_full(conflict, state))


def labelled(conflict: GraphModel, state: int) -> str:
    """Return a state's label, with the name people gave it in brackets."""
    label = conflict.label(state)
    return f"{label} ({conflict.names[state]})" if state in conflict.names else label


def options_taken(options: Iterable[str]) -> str:
    """Name a state by the options that it takes."""
    return comma().join(options) or _("no option")


def way(
    conflict: GraphModel,
    start: int,
    target: int,
    path: Iterable[tuple[str | Sequence[str], int, int]] | None,
    *,
    gainful: bool,
) -> str:
    """Say how a state can be reached: each move, by whom; or that it cannot (None)."""
    ends = {"start": told(conflict, start), "target": told(conflict, target)}
    if path is None and gainful:
        text = _("{target} cannot be reached from {start} if everyone moves only to its gain.")
        return capital(text.format(**ends))
    if path is None:
        return capital(_("{target} cannot be reached from {start} at all.").format(**ends))
    steps = [_step(conflict, *one) for one in path]
    return " ".join(steps) or capital(_("{start} is where it stands.").format(**ends))


def mover_names(conflict: GraphModel, mover: Sequence[str]) -> str:
    """Name who moves together, as in a table: ``Ministry + Uniroyal``."""
    return " + ".join(map(conflict.party_name, mover))


def _step(conflict: GraphModel, party: str | Sequence[str], before: int, after: int) -> str:
    """Say one move: what its movers do, and where that leads if it has a name."""
    movers = [party] if isinstance(party, str) else list(party)
    if conflict.in_graph_form:
        alone = _("{party} moves from {before} to {after}.")
        text = _("{party} move together from {before} to {after}.") if movers[1:] else alone
        ends = {"before": conflict.label(before), "after": conflict.label(after)}
        names = listed([called(conflict.party_name(one)) for one in movers])
        return text.format(party=capital(names), **ends)
    act = capital(difference(conflict, after, before))
    if after not in conflict.names:
        return _("{act}.").format(act=act)
    return _("{act}: “{after}”.").format(act=act, after=conflict.names[after])
