"""Checking a copy offline: a log or an agreement against itself and against earlier receipts.

Nothing is needed but the file. What does not fit is named: the record, the clause, the signature.
A log cut short, or taken back to an old backup, can only be seen against a receipt given out
earlier; that is what receipts are for, on paper too. And anybody can make keys: whose a key is, the
file cannot say. So every signer is named with its key, to be compared with what was written down.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Finding, Place, Severity, UnreadableInput
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
from goodoffices.talks.nouns import DESK, TABLE, TalksEvent, room_of
from goodoffices.talks.sealing import signed_by
from goodoffices.talks.signing import initial_message, signature_message
from goodoffices.talks.text import Clause, canonical, digest, mixed, unseen

LIMIT = 200 * 2**20
"""The largest file that is read, in bytes."""

MOST = 200
"""How many things that do not fit are named; a copy with more is not read further."""

_PARTS = ("talks", "title", "languages", "parties")
_MANIFEST = frozenset({"goodoffices", "clauses", "annexes", *_PARTS})
_STAMPED = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
_AGREEMENT = _MANIFEST | {"hash", "manifest", "initials", "signatures"}
_HEAD = frozenset({"party", "head", "since", "joined"})
_INITIAL = frozenset({"clause", "hash", "key", "name", "party", "signature"})
_SIGNATURE = frozenset({"at", "hash", "key", "name", "party", "signature"})


@dataclass(frozen=True, slots=True)
class CheckedAgainst:
    """What was written down, to compare a copy with.

    ``keys`` are signing keys by party (its id or name), in hexadecimal; ``heads`` are hashes as
    receipts and pages show them in groups.
    """

    keys: tuple[tuple[str, str], ...] = ()
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose signature fits, and the key it was made with; ``role`` is what was signed."""

    party: str
    name: str
    key: str
    role: str

    def to_dict(self) -> dict[str, str]:
        """Return plain values for JSON."""
        return {"party": self.party, "name": self.name, "key": self.key, "signed": self.role}


class _EnoughError(Exception):
    """So much does not fit that nothing more need be looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a copy found: ``sound`` if nothing is wrong with it."""

    kind: str
    talks: str
    hash: str
    findings: tuple[Finding, ...]
    checked: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the copy is what was written and signed, by the keys it names."""
        return not any(f.severity == "error" for f in self.findings)

    def to_dict(self) -> dict[str, object]:
        """Return plain values for JSON."""
        return {
            "kind": self.kind,
            "talks": self.talks,
            "hash": self.hash,
            "sound": self.sound,
            "checked": list(self.checked),
            "signers": [s.to_dict() for s in self.signers],
            "findings": [f.to_dict() for f in self.findings],
        }


def verify(
    path: Path | str, receipts: Sequence[Receipt] = (), compared: CheckedAgainst | None = None
) -> Verdict:
    """Check an exported log or agreement, offline.

    Parameters
    ----------
    path
        the file as it was downloaded.
    receipts
        receipts kept from earlier, against which a cut or a roll-back shows.
    compared
        keys and heads that were written down.

    Raises
    ------
    UnreadableInput
        if the file is neither, or holds what no log or agreement can: numbers that are none, half a
        character, bytes that are no text.
    """
    path = Path(path)
    if path.stat().st_size > LIMIT:
        raise _unreadable(path.name)
    return verify_bytes(path.read_bytes(), path.name, receipts, compared)


def verify_bytes(
    data: bytes,
    name: str = "",
    receipts: Sequence[Receipt] = (),
    compared: CheckedAgainst | None = None,
) -> Verdict:
    """Check the bytes of an exported log or agreement; see :func:`verify`."""
    compared = compared or CheckedAgainst()
    try:
        first = _plain(data.split(b"\n", 1)[0])
        kind = first.get("goodoffices") if isinstance(first, dict) else None
        if kind == LOG:
            return _LogCheck(name, receipts, compared=compared).run(data)
        if kind == AGREEMENT and data.count(b"\n") <= 1:
            return _AgreementCheck(name, first, compared=compared).run(data)
    except UnicodeError as error:
        raise _unreadable(name) from error
    raise _unreadable(name)


def _unreadable(name: str) -> UnreadableInput:
    return UnreadableInput(finding("GO711", Place(name)))


def _plain(line: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Read one line of JSON, or None where it is none.

    Raises
    ------
    UnicodeError
        for what JSON's readers take and no export holds: NaN, infinities, half a character, bytes
        that are no UTF-8.
    """
    try:
        plain = json.loads(line.decode(), parse_constant=_no_number, parse_float=_finite)
        if b"\\u" in line:
            json.dumps(plain, ensure_ascii=False).encode()
    except UnicodeError:
        raise
    except (ValueError, RecursionError):
        return None
    return plain


