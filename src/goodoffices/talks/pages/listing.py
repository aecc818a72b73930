"""A room's records as a page lists them: newest first, a page at a time, searched, new ones marked.

What a member has seen is remembered while the server runs, in memory only: the disk is not told who
reads when. After a restart everything since the member's own last act counts as new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from goodoffices.talks.nouns import TABLE, Member, TalksEvent
from goodoffices.talks.views import MemberView

SHOWN = frozenset(
    {
        "message",
        "permitted",
        "relay.worded",
        "relay.answered",
        "relay.sent",
        "relay.received",
        "member.added",
        "member.renewed",
        "member.removed",
        "notes.shared",
        "text.answered",
        "worth.given",
        "head.called",
        "head.kept",
    }
)
"""The events a room's page tells of. Ballots are not among them: a page must look the same for
yes, no and nothing."""

A_PAGE = 25
"""How many records stand on a page."""

_LOOKED_AT = 2_000
"""How far back new records are counted."""


@dataclass(frozen=True, slots=True)
class ListedRooms:
    """A page of records; ``older`` is where the next one begins, ``left`` how many come there."""

    events: Sequence[TalksEvent]
    asked: str = ""
    found: int = 0
    older: int = 0
    left: int = 0
    paged: bool = False


def listable(view: MemberView, room: str) -> Sequence[TalksEvent]:
    """Return what a room's page tells of, in order; picked once for each view."""
    known = view.made.get(room)
    if known is None:
        known = [e for e in view.events(room) if room == TABLE or e.kind in SHOWN]
        view.made[room] = known
    return known


def listed(events: Sequence[TalksEvent], *, asked: str = "", before: int = 0) -> ListedRooms:
    """Return the newest records, or those before a number, or the newest that hold some words."""
    asked = " ".join(asked.split())[:200]
    end = bisect_left(events, before, key=lambda e: e.seq) if before else len(events)
    if asked:
        wanted = [e for e in reversed(events[:end]) if _holds(e, asked.casefold())]
        return ListedRooms(wanted[:A_PAGE], asked, len(wanted), 0, 0, bool(before))
    rest = max(0, end - A_PAGE)
    shown = events[rest:end][::-1]
    return ListedRooms(shown, asked, end, shown[-1].seq if rest else 0, rest, bool(before))


def _holds(event: TalksEvent, asked: str) -> bool:
    words = (event.data.get(name) for name in ("text", "words", "name"))
    return any(isinstance(said, str) and asked in said.casefold() for said in words)


@dataclass
class Seen:
    """Up to which record of each room every member has looked; kept nowhere but here."""

    _marks: dict[tuple[str, str], int] = field(default_factory=dict)

    def look(self, member: Member, room: str, view: MemberView) -> None:
        """Remember that a member was shown a room as it is now."""
        self._marks[member.id, room] = view.heads.get(room, (0, b""))[0]

    def fresh(
        self, member: Member, view: MemberView, rooms: Iterable[str]
    ) -> dict[str, frozenset[int]]:
        """Return the numbers of the records in each room that are new to a member."""
        new: dict[str, set[int]] = {room: set() for room in rooms}
        through = {room: self._marks.get((member.id, room), 0) for room in new}
        for record in view.records[: -_LOOKED_AT - 1 : -1]:
            event = record.event
            if event.room not in new or event.seq <= through[event.room]:
                continue
            if event.by == member.id:
                through[event.room] = event.seq
            elif event.room == "table" or event.kind in SHOWN:
                new[event.room].add(event.seq)
        return {room: frozenset(numbers) for room, numbers in new.items()}
