"""The store: nothing lost, nothing half-written, everything checked on the way out."""

import contextlib
import json
import multiprocessing
import signal
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence.made_dossiers import OFFER, Page, offer, river

from goodoffices.base.errors import CaseError, Finding, GoodOfficesError, Place, UsageError
from goodoffices.base.files import sha256
from goodoffices.evidence.claims import Dossier, Statement, merge
from goodoffices.evidence.snapshot import Document, Original, Snapshot, Zone
from goodoffices.evidence.store import DossierStore, database, rows, snapshots

AT = "2025-03-04T12:00:00Z"


def put(folder: Path, dossier: Dossier) -> None:
    with DossierStore(folder) as store:
        store.add(dossier)


def got(folder: Path) -> Dossier:
    with DossierStore(folder) as store:
        return store.dossier()


def codes(dossier: Dossier) -> list[str]:
    return [finding.code for finding in dossier.findings]


def test_what_was_added_comes_back(tmp_path: Path) -> None:
    with DossierStore(tmp_path) as store:
        first = store.add(offer())
        assert first.pages == (offer().documents[0].id,)
        assert first.new == len(offer().claims)
        assert store.dossier() == offer()
        store.add(river())
        assert store.dossier() == merge([offer(), river()])
    assert got(tmp_path) == merge([offer(), river()])


def test_adding_again_adds_nothing(tmp_path: Path) -> None:
    put(tmp_path, merge([offer(), river()]))
    before = {p: p.read_bytes() for p in (tmp_path / "sources").iterdir()}
    with DossierStore(tmp_path) as store:
        again = store.add(merge([offer(), river()]))
        assert (again.pages, again.new, again.gone, again.kept) == ((), 0, 0, 0)
        one = store.add(river())
        assert (one.new, one.gone) == (0, 0)
    assert {p: p.read_bytes() for p in (tmp_path / "sources").iterdir()} == before
    assert got(tmp_path) == merge([offer(), river()])


def test_reading_makes_nothing_on_disk(tmp_path: Path) -> None:
    with DossierStore(tmp_path / "none") as store:
        assert store.dossier() == Dossier(())
        assert store.decisions() == ()
        assert store.proposed() == frozenset()
    assert list(tmp_path.iterdir()) == []


def test_the_folder_holds_the_bytes_the_text_and_one_database(tmp_path: Path) -> None:
    put(tmp_path, offer())
    digest = sha256(OFFER.encode())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dossier.sqlite", "sources"]
    assert (tmp_path / "sources" / f"{digest}.txt").read_bytes() == OFFER.encode()
    assert (tmp_path / "sources" / f"{digest}.text").read_bytes() == OFFER.encode()


def html_page(extracted: str = "Hello Iran") -> tuple[bytes, Dossier]:
    data = "<p>Hello <b>Iran</b>".encode("utf-16")
    snapshot = Snapshot(sha256(data), extracted, "text/html", "utf-16")
    return data, Dossier((Document(snapshot, (Zone("body", 0, 5),), name="a.html"),))


def test_a_page_with_markup_is_kept_as_found(tmp_path: Path) -> None:
    data, dossier = html_page()
    with DossierStore(tmp_path) as store:
        store.add(dossier, [Original(b"other"), Original(data, "html")])
        assert store.dossier() == dossier
    name = dossier.documents[0].snapshot.sha256
    assert (tmp_path / "sources" / f"{name}.html").read_bytes() == data


def test_without_its_bytes_only_the_text_is_kept_and_that_is_told(tmp_path: Path) -> None:
    data, dossier = html_page()
    put(tmp_path, dossier)
    assert codes(got(tmp_path)) == ["GO326"]
    with DossierStore(tmp_path) as store:
        store.add(dossier, [Original(data, "html")])
    assert codes(got(tmp_path)) == []


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_plain_text_in_any_encoding_needs_no_bytes(tmp_path: Path, encoding: str) -> None:
    data = "Zürich ja".encode(encoding)
    snapshot = Snapshot(sha256(data), "Zürich ja", "text/plain", encoding)
    put(tmp_path, Dossier((Document(snapshot),)))
    assert codes(got(tmp_path)) == []
    assert (tmp_path / "sources" / f"{sha256(data)}.txt").read_bytes() == data


