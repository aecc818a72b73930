"""Statements: whose words they are, which words, and how sure that is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.evidence.claims import Statement
from goodoffices.read import read_text
from goodoffices.read.clause.quotes import Quotations, find_quotations
from goodoffices.read.clause.roles import Scene
from goodoffices.read.document.intake import text_document
from goodoffices.read.said.statements import find_statements

GOLD = Path(__file__).parent.parent / "reference" / "reading" / "own_statements.jsonl"


def said(text: str, published: str | None = None) -> tuple[Statement, ...]:
    """Return the statements of a text; every two figures in it stand for an issue's name."""
    document = text_document(text, published=published)
    return find_statements(
        document,
        Scene.of(document),
        lambda a, b: ("sanctions",) if "sanctions" in text[a:b] else (),
    )


def brief(text: str) -> list[tuple[str | None, str, str]]:
    """Return (speaker, cue, content) of each statement."""
    return [(s.speaker, s.cue, s.text) for s in said(text)]


RECORDS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("record", RECORDS, ids=[r["id"] for r in RECORDS])
def test_gold(record):
    found = said(record["text"])
    expected = record["expected"]["statements"]
    assert len(found) == len(expected)
    for statement, wanted in zip(
        sorted(found, key=lambda s: s.cue_span.start), expected, strict=True
    ):
        assert statement.speaker_span.exact == wanted["source"]["text"]
        assert statement.cue == wanted["cue"]["text"]
        assert [s.exact for s in statement.spans] == [c["text"] for c in wanted["content"]]
        assert statement.kind == wanted["kind"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will wait,” Lavrov said on Tuesday, adding that time was short.",
            [
                ("sergey-lavrov", "said", "“We will wait,”"),
                ("sergey-lavrov", "adding", "that time was short"),
            ],
        ),
        (
            "Oman’s minister Omar Haddad told reporters that talks would resume.",
            [("omar-haddad", "told", "that talks would resume")],
        ),
        (
            "“It is late,” said Omar Haddad, Oman’s minister. “There is a long way to go.”",
            [("omar-haddad", "said", "“It is late,” … “There is a long way to go.”")],
        ),
        (
            "“If they come,” Macron warned, “we will answer.”",
            [("emmanuel-macron", "warned", "“If they come,” … “we will answer.”")],
        ),
        (
            "Macron said: “We are ready for talks.”",
            [("emmanuel-macron", "said", "“We are ready for talks.”")],
        ),
        (
            "Norway accused Chad of breaking the truce and warned against new attacks.",
            [
                ("norway", "accused", "Chad of breaking the truce"),
                ("norway", "warned", "new attacks"),
            ],
        ),
        (
            "Macron said that “it is late” and promised that France would help.",
            [
                ("emmanuel-macron", "said", "“it is late”"),
                ("emmanuel-macron", "promised", "that France would help"),
            ],
        ),
        (
            "Kenya said that it was ready and added that Chad was late.",
            [("kenya", "said", "that it was ready"), ("kenya", "added", "that Chad was late")],
        ),
        (
            "The talks, an official of Chad said, had failed.",
            [(None, "said", "The talks … had failed")],
        ),
        (
            "As Macron put it, “patience is a virtue”.",
            [("emmanuel-macron", "put", "“patience is a virtue”")],
        ),
        ("Macron: “No talks under threat”", [("emmanuel-macron", "", "“No talks under threat”")]),
        (
            "Macron held the army responsible for the fire.",
            [("emmanuel-macron", "held", "the army responsible for the fire")],
        ),
        (
            "Macron described the talks as frank.",
            [("emmanuel-macron", "described", "the talks as frank")],
        ),
        ("Macron said, “We agreed,” and left.", [("emmanuel-macron", "said", "“We agreed,”")]),
        (
            "Kenya urged both sides to lay down their arms.",
            [("kenya", "urged", "both sides to lay down their arms")],
        ),
        (
            "The African Union called for an immediate truce.",
            [("african-union", "called", "an immediate truce")],
        ),
        (
            "Norway expressed concern over the raid and pledged to help.",
            [("norway", "expressed", "concern over the raid"), ("norway", "pledged", "to help")],
        ),
        (
            "Norway dismissed the claims as rumour.",
            [("norway", "dismissed", "the claims as rumour")],
        ),
        (
            "The rebels, according to Kenya, have new weapons.",
            [("kenya", "according to", "The rebels … have new weapons")],
        ),
        (
            "The agency quoted Macron as saying that the talks had failed.",
            [("emmanuel-macron", "saying", "that the talks had failed")],
        ),
        (
            "Chad was told by Kenya that the border would close.",
            [("kenya", "told", "that the border would close")],
        ),
        (
            "Norway’s claim that the truce holds was met with laughter.",
            [("norway", "claim", "that the truce holds")],
        ),
        (
            "Chad believes that the offer is late, Macron said.",
            [
                ("emmanuel-macron", "said", "Chad believes that the offer is late"),
                ("chad", "believes", "that the offer is late"),
            ],
        ),
        ("Officials in Chad deny backing the rebels.", [(None, "deny", "backing the rebels")]),
        (
            "Norway announced on Monday it would host the talks as a “first step”.",
            [("norway", "announced", "it would host the talks as a “first step”")],
        ),
    ],
)
def test_who_said_what(text, expected):
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Asked about the raid, Macron declined to comment.",
        "Macron would not say whether the talks had failed.",
        "Norway has not said that it will pay.",
        "Norway may announce that it will pay.",
        "Macron is expected to say that France will help.",
        "The shift suggests that the talks will go on.",
        "His book, “The Long Wait”, sold well.",
        "The “so-called truce” broke down.",
        "If Chad says that it will pay, talks can begin.",
        "Norway dismissed the minister.",
        "Norway allowed the ship to leave.",
        "Norway refused to do so.",
        "Norway refused to comment on the talks.",
        "It is up to Norway to accept or reject the text.",
        "Macron commented on the result.",
        "Chad found it difficult to hold the north.",
        "As the meeting in Chad neared, it was clear that the talks had failed.",
    ],
)
def test_what_is_no_statement(text):
    assert said(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("A senior U.S. official said that talks had begun.", "official", "united-states"),
        ("Western diplomats said that talks had begun.", "diplomat", None),
        ("Analysts say the truce is frail.", "analyst", None),
        ("Sources close to the talks said that they had failed.", "person_familiar", None),
        ("Two people familiar with the plan said it had failed.", "person_familiar", None),
        ("Iranian state television reported that talks had begun.", "state_media", "iran"),
        ("Reports say that the talks had begun.", "reports", None),
        ("A leaked memo says that the talks had begun.", "document", None),
    ],
)
def test_unnamed_sources_are_typed(text, kind, side):
    (statement,) = said(text)
    assert (statement.speaker, statement.unnamed, statement.affiliation) == (None, kind, side)


