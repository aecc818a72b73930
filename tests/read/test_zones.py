"""Zones: the same words give the same zones, whatever page they are found on."""

from __future__ import annotations

import pages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.zones import PageBlock, source_words, split_text, zone
from goodoffices.read.formats.page import read_source


def zones(document: Document) -> list[tuple[str, str]]:
    text = document.snapshot.text
    return [(z.kind, text[z.start : z.end]) for z in document.zones]


def claims(document: Document) -> list[tuple[str, str]]:
    return [z for z in zones(document) if z[0] in CLAIM_ZONES]


def read(page: str, encoding: str = "utf-8") -> Document:
    return read_source(page.encode(encoding))


REPORT = [("title", pages.TITLE), *(("body", b) for b in pages.BODY)]


@pytest.mark.parametrize("page", [pages.BLOG, pages.SOUP, pages.TABLE], ids=["blog", "soup", "td"])
def test_only_the_report_of_a_page_may_become_claims(page: str) -> None:
    assert claims(read(page)) == REPORT


def test_a_page_with_a_standfirst_and_headings_between() -> None:
    assert claims(read(pages.STRUCTURED)) == [
        ("title", pages.TITLE),
        (
            "standfirst",
            "Mediator says both sides agreed on the agenda and will return within a month",
        ),
        ("body", pages.BODY[0]),
        ("body", pages.BODY[1]),
        ("body", "What happens next"),
        ("body", pages.BODY[2]),
    ]


@pytest.mark.parametrize(
    ("page", "encoding", "parts", "title"),
    [
        (pages.PERSIAN_PAGE, "utf-8", pages.PERSIAN, "دیدار نمایندگان در ژنو"),
        (pages.RUSSIAN_PAGE, "windows-1251", pages.RUSSIAN, "Встреча посланников в Женеве"),
        (pages.ARABIC_TEXT, "utf-8", pages.ARABIC, "لقاء المبعوثين في جنيف"),
    ],
    ids=["fa", "ru", "ar"],
)
def test_pages_in_other_languages_are_zoned(page, encoding, parts, title) -> None:
    assert claims(read(page, encoding)) == [("title", title), *(("body", p) for p in parts)]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        (pages.BLOG, "utf-8"),
        (pages.SOUP, "utf-8"),
        (pages.STRUCTURED, "utf-8"),
        (pages.TABLE, "utf-8"),
        (pages.PERSIAN_PAGE, "utf-8"),
        (pages.RUSSIAN_PAGE, "windows-1251"),
    ],
    ids=["blog", "soup", "structured", "table", "persian", "russian"],
)
def test_the_text_of_a_page_gives_the_same_claims_as_the_page(page: str, encoding: str) -> None:
    document = read(page, encoding)
    assert claims(text_document(document.snapshot.text)) == claims(document)


def test_a_page_pasted_from_a_browser() -> None:
    found = zones(text_document(pages.PASTED))
    assert [z for z in found if z[0] in CLAIM_ZONES] == [
        ("title", "Envoys of two states meet in Geneva"),
        *(("body", b) for b in pages.BODY),
    ]
    kinds = {words: kind for kind, words in found}
    assert kinds["Ten years of talks"] == "links"
    assert kinds["Ana Petrova is a reporter based in Geneva. She holds a degree in law."] == (
        "author_box"
    )
    assert next(k for w, k in kinds.items() if w.startswith("Bob says")) == "form"


def test_lines_without_blank_lines_are_paragraphs() -> None:
    assert claims(text_document(pages.LINES)) == REPORT


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    found = claims(text_document(pages.MAIL))
    assert [(kind, " ".join(words.split())) for kind, words in found] == REPORT


def test_a_text_without_a_title_has_none() -> None:
    assert claims(text_document("\n\n".join(pages.BODY))) == REPORT[1:]


def test_a_single_sentence_is_body() -> None:
    assert zones(text_document("Iran rejected the offer on Monday.")) == [
        ("body", "Iran rejected the offer on Monday.")
    ]


def test_an_agency_dateline_is_body_and_its_credit_is_not() -> None:
    found = zones(text_document(pages.SYNDICATED))
    assert found[1] == ("body", f"GENEVA, May 6 (Reuters) - {pages.BODY[0]}")
    assert found[-1][0] == "author_box"


