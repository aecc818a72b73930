"""What is known at the talks, folded from the events one member may see.

:func:`evolve` is pure and total: the same events give the same state on every machine. A state is
only ever folded from a filtered list, so a decision taken on it cannot depend on what its member
may not know; that is how the wall between the rooms reaches into the rules themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goodoffices.talks.leave import (
    PartyMessage,
    Permission,
    Relay,
    after_change,
    made_void,
    permission,
    read_levels,
)
from goodoffices.talks.nouns import Member, Mode, TalksEvent, party_of, room_of
from goodoffices.talks.text import Clause, Draft, digest, read_draft

CLAUSE_ANSWERS = ("accept", "live", "cannot", "words")
"""How a clause is answered; the log holds an answer's place here, so that all are of one size."""


@dataclass(frozen=True, slots=True)
class Headship:
    """Who heads a delegation, since when, and from when on this head's acts bind the party."""

    member: str
    name: str
    since: str
    binds: str


@dataclass(frozen=True, slots=True)
class HeadCall:
    """A head the mediator has named; the sitting head may keep the seat until ``stands``."""

    member: str
    name: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mediator's proposal: a whole draft with its annexes, answered blindly until its time.

    ``moves`` are the silences of the server for which that time moved, (from, to).
    """

    number: int
    draft: int
    hash: str
    mode: Mode
    closes: str
    clerk: str
    annexes: tuple[Mapping[str, str], ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    result: bool | None = None

    def open(self, now: str) -> bool:
        """Whether answers are still taken."""
        return self.result is None and now < self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The text laid out for signature, with what has been signed.

    ``recalled`` is when the mediator asked to take it back; ``released`` are the parties that have
    signed and agree to that.
    """

    draft: Draft
    annexes: tuple[Mapping[str, str], ...]
    heads: tuple[Mapping[str, str], ...] = ()
    hash: str
    at: str
    signatures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    recalled: str | None = None
    released: frozenset[str] = frozenset()


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
    heads: Mapping[str, Headship] = field(default_factory=dict)
    calls: Mapping[str, HeadCall] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[PartyMessage, ...] = ()
    relays: tuple[Relay, ...] = ()
    drafts: tuple[Draft, ...] = ()
    answers: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    initials: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    ballots: Mapping[tuple[int, str], bool] = field(default_factory=dict)
    worths: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    agreement: Agreement | None = None
    closed_at: str = ""

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

    def others(self, party: str | None) -> tuple[str, ...]:
        """Return the parties besides one."""
        return tuple(other for other in self.parties if other != party)

    def passable(self, party: str) -> tuple[Permission, ...]:
        """Return what of a party's words may go to others now, by the one rule of leave."""
        asked = (
            permission(self.message(r.room, r.message), r)
            for r in self.relays
            if r.room == room_of(party)
        )
        return tuple(found for found in asked if isinstance(found, Permission))

    def heads_delegation(self, member: Member) -> bool:
        """Tell whether a member is the head of its delegation, as the log has it."""
        head = self.heads.get(member.party or "")
        return head is not None and head.member == member.id

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


def standing_heads(state: TalksState) -> list[dict[str, str]]:
    """Return who heads each delegation, since when, and when that person's keys were taken up.

    Only the mediator's state holds them all; it goes into what is signed, so that an agreement
    tells when a head changed or was invited anew.
    """
    return [
        {
            "party": party,
            "head": head.name,
            "since": head.since,
            "joined": state.joined.get(head.member, ""),
        }
        for party, head in sorted(state.heads.items())
    ]


