"""Actors: found, merged, with the role and side their words give and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodoffices.cli.review.view import fields
from goodoffices.evidence.claims import Actor, nameless, of_the_pages_state
from goodoffices.evidence.snapshot import Document, Snapshot, Zone
from goodoffices.read import read_text
from goodoffices.read.clause.parse import Parse, parse
from goodoffices.read.document.intake import text_document
from goodoffices.read.who.actors import find_actors
from goodoffices.read.who.index import ActorIndex
from goodoffices.read.who.ties import slug


def read(text: str) -> tuple[Document, Parse, ActorIndex]:
    """Return a text's document, parse and actors."""
    document = text_document(text)
    tree = parse(document)
    return document, tree, find_actors(document, tree)


def actor(text: str, key: str) -> Actor:
    """Return one actor of a text."""
    found = read(text)[2].get(key)
    assert found is not None, [a.id for a in read(text)[2].actors]
    return found


@pytest.mark.parametrize(
    ("text", "key", "role", "side"),
    [
        ("Israeli Prime Minister Dana Levi spoke.", "dana-levi", "Prime Minister", "israel"),
        ("Kremlin spokesman Oleg Sorin spoke.", "oleg-sorin", "Kremlin spokesman", "russia"),
        (
            "U.S. Secretary of State Ann Reed spoke.",
            "ann-reed",
            "Secretary of State",
            "united-states",
        ),
        ("Omar Haddad, Oman's foreign minister, spoke.", "omar-haddad", "foreign minister", "oman"),
        (
            "Russia’s foreign minister, Oleg Sorin, spoke.",
            "oleg-sorin",
            "foreign minister",
            "russia",
        ),
        (
            "The head of the African Union Commission, Sam Okoro, spoke.",
            "sam-okoro",
            "head",
            "african-union",
        ),
        (
            "Lena Hart, director of the River Peace Institute, spoke.",
            "lena-hart",
            "director",
            "river-peace-institute",
        ),
        (
            "Lena Hart, Iran project director at the International Crisis Group, spoke.",
            "lena-hart",
            "project director",
            "international-crisis-group",
        ),
        ("Hamas leader Khalil Nasr spoke.", "khalil-nasr", "leader", "hamas"),
        (
            "In Iran, foreign ministry spokesman Reza Karimi spoke.",
            "reza-karimi",
            "foreign ministry spokesman",
            "iran",
        ),
        (
            "Deputy Foreign Minister Reza Karimi spoke.",
            "reza-karimi",
            "Deputy Foreign Minister",
            None,
        ),
        (
            "Nina Brandt, the spokeswoman for the German foreign ministry, spoke.",
            "nina-brandt",
            "spokeswoman",
            "germany",
        ),
        (
            "Kenyan foreign minister and deputy premier Nina Brandt spoke.",
            "nina-brandt",
            "deputy premier",
            "kenya",
        ),
        (
            "Hamas spokesman and legal adviser Khalil Nasr spoke.",
            "khalil-nasr",
            "adviser",
            "hamas",
        ),
        (
            "The Kenyan minister and Ghanaian envoy Nina Brandt spoke.",
            "nina-brandt",
            "envoy",
            "ghana",
        ),
        ("Iranian Reza Karimi spoke.", "reza-karimi", None, "iran"),
        ("Embattled Sudanese army chief Adam Musa spoke.", "adam-musa", "army chief", "sudan"),
        ("Mr. Okoro spoke.", "okoro", None, None),
        ("Analysts such as Lena Hart of Bonn spoke.", "lena-hart", None, None),
    ],
)
def test_role_and_side(text, key, role, side):
    found = actor(text, key)
    assert (found.kind, found.role, found.affiliation) == ("person", role, side)


def test_names_of_one_state_are_one_actor():
    text = (
        "The U.S. administration, Washington and the United States agreed with Moscow and Russia."
    )
    index = read(text)[2]
    assert [a.id for a in index.actors] == ["united-states", "russia"]
    states = {a.id: a for a in index.actors}
    assert states["united-states"].aliases == ("U.S. administration", "Washington")
    assert states["united-states"].metonyms == ("Washington",)
    assert [s.exact for s in states["russia"].spans] == ["Moscow", "Russia"]


