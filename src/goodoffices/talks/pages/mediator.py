"""The mediator's desk: rooms side by side, relay, the pen of the text, proposals, members."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from starlette.responses import Response, StreamingResponse

from goodoffices.base.i18n import _
from goodoffices.talks.agenda import started
from goodoffices.talks.convening import token_text
from goodoffices.talks.leave import layable
from goodoffices.talks.nouns import DESK, Refusal, room_of
from goodoffices.talks.pages.limits import STREAMS
from goodoffices.talks.pages.listing import SHOWN
from goodoffices.talks.pages.visit import Visit, small_number
from goodoffices.talks.text import Clause
from goodoffices.talks.worth import negotiation_of

if TYPE_CHECKING:
    from goodoffices.packages.result import Packages, Solution

SPARE = 3
"""How many empty clauses the form of a new draft offers."""

LISTED = 20
"""How many packages of a kind are shown."""

HEARTBEAT = 25.0


OFFERED = 50
"""How many messages can be chosen from to be passed on, the newest."""

LATEST = 5
"""How many records of each room the desk shows."""


async def desk(visit: Visit) -> Response:
    """Show what awaits whom, room by room."""
    waits = await visit.settled()
    state, view = visit.state, visit.view()
    fresh = visit.hall.seen.fresh(visit.me, view, map(room_of, state.parties))
    rooms = {}
    for party in state.parties:
        name = room_of(party)
        messages = [m for m in state.messages if m.room == name]
        rooms[party] = {
            "messages": messages,
            "relays": [r for r in state.relays if r.room == name],
            "latest": [e for e in view.events(name) if e.kind in SHOWN][: -LATEST - 1 : -1],
            "said": {m.seq: m for m in messages if m.party},
            "fresh": fresh[name],
        }
    notes = [e for e in view.events(DESK) if e.kind == "message"]
    return visit.page("desk.html", rooms=rooms, notes=notes, waits=waits, mark=view.mark)


def _known(visit: Visit) -> str | None:
    party = visit.params["party"]
    return party if party in visit.state.parties else None


async def room(visit: Visit) -> Response:
    """Show one party's room from the mediator's side."""
    party = _known(visit)
    if party is None:
        return visit.told("not found", 404)
    name = room_of(party)
    state = visit.state
    said = {m.seq: m for m in state.messages if m.room == name and m.party}
    free = [(m, to) for m in said.values() for to in state.others(party) if layable(m, to)]
    ready = state.passable(party)
    shown: dict[str, Any] = {"said": said, "free": free[-OFFERED:], "ready": ready}
    return await visit.room_page("desk_room.html", name, party=party, **shown)


async def say(visit: Visit) -> Response:
    """Say something to one party alone."""
    party = _known(visit)
    if party is None:
        return visit.told("not found", 404)
    fields = {"text": visit.form.get("text"), "leave": "no"}
    return await visit.act("message", f"/desk/rooms/{party}", room=room_of(party), **fields)


async def word(visit: Visit) -> Response:
    """Lay before a party the words in which something is to be passed on."""
    party = _known(visit)
    if party is None:
        return visit.told("not found", 404)
    fields = {name: visit.form.get(name, "") for name in ("message", "to", "words")}
    # one choice names the message and the party it may go to
    number, _colon, to = fields["message"].partition(":")
    fields |= {"message": number, "to": to or fields["to"]}
    message = visit.state.message(room_of(party), small_number(number) or 0)
    if message is not None and message.level(fields["to"]) == "as is":
        fields["words"] = message.text
    return await visit.act("relay.word", f"/desk/rooms/{party}", party=party, **fields)


async def send(visit: Visit) -> Response:
    """Pass on words that the origin party has confirmed."""
    party = _known(visit)
    if party is None:
        return visit.told("not found", 404)
    then = f"/desk/rooms/{party}"
    return await visit.act("relay.send", then, party=party, relay=visit.form.get("relay"))


async def note(visit: Visit) -> Response:
    """Write a note for the mediator's team alone."""
    fields = {"text": visit.form.get("text"), "leave": "no"}
    return await visit.act("message", "/desk", room=DESK, **fields)


