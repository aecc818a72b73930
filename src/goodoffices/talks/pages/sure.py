"""What binds, or cannot be undone, is asked once more, with what follows from it.

The question does nothing: it repeats what was sent, and its button sends it to where it is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from goodoffices.talks.nouns import notes_of, room_of
from goodoffices.talks.pages.shared import proposal
from goodoffices.talks.pages.visit import HallPage, Visit

_PLACES = {
    "sign": ("/agreement/signature", "/agreement"),
    "rules": ("/rules", "/proposals"),
    "initial": ("/text/initials", "/text"),
    "propose": ("/desk/proposals", "/proposals"),
    "lay_out": ("/desk/agreement", "/agreement"),
    "anew": ("/desk/members", "/desk/members"),
}
"""Where each thing is done, and where one goes back to."""


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
    if what == "ballot":
        number = form.get("proposal", "")
        found = state.proposal(int(number)) if number.isascii() and number.isdigit() else None
        if found is None or form.get("answer") not in ("0", "1"):
            return None
        back = f"/proposals/{found.number}"
        return f"{back}/answer", back, {"proposal": found}
    if what == "pass_on":
        party = form.get("party", "")
        passable = state.passable(party) if party in state.parties else ()
        ready = next((p for p in passable if str(p.relay) == form.get("relay")), None)
        if ready is None:
            return None
        back = f"/desk/rooms/{party}"
        return f"{back}/relay", back, {"party": party, "to": ready.to, "words": ready.words}
    if what not in _PLACES or (what == "sign" and state.agreement is None):
        return None
    shown: dict[str, Any] = {"closes": _whole(form.get("closes", ""))}
    if what == "anew":
        member = state.members.get(form.get("seat", ""))
        if member is None:
            return None
        shown["member"] = member
    return (*_PLACES[what], shown)


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
