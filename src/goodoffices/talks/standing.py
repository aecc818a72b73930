"""Whether what an act led to still stands, so that a retry may be answered as the act was.

A form that is sent twice (the answer was lost, the button pressed again) is done once and answered
twice. But where the same thing was changed in between, from another page or by another person, the
first answer is no longer true: who withdrew leave, gave it and sends the first page again would be
told *kept* while leave stays given. Each event lies in some matters and may unsettle others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from goodoffices.talks.nouns import TalksEvent, party_of

Matter = tuple[object, ...]
Laid = Mapping[tuple[str, int], tuple[int, str]]
"""For words laid before a party, by room and number: the message they are of, and for whom."""

_TEXT_IN_FORCE = {"agreement.opened", "agreement.signed", "agreement.recalled"}


def stands(events: Sequence[TalksEvent], written: Iterable[tuple[str, int]]) -> bool:
    """Tell whether nothing has since changed what some records brought about.

    Parameters
    ----------
    events
        all that the member may see, in order.
    written
        room and number of the records in question.
    """
    wanted = set(written)
    laid = {
        (e.room, e.seq): (e.data["message"], e.data["to"])
        for e in events
        if e.kind == "relay.worded"
    }
    matters: set[Matter] = set()
    for event in events:
        if (event.room, event.seq) in wanted:
            matters |= _lies_in(event, laid)
        elif matters & _unsettles(event):
            return False
    return True


def _lies_in(e: TalksEvent, laid: Laid) -> set[Matter]:
    """Return the matters in which an event's effect lies."""
    d = e.data
    if e.kind in ("relay.worded", "relay.answered"):
        at = laid.get((e.room, e.seq if e.kind == "relay.worded" else d["relay"]))
        return {("laid", e.room, *at)} if at else set()
    if e.kind == "notes.shared":
        return {("notes", d["member"])}
    if e.kind in _TEXT_IN_FORCE:
        return {("agreement",)}
    return _of_its_own(e)


def _of_its_own(e: TalksEvent) -> set[Matter]:
    """Return the matters that each newer event of a kind settles anew."""
    d = e.data
    if e.kind == "permitted":
        return {("leave", e.room, d["message"], to) for to in _parties(d["leave"])}
    if e.kind == "text.answered":
        return {("answer", e.room, d["hash"])}
    if e.kind == "worth.given":
        return {("worth", e.room)}
    if e.kind == "ballot.cast":
        return {("ballot", e.room, d["proposal"])}
    if e.kind in ("proposal.extended", "proposal.moved"):
        return {("time", d["proposal"])}
    if e.kind in ("head.called", "head.kept", "head.changed"):
        return {("head", d.get("party") or party_of(e.room))}
    return set()


def _unsettles(e: TalksEvent) -> set[Matter]:
    """Return the matters that an event changes."""
    found = _of_its_own(e)
    if e.kind == "permitted":
        found |= {("laid", e.room, e.data["message"], to) for to in _parties(e.data["leave"])}
    elif e.kind in ("agreement.opened", "agreement.withdrawn"):
        found |= {("agreement",)}
    elif e.kind == "member.renewed":
        found |= {("notes", e.data["member"])}
    return found


def _parties(leave: object) -> Iterable[str]:
    """Return the parties some leave is for; older talks had one leave for all."""
    return leave if isinstance(leave, Mapping) else ("*",)
