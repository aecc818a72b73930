"""What a member's own key makes: initials and signatures, added to an act before it is decided.

A signature names the talks, the party, who signs for it, and the hash of what is signed, so that it
cannot be moved to other talks, another party, another person or another text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goodoffices.talks.chain import sha
from goodoffices.talks.keyring import Session
from goodoffices.talks.nouns import TalksEvent
from goodoffices.talks.sealing import Seed
from goodoffices.talks.state import TalksState


def initial_message(talks: str, party: str, name: str, clause_hash: str) -> bytes:
    """Return what a person signs for a party when it initials a clause."""
    return _said("initial", talks, party, name, clause_hash)


def signature_message(talks: str, party: str, name: str, agreement_hash: str) -> bytes:
    """Return what a person signs for a party when it signs the agreement."""
    return _said("agreement", talks, party, name, agreement_hash)


def _said(what: str, *parts: str) -> bytes:
    return sha(what, *(part.encode("utf-8", "surrogatepass") for part in parts))


def complete(
    talks: str,
    session: Session,
    state: TalksState,
    kind: str,
    raw: Mapping[str, object],
    clerk: Seed,
) -> dict[str, object]:
    """Add to an act what only the member's keys can make: signatures, and a clerk's public key."""
    given = dict(raw)
    party = session.member.party or ""
    if kind == "rules.accept":
        given["key"] = session.seed.verify_key
    if kind == "text.initial":
        clause = state.draft.clause(str(raw.get("clause"))) if state.draft else None
        message = initial_message(talks, party, session.member.name, clause.hash if clause else "")
        given |= {"key": session.seed.verify_key, "signature": session.seed.sign(message)}
    elif kind == "agreement.sign":
        signed = state.agreement.hash if state.agreement else ""
        message = signature_message(talks, party, session.member.name, signed)
        given |= {"key": session.seed.verify_key, "signature": session.seed.sign(message)}
    elif kind == "proposal.make":
        given["clerk"] = clerk.public.hex()
    return given


@dataclass(frozen=True, slots=True)
class ShownKey:
    """The key that somebody did a public act of a party with, and when first."""

    party: str
    name: str
    key: str
    at: str


def shown_keys(events: Iterable[TalksEvent]) -> tuple[ShownKey, ...]:
    """Return every key that parties have acted with in public, in the order they first did.

    A party with two of them changed its head, or its head was invited anew.
    """
    found: dict[tuple[str, str], ShownKey] = {}
    for event in events:
        party, key = event.data.get("party"), event.data.get("key")
        if event.kind in _WITH_KEYS and isinstance(party, str) and isinstance(key, str):
            shown = ShownKey(party, str(event.data.get("name", "")), key, event.at)
            found.setdefault((party, key), shown)
    return tuple(found.values())


_WITH_KEYS = frozenset({"rules.accepted", "text.initialled", "agreement.signed"})
