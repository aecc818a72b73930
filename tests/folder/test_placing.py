"""Whose people speak: by who issued a page, whose word they give, their titles, their "we"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.across.opposed import Sides
from goodoffices.evidence.claims import Actor, Dossier, Statement, merge
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.belonging import Belonging, placed
from goodoffices.folder.proposals.bodies import misread
from goodoffices.folder.proposals.consents import polarity
from goodoffices.folder.proposals.namesakes import same_people
from goodoffices.folder.proposals.offices import office_in
from goodoffices.folder.proposals.posts import post
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.folder.proposals.titles import Titles
from goodoffices.read import read_text

PAGES = (
    """\
GOVERNMENT OF THE REPUBLIC OF MALTA
MINISTRY OF FISHERIES

PRESS RELEASE
Valletta, 6 June 2026

The Government demands the release of the trawler. The licence is lawful. “The nets stay where \
they are, and we have nothing to hide,” the Minister for Fisheries, Hon. Pawlu Zammit, stated.
""",
    """\
Tunisia will not sell the trawler, Fisheries Minister Sami Trabelsi said. “We shall keep it,” he \
added. The government of Tunisia wants a fine. The government demands payment by June.
""",
    """\
The net is old, and so is Karmenu Borg, who mends it. The Gozo Island Council wants a seat at the \
talks. It demands a vote. “We were never asked,” says Karmenu Borg. “Our boats stay out,” the \
headman says.
""",
    """\
Malta “will be on the first boat”, its foreign minister said. \
The Mediterranean Fisheries Forum met. The Forum will lend a hand. “They never asked us,” said \
Rita Spiteri, an analyst. “We came to see the boats,” said Lino Cassar, a tourist.
""",
)


@pytest.fixture(scope="module")
def shown() -> Candidates:
    return Candidates(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(PAGES)))


def said(shown: Candidates, words: str) -> Statement:
    return next(s for s in shown.dossier.statements if words in s.text)


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("release of the trawler", "malta"),
        ("nothing to hide", "malta"),
        ("shall keep it", "tunisia"),
        ("payment", "tunisia"),
        ("never asked", "gozo-island-council"),
        ("Our boats", "gozo-island-council"),
        ("first boat", "malta"),
    ],
)
def test_a_page_shows_whose_people_speak_on_it(shown: Candidates, words: str, side: str) -> None:
    one = said(shown, words)
    assert shown.speaker(one) == side
    after = placed(shown.dossier)
    same = next(s for s in after.statements if s.id == one.id)
    assert Sides(after).of(same) == side


def test_a_title_is_the_person_who_bears_it(shown: Candidates) -> None:
    one = said(shown, "Our boats")
    person = shown.belonging.titles.person(one)
    assert shown.actors[person or ""].name == "Karmenu Borg"


def test_a_short_name_is_the_longer_one_that_ends_so(shown: Candidates) -> None:
    forums = {shown.principal(a.id) for a in shown.actors.values() if a.name.endswith("Forum")}
    assert len(forums) == 1


@pytest.mark.parametrize("name", ["Rita Spiteri", "Lino Cassar"])
def test_who_only_looks_on_is_of_no_side(shown: Candidates, name: str) -> None:
    one = next(a for a in shown.actors.values() if a.name == name)
    assert shown.principal(one.id) == one.id


@pytest.mark.parametrize(
    ("name", "role", "company"),
    [("Baltic Copper", None, True), ("Ada Copper", "Minister", False), ("Copper", None, False)],
)
def test_a_companys_name_is_no_persons(name: str, role: str | None, *, company: bool) -> None:
    one = Actor(id="x", name=name, kind="person", spans=(), role=role, rule="actor:entity")
    assert misread(one) == company


def test_a_name_told_with_a_body_is_of_it_and_a_word_given_counts() -> None:
    pages = (
        "Baltic Copper owns the pit. The company wants to dig. Baltic Copper demands a road.",
        "“The pit is safe,” said Ove Lind, site manager for the company, on Monday.",
        "Ove Lind said that the company would pay. The union said that Baltic Copper lied.",
    )
    shown = Candidates(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(pages)))
    sides = {shown.speaker(s) for s in shown.dossier.statements if "Lind" in s.speaker_name}
    assert len(sides) == 1
    assert all(side and shown.actors[side].name.endswith("Copper") for side in sides)


@pytest.mark.parametrize(("name", "held"), [("Diocese of Gozo", True), ("Gozo Line", False)])
def test_a_church_or_an_ombudsman_is_asked_to_mediate(name: str, *, held: bool) -> None:
    assert office_in(name) == held


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("The envoy of Malta, Mr Sami Trabelsi said, has our trust.", False),
        ("The envoy of Malta, Mr Sami Trabelsi, has our trust.", True),
    ],
)
def test_a_title_before_a_comma_is_whose_who_stands_in_commas(words: str, *, title: bool) -> None:
    dossier = read_text(words, "2026-06-07")
    people = {a.id: a for a in dossier.actors if a.kind == "person"}
    (borne,) = Titles(dossier, people, lambda one: one).borne.values()
    assert ("envoy of malta" in borne) is title


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("Malta would be welcome in so far as its role were confined to the fines", "conditional"),
        ("We trust Malta for the nets and nothing else", "conditional"),
        ("When Malta's man comes with an offer we shall put the kettle on", None),
        ("Their envoy is Malta's man", "no"),
    ],
)
def test_an_answer_on_terms_and_whose_man_comes(told: str, answer: str | None) -> None:
    assert polarity([told]) == answer


NAMED_IN_PART = (
    "Lao foreign minister Somphone Keodara came by rail. “The bridge is ours,” Somphone said.",
    """\
