"""What stands around reports that others made: datelines of any tongue, days, boxes, wrappers."""

from __future__ import annotations

import pytest

from goodoffices import read
from goodoffices.evidence.snapshot import Document
from goodoffices.read.clause.leads import dateline
from goodoffices.read.document.intake import text_document
from goodoffices.read.document.letters import legible
from goodoffices.read.document.writers import find_writers
from goodoffices.read.formats.bundle import articles_of
from goodoffices.read.formats.format import SourceBytes
from goodoffices.read.formats.pieces import pieces

REPORT = (
    "Herders of the Omo valley drove their cattle to the same wells again on Sunday, of all days.",
    "Nobody was hurt. The officer, Tesfaye Worku, said that he would fence the wells himself.",
    "A second meeting has been called for Thursday, and the bishop has lent his hall for it.",
)
DATELINES = (
    ("KHARTOUM (Sudan), 19 May 2025: ", "2025-05-19"),
    ("Kinshasa, le 30 juin 2025 – ", "2025-06-30"),
    ("Goma (RDC), le 1er mars 2024 - ", "2024-03-01"),
    ("Bogotá, 7 de agosto de 2023. ", "2023-08-07"),
    ("La Paz (Bolivia), 14 de enero de 2022 – ", "2022-01-14"),
    ("N’Djamena (Tchad), mardi 4 février 2025 — ", "2025-02-04"),
    ("Jinka (Ethiopia), June 2, 2024 – ", "2024-06-02"),
    ("Berlin, 3. Oktober 2023 – ", "2023-10-03"),
    ("Bamako, le 12 août 2024. ", "2024-08-12"),
    ("Quito, martes 9 de abril de 2024: ", "2024-04-09"),
    ("Maputo, 25 de março de 2025 – ", "2025-03-25"),
    ("Roma, 8 dicembre 2024 – ", "2024-12-08"),
)
NO_DATELINES = (
    "Le 30 juin 2025, ",
    "El 7 de agosto de 2023, ",
    "Depuis le 12 août 2024, ",
    "Desde el 9 de abril de 2024, ",
    "Since June 2, 2024 – ",
    "Tesfaye Worku (Jinka), since 2 June 2024, ",
    "A herder, le 3 mars 2024, ",
)


@pytest.mark.parametrize(("lead", "day"), DATELINES)
def test_a_dateline_may_have_brackets_and_the_day_of_any_tongue(lead: str, day: str) -> None:
    opening = lead + REPORT[0]
    text = "Wells shared again\n\n" + "\n\n".join((opening, *REPORT[1:]))
    document = text_document(text)
    assert (document.published, document.published_from) == (day, "dateline")
    found = dateline(opening, 0, len(opening))
    assert found is not None
    assert found.end == len(lead)


@pytest.mark.parametrize("lead", NO_DATELINES)
def test_a_day_of_another_tongue_in_a_sentence_is_no_dateline(lead: str) -> None:
    opening = lead + REPORT[0]
    text = "Wells shared again\n\n" + "\n\n".join((opening, *REPORT[1:]))
    assert text_document(text).published is None
    assert dateline(opening, 0, len(opening)) is None


def page(inside: str, head: str = "", around: str = "") -> Document:
    body = "".join(f"<p>{words}</p>" for words in REPORT)
    top = "<title>Wells shared again</title>"
    html = f"<html><head>{top}{head}</head><body{around}><h1>Wells shared again</h1>{body}{inside}"
    (piece,) = pieces(SourceBytes(data=html.encode(), name="page.html"))
    assert not isinstance(piece, Exception)
    return piece.document


NAMES = ("comments", "comment-list", "replies", "discussion", "reply", "disqus_thread")


@pytest.mark.parametrize("name", NAMES)
def test_a_time_among_comments_dates_nothing(name: str) -> None:
    words = "<b>Ada</b> <time datetime='2024-06-04'>4 June</time><p>Well said.</p>"
    assert page(f"<div class='{name}'>{words}</div>").published is None
    assert page(f"<section id='{name}'><article>{words}</article></section>").published is None


@pytest.mark.parametrize("said", ["Updated: ", "Last modified ", "Mis à jour : ", "Actualizado "])
def test_a_time_that_is_said_to_be_of_a_change_dates_nothing(said: str) -> None:
    day = "<time datetime='2024-06-04T10:00:00Z'>4 June 2024</time>"
    assert page(f"<p>{said}{day}</p>").published is None
    assert page(f"<p><span>{said}</span>{day}</p>").published is None
    first = f"<p>Published: <time datetime='2024-06-03'>3 June 2024</time> | {said}{day}</p>"
    assert page(first).published == "2024-06-03"
    assert page(f"<p>Posted {day}</p>").published == "2024-06-04"


