"""Who holds which key: invitations used once, log-in by passphrase, sessions that can be revoked.

A member's seed is locked by an invitation until it is taken up, then by the passphrase given out at
that moment, and during a session also by the cookie. The disk holds none of these three, so it
opens nothing by itself; a session goes on after a restart because the browser brings the key.

A room's key turns over before the first record that follows the taking up or the ending of one of
its keys: the new one is sealed to those who hold the room now, and opens the one before. So a used
invitation or an old passphrase opens, even with an old copy of the file, nothing that was written
later.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

import apsw

from goodoffices.base.durable import rows
from goodoffices.talks.chain import sha
from goodoffices.talks.ledger import Ring, RoomKey, signer_of
from goodoffices.talks.nouns import DESK, TABLE, Member, Role, notes_of, party_of
from goodoffices.talks.rules import STAMP
from goodoffices.talks.sealing import Seed, WrongKeyError, derive, lock, new_key, seal, unlock
from goodoffices.talks.store import Store
from goodoffices.talks.text import canonical

INVITATION = timedelta(days=7)
IDLE = timedelta(minutes=30)
SESSION = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class Session:
    """A member who is logged in: who it is and what its keys open.

    ``turn`` is how often room keys had turned over when they were opened. ``apart`` are notes that
    the member began while it had no key to its delegation's, and now has.
    """

    id: bytes
    member: Member
    seed: Seed
    ring: Ring
    began: str
    turn: int = 0
    apart: Ring = field(default_factory=dict)


@lru_cache(maxsize=4096)
def later(now: str, span: timedelta) -> str:
    """Return the time some span after another."""
    return (datetime.strptime(now, STAMP) + span).strftime(STAMP)


def new_seat() -> str:
    """Return a name to log in by, or a member's number: neither says anything of who it is."""
    return "".join(secrets.choice("23456789abcdefghjkmnpqrstvwxyz") for _ in range(6))


def add_member(writer: apsw.Connection, member: Member, rooms: Ring, now: str) -> bytes:
    """Write a member with the keys of some rooms; return the token of its invitation.

    What it held before ends: passphrase, invitation, log-ins; the rooms' keys are due to turn over.
    """
    end_keys(writer, member.id)
    seed = Seed(new_key())
    profile = lock(derive(seed.secret, "profile"), _profile(member, rooms))
    writer.execute(
        "INSERT INTO members(id, public, profile, team) VALUES (?,?,?,?)",
        (member.id, seed.public, profile, int(member.role == "mediator")),
    )
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


PAPER = "paper"
"""The number that the keys of a paper key stand under; no member has it."""


def add_paper(writer: apsw.Connection, name: str, rooms: Ring, salt: bytes, key: bytes) -> None:
    """Write the keys of the mediator's rooms locked by a passphrase on paper, without a seat.

    It turns over with the rooms like anybody's, and is for one thing: to invite a mediator anew.
    """
    seed = Seed(new_key())
    holder = Member(PAPER, name, "mediator")
    profile = lock(derive(seed.secret, "profile"), _profile(holder, rooms))
    writer.execute(
        "INSERT INTO members(id, public, profile, salt, seed, team) VALUES (?,?,?,?,?,1)",
        (PAPER, seed.public, profile, salt, lock(key, seed.secret)),
    )
    for room_name, room in rooms.items():
        grant(writer, PAPER, seed.public, room_name, room)


def end_keys(writer: apsw.Connection, member: str) -> None:
    """End all that opens anything for a member; its rooms' keys are due to turn over."""
    due(writer, member)
    for table in ("grants", "invitations", "sessions"):
        writer.execute(f"DELETE FROM {table} WHERE member=?", (member,))  # noqa: S608 - names above
    writer.execute("DELETE FROM members WHERE id=?", (member,))


def due(writer: apsw.Connection, member: str) -> None:
    """Let the keys of a member's rooms turn over before the next record."""
    query = "UPDATE rooms SET due=1 WHERE id IN (SELECT room FROM grants WHERE member=?)"
    writer.execute(query, (member,))
    count(writer, "keys")


def count(writer: apsw.Connection, what: str) -> None:
    """Count a change of keys (``keys``), or that room keys turned over (``turns``)."""
    writer.execute("UPDATE meta SET value=value+1 WHERE name=?", (what,))


def grant(writer: apsw.Connection, member: str, public: bytes, name: str, room: RoomKey) -> None:
    """Give a member the key of a room."""
    sealed = seal(public, canonical({"room": name, "id": room.id, "key": room.key.hex()}))
    writer.execute(
        "INSERT OR REPLACE INTO grants(member, room, sealed) VALUES (?,?,?)",
        (member, room.id, sealed),
    )


