"""The nouns of a case."""

import dataclasses

import pytest

from goodoffices.case.nouns import Basis, Case, Option, Party


def test_options_are_in_the_order_of_the_file() -> None:
    a, b, c = (
        Option(id=f"{p}.{o}", party=p, text=o) for p, o in (("x", "a"), ("x", "b"), ("y", "c"))
    )
    case = Case(
        id="c",
        title="C",
        parties=(Party(id="x", name="X", options=(a, b)), Party(id="y", name="Y", options=(c,))),
    )
    assert case.options == (a, b, c)
    assert case.party("y") is case.parties[1]
    assert case.party("z") is None


@pytest.mark.parametrize(
    ("basis", "empty"),
    [
        (Basis(), True),
        (Basis(reason="because"), True),
        (Basis(("S-1",)), False),
        (Basis(judged="AB"), False),
        (Basis(unreviewed=True), False),
    ],
)
def test_a_reason_alone_is_no_basis(basis: Basis, empty: bool) -> None:
    assert basis.empty is empty


def test_nouns_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Case(id="c", title="C").title = "D"  # type: ignore[misc]