def test_an_encoding_that_does_not_exist_loses_nothing(tmp_path: Path) -> None:
    snapshot = Snapshot(sha256(b"x"), "x", "text/plain", "no-such-code")
    put(tmp_path, Dossier((Document(snapshot),)))
    assert codes(got(tmp_path)) == []


def test_a_text_that_was_made_once_stays(tmp_path: Path) -> None:
    data, dossier = html_page()
    _data, otherwise = html_page("Hello  Iran")
    with DossierStore(tmp_path) as store:
        store.add(dossier, [Original(data, "html")])
        added = store.add(otherwise, [Original(data, "html")])
        assert [f.code for f in added.findings] == ["GO324"]
        assert store.dossier() == dossier


# --- decisions -----------------------------------------------------------------------------------


def test_a_decision_is_applied_and_reading_again_never_loses_it(tmp_path: Path) -> None:
    statement = offer().statements[0]
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide(statement.id, "accepted", "AB", AT, reason="checked")
        assert store.dossier().statements[0] == replace(statement, status="accepted")
        added = store.add(offer())
        assert (added.new, added.kept) == (0, 1)
        # a newer reader finds it otherwise: what was decided on stays as it was
        other = replace(statement, speaker="russia", rule="new")
        store.add(replace(offer(), statements=(other, *offer().statements[1:])))
        assert store.dossier().statements[0] == replace(statement, status="accepted")
        # or does not find it at all
        added = store.add(replace(offer(), statements=()))
        assert (added.gone, added.kept) == (2, 1)
        assert store.dossier().statements == (replace(statement, status="accepted"),)


def test_what_nobody_decided_is_read_anew(tmp_path: Path) -> None:
    statement = offer().statements[0]
    put(tmp_path, offer())
    other = replace(statement, speaker="russia")
    put(tmp_path, replace(offer(), statements=(other,)))
    assert got(tmp_path).statements == (other,)


def test_the_latest_decision_holds_and_all_are_kept(tmp_path: Path) -> None:
    claim = offer().events[0].id
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide(claim, "rejected", "AB", AT)
        store.decide(claim, "unreviewed", "CD", AT, reason="too hasty")
        assert store.dossier() == offer()
        assert [(d.status, d.by, d.reason) for d in store.decisions()] == [
            ("rejected", "AB", None),
            ("unreviewed", "CD", "too hasty"),
        ]


def test_a_decision_on_an_actor_holds_on_every_page(tmp_path: Path) -> None:
    second = Page("Iran again.", "second.txt")
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide("iran", "accepted", "AB", AT)
        store.add(Dossier((second.document,), actors=(second.actor("iran", "Iran"),)))
        iran = next(a for a in store.dossier().actors if a.id == "iran")
    assert iran.status == "accepted"
    assert len(iran.spans) == 2


def test_a_correction_changes_fields_and_is_checked(tmp_path: Path) -> None:
    statement = offer().statements[0]
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide(statement.id, "corrected", "AB", AT, changes={"speaker": "russia"})
        assert store.dossier().statements[0] == replace(
            statement, speaker="russia", status="corrected"
        )
        for changes in ({"speeker": "x"}, {"id": "S-1"}, {"kind": "shouted"}, {"issues": "x"}):
            with pytest.raises(UsageError) as caught:
                store.decide(statement.id, "corrected", "AB", AT, changes=changes)
            assert [f.code for f in caught.value.findings] == ["GO325"]
        assert len(store.decisions()) == 1


def test_a_decision_on_nothing_or_of_no_kind_is_refused(tmp_path: Path) -> None:
    with DossierStore(tmp_path) as store:
        store.add(offer())
        with pytest.raises(UsageError) as caught:
            store.decide("irann", "accepted", "AB", AT)
        assert "iran" in (caught.value.findings[0].help or "")
        with pytest.raises(UsageError):
            store.decide("###", "accepted", "AB", AT)
        with pytest.raises(UsageError):
            store.decide("iran", "agreed", "AB", AT)  # type: ignore[arg-type]
        assert store.decisions() == ()


