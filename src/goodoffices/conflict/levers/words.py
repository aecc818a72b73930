"""Levers in words: what changes, what a mediator can do for it, what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, Self

from goodoffices.base.exact import written
from goodoffices.base.i18n import _, comma, n_
from goodoffices.base.notebook import html_table
from goodoffices.case.nouns import Basis
from goodoffices.conflict.concepts import deciding
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.changes import Change
from goodoffices.conflict.levers.inverse import Requirement, conditions
from goodoffices.conflict.levers.orders import weights_of
from goodoffices.conflict.levers.search import Lever, LeverSearch
from goodoffices.conflict.words.acts import called, capital, statement
from goodoffices.conflict.words.names import difference, step, title, told

SHOWN = 12
ANSWERS = 2
"""Answers that a condition names, so that it can be argued with; its ranks have them all."""


def whole(result: LeverSearch, quotes: Mapping[str, str] | None = None) -> list[str]:
    """Return the whole answer, line by line.

    Parameters
    ----------
    quotes
        the words behind ids of evidence, with their source, where they are known.
    """
    name = told(result.conflict, result.target)
    if result.holds:
        text = _("{outcome} holds already, in the sense of {concept}: nothing need be changed.")
        said = text.format(outcome=name, concept=result.concept)
        return [capital(said), *_unsure(result), *_conditions(result)]
    lines = [*_unsure(result), *_conditions(result), ""]
    if not result.found:
        text = _("No set of changes up to a cost of {cost} makes {outcome} hold ({tried} tried).")
        tried = f"{result.tried:,}"
        lines.append(text.format(cost=written(result.searched), outcome=name, tried=tried))
        return [*lines, *_not_tried(result), *_reached(result)]
    for number, lever in enumerate(result.found, 1):
        head = _("{number}. At a cost of {cost}:").format(number=number, cost=written(lever.cost))
        lines += [head, *(f"   {line}" for line in lines_of(result, lever)), ""]
    return [*lines, *tail(result), *_behind(result, quotes or {})]


def _unsure(result: LeverSearch) -> list[str]:
    """Say what it means to hold where some preferences are unknown."""
    if "unknown" not in result.kinds:
        return []
    text = _(
        "Some preferences are unknown: to hold means here to hold even for those whom what might "
        "be better tempts, and what might be no better does not deter."
    )
    return [text]


def tail(result: LeverSearch) -> list[str]:
    """Say how far was looked, what is not known, and whether the outcome can be got to at all."""
    if result.holds:
        return []
    if not result.found:
        return [*_not_tried(result), *_reached(result)]
    text = n_(
        "Every set up to a cost of {cost} was tried, {tried} profile: none is cheaper.",
        "Every set up to a cost of {cost} was tried, {tried} profiles: none is cheaper.",
        result.tried,
    )
    searched = text.format(cost=written(result.searched), tried=f"{result.tried:,}")
    return [searched, *_not_tried(result), *_reached(result)]


def _reached(result: LeverSearch) -> list[str]:
    """Say whether the outcome can be got to from today at all: to hold is not to be reached."""
    from goodoffices.conflict.evolution import evolution

    if result.conflict.status_quo is None or result.target == result.conflict.status_quo:
        return []
    ways = [
        evolution(result.conflict, gainful=gains).path(result.target) for gains in (True, False)
    ]
    if ways[0] is not None:
        return [_("It can be got to from today by steps that each mover gains by.")]
    if ways[1] is not None:
        return [
            _(
                "To hold is not to be reached: as preferences are today, whoever moves first "
                "towards it loses until others follow."
            )
        ]
    return [_("To hold is not to be reached: no moves lead to it from today.")]


def _not_tried(result: LeverSearch) -> list[str]:
    """Say what was not tried and therefore is not known."""
    if result.whole:
        return []
    text = n_(
        "This means sets with at most {count} change of what can be done: more together could be "
        "had for that cost, and are not known.",
        "This means sets with at most {count} changes of what can be done: more together could be "
        "had for that cost, and are not known.",
        result.together,
    )
    return [text.format(count=result.together)]


def _behind(result: LeverSearch, quotes: Mapping[str, str]) -> list[str]:
    """Give the words behind each piece of evidence that a lever names, once."""
    known = [(claim, quotes[claim]) for claim in all_evidence(result) if claim in quotes]
    if not known:
        return []
    return ["", _("What stands behind it:"), *(f"  {claim}: {words}" for claim, words in known)]


# -- conditions --------------------------------------------------------------------------------


def every_condition(result: LeverSearch) -> list[tuple[str, Requirement]]:
    """Return each (concept, condition) of the concepts that decide."""
    return [
        (concept, condition)
        for concept in deciding(result.concepts)
        for condition in conditions(result.conflict, result.target, concept)
    ]


def _conditions(result: LeverSearch) -> list[str]:
    """Say what the preferences must fulfil, and how much of it they do."""
    every = every_condition(result)
    name = told(result.conflict, result.target)
    if result.holds and not every:
        return [_("No party can move away from it, whatever it prefers.")]
    if result.holds:
        text = _("{outcome} goes on to hold ({concept}) if and only if:")
        shown = every
    else:
        text = _("{outcome} holds ({concept}) if and only if, beside what is so already:")
        shown = [(concept, c) for concept, c in every if not c.fulfilled]
    lines = [capital(text.format(outcome=name, concept=result.concept))]
    several = len(deciding(result.concepts)) > 1
    for concept, condition in shown:
        words = condition_in_words(result.conflict, condition, result.target)
        words = f"{words}  [{ranked(result.conflict, condition, result.target)}]"
        lines.append(f"  - {concept}: {words}" if several else f"  - {words}")
    return lines


def condition_in_words(conflict: GraphModel, condition: Requirement, target: int) -> str:
    """Say one condition as a preference that people can argue about.

    Parameters
    ----------
    target
        the outcome that shall hold; others are told by their difference from it.
    """
    places = {
        "party": called(conflict.party_name(condition.party)),
        "target": told(conflict, target),
        "instead": step(conflict, condition.party, condition.end, target),
        "answers": _listed(conflict, condition.answers, target, ANSWERS),
    }
    if not condition.answers:
        text = _("{party} would have to prefer {target} to this, or find both alike: {instead}.")
    elif condition.onwards:
        text = _(
            "{party} would have to prefer {target} to this, or find both alike: {instead}; or the "
            "same of what the others could answer it with ({answers}) and of all that it could go "
            "on to from there."
        )
    else:
        text = _(
            "{party} would have to prefer {target} to this, or find both alike: {instead}; or the "
            "same of one thing that the others could answer it with: {answers}."
        )
    return capital(text.format(**places))


def ranked(conflict: GraphModel, condition: Requirement, target: int) -> str:
    """Return a condition on ranks as scholars write it, in labels: ``S90 ≽ S77 | S66``."""
    ends = " | ".join(map(conflict.label, (condition.end, *condition.answers)))
    return f"{conflict.label(target)} ≽ {ends}"


# -- one set of changes ------------------------------------------------------------------------


def lines_of(result: LeverSearch, lever: Lever) -> list[str]:
    """Say one set of changes: what, how, on what it rests, and what else it does."""
    conflict = result.conflict
    lines = [
        _("{change} — {how}").format(change=words, how=can_do(kind)) + _resting(bases)
        for words, kind, bases in steps(result, lever)
    ]
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


def steps(result: LeverSearch, lever: Lever) -> Iterator[tuple[str, str, list[Basis]]]:
    """Yield each change and exchange of a set: in words, its kind, and what it rests on."""
    for change in lever.changes:
        yield (
            change_in_words(result.conflict, change, result.target),
            change.kind,
            _bases(result, change),
        )
    for i, pairs in enumerate(lever.reversals):
        for above, below in sorted(pairs):
            yield _exchange(result, i, above, below)


def _listed(
    conflict: GraphModel, states: tuple[int, ...], here: int | None = None, shown: int = SHOWN
) -> str:
    """Name some outcomes; what is left out is counted."""
    names = comma().join(told(conflict, state, here) for state in states[:shown])
    more = len(states) - shown
    return names + (_(" and {count} more").format(count=more) if more > 0 else "")


def change_in_words(conflict: GraphModel, change: Change, target: int) -> str:
    """Say a change as what somebody would have to do."""
    name = called(conflict.party_names[change.party])
    if change.new:
        text = _("Somebody would have to offer {party} this: {option}")
        return text.format(party=name, option=change.new.option.text)
    if change.kind == "block":
        text = _("Somebody would have to keep {party} from one step, by which {what}")
        if conflict.in_graph_form:
            text = _("Somebody would have to keep {party} from moving to {state}")
        what = difference(conflict, change.end, target)
        return text.format(party=name, what=what, state=conflict.label(change.end))
    text = {
        "irreversible": _("Somebody would have to hold {party} to this, once done: {option}"),
        "impossible": _("Somebody would have to keep {party} from this, once left: {option}"),
        "remove": _("{party} would have to give this up for good: {option}"),
    }[change.kind]
    return capital(text.format(party=name, option=conflict.options[change.option].text))


def _exchange(
    result: LeverSearch, party: int, above: int, below: int
) -> tuple[str, str, list[Basis]]:
    """Say what a party would put above what, with what the two statements rest on."""
    conflict, kind = result.conflict, result.kinds[party]
    if kind == "statements":
        upper, lower = (conflict.preferences[party][k] for k in (above, below))
        text = _("{party} would have to care more about this: {lower}; and less about: {upper}")
        bases = [upper.basis, lower.basis]
        ends = {"lower": statement(conflict, lower.condition)}
        ends["upper"] = statement(conflict, upper.condition)
    elif kind == "weights":
        weights = conflict.orderings[party].weights
        options = [conflict.options[weights_of(conflict, party)[k][0]] for k in (above, below)]
        text = _("{party} would have to weigh this no less: {lower}; than this: {upper}")
        bases = [weights[option.id][1] for option in options]
        ends = {"upper": options[0].text, "lower": options[1].text}
    else:
        ranks, bases = conflict.ranks[party], []
        text = _("{party} would have to like {lower} at least as well as {upper}")
        if kind == "unknown":
            text = _("It would have to be known that {party} prefers {lower} to {upper}")
        elif ranks[above] == ranks[below]:
            text = _("{party} would have to like {lower} better than {upper}")
        ends = {"lower": told(conflict, below), "upper": told(conflict, above)}
    name = called(conflict.party_names[party])
    act = "known" if kind == "unknown" else "swap"
    return capital(text.format(party=name, **ends)), act, bases


def _bases(result: LeverSearch, change: Change) -> list[Basis]:
    """Return what a change and its cost rest on."""
    conflict = result.conflict
    bases: list[Basis | None] = []
    if change.new:
        bases += [change.new.option.basis, *(p.basis for _i, _at, p in change.new.prefers)]
    elif change.option >= 0:
        option = conflict.options[change.option]
        bases += [option.basis, result.terms.bases.get(option.id)]
    else:
        bases.append(result.terms.bases.get(conflict.parties[change.party]))
    bases.append(result.terms.bases.get(change.kind))
    return [basis for basis in bases if basis is not None]


def _resting(bases: list[Basis]) -> str:
    """Name the evidence and the persons that something rests on."""
    resting = dict.fromkeys(claim for basis in bases for claim in basis.evidence)
    judges = dict.fromkeys(basis.judged for basis in bases if basis.judged)
    parts = [*resting]
    if judges:
        parts.append(_("judged: {initials}").format(initials=comma().join(judges)))
    if any(basis.unreviewed for basis in bases):
        parts.append(_("unreviewed"))
    return " " + _("[{evidence}]").format(evidence=comma().join(parts)) if parts else ""


def evidence_of(result: LeverSearch, lever: Lever) -> tuple[str, ...]:
    """Return the ids of all evidence that a set of changes rests on."""
    bases = [basis for change in lever.changes for basis in _bases(result, change)]
    for i, pairs in enumerate(lever.reversals):
        for pair in sorted(pairs):
            bases += _exchange(result, i, *pair)[2]
        price = result.terms.bases.get(result.conflict.parties[i], result.terms.bases.get("swap"))
        bases += [price] if pairs and price else []
    return tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))


def all_evidence(result: LeverSearch) -> tuple[str, ...]:
    """Return the ids of all evidence that any set of changes rests on, each once."""
    named = (claim for lever in result.found for claim in evidence_of(result, lever))
    return tuple(dict.fromkeys(named))


def can_do(kind: str) -> str:
    """Say what a mediator can do to bring a change about."""
    return {
        "swap": _("inform, compensate"),
        "known": _("ask, and have it said"),
        "irreversible": _("guarantee: escrow, verification"),
        "impossible": _("monitor: snap-back, a ban that is watched"),
        "block": _("guarantee, sequence"),
        "remove": _("sequence: have it given up first"),
        "add": _("offer: a guarantee, a consortium, a fund"),
    }[kind]


# -- as rows and plain values ------------------------------------------------------------------


def rows(result: LeverSearch) -> list[dict[str, Any]]:
    """Return a row for each set of changes: its cost, what it changes, and what else it does."""
    return [
        {
            "cost": str(lever.cost),
            "changes": [words for words, _kind, _bases in steps(result, lever)],
            "also_hold": [title(result.conflict, state) for state in lever.also],
            "no_longer_hold": [title(result.conflict, state) for state in lever.lost],
            "evidence": list(evidence_of(result, lever)),
        }
        for lever in result.found
    ]


def heads() -> list[str]:
    """Return the heads of such rows."""
    return [
        _("Cost"),
        _("What would have to change"),
        _("Then also hold"),
        _("No longer hold"),
        _("Evidence"),
    ]


def cells(result: LeverSearch) -> Iterator[list[str]]:
    """Yield the cells of each row as text."""
    for row in rows(result):
        yield [comma("; ").join(cell) if isinstance(cell, list) else cell for cell in row.values()]


def plain(result: LeverSearch, quotes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return plain values for JSON; outcomes counted from 1."""
    return {
        "outcome": result.target + 1,
        "label": result.conflict.label(result.target),
        "name": title(result.conflict, result.target),
        "concept": result.concept,
        "concepts": list(result.concepts),
        "holds": result.holds,
        "searched_to_cost": str(result.searched),
        "profiles_tried": result.tried,
        "changes_together": result.together,
        "more_together_could_be_had": not result.whole,
        "levers": [_plain_lever(result, lever) for lever in result.found],
        "evidence": {claim: (quotes or {}).get(claim) for claim in all_evidence(result)},
        "conditions": [
            {
                "concept": concept,
                "party": c.party,
                "outcome": c.end + 1,
                "answers": [a + 1 for a in c.answers],
                "fulfilled": c.fulfilled,
                "text": condition_in_words(result.conflict, c, result.target),
            }
            for concept, c in every_condition(result)
        ],
    }


