"""The rules of the talks: given what a member knows, what their act leads to, or why not.

:func:`decide` is pure; the time is an argument. It is given the state folded from the events that
member may see, so a party's act succeeds or fails by what that party can know, whatever happens in
other rooms. Each act is one small function below; :data:`GRANTED` says whose act it is at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from goodoffices.talks.nouns import (
    DESK,
    TABLE,
    Act,
    Member,
    PendingEvent,
    Refusal,
    Role,
    notes_of,
    party_of,
    room_of,
    visible,
)
from goodoffices.talks.state import Proposal, TalksState, manifest
from goodoffices.talks.text import Clause, Draft, digest, read_clause

Decision = tuple[PendingEvent, ...] | Refusal

GRANTED: dict[str, frozenset[Role]] = {
    "message": frozenset({"mediator", "party"}),
    "permit": frozenset({"party"}),
    "relay.word": frozenset({"mediator"}),
    "relay.answer": frozenset({"party"}),
    "relay.send": frozenset({"mediator"}),
    "rules.accept": frozenset({"party"}),
    "text.draft": frozenset({"mediator"}),
    "text.answer": frozenset({"party"}),
    "text.initial": frozenset({"party"}),
    "proposal.make": frozenset({"mediator"}),
    "proposal.extend": frozenset({"mediator"}),
    "ballot.cast": frozenset({"party"}),
    "worth.give": frozenset({"party"}),
    "agreement.open": frozenset({"mediator"}),
    "agreement.sign": frozenset({"party"}),
    "member.add": frozenset({"mediator"}),
    "member.renew": frozenset({"mediator"}),
    "member.remove": frozenset({"mediator", "party"}),
    "notes.share": frozenset({"party"}),
    "member.join": frozenset({"mediator", "party", "observer"}),
}
"""Whose act each is; nobody else's, whatever they send."""

BINDING = frozenset(
    {"relay.answer", "rules.accept", "text.initial", "ballot.cast", "worth.give", "agreement.sign"}
)
"""Acts that bind a party: only the head of its delegation may do them."""

SHORTEST_BALLOT = timedelta(minutes=1)
LONGEST_BALLOT = timedelta(days=366)
STAMP = "%Y-%m-%dT%H:%M:%SZ"


def decide(state: TalksState, act: Act, now: str) -> Decision:
    """Return the events an act leads to, or why it cannot be done.

    Parameters
    ----------
    state
        folded from the events visible to the member who acts.
    act
        with fields as :func:`goodoffices.talks.acts.admit` returns them.
    now
        UTC, ``2025-05-14T18:00:00Z``.
    """
    if act.by.role not in GRANTED.get(act.kind, frozenset()):
        return Refusal("not_yours")
    if act.kind in BINDING and not act.by.head:
        return Refusal("head_only")
    decision = _DECIDERS[act.kind](state, act, now)
    if isinstance(decision, Refusal):
        return decision
    if not all(visible(fresh, act.by) or fresh.kind == "relay.received" for fresh in decision):
        return Refusal("not_yours")
    return decision


def settle(proposal: Proposal, parties: Mapping[str, str], yes: frozenset[str]) -> PendingEvent:
    """Return the result of a ballot whose time has come; no answer is no.

    It is dated at the fixed time, whoever's visit led to the counting.
    """
    data = {"proposal": proposal.number, "agreed": bool(parties) and yes == frozenset(parties)}
    return PendingEvent(TABLE, "proposal.closed", data, by="clerk", at=proposal.closes)


def _own(act: Act) -> str:
    """Return the acting member's party; the grants above leave nobody without one."""
    assert act.by.party is not None  # noqa: S101 - GRANTED let only members of a party through
    return act.by.party


def _message(state: TalksState, act: Act, _now: str) -> Decision:
    room, text, leave = act.data["room"], act.data["text"], act.data["leave"]
    own_room = act.by.party is not None and room == room_of(act.by.party)
    if not visible(PendingEvent(room, "message"), act.by) or not _known_room(state, room):
        return Refusal("no_room")
    if room == TABLE and not state.plenary:
        return Refusal("no_plenary")
    if leave != "no" and not own_room:
        return Refusal("only_own_words")
    said = {"text": text, "leave": leave, "party": act.by.party, "name": act.by.name}
    return (PendingEvent(room, "message", said),)


