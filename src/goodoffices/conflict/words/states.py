"""States and ways between them in words."""

from __future__ import annotations

from collections.abc import Iterable

from goodoffices.base.i18n import _
from goodoffices.conflict.graph import GraphModel


def describe(conflict: GraphModel, state: int) -> str:
    """Say what a state is: its name, or what each party does in it."""
    deeds = conflict.deeds(state)
    if deeds:
        return "; ".join(deeds)
    return _("Nobody takes an option") if conflict.options else conflict.label(state)


def options_taken(options: Iterable[str]) -> str:
    """Name a state by the options that it takes."""
    return ", ".join(options) or _("no option")


def way(
    conflict: GraphModel,
    start: int,
    target: int,
    path: Iterable[tuple[str, int, int]] | None,
    *,
    gainful: bool,
) -> str:
    """Say how a state can be reached: each move, by whom; or that it cannot (None)."""
    ends = {"start": conflict.label(start), "target": conflict.label(target)}
    if path is None and gainful:
        text = _("{target} cannot be reached from {start} if everyone moves only to its gain.")
        return text.format(**ends)
    if path is None:
        return _("{target} cannot be reached from {start} at all.").format(**ends)
    line = _("{party} moves from {before} to {after}.")
    label, name = conflict.label, conflict.party_name
    steps = [line.format(party=name(p), before=label(a), after=label(b)) for p, a, b in path]
    return " ".join(steps) or _("{start} is where it stands.").format(**ends)