The envoy of Japan, Mr Somphone said, has our trust. He was no less forthcoming on Malta. “We \
shall gladly meet there,” he told deputies.

“The sum is ours to the last cent,” said the transport minister, Viengthong Sayavong.

“The post stays,” said Somphone.
""",
    "A drill was announced by the Lao transport minister, Viengthong Sayavong.",
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("bridge is ours", "Somphone Keodara"),
        ("gladly meet", "Somphone Keodara"),
        ("last cent", "Viengthong Sayavong"),
        ("post stays", "Somphone Keodara"),
    ],
)
def test_a_part_of_a_name_is_whoever_alone_bears_it_in_full(
    in_part: Dossier, words: str, name: str
) -> None:
    one = next(s for s in in_part.statements if words in s.text)
    assert in_part.actor_name(one.speaker) == name
    assert Sides(in_part).of(one) == "laos"


@pytest.fixture(scope="module")
def in_part() -> Dossier:
    pages = enumerate(NAMED_IN_PART)
    return placed(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in pages))


@pytest.mark.parametrize(
    ("name", "page", "whose"), [("Ada", "1", "full"), ("Ada", "2", None), ("Lind", "2", "full")]
)
def test_a_given_name_needs_a_page_with_the_full_one(
    name: str, page: str, whose: str | None
) -> None:
    people = {
        "full": Actor(id="full", name="Ada Lind", kind="person", spans=(spot("1"),)),
        "short": Actor(id="short", name=name, kind="person", spans=(spot(page),)),
    }
    assert same_people(people).get("short") == whose


@pytest.mark.parametrize(
    ("name", "side", "whose"),
    [
        ("Ibrahim Hamdane Daglo", None, "first"),
        ("Ibrahim Hamdan Dagallo", "front", "first"),
        ("Ibrahim Hamdan Dagallo", "chad", None),
        ("Ibrahima Hassan Dago", None, None),
    ],
)
def test_a_full_name_that_another_page_spells_otherwise_is_one_persons(
    name: str, side: str | None, whose: str | None
) -> None:
    told = {"first": ("Ibrahim Hamdan Dagalo", "front"), "other": (name, side)}
    people = {
        id_: Actor(id=id_, name=called, kind="person", spans=(spot(id_),), affiliation=own)
        for id_, (called, own) in told.items()
    }
    assert same_people(people).get("other") == whose


def spot(page: str) -> Span:
    return Span(source=page, start=0, end=1, exact="A", prefix="", suffix="")


RULED = (
    """\
KINGDOM OF TONGA
Ministry of Fisheries

PRESS RELEASE
No. 12/26

The Royal Government calls for the return of the nets. Tonga will not pay.
""",
    """\
Brook Copper plc
("Brook" or the "Company")

30 October 2026

The Board insists on a second shaft. “We want the road open,” said Ann Howe, a vice president. \
Brook Copper plc said that it would pay.
""",
    """\