@pytest.mark.parametrize(
    ("key", "country"),
    [("rebels", "TCD"), ("police", "TCD"), ("company", None), ("mediators", None)],
)
def test_a_company_or_a_mediator_is_not_of_the_one_state_of_its_page(key, country):
    text = "The rebels left Chad. The police and the company left. The mediators met the rebels."
    assert actor(text, key).country == country


def test_names_of_one_person_are_one_actor():
    text = "Minister Ann Reed of Norway spoke. Reed left. “Ms. Reed agreed,” an aide said."
    found = actor(text, "ann-reed")
    assert [s.exact for s in found.spans] == ["Ann Reed", "Reed", "Reed"]


def test_two_of_a_surname_stay_two():
    text = "Ann Reed and Tom Reed spoke."
    assert {a.id for a in read(text)[2].actors} == {"ann-reed", "tom-reed"}


def test_a_persons_administration_is_the_state_it_governs():
    text = "U.S. President Dana Cole spoke. Cole’s new administration agreed."
    _document, tree, index = read(text)
    word = next(t.i for t in tree.tokens if t.text == "administration")
    assert index.at(word) == "united-states"
    assert "Cole’s new administration" in index.get("united-states").aliases


def test_the_words_of_a_government_are_the_states():
    _document, tree, index = read("Iran’s foreign ministry met Russian officials.")
    at = {t.text: index.at(t.i) for t in tree.tokens}
    assert (at["ministry"], at["officials"], at["met"]) == ("iran", "russia", None)


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Tehran went on.",
        "They flew to Moscow.",
        "The Vienna talks ended.",
        "He left Washington.",
    ],
)
def test_a_capital_that_is_only_a_place_is_no_actor(text):
    assert read(text)[2].actors == ()


def test_a_place_tells_its_country():
    _document, tree, index = read("Shells fell near Kharkiv.")
    assert index.actors == ()
    assert index.country_of(0, len(tree.tokens)) == "UKR"


@pytest.mark.parametrize(
    "text",
    [
        "The Joint Comprehensive Plan of Action (JCPOA) expired.",
        "The Treaty of Amity was signed in the Security Conference Hall on Monday.",
        "On Tuesday it rained.",
    ],
)
def test_agreements_and_days_are_no_actors(text):
    assert read(text)[2].actors == ()


def test_an_organisation_hides_the_state_in_its_name():
    text = "The National Iranian American Council wrote."
    (found,) = read(text)[2].actors
    assert (found.id, found.kind) == ("national-iranian-american-council", "organisation")


def test_nothing_is_read_from_the_authors_box():
    text = "Iran agreed.\n\nKarl Berg, minister of Norway, wrote this."
    snapshot = Snapshot("0" * 64, text)
    zones = (Zone("body", 0, 12), Zone("author_box", 14, len(text)))
    document = Document(snapshot, zones)
    assert [a.id for a in find_actors(document, parse(document)).actors] == ["iran"]


def test_other_languages_give_their_states():
    document = text_document("Россия и Иран договорились.")
    tree = parse(document)
    assert tree.sentences == ()
    found = find_actors(document, tree).actors
    assert [(a.id, a.spans[0].exact) for a in found] == [("russia", "Россия"), ("iran", "Иран")]


def test_a_leader_is_known_without_a_title_but_not_given_an_office():
    found = actor("Merkel spoke.", "angela-merkel")
    assert (found.country, found.role, found.affiliation) == ("DEU", None, None)


def test_within_and_country():
    _document, tree, index = read("Russian envoy Oleg Sorin met Iran.")
    assert index.within(0, len(tree.tokens)) == [
        (0, 1, "russia"),
        (2, 4, "oleg-sorin"),
        (5, 6, "iran"),
    ]
    assert index.country("oleg-sorin") == "RUS"
    assert index.country(None) is None
    assert index.country_of(4, 5) is None


def test_slug():
    assert slug("Côte d’Ivoire") == "cote-divoire"
    assert slug("Иран") == slug("Иран") != slug("Ирак")


