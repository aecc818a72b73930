"""The findings' codes of the kinds of source, of fetching, and of exports."""

from __future__ import annotations

from goodoffices.base.i18n import _

INPUTS: dict[str, str] = {
    "GO111": _(
        "The PDF asks for a password, or is locked in a way that cannot be opened here. No "
        "password is guessed. Save it without one in your reader, and read that copy."
    ),
    "GO112": _(
        "The PDF shows pictures of pages, as scanners make them, and holds no letters. Words are "
        "not guessed from pictures. Have them recognised (OCR) by a program made for that, compare "
        "them with the pages, and read the result."
    ),
    "GO113": _(
        "The file begins as a PDF, a Word document, a letter, a feed, references or a web archive, "
        "but cannot be followed as one: it is cut off, damaged or not what it says. Nothing of it "
        "was read. Fetch or save it again."
    ),
    "GO114": _(
        "A small archive that would unpack to something huge is made to exhaust whoever opens it. "
        "Its sizes were looked at, and it was not opened."
    ),
    "GO115": _(
        "Of a source with many documents something was left out: damaged records, entries without "
        "a word, pages of a kind that is not read, or what lies beyond the limits. The rest was "
        "read. docs/reading.md lists the limits."
    ),
    "GO116": _(
        "A letter has attachments that are not read, such as pictures or tables, or no words of "
        "its own. Open them yourself; where one holds a report, save that as text and read it."
    ),
    "GO117": _(
        "The file lists feeds by their addresses and holds no report. Nothing is fetched that a "
        "person did not name: name the feeds you want, by title or address, with --follow, or "
        "their addresses after the case."
    ),
    "GO118": _(
        "References without an abstract say that a report exists, not what it says; there is "
        "nothing in them to read. Read the reports themselves."
    ),
    "GO119": _(
        "A document was read in part: pages are damaged, or there are more pages, letters or "
        "seconds of work than one report is given. The rest was read."
    ),
    "GO130": _(
        "The address could not be had: there is no such host, it refuses, it answers with an "
        "error, or the page broke off. Try it in your browser; a page that needs a login or a "
        "script is saved there and read as a file."
    ),
    "GO131": _(
        "The page did not end within 30 seconds or 20 MB, as pages that go on for ever never do, "
        "so nothing of it was kept."
    ),
    "GO132": _(
        "The address passes on in a circle, too often, to something that is no web page, or from "
        "the public web to an address inside your own network, which nobody named. It was not "
        "followed."
    ),
    "GO133": _(
        "The address that was named passed on to another one, and that page was read. Be sure that "
        "it is the page you meant."
    ),
    "GO134": _(
        "With --follow feeds are chosen from a list of feeds (OPML): the list's file is named as "
        "well, and each feed by its address or its title as they stand there. Nothing was fetched."
    ),
    "GO135": _(
        "A reference that was read together with a page points to it, and the page is silent on "
        "these facts, so the reference's are taken. They are as good as your library: look at them."
    ),
    "GO136": _(
        "A page and the reference that points to it give different dates of publication. The "
        "page's own was kept, for it is the evidence; one of the two is wrong."
    ),
}
