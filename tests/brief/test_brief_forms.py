"""The brief as people send it: two pages and an annex, the same as HTML, as PDF and for Word."""

from __future__ import annotations

import gc
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from docx import Document as WordDocument
from lxml import etree
from lxml import html as lxml_html
from tests.brief import brief_sample as sample
from tests.brief import full_case

from goodoffices.base.errors import UsageError
from goodoffices.brief import paper
from goodoffices.brief.compose import Material, compose
from goodoffices.brief.paper import HEIGHT, plainer, settled, to_pdf
from goodoffices.brief.word import W, to_docx
from goodoffices.case.nouns import Mediator
from goodoffices.conflict.outcomes import outcomes
from goodoffices.conflict.stress.stress import Ask, stress
from goodoffices.evidence.claims import Dossier
from goodoffices.folder import material
from goodoffices.look import tokens
from goodoffices.packages.result import packages


def has_pango() -> bool:
    """Whether the system has the library that a PDF is laid out with."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        return False
    return True


on_paper = pytest.mark.skipif(
    not has_pango(),
    reason="PDF TESTS SKIPPED: no Pango (apt-get install libpango-1.0-0 libpangoft2-1.0-0)",
)


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


Laid = list[tuple[int, float]]
"""How long what was laid out is, and at which size."""


@contextmanager
def layouts() -> Iterator[Laid]:
    """Note what is laid out meanwhile."""
    laid, sizes = paper._laid_out, Laid()

    def counted(html: str, size: float, more: str = "") -> Any:
        sizes.append((len(html), size))
        return laid(html, size, more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paper, "_laid_out", counted)
        yield sizes


@dataclass
class OnPaper:
    """A page, its PDF, and what was laid out for it."""

    page: str
    reader: pypdf.PdfReader
    sizes: Laid


@pytest.fixture(scope="module")
def pressed(pages: tuple[str, str]) -> OnPaper:
    """The brief on paper, with a line in a source that is furniture of its page."""
    aside = '<div class="aside"><p>Subscribe to our letters</p></div></article>'
    page = pages[1].replace("</article>", aside, 1)
    with layouts() as sizes:
        made_ = to_pdf(page, lambda: pages[0])
    return OnPaper(page, pypdf.PdfReader(io.BytesIO(made_)), sizes)


@pytest.fixture(scope="module")
def printed(pressed: OnPaper) -> pypdf.PdfReader:
    return pressed.reader


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


@on_paper
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
    aims = {
        str(note.get_object().get("/Dest") or note.get_object().get("/A", {}).get("/D"))
        for one in whole.pages
        for note in one.get("/Annots", ())
    }
    named = set(whole.named_destinations)
    assert {aim for aim in aims if aim.startswith(("w-", "s-", "c-"))} <= named
    assert any(aim.startswith("w-") for aim in aims)
    assert str(catalog["/Lang"]).startswith("en")
    assert "What could be signed, package by package" not in whole.pages[1].extract_text()


@on_paper
def test_paper_has_the_rules_of_the_annex(printed: pypdf.PdfReader) -> None:
    """A selector the engine does not know takes the whole rule with it in which it is nested."""
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


@on_paper
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


def test_a_missing_pango_is_told_with_the_command_that_mends_it(
    pages: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError) as refused:
        to_pdf(pages[0])
    assert refused.value.findings[0].code == "GO341"
    assert "apt-get install" in refused.value.findings[0].render()


def test_an_empty_case_has_two_pages_too() -> None:
    case = replace(sample.case(), parties=(), mediators=(), issues=(), packages=(), names={})
    page = compose(made(case=case, dossier=Dossier(()), outcomes=None, packages=None, stress=None))
    tree = lxml_html.document_fromstring(page)
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(tree.xpath("//@id"))
    assert "cannot be told yet" in tree.xpath("//*[@class='lead']")[0].text_content()


@on_paper
def test_what_takes_a_little_more_than_two_pages_is_made_smaller_on_paper_of_one_size(
    pages: tuple[str, str],
) -> None:
    head = pages[0].partition("<body")[0]
    lines = "".join(f"<p style='height:{HEIGHT / 25}mm;margin:0'>{n}</p>" for n in range(50))
    made_ = pypdf.PdfReader(io.BytesIO(to_pdf(f"{head}<body>{lines}")))
    assert len(made_.pages) == 2
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in made_.pages}
    assert sizes == {(595, 842)}


@pytest.mark.no_cover
@on_paper
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


@on_paper
def test_a_page_whose_head_takes_two_pages_is_laid_out_once(pressed: OnPaper) -> None:
    assert pressed.sizes == [(len(pressed.page), 1.0)]


@on_paper
def test_a_head_that_takes_more_is_tried_by_itself_at_each_size(pages: tuple[str, str]) -> None:
    long = "<p style='break-after: page'>more</p>" * 2  # at no size does this take two pages
    short = f"{pages[0].partition('<body')[0]}<body><main>{long}<p>the rest</p></main>"
    page = f"{short}<section id='annex' style='break-before: page'>the annex</section>"
    with layouts() as sizes:
        made_ = pypdf.PdfReader(io.BytesIO(to_pdf(page, lambda: short)))
    assert len(made_.pages) > 2
    tried = [(len(short), size) for size in paper.SIZES]
    assert sizes == [(len(page), 1.0), *tried, (len(page), paper.SIZES[-1])]


def test_directions_are_isolated_on_paper_only_where_there_are_two() -> None:
    head = '<!doctype html>\n<html lang="en" dir="ltr">\n<head></head><body>'
    page = f"{head}<p><bdi>Chad</bdi>, <bdi>ایران</bdi>, <bdi dir='ltr'>Niger</bdi></p>"
    assert plainer(page) == f"{head}<p>Chad, <bdi>ایران</bdi>, <bdi dir='ltr'>Niger</bdi></p>"
    named = f"""{head}<bdi lang="en" dir="ltr">Chad</bdi> <bdi lang="fr" dir="ltr">Tchad</bdi>"""
    assert plainer(named) == f'{head}Chad <bdi lang="fr" dir="ltr">Tchad</bdi>'
    unseen = (
        f'{head}<span aria-hidden="true">“ ”</span> <span class="mk" aria-hidden="true">§</span>'
    )
    assert plainer(unseen) == f'{head}“ ” <span class="mk" aria-hidden="true">§</span>'
    turned = page.replace('lang="en" dir="ltr"', 'lang="fa" dir="rtl"')
    assert plainer(turned) == turned


@on_paper
def test_a_page_is_printed_where_the_engine_does_not_tell_how_it_laid_it_out(
    pages: tuple[str, str], pressed: OnPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How high columns came out is looked up in what the engine keeps to itself."""
    import weasyprint

    rendered = weasyprint.HTML.render

    class Silent:
        def __init__(self, document: Any) -> None:
            self.document, self.pages = document, [object()] * len(document.pages)

        def write_pdf(self, **named: object) -> bytes:
            return bytes(self.document.write_pdf(**named))

    monkeypatch.setattr(weasyprint.HTML, "render", lambda *a, **k: Silent(rendered(*a, **k)))
    silent = to_pdf(pressed.page, lambda: pages[0])
    assert len(pypdf.PdfReader(io.BytesIO(silent)).pages) == len(pressed.reader.pages)


