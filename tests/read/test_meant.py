"""Whom a page means by "she", "the minister", "both sides", "the rebels" and a speaker's label."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.evidence.claims import Actor, Statement
from goodoffices.read import read_text
from goodoffices.read.clause.roles import Scene

COUNTERPART = "Her Chadian counterpart, Idris Bello, met her."
BERG = "Norway's foreign minister, Ida Berg, arrived in Lomé."


def said(text: str) -> list[tuple[str | None, str]]:
    """Return who says what in a text."""
    return [(s.speaker, s.text) for s in read_text(text).statements]


def actor(text: str, key: str) -> Actor:
    """Return one actor of a text."""
    return next(a for a in read_text(text).actors if a.id == key)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"{BERG}\n\nShe said that it was late.", "ida-berg"),
        (f"{BERG} The streets were empty.\n\nThe minister said that it was late.", "ida-berg"),
        (f"{BERG} The Norwegian minister said that it was late.", "ida-berg"),
        (f"{BERG} Her lawyer said that it was late.", None),
        ("Mrs Ida Berg met Mr Ola Dahl. She said that it was late.", "ida-berg"),
        ("Mrs Ida Berg met Mr Ola Dahl. He said that it was late.", "ola-dahl"),
        (f"{BERG} {COUNTERPART} The Chadian minister said that it was late.", "idris-bello"),
        (
            "The Premier, Ida Berg, came. Later the head of government said that it was late.",
            "ida-berg",
        ),
        ("The Red Column's commander, known as Zembo, said that it was late.", "zembo"),
        ("The bus drivers walked out. They said that it was late.", "bus-drivers"),
        ("A steward left the ferry. He said that it was late.", None),
    ],
)
def test_who_is_meant(text: str, speaker: str | None):
    assert [who for who, what in said(text) if what == "that it was late"] == [speaker]


WOMEN = ["Ida Berg", "Amina Diallo"]
MEN = ["Ola Dahl", "Idris Bello"]


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(WOMEN),
    st.sampled_from(MEN),
    st.booleans(),
    st.sampled_from([" ", "\n\n"]),
    st.booleans(),
)
def test_nobody_of_the_other_sex_is_meant(woman: str, man: str, first: bool, gap: str, she: bool):
    pair = (f"Mrs {woman}", f"Mr {man}") if first else (f"Mr {man}", f"Mrs {woman}")
    text = f"{pair[0]} met {pair[1]} on Monday.{gap}{'She' if she else 'He'} said that it was late."
    other = (man if she else woman).lower().replace(" ", "-")
    assert other not in {who for who, _what in said(text)}


def test_parties_without_a_name_are_actors_of_the_page():
    text = (
        "The union and the transit authority accepted a pause. Bus drivers rejected it.\n\n"
        "The authority offered two per cent; the union's president, Ann Reed, wants six. "
        "Yemeni rebels fired on the drivers. The rebels denied it. A firm closed. Oman was silent."
    )
    found = {a.id: (a.kind, a.country, len(a.spans)) for a in read_text(text).actors}
    assert found["union"] == ("group", None, 2)
    assert found["transit-authority"] == ("group", None, 2)
    assert found["bus-drivers"] == ("group", None, 2)
    assert found["yemeni-rebels"] == ("group", "YEM", 2)
    assert not any("firm" in key for key in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger met. The two sides agreed on a truce.",
        "Chad and Niger met. Both governments said that it was late.",
        "Chad and Niger met on Monday.\n\nThe two neighbours signed a pact.",
    ],
)
def test_both_sides_are_the_two_named_together(text: str):
    dossier = read_text(text)
    assert {a.id for a in dossier.actors} == {"chad", "niger"}
    later = [e for e in dossier.events if e.trigger.start > text.index("met") + 3]
    assert all({*e.actors, *e.recipients} == {"chad", "niger"} for e in later)


def test_a_named_group_is_meant_by_its_noun_and_its_short_form():
    text = (
        "The Dale Coastal Movement (DCM) wants a port. The movement threatened to leave. "
        "The DCM denied it. The Tide Guard, the armed wing of the Dale Coastal Movement, left."
    )
    movement = actor(text, "dale-coastal-movement")
    assert (movement.kind, len(movement.spans)) == ("group", 5)
    assert actor(text, "tide-guard").affiliation == "dale-coastal-movement"


def test_whose_a_person_is_stands_before_the_name():
    text = (
        "The coastal movement denied it. Its spokeswoman, Seyna Mala, laughed. "
        "Information Minister Isa Kebe told reporters in Banjul that The Gambia would wait."
    )
    assert actor(text, "seyna-mala").affiliation == "coastal-movement"
    assert actor(text, "isa-kebe").affiliation == "gambia"


def test_several_say_it_together():
    together = "Chad, Niger and the African Union called for a truce."
    assert {who for who, _ in said(together)} == {"chad", "niger", "african-union"}
    text = "Ann Reed and Ola Dahl disagreed on all but this: “The list is long,” they said."
    assert set(said(text)) == {
        ("ann-reed", "“The list is long,”"),
        ("ola-dahl", "“The list is long,”"),
    }
    ids = [s.id for s in read_text(together).statements]
    assert len(set(ids)) == len(ids) == 3


TRANSCRIPT = """Briefing by the Special Envoy

