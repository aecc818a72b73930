"""Pages as they are set: text wrapped at any width, reports in odd wrappers, datelines, letters."""

from __future__ import annotations

import io
import textwrap

import docx
import pytest

from goodoffices import read
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.leads import dateline
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.paragraphs import split_text
from goodoffices.read.formats.bundle import articles_of
from goodoffices.read.formats.format import SourceBytes
from goodoffices.read.formats.pieces import pieces

REPORT = (
    "Herders of the Omo valley drove their cattle to the same wells again on Sunday, of all days.",
    "Nobody was hurt. The officer, Tesfaye Worku, said that he would fence the wells himself.",
    "A second meeting has been called for Thursday, and the bishop has lent his hall for it.",
)
VERSES = "the river knows\nno border and no\nname\nit carries what\nthe hill gave up\nto the sea"
LISTED = "Cabinda\nUpper river district and port\nLower town\nBarra\nNorth bank of the river\nBasse"


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[b.start : b.end].split()) for b in split_text(text)]


@pytest.mark.parametrize("width", range(28, 100, 6))
def test_text_wrapped_at_any_width_is_put_together(width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(words, width) for words in REPORT)
    assert paragraphs(f"Wells of the Omo shared again\n\n{wrapped}")[1:] == list(REPORT)


@pytest.mark.parametrize("width", range(30, 60, 5))
def test_the_day_below_a_headline_stands_for_itself_where_no_blank_line_does(width: int) -> None:
    wrapped = "\n".join(textwrap.fill(words, width) for words in REPORT)
    text = f"Wells shared again\nJinka, 2 June 2024\n{wrapped}"
    assert paragraphs(text)[:2] == ["Wells shared again", "Jinka, 2 June 2024"]
    assert text_document(text).published == "2024-06-02"


@pytest.mark.parametrize("text", [VERSES, LISTED])
def test_verses_and_lists_keep_their_lines(text: str) -> None:
    assert paragraphs(text) == text.split("\n")


@pytest.mark.parametrize("farewell", ["Yours faithfully,", "Kind regards,", "With respect,"])
@pytest.mark.parametrize("width", [40, 60, 75])
def test_a_letters_farewell_stands_apart_from_its_name(width: int, farewell: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(words, width) for words in REPORT)
    letter = f"Dear colleague,\n\n{wrapped}\n\n{farewell}\nA. Worku"
    assert paragraphs(letter)[-2:] == [farewell, "A. Worku"]


def page_of(inside: str) -> bytes:
    top = "<h1>Wells shared again</h1>"
    menu = "<nav><a href=/>Home</a> <a href=/w>World</a></nav>"
    foot = "<footer><p>© 2024 The Omo Post. All rights reserved.</p></footer>"
    head = "<title>Wells shared again</title>"
    return f"<html><head>{head}</head><body>{menu}{top}{inside}{foot}".encode()


def one(data: bytes, name: str = "page.html") -> Document:
    (piece,) = pieces(SourceBytes(data=data, name=name))
    assert not isinstance(piece, Exception)
    return piece.document


def body(document: Document) -> list[str]:
    text = document.snapshot.text
    return [text[z.start : z.end] for z in document.zones if z.kind in {"body", "standfirst"}]


WRAPPERS = ("footer", "aside", "figure", "header", "noscript", "template", "dialog", "article")


@pytest.mark.parametrize("tag", [*WRAPPERS, "div hidden", "div style='display:none'"])
def test_a_report_is_read_whatever_wraps_it(tag: str) -> None:
    inside = "".join(f"<p>{words}</p>" for words in REPORT)
    assert body(one(page_of(f"<{tag}>{inside}</{tag.split(maxsplit=1)[0]}>"))) == list(REPORT)


NONE = (
    "<div id=app></div><noscript>Please enable JavaScript to use this site.</noscript>",
    "<div><h2>Subscribe to continue reading</h2><button>Subscribe</button></div>",
    "<form><input name=q><label>Search our archive</label></form>",
    "<p>Members only</p><ul><li><a href=/1>Ten soups</a></li><li><a href=/2>Rates</a></li></ul>",
    "<p>Page not found</p>",
)
WALLED = (
    "<p>This article is available to subscribers only.</p>",
    "<p>Log in or register to read the full story</p>",
    "<div>To continue reading this article, please sign in</div>",
    "<p>The rest of this story is reserved for our paying members.</p>",
)


def told(inside: str) -> bool:
    return "GO160" in [f.code for f in read.read_bytes(page_of(inside), "page.html").findings]