def test_a_pronoun_means_the_last_speaker_that_fits_and_is_never_sure():
    text = "French President Emmanuel Macron met Chad. He said that the talks would go on."
    (statement,) = said(text)
    assert statement.speaker == "emmanuel-macron"
    assert statement.speaker_span.exact == "He"
    assert statement.confidence != "high"


def test_they_means_the_officials():
    (first, second) = said("Russian officials said that it was late. They added that time ran.")
    assert (first.unnamed, second.unnamed, second.affiliation) == ("official", "official", "russia")


def test_a_pronoun_is_not_looked_for_in_another_paragraph():
    (first, second) = said("Macron said that he would wait.\n\nShe said that it was too late.")
    assert first.speaker == "emmanuel-macron"
    assert (second.speaker, second.confidence) == (None, "low")


def test_a_role_means_the_one_person_known_by_it():
    text = "Norwegian Foreign Minister Ida Berg came. The minister said that the talks would go on."
    (statement,) = said(text)
    assert (statement.speaker, statement.confidence) == ("ida-berg", "medium")
    two = "Norwegian Foreign Minister Ida Berg met Swedish Foreign Minister Ola Dahl. "
    assert said(two + "The minister said that the talks would go on.")[0].speaker is None


def test_a_floating_quotation_goes_to_whoever_spoke_before():
    text = "Macron said that he would wait. It rained all day. “This is the last chance for peace.”"
    first, second = said(text)
    assert (second.speaker, second.cue, second.cue_span) == (first.speaker, "", None)
    assert (second.rule, second.confidence) == ("statement:floating", "low")


