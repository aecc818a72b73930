"""A corpus read on every engine gives what reading its pages one by one gives."""

import json
from dataclasses import asdict
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from tests.read.many.made import corpus

from goodoffices.base.errors import UnreadableInput, UsageError
from goodoffices.read.many import parquet as tables
from goodoffices.read.many.batch import dossiers_of
from goodoffices.read.many.ledger import Ledger
from goodoffices.read.many.run import CorpusSummary, read_corpus
from goodoffices.read.many.sources import sources

pytestmark = pytest.mark.timeout(120)


def plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else list(value)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def alone(folder: Path) -> dict[str, list[str]]:
    """The rows of every page read by itself, in order."""
    from goodoffices.read.many.batch import _foreseen

    found: dict[str, list[str]] = {table: [] for table in tables.TABLES}
    done = set()
    for source in sources([folder]):
        try:
            if _foreseen(source) or source.key in done:
                continue
            done.add(source.key)
            (dossier,) = dossiers_of(source)
        except UnreadableInput:
            continue
        if isinstance(dossier, UnreadableInput):
            continue
        for table, rows in tables.rows(dossier).items():
            found[table] += [json.dumps(row, sort_keys=True, default=plain) for row in rows]
    return {table: sorted(rows) for table, rows in found.items()}


def in_tables(out: Path) -> dict[str, list[str]]:
    found = {}
    for table in tables.TABLES:
        rows = ds.dataset(out / table).to_table().to_pylist() if (out / table).exists() else []
        found[table] = sorted(json.dumps(row, sort_keys=True, default=plain) for row in rows)
    return found


def check(summary: CorpusSummary) -> None:
    assert summary.of("read") == 12
    assert summary.counts["set aside", "few actors"] == 1
    assert summary.counts["set aside", "no word of diplomacy"] == 1
    assert summary.of("unread") == 2
    assert summary.counts["unread", "GO140"] == 1
    assert summary.copies == 1


@pytest.mark.parametrize("engine", ["here", "processes", "dask"])
def test_every_engine_gives_what_pages_alone_give(
    engine: str, folder: Path, alone: dict[str, list[str]], tmp_path: Path
) -> None:
    summary = read_corpus(
        [folder], tmp_path / "out", engine=engine, workers=1 if engine == "dask" else 2
    )
    check(summary)
    assert in_tables(tmp_path / "out") == alone
    assert len(alone["statements"]) >= 12
    left = [json.loads(x) for x in (tmp_path / "out" / "left-out.jsonl").read_text().splitlines()]
    assert len(left) == 4
    assert {row["status"] for row in left} == {"set aside", "unread"}


def test_a_cluster_that_is_named(folder: Path, alone: dict[str, list[str]], tmp_path: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        scheduler = cluster.scheduler_address
        check(read_corpus([folder], tmp_path, engine="dask", scheduler=scheduler))
    assert in_tables(tmp_path) == alone


def test_a_worker_that_dies_ends_the_run_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.read.many.made import dies

    from goodoffices.base.errors import GoodOfficesError
    from goodoffices.read.many import run

    monkeypatch.setattr(run, "read_batch", dies)
    with pytest.raises(GoodOfficesError, match="GO148"):
        read_corpus([folder], tmp_path, engine="processes", workers=1)
    monkeypatch.undo()
    check(read_corpus([folder], tmp_path, engine="here"))


def test_a_second_run_reads_nothing_and_all_takes_up_what_was_set_aside(
    folder: Path, tmp_path: Path
) -> None:
    read_corpus([folder], tmp_path, engine="here")
    batches = []
    again = read_corpus([folder], tmp_path, engine="here", tell=batches.append)
    assert batches == []
    assert again.before == 16
    everything = read_corpus(
        [folder], tmp_path, engine="here", everything=True, tell=batches.append
    )
    assert sum(len(b.outcomes) for b in batches) == 2
    assert everything.of("read") == 14
    assert everything.of("set aside") == 0


def test_one_run_at_a_time(folder: Path, tmp_path: Path) -> None:
    with Ledger(tmp_path), pytest.raises(UsageError, match="GO144"):
        read_corpus([folder], tmp_path, engine="here")


def test_a_folder_with_other_files_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="GO143"):
        read_corpus([folder], tmp_path, engine="here")
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_damaged_ledger_is_told(tmp_path: Path) -> None:
    from goodoffices.base.errors import CaseError

    (tmp_path / "ledger.sqlite").write_bytes(b"no database at all, but long enough to be one" * 40)
    with pytest.raises(CaseError, match="GO145"):
        Ledger(tmp_path)


def test_another_version_keeps_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodoffices.read.many import ledger

    with Ledger(tmp_path):
        pass
    monkeypatch.setattr(ledger, "version", lambda: "99")
    with pytest.raises(UsageError, match="GO146"):
        Ledger(tmp_path)


def test_tables_of_an_earlier_form_are_left_alone(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.read.many import ledger
    from goodoffices.read.many.origins import count_origins

    monkeypatch.setattr(ledger, "FORM", 1)
    with Ledger(tmp_path):
        pass
    monkeypatch.undo()
    with pytest.raises(UsageError, match="GO146"):
        count_origins(tmp_path)


def test_a_missing_library_says_how_to_install_it(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from goodoffices.base.needs import needs

    needs.cache_clear()  # another test may have found the library
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"GO925[\s\S]*goodoffices\[scale\]"):
        read_corpus([folder], tmp_path / "out", engine="here")
    assert not (tmp_path / "out").exists()


def test_no_scheduler_answers(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    def refused(address: str, timeout: int) -> None:
        raise OSError("Timed out")

    monkeypatch.setattr(distributed, "Client", refused)
    with pytest.raises(UsageError, match="GO147"):
        read_corpus([folder], tmp_path, engine="dask", scheduler="tcp://127.0.0.1:9")


def test_a_fault_of_the_reader_leaves_out_one_document(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goodoffices.read.many import batch

    plain = batch._BatchReading.dossier

    def faulty(self: batch._BatchReading, piece: object) -> object:
        if piece.document.name.endswith("4.txt"):
            raise ZeroDivisionError
        return plain(self, piece)

    monkeypatch.setattr(batch._BatchReading, "dossier", faulty)
    summary = read_corpus([folder], tmp_path, engine="here")
    assert summary.counts["unread", "GO142"] == 1
    assert summary.of("read") == 11


def test_columns_are_the_fields_of_the_nouns() -> None:
    for table, noun in tables.TABLES.items():
        more = ["signature", "agency"] if table == "documents" else []
        assert tables.schema(table).names[1:] == [*noun.__dataclass_fields__, *more]


def test_findings_travel_between_processes() -> None:
    import pickle

    from goodoffices.base.errors import Finding

    error = pickle.loads(pickle.dumps(UnreadableInput(Finding("GO101", "empty"))))
    assert error.findings == (Finding("GO101", "empty"),)


def test_a_row_is_its_claim(folder: Path) -> None:
    source = next(iter(sources([folder])))
    (dossier,) = dossiers_of(source)
    row = tables.rows(dossier)["actors"][0]
    assert row == {"document": dossier.documents[0].id, **asdict(dossier.actors[0])}
