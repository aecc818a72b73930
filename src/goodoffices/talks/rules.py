"""The rules of the talks: given what a member knows, what their act leads to, or why not.

:func:`decide` is pure; the time is an argument. It is given the state folded from the events that
member may see, so a party's act succeeds or fails by what that party can know, whatever happens in
other rooms. Each act is one small function below; :data:`GRANTED` says whose act it is at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from goodoffices.base.i18n import _
from goodoffices.talks.nouns import (
    DESK,
    TABLE,
    Act,
    Fresh,
    Member,
    Refusal,
    Role,
    notes_of,
    party_of,
    room_of,
    visible,
)
from goodoffices.talks.state import Proposal, State, manifest
from goodoffices.talks.text import Clause, Draft, digest, read_clause

Decision = tuple[Fresh, ...] | Refusal

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


def decide(state: State, act: Act, now: str) -> Decision:
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
        return Refusal(_("this is not yours to do"))
    if act.kind in BINDING and not act.by.head:
        return Refusal(_("only the head of the delegation can do this"))
    decision = _DECIDERS[act.kind](state, act, now)
    if isinstance(decision, Refusal):
        return decision
    if not all(visible(fresh, act.by) or fresh.kind == "relay.received" for fresh in decision):
        return Refusal(_("this is not yours to do"))
    return decision


def settle(proposal: Proposal, parties: Mapping[str, str], yes: frozenset[str]) -> Fresh:
    """Return the result of a ballot whose time has come; no answer is no.

    It is dated at the fixed time, whoever's visit led to the counting.
    """
    data = {"proposal": proposal.number, "agreed": bool(parties) and yes == frozenset(parties)}
    return Fresh(TABLE, "proposal.closed", data, by="clerk", at=proposal.closes)


def _own(act: Act) -> str:
    """Return the acting member's party; the grants above leave nobody without one."""
    assert act.by.party is not None  # noqa: S101 - GRANTED let only members of a party through
    return act.by.party


def _message(state: State, act: Act, _now: str) -> Decision:
    room, text, leave = act.data["room"], act.data["text"], act.data["leave"]
    own_room = act.by.party is not None and room == room_of(act.by.party)
    if not visible(Fresh(room, "message"), act.by) or not _known_room(state, room):
        return Refusal(_("there is no such room"))
    if room == TABLE and not state.plenary:
        return Refusal(_("the rules of these talks have no plenary messages"))
    if leave != "no" and not own_room:
        return Refusal(_("only a party's own words in its own room can be passed on"))
    said = {"text": text, "leave": leave, "party": act.by.party, "name": act.by.name}
    return (Fresh(room, "message", said),)


def _known_room(state: State, room: str) -> bool:
    return room in (TABLE, DESK) or party_of(room) in state.parties


def _permit(state: State, act: Act, _now: str) -> Decision:
    room, seq = room_of(_own(act)), act.data["message"]
    message = state.message(room, seq)
    if message is None or message.party != act.by.party:
        return Refusal(_("there is no such message of yours"))
    if any(r.message == seq and r.sent_at for r in state.relays if r.room == room):
        return Refusal(_("these words have been passed on already"))
    changed = {"message": seq, "leave": act.data["leave"]}
    return (Fresh(room, "permitted", changed),)


def _relay_word(state: State, act: Act, now: str) -> Decision:
    party, to, words = act.data["party"], act.data["to"], act.data["words"]
    if party not in state.parties or to not in state.parties or party == to:
        return Refusal(_("words are passed on from one party to another"))
    message = state.message(room_of(party), act.data["message"])
    if message is None or message.party != party:
        return Refusal(_("there is no such message of that party"))
    if message.leave == "no":
        return Refusal(_("the party has not said that this may be passed on"))
    as_is = message.leave == "as is"
    if as_is and words != message.text:
        return Refusal(_("this may be passed on only as it is, word for word"))
    worded = {
        "message": message.seq,
        "to": to,
        "words": words,
        "confirmed_at": now if as_is else "",
    }
    return (Fresh(message.room, "relay.worded", worded),)


def _relay_answer(state: State, act: Act, _now: str) -> Decision:
    room = room_of(_own(act))
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal(_("there are no such words to confirm"))
    if not relay.waiting:
        return Refusal(_("these words have been answered already"))
    answered = {"relay": relay.seq, "answer": act.data["answer"]}
    return (Fresh(room, "relay.answered", answered),)


