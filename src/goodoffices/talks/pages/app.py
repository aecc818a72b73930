"""Every route of the talks in one table: method, path, who may pass, and what is behind it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from goodoffices.talks.office import Office
from goodoffices.talks.pages import entrance, sure
from goodoffices.talks.pages import mediator as desk
from goodoffices.talks.pages import party as room
from goodoffices.talks.pages import shared as table
from goodoffices.talks.pages.guard import MEMBERS, Door, Gate
from goodoffices.talks.pages.limits import FILE
from goodoffices.talks.pages.visit import Hall
from goodoffices.talks.rules import STAMP

ANYONE = frozenset({"anyone"})
PARTY = frozenset({"party"})
MEDIATOR = frozenset({"mediator"})
SPEAKERS = frozenset({"party", "mediator"})

DOORS = (
    Door("GET", "/", ANYONE, entrance.front),
    Door("POST", "/enter", ANYONE, entrance.enter),
    Door("GET", "/invitation/{token}", ANYONE, entrance.invitation),
    Door("POST", "/invitation/{token}", ANYONE, entrance.take_up),
    Door("GET", "/static/{name}", ANYONE, entrance.static),
    Door("POST", "/leave", MEMBERS, entrance.leave),
    Door("POST", "/clock", MEMBERS, entrance.set_clock),
    Door("GET", "/sessions", MEMBERS, entrance.sessions),
    Door("POST", "/sessions/end", MEMBERS, entrance.end_session),
    Door("GET", "/log", MEMBERS, entrance.log),
    Door("GET", "/receipt/{room}/{seq}", MEMBERS, entrance.receipt),
    Door("GET", "/keys", MEMBERS, entrance.keys),
    Door("GET", "/check", MEMBERS, entrance.check_page),
    Door("POST", "/check", MEMBERS, entrance.check, file=True, limit=FILE),
    # the table
    Door("GET", "/table", MEMBERS, table.table),
    Door("POST", "/table/search", MEMBERS, table.table),
    Door("POST", "/table/messages", SPEAKERS, table.speak),
    Door("GET", "/text", MEMBERS, table.text),
    Door("GET", "/text/{draft}", MEMBERS, table.text),
    Door("GET", "/text/{draft}/changes", MEMBERS, table.compared),
    Door("GET", "/history", MEMBERS, table.history),
    Door("GET", "/proposals", MEMBERS, table.proposals),
    Door("GET", "/proposals/{proposal}", MEMBERS, table.proposal),
    Door("POST", "/sure", MEMBERS, sure.sure),
    Door("GET", "/agreement", MEMBERS, table.agreement),
    Door("GET", "/agreement/file", MEMBERS, table.agreement_file),
    # a party's own
    Door("GET", "/room", PARTY, room.room),
    Door("POST", "/room/search", PARTY, room.room),
    Door("POST", "/room/messages", PARTY, room.say),
    Door("POST", "/room/leave", PARTY, room.permit),
    Door("POST", "/room/relay", PARTY, room.answer_relay),
    Door("GET", "/notes", PARTY, room.notes),
    Door("POST", "/notes", PARTY, room.note),
    Door("POST", "/notes/search", PARTY, room.notes),
    Door("POST", "/notes/share", PARTY, room.share_notes),
    Door("POST", "/rules", PARTY, room.accept_rules),
    Door("POST", "/text/answers", PARTY, room.answer_clause),
    Door("POST", "/text/initials", PARTY, room.initial),
    Door("POST", "/proposals/{proposal}/answer", PARTY, room.vote),
    Door("POST", "/proposals/{proposal}/mine", PARTY, sure.mine),
    Door("GET", "/worth", PARTY, room.worth),
    Door("POST", "/worth", PARTY, room.give_worth),
    Door("POST", "/agreement/signature", PARTY, room.sign),
    Door("POST", "/agreement/release", PARTY, room.release),
    Door("POST", "/head/hand", PARTY, room.hand_over),
    Door("POST", "/head/keep", PARTY, room.keep_seat),
    # the mediator's
    Door("GET", "/desk", MEDIATOR, desk.desk, script=True),
    Door("GET", "/desk/stream", MEDIATOR, desk.stream),
    Door("POST", "/desk/notes", MEDIATOR, desk.note),
    Door("GET", "/desk/rooms/{party}", MEDIATOR, desk.room),
    Door("POST", "/desk/rooms/{party}/search", MEDIATOR, desk.room),
    Door("POST", "/desk/rooms/{party}/messages", MEDIATOR, desk.say),
    Door("POST", "/desk/rooms/{party}/words", MEDIATOR, desk.word),
    Door("POST", "/desk/rooms/{party}/relay", MEDIATOR, desk.send),
    Door("GET", "/desk/packages", MEDIATOR, desk.packages),
    Door("GET", "/desk/text", MEDIATOR, desk.pen),
    Door("POST", "/desk/text", MEDIATOR, desk.draft),
    Door("POST", "/desk/proposals", MEDIATOR, desk.propose),
    Door("POST", "/desk/proposals/{proposal}/time", MEDIATOR, desk.extend),
    Door("POST", "/desk/agreement", MEDIATOR, desk.lay_out),
    Door("POST", "/desk/agreement/recall", MEDIATOR, desk.recall),
    Door("POST", "/desk/head", MEDIATOR, desk.name_head),
    Door("POST", "/desk/head/seat", MEDIATOR, desk.seat_head),
    Door("GET", "/desk/members", MEDIATOR, desk.members),
    Door("POST", "/desk/members", MEDIATOR, desk.invite),
    Door("POST", "/desk/members/remove", MEDIATOR, desk.remove),
    Door("POST", "/desk/members/sessions", MEDIATOR, desk.end_sessions),
)
"""All doors there are. What is not here does not exist, and each says whose it is."""


def utc() -> str:
    """Return the time now, in UTC."""
    return datetime.now(UTC).strftime(STAMP)


def application(
    office: Office,
    *,
    hosts: frozenset[str] = frozenset(),
    clock: Callable[[], str] = utc,
    seconds: Callable[[], float] = time.monotonic,
    ends: str | None = None,
) -> Gate:
    """Return the talks as an ASGI application.

    Parameters
    ----------
    hosts
        the ``Host`` values that are answered; empty for any, as behind a proxy that checks.
    clock, seconds
        the time; tests give their own.
    ends
        when the round is over, shown on every member's page.
    """
    return Gate(Hall(office=office, clock=clock, seconds=seconds, ends=ends), DOORS, hosts=hosts)
