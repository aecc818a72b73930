"""Checking a copy offline: a log or an agreement against itself and against earlier receipts.

Nothing is needed but the file. What does not fit is named: the record, the clause, the signature.
A log cut short, or taken back to an old backup, can only be seen against a receipt given out
earlier; that is what receipts are for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.findings import finding
from goodoffices.talks import words
from goodoffices.talks.chain import (
    Receipt,
    bind,
    event_of,
    genesis,
    groups,
    link,
    read_receipt,
)
from goodoffices.talks.export import AGREEMENT, LOG
from goodoffices.talks.nouns import DESK, TABLE, TalksEvent
from goodoffices.talks.sealing import signed_by
from goodoffices.talks.signing import initial_message, signature_message
from goodoffices.talks.text import Clause, canonical, digest

LIMIT = 200 * 2**20
"""The largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a copy found: ``sound`` if nothing is wrong with it."""

    kind: str
    talks: str
    hash: str
    findings: tuple[Finding, ...]
    checked: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the copy is what was written and signed."""
        return not self.findings

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "kind": self.kind,
            "talks": self.talks,
            "hash": self.hash,
            "sound": self.sound,
            "checked": list(self.checked),
            "findings": [f.to_dict() for f in self.findings],
        }


def verify(path: Path | str, receipts: Sequence[Receipt] = ()) -> Verdict:
    """Check an exported log or agreement, offline.

    Parameters
    ----------
    path
        the file as it was downloaded.
    receipts
        receipts kept from earlier, against which a cut or a roll-back shows.

    Raises
    ------
    UnreadableInput
        if the file is neither.
    """
    path = Path(path)
    if path.stat().st_size > LIMIT:
        raise _unreadable(path.name)
    return verify_bytes(path.read_bytes(), path.name, receipts)


def verify_bytes(data: bytes, name: str = "", receipts: Sequence[Receipt] = ()) -> Verdict:
    """Check the bytes of an exported log or agreement; see :func:`verify`."""
    first = _plain(data.split(b"\n", 1)[0])
    kind = first.get("goodoffices") if isinstance(first, dict) else None
    if kind == LOG:
        return _LogCheck(name, receipts).run(data)
    if kind == AGREEMENT and data.count(b"\n") <= 1:
        return _AgreementCheck(name, first).run(data)
    raise _unreadable(name)


def _unreadable(name: str) -> UnreadableInput:
    return UnreadableInput(finding("GO711", Place(name)))


