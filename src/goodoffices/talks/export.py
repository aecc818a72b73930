"""What a member may take home: its part of the log, and the agreement, each checked offline.

The log is JSON Lines: what it is, each record with its hash, for the mediator the spine that binds
the rooms, and a signed receipt of each room's head. The agreement is one JSON file with the text,
the manifest that was signed, initials and signatures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from goodoffices.talks.chain import bind, genesis
from goodoffices.talks.keyring import Session
from goodoffices.talks.ledger import Ring
from goodoffices.talks.nouns import DESK
from goodoffices.talks.office import Office
from goodoffices.talks.state import TalksState, manifest
from goodoffices.talks.text import canonical
from goodoffices.talks.views import MemberView

LOG = "talks log 1"
AGREEMENT = "agreement 1"


def log(office: Office, session: Session) -> bytes:
    """Return a member's part of the log, with receipts."""
    view = office.view(session)
    rooms = sorted(view.heads)
    head: dict[str, Any] = {"goodoffices": LOG, "talks": office.talks, "rooms": rooms}
    lines = [canonical({"hash": r.hash.hex(), "record": json.loads(r.body)}) for r in view.records]
    if DESK in session.ring:
        head["numbers"] = {name: session.ring[name].id for name in rooms}
        office.spine(session)  # the whole one holds together, or this raises
        lines += _spine(office.talks, session.ring, view)
    lines.insert(0, canonical(head))
    lines += [canonical(r.to_dict()) for r in office.receipts(session, *rooms)]
    return b"\n".join(lines) + b"\n"


def _spine(talks: str, ring: Ring, view: MemberView) -> Iterator[bytes]:
    """Yield what binds a mediator's rooms in the order things happened.

    Only its own: a link for each record of a delegation's notes would tell when notes were taken,
    and who has answered a sealed ballot.
    """
    bound = genesis(talks, "spine")
    for record in sorted(view.records, key=lambda r: r.n):
        room, seq = ring[record.event.room].id, record.event.seq
        bound = bind(bound, str(room), seq, record.hash)
        link = {"room": room, "seq": seq, "hash": record.hash.hex(), "spine": bound.hex()}
        yield canonical(link)


def agreement(state: TalksState) -> bytes | None:
    """Return the agreement with all that was signed, or None before it is laid out."""
    laid = state.agreement
    if laid is None:
        return None
    initials = [
        {name: initial[name] for name in ("clause", "hash", "key", "name", "party", "signature")}
        for clause in laid.draft.clauses
        for _party, initial in sorted(state.initials.get(clause.hash, {}).items())
    ]
    plain = {
        "goodoffices": AGREEMENT,
        "talks": state.talks,
        "title": laid.draft.title,
        "languages": list(state.languages),
        "parties": [{"id": i, "name": n} for i, n in sorted(state.parties.items())],
        "clauses": [
            {"id": c.id, "heading": c.heading, "wording": dict(c.wording)}
            for c in laid.draft.clauses
        ],
        "annexes": [dict(a) for a in laid.annexes],
        "hash": laid.hash,
        "manifest": manifest(state, laid.draft, laid.annexes, laid.heads),
        "initials": initials,
        "signatures": [dict(s) for _party, s in sorted(laid.signatures.items())],
    }
    return canonical(plain) + b"\n"