The province of Alba wants a bridge. The provincial police were late. Governor Rosa Molina said \
she wanted a toll. “The toll stays,” Governor Rosa Molina said. “Nobody pays twice,” Molina said. \
“There is one law,” Molina added. Her provincial administrator, Luis Ortega, said the toll was fair.
""",
)


@pytest.fixture(scope="module")
def ruled() -> Candidates:
    return Candidates(merge(read_text(t, "2026-11-07", f"{n}.txt") for n, t in enumerate(RULED)))


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Royal Government", "Tonga"),  # its state stands in the heading, in capitals
        ("Board", "Brook Copper plc"),  # whose notice defines its own name
        ("Ann Howe", "Brook Copper plc"),
        ("Rosa Molina", "province"),  # and not its police
        ("Luis Ortega", "province"),  # of her whose own side was guessed
    ],
)
def test_who_issues_a_page_or_rules_a_place_is_whose_people_are(
    ruled: Candidates, name: str, side: str
) -> None:
    whose = ruled.belonging
    actor = next(a for a in whose.actors.values() if a.name == name)
    meant = whose.principal(actor.id, actor.spans[0].source)
    assert whose.actors[meant or ""].name == side


POSTS = (
    """\
Chad closed the bridge at Lere. “The bridge stays shut,” said the foreign minister of Chad, Hawa \
Deby. Cameroon called that a blow. “We shall not beg,” Foreign Minister Paul Ngono said in Garoua.
""",
    """\
By telephone: Colonel Ali Sougui, Lere Liberation Front

Sougui said that the bridge would burn. "We hold the hill, and we'll keep it," he said. The Lere \
Liberation Front wants a seat at the table.
""",
    """\
“I know their names,” said Chad's defence minister, General Issa Brahim, after the burial. \
Cameroon's minister of trade, Odile Mbia, said that Cameroon would wait. Cameroon said that it \
would sign. LLF chairman Bichara Goni called the burial a show.
""",
    """\
The Lere Liberation Front (LLF) met on Sunday. The General Council of the Front sat until four, \
and the Council wants a truce. Chad said that it would wait.
""",
)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Hawa Deby", "chad"),
        ("Paul Ngono", "cameroon"),
        ("Ali Sougui", "lere-liberation-front"),
        ("Issa Brahim", "chad"),
        ("Odile Mbia", "cameroon"),
        ("Bichara Goni", "lere-liberation-front"),
    ],
)
def test_a_post_has_one_holder_and_a_title_names_its_body(name: str, side: str) -> None:
    read = Candidates(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(POSTS)))
    person = next(a for a in read.actors.values() if a.name == name)
    assert read.principal(person.id) == side
    told = next(a for a in placed(read.dossier).actors if a.id == person.id)
    assert read.principal(told.affiliation) == side


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("Minister of Foreign Affairs", {"minister", "foreign"}),
        ("foreign minister", {"minister", "foreign"}),
        ("Defense Minister", {"minister", "defence"}),
        ("deputy foreign minister", set()),
        ("minister", set()),
        ("union president", set()),
        ("engineer", set()),
    ],
)
def test_a_post_is_what_one_alone_holds(role: str, words: set[str]) -> None:
    assert post(role) == words


def test_a_body_with_a_persons_name_and_who_says_we_beside_it_are_placed():
    texts = (
        """Borg wants the pier. Borg refused to sell it. Borg said it would not leave. “We want \
our boats back,” said Ida Lund. “We were never asked,” Ida Lund added.\n""",
        "The net is old, and so is Karmenu Borg, who mends it. “I like it here,” Borg said.\n",
    )
    read = merge(read_text(text, "2026-06-07") for text in texts)
    bodies = [replace(a, kind="organisation") if a.id == "borg" else a for a in read.actors]
    belonging = Belonging(replace(read, actors=tuple(bodies)))
    assert belonging.principal("ida-lund") == "ida-lund"


SENT = (
    "Kenya, whose former minister Ada Weru is in Orvel, wrote to Chad. "
    "Chad's interior minister, Ali Deby, was at home. The minister said that "
)


@pytest.mark.parametrize("words", ["it could wait.", "he would see Ada Weru.", "Weru could come."])
def test_who_was_a_minister_once_is_not_meant_by_the_minister(words: str) -> None:
    whose = Belonging(merge([read_text(SENT + words, "2026-06-08", "1.txt")]))
    last = max(whose.dossier.statements, key=lambda one: one.sentence.start)
    assert whose.speaker(last) == "chad"


def test_a_short_name_of_two_names_of_one_body_is_that_body() -> None:
    pages = (
        "The Orvel Herders League (OHL) met. Its president, Ada Roe, said that it would wait.",
        "Two members of the Herders League left the room. “We waited,” Ada Roe said.",
        "The League said that it would not wait. “We shall go,” said its spokesman, Ivo Lanz.",
    )
    read = (read_text(t, f"2026-06-0{n}", f"{n}.txt") for n, t in enumerate(pages, 1))
    whose = Belonging(merge(read))
    assert {whose.speaker(one) for one in whose.dossier.statements} == {"orvel-herders-league"}


CHARGED = """\
Norway's interior minister, Ola Dahl, said that the Harvest Column had burnt the mill.