@on_paper
def test_garbage_is_collected_again_after_a_pdf(pages: tuple[str, str]) -> None:
    to_pdf(pages[0])
    assert gc.isenabled()


def test_tokens_have_their_values_in_print_and_what_differs_on_the_page_stays() -> None:
    rules = f"""<style>{tokens.rules()}
    .p0 {{ --side: blue; }} a {{ color: var(--side); border: var(--s4) solid var(--edge); }}
    p {{ font: var(--serif); color: var(--ink); outline: var(--none, 0) }}
    </style>"""
    page = f'<html lang="en">{rules}<p style="color: var(--ink)" lang="en">var(--ink)</p></html>'
    written = settled(page)
    assert "color: var(--side); border: 1rem solid #777;" in written
    assert "font: Charter, " in written
    assert "color: #000; outline: var(--none, 0)" in written
    assert written.endswith(page[page.index("</style>") :])
    assert tokens.DARK["ink"] not in written
    for turned in (page.replace("</p>", '<q lang="fa">…</q></p>'), page.replace('"en"', '"fa"')):
        assert "font: var(--serif); color: #000" in settled(turned)
    assert settled("<p>var(--ink)</p>") == "<p>var(--ink)</p>"


@on_paper
def test_a_page_is_printed_the_same_with_tokens_and_with_their_values(
    pages: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1740000000")  # a font may say when it was made smaller
    quick = to_pdf(pages[0])
    monkeypatch.setattr(paper, "settled", lambda page: page)
    assert to_pdf(pages[0]) == quick


@on_paper
@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_laid_out_as_they_were_balanced_without_the_annex(count: int) -> None:
    said = "".join(f"<li>{'word ' * (3 + 5 * n % 37)}</li>" for n in range(14))
    rules = f".words {{ columns: {count}; list-style: none }} li {{ break-inside: avoid }}"
    page = (
        f'<html><style>{rules}</style><div class="sheet"><ol class="words">{said}</ol></div></html>'
    )
    first = paper._laid_out(page, 1.0)
    rule = paper._balanced(first)
    assert "block-size" in rule
    again = paper._laid_out(page, 1.0, rule)
    places = [
        [
            (round(box.position_x, 1), round(box.position_y, 1))
            for box in document.pages[0]._page_box.descendants()
            if box.element_tag == "li"
        ]
        for document in (first, again)
    ]
    assert len({x for x, _y in places[0]}) == count
    assert places[0] == places[1]
    bare = paper._laid_out("<p>No words are quoted.</p>", 1.0)
    assert paper._balanced(bare) == ""
