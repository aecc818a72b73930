"""What is known at the talks, folded from the events one member may see.

:func:`evolve` is pure and total: the same events give the same state on every machine. A state is
only ever folded from a filtered list, so a decision taken on it cannot depend on what its member
may not know; that is how the wall between the rooms reaches into the rules themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from goodoffices.talks.nouns import Leave, Member, Mode, TalksEvent, party_of, room_of
from goodoffices.talks.text import Clause, Draft, digest, read_draft


@dataclass(frozen=True, slots=True)
class PartyMessage:
    """Words said in a room; ``party`` is whose words they are, None for the mediator's."""

    room: str
    seq: int
    at: str
    by: str
    text: str
    leave: Leave
    party: str | None


@dataclass(frozen=True, slots=True)
class Relay:
    """Words of one party on their way to another, as they stand in the origin's room."""

    room: str
    seq: int
    message: int
    to: str
    words: str
    confirmed_at: str | None = None
    declined: bool = False
    sent_at: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether the origin party has still to say yes or no to the words."""
        return self.confirmed_at is None and not self.declined


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mediator's proposal: a whole draft, answered blindly until a fixed time."""

    number: int
    draft: int
    hash: str
    mode: Mode
    closes: str
    clerk: str
    result: bool | None = None

    def open(self, now: str) -> bool:
        """Whether answers are still taken."""
        return self.result is None and now < self.closes


@dataclass(frozen=True, slots=True)
class Agreement:
    """The text laid out for signature, with what has been signed."""

    draft: Draft
    annexes: tuple[Mapping[str, str], ...]
    hash: str
    at: str
    signatures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalksState:
    """Everything one member knows that a decision may need."""

    talks: str = ""
    title: str = ""
    parties: Mapping[str, str] = field(default_factory=dict)
    agenda: tuple[str, ...] = ()
    issues: tuple[Mapping[str, Any], ...] = ()
    mediators: tuple[str, ...] = ()
    plenary: bool = False
    languages: tuple[str, ...] = ("en",)
    accepted: frozenset[str] = frozenset()
    members: Mapping[str, Member] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[PartyMessage, ...] = ()
    relays: tuple[Relay, ...] = ()
    drafts: tuple[Draft, ...] = ()
    answers: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    initials: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    ballots: Mapping[tuple[int, str], bool] = field(default_factory=dict)
    worths: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    agreement: Agreement | None = None

    @property
    def draft(self) -> Draft | None:
        """The latest draft."""
        return self.drafts[-1] if self.drafts else None

    @property
    def authentic(self) -> str:
        """The language whose wording holds where two differ."""
        return self.languages[0]

    def message(self, room: str, seq: int) -> PartyMessage | None:
        """Return a message by its number in a room."""
        return next((m for m in self.messages if m.seq == seq and m.room == room), None)

    def relay(self, room: str, seq: int) -> Relay | None:
        """Return a relay by its number in the origin's room."""
        return next((r for r in self.relays if r.seq == seq and r.room == room), None)

    def proposal(self, number: int) -> Proposal | None:
        """Return a proposal by its number."""
        return self.proposals[number - 1] if 0 < number <= len(self.proposals) else None

    def initialled(self, clause: Clause) -> bool:
        """Whether every party has initialled the clause in these very words."""
        return bool(self.parties) and set(self.initials.get(clause.hash, ())) == set(self.parties)

    def accepted_by(self, clause: Clause) -> frozenset[str]:
        """Return the parties known to accept, or to be able to live with, these very words."""
        given = ((p, self.answers.get((p, clause.hash))) for p in self.parties)
        return frozenset(p for p, answer in given if answer and answer[0] in ("accept", "live"))


def manifest(
    state: TalksState, draft: Draft, annexes: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """Return what the parties sign: the hash of every clause and annex, and who they are."""
    return {
        "goodoffices": "agreement 1",
        "talks": state.talks,
        "title": draft.title,
        "languages": list(state.languages),
        "parties": [{"id": i, "name": n} for i, n in sorted(state.parties.items())],
        "clauses": [{"id": c.id, "hash": c.hash} for c in draft.clauses],
        "annexes": [{"heading": a["heading"], "hash": digest(dict(a))} for a in annexes],
    }


def fold(events: Iterable[TalksEvent], state: TalksState | None = None) -> TalksState:
    """Return the state after some events."""
    state = state or TalksState()
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: TalksState, event: TalksEvent) -> TalksState:
    """Return the state after one event; an event of a kind that changes nothing leaves it be."""
    step = _STEPS.get(event.kind)
    return step(state, event) if step else state


