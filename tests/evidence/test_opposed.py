"""One side's opposite statements stand side by side; a contradiction is claimed only where due."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.evidence.made_dossiers import Page, river

import goodoffices
from goodoffices.cli.main import verbs
from goodoffices.evidence.across.opposed import MOST_PAIRS, opposed
from goodoffices.evidence.claims import Dossier, merge
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.check.speakers import contradicting

YES, NO = "talks with Washington begin in spring", "talks with Washington do not begin in spring"
DAY = "2025-03-04"


def side(one: str = YES, other: str = NO, first: Any = None, second: Any = None) -> Dossier:
    """Two officials of Iran, a spokesman and a minister, and a minister of Oman."""
    page = Page(f"Iran, Oman. Baghaei: {one}. Araghchi: {other}. Busaidi.", "p.txt", published=DAY)
    state, oman = page.actor("iran", "Iran"), page.actor("oman", "Oman")
    ministry = page.actor("ministry", "ministry", "organisation", words="Iran", affiliation="iran")
    people = (
        page.actor("baghaei", "Baghaei", "person", affiliation="ministry"),
        page.actor("araghchi", "Araghchi", "person", affiliation="iran"),
        page.actor("busaidi", "Busaidi", "person", affiliation="oman"),
    )
    said = (
        replace(page.said("baghaei", one, issues=("talks",), date=DAY), **(first or {})),
        replace(page.said("araghchi", other, issues=("talks",), date=DAY), **(second or {})),
    )
    return Dossier((page.document,), actors=(state, oman, ministry, *people), statements=said)


def test_two_officials_of_one_side_contradict_each_other() -> None:
    (found,) = opposed(side())
    assert (found.side, found.issue) == ("iran", "talks")
    assert [s.speaker for s in found.statements] == ["baghaei", "araghchi"]
    assert found.contradiction
    assert not found.one_speaker
    assert "a contradiction" in found.explain()


def test_the_state_itself_speaks_for_its_side() -> None:
    (found,) = opposed(side(first={"speaker": "iran"}))
    assert (found.side, found.contradiction) == ("iran", True)


@pytest.mark.parametrize(
    ("one", "other", "first", "second", "differs"),
    [
        (YES, NO, {}, {"date": "2025-03-09"}, ("dates",)),
        (YES, NO, {"date": "2025-03"}, {"date": "2025-05"}, ("dates",)),
        (YES, NO, {"date": "2025-03"}, {"date": "2025-03"}, ("undated",)),
        (YES, NO, {"date": "2025-03"}, {"date": "2025-03-04"}, ("undated",)),
        ("talks with Washington may begin in spring", NO, {}, {}, ("hedged",)),
        (YES, NO, {"modality": "hypothetical"}, {}, ("hedged",)),
        (YES, "talks with Washington do not begin unless spring", {}, {}, ("condition",)),
        (YES, "talks with Washington no longer begin in spring", {}, {}, ("reversed",)),
        (
            YES,
            NO,
            {},
            {"speaker": None, "unnamed": "official", "affiliation": "iran"},
            ("unnamed",),
        ),
        (
            "talks with Washington might begin if spring comes",
            NO,
            {},
            {"date": "2025-04-01"},
            ("dates", "hedged", "condition"),
        ),
    ],
)
def test_what_differs_is_said_and_nothing_claimed(
    one: str, other: str, first: Any, second: Any, differs: tuple[str, ...]
) -> None:
    (found,) = opposed(side(one, other, first, second))
    assert found.differs == differs
    assert not found.contradiction
    assert found.explain().startswith("no contradiction is claimed: ")


def test_other_weekdays_on_one_page_are_other_dates() -> None:
    days = ("Baghaei said on Monday", "Araghchi said on Friday")
    page = Page(". ".join(days))
    told = [{"date": None, "sentence": page.at(d)} for d in days]
    (found,) = opposed(side(first=told[0], second=told[1]))
    assert found.differs == ("dates",)
    (same,) = opposed(side(first=told[0], second=told[0]))
    assert same.contradiction


def test_the_earlier_stands_first_and_pages_date_what_bears_none() -> None:
    (found,) = opposed(side(first={"date": "2025-03-09"}, second={"date": None}))
    assert found.dates == (DAY, "2025-03-09")
    assert [s.speaker for s in found.statements] == ["araghchi", "baghaei"]
    assert "the dates differ (2025-03-04; 2025-03-09)" in found.explain()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"speaker": "busaidi"}),
        ({}, {"speaker": None}),
        ({}, {"issues": ("dam",)}),
        ({}, {"status": "rejected"}),
    ],
)
def test_other_sides_other_issues_and_what_was_rejected_oppose_nothing(
    first: Any, second: Any
) -> None:
    assert not list(opposed(side(first=first, second=second)))


def test_an_affiliation_in_a_circle_ends() -> None:
    made = side()
    loop = tuple(
        replace(a, affiliation="ministry")
        if a.id == "baghaei"
        else replace(a, affiliation="baghaei")
        if a.id == "ministry"
        else a
        for a in made.actors
    )
    assert not list(opposed(replace(made, actors=loop)))


def test_reports_of_one_statement_are_one_half_of_a_pair() -> None:
    again = Page(f"Later, Baghaei: {YES}.", "q.txt", published=DAY)
    copy = again.said("baghaei", YES, issues=("talks",), date=DAY)
    both = merge([side(), Dossier((again.document,), statements=(copy,))])
    (found,) = opposed(both)
    assert [(b.reports, b.origins) for b in found.borne] == [(2, 2), (1, 1)]


def test_a_finding_is_a_warning_only_where_nothing_explains_it() -> None:
    (claimed,) = contradicting(side())
    assert (claimed.code, claimed.severity) == ("GO306", "warning")
    assert "Speakers for Iran" in claimed.text
    (dated,) = contradicting(side(second={"date": "2025-03-09"}))
    assert dated.severity == "note"
    assert dated.help
    assert "the dates differ" in dated.help
    (own,) = contradicting(side(second={"speaker": "baghaei", "date": "2025-03-09"}))
    assert own.severity == "warning"
    assert own.text.startswith("Baghaei is read")


def test_many_pairs_of_one_side_do_not_flood() -> None:
    words = [f"Point {i}: talks will {'not ' * (i % 2)}begin in spring" for i in range(40)]
    page = Page(". ".join(words), "p.txt", published=DAY)
    said = tuple(page.said(f"p{i % 3}", w, issues=("talks",)) for i, w in enumerate(words))
    state = replace(side().actors[0], spans=())
    people = tuple(replace(state, id=f"p{i}", kind="person", affiliation="iran") for i in range(3))
    found = list(opposed(Dossier((page.document,), actors=(state, *people), statements=said)))
    assert len(found) == MOST_PAIRS


def test_the_verb_sets_them_side_by_side(tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "A case")
    case = str(tmp_path / "case")
    said = CliRunner().invoke(verbs, ["contradictions", case]).output
    assert "No side is read as contradicting itself." in said
    with DossierStore(tmp_path / "case") as store:
        store.add(merge([side(second={"date": "2025-03-09"}), river()]))
    said = CliRunner().invoke(verbs, ["contradictions", case]).output
    assert "Iran · talks" in said
    assert YES in said
    assert NO in said
    assert "the dates differ (2025-03-04; 2025-03-09)" in said
    plain = json.loads(CliRunner().invoke(verbs, ["contradictions", case, "--json"]).output)
    by_side = {one["side"]: one for one in plain}
    assert by_side["iran"]["speakers"] == ["baghaei", "araghchi"]
    assert by_side["iran"]["contradiction"] is False
    assert [s["reports"] for s in by_side["iran"]["statements"]] == [1, 1]
    assert by_side["lower-bank"]["differs"] == []
