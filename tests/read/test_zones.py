"""Zones: the same words give the same zones, whatever page they are found on."""

from __future__ import annotations

import pages
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.evidence.snapshot import CLAIM_ZONES, Document
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.lines import PageBlock, source_words
from goodoffices.read.document.paragraphs import split_text
from goodoffices.read.document.zones import densest, zone
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
        "In a photo on his page the minister shakes hands with the envoy.",
        "The committee meets in Oslo on 5 March 2026.",
        "The sides will hold talks on 4 March 2026 (a Wednesday).",
        "The mediator and/or the host (Oman/Qatar) will bring the parties together.",
        "Images of the talks were shown; an official image was not.",
    ],
)
def test_sentences_that_begin_like_furniture_stay_in_the_body(sentence: str) -> None:
    text = "\n\n".join((pages.BODY[0], sentence, pages.BODY[1]))
    assert zones(text_document(text))[1] == ("body", sentence)


SHORT = "Share,Leave a Reply,About Ana Petrova,Source: Reuters,By X Y,Related stories,© 2024,\t,"
SHORT += "3 Comments,Short line,Iran said no.,7 May 2024"
LINE = st.sampled_from([*pages.BODY, *SHORT.split(",")])


def test_a_headline_that_ends_as_a_sentence_does_is_known_by_its_copy() -> None:
    head = "Will the envoys of the lake meet again?"
    text = f"{head}\n\n1 / 2\n\nThe lake at dawn\n\n{head}\n\n{pages.BODY[0]}\n\n{pages.BODY[1]}"
    assert claims(text_document(text)) == [("title", head), *(("body", b) for b in pages.BODY[:2])]


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


@pytest.mark.parametrize(
    "last",
    [
        "The two sides have drawn closer: they have shared the lake since the spring.",
        "Few at the harbour were surprised: the lake had been low for a year.",
    ],
)
def test_a_last_paragraph_with_a_colon_in_it_is_no_label(last: str) -> None:
    after = "Original source: www.lakepost.example\n\nAbout the author\n\nThe author writes novels."
    text = "\n\n".join([pages.TITLE, *pages.BODY, last, after])
    assert ("body", last) in zones(text_document(text))


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
        pages.TITLE,
        "Story code : 2353/79\n\nGet short URL\n\nFollow",
        "(Read: Narland and Ostrava will share the fish of Lake Vell).",
        "2 / 4\n\nNarland has closed the crossing at the lake. (LNA)",
        "The chiefs of both sides shake hands at the lake, March 4, 2024. (LNA)",
        "pier-0620.jpg Officials of both sides at the new pier",
        "Ida Brann/LakeNews",
        "The crossing was shut in the autumn [Jon Kol Brann/Lake Agency]",
        "Ministers of both sides with their guests (Lake News: Ida Brann)",
        "A combo photo of the ministers of Narland and Ostrava.",
        "The two envoys before their meeting. LAKEPA photo",
        "The envoys leave the hall together\n\nThe envoys leave the hall together. It was late.",
        "Reporter: Ida Brann",
        "The lake rose in the year of the flood.\n\n-\n\nThe lake rose in the year of the flood.",
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


ASIDE = [
    "Featured Mediators",
    "Read these next",
    "Filtered By: Topstories",
    "Find Mediators Near You:",
    "FILE - In this picture soldiers guard a mountain pass between Narland and Ostrava",
    "RM 13.90/month",
    "Billed as $ 103.60 for the 1st year, $ 148 thereafter.",
    "178 views Download as PDF This post is also available in: Arabic Font Size A A A",
    "Great Peace Organisations, by Ida Holm. Buy now.",
    "QR Code to News In Brief",
    "We have 70 guests and no members online",
    "From our morning news briefing to a weekly letter, get the best delivered to your inbox.",
    "Here is the easy trick that everyone is talking about! Learn more here!",
    "Support The Lake Post!",
    "Fighters of the northern column on the lake, 2007. CREDIT: holm",
    "Like The Lake Post at Facebook. Follow us on Twitter @lakepost.",
    "Lake shelled by rebels  • Army attacks the town  • Envoys killed, officials say  • Rain",
    "Soldiers of Ostrava attacked the\nold border post on the hill [AFP]",
    "ceasefire-lake-archive",
    "5 March 2024 - Ida Holm",
    "July 28, 2025 - 3 min read",
    "Envoys shook hands after the truce between the two towns was made public. REUTERS/Ida Holm",
    "Envoys shook hands after the truce between the two towns was made public. Anadolu/Ida Holm",
    "Soldiers of Ostrava attacked the\nold border post on the hill [Gallo/Getty]",
]