MS. LUND: Good morning to all of you. Chad has accepted the paper. I do not expect a truce.

Q: Chad's minister says that you will propose sanctions.

MS. LUND: That is not so. Kari Lund has never said that.

Niger told us that it would wait.
"""


def test_a_transcript_is_its_speakers_and_never_the_presss():
    dossier = read_text(TRANSCRIPT)
    told = [(s.speaker, s.text) for s in dossier.statements]
    assert ("kari-lund", "Chad has accepted the paper. I do not expect a truce.") in told
    assert ("kari-lund", "That is not so. Kari Lund has never said that.") in told
    assert ("niger", "that it would wait") in told
    asked = [s for s in dossier.statements if "sanctions" in s.text]
    assert all((s.rule, s.confidence) == ("statement:question", "low") for s in asked)
    assert not {s.speaker for s in asked} & {"kari-lund"}


def first_person(text: str) -> list[Statement]:
    """Return the statements of a communiqué's head."""
    return [s for s in read_text(text).statements if s.rule == "statement:first-person"]


def test_a_communique_has_its_head_as_speaker():
    text = (
        "President Okello's Message on the Pause in Chad\n\n"
        "I salute the longer pause in Chad. I call on the two camps to come back to the table. "
        "My envoy, Ann Reed, said that the road was open.\n"
    )
    found = first_person(text)
    assert {s.speaker for s in found} == {"okello"}
    assert [s.text for s in found][:1] == ["I salute the longer pause in Chad."]
    assert ("ann-reed", "that the road was open") in said(text)


def test_a_blog_in_the_first_person_is_nobodys_communique():
    text = "Notes from Lomé\n\nI went to the market. I saw President Okello there. I bought fish."
    assert not first_person(text)


RAIL = (
    "The Rail Workers' Union rejected a pay offer from Trans-Nord on Monday. Trans-Nord said that "
    "it could not pay more, and its staff was told so. The company refused to talk.\n\n"
    "The union's leader, Ann Reed, demanded a vote. Then Brandt said that it was late. He left."
)


def test_bodies_and_persons_known_by_one_word_act():
    dossier = read_text(RAIL)
    found = {a.id: (a.kind, len(a.spans)) for a in dossier.actors}
    assert found["rail-workers-union"][0] == "group"
    assert found["trans-nord"] == ("organisation", 3)
    assert found["brandt"] == ("person", 1)
    assert actor(RAIL, "ann-reed").affiliation == "rail-workers-union"
    assert ("trans-nord", "to talk") in said(RAIL)
    assert ("brandt", "that it was late") in said(RAIL)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("“They fired at us,” Ana Holt of Chad said.", set()),
        (
            "Chad and Libya asked for calm. “They fired at nobody,” Ana Holt said.",
            {"chad", "libya"},
        ),
        ("Ana Holt spoke. It attacked Chad on Friday.", set()),
    ],
)
def test_neither_they_nor_it_is_who_speaks_or_but_one_person(text: str, actors: set[str]) -> None:
    told = [set(e.actors) for e in read_text(text).events if e.type == "ASSAULT"]
    assert all(one == actors for one in told)


@pytest.mark.parametrize("name", ["Na'moks", "Na’moks", "Zamoks"])
def test_a_person_of_one_name_goes_on_speaking(name: str) -> None:
    page = (
        f"Chief {name} came with Jon Brann.\n\n{name} said that Brann was late.\n\n"
        "“We trust nobody else,” he said."
    )
    own = name.casefold().replace("'", "").replace("’", "")
    assert {who for who, _what in said(page)} == {own}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“It fell,” said Ida Brann.\n\nSenna Temu laughs, not happily. “You dug,” she says.",
            "senna-temu",
        ),
        (
            "“It burnt,” said Ida Brann.\n\nAtty. Holmgren has the file. “You lit it,” she said.",
            "holmgren",
        ),
        (
            (
                "“It sank,” said Ida Brann.\n\nI put this to Holmgren, who had come by boat. "
                "“Not one of us was near it. You drilled the hole,” the director said."
            ),
            "holmgren",
        ),
        (
            (
                "Ida Brann, director of the Lorm Port Board, spoke. It rained. "
                "“You dug there,” Ostrand's director said."
            ),
            None,
        ),
    ],
)
def test_who_stands_between_two_quotations_is_heard_in_the_second(text: str, speaker: str | None):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            (
                "Ola Dahl, the Chadian minister, stops at the door. On the toll: “Ten it stays.” "
                "On the wells: “They are ours.”"
            ),
            ["ola-dahl", "ola-dahl"],
        ),
        (
            "“We came,” said Ida Brann.\n\nMr Ola Dahl left.\n\nDahl on the wells: “It is ours.”",
            ["ida-brann", "ola-dahl"],
        ),
        (
            "“We came,” said Ida Brann.\n\nMrs Dahl left early. About the fence: “It goes.”",
            ["ida-brann", "dahl"],
        ),
    ],
)
def test_a_quotation_led_by_its_matter_is_of_whom_the_page_tells_there(
    text: str, speakers: list[str]
) -> None:
    assert [who for who, _words in said(text)] == speakers


