"""The rules of the talks: given what a member knows, what their act leads to, or why not.

:func:`decide` is pure; the time is an argument. It is given the state folded from the events that
member may see, so a party's act succeeds or fails by what that party can know, whatever happens in
other rooms. Each act is one small function below; :data:`GRANTED` says whose act it is at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from goodoffices.base.i18n import speaking
from goodoffices.talks.leave import layable, permission, to_write, width
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
from goodoffices.talks.state import CLAUSE_ANSWERS, Proposal, TalksState, manifest, standing_heads
from goodoffices.talks.text import Clause, Draft, digest, read_clause
from goodoffices.talks.words import ballot_rules

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
    "agreement.recall": frozenset({"mediator"}),
    "agreement.release": frozenset({"party"}),
    "head.hand": frozenset({"party"}),
    "head.call": frozenset({"mediator"}),
    "head.keep": frozenset({"party"}),
    "head.seat": frozenset({"mediator"}),
    "member.add": frozenset({"mediator"}),
    "member.renew": frozenset({"mediator"}),
    "member.remove": frozenset({"mediator", "party"}),
    "talks.close": frozenset({"mediator"}),
    "notes.share": frozenset({"party"}),
    "member.join": frozenset({"mediator", "party", "observer"}),
}
"""Whose act each is; nobody else's, whatever they send."""

BINDING = frozenset(
    {
        "relay.answer",
        "rules.accept",
        "text.initial",
        "ballot.cast",
        "worth.give",
        "agreement.sign",
        "agreement.release",
        "head.hand",
        "head.keep",
    }
)
"""Acts that bind a party: only the head of its delegation may do them."""

CALLED = timedelta(days=3)
"""How long a sitting head has to keep the seat when the mediator has named another head."""

BINDS = timedelta(days=1)
"""How long a new head's binding acts wait after everybody was told of the change."""

SILENCE = timedelta(seconds=10)
"""A server that did not answer for longer than this, near a ballot's time, moves that time."""

LAST = timedelta(minutes=10)
"""How long before a ballot's time a silence counts, and how long is given after it."""

STILL_OPEN = frozenset({"member.join", "member.renew", "notes.share"})
"""What can be done when the talks are closed: come in, and read."""

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
    if state.closed_at and act.kind not in STILL_OPEN:
        return Refusal("talks_closed")
    unfit = _binding_unfit(state, act, now) if act.kind in BINDING else None
    if unfit:
        return unfit
    decision = _DECIDERS[act.kind](state, act, now)
    if isinstance(decision, Refusal):
        return decision
    if not all(visible(fresh, act.by) or fresh.kind == "relay.received" for fresh in decision):
        return Refusal("not_yours")
    return decision


def _binding_unfit(state: TalksState, act: Act, now: str) -> Refusal | None:
    """Say why someone cannot bind a party: not its head by the log, or not for long enough."""
    if not state.heads_delegation(act.by):
        return Refusal("head_only")
    binds = state.heads[_own(act)].binds
    return Refusal("head_waits", {"when": binds}) if now < binds else None


def moved(proposal: Proposal, silent: str, back: str) -> PendingEvent | None:
    """Return the new time of a ballot near whose time the server did not answer, or None.

    A silence longer than :data:`SILENCE` that reaches into the last :data:`LAST` before the time
    gives everybody :data:`LAST` from when the server was back; a time is never moved forward.
    """
    if _span(silent, back) <= SILENCE or silent >= proposal.closes:
        return None
    closes = _later(back, LAST)
    if back <= _later(proposal.closes, -LAST) or closes <= proposal.closes:
        return None
    data = {"proposal": proposal.number, "closes": closes, "silent": silent, "back": back}
    return PendingEvent(TABLE, "proposal.moved", data, by="clerk")


def _span(start: str, end: str) -> timedelta:
    return datetime.strptime(end, STAMP) - datetime.strptime(start, STAMP)


def _later(at: str, span: timedelta) -> str:
    return (datetime.strptime(at, STAMP) + span).strftime(STAMP)


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
    levels = to_write(leave, state.others(act.by.party) if own_room else ())
    if not own_room and leave not in ("no", {}):
        return Refusal("only_own_words")
    if isinstance(leave, Mapping) and not set(leave) <= set(levels):
        return Refusal("between_parties")
    kept = {to: width(level) for to, level in levels.items()}
    said = {"text": text, "leave": kept, "party": act.by.party, "name": act.by.name}
    return (PendingEvent(room, "message", said),)