SCRIPTS = (
    '// made by a plugin\n{"@type": "NewsArticle", "datePublished": "Apr 15, 2025"}',
    '/* seo\n * block */ {"@type": "NewsArticle", "datePublished": "15 April 2025"}',
    '{"@type": "NewsArticle", /* day */ "url": "http://a", "datePublished": "2025-04-15"}',
    '{"@type": "NewsArticle",\n // day\n "datePublished": "Tue Apr 15, 2025 10:30"}',
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_linked_data_may_have_comments_and_written_days(script: str) -> None:
    head = f"<script type='application/ld+json'>{script}</script>"
    assert page("", head).published == "2025-04-15"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Publication date: 9 Tir 1404", "2025-06-30"),
        ("Published on 12 Mordad 1403", "2024-08-02"),
        ("Ordibehesht 5, 1404", "2025-04-25"),
        ("Tehran, 1 Farvardin 1404", "2025-03-21"),
        ("3 Hamal 1404", "2025-03-23"),
    ],
)
def test_a_solar_months_name_may_be_in_latin_letters(line: str, day: str) -> None:
    text = "\n\n".join(("Wells shared again", line, *REPORT))
    assert text_document(text).published == day


FURNITURE = (
    "Follow The River Post on Facebook, X and Instagram for more on Iraq and Iran.",
    "Download our app and never miss a headline from Brazil to Zambia.",
    "Tweet us your view on Chad and Libya using the hashtag #wells.",
    "Subscribe to our Telegram channel for the latest from Cuba and Haiti.",
    "Listen to our podcast on Mali wherever you get your podcasts.",
    "Join the River Post's WhatsApp channel and stay ahead of events in Sudan.",
    "Watch our live stream from Kenya on YouTube.",
    "Install the Post app to get alerts on Israel and Lebanon as they happen.",
    "Share your thoughts on Serbia and Kosovo with us at @riverpost.",
    "Find us on Threads and Bluesky, and tell us what Turkey should do.",
    "Never miss a story from Yemen: turn on notifications in our app.",
)
BOXES = (
    "Dr Nadia Sefton is senior fellow at the Basel Centre and a former adviser to Chad.",
    "Omar Lindqvist is director of the Sahel Institute. This article first appeared in The Lake.",
    "Beatriz Amado is a non-resident scholar at the Lisbon Forum and was Angola's envoy to Cuba.",
    "Prof Ivo Kranz is chair of African history at the University of Graz.",
    "Pia Holm is managing director of Omo Risk, a consultancy. The article is republished from X.",
    "Umar Sani is research associate at the Kano Institute for Peace and has advised Niger.",
    "Ambassador Lia Costa was Portugal's envoy to Libya and is now a distinguished fellow at Brno.",
)
KEPT = (
    "Nadia Sefton is director of the clinic at Jinka and was hurt by the herders on Sunday.",
    "The union told its members to follow it on Facebook and X for news of Chad.",
    "Ivo Kranz is governor of the valley and has ordered his officers to arrest the herders.",
    "Follow the law, the bishop told Chad and Libya on Sunday.",
    "Omar Lindqvist, director of the Sahel Institute, rejected the offer of Chad.",
    "Share the wells, the elders told the herders of Chad on their Facebook page.",
    "Pia Holm is president of Chad and met the envoy of Libya at the wells.",
    "The minister is a former fellow at the Basel Centre and rejected the report.",
    "Download speeds in Chad fell after Libya cut the cable.",
    "Both sides denied it.",
    "Nobody has replied.",
    "Neither has signed.",
    "The herders refused.",
    "The talks collapsed.",
    "Talks resume on Monday.",
    "The army withdrew.",
    "No one was hurt.",
    "It gave no details.",
    "Mei Tan is director of the Corvin Institute, which Chad closed in May.",
    "Tom Brandt is dean of the college that the army shelled, and he lost his house.",
    "Support for the channel that Chad and Libya dredge is growing in our valley, elders say.",
)


def kind_of_last(line: str) -> str:
    text = "\n\n".join(("Wells shared again", "Jinka, 2 June 2024", *REPORT, line))
    return text_document(text).zones[-1].kind


@pytest.mark.parametrize("line", [*FURNITURE, *BOXES])
def test_where_to_follow_a_page_and_who_wrote_it_is_none_of_its_report(line: str) -> None:
    assert kind_of_last(line) not in {"body", "standfirst"}


@pytest.mark.parametrize("line", KEPT)
def test_what_tells_at_the_end_of_a_report_is_the_report(line: str) -> None:
    assert kind_of_last(line) == "body"


@pytest.mark.parametrize("line", ["Read more", "River Post Online", "Back home", "By our staff."])
def test_short_lines_that_tell_nothing_are_none_of_it(line: str) -> None:
    assert kind_of_last(line) != "body"


def test_what_an_advertisement_says_goes_with_its_label() -> None:
    told = "Fly to Chad and Libya from as little as 99 euros with Omo Air, the herders' choice."
    text = "\n\n".join(("Wells shared again", *REPORT[:2], "Advertisement", told, REPORT[2]))
    document = text_document(text)
    kinds = {document.snapshot.text[z.start : z.end]: z.kind for z in document.zones}
    assert kinds[told] != "body"
    assert kinds[REPORT[2]] == "body"
    text = "\n\n".join(("Wells shared again", *REPORT[:2], "Advertisement", REPORT[2]))
    document = text_document(text)
    kinds = {document.snapshot.text[z.start : z.end]: z.kind for z in document.zones}
    assert kinds[REPORT[2]] == "body"


