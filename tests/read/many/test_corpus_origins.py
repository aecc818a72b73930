"""Origins counted over a corpus's tables are those that the pages together have."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.evidence.across import copies
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.claims import Dossier, merge
from goodoffices.read.many import origins as counting
from goodoffices.read.many.batch import dossiers_of
from goodoffices.read.many.events import _joined
from goodoffices.read.many.origins import count_origins
from goodoffices.read.many.run import read_corpus
from goodoffices.read.many.sources import sources

pytestmark = pytest.mark.timeout(120)

STORY = (
    "The foreign minister of Oman arrived in Tehran with a letter and met three members of the "
    "council. Talks with Iran lasted {n} hours and ended without a statement. A second meeting "
    "was set for the following week in the capital of a third country, and both delegations were "
    "told to bring maps, figures and a list of prisoners whom they would release in the spring."
)
RIVER = (
    "Egypt and Ethiopia hold talks on the dam. Rain closed the northern road for two days and "
    "lorries with flour waited at the bridge. The river authority opened two sluices at night, and "
    "engineers from both banks measured the level each hour and sent what they read to one office."
)


def written(folder: Path, texts: dict[str, object]) -> Path:
    folder.mkdir()
    lines = [json.dumps(held) for held in texts.values()]
    (folder / "all.jsonl").write_text("\n".join(lines) + "\n")
    for name, held in texts.items():
        body = "".join(f"<p>{part}</p>" for part in held["text"].split("\n"))
        (folder / f"{name}.html").write_text(f"<html><body>{body}</body></html>")
    return folder


TEXTS: dict[str, dict[str, str]] = {
    "whole": {"text": STORY.format(n=4), "url": "https://weir.example/a"},
    "retold": {"text": "We hear.\n" + STORY.format(n=5), "url": "https://sel.example/b"},
    "river": {"text": RIVER, "url": "https://bank.example/c"},
    "same-outlet": {"text": "Iran and Oman agreed to talks.", "url": "https://bank.example/d"},
    "wire": {"text": "MUSCAT (Reuters) - Iran and Oman agreed.", "url": "https://x.example/e"},
    "other-wire": {"text": "Russia and Iran met, Reuters reported.", "url": "https://y.example/f"},
    "alone": {"text": "Russia and Ukraine traded fire.", "url": "https://z.example/g"},
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("origins")
    read_corpus([written(room / "in", TEXTS)], room / "out", engine="here", everything=True)
    return room / "out"


def groups_alone(folder: Path) -> set[frozenset[str]]:
    """Return the origins of the same documents, as a few pages together are weighed."""
    from goodoffices.evidence.snapshot import Document, Origin, Snapshot, Span
    from goodoffices.read.many.columns import columns

    documents = []
    with columns(folder) as held:
        texts = [held.document(n) for n in range(held.count)]
        rows = [r for p in held.parts for r in pq.read_table(p).to_pylist()]
    both = sorted(zip(rows, texts, strict=True), key=lambda held: held[0]["address"] is not None)
    for row, text in both:  # of the same text, the one that says where it is from counts
        assert isinstance(text.snapshot, Snapshot)
        origin = row["origin"] and Origin(
            row["origin"]["name"], row["origin"]["address"], Span("", 0, 0, "")
        )
        documents.append(
            Document(
                text.snapshot,
                text.zones,
                outlet=row["outlet"],
                address=row["address"],
                origin=origin,
            )
        )
    found: dict[int, set[str]] = {}
    for page, group in copies.origins(documents).items():
        found.setdefault(group, set()).add(page)
    return set(map(frozenset, found.values()))


def numbers(out: Path, column: str) -> set[frozenset[str]]:
    found: dict[int, set[str]] = {}
    for row in pq.read_table(out / counting.WRITTEN).to_pylist():
        found.setdefault(row[column], set()).add(row["document"])
    return set(map(frozenset, found.values()))


def test_the_count_is_that_of_the_pages_together(out: Path) -> None:
    counted = count_origins(out)
    assert (counted.documents, counted.reports, counted.texts) == (14, 8, 6)
    assert numbers(out, "origin") == groups_alone(out)
    assert counted.origins == len(numbers(out, "origin")) == 4
    assert len(numbers(out, "copies")) == 6
    assert counted.unmeasured == 0
    assert not list(out.glob(".count-*"))


def test_counting_again_gives_the_same_and_clears_what_a_killed_count_left(out: Path) -> None:
    (out / ".count-left").mkdir()
    (out / ".count-left" / "bands").write_bytes(b"\0" * 80)
    first = count_origins(out)
    data = (out / counting.WRITTEN).read_bytes()
    assert count_origins(out) == first
    assert (out / counting.WRITTEN).read_bytes() == data
    assert not list(out.glob(".count-*"))


def test_a_corpus_that_was_counted_can_be_read_on(out: Path) -> None:
    count_origins(out)
    again = read_corpus([out.parent / "in"], out, engine="here", everything=True)
    assert again.before == 14


def test_the_limit_of_comparisons_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "copied", lambda _one, _other: False)
    monkeypatch.setattr(counting, "MOST", 2)
    (tmp_path / "in").mkdir()
    lines = [json.dumps({"text": f"{STORY.format(n=4)} Number {n}."}) for n in range(6)]
    (tmp_path / "in" / "x.jsonl").write_text("\n".join(lines))
    read_corpus([tmp_path / "in"], tmp_path / "out", engine="here")
    found = count_origins(tmp_path / "out")
    assert (found.reports, found.texts) == (6, 6)
    assert found.unmeasured > 0
    said = CliRunner().invoke(verbs, ["origins", str(tmp_path / "out")]).output
    assert "were not measured" in said


def test_the_verb_says_reports_and_origins(out: Path) -> None:
    said = CliRunner().invoke(verbs, ["origins", str(out)]).output
    assert said.startswith("8 reports, 4 origins, ")
    assert "14 documents; 6 were another's text to the letter, 2 its copy." in said
    plain = json.loads(CliRunner().invoke(verbs, ["origins", str(out), "--json"]).output)
    assert (plain["reports"], plain["origins"]) == (8, 4)


def test_a_folder_without_a_corpus_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="GO139"):
        count_origins(tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_empty_corpus_has_no_report(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.txt").write_text("The cat sat.")
    read_corpus([tmp_path / "in"], tmp_path / "out", engine="here")
    found = count_origins(tmp_path / "out")
    assert (found.documents, found.reports, found.origins) == (0, 0, 0)


# --- events --------------------------------------------------------------------------------------


def greedy(days: list[int]) -> list[int]:
    """Join each day to the first group whose days are all within one of it, as happenings does."""
    groups: list[list[int]] = []
    found = []
    for at in days:
        fit = next((n for n, g in enumerate(groups) if all(abs(at - d) <= 1 for d in g)), None)
        if fit is None:
            groups.append([])
            fit = len(groups) - 1
        groups[fit].append(at)
        found.append(fit)
    return found


@given(st.lists(st.integers(1, 8), max_size=14))
def test_days_are_joined_as_a_few_pages_days_are(days: list[int]) -> None:
    of = _joined(np.zeros(len(days), dtype=np.uint64), np.array(days, dtype=np.int64))
    numbers = {row: n for n, row in enumerate(dict.fromkeys(of.tolist()))}
    assert [numbers[row] for row in of.tolist()] == greedy(days)


def told(folder: Path) -> Path:
    """Write reports of two offers and a refusal, one of them on two days and by a copy."""
    folder.mkdir()
    pages = [
        ("https://weir.example/a", "2025-03-04", "Russia attacked Ukraine on Tuesday. " + RIVER),
        ("https://sel.example/b", "2025-03-05", "Russia attacked Ukraine on Wednesday."),
        ("https://weir.example/c", "2025-03-20", "Russia attacked Ukraine on Thursday."),
        ("https://bank.example/d", None, "Iran attacked Iraq."),
        ("https://bank.example/e", None, "Iran attacked Iraq. Nobody says when."),
        ("https://mill.example/f", None, "Iran attacked Iraq. It is not known when."),
    ]
    lines = [json.dumps({"url": u, "published": d, "text": t}) for u, d, t in pages]
    (folder / "all.jsonl").write_text("\n".join(lines))
    return folder


def test_events_are_those_that_the_pages_together_tell(tmp_path: Path) -> None:
    folder = told(tmp_path / "in")
    read_corpus([folder], tmp_path / "out", engine="here", everything=True)
    counted = count_origins(tmp_path / "out")
    parts = [d for s in sources([folder]) for d in dossiers_of(s) if isinstance(d, Dossier)]
    together = happenings(merge(parts))
    assert counted.told == sum(len(d.events) for d in parts) >= 6
    assert counted.events == len(together) < counted.told
    table = pq.read_table(tmp_path / "out" / "happenings.parquet").to_pylist()
    found: dict[int, set[str]] = {}
    for row in table:
        found.setdefault(row["happening"], set()).add(row["event"])
    assert set(map(frozenset, found.values())) == {
        frozenset(e.id for e in h.reports) for h in together
    }
    borne = {frozenset(e.id for e in h.reports): (h.pages, h.origins) for h in together}
    for row in table:
        assert (row["reports"], row["origins"]) == borne[frozenset(found[row["happening"]])]
    assert (2, 2) in borne.values()
    assert (2, 1) in borne.values()
    said = CliRunner().invoke(verbs, ["origins", str(tmp_path / "out")]).output
    assert said.startswith(f"6 reports, 4 origins, {counted.events} events\n")


def test_one_text_in_two_files_reports_an_event_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Russia attacked Ukraine on Tuesday.")
    (tmp_path / "in" / "b.html").write_text("<p>Russia attacked Ukraine on Tuesday.</p>")
    read_corpus([tmp_path / "in"], tmp_path / "out", engine="here", published="2025-03-05")
    counted = count_origins(tmp_path / "out")
    assert (counted.documents, counted.reports, counted.told, counted.events) == (2, 1, 2, 1)
    table = pq.read_table(tmp_path / "out" / "happenings.parquet").to_pylist()
    assert {(row["reports"], row["origins"]) for row in table} == {(1, 1)}


def test_signatures_find_the_copies_that_pages_alone_find(out: Path) -> None:
    from goodoffices.evidence.across.copies import signature
    from goodoffices.evidence.across.minhash import PERMUTATIONS
    from goodoffices.read.many.columns import columns

    with columns(out) as held:
        rows = [r for p in held.parts for r in pq.read_table(p).to_pylist()]
        for number, row in enumerate(rows):
            assert row["signature"] == signature(held.document(number))
            assert row["signature"] is None or len(row["signature"]) == 4 * PERMUTATIONS
    assert sum(row["agency"] == "Reuters" for row in rows) == 4
