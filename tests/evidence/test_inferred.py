"""An actor's state that only a page's names suggest gives way to what another page says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.claims import ONLY_STATE, Actor, Dossier, merge, of_the_pages_state

TOLD = Actor(
    id="lena-oru",
    kind="person",
    name="Lena Oru",
    country="SEN",
    affiliation="senegal",
    spans=(),
    rule="actor:title",
)
INFERRED = replace(TOLD, country="GMB", affiliation="gambia", rule=f"actor:title{ONLY_STATE}")
OPEN = replace(TOLD, country=None, affiliation=None)


def joined(*actors: Actor) -> Actor:
    return merge(Dossier((), actors=(actor,)) for actor in actors).actors[0]


@pytest.mark.parametrize("pages", [(TOLD, INFERRED), (INFERRED, TOLD), (INFERRED, OPEN, TOLD)])
def test_what_a_page_says_goes_before_what_another_suggests(pages: tuple[Actor, ...]) -> None:
    found = joined(*pages)
    assert (found.affiliation, found.country) == ("senegal", "SEN")
    assert not of_the_pages_state(found)


@pytest.mark.parametrize("pages", [(OPEN, INFERRED), (INFERRED, OPEN)])
def test_what_is_suggested_alone_stays_told_as_that(pages: tuple[Actor, ...]) -> None:
    found = joined(*pages)
    assert found.affiliation == "gambia"
    assert of_the_pages_state(found)
