"""What the talks say to people: why an act was refused, in the language of whoever asks."""

from __future__ import annotations

from goodoffices.base.i18n import _
from goodoffices.base.unseen import in_line
from goodoffices.talks.chain import groups
from goodoffices.talks.nouns import Refusal


def sentence(refusal: Refusal) -> str:
    """Return a refusal as one sentence for the person who tried."""
    values = dict(refusal.values)
    if isinstance(values.get("when"), str):
        values["when"] = str(values["when"]).replace("T", " ").replace(":00Z", " UTC")
    return refusals()[refusal.why].format(**values)


def refusals() -> dict[str, str]:
    """Return every reason there is, worded in the language spoken now."""
    return _of_members() | _of_passing_on() | _of_the_text() | _unfit()


def _of_members() -> dict[str, str]:
    """Return why something is not for this member to do, or about members."""
    return {
        "not_yours": _("this is not yours to do"),
        "head_only": _("only the head of the delegation can do this"),
        "no_room": _("there is no such room"),
        "no_plenary": _("the rules of these talks have no plenary messages"),
        "head_waits": _("a new head's acts bind from {when}; until then this waits"),
        "head_sits": _(
            "this delegation has a head; another is named by the head itself, or by the rule for "
            "a change of head"
        ),
        "no_member_of_delegation": _("there is no such delegate who has joined"),
        "heads_already": _("this member is the head already"),
        "called_already": _("another head has been named for this delegation already"),
        "not_called": _("no other head has been named for this delegation"),
        "may_still_keep": _("the sitting head may keep the seat until {when}"),
        "no_delegation": _("only a delegation has a head"),
        "no_member": _("there is no such member"),
        "talks_closed": _("these talks are closed; they can be read, and nothing can be written"),
        "head_stays": _("a delegation is not left without its head; let another be head first"),
        "last_mediator": _("somebody must mediate; invite another mediator first"),
        "no_member_of_yours": _("there is no such member of your delegation"),
    }


def _of_passing_on() -> dict[str, str]:
    """Return why words cannot be passed on, or leave for it not changed."""
    return {
        "only_own_words": _("only a party's own words in its own room can be passed on"),
        "no_message_of_yours": _("there is no such message of yours"),
        "passed_on_already": _("these words have been passed on already"),
        "leave_for_whom": _("say for which party: leave names each party it is for"),
        "between_parties": _("words are passed on from one party to another"),
        "no_message_of_party": _("there is no such message of that party"),
        "no_leave": _("the party has not said that this may be passed on"),
        "only_as_it_is": _("this may be passed on only as it is, word for word"),
        "no_words_to_confirm": _("there are no such words to confirm"),
        "answered_already": _("these words have been answered already"),
        "no_words_to_pass_on": _("there are no such words to pass on"),
        "not_confirmed": _("the party has not confirmed these words"),
        "leave_is_so": _("that is what may be passed on already; nothing was changed"),
        "head_widens": _(
            "only the head of the delegation can let more be passed on; ask the head, or write it "
            "in your own words"
        ),
        "leave_changed": _(
            "what may be passed on has changed since these words were laid out; they are void, and "
            "must be laid out anew"
        ),
        "leave_withdrawn": _("the party has withdrawn its leave to pass this on"),
    }


def _of_the_text() -> dict[str, str]:
    """Return why a text, a ballot or an agreement cannot go on so."""
    return {
        "ballot_too_short": _("a ballot must stay open for at least a minute"),
        "ballot_too_long": _("a ballot cannot stay open for over a year"),
        "rules_accepted_already": _("your delegation has accepted the rules already"),
        "laid_out": _("the text is laid out for signature and cannot change"),
        "newer_draft": _("there is a newer draft; please read that one"),
        "no_clause": _("there is no such clause"),
        "words_missing": _("please write the words you suggest"),
        "clause_bracketed": _("the clause still has alternatives; please suggest words instead"),
        "clause_not_agreed": _("only an agreed clause can be initialled"),
        "initialled_already": _("your delegation has initialled this clause already"),
        "rules_not_accepted": _("the rules of the ballot are not yet accepted by every party"),
        "draft_not_settled": _("a proposal is a whole draft without brackets"),
        "proposal_open": _("another proposal is still open"),
        "no_time": _("there is no such time"),
        "no_open_proposal": _("there is no such open proposal"),
        "only_longer": _("a ballot can be made longer, not shorter"),
        "ballot_over": _("the time for answers is over, or there is no such proposal"),
        "laid_out_already": _("the agreement is laid out already"),
        "no_draft": _("there is no such draft"),
        "draft_not_agreed": _("this draft is neither agreed by ballot nor initialled throughout"),
        "no_agreement": _("there is no agreement to sign"),
        "annexes_not_agreed": _(
            "these annexes are not those of the ballot; annexes belong into the proposal"
        ),
        "other_agreement": _("the text has changed since your page was made; please read it anew"),
        "agreement_recalled": _(
            "the mediator has asked to take this text back; it cannot be signed"
        ),
        "signed_by_all": _("every party has signed; the agreement stands"),
        "recalled_already": _("the mediator has asked for this text already"),
        "not_recalled": _("nobody has asked to take the text back"),
        "released_already": _("your delegation has not signed, or has agreed to this already"),
        "signed_already": _("your delegation has signed already"),
        "clause_not_authentic": _("clause {clause} has no words in the authentic language"),
        "clause_foreign": _("clause {clause} is in a language these talks do not use"),
        "clause_has_brackets": _("clause {clause} has brackets and so is not agreed"),
        "clause_not_accepted": _("clause {clause} is not accepted by every party in these words"),
        "clause_initialled": _("clause {clause} is initialled by all and cannot change"),
    }