def _plain(line: bytes) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _header(plain: Any, rooms: Any, numbers: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Tell whether a log's first line has the form of one.

    The mediator's log, and no other, has the numbers by which the spine names the rooms.
    """
    if not isinstance(rooms, list) or not all(isinstance(room, str) for room in rooms):
        return False
    if not isinstance(numbers, dict) or not all(type(n) is int for n in numbers.values()):
        return False
    keys = {"goodoffices", "talks", "rooms"} | ({"numbers"} if DESK in rooms else set())
    return (
        set(plain) == keys
        and isinstance(plain["talks"], str)
        and len(set(rooms)) == len(rooms)
        and set(numbers) == (set(rooms) if DESK in rooms else set())
        and len(set(numbers.values())) == len(numbers)
    )


def _typed(event: TalksEvent) -> None:
    """Check that a record's fields are of their kinds, whatever a forger put there."""
    if type(event.seq) is not int or not isinstance(event.data, dict):
        raise ValueError(event.seq)
    if not all(isinstance(v, str) for v in (event.room, event.kind, event.at, event.by)):
        raise ValueError(event.room)


def _length(value: object) -> int:
    """Return how many there are in a list; 0 in what is none."""
    return len(value) if isinstance(value, list) else 0


@dataclass
class _LogCheck:
    """One reading of a log, collecting everything that does not fit."""

    name: str
    earlier: Sequence[Receipt]
    _: KW_ONLY
    findings: list[Finding] = field(default_factory=list)
    chains: dict[str, list[bytes]] = field(default_factory=dict)
    talks: str = ""
    numbers: dict[int, str] = field(default_factory=dict)
    spine: bytes = b""
    bound: dict[int, int] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    records: int = 0

    def run(self, data: bytes) -> Verdict:
        lines = data.split(b"\n")
        if lines[-1] != b"":
            self.find("GO712.cut", len(lines))
        self.head(lines[0])
        for number, line in enumerate(lines[1:-1], 2):
            plain = _plain(line)
            if not isinstance(plain, dict) or canonical(plain) != line:
                self.find("GO712.line", number)
            elif "record" in plain:
                self.record(plain, number)
            elif "spine" in plain:
                self.vertebra(plain, number)
            else:
                self.receipt(plain, number)
        self.whole()
        checked = (
            words.checked("records", self.records),
            words.checked("rooms", len(self.chains)),
            words.checked("receipts", len(self.receipts) + len(self.earlier)),
        )
        table = self.chains.get(TABLE)
        head = table[-1].hex() if table else ""
        return Verdict("log", self.talks, head, tuple(self.findings), checked)

    def find(self, key: str, line: int | None = None, **values: Any) -> None:  # noqa: ANN401 - what the words name
        self.findings.append(finding(key, Place(self.name, line), **values))

    def head(self, line: bytes) -> None:
        plain = _plain(line)
        fit = isinstance(plain, dict) and canonical(plain) == line
        rooms: Any = plain.get("rooms") if fit else None
        numbers: Any = plain.get("numbers", {}) if fit else None
        if not _header(plain, rooms, numbers):
            self.find("GO712.line", 1)
            return
        self.talks = plain["talks"]
        self.chains = {room: [genesis(self.talks, room)] for room in rooms}
        self.numbers = {n: room for room, n in numbers.items()}
        self.spine = genesis(self.talks, "spine")

    def record(self, plain: dict[str, Any], number: int) -> None:
        try:
            body = canonical(plain["record"])
            event = event_of(body)
            stored = bytes.fromhex(plain["hash"])
            _typed(event)
        except (ValueError, KeyError, TypeError, AttributeError):
            self.find("GO712.line", number)
            return
        self.records += 1
        chain = self.chains.get(event.room)
        if chain is None or set(plain) != {"hash", "record"}:
            self.find("GO712.line", number)
            return
        if event.seq != len(chain):
            where = {"seq": event.seq, "room": event.room}
            self.find("GO713.out_of_place", number, expected=len(chain), **where)
        if link(chain[-1], body) != stored:
            self.find("GO713.record", number, seq=event.seq, room=event.room)
        chain.append(stored)
        self.signature(event, number)

    def signature(self, event: TalksEvent, number: int) -> None:
        """Check the initials and signatures that stand in the log."""
        sayings = {"text.initialled": initial_message, "agreement.signed": signature_message}
        if event.kind not in sayings:
            return
        d = event.data
        party, who, text, key, signature = (
            str(d.get(name, "")) for name in ("party", "name", "hash", "key", "signature")
        )
        if not signed_by(key, sayings[event.kind](self.talks, party, who, text), signature):
            self.find("GO715.signature", number, party=party)

    def vertebra(self, plain: dict[str, Any], number: int) -> None:
        """Check one link of the spine, which binds the rooms in their common order."""
        room, seq = plain.get("room"), plain.get("seq")
        try:
            hashed, spine = bytes.fromhex(plain["hash"]), bytes.fromhex(plain["spine"])
        except (ValueError, KeyError, TypeError):
            hashed = spine = b""
        if type(room) is not int or type(seq) is not int or seq != self.bound.get(room, 0) + 1:
            self.find("GO713.order", number)
            return
        self.bound[room] = seq
        self.spine = bind(self.spine, str(room), seq, hashed)
        chain = self.chains.get(self.numbers.get(room, ""))
        known = chain is None or (seq < len(chain) and chain[seq] == hashed)
        if self.spine != spine or not known:
            self.find("GO713.order", number)
            self.spine = spine

    def receipt(self, plain: dict[str, Any], number: int) -> None:
        try:
            receipt = read_receipt(plain)
        except ValueError:
            self.find("GO712.line", number)
            return
        if any(r.room == receipt.room for r in self.receipts):
            self.find("GO712.line", number)
        self.receipts.append(receipt)

    def whole(self) -> None:
        """Check that every room ends where its receipts say, these and earlier ones."""
        sealed = {r.room for r in self.receipts if self.fits(r, last=True)}
        for room in self.chains:
            if room not in sealed:
                self.find("GO714.no_receipt", room=room)
        keys = {r.key for r in (*self.receipts, *self.earlier)}
        if len(keys) > 1:
            self.find("GO714.keys")
        for room, number in ((r, n) for n, r in self.numbers.items()):
            chain = self.chains.get(room)
            if chain is None or self.bound.get(number, 0) != len(chain) - 1:
                self.find("GO713.order")
        for receipt in self.earlier:
            self.fits(receipt, last=False)

    def fits(self, receipt: Receipt, *, last: bool) -> bool:
        """Check one receipt against the room it is of."""
        chain = self.chains.get(receipt.room)
        if receipt.talks != self.talks or not receipt.genuine:
            self.find("GO714.receipt", room=receipt.room)
            return False
        if chain is None:
            return not last  # an earlier receipt of a room this member does not have
        inside = receipt.seq < len(chain)
        fits = inside and chain[receipt.seq].hex() == receipt.head
        if not fits or (last and receipt.seq != len(chain) - 1):
            self.find("GO714.cut", room=receipt.room, seq=receipt.seq)
            return False
        return True


@dataclass
class _AgreementCheck:
    """One reading of an agreement."""

    name: str
    plain: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)

    def run(self, data: bytes) -> Verdict:
        if canonical(self.plain) + b"\n" != data:
            self.find("GO712.file")
        signed = 0
        try:
            self.manifest()
            self.clauses()
            signed = self.signatures()
        except (KeyError, TypeError, ValueError, AttributeError):
            self.find("GO712.file")
        stored = str(self.plain.get("hash", ""))
        checked = (
            words.checked("clauses", _length(self.plain.get("clauses"))),
            words.checked("signatures", signed),
            words.checked("times"),
            groups(stored),
        )
        talks = str(self.plain.get("talks", ""))
        return Verdict("agreement", talks, stored, tuple(self.findings), checked)

    def find(self, key: str, part: str | None = None, **values: Any) -> None:  # noqa: ANN401 - what the words name
        self.findings.append(finding(key, Place(self.name, part=part), **values))

    def manifest(self) -> None:
        """Check what was signed against its hash, and what frames the text against it."""
        p, m = self.plain, self.plain["manifest"]
        if digest(m) != p["hash"]:
            self.find("GO712.hash")
        for part in ("talks", "title", "languages", "parties"):
            if m[part] != p[part] or m["goodoffices"] != AGREEMENT:
                self.find("GO716.part", part, name=part)

    def clauses(self) -> None:
        """Name each clause and annex whose words differ from what was signed."""
        p, m = self.plain, self.plain["manifest"]
        now = [
            (str(c["id"]), Clause(c["id"], c["heading"], c["wording"]).hash) for c in p["clauses"]
        ]
        then = [(str(c["id"]), c["hash"]) for c in m["clauses"]]
        self.compare(now, then, "GO716.clause")
        now = [(str(a["heading"]), digest(a)) for a in p["annexes"]]
        then = [(str(a["heading"]), a["hash"]) for a in m["annexes"]]
        self.compare(now, then, "GO716.annex")
        for clause in p["clauses"]:
            if set(clause) != {"id", "heading", "wording"}:
                self.find("GO716.clause", which=clause["id"])

    def compare(self, now: list[tuple[str, str]], then: list[tuple[str, str]], key: str) -> None:
        for which in [w for w, _hash in now if (w, _hash) not in then]:
            self.find(key, which, which=which)
        known = {w for w, _hash in now}
        for which in [w for w, _hash in then if w not in known]:
            self.find(key, which, which=which)
        if not self.findings and now != then:
            self.find(key, which="*")

    def signatures(self) -> int:
        """Check every initial and signature, and that every party signed."""
        p = self.plain
        clauses = {c["hash"]: c["id"] for c in p["manifest"]["clauses"]}
        for initial in p["initials"]:
            message = initial_message(
                p["talks"], initial["party"], initial["name"], initial["hash"]
            )
            genuine = signed_by(initial["key"], message, initial["signature"])
            if not genuine or clauses.get(initial["hash"]) != initial["clause"]:
                where = {"party": initial["party"], "clause": initial["clause"]}
                self.find("GO715.initials", **where)
        good: set[str] = set()
        for signature in p["signatures"]:
            message = signature_message(
                p["talks"], signature["party"], signature["name"], p["hash"]
            )
            if signature["hash"] == p["hash"] and signed_by(
                signature["key"], message, signature["signature"]
            ):
                good.add(signature["party"])
            else:
                self.find("GO715.signature", party=signature["party"])
        for party in p["manifest"]["parties"]:
            if party["id"] not in good:
                self.find("GO717", party=party["name"])
        return len(good)
