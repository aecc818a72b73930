"""What members may see, opened once for all who hold the same keys, and kept up as the log grows.

The key is the permission here too: a view that is held in memory is given only to whoever holds the
keys it was opened with, and what a box holds is remembered under the key that opened it. Whether
there is anything newer is asked of the disk, unless this process alone writes the file and has
committed nothing since.

An act sees, in its own transaction, what acts before it in that transaction wrote (:meth:`within`).
Views that were made so are shown to nobody else until the transaction is committed; of one that is
undone nothing stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import apsw

from goodoffices.base.durable import Row, rows
from goodoffices.talks import ledger
from goodoffices.talks.chain import genesis, sha
from goodoffices.talks.keyring import Session
from goodoffices.talks.ledger import Opened, Record, Ring
from goodoffices.talks.nouns import TalksEvent, visible
from goodoffices.talks.state import TalksState, fold
from goodoffices.talks.store import Store
from goodoffices.talks.text import canonical


@dataclass(frozen=True)
class MemberView:
    """What one member may see: the records of its rooms in order, and the state they make."""

    records: tuple[Record, ...] = ()
    heads: Mapping[str, tuple[int, bytes]] = field(default_factory=dict)
    state: TalksState = field(default_factory=TalksState)
    made: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What pages have picked out of this very view, room by room, so that they do it once."""

    @property
    def mark(self) -> str:
        """A short name for exactly what is seen; forms carry it, so that a retry is known."""
        seen = sorted((room, seq, head.hex()) for room, (seq, head) in self.heads.items())
        return sha("mark", canonical(seen)).hex()[:24]

    def events(self, *rooms: str) -> list[TalksEvent]:
        """Return the events of some rooms in order."""
        return [r.event for r in self.records if r.event.room in rooms]


Place = tuple[str, str | None, tuple[tuple[str, int], ...]]
"""Whose views are alike: role, party, and the rooms with their numbers."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A view with the keys it was opened with, and up to which commit it is known to be whole."""

    view: MemberView
    keys: tuple[bytes, ...]
    commit: int


class Views:
    """The views of all who are logged in to one store."""

    def __init__(self, store: Store, talks: str) -> None:
        self.opened = Opened()
        self._store = store
        self._talks = talks
        self._known: dict[Place, _Kept] = {}
        self._ahead: dict[Place, _Kept] = {}
        self._undone = 0
        store.committed = self._committed

    def view(self, session: Session) -> MemberView:
        """Return what a member may see now.

        Raises
        ------
        StorageError
            if the log does not verify, or a key has turned over since the session was looked up.
        """
        place, keys = _place(session), _keys(session.ring)
        commit = self._store.commits  # before looking, so that what comes meanwhile counts as newer
        kept = _fitting(self._known.get(place), session.ring, keys)
        if kept is not None and kept.commit == commit and self._store.sole:
            return kept.view
        with self._store.snapshot() as reader:
            view = self._further(reader, session, kept.view if kept else MemberView())
        self._known[place] = _Kept(view, keys, commit)
        return view

    def current(self, session: Session) -> bool:
        """Tell whether a view is at hand, so that :meth:`view` need not ask the disk."""
        keys = _keys(session.ring)
        kept = _fitting(self._known.get(_place(session)), session.ring, keys)
        return kept is not None and kept.commit == self._store.commits and self._store.sole

    def within(self, writer: apsw.Connection, session: Session) -> MemberView:
        """Return what a member may see in the middle of the writer's transaction.

        Raises
        ------
        StorageError
            if the log does not verify.
        """
        place, keys = _place(session), _keys(session.ring)
        if self._undone != self._store.undone:
            # something of this transaction was undone: nothing that was seen in it counts
            self._ahead, self._undone = {}, self._store.undone
        kept = _fitting(self._ahead.get(place), session.ring, keys)
        kept = kept or _fitting(self._known.get(place), session.ring, keys)
        view = self._further(writer, session, kept.view if kept else MemberView())
        self._ahead[place] = _Kept(view, keys, 0)
        return view

    def _committed(self) -> None:
        """Show what the transaction that was just committed made; nothing else is newer."""
        if self._undone == self._store.undone:
            for place, kept in self._ahead.items():
                self._known[place] = _Kept(kept.view, kept.keys, self._store.commits - 1)
        self._ahead, self._undone = {}, self._store.undone

    def keep(self, sessions: list[Session]) -> None:
        """Forget what none of some sessions may see."""
        places = {_place(session) for session in sessions}
        for place in list(self._known):
            if place not in places:
                self._known.pop(place, None)
        self.opened.clear()

    def _further(self, reader: apsw.Connection, session: Session, view: MemberView) -> MemberView:
        """Return a view with what has come to its rooms since."""
        fresh: list[Record] = []
        heads = dict(view.heads)
        for name, boxes in _newer(reader, session.ring, heads).items():
            seq, head = heads.get(name) or (0, genesis(self._talks, name))
            room = session.ring[name]
            found = ledger.opened(boxes, name, room, seq, head, known=self.opened)
            heads[name] = (found[-1].event.seq, found[-1].hash)
            fresh += found
        if not fresh:
            return view
        fresh.sort(key=lambda r: r.n)
        shown = [r for r in fresh if visible(r.event, session.member)]
        state = fold((r.event for r in shown), view.state)
        return MemberView((*view.records, *shown), heads, state)


def _newer(
    reader: apsw.Connection, ring: Ring, heads: Mapping[str, tuple[int, bytes]]
) -> dict[str, list[Row]]:
    """Return the rows (n, seq, hash, box) of each room that come after its head."""
    if not ring:
        return {}
    names = {room.id: name for name, room in ring.items()}
    each = " OR ".join(["(room=? AND seq>?)"] * len(names))
    query = f"SELECT room, n, seq, hash, box FROM records WHERE {each} ORDER BY room, seq"  # noqa: S608 - only places for values
    since = [
        value for number, name in names.items() for value in (number, heads.get(name, (0,))[0])
    ]
    newer: dict[str, list[Row]] = {}
    for room, *row in rows(reader, query, tuple(since)):
        newer.setdefault(names[room], []).append(tuple(row))
    return newer


def _place(session: Session) -> Place:
    member = session.member
    return member.role, member.party, tuple((n, room.id) for n, room in session.ring.items())


def _keys(ring: Ring) -> tuple[bytes, ...]:
    return tuple(room.key for room in ring.values())


def _fitting(kept: _Kept | None, ring: Ring, keys: tuple[bytes, ...]) -> _Kept | None:
    """Return a view that these keys would have opened; after a turn the new ones open it too."""
    if kept is None or kept.keys == keys:
        return kept
    rooms = ring.values()
    return kept if all(k in room.keys for k, room in zip(kept.keys, rooms, strict=True)) else None


__all__ = ["MemberView", "Views"]
