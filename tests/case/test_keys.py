"""The table of keys: its plain keys are fields, and the schema and the pages are made from it."""

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.case.samples import WHOLE, found
from tools.make_case_keys import DOCS, HEADING, page

from goodoffices.case import judged, nouns
from goodoffices.case.file import schema
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
SCHEMA = DOCS / "case.schema.json"
GUIDE = (DOCS / "case-file.md").read_text("utf-8").split(HEADING)[0]
EXAMPLE = GUIDE.split("```yaml\n")[1].split("```")[0]


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


def test_the_example_in_the_docs_is_a_case_and_shows_every_key() -> None:
    assert [f.render() for f in found(EXAMPLE)] == []
    shown = set(re.findall(r"([a-z_]+):", GUIDE))
    assert {name for part in PARTS.values() for name in part.names} <= shown


def test_schema_and_tables_in_the_docs_are_those_that_the_code_makes() -> None:
    assert SCHEMA.read_text("utf-8") == schema.printed(), "run: make docs"
    assert (DOCS / "case-file.md").read_text("utf-8") == page(), "run: make docs"


def test_the_schema_is_printed_by_its_module() -> None:
    command = [sys.executable, "-m", "goodoffices.case.file.schema"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert printed == SCHEMA.read_bytes()


@pytest.mark.parametrize("text", [WHOLE, EXAMPLE], ids=["sample", "page"])
def test_the_schema_is_valid_and_takes_what_the_reader_takes(text: str) -> None:
    whole = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(whole)
    validator = jsonschema.Draft202012Validator(whole)
    data = yaml.load(text, Loader=yaml.BaseLoader)
    assert [e.message for e in validator.iter_errors(data)] == []
    data["parties"]["us"]["countri"] = "USA"
    assert [list(e.path) for e in validator.iter_errors(data)] == [["parties"]]


def test_every_part_of_the_table_is_reached_and_every_reference_leads_to_one() -> None:
    whole = json.dumps(schema.case_schema())
    assert set(re.findall(r"#/\$defs/(\w+)", whole)) == set(PARTS) - {"case"}


def test_the_table_and_what_advice_counts_name_the_same_keys() -> None:
    assert PARTS["ripeness"].names == (*judged.RIPENESS, *judged.OCCASIONS)
    assert PARTS["reference"].names == tuple(judged.REFERENCE)
    assert PARTS["trust"].names[:3] == judged.TRUST_NUMBERS
    ways = [name for way in judged.TEMPTATIONS for name in way]
    assert list(PARTS["lapsed"].names[: len(ways)]) == ways
