"""A corpus takes every kind of source that a page may be, and a bad file costs only itself."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from tests.read.many.made import mixed
from tests.read.many.test_killed import KILLED, rows

from goodoffices.evidence.claims import Dossier
from goodoffices.folder.ingest import read_all
from goodoffices.read.many.ledger import Ledger
from goodoffices.read.many.run import read_corpus
from goodoffices.read.many.sources import CorpusDocument, sources

pytestmark = pytest.mark.timeout(120)
Whole = tuple[Path, Path, dict[str, list[str]]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = mixed(tmp_path_factory.mktemp("mixed"))
    out = tmp_path_factory.mktemp("out")
    read_corpus([folder], out, engine="here", everything=True)
    return folder, out, rows(out)


def alone(folder: Path) -> Dossier:
    return read_all([folder]).dossier


def test_a_corpus_holds_what_reading_its_files_alone_finds(whole: Whole) -> None:
    folder, out, _found = whole
    table = ds.dataset(out / "documents").to_table().to_pylist()
    one_by_one = alone(folder).documents
    assert {row["id"] for row in table} == {d.id for d in one_by_one}
    dates = {d.id: d.published for d in one_by_one}
    titles = {d.id: d.title for d in one_by_one}
    for row in table:
        assert row["snapshot"]["text"]
        if row["id"] not in {x["id"] for x in table if x is not row}:
            assert (row["published"], row["title"]) == (dates[row["id"]], titles[row["id"]])
    names = " ".join(row["name"] for row in table)
    for kind in (".pdf", ".docx", ".eml", ".mbox#2", ".atom#", ".warc.gz#", ".bib#", ".json#"):
        assert kind in names, kind
    assert "one.eml#part.txt" in names
    assert "settings.json" not in names


def test_the_claims_are_those_of_the_pages_alone(whole: Whole) -> None:
    folder, out, _found = whole
    said = ds.dataset(out / "statements").to_table(columns=["id"]).to_pydict()["id"]
    assert set(said) == {s.id for s in alone(folder).statements}
    assert said


def test_each_bad_file_is_one_finding_and_is_counted_by_why(whole: Whole) -> None:
    folder, out, _found = whole
    left = [json.loads(line) for line in (out / "left-out.jsonl").read_text().splitlines()]
    why = {(Path(row["name"]).name, row["status"]): row["reason"] for row in left}
    assert why["bad.pdf", "unread"] == "GO113"
    assert why["picture.pdf", "unread"] == "GO112"
    assert why["bomb.docx", "unread"] == "GO114"
    assert why["bad.rss", "unread"] == "GO101"
    assert why["feeds.opml", "unread"] == "GO117"
    assert why["torn.warc.gz", "unread"] == "GO115"
    assert why["none.warc", "unread"] == "GO113"
    assert why["refs.bib", "unread"] == "GO118"
    assert why["one.eml#torn.pdf", "unread"] == "GO113"
    assert why["one.eml", "read"] == "GO116"
    with Ledger(out) as ledger:
        counts = Counter(ledger.counts())
    assert sum(n for (status, _r), n in counts.items() if status == "unread") == 9
    single = read_all([folder]).unread
    assert {f.code for f in single} == {row["reason"] for row in left if row["status"] == "unread"}


def test_what_a_person_should_know_of_a_document_is_a_table_too(whole: Whole) -> None:
    _folder, out, _found = whole
    said = ds.dataset(out / "findings").to_table().to_pylist()
    documents = {r["id"] for r in ds.dataset(out / "documents").to_table().to_pylist()}
    assert {"GO116", "GO153"} <= {row["code"] for row in said}
    assert {row["document"] for row in said} <= documents


def test_copies_in_other_containers_are_read_once(whole: Whole) -> None:
    folder, _out, _found = whole
    found = list(sources([folder]))
    keys = Counter(source.key for source in found if not source.faults)
    copied = {s.name.rpartition("/")[2] for s in found if keys[s.key] > 1}
    assert {"a.rss#1", "wire.xml#1", "one.warc.gz#2", "plain.warc#2"} <= copied


def test_names_are_looked_for_in_the_words_of_what_is_packed(whole: Whole, tmp_path: Path) -> None:
    folder, _out, _found = whole
    summary = read_corpus([folder / "cup.pdf", folder / "one.pdf"], tmp_path, engine="here")
    assert (summary.counts["set aside", "no word of diplomacy"], summary.of("read")) == (1, 1)
    again = read_corpus([folder / "cup.pdf"], tmp_path, engine="here", everything=True)
    assert (again.of("set aside"), again.of("read")) == (0, 2)


def test_a_date_for_all_does_not_touch_what_has_one(whole: Whole, tmp_path: Path) -> None:
    folder, _out, _found = whole
    read_corpus([folder / "a.rss"], tmp_path, engine="here", published="2024", everything=True)
    rows_ = ds.dataset(tmp_path / "documents").to_table().to_pylist()
    assert {(r["published"], r["published_from"]) for r in rows_} == {
        ("2025-03-05", "metadata"),
        ("2024", "given"),
    }


POINTS = [("after a part", 3), ("after a batch", 1)]


def test_killed_in_the_midst_of_archives(whole: Whole, tmp_path: Path) -> None:
    folder, _out, expected = whole
    script = KILLED.replace('engine="here")', 'engine="here", everything=True)')
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(tmp_path), json.dumps(POINTS)],
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    summary = read_corpus([folder], tmp_path, engine="here", everything=True)
    assert summary.before >= 3
    assert rows(tmp_path) == expected
    assert list(tmp_path.rglob("*.part")) == []


def test_a_file_too_large_is_told_and_not_carried(tmp_path: Path) -> None:
    for name, head, most in (
        ("big.txt", b"Iran ", 20 * 2**20),
        ("big.warc", b"WARC/1.0\r\n", 200 * 2**20),
    ):
        with (tmp_path / name).open("wb") as file:
            file.write(head)
            file.truncate(most + 1)
    found = list(sources([tmp_path]))
    assert [f.code for s in found for f in s.faults] == ["GO102", "GO102"]
    assert not any(s.source.data for s in found)


def test_sources_travel_between_processes(whole: Whole) -> None:
    import pickle

    for source in sources([whole[0]]):
        same = pickle.loads(pickle.dumps(source))
        assert isinstance(same, CorpusDocument)
        assert (same, same.key) == (source, source.key)
