"""Another preference, for a look: one judgement of a party changed, nothing kept.

Each way of writing an order can be changed in its own ways: statements move, drop out or turn into
their opposite; steps of a ranking move or become one; weights are set aside, turned, or made as
heavy as the next; pairs are dropped, turned, or made alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from goodoffices.base.errors import UsageError
from goodoffices.base.exact import written
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, comma
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Basis, Case, Compared, Ordering, Party, Preference
from goodoffices.conflict.words.acts import capital, statement

if TYPE_CHECKING:
    from goodoffices.conflict.graph import GraphModel

Way = Literal["up", "down", "tie", "drop", "opposite"]

WAYS: tuple[Way, ...] = ("up", "down", "tie", "drop", "opposite")

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One change: a party's judgement, by its place from 0, and what becomes of it."""

    party: str
    number: int
    way: Way

    @property
    def judgement(self) -> str:
        """The judgement as an address names it."""
        return f"{self.party}:{self.number}"


def asked(judgement: str, way: str) -> WhatIf | None:
    """Return the change that an address names; None where it names none."""
    party, _colon, number = judgement.rpartition(":")
    if not (party and number.isascii() and number.isdigit() and len(number) < 6):
        return None
    return WhatIf(party, int(number), way) if way in WAYS else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One of a party's judgements of what it prefers, with the ways in which it can be changed."""

    words: str
    basis: Basis
    ways: tuple[Way, ...]


def judgements(party: Party, conflict: GraphModel) -> list[Judgement]:
    """Return what a party's order is made of, in words, and how each can be changed."""
    order = party.ordering
    if order.pairs:
        text = _("{better} rather than {worse}")
        return [
            Judgement(
                text.format(better=p.better.source, worse=p.worse.source),
                p.basis,
                ("drop", "opposite") if p.equal else ("tie", "drop", "opposite"),
            )
            for p in order.pairs
        ]
    if order.weights:
        names = {option.id: option.text for option in conflict.options}
        text = _("{option}: weighs {weight}")
        return [
            Judgement(
                text.format(option=names.get(option, option), weight=written(weight)),
                basis,
                ("tie", "drop", "opposite") if number else ("drop", "opposite"),
            )
            for number, (option, (weight, basis)) in enumerate(order.weights.items())
        ]
    if order.ranking:
        return [_step(order.ranking, number) for number in range(len(order.ranking))]
    last = len(party.prefers) - 1
    return [
        Judgement(
            capital(statement(conflict, one.condition)),
            one.basis,
            (*(("up",) if n else ()), *(("down",) if n < last else ()), "drop", "opposite"),
        )
        for n, one in enumerate(party.prefers)
    ]


def _step(ranking: Sequence[Compared], number: int) -> Judgement:
    step = ranking[number]
    words = comma().join(which.source for which in step.outcomes) or _("all the rest")
    ways: list[Way] = ["up"] if number else []
    if number and step.outcomes and ranking[number - 1].outcomes:
        ways.append("tie")
    if number < len(ranking) - 1:
        ways.append("down")
    return Judgement(words, step.basis, tuple(ways))


def name(way: Way) -> str:
    """Return a way of changing a judgement, in words."""
    return {
        "up": _("mattered more than the one above it"),
        "down": _("mattered less than the one below it"),
        "tie": _("were as good as the one before it"),
        "drop": _("did not matter (set aside)"),
        "opposite": _("were the opposite"),
    }[way]


def changed(case: Case, what: WhatIf) -> Case:
    """Return a case in which one judgement is another; nothing is kept.

    Raises
    ------
    UsageError
        GO382 where there is no such judgement, or it cannot be changed in that way.
    """
    party = case.party(what.party)
    if party is None:
        raise _no(what)
    order = party.ordering
    if order.pairs:
        new = replace(party, ordering=_pairs(order, what))
    elif order.weights:
        new = replace(party, ordering=_weights(order, what))
    elif order.ranking:
        new = replace(party, ordering=replace(order, ranking=_ranking(order.ranking, what)))
    else:
        new = replace(party, prefers=_moved(party.prefers, what, _opposite))
    return replace(case, parties=tuple(new if p is party else p for p in case.parties))


def _no(what: WhatIf) -> UsageError:
    return UsageError(finding("GO382", what=f"{what.party} {what.number + 1} {what.way}"))


def _opposite(preference: Preference) -> Preference:
    source = f"not ({preference.source})"
    return replace(preference, condition=parse(source), source=source)


def _moved(
    items: Sequence[_Item], what: WhatIf, turn: Callable[[_Item], _Item] | None = None
) -> tuple[_Item, ...]:
    """Return the items with one moved by a place, left out, or turned."""
    found, k = list(items), what.number
    if not 0 <= k < len(found):
        raise _no(what)
    if what.way in ("up", "down"):
        other = k + (1 if what.way == "down" else -1)
        if not 0 <= other < len(found):
            raise _no(what)
        found[k], found[other] = found[other], found[k]
    elif what.way == "drop" and len(found) > 1:
        del found[k]
    elif what.way == "opposite" and turn is not None:
        found[k] = turn(found[k])
    else:
        raise _no(what)
    return tuple(found)


def _ranking(steps: Sequence[Compared], what: WhatIf) -> tuple[Compared, ...]:
    k = what.number
    if what.way != "tie":
        return _moved(steps, replace(what, way=what.way if what.way in ("up", "down") else "tie"))
    if not 0 < k < len(steps) or not (steps[k - 1].outcomes and steps[k].outcomes):
        raise _no(what)
    one = replace(steps[k - 1], outcomes=(*steps[k - 1].outcomes, *steps[k].outcomes))
    return (*steps[: k - 1], one, *steps[k + 1 :])


def _weights(order: Ordering, what: WhatIf) -> Ordering:
    options, k = list(order.weights), what.number
    if not 0 <= k < len(options) or what.way in ("up", "down") or (what.way == "tie" and not k):
        raise _no(what)
    weight, basis = order.weights[options[k]]
    if what.way == "tie":
        weight = order.weights[options[k - 1]][0]
    weights = {**order.weights, options[k]: (-weight if what.way == "opposite" else weight, basis)}
    if what.way == "drop":
        del weights[options[k]]
    if not weights:
        raise _no(what)
    spans = {option: span for option, span in order.spans.items() if option != options[k]}
    return replace(order, weights=weights, spans=spans)


def _pairs(order: Ordering, what: WhatIf) -> Ordering:
    pairs, k = list(order.pairs), what.number
    if not 0 <= k < len(pairs) or what.way in ("up", "down"):
        raise _no(what)
    one = pairs[k]
    if what.way == "drop":
        if len(pairs) == 1:
            raise _no(what)
        del pairs[k]
    else:
        turned = replace(one, better=one.worse, worse=one.better)
        pairs[k] = turned if what.way == "opposite" else replace(one, equal=True)
    return replace(order, pairs=tuple(pairs))