def _known_room(state: TalksState, room: str) -> bool:
    return room in (TABLE, DESK) or party_of(room) in state.parties


def _permit(state: TalksState, act: Act, now: str) -> Decision:
    party, to, level = _own(act), act.data["to"], act.data["leave"]
    room, seq = room_of(party), act.data["message"]
    message = state.message(room, seq)
    if message is None or message.party != party:
        return Refusal("no_message_of_yours")
    others = state.others(party)
    if to and to not in others:
        return Refusal("between_parties")
    changes = {
        other: level
        for other in ([to] if to else others)
        if level != message.level(other) or other in message.asked
    }
    if not changes:
        return Refusal("leave_is_so")
    wider = any(width(level) > width(message.level(other)) for other in changes)
    if wider and message.by != act.by.id:
        unfit = _binding_unfit(state, act, now)
        if unfit:
            return Refusal("head_widens") if unfit.why == "head_only" else unfit
    changed = {
        "message": seq,
        "leave": {other: width(level) for other, level in changes.items()},
        "name": act.by.name,
    }
    return (PendingEvent(room, "permitted", changed),)


def _relay_word(state: TalksState, act: Act, _now: str) -> Decision:
    party, to, words = act.data["party"], act.data["to"], act.data["words"]
    if party not in state.parties or to not in state.parties or party == to:
        return Refusal("between_parties")
    message = state.message(room_of(party), act.data["message"])
    if message is None or message.party != party:
        return Refusal("no_message_of_party")
    given = layable(message, to)
    if given is None:
        return Refusal("no_leave")
    verbatim = given.level == "as is"
    if verbatim and words != message.text:
        return Refusal("only_as_it_is")
    if any(
        r.sent_at and r.words == words
        for r in state.relays
        if (r.room, r.message, r.to) == (message.room, message.seq, to)
    ):
        return Refusal("passed_on_already")
    worded = {"message": message.seq, "to": to, "words": words, "verbatim": verbatim}
    return (PendingEvent(message.room, "relay.worded", worded),)


def _relay_answer(state: TalksState, act: Act, _now: str) -> Decision:
    room = room_of(_own(act))
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal("no_words_to_confirm")
    if relay.void_at is not None:
        return Refusal("leave_changed")
    if not relay.waiting:
        return Refusal("answered_already")
    yes = int(act.data["answer"] == "yes")
    answered = {"relay": relay.seq, "answer": yes, "name": act.by.name}
    return (PendingEvent(room, "relay.answered", answered),)


def _relay_send(state: TalksState, act: Act, _now: str) -> Decision:
    room = room_of(act.data["party"])
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal("no_words_to_pass_on")
    found = permission(state.message(room, relay.message), relay)
    if isinstance(found, Refusal):
        return found
    shared = {"words": found.words, "how": found.how, "by": found.by, "at": found.at}
    return (
        PendingEvent(room, "relay.sent", {"relay": relay.seq, "to": found.to, **shared}),
        PendingEvent(room_of(found.to), "relay.received", {"from": act.data["party"], **shared}),
    )


def _rules_accept(state: TalksState, act: Act, _now: str) -> Decision:
    if _own(act) in state.accepted:
        return Refusal("rules_accepted_already")
    accepted = {"party": act.by.party, "name": act.by.name, "key": act.data["key"]}
    with speaking("en"):
        # what was accepted stands in the log, in the language the program is written in
        accepted["rules"] = " ".join(ballot_rules())
    return (PendingEvent(TABLE, "rules.accepted", accepted),)


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
        "answer": CLAUSE_ANSWERS.index(answer),
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
        "annexes": act.data["annexes"],
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
    voted = [p for p in state.proposals if p.result and p.hash == draft.hash]
    initialled = all(map(state.initialled, draft.clauses))
    if not voted and not initialled:
        return Refusal("draft_not_agreed")
    annexes = act.data["annexes"] or (list(voted[-1].annexes) if voted else [])
    if not initialled and not any(list(p.annexes) == annexes for p in voted):
        return Refusal("annexes_not_agreed")
    heads = standing_heads(state)
    opened = {
        "draft": draft.number,
        "annexes": annexes,
        "heads": heads,
        "hash": digest(manifest(state, draft, annexes, heads)),
    }
    return (PendingEvent(TABLE, "agreement.opened", opened),)


def _agreement_sign(state: TalksState, act: Act, _now: str) -> Decision:
    agreement = state.agreement
    if agreement is None:
        return Refusal("no_agreement")
    if act.data["hash"] not in ("", agreement.hash):
        return Refusal("other_agreement")
    if agreement.recalled:
        return Refusal("agreement_recalled")
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


