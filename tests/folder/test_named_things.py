"""What is wanted that bears a side's name: its money, a demand of the rebels, one act of a list."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

Told = set[tuple[str, str, str]]


def bids(page: str, kinds: frozenset[str]) -> Told:
    """Return whose bids of some kinds a page holds, with their words."""
    shown = Candidates(merge([read_text(page, "2026-03-01", "1.txt")]))
    return {(b.party, b.kind, b.phrase.text) for b in shown.bids if b.kind in kinds}


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            "Chad wants European money for the road.",
            ("chad", "want", "European money for the road"),
        ),
        ("Niger demands a Chadian apology.", ("niger", "want", "a Chadian apology")),
        ("Chad rejected the Nigerien proposal.", ("chad", "refuse", "the Nigerien proposal")),
    ],
)
def test_a_thing_with_a_states_name_is_a_thing(page: str, told: tuple[str, str, str]) -> None:
    assert told in bids(page, frozenset({"want", "refuse"}))


@pytest.mark.parametrize("wish", ["Chad wants Niger gone.", "Niger wants Chadian guards out."])
def test_a_side_or_its_people_are_no_thing(wish: str) -> None:
    assert not any(
        text in {"Niger", "Chadian guards"} for _p, _k, text in bids(wish, frozenset({"want"}))
    )


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("Chad agreed to a rebel demand to open the road. The rebels left.", "open the road"),
        ("Chad rejected a rebel demand for land. The rebels want aid.", "land"),
        (
            "The rebels stayed. Chad refused a rebel request for a truce of ten days.",
            "a truce of ten days",
        ),
    ],
)
def test_a_rebel_demand_is_the_rebels(page: str, want: str) -> None:
    assert ("rebels", "want", want) in bids(page, frozenset({"want"}))


@pytest.mark.parametrize(
    "page",
    [
        "Chad rejected the Front's preconditions, which include the release of all prisoners.",
        "The Front's demands, which include the release of all prisoners, were rejected by Chad.",
        "Chad did not meet the Front's conditions, including the release of all prisoners.",
    ],
)
def test_one_act_that_conditions_include_is_wanted(page: str) -> None:
    wanted = {text for party, _k, text in bids(page, frozenset({"want"})) if party == "front"}
    assert "the release of all prisoners" in wanted