def _no_number(word: str) -> float:
    raise UnicodeError(word)


def _finite(word: str) -> float:
    number = float(word)
    return number if math.isfinite(number) else _no_number(word)


def plain_key(words: str) -> str:
    """Return a key or a head as it was copied, without spaces, in small letters."""
    return "".join(words.split()).lower()


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
    compared: CheckedAgainst = field(default_factory=CheckedAgainst)
    findings: list[Finding] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    signers: dict[tuple[str, str, str], Signer] = field(default_factory=dict)
    chains: dict[str, list[bytes]] = field(default_factory=dict)
    talks: str = ""
    numbers: dict[int, str] = field(default_factory=dict)
    spine: bytes = b""
    bound: dict[int, int] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)
    records: int = 0

    def run(self, data: bytes) -> Verdict:
        with suppress(_EnoughError):
            self.lines(data)
            self.whole()
        signers = tuple(self.signers.values())
        checked = (
            words.checked("records", self.records),
            words.checked("rooms", len(self.chains)),
            words.checked("receipts", len(self.receipts) + len(self.earlier)),
            *(words.receipts_by(key) for key in sorted({r.key for r in self.receipts})),
            *(words.signed_by(s.name, s.party, s.role, s.key) for s in signers),
        )
        table = self.chains.get(TABLE)
        head = table[-1].hex() if table else ""
        return Verdict("log", self.talks, head, tuple(self.findings), checked, signers)

    def lines(self, data: bytes) -> None:
        """Read every line."""
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

    def find(self, key: str, line: int | None = None, **values: Any) -> None:  # noqa: ANN401 - what the words name
        self.findings.append(finding(key, Place(self.name, line), **values))
        if len(self.findings) >= MOST:
            raise _EnoughError

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
            stored = _digest(plain["hash"])
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
        if event.kind == "convened" and event.room == TABLE:
            self.parties = _named(event.data.get("parties"))
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
            return
        signer = Signer(self.parties.get(party, party), who, key, event.kind)
        self.signers.setdefault((party, key, event.kind), signer)

    def vertebra(self, plain: dict[str, Any], number: int) -> None:
        """Check one link of the spine, which binds the rooms in their common order."""
        room, seq = plain.get("room"), plain.get("seq")
        try:
            hashed, spine = _digest(plain["hash"]), _digest(plain["spine"])
        except (ValueError, KeyError, TypeError):
            hashed = spine = b""
        if set(plain) != {"room", "seq", "hash", "spine"}:
            self.find("GO712.line", number)
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
        if receipt.room in self.ended:
            self.find("GO712.line", number)
        self.ended.add(receipt.room)
        self.receipts.append(receipt)

    def whole(self) -> None:
        """Check that every room ends where its receipts say, these and earlier ones."""
        for room in self.missing():
            self.find("GO714.missing", room=room)
        found = {head.hex() for chain in self.chains.values() for head in chain[1:]}
        for head in self.compared.heads:
            if plain_key(head) not in found:
                self.find("GO714.head", head=groups(plain_key(head)))
        signers = list(self.signers.values())
        for key, party in _unlike(self.compared.keys, self.parties, signers):
            self.find(key, party=party)
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

    def missing(self) -> list[str]:
        """Return the rooms that every log of this kind has, and this one has not."""
        if not self.talks:
            return []
        needed = [TABLE, *(map(room_of, self.parties) if DESK in self.chains else ())]
        return [room for room in needed if room not in self.chains]

    def fits(self, receipt: Receipt, *, last: bool) -> bool:
        """Check one receipt against the room it is of."""
        chain = self.chains.get(receipt.room)
        if receipt.talks != self.talks or not receipt.genuine:
            self.find("GO714.receipt", room=receipt.room)
            return False
        if chain is None:
            # given by its member to be checked: the room was cut out
            self.find("GO714.no_room", room=receipt.room, seq=receipt.seq)
            return False
        inside = receipt.seq < len(chain)
        fits = inside and chain[receipt.seq].hex() == receipt.head
        if not fits or (last and receipt.seq != len(chain) - 1):
            self.find("GO714.cut", room=receipt.room, seq=receipt.seq)
            return False
        return True