Runa Dorn's answer: “We burnt nothing, and {}”
"""


@pytest.mark.parametrize("words", ["we shall say so.", "nobody asked."])
def test_who_denies_a_charge_as_we_is_of_the_body_that_is_charged(words: str) -> None:
    whose = Belonging(merge([read_text(CHARGED.format(words), "2026-06-08", "1.txt")]))
    assert whose.principal("runa-dorn") == "harvest-column"


@pytest.mark.parametrize(
    "page",
    [
        CHARGED.format("we slept.").replace("We burnt nothing", "The mill is nothing"),
        CHARGED.format("we slept.").replace("Harvest Column", "Harvest Column or the Mill Front"),
    ],
)
def test_who_denies_nothing_or_of_two_charged_is_nobodys(page: str) -> None:
    whose = Belonging(merge([read_text(page, "2026-06-08", "1.txt")]))
    assert whose.principal("runa-dorn") in {None, "runa-dorn"}


LETTERHEADS = {
    "COMMUNIQUÉ ON RELATIONS WITH THE REPUBLIC OF CHAD\n\nChad has closed the road. Niger wants it "
    "open, and Niger says that it will wait. The Ministry demands an answer.": None,
    "COMMUNIQUÉ OF THE REPUBLIC OF CHAD\n\nChad is calm. The Ministry demands an answer.": "chad",
    "LAKE PEOPLE’S FRONT\nEXECUTIVE COMMITTEE\nCOMMUNIQUÉ NO. 4\n\nThe Executive Committee met. "
    "The Lake People’s Front demands the road.": "lake-peoples-front",
}


@pytest.mark.parametrize(("page", "issuer"), LETTERHEADS.items())
def test_a_page_is_issued_by_whom_its_head_names_and_not_by_whom_it_is_about(
    page: str, issuer: str | None
) -> None:
    body = "\n\nRain fell on the road, and nobody came to see it. So it went on for a week."
    head, _blank, rest = page.rpartition("\n\n")
    text = f"{head}{body * 8}\n\n{rest}"
    whose = Belonging(merge([read_text(text, "2026-06-08", "1.txt")]))
    assert whose.clues.issuers.get(whose.dossier.documents[0].id) == issuer


def test_who_is_called_a_states_counterpart_of_another_is_that_states() -> None:
    pages = (
        (
            "Malta keeps the trawler. “It stays,” said Rita Zammit, Malta's minister for the sea. "
            "Tunisia sees it otherwise. “We never sold the nets,” her colleague Sami Trabelsi said."
        ),
        (
            "Malta and Tunisia quarrel over a trawler, Rita Zammit said in Valletta. Her Tunisian "
            "opposite number, Sami Trabelsi, was not amused. “It is ours,” he said."
        ),
        "Any sale was pointless, Infrastructure Minister Sami Trabelsi said after the meeting.",
    )
    shown = Candidates(merge(read_text(t, "2026-06-07", f"{n}.txt") for n, t in enumerate(pages)))
    ids = {a.name: a.id for a in shown.actors.values()}
    assert shown.principal(ids["Sami Trabelsi"]) == "tunisia"


@pytest.mark.parametrize("head", ["Men", "Ada Roe"])
def test_a_body_read_with_those_of_it_is_that_body(head: str) -> None:
    def actor(id_: str, name: str, kind: str) -> Actor:
        return Actor(id=id_, name=name, kind=kind, spans=())

    every = (
        actor("league", "Salt Bond League", "organisation"),
        actor("torn", f"{head} of the Salt Bond League", "organisation"),
        actor("ada", "Ada Roe", "person"),
    )
    whose = Belonging(Dossier(documents=(), actors=every))
    assert whose.principal("torn") == "league"
    assert whose.principal("league") != "torn"


LETTER_PAPER = (
    """\
MALTA

PRESS STATEMENT
Reply to a query by Tunisia

Valletta, 9 June 2026

The nets will not be moved. The Government has nothing to hide. Malta will wait.
""",
    "The Government of Tunisia wants a fine. The government demands payment by June.\n",
)


def test_a_page_is_of_whoever_stands_on_its_first_line_alone() -> None:
    pages = (read_text(t, "2026-06-10", f"{n}.txt") for n, t in enumerate(LETTER_PAPER))
    dossier = merge(pages)
    first = next(d for d in dossier.documents if d.snapshot.text.startswith("MALTA"))
    assert Belonging(dossier).clues.issuers[first.id] == "malta"