PIECES = [
    "Iran",
    "’s",
    " President Ann Reed",
    " Reed",
    ",",
    " director of the",
    " Peace Council",
    " said",
    ".",
    "\n\n",
    " U.S. administration",
    " in Moscow",
    " the",
    " Trump’s regime",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_every_span_is_its_slice(pieces):
    text = "".join(pieces).strip() or "Iran"
    document, tree, index = read(text)
    for found in index.actors:
        assert found.spans
        assert all(document.snapshot.holds(span) for span in found.spans)
    for mention in index.mentions:
        assert 0 <= mention.first < mention.last <= len(tree.tokens)
        assert index.get(mention.actor_id) is not None


def test_a_page_may_break_off_before_a_name() -> None:
    text = (
        "director of the President Ann Reed President Ann Reed President Ann Reed, director of the"
    )
    assert read(text)[2].get("ann-reed") is not None


def test_the_state_after_a_title_is_the_persons_side():
    index = read("Iran agreed.\n\nKarl Berg, minister of Norway, wrote this.")[2]
    berg = index.get("karl-berg")
    assert (berg.role, berg.affiliation, berg.country) == ("minister", "norway", "NOR")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Chad and the Lake Forum for Peace (LFP) met Togo.",
            {"Chad", "Lake Forum for Peace", "Togo"},
        ),
        (
            "Fighters of Ansar Kolo and gunmen of the 300 Zema gang fled.",
            {"Ansar Kolo", "300 Zema"},
        ),
        ("The rebel Red Column moved into the hills.", {"Red Column"}),
        (
            "Mali's Adama Koné-Traoré and his aide, S. Diallo, spoke.",
            {"Mali", "Adama Koné-Traoré", "S. Diallo"},
        ),
        ("Paris Lund-Smith, a singer, lives in Rome, Georgia.", set()),
        ("Georgia's governor spoke in Atlanta. Chad's Niger Delta plan failed.", {"Chad"}),
        ("Their commander, known as Zembo, told a station that the men had fled.", {"Zembo"}),
        ("The old Khor Basra buoy line was cut by Kuwait.", {"Kuwait"}),
        ("President Daniel Okello Friday met the French president.", {"Daniel Okello", "France"}),
        ("Those named were Ann Reed, head of Mr. Tesfai's guard.", {"Ann Reed", "Tesfai"}),
        (
            "Oman and the International Committee of the Red Cross wrote.",
            {"Oman", "International Committee of the Red Cross"},
        ),
        ("CHAD / NIGER\n\nThe Russian text of the accord was burnt.", {"Chad", "Niger"}),
        ("L’Allemagne et l’ONU ont écrit au Tchad.", {"Germany", "United Nations", "Chad"}),
    ],
)
def test_names_as_they_are_and_no_more(text: str, names: set[str]):
    assert {a.name for a in read(text)[2].actors} == names


def test_spellings_of_one_person_are_one_actor():
    text = "Almaz Toktorov met Ann Reed. Mr. Toktorow signed; A. Toktorov left with Reed."
    found = read(text)[2].actors
    assert [(a.name, len(a.spans)) for a in found] == [("Almaz Toktorov", 3), ("Ann Reed", 2)]


BODIES = ["Red Crescent", "Farm Bureau", "Sahel Commission", "Security Council", "Valdai Club"]
OFFICES = ["head", "president", "director", "envoy", "chair", "secretary-general"]
NATIONS = ["Iranian ", "American ", "Moscow-based ", "UN ", "Mr. ", "the ", "", "Chad’s "]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(OFFICES),
    st.sampled_from([" of ", " of the ", " at the ", " for ", "’s ", " to the "]),
    st.sampled_from(NATIONS),
    st.sampled_from(BODIES),
    st.sampled_from([", said talks failed.", ", and two aides.", " of Ghana, spoke.", "."]),
)
def test_no_office_ends_the_reading(office: str, of: str, nation: str, body: str, rest: str):
    text = f"Ida Brann, {office}{of}{nation}{body}{rest}"
    assert any(a.name == "Ida Brann" for a in read(text)[2].actors)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ghana's Minister for Trade, Ama Owusu, told the mediators that …", "Ama Owusu"),
        ("The mayor of Lomé, Afi Mensah, left.", "Afi Mensah"),
        ("Prime Minister of Ghana Kofi Boateng met Togolese officials.", "Kofi Boateng"),
        ("The president of Kenya Daniel Rotich spoke.", "Daniel Rotich"),
    ],
)
def test_an_office_that_is_of_something_has_its_holder(text: str, name: str):
    persons = [a.name for a in read_text(text).actors if a.kind == "person"]
    assert persons == [name]