@pytest.mark.parametrize("inside", NONE)
def test_a_page_without_a_report_says_so(inside: str) -> None:
    assert told(inside)


@pytest.mark.parametrize("wall", WALLED)
def test_a_page_behind_a_wall_says_so(wall: str) -> None:
    assert told(f"<article><p>{REPORT[0]}</p>{wall}</article>")


WHOLE = (
    "<p>The content of the treaty is open to members of parliament, the minister said.</p>",
    "<p>Members may register to vote until Friday, the commission said.</p>",
)


@pytest.mark.parametrize("more", WHOLE)
def test_a_short_report_that_is_whole_says_nothing(more: str) -> None:
    page = page_of(f"<article><p>{REPORT[0]}</p>{more}</article>")
    assert not told(f"<article><p>{REPORT[0]}</p>{more}</article>")
    assert len(body(one(page))) == 2


LEADS = (
    "Jinka, 2 June 2024. ",
    "(Jinka, 2 June 2024) – ",
    "JINKA: June 2, 2024: ",
    "Jinka/Arba Minch, 2 June 2024. ",
    "JINKA, Sunday, 2 June 2024: ",
    "[Arba Minch, June 2, 2024] ",
)
DAY_FIRST = ("(2 June 2024, Jinka) – ", "2 June 2024, Arba Minch – ", "June 2, 2024 | Jinka: ")


@pytest.mark.parametrize("lead", LEADS)
def test_a_dateline_with_its_year_dates_the_page_and_is_cut_off(lead: str) -> None:
    text = "Wells shared again\n\n" + "\n\n".join((lead + REPORT[0], *REPORT[1:]))
    document = text_document(text)
    assert (document.published, document.published_from) == ("2024-06-02", "dateline")
    found = dateline(lead + REPORT[0], 0, len(lead + REPORT[0]))
    assert found is not None
    assert found.end == len(lead)


@pytest.mark.parametrize("lead", DAY_FIRST)
def test_a_dateline_may_begin_with_its_day(lead: str) -> None:
    text = "Wells shared again\n\n" + "\n\n".join((lead + REPORT[0], *REPORT[1:]))
    assert text_document(text).published == "2024-06-02"


@pytest.mark.parametrize("lead", ["On 2 June 2024. ", "Since 2 May 2024: ", "Updated 2 May 2024: "])
def test_a_day_that_opens_a_sentence_is_no_dateline(lead: str) -> None:
    text = "Wells shared again\n\n" + "\n\n".join((lead + REPORT[0], *REPORT[1:]))
    assert text_document(text).published is None


SIGNED = ("AMINA SOW, Dakar correspondent, 8 Mar 2026", "By Luis Ferro, editor | March 8, 2026")


@pytest.mark.parametrize("line", SIGNED)
def test_the_day_behind_a_writers_post_below_a_report_dates_it(line: str) -> None:
    text = "\n\n".join(("Wells shared again", *REPORT, line))
    assert text_document(text).published == "2026-03-08"


OWN = "Noted, thank you. The elders refused the fence this morning."
OLD = "The herders broke the fence yesterday."
FIELDS = (
    "<b>From:</b> Ada Holm &lt;a@x.example&gt;<br><b>Sent:</b> Sunday, June 2, 2024 2:02 PM<br>"
    "<b>To:</b> Team<br><b>Subject:</b> fence"
)
QUOTED = (
    f"<hr><div id='divRplyFwdMsg'><font>{FIELDS}</font></div><p>{OLD}</p>",
    f"<div style='border-top:solid'><p>{FIELDS}</p></div><p>{OLD}</p>",
    f"<p>-----Original Message-----<br>{FIELDS}</p><p>{OLD}</p>",
    f"<p><b>Von:</b> Ada Holm<br><b>Gesendet:</b> 2. Juni 2024 14:02<br></p><p>{OLD}</p>",
    f"<table><tr><td>From:<td>Ada Holm<tr><td>Sent:<td>2 June 2024 14:02</table><p>{OLD}</p>",
)
CITED = (
    f"<blockquote type=cite><div>On 2 Jun 2024, Ada Holm wrote:</div><p>{OLD}</p></blockquote>",
    f"<div class=gmail_quote><div>On Sun, Jun 2, 2024 Ada Holm wrote:</div><p>{OLD}</p></div>",
)


def letters(markup: str) -> list[Document]:
    head = "From: b@x.example\nTo: t@x.example\nSubject: Re\nDate: Wed, 5 Jun 2024 09:30:00 +0200"
    data = f"{head}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{markup}".encode()
    found = pieces(SourceBytes(data=data, name="letter.eml"))
    return [piece.document for piece in found if not isinstance(piece, Exception)]


