"""What a mediator could change beside preferences, and the conflict that is then left.

An option can be made *irreversible* (once taken it cannot be dropped: escrow, verification) or
*impossible* (once dropped it cannot be taken again: snap-back, a ban that is watched); a single
move from the outcome can be *blocked*; an option can be *removed*; and an option that the case
offers can be *added* (a guarantee, a consortium).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.i18n import _
from goodoffices.case.nouns import LeverTerms, NewOption, Option, Preference
from goodoffices.conflict.graph import Conflict
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


@dataclass(frozen=True)
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


def offered(conflict: Conflict, target: int, terms: LeverTerms) -> list[Change]:
    """List every change of moves and options that bears on an outcome.

    Raises
    ------
    UsageError
        GO810 for a new option where moves do not follow from options.
    """
    by_options = all(isinstance(moves, Flips) for moves in conflict.movement)
    if terms.new and not by_options:
        text = _("An option can be brought in only where every move follows from options.")
        remedy = _("Take the new options out, or what merges outcomes or bars moves.")
        raise UsageError(Finding("GO810", text, terms.new[0].option.place, remedy))
    found = [
        Change("add", new.cost, conflict.parties.index(new.option.party), new=new)
        for new in terms.new
        if new.option.party in conflict.parties
    ]
    for i, pairs in enumerate(conflict.moves):
        cost = price(terms, "block", conflict.parties[i])
        ends = pairs[pairs[:, 0] == target, 1]
        found += [Change("block", cost, i, end=int(end)) for end in ends]
    if not by_options:
        return found
    taken = int(conflict.codes[target])
    for k, option in enumerate(conflict.options):
        i = conflict.parties.index(option.party)
        kinds: list[Kind] = ["irreversible", "impossible"] if option.moves == "both" else []
        kinds += [] if taken >> k & 1 else ["remove"]
        found += [Change(kind, price(terms, kind, option.id), i, option=k) for kind in kinds]
    return found


@dataclass(frozen=True)
class Left:
    """The conflict that changes leave, as arrays.

    ``base`` (n,) is the state of the conflict as written that each state comes from; ``failed``
    holds, for each party, where each of its statements, and each about a new option, is false
    (statements, n); ``added`` where in its order those about new options go: (place, row).
    ``new`` are the options brought in, ``brought`` (new, n) where each is taken.
    """

    pairs: tuple[NDArray[np.int64], ...]
    base: NDArray[np.int64]
    plain: NDArray[np.bool_]
    target: int
    failed: tuple[NDArray[np.bool_], ...]
    added: tuple[tuple[tuple[int, int], ...], ...]
    new: tuple[Option, ...] = ()
    brought: NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(array.nbytes for array in (*self.pairs, *self.failed, self.base, self.plain))

    def with_new(self, state: int) -> tuple[str, ...]:
        """Return the texts of the new options that a state takes."""
        taken = zip(self.new, self.brought, strict=True)
        return tuple(option.text for option, where in taken if where[state])


@dataclass
class _Form:
    """The option form while changes are made to it."""

    options: list[Option]
    codes: Codes
    base: NDArray[np.int64]
    movement: list[Moves]
    target: int  # its code
    statements: list[list[Preference]]
    added: list[list[tuple[int, int]]] = field(default_factory=list)


def left(conflict: Conflict, target: int, changes: Sequence[Change]) -> Left | None:
    """Make changes; None where the outcome is then no longer possible."""
    form = _Form(
        list(conflict.options),
        conflict.codes,
        np.arange(conflict.size),
        list(conflict.movement),
        int(conflict.codes[target]),
        [list(p) for p in conflict.preferences] or [[] for _party in conflict.parties],
    )
    form.added = [[] for _party in conflict.parties]
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
            ends = (form.base[own[:, 1]] == change.end) & (
                form.codes[own[:, 1]] & ~known == form.codes[state] & ~known
            )
            pairs[change.party] = own[~((own[:, 0] == state) & ends)]
    new = range(len(conflict.options), len(form.options))
    brought = np.array([form.codes >> k & 1 == 1 for k in new], dtype=bool)
    return Left(
        tuple(pairs),
        form.base,
        form.codes & ~known == 0,
        state,
        _failed(form),
        tuple(tuple(places) for places in form.added),
        tuple(form.options[k] for k in new),
        brought,
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
    truths = Truths([o.id for o in form.options], form.codes)
    return tuple(
        np.array(
            [~np.asarray(p.condition.evaluate(truths), dtype=bool) for p in statements], dtype=bool
        ).reshape(len(statements), form.codes.size)
        for statements in form.statements
    )


def in_words(conflict: Conflict, change: Change) -> str:
    """Say what a change is."""
    name = conflict.party_names[change.party]
    if change.new:
        return _("Add an option for {party}: {option}").format(
            party=name, option=change.new.option.text
        )
    if change.kind == "block":
        return _("Keep {party} from moving to {state}").format(
            party=name, state=conflict.label(change.end)
        )
    text = {
        "irreversible": _("Make it irreversible for {party}, once done: {option}"),
        "impossible": _("Make it impossible for {party}, once left: {option}"),
        "remove": _("Take the option from {party}: {option}"),
    }[change.kind]
    return text.format(party=name, option=conflict.options[change.option].text)
