"""Opening whatever holds a dispute, and telling what it is not."""

import json
from pathlib import Path

import pytest

import goodoffices
from goodoffices.base.errors import CaseError, UnreadableInput, UsageError
from goodoffices.base.files import existing
from goodoffices.conflict import examples
from goodoffices.conflict.forms.gmcr import to_gmcr
from goodoffices.folder import load as opening

NEGOTIATION = {
    "name": "two",
    "parties": ["north", "south"],
    "issues": [{"name": "border", "values": ["as-is", "moved"]}],
    "utilities": {
        "north": {
            "weights": {"border": 1.0},
            "values": {"border": {"as-is": 1.0, "moved": 0.0}},
            "reservation": 0.0,
        },
        "south": {
            "weights": {"border": 1.0},
            "values": {"border": {"as-is": 0.0, "moved": 1.0}},
            "reservation": 0.0,
        },
    },
}


def test_a_negotiation_is_told_by_its_keys(tmp_path: Path) -> None:
    path = tmp_path / "n.json"
    path.write_text(json.dumps(NEGOTIATION), "utf-8")
    opened = goodoffices.load(path)
    assert isinstance(opened, goodoffices.Negotiation)
    assert goodoffices.packages(opened).outcomes == 2


def test_a_finding_inside_a_plain_form_names_the_file(tmp_path: Path) -> None:
    broken = NEGOTIATION | {"parties": ["north", "west"]}
    path = tmp_path / "n.json"
    path.write_text(json.dumps(broken), "utf-8")
    with pytest.raises(CaseError) as caught:
        goodoffices.load(path)
    assert all(f.place and f.place.file == str(path) for f in caught.value.findings)
    assert "west" in str(caught.value)


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.json"
    path.write_text("[]" + " " * 100, "utf-8")
    monkeypatch.setattr(opening, "JSON_LIMIT", 50)
    with pytest.raises(UnreadableInput, match="at most"):
        goodoffices.load(path)


def test_a_missing_path_names_where_we_looked(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        existing(tmp_path / "nowhere" / "x.json")
    assert str(tmp_path / "nowhere") in str(caught.value)
    (tmp_path / "border-case").mkdir()
    with pytest.raises(UsageError, match="border-case"):
        existing(tmp_path / "border-csae")


def test_a_case_folder_knows_the_verbs(tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "The border")
    page = tmp_path / "page.txt"
    page.write_text("Oman offered to mediate between Iran and the United States.\n", "utf-8")
    folder = goodoffices.load(tmp_path / "case")
    assert isinstance(folder, goodoffices.CaseFolder)
    assert "parties" in repr(folder)
    assert folder.read([page]).pages == 1
    assert folder.read([page]).pages == 1  # again: known by its text
    assert len(folder.dossier.documents) == 1
    assert folder.draft()
    assert any(f.severity != "error" for f in folder.check())
    assert folder.brief(tmp_path / "brief.html").is_file()


def test_a_file_of_the_fields_program_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "chicken.gmcr"
    written = to_gmcr(examples.load("chicken"))
    path.write_text(json.dumps(written), "utf-8")
    opened = goodoffices.load(path)
    assert isinstance(opened, goodoffices.Conflict)
    assert opened.size == 4
    path.write_text("[]", "utf-8")
    with pytest.raises(CaseError) as caught:
        goodoffices.load(path)
    assert str(path) in str(caught.value)