@pytest.mark.parametrize("line", ASIDE)
def test_offers_tools_and_captions_within_a_report_are_no_claims(line: str) -> None:
    text = f"{pages.TITLE}\n\n{pages.BODY[0]}\n\n{line}\n\n{pages.BODY[1]}\n\n{pages.BODY[2]}"
    assert claims(text_document(text)) == REPORT


def test_the_headline_is_the_line_that_the_report_speaks_of() -> None:
    report = "\n\n".join(pages.BODY)
    for above in (
        "Getting started with small cameras for charities",
        f"Home Press releases & statements {pages.TITLE}",
        "Find Mediators Near You:",
    ):
        assert claims(text_document(f"{above}\n\n{pages.TITLE}\n\n{report}")) == REPORT


@pytest.mark.parametrize(
    "end", ["SOURCE: Agencies", "(Reporting by Ida Holm; Editing by Bo Lin)", "(Full story)"]
)
def test_behind_the_line_that_ends_a_report_nothing_is_read(end: str) -> None:
    others = (
        "YOU MIGHT ALSO LIKE\n\nHow Ostrava lost the lake in 1938\n\n"
        "Things could be very different today, if soldiers had not killed the envoy to Narland."
        "\n\nTen years of ferries\n\nThe ferries carried arms to the rebels, say captains."
    )
    report = "\n\n".join((pages.TITLE, *pages.BODY))
    assert claims(text_document(f"{report}\n\n{end}\n\n{others}")) == REPORT


def test_the_beginnings_of_other_reports_below_are_no_claims() -> None:
    others = "".join(
        f"\n\n{head}\n\n{words}..."
        for head, words in (
            ("Negotiation, Part 4", "There are three parts to listening. The first is when we"),
            ("Mediation does not work", "Read what Olu says: courts ordered the army to shoot at"),
        )
    )
    report = "\n\n".join((pages.TITLE, *pages.BODY))
    assert claims(text_document(report + others)) == REPORT


def test_what_lies_around_a_report_is_set_aside_and_lists_in_it_are_not() -> None:
    menu = "\n".join(("Home", "World", "Subscribe", "A hundred years of the lake are told."))
    comments = "\n".join(
        ("Share", "Facebook", "Tags", "lake, envoys", "Ida", "You are all wrong about it.")
    )
    demands = "\n".join(f"- Open the crossing for the people of {place}" for place in ("A", "B"))
    body = (pages.BODY[0], pages.BODY[1], demands, pages.BODY[2])
    text = "\n\n".join((menu, pages.TITLE, *body, comments))
    found = [words for _kind, words in claims(text_document(text))]
    assert found == [pages.TITLE, *pages.BODY[:2], *demands.split("\n"), pages.BODY[2]]


@given(st.lists(st.integers(-9, 9), max_size=12))
def test_the_densest_stretch_has_the_greatest_sum(worth: list[int]) -> None:
    first, last = densest(worth)
    every = [sum(worth[a:b]) for a in range(len(worth)) for b in range(a + 1, len(worth) + 1)]
    assert (
        sum(worth[first:last]) == max(every)
        if max(every, default=0) > 0
        else (first, last) == (0, len(worth))
    )