LED = [
    # the person that the clause before the colon is about
    "The boats lost an hour, and in the evening Foreign Minister Ida Lund was on the radio: “{}”",
    "Lund's reply, an hour later: “{}”",
    "Then the port. Lund is tired of it. “{}”",
    "Lund came to the rest. On Oman: “{}”",
    "Lund came to the rest. Oman: “{}”",
]


@pytest.mark.parametrize("lead", LED)
def test_a_quotation_is_of_whom_its_lead_is_about(lead: str):
    text = "Minister Ola Dahl said that it rained.\n\nForeign Minister Ida Lund came.\n\n"
    quoted = next(
        s
        for s in said(text + lead.format("We went to Oman and we shall go again."))
        if s.kind == "direct"
    )
    assert quoted.speaker == "ida-lund"


@pytest.mark.parametrize("lead", ["Oman: “{}”", "Oman was blunt: “{}”"])
def test_a_body_before_a_colon_speaks_where_its_words_do_not_name_it(lead: str):
    quoted = next(s for s in said(lead.format("We went home and we shall go again.")))
    assert quoted.speaker == "oman"


def test_addressee_issue_and_date():
    text = "On Monday Macron told Iran that the sanctions would stay."
    (statement,) = said(text, published="2025-03-05")
    assert (statement.addressee, statement.issues) == ("iran", ("sanctions",))
    assert statement.date == "2025-03-03"
    assert said(text)[0].date is None


def test_ids_are_made_from_the_place_and_are_unique():
    text = "Chad said that it was late. Chad said that it was late."
    first, second = said(text)
    assert first.id != second.id
    assert [s.id for s in said(text)] == [first.id, second.id]


def test_an_affiliation_is_the_speakers():
    (statement,) = said("Kremlin spokesman Oleg Sorin said that talks would go on.")
    assert (statement.speaker, statement.affiliation) == ("oleg-sorin", "russia")
    assert statement.speaker_name == "Oleg Sorin"


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“We will,” he said. “But time.”", ["“We will,”", "“But time.”"]),
        (
            '"We will," he said. "But \'time\' is short."',
            ['"We will,"', "\"But 'time' is short.\""],
        ),
        ("Он сказал: «Да»", ["«Да»"]),
        ("‘We’re going,’ said Iran’s minister.", ["‘We’re going,’"]),
        ("The states’ rights and Iran’s ‘so-called’ plan", ["‘so-called’"]),
        ("“open and never closed.", ["“open and never closed."]),
        ("“He said “no” to us,” X said", ["“He said “no” to us,”"]),
        ("He is 5'10\" tall", []),
        ("“We wait. They do not,’’ she said.", ["“We wait. They do not,’’"]),
        ("‘‘We wait,’’ she said. ‘‘They’re late.’’", ["‘‘We wait,’’", "‘‘They’re late.’’"]),
        ("He read: “The miners’ fund is empty’’ and left.", ["“The miners’ fund is empty’’"]),
        ("“She said ‘never’,” he said. “No.”", ["“She said ‘never’,”", "“No.”"]),
        ("„Ja“, sagte er", ["„Ja“"]),
    ],
)
def test_quotation_marks(text, quotations):
    assert [text[q.start : q.end] for q in find_quotations(text, [(0, len(text))])] == quotations


