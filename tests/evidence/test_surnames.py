"""A surname alone is the one person whom the other pages know by it in full, or stays itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.evidence.claims import Dossier, merge
from goodoffices.evidence.store.dossier import DossierStore
from goodoffices.evidence.surnames import surnames
from goodoffices.read import read_text

FULL = "Ghana's foreign minister, Kofi Ansah, met the press. Ansah said the border would open."
SHORT = "Mr Ansah rejected the offer of Togo. Ansah said it came too late."


def pages(*texts: str) -> Dossier:
    """Return several pages' claims side by side, as a store keeps them."""
    read = [read_text(text, name=f"{n}.txt") for n, text in enumerate(texts)]
    return merge(read)


def test_a_page_with_the_surname_only_is_joined_to_the_full_name(tmp_path: Path) -> None:
    apart = pages(FULL, SHORT)
    assert surnames(apart) == {"ansah": "kofi-ansah"}
    with DossierStore(tmp_path) as store:
        store.add(apart)
        whole = store.dossier()
        assert {s.speaker for s in whole.statements} == {"kofi-ansah"}
        assert "ansah" in {a.id for a in store.apart().actors}
        store.decide("ansah", "accepted", "AB", "2026-01-02T10:00:00Z")
        assert "ansah" in {a.id for a in store.dossier().actors}, "a person keeps it apart"


@pytest.mark.parametrize(
    "other",
    [
        "Peru's envoy, Ama Ansah, left. Ansah said nothing was signed.",  # two of that name
        "Opposition leader Ansah of Peru said he would stay.",  # another office
    ],
)
def test_namesakes_stay_apart(other: str) -> None:
    texts = (FULL, SHORT, other) if "Ama" in other else (FULL, other)
    assert "kofi-ansah" not in surnames(pages(*texts)).values()


def test_a_page_that_told_two_apart_is_believed() -> None:
    whole = pages(FULL, SHORT)
    same = whole.documents[0].id
    moved = tuple(
        replace(a, spans=tuple(replace(s, source=same) for s in a.spans)) for a in whole.actors
    )
    assert not surnames(replace(whole, actors=moved))


def test_the_surname_alone_is_one_with_the_titled_name_of_its_page() -> None:
    read = read_text("Ansah warned that the deal could fail. Foreign Minister Ansah said so twice.")
    assert len([a for a in read.actors if "Ansah" in a.name]) == 1