def _plain_lever(result: LeverSearch, lever: Lever) -> dict[str, Any]:
    conflict = result.conflict

    def name(party: int, which: int) -> str | int:
        """Return a statement as it is written, a weighed option, or an outcome's number."""
        if result.kinds[party] == "statements":
            return conflict.preferences[party][which].source
        if result.kinds[party] == "weights":
            return conflict.options[weights_of(conflict, party)[which][0]].id
        return which + 1

    return {
        "cost": str(lever.cost),
        "changes": [_plain_change(conflict, change, result.target) for change in lever.changes],
        "preferences": [
            {
                "party": conflict.parties[i],
                "of": result.kinds[i],
                "put": name(i, below),
                "above": name(i, above),
            }
            for i, pairs in enumerate(lever.reversals)
            for above, below in sorted(pairs)
        ],
        "also_hold": [s + 1 for s in lever.also],
        "also_hold_with": [
            {"outcome": s + 1, "options": list(options)} for s, options in lever.beside
        ],
        "no_longer_hold": [s + 1 for s in lever.lost],
        "evidence": list(evidence_of(result, lever)),
    }


def _plain_change(conflict: GraphModel, change: Change, target: int) -> dict[str, Any]:
    option = change.new.option.id if change.new else None
    return {
        "kind": change.kind,
        "party": conflict.parties[change.party],
        "option": conflict.options[change.option].id if change.option >= 0 else option,
        "to": change.end + 1 if change.end >= 0 else None,
        "cost": str(change.cost),
        "text": change_in_words(conflict, change, target),
        "mediator": can_do(change.kind),
    }


class Levers(LeverSearch):
    """What was found for an outcome, as people hold it: shown and told.

    Its fields are those of :class:`~.search.LeverSearch`.
    """

    @classmethod
    def of(cls, result: LeverSearch) -> Self:
        """Return what a search found, to be shown."""
        return cls(**{field.name: getattr(result, field.name) for field in fields(result)})

    def rows(self) -> list[dict[str, Any]]:
        """Return each set of changes as plain values, the cheapest first."""
        return rows(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; outcomes counted from 1."""
        return plain(self)

    def explain(self, quotes: Mapping[str, str] | None = None) -> str:
        """Say all of it in words.

        Parameters
        ----------
        quotes
            the words behind ids of evidence, with their source, where they are known.
        """
        return "\n".join(whole(self, quotes))

    def __repr__(self) -> str:
        """Say in one line what was found."""
        costs = comma().join(str(lever.cost) for lever in self.found) or "none"
        answer = "holds already" if self.holds else f"levers at {costs}"
        return f"Levers({self.conflict.label(self.target)}, {self.concept}: {answer})"

    def _repr_html_(self) -> str:
        """Show the sets of changes in a notebook."""
        return html_table(repr(self), heads(), cells(self))
