"""Levers in words: what changes, what a mediator can do for it, what stands behind it."""

from __future__ import annotations

from typing import Any

from goodoffices.advise.changes import in_words
from goodoffices.advise.inverse import WORKED_OUT, Condition, conditions
from goodoffices.advise.levers import Lever, Levers
from goodoffices.analyse.graph import Conflict
from goodoffices.i18n import _, n_

SHOWN = 12


def said(found: Levers) -> list[str]:
    """Return the whole answer, line by line."""
    conflict = found.conflict
    name = conflict.label(found.target)
    if found.holds:
        text = _("{outcome} holds already, in the sense of {concept}: nothing need be changed.")
        return [text.format(outcome=name, concept=found.concept)]
    lines = [*_conditions(found), ""]
    if not found.found:
        text = _("No set of changes up to a cost of {cost} makes {outcome} hold ({tried} tried).")
        return [*lines, text.format(cost=found.searched, outcome=name, tried=found.tried)]
    for number, lever in enumerate(found.found, 1):
        head = _("{number}. At a cost of {cost}:").format(number=number, cost=lever.cost)
        lines += [head, *(f"   {line}" for line in lines_of(found, lever)), ""]
    text = n_(
        "Every set up to a cost of {cost} with at most two changes of what can be done was tried, "
        "{tried} profile: none is cheaper.",
        "Every set up to a cost of {cost} with at most two changes of what can be done was tried, "
        "{tried} profiles: none is cheaper.",
        found.tried,
    )
    lines.append(text.format(cost=found.searched, tried=f"{found.tried:,}"))
    return lines


def _conditions(found: Levers) -> list[str]:
    """Say what the preferences must fulfil and do not."""
    if found.concept not in WORKED_OUT:
        return []
    every = conditions(found.conflict, found.target, found.concept)
    open_ = [c for c in every if not c.fulfilled]
    text = _("{outcome} holds ({concept}) if and only if, beside what is so already:")
    head = text.format(outcome=found.conflict.label(found.target), concept=found.concept)
    return [head, *(f"  - {condition_in_words(found.conflict, c)}" for c in open_)]


def condition_in_words(conflict: Conflict, condition: Condition) -> str:
    """Say one condition."""
    party = conflict.party_name(condition.party)
    end = conflict.label(condition.end)
    if not condition.answers:
        return _("{party} must rank {end} no higher.").format(party=party, end=end)
    answers = ", ".join(conflict.label(a) for a in condition.answers[:SHOWN])
    more = len(condition.answers) - SHOWN
    answers += _(" and {count} more").format(count=more) if more > 0 else ""
    if condition.onwards:
        text = _(
            "{party} must rank {end} no higher, or one of the others' answers ({answers}) and all "
            "that it could go on to from there."
        )
    else:
        text = _("{party} must rank {end} no higher, or one of the others' answers: {answers}.")
    return text.format(party=party, end=end, answers=answers)


def lines_of(found: Levers, lever: Lever) -> list[str]:
    """Say one set of changes: what, how, on what it rests, and what else it does."""
    conflict = found.conflict
    lines = [f"{in_words(conflict, c)} — {can_do(c.kind)}" for c in lever.changes]
    for i, pairs in enumerate(lever.reversals):
        lines += [_swap(found, i, above, below) for above, below in sorted(pairs)]
    for states, text in (
        (lever.also, _("Then also hold: {outcomes}")),
        (lever.lost, _("No longer hold: {outcomes}")),
    ):
        if states:
            lines.append(text.format(outcomes=", ".join(map(conflict.label, states[:SHOWN]))))
    return lines


def _swap(found: Levers, party: int, above: int, below: int) -> str:
    conflict = found.conflict
    name = conflict.party_names[party]
    if not found.by_statements[party]:
        text = _("{party} would rank {lower} at least as high as {upper} — {how}")
        return text.format(
            party=name, lower=conflict.label(below), upper=conflict.label(above),
            how=can_do("swap"),
        )  # fmt: skip
    statements = conflict.preferences[party]
    text = _("{party} would put “{lower}” above “{upper}” — {how}")
    said_ = text.format(
        party=name, lower=statements[below].source, upper=statements[above].source,
        how=can_do("swap"),
    )  # fmt: skip
    resting = [e for s in (statements[above], statements[below]) for e in s.basis.evidence]
    if resting:
        said_ += " " + _("[{evidence}]").format(evidence=", ".join(dict.fromkeys(resting)))
    return said_


def can_do(kind: str) -> str:
    """Say what a mediator can do to bring a change about."""
    return {
        "swap": _("inform, compensate"),
        "irreversible": _("guarantee: escrow, verification"),
        "impossible": _("monitor: snap-back, a ban that is watched"),
        "block": _("guarantee, sequence"),
        "remove": _("sequence: have it given up first"),
        "add": _("offer: a guarantee, a consortium, a fund"),
    }[kind]


def plain(found: Levers) -> dict[str, Any]:
    """Return plain values for JSON; outcomes counted from 1."""
    conflict = found.conflict
    statements = conflict.preferences or ((),) * len(conflict.parties)
    return {
        "outcome": found.target + 1,
        "concept": found.concept,
        "holds": found.holds,
        "searched_to_cost": str(found.searched),
        "profiles_tried": found.tried,
        "levers": [
            {
                "cost": str(lever.cost),
                "changes": [
                    {"kind": c.kind, "party": conflict.parties[c.party],
                     "option": conflict.options[c.option].id if c.option >= 0 else
                     c.new.option.id if c.new else None,
                     "to": c.end + 1 if c.end >= 0 else None, "cost": str(c.cost),
                     "text": in_words(conflict, c), "mediator": can_do(c.kind)}
                    for c in lever.changes
                ],
                "preferences": [
                    {"party": conflict.parties[i],
                     "put": statements[i][b].source if found.by_statements[i] else b + 1,
                     "above": statements[i][a].source if found.by_statements[i] else a + 1}
                    for i, pairs in enumerate(lever.reversals) for a, b in sorted(pairs)
                ],
                "also_hold": [s + 1 for s in lever.also],
                "no_longer_hold": [s + 1 for s in lever.lost],
            }
            for lever in found.found
        ],
        "conditions": [
            {"party": c.party, "outcome": c.end + 1, "answers": [a + 1 for a in c.answers],
             "fulfilled": c.fulfilled}
            for c in conditions(conflict, found.target, found.concept)
        ] if found.concept in WORKED_OUT else [],
    }  # fmt: skip
