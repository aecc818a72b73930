"""Small worlds to test the talks in, one of rules alone, one with a disk, with the same people.

Ada heads Iran's delegation, Arya belongs to it; Ben heads that of the United States; Mona mediates;
Otto observes. ``COUNTS`` scales the repeated tests: ``GOODOFFICES_LONG=20`` runs 20 times as many.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path

from goodoffices.talks.acts import admit
from goodoffices.talks.convening import Setup, convene
from goodoffices.talks.keyring import Session
from goodoffices.talks.ledger import fresh_events
from goodoffices.talks.nouns import Act, Member, Refusal, TalksEvent, visible
from goodoffices.talks.office import Answered, Office
from goodoffices.talks.rules import decide
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.state import TalksState, fold
from goodoffices.talks.store import Store

LONG = float(os.environ.get("GOODOFFICES_LONG", "1"))
NOON = "2025-05-14T12:00:00Z"
EVENING = "2025-05-14T18:00:00Z"
NIGHT = "2025-05-14T20:00:00Z"
CLERK = "ab" * 32

SETUP = Setup(
    title="Talks on enrichment",
    parties={"iran": "Iran", "us": "United States"},
    delegations={"iran": ["Ada", "Arya"], "us": ["Ben"]},
    mediators=["Mona"],
    observers=["Otto"],
    agenda=["Enrichment", "Sanctions"],
    plenary=True,
    languages=("en", "fa"),
)

PEOPLE = {
    "Ada": Member("ada", "Ada", "party", "iran", head=True),
    "Arya": Member("arya", "Arya", "party", "iran"),
    "Ben": Member("ben", "Ben", "party", "us", head=True),
    "Mona": Member("mona", "Mona", "mediator"),
    "Otto": Member("otto", "Otto", "observer"),
}
SIGNED = {"key": "ab" * 32, "signature": "cd" * 64}


def count(ci: int) -> int:
    """Return how often to repeat something: ``ci`` times, or as many more as are asked for."""
    return max(1, int(ci * LONG))


def clause(words: str = "At most 3.67 per cent.", status: str = "open", number: str = "1") -> dict:
    return {"id": number, "heading": "Level", "wording": {"en": words}, "status": status}


@dataclass
class RulesWorld:
    """The rules alone: a log in memory, no disk, no keys."""

    now: str = NOON
    log: list[TalksEvent] = field(default_factory=list)
    people: dict[str, Member] = field(default_factory=lambda: dict(PEOPLE))
    parties: dict[str, str] = field(default_factory=lambda: dict(SETUP.parties))

    def __post_init__(self) -> None:
        convened = {
            "talks": "t",
            "title": SETUP.title,
            "parties": [{"id": i, "name": n} for i, n in self.parties.items()],
            "mediators": ["Mona"],
            "agenda": list(SETUP.agenda),
            "plenary": True,
            "languages": ["en", "fa"],
        }
        self.write("table", "convened", convened, "mona")
        for member in self.people.values():
            home = {"mediator": "desk", "observer": "table"}.get(member.role)
            added = {
                "member": member.id,
                "name": member.name,
                "head": "yes" if member.head else "no",
            }
            home = home or f"room:{member.party}"
            self.write(home, "member.added", added, "mona")

    def write(self, room: str, kind: str, data: dict, by: str, at: str | None = None) -> TalksEvent:
        seq = 1 + sum(e.room == room for e in self.log)
        event = TalksEvent(room, seq, at or self.now, by, kind=kind, data=data)
        self.log.append(event)
        return event

    def seen(self, who: str) -> list[TalksEvent]:
        return [e for e in self.log if visible(e, self.people[who])]

    def state(self, who: str) -> TalksState:
        return fold(self.seen(who))

    def act(self, who: str, kind: str, **raw: object) -> Refusal | list[TalksEvent]:
        given = {**SIGNED, "clerk": CLERK, **raw}
        data = admit(kind, given)
        if isinstance(data, Refusal):
            return data
        decided = decide(self.state(who), Act(kind, self.people[who], data), self.now)
        if isinstance(decided, Refusal):
            return decided
        events = fresh_events(decided, self.people[who].id, self.now)
        return [self.write(e.room, e.kind, dict(e.data), e.by, e.at) for e in events]

    def done(self, who: str, kind: str, **raw: object) -> list[TalksEvent]:
        answer = self.act(who, kind, **raw)
        assert not isinstance(answer, Refusal), answer.why
        return answer


def steady(room: str, seq: int, size: int) -> bytes:
    """Return the same "random" bytes for the same record, so that twin worlds can be compared."""
    return hashlib.blake2b(f"{room} {seq}".encode(), digest_size=size).digest()


class DiskWorld:
    """Talks in a real store, everyone logged in."""

    def __init__(self, folder: Path, *, now: str = NOON, setup: Setup = SETUP) -> None:
        self.path = folder / "talks.sqlite"
        self.now = now
        self.invitations = convene(self.path, setup, now)
        self.passphrases: dict[str, tuple[str, str]] = {}
        self.cookies: dict[str, bytes] = {}
        self.office = Office(Store(self.path), cost=CHEAPEST)
        for invitation in self.invitations:
            taken = self.office.take_up(invitation.token, now).result()
            assert taken is not None
            self.passphrases[taken.member.name] = (taken.seat, taken.passphrase)
            self.cookies[taken.member.name] = taken.secret

    def session(self, who: str) -> Session:
        session = self.office.session(self.cookies[who], self.now)
        assert session is not None
        return session

    def number(self, who: str) -> str:
        """Return a member's number, which is not the seat it logs in by."""
        return self.session(who).member.id

    def act(self, who: str, kind: str, *, key: str | None = None, **raw: object) -> Answered:
        session = self.session(who)
        key = self.office.view(session).mark if key is None else key
        return self.office.act(session, kind, raw, key, self.now).result()

    def done(self, who: str, kind: str, **raw: object) -> Answered:
        answer = self.act(who, kind, **raw)
        assert not isinstance(answer, Refusal), answer.why
        return answer

    def state(self, who: str) -> TalksState:
        return self.office.view(self.session(who)).state

    def enter_all(self) -> None:
        """Log everyone in again with their passphrases."""
        for who, (seat, passphrase) in self.passphrases.items():
            entered = self.office.enter(seat, passphrase, self.now)
            assert entered is not None
            secret = entered.result()
            assert secret is not None
            self.cookies[who] = secret

    def restart(self) -> None:
        self.office.store.close()
        self.office = Office(Store(self.path), cost=CHEAPEST)

    def close(self) -> None:
        self.office.store.close()
