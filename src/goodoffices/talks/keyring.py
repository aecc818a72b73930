"""Who holds which key: invitations used once, log-in by passphrase, sessions that can be revoked.

A member's seed is locked by an invitation until it is taken up, then by the passphrase given out at
that moment, and during a session also by the cookie. The disk holds none of these three, so it
opens nothing by itself; a session goes on after a restart because the browser brings the key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import apsw

from goodoffices.talks.chain import sha
from goodoffices.talks.ledger import Ring, RoomKey
from goodoffices.talks.nouns import DESK, Member, Role, party_of
from goodoffices.talks.rules import STAMP
from goodoffices.talks.sealing import Seed, WrongKeyError, derive, lock, new_key, seal, unlock
from goodoffices.talks.store import Row, Store, rows
from goodoffices.talks.text import canonical

INVITATION = timedelta(days=7)
IDLE = timedelta(minutes=30)
SESSION = timedelta(hours=12)


@dataclass(frozen=True)
class Session:
    """A member who is logged in: who it is and what its keys open."""

    id: bytes
    member: Member
    seed: Seed
    ring: Ring
    began: str


def later(now: str, span: timedelta) -> str:
    """Return the time some span after another."""
    return (datetime.strptime(now, STAMP) + span).strftime(STAMP)


def add_member(writer: apsw.Connection, member: Member, rooms: Ring, now: str) -> bytes:
    """Write a member with the keys of some rooms; return the token of its invitation."""
    seed = Seed(new_key())
    profile = lock(derive(seed.secret, "profile"), _profile(member, rooms))
    writer.execute(
        "INSERT OR REPLACE INTO members(id, public, profile) VALUES (?,?,?)",
        (member.id, seed.public, profile),
    )
    writer.execute("DELETE FROM grants WHERE member=?", (member.id,))
    writer.execute("DELETE FROM invitations WHERE member=?", (member.id,))
    writer.execute("DELETE FROM sessions WHERE member=?", (member.id,))
    for name, room in rooms.items():
        grant(writer, member.id, seed.public, name, room)
    token = new_key()
    writer.execute(
        "INSERT INTO invitations(token, member, seed, expires) VALUES (?,?,?,?)",
        (
            sha("invitation", token),
            member.id,
            lock(derive(token, "invitation"), seed.secret),
            later(now, INVITATION),
        ),
    )
    return token


def grant(writer: apsw.Connection, member: str, public: bytes, name: str, room: RoomKey) -> None:
    """Give a member the key of a room."""
    sealed = seal(public, canonical({"room": name, "id": room.id, "key": room.key.hex()}))
    writer.execute(
        "INSERT OR REPLACE INTO grants(member, room, sealed) VALUES (?,?,?)",
        (member, room.id, sealed),
    )


def _profile(member: Member, rooms: Ring) -> bytes:
    """Write who a member is, with the rooms it was given: a lost key must be noticed."""
    return canonical({"name": member.name, "head": member.head, "rooms": sorted(rooms)})


def invited(store: Store, token: bytes, now: str) -> bool:
    """Tell whether an invitation can still be taken up; looking does not use it up."""
    query = "SELECT expires FROM invitations WHERE token=?"
    found = store.read(query, (sha("invitation", token),))
    return bool(found) and now < found[0][0]


def take_up(
    writer: apsw.Connection, token: bytes, salt: bytes, key: bytes, now: str
) -> tuple[Member, Seed, dict[str, RoomKey]] | None:
    """Use up an invitation: a new seed, locked by the new passphrase's key; None if it is spent.

    Whoever wrote the invitation could have kept the old seed, so the member gets a new one and the
    room keys are sealed anew.
    """
    mark = sha("invitation", token)
    query = "SELECT member, seed, expires FROM invitations WHERE token=?"
    found = rows(writer, query, (mark,))
    if not found or not now < found[0][2]:
        return None
    row = found[0]
    writer.execute("DELETE FROM invitations WHERE token=?", (mark,))
    old = Seed(unlock(derive(token, "invitation"), row[1]))
    fresh = Seed(new_key())
    grants = rows(writer, "SELECT room, sealed FROM grants WHERE member=?", (row[0],))
    ring = open_ring(old, grants)
    for name, room in ring.items():
        grant(writer, row[0], fresh.public, name, room)
    stored = rows(writer, "SELECT profile FROM members WHERE id=?", (row[0],))
    member = read_member(row[0], old, stored[0][0], ring)
    profile = lock(derive(fresh.secret, "profile"), _profile(member, ring))
    writer.execute(
        "UPDATE members SET public=?, profile=?, salt=?, seed=? WHERE id=?",
        (fresh.public, profile, salt, lock(key, fresh.secret), member.id),
    )
    return member, fresh, ring


def open_ring(seed: Seed, grants: Iterable[Row]) -> dict[str, RoomKey]:
    """Open a member's room keys.

    Raises
    ------
    WrongKeyError
        if one is not for this member or was changed.
    """
    ring = {}
    for room, sealed in grants:
        try:
            plain = json.loads(seed.open(sealed))
            ring[plain["room"]] = RoomKey(plain["id"], bytes.fromhex(plain["key"]))
        except (ValueError, KeyError, TypeError) as error:
            raise WrongKeyError from error
        if plain["id"] != room:
            raise WrongKeyError
    return ring


def read_member(member: str, seed: Seed, profile: bytes, ring: Mapping[str, RoomKey]) -> Member:
    """Return who a member is; the role is what its keys open, whatever the table says.

    Raises
    ------
    WrongKeyError
        if the profile was changed, or a room's key that belongs to it is gone.
    """
    plain = json.loads(unlock(derive(seed.secret, "profile"), profile))  # whole, or WrongKeyError
    if not set(plain["rooms"]) <= set(ring):
        raise WrongKeyError
    party = next((party_of(name) for name in ring if name.startswith("room:")), None)
    role: Role = "mediator" if DESK in ring else "party" if party else "observer"
    own = party if role == "party" else None
    return Member(member, plain["name"], role, own, bool(plain["head"]) and role == "party")


def begin(writer: apsw.Connection, member: str, seed: Seed, now: str) -> bytes:
    """Begin a session; return the secret that goes into the cookie and nowhere else."""
    secret = new_key()
    writer.execute(
        "INSERT INTO sessions(secret, member, seed, began, seen) VALUES (?,?,?,?,?)",
        (sha("session", secret), member, lock(derive(secret, "session"), seed.secret), now, now),
    )
    return secret


def resume(store: Store, secret: bytes, now: str) -> Session | None:
    """Return the session a cookie opens, or None if there is none, or it is too old.

    Raises
    ------
    WrongKeyError
        if what the cookie should open was changed on the disk.
    """
    mark = sha("session", secret)
    query = "SELECT member, seed, began, seen FROM sessions WHERE secret=?"
    found = store.read(query, (mark,))
    if not found or not alive(found[0][2], found[0][3], now):
        return None
    member, locked, began, _seen = found[0]
    return open_session(store, mark, member, Seed(unlock(derive(secret, "session"), locked)), began)


def open_session(store: Store, mark: bytes, member: str, seed: Seed, began: str) -> Session:
    """Open everything a member's seed opens."""
    grants = store.read("SELECT room, sealed FROM grants WHERE member=?", (member,))
    ring = open_ring(seed, grants)
    profile = store.read("SELECT profile FROM members WHERE id=?", (member,))
    if not profile:
        raise WrongKeyError
    return Session(mark, read_member(member, seed, profile[0][0], ring), seed, ring, began)


def alive(began: str, seen: str, now: str) -> bool:
    """Tell whether a session is neither idle for too long nor too old."""
    try:
        return now < later(seen, IDLE) and now < later(began, SESSION)
    except (ValueError, TypeError):
        return False  # a damaged time opens nothing