def test_a_bare_government_on_a_page_of_two_states_is_said_to_be_nobody_s():
    said = "The government said it would sign the pact."
    found = read_text(f"Chad and Libya met in Kolo on Monday. {said}").findings
    (finding,) = (f for f in found if f.code == "GO163")
    assert "Chad, Libya" in str(finding)
    assert not [f for f in read_text(f"Chad held a vote. {said}").findings if f.code == "GO163"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The delegates met in the Kazakh capital of Astana, Togo said.", {"Togo", "delegates"}),
        ("He spoke in Amman, capital of Jordan, and Togo answered.", {"Togo"}),
        ("The Minsk group, led by Togo, met on Monday.", {"Togo"}),
        ("The village is far from French Hill, he told Togo.", {"Togo"}),
        ("A Belgium-educated lawyer told Togo that he would come.", {"Togo"}),
        ("Mr Jon Kol told Reuters that Togo had agreed.", {"Jon Kol", "Togo"}),
        ("In an interview with Tasnim news agency, Togo rejected the plan.", {"Togo"}),
        ("Member States agreed with Togo on Monday.", {"Togo"}),
        ("Togolese FM Brann Urges Chad to Stop Attacks", {"Brann", "Chad", "Togo"}),
        ("Envoy Tells Lake Council Togo Plan Failed", {"Togo"}),
        ("Turkish FM Cavusoglu Discuss Togo Ceasefire", {"Turkey", "Mevlut Cavusoglu", "Togo"}),
        ("The refugee camp was far from there, and the refugee camp said so to Togo.", {"Togo"}),
        ("Togo thanked the Border Monitoring Team on Monday.", {"Border Monitoring Team", "Togo"}),
        ("The Pact Line (PL) divides Togo.", {"Togo"}),
        ("Ida Brann, the Secretary-General for Youth Affairs, met Togo.", {"Ida Brann", "Togo"}),
        ("The leader, Ida Brann, better known as “Brine,” met Togo.", {"Ida Brann", "Togo"}),
        ("The ministers called for a truce in Togo.", {"Togo", "ministers"}),
        ("The Foreign Office said on Thursday that Togo had agreed.", {"Foreign Office", "Togo"}),
    ],
)
def test_places_the_press_and_headlines_verbs_are_no_actors(text: str, names: set[str]) -> None:
    assert {a.name for a in read(text)[2].actors} == names


def test_an_envoy_for_a_region_has_a_name() -> None:
    text = (
        "The coordinator for the Middle East Ida Brann said that the talks of last week had been "
        "long, open and useful, and that they would go on when the minister of Togo came back."
    )
    assert actor(text, "ida-brann").kind == "person"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("The National Transitional Council (NTC) met.", ["National Transitional Council", "NTC"]),
        ("The Arakan Army (AA) met the Lake Column. The AA left.", ["Arakan Army", "AA", "AA"]),
        ("The Lake Sowers Group [LSG] met. LSG left.", ["Lake Sowers Group", "LSG", "LSG"]),
        ("Lake Forum envoys met. The Lake States Forum left.", ["Lake Forum", "Lake States Forum"]),
        ("Oil Union Local 3 met. The Oil Union left.", ["Oil Union Local 3", "Oil Union"]),
        (
            "The Ministry of Water, Land and Energy met. The Ministry of Land and Energy left.",
            ["Ministry of Water, Land and Energy", "Ministry of Land and Energy"],
        ),
        ("Trade with Lorm Ltd ended. Lorm said so.", ["Lorm Ltd", "Lorm"]),
        ("The Pacific Islands Forum met. The Forum left.", ["Pacific Islands Forum", "Forum"]),
        ("LSG chair Ida Brann left. Then the LSG refused.", ["LSG", "LSG"]),
        ("The chair of the Forum, Ida Brann, left.", ["Forum"]),
        ("Kolva Copper has met Iran. Kolva left.", ["Kolva Copper", "Kolva"]),
        ("They met Lorm Ltd in May. The Company left.", ["Lorm Ltd", "Company"]),
        ("They met Lorm Ltd in May. Then the company said no.", ["Lorm Ltd", "company"]),
        (
            'They met Lorm Copper plc ("Lorm" or the "Firm"). The Firm left.',
            ["Lorm Copper plc", "Lorm", "Firm", "Firm"],
        ),
    ],
)
def test_what_a_page_calls_a_body_for_short_is_that_body(text: str, spans: list[str]) -> None:
    found = read(text)[2].actors
    assert any(spans == [s.exact for s in a.spans] for a in found), found


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("They met Kolva Motors in Kolva. The company said no.", "kolva-motors", "company"),
        ("The Lake Council met the Lake Council Bank.", "lake-council", "lake-council-bank"),
        (
            "The Liberal Party met the Liberal Reform Party.",
            "liberal-party",
            "liberal-reform-party",
        ),
    ],
)
def test_a_longer_name_may_be_anothers(text: str, one: str, other: str) -> None:
    assert {one, other} <= {a.id for a in read(text)[2].actors}