async def packages(visit: Visit) -> Response:
    """Show the packages that the parties' sealed worths make possible, to the mediator alone."""
    negotiation = negotiation_of(visit.state)
    from goodoffices.packages.result import packages as search

    if negotiation is None:
        return visit.page("packages.html", negotiation=None, found=None, named=())
    found = await visit.aside(lambda: search(negotiation))
    named = await visit.aside(lambda: solutions(found))
    names = negotiation.party_names
    order = sorted(range(len(names)), key=lambda n: names[n].casefold())
    shown: dict[str, Any] = {"found": found, "named": named, "order": order}
    return visit.page("packages.html", negotiation=negotiation, **shown)


def solutions(found: Packages) -> list[tuple[tuple[str, ...], Solution]]:
    """Return the packages worth a look, each once, with why; worked out off the main thread."""
    whys: dict[tuple[object, ...], tuple[list[str], Solution]] = {}
    for name, ties in (
        (_("Largest product of gains (Nash)"), found.nash),
        (_("Largest equal share of gains (Kalai–Smorodinsky)"), found.kalai_smorodinsky),
        (_("Better than today for all"), found.better_than_today),
        (_("Efficient, and above every walk-away"), found.pareto),
    ):
        for solution in ties[:LISTED]:
            known, _solution = whys.setdefault(tuple(solution.utilities), ([], solution))
            known += [name] if name not in known else []
    return [(tuple(known), solution) for known, solution in whys.values()]


async def pen(visit: Visit) -> Response:
    """Show the form of the next draft, filled with the latest one, or with the agenda at first."""
    state = visit.state
    clauses = state.draft.clauses if state.draft else started(state)
    if visit.alert:
        # what was not taken stands in the form again
        clauses = tuple(
            Clause(c["id"], c["heading"], c["wording"], c["status"]) for c in _clauses_sent(visit)
        )
    title = visit.form.get("title") or (state.draft.title if state.draft else state.title)
    return visit.page("desk_text.html", spare=SPARE, clauses=clauses, title=title)


async def draft(visit: Visit) -> Response:
    """Lay a new draft on the table."""
    clauses = _clauses_sent(visit)
    then = "/text"
    made = await visit.act("text.draft", then, title=visit.form.get("title"), clauses=clauses)
    if visit.anew is not None:
        visit.anew = "/desk/text"
    return made


def _clauses_sent(visit: Visit) -> list[dict[str, Any]]:
    """Return the clauses of a form as they were written, without those left empty."""
    form, state = visit.form, visit.state
    clauses: list[tuple[float, dict[str, Any]]] = []
    for number in range(200):
        if f"id.{number}" not in form:
            break
        wording = {
            language: form.get(f"wording.{number}.{language}", "") for language in state.languages
        }
        wording = {language: words for language, words in wording.items() if words.strip()}
        heading = form.get(f"heading.{number}", "")
        if not wording and not heading.strip():
            continue
        clause = {
            "id": form[f"id.{number}"],
            "heading": heading,
            "wording": wording,
            "status": form.get(f"status.{number}", "open"),
        }
        clauses.append((_place(form.get(f"place.{number}", ""), number + 1), clause))
    return [clause for _where, clause in sorted(clauses, key=itemgetter(0))]


def _place(given: str, stands: int) -> float:
    """Return where a clause shall stand, as 2.5 for between 2 and 3; if not said, as it stands."""
    if not re.fullmatch(r"[0-9]{1,3}([.,][0-9])?", given):
        return float(stands)
    return float(given.replace(",", "."))


def _closes(visit: Visit) -> str:
    """Take the time a form gives, which has no seconds and is meant in UTC."""
    given = visit.form.get("closes", "")
    return f"{given}:00Z" if len(given) == len("2025-05-14T18:00") else given


async def propose(visit: Visit) -> Response:
    """Make a proposal to all parties."""
    fields: dict[str, object] = {name: visit.form.get(name) for name in ("draft", "mode")}
    fields |= {"closes": _closes(visit), "annexes": _annexes_sent(visit)}
    return await visit.act("proposal.make", "/proposals", **fields)


