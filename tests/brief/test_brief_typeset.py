"""The brief on paper: words are data for the compiler, and what a page tells is told there too."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
import typst
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.brief.test_brief_forms import made

from goodoffices.brief import paper
from goodoffices.brief.compose import compose
from goodoffices.brief.paper import as_it_is, picture, to_pdf
from goodoffices.brief.typeset import literal, typeset
from goodoffices.cli.cases import brief
from goodoffices.look.markup import esc

HEAD = '<!doctype html>\n<html lang="en" dir="ltr"><head><title>A &amp; B</title></head><body>'
HOSTILE = st.text(
    st.one_of(
        st.sampled_from('\\"#$<>@[]{}()*_`~=-+/;:,.!?&%\n\t\r\x00\x07\u202e'), st.characters()
    ),
    max_size=60,
)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def bare(text: str) -> str:
    """Return what can be seen of a text."""
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def tags(reader: pypdf.PdfReader) -> list[dict[str, Any]]:
    """Return every element of a PDF's structure."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found.append(one)
            waiting += [one["/K"]] if "/K" in one else []
    return found


@pytest.fixture(scope="module")
def long() -> pypdf.PdfReader:
    return read(to_pdf(compose(made())))


def test_a_pdf_whose_structure_fails_is_made_without_and_the_command_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing:
        def compile(self, *, pdf_tags: bool = True) -> bytes:
            if pdf_tags:
                raise typst.TypstError("a fault of its own")
            return bytes(sound(typeset(page), page, 1.0).compile(pdf_tags=False))

    page, sound = HEAD + "<p>Said.</p></body></html>", paper._compiler
    whole = as_it_is(page)
    assert paper.tagged(whole)
    monkeypatch.setattr(paper, "_compiler", lambda *_given: Failing())
    made_so = as_it_is(page)
    assert "Said." in read(made_so).pages[0].extract_text()
    assert not paper.tagged(made_so)
    opened = SimpleNamespace(brief=lambda to, **_how: to)
    monkeypatch.setattr("goodoffices.cli.cases.open_folder", lambda _case: opened)
    for pdf, told in ((made_so, True), (whole, False)):
        (tmp_path / "b.pdf").write_bytes(pdf)
        run = CliRunner().invoke(brief, [str(tmp_path), "-o", str(tmp_path / "b.pdf")])
        assert run.exit_code == 0
        assert ("GO347" in run.stderr) is told


@given(HOSTILE)
@example("\u00ad")
@example("0\u00ad")
@example("\u200b \u2067")
@settings(max_examples=60, deadline=None)
def test_no_word_is_ever_code(text: str) -> None:
    shown = str(esc(text))
    page = f"""{HEAD}<h1>{shown}</h1><p id="x">{shown} <a href="#x">{shown}</a></p>
    <div class="para"><p>{shown}</p></div><ul class="lines"><li>{shown}</li></ul>
    <table><tr><th>{shown}</th></tr></table></body></html>"""
    reader = read(as_it_is(page))
    assert reader.pages
    assert "/StructTreeRoot" in reader.trailer["/Root"]


@pytest.mark.parametrize(
    "words",
    [
        '#panic("x")',
        '"; panic("x"); "',
        r"\") panic() (\"",
        r"ends in \\",
        '#eval("1+1") $x^2$ <label> @ref [unclosed {too',
        '#include "/etc/passwd" // not a comment /* nor this',
        "*strong* _emph_ `raw` ~ -- ... = heading",
    ],
)
def test_code_in_words_is_printed_as_it_stands(words: str) -> None:
    pdf = as_it_is(f"{HEAD}<p>{esc(words)}</p></body></html>")
    assert bare(words) in bare(read(pdf).pages[0].extract_text())


def test_a_fault_in_the_structure_costs_the_structure_and_not_the_paper(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = f"{HEAD}<p>Here.</p></body></html>"
    lost = typeset(page) + '#link("https://example.org", "\u00ad")'
    monkeypatch.setattr(paper, "typeset", lambda _page: lost)
    reader = read(as_it_is(page))
    assert "Here." in reader.pages[0].extract_text()
    assert "/StructTreeRoot" not in reader.trailer["/Root"]


@given(st.text(max_size=80))
def test_a_literal_ends_where_it_says(text: str) -> None:
    written = literal(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\n])*"', written)


def test_a_word_longer_than_a_line_is_broken_and_read_whole() -> None:
    word = "x".join("0123456789" for _ in range(30))
    (page,) = read(as_it_is(f"{HEAD}<p>{word}</p></body></html>")).pages
    lines = page.extract_text().splitlines()
    assert word == "".join(line.strip() for line in lines)[: len(word)]
    assert len(lines) > 2