@pytest.mark.parametrize(
    ("text", "country", "inferred"),
    [
        ("The rebels left Chad.", "TCD", True),
        ("The rebels in Chad left.", "TCD", False),
        ("The rebels left Chad for Niger.", None, False),
    ],
)
def test_a_country_that_no_words_give_is_told_to_be_inferred(
    text: str, country: str | None, inferred: bool
) -> None:
    dossier = read_text(text)
    rebels = next(a for a in dossier.actors if nameless(a))
    assert (rebels.country, of_the_pages_state(rebels)) == (country, inferred)
    shown = dict(fields(dossier, rebels)).get("country", "")
    assert ("inferred" in shown) == inferred


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The tribes of Nahd and Kibs met.", {"Nahd", "Kibs"}),
        ("The feud of Thu Sul, Bait Soor and Kolo tribes ended.", {"Thu Sul", "Bait Soor", "Kolo"}),
        ("The al-Sholo and Hamda tribes met.", {"al-Sholo", "Hamda"}),
        ("Local tribes met.", {"tribes"}),
        ("Ida Kol Warns Jon Brann over Border with Lake", {"Ida Kol", "Jon Brann"}),
        ("Envoy Ahead of Talks with Lake Board", {"Lake Board"}),
        ("Sok Nithi Governor Ida Brann left.", {"Ida Brann"}),
        ("Envoys met in Swiss Lausanne and in Nithi.", {"Envoys"}),
        ("President H.E. Ida Kol Brann met Tengku Datuk Jon Kol.", {"Ida Kol Brann", "Jon Kol"}),
        ("Austria-based Lorm Ltd left.", {"Lorm Ltd"}),
        ("Nato met Unicef, and Mr Pace left.", {"NATO", "United Nations", "Pace"}),
        ("Envoys left the city of Tehran.", {"Envoys"}),
        ("The Foreign Office said no.", {"Foreign Office"}),
        ("The Foreign Office said no to a British plan.", {"United Kingdom"}),
    ],
)
def test_tribes_headlines_and_places_beside_names(text: str, names: set[str]) -> None:
    assert {a.name for a in read(text)[2].actors} == names


NO_ACTORS = [
    ("Peru's rebel leader, Olu Kol, will sign it. The ceasefire holds.", "Sign Ceasefire"),
    ("KHARTOUM: Sudan's army and its rival said Sunday they will extend a truce.", "KHARTOUM"),
    ("COTABATO, Philippines - Talks with the rebels will resume, officials said.", "COTABATO"),
    ("Players of Major League Baseball met the minister.", "League Baseball"),
    ("Peru said that Typhoon Haiyan was the strongest storm ever to hit it.", "Typhoon Haiyan"),
    ("Indian ships led the raid, the Maldives said. -- PTI", "Pakistan Tehreek-e-Insaf"),
    ("AFP reporters in Lima heard shots. Peru denied it.", "AFP"),
    ("The Ethiopian Ministry of Foreign Affairs said no.", "Ministry of Foreign Affairs"),
    (
        "The Minister of International Relations of Chad chaired the Council.",
        "International Relations",
    ),
    ("Ministers met in Addis Kolo for two days. Addis Kolo has a harbour.", "Addis Kolo"),
    ("Nobody spoke for the banks. On Monday Nicola Banks said no to Peru.", "banks"),
]