def test_a_decision_is_not_moved_to_other_words(tmp_path: Path) -> None:
    statement = offer().statements[0]
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide(statement.id, "accepted", "AB", AT)
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        body = json.loads(raw.execute("SELECT body FROM claim WHERE id=?", (statement.id,)).get)
        body["spans"][0]["start"] += 1
        update = "UPDATE claim SET body=? WHERE id=?"
        raw.execute(update, (json.dumps(body), statement.id))
    dossier = got(tmp_path)
    assert dossier.statements[0].status == "unreviewed"
    assert codes(dossier) == ["GO323"]
    assert dossier.orphans() == (dossier.statements[0],)


def test_a_date_that_a_person_gave_is_not_forgotten(tmp_path: Path) -> None:
    put(tmp_path, offer(published="2025-03-04", published_from="given"))
    put(tmp_path, offer())
    assert got(tmp_path).documents[0].published == "2025-03-04"
    put(tmp_path, offer(published="2025-03-05", published_from="given"))
    assert got(tmp_path).documents[0].published == "2025-03-05"


def test_findings_of_the_reader_are_kept_once_and_replaced_when_it_reads_again(
    tmp_path: Path,
) -> None:
    finding = Finding("GO150", "odd", Place("report.txt", 1, 2, snippet="x"), severity="note")
    other = Finding("GO151", "elsewhere", Place("b.txt"))
    nowhere = Finding("GO152", "everywhere")
    put(tmp_path, replace(offer(), findings=(finding, other, nowhere)))
    put(tmp_path, replace(offer(), findings=(finding,)))
    assert set(got(tmp_path).findings) == {finding, other, nowhere}
    put(tmp_path, offer())
    assert set(got(tmp_path).findings) == {other, nowhere}


def test_proposals_are_remembered(tmp_path: Path) -> None:
    with DossierStore(tmp_path) as store:
        store.remember(["party iran"])
        store.remember(["party iran", "issue x"])
        assert store.proposed() == {"party iran", "issue x"}


# --- damage --------------------------------------------------------------------------------------


def text_file(folder: Path) -> Path:
    return folder / "sources" / f"{sha256(OFFER.encode())}.text"


@pytest.mark.parametrize("harm", ["changed", "lost", "not text"])
def test_a_text_that_was_changed_orphans_its_claims(tmp_path: Path, harm: str) -> None:
    put(tmp_path, merge([offer(), river()]))
    if harm == "changed":
        text_file(tmp_path).write_text(OFFER.replace("welcome", "wellcome"))
    elif harm == "lost":
        text_file(tmp_path).unlink()
    else:
        text_file(tmp_path).write_bytes(b"\xff\xfe\xff")
    dossier = got(tmp_path)
    assert codes(dossier) == ["GO319"]
    assert dossier.documents == river().documents
    assert {c.id for c in dossier.orphans()} == {c.id for c in offer().claims}
    assert {c.id for c in dossier.claims} == {c.id for c in merge([offer(), river()]).claims}


def test_a_page_that_was_changed_is_told_and_its_claims_hold(tmp_path: Path) -> None:
    put(tmp_path, offer())
    text_file(tmp_path).with_suffix(".txt").write_text("something else")
    dossier = got(tmp_path)
    assert codes(dossier) == ["GO319"]
    assert dossier.orphans() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim SET body='{' WHERE kind='statement'",
        "UPDATE claim SET body='{}' WHERE kind='statement'",
        "UPDATE claim SET body=replace(body, '\"indirect\"', '\"shouted\"') WHERE kind='statement'",
        "UPDATE claim SET body=replace(body, '\"start\"', '\"begin\"') WHERE kind='statement'",
        "UPDATE claim SET kind='rumour' WHERE kind='statement'",
        "UPDATE claim SET id='S-' || number WHERE kind='statement'",
    ],
)
def test_a_damaged_claim_is_a_finding_and_the_rest_is_used(tmp_path: Path, statement: str) -> None:
    put(tmp_path, offer())
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute(statement)
    dossier = got(tmp_path)
    assert codes(dossier) == ["GO320"] * 3
    assert dossier == replace(offer(), statements=(), findings=dossier.findings)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE page SET facts='{'",
        "UPDATE page SET facts='[]'",
        "UPDATE page SET facts='{}'",
        "UPDATE page SET facts=replace(facts, '\"body\"', '\"cellar\"')",
        "UPDATE page SET sha256='../../etc/passwd'",
    ],
)
def test_a_damaged_page_is_a_finding(tmp_path: Path, statement: str) -> None:
    put(tmp_path, offer())
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute(statement)
    dossier = got(tmp_path)
    assert "GO320" in codes(dossier)
    assert dossier.documents == ()
    assert len(dossier.orphans()) == len(offer().claims)


