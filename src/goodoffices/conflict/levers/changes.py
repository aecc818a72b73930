"""What a mediator could change beside preferences, and the conflict that is then left.

An option can be made *irreversible* (once taken it cannot be dropped: escrow, verification) or
*impossible* (once dropped it cannot be taken again: snap-back, a ban that is watched); a single
move from the outcome can be *blocked*; an option can be *removed*; and an option that the case
offers can be *added* (a guarantee, a consortium).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case.nouns import LeverTerms, NewOption, Option, Preference
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.moves import Codes, Flips, Moves, pairs_of
from goodoffices.conflict.ranking import Truths

Kind = Literal["irreversible", "impossible", "block", "remove", "add"]

COSTS: dict[str, Fraction] = {
    "swap": Fraction(1),
    "irreversible": Fraction(2),
    "impossible": Fraction(2),
    "block": Fraction(2),
    "remove": Fraction(3),
}
"""What a change costs where the case says nothing, in exchanges of two neighbours."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of the moves or options. ``end`` is the state a blocked move leads to."""

    kind: Kind
    cost: Fraction
    party: int
    option: int = -1
    end: int = -1
    new: NewOption | None = None

    @property
    def atom(self) -> tuple[str, int, int, str]:
        """What makes this change itself, to compare sets of changes."""
        return (
            self.kind,
            self.party,
            max(self.option, self.end),
            self.new.option.id if self.new else "",
        )


def price(terms: LeverTerms, kind: str, about: str) -> Fraction:
    """Return the cost of a kind of change to a party or an option."""
    return terms.each.get(about, terms.costs.get(kind, COSTS[kind]))


def offered(conflict: GraphModel, target: int, terms: LeverTerms) -> list[Change]:
    """List every change of moves and options that bears on an outcome.

    Raises
    ------
    UsageError
        GO810 for a new option where moves do not follow from options.
    """
    by_options = all(isinstance(moves, Flips) for moves in conflict.movement)
    if terms.new and not by_options:
        raise UsageError(finding("GO810", terms.new[0].option.place))
    places = {party: i for i, party in enumerate(conflict.parties)}
    changes = [
        Change(kind="add", cost=new.cost, party=places[new.option.party], new=new)
        for new in terms.new
        if new.option.party in places
    ]
    for party, i in places.items():
        cost, pairs = price(terms, "block", party), conflict.moves[i]
        ends = pairs[pairs[:, 0] == target, 1].tolist()
        changes += [Change(kind="block", cost=cost, party=i, end=end) for end in ends]
    if not by_options:
        return changes
    taken = int(conflict.codes[target])
    for k, option in enumerate(conflict.options):
        kinds: list[Kind] = ["irreversible", "impossible"] if option.moves == "both" else []
        kinds += [] if taken >> k & 1 else ["remove"]
        for kind in kinds:
            cost = price(terms, kind, option.id)
            changes.append(Change(kind=kind, cost=cost, party=places[option.party], option=k))
    return changes


@dataclass(frozen=True, kw_only=True)
class ChangedConflict:
    """The conflict that changes leave, as arrays over its n states.

    Attributes
    ----------
    pairs
        each party's moves, (k, 2) from and to.
    base
        (n,) the state of the conflict as written that each state comes from.
    plain
        (n,) where no new option is taken.
    target
        the outcome in question.
    failed
        for each party (statements, n) where each of its statements, and each about a new option,
        is false.
    added
        for each party where in its order the statements about new options go: (place, row).
    new, brought
        the options brought in, and (new, n) where each is taken.
    """

    pairs: tuple[NDArray[np.int64], ...]
    base: NDArray[np.int64]
    plain: NDArray[np.bool_]
    target: int
    failed: tuple[NDArray[np.bool_], ...]
    added: tuple[tuple[tuple[int, int], ...], ...]
    new: tuple[Option, ...]
    brought: NDArray[np.bool_]

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(array.nbytes for array in (*self.pairs, *self.failed, self.base, self.plain))

    def with_new(self, state: int) -> tuple[str, ...]:
        """Return the texts of the new options that a state takes."""
        taken = zip(self.new, self.brought, strict=True)
        return tuple(option.text for option, where in taken if where[state])