def turn_over(writer: apsw.Connection, ring: Ring) -> bool:
    """Give each of some rooms that is due a new key, sealed to those who hold the room now.

    Returns whether there was one.
    """
    waiting = {row[0] for row in rows(writer, "SELECT id FROM rooms WHERE due=1")}
    turned = {name: room for name, room in ring.items() if room.id in waiting}
    for name, room in turned.items():
        fresh = RoomKey(room.id, new_key(), room.keys)
        writer.execute("UPDATE rooms SET due=0 WHERE id=?", (room.id,))
        writer.execute(
            "INSERT INTO epochs(room, epoch, earlier) VALUES (?,?,?)",
            (room.id, len(room.keys), fresh.locked("earlier", room.key)),
        )
        query = """SELECT g.member, m.public FROM grants g JOIN members m ON m.id=g.member
            WHERE g.room=?"""
        for member, public in rows(writer, query, (room.id,)):
            grant(writer, member, public, name, fresh)
    if turned:
        count(writer, "turns")
    return bool(turned)


def _profile(member: Member, rooms: Ring) -> bytes:
    """Write who a member is, with the rooms it was given: a lost key must be noticed."""
    return canonical({"name": member.name, "head": member.head, "rooms": sorted(rooms)})


def invited(store: Store, token: bytes, now: str) -> bool:
    """Tell whether an invitation can still be taken up; looking does not use it up."""
    query = "SELECT expires FROM invitations WHERE token=?"
    found = store.read(query, (sha("invitation", token),))
    return bool(found) and now < found[0][0]


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A member who took up its invitation: its keys, and what it logs in by."""

    member: Member
    seed: Seed
    ring: Ring
    seat: str
    anew: str | None = None
    """The room of the notes that it began, because it has no key to those of its delegation."""


def take_up(
    writer: apsw.Connection, token: bytes, salt: bytes, key: bytes, now: str
) -> TakenUp | None:
    """Use up an invitation: a new seed, locked by the new passphrase's key; None if it is spent.

    Whoever wrote the invitation could have kept the old seed, so the member gets a new one, and the
    room keys turn over. A head without a key to its delegation's notes begins notes of its own, for
    sealed answers lie there; they join the others when a fellow delegate shares those.
    """
    mark = sha("invitation", token)
    query = "SELECT member, seed, expires FROM invitations WHERE token=?"
    found = rows(writer, query, (mark,))
    if not found or not now < found[0][2]:
        return None
    name, locked, _expires = found[0]
    writer.execute("DELETE FROM invitations WHERE token=?", (mark,))
    old, fresh = Seed(unlock(derive(token, "invitation"), locked)), Seed(new_key())
    ring, _apart = held(writer, name, old)
    stored = rows(writer, "SELECT profile FROM members WHERE id=?", (name,))
    member = read_member(name, old, stored[0][0], ring)
    before = ring
    ring = _with_notes(writer, member, ring)
    seat = new_seat()
    writer.execute(
        "UPDATE members SET public=?, profile=?, salt=?, seed=?, seat=? WHERE id=?",
        (
            fresh.public,
            lock(derive(fresh.secret, "profile"), _profile(member, ring)),
            salt,
            lock(key, fresh.secret),
            seat,
            name,
        ),
    )
    for room_name, room in ring.items():
        grant(writer, name, fresh.public, room_name, room)
    due(writer, name)
    turn_over(writer, ring)
    ring, _apart = held(writer, name, fresh)
    anew = next((name_of for name_of in ring if name_of not in before), None)
    return TakenUp(member, fresh, ring, seat, anew)


def _with_notes(
    writer: apsw.Connection, member: Member, ring: dict[str, RoomKey]
) -> dict[str, RoomKey]:
    """Return a member's keys, with notes of its own where a head has no key to the delegation's."""
    notes = notes_of(member.party) if member.party and member.head else None
    if notes is None or notes in ring:
        return ring
    table = ring[TABLE]
    signer = signer_of(table, rows(writer, "SELECT signer FROM rooms WHERE id=?", (table.id,)))
    number = rows(writer, "SELECT max(id) + 1 FROM rooms")[0][0]
    room = RoomKey(number, new_key())
    query = "INSERT INTO rooms(id, signer) VALUES (?,?)"
    writer.execute(query, (number, room.locked("signer", signer.secret)))
    return {**ring, notes: room}


def held(reader: apsw.Connection, member: str, seed: Seed) -> tuple[dict[str, RoomKey], Ring]:
    """Open a member's room keys, and apart those of a room it holds another of by the same name.

    Raises
    ------
    WrongKeyError
        if one is not for this member or was changed.
    """
    query = """SELECT g.room, g.sealed, e.earlier FROM grants g LEFT JOIN epochs e ON e.room=g.room
        WHERE g.member=? ORDER BY g.room, e.epoch DESC"""
    ring: dict[str, RoomKey] = {}
    apart: dict[str, RoomKey] = {}
    found: dict[int, tuple[bytes, list[bytes]]] = {}
    for room, sealed, earlier in rows(reader, query, (member,)):
        _sealed, before = found.setdefault(room, (sealed, []))
        if earlier is not None:
            before.append(earlier)
    for room, (sealed, before) in found.items():
        name, key = _opened(seed, room, sealed, before)
        (apart if name in ring else ring)[name] = key
    return ring, apart


def _opened(seed: Seed, room: int, sealed: bytes, before: Iterable[bytes]) -> tuple[str, RoomKey]:
    """Open one grant, and with it each earlier key of the room."""
    try:
        plain = json.loads(seed.open(sealed))
        name, keys = str(plain["room"]), [bytes.fromhex(plain["key"])]
        if plain["id"] != room:
            raise WrongKeyError
    except (ValueError, KeyError, TypeError) as error:
        raise WrongKeyError from error
    for earlier in before:
        keys.append(unlock(derive(keys[-1], "earlier"), earlier))
    return name, RoomKey(room, keys[0], tuple(reversed(keys[1:])))


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
    writer.execute("DELETE FROM sessions WHERE began<?", (later(now, -SESSION),))
    writer.execute(
        "INSERT INTO sessions(secret, member, seed, began, seen) VALUES (?,?,?,?,?)",
        (sha("session", secret), member, lock(derive(secret, "session"), seed.secret), now, now),
    )
    return secret


def standing(reader: apsw.Connection, mark: bytes) -> tuple[str, str, int] | None:
    """Return when a session began and was last used, and the turn of the keys; None if it ended.

    Whatever is held in memory, this is what says whether somebody is logged in.
    """
    query = """SELECT began, seen, (SELECT value FROM meta WHERE name='turns') FROM sessions
        WHERE secret=?"""
    found = rows(reader, query, (mark,))
    return (found[0][0], found[0][1], found[0][2]) if found else None


def resume(store: Store, secret: bytes, now: str) -> Session | None:
    """Return the session a cookie opens, or None if there is none, or it is too old.

    Raises
    ------
    WrongKeyError
        if what the cookie should open was changed on the disk.
    """
    mark = sha("session", secret)
    with store.snapshot() as reader:
        found = rows(
            reader, "SELECT member, seed, began, seen FROM sessions WHERE secret=?", (mark,)
        )
        if not found or not alive(found[0][2], found[0][3], now):
            return None
        member, locked, began, _seen = found[0]
        seed = Seed(unlock(derive(secret, "session"), locked))
        return open_session(reader, mark, member, seed, began)


def open_session(
    reader: apsw.Connection, mark: bytes, member: str, seed: Seed, began: str
) -> Session:
    """Open everything a member's seed opens, as it stands at one moment."""
    turn = rows(reader, "SELECT value FROM meta WHERE name='turns'")[0][0]
    ring, apart = held(reader, member, seed)
    profile = rows(reader, "SELECT profile FROM members WHERE id=?", (member,))
    if not profile:
        raise WrongKeyError
    known = read_member(member, seed, profile[0][0], ring)
    return Session(id=mark, member=known, seed=seed, ring=ring, began=began, turn=turn, apart=apart)