SAID = (
    "We condemn the killing of three herders near the wells on Sunday.",
    "We demand that the army leave the town at once.",
)
ISSUERS = (
    ("Declaration of the Coordination of Movements of Gao", "Coordination of Movements of Gao"),
    ("Statement by Médecins du Désert on the siege of Faya", "Médecins du Désert"),
    ("Communiqué of the Rally of Northern Youth", "Rally of Northern Youth"),
    ("Statement from Voices of the Valley concerning the wells", "Voices of the Valley"),
    (
        "Press release by the Omo Basin Council of Elders, 2 June 2024",
        "Omo Basin Council of Elders",
    ),
    ("Joint Declaration of the Women of Faya Network", "Women of Faya Network"),
)


@pytest.mark.parametrize(("head", "who"), ISSUERS)
def test_we_in_a_communique_is_whoever_its_head_names(head: str, who: str) -> None:
    found = read.read_text("\n\n".join((head, "Faya, 2 June 2024", *SAID)))
    assert {who} == {s.speaker_name for s in found.statements if "army" in s.text}


NO_ISSUERS = (
    "Declaration of the Rights of Herders",
    "Statement of Facts",
    "Statement by the Governor of Omo on Sunday",
    "Letter of Ada Holm of the Red Star Circle",
    "Declaration of Independence",
)


def test_an_office_in_a_head_is_no_body_and_its_holder_speaks() -> None:
    head = "Statement by the Prime Minister, Dr Ada Holm, on the wells"
    text = "\n\n".join((head, "Faya, 2 June 2024", *SAID))
    assert "Prime Minister" not in {w.name for w in find_writers(text_document(text))}


@pytest.mark.parametrize("head", NO_ISSUERS)
def test_what_a_paper_is_on_has_not_issued_it(head: str) -> None:
    text = "\n\n".join((head, "Faya, 2 June 2024", *SAID))
    names = {w.name for w in find_writers(text_document(text))}
    assert names <= {"Governor of Omo", "Governor", "Ada Holm"}


@pytest.mark.parametrize(
    "names",
    ["post comments-off", "story subscribe-banner-hidden", "no-sidebar entry", "has-comments hnews",
     "single ad-free", "layout-without-sidebar", "page no_comments newsletter-closed"],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["div", "article", "section"])
def test_a_wrapper_is_no_form_for_the_words_in_its_class(names: str, tag: str) -> None:
    body = "".join(f"<p>{words}</p>" for words in REPORT)
    html = f"<body><h1>Wells shared again</h1><{tag} class='{names}'>{body}</{tag}></body>"
    (piece,) = pieces(SourceBytes(data=html.encode(), name="page.html"))
    assert not isinstance(piece, Exception)
    text = piece.document.snapshot.text
    told = [text[z.start : z.end] for z in piece.document.zones if z.kind == "body"]
    assert told == list(REPORT)


@pytest.mark.parametrize(
    ("parted", "whole"),
    [("cease-\nfire", "cease-fire"),
     ("wel-\ncomed", "welcomed"),
     ("peace-\nkeepers", "peacekeepers"),
     ("so-\ncalled", "so-called"),
     ("long-\nterm", "long-term"),
     ("govern-\nment", "government"),
     ("stand-\noff", "stand-off"),
     ("agree-\nment", "agreement"),
     ("cross-\nborder", "cross-border"),
     ("high-\nlevel", "high-level"),
     ("coun-\ntry", "country"),
     ("co-\noperation", "co-operation")],
)  # fmt: skip
def test_a_hyphen_at_a_lines_end_stays_where_the_word_has_one(parted: str, whole: str) -> None:
    text = (
        f"Wells shared again\n\nThe elders of the valley spoke of what the {parted} meant to them."
    )
    read_as = legible(text_document(text))
    assert read_as is not None
    assert f"what the {whole} meant" in read_as.document.snapshot.text


def test_the_cover_of_a_delivery_is_no_article() -> None:
    cover = [
        *("Date and Time: Monday, June 3, 2024 10:12:00 AM EDT", "Job Number: 123456789", ""),
        *("Document (1)", "", "1. Wells shared again", "Client/Matter: -None-"),
        *("Search Terms: wells", "Search Type: Terms and Connectors", "Narrowed by:", ""),
        *("User Name: Ada Holm", "Content Type: News", ""),
    ]
    story = [
        *("Wells shared again", "The Omo Post", "June 2, 2024 Sunday", "", "Copyright 2024 Omo"),
        *("Length: 20 words", "Byline: Ada Holm", "Body", "", REPORT[0], "", "End of Document"),
    ]
    articles = articles_of([*cover, *story]) or []
    assert [a.title for a in articles] == ["Wells shared again"]
    assert "Job Number" not in articles[0].text
