"""What is *low* enters no draft, brief, position or count until a person accepts it.

Every place is asked twice: with the claims as *low*, where they must not be, and, so that the test
can fail, as *medium* or accepted, where they must.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.evidence.made_dossiers import Page

from goodoffices.brief.compose import compose
from goodoffices.case import file as casefile
from goodoffices.evidence.across.accounts import accounts
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.across.positions import positions
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Dossier, Relation
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import draft
from goodoffices.folder.drafted import Drafted
from goodoffices.folder.heldback import held_back
from goodoffices.folder.material import opened

TEXT = """\
Chad accused Niger of closing the canal. Niger said that Chad had closed the canal itself. Chad said
that it accepts the fee. Chad said that it does not accept the fee. Chad expelled the envoy of
Niger. Niger supports Chad.
"""


def made(**grade: Any) -> Dossier:
    """A page of which every claim has one band and one standing."""
    page = Page(TEXT, published="2026-03-04")
    chad, niger = page.actor("chad", "Chad"), page.actor("niger", "Niger")
    about = {"issues": ("fee",), **grade}
    blame = page.said("chad", "Niger of closing the canal", cue_span=page.at("accused"), **grade)
    return Dossier(
        (page.document,),
        actors=(chad, niger),
        statements=(
            replace(blame, cue="accused"),
            page.said("niger", "that Chad had closed the canal itself", **grade),
            page.said("chad", "that it accepts the fee", **about),
            page.said("chad", "that it does not accept the fee", **about),
        ),
        events=(page.event("REJECT", "Chad expelled the envoy", ["chad"], ["niger"], **grade),),
        issues=(replace(page.issue("fee", "Fee", "fee", "chad", "niger"), **grade),),
        relations=(
            Relation(
                id="R-1",
                spans=(page.at("Niger supports Chad"),),
                type="supports",
                subject="niger",
                object="chad",
                **grade,
            ),
        ),
    )


def told_in_the_brief(folder: Path, dossier: Dossier) -> int:
    casefile.new(folder, "The canal")
    with DossierStore(folder) as store:
        store.add(dossier)
        for claim in dossier.statements:
            if claim.status == "accepted":
                store.decide(claim.id, "accepted", "AB", "2026-03-05T00:00:00Z")
    page = compose(opened(folder, "en", "2026-03-05", sure=False))
    return sum(f'"c-{claim.id}"' in page for claim in (*dossier.statements, *dossier.events))


PLACES: dict[str, Callable[[Path, Dossier], int]] = {
    "positions": lambda _f, d: len(positions(d)),
    "events, each once": lambda _f, d: len(happenings(d)),
    "accounts of two sides": lambda _f, d: len(list(accounts(d))),
    "reports of one statement": lambda _f, d: len(Witnesses(d)._said),
    "the brief": told_in_the_brief,
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_low_is_nowhere_until_it_is_accepted(place: str, tmp_path: Path) -> None:
    count = PLACES[place]
    assert count(tmp_path / "low", made(confidence="low")) == 0
    assert count(tmp_path / "medium", made(confidence="medium")) > 0
    assert count(tmp_path / "accepted", made(confidence="low", status="accepted")) > 0


def test_what_the_case_names_can_be_opened_though_it_is_low(tmp_path: Path) -> None:
    dossier = made(confidence="low")
    folder = tmp_path / "case"
    casefile.new(folder, "The canal")
    with DossierStore(folder) as store:
        store.add(dossier)
    named = dossier.statements[2].id
    want = f"    wants:\n      - {{text: the fee, evidence: [{named}]}}\n"
    text = f"parties:\n  chad:\n    name: Chad\n    options: {{pay: Pay}}\n{want}"
    whole = (folder / "case.yaml").read_text("utf-8").replace("parties:\n", text, 1)
    (folder / "case.yaml").write_text(whole, "utf-8")
    kept = opened(folder, "en", "2026-03-05", sure=False).dossier
    assert [s.id for s in kept.statements] == [named]
    assert not kept.events


def drafted(folder: Path, dossier: Dossier) -> tuple[Drafted, str]:
    casefile.new(folder, "The canal")
    with DossierStore(folder) as store:
        store.add(dossier)
    return draft(folder), (folder / "case.yaml").read_text("utf-8")


def test_what_rests_on_what_is_low_alone_enters_no_draft(tmp_path: Path) -> None:
    told, text = drafted(tmp_path / "low", made(confidence="low"))
    assert told.count == 0
    assert told.held
    assert not any(claim in text for line in told.held for claim in line.claims)
    assert any(told.held[0].claims[0] in line for line in told.lines())
    sure, _text = drafted(tmp_path / "medium", made(confidence="medium"))
    assert sure.count > 0
    assert not sure.held


def test_what_was_held_back_is_proposed_once_a_person_accepted_it(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    told, _text = drafted(folder, made(confidence="low"))
    with DossierStore(folder) as store:
        assert list(held_back(store)) == list(told.held)
        for claim in {c for line in told.held for c in line.claims}:
            store.decide(claim, "accepted", "AB", "2026-03-05T00:00:00Z")
        assert not list(held_back(store))
    assert draft(folder).count > 0