def test_damaged_findings_and_decisions_are_survived(tmp_path: Path) -> None:
    with DossierStore(tmp_path) as store:
        store.add(offer())
        store.decide("iran", "corrected", "AB", AT, changes={"country": "IRQ"})
        store.decide("russia", "accepted", "AB", AT)
        store.decide("ukraine", "corrected", "AB", AT, changes={"country": "UKR"})
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute("INSERT INTO finding(body) VALUES ('{')")
        raw.execute("UPDATE decision SET changes='{' WHERE claim='iran'")
        raw.execute("UPDATE decision SET status='agreed' WHERE claim='russia'")
        raw.execute("UPDATE decision SET changes='{\"kind\": 7}' WHERE claim='ukraine'")
    dossier = got(tmp_path)
    assert codes(dossier) == ["GO320", "GO323"]
    actors = {a.id: (a.status, a.country) for a in dossier.actors}
    assert actors["iran"] == ("corrected", "IRN")
    assert actors["russia"] == ("unreviewed", "RUS")
    assert actors["ukraine"] == ("unreviewed", "UKR")


@pytest.mark.parametrize("data", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_a_finding(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "dossier.sqlite").write_bytes(data)
    if not data:  # SQLite takes an empty file for a new database
        assert got(tmp_path) == Dossier(())
        return
    with pytest.raises(CaseError) as caught:
        got(tmp_path)
    assert [f.code for f in caught.value.findings] == ["GO320"]
    with pytest.raises(CaseError):
        put(tmp_path, offer())
    assert (tmp_path / "dossier.sqlite").read_bytes() == data


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**31), st.binary(min_size=1, max_size=40))
def test_any_damage_is_a_finding_and_never_an_exception(
    tmp_path: Path, at: int, data: bytes
) -> None:
    path = tmp_path / "dossier.sqlite"
    path.unlink(missing_ok=True)
    put(tmp_path, offer())
    whole = path.read_bytes()
    at %= len(whole)
    path.write_bytes(whole[:at] + data + whole[at + len(data) :])
    with contextlib.suppress(CaseError):
        assert all(isinstance(s, Statement) for s in got(tmp_path).statements)


def test_text_that_is_none_is_a_finding(tmp_path: Path) -> None:
    put(tmp_path, offer())
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute("UPDATE claim SET body=CAST(x'ff80' AS TEXT) WHERE number=1")
    with pytest.raises(CaseError) as caught:
        got(tmp_path)
    assert [f.code for f in caught.value.findings] == ["GO320"]


def test_a_strangers_database_is_left_alone(tmp_path: Path) -> None:
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute("CREATE TABLE theirs(x); INSERT INTO theirs VALUES (1)")
    with pytest.raises(CaseError) as caught:
        put(tmp_path, offer())
    assert [f.code for f in caught.value.findings] == ["GO320"]
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_schema")]
    assert tables == ["theirs"]


def test_a_newer_dossier_is_not_touched(tmp_path: Path) -> None:
    put(tmp_path, offer())
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        raw.execute(f"PRAGMA user_version={len(database.MIGRATIONS) + 1}")
    with pytest.raises(CaseError) as caught:
        got(tmp_path)
    assert [f.code for f in caught.value.findings] == ["GO322"]


def test_an_older_dossier_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, offer())
    newer = (*database.MIGRATIONS, "ALTER TABLE page ADD COLUMN note TEXT")
    monkeypatch.setattr(database, "MIGRATIONS", newer)
    with DossierStore(tmp_path) as store:
        assert store.dossier() == offer()
    with apsw.Connection(str(tmp_path / "dossier.sqlite")) as raw:
        assert raw.execute("PRAGMA user_version").get == len(newer)
        assert raw.execute("SELECT note FROM page").get is None


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, offer())
    broken = (*database.MIGRATIONS, "ALTER TABLE page ADD COLUMN note TEXT; SELECT nonsense")
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", broken)
        with pytest.raises(CaseError):
            got(tmp_path)
    assert got(tmp_path) == offer()