def renewed(reader: apsw.Connection, session: Session) -> Session:
    """Return a session with its keys as they stand now."""
    return open_session(reader, session.id, session.member.id, session.seed, session.began)


def alive(began: str, seen: str, now: str) -> bool:
    """Tell whether a session is neither idle for too long nor too old."""
    try:
        return now < later(seen, IDLE) and now < later(began, SESSION)
    except (ValueError, TypeError):
        return False  # a damaged time opens nothing


def put_back(
    writer: apsw.Connection, now: str, known: Mapping[str, str] | None, *, unchanged: bool = False
) -> None:
    """End what a copy that was put back would bring to life again.

    Log-ins end, and the rooms' keys are due to turn over. Whoever's public key is not the one that
    ``known`` has, from the mark beside the file, loses invitation and passphrase and must be
    invited anew. Without a mark all do but the mediator's team, without whom nobody could invite;
    with ``unchanged``, where a person says that nobody joined or left since, only invitations end.
    """
    writer.execute("DELETE FROM sessions")
    for member, public, team in rows(writer, "SELECT id, public, team FROM members"):
        if known is not None:
            keeps = type(public) is bytes and known.get(member) == public.hex()
        else:
            keeps = unchanged or bool(team)
            writer.execute("DELETE FROM invitations WHERE member=?", (member,))
        if not keeps:
            end_keys(writer, member)
    writer.execute("UPDATE rooms SET due=1")
    count(writer, "keys")
    writer.execute("DELETE FROM meta WHERE name='copy'")
    query = "INSERT OR REPLACE INTO meta(name, value) VALUES ('put back', ?)"
    writer.execute(query, (now.encode(),))