def test_quotations_are_asked_by_place():
    text = "a “b” c “d” e"
    known = Quotations(find_quotations(text, [(0, len(text))]))
    first, second = known.all
    assert known.around(3) == first
    assert known.around(5) is None
    assert known.before(8) == first
    assert known.after(5) == second
    assert known.after(12) is None
    assert known.overlapping(0, 9) == [first, second]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            (
                "The commission should include elders of both clans, Kenya’s foreign minister, "
                "Peter Otieno, said."
            ),
            "Peter Otieno",
            "The commission should include elders of both clans",
        ),
        (
            (
                "Minister Peter Otieno was brief. “We leave once it is signed,” he said, adding in "
                "the meantime, the police can carry on."
            ),
            "Peter Otieno",
            "in the meantime, the police can carry on",
        ),
        (
            "“The Somali boats broke our laws,“ Kenya Coast Guard spokesperson Jane Achieng said.",
            "Jane Achieng",
            "“The Somali boats broke our laws,“",
        ),
        (
            "“Kenya will write to the rebels in the coming days,” the presidency added.",
            "the presidency",
            "“Kenya will write to the rebels in the coming days,”",
        ),
        (
            (
                "The Oromo Liberation Army said it had discussed no truce.\n\n"
                "The group added that “a decree cannot be an agreement.”"
            ),
            "Oromo Liberation Army",
            "“a decree cannot be an agreement.”",
        ),
        (
            "Analysts urge it to act, but warn the bloc’s efforts may ‘no longer be enough’.",
            "Analysts",
            "the bloc’s efforts may ‘no longer be enough’",
        ),
        (
            (
                "Envoy Peter Otieno briefed the Council. Turning to mediation, he recalled talks "
                "with the chairman, Abdi Farah. He also said he had been in touch with both sides."
            ),
            "Peter Otieno",
            "he had been in touch with both sides",
        ),
        (
            (
                "The Foreign Ministry of Kenya said in a statement that it was ready. "
                "“It was agreed to meet in May,” the statement said."
            ),
            "Foreign Ministry of Kenya",
            "“It was agreed to meet in May,”",
        ),
        (
            (
                "The Kenyan foreign minister, Peter Otieno, spoke in Lamu. "
                "The Kenyan FM insisted that the truce must hold."
            ),
            "Peter Otieno",
            "that the truce must hold",
        ),
        (
            (
                "After a long day in Lamu, Kenya's foreign minister, Peter Otieno, told reporters "
                "the sides have agreed to meet."
            ),
            "Peter Otieno",
            "the sides have agreed to meet",
        ),
        (
            (
                "Interior Minister Jane Achieng and Chief Secretary to the Treasury Peter Otieno "
                "said the meeting had been useful.\n\nIn a joint note, they said: “We pay half.”"
            ),
            "Peter Otieno",
            "“We pay half.”",
        ),
        (
            "The aide to President Otieno said talks were off.",
            "The aide to President Otieno",
            "talks were off",
        ),
        (
            "Peter Otieno of Kenya shrugged. The 62-year-old claimed that “steps were taken.”",
            "Peter Otieno",
            "“steps were taken.”",
        ),
        (
            "The school board said no. Jane Achieng left.\n\nACHIENG: “I am surprised, frankly.”",
            "Jane Achieng",
            "“I am surprised, frankly.”",
        ),
        (
            (
                "Omar Haddad, the chief negotiator with Chad, said the group's leader, Peter "
                "Otieno, who is better known as “Pio,” met the minister in Cuba."
            ),
            "Omar Haddad",
            (
                "the group's leader, Peter Otieno, who is better known as “Pio,” met the minister "
                "in Cuba"
            ),
        ),
        (
            "President of the UN Security Council, China’s Liu Jieyi said that time was short.",
            "Liu Jieyi",
            "that time was short",
        ),
        (
            "Nurses will strike fourteen clinics if the talks fail, the union announced Friday.",
            "union",
            "Nurses will strike fourteen clinics if the talks fail",
        ),
        (
            (
                "Kenya has “disagreed on everything”, according to Paul Deng, a spokesman for "
                "rebel leader Riek Abdi.\n\nHe said he hoped Kenya would make concessions."
            ),
            "Paul Deng",
            "he hoped Kenya would make concessions",
        ),
        (
            "“It was a rich and useful conversation“, Omar Haddad said. “It was long”, he said.",
            "Omar Haddad",
            "“It was a rich and useful conversation“",
        ),
        (
            (
                "Kenya’s foreign minister said they would come. Foreign Minister Peter Otieno "
                "waits. Kenyan Prime Minister Omar Haddad left."
            ),
            "Peter Otieno",
            "they would come",
        ),
        (
            "Omar Haddad said that no deal was reached but the parties held a good meeting.",
            "Omar Haddad",
            "that no deal was reached but the parties held a good meeting",
        ),
        (
            (
                "Peter Otieno did not speak to reporters as he left the venue but spokesman Omar "
                "Haddad said the talks would resume.\n\n“We bridge them,” he said."
            ),
            "Omar Haddad",
            "“We bridge them,”",
        ),
        (
            "The envoy, Peter Otieno, left. One delegate laughed. The delegate said it was over.",
            "The delegate",
            "it was over",
        ),
        (
            "Omar Haddad of Oman said: ”We need time to reflect.”",
            "Omar Haddad",
            "”We need time to reflect.”",
        ),
        (
            "Asked if Norway will bring them back, Omar Haddad said, “I am in no position to say.”",
            "Omar Haddad",
            "“I am in no position to say.”",
        ),
        (
            (
                "An interview with Hanna Dorn.\n\nWill there be a deal?\n\nHD – There will be one "
                "by May.\n\nAnd the union?\n\nHD – The union has to move too."
            ),
            "Hanna Dorn",
            "The union has to move too.",
        ),
        (
            "Minister Peter Otieno left. That they should be paid, he ruled out on Monday.",
            "Peter Otieno",
            "That they should be paid",
        ),
        (
            "Idriss Tago came. He called six weeks of waiting an insult.",
            "Idriss Tago",
            "six weeks of waiting an insult",
        ),
        (
            "It was Omar Haddad who came, General Peter Otieno being ill. He said it was over.",
            "Omar Haddad",
            "it was over",
        ),
        (
            "Macron branded the panel a circus of strangers.",
            "Emmanuel Macron",
            "the panel a circus of strangers",
        ),
        (
            "Ann Lee of the union came. She waved it away as “a cake without flour”.",
            "Ann Lee",
            "“a cake without flour”",
        ),
        (
            "Omar Haddad came. Two years of nothing was “a cake without flour”, and he declined.",
            "Omar Haddad",
            "Two years of nothing was “a cake without flour”",
        ),
        (
            "“Both sides must stop,” read a statement from the ministry.",
            "a statement",
            "“Both sides must stop,”",
        ),
    ],
)
def test_speakers_and_words_as_pages_put_them(text, speaker, words):
    names = {(s.speaker_name, s.text) for s in said(text)}
    assert (speaker, words) in names, names