def _relay_send(state: State, act: Act, _now: str) -> Decision:
    room = room_of(act.data["party"])
    relay = state.relay(room, act.data["relay"])
    if relay is None:
        return Refusal(_("there are no such words to pass on"))
    message = state.message(room, relay.message)
    if relay.sent_at is not None:
        return Refusal(_("these words have been passed on already"))
    if relay.confirmed_at is None:
        return Refusal(_("the party has not confirmed these words"))
    if message is None or message.leave == "no":
        return Refusal(_("the party has withdrawn its leave to pass this on"))
    shared = {"words": relay.words, "confirmed_at": relay.confirmed_at}
    return (
        Fresh(room, "relay.sent", {"relay": relay.seq, "to": relay.to, **shared}),
        Fresh(room_of(relay.to), "relay.received", {"from": act.data["party"], **shared}),
    )


def _rules_accept(state: State, act: Act, _now: str) -> Decision:
    if _own(act) in state.accepted:
        return Refusal(_("your delegation has accepted the rules already"))
    return (Fresh(TABLE, "rules.accepted", {"party": act.by.party}),)


def _text_draft(state: State, act: Act, _now: str) -> Decision:
    if state.agreement is not None:
        return Refusal(_("the text is laid out for signature and cannot change"))
    clauses = [read_clause(c) for c in act.data["clauses"]]
    for clause in clauses:
        why = _clause_unfit(state, clause)
        if why:
            return Refusal(why)
    for old in state.draft.clauses if state.draft else ():
        if state.initialled(old) and old.hash not in {c.hash for c in clauses}:
            return Refusal(
                _("clause {clause} is initialled by all and cannot change").format(clause=old.id)
            )
    drafted = {**act.data, "draft": len(state.drafts) + 1}
    return (Fresh(TABLE, "text.drafted", drafted),)


def _clause_unfit(state: State, clause: Clause) -> str | None:
    """Say why a clause cannot stand in a draft, or None."""
    if state.authentic not in clause.wording:
        return _("clause {clause} has no words in the authentic language").format(clause=clause.id)
    if set(clause.wording) - set(state.languages):
        return _("clause {clause} is in a language these talks do not use").format(clause=clause.id)
    if clause.status == "open":
        return None
    if clause.bracketed:
        return _("clause {clause} has brackets and so is not agreed").format(clause=clause.id)
    if state.accepted_by(clause) != frozenset(state.parties):
        return _("clause {clause} is not accepted by every party in these words").format(
            clause=clause.id
        )
    return None


def _latest(state: State, act: Act) -> tuple[Draft, Clause] | Refusal:
    """Find the clause an act is about; only the latest draft can be answered."""
    draft = state.draft
    if draft is None or draft.number != act.data["draft"]:
        return Refusal(_("there is a newer draft; please read that one"))
    clause = draft.clause(act.data["clause"])
    return (draft, clause) if clause else Refusal(_("there is no such clause"))


def _text_answer(state: State, act: Act, _now: str) -> Decision:
    found = _latest(state, act)
    if isinstance(found, Refusal):
        return found
    draft, clause = found
    answer, words = act.data["answer"], act.data["words"]
    if answer == "words" and not words:
        return Refusal(_("please write the words you suggest"))
    if clause.bracketed and answer in ("accept", "live"):
        return Refusal(_("the clause still has alternatives; please suggest words instead"))
    given = {
        "draft": draft.number,
        "clause": clause.id,
        "hash": clause.hash,
        "answer": answer,
        "words": words,
    }
    return (Fresh(room_of(_own(act)), "text.answered", given),)


def _text_initial(state: State, act: Act, _now: str) -> Decision:
    found = _latest(state, act)
    if isinstance(found, Refusal):
        return found
    draft, clause = found
    if clause.status != "agreed":
        return Refusal(_("only an agreed clause can be initialled"))
    if act.by.party in state.initials.get(clause.hash, {}):
        return Refusal(_("your delegation has initialled this clause already"))
    initial = {
        "draft": draft.number,
        "clause": clause.id,
        "hash": clause.hash,
        "party": act.by.party,
        "name": act.by.name,
        "key": act.data["key"],
        "signature": act.data["signature"],
    }
    return (Fresh(TABLE, "text.initialled", initial),)


def _proposal_make(state: State, act: Act, now: str) -> Decision:
    number = act.data["draft"]
    draft = state.drafts[number - 1] if number <= len(state.drafts) else None
    if state.accepted != frozenset(state.parties):
        return Refusal(_("the rules of the ballot are not yet accepted by every party"))
    if draft is None or not draft.settled:
        return Refusal(_("a proposal is a whole draft without brackets"))
    if state.agreement is not None:
        return Refusal(_("the text is laid out for signature and cannot change"))
    if any(p.result is None for p in state.proposals):
        return Refusal(_("another proposal is still open"))
    why = _time_unfit(act.data["closes"], now)
    if why:
        return Refusal(why)
    made = {
        "proposal": len(state.proposals) + 1,
        "draft": draft.number,
        "hash": draft.hash,
        "mode": act.data["mode"],
        "closes": act.data["closes"],
        "clerk": act.data["clerk"],
    }
    return (Fresh(TABLE, "proposal.made", made),)


