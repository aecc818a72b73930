"""Convening: the parties, delegations, team, observers, agenda and rules, written once.

The store is made with fresh keys for every room, and each member's keys lie locked in an
invitation. When :func:`convene` returns, nothing that opens the talks is left but the invitations
it returns.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import apsw

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.talks import keyring, ledger
from goodoffices.talks.acts import admit
from goodoffices.talks.ledger import RoomKey
from goodoffices.talks.nouns import (
    DESK,
    TABLE,
    Member,
    Refusal,
    TalksError,
    TalksEvent,
    notes_of,
    room_of,
    rooms_for,
)
from goodoffices.talks.sealing import SALT_BYTES, Cost, Seed, new_key, stretch, tidy
from goodoffices.talks.store import Store
from goodoffices.talks.words import sentence


@dataclass(frozen=True, kw_only=True)
class Setup:
    """Who meets about what, by which rules.

    ``delegations`` holds each party's people, the head first. ``languages`` are those of the text,
    the authentic one first. ``paper_key`` is a passphrase that can invite a mediator anew.
    ``issues`` are the case's own, so that packages can be searched:
    ``{"id", "name", "values": [{"id", "text"}], "today": a value's id or None}``.
    """

    title: str
    parties: Mapping[str, str]
    delegations: Mapping[str, Sequence[str]]
    mediators: Sequence[str]
    observers: Sequence[str] = ()
    agenda: Sequence[str] = ()
    plenary: bool = False
    languages: Sequence[str] = ("en",)
    paper_key: str | None = None
    issues: Sequence[Mapping[str, object]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A member and the token that lets it in once, within seven days."""

    member: Member
    token: bytes

    @property
    def path(self) -> str:
        """The invitation's address below the server's."""
        return f"/invitation/{token_text(self.token)}"


def token_text(token: bytes) -> str:
    """Write a token as it stands in a link."""
    return base64.urlsafe_b64encode(token).decode().rstrip("=")


def read_token(text: str) -> bytes | None:
    """Read a token back from a link, or None if it is none."""
    try:
        token = base64.b64decode(text + "=", altchars=b"-_", validate=True)
    except ValueError:
        return None
    return token if len(token) == 32 and token_text(token) == text else None


Past = tuple[list[TalksEvent], Mapping[int, Seed]]
"""What has happened since talks were convened, and the key that each open ballot is counted by."""

Played = Callable[[Sequence[TalksEvent], Sequence[Member]], Past]
"""Gives talks a past, told how they were convened and who takes part; for samples."""


def convene(
    path: Path, setup: Setup, now: str, played: Played = lambda _events, _members: ([], {})
) -> list[Invitation]:
    """Make a talks store; return the invitations, the mediator's team first.

    Raises
    ------
    TalksError
        if the file exists, or the setup does not make talks.
    StorageError
        if the file cannot be written.
    """
    _fit(setup)
    paper = _paper(setup.paper_key)
    store = Store(path, create=True)
    try:
        return store.write(lambda writer: _write(writer, setup, now, paper, played)).result()
    finally:
        store.close()


def _paper(words: str | None) -> tuple[bytes, bytes] | None:
    """Return the salt and the key of a passphrase on paper."""
    if words is None:
        return None
    salt = secrets.token_bytes(SALT_BYTES)
    return salt, stretch(tidy(words), salt, Cost())


def _fit(setup: Setup) -> None:
    """Check what the rules take for granted."""
    problems = []
    if len(setup.parties) < 2:
        problems.append(finding("GO705.two_parties"))
    for party in setup.delegations:
        if party not in setup.parties:
            near = (party, list(setup.parties))
            problems.append(finding("GO705.no_party", party=party, near=near))
    for party in setup.parties:
        if not setup.delegations.get(party):
            problems.append(finding("GO705.no_delegation", party=party))
        if ":" in party or not party:
            problems.append(finding("GO705.colon"))
    if not setup.mediators:
        problems.append(finding("GO705.mediator"))
    if not setup.languages:
        problems.append(finding("GO705.language"))
    if problems:
        raise TalksError(problems)


def members_of(setup: Setup) -> list[Member]:
    """Return everybody, each with a new seat."""
    team = [Member(keyring.new_seat(), name, "mediator") for name in setup.mediators]
    delegates = [
        Member(keyring.new_seat(), name, "party", party, head=number == 0)
        for party in setup.parties
        for number, name in enumerate(setup.delegations[party])
    ]
    return (
        team
        + delegates
        + [Member(keyring.new_seat(), name, "observer") for name in setup.observers]
    )


def _write(
    writer: apsw.Connection,
    setup: Setup,
    now: str,
    paper: tuple[bytes, bytes] | None,
    played: Played,
) -> list[Invitation]:
    talks = secrets.token_hex(8)
    parties = tuple(setup.parties)
    names = [TABLE, DESK, *map(room_of, parties), *map(notes_of, parties)]
    # the numbers are shuffled, so that the disk does not tell which room is whose
    numbers = secrets.SystemRandom().sample(range(1, len(names) + 1), len(names))
    ring = {name: RoomKey(n, new_key()) for name, n in zip(names, numbers, strict=True)}
    signer = new_key()
    writer.execute("INSERT INTO meta(name, value) VALUES ('talks', ?)", (talks.encode(),))
    for room in ring.values():
        locked = room.locked("signer", signer)
        writer.execute("INSERT INTO rooms(id, signer) VALUES (?,?)", (room.id, locked))
    members = members_of(setup)
    opener = members[0].id
    events = [TalksEvent(TABLE, 0, now, opener, kind="convened", data=_convened(talks, setup))]
    events += [
        TalksEvent(_home(m), 0, now, opener, kind="member.added", data=_added(m)) for m in members
    ]
    events = [replace(e, seq=seq) for e, seq in zip(events, _counted(events), strict=True)]
    past, clerks = played(events, members)
    ledger.append(writer, talks, ring, events + past)
    for number, clerk in clerks.items():
        kept = ring[DESK].locked("clerk", clerk.secret)
        writer.execute("INSERT INTO clerks(proposal, secret) VALUES (?,?)", (number, kept))
    if paper is not None:
        rooms = {name: ring[name] for name in rooms_for(members[0], parties)}
        keyring.add_paper(writer, _("Paper key"), rooms, *paper)
    return [
        Invitation(
            member,
            keyring.add_member(
                writer, member, {n: ring[n] for n in rooms_for(member, parties)}, now
            ),
        )
        for member in members
    ]


def _counted(events: Sequence[TalksEvent]) -> list[int]:
    """Return the number of each event in its room."""
    rooms = [e.room for e in events]
    return [rooms[: at + 1].count(room) for at, room in enumerate(rooms)]


def _home(member: Member) -> str:
    if member.role == "mediator":
        return DESK
    return room_of(member.party) if member.party else TABLE


def _added(member: Member) -> dict[str, object]:
    fields = {
        "member": member.id,
        "name": member.name,
        "room": _home(member),
        "head": "yes" if member.head else "no",
    }
    data = admit("member.add", fields)
    if isinstance(data, Refusal):
        raise TalksError(finding("GO705.member", name=member.name[:60], why=sentence(data)))
    return {k: v for k, v in data.items() if k != "room"}


def _convened(talks: str, setup: Setup) -> dict[str, object]:
    return {
        "talks": talks,
        "title": setup.title,
        "parties": [{"id": i, "name": n} for i, n in setup.parties.items()],
        "mediators": list(setup.mediators),
        "agenda": list(setup.agenda),
        "issues": [dict(i) for i in setup.issues],
        "plenary": setup.plenary,
        "languages": list(setup.languages),
    }