def _digest(value: object) -> bytes:
    """Read a hash in the one form it is written in.

    Raises
    ------
    ValueError
        if it is not in that form.
    """
    if not isinstance(value, str) or bytes.fromhex(value).hex() != value:
        raise ValueError(value)
    return bytes.fromhex(value)


def _named(parties: object) -> dict[str, str]:
    """Return the names of parties by id, of those that have the form of one."""
    return {
        p["id"]: p["name"]
        for p in (parties if isinstance(parties, list) else ())
        if isinstance(p, dict)
        and set(p) == {"id", "name"}
        and isinstance(p["id"], str)
        and isinstance(p["name"], str)
    }


def _unlike(
    keys: Sequence[tuple[str, str]], parties: Mapping[str, str], signers: Sequence[Signer]
) -> Iterator[tuple[str, str]]:
    """Name each key that was written down and is not the one a party signed with."""
    for named, key in keys:
        party = parties.get(named, named)
        own = {s.key for s in signers if s.party == party}
        if not own:
            yield "GO715.no_signer", party
        elif own != {plain_key(key)}:
            yield "GO715.key", party


@dataclass
class _AgreementCheck:
    """One reading of an agreement."""

    name: str
    plain: dict[str, Any]
    _: KW_ONLY
    compared: CheckedAgainst = field(default_factory=CheckedAgainst)
    findings: list[Finding] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)

    def run(self, data: bytes) -> Verdict:
        if canonical(self.plain) + b"\n" != data:
            self.find("GO712.file")
        with suppress(_EnoughError):
            try:
                self.form()
                self.manifest()
                self.clauses()
                self.initials()
                self.signatures()
                self.told()
            except (KeyError, TypeError, ValueError, AttributeError):
                self.find("GO712.file")
        stored = str(self.plain.get("hash", ""))
        checked = (
            words.checked("clauses", _length(self.plain.get("clauses"))),
            words.checked("signatures", len(self.signers)),
            *(words.signed_by(s.name, s.party, s.role, s.key) for s in self.signers),
            words.checked("times"),
            groups(stored),
        )
        talks = str(self.plain.get("talks", ""))
        findings, signers = tuple(self.findings), tuple(self.signers)
        return Verdict("agreement", talks, stored, findings, checked, signers)

    def find(self, key: str, part: str | None = None, **values: Any) -> None:  # noqa: ANN401 - what the words name
        severity: Severity = "warning" if key.startswith("GO718") else "error"
        place = Place(self.name, part=part)
        self.findings.append(finding(key, place, severity=severity, **values))
        if len(self.findings) >= MOST:
            raise _EnoughError

    def form(self) -> None:
        """Check that there is exactly what an agreement has: nothing beside it was signed."""
        p, m = self.plain, self.plain["manifest"]
        for name in sorted(set(p) ^ _AGREEMENT):
            self.find("GO712.field", name, name=name)
        for name in sorted(set(m) - {"heads"} ^ _MANIFEST):
            self.find("GO712.field", name, name=f"manifest.{name}")
        for head in m.get("heads", ()):
            self.exactly(head, _HEAD, "heads")
        parties = p["parties"]
        if len(_named(parties)) != len(parties) or len(parties) < 2:
            self.find("GO717.parties")
        if len(set(_named(parties).values())) != len(parties):
            self.find("GO717.parties")
        languages = p["languages"]
        for clause in p["clauses"]:
            self.exactly(clause, {"id", "heading", "wording"}, f"clause {clause['id']}")
            if not {languages[0]} <= set(clause["wording"]) <= set(languages):
                self.find("GO716.clause", str(clause["id"]), which=clause["id"])
        for annex in p["annexes"]:
            self.exactly(annex, {"heading", "text"}, f"annex {annex['heading']}")

    def exactly(self, plain: object, fields: Collection[str], part: str) -> None:
        """Find what a part has beside its fields, or has not of them."""
        if not isinstance(plain, dict):
            raise TypeError(part)
        if set(plain) != set(fields):
            for name in sorted(set(plain) ^ set(fields)):
                self.find("GO712.field", part, name=f"{part}.{name}")

    def manifest(self) -> None:
        """Check what was signed against its hash, and what frames the text against it."""
        p, m = self.plain, self.plain["manifest"]
        if digest(m) != p["hash"]:
            self.find("GO712.hash")
        for part in _PARTS:
            if m[part] != p[part] or m["goodoffices"] != AGREEMENT:
                self.find("GO716.part", part, name=part)

    def clauses(self) -> None:
        """Name each clause and annex whose words differ from what was signed."""
        p, m = self.plain, self.plain["manifest"]
        for signed in (*m["clauses"], *m["annexes"]):
            if set(signed) not in ({"id", "hash"}, {"heading", "hash"}):
                self.find("GO712.field", name="manifest")
        now = [
            (str(c["id"]), Clause(c["id"], c["heading"], c["wording"]).hash) for c in p["clauses"]
        ]
        then = [(str(c["id"]), c["hash"]) for c in m["clauses"]]
        self.compare(now, then, "GO716.clause")
        now = [(str(a["heading"]), digest(a)) for a in p["annexes"]]
        then = [(str(a["heading"]), a["hash"]) for a in m["annexes"]]
        self.compare(now, then, "GO716.annex")
        for text in (p["title"], *_texts(p)):
            if hidden := unseen(text):
                self.find("GO718", text=text[:60], which=hidden)
        for text in (p["title"], *_lines(p)):
            if not text.strip() or set(map(unicodedata.category, text)) & {"Cc", "Zl", "Zp"}:
                self.find("GO717.line", text=text[:60])
        for name in _names(p):
            if word := mixed(name):
                self.find("GO717.mixed", text=word)

    def compare(self, now: list[tuple[str, str]], then: list[tuple[str, str]], key: str) -> None:
        known, signed = {w for w, _hash in now}, set(then)
        for which in [w for w, _hash in now if (w, _hash) not in signed]:
            self.find(key, which, which=which)
        for which in [w for w, _hash in then if w not in known]:
            self.find(key, which, which=which)
        if not self.findings and now != then:
            self.find(key, which="*")

    def initials(self) -> None:
        """Check every party's initials."""
        p = self.plain
        clauses = {c["hash"]: c["id"] for c in p["manifest"]["clauses"]}
        parties, seen = _named(p["parties"]), set()
        for initial in p["initials"]:
            self.exactly(initial, _INITIAL, "initials")
            party, text = initial["party"], initial["hash"]
            message = initial_message(p["talks"], party, initial["name"], text)
            genuine = signed_by(initial["key"], message, initial["signature"])
            at_its_clause = clauses.get(text) == initial["clause"]
            if not genuine or not at_its_clause or party not in parties or (party, text) in seen:
                where = {"party": party, "clause": initial["clause"]}
                self.find("GO715.initials", **where)
            seen.add((party, text))

    def signatures(self) -> None:
        """Check every signature, that each party signed, and that nobody else did."""
        p = self.plain
        parties, seen = _named(p["parties"]), set()
        for signature in p["signatures"]:
            self.exactly(signature, _SIGNATURE, "signatures")
            party, who, key = (signature[name] for name in ("party", "name", "key"))
            message = signature_message(p["talks"], party, who, p["hash"])
            dated = re.fullmatch(_STAMPED, signature["at"]) is not None
            genuine = signature["hash"] == p["hash"] and signed_by(
                key, message, signature["signature"]
            )
            if not dated:
                self.find("GO712.field", party, name="signatures.at")
            if party not in parties:
                self.find("GO715.no_party", party=party)
            elif not genuine or party in seen:
                self.find("GO715.signature", party=party)
            else:
                self.signers.append(Signer(parties[party], who, key, "agreement.signed"))
            seen.add(party)
        for party, name in parties.items():
            if party not in seen:
                self.find("GO717.unsigned", party=name)
        if len({s.key for s in self.signers}) < len(self.signers):
            self.find("GO715.one_key")

    def told(self) -> None:
        """Compare the copy with what was written down of it."""
        for head in self.compared.heads:
            if plain_key(head) != self.plain["hash"]:
                self.find("GO714.head", head=groups(plain_key(head)))
        for key, party in _unlike(self.compared.keys, _named(self.plain["parties"]), self.signers):
            self.find(key, party=party)


def _lines(plain: Mapping[str, Any]) -> Iterator[str]:
    """Yield what stands on one line in an agreement: names and headings."""
    for part in ("clauses", "annexes"):
        yield from (each["heading"] for each in plain[part])
    yield from _names(plain)


def _names(plain: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of parties and people in an agreement."""
    for part in ("parties", "initials", "signatures"):
        yield from (each["name"] for each in plain[part])


def _texts(plain: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text of an agreement that people read."""
    for clause in plain["clauses"]:
        yield from (clause["heading"], *clause["wording"].values())
    for annex in plain["annexes"]:
        yield from (annex["heading"], annex["text"])
    yield from (party["name"] for party in plain["parties"])
    yield from (signature["name"] for signature in plain["signatures"])
