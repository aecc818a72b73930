"""What binds, or cannot be undone, is asked once more, with what follows from it.

The question does nothing: it repeats what was sent, and its button sends it to where it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.responses import Response

from goodoffices.talks.nouns import Member, notes_of, room_of
from goodoffices.talks.pages.shared import proposal
from goodoffices.talks.pages.visit import HallPage, Visit


class _Place(NamedTuple):
    """Where a thing is done, where one goes back to, and who may do it."""

    action: str
    back: str
    role: str
    of: str = ""
    """The field that names a member whom it is about, where it is about one."""


_PLACES = {
    "sign": _Place("/agreement/signature", "/agreement", "party"),
    "rules": _Place("/rules", "/proposals", "party"),
    "initial": _Place("/text/initials", "/text", "party"),
    "release": _Place("/agreement/release", "/agreement", "party"),
    "hand": _Place("/head/hand", "/notes", "party", "member"),
    "share": _Place("/notes/share", "/notes", "party", "member"),
    "propose": _Place("/desk/proposals", "/proposals", "mediator"),
    "lay_out": _Place("/desk/agreement", "/agreement", "mediator"),
    "recall": _Place("/desk/agreement/recall", "/agreement", "mediator"),
    "anew": _Place("/desk/members", "/desk/members", "mediator", "seat"),
    "remove": _Place("/desk/members/remove", "/desk/members", "mediator", "seat"),
    "log_out_other": _Place("/desk/members/sessions", "/desk/members", "mediator", "seat"),
    "call": _Place("/desk/head", "/desk/members", "mediator", "member"),
    "seat": _Place("/desk/head/seat", "/desk/members", "mediator"),
    "log_out": _Place("/leave", "/sessions", ""),
}
"""What is asked once more; without a role, anybody who is logged in may do it."""


async def sure(visit: Visit) -> Response:
    """Ask once more."""
    what = visit.form.get("what", "")
    known = _known(visit, what)
    if known is None:
        return visit.told("not found", 404)
    action, back, shown = known
    hidden = {k: v for k, v in visit.form.items() if k not in ("what", "key")}
    fields: dict[str, Any] = {"party": None, "what": what, "action": action, "back": back}
    fields |= {"hidden": hidden, "form": visit.form, **shown}
    if what != "ballot":
        return visit.page("sure.html", **fields)
    # as long for yes as for no
    asked = [
        visit.page("sure.html", **fields | {"form": other, "hidden": hidden | {"answer": answer}})
        for answer in ("0", "1")
        for other in ({**visit.form, "answer": answer},)
    ]
    return _of_one_length(asked, int(visit.form.get("answer") == "1"))


def _of_one_length(pages: list[Response], which: int) -> Response:
    """Return one of some pages, padded to the longest of them."""
    made = [page for page in pages if isinstance(page, HallPage)]
    writers = [page.write for page in made]

    def write() -> str:
        texts = [writer() for writer in writers]
        longest = max(len(text.encode()) for text in texts)
        return texts[which] + " " * (longest - len(texts[which].encode()))

    made[which].write = write
    return made[which]


def _known(visit: Visit, what: str) -> tuple[str, str, Mapping[str, Any]] | None:
    """Return where a thing is done, where one goes back to, and what the question shows."""
    form, state = visit.form, visit.state
    if what in ("ballot", "extend"):
        return _of_a_proposal(visit, what)
    if what == "pass_on" and visit.me.role == "mediator":
        party = form.get("party", "")
        passable = state.passable(party) if party in state.parties else ()
        ready = next((p for p in passable if str(p.relay) == form.get("relay")), None)
        if ready is None:
            return None
        back = f"/desk/rooms/{party}"
        return f"{back}/relay", back, {"party": party, "to": ready.to, "words": ready.words}
    place = _PLACES.get(what)
    laid = state.agreement is not None or what not in ("sign", "release", "recall")
    if place is None or place.role not in ("", visit.me.role) or not laid:
        return None
    shown: dict[str, Any] = {"closes": _whole(form.get("closes", ""))}
    if place.of:
        shown["member"] = _somebody(visit, what, state.members.get(form.get(place.of, "")))
    elif what == "seat":
        shown |= {"member": state.calls.get(form.get("party", "")), "party": form.get("party")}
    back = "/" if what == "log_out" and not form.get("where") else place.back
    return None if shown.get("member", True) is None else (place.action, back, shown)


def _of_a_proposal(visit: Visit, what: str) -> tuple[str, str, Mapping[str, Any]] | None:
    """Return the same of a party's answer to a proposal, or of more time for all of them."""
    form, number = visit.form, visit.form.get("proposal", "")
    found = visit.state.proposal(int(number)) if number.isascii() and number.isdigit() else None
    if found is None:
        return None
    back = f"/proposals/{found.number}"
    if what == "ballot" and visit.me.role == "party" and form.get("answer") in ("0", "1"):
        return f"{back}/answer", back, {"proposal": found}
    if what == "extend" and visit.me.role == "mediator" and form.get("closes"):
        shown = {"proposal": found, "closes": _whole(form["closes"])}
        return f"/desk{back}/time", back, shown
    return None


def _somebody(visit: Visit, what: str, member: Member | None) -> Member | None:
    """Return the member that a question is about, if that thing can be done with it at all."""
    if member is None:
        return None
    fits = {
        "hand": member.party == visit.me.party and member.id != visit.me.id,
        "share": member.party == visit.me.party and member.id != visit.me.id,
        "call": member.party is not None and not member.head,
        "remove": member.id != visit.me.id and not member.head,
    }
    return member if fits.get(what, True) else None


def _whole(closes: str) -> str:
    """Return the time of a form, which has no seconds, as the log writes times."""
    return f"{closes}:00Z" if len(closes) == len("2025-05-14T18:00") else closes


async def mine(visit: Visit) -> Response:
    """Show a delegation its own kept answer, because it asks; as long whatever it is."""
    party = visit.me.party or ""
    cast = [
        e.data["yes"]
        for e in visit.view().events(room_of(party), notes_of(party))
        if e.kind == "ballot.cast" and e.data.get("proposal") == visit.number("proposal")
    ]
    answers = (None, True, False)
    pages = [await proposal(visit, mine=answer) for answer in answers]
    if not all(isinstance(page, HallPage) for page in pages):
        return pages[0]
    return _of_one_length(pages, answers.index(bool(cast[-1]) if cast else None))
