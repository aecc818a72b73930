"""The table of keys: its plain keys are fields, and the page on adding one is right."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from goodoffices.case import judged, nouns
from goodoffices.case.file.keys import BASIS, PARTS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contributing" / "add-a-field.md"
NOUNS = {
    "case": nouns.Case,
    "party": nouns.Party,
    "option": nouns.Option,
    "mediator": nouns.Mediator,
    "issue": nouns.CaseIssue,
    "range": nouns.Range,
    "judged": judged.Judged,
    "counsel": judged.CounselTerms,
    "trust": judged.CounselTerms,
    "obligation": judged.Obligation,
    "inducement": judged.Inducement,
    "contested": judged.Contested,
    "blocker": judged.Blocker,
}
"""Parts whose plain values are read into the fields of a noun."""


@pytest.mark.parametrize("name", NOUNS)
def test_a_plain_key_is_a_field_of_its_noun(name: str) -> None:
    plain = {
        key.name
        for key in PARTS[name].keys
        if key.shape.kind not in (None, "span", "signed") and key not in BASIS
    }
    assert plain <= {field.name for field in fields(NOUNS[name])}


def test_no_part_names_a_key_twice() -> None:
    assert all(len(part.names) == len(set(part.names)) for part in PARTS.values())


def test_a_meaning_is_one_sentence_without_its_dot() -> None:
    meanings = [key.meaning for part in PARTS.values() for key in part.keys]
    meanings += [part.meaning for part in PARTS.values()]
    assert all(re.fullmatch(r"[A-Z0-9].*[^.]", meaning) for meaning in meanings)


def test_the_page_on_adding_a_field_names_files_that_there_are() -> None:
    files = re.findall(r"^\d+\. `([^`]+)`", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(files) == 6
    assert [file for file in files if not (ROOT / file).exists()] == []