# --- full disks, other processes, sudden death ---------------------------------------------------


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, river())
    with DossierStore(tmp_path) as store:
        raw = store._database()
        pages = raw.execute("PRAGMA page_count").get
        raw.execute(f"PRAGMA max_page_count={pages}")
        many = Page("".join(f"Word{i} said it. " for i in range(3000)), "many.txt")
        said = tuple(many.said(None, f"Word{i} said it.") for i in range(3000))
        with pytest.raises(CaseError) as caught:
            store.add(Dossier((many.document,), statements=said))
        assert [f.code for f in caught.value.findings] == ["GO906"]
        assert store.dossier() == river()
    assert got(tmp_path) == river()


def test_a_full_disk_while_the_snapshot_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, river())

    def full(*_a: object, **_k: object) -> None:
        raise GoodOfficesError(Finding("GO906", "full"))

    monkeypatch.setattr(snapshots, "atomic_write", full)
    with pytest.raises(GoodOfficesError):
        put(tmp_path, offer())
    assert got(tmp_path) == river()


def test_a_writer_that_waits_too_long_is_told(tmp_path: Path) -> None:
    put(tmp_path, river())
    raw = apsw.Connection(str(tmp_path / "dossier.sqlite"))
    raw.execute("BEGIN IMMEDIATE")
    with DossierStore(tmp_path, wait=0.1) as store:
        assert store.dossier() == river()  # reading needs not wait
        with pytest.raises(CaseError) as caught:
            store.add(offer())
        assert [f.code for f in caught.value.findings] == ["GO321"]
    raw.close()
    assert got(tmp_path) == river()


def test_a_store_that_another_process_is_making_is_waited_for(tmp_path: Path) -> None:
    raw = apsw.Connection(str(tmp_path / "dossier.sqlite"))
    raw.execute("BEGIN EXCLUSIVE; CREATE TABLE x(y)")
    with DossierStore(tmp_path, wait=0.1) as store, pytest.raises(CaseError) as caught:
        store.add(offer())
    assert [f.code for f in caught.value.findings] == ["GO321"]
    raw.close()
    put(tmp_path, offer())
    assert got(tmp_path) == offer()


def add_pages(folder: str, first: int) -> None:
    for number in range(first, first + 12):
        page = Page(f"Page {number}: Iran said so.", f"{number}.txt")
        with DossierStore(folder, wait=60) as store:
            store.add(
                Dossier(
                    (page.document,),
                    actors=(page.actor("iran", "Iran"),),
                    statements=(page.said("iran", "Iran said so"),),
                )
            )


def test_two_processes_may_add_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_pages, args=(str(tmp_path), n)) for n in (0, 6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
        assert worker.exitcode == 0
    dossier = got(tmp_path)
    assert len(dossier.documents) == 18
    assert len(dossier.statements) == 18
    assert len(dossier.actors[0].spans) == 18
    assert codes(dossier) == []


KILLED = """
import sys
sys.path.insert(0, sys.argv[2])
from tests.evidence.made_dossiers import Page
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
with DossierStore(sys.argv[1]) as store:
    for number in range(10**6):
        page = Page(f"Page {number}: " + "".join(f"w{i} " for i in range(200)), f"{number}.txt")
        said = tuple(page.said(None, f"w{i} ") for i in range(200))
        store.add(Dossier((page.document,), statements=said))
        print(number, flush=True)
"""


@pytest.mark.parametrize("wait", [0.03, 0.08, 0.13])
def test_killed_while_adding_each_page_is_whole_or_absent(tmp_path: Path, wait: float) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(Path(__file__).parents[2])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        told = 1 + len(process.stdout.readlines())
    dossier = got(tmp_path)
    assert len(dossier.documents) >= told  # what was said to be kept is kept
    assert len(dossier.statements) == 200 * len(dossier.documents)
    assert codes(dossier) == []
    assert dossier.orphans() == ()
    put(tmp_path, offer())
    assert len(got(tmp_path).documents) == len(dossier.documents) + 1


# --- rows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("claim", [*offer().claims, *river().claims], ids=lambda c: c.id)
def test_every_claim_survives_its_row(claim: Statement) -> None:
    body = rows.claim_json(claim)
    assert rows.claim_from(rows.kind_of(claim), body) == claim
    assert json.loads(body) == json.loads(json.dumps(asdict(claim)))