@pytest.mark.parametrize("said_so", ["a second time on Monday", "a week later", "to a meeting"])
def test_calling_somebody_is_not_calling_him_something(said_so):
    assert said(f"Macron called the ministers {said_so}.") == ()


ISSUED = """{head}

Update on the brine field of the two valleys, and on the wells

The Company has owned the field since 1990 and employs four hundred people in the two valleys. It \
sees no reason to move the wells. The offer of the Abbot is likewise accepted. No shaft will be \
closed before 2031. The field was opened in 1925. The Abbot could walk to it. Peru will protest. \
The Board has resolved to go on."""


def test_a_release_speaks_for_its_issuer_also_in_the_third_person():
    found = said(ISSUED.format(head="Ostrow Salt plc\n(“Ostrow” or the “Company”)"))
    assert [s.text for s in found] == [
        "It sees no reason to move the wells.",
        "The offer of the Abbot is likewise accepted.",
        "No shaft will be closed before 2031.",
        "The Board has resolved to go on.",
    ]
    assert {(s.speaker_name, s.kind, s.confidence) for s in found} == {
        ("Ostrow Salt plc", "indirect", "medium")
    }


POINT = """KINGDOM OF NORWAY
Ministry of Trade

PRESS RELEASE

The quay was built in 1925 and has been used by the boats of two towns since. {}"""


@pytest.mark.parametrize(
    "point",
    [
        "A second berth for the tanker is out of the question.",
        "Those who hold a licence may apply for a berth until May.",
        "Work on the new quay will begin in June.",
        "The fees of the quay belong to the Crown.",
        "There is no vacancy for foreign pilots.",
        "It is now for the Lorm Union to clear the quay.",
        "Boats not claimed by June will be sold.",
    ],
)
def test_a_release_tells_what_its_issuer_grants_leaves_or_sets_going(point):
    assert [s.text for s in said(POINT.format(point))] == [point]


@pytest.mark.parametrize(
    "point",
    [
        "The storm may break the quay.",
        "The pilots began work in June.",
        "The Lorm Union began its march in June.",
        "The quay is out of paint.",
    ],
)
def test_a_release_that_tells_what_happens_holds_nothing(point):
    assert not said(POINT.format(point))


