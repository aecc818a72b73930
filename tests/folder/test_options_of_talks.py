"""To talk is one option whatever the round is called; what is over or named in passing is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import draft
from goodoffices.folder.proposals.agenda import only_talks
from goodoffices.read import read_text


def drafted(folder: Path, *pages: str) -> CaseFile:
    casefile.new(folder, "A case")
    with DossierStore(folder) as store:
        for n, page in enumerate(pages, 1):
            store.add(read_text(page, f"2026-03-0{n}", f"{n}.txt"))
    draft(folder)
    return CaseFile.open(folder)


def options(file: CaseFile, party: str) -> list[str]:
    return [option.text for option in file.case.party(party).options]


@pytest.mark.parametrize(
    ("act", "talks"),
    [
        ("resume talks in Lusaka", True),
        ("attend another round of negotiations", True),
        ("take part in the talks", True),
        ("hold several rounds of talks", True),
        ("return to the negotiations", True),
        ("sit down for a meeting", True),
        ("accept direct talks", True),
        ("suspend talks", False),
        ("not attend the talks", False),
        ("open the dam", False),
        ("hold the bridge", False),
        ("accept a levy on each crate", False),
    ],
)
def test_what_is_but_to_talk(act: str, talks: bool) -> None:
    assert only_talks(act) is talks


def test_to_talk_is_one_option_in_the_first_words(tmp_path: Path) -> None:
    file = drafted(
        tmp_path / "case",
        "Kenya mediates between Chad and Niger. Chad offered to resume talks in Lusaka.",
        "Chad will attend another round of negotiations. Chad offered to open the wells to Niger.",
        "Chad is willing to take part in the discussions. Niger wants the wells to be opened.",
    )
    told = options(file, "chad")
    assert sum(map(only_talks, (one.lower() for one in told))) == 1
    assert any("wells" in one for one in told)


@pytest.mark.parametrize(
    ("bygone", "verb"),
    [
        ("fell out with Niger over the wells", "fall"),
        ("raised suspicions about the wells", "raise"),
        ("dominated the council of the wells", "dominate"),
        ("signed a pact on the wells", "sign"),
        ("sparked fears over the wells", "spark"),
        ("escaped from the wells", "escape"),
    ],
)
def test_what_is_over_is_no_option(tmp_path: Path, bygone: str, verb: str) -> None:
    file = drafted(
        tmp_path / "case",
        f"Kenya mediates between Chad and Niger over the wells. Chad {bygone} in May.",
        "Chad closed the wells in June. Niger demands that Chad open the wells.",
    )
    told = options(file, "chad")
    assert not any(one.startswith(f"{verb} ") for one in told)
    assert "close the wells" in told


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("Niger accused Chad of human rights violations.", False),
        ("Chad attacked a town where rights abuse is common.", False),
        ("Niger demanded an inquiry into human rights abuses.", True),
        ("Chad and Niger agreed to discuss human rights.", True),
    ],
)
def test_a_heading_is_an_issue_only_where_somebody_bargains_over_it(
    tmp_path: Path, said: str, listed: bool
) -> None:
    file = drafted(tmp_path / "case", f"Kenya mediates between Chad and Niger. {said}")
    told = {word for issue in file.case.issues for word in issue.name.casefold().split()}
    assert ("rights" in told) is listed
