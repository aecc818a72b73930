"""Hash chains and receipts: what makes a change, a cut, a swap or a roll-back visible.

Each room has its own chain and its own numbers, so that a receipt of one room says nothing of the
others. A record's hash covers the one before it, so changing any record changes every later hash;
a *receipt* is a head that was signed and given out, and detects what a chain alone cannot, a tail
cut off or an old backup put back. The *spine* binds the rooms in the order things happened; only
the mediator has it.

A record carries 16 random bytes, its salt: hashes lie open on the disk and in receipts, and must
not let anyone try out whether an answer was yes or no.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from sys import intern
from typing import Any

from goodoffices.talks.nouns import TalksEvent
from goodoffices.talks.sealing import signed_by
from goodoffices.talks.text import canonical

SALT = 16
_SHORT = 40
"""Names shorter than this are kept once; texts that people write are seldom."""


def sha(label: str, *parts: bytes) -> bytes:
    """Hash some parts for one purpose; no two purposes or divisions can be confused."""
    whole = hashlib.sha256(f"goodoffices/{label}/1".encode())
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def genesis(talks: str, room: str) -> bytes:
    """Return what the first record of a room is chained to."""
    return sha("room", talks.encode(), room.encode())


def body_of(event: TalksEvent, salt: str) -> bytes:
    """Return a record's bytes as they are hashed, locked and exported."""
    return canonical(
        {
            "room": event.room,
            "seq": event.seq,
            "at": event.at,
            "by": event.by,
            "kind": event.kind,
            "data": dict(event.data),
            "salt": salt,
        }
    )


def event_of(body: bytes) -> TalksEvent:
    """Read a record's bytes back.

    Raises
    ------
    ValueError
        if they are not the one form of a record.
    """
    plain = json.loads(body)
    if not isinstance(plain, dict) or set(plain) != {
        "room",
        "seq",
        "at",
        "by",
        "kind",
        "data",
        "salt",
    }:
        msg = "not a record"
        raise ValueError(msg)
    if not isinstance(plain["data"], dict):
        msg = "not the data of a record"
        raise ValueError(msg)  # noqa: TRY004 - it is the file that is wrong
    # of the names that every record repeats one copy is kept, not one for each record
    room, by, kind = (_shared(plain[name]) for name in ("room", "by", "kind"))
    data = {intern(name): _shared(value) for name, value in plain["data"].items()}
    event = TalksEvent(room, plain["seq"], plain["at"], by, kind=kind, data=data)
    if body_of(event, plain["salt"]) != body:
        msg = "not the one form of a record"
        raise ValueError(msg)
    return event


def salt_of(body: bytes) -> bytes:
    """Return the salt of a record's bytes, which :func:`event_of` has read.

    Raises
    ------
    ValueError
        if it is no salt.
    """
    return bytes.fromhex(json.loads(body)["salt"])


def _shared(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a record
    """Return the one copy of a short word, and anything else as it is."""
    return intern(value) if type(value) is str and len(value) < _SHORT else value


def link(previous: bytes, body: bytes) -> bytes:
    """Return a record's hash: over the one before it and its own bytes."""
    return sha("record", previous, body)


def bind(previous: bytes, room: str, seq: int, head: bytes) -> bytes:
    """Return the spine's next head: over the one before it and the room's new head."""
    return sha("spine", previous, room.encode(), str(seq).encode(), head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A room's head, signed: after ``seq`` records of ``room`` its chain ended in ``head``."""

    talks: str
    room: str
    seq: int
    head: str
    key: str = ""
    signature: str = ""

    def message(self) -> bytes:
        """Return what is signed."""
        return sha(
            "receipt",
            self.talks.encode(),
            self.room.encode(),
            str(self.seq).encode(),
            self.head.encode(),
        )

    @property
    def genuine(self) -> bool:
        """Whether the signature is that of its key; whose key it is, an earlier receipt says."""
        return signed_by(self.key, self.message(), self.signature)

    @property
    def groups(self) -> str:
        """The head in 8 groups of 8, to be read aloud or copied by hand."""
        return groups(self.head)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {
            "talks": self.talks,
            "room": self.room,
            "seq": self.seq,
            "head": self.head,
            "key": self.key,
            "signature": self.signature,
        }


def read_receipt(plain: object) -> Receipt:
    """Read a receipt's plain values back.

    Raises
    ------
    ValueError
        if they are not a receipt.
    """
    names = ("talks", "room", "seq", "head", "key", "signature")
    if (
        not isinstance(plain, dict)
        or set(plain) != set(names)
        or type(plain["seq"]) is not int
        or not all(isinstance(plain[n], str) for n in names if n != "seq")
    ):
        msg = "not a receipt"
        raise ValueError(msg)
    return Receipt(**plain)


def groups(digest: str) -> str:
    """Write a hash in groups of 8."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))
