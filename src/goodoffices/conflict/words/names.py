"""Outcomes by name: what people called them, else what is otherwise in them, and who does it.

An outcome without a name is told by its difference from today (*as today, but Iran would limit its
programme*), or, where that is long, from an outcome that people named and that is nearer. Within a
sentence about one outcome, others are told by their difference from it (*as here, but …*).
"""

from __future__ import annotations

from collections.abc import Sequence

from goodoffices.base.i18n import _, comma
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.words.acts import acts, deeds

SHORT = 2
"""Differences from today up to which nothing nearer is looked for."""


def title(conflict: GraphModel, state: int, here: int | None = None) -> str:
    """Name an outcome for a heading, a list or a table.

    Parameters
    ----------
    here
        the outcome that is spoken of, from which the difference is told; today's where left out.

    Returns
    -------
    str
        its name; else its difference; of a conflict without options its label.
    """
    if state in conflict.names:
        return conflict.names[state]
    if not conflict.options or conflict.in_graph_form:
        return conflict.label(state)
    if here is not None:
        return _("as here, but {what}").format(what=difference(conflict, state, here))
    today = conflict.status_quo
    if state == today:
        return _("as today")
    if today is None:
        return in_full(conflict, state)
    return _nearest(conflict, state, today)


def titles(conflict: GraphModel, states: Sequence[int]) -> list[str]:
    """Name outcomes that are listed one below the other.

    One without a name that is long to tell from today is told by its difference from the one
    before it, where that is nearer (*as the one before, but Iran would resume talks*).
    """
    found: list[str] = []
    before: int | None = None
    for state in states:
        name = title(conflict, state)
        if before is not None and _nearer(conflict, state, before):
            what = difference(conflict, state, before)
            name = _("as the one before, but {what}").format(what=what)
        found.append(name)
        before = state
    return found


def _nearer(conflict: GraphModel, state: int, before: int) -> bool:
    """Tell whether the outcome before is nearer to an unnamed one than today's or a named one."""
    today, plain = conflict.status_quo, conflict.options and not conflict.in_graph_form
    if today is None or state == today or state in conflict.names or not plain:
        return False
    nearest = min(_apart(conflict, state, base) for base in (today, *conflict.names))
    return _apart(conflict, state, before) < nearest and _apart(conflict, state, today) > SHORT


def told(conflict: GraphModel, state: int, here: int | None = None) -> str:
    """Name an outcome within a sentence: in quotation marks, but a label as it is."""
    name = title(conflict, state, here)
    return name if name == conflict.label(state) else _("“{name}”").format(name=name)


def _nearest(conflict: GraphModel, state: int, today: int) -> str:
    """Tell an outcome by its difference from today, or from a named one that is much nearer."""
    apart = {base: _apart(conflict, state, base) for base in (today, *conflict.names)}
    base = min(apart, key=lambda one: (apart[one], one != today))
    if apart[today] <= SHORT or apart[base] > apart[today] - 2:
        base = today
    what = difference(conflict, state, base)
    if base == today:
        return _("as today, but {what}").format(what=what)
    return _("as {name}, but {what}").format(name=conflict.names[base], what=what)


def _apart(conflict: GraphModel, state: int, base: int) -> int:
    return _differs(conflict, state, base).bit_count()


def _differs(conflict: GraphModel, state: int, base: int) -> int:
    """Return the options in which two outcomes differ, as bits; none that either leaves open."""
    differs = int(conflict.codes[state]) ^ int(conflict.codes[base])
    if conflict.unsaid is not None:
        differs &= ~(int(conflict.unsaid[state]) | int(conflict.unsaid[base]))
    return differs


def difference(conflict: GraphModel, state: int, base: int) -> str:
    """Say what is otherwise in an outcome than in another, party by party."""
    differs = _differs(conflict, state, base)
    return _by_party(conflict, int(conflict.codes[state]), differs) or in_full(conflict, state)


def step(conflict: GraphModel, party: str, state: int, base: int) -> str:
    """Say a party's move from one outcome to another as its act: *limit the programme*."""
    differs, code = _differs(conflict, state, base), int(conflict.codes[state])
    taken, left = _own(conflict, party, code, differs)
    said = acts(taken, left, before=True)
    if not said:
        return _("move to {state}").format(state=told(conflict, state))
    if state in conflict.names:
        return _("{acts} (“{name}”)").format(acts=said, name=conflict.names[state])
    return said


def in_full(conflict: GraphModel, state: int) -> str:
    """Say all that is done in an outcome, and by whom."""
    taken = int(conflict.codes[state])
    if conflict.unsaid is not None:
        taken &= ~int(conflict.unsaid[state])
    return _by_party(conflict, taken, taken) or _("nobody takes an option")


def _by_party(conflict: GraphModel, code: int, which: int) -> str:
    """Say of some options, given as bits, who takes them and who does not in a state's code."""
    said = []
    for party, name in zip(conflict.parties, conflict.party_names, strict=True):
        taken, left = _own(conflict, party, code, which)
        if taken or left:
            said.append(deeds(name, taken, left, before=True))
    return comma("; ").join(said)


def _own(conflict: GraphModel, party: str, code: int, which: int) -> tuple[list[str], list[str]]:
    """Return the texts of a party's options among some, those taken in a code and those not."""
    own = [
        (k, o.text) for k, o in enumerate(conflict.options) if o.party == party and which >> k & 1
    ]
    taken, left = (
        [text for k, text in own if bool(code >> k & 1) is kind] for kind in (True, False)
    )
    return taken, left