def _convened(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    return replace(
        state,
        talks=d["talks"],
        title=d["title"],
        parties={p["id"]: p["name"] for p in d["parties"]},
        agenda=tuple(d["agenda"]),
        issues=tuple(d.get("issues", ())),
        mediators=tuple(d["mediators"]),
        plenary=d["plenary"],
        languages=tuple(d["languages"]),
    )


def _member_added(state: TalksState, e: TalksEvent) -> TalksState:
    party = party_of(e.room)
    role = "party" if party else "mediator" if e.room == "desk" else "observer"
    member = Member(e.data["member"], e.data["name"], role, party, e.data["head"] == "yes")  # type: ignore[arg-type]
    return replace(state, members={**state.members, member.id: member})


def _member_removed(state: TalksState, e: TalksEvent) -> TalksState:
    gone = e.data["member"]
    return replace(
        state,
        members={i: m for i, m in state.members.items() if i != gone},
        keys={i: k for i, k in state.keys.items() if i != gone},
    )


def _member_joined(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, keys={**state.keys, e.by: e.data["key"]})


def _message(state: TalksState, e: TalksEvent) -> TalksState:
    by_party = e.data.get("party")
    said = PartyMessage(
        room=e.room,
        seq=e.seq,
        at=e.at,
        by=e.by,
        text=e.data["text"],
        leave=e.data["leave"],
        party=by_party,
    )
    return replace(state, messages=(*state.messages, said))


def _permitted(state: TalksState, e: TalksEvent) -> TalksState:
    changed = tuple(
        replace(m, leave=e.data["leave"]) if m.seq == e.data["message"] and m.room == e.room else m
        for m in state.messages
    )
    return replace(state, messages=changed)


def _relay_worded(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    confirmed = d["confirmed_at"] or None
    relay = Relay(
        room=e.room,
        seq=e.seq,
        message=d["message"],
        to=d["to"],
        words=d["words"],
        confirmed_at=confirmed,
    )
    return replace(state, relays=(*state.relays, relay))


def _change_relay(
    state: TalksState,
    e: TalksEvent,
    **changes: Any,  # noqa: ANN401 - fields of Relay
) -> TalksState:
    changed = tuple(
        replace(r, **changes) if r.seq == e.data["relay"] and r.room == e.room else r
        for r in state.relays
    )
    return replace(state, relays=changed)


def _relay_answered(state: TalksState, e: TalksEvent) -> TalksState:
    if e.data["answer"] == "yes":
        return _change_relay(state, e, confirmed_at=e.at)
    return _change_relay(state, e, declined=True)


def _relay_sent(state: TalksState, e: TalksEvent) -> TalksState:
    return _change_relay(state, e, sent_at=e.at)


def _rules_accepted(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, accepted=state.accepted | {e.data["party"]})


def _text_drafted(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, drafts=(*state.drafts, read_draft(e.data, e.at)))


def _text_answered(state: TalksState, e: TalksEvent) -> TalksState:
    party = party_of(e.room) or ""
    answer = (e.data["answer"], e.data["words"])
    return replace(state, answers={**state.answers, (party, e.data["hash"]): answer})


def _text_initialled(state: TalksState, e: TalksEvent) -> TalksState:
    clause = {**state.initials.get(e.data["hash"], {}), e.data["party"]: e.data}
    return replace(state, initials={**state.initials, e.data["hash"]: clause})


def _proposal_made(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    made = Proposal(
        number=d["proposal"],
        draft=d["draft"],
        hash=d["hash"],
        mode=d["mode"],
        closes=d["closes"],
        clerk=d["clerk"],
    )
    return replace(state, proposals=(*state.proposals, made))


def _change_proposal(state: TalksState, number: int, **changes: Any) -> TalksState:  # noqa: ANN401 - fields of Proposal
    return replace(
        state,
        proposals=tuple(
            replace(p, **changes) if p.number == number else p for p in state.proposals
        ),
    )


def _proposal_extended(state: TalksState, e: TalksEvent) -> TalksState:
    return _change_proposal(state, e.data["proposal"], closes=e.data["closes"])


def _proposal_closed(state: TalksState, e: TalksEvent) -> TalksState:
    return _change_proposal(state, e.data["proposal"], result=e.data["agreed"])


def _ballot_cast(state: TalksState, e: TalksEvent) -> TalksState:
    key = (e.data["proposal"], party_of(e.room) or "")
    return replace(state, ballots={**state.ballots, key: bool(e.data["yes"])})


def _worth_given(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, worths={**state.worths, party_of(e.room) or "": e.data})


def _agreement_opened(state: TalksState, e: TalksEvent) -> TalksState:
    draft = state.drafts[e.data["draft"] - 1]
    opened = Agreement(draft, tuple(e.data["annexes"]), e.data["hash"], e.at)
    return replace(state, agreement=opened)


def _agreement_signed(state: TalksState, e: TalksEvent) -> TalksState:
    if state.agreement is None:
        return state
    signatures = {**state.agreement.signatures, e.data["party"]: {**e.data, "at": e.at}}
    return replace(state, agreement=replace(state.agreement, signatures=signatures))


_STEPS: dict[str, Callable[[TalksState, TalksEvent], TalksState]] = {
    "convened": _convened,
    "member.added": _member_added,
    "member.joined": _member_joined,
    "member.removed": _member_removed,
    "message": _message,
    "permitted": _permitted,
    "relay.worded": _relay_worded,
    "relay.answered": _relay_answered,
    "relay.sent": _relay_sent,
    "rules.accepted": _rules_accepted,
    "text.drafted": _text_drafted,
    "text.answered": _text_answered,
    "text.initialled": _text_initialled,
    "proposal.made": _proposal_made,
    "proposal.extended": _proposal_extended,
    "proposal.closed": _proposal_closed,
    "ballot.cast": _ballot_cast,
    "worth.given": _worth_given,
    "agreement.opened": _agreement_opened,
    "agreement.signed": _agreement_signed,
}


def notable(state: TalksState, party: str) -> tuple[Relay, ...]:
    """Return the relays of a party's room that wait for its yes or no."""
    room = room_of(party)
    return tuple(r for r in state.relays if r.room == room and r.waiting)
