"""How likely two clauses are about one thing: by their words, and by where they stand."""

from __future__ import annotations

import numpy as np
import pytest
from tools.learn_likeness import Pairs, learnt_likeness

from goodoffices.folder.proposals import likeness as module
from goodoffices.folder.proposals.likeness import MatterPiece, Rarity, likeness, traits
from goodoffices.read.words import table

SAID = ({"quay": 1.0, "open": 0.5}, {"quay": 1.0, "closed": 0.5}, {"toll": 1.0, "copper": 1.0})
RARITY = Rarity([*SAID, {"closed": 1.0}])


def piece(
    claim: str, words: dict[str, float], at: int, page: str = "A", side: str = ""
) -> MatterPiece:
    return MatterPiece(claim=claim, clause=None, words=words, source=page, sentence=at, side=side)


QUAY, SHUT, TOLL = SAID
PIECES = (
    piece("S-1", QUAY, 0, side="peru"),
    piece("S-2", SHUT, 1),
    piece("S-3", TOLL, 1, side="peru"),
    piece("S-4", TOLL, 4, page="B"),
    piece("S-4", {}, 8),
)


def told(name: str) -> np.ndarray:
    return dict(traits(PIECES, RARITY))[name]


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("one page", {(0, 1), (0, 2), (0, 4), (1, 2), (1, 4), (2, 4)}),
        ("next", {(0, 1), (0, 2)}),
        ("second next", set()),
        ("near", set()),
        ("one side", {(0, 2)}),
        ("words > 0.4", {(0, 1), (2, 3)}),
    ],
)
def test_a_trait_is_of_the_pairs_that_have_it(name: str, pairs: set[tuple[int, int]]) -> None:
    much = told(name)
    assert (much == much.T).all()
    assert {(i, j) for i in range(5) for j in range(i + 1, 5) if much[i, j] > 0} == pairs


def test_the_rarest_word_that_two_share_counts_by_where_it_counts_less() -> None:
    common, rare = {"closed": 1.0, "toll": 0.5}, {"closed": 1.0, "toll": 1.0}
    much = dict(traits([piece("S-1", common, 0), piece("S-2", rare, 1)], RARITY))["rarest"]
    assert much[0, 1] == pytest.approx(max(RARITY.of("closed"), RARITY.of("toll") / 2))
    assert RARITY.of("toll") > RARITY.of("closed")


def test_what_is_likely_is_what_the_weights_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "table", lambda _name: {"": -1.0, "next": 3.0})
    likely = likeness(PIECES, RARITY)
    assert likely[0, 1] == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert likely[0, 4] == likely[0, 3] == pytest.approx(1 / (1 + np.exp(1.0)))


def test_weights_are_of_the_traits_that_pairs_have() -> None:
    assert set(table("likeness.json")) == {"", *(name for name, _much in traits(PIECES, RARITY))}


def test_clauses_of_one_matter_are_likelier_alike_than_others() -> None:
    likely = likeness(PIECES, RARITY)
    assert likely[2, 3] > 0.5 > likely[0, 3]


def test_the_same_pairs_teach_the_same_weights_and_many_no_more_than_their_root() -> None:
    few = Pairs(("near",), np.array([[1.0], [0.0]] * 8), np.array([1.0, 0.0] * 8))
    many = Pairs(("near",), np.array([[1.0], [0.0]] * 12), np.array([0.0, 1.0] * 12))
    none = Pairs(("near",), np.zeros((0, 1)), np.zeros(0))
    found = learnt_likeness([few, few, many, none])
    assert found == learnt_likeness([few, few, many])
    assert found["near"] > 0
    assert learnt_likeness([many])["near"] < 0
