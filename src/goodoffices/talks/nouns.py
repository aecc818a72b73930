"""The nouns of the talks, frozen: members, rooms, events, refusals; and who may see what.

Every event lies in exactly one room, and :func:`visible` is the one predicate that says whose eyes
it is for. Pages, exports, streams and the rules themselves are given the filtered list, never the
log, so what a party sees can only depend on its own acts, acts addressed to it, and public ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Literal

from goodoffices.base.errors import GoodOfficesError
from goodoffices.base.findings import finding

Role = Literal["mediator", "party", "observer"]
Leave = Literal["no", "as is", "your words"]
Mode = Literal["mediator", "sealed"]

TABLE = "table"
"""The room of public acts: convening, drafts, proposals, results, agreement, plenary messages."""

DESK = "desk"
"""The mediator's own room: notes and working drafts."""


class TalksError(GoodOfficesError):
    """Something the talks cannot do: a log that does not verify, a store that cannot be made."""


class StorageError(TalksError):
    """The disk refused. Nothing more is written until a person has looked at it."""


def storage_error(key: str, **values: Any) -> StorageError:  # noqa: ANN401 - what the words name
    """Return a storage error that says what failed, and never what was being written."""
    return StorageError(finding(key, **values))


def room_of(party: str) -> str:
    """Return the name of a party's private room with the mediator."""
    return f"room:{party}"


def notes_of(party: str) -> str:
    """Return the name of a delegation's own notes, which the mediator has no key to."""
    return f"notes:{party}"


def party_of(room: str) -> str | None:
    """Return the party a private room or its notes belong to, or None for a shared room."""
    return room.partition(":")[2] or None


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the talks. ``head`` may bind the party: vote, initial, sign, accept rules."""

    id: str
    name: str
    role: Role
    party: str | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class TalksEvent:
    """What happened, in one room. ``seq`` counts from 1 within the room; ``at`` is UTC, ISO 8601.

    ``by`` is the member's id. ``data`` depends on ``kind``; see :mod:`goodoffices.talks.acts`.
    """

    room: str
    seq: int
    at: str
    by: str
    _: KW_ONLY
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event that is decided and not yet written: it has no number or time of its own."""

    room: str
    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a member wants to do."""

    kind: str
    by: Member
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act cannot be done; ``words.sentence`` says it to the person who tried."""

    why: str
    values: Mapping[str, object] = field(default_factory=dict)


def visible(event: TalksEvent | PendingEvent, viewer: Member) -> bool:
    """Tell whether a member may know of an event at all. There is no other such rule."""
    if event.room == TABLE:
        return True
    if viewer.role == "mediator":
        return event.room == DESK or event.room.startswith("room:")
    if viewer.role == "party" and viewer.party is not None:
        return event.room in (room_of(viewer.party), notes_of(viewer.party))
    return False


def rooms_for(viewer: Member, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the rooms a member holds the keys of."""
    every = [TABLE, DESK, *map(room_of, parties), *map(notes_of, parties)]
    return tuple(room for room in every if visible(PendingEvent(room, ""), viewer))
