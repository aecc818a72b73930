"""What lies on the table for all: plenary, the one text, proposals, the agreement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.responses import Response

from goodoffices.talks import export
from goodoffices.talks.changes import Effort, What, changes
from goodoffices.talks.nouns import TABLE
from goodoffices.talks.pages.entrance import download
from goodoffices.talks.pages.visit import Visit
from goodoffices.talks.state import TalksState
from goodoffices.talks.text import Clause, Draft, unmatched
from goodoffices.talks.words import ballot_rules


async def table(visit: Visit) -> Response:
    """Show the public acts in order."""
    await visit.settled()
    return await visit.room_page("table.html", TABLE)


async def speak(visit: Visit) -> Response:
    """Say something to all, where the rules have plenary messages."""
    fields = {"text": visit.form.get("text"), "leave": "no"}
    return await visit.act("message", "/table", room=TABLE, **fields)


async def text(visit: Visit) -> Response:
    """Show the latest draft, or an earlier one, clean."""
    await visit.settled()
    state = visit.state
    asked = visit.number("draft")
    number = asked or len(state.drafts)
    if number > len(state.drafts) or ("draft" in visit.params and not asked):
        return visit.told("not found", 404)
    draft = state.drafts[number - 1] if number else None
    gaps = unmatched(draft, state.languages) if draft else ()
    answers = {
        c.id: {p: state.answers.get((p, c.hash)) for p in state.parties}
        for c in (draft.clauses if draft else ())
    }
    return visit.page("text.html", draft=draft, gaps=gaps, answers=answers)


KEPT = 200
"""How many comparisons are remembered."""

Stretches = dict[str, list[tuple[What, str]]]
"""What changed of a clause's words, language by language."""


def _stretches(
    before: Clause | None, after: Clause | None, languages: Sequence[str], effort: Effort
) -> Stretches:
    old, new = (clause.wording if clause else {} for clause in (before, after))
    return {la: list(changes(old.get(la, ""), new.get(la, ""), effort)) for la in languages}


async def compared(visit: Visit) -> Response:
    """Show what a draft changed against the one before it."""
    state = visit.state
    number = visit.number("draft") or 0
    if not 1 < number <= len(state.drafts):
        return visit.told("not found", 404)
    drafts = (state.drafts[number - 2], state.drafts[number - 1])
    job = partial(_compared, *drafts, state.languages)
    shown, coarse = await _once(visit, ("changes", str(number)), job)
    return visit.page("changes.html", number=number, shown=shown, coarse=coarse)


async def _once(visit: Visit, key: tuple[str, ...], job: Callable[[Effort], Any]) -> Any:  # noqa: ANN401 - whatever is compared
    """Compare once for all members, one comparison at a time, off the loop and bounded."""
    known = visit.hall.compared
    if key not in known:
        async with visit.hall.comparisons.turn(visit.me.id):
            effort = Effort()
            found = await visit.aside(partial(job, effort))
            while len(known) >= KEPT:
                known.pop(next(iter(known)))
            known[key] = found, effort.spent
    return known[key]


def _compared(
    old: Draft, new: Draft, languages: Sequence[str], effort: Effort
) -> list[tuple[str, str, Stretches]]:
    shown = []
    ids = [c.id for c in new.clauses] + [c.id for c in old.clauses if not new.clause(c.id)]
    for clause_id in ids:
        after, before = new.clause(clause_id), old.clause(clause_id)
        heading = (after or before or new.clauses[0]).heading
        shown.append((clause_id, heading, _stretches(before, after, languages, effort)))
    return shown


async def history(visit: Visit) -> Response:
    """Show how one clause came to its words, draft by draft, with the answers one may see."""
    clause_id, state = visit.request.query_params.get("clause", ""), visit.state
    if not any(draft.clause(clause_id) for draft in state.drafts):
        return visit.told("not found", 404)
    key = ("history", clause_id, str(len(state.drafts)))
    job = partial(_history, state.drafts, clause_id, state.languages)
    words, coarse = await _once(visit, key, job)
    shown = [row | {"answers": _answers(state, row["clause"])} for row in words]
    return visit.page("history.html", clause_id=clause_id, shown=shown, coarse=coarse)


def _answers(state: TalksState, clause: Clause | None) -> dict[str, Any]:
    """Return what the parties answered to a clause, as far as one may see."""
    return {p: state.answers.get((p, clause.hash)) for p in state.parties} if clause else {}


def _history(
    drafts: Sequence[Draft], clause_id: str, languages: Sequence[str], effort: Effort
) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = []
    before: Clause | None = None
    for draft in drafts:
        clause = draft.clause(clause_id)
        if (clause and clause.to_dict()) == (before and before.to_dict()):
            continue
        stretches = _stretches(before, clause, languages, effort)
        shown.append({"draft": draft, "clause": clause, "stretches": stretches})
        before = clause
    return shown


async def proposals(visit: Visit) -> Response:
    """Show the rules of the ballot and the proposals so far."""
    waits = await visit.settled()
    return visit.page("proposals.html", waits=waits, rules=ballot_rules())


async def proposal(visit: Visit, **more: Any) -> Response:  # noqa: ANN401 - what else is shown
    """Show one proposal: to a party its ballot, the same whatever it has answered."""
    waits = await visit.settled()
    state = visit.state
    found = state.proposal(visit.number("proposal") or 0)
    if found is None:
        return visit.told("not found", 404)
    draft = state.drafts[found.draft - 1]
    told = {p: state.ballots.get((found.number, p)) for p in state.parties}
    return visit.page("proposal.html", proposal=found, draft=draft, waits=waits, told=told, **more)


async def agreement(visit: Visit) -> Response:
    """Show the agreement: text, annexes, hash, who has signed."""
    await visit.settled()
    own = visit.own.seed.verify_key
    return visit.page("agreement.html", agreement=visit.state.agreement, visit_key=own)


async def agreement_file(visit: Visit) -> Response:
    """Download the agreement with all its signatures."""
    data = await visit.aside(partial(export.agreement, visit.state))
    if data is None:
        return visit.told("not found", 404)
    return download(data, "agreement.json", "application/json")