@pytest.mark.parametrize(("text", "name"), NO_ACTORS)
def test_what_only_looks_like_an_actor_is_none(text: str, name: str) -> None:
    head = "Peru President, Rebel Leader Sign Ceasefire\n\n" if name == "Sign Ceasefire" else ""
    assert name not in {a.name for a in read(head + text)[2].actors}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The letter is signed by ActionAid UK and others.", "ActionAid", "organisation"),
        ("The shoe retailer Clarks has agreed to talks.", "Clarks", "organisation"),
        ("The conciliation service Acas confirmed it.", "Acas", "organisation"),
        ("The appeal was organised by InterAction.", "InterAction", "organisation"),
        ("According to Deles, Peru is sincere.", "Deles", None),
        ("The WHO urged Peru to stop.", "World Health Organization", "igo"),
        (
            "The visit was led by Minister for Foreign Affairs Purevsuren Lundeg last November.",
            "Purevsuren Lundeg",
            "person",
        ),
        (
            "Ethiopia's Irrigation Engineer Seleshi Bekele told reporters so.",
            "Seleshi Bekele",
            "person",
        ),
    ],
)
def test_bodies_and_persons_by_what_stands_beside_them(
    text: str, name: str, kind: str | None
) -> None:
    found = {a.name: a.kind for a in read(text)[2].actors}
    assert any(n.startswith(name) and kind in {k, None} for n, k in found.items()), found


def test_a_foreign_ministry_is_the_one_states_whose_ministry_is_named() -> None:
    text = (
        "The Iranian Foreign Ministry spoke. Chad's president left. The Foreign Ministry said no."
    )
    assert {a.name for a in read(text)[2].actors} == {"Iran", "Chad"}
    spokesman = "Esmail Kol, spokesperson of the Iranian Foreign Ministry, said no."
    person = next(a for a in read(spokesman)[2].actors if a.kind == "person")
    assert person.affiliation == "iran"


@pytest.mark.parametrize(
    ("before", "state"),
    [
        ("Peru's government shut the road. Nobody has been asked for help.", "peru"),
        ("Peru's government shut the road. Chile has been asked for help.", None),
        ("Peru's government and Chile's government shut the road.", None),
        ("She will travel to Peru.", None),
        ("Peru's foreign minister, Bo Lin, left. Lima and Chile's government said no.", "chile"),
    ],
)
def test_a_minister_is_of_the_pages_one_government(before: str, state: str | None) -> None:
    dossier = read_text(f"{before} Foreign Minister Ida Brann said that she would go.")
    person = next(a for a in dossier.actors if a.name == "Ida Brann")
    assert (person.affiliation, of_the_pages_state(person)) == (state, state is not None)
    shown = dict(fields(dossier, person)).get("country", "")
    assert ("inferred" in shown) == (state is not None)


def test_their_neighbour_before_a_president_makes_him_nobody_elses() -> None:
    text = (
        "Niger offered, but the rebels refused, calling their neighbour close to President Olu Kol."
    )
    assert next(a for a in read(text)[2].actors if a.name == "Olu Kol").affiliation is None


