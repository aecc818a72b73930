"""Exports read back: rows with their places, annotations, graphs, codes, references."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import bibtexparser
import pytest
from click.testing import CliRunner

import goodoffices
from goodoffices.base import spreadsheet as sheets
from goodoffices.base.errors import UsageError
from goodoffices.cli import demo
from goodoffices.cli import exports as exportverbs
from goodoffices.cli.main import verbs
from goodoffices.evidence.claims import Dossier, waits
from goodoffices.evidence.export import coded, kept, network, references, texts, webannotations
from goodoffices.evidence.export import rows as tables


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "demo"
    demo.run(folder)
    return folder


@pytest.fixture(scope="module")
def dossier(case: Path) -> Dossier:
    opened = goodoffices.load(case)
    assert isinstance(opened, goodoffices.CaseFolder)
    return opened.dossier


def test_every_row_has_the_words_that_stand_at_its_place(dossier: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(tables.to_csv(dossier))))
    assert {row["id"] for row in rows} == {claim.id for claim in dossier.claims}
    assert len(rows) == sum(len(claim.spans) for claim in dossier.claims)
    for row in rows:
        page = dossier.document(row["source"])
        assert page is not None
        said = page.snapshot.text[int(row["start"]) : int(row["end"])]
        assert said == row["words"].removeprefix("'" if not said.startswith("'") else "")
    lines = [json.loads(line) for line in tables.to_jsonl(dossier).splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in rows]


def test_a_word_that_would_run_does_not(dossier: Dossier) -> None:
    bad = replace(dossier.actors[0], name='=HYPERLINK("http://x")')
    made = replace(dossier, actors=(bad,), statements=(), events=(), issues=(), relations=())
    row = next(csv.DictReader(io.StringIO(tables.to_csv(made))))
    assert row["who"].startswith("'=")


def test_annotations_point_at_the_words(dossier: Dossier) -> None:
    made = json.loads(webannotations.to_jsonld(dossier))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = made["first"]["items"]
    assert made["total"] == len(items) == len(dossier.claims)
    text = dossier.documents[0].snapshot.text
    for item in items:
        assert {b["purpose"] for b in item["body"]} == {"tagging", "describing", "assessing"}
        for target in item["target"]:
            quote, place = target["selector"]
            assert (quote["type"], place["type"]) == ("TextQuoteSelector", "TextPositionSelector")
            assert text[place["start"] : place["end"]] == quote["exact"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_graph_has_every_actor_and_every_edge(dossier: Dossier, form: str) -> None:
    root = ET.fromstring(texts()[form](dossier))
    names = [element.tag.rpartition("}")[2] for element in root.iter()]
    assert names.count("node") == len(dossier.actors)
    assert names.count("edge") == len(list(network.edges(dossier))) > 0
    ids = {e.get("id") for e in root.iter() if e.tag.endswith("}node")}
    for edge in (e for e in root.iter() if e.tag.endswith("}edge")):
        assert {edge.get("source"), edge.get("target")} <= ids


def test_a_sign_that_xml_cannot_hold_does_not_break_the_graph(dossier: Dossier) -> None:
    bad = replace(dossier.actors[0], name="A\x00<B>&\ud800")
    made = replace(dossier, actors=(bad,), events=(), relations=())
    for form in ("graphml", "gexf"):
        assert "<B>" in "".join(
            [
                *(e.text or "" for e in ET.fromstring(texts()[form](made)).iter()),
                *(v for e in ET.fromstring(texts()[form](made)).iter() for v in e.attrib.values()),
            ]
        )


def test_codes_hold_only_what_was_asserted(dossier: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(coded.to_cameo(dossier))))
    asserted = {e.id for e in dossier.events if e.modality == "asserted"}
    assert {row["event"] for row in rows} <= asserted
    assert any(row["source"] == "RUS" for row in rows)
    met = replace(dossier.events[0], actors=("iran", "oman"), recipients=("iran", "oman"))
    met = replace(met, modality="asserted", cameo="040")
    pairs = csv.DictReader(io.StringIO(coded.to_cameo(replace(dossier, events=(met,)))))
    assert [row["source"] != row["target"] for row in pairs] == [True, True]
    records = [json.loads(line) for line in coded.to_plover(dossier).splitlines()]
    waiting = {e.id for e in dossier.events if waits(e)}
    assert {record["id"] for record in records} == asserted - waiting
    assert waiting & asserted, "what is low is passed over"
    denied = replace(dossier.events[0], modality="negated")
    made = replace(dossier, events=(denied,))
    assert coded.to_plover(made) == ""


def test_the_sources_are_read_back_as_bibtex(dossier: Dossier) -> None:
    page = replace(
        dossier.documents[0],
        title="50 % of A & B_c {x}",
        authors=("A. One", "B. Two"),
        published="2025-03-04",
        address="https://x.example/a_b?y=2&z={1}#c",
    )
    made = bibtexparser.loads(references.to_bibtex(replace(dossier, documents=(page,))))
    entry = made.entries[0]
    assert entry["ID"] == page.id
    assert entry["author"] == "A. One and B. Two"
    assert entry["year"] == "2025"
    assert entry["url"] == "https://x.example/a_b?y=2&z=%7B1%7D#c"


def test_what_was_rejected_stays_unless_asked_for(dossier: Dossier) -> None:
    no = replace(dossier.statements[0], status="rejected")
    made = replace(dossier, statements=(no, *dossier.statements[1:]))
    assert no.id not in tables.to_csv(kept(made))
    assert no.id in tables.to_csv(kept(made, everything=True))


def test_the_command_offers_every_form() -> None:
    assert set(exportverbs._FORMATS) == {*texts(), "xlsx"}


def test_the_command(case: Path, tmp_path: Path) -> None:
    for form in texts():
        run = CliRunner().invoke(verbs, ["export", str(case), "--format", form])
        assert run.exit_code == 0, run.output
        made = texts()[form](goodoffices.load(case).dossier)  # type: ignore[union-attr]
        assert run.stdout_bytes == made.encode()
    book = tmp_path / "c.xlsx"
    run = CliRunner().invoke(verbs, ["export", str(case), "--format", "xlsx", "-o", str(book)])
    assert run.exit_code == 0
    read = sheets.read_xlsx(book)
    assert set(read) == {"actor", "statement", "event", "issue", "relation"}
    run = CliRunner().invoke(verbs, ["export", str(case), "--format", "xlsx"])
    assert isinstance(run.exception, UsageError)