def _time_unfit(closes: str, now: str) -> str | None:
    """Say why a ballot cannot close at a time, or None."""
    try:
        ahead = datetime.strptime(closes, STAMP) - datetime.strptime(now, STAMP)
    except ValueError:
        return _("there is no such time")
    if ahead < SHORTEST_BALLOT:
        return _("a ballot must stay open for at least a minute")
    return _("a ballot cannot stay open for over a year") if ahead > LONGEST_BALLOT else None


def _proposal_extend(state: State, act: Act, now: str) -> Decision:
    proposal = state.proposal(act.data["proposal"])
    if proposal is None or not proposal.open(now):
        return Refusal(_("there is no such open proposal"))
    if act.data["closes"] <= proposal.closes:
        return Refusal(_("a ballot can be made longer, not shorter"))
    why = _time_unfit(act.data["closes"], now)
    if why:
        return Refusal(why)
    longer = {"proposal": proposal.number, "closes": act.data["closes"]}
    return (Fresh(TABLE, "proposal.extended", longer),)


def _ballot_cast(state: State, act: Act, now: str) -> Decision:
    proposal = state.proposal(act.data["proposal"])
    if proposal is None or not proposal.open(now):
        return Refusal(_("the time for answers is over, or there is no such proposal"))
    party = _own(act)
    room = room_of(party) if proposal.mode == "mediator" else notes_of(party)
    # a number, so that yes and no are the same size on the disk
    cast = {"proposal": proposal.number, "yes": int(act.data["answer"] == "yes")}
    return (Fresh(room, "ballot.cast", cast),)


def _worth_give(_state: State, act: Act, _now: str) -> Decision:
    return (Fresh(room_of(_own(act)), "worth.given", dict(act.data)),)


def _agreement_open(state: State, act: Act, _now: str) -> Decision:
    if state.agreement is not None:
        return Refusal(_("the agreement is laid out already"))
    number = act.data["draft"]
    draft = state.drafts[number - 1] if number <= len(state.drafts) else None
    if draft is None:
        return Refusal(_("there is no such draft"))
    voted = any(p.result and p.hash == draft.hash for p in state.proposals)
    if not voted and not all(map(state.initialled, draft.clauses)):
        return Refusal(_("this draft is neither agreed by ballot nor initialled throughout"))
    opened = {
        "draft": draft.number,
        "annexes": act.data["annexes"],
        "hash": digest(manifest(state, draft, act.data["annexes"])),
    }
    return (Fresh(TABLE, "agreement.opened", opened),)


def _agreement_sign(state: State, act: Act, _now: str) -> Decision:
    agreement = state.agreement
    if agreement is None:
        return Refusal(_("there is no agreement to sign"))
    if act.by.party in agreement.signatures:
        return Refusal(_("your delegation has signed already"))
    signed = {
        "party": act.by.party,
        "name": act.by.name,
        "hash": agreement.hash,
        "key": act.data["key"],
        "signature": act.data["signature"],
    }
    return (Fresh(TABLE, "agreement.signed", signed),)


def _member_add(state: State, act: Act, _now: str) -> Decision:
    room, head = act.data["room"], act.data["head"]
    if not _known_room(state, room) or room.startswith("notes:"):
        return Refusal(_("there is no such room"))
    if head == "yes" and party_of(room) is None:
        return Refusal(_("only a delegation has a head"))
    added = {"member": act.data["member"], "name": act.data["name"], "head": head}
    return (Fresh(room, "member.added", added),)


def _member_renew(state: State, act: Act, _now: str) -> Decision:
    member = state.members.get(act.data["member"])
    if member is None:
        return Refusal(_("there is no such member"))
    return (Fresh(_home(member), "member.renewed", {"member": member.id}),)


def _home(member: Member) -> str:
    """Return the room that a member's coming and going is told in."""
    if member.role == "mediator":
        return DESK
    return room_of(member.party) if member.party else TABLE


def _notes_share(state: State, act: Act, _now: str) -> Decision:
    member = state.members.get(act.data["member"])
    if member is None or member.party != act.by.party:
        return Refusal(_("there is no such member of your delegation"))
    return (Fresh(notes_of(_own(act)), "notes.shared", {"member": member.id}),)


def _member_join(_state: State, act: Act, _now: str) -> Decision:
    # an observer's coming is no business of the table's
    if act.by.role == "observer":
        return ()
    return (Fresh(_home(act.by), "member.joined", dict(act.data)),)


_DECIDERS: dict[str, Callable[[State, Act, str], Decision]] = {
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
    "member.join": _member_join,
    "notes.share": _notes_share,
}
