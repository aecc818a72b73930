"""A party's own pages: its room with the mediator, its notes, its answers, its worth."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from goodoffices.talks.nouns import Refusal, notes_of, room_of
from goodoffices.talks.pages.limits import plain_fields
from goodoffices.talks.pages.visit import Visit
from goodoffices.talks.state import notable


def _party(visit: Visit) -> str:
    assert visit.me.party is not None  # noqa: S101 - only parties pass these doors
    return visit.me.party


async def room(visit: Visit) -> Response:
    """Show the party's room: what was said, what waits for a word of theirs."""
    await visit.settled()
    name = room_of(_party(visit))
    state = visit.state
    said = {m.seq: m for m in state.messages if m.room == name and m.party}
    shown = {
        "waiting": notable(state, _party(visit)),
        "said": said,
        "passable": state.passable(_party(visit)),
        "changing": said.get(visit.number("change") or 0),
    }
    return await visit.room_page("room.html", name, **shown)


async def say(visit: Visit) -> Response:
    """Say something to the mediator."""
    leave: object = plain_fields(visit.form, "leave.") or visit.form.get("leave", "no")
    if isinstance(leave, str) and _for_nobody(visit, leave):
        return visit.refused(Refusal("leave_for_whom"), "/room")
    fields = {"text": visit.form.get("text"), "leave": leave}
    return await visit.act("message", "/room", room=room_of(_party(visit)), **fields)


def _for_nobody(visit: Visit, level: str) -> bool:
    """Tell whether a form gives leave without saying for which of several parties."""
    return level not in ("", "0", "no") and len(visit.state.others(_party(visit))) > 1


async def permit(visit: Visit) -> Response:
    """Change whether a message may be passed on."""
    # one choice names the message and, where there are several, the party it is for
    number, _colon, to = visit.form.get("message", "").partition(":")
    to = to or visit.form.get("to", "")
    if not to and _for_nobody(visit, visit.form.get("leave", "")):
        return visit.refused(Refusal("leave_for_whom"), "/room")
    fields = {"message": number, "to": to, "leave": visit.form.get("leave")}
    return await visit.act("permit", "/room", **fields)


async def answer_relay(visit: Visit) -> Response:
    """Say yes or no to the words in which something is to be passed on."""
    fields = {"relay": visit.form.get("relay"), "answer": visit.form.get("answer")}
    return await visit.act("relay.answer", "/room", **fields)


async def notes(visit: Visit) -> Response:
    """Show the delegation's own notes."""
    name = notes_of(_party(visit))
    held = name in visit.own.ring
    fellows = [
        m for m in visit.state.members.values() if m.party == _party(visit) and m.id != visit.me.id
    ]
    anew = any(e.kind == "notes.begun" for e in visit.view().events(name))
    return await visit.room_page("notes.html", name, held=held, fellows=fellows, anew=anew)


async def note(visit: Visit) -> Response:
    """Write a note for the delegation alone."""
    if notes_of(_party(visit)) not in visit.own.ring:
        return visit.told("not found", 404)
    fields = {"text": visit.form.get("text"), "leave": "no"}
    return await visit.act("message", "/notes", room=notes_of(_party(visit)), **fields)


async def share_notes(visit: Visit) -> Response:
    """Give a fellow delegate the key of the notes."""
    if notes_of(_party(visit)) not in visit.own.ring:
        return visit.told("not found", 404)
    return await visit.act("notes.share", "/notes", member=visit.form.get("member"))


async def accept_rules(visit: Visit) -> Response:
    """Accept the rules of the ballot."""
    return await visit.act("rules.accept", "/proposals")


async def answer_clause(visit: Visit) -> Response:
    """Answer a clause of the latest draft."""
    names = ("draft", "clause", "answer", "words")
    fields = {name: visit.form.get(name, "") for name in names}
    return await visit.act("text.answer", "/text", **fields)


async def initial(visit: Visit) -> Response:
    """Put the party's initials to an agreed clause."""
    fields = {"draft": visit.form.get("draft"), "clause": visit.form.get("clause")}
    return await visit.act("text.initial", "/text", **fields)


async def vote(visit: Visit) -> Response:
    """Answer the mediator's proposal; the page that follows is the same for yes and no."""
    fields = {"proposal": visit.params["proposal"], "answer": visit.form.get("answer")}
    return await visit.act("ballot.cast", f"/proposals/{fields['proposal']}", **fields)


async def worth(visit: Visit) -> Response:
    """Show what the party has told the mediator of its worth, and the form for it."""
    # what was not taken stands in the form again
    given = _worth_sent(visit) if visit.alert else visit.state.worths.get(_party(visit))
    return visit.page("worth.html", given=given)


async def give_worth(visit: Visit) -> Response:
    """Tell the mediator what each issue and value is worth to the party."""
    return await visit.act("worth.give", "/worth", **_worth_sent(visit))


def _worth_sent(visit: Visit) -> dict[str, Any]:
    """Return what a form says of the party's worth, as it was typed."""
    issues = {}
    for number, issue in enumerate(visit.state.issues):
        points = plain_fields(visit.form, f"value.{number}.")
        values = [value["id"] for value in issue["values"]]
        never = plain_fields(visit.form, f"never.{number}.")
        issues[issue["id"]] = {
            "weight": visit.form.get(f"weight.{number}", "").strip(),
            "values": {
                value: points.get(str(place), "").strip() for place, value in enumerate(values)
            },
            "never": [value for place, value in enumerate(values) if str(place) in never],
        }
    return {
        "issues": issues,
        "walk_away": visit.form.get("walk_away", "").strip(),
        "red_lines": visit.form.get("red_lines", ""),
    }


async def sign(visit: Visit) -> Response:
    """Sign the agreement for the party."""
    # the hash of what stood on the page: nobody signs a text that was laid out since
    return await visit.act("agreement.sign", "/agreement", hash=visit.form.get("hash", ""))


async def release(visit: Visit) -> Response:
    """Agree that a text the party has signed is taken back."""
    return await visit.act("agreement.release", "/agreement")


async def hand_over(visit: Visit) -> Response:
    """Hand the head of the delegation over to a fellow delegate."""
    return await visit.act("head.hand", "/notes", member=visit.form.get("member"))


async def keep_seat(visit: Visit) -> Response:
    """Keep the seat, where the mediator has named another head."""
    return await visit.act("head.keep", "/room")