@pytest.mark.parametrize(
    "markup",
    [*(f"<p>{OWN}</p>{q}" for q in (*QUOTED, *CITED)), *(f"{q}<p>{OWN}</p>" for q in CITED)],
)
def test_a_quoted_letter_in_markup_is_a_document_of_its_own_day(markup: str) -> None:
    reply, quoted = letters(markup)
    assert (reply.published, quoted.published) == ("2024-06-05", "2024-06-02")
    assert OWN in body(reply)
    assert OLD not in body(reply)
    assert body(quoted) == [OLD]


def test_editions_and_page_heads_of_a_bundle_are_no_titles() -> None:
    lines = [
        *("1 of 1 DOCUMENTS", "The Omo Post", "June 2, 2024 Sunday", "Late Edition - Final", ""),
        *("Wells shared again", "BYLINE: Ada Holm", "LENGTH: 20 words", "", REPORT[0], ""),
        *(
            "Page 2 of 3 © 2024 Factiva, Inc. All rights reserved.",
            REPORT[1],
            "LOAD-DATE: June 2, 2024",
        ),
    ]
    (article,) = articles_of(lines) or []
    assert article.title == "Wells shared again"
    assert "Page 2" not in article.text


NOT_THE_REPORT = (
    "Nadia Sefton is a lecturer in law at Leeds. Her latest book, How Chad Lost Libya, is out now.",
    "Omar Lindqvist, a visiting fellow at the Basel Centre, worked for the UN in Haiti until 2017.",
    "Beatriz Amado teaches history in Lisbon and writes a column on Angola.",
    "Dr. Ivo Kranz heads the Sahel programme at the Graz Institute. He served in Mali until 2015.",
    "The author, a former ambassador to Libya, is writing a book on Chad.",
    "Pia Holm reports from Nairobi. Reach her at pia@post.example.",
    "To read more of our coverage of Chad and Libya, follow us on LinkedIn.",
    "Keep up with Cuba by following @omopost on X.",
    "Get the latest on Syria: like our page on Facebook.",
    "You can also hear our reports from Yemen on Spotify.",
    "Enjoyed this? Read our letter on Iraq every Monday.",
    "Check out our pages on Mali for more.",
    "Paul Renner has covered Kenya and Somalia since 2009.",
    "Lia Costa spent ten years in Iraq with the Red Cross. She now writes novels.",
    "Abel Ortiz, who grew up in Kosovo, writes for the Post on Serbia.",
    "Umar Sani contributed to this report from Kano, Nigeria.",
)
THE_REPORT = (
    "Chad condemned Libya.",
    "Ethiopia rejected it.",
    "Nadia Sefton, a student at Jimma University, was killed on Sunday.",
    "Omar Lindqvist, a lecturer at Jimma, said that Chad had burned his barn.",
    "Ivo Kranz heads the herders' delegation.",
    "Lia Costa lost her barn in the fire, and she lives in Jinka with her sister.",
    "Readers of the ministry's letter will find more on its page, it said.",
    "The union asked its members to follow it on Facebook.",
    "The elders follow the talks on the radio from Jinka.",
)


def kind_of_last(line: str) -> str:
    document = text_document(
        "\n\n".join(("Wells shared again", "Jinka, 2 June 2024", *REPORT, line))
    )
    return document.zones[-1].kind


@pytest.mark.parametrize("line", NOT_THE_REPORT)
def test_who_wrote_a_page_and_where_to_follow_it_is_none_of_its_report(line: str) -> None:
    assert kind_of_last(line) not in {"body", "standfirst"}


@pytest.mark.parametrize("line", THE_REPORT)
def test_the_last_lines_of_a_report_are_the_report(line: str) -> None:
    assert kind_of_last(line) == "body"


@pytest.mark.parametrize("heading", ["Contributors", "Notes on contributors", "The authors"])
def test_people_below_such_a_heading_wrote_the_page(heading: str) -> None:
    text = f"{heading}\n\nAna Roth teaches in Brno. Iman Saleh is a doctoral student in Cairo."
    assert kind_of_last(text) == "author_box"


@pytest.mark.parametrize("heading", ["External links", "References", "Useful links"])
def test_a_list_of_links_below_a_report_is_none_of_it(heading: str) -> None:
    report = "".join(f"<p>{words}</p>" for words in REPORT)
    links = "<li><a href=//x.example/1>Cuba accuses Haiti of piracy</a> at the Library</li>"
    document = one(page_of(f"<article>{report}<h2>{heading}</h2><ul>{links}</ul></article>"))
    assert body(document) == list(REPORT)