def test_a_last_line_on_the_writer_after_the_source_is_no_claim() -> None:
    assert claims(text_document(pages.FREELANCE)) == REPORT


def test_a_summary_is_told_from_a_first_paragraph() -> None:
    summarised = [kind for kind, _words in zones(text_document(pages.SUMMARISED))]
    assert summarised == ["title", "standfirst", "body", "body", "body"]
    plain = [kind for kind, _words in zones(text_document(pages.MAIL))]
    assert "standfirst" not in plain


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Original Source: www.middleeasteye.net", "www.middleeasteye.net"),
        ("Source: Reuters", "Reuters"),
        ("(Source: TASS)", "TASS"),
        ("This article was originally published by Middle East Eye.", "Middle East Eye."),
        ("This story first appeared in The Guardian", "The Guardian"),
        ("The above article was republished from The Conversation", "The Conversation"),
        ("Read the full story at Al Jazeera", "Al Jazeera"),
        ("Источник: Интерфакс", "Интерфакс"),
        ("Quelle: dpa", "dpa"),
    ],
)
def test_source_lines_name_their_outlet(line: str, outlet: str) -> None:
    place = source_words(line)
    assert place is not None
    assert line[slice(*place)] == outlet


@pytest.mark.parametrize(
    "sentence",
    [
        "Sources: three officials said the talks had failed. They gave no reason for it.",
        "A source of energy: the dam would supply both banks of the river, engineers say.",
        "The source said on Monday that the deal was dead.",
        "This article of the treaty was signed by both.",
        "Origin of the dispute was the border.",
    ],
)
def test_sentences_with_the_word_source_are_no_source_line(sentence: str) -> None:
    assert source_words(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran will share its comments with the agency next week.",
        "By Monday the envoys had left Geneva.",
        "About 200 people were killed.",
        "Share of the costs will be borne by Oslo, the minister said.",
        "Next, the mediator will travel to Baku to meet the president.",
        "Subscribers to the pact include Oman and Qatar.",
        "Follow the money, the envoy said.",
        "Photographs of the site were shown to the inspectors.",
        "Live ammunition was used, the ministry said.",
        "Related sanctions were lifted in 2016.",
    ],
)
def test_sentences_that_begin_like_furniture_stay_in_the_body(sentence: str) -> None:
    text = "\n\n".join((pages.BODY[0], sentence, pages.BODY[1]))
    assert zones(text_document(text))[1] == ("body", sentence)


SHORT = "Share,Leave a Reply,About Ana Petrova,Source: Reuters,By X Y,Related stories,© 2024,\t,"
SHORT += "3 Comments,Short line,Iran said no.,7 May 2024"
LINE = st.sampled_from([*pages.BODY, *SHORT.split(",")])


@given(st.lists(LINE, max_size=12).map("\n".join) | st.text(max_size=300))
def test_zones_are_ordered_and_never_overlap(text: str) -> None:
    blocks = split_text(text)
    found = zone(text, blocks)
    at = 0
    for z in found:
        assert at <= z.start < z.end <= len(text)
        assert text[z.start : z.end].strip() == text[z.start : z.end]
        at = z.end
    outside = [c for i, c in enumerate(text) if not any(b.start <= i < b.end for b in blocks)]
    assert not "".join(outside).strip()


def test_a_hint_of_the_markup_decides_where_words_do_not() -> None:
    text = f"{pages.BODY[0]}\n\n{pages.BODY[1]}"
    middle = len(pages.BODY[0])
    blocks = [PageBlock(0, middle), PageBlock(middle + 2, len(text), hint="furniture")]
    assert [z.kind for z in zone(text, blocks)] == ["body", "furniture"]


AFTER_THE_REPORT = [
    "References\n\n * “Amina Diallo: Ghana troops fighting Togo rebels.” Herald News. 4 May 2013.",
    "Bibliography\n\nOkello, D. (2019). The lake and its neighbours. Kolo Papers 4.",
    "Notes to editors\n\nThe Lake Forum has twelve members and meets in Kolo every year.",
    "Media contact:\n\nIda Brann, tel. 555 0100, press@forum.example",
    "(The briefing was concluded at 1:22 p.m.)",
    (
        "Peter Larsen is the research director of the Horn Peace Centre at Nordic University\n\n"
        "Follow us on Twitter"
    ),
    "Find more from The Lake Post",
    "https://lakepost.example/41/talks",
    "You get this letter because you signed up. Unsubscribe: https://lakepost.example/bye",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Views: 1 204. Version for print. Found an error? Press Ctrl+Enter.",
    "When materials are used, a hyperlink to LAKE-INFORM is obligatory.",
]