def manifest(
    state: TalksState,
    draft: Draft,
    annexes: Iterable[Mapping[str, str]],
    heads: Sequence[Mapping[str, str]],
) -> dict[str, Any]:
    """Return what the parties sign: the hash of every clause and annex, who they are, who heads.

    ``heads`` is empty in agreements that were laid out before it was kept.
    """
    named = {"heads": [dict(h) for h in heads]} if heads else {}
    return {
        **named,
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
    # a delegation has one head: a second one, as older talks could have, is a delegate
    first = e.data["head"] == "yes" and party is not None and party not in state.heads
    member = Member(e.data["member"], e.data["name"], role, party, first)  # type: ignore[arg-type]
    heads = dict(state.heads)
    if first and party is not None:
        heads[party] = Headship(member.id, member.name, e.at, e.at)
    return replace(state, members={**state.members, member.id: member}, heads=heads)


def _talks_closed(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, closed_at=e.at)


def _member_removed(state: TalksState, e: TalksEvent) -> TalksState:
    gone = e.data["member"]
    return replace(
        state,
        members={i: m for i, m in state.members.items() if i != gone},
        keys={i: k for i, k in state.keys.items() if i != gone},
        joined={i: at for i, at in state.joined.items() if i != gone},
        calls={p: c for p, c in state.calls.items() if c.member != gone},
    )


def _member_joined(state: TalksState, e: TalksEvent) -> TalksState:
    keys, joined = {**state.keys, e.by: e.data["key"]}, {**state.joined, e.by: e.at}
    return replace(state, keys=keys, joined=joined)


def _head_called(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    call = HeadCall(d["member"], d["name"], d["stands"])
    return replace(state, calls={**state.calls, party_of(e.room) or "": call})


def _head_kept(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, calls=_without(state.calls, party_of(e.room) or ""))


def _head_changed(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    party = d["party"]
    headship = Headship(d["member"], d["name"], e.at, d["binds"])
    members = {
        m.id: replace(m, head=m.id == d["member"]) if m.party == party else m
        for m in state.members.values()
    }
    return replace(
        state,
        members=members,
        heads={**state.heads, party: headship},
        calls=_without(state.calls, party),
    )


def _without(calls: Mapping[str, HeadCall], party: str) -> dict[str, HeadCall]:
    return {p: call for p, call in calls.items() if p != party}


def _message(state: TalksState, e: TalksEvent) -> TalksState:
    party = e.data.get("party")
    said = PartyMessage(
        room=e.room,
        seq=e.seq,
        at=e.at,
        by=e.by,
        name=e.data.get("name", ""),
        text=e.data["text"],
        party=party,
    )
    own_room = party is not None and e.room == room_of(party)
    levels = read_levels(e.data["leave"], state.others(party)) if own_room else {}
    asked = {to: level for to, level in levels.items() if level != "no"}
    said = after_change(said, asked, str(said.name), e.at, consent=_by_head(state, e))
    return replace(state, messages=(*state.messages, said))


def _by_head(state: TalksState, e: TalksEvent) -> bool:
    """Tell whether a head whose acts bind did something in its delegation's room."""
    head = state.heads.get(party_of(e.room) or "")
    return head is not None and head.member == e.by and head.binds <= e.at


def _name(state: TalksState, seat: str) -> str:
    """Return a member's name, for records that did not hold it yet."""
    member = state.members.get(seat)
    return member.name if member else ""


def _permitted(state: TalksState, e: TalksEvent) -> TalksState:
    before = state.message(e.room, e.data["message"])
    if before is None:
        return state
    levels = read_levels(e.data["leave"], state.others(before.party))
    name = str(e.data.get("name") or _name(state, e.by))
    after = after_change(before, levels, name, e.at, consent=_by_head(state, e))
    return replace(
        state,
        messages=tuple(after if m is before else m for m in state.messages),
        relays=tuple(made_void(r, before, after, e.at) for r in state.relays),
    )


def _relay_worded(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    relay = Relay(
        room=e.room,
        seq=e.seq,
        message=d["message"],
        to=d["to"],
        words=d["words"],
        # older talks dated words that went as they were by the time they were laid
        verbatim=bool(d.get("verbatim") or d.get("confirmed_at")),
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
    if e.data["answer"] in (1, "yes"):
        name = str(e.data.get("name") or _name(state, e.by))
        return _change_relay(state, e, confirmed_at=e.at, confirmed_by=name)
    return _change_relay(state, e, declined=True)


def _relay_sent(state: TalksState, e: TalksEvent) -> TalksState:
    return _change_relay(state, e, sent_at=e.at)


def _rules_accepted(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, accepted=state.accepted | {e.data["party"]})


def _text_drafted(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, drafts=(*state.drafts, read_draft(e.data, e.at)))


def _text_answered(state: TalksState, e: TalksEvent) -> TalksState:
    party = party_of(e.room) or ""
    given = e.data["answer"]
    answer = (CLAUSE_ANSWERS[given] if isinstance(given, int) else given, e.data["words"])
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
        annexes=tuple(d.get("annexes", ())),
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


def _proposal_moved(state: TalksState, e: TalksEvent) -> TalksState:
    d = e.data
    known = state.proposal(d["proposal"])
    moves = (*(known.moves if known else ()), (d["silent"], d["back"]))
    return _change_proposal(state, d["proposal"], closes=d["closes"], moves=moves)


def _proposal_closed(state: TalksState, e: TalksEvent) -> TalksState:
    return _change_proposal(state, e.data["proposal"], result=e.data["agreed"])


def _ballot_cast(state: TalksState, e: TalksEvent) -> TalksState:
    key = (e.data["proposal"], party_of(e.room) or "")
    return replace(state, ballots={**state.ballots, key: bool(e.data["yes"])})


def _worth_given(state: TalksState, e: TalksEvent) -> TalksState:
    return replace(state, worths={**state.worths, party_of(e.room) or "": e.data})


def _agreement_opened(state: TalksState, e: TalksEvent) -> TalksState:
    opened = Agreement(
        draft=state.drafts[e.data["draft"] - 1],
        annexes=tuple(e.data["annexes"]),
        heads=tuple(e.data.get("heads", ())),
        hash=e.data["hash"],
        at=e.at,
    )
    return replace(state, agreement=opened)


def _agreement_signed(state: TalksState, e: TalksEvent) -> TalksState:
    laid = state.agreement
    if laid is None or laid.hash != e.data["hash"]:
        return state
    signatures = {**laid.signatures, e.data["party"]: {**e.data, "at": e.at}}
    return replace(state, agreement=replace(laid, signatures=signatures))


def _agreement_recalled(state: TalksState, e: TalksEvent) -> TalksState:
    laid = state.agreement
    return replace(state, agreement=replace(laid, recalled=e.at) if laid else None)


def _agreement_released(state: TalksState, e: TalksEvent) -> TalksState:
    laid = state.agreement
    if laid is None:
        return state
    return replace(state, agreement=replace(laid, released=laid.released | {e.data["party"]}))


def _agreement_withdrawn(state: TalksState, _e: TalksEvent) -> TalksState:
    return replace(state, agreement=None)


_STEPS: dict[str, Callable[[TalksState, TalksEvent], TalksState]] = {
    "convened": _convened,
    "member.added": _member_added,
    "member.joined": _member_joined,
    "member.removed": _member_removed,
    "talks.closed": _talks_closed,
    "head.called": _head_called,
    "head.kept": _head_kept,
    "head.changed": _head_changed,
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
    "proposal.moved": _proposal_moved,
    "proposal.closed": _proposal_closed,
    "ballot.cast": _ballot_cast,
    "worth.given": _worth_given,
    "agreement.opened": _agreement_opened,
    "agreement.signed": _agreement_signed,
    "agreement.recalled": _agreement_recalled,
    "agreement.released": _agreement_released,
    "agreement.withdrawn": _agreement_withdrawn,
}


def notable(state: TalksState, party: str) -> tuple[Relay, ...]:
    """Return the relays of a party's room that wait for its yes or no."""
    room = room_of(party)
    return tuple(r for r in state.relays if r.room == room and r.waiting)