async def extend(visit: Visit) -> Response:
    """Give the parties more time."""
    then = "/proposals"
    number = visit.params["proposal"]
    return await visit.act("proposal.extend", then, proposal=number, closes=_closes(visit))


async def lay_out(visit: Visit) -> Response:
    """Lay the agreement out for signature."""
    fields = {"draft": visit.form.get("draft"), "annexes": _annexes_sent(visit)}
    return await visit.act("agreement.open", "/agreement", **fields)


def _annexes_sent(visit: Visit) -> list[dict[str, str]]:
    """Return the annexes of a form, without those left empty."""
    form = visit.form
    return [
        {"heading": form.get(f"heading.{n}", ""), "text": form.get(f"text.{n}", "")}
        for n in range(20)
        if form.get(f"text.{n}", "").strip()
    ]


async def recall(visit: Visit) -> Response:
    """Take back the text that was laid out, or ask those who signed to let it be taken back."""
    return await visit.act("agreement.recall", "/agreement")


async def name_head(visit: Visit) -> Response:
    """Name another head of a delegation; the sitting one may keep the seat."""
    fields = {name: visit.form.get(name) for name in ("party", "member")}
    return await visit.act("head.call", "/desk/members", **fields)


async def seat_head(visit: Visit) -> Response:
    """Seat the head that was named, once the sitting one has let the time pass."""
    return await visit.act("head.seat", "/desk/members", party=visit.form.get("party"))


async def members(visit: Visit) -> Response:
    """Show everybody's seats, and invite."""
    return visit.page("members.html", link=None, seat=None)


async def invite(visit: Visit) -> Response:
    """Invite a new member, or one who lost the passphrase; show the link once."""
    form, key = visit.form, visit.form.get("key", "")[:64]
    if form.get("seat"):
        future = visit.office.renew(visit.own, form["seat"], visit.now, key=key)
    else:
        name, room_name = form.get("name", ""), form.get("room", "")
        future = visit.office.invite(visit.own, name, room_name, visit.now, key=key)
    made = await visit.kept(future)
    if isinstance(made, Refusal):
        return visit.refused(made)
    seat, token = made
    visit.hall.pulse.beat()
    link = f"{visit.request.url.scheme}://{visit.request.headers['host']}{visit.base}"
    shown = f"{link}/invitation/{token_text(token)}"
    return visit.shown_once("members.html", link=shown, seat=seat)


async def remove(visit: Visit) -> Response:
    """End a member's part in the talks."""
    future = visit.office.remove(visit.own, visit.form.get("seat", ""), visit.now)
    refusal = await visit.kept(future)
    if refusal is not None:
        return visit.refused(refusal)
    visit.hall.pulse.beat()
    return visit.go("/desk/members")


async def end_sessions(visit: Visit) -> Response:
    """Log a member out everywhere, as after a stolen telephone."""
    seat = visit.form.get("seat", "")
    if seat in visit.state.members:
        await visit.kept(visit.office.end(seat))
    return visit.go("/desk/members")


async def stream(visit: Visit) -> Response:
    """Tell the desk that there is something new, and nothing of what it is."""
    pulse, me = visit.hall.pulse, visit.me.id
    if pulse.streams.get(me, 0) >= STREAMS:
        return visit.busy()

    async def beats() -> AsyncIterator[bytes]:
        pulse.streams[me] = pulse.streams.get(me, 0) + 1
        try:
            mark, said = "", visit.hall.seconds()
            while not pulse.closed and visit.office.open(visit.own, visit.hall.clock()):
                new, now = visit.view().mark, visit.hall.seconds()
                if new != mark:
                    yield f"data: {new}\n\n".encode()
                elif now - said >= HEARTBEAT:
                    yield b": still here\n\n"
                # a beat that brought this desk nothing was another room's; nothing is told of it
                said = now if new != mark or now - said >= HEARTBEAT else said
                mark = new
                await pulse.wait(max(0.1, HEARTBEAT - (now - said)))
        finally:
            pulse.streams[me] -= 1

    return StreamingResponse(beats(), media_type="text/event-stream")