def test_a_link_that_leads_nowhere_is_words_and_one_outside_is_alive() -> None:
    page = f"""{HEAD}<nav><p id="unprinted">x</p></nav>
    <p><a href="#nowhere">one</a> <a href="#unprinted">two</a> <a href="#there">three</a>
    <a href="https://example.org/a?b=(c)">four</a> <a href="javascript:alert(1)">five</a></p>
    <p id="there">Here.</p></body></html>"""
    (one,) = read(as_it_is(page)).pages
    notes = [note.get_object() for note in one["/Annots"]]
    assert sum("/Dest" in note for note in notes) == 1
    outside = [note["/A"]["/URI"] for note in notes if "/A" in note]
    assert outside == ["https://example.org/a?b=(c)"]
    assert "one two three four five" in one.extract_text()


def test_paper_tells_what_it_is_and_figures_what_they_show(long: pypdf.PdfReader) -> None:
    root = long.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert long.metadata is not None
    assert long.metadata.title == "The river dispute"
    elements = tags(long)
    kinds = {one.get("/S") for one in elements}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link", "/P"} <= kinds
    figures = [one for one in elements if one.get("/S") == "/Figure"]
    assert len(figures) >= 3
    assert all(str(one.get("/Alt", "")).strip() for one in figures)
    assert {"/THead", "/BlockQuote"} <= kinds
    pictures = [x for page in long.pages for x in page.images]
    assert not pictures  # figures are lines and words


def test_the_same_page_is_the_same_file() -> None:
    page = compose(made(), annexed=False)
    assert to_pdf(page) == to_pdf(page)


def test_all_that_is_folded_is_unfolded(long: pypdf.PdfReader) -> None:
    text = bare("".join(page.extract_text() for page in long.pages))
    for words in ("back to the table", "As a table", "Kalai–Smorodinsky"):
        assert bare(words) in text, words


def test_a_head_of_a_table_is_on_each_of_its_pages() -> None:
    rows = "".join(f"<tr><th>Row {n}</th><td>{n}</td></tr>" for n in range(120))
    page = f"{HEAD}<table><thead><tr><th>Name</th><th>Count</th></tr></thead>{rows}</table></body>"
    reader = read(as_it_is(page))
    assert len(reader.pages) > 2
    assert all("Count" in one.extract_text() for one in reader.pages)


def test_persian_runs_from_the_right_with_its_own_digits() -> None:
    reader = read(to_pdf(compose(made(language="fa"), annexed=False)))
    assert reader.trailer["/Root"]["/Lang"] == "fa"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    text = reader.pages[0].extract_text()
    assert re.search("[۰-۹] / [۰-۹]", text)


def test_a_direction_within_the_other_is_isolated() -> None:
    code = typeset(
        f"{HEAD}<p><bdi>Chad</bdi> <bdi>ایران</bdi> <q lang='fa' dir='rtl'>نه</q></p></body>"
    )
    assert code.count("iso(") == 2
    assert code.count('"\u2068"') == 1
    assert code.count('"\u2067"') == 1
    assert 'tongue("fa", "rtl"' in code
    turned = HEAD.replace('"en" dir="ltr"', '"fa" dir="rtl"')
    assert typeset(f"{turned}<p><bdi>ایران</bdi> <bdi>Chad 5</bdi></p></body>").count("iso(") == 1


@pytest.mark.parametrize("lang", ["pt-BR", "zh-Hans-CN", "x", "", "tokipona", "EN"])
def test_a_language_is_told_without_its_country_and_an_unknown_one_not_at_all(lang: str) -> None:
    page = f"{HEAD}<p><q lang='{lang}'>said</q></p><h2 lang='{lang}' dir='ltr'>Title</h2></body>"
    assert "said" in read(as_it_is(page)).pages[0].extract_text()
    whole = page.replace('lang="en"', 'lang="en-GB"', 1)
    assert read(as_it_is(whole)).trailer["/Root"]["/Lang"] == "en"


def test_a_picture_is_one_page_of_its_own_size() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
        '<title>Moves</title><text x="20" y="40" font-family="sans-serif">sans-serif</text></svg>'
    )
    (page,) = read(picture(svg)).pages
    assert [round(float(side)) for side in page.mediabox[2:]] == [300, 150]
    assert page.extract_text().strip() == "sans-serif"


def test_heads_of_several_columns_leave_room_for_the_sentences_beside_them() -> None:
    party = "Municipality of Brekkedalen"
    name = "As today, but the municipality would no longer keep up the lawsuit that it filed"
    groups = "".join(f'<th colspan="{n}">{party}</th>' for n in (2, 1, 3))
    options = "".join(f'<th class="opt"><span>option{n}</span></th>' for n in range(6))
    sides = f"<th>{party}</th>" * 3
    cells = '<td class="yn">N</td>' * 6 + '<td class="senses">all 4</td>' * 3
    page = f"""{HEAD}<table><thead><tr><th rowspan="2">Outcome</th>{groups}
    <th colspan="3">Would stay, in the sense of</th><th rowspan="2">Holds for all</th></tr>
    <tr>{options}{sides}</tr></thead>
    <tbody><tr><th scope="row">{name}</th>{cells}<td>all 4</td></tr>
    </tbody></table></body></html>"""
    (one,) = read(as_it_is(page)).pages
    laid = one.extract_text()
    assert max(len(line.split()) for line in laid[laid.index("As today") :].splitlines()) >= 3
