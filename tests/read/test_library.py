"""References read beside the pages they point to say what the pages do not, and nothing else."""

from pathlib import Path

import pytest
from made_files import FIRST

import goodoffices
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.ingest import ReadIn, read_all, read_in
from goodoffices.read.library import library

TEXT = "Iran agreed on Monday to talks with the United States in Oman, officials said.\n"
BIB = """@article{{muscat, title = {{The Muscat Talks}}, author = {{Lund, Kari}},
 journal = {{The Weir}}, date = {{{date}}}, {more}
 abstract = {{Russia offered to mediate, the Kremlin said.}} }}
"""
PAGE = (
    '<html><head><link rel="canonical" href="https://www.weir.example/talks/"></head>'
    "<body><p>" + TEXT + "</p></body></html>"
)


def read(folder: Path, bib: str, page: str = TEXT, name: str = "page.txt") -> ReadIn:
    (folder / name).write_text(page)
    (folder / "a.bib").write_text(bib)
    return read_all([folder])


def codes(dossier: Dossier) -> list[str]:
    return [f.code for f in dossier.findings if f.code in ("GO135", "GO136")]


def test_a_file_attached_to_a_reference_has_its_facts(tmp_path: Path) -> None:
    bib = BIB.format(date="2025-03-05", more="file = {Snapshot:files/3/page.txt:text/plain},")
    found = read(tmp_path, bib)
    (document,) = found.dossier.documents
    assert document.title == "The Muscat Talks"
    assert (document.published, document.published_from) == ("2025-03-05", "reference")
    assert (document.outlet, document.authors) == ("The Weir", ("Kari Lund",))
    assert found.unread == ()
    assert codes(found.dossier) == ["GO135"]
    assert {e.date for e in found.dossier.events if e.date} == {"2025-03-03"}  # from "on Monday"
    assert document.snapshot.text == TEXT


@pytest.mark.parametrize(
    "address",
    ["https://weir.example/talks", "http://WWW.weir.example/talks/#top"],
)
def test_an_address_points_to_its_page_however_it_is_written(address: str, tmp_path: Path) -> None:
    found = read(tmp_path, BIB.format(date="2025", more=f"url = {{{address}}},"), PAGE, "p.html")
    (document,) = found.dossier.documents
    assert (document.published, document.published_from) == ("2025", "reference")


@pytest.mark.parametrize(
    ("date", "more"),
    [
        ("2025-03-05", "url = {https://weir.example/other},"),
        ("2025-03-05", "url = {https://other.example/talks},"),
        ("2025-03-05", "file = {files/3/pages.txt},"),
        ("2025-03-05", ""),
    ],
)
def test_what_points_elsewhere_says_nothing_of_a_page(date: str, more: str, tmp_path: Path) -> None:
    found = read(tmp_path, BIB.format(date=date, more=more), PAGE, "page.html")
    page = next(d for d in found.dossier.documents if d.name.endswith("page.html"))
    assert (page.published, page.title, page.authors) == (None, None, ())
    assert len(found.dossier.documents) == 2  # the abstract is read as a report of its own
    assert codes(found.dossier) == []


def test_a_page_that_speaks_for_itself_is_believed_and_the_difference_told(tmp_path: Path) -> None:
    page = PAGE.replace(
        "<head>", '<head><meta property="article:published_time" content="2025-03-07T10:00:00Z">'
    )
    bib = BIB.format(date="2025-03-05", more="url = {https://weir.example/talks},")
    found = read(tmp_path, bib, page, "p.html")
    (document,) = found.dossier.documents
    assert document.published == "2025-03-07"
    (told,) = [f for f in found.dossier.findings if f.code == "GO136"]
    assert "2025-03-07" in told.text
    assert "2025-03-05" in told.text
    again = read(tmp_path, bib.replace("2025-03-05", "2025-03"), page, "p.html")
    assert "GO136" not in codes(again.dossier)


def test_a_date_that_a_person_gives_holds(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "a.bib").write_text(BIB.format(date="2025-03-05", more="file = {page.txt},"))
    found = read_all([tmp_path], published="2024-01-01")
    (document,) = found.dossier.documents
    assert (document.published, document.published_from) == ("2024-01-01", "given")


def test_one_file_name_of_two_pages_points_to_neither(tmp_path: Path) -> None:
    for folder, words in (("a", TEXT), ("b", "Qatar will host talks with Chad.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(words)
    (tmp_path / "x.bib").write_text(BIB.format(date="2025-03-05", more="file = {page.txt},"))
    found = read_all([tmp_path])
    both = [d for d in found.dossier.documents if d.name.endswith("page.txt")]
    assert [d.published for d in both] == [None, None]


def test_two_references_to_one_page_say_nothing(tmp_path: Path) -> None:
    one = BIB.format(date="2025-03-05", more="file = {page.txt},")
    other = one.replace("muscat,", "doha,").replace("2025-03-05", "2024")
    found = read(tmp_path, one + other)
    page = next(d for d in found.dossier.documents if d.name.endswith("page.txt"))
    assert page.published is None


def test_a_reference_without_an_abstract_that_was_used_is_not_left_out(tmp_path: Path) -> None:
    silent = BIB.format(date="2025-03-05", more="file = {page.txt},")
    silent = silent[: silent.index("abstract")] + "}\n"
    assert read(tmp_path, silent).unread == ()
    other = silent.replace("muscat,", "other,").replace("page.txt", "gone.txt")
    (left,) = read(tmp_path, silent + other).unread
    assert left.code == "GO118"
    assert "1 references" in left.text
    assert "other" in left.text


RIS = "TY  - JOUR\nTI  - The Muscat Talks\nPY  - 2025/03/05/\nJO  - The Weir\n{more}\nER  - \n"
CSL = """[{"id": "a", "type": "article", "title": "The Muscat Talks", "container-title": "The Weir",
 "issued": {"date-parts": [[2025, 3, 5]]}, "URL": "https://weir.example/talks"}]"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ris", RIS.format(more="L1  - files/page.txt")),
        ("a.ris", RIS.format(more="UR  - https://weir.example/talks")),
        ("a.json", CSL),
    ],
)
def test_ris_and_csl_point_too(name: str, data: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(data)
    page = PAGE if "weir.example" in data else TEXT
    (tmp_path / "page.txt").write_text(page)
    found = read_all([tmp_path])
    (document,) = found.dossier.documents
    assert (document.published, document.title) == ("2025-03-05", "The Muscat Talks")
    assert document.outlet in {"The Weir", "weir.example"}
    assert found.unread == ()


def test_damaged_references_are_told_and_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(FIRST)
    (tmp_path / "a.json").write_text('[{"type": "article", "title": ')
    found = read_all([tmp_path])
    assert len(found.dossier.documents) == 1
    assert [f.code for f in found.unread] == ["GO113"]
    assert library([tmp_path / "gone.bib", "https://x.example/a.bib"]).files == {}


def test_the_date_of_a_reference_stays_when_the_page_is_read_again_alone(tmp_path: Path) -> None:
    case = tmp_path / "case"
    goodoffices.new(case, "A case")
    page, bib = tmp_path / "page.txt", tmp_path / "a.bib"
    page.write_text(TEXT)
    bib.write_text(BIB.format(date="2025-03-05", more="file = {page.txt},"))
    read_in(case, [bib, page])
    read_in(case, [page])
    with DossierStore(case) as store:
        (document,) = store.dossier().documents
    assert (document.published, document.published_from) == ("2025-03-05", "reference")
