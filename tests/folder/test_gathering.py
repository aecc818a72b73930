"""Clauses of many pages are gathered by what they are about; who mediates is none of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.case.nouns import Case
from goodoffices.evidence.claims import merge
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import draft
from goodoffices.folder.ingest import read_in
from goodoffices.folder.proposals.gathering import Gathered, gathered
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PAGES = (
    (
        "Peru has kept the quay at Ilo closed since May. Chile demands that the quay be opened. "
        "Peru's minister, Ana Soto, said the quay would stay closed."
    ),
    (
        "Peru's minister, Ana Soto, said the ships at the quay in Ilo would have to wait. “It does "
        "not open before the inquiry is over,” she said."
    ),
    (
        "Chile pays a toll of four dollars a ton of copper. Peru wants nine dollars for each ton "
        "of copper. “Six dollars,” Chile's minister, Jorge Vial, said of the toll."
    ),
    (
        "Chile's minister, Jorge Vial, said Chile rejected the toll on copper. “Nobody pays that "
        "much for a road,” he said."
    ),
    (
        "Peru will put three Chilean pilots on trial. Chile demands the release of the pilots "
        "from the prison at Tacna."
    ),
    (
        "Peru's minister, Ana Soto, said Peru would accept Bolivia as mediator. Chile's minister, "
        "Jorge Vial, said the three in the prison at Tacna should go home. Bolivia offered to "
        "mediate between Peru and Chile."
    ),
)


def groups(pages: tuple[str, ...]) -> tuple[Candidates, tuple[Gathered, ...]]:
    dossier = merge(read_text(text, "2026-06-04", f"{n}.txt") for n, text in enumerate(pages))
    shown = Candidates(dossier)
    clauses = [*shown.bids, *shown.remarks]
    claims = {c.id: c for c in dossier.claims}
    claims |= {c.claim: c.untold for c in clauses if c.untold is not None}
    return shown, gathered(clauses, dossier.statements, claims, shown.words, shown.names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the quay would stay closed", "before the inquiry is over"),
        ("nine dollars", "much for a road"),
        ("the release of the pilots", "should go home"),
    ],
)
def test_clauses_without_a_common_noun_are_of_one_group(one: str, other: str) -> None:
    shown, found = groups(PAGES)
    claims = {c.id: c for c in shown.dossier.claims} | {
        b.claim: b.untold for b in (*shown.bids, *shown.remarks) if b.untold is not None
    }
    told = [" | ".join(s.exact for claim in g.claims for s in claims[claim].spans) for g in found]
    assert [one in words and other in words for words in told].count(True) == 1


def test_without_clauses_there_are_no_groups() -> None:
    assert gathered((), (), {}, {}, frozenset()) == ()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, set[str]]:
    folder = tmp_path_factory.mktemp("quays")
    pages = folder / "pages"
    pages.mkdir()
    for n, text in enumerate(PAGES):
        (pages / f"{n}.txt").write_text(f"4 June 2026\n\n{text}\n")
    goodoffices.new(folder / "case", "The quay")
    read_in(folder / "case", [pages])
    draft(folder / "case")
    with DossierStore(folder / "case") as store:
        mediating = {s.id for s in store.dossier().statements if "mediator" in s.text}
    return casefile.load(folder / "case"), mediating


def test_no_issue_rests_on_who_is_accepted_as_mediator(case: tuple[Case, set[str]]) -> None:
    drafted, mediating = case
    assert mediating
    assert drafted.issues
    assert not mediating & {claim for i in drafted.issues for claim in i.basis.evidence}


def test_levels_of_an_issue_are_about_it(case: tuple[Case, set[str]], tmp_path: Path) -> None:
    drafted, _mediating = case
    toll = next(i for i in drafted.issues if any("dollars" in v.text for v in i.values))
    assert not any("pilots" in v.text or "quay" in v.text for v in toll.values)
