"""The brief as people send it: two pages and an annex, the same as HTML, as PDF and for Word."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from docx import Document as WordDocument
from lxml import etree
from lxml import html as lxml_html
from tests.brief import brief_sample as sample
from tests.brief import full_case

from goodoffices.base.errors import UsageError
from goodoffices.brief.compose import Material, compose
from goodoffices.brief.paper import as_it_is, to_pdf
from goodoffices.brief.word import W, to_docx
from goodoffices.case.nouns import Mediator
from goodoffices.conflict.outcomes import outcomes
from goodoffices.conflict.stress.stress import Ask, stress
from goodoffices.evidence.claims import Dossier
from goodoffices.folder import material
from goodoffices.packages.result import packages


def made(**changes: object) -> Material:
    case = sample.case()
    found = outcomes(case)
    given = {
        "case": case,
        "dossier": sample.dossier(),
        "outcomes": found,
        "packages": packages(case),
        "stress": stress(found.conflict, Ask(n=200, concepts=("SEQ",))),
        "made": "2025-03-05",
    }
    return Material(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def pages() -> tuple[str, str]:
    one = made()
    return compose(one, annexed=False), compose(one)


@pytest.fixture(scope="module")
def printed(pages: tuple[str, str]) -> pypdf.PdfReader:
    """The brief on paper, with a line in a source that is furniture of its page."""
    aside = '<div class="aside"><p>Subscribe to our letters</p></div></article>'
    page = pages[1].replace("</article>", aside, 1)
    return pypdf.PdfReader(io.BytesIO(to_pdf(page)))


def test_every_link_leads_somewhere_in_both(pages: tuple[str, str]) -> None:
    for page in pages:
        tree = lxml_html.document_fromstring(page)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        aims = [href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")]
        assert aims
        assert set(aims) <= set(ids)


def test_nothing_that_was_rejected_stands_anywhere() -> None:
    found = sample.dossier()
    one, other = found.statements[1], found.events[0]
    gone = replace(one, status="rejected"), replace(other, status="rejected")
    case = sample.case()
    fewer = replace(
        found,
        statements=(found.statements[0], gone[0], *found.statements[2:]),
        events=(gone[1], *found.events[1:]),
    )
    page = compose(made(dossier=fewer))
    for claim in gone:
        assert claim.id not in page
    tree = lxml_html.document_fromstring(page)
    ids = set(tree.xpath("//@id"))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= ids
    assert case.parties[1].wants[0][0] in tree.text_content()  # the case's own words stay


def test_no_claim_is_told_twice_in_the_annex(pages: tuple[str, str]) -> None:
    tree = lxml_html.document_fromstring(pages[1])
    for claim in sample.dossier().claims:
        entries = tree.xpath("//*[@id=$place]", place=f"c-{claim.id}")
        assert len(entries) == 1, claim.id
    assert not tree.xpath("//section[@id='parties']//blockquote")
    assert not tree.xpath("//section[@id='mediation']//blockquote")


def test_a_mediator_without_an_actor_has_no_mediation_of_others() -> None:
    case = sample.case()
    somebody = Mediator(id="somebody", name="Somebody")
    page = compose(made(case=replace(case, mediators=(*case.mediators, somebody))))
    (shown,) = lxml_html.document_fromstring(page).xpath("//*[@id='mediator-somebody']")
    assert "as reported" not in shown.text_content()


def test_a_name_as_evidence_is_quoted_in_its_first_mentions_words() -> None:
    found = sample.dossier()
    renamed = replace(found.issues[0], name="Water, as somebody called it")
    page = compose(made(dossier=replace(found, issues=(renamed,))))
    chips = lxml_html.document_fromstring(page).xpath("//a[contains(@class,'chip')]/bdi[1]/text()")
    assert "the dam" in chips
    assert "Water, as somebody called it" not in chips


def test_a_pdf_is_tagged_with_bookmarks_and_links_and_two_pages(
    pages: tuple[str, str], printed: pypdf.PdfReader
) -> None:
    two = pypdf.PdfReader(io.BytesIO(to_pdf(pages[0])))
    assert len(two.pages) <= 2
    whole = printed
    catalog = whole.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    heads = [str(item.title) for item in whole.outline if not isinstance(item, list)]
    flat = " ".join(map(str, re.findall(r"'/Title': '([^']+)'", str(whole.outline))))
    assert "The river dispute" in " ".join(heads) + flat
    assert "Who wants what" in flat + " ".join(heads)
    there = {page.indirect_reference.idnum for page in whole.pages}
    notes = [note.get_object() for one in whole.pages for note in one.get("/Annots", ())]
    aims = [note["/Dest"][0].idnum for note in notes if "/Dest" in note]
    assert set(aims) <= there
    annex = [page.indirect_reference.idnum for page in whole.pages[2:]]
    head = [note.get_object() for one in whole.pages[:2] for note in one.get("/Annots", ())]
    assert any(note["/Dest"][0].idnum in annex for note in head if "/Dest" in note)
    assert len(aims) > 50
    assert str(catalog["/Lang"]).startswith("en")
    assert "What could be signed, package by package" not in whole.pages[1].extract_text()


def test_what_is_furniture_of_a_source_is_not_on_paper(printed: pypdf.PdfReader) -> None:
    text = "".join(one.extract_text() for one in printed.pages)
    assert "Subscribe to our letters" not in text


@pytest.mark.parametrize("name", ["/home/anna/talks/09_reply.eml", r"C:\talks\09_reply.eml"])
def test_a_page_without_a_title_is_called_by_its_file_and_not_by_its_folders(name: str) -> None:
    found = sample.dossier()
    nameless = tuple(replace(d, title=None, name=name) for d in found.documents)
    page = compose(made(dossier=replace(found, documents=nameless)))
    assert "09_reply.eml" in page
    assert "anna" not in page
    assert r"C:\talks" not in page


def test_a_word_file_has_headings_notes_captions_and_live_links(pages: tuple[str, str]) -> None:
    made_ = to_docx(pages[1])
    document = WordDocument(io.BytesIO(made_))
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert "What would hold" in heads
    assert "Methods, in plain words" in heads
    sides = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert f"● {sample.case().parties[0].name}" in sides
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert any(text.startswith("Figure 1.") for text in captions)
    assert any(text.startswith("Table 1.") for text in captions)
    assert len(document.inline_shapes) >= 3
    shapes = document.element.iter("{*}docPr")
    assert all(shape.get("descr") for shape in shapes)
    with zipfile.ZipFile(io.BytesIO(made_)) as file:
        body = etree.fromstring(file.read("word/document.xml"))
        notes = etree.fromstring(file.read("word/footnotes.xml"))
        assert "footnotes.xml" in file.read("[Content_Types].xml").decode()
    w = f"{{{W}}}"
    marks = [b.get(f"{w}name") for b in body.iter(f"{w}bookmarkStart")]
    assert len(marks) == len(set(marks))
    numbers = [b.get(f"{w}id") for b in body.iter(f"{w}bookmarkStart")]
    assert len(numbers) == len(set(numbers))
    assert {h.get(f"{w}anchor") for h in body.iter(f"{w}hyperlink")} - {None} <= set(marks)
    used = {r.get(f"{w}id") for r in body.iter(f"{w}footnoteReference")}
    there = {n.get(f"{w}id") for n in notes.iter(f"{w}footnote")}
    assert used
    assert used <= there
    text = "".join(notes.itertext())
    assert "We will talk if the dam is opened" in text
    assert "[“…”]" in text
    assert "[“…” unreviewed]" in text


def test_the_three_forms_say_the_same(pages: tuple[str, str]) -> None:
    short = pages[0]
    tree = lxml_html.document_fromstring(short)
    pdf = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(to_pdf(short))).pages)
    document = WordDocument(io.BytesIO(to_docx(short)))
    word = " ".join(p.text for p in document.paragraphs)
    word += " ".join(c.text for t in document.tables for row in t.rows for c in row.cells)

    def bare(text: str) -> str:
        return re.sub(
            r"[\s\u00ad]|ﬁ|ﬂ|ﬀ", "", text.replace("fi", "").replace("fl", "").replace("ff", "")
        )

    said = tree.xpath("//*[@class='sheet']//h2 | //*[@class='lead'] | //*[@class='sheet']//td/bdi")
    for part in said:
        assert bare(part.text_content()) in bare(pdf), part.text_content()
        if part.text_content() != "The words it rests on":
            assert bare(part.text_content()) in bare(word), part.text_content()


def test_an_unknown_ending_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    for name in ("x.odt", "x", "x.pdf.txt"):
        with pytest.raises(UsageError) as refused:
            material.write_brief(tmp_path, tmp_path / name)
        assert refused.value.findings[0].code == "GO342"
    assert not list(tmp_path.iterdir())


def test_an_empty_case_has_two_pages_too() -> None:
    case = replace(sample.case(), parties=(), mediators=(), issues=(), packages=(), names={})
    page = compose(made(case=case, dossier=Dossier(()), outcomes=None, packages=None, stress=None))
    tree = lxml_html.document_fromstring(page)
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(tree.xpath("//@id"))
    assert "cannot be told yet" in tree.xpath("//*[@class='lead']")[0].text_content()


def test_what_takes_a_little_more_than_two_pages_is_made_smaller_on_paper_of_one_size(
    pages: tuple[str, str],
) -> None:
    head = pages[0].partition("<body")[0]
    lines = "".join(f"<p>{n}</p>" for n in range(150))
    page = f"{head}<body>{lines}"
    assert len(pypdf.PdfReader(io.BytesIO(as_it_is(page))).pages) == 3
    made_ = pypdf.PdfReader(io.BytesIO(to_pdf(page)))
    assert len(made_.pages) == 2
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in made_.pages}
    assert sizes == {(595, 842)}
    annexed = f'{page}<div class="annex" id="annex">{lines}</div>'
    assert len(pypdf.PdfReader(io.BytesIO(to_pdf(annexed))).pages) == 4


@pytest.mark.no_cover
def test_a_dispute_of_three_parties_five_issues_and_twelve_articles_has_two_pages() -> None:
    found = full_case.dossier()
    case = full_case.case(found)
    assert (len(case.parties), len(case.issues), len(found.documents)) == (3, 5, 12)
    held = outcomes(case)
    short = compose(
        made(
            case=case,
            dossier=found,
            outcomes=held,
            packages=packages(case),
            stress=stress(held.conflict, Ask(n=200, concepts=("SEQ",))),
        ),
        annexed=False,
    )
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(short)))
    assert len(reader.pages) <= 2
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    text = "".join(page.extract_text() for page in reader.pages)
    for head in ("What would hold", "What could be signed", "What would change it", "The words it"):
        assert head in text