def test_given_names_written_together_or_apart_are_one_person() -> None:
    text = "President Abdel Fattah el-Kol spoke in Lima. Later AbdelFattah El-Kol said no."
    assert sum(a.kind == "person" for a in read(text)[2].actors) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Lake Port Alliance, known as LPAX, is an employer. LPAX did not answer Chad.",
            {"Lake Port Alliance": {"LPAX"}},
        ),
        (
            "The Reed Workers Union, or RWOR, met Chad. RWOR said so.",
            {"Reed Workers Union": {"RWOR"}},
        ),
        (
            "Omar Weru Dalan, commonly known as Brine, spoke to Chad. Brine vowed to stay.",
            {"Omar Weru Dalan": {"Brine"}},
        ),
        ("Envoy Hong Lei met Chad. “We wait,” Hong said.", {"Hong Lei": {"Hong"}}),
        ("Korčak said that it is over. Chad heard what Korcak said.", {"Korčak": {"Korcak"}}),
        ("Prime Minister Salvador del Solar met Chad.", {"Salvador del Solar": set()}),
        ("Premier Israel Brann met Ida Kol in Chad.", {"Israel Brann": set()}),
        ("Chad's Lake Sovereignty Council said it was over.", {"Lake Sovereignty Council": set()}),
        ("Ida Kol asked LUNDI secretary general Jon Brann to go.", {"LUNDI": set()}),
        ("Castelo has said he will meet Chad.", {"Castelo": set()}),
    ],
)
def test_whom_a_page_calls_by_several_names(text: str, names: dict[str, set[str]]) -> None:
    found = {a.name: {s.exact for s in a.spans} for a in read_text(text).actors}
    for name, others in names.items():
        assert others <= found[name], found


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Ida Kol, the president of the Maya-speaking village, met Chad.", "Maya"),
        ("Chad's Lake Sovereignty Council said it was over.", "Lake Sovereignty"),
        ("Ida Kol, the director of the Office for Reeds, said Chad was late.", "Office"),
        ("TASS, 31 October. The mayor of Lome has met Chad, the press service said.", "TASS"),
        ("Editing by Marek Bonk; Chad's parliament ratified the pact on Monday.", "Marek Bonk"),
    ],
)
def test_part_of_a_name_is_nobody(text: str, nobody: str) -> None:
    assert nobody not in {a.name for a in read_text(text).actors}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Mr Conrad-Roe denied it. Fionn Conrad-Roe saw it otherwise.", {"fionn-conrad-roe"}),
        (
            "Talk with Hedda Toll-Berg, chief of the yard.\n\nGood day, Mrs Toll-Berg. Come in.",
            {"hedda-toll-berg"},
        ),
        ("Ms Adair-Cole laughed. In the hall sat Folake Adair-Cole.", {"folake-adair-cole"}),
        ("Two fell ill at Ostrand, Co Westmere. They are well.", set()),
        ("Ida Brann of Ostrand said that the hearing stood.", {"ida-brann"}),
        ("Quisto Manda Lorca of Chad comes out first. She says no.", {"quisto-manda-lorca"}),
    ],
)
def test_a_person_has_a_whole_name_and_no_town(text: str, keys: set[str]) -> None:
    assert {a.id for a in read(text)[2].actors if a.kind == "person"} == keys


def test_the_lines_of_a_head_that_are_not_full_are_no_sentence() -> None:
    head = (
        "RADIO LORM 98\nTea at the Quay\nA talk with Ida Brann, chief executive of Ostrand\n"
        "Script for subscribers. Sent on Monday.\n\nBRANN: We want it paid.\n"
    )
    names = {a.name for a in read_text(head).actors}
    assert "Ostrand" in names
    assert not any("Script" in name for name in names)


def test_the_company_is_no_union_with_short_name() -> None:
    page = (
        "The company and the Lorm Dockers Union met. Ola Dahl, the LDU chair, left."
        "\n\nThe LDU refused. Asked whether the company would pay, Ida Brann said no."
    )
    (union,) = (a for a in read_text(page).actors if a.name == "LDU" or "LDU" in a.aliases)
    assert "company" not in union.aliases


@pytest.mark.parametrize(
    ("page", "name", "kind"),
    [
        (
            (
                "Tern Covenant says it will stay. Boats of the Tern Covenant rang a bell. "
                "The Tern Covenant denied it."
            ),
            "Tern Covenant",
            "organisation",
        ),
        ("Ida Brann says she will stay. The Ida Brann plan is dead.", "Ida Brann", "person"),
        (
            (
                "Farmers of the Tern Valley Front, who block a canal, said they would stay. The "
                "farmers want water."
            ),
            "Tern Valley Front",
            "group",
        ),
    ],
)
def test_what_a_page_writes_behind_the_is_a_body_and_no_person(page: str, name: str, kind: str):
    assert [(a.name, a.kind) for a in read_text(page, "2026-03-02").actors if name in a.name] == [
        (name, kind)
    ]
