"""Levers in words: what changes, what a mediator can do for it, what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goodoffices.base.exact import written
from goodoffices.base.i18n import _, n_
from goodoffices.case.nouns import Basis
from goodoffices.conflict.concepts import deciding
from goodoffices.conflict.graph import Conflict
from goodoffices.conflict.levers.changes import Change, in_words
from goodoffices.conflict.levers.inverse import Condition, conditions
from goodoffices.conflict.levers.levers import Lever, Levers

SHOWN = 12


def said(found: Levers, quoted: Mapping[str, str] | None = None) -> list[str]:
    """Return the whole answer, line by line.

    Parameters
    ----------
    quoted
        the words behind ids of evidence, with their source, where they are known.
    """
    name = found.conflict.label(found.target)
    if found.holds:
        text = _("{outcome} holds already, in the sense of {concept}: nothing need be changed.")
        return [text.format(outcome=name, concept=found.concept), *_conditions(found)]
    lines = [*_conditions(found), ""]
    if not found.found:
        text = _("No set of changes up to a cost of {cost} makes {outcome} hold ({tried} tried).")
        tried = f"{found.tried:,}"
        lines.append(text.format(cost=written(found.searched), outcome=name, tried=tried))
        return [*lines, *_not_tried(found)]
    for number, lever in enumerate(found.found, 1):
        head = _("{number}. At a cost of {cost}:").format(number=number, cost=written(lever.cost))
        lines += [head, *(f"   {line}" for line in lines_of(found, lever)), ""]
    text = n_(
        "Every set up to a cost of {cost} was tried, {tried} profile: none is cheaper.",
        "Every set up to a cost of {cost} was tried, {tried} profiles: none is cheaper.",
        found.tried,
    )
    lines.append(text.format(cost=written(found.searched), tried=f"{found.tried:,}"))
    return [*lines, *_not_tried(found), *_behind(found, quoted or {})]


def _not_tried(found: Levers) -> list[str]:
    """Say what was not tried and therefore is not known."""
    if found.whole:
        return []
    text = n_(
        "This means sets with at most {count} change of what can be done: more together could be "
        "had for that cost, and are not known.",
        "This means sets with at most {count} changes of what can be done: more together could be "
        "had for that cost, and are not known.",
        found.together,
    )
    return [text.format(count=found.together)]


def _behind(found: Levers, quoted: Mapping[str, str]) -> list[str]:
    """Give the words behind each piece of evidence that a lever names, once."""
    named = dict.fromkeys(e for lever in found.found for e in evidence_of(found, lever))
    told = [(claim, quoted[claim]) for claim in named if claim in quoted]
    if not told:
        return []
    return ["", _("What stands behind it:"), *(f"  {claim}: {words}" for claim, words in told)]


# -- conditions --------------------------------------------------------------------------------


def every_condition(found: Levers) -> list[tuple[str, Condition]]:
    """Return each (concept, condition) of the concepts that decide."""
    return [
        (concept, condition)
        for concept in deciding(found.concepts)
        for condition in conditions(found.conflict, found.target, concept)
    ]


def _conditions(found: Levers) -> list[str]:
    """Say what the preferences must fulfil, and how much of it they do."""
    every = every_condition(found)
    name = found.conflict.label(found.target)
    if found.holds and not every:
        return [_("No party can move away from it, whatever it prefers.")]
    if found.holds:
        text = _("{outcome} goes on to hold ({concept}) if and only if:")
        shown = every
    else:
        text = _("{outcome} holds ({concept}) if and only if, beside what is so already:")
        shown = [(concept, c) for concept, c in every if not c.fulfilled]
    lines = [text.format(outcome=name, concept=found.concept)]
    several = len(deciding(found.concepts)) > 1
    for concept, condition in shown:
        words = condition_in_words(found.conflict, condition)
        lines.append(f"  - {concept}: {words}" if several else f"  - {words}")
    return lines


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


# -- one set of changes ------------------------------------------------------------------------


def lines_of(found: Levers, lever: Lever) -> list[str]:
    """Say one set of changes: what, how, on what it rests, and what else it does."""
    conflict = found.conflict
    lines = [_change(found, change) for change in lever.changes]
    for i, pairs in enumerate(lever.reversals):
        lines += [_swap(found, i, above, below) for above, below in sorted(pairs)]
    for states, text in (
        (lever.also, _("Then also hold: {outcomes}")),
        (lever.lost, _("No longer hold: {outcomes}")),
    ):
        if states:
            lines.append(text.format(outcomes=_listed(conflict, states)))
    for options in dict.fromkeys(options for _state, options in lever.beside):
        states = tuple(state for state, taken in lever.beside if taken == options)
        text = _("Then also hold, with “{options}”: {outcomes}")
        listed = _listed(conflict, states)
        lines.append(text.format(options=_("” and “").join(options), outcomes=listed))
    return lines


def _listed(conflict: Conflict, states: tuple[int, ...]) -> str:
    """Name some outcomes; what is left out is counted."""
    listed = ", ".join(map(conflict.label, states[:SHOWN]))
    more = len(states) - SHOWN
    return listed + (_(" and {count} more").format(count=more) if more > 0 else "")


def _change(found: Levers, change: Change) -> str:
    text = _("{change} — {how}").format(
        change=in_words(found.conflict, change), how=can_do(change.kind)
    )
    return text + _resting(_bases(found, change))


def _swap(found: Levers, party: int, above: int, below: int) -> str:
    conflict = found.conflict
    name = conflict.party_names[party]
    if not found.by_statements[party]:
        text = _("{party} would rank {lower} at least as high as {upper} — {how}")
        return text.format(
            party=name,
            lower=conflict.label(below),
            upper=conflict.label(above),
            how=can_do("swap"),
        )
    statements = conflict.preferences[party]
    text = _("{party} would put “{lower}” above “{upper}” — {how}")
    said_ = text.format(
        party=name,
        lower=statements[below].source,
        upper=statements[above].source,
        how=can_do("swap"),
    )
    return said_ + _resting([statements[above].basis, statements[below].basis])


def _bases(found: Levers, change: Change) -> list[Basis]:
    """Return what a change and its cost rest on."""
    conflict = found.conflict
    bases: list[Basis | None] = []
    if change.new:
        bases += [change.new.option.basis, *(p.basis for _i, _at, p in change.new.prefers)]
    elif change.option >= 0:
        option = conflict.options[change.option]
        bases += [option.basis, found.terms.bases.get(option.id)]
    else:
        bases.append(found.terms.bases.get(conflict.parties[change.party]))
    bases.append(found.terms.bases.get(change.kind))
    return [basis for basis in bases if basis is not None]


def _resting(bases: list[Basis]) -> str:
    """Name the evidence and the persons that something rests on."""
    resting = dict.fromkeys(claim for basis in bases for claim in basis.evidence)
    judges = dict.fromkeys(basis.judged for basis in bases if basis.judged)
    parts = [*resting]
    if judges:
        parts.append(_("judged: {initials}").format(initials=", ".join(judges)))
    if any(basis.unreviewed for basis in bases):
        parts.append(_("unreviewed"))
    return " " + _("[{evidence}]").format(evidence=", ".join(parts)) if parts else ""


def evidence_of(found: Levers, lever: Lever) -> tuple[str, ...]:
    """Return the ids of all evidence that a set of changes rests on."""
    bases = [basis for change in lever.changes for basis in _bases(found, change)]
    for i, pairs in enumerate(lever.reversals):
        if found.by_statements[i]:
            statements = found.conflict.preferences[i]
            bases += [statements[k].basis for pair in sorted(pairs) for k in pair]
        price = found.terms.bases.get(found.conflict.parties[i], found.terms.bases.get("swap"))
        bases += [price] if pairs and price else []
    return tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))


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


# -- JSON --------------------------------------------------------------------------------------


def plain(found: Levers, quoted: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return plain values for JSON; outcomes counted from 1."""
    quoted = quoted or {}
    named = dict.fromkeys(e for lever in found.found for e in evidence_of(found, lever))
    return {
        "outcome": found.target + 1,
        "concept": found.concept,
        "concepts": list(found.concepts),
        "holds": found.holds,
        "searched_to_cost": str(found.searched),
        "profiles_tried": found.tried,
        "changes_together": found.together,
        "more_together_could_be_had": not found.whole,
        "levers": [_plain_lever(found, lever) for lever in found.found],
        "evidence": {claim: quoted.get(claim) for claim in named},
        "conditions": [
            {
                "concept": concept,
                "party": c.party,
                "outcome": c.end + 1,
                "answers": [a + 1 for a in c.answers],
                "fulfilled": c.fulfilled,
            }
            for concept, c in every_condition(found)
        ],
    }


def _plain_lever(found: Levers, lever: Lever) -> dict[str, Any]:
    conflict = found.conflict
    statements = conflict.preferences or ((),) * len(conflict.parties)
    return {
        "cost": str(lever.cost),
        "changes": [
            {
                "kind": c.kind,
                "party": conflict.parties[c.party],
                "option": conflict.options[c.option].id
                if c.option >= 0
                else c.new.option.id
                if c.new
                else None,
                "to": c.end + 1 if c.end >= 0 else None,
                "cost": str(c.cost),
                "text": in_words(conflict, c),
                "mediator": can_do(c.kind),
            }
            for c in lever.changes
        ],
        "preferences": [
            {
                "party": conflict.parties[i],
                "put": statements[i][b].source if found.by_statements[i] else b + 1,
                "above": statements[i][a].source if found.by_statements[i] else a + 1,
            }
            for i, pairs in enumerate(lever.reversals)
            for a, b in sorted(pairs)
        ],
        "also_hold": [s + 1 for s in lever.also],
        "also_hold_with": [
            {"outcome": s + 1, "options": list(options)} for s, options in lever.beside
        ],
        "no_longer_hold": [s + 1 for s in lever.lost],
        "evidence": list(evidence_of(found, lever)),
    }
