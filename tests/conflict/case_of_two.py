"""A small made-up case in option form, for tests."""

from __future__ import annotations

from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Basis, Case, Option, Party, Preference, Rule


def preference(source: str, *evidence: str) -> Preference:
    return Preference(parse(source), source, Basis(evidence=evidence))


def two_party_case(**changes) -> Case:
    """Return a case of a buyer who may press or pay, and a seller who may ship (never back)."""
    buyer = Party(
        id="buyer",
        name="The buyer",
        options=(
            Option(id="buyer.press", party="buyer", text="Go to court"),
            Option(id="buyer.pay", party="buyer", text="Pay in advance"),
        ),
        prefers=(
            preference("seller.ship", "S-SHIP"),
            preference("not buyer.pay", "S-PAY"),
            preference("not buyer.press"),
        ),
    )
    seller = Party(
        id="seller",
        name="The seller",
        options=(Option(id="seller.ship", party="seller", text="Ship the goods", moves="forward"),),
        prefers=(preference("buyer.pay", "S-MONEY"), preference("not seller.ship if buyer.press")),
    )
    given = {
        "id": "sale",
        "title": "A sale",
        "parties": (buyer, seller),
        "infeasible": (Rule(parse("buyer.press and buyer.pay"), "buyer.press and buyer.pay"),),
        "status_quo": frozenset({"buyer.press"}),
        "names": {"buyer.pay,seller.ship": "Settled"},
    }
    return Case(**(given | changes))
