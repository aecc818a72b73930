"""The formats of the trade as they come: tracked changes, quoted mail, libraries' own RIS."""

from __future__ import annotations

import io
import zipfile

import docx as library
import made_outlook
import pytest

from goodoffices.evidence.snapshot import Document
from goodoffices.read.formats.format import InputPiece, SourceBytes
from goodoffices.read.formats.pieces import pieces

FIRST = "Iran rejected the offer of the United States on Tuesday."
SECOND = "Russia accepted the offer of the United States yesterday."
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def split(data: bytes, name: str) -> tuple[list[Document], list[str]]:
    """Return the documents of a file, and the codes of what was told of it."""
    documents, codes = [], []
    for piece in pieces(SourceBytes(data=data, name=name)):
        if isinstance(piece, InputPiece):
            documents.append(piece.document)
        codes += [f.code for f in piece.findings]
    return documents, codes


# -------------------------------------------------------------------------------------------- DOCX


def word(body: str, notes: str = "", *, strict: bool = False) -> bytes:
    """Return a DOCX whose body is written in its own markup."""
    plain, held = io.BytesIO(), io.BytesIO()
    library.Document().save(plain)
    types = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats'
    types += b'-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    link = b'<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    link += b'relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                spaces = f'xmlns:w="{MAIN}" xmlns:mc="{MARKUP}"'
                data = f"<w:document {spaces}><w:body>{body}</w:body></w:document>".encode()
            if notes:
                data = data.replace(b"</Types>", types) if name.startswith("[Con") else data
                data = data.replace(b"</Relationships>", link) if "document.xml.r" in name else data
            if strict:
                for kind in (b"wordprocessingml", b"officeDocument"):
                    common = b"http://schemas.openxmlformats.org/" + kind + b"/2006/"
                    data = data.replace(common, b"http://purl.oclc.org/ooxml/" + kind + b"/")
            new.writestr(name, data)
        if notes:
            new.writestr(
                "word/footnotes.xml", f'<w:footnotes xmlns:w="{MAIN}">{notes}</w:footnotes>'
            )
    return held.getvalue()


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def par(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def lines(body: str, notes: str = "", *, strict: bool = False) -> list[str]:
    documents, _codes = split(word(body, notes, strict=strict), "a.docx")
    return [line for d in documents for line in d.snapshot.text.split("\n\n")]


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    struck = "<w:del><w:r><w:delText>accepted</w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('rejected')}</w:ins>"
    body = par(run("Iran ") + struck + inserted + run(" the offer."))
    body += par(f"<w:ins>{run('All of this is new.')}</w:ins>")
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("One ") + "</w:p>"
    body += joined + par(run("paragraph."))
    documents, codes = split(word(body), "a.docx")
    assert documents[0].snapshot.text.split("\n\n") == [
        "Iran rejected the offer.",
        "All of this is new.",
        "One paragraph.",
    ]
    assert codes == ["GO161"]
    assert split(word(par(run(FIRST))), "a.docx")[1] == []


def test_whatever_wraps_words_is_walked_through() -> None:
    control = f"<w:sdt><w:sdtContent>{par(run('In a control.'))}</w:sdtContent></w:sdt>"
    inline = f"<w:sdt><w:sdtContent>{run('then condemned Israel')}</w:sdtContent></w:sdt>"
    wrapped = f"<w:smartTag>{run(' and')}</w:smartTag><w:fldSimple>{run(' left.')}</w:fldSimple>"
    box = f"<w:txbxContent>{par(run('In a box.'))}</w:txbxContent>"
    drawn = f"<mc:Choice Requires='w'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    body = control + par(run("Iran ") + inline + wrapped)
    body += par(f"<w:r><mc:AlternateContent>{drawn}</mc:AlternateContent></w:r>")
    assert lines(body) == ["In a control.", "Iran then condemned Israel and left.", "In a box."]


def test_tables_in_tables_and_notes() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{par(run('Inside.'))}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{par(run('A'))}{inner}</w:tc><w:tc>{par(run('B'))}</w:tc></w:tr>"
    noted = par(run("Iran met Oman.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnote w:id="2">{par(run("So they say."))}</w:footnote>'
    found = lines(f"{table}</w:tbl>{noted}", notes)
    assert found == ["A", "Inside.", "B", "Iran met Oman.", "So they say."]


def test_the_strict_form_is_read_too() -> None:
    assert lines(par(run(FIRST)), strict=True) == [FIRST]


# -------------------------------------------------------------------------------------------- mail

HEAD = (
    "From: Ida Brann <i@x.example>\nTo: a@x.example\nSubject: Re: talks\n"
    "Date: Thu, 13 Mar 2025 10:00:00 +0100\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
    "Content-Type: text/{kind}; charset=utf-8\n\n"
)
FIELDS = "From: Per Kol [per@x.example]\nSent: Friday, 7 March 2025 5:08 p.m.\nSubject: talks\n\n"
MARKED = "".join(f"> {line}\n" for line in FIELDS.splitlines())
WROTE = "On Fri, Mar 7, 2025 at 5:08 PM, Per Kol <per@x.example> wrote:\n"
QUOTED = [
    ("plain", f"I agree.\n\n{FIELDS}{SECOND}\n"),
    ("plain", f"I agree.\n\n-----Original Message-----\n{FIELDS}{SECOND}\n"),
    ("plain", f"I agree.\n\n---------- Forwarded message ---------\n{FIELDS}{SECOND}\n"),
    ("plain", f"I agree.\n\n----- Forwarded -----\n{MARKED}> {SECOND}\n"),
    ("plain", f"I agree.\n\n{MARKED.replace('> ', '>> ')}>> {SECOND}\n"),
    ("plain", f"I agree.\n\n{WROTE}> {SECOND}\n"),
    ("plain", f"{WROTE}> {SECOND}\n\nI agree.\n"),
    (
        "html",
        (
            f"<p>I agree.</p><div class='gmail_quote'><div>{WROTE.replace('<', '&lt;')}</div>"
            f"<blockquote><p>{SECOND}</p></blockquote></div>"
        ),
    ),
    (
        "html",
        f"<p>I agree.</p><hr><div>{FIELDS.strip().replace(chr(10), '<br>')}</div><p>{SECOND}</p>",
    ),
]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("The Lake Post, 6 March 2025", "2025-03-06"),
        ("THE LAKE POST · THURSDAY 6 MARCH 2025 · 2.50", "2025-03-06"),
        ("The Lake Post, 9 March 2025", "2025-03-07"),  # not yet printed when it was passed on
        ("They met here on 6 March 2025.", "2025-03-07"),
    ],
)
def test_a_pasted_report_is_of_the_day_it_was_printed(line: str, day: str) -> None:
    words = f"See below.\n\n{FIELDS}{line}\n\nFerries stop at Kolo pier\n\n{SECOND}\n"
    (_own, quoted), _codes = split((HEAD.format(kind="plain") + words).encode(), "a.eml")
    assert quoted.published == day


@pytest.mark.parametrize(("kind", "words"), QUOTED)
def test_a_quoted_letter_is_set_aside_and_dated_by_itself(kind: str, words: str) -> None:
    (own, quoted), _codes = split((HEAD.format(kind=kind) + words).encode(), "a.eml")
    said = [own.snapshot.text[z.start : z.end] for z in own.zones if z.kind == "body"]
    assert said == ["I agree."]
    assert (own.published, own.authors) == ("2025-03-13", ("Ida Brann",))
    assert (quoted.published, quoted.authors) == ("2025-03-07", ("Per Kol",))
    assert quoted.snapshot.text.strip() == SECOND


@pytest.mark.parametrize(
    ("mark", "lead"),
    [
        ("> ", "---------- Forwarded message ----------"),
        ("", "-----Original Message-----"),
        ("> ", "Begin forwarded message:"),
    ],
)
def test_a_report_passed_on_needs_no_day_in_its_head(mark: str, lead: str) -> None:
    inside = ["From: The Lake Post <p@x.example>", "Subject: Evening", "", "FERRIES STOP AT KOLO"]
    inside += ["The Lake Post, 6 March 2025", "By Ada Roe", "", SECOND]
    words = "See below.\n\n" + lead + "\n" + "".join(f"{mark}{line}\n" for line in inside)
    (own, quoted), _codes = split((HEAD.format(kind="plain") + words).encode(), "a.eml")
    assert (own.published, quoted.published) == ("2025-03-13", "2025-03-06")
    assert SECOND in quoted.snapshot.text


def test_a_sentence_that_begins_like_a_head_is_no_quotation() -> None:
    words = "From: the lake to the sea it is a day.\n\nOn Monday the envoy wrote: no.\n\nHe left.\n"
    (own,), _codes = split((HEAD.format(kind="plain") + words).encode(), "a.eml")
    assert [z.kind for z in own.zones].count("body") >= 3 or "He left." in own.snapshot.text


# -------------------------------------------------------------------------------------- references

OVID = """1.
TY  - JOUR
C1  - Database
AU  - Brann, Ida
TI  - The talks at Kolo
AB  - Iran rejected the offer.
DA  - 2024/03/05
DB  -
ER  -

Search Strategy
1 talks.mp.

2.
TY - JOUR
AU - Kol, Per
T1 - The second round
N2 - Oman agreed to mediate.
Y1 - 2025
ER -
"""


@pytest.mark.parametrize("lead", ["", "Provider: EBSCOhost\nContent: text/plain\n\n"])
@pytest.mark.parametrize("name", ["a.ris", "export.txt"])
def test_records_of_ris_are_cut_out_of_what_libraries_put_around_them(lead: str, name: str) -> None:
    documents, codes = split((lead + OVID).encode(), name)
    assert codes == []
    assert [(d.title, d.published, d.authors) for d in documents] == [
        ("The talks at Kolo", "2024-03-05", ("Ida Brann",)),
        ("The second round", "2025", ("Per Kol",)),
    ]


BIBTEX = """@article{one, title={A}, abstract={Iran rejected the offer.}, year=2024, month=mar}

@article{two, title={B},
  abstract={Oman agreed.}, year=2024}

@article{three, title={C}, abstract={Qatar met Oman.}, year=2025}
"""


@pytest.mark.parametrize("damage", ["title={B}\n", "title={B,\n"])
def test_a_damaged_entry_is_named_and_costs_no_other(damage: str) -> None:
    documents, codes = split(BIBTEX.replace("title={B},\n", damage).encode(), "a.bib")
    assert [d.title for d in documents] == ["A", "C"]
    assert codes == ["GO120"]
    assert len(split(BIBTEX.encode(), "a.bib")[0]) == 3


# ------------------------------------------------------------------------------- rich text, Outlook


RICH = (
    r"{\rtf1\ansi\ansicpg1252{\info{\title Talks at Kolo}{\author Ida Brann}}"
    r"{\fonttbl\f0 Arial;}\f0 Talks at Kolo\par 5 March 2025\par "
    r"Iran {\deleted accepted }{\revised rejected }the caf\'e9 offer of \u8220?Oman\u8221?.\par "
    r"Nobody in the room of the envoy had anything more to say about it.\par}"
)


def test_rich_text_is_read_without_what_is_struck_out() -> None:
    (document,), codes = split(RICH.encode(), "a.rtf")
    assert (document.title, document.authors) == ("Talks at Kolo", ("Ida Brann",))
    assert (document.published, document.published_from) == ("2025-03-05", "byline")
    assert "Iran rejected the café offer of “Oman”." in document.snapshot.text
    assert codes == ["GO161"]


def test_a_letter_of_outlook_is_read_as_the_letter_that_it_is() -> None:
    fields = {0x0037: "Talks", 0x1000: f"I agree.\r\n\r\n{FIELDS}{SECOND}\r\n"}
    fields |= {0x0C1A: "Ida Brann", 0x0C1F: "i@x.example"}
    data = made_outlook.msg(fields, sent=1_741_860_000)
    (own, quoted), codes = split(data, "a.msg")
    assert codes == []
    assert (own.title, own.authors, own.published) == ("Talks", ("Ida Brann",), "2025-03-13")
    assert (quoted.published, quoted.authors) == ("2025-03-07", ("Per Kol",))
    assert split(data[:700], "a.msg")[1] == ["GO113"]


# ----------------------------------------------------------------------------------------- bundles

FACTIVA = """Iran rejects offer
By Ida Brann
356 words
6 March 2025
08:15
Lake News
LBA
English
(c) 2025 Lake News Limited

KOLO, March 6 (Lake News) - Iran rejected the offer of the United States.

Nobody else spoke.

Document LBA0000020250306eh460055u

Oman ready to mediate
120 words
7 March 2025
The Kolo Post
English
Copyright 2025.

Oman offered to mediate between Iran and the United States.

Document KOLOP00020250307eh460002s
"""
CODED = """HD  Iran rejects offer
BY  Ida Brann
WC  356 words
PD  6 March 2025
SN  Lake News
LA  English
LP  Iran rejected the offer of the United States.
TD  Nobody else spoke.
AN  Document LBA0000020250306eh460055u

HD  Oman ready to mediate
WC  120 words
PD  7 March 2025
SN  The Kolo Post
LP  Oman offered to mediate between Iran and the United States.
AN  Document KOLOP00020250307eh460002s
"""
NEXIS = """1 of 2 DOCUMENTS


Lake News

March 6, 2025 Thursday

Iran rejects offer

BYLINE: Ida Brann

SECTION: WORLD
LENGTH: 356 words
DATELINE: KOLO, March 6
BODY:

Iran rejected the offer of the United States.
Nobody else spoke.

LOAD-DATE: March 9, 2025
LANGUAGE: ENGLISH
Copyright 2025 Lake News
All Rights Reserved

2 of 2 DOCUMENTS

The Kolo Post

March 7, 2025

HEADLINE: Oman ready to mediate
LENGTH: 120 words
BODY:
Oman offered to mediate between Iran and the United States.

LOAD-DATE: March 9, 2025
"""
UNI = """Iran rejects offer
Lake News
March 6, 2025 Thursday

Copyright 2025 Lake News All Rights Reserved
Section: WORLD
Length: 356 words
Byline: Ida Brann
Body

Iran rejected the offer of the United States.
Nobody else spoke.

Load-Date: March 9, 2025

End of Document

Oman ready to mediate
The Kolo Post
March 7, 2025

Length: 120 words
Body

Oman offered to mediate between Iran and the United States.

Load-Date: March 9, 2025

End of Document
"""


def rich(text: str) -> bytes:
    return (r"{\rtf1\ansi " + text.replace("\n", "\\par\n") + "}").encode()


@pytest.mark.parametrize(
    "text", [FACTIVA, CODED, NEXIS, UNI], ids=["factiva", "coded", "nexis", "uni"]
)
@pytest.mark.parametrize("form", ["txt", "rtf", "docx"])
def test_a_bundle_is_cut_into_its_articles(text: str, form: str) -> None:
    made = {
        "txt": text.encode(),
        "rtf": rich(text),
        "docx": word("".join(par(run(line)) for line in text.splitlines())),
    }
    (one, two), codes = split(made[form], f"a.{form}")
    assert codes == []
    assert (one.title, one.outlet) == ("Iran rejects offer", "Lake News")
    assert (one.published, one.authors) == ("2025-03-06", ("Ida Brann",))
    assert "Iran rejected the offer" in one.snapshot.text
    assert "Load" not in one.snapshot.text.title()
    assert "Document" not in one.snapshot.text
    assert (two.title, two.outlet) == ("Oman ready to mediate", "The Kolo Post")
    assert two.published == "2025-03-07"


def test_a_text_that_speaks_of_documents_is_no_bundle() -> None:
    text = "Talks\n\n1 of 3\n\nIran met Oman on Monday, officials said.\n\nEnd of Document\n"
    documents, _codes = split(text.encode(), "a.txt")
    assert len(documents) == 1
