"""The frontier: no member dominated, nothing undominated missing, whatever the scale or order."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packages import slow_packages as slow
from tests.packages.random_negotiations import negotiations

from goodoffices.case.nouns import Worth
from goodoffices.packages import frontier as module
from goodoffices.packages import maxima
from goodoffices.packages.frontier import Layout, frontier


def vectors(negotiation):
    found = frontier(negotiation)
    return [found.scale.worth(point) for point in found.points]


@given(negotiations())
@settings(max_examples=150, deadline=None)
def test_it_is_what_listing_every_package_finds(negotiation):
    found = vectors(negotiation)
    assert set(found) == slow.frontier([v for v, _package in slow.table(negotiation)])
    assert found == sorted(set(found), reverse=True)


@given(negotiations())
@settings(max_examples=80, deadline=None)
def test_every_package_of_a_point_is_found_and_counted(negotiation):
    found = frontier(negotiation)
    rows = range(len(found.points))
    listed = Counter(v for v, _package in slow.table(negotiation))
    assert found.counts(rows) == [listed[v] for v in vectors(negotiation)]
    for row, count in zip(rows, found.counts(rows), strict=True):
        packages = found.packages(row, 1000)
        assert len(packages) == count == len({tuple(p.items()) for p in packages})
        worth = found.scale.worth(found.points[row])
        assert all(slow.worths(negotiation, package) == worth for package in packages)


@given(negotiations(), st.fractions(min_value=Fraction(1, 9), max_value=9), st.fractions(-9, 9))
@settings(max_examples=60, deadline=None)
def test_it_does_not_depend_on_a_party_s_units(negotiation, factor, shift):
    party = negotiation.parties[0]
    worth, first = negotiation.worths[party], negotiation.issues[0].id
    if worth.weights[first] == 0:
        shift = Fraction(0)
    scaled = Worth(
        weights={i: w * factor for i, w in worth.weights.items()},
        values={
            i: {v: x + (shift if i == first else 0) for v, x in values.items()}
            for i, values in worth.values.items()
        },
        pairs=tuple(replace(pair, adds=pair.adds * factor) for pair in worth.pairs),
        red_lines=worth.red_lines,
    )
    other = replace(negotiation, worths={**negotiation.worths, party: scaled})
    moved = shift * worth.weights[first]
    expected = [((v[0] + moved) * factor, *v[1:]) for v in vectors(negotiation)]
    assert vectors(other) == expected


@given(negotiations(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_it_does_not_depend_on_the_order_of_issues_values_or_parties(negotiation, random):
    def mixed(items):
        return tuple(random.sample(items, len(items)))

    parties = mixed(negotiation.parties)
    issues = mixed([replace(issue, values=mixed(issue.values)) for issue in negotiation.issues])
    other = replace(negotiation, parties=parties, party_names=parties, issues=issues)
    at = [parties.index(p) for p in negotiation.parties]
    assert {tuple(v[i] for i in at) for v in vectors(other)} == set(vectors(negotiation))


@given(negotiations())
@settings(max_examples=30, deadline=None)
def test_sums_taken_in_pieces_come_to_the_same(negotiation):
    whole = vectors(negotiation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AT_ONCE", 3)
        assert vectors(negotiation) == whole


@given(st.integers(1, 5), st.integers(0, 60), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_loops_find_the_maxima_compiled_or_not(width, size, random):
    points = sorted({tuple(random.randint(0, 6) for _c in range(width)) for _p in range(size)})
    points = np.array(points[::-1], dtype=np.int64).reshape(-1, width)
    columns = [points[:, c] for c in range(width)]
    expected = slow.frontier([tuple(p) for p in points.tolist()])
    plain = points[maxima.undominated(columns)].tolist()
    assert {tuple(p) for p in plain} == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maxima, "FEW", 0)
        assert points[maxima.undominated(columns)].tolist() == plain


@given(st.lists(st.lists(st.integers(0, 2**40), min_size=3, max_size=3), min_size=1))
def test_packing_can_be_undone(points):
    layout = Layout(tuple(max(column) for column in zip(*points, strict=True)))
    array = np.array(points, dtype=object)
    assert np.column_stack(layout.unpack(layout.pack(array))).tolist() == points


def test_wide_worths_fall_back_to_python_s_integers_only_where_they_must():
    assert Layout((2**20 - 1, 2**20 - 1, 2**20 - 1)).dtype is np.int64
    assert Layout((2**30, 2**33)).dtype is object