def _known_room(state: TalksState, room: str) -> bool:
    return room in (TABLE, DESK) or party_of(room) in state.parties


def _permit(state: TalksState, act: Act, _now: str) -> Decision:
    room, seq = room_of(_own(act)), act.data["message"]
    message = state.message(room, seq)
    if message is None or message.party != act.by.party:
        return Refusal("no_message_of_yours")
    if any(r.message == seq and r.sent_at for r in state.relays if r.room == room):
        return Refusal("passed_on_already")
    changed = {"message": seq, "leave": act.data["leave"]}
    return (PendingEvent(room, "permitted", changed),)


def _relay_word(state: TalksState, act: Act, now: str) -> Decision:
    party, to, words = act.data["party"], act.data["to"], act.data["words"]
    if party not in state.parties or to not in state.parties or party == to:
        return Refusal("between_parties")
    message = state.message(room_of(party), act.data["message"])
    if message is None or message.party != party:
        return Refusal("no_message_of_party")
    if message.leave == "no":
        return Refusal("no_leave")
    as_is = message.leave == "as is"
    if as_is and words != message.text:
        return Refusal("only_as_it_is")
    worded = {
        "message": message.seq,
        "to": to,
        "words": words,
        "confirmed_at": now if as_is else "",
    }
    return (PendingEvent(message.room, "relay.worded", worded),)


def _relay_answer(state: TalksState, act: Act, _now: str) -> Decision:
    room = room_of(_own(act))
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal("no_words_to_confirm")
    if not relay.waiting:
        return Refusal("answered_already")
    answered = {"relay": relay.seq, "answer": act.data["answer"]}
    return (PendingEvent(room, "relay.answered", answered),)


def _relay_send(state: TalksState, act: Act, _now: str) -> Decision:
    room = room_of(act.data["party"])
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal("no_words_to_pass_on")
    message = state.message(room, relay.message)
    if relay.sent_at is not None:
        return Refusal("passed_on_already")
    if relay.confirmed_at is None:
        return Refusal("not_confirmed")
    if message is None or message.leave == "no":
        return Refusal("leave_withdrawn")
    shared = {"words": relay.words, "confirmed_at": relay.confirmed_at}
    return (
        PendingEvent(room, "relay.sent", {"relay": relay.seq, "to": relay.to, **shared}),
        PendingEvent(room_of(relay.to), "relay.received", {"from": act.data["party"], **shared}),
    )


def _rules_accept(state: TalksState, act: Act, _now: str) -> Decision:
    if _own(act) in state.accepted:
        return Refusal("rules_accepted_already")
    return (PendingEvent(TABLE, "rules.accepted", {"party": act.by.party}),)


def _text_draft(state: TalksState, act: Act, _now: str) -> Decision:
    if state.agreement is not None:
        return Refusal("laid_out")
    clauses = [read_clause(c) for c in act.data["clauses"]]
    for clause in clauses:
        unfit = _clause_unfit(state, clause)
        if unfit:
            return unfit
    for old in state.draft.clauses if state.draft else ():
        if state.initialled(old) and old.hash not in {c.hash for c in clauses}:
            return Refusal("clause_initialled", {"clause": old.id})
    drafted = {**act.data, "draft": len(state.drafts) + 1}
    return (PendingEvent(TABLE, "text.drafted", drafted),)


def _clause_unfit(state: TalksState, clause: Clause) -> Refusal | None:
    """Say why a clause cannot stand in a draft, or None."""
    if state.authentic not in clause.wording:
        return Refusal("clause_not_authentic", {"clause": clause.id})
    if set(clause.wording) - set(state.languages):
        return Refusal("clause_foreign", {"clause": clause.id})
    if clause.status == "open":
        return None
    if clause.bracketed:
        return Refusal("clause_has_brackets", {"clause": clause.id})
    if state.accepted_by(clause) != frozenset(state.parties):
        return Refusal("clause_not_accepted", {"clause": clause.id})
    return None