def _agreement_recall(state: TalksState, _act: Act, _now: str) -> Decision:
    laid = state.agreement
    if laid is None:
        return Refusal("no_agreement")
    if set(laid.signatures) == set(state.parties):
        return Refusal("signed_by_all")
    if not laid.signatures:
        return (PendingEvent(TABLE, "agreement.withdrawn", {"hash": laid.hash}),)
    if laid.recalled:
        return Refusal("recalled_already")
    return (PendingEvent(TABLE, "agreement.recalled", {"hash": laid.hash}),)


def _agreement_release(state: TalksState, act: Act, _now: str) -> Decision:
    laid, party = state.agreement, _own(act)
    if laid is None or not laid.recalled:
        return Refusal("not_recalled")
    if party not in laid.signatures or party in laid.released:
        return Refusal("released_already")
    released = PendingEvent(TABLE, "agreement.released", {"hash": laid.hash, "party": party})
    if laid.released | {party} < set(laid.signatures):
        return (released,)
    return (released, PendingEvent(TABLE, "agreement.withdrawn", {"hash": laid.hash}))


def _member_add(state: TalksState, act: Act, _now: str) -> Decision:
    room, head = act.data["room"], act.data["head"]
    if not _known_room(state, room) or room.startswith("notes:"):
        return Refusal("no_room")
    if head == "yes" and party_of(room) is None:
        return Refusal("no_delegation")
    if head == "yes" and party_of(room) in state.heads:
        return Refusal("head_sits")
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


def _talks_close(state: TalksState, _act: Act, _now: str) -> Decision:
    if any(p.result is None for p in state.proposals):
        return Refusal("proposal_open")
    return (PendingEvent(TABLE, "talks.closed", {}),)


def _home(member: Member) -> str:
    """Return the room that a member's coming and going is told in."""
    if member.role == "mediator":
        return DESK
    return room_of(member.party) if member.party else TABLE


def _fellow(state: TalksState, party: str, seat: str) -> Member | Refusal:
    """Return the delegate who is to head a delegation, who must have joined and not head it."""
    member = state.members.get(seat)
    if member is None or member.party != party or seat not in state.joined:
        return Refusal("no_member_of_delegation")
    return Refusal("heads_already") if state.heads_delegation(member) else member


def _seated(state: TalksState, member: Member, now: str, how: str) -> PendingEvent:
    """Return the change of a head, told to all at the table as what it is."""
    party = member.party or ""
    old = state.heads.get(party)
    changed = {
        "party": party,
        "member": member.id,
        "name": member.name,
        "from": old.name if old else "",
        "how": how,
        "binds": _later(now, BINDS),
    }
    return PendingEvent(TABLE, "head.changed", changed)


def _head_hand(state: TalksState, act: Act, now: str) -> Decision:
    member = _fellow(state, _own(act), act.data["member"])
    if isinstance(member, Refusal):
        return member
    return (_seated(state, member, now, "handed"),)


def _head_call(state: TalksState, act: Act, now: str) -> Decision:
    party = act.data["party"]
    if party not in state.parties:
        return Refusal("no_room")
    member = _fellow(state, party, act.data["member"])
    if isinstance(member, Refusal):
        return member
    if party in state.calls:
        return Refusal("called_already")
    called = {"member": member.id, "name": member.name, "stands": _later(now, CALLED)}
    return (PendingEvent(room_of(party), "head.called", called),)


def _head_keep(state: TalksState, act: Act, _now: str) -> Decision:
    party = _own(act)
    if party not in state.calls:
        return Refusal("not_called")
    return (PendingEvent(room_of(party), "head.kept", {"name": act.by.name}),)


def _head_seat(state: TalksState, act: Act, now: str) -> Decision:
    call = state.calls.get(act.data["party"])
    if call is None:
        return Refusal("not_called")
    if now < call.stands:
        return Refusal("may_still_keep", {"when": call.stands})
    member = _fellow(state, act.data["party"], call.member)
    if isinstance(member, Refusal):
        return member
    return (_seated(state, member, now, "called"),)


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
    "agreement.recall": _agreement_recall,
    "agreement.release": _agreement_release,
    "head.hand": _head_hand,
    "head.call": _head_call,
    "head.keep": _head_keep,
    "head.seat": _head_seat,
    "member.add": _member_add,
    "member.renew": _member_renew,
    "member.remove": _member_remove,
    "talks.close": _talks_close,
    "member.join": _member_join,
    "notes.share": _notes_share,
}