TALK = "Minutes of the hearing\n\nJinka, 2 June 2024\n\nThe following was said at the hearing.\n\n"


def speakers(text: str) -> dict[str, str]:
    return {s.text: s.speaker_name for s in read.read_text(TALK + text).statements}


def test_offices_and_names_before_a_dash_are_labels_where_others_are() -> None:
    said = speakers(
        "SEN. ADA HOLM: The wells must remain closed.\n\nTHE CHAIR: The senator has had her time."
    )
    assert said["The senator has had her time."] == "Chair"
    said = speakers(
        "MAYOR KRANZ — The wells are not for sale.\n\nREPORTER — And the road?\n\n"
        "PRIME MINISTER SOW — Neither is the road."
    )
    assert said == {"The wells are not for sale.": "Kranz", "Neither is the road.": "Sow"}


def test_cities_before_a_dash_are_no_speakers() -> None:
    assert not speakers("ROME — Italy opened a port on Monday.\n\nPARIS — France closed a road.")


def test_what_a_labelled_speaker_tells_of_others_is_his_too() -> None:
    said = speakers(
        "MS. HOLM: Chad condemns the shelling of Faya. Libya rejected our offer.\n\nQ  Now?\n\n"
        "MS. HOLM: Niger accused Mali of jamming its radio."
    )
    assert said["Chad condemns the shelling of Faya. Libya rejected our offer."] == "Holm"
    assert said["Niger accused Mali of jamming its radio."] == "Holm"
    assert said["the shelling of Faya"] == "Chad"


@pytest.mark.parametrize(
    "counted",
    [
        "Six months after Israel attacked Lebanon on 7 October 2024",
        "A year after Israel attacked Lebanon on 7 October 2024",
        "Three weeks before Israel attacked Lebanon on 7 October 2024",
    ],
)
def test_what_a_time_is_counted_from_keeps_its_own_day(counted: str) -> None:
    text = f"Egypt speaks up\n\nCairo, 12 May 2025\n\n{counted}, Egypt condemned Israel."
    days = {event.type: event.date for event in read.read_text(text).events}
    assert days["ASSAULT"] == "2024-10-07"
    assert days["ACCUSE"] != "2024-10-07"


STRUCK = (
    r"{\strike Chad attacked Libya.} Chad met Libya.",
    r"\strike Chad attacked Libya.\strike0  Chad met Libya.",
    r"{\b\striked1 Chad {\i attacked} Libya.} Chad met Libya.",
    r"{\deleted Chad {\b attacked} Libya.} Chad met Libya.",
    r"\strike Chad attacked Libya.\plain  Chad met Libya.",
    r"{\v Chad attacked Libya.} Chad met Libya.",
    r"\v Chad attacked Libya.\v0  Chad met Libya.",
    r"{\b\v Chad {\i attacked} Libya.} Chad met Libya.",
    r"\v Chad attacked Libya.\plain  Chad met Libya.",
)


@pytest.mark.parametrize("words", STRUCK)
def test_words_of_rich_text_that_are_struck_or_hidden_are_not_read(words: str) -> None:
    data = rf"{{\rtf1\ansi\pard {REPORT[0]}\par {words}\par}}".encode()
    (piece,) = pieces(SourceBytes(data=data, name="note.rtf"))
    assert not isinstance(piece, Exception)
    assert piece.document.snapshot.text.endswith("\n\nChad met Libya.")
    assert [f.code for f in piece.findings] == ["GO161"]


def test_words_of_a_docx_with_a_line_through_them_are_not_read() -> None:
    written = docx.Document()
    paragraph = written.add_paragraph()
    for words, struck in (("Chad attacked Libya.", True), (REPORT[0], False), (" Noted.", None)):
        paragraph.add_run(words).font.strike = struck
    held = io.BytesIO()
    written.save(held)
    assert one(held.getvalue(), "note.docx").snapshot.text == f"{REPORT[0]} Noted."


def test_a_hyphened_given_name_before_an_office_is_a_persons() -> None:
    said = "Present were So-yeon Park, head of the Wells Board, and Ji-hoon Bae, its treasurer."
    names = {a.name for a in read.read_text(f"Wells shared\n\n{said}").actors if a.kind == "person"}
    assert "So-yeon Park" in names
    said = "Post-war Iraq, head of the League, met the cross-border Movement, chair of talks."
    names = {a.name for a in read.read_text(f"Wells shared\n\n{said}").actors if a.kind == "person"}
    assert not names