@dataclass(kw_only=True)
class _Form:
    """The option form while changes are made to it; ``target`` is a code."""

    options: list[Option]
    codes: Codes
    base: NDArray[np.int64]
    movement: list[Moves]
    target: int
    statements: list[list[Preference]]
    added: list[list[tuple[int, int]]]


def changed(conflict: GraphModel, target: int, changes: Sequence[Change]) -> ChangedConflict | None:
    """Make changes; None where the outcome is then no longer possible."""
    form = _Form(
        options=list(conflict.options),
        codes=conflict.codes,
        base=np.arange(conflict.size),
        movement=list(conflict.movement),
        target=int(conflict.codes[target]),
        statements=[list(p) for p in conflict.preferences] or [[] for _party in conflict.parties],
        added=[[] for _party in conflict.parties],
    )
    for change in changes:
        if change.kind == "add" and change.new:
            _add(form, change.new, conflict.parties)
        elif change.kind == "remove":
            keep = form.codes >> change.option & 1 == 0
            form.codes, form.base = form.codes[keep], form.base[keep]
        elif change.kind in ("irreversible", "impossible"):
            _fix(form, change)
    known = np.int64((1 << len(conflict.options)) - 1)
    at = np.flatnonzero((form.base == target) & (form.codes == form.target))
    if not at.size:
        return None
    state = int(at[0])
    pairs = [pairs_of(moves, form.codes) for moves in form.movement]
    for change in changes:
        if change.kind == "block":
            own = pairs[change.party]
            alike = form.codes[own[:, 1]] & ~known == form.codes[state] & ~known
            ends = (form.base[own[:, 1]] == change.end) & alike
            pairs[change.party] = own[~((own[:, 0] == state) & ends)]
    new = range(len(conflict.options), len(form.options))
    return ChangedConflict(
        pairs=tuple(pairs),
        base=form.base,
        plain=form.codes & ~known == 0,
        target=state,
        failed=_failed(form),
        added=tuple(tuple(places) for places in form.added),
        new=tuple(form.options[k] for k in new),
        brought=np.array([form.codes >> k & 1 == 1 for k in new], dtype=bool),
    )


def _add(form: _Form, new: NewOption, parties: Sequence[str]) -> None:
    """Double the states by a new option, and say where the statements about it go."""
    bit = 1 << len(form.options)
    form.options.append(new.option)
    form.codes = np.concatenate([form.codes, form.codes | bit])
    form.base = np.concatenate([form.base, form.base])
    truths = Truths([o.id for o in form.options], form.codes)
    for rule in new.infeasible:
        keep = ~np.asarray(rule.condition.evaluate(truths), dtype=bool)
        form.codes, form.base = form.codes[keep], form.base[keep]
        truths = Truths([o.id for o in form.options], form.codes)
    form.target |= bit if new.taken else 0
    i = parties.index(new.option.party)
    moves = form.movement[i]
    if isinstance(moves, Flips):
        forward, back = (bit if new.option.moves == way else 0 for way in ("forward", "back"))
        form.movement[i] = Flips(moves.own | bit, moves.forward | forward, moves.back | back)
    for party, place, preference in new.prefers:
        j = parties.index(party)
        form.added[j].append((place, len(form.statements[j])))
        form.statements[j].append(preference)


def _fix(form: _Form, change: Change) -> None:
    """Let an option go one way only."""
    moves, bit = form.movement[change.party], 1 << change.option
    if isinstance(moves, Flips):
        form.movement[change.party] = (
            replace(moves, forward=moves.forward | bit)
            if change.kind == "irreversible"
            else replace(moves, back=moves.back | bit)
        )


def _failed(form: _Form) -> tuple[NDArray[np.bool_], ...]:
    """Return for each party (statements, n) where each of its statements is false."""
    truths = Truths([o.id for o in form.options], form.codes)
    return tuple(
        np.array(
            [~np.asarray(p.condition.evaluate(truths), dtype=bool) for p in statements], dtype=bool
        ).reshape(len(statements), form.codes.size)
        for statements in form.statements
    )
