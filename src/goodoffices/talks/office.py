"""The office where the talks are kept: log in, see what is yours, act, and get a receipt.

An act is admitted (exact fields), decided (pure rules, on what its member may see), written in one
transaction, and answered only when the disk has it. A retry with the same key gets the first
answer. All methods may be called from any thread; those that write return a future.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

import apsw

from goodoffices.base.durable import Row, rows
from goodoffices.talks import keyring, ledger, signing
from goodoffices.talks.acts import admit
from goodoffices.talks.chain import Receipt, bind, genesis, read_receipt, sha
from goodoffices.talks.keyring import Session, new_seat
from goodoffices.talks.ledger import Ring
from goodoffices.talks.nouns import (
    DESK,
    TABLE,
    Act,
    Member,
    Refusal,
    StorageError,
    TalksEvent,
    visible,
)
from goodoffices.talks.rules import STAMP, decide, settle
from goodoffices.talks.sealing import (
    SALT_BYTES,
    Cost,
    Seed,
    WrongKeyError,
    derive,
    lock,
    new_key,
    new_passphrase,
    seal,
    stretch,
    tidy,
    unlock,
)
from goodoffices.talks.standing import stands
from goodoffices.talks.state import Proposal, TalksState
from goodoffices.talks.store import Store
from goodoffices.talks.text import canonical
from goodoffices.talks.views import MemberView, Views
from goodoffices.talks.watch import Watch

Answered = tuple[Receipt, ...] | Refusal
Now = str | Callable[[], str]
"""The time, or a clock to read it from when it counts."""

_NOBODY = "-"
_MEMBERS_ONLY = frozenset({"member.add", "member.renew", "member.remove", "member.join"})
"""Acts that come with keys, and so have methods of their own."""


class LoggedOutError(Exception):
    """The session was ended before its act's turn came; nothing was done."""


class Welcome(NamedTuple):
    """A member who took up its invitation, with what it is shown once: passphrase and seat."""

    member: Member
    passphrase: str
    secret: bytes
    """What goes into the cookie."""

    seat: str


class _Known(NamedTuple):
    """A session as it is held in memory, and when it was last used, noted on disk, and asked for.

    ``asked`` is how many revocations there had been when the disk was asked whether it stands.
    """

    session: Session
    seen: str
    noted: str
    asked: int