def test_a_points_number_is_no_part_of_what_its_issuer_says():
    head = "KINGDOM OF NORWAY\nMinistry of Trade\n\nPRESS RELEASE\n\n"
    full = (
        "No. 7\n\n1. The Norwegian Government lends its full support to the talks of the two sides."
    )
    assert [(s.speaker, s.text) for s in said(head + full)] == [
        ("norway", full[full.index("The") :])
    ]


def test_a_page_is_its_issuers_who_shows_only_in_what_it_holds():
    head = "Home\n\nCommuniqué on relations with the Republic of Peru\n\n"
    first = "1. On Wednesday the Republic of Peru shut its sky to every plane that Norway has. "
    points = "Norway considers this to be unlawful. The order will not be reviewed."
    found = {(s.speaker, s.text) for s in said(head + first + points)}
    assert ("norway", "The order will not be reviewed.") in found
    assert not {text for speaker, text in found if speaker == "peru"}


def test_an_announcement_is_of_the_first_whom_its_head_names():
    head = "OSTROW SALT PLC\n\nGENERAL ANNOUNCEMENT\nReply to a query by Norway\n\n"
    told = "Reference is made to the query of 7 July 2026 about some reports in the press. "
    assert [s.text for s in said(head + told + "No shaft will be closed before 2031.")] == [
        "No shaft will be closed before 2031."
    ]


@pytest.mark.parametrize(
    "head", ["Ostrow Salt is a firm", "Ministry of Salt says no\n\nBy Ann Lee", "Salt Weekly"]
)
def test_a_papers_page_is_no_release(head):
    assert "statement:issued" not in {s.rule for s in said(ISSUED.format(head=head))}


PIECES = [
    "Iran ",
    "said ",
    "that it ",
    "“no” ",
    "“",
    "”",
    "warned ",
    "President Macron ",
    ", ",
    ". ",
    "he ",
    "according to ",
    "told ",
    "\n\n",
    "the talks failed",
    "officials ",
    "denied ",
]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_every_span_is_its_slice(pieces):
    text = "x" + "".join(pieces)
    snapshot = text_document(text).snapshot
    found = said(text)
    for statement in found:
        spans = [*statement.spans, statement.sentence, statement.speaker_span, statement.cue_span]
        assert statement.spans
        assert all(snapshot.holds(span) for span in spans if span is not None)
        assert statement.text
    assert len({s.id for s in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "“The strike was not for gain. We shall settle for half,’’ Ada Lind told the miners.",
        "‘‘The strike was not for gain. We shall settle for half,’’ said Ada Lind.",
        "Ada Lind spoke first: “The strike was not for gain. We shall settle for half.’’",
    ],
)
def test_words_between_marks_set_twice_are_said_by_whoever_says_them(text):
    assert [s.speaker for s in said(text) if "half" in s.text] == ["ada-lind"]


@pytest.mark.parametrize(
    ("tail", "speaker"),
    [
        ("Ivo Brann, the chairman, retorted by telephone.", "Ivo Brann"),
        ("Ida Lind, its secretary, replied by letter.", "Ida Lind"),
        ("Ivo Brann shot back.", "Ivo Brann"),
        ("Ida Lind, who chairs it, hit back.", "Ida Lind"),
        ("Ivo Brann put in.", "Ivo Brann"),
        ("fired back Ida Lind.", "Ida Lind"),
    ],
)
def test_a_retort_is_said_and_hits_nobody(tail: str, speaker: str) -> None:
    read = read_text(f"“There will be no ferry left,” {tail}", "2026-03-01", "x.txt")
    assert [s.speaker_name for s in read.statements] == [speaker]
    assert read.events == ()


@pytest.mark.parametrize(
    "text",
    [
        "“Our boats came back on Monday,” Ivo Brann said.",
        "Ivo Brann said: “The dredgers must come back by June.”",
        '"The crews hit back at once," Ivo Brann said.',
    ],
)
def test_what_comes_back_in_a_quotation_retorts_nothing(text: str) -> None:
    scene = Scene.of(text_document(text))
    assert "retort" not in {token.lemma for token in scene.parse.tokens}


def test_guards_who_shoot_back_say_nothing() -> None:
    read = read_text(
        "“It was dark,” Ivo Brann said. Chad's guards shot back.", "2026-03-01", "x.txt"
    )
    assert [s.text for s in read.statements] == ["“It was dark,”"]
