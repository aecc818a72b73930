"""Real files of every kind, made anew for each test by the formats' own libraries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage

FIRST = "Iran agreed to talks with the United States in Oman, officials said on Monday."
SECOND = "Russia offered to mediate, the Kremlin said."


def pdf(pages: Sequence[str], **facts: str) -> bytes:
    """A page for each text, line below line; an empty one is a picture."""
    shown = []
    for words in pages:
        lines = "".join(f"({line}) Tj T* " for line in words.splitlines())
        shown.append(f"BT /F 9 Tf 12 TL 30 700 Td {lines}ET" if words else "0 0 300 300 re f")
    return pdf_of(*shown, **facts)


def pdf_of(*drawn: str, **facts: str) -> bytes:
    """A page for each stretch of drawing commands, with one font."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    writer.add_metadata({f"/{name}": value for name, value in facts.items()})
    kinds = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(k): NameObject(v) for k, v in kinds.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    for shown in drawn:
        page = writer.add_blank_page(612, 792)
        content = DecodedStreamObject()
        content.set_data(shown.encode("latin-1"))
        page[NameObject("/Contents")] = content
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def locked_pdf(words: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(io.BytesIO(pdf([words]))))
    writer.encrypt("secret", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def docx() -> bytes:
    import docx as library

    document = library.Document()
    document.core_properties.title = "Envoys meet"
    document.core_properties.author = "Kari Lund"
    document.add_paragraph("Envoys meet in Muscat", style="Title")
    document.add_paragraph(FIRST)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = SECOND
    table.cell(0, 1).text = "Qatar will host the next round of talks."
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x00" * 60_000_000)
    return held.getvalue()


def letter(*, html: bool = False, attach: Sequence[tuple[str, str, bytes]] = ()) -> bytes:
    message = EmailMessage()
    message["From"] = "Kari Lund <kari@example.org>"
    message["To"] = "office@example.org"
    message["Subject"] = "Talks in Muscat"
    message["Date"] = "Wed, 05 Mar 2025 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    words = f"{FIRST}\n\n> Oman rejected the talks, they wrote.\n\n-- \nKari Lund\n"
    if html:
        message.set_content(f"<html><body><p>{FIRST}</p></body></html>", subtype="html")
    else:
        message.set_content(words)
    for name, kind, data in attach:
        main, sub = kind.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Example Wire</title><link>https://wire.example/</link>
<item><title>Iran agrees to talks</title><link>https://wire.example/one</link>
<pubDate>Wed, 05 Mar 2025 23:30:00 +0000</pubDate>
<description>&lt;p&gt;{FIRST}&lt;/p&gt;</description></item>
<item><title>Russia offers to mediate</title><link>https://wire.example/two</link>
<description>{SECOND}</description></item>
</channel></rss>""".encode()

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Wire</title>
<updated>2025-03-07T00:00:00Z</updated>
<entry><title>Iran agrees</title><id>1</id><updated>2025-03-06T00:00:00Z</updated>
<author><name>Kari Lund</name></author>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry>
</feed>""".encode()

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline text="A" xmlUrl="https://wire.example/feed"/><outline xmlUrl="ftp://no.example/feed"/>
</body></opml>"""

BIBTEX = f"""@article{{lund2025, title = {{The {{Muscat}} Talks}},
 author = {{Lund, Kari and Brandt, Ivo}},
 journal = {{Journal of Talks}}, year = 2025, month = mar, doi = {{10.1/x}},
 abstract = {{{FIRST}}} }}
@book{{silent, title = {{No Abstract}}, year = 1999}}
""".encode()

RIS = f"""TY  - JOUR
TI  - The Muscat Talks
AU  - Lund, Kari
PY  - 2025/03/05/
JO  - Journal of Talks
UR  - https://journal.example/x
AB  - {FIRST}
ER  -
""".encode()

CSL = (
    '[{"id": "a", "type": "article-journal", "title": "The Muscat Talks", "abstract": "'
    + FIRST
    + '", "author": [{"family": "Lund", "given": "Kari"}], "issued": {"date-parts": [[2025, 3]]},'
    ' "container-title": "Journal of Talks", "URL": "https://journal.example/x"}]'
).encode()


def warc(pages: Sequence[tuple[str, str, bytes]], *, gzip: bool = True) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    class InMemory(WARCWriter):
        """Without the temporary files that the library leaves open."""

        def _create_temp_file(self) -> io.BytesIO:
            return io.BytesIO()

    held = io.BytesIO()
    writer = InMemory(held, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "test"}))
    for address, kind, body in pages:
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            address, "response", payload=io.BytesIO(body), http_headers=head
        )
        writer.write_record(record)
    return held.getvalue()