class Office:
    """One talks file with its log-ins, views and acts."""

    def __init__(
        self, store: Store, *, cost: Cost | None = None, entropy: ledger.Entropy | None = None
    ) -> None:
        self.store = store
        self.cost = cost or Cost()
        self._entropy = entropy or ledger.random_bytes
        named = store.read("SELECT value FROM meta WHERE name='talks'")
        if not named:
            raise ledger.no_such_talks(store.path)
        self.talks = str(named[0][0], "ascii", "replace") if type(named[0][0]) is bytes else ""
        self._sessions: dict[bytes, _Known] = {}
        self._signers: dict[bytes, Seed] = {}
        self._views = Views(store, self.talks)
        self._clerks: dict[int, bytes] = {}
        self.watch = Watch(store)
        device = store.read("SELECT value FROM meta WHERE name='devices'")
        self._devices: bytes = device[0][0] if device else secrets.token_bytes(32)
        if store.standing == "put back":
            self.take_back(datetime.now(UTC).strftime(STAMP))
        found = store.read("SELECT value FROM meta WHERE name='put back'")
        self.put_back: str | None = found[0][0].decode() if found else None
        """When these talks were put back from a copy; None if they never were."""

    def take_back(self, now: str, *, unchanged: bool = False) -> None:
        """Say that the file was put back from a copy, and end what that brought back to life."""
        known = self.store.mark.members()
        self.store.write(
            lambda writer: keyring.put_back(writer, now, known, unchanged=unchanged)
        ).result()
        self.store.go_on()
        self.put_back = now

    # -- log-in -------------------------------------------------------------------------------

    def invited(self, token: bytes, now: str) -> bool:
        """Tell whether an invitation can still be taken up; looking does not use it up."""
        return keyring.invited(self.store, token, now)

    def take_up(self, token: bytes, now: str) -> Future[Welcome | None]:
        """Use up an invitation; a future of what its member is shown, or of None if it is spent."""
        passphrase = new_passphrase()
        salt = secrets.token_bytes(SALT_BYTES)
        key = stretch(passphrase, salt, self.cost)

        def job(writer: apsw.Connection) -> Welcome | None:
            taken = keyring.take_up(writer, token, salt, key, now)
            if taken is None:
                return None
            act = Act("member.join", taken.member, {"key": taken.seed.verify_key})
            decided = decide(TalksState(), act, now)
            assert not isinstance(decided, Refusal)  # noqa: S101 - anyone may join once invited
            events = ledger.fresh_events(decided, taken.member.id, now)
            if taken.anew:
                began = TalksEvent(taken.anew, 0, now, taken.member.id, kind="notes.begun", data={})
                events.append(began)
            self._append(writer, taken.ring, events)
            secret = keyring.begin(writer, taken.member.id, taken.seed, now)
            return Welcome(taken.member, passphrase, secret, taken.seat)

        return self.store.write(job)

    def by_paper(self, words: str) -> tuple[str, Seed] | None:
        """Return the keys that a paper key opens, or None if there is none, or by other words."""
        query = "SELECT id, salt, seed FROM members WHERE id=?"
        return self._unlocked(self.store.read(query, (keyring.PAPER,)), words)

    def recover(
        self, keys: tuple[str, Seed], named: str | None, now: str
    ) -> Future[tuple[str, bytes] | Refusal]:
        """Invite a mediator anew by the paper key: by name or number, or the first of the team."""
        secret = self.store.write(lambda writer: keyring.begin(writer, *keys, now)).result()
        session = self.session(secret, now)
        assert session is not None  # noqa: S101 - it was begun a moment ago
        members = self.view(session).state.members.values()
        team = [m for m in members if m.role == "mediator" and named in (None, m.name, m.id)]
        made = self.renew(session, team[0].id if team else "", now)
        made.add_done_callback(lambda _made: self.end(keyring.PAPER))
        return made

    def recognised(self, seat: str, passphrase: str) -> tuple[str, Seed] | None:
        """Return whose seat and passphrase these are; an unknown seat costs the time of a known."""
        query = "SELECT id, salt, seed FROM members WHERE seat=?"
        return self._unlocked(self.store.read(query, (seat,)), passphrase)

    def _unlocked(self, found: list[Row], passphrase: str) -> tuple[str, Seed] | None:
        """Open what a passphrase locks, at the same cost where there is nothing to open."""
        known = bool(found) and found[0][1] is not None
        salt = found[0][1] if known else b"\0" * SALT_BYTES
        key = stretch(tidy(passphrase), salt, self.cost)
        if not known:
            return None
        try:
            return found[0][0], Seed(unlock(key, found[0][2]))
        except WrongKeyError:
            return None

    def enter(self, seat: str, passphrase: str, now: str) -> Future[bytes | None] | None:
        """Log in for a cookie's secret."""
        known = self.recognised(seat, passphrase)
        if known is None:
            return None
        member, seed = known

        def job(writer: apsw.Connection) -> bytes | None:
            query = "SELECT public FROM members WHERE id=?"
            if rows(writer, query, (member,)) != [(seed.public,)]:
                return None  # invited anew, or removed, while the passphrase was looked at
            return keyring.begin(writer, member, seed, now)

        return self.store.write(job)

    def look(self, seat: str, passphrase: str, now: str) -> Session | None:
        """Return a session that only reads, is kept nowhere, and so cannot act."""
        known = self.recognised(seat, passphrase)
        if known is None:
            return None
        try:
            with self.store.snapshot() as reader:
                return keyring.open_session(reader, b"", *known, now)
        except WrongKeyError as error:
            raise ledger.damaged() from error

    def session(self, secret: bytes, now: str) -> Session | None:
        """Return the session a cookie opens, and note that it was used.

        What is held in memory saves opening the keys again. Whether the session still stands is
        asked of the disk whenever any log-in has ended since it was asked last, so that one that
        was ended is ended for whoever goes on asking.
        """
        mark = sha("session", secret)
        asked = self.store.revocations  # before looking, so that what ends meanwhile is asked again
        session = self._standing(mark, now)
        if session is None:
            try:
                session = keyring.resume(self.store, secret, now)
            except WrongKeyError as error:
                raise ledger.damaged() from error
            if session is None:
                self._sessions.pop(mark, None)
                return None
        known = self._sessions.get(mark)
        noted = known.noted if known else now
        if keyring.later(noted, keyring.IDLE / 10) < now and self.store.failed is None:
            self._note_use(mark, now)
            noted = now
        self._sessions[mark] = _Known(session, now, noted, asked)
        return session

    def _standing(self, mark: bytes, now: str) -> Session | None:
        """Return a session held in memory, if the disk still has it, with its keys of now."""
        known = self._sessions.get(mark)
        if known is None or not keyring.alive(known.session.began, known.seen, now):
            return None
        if known.asked == self.store.revocations and self.store.sole:
            return known.session
        with self.store.snapshot() as reader:
            stands = keyring.standing(reader, mark)
            if stands is None:
                return None
            session = known.session
            return session if stands[2] == session.turn else keyring.renewed(reader, session)

    def _note_use(self, mark: bytes, now: str) -> None:
        """Keep on the disk that a session was used, so that it outlives a restart."""
        query = "UPDATE sessions SET seen=? WHERE secret=?"
        self.store.write(lambda w: w.execute(query, (now, mark)).fetchall())

    def open(self, session: Session, now: str) -> bool:
        """Tell whether a session is still open, without counting this as its use."""
        known = self._sessions.get(session.id)
        if known is None or not keyring.alive(session.began, known.seen, now):
            return False
        if known.asked == self.store.revocations and self.store.sole:
            return True
        with self.store.snapshot() as reader:
            return keyring.standing(reader, session.id) is not None

    def known_device(self, what: str = "known") -> bytes:
        """Return a signed name for a browser that a member has logged in with, or for another."""
        name = secrets.token_bytes(16)
        return name + hmac.digest(self._devices, what.encode() + name, "sha256")[:16]

    def knows_device(self, token: bytes, what: str = "known") -> bool:
        """Tell whether a browser's name was signed here, for just this."""
        name, signed = token[:16], token[16:]
        made = hmac.digest(self._devices, what.encode() + name, "sha256")[:16]
        return hmac.compare_digest(made, signed)

    def sessions_of(self, member: str) -> list[tuple[bytes, str, str]]:
        """Return a member's sessions: (id, began, last use kept)."""
        query = "SELECT secret, began, seen FROM sessions WHERE member=? ORDER BY began"
        return [(r[0], r[1], r[2]) for r in self.store.read(query, (member,))]

    def end(self, member: str, session: bytes | None = None) -> Future[None]:
        """End one session of a member, or all of them; done when the disk has it."""

        def job(writer: apsw.Connection) -> None:
            query = "DELETE FROM sessions WHERE member=? AND (secret=? OR ?)"
            writer.execute(query, (member, session or b"", session is None))

        for mark, known in list(self._sessions.items()):
            if known.session.member.id == member and session in (None, mark):
                self._sessions.pop(mark, None)
        self._views.keep([known.session for known in list(self._sessions.values())])
        return self.store.write(job)

    def forget(self, now: str) -> None:
        """Let go of the keys and views of log-ins that have run out, which nobody may ask for."""
        held = list(self._sessions.items())
        gone = [m for m, k in held if not keyring.alive(k.session.began, k.seen, now)]
        for mark in gone:
            self._sessions.pop(mark, None)
        if gone:
            self._views.keep([known.session for known in list(self._sessions.values())])

    def _present(self, writer: apsw.Connection, session: Session) -> Session:
        """Return a session as an act needs it, in the act's own transaction.

        Raises
        ------
        LoggedOutError
            if it was ended meanwhile.
        """
        stands = keyring.standing(writer, session.id)
        if stands is None:
            raise LoggedOutError
        try:
            if stands[2] != session.turn:
                session = keyring.renewed(writer, session)
            if keyring.turn_over(writer, session.ring):
                session = keyring.renewed(writer, session)
            if session.apart:
                session = self._joined(writer, session)
        except WrongKeyError as error:
            raise ledger.damaged() from error
        return session

    def _joined(self, writer: apsw.Connection, session: Session) -> Session:
        """Carry over what was written to notes apart, now that the delegation's are shared."""
        for name, room in session.apart.items():
            query = "SELECT n, seq, hash, box FROM records WHERE room=? ORDER BY seq"
            boxes = rows(writer, query, (room.id,))
            records = ledger.opened(boxes, name, room, 0, genesis(self.talks, name))
            events = [r.event for r in records if r.event.kind != "notes.begun"]
            self._append(writer, session.ring, events)
            query = "DELETE FROM grants WHERE member=? AND room=?"
            writer.execute(query, (session.member.id, room.id))
        return keyring.renewed(writer, session)

    def _append(
        self, writer: apsw.Connection, ring: Ring, events: list[TalksEvent]
    ) -> list[tuple[str, int, bytes]]:
        """Write events at the ends of their rooms; return each (room, seq, head)."""
        opened = self._views.opened
        return ledger.append(writer, self.talks, ring, events, self._entropy, known=opened)

    # -- seeing -------------------------------------------------------------------------------

    def view(self, session: Session) -> MemberView:
        """Return what a member may see now.

        Raises
        ------
        StorageError
            if the log does not verify.
        """
        try:
            return self._views.view(session)
        except StorageError:
            # a room's key may have turned over since the session was looked up
            try:
                with self.store.snapshot() as reader:
                    fresh = keyring.renewed(reader, session)
            except WrongKeyError as error:
                # its keys were ended meanwhile
                raise LoggedOutError from error
            if fresh.turn == session.turn:
                raise
            return self._views.view(fresh)

    def current(self, session: Session) -> bool:
        """Tell whether what a member may see is at hand."""
        return self._views.current(session)

    def receipts(self, session: Session, *rooms: str) -> tuple[Receipt, ...]:
        """Return the signed heads of some of a member's rooms as they stand."""
        heads = self.view(session).heads
        signer = self._signer(session.ring)
        return tuple(
            ledger.sign(
                self.talks, name, *(heads.get(name) or (0, genesis(self.talks, name))), signer
            )
            for name in rooms
        )

    def receipt(self, session: Session, room: str, seq: int) -> Receipt | None:
        """Return the signed receipt of one record, if it is in the member's rooms."""
        for record in self.view(session).records:
            if record.event.seq == seq and record.event.room == room:
                signer = self._signer(session.ring)
                return ledger.sign(self.talks, room, seq, record.hash, signer)
        return None

    def _signer(self, ring: Ring) -> Seed:
        room = ring[TABLE]
        signer = self._signers.get(room.key)
        if signer is None:
            query = "SELECT signer FROM rooms WHERE id=?"
            signer = ledger.signer_of(room, self.store.read(query, (room.id,)))
            self._signers = {room.key: signer}
        return signer

    def spine(self, session: Session) -> list[tuple[int, int, bytes, bytes]]:
        """Return the mediator's spine: (room number, seq, head, spine head); nobody else's.

        Raises
        ------
        StorageError
            if it does not hold together.
        """
        if DESK not in session.ring:
            return []
        links = self.store.read("SELECT room, seq, hash, spine FROM records ORDER BY n")
        bound = genesis(self.talks, "spine")
        for room, seq, head, stored in links:
            bound = bind(bound, str(room), seq, head) if type(head) is bytes else b""
            if bound != stored:
                raise ledger.damaged()
        ends = {room: (seq, head) for room, seq, head, _bound in links}
        for name, end in self.view(session).heads.items():
            if ends.get(session.ring[name].id) != end:
                raise ledger.damaged()
        return [(r[0], r[1], r[2], r[3]) for r in links]

    # -- acting -------------------------------------------------------------------------------

    def act(
        self, session: Session, kind: str, raw: Mapping[str, object], key: str, now: Now
    ) -> Future[Answered]:
        """Do an act once, however often it is sent with the same key.

        A retry is one only while what the act led to still stands; else it is refused. Where
        ``now`` is a clock, it is read inside the transaction: what waited until after a ballot's
        time is late.

        Returns
        -------
        A future of the receipts of the rooms that were written, or of a refusal; it is done only
        when the disk has the act.
        """
        if kind in _MEMBERS_ONLY:
            return _done(Refusal("no_act"))
        clerk = Seed(new_key())
        retry = _retry_mark(session, kind, raw, key)

        def job(writer: apsw.Connection) -> Answered:
            return done(writer, self._present(writer, session))

        def done(writer: apsw.Connection, session: Session) -> Answered:
            at = now if isinstance(now, str) else now()
            known = rows(writer, "SELECT receipts FROM answers WHERE key=?", (retry,))
            if known:
                return self._first_answer(writer, session, known[0][0])
            self._settle(writer, session, at)
            state = self.view_of(writer, session)
            data = admit(kind, signing.complete(self.talks, session, state, kind, raw, clerk))
            if isinstance(data, Refusal):
                return data
            decided = decide(state, Act(kind, _by(session, state), data), at)
            if isinstance(decided, Refusal):
                return decided
            events = ledger.fresh_events(decided, session.member.id, at)
            written = self._append(writer, session.ring, events)
            self._also(writer, session, events, clerk)
            signer = self._signer(session.ring)
            receipts = tuple(ledger.sign(self.talks, *w, signer) for w in written)
            kept = canonical([r.to_dict() for r in receipts])
            kept = lock(derive(session.seed.secret, "answers"), kept)
            writer.execute("INSERT INTO answers(key, receipts) VALUES (?,?)", (retry, kept))
            return receipts

        return self.store.write(job)

    def view_of(self, writer: apsw.Connection, session: Session) -> TalksState:
        """Return the state as the writer sees it, in the middle of its transaction."""
        return self._views.within(writer, session).state

    def _first_answer(self, writer: apsw.Connection, session: Session, kept: bytes) -> Answered:
        """Return what an act was answered, or that what it led to has changed since."""
        try:
            plain = unlock(derive(session.seed.secret, "answers"), kept)
        except WrongKeyError as error:
            raise ledger.damaged() from error
        receipts = tuple(map(read_receipt, json.loads(plain)))
        events = [r.event for r in self._views.within(writer, session).records]
        still = stands(events, ((r.room, r.seq) for r in receipts))
        return receipts if still else Refusal("overtaken")

    def _also(
        self, writer: apsw.Connection, session: Session, events: list[TalksEvent], clerk: Seed
    ) -> None:
        """Keep what an act needs beside the log: a clerk's key, a sealed ballot, a note key."""
        for event in events:
            if event.kind == "proposal.made":
                number = event.data["proposal"]
                kept = session.ring[DESK].locked("clerk", clerk.secret)
                writer.execute("INSERT INTO clerks(proposal, secret) VALUES (?,?)", (number, kept))
                self._clerks[number] = clerk.secret
            elif event.kind == "ballot.cast":
                self._seal_ballot(writer, session, event)
            elif event.kind == "notes.shared":
                self._share_notes(writer, session, event)

    # -- ballots ------------------------------------------------------------------------------

    def _seal_ballot(self, writer: apsw.Connection, session: Session, event: TalksEvent) -> None:
        """Seal an answer for the clerk; a changed answer takes the place of the first."""
        party, number = session.member.party, event.data["proposal"]
        proposal = self.view_of(writer, session).proposal(number)
        assert proposal is not None  # noqa: S101 - the rules found it
        ballot = canonical({"party": party, "yes": event.data["yes"], "proposal": number})
        # all of one size, whoever's they are; JSON does not mind the spaces
        ballot = ballot.ljust(-(-len(ballot) // 512) * 512)
        slot = derive(session.ring[f"room:{party}"].first, f"ballot {number}")[:16]
        writer.execute(
            "INSERT OR REPLACE INTO ballots(proposal, slot, sealed) VALUES (?,?,?)",
            (number, slot, seal(bytes.fromhex(proposal.clerk), ballot)),
        )

    def settle(self, session: Session, now: str) -> bool:
        """Count a ballot whose time has come; return whether one still waits for its clerk.

        The clerk's key is held in memory and, locked, at the mediator's desk: after a restart the
        counting waits until someone of the mediator's team is logged in.
        """
        if not _due(self.view(session).state, now):
            return False
        if self.store.failed is None:
            self.store.write(
                lambda writer: self._settle(writer, self._present(writer, session), now)
            ).result()
        return bool(_due(self.view(session).state, now))

    def _settle(self, writer: apsw.Connection, session: Session, now: str) -> None:
        for proposal in _due(self.view_of(writer, session), now):
            later = self.watch.moved(proposal)
            if later is not None:
                events = ledger.fresh_events((later,), "clerk", now)
                self._append(writer, session.ring, events)
                continue
            clerk = self._clerk(writer, session, proposal.number)
            if clerk is None:
                continue
            query = "SELECT sealed FROM ballots WHERE proposal=?"
            sealed = rows(writer, query, (proposal.number,))
            try:
                ballots = [json.loads(clerk.open(row[0])) for row in sealed]
            except (WrongKeyError, ValueError) as error:
                raise ledger.damaged() from error
            yes = frozenset(b["party"] for b in ballots if b["yes"])
            parties = self.view_of(writer, session).parties
            events = ledger.fresh_events((settle(proposal, parties, yes),), "clerk", now)
            self._append(writer, session.ring, events)
            self._forget(writer, proposal.number)

    def _forget(self, writer: apsw.Connection, number: int) -> None:
        """Leave nothing that could tell single answers once a ballot is counted."""
        for query in (
            "DELETE FROM ballots WHERE proposal<=?",
            "DELETE FROM clerks WHERE proposal<=?",
        ):
            writer.execute(query, (number,))
        self._clerks.pop(number, None)
        self.store.erase = True

    def _clerk(self, writer: apsw.Connection, session: Session, number: int) -> Seed | None:
        secret = self._clerks.get(number)
        if secret is None and DESK in session.ring:
            query = "SELECT secret FROM clerks WHERE proposal=?"
            kept = rows(writer, query, (number,))
            if not kept:
                raise ledger.damaged()
            try:
                secret = session.ring[DESK].opened("clerk", kept[0][0])
            except WrongKeyError as error:
                raise ledger.damaged() from error
            self._clerks[number] = secret
        return Seed(secret) if secret else None

    # -- members ------------------------------------------------------------------------------

    def _share_notes(self, writer: apsw.Connection, session: Session, event: TalksEvent) -> None:
        """Give a fellow delegate the key of the delegation's notes."""
        query = "SELECT public FROM members WHERE id=?"
        found = rows(writer, query, (event.data["member"],))
        if found:
            room = session.ring[event.room]
            keyring.grant(writer, event.data["member"], found[0][0], event.room, room)

    def invite(
        self,
        session: Session,
        name: str,
        room: str,
        now: str,
        *,
        head: bool = False,
        key: str = "",
    ) -> Future[tuple[str, bytes] | Refusal]:
        """Invite a new member to a room (``desk``, ``table`` to observe, ``room:…``).

        What is sent again with the same ``key`` gets the first answer.

        Returns
        -------
        A future of the new member's number and its invitation's token, or of a refusal.
        """
        number = new_seat()
        fields = {"member": number, "name": name, "room": room, "head": "yes" if head else "no"}
        act = Act("member.add", session.member, fields)
        retry = _retry_mark(session, "member.add", {"name": name, "room": room}, key)
        return self._member_act(session, act, number, now, retry if key else b"")

    def renew(
        self, session: Session, member: str, now: str, *, key: str = ""
    ) -> Future[tuple[str, bytes] | Refusal]:
        """Invite a member anew, as after a lost passphrase: the old one and its sessions end.

        The delegation's notes are not the mediator's to give: a fellow delegate shares them again.
        """
        act = Act("member.renew", session.member, {"member": member})
        retry = _retry_mark(session, "member.renew", {"member": member}, key)
        return self._member_act(session, act, member, now, retry if key else b"")

    def remove(self, session: Session, member: str, now: str) -> Future[Refusal | None]:
        """End a member's part in the talks: passphrase, log-ins, and the keys of what follows."""
        act = Act("member.remove", session.member, {"member": member})

        def job(writer: apsw.Connection) -> Refusal | None:
            told = self._told(writer, self._present(writer, session), act, now)
            if isinstance(told, Refusal):
                return told
            keyring.end_keys(writer, member)
            return None

        return self.store.write(job)

    def _member_act(
        self, session: Session, act: Act, member: str, now: str, retry: bytes
    ) -> Future[tuple[str, bytes] | Refusal]:
        """Write a member's coming to the log together with its new keys, once for a form's key."""
        secret = derive(session.seed.secret, "invitations")

        def job(writer: apsw.Connection) -> tuple[str, bytes] | Refusal:
            present = self._present(writer, session)
            known = rows(writer, "SELECT receipts FROM answers WHERE key=?", (retry,))
            if known and retry:
                made = json.loads(unlock(secret, known[0][0]))
                return str(made["member"]), bytes.fromhex(made["token"])
            told = self._told(writer, present, act, now)
            if isinstance(told, Refusal):
                return told
            invited = self.view_of(writer, present).members[member]
            granted = {n: k for n, k in present.ring.items() if _belongs(n, invited)}
            token = keyring.add_member(writer, invited, granted, now)
            if retry:
                kept = lock(secret, canonical({"member": member, "token": token.hex()}))
                writer.execute("INSERT INTO answers(key, receipts) VALUES (?,?)", (retry, kept))
            return member, token

        return self.store.write(job)

    def _told(
        self, writer: apsw.Connection, session: Session, act: Act, now: str
    ) -> Refusal | None:
        """Write to the log what is done with a member, or say why it is not to be done."""
        data = admit(act.kind, act.data)
        if isinstance(data, Refusal):
            return data
        state = self.view_of(writer, session)
        decided = decide(state, Act(act.kind, _by(session, state), data), now)
        if isinstance(decided, Refusal):
            return decided
        events = ledger.fresh_events(decided, session.member.id, now)
        self._append(writer, session.ring, events)
        return None


def _by(session: Session, state: TalksState) -> Member:
    """Return who acts: what its keys say, and whether it is head as the log says by now."""
    known = state.members.get(session.member.id)
    return session.member if known is None else replace(session.member, head=known.head)


def _same(one: Ring, other: Ring) -> bool:
    """Tell whether two rings open the same rooms, whichever keys those have had since."""
    return {n: room.id for n, room in one.items()} == {n: room.id for n, room in other.items()}


def _belongs(room: str, member: Member) -> bool:
    """Tell whether a member holds the key of a room."""
    return visible(TalksEvent(room, 0, "", _NOBODY, kind=""), member)


def _done(answer: Answered) -> Future[Answered]:
    """Return a future that needs no writing."""
    future: Future[Answered] = Future()
    future.set_result(answer)
    return future


def _due(state: TalksState, now: str) -> list[Proposal]:
    """Return the proposals whose time has come and that are not counted."""
    return [p for p in state.proposals if p.result is None and p.closes <= now]


def _retry_mark(session: Session, kind: str, raw: Mapping[str, object], key: str) -> bytes:
    """Name an act so that its retry is known, and nobody can try out what it said."""
    plain = repr((kind, sorted(raw.items(), key=lambda item: item[0]), key))
    secret = derive(session.seed.secret, "retry")
    # not hmac.digest, which lets other threads in between however little there is to do
    return hmac.new(secret, plain.encode("utf-8", "surrogatepass"), "sha256").digest()
