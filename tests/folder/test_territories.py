"""A province by its governor: what means it, and which other bodies are not it."""

from __future__ import annotations

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
