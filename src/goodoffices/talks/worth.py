"""What the parties told the mediator alone of their worth, as a negotiation to search packages in.

Only the mediator's state holds every party's worth, so only at the desk can this give an answer; to
a party it is None, whoever calls it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from goodoffices.case.nouns import Basis, CaseIssue, IssueValue, RedLine, Worth
from goodoffices.packages.bargain import Bargain
from goodoffices.talks.state import TalksState


def negotiation_of(state: TalksState) -> Bargain | None:
    """Return the negotiation that all sealed worths make; None until every party gave its own."""
    if not state.issues or set(state.worths) != set(state.parties):
        return None
    issues = tuple(map(_issue, state.issues))
    worths = {party: _worth(given, issues) for party, given in state.worths.items()}
    if not all(worths.values()):
        return None
    today = {i.id: i.today for i in issues if i.today is not None}
    return Bargain(
        name=state.title,
        parties=tuple(state.parties),
        party_names=tuple(state.parties.values()),
        issues=issues,
        worths={party: worth for party, worth in worths.items() if worth},
        today=today if len(today) == len(issues) else None,
    )


def _issue(plain: Mapping[str, Any]) -> CaseIssue:
    values = tuple(IssueValue(v["id"], v["text"]) for v in plain["values"])
    return CaseIssue(id=plain["id"], name=plain["name"], values=values, today=plain["today"])


def _worth(given: Mapping[str, Any], issues: tuple[CaseIssue, ...]) -> Worth | None:
    """Return one party's worth, or None where it misses an issue or a value."""
    told = given["issues"]
    weights, values = {}, {}
    for issue in issues:
        answer = told.get(issue.id)
        if answer is None or set(answer["values"]) != {v.id for v in issue.values}:
            return None
        weights[issue.id] = Fraction(answer["weight"])
        values[issue.id] = {v: Fraction(points) for v, points in answer["values"].items()}
    told_it = Basis(judged="party")
    lines = [RedLine({i: v}, told_it) for i in weights for v in told[i].get("never", ())]
    away = Fraction(given["walk_away"])
    return Worth(
        weights=weights, values=values, walk_away=away, basis=told_it, red_lines=tuple(lines)
    )