def _latest(state: TalksState, act: Act) -> tuple[Draft, Clause] | Refusal:
    """Find the clause an act is about; only the latest draft can be answered."""
    draft = state.draft
    if draft is None or draft.number != act.data["draft"]:
        return Refusal("newer_draft")
    clause = draft.clause(act.data["clause"])
    return (draft, clause) if clause else Refusal("no_clause")


def _text_answer(state: TalksState, act: Act, _now: str) -> Decision:
    found = _latest(state, act)
    if isinstance(found, Refusal):
        return found
    draft, clause = found
    answer, words = act.data["answer"], act.data["words"]
    if answer == "words" and not words:
        return Refusal("words_missing")
    if clause.bracketed and answer in ("accept", "live"):
        return Refusal("clause_bracketed")
    given = {
        "draft": draft.number,
        "clause": clause.id,
        "hash": clause.hash,
        "answer": answer,
        "words": words,
    }
    return (PendingEvent(room_of(_own(act)), "text.answered", given),)


def _text_initial(state: TalksState, act: Act, _now: str) -> Decision:
    found = _latest(state, act)
    if isinstance(found, Refusal):
        return found
    draft, clause = found
    if clause.status != "agreed":
        return Refusal("clause_not_agreed")
    if act.by.party in state.initials.get(clause.hash, {}):
        return Refusal("initialled_already")
    initial = {
        "draft": draft.number,
        "clause": clause.id,
        "hash": clause.hash,
        "party": act.by.party,
        "name": act.by.name,
        "key": act.data["key"],
        "signature": act.data["signature"],
    }
    return (PendingEvent(TABLE, "text.initialled", initial),)


def _proposal_make(state: TalksState, act: Act, now: str) -> Decision:
    number = act.data["draft"]
    draft = state.drafts[number - 1] if number <= len(state.drafts) else None
    if state.accepted != frozenset(state.parties):
        return Refusal("rules_not_accepted")
    if draft is None or not draft.settled:
        return Refusal("draft_not_settled")
    if state.agreement is not None:
        return Refusal("laid_out")
    if any(p.result is None for p in state.proposals):
        return Refusal("proposal_open")
    unfit = _time_unfit(act.data["closes"], now)
    if unfit:
        return unfit
    made = {
        "proposal": len(state.proposals) + 1,
        "draft": draft.number,
        "hash": draft.hash,
        "mode": act.data["mode"],
        "closes": act.data["closes"],
        "clerk": act.data["clerk"],
    }
    return (PendingEvent(TABLE, "proposal.made", made),)


def _time_unfit(closes: str, now: str) -> Refusal | None:
    """Say why a ballot cannot close at a time, or None."""
    try:
        ahead = datetime.strptime(closes, STAMP) - datetime.strptime(now, STAMP)
    except ValueError:
        return Refusal("no_time")
    if ahead < SHORTEST_BALLOT:
        return Refusal("ballot_too_short")
    return Refusal("ballot_too_long") if ahead > LONGEST_BALLOT else None


def _proposal_extend(state: TalksState, act: Act, now: str) -> Decision:
    proposal = state.proposal(act.data["proposal"])
    if proposal is None or not proposal.open(now):
        return Refusal("no_open_proposal")
    if act.data["closes"] <= proposal.closes:
        return Refusal("only_longer")
    unfit = _time_unfit(act.data["closes"], now)
    if unfit:
        return unfit
    longer = {"proposal": proposal.number, "closes": act.data["closes"]}
    return (PendingEvent(TABLE, "proposal.extended", longer),)


def _ballot_cast(state: TalksState, act: Act, now: str) -> Decision:
    proposal = state.proposal(act.data["proposal"])
    if proposal is None or not proposal.open(now):
        return Refusal("ballot_over")
    party = _own(act)
    room = room_of(party) if proposal.mode == "mediator" else notes_of(party)
    # a number, so that yes and no are the same size on the disk
    cast = {"proposal": proposal.number, "yes": int(act.data["answer"] == "yes")}
    return (PendingEvent(room, "ballot.cast", cast),)