def test_an_office_that_only_somebody_later_holds_is_of_whom_the_page_speaks_before_it() -> None:
    text = (
        "Ivo Brann had brought a map. A week later the energy minister spent an hour in the house. "
        "He defended the closing of the valve. “Nobody keeps a broken pipe,” the minister said.\n\n"
        "Mona Lind, the foreign minister, nodded."
    )
    assert said(text)[0][0] == "ivo-brann"


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Norway would be welcome too", "mona-lind"),
        ("Norway could be asked as well", "mona-lind"),
        ("Norway should be left out", "mona-lind"),
        ("Norway was blunt", "norway"),
    ],
)
def test_a_quotation_behind_a_colon_is_not_of_a_body_that_is_only_weighed(
    lead: str, speaker: str
) -> None:
    text = f"Mona Lind, the foreign minister, nodded. {lead}: “We have sent for the envoy at last.”"
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("first", "meant"), [("The Forum", ()), ("The Commission", ()), ("The day", ("chad",))]
)
def test_its_is_no_body_of_a_sentence_before_where_another_is_named_in_short(
    first: str, meant: tuple[str, ...]
) -> None:
    text = (
        f"The Government of Chad thanked all. {first} is welcome, and its envoy, Ada Roe, is too."
    )
    scene = Scene.of(read_text(text).documents[0])
    (its,) = [t.i for t in scene.parse.tokens if t.lower == "its"]
    assert scene.ids(its) == meant


@pytest.mark.parametrize("offices", ["presidents", "foreign ministers", "kings", "prime ministers"])
def test_the_holders_of_one_office_of_two_states_say_it_for_both(offices: str) -> None:
    told = said(f"The {offices} of Chad and Niger said that the road would be opened.")
    assert {who for who, _what in told} == {"chad", "niger"}
    assert len({what for _who, what in told}) == 1


def bands(text: str) -> set[str]:
    """Return how sure all is that rests on a pronoun with which the last sentence opens."""
    read = read_text(text)
    at = text.index(". ") + 2
    told = [e.confidence for e in read.events if e.trigger.start > at and e.actors]
    said = [s.confidence for s in read.statements if s.sentence.start >= at and s.speaker]
    return {*told, *said}


@pytest.mark.parametrize(
    "text",
    [
        "Amina Diallo met Fatou Keita in Dakar on Monday. She said the talks would go on.",
        "Peter Olsen and Karl Brandt signed the accord. He said it would bring peace.",
        "Chad accused Libya of arming the rebels. It shelled the town of Tine on Monday.",
        "President Jonas Weber telephoned President Ahmed Saleh. He promised to withdraw.",
        "Peru held talks with Ecuador last week. It said the border would stay shut.",
        "Premier Jan Kowal wrote to President Pavel Novak. He rejected the offer on Thursday.",
        "Grace Mwangi welcomed Esther Otieno at the airport. She said the border would reopen.",
        "Thailand clashed with Cambodia at dawn. It said its soldiers had been provoked.",
        "General Musa Bello handed Colonel Sani Abdu a letter. He rejected the ceasefire.",
    ],
)
def test_who_may_be_one_of_two_is_never_sure(text: str):
    assert bands(text) <= {"low"}


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Amina Diallo said the talks had failed. She said Senegal would go.",
        "President Jonas Weber met Ms Fatou Keita in Berlin. He said the talks would go on.",
        "Grace Mwangi met Peter Otieno. She said the border would reopen.",
        "Defence Minister Oleg Sokolov said Ivan Petrov had lied. He added that it was late.",
        "Ivan Petrov, who met Oleg Sokolov last year, came. He said the talks would go on.",
        "Peru said Ecuador had lied. It said the border would stay shut.",
        "Kenya attacked the rebels on Monday. It said the raid had ended.",
        "President Omar Farah flew to Thailand. He said the vote would be held in May.",
        "Chad accepts Mali as mediator. It accepts the Norwegian offer.",
    ],
)
def test_who_is_clear_stays_so(text: str):
    assert bands(text) - {"low"}
