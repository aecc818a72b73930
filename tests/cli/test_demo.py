"""The shipped case: read, checked, analysed and told, each preference resting on something."""

import re
from pathlib import Path

import pytest

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.cli import demo


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[demo.Shown, goodoffices.CaseFolder]:
    folder = tmp_path_factory.mktemp("demo") / "case"
    told = demo.run(folder)
    opened = goodoffices.load(folder)
    assert isinstance(opened, goodoffices.CaseFolder)
    return told, opened


def test_it_tells_in_about_ten_lines_what_was_found(
    shown: tuple[demo.Shown, goodoffices.CaseFolder],
) -> None:
    told, opened = shown
    assert 10 <= len(told.text.splitlines()) <= 15
    dossier = opened.dossier
    assert f"{len(dossier.statements)} statements" in told.text
    for label in re.findall(r"\bS\d+\b", told.text):
        assert label in opened.outcomes().conflict.labels
    assert told.brief.is_file()


def test_every_preference_names_evidence_that_is_there_or_says_who_judged(
    shown: tuple[demo.Shown, goodoffices.CaseFolder],
) -> None:
    case, dossier = shown[1].case, shown[1].dossier
    known = {claim.id for claim in dossier.claims}
    for party in case.parties:
        for preference in party.prefers:
            basis = preference.basis
            assert not basis.empty, preference.source
            assert set(basis.evidence) <= known, preference.source
    assert not dossier.orphans()
    assert not [f for f in shown[1].check() if f.severity == "error"]


def test_what_the_issue_of_the_offer_rests_on_is_read(
    shown: tuple[demo.Shown, goodoffices.CaseFolder],
) -> None:
    dossier = shown[1].dossier
    document = dossier.documents[0]
    assert document.published is None
    assert document.origin is not None
    assert document.origin.name == "Middle East Eye"
    offer = next(e for e in dossier.events if e.cameo == "039" and e.recipients)
    assert (offer.actors, offer.mediator) == (("russia",), "russia")
    assert set(offer.recipients) == {"united-states", "iran"}
    assert {"nuclear-programme", "proxies"} <= {issue.id for issue in dossier.issues}
    roles = {a.id: (a.role, a.affiliation) for a in dossier.actors if a.kind == "person"}
    assert roles["dmitry-peskov"] == ("Kremlin spokesman", "russia")
    assert len(roles) == 7
    assert all(role and affiliation for role, affiliation in roles.values())


def test_the_settlement_and_the_standoff_both_hold(
    shown: tuple[demo.Shown, goodoffices.CaseFolder],
) -> None:
    found = shown[1].outcomes()
    names = {found.conflict.names.get(i) for i in found.holding("Nash")}
    assert "Limits for relief, mediated" in names
    assert "Pressure and an open offer" in names
    assert found.conflict.status_quo in found.holding("SEQ")


def test_a_persons_changes_stay_unless_the_case_is_written_anew(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    demo.write(folder)
    path = folder / "case.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    demo.write(folder)
    assert "# mine" in path.read_text("utf-8")
    demo.write(folder, force=True)
    assert "# mine" not in path.read_text("utf-8")


def test_it_never_writes_into_something_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match="not empty"):
        demo.write(tmp_path)
    other = tmp_path / "other"
    goodoffices.new(other, "Another dispute")
    with pytest.raises(UsageError, match="another case"):
        demo.write(other, force=True)
