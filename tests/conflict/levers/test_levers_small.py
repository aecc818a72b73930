"""Levers against every set of changes there is, each made by writing the changed case out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.base.errors import UsageError
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import (
    Case,
    LeverTerms,
    NewOption,
    Option,
    Ordering,
    Party,
    Preference,
    Rule,
)
from goodoffices.conflict.concepts import DECIDED, concepts_of, deciding
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.levers.levers import levers
from goodoffices.conflict.levers.search import MOST_SETS
from goodoffices.conflict.stability import solve

KINDS = ("irreversible", "impossible", "remove", "block")


def wish(text: str) -> Preference:
    return Preference(parse(text), text)


def case_of(first: list[str], second: list[str]) -> Case:
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"),),
        prefers=tuple(map(wish, first)),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.y", party="b", text="Y"), Option(id="b.z", party="b", text="Z")),
        prefers=tuple(map(wish, second)),
    )
    return Case(id="c", title="C", parties=(a, b))


# --- every set of changes, by brute force ---------------------------------------------------------


class Every:
    """All changed conflicts, each with its cost: written out as cases, and decided on their own."""

    def __init__(self, case: Case, target: frozenset[str], terms: LeverTerms) -> None:
        self.case, self.target, self.terms = case, target, terms
        conflict = from_case(case)
        start = next(s for s in range(conflict.size) if set(conflict.taken(s)) == target)
        self.single: list[tuple[Fraction, tuple]] = []
        for option in case.options:
            for kind in KINDS[:2]:
                self.single.append((self._price(kind, option.id), (kind, option.id)))
            if option.id not in target:
                self.single.append((self._price("remove", option.id), ("remove", option.id)))
        for i, party in enumerate(conflict.parties):
            for s, t in conflict.moves[i].tolist():
                if s == start:
                    end = frozenset(conflict.taken(t))
                    self.single.append((self._price("block", party), ("block", party, end)))
        self.single += [(new.cost, ("add", new)) for new in terms.new]

    def _price(self, kind: str, about: str) -> Fraction:
        return self.terms.each.get(about, self.terms.costs[kind])

    def by_cost(self, most: Fraction) -> Iterator[tuple[Fraction, tuple, Case]]:
        found = []
        for count in range(len(self.single) + 1):
            fitting = [
                chosen
                for chosen in itertools.combinations(self.single, count)
                if sum(cost for cost, _what in chosen) <= most
            ]
            if not fitting:
                break
            for chosen in fitting:
                base = sum((cost for cost, _what in chosen), start=Fraction(0))
                for orders in itertools.product(
                    *(itertools.permutations(range(len(p.prefers))) for p in self.case.parties)
                ):
                    cost = base + sum(
                        self.terms.each.get(p.id, self.terms.costs["swap"])
                        * sum(a > b for a, b in itertools.combinations(order, 2))
                        for p, order in zip(self.case.parties, orders, strict=True)
                    )
                    if cost <= most:
                        found.append((cost, tuple(what for _cost, what in chosen), orders))
        found.sort(key=lambda each: each[0])
        for cost, changes, orders in found:
            yield cost, changes, self._changed(changes, orders)

    def _changed(self, changes: tuple, orders: tuple) -> Case:
        parties = [
            replace(party, prefers=tuple(party.prefers[k] for k in order))
            for party, order in zip(self.case.parties, orders, strict=True)
        ]
        rules = list(self.case.infeasible)
        for kind, what, *_more in changes:
            if kind == "remove":
                rules.append(Rule(parse(what), what))
            elif kind == "add":
                parties = [self._with(party, what) for party in parties]
                rules += what.infeasible
        fixed = {c[1]: set() for c in changes if c[0] in KINDS[:2]}
        for kind, what, *_more in changes:
            if kind in KINDS[:2]:
                fixed[what].add("forward" if kind == "irreversible" else "back")
        parties = [
            replace(
                party,
                options=tuple(
                    replace(o, moves=next(iter(fixed[o.id])))
                    if o.id in fixed and len(fixed[o.id]) == 1
                    else o
                    for o in party.options
                ),
            )
            for party in parties
        ]
        return replace(self.case, parties=tuple(parties), infeasible=tuple(rules))

    @staticmethod
    def _with(party: Party, new: NewOption) -> Party:
        prefers = list(party.prefers)
        mine = [(place, p) for who, place, p in new.prefers if who == party.id]
        for place, preference in sorted(mine, key=lambda each: -each[0]):
            prefers.insert(place - 1, preference)
        options = party.options + ((new.option,) if new.option.party == party.id else ())
        return replace(party, prefers=tuple(prefers), options=options)

    def holding(self, changes: tuple, case: Case, concepts: tuple[str, ...]) -> set[frozenset[str]]:
        """Return what holds in a changed case."""
        conflict = from_case(case)
        state = {frozenset(conflict.taken(s)): s for s in range(conflict.size)}
        moves = [list(map(tuple, pairs.tolist())) for pairs in conflict.moves]
        brought = frozenset(c[1].option.id for c in changes if c[0] == "add" and c[1].taken)
        start = state.get(self.target | brought)
        if start is None:
            return set()
        fixed = {c[:2] for c in changes if c[0] in KINDS[:2]}
        both = [o for _kind, o in fixed if {(kind, o) for kind in KINDS[:2]} <= fixed]
        for o in both:  # can neither be taken nor dropped
            i = next(i for i, p in enumerate(case.parties) if o in {x.id for x in p.options})
            moves[i] = [
                (s, t) for s, t in moves[i] if (o in conflict.taken(s)) == (o in conflict.taken(t))
            ]
        for kind, *what in changes:
            if kind == "block":
                i, end = conflict.parties.index(what[0]), state.get(what[1] | brought)
                moves[i] = [(s, t) for s, t in moves[i] if (s, t) != (start, end)]
        arrays = [np.array(m, dtype=np.int64).reshape(-1, 2) for m in moves]
        stable = solve(arrays, conflict.ranks, concepts)
        held = np.all([stable[c].all(axis=0) for c in concepts], axis=0)
        found = {frozenset(conflict.taken(int(s))) for s in np.flatnonzero(held)}
        return found if self.target | brought in found else set()


STATEMENTS = st.sampled_from(
    [
        "a.x",
        "not a.x",
        "b.y",
        "not b.y",
        "b.z",
        "not b.z",
        "a.x iff b.y",
        "b.z if a.x",
        "not a.x or b.y",
        "a.x and not b.z",
    ]
)
ABOUT_NEW = st.sampled_from(["a.g", "not a.g", "a.g iff b.y", "b.z if a.g", "a.g and a.x"])
PRICE = st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(2)])


@st.composite
def asked(draw: st.DrawFn) -> tuple[Case, frozenset[str], LeverTerms, tuple[str, ...]]:
    two = st.lists(STATEMENTS, min_size=2, max_size=2, unique=True)
    case = case_of(draw(two), draw(two))
    target = frozenset(draw(st.sets(st.sampled_from(["a.x", "b.y", "b.z"]))))
    dear = st.just(Fraction(3)) if draw(st.booleans()) else PRICE
    costs = {kind: draw(dear) for kind in (*KINDS, "swap")}
    each = draw(st.dictionaries(st.sampled_from(["a", "b.y"]), PRICE, max_size=1))
    rule = draw(st.sampled_from([(), (Rule(parse("a.g and b.z"), "a.g and b.z"),)]))
    new = NewOption(
        Option(id="a.g", party="a", text="G", moves=draw(st.sampled_from(["both", "forward"]))),
        draw(PRICE),
        taken=draw(st.booleans()),
        infeasible=rule,
        prefers=tuple(
            (party, draw(st.integers(1, 3)), wish(draw(ABOUT_NEW)))
            for party in draw(st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True))
        ),
    )
    concepts = draw(st.sampled_from([("Nash",), ("SEQ",), ("SSEQ",), ("SMR", "SEQ"), ("GMR",)]))
    return case, target, LeverTerms(costs, each, (new,)), concepts


@settings(max_examples=80, deadline=None)
@given(drawn=asked())
def test_nothing_cheaper_exists_and_what_else_holds_is_told(
    drawn: tuple[Case, frozenset[str], LeverTerms, tuple[str, ...]],
) -> None:
    case, target, terms, concepts = drawn
    most = Fraction(3)
    conflict = from_case(case)
    at = next(s for s in range(conflict.size) if set(conflict.taken(s)) == target)
    found = levers(conflict, at, concept=concepts, terms=terms, most_cost=most, most=1)
    every = Every(case, target, terms)
    cheapest = next(
        (
            cost
            for cost, changes, changed in every.by_cost(most)
            if every.holding(changes, changed, concepts)
        ),
        None,
    )
    if found.holds:
        assert cheapest == 0
        return
    if cheapest is None:
        assert not found.found
        assert found.searched == most
        return
    (lever,) = found.found
    assert lever.cost == cheapest
    _compare(conflict, at, every, lever, concepts)


def _compare(conflict: GraphModel, at: int, every: Every, lever, concepts: tuple) -> None:
    """Hold what a lever says it does to other outcomes against the case written out."""
    changes = []
    for c in lever.changes:
        if c.kind == "add":
            changes.append(("add", c.new))
        elif c.kind == "block":
            changes.append(("block", conflict.parties[c.party], frozenset(conflict.taken(c.end))))
        else:
            changes.append((c.kind, conflict.options[c.option].id))
    orders = tuple(
        order if order is not None else tuple(range(len(party.prefers)))
        for order, party in zip(lever.orders, every.case.parties, strict=True)
    )
    changed = every._changed(tuple(changes), orders)
    then = every.holding(tuple(changes), changed, concepts)
    now = every.holding((), every.case, concepts) or {
        frozenset(conflict.taken(int(s)))
        for s in np.flatnonzero(
            np.all(
                [solve(conflict.moves, conflict.ranks, [c])[c].all(axis=0) for c in concepts],
                axis=0,
            )
        )
    }
    new = {o.option.id: o.option.text for o in every.terms.new}
    target = frozenset(conflict.taken(at))
    bare = {s for s in then if not s & new.keys()}
    assert {frozenset(conflict.taken(s)) for s in lever.also} == bare - now - {target}
    assert {frozenset(conflict.taken(s)) for s in lever.lost} == now - bare - {target}
    brought = {c[1].option.id for c in changes if c[0] == "add" and c[1].taken}
    with_new = {s for s in then if s & new.keys() and s != target | brought}
    assert {(frozenset(conflict.taken(s)), options) for s, options in lever.beside} == {
        (s - frozenset(new), tuple(new[o] for o in sorted(s & new.keys()))) for s in with_new
    }


# --- several senses at once -----------------------------------------------------------------------


def test_several_senses_are_read_and_only_those_that_decide_are_kept() -> None:
    assert concepts_of("nash, SEQ") == ("Nash", "SEQ")
    assert concepts_of("all") == DECIDED
    assert deciding(DECIDED) == ("Nash",)
    assert deciding(("SMR", "SEQ", "GMR")) == ("SMR", "SEQ")
    with pytest.raises(UsageError) as refused:
        concepts_of("SEQ,SEK")
    assert refused.value.findings[0].code == "GO413"


@settings(max_examples=40, deadline=None)
@given(drawn=asked(), third=st.lists(STATEMENTS, max_size=2))
def test_what_implies_what_is_so_for_three_parties(
    drawn: tuple[Case, frozenset[str], LeverTerms, tuple[str, ...]], third: list[str]
) -> None:
    case = drawn[0]
    c = Party(
        id="c",
        name="C",
        options=(Option(id="c.w", party="c", text="W"),),
        prefers=tuple(map(wish, [*third, "c.w iff a.x"])),
    )
    conflict = from_case(replace(case, parties=(*case.parties, c)))
    stable = solve(conflict.moves, conflict.ranks, DECIDED)
    both = np.all([stable[c] for c in DECIDED], axis=0)
    enough = np.all([stable[c] for c in deciding(DECIDED)], axis=0)
    assert (both == enough).all()
    for chosen in (("SMR", "GMR"), ("SEQ", "GMR"), ("SSEQ", "SMR", "SEQ")):
        assert (stable[chosen[0]] <= np.all([stable[c] for c in chosen[1:]], axis=0)).all()


# --- by weights, and how far it looks -------------------------------------------------------------


@pytest.mark.parametrize(("place", "holds"), [(1, True), (2, False)])
def test_a_statement_about_a_new_option_stands_above_or_below_a_ranking_by_weights(
    place: int, holds: bool
) -> None:
    """A would rather drop X, unless a fund that it wants more goes with X only."""
    one = Fraction(1)
    weighed = Ordering(weights={"a.x": (-one, wish("a.x").basis)})
    a = Party(id="a", name="A", options=(Option(id="a.x", party="a", text="X"),), ordering=weighed)
    b = Party(
        id="b", name="B", options=(Option(id="b.y", party="b", text="Y"),), prefers=(wish("b.y"),)
    )
    new = NewOption(
        Option(id="b.fund", party="b", text="Fund", moves="forward"),
        one,
        infeasible=(),
        prefers=(("a", place, wish("a.x if b.fund")),),
    )
    conflict = from_case(Case(id="c", title="C", parties=(a, b)))
    target = next(s for s in range(4) if conflict.taken(s) == ("a.x", "b.y"))
    dear = dict.fromkeys((*KINDS, "swap"), Fraction(99))
    found = levers(conflict, target, concept="Nash", terms=LeverTerms(dear, {}, (new,)))
    assert bool(found.found) == holds
    if holds:
        assert found.found[0].changes[0].new == new
        assert "Somebody would have to offer B this: Fund" in found.explain()


@pytest.mark.parametrize("taken", [False, True])
def test_an_option_that_is_only_held_ready_may_keep_an_outcome(taken: bool) -> None:
    """A would do X, but for a snap-back that B would answer with, and would drop again after."""
    a = Party(
        id="a", name="A", options=(Option(id="a.x", party="a", text="X"),), prefers=(wish("a.x"),)
    )
    b = Party(
        id="b", name="B", options=(Option(id="b.y", party="b", text="Y"),), prefers=(wish("b.y"),)
    )
    prefers = (("a", 1, wish("not b.snap")), ("b", 1, wish("b.snap iff a.x")))
    new = NewOption(
        Option(id="b.snap", party="b", text="Snap back"), Fraction(1), taken, (), prefers
    )
    conflict = from_case(Case(id="c", title="C", parties=(a, b)))
    target = next(s for s in range(4) if conflict.taken(s) == ("b.y",))
    dear = dict.fromkeys((*KINDS, "swap"), Fraction(99))
    found = levers(conflict, target, concept="SEQ", terms=LeverTerms(dear, {}, (new,)))
    assert [lever.cost for lever in found.found] == ([] if taken else [1])


def test_more_than_two_changes_together_are_found_and_a_bound_is_told() -> None:
    """A can go to seven other outcomes, each better: only three options made fast keep it."""
    options = tuple(Option(id=f"a.o{k}", party="a", text=f"O{k}") for k in range(3))
    a = Party(id="a", name="A", options=options, prefers=tuple(wish(f"a.o{k}") for k in range(3)))
    conflict = from_case(Case(id="c", title="C", parties=(a,)))
    terms = LeverTerms({"swap": Fraction(1000), "block": Fraction(3)})
    found = levers(conflict, 0, concept="Nash", terms=terms)
    assert [c.kind for c in found.found[0].changes] == ["impossible"] * 3
    assert found.found[0].cost == 6
    assert found.whole
    assert found.together == 3
    options = tuple(Option(id=f"a.o{k:02}", party="a", text=f"O{k}") for k in range(7))
    a = Party(id="a", name="A", options=options, prefers=tuple(wish(o.id) for o in options))
    wide = levers(from_case(Case(id="c", title="C", parties=(a,))), 0, concept="Nash", terms=terms)
    assert not wide.found
    assert not wide.whole
    assert wide.together == 1  # two together would be 11,026 sets
    assert MOST_SETS < 11_026
    assert "are not known" in wide.explain()
    assert wide.to_dict()["more_together_could_be_had"] is True
    cheap = levers(
        from_case(Case(id="c", title="C", parties=(a,))),
        127,
        concept="Nash",
        terms=LeverTerms({"swap": Fraction(1, 100)}),
    )
    assert cheap.holds
    one = levers(from_case(Case(id="c", title="C", parties=(a,))), 126, concept="Nash", most=1)
    assert [c.kind for c in one.found[0].changes] == ["impossible"]
    assert one.found[0].cost == 2
    assert one.whole  # two together cost more than what was searched through


@pytest.mark.no_cover
def test_a_cost_that_could_never_be_searched_through_ends_with_how_far_it_went(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("goodoffices.conflict.levers.search.MOST_PROFILES", 8_000)
    parties = tuple(
        Party(
            id=p,
            name=p.upper(),
            options=(Option(id=f"{p}.x", party=p, text="X"),),
            prefers=tuple(
                wish(text)
                for text in (
                    f"{p}.x",
                    "a.x",
                    "b.x",
                    "c.x",
                    "d.x",
                    "not a.x",
                    "not b.x",
                    "a.x and b.x",
                    "not c.x",
                    "not d.x",
                )
            ),
        )
        for p in "abcd"
    )
    conflict = from_case(Case(id="c", title="C", parties=parties))
    found = levers(conflict, 0, concept="Nash", most_cost=Fraction(1000), most=99)
    assert 0 < found.searched < 1000
    assert found.tried <= 8_000
    costs = [lever.cost for lever in found.found]
    assert costs == sorted(costs)


def test_what_is_beyond_the_orders_that_were_listed_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only two exchanges help; where only single ones are listed, no more is claimed than that."""
    wishes = ("a.x", "not a.x or a.x", "not a.x")
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"),),
        prefers=tuple(map(wish, wishes)),
    )
    conflict = from_case(Case(id="c", title="C", parties=(a,)))
    dear = LeverTerms(dict.fromkeys(KINDS, Fraction(99)) | {"block": Fraction(3)})
    whole = levers(conflict, 0, concept="Nash", terms=dear)
    assert [lever.cost for lever in whole.found] == [2, 2, 3]
    assert whole.searched == 6
    monkeypatch.setattr("goodoffices.conflict.stress.variants.MOST_VARIANTS", 4)
    for block in (3, 99):  # a dearer change there is to try, and none
        terms = LeverTerms(dict.fromkeys(KINDS, Fraction(99)) | {"block": Fraction(block)})
        short = levers(conflict, 0, concept="Nash", terms=terms)
        assert not short.found
        assert short.searched == 1
    assert "up to a cost of 1 " in short.explain()


def test_new_options_need_moves_that_follow_from_options() -> None:
    from goodoffices.conflict.forms.json import from_dict

    plain_form = {
        "decision_makers": [{"name": "A"}],
        "states": 2,
        "moves": {"A": [[1, 2]]},
        "preferences": {"A": [2, 1]},
    }
    new = NewOption(Option(id="A.g", party="A", text="G"), Fraction(1))
    with pytest.raises(UsageError) as refused:
        levers(from_dict(plain_form), 0, terms=LeverTerms(new=(new,)))
    assert refused.value.findings[0].code == "GO810"
