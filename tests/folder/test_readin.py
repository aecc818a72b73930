"""Reading a batch: which files are meant, and what becomes of those that cannot be read."""

from pathlib import Path

import pytest

from goodoffices.base.errors import UsageError
from goodoffices.case.file import new
from goodoffices.folder.ingest import pages, read_all, read_in


def test_a_folder_means_its_pages_and_a_named_file_itself(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in ("in/b.html", "in/a.TXT", "in/note.md", "in/deeper/c.htm", "odd.page"):
        (tmp_path / name).write_text("Iran agreed to talks.", "utf-8")
    found = [p.relative_to(tmp_path).as_posix() for p in pages([tmp_path / "in"])]
    assert found == ["in/a.TXT", "in/b.html", "in/deeper/c.htm"]
    assert list(pages([tmp_path / "odd.page"])) == [tmp_path / "odd.page"]


def test_the_same_page_twice_is_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Qatar will host talks with Chad.\n", "utf-8")
    assert read_all([tmp_path]).pages == 1


def test_pages_stay_in_the_order_they_were_named_in(tmp_path: Path) -> None:
    texts = ("Iran met Oman.", "Published 5 March 2025\n\nQatar met Chad today.", "Niger left.")
    named = [tmp_path / f"{name}.txt" for name in "cab"]
    for page, text in zip(named, texts, strict=True):
        page.write_text(text, "utf-8")
    documents = read_all(named).dossier.documents
    assert [d.published for d in documents] == [None, "2025-03-05", None]
    assert [d.snapshot.text[:5] for d in documents] == ["Iran ", "Publi", "Niger"]


def test_a_date_that_is_given_holds_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Iran met Oman on Tuesday.\n", "utf-8")
    batch = read_all([page], published="2025-03-05")
    assert batch.dossier.documents[0].published == "2025-03-05"
    assert batch.dossier.documents[0].published_from == "given"
    with pytest.raises(UsageError, match="someday"):
        read_all([page], published="someday")


def test_reading_into_a_case_that_is_none_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Iran met Oman.\n", "utf-8")
    with pytest.raises(UsageError):
        read_in(tmp_path / "no-case", [page])


def test_a_page_is_kept_as_found_beside_its_text(tmp_path: Path) -> None:
    new(tmp_path / "case")
    page = tmp_path / "a.html"
    page.write_bytes(b"<html><body><p>Iran met Oman.</p></body></html>")
    read_in(tmp_path / "case", [page])
    kept = sorted((tmp_path / "case" / "sources").iterdir())
    assert [p.suffix for p in kept] == [".html", ".text"]
    assert kept[0].read_bytes() == page.read_bytes()
    assert kept[1].read_text("utf-8").strip() == "Iran met Oman."