@pytest.mark.parametrize("tail", AFTER_THE_REPORT)
def test_what_stands_after_the_report_is_no_claim(tail: str) -> None:
    report = "\n\n".join((pages.TITLE, *pages.BODY))
    assert claims(text_document(f"{report}\n\n{tail}")) == REPORT


def test_a_writer_of_the_byline_has_the_last_paragraph() -> None:
    report = "\n\n".join(pages.BODY)
    box = "Ida Brann teaches conflict studies. Her first novel was shortlisted for a prize."
    head = f"{pages.TITLE}\n\nBy Ida Brann | 21 August 2025 | 4 min read"
    assert claims(text_document(f"{head}\n\n{report}\n\n{box}")) == REPORT


def test_the_head_of_a_text_is_lines_and_the_headline_is_found_among_them() -> None:
    report = "\n\n".join(pages.BODY)
    head = "LAKE-INFORM International News Agency\nMain page / Official / Archive"
    found = claims(text_document(f"{head}\n\n{pages.TITLE}\nPress Desk, 4 May 2024\n\n{report}"))
    assert found == REPORT
    statement = "Statement by the Prime Minister on the contacts between the two sides"
    official = f"OFFICE OF THE PRIME MINISTER\nHouse of the Knights\n\n{statement}\n\n{report}"
    assert claims(text_document(official))[0] == ("title", statement)


CUT = (
    "On Monday the envoy of the northern council is to see the head of the port authority and then"
)


@pytest.mark.parametrize("end", [CUT, '"We shall come back," he said. -NPA'])
def test_the_last_words_of_an_excerpt_are_body(end: str) -> None:
    text = f"{pages.TITLE}\n\n{pages.BODY[0]}\n\n{pages.BODY[1]}\n\n{end}"
    assert zones(text_document(text))[-1] == ("body", end)


@pytest.mark.parametrize(
    "line",
    [
        "The harbour of Sokpeda at dawn. — File photo",
        "Minister Ida Brann, left, and her colleague Jon Kol arrive at the harbour",
        "Rebels Free Twelve Drivers as Harbour Talks Enter Third Week",
        "The envoys arrive at the harbour\nThe envoys arrive at the harbour",
        "This article was published more than three years ago.",
        "Please turn off your ad blocker: it is advertising that pays for our reports.",
        "The bridge over the Sok - Lake Post\n\nThe new pier of Sokpeda - Lake Post",
    ],
)
def test_captions_notices_and_headlines_of_others_are_furniture(line: str) -> None:
    text = f"{pages.TITLE}\n\n{pages.BODY[0]}\n\n{line}\n\n{pages.BODY[1]}\n\n{pages.BODY[2]}"
    found = claims(text_document(text))
    assert found == [("title", pages.TITLE), *(("body", b) for b in pages.BODY)]


def test_the_head_of_a_transcript_is_no_claim() -> None:
    turns = (
        "MS. BRANN: We have asked both councils to come.",
        "QUESTION: When will they come?",
        "MS. BRANN: They will come on Monday, as far as I know.",
    )
    head = (
        "Daily Briefing, April 6, 2021\n\nIda Brann\nSpokesperson\n\nIndex for Today's Briefing\n\n"
    )
    index = "Withdrawal of the Northern Column from Sokpeda\nThe Minister's Travel to the Lake\n\n"
    found = claims(text_document(head + index + "\n\n".join(turns)))
    assert found == [
        ("title", "Daily Briefing, April 6, 2021"),
        *(("body", turn) for turn in turns),
    ]


@pytest.mark.parametrize("line", ["Tuesday, April 6, 2021", "GENEVA", "Reuters"])
def test_a_place_a_day_and_an_outlet_are_no_headline(line: str) -> None:
    text = "\n\n".join([line, *pages.BODY])
    assert [kind for kind, _words in zones(text_document(text))] == ["furniture", *["body"] * 3]