def _unfit() -> dict[str, str]:
    """Return what does not fit in what was sent."""
    return {
        "not_text": _("text is expected here"),
        "control_characters": _("this text holds control characters that cannot be kept"),
        "mixed_scripts": _(
            "{word} mixes letters of two scripts that look alike; please write it in one"
        ),
        "unseen_character": _(
            "this text holds a character that does not show and could make it look like another "
            "({which}); please write it anew without it"
        ),
        "piled_marks": _("this text piles more marks on one letter than any language does"),
        "nothing_written": _("please write something first"),
        "empty_line": _("a line is empty that must not be"),
        "not_hex": _("this is not a hash or a signature"),
        "not_number": _("a number is expected here"),
        "not_time": _("a time is expected here, as 2025-05-14T18:00:00Z"),
        "not_fraction": _("a number such as 40, 2.5 or 1/3 is expected here"),
        "not_list": _("a list is expected here, and not too long a one"),
        "clause_count": _("a text needs at least one clause and at most 200"),
        "clause_twice": _("two clauses have the same number"),
        "clause_empty": _("a clause needs its words"),
        "clause_number": _("a clause's number is too long"),
        "no_weight": _("please give a weight for at least one issue"),
        "not_offered": _("please choose one of what is offered"),
        "overtaken": _(
            "this was sent before and done, and has been changed since; nothing was done now. "
            "Please look at the page and send it again if you still want it"
        ),
        "no_act": _("there is no such act"),
        "much_at_once": _(
            "that is a great deal at once; please wait {seconds} seconds and send it again. Nobody "
            "else is held up, and what binds your delegation goes through"
        ),
        "disk_nearly_full": _(
            "the disk of these talks is nearly full; what is left is kept for answers and "
            "signatures. Please tell whoever runs the server, and send it again later"
        ),
        "zero_below": _("a number cannot have 0 below its line"),
        "not_language": _("a language is named by its code, such as en or fa"),
        "points_missing": _("please give points for each way the issue may be settled"),
        "too_long": _("this is too long; at most {limit} characters"),
        "field_missing": _("the field {name} is missing"),
        "brackets_unpaired": _("square brackets do not pair, or stand inside one another"),
        "bracket_alone": _("a bracket needs two alternatives: [one | the other]"),
    }


def ballot_rules() -> list[str]:
    """Return the rules of the ballot, as each delegation accepts them."""
    return [
        _(
            "The mediator proposes one whole draft with its annexes. Each delegation answers yes "
            "or no, once or again, until the ballot's time; no comments."
        ),
        _("No answer is no."),
        _(
            "The result is told to all at that time, not before. If all say yes it is agreed; "
            "otherwise everyone is told only that there is no agreement."
        ),
        _(
            "While answers are taken, the mediator may give all delegations more time; that is "
            "written on the table. The time is never moved forward."
        ),
        _(
            "If the server did not answer for more than ten seconds when the time came or in the "
            "ten minutes before it, answers are taken until ten minutes after it answers again; "
            "that is written on the table."
        ),
        _(
            "With two parties, a side that said yes and reads that there is no agreement knows "
            "that the other did not say yes. A side that said no learns nothing."
        ),
    ]


def checked(what: str, count: int = 0) -> str:
    """Say what a check of a copy went through."""
    return {
        "records": _("{count} records"),
        "rooms": _("{count} rooms"),
        "receipts": _("{count} receipts"),
        "clauses": _("{count} clauses"),
        "signatures": _("{count} signatures"),
        "times": _("times beside signatures are the server's word; the log bears them out"),
    }[what].format(count=count)


def signed_by(name: str, party: str, what: str, key: str) -> str:
    """Say who signed for whom, and the key it was done with, to be compared."""
    said = {
        "agreement.signed": _("{name} signed for {party}, with the key {key}"),
        "text.initialled": _("{name} initialled for {party}, with the key {key}"),
    }[what]
    return said.format(name=in_line(name), party=in_line(party), key=groups(in_line(key)))


def receipts_by(key: str) -> str:
    """Say by which key the receipts are signed."""
    key = groups(in_line(key))
    return _("the receipts are signed with the server's key {key}").format(key=key)