def _worth_give(_state: TalksState, act: Act, _now: str) -> Decision:
    return (PendingEvent(room_of(_own(act)), "worth.given", dict(act.data)),)


def _agreement_open(state: TalksState, act: Act, _now: str) -> Decision:
    if state.agreement is not None:
        return Refusal("laid_out_already")
    number = act.data["draft"]
    draft = state.drafts[number - 1] if number <= len(state.drafts) else None
    if draft is None:
        return Refusal("no_draft")
    voted = any(p.result and p.hash == draft.hash for p in state.proposals)
    if not voted and not all(map(state.initialled, draft.clauses)):
        return Refusal("draft_not_agreed")
    opened = {
        "draft": draft.number,
        "annexes": act.data["annexes"],
        "hash": digest(manifest(state, draft, act.data["annexes"])),
    }
    return (PendingEvent(TABLE, "agreement.opened", opened),)


def _agreement_sign(state: TalksState, act: Act, _now: str) -> Decision:
    agreement = state.agreement
    if agreement is None:
        return Refusal("no_agreement")
    if act.by.party in agreement.signatures:
        return Refusal("signed_already")
    signed = {
        "party": act.by.party,
        "name": act.by.name,
        "hash": agreement.hash,
        "key": act.data["key"],
        "signature": act.data["signature"],
    }
    return (PendingEvent(TABLE, "agreement.signed", signed),)


def _member_add(state: TalksState, act: Act, _now: str) -> Decision:
    room, head = act.data["room"], act.data["head"]
    if not _known_room(state, room) or room.startswith("notes:"):
        return Refusal("no_room")
    if head == "yes" and party_of(room) is None:
        return Refusal("no_delegation")
    added = {"member": act.data["member"], "name": act.data["name"], "head": head}
    return (PendingEvent(room, "member.added", added),)


def _member_renew(state: TalksState, act: Act, _now: str) -> Decision:
    member = state.members.get(act.data["member"])
    if member is None:
        return Refusal("no_member")
    return (PendingEvent(_home(member), "member.renewed", {"member": member.id}),)


def _member_remove(state: TalksState, act: Act, _now: str) -> Decision:
    member = state.members.get(act.data["member"])
    if member is None:
        return Refusal("no_member")
    if act.by.role == "party" and not (act.by.head and act.by.party == member.party):
        return Refusal("not_yours")
    if member.head:
        return Refusal("head_stays")
    last = [m for m in state.members.values() if m.role == "mediator"] == [member]
    if last:
        return Refusal("last_mediator")
    told = {"member": member.id, "name": member.name}
    return (PendingEvent(_home(member), "member.removed", told),)


def _home(member: Member) -> str:
    """Return the room that a member's coming and going is told in."""
    if member.role == "mediator":
        return DESK
    return room_of(member.party) if member.party else TABLE


def _notes_share(state: TalksState, act: Act, _now: str) -> Decision:
    member = state.members.get(act.data["member"])
    if member is None or member.party != act.by.party:
        return Refusal("no_member_of_yours")
    return (PendingEvent(notes_of(_own(act)), "notes.shared", {"member": member.id}),)


def _member_join(_state: TalksState, act: Act, _now: str) -> Decision:
    # an observer's coming is no business of the table's
    if act.by.role == "observer":
        return ()
    return (PendingEvent(_home(act.by), "member.joined", dict(act.data)),)


_DECIDERS: dict[str, Callable[[TalksState, Act, str], Decision]] = {
    "message": _message,
    "permit": _permit,
    "relay.word": _relay_word,
    "relay.answer": _relay_answer,
    "relay.send": _relay_send,
    "rules.accept": _rules_accept,
    "text.draft": _text_draft,
    "text.answer": _text_answer,
    "text.initial": _text_initial,
    "proposal.make": _proposal_make,
    "proposal.extend": _proposal_extend,
    "ballot.cast": _ballot_cast,
    "worth.give": _worth_give,
    "agreement.open": _agreement_open,
    "agreement.sign": _agreement_sign,
    "member.add": _member_add,
    "member.renew": _member_renew,
    "member.remove": _member_remove,
    "member.join": _member_join,
    "notes.share": _notes_share,
}
