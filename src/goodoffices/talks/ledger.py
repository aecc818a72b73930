"""The log on the disk: records locked with their room's key, chained, and read back only if whole.

Functions here work inside one transaction of the store's writer, or on its readers' rows. A record
that does not open, or does not continue its chain, is never shown: reading stops with an error.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import apsw

from goodoffices.base.durable import Row, rows
from goodoffices.base.findings import finding
from goodoffices.talks.chain import SALT, Receipt, bind, body_of, event_of, genesis, link, salt_of
from goodoffices.talks.nouns import PendingEvent, StorageError, TalksError, TalksEvent
from goodoffices.talks.sealing import Seed, WrongKeyError, derive, lock, unlock

Entropy = Callable[[str, int, int], bytes]
"""Random bytes for a record: (room, seq, how many). A test may make them predictable."""


def random_bytes(_room: str, _seq: int, count: int) -> bytes:
    """Return random bytes from the operating system."""
    return os.urandom(count)


@dataclass(frozen=True, slots=True)
class RoomKey:
    """A room as its members hold it: its number on the disk, its key, and those it had before.

    What is locked, is locked with the key of now; what was locked earlier opens with one before.
    """

    id: int
    key: bytes
    earlier: tuple[bytes, ...] = ()

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Every key the room has had, the one of now last."""
        return (*self.earlier, self.key)

    @property
    def first(self) -> bytes:
        """The room's first key: a name for the room that stays, but for no secret."""
        return self.keys[0]

    def locked(self, purpose: str, plain: bytes) -> bytes:
        """Lock some bytes for one purpose with the key of now."""
        return lock(derive(self.key, purpose), plain)

    def opened(self, purpose: str, box: bytes) -> bytes:
        """Open what was locked for one purpose, now or earlier.

        Raises
        ------
        WrongKeyError
            if no key that the room has had opens it.
        """
        for key in reversed(self.keys):
            try:
                return unlock(derive(key, purpose), box)
            except WrongKeyError:
                continue
        raise WrongKeyError


Ring = Mapping[str, RoomKey]
"""The rooms a member has the keys of, by name."""


@dataclass(frozen=True, slots=True)
class Record:
    """An event with the salt and hash it has in the log; they are held for every record there is.

    Its exact bytes, which are longer than all of these, follow from event and salt.
    """

    n: int
    event: TalksEvent
    salt: bytes
    hash: bytes

    @property
    def body(self) -> bytes:
        """The exact bytes that are in the log."""
        return body_of(self.event, self.salt.hex())


class Opened:
    """What boxes were found to hold, and the key that opened each; only whoever has it may know.

    Bounded by size in bytes: of many boxes those that came last, for what all members are shown
    soon after it was written. May be used from several threads.
    """

    def __init__(self, most: int = 2**20) -> None:
        self._most = most
        self._size = 0
        self._boxes: OrderedDict[bytes, tuple[bytes, bytes, TalksEvent]] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, box: bytes, keys: tuple[bytes, ...]) -> tuple[int, bytes, TalksEvent] | None:
        """Return which of some keys opens a box, and what it holds, if that is known."""
        found = self._boxes.get(_mark(box))
        if found is None or found[0] not in keys:
            return None
        return keys.index(found[0]), found[1], found[2]

    def keep(self, box: bytes, key: bytes, body: bytes, event: TalksEvent) -> None:
        """Remember what a box holds."""
        mark = _mark(box)
        with self._turn:
            before = self._boxes.pop(mark, None)
            self._size += len(body) - (len(before[1]) if before else 0)
            self._boxes[mark] = (key, body, event)
            while self._size > self._most and len(self._boxes) > 1:
                self._size -= len(self._boxes.popitem(last=False)[1][1])

    def clear(self) -> None:
        """Forget all of it."""
        with self._turn:
            self._boxes.clear()
            self._size = 0


def _mark(box: bytes) -> bytes:
    """Return a short name for exactly this box."""
    return hashlib.blake2b(box, digest_size=16).digest()


def damaged() -> StorageError:
    """Return the error for a log that was changed behind our back."""
    return StorageError(finding("GO702"))


