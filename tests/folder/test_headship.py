"""Bodies by their heads: whom a governor, a bishop or a mayor speaks for, and who for none."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PAGES = (
    "Ada Lind, governor of Orvel, rejected a truce. The Lake Clans Front wants the lease burnt.\n",
    "The Provincial Government wants the road open. The Lake Clans Front refused to leave.\n",
    "The Orvel Council of Churches offered to mediate. The province refused to pay.\n",
    "Ada Lind, governor of Orvel, demanded the guns. The Lake Clans Front wants a road.\n",
)


def test_a_governors_province_is_one_body_and_no_church_of_its_name() -> None:
    found = Candidates(merge(read_text(page) for page in PAGES))
    who = {a.name.casefold(): found.principal(a.id) for a in found.dossier.actors}
    assert who["ada lind"] == who["provincial government"] == who["province"] == "orvel"
    assert who["orvel council of churches"] == "orvel-council-of-churches"


@pytest.mark.parametrize(
    ("body", "head", "whose"),
    [
        ("Diocese of Orvel", "Bishop Ida Brann", "diocese"),
        ("University of Orvel", "Rector Ida Brann", "university"),
        ("Municipality of Orvel", "Mayor Ida Brann", "municipality"),
        ("Municipality of Orvel", "Bishop Ida Brann", "ida brann"),
        ("Bank of Orvel", "Mayor Ida Brann", "ida brann"),
    ],
)
def test_the_head_of_a_body_by_its_title_speaks_for_it(body: str, head: str, whose: str) -> None:
    page = (
        f"The {body} wants the road open. The Lake Clans Front refused to leave the quarry.\n\n"
        f"{head} rejected the truce. The {body} demanded the guns.\n"
    )
    found = Candidates(read_text(page))
    stands_for = found.principal("ida-brann")
    named = next(a.name for a in found.dossier.actors if a.id == stands_for)
    assert named.casefold().startswith(whose)


def test_of_two_heads_none_speaks_for_the_body() -> None:
    page = (
        "The Municipality of Orvel wants the road open. Mayor Ida Brann rejected the truce.\n\n"
        "Mayor Jon Kol refused to leave the quarry.\n"
    )
    found = Candidates(read_text(page))
    assert found.principal("ida-brann") == "ida-brann"