def append(
    writer: apsw.Connection,
    talks: str,
    ring: Ring,
    events: Iterable[TalksEvent],
    entropy: Entropy = random_bytes,
    *,
    known: Opened | None = None,
) -> list[tuple[str, int, bytes]]:
    """Write events at the ends of their rooms; return each (room, seq, head).

    The number an event carries is ignored: it gets the next of its room. ``known`` remembers what
    the new boxes hold.
    """
    last = rows(writer, "SELECT spine FROM records ORDER BY n DESC LIMIT 1")
    spine: bytes = last[0][0] if last else genesis(talks, "spine")
    written = []
    for event in events:
        room = ring[event.room]
        seq, head = tail(writer, talks, event.room, room.id)
        seq += 1
        numbered = TalksEvent(event.room, seq, event.at, event.by, kind=event.kind, data=event.data)
        body = body_of(numbered, entropy(event.room, seq, SALT).hex())
        head = link(head, body)
        spine = bind(spine, str(room.id), seq, head)
        box = room.locked("words", body)
        writer.execute(
            "INSERT INTO records(room, seq, hash, box, spine) VALUES (?,?,?,?,?)",
            (room.id, seq, head, box, spine),
        )
        written.append((event.room, seq, head))
        if known is not None:
            known.keep(box, room.key, body, event_of(body))
    return written


def tail(reader: apsw.Connection, talks: str, room: str, room_id: int) -> tuple[int, bytes]:
    """Return a room's last number and head."""
    query = "SELECT seq, hash FROM records WHERE room=? ORDER BY seq DESC LIMIT 1"
    last = rows(reader, query, (room_id,))
    return (last[0][0], last[0][1]) if last else (0, genesis(talks, room))


def opened(
    boxes: Iterable[Row],
    name: str,
    room: RoomKey,
    seq: int,
    head: bytes,
    *,
    known: Opened | None = None,
) -> list[Record]:
    """Open rows (n, seq, hash, box) that continue a room's chain after ``seq`` and ``head``.

    Each key of the room opens the records from where it began to where the next one did. ``known``
    is what boxes were found to hold before; whether they continue the chain is checked each time.

    Raises
    ------
    StorageError
        if one does not open or does not continue the chain.
    """
    keys, at = room.keys, 0
    records = []
    for n, number, stored, box in boxes:
        found = known.get(box, keys) if known is not None and type(box) is bytes else None
        try:
            if found is not None and found[0] >= at:
                at, body, event = found
            else:
                at, body = _in_turn(keys, at, box)
                event = event_of(body)
                if known is not None:
                    known.keep(box, keys[at], body, event)
            salt = salt_of(body)
        except (WrongKeyError, ValueError) as error:
            raise damaged() from error
        seq += 1
        head = link(head, body)
        if number != seq or event.seq != seq or event.room != name or stored != head:
            raise damaged()
        records.append(Record(n, event, salt, head))
    return records


def _in_turn(keys: tuple[bytes, ...], at: int, box: bytes) -> tuple[int, bytes]:
    """Open a box by the first of some keys that does, from the one before it on."""
    for number in range(at, len(keys)):
        try:
            return number, unlock(derive(keys[number], "words"), box)
        except WrongKeyError:
            continue
    raise WrongKeyError


def sign(talks: str, room: str, seq: int, head: bytes, signer: Seed) -> Receipt:
    """Return the signed receipt of a room's head."""
    plain = Receipt(talks=talks, room=room, seq=seq, head=head.hex(), key=signer.verify_key)
    return Receipt(
        talks=talks,
        room=room,
        seq=seq,
        head=plain.head,
        key=plain.key,
        signature=signer.sign(plain.message()),
    )


def signer_of(room: RoomKey, locked: list[Row]) -> Seed:
    """Open the seed that receipts are signed with; each room's key locks a copy of it.

    ``locked`` are the rows found of the room: one, with the copy.

    Raises
    ------
    StorageError
        if the copy was changed.
    """
    try:
        return Seed(room.opened("signer", locked[0][0]))
    except (WrongKeyError, IndexError) as error:
        raise damaged() from error


def fresh_events(decided: Iterable[PendingEvent], by: str, now: str) -> list[TalksEvent]:
    """Give decided events their time and author."""
    return [
        TalksEvent(f.room, 0, f.at or now, f.by or by, kind=f.kind, data=f.data) for f in decided
    ]


def no_such_talks(path: str) -> TalksError:
    """Return the error for a file that is no talks store."""
    return TalksError(finding("GO703", file=path))
