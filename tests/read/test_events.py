# ruff: noqa: E501 - tables of sentences
"""Events: what happened, who did it to whom, and mediation above all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import events_of, only, read

from goodoffices.read import read_text
from goodoffices.read.done.events import band, find_events, graded, place_actors
from goodoffices.read.done.meanings import lexicon
from goodoffices.read.words import table

GOLD = Path(__file__).parent.parent / "reference" / "reading"
TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)


def texts(name: str) -> list[str]:
    """Return the sentences of a reference set."""
    lines = (GOLD / name).read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def told(text: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return type, actors and recipients of the one event of a text."""
    event = only(text)
    return event.type, event.actors, event.recipients


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Chad invaded Libya.", "ASSAULT", "chad", "libya"),
        ("Libya was invaded by Chad.", "ASSAULT", "chad", "libya"),
        ("Peru expelled the Chilean ambassador.", "SANCTION", "peru", "chile"),
        ("Ghana's army shelled a village in Togo.", "ASSAULT", "ghana", "togo"),
        ("Mali has accused Niger of harbouring rebels.", "ACCUSE", "mali", "niger"),
        ("Laos thanked Vietnam for its help.", "SUPPORT", "laos", "vietnam"),
        ("Oman urged Yemen to release the sailors.", "REQUEST", "oman", "yemen"),
        ("Cuba demanded that Haiti return the boat.", "REQUEST", "cuba", "haiti"),
        ("Spain refused to sell tanks to Morocco.", "REJECT", "spain", "morocco"),
        ("Sweden promised to send doctors to Gabon.", "AGREE", "sweden", "gabon"),
        ("Iraq threatened to bomb Kuwait.", "THREATEN", "iraq", "kuwait"),
        ("Brazil gave food to Bolivia.", "AID", "brazil", "bolivia"),
        ("Egypt imposed sanctions on Sudan.", "SANCTION", "egypt", "sudan"),
        ("Egypt lifted its sanctions on Sudan.", "CONCEDE", "egypt", "sudan"),
        ("Kenya broke off talks with Somalia.", "SANCTION", "kenya", "somalia"),
        ("Nepalese police arrested two Indian journalists.", "COERCE", "nepal", "india"),
        ("Jordan massed troops along the border with Iraq.", "MOBILIZE", "jordan", "iraq"),
        ("France pulled its soldiers out of Chad.", "RETREAT", "france", "chad"),
        ("Austria extradited a suspect to Hungary.", "COOPERATE", "austria", "hungary"),
        (
            "Iranian protesters burned a flag outside the British embassy.",
            "PROTEST",
            "iranian-protesters",
            "united-kingdom",
        ),
    ],
)
def test_an_act_has_its_type_and_sides(text: str, kind: str, actors: str, recipients: str) -> None:
    event = only(text)
    assert event.type == kind
    assert event.actors == (actors,)
    assert recipients in event.recipients


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Togo held talks with Benin.", "CONSULT"),
        ("Togo agreed to hold talks with Benin.", "AGREE"),
        ("Togo will hold talks with Benin.", "AGREE"),
        ("Togo refused to hold talks with Benin.", "REJECT"),
        ("Togo asked Benin to hold talks.", "REQUEST"),
        ("Togo broke off its talks with Benin.", "SANCTION"),
        ("Togo threatened to break off its talks with Benin.", "THREATEN"),
        ("Togo attacked Benin.", "ASSAULT"),
        ("Togo said it would attack Benin.", "THREATEN"),
        ("Togo halted its attack on Benin.", "RETREAT"),
        ("Togo said that Benin must withdraw its troops.", "REQUEST"),
        ("Togo said it would not negotiate with Benin.", "REJECT"),
        ("Togo is not ready to negotiate with Benin.", "REJECT"),
        ("Togo claimed that Benin had shelled its villages.", "ACCUSE"),
        ("Togo said Benin was responsible for the raid.", "ACCUSE"),
        ("Togo said that lifting the ban on Benin was unacceptable.", "REJECT"),
        ("Togo wants Benin to release the pilots.", "REQUEST"),
    ],
)
def test_an_operator_makes_another_act_of_what_it_governs(text: str, kind: str) -> None:
    event = next(e for e in events_of(text) if e.modality != "reported" or e.type == kind)
    assert (event.type, event.actors) == (kind, ("togo",))
    assert "benin" in event.recipients


TOLD = """
COERCE | Police said that ninety people were arrested.
COERCE | Two were detained near the depot.
ASSAULT | At least six passengers have been killed since then.
PROTEST | Hundreds of stevedores walked off the job.
PROTEST | Thousands of nurses marched through the rain.
AGREE | Participants in the meeting agreed to form a panel.
ASSAULT | Clashes broke out at the entrance to the camp.
PROTEST | There were protests in three towns.
PROTEST | Protests have spread across the city.
SUPPORT | Chad's parliament has ratified a peace deal.
RETREAT | Chad and rebel groups have agreed to a truce.
PROTEST ACCUSE | Doctors downed their tools on Monday, accusing the board of neglect.
PROTEST | Bus drivers staged a walkout.
PROTEST | Carpenters set up barricades on the bridge.
PROTEST | Crowds gathered outside the embassy.
COERCE | The police used water cannon against marchers.
CONCEDE | The union called off its strike.
REJECT | A new pay offer was rejected.
ASSAULT | Two deputies were roughed up at the gate.
ASSAULT | Ships from the two sides clashed off the cape.
MOBILIZE | Soldiers surrounded the town hall.
RETREAT | The swap resulted in the release of nine hostages.
ACCUSE PROTEST | The law was denounced by the opposition, which walked out of the chamber.
- | Papers were piled on three desks.
- | Exports met the standard.
- | The minister shot a film about the sea.
- | A river invaded the town.
- | A bridge stands between Chad and Libya.
- | A museum recalls the battle.
- | The two brothers met for dinner.
- | The town is ready for winter.
- | The steward asked not to be named.
- | The report set off a wave of laughter.
- | Prices continued to rise.
- | Strikes of luck are rare.
"""


@pytest.mark.parametrize("line", TOLD.strip().splitlines())
def test_what_nameless_people_do_or_suffer_is_told(line: str) -> None:
    kinds, _bar, text = line.partition(" | ")
    assert [e.type for e in events_of(text)] == kinds.replace("-", "").split(), text


SIDES = """
ASSAULT | The raid by Chad on Libya killed nine.
ASSAULT | Nine Libyans were killed in a Chadian air strike.
ASSAULT | Nine Libyans died at the hands of Chadian troops.
ASSAULT | Chadian soldiers got into a brawl with Libyan guards.
ASSAULT | Fighting erupted between Chad and Libya.
ASSAULT | Chadian jets struck targets in Libya.
CONSULT | Chad and Libya are locked in talks.
CONSULT | Chad's minister raised the matter with his Libyan counterpart.
AGREE | A deal on water was reached between Chad and Libya.
AGREE | Chad gave Libya permission to use its ports.
SANCTION | Chad's tightening of sanctions on Libya came on Monday.
SANCTION | Talks between Chad and Libya were broken off.
SANCTION | New Chadian sanctions hit Libyan banks.
RETREAT | The release of Libyan prisoners by Chad began on Monday.
AID | A Chadian aid convoy reached Libya.
MOBILIZE | Chadian troops moved towards the Libyan border.
REQUEST | Chad is seeking talks with Libya.
CONSULT | After talks with Libya, Chad said the border would stay open.
COERCE | Two Libyans were arrested in Chad.
SANCTION | Libya was hit with sanctions by Chad.
SANCTION | The expulsion of two Libyans from Chad was announced.
SANCTION | Two Libyans were expelled from Chad.
RETREAT | The exchange of prisoners between Chad and Libya took place at dawn.
ASSAULT | A raid on a Libyan village by Chadian soldiers left six dead.
ACCUSE | Chad said Libya was behind the attack.
ACCUSE | Chad presented a protest to the Libyan envoy.
COERCE | A frigate impounded by Chad off Libya made news.
ASSAULT | Libya, bombed by Chad, made news.
REJECT | Libya, repudiated by Chad, made news.
REQUEST | Chad lobbies Libya to free the prisoners
CONSULT | Chad, Libya huddle
SUPPORT | Chad, Libya initial arrangement
ASSAULT | Chad mounts offensive on Libya
"""


@pytest.mark.parametrize("line", SIDES.strip().splitlines())
def test_both_sides_are_found_wherever_the_clause_left_them(line: str) -> None:
    kind, _bar, text = line.partition(" | ")
    found = {(e.type, frozenset((*e.actors, *e.recipients))) for e in events_of(text)}
    assert (kind, frozenset({"chad", "libya"})) in found, found


def test_in_a_joint_act_both_sides_act_and_receive() -> None:
    event = only("Greek and Turkish ministers met in Geneva.")
    assert event.actors == event.recipients == ("greece", "turkey")


def test_a_state_asked_is_not_the_place_of_the_meeting() -> None:
    assert "switzerland" not in only("Greece met Turkey in Geneva.").recipients


def test_a_call_between_two_persons_names_the_persons() -> None:
    text = (
        "The offer follows a telephone conversation between U.S. President Donald Trump and Russian "
        "President Vladimir Putin."
    )
    event = only(text)
    assert (event.type, event.cameo, event.mode) == ("CONSULT", "041", "phone")
    assert set(event.actors) == {"donald-trump", "vladimir-putin"}


def test_those_named_after_including_join_their_side() -> None:
    event = only(
        "The U.S. administration held discussions with Russian officials, including Secretary of "
        "State Marco Rubio and Russian Foreign Minister Sergey Lavrov."
    )
    assert event.actors == ("united-states", "marco-rubio")
    assert event.recipients == ("russia", "sergey-lavrov")


def test_an_act_told_twice_is_one_event_with_two_spans() -> None:
    event = only("Chad invaded Libya. Officials said that Chad invaded Libya.")
    assert len(event.spans) == 2


def test_the_two_governments_are_those_named_right_before() -> None:
    text = "Peru and Chile are far.\n\nChad asked for it and Libya agreed. The two governments met."
    assert {"chad", "libya"} == set(events_of(text)[-1].actors)


def test_acts_of_two_days_are_two_events() -> None:
    found = events_of("Chad bombed Libya on 3 May 2021. Chad bombed Libya on 9 June 2021.")
    assert [e.date for e in found] == ["2021-05-03", "2021-06-09"]


def test_a_date_belongs_to_its_own_clause() -> None:
    event = next(
        e
        for e in events_of(
            "On 4 March 2024 Oman welcomed the decision of Iran to withdraw from the treaty in 2018."
        )
        if e.actors == ("oman",)
    )
    assert event.date == "2024-03-04"


def test_a_decision_to_withdraw_is_a_withdrawal_of_its_year() -> None:
    event = only("Trump's decision to withdraw from the nuclear accord in 2018 still looms large.")
    assert (event.type, event.date, event.date_precision) == ("SANCTION", "2018", "year")
    assert event.actors == ("donald-trump",)


def test_without_a_publication_date_a_part_of_a_month_has_no_year() -> None:
    event = only("Oman met Iranian officials in mid-February.")
    assert event.date_text == "mid-February"
    assert event.date is None or event.date.startswith("--02")


@pytest.mark.parametrize(
    ("text", "cameo", "mediator", "parties", "stage"),
    [
        (
            "Finland offered to mediate between Chad and Libya.",
            "039",
            "finland",
            {"chad", "libya"},
            "offered",
        ),
        (
            "Finland's readiness to mediate between Chad and Libya is known.",
            "039",
            "finland",
            {"chad", "libya"},
            "offered",
        ),
        (
            "Finland has volunteered to serve as an intermediary between Chad and Libya.",
            "039",
            "finland",
            {"chad", "libya"},
            "offered",
        ),
        (
            "Finland mediated between Chad and Libya.",
            "045",
            "finland",
            {"chad", "libya"},
            "under_way",
        ),
        (
            "Chad and Libya signed a truce brokered by Finland.",
            "045",
            "finland",
            {"chad", "libya"},
            "under_way",
        ),
        (
            "Finland hosted talks between Chad and Libya.",
            "045",
            "finland",
            {"chad", "libya"},
            "under_way",
        ),
        (
            "Finland brought Chad and Libya together for a new round.",
            "045",
            "finland",
            {"chad", "libya"},
            "under_way",
        ),
        ("Chad asked Finland to mediate with Libya.", "028", "finland", {"libya"}, "requested"),
        (
            "Chad called for Finnish mediation in its dispute with Libya.",
            "028",
            "finland",
            {"libya"},
            "requested",
        ),
        (
            "Chad demanded that Finland mediate with Libya.",
            "108",
            "finland",
            {"libya"},
            "requested",
        ),
        (
            "Chad accepted Finland's offer to mediate with Libya.",
            "038",
            "finland",
            {"libya"},
            "accepted",
        ),
        ("Chad agreed to mediation by Finland.", "038", "finland", set(), "accepted"),
        ("Chad rejected Finnish mediation with Libya.", "126", "finland", {"libya"}, "refused"),
        (
            "Chad turned down a Finnish offer to mediate with Libya.",
            "126",
            "finland",
            {"libya"},
            "refused",
        ),
        (
            "Finland suspended its mediation between Chad and Libya.",
            "165",
            "finland",
            {"chad", "libya"},
            "suspended",
        ),
        (
            "Finland ended its mediation between Chad and Libya.",
            "165",
            "finland",
            {"chad", "libya"},
            "ended",
        ),
        (
            "Finland threatened to end its mediation between Chad and Libya.",
            "135",
            "finland",
            {"chad", "libya"},
            "under_way",
        ),
    ],
)
def test_a_mediation_has_code_mediator_parties_and_stage(
    text: str, cameo: str, mediator: str, parties: set[str], stage: str
) -> None:
    event = next(e for e in events_of(text) if e.mediator)
    assert (event.cameo, event.mediator, event.stage) == (cameo, mediator, stage)
    assert parties <= {*event.recipients, *event.actors} - {mediator}


@pytest.mark.parametrize(
    "text",
    [
        "Finland did not mediate between Chad and Libya.",
        "Finland has never offered to mediate between Chad and Libya.",
        "Finland denied that it had offered to mediate between Chad and Libya.",
        "Finland could mediate between Chad and Libya.",
        "If Finland mediates between Chad and Libya, the war will end.",
        "Analysts doubt that Finland will mediate between Chad and Libya.",
        "Will Finland mediate between Chad and Libya?",
        "Finnish mediators settled a wage dispute between a union and an employer.",
        "The couple accepted mediation before their divorce in Finland.",
        "A Finnish mediator helped the club and the player agree on a transfer.",
        "The response is mediated by a protein found in Finland.",
        "Trains shuttled between Finland and Sweden.",
    ],
)
def test_what_is_no_mediation_is_not_coded(text: str) -> None:
    assert not [e for e in events_of(text) if e.mediator or e.cameo in {"039", "045", "038"}]


def test_this_role_means_the_mediation_told_before() -> None:
    events = events_of(
        "Finland offered to mediate between Chad and Libya. Finland volunteered this mediation role."
    )
    assert len(events) == 1
    assert len(events[0].spans) == 2


def test_a_report_of_several_paragraphs() -> None:
    text = (
        "Delegates from Chad and Libya returned to Oslo on Sunday for talks mediated by Norway.\n\n"
        "In June, the ministers of Chad and Libya signed an agreement that was brokered by Egypt. "
        "Angola abandoned its own mediation in March after Chad pulled out of direct talks."
    )
    told = [(e.cameo, e.mediator, e.date) for e in events_of(text, "2025-08-18") if e.mediator]
    assert told == [
        ("045", "norway", "2025-08-17"),
        ("045", "egypt", "2025-06"),
        ("165", "angola", "2025-03"),
    ]
    assert all({"chad", "libya"} <= set(e.recipients) for e in events_of(text) if e.mediator)


def test_who_reports_is_named() -> None:
    event = only("Chad invaded Libya, officials in Egypt said.")
    assert event.modality == "reported"
    assert event.attributed_to == "egypt"
    assert only("Chad invaded Libya, unnamed diplomats said.").attributed_to == "unnamed diplomats"


@pytest.mark.parametrize("name", ["petrarch2_validation.jsonl", "own_events.jsonl"])
def test_every_span_is_verbatim_and_every_type_known(name: str) -> None:
    for text in texts(name)[::4]:
        for event in read(text)[0]:
            assert event.type in TYPES
            for span in (*event.spans, event.trigger):
                assert text[span.start : span.end] == span.exact
            assert event.cameo is None or event.cameo.isdigit()
            assert event.actors or event.recipients or event.confidence == "low"


def test_each_mediation_sentence_of_the_reference_is_read() -> None:
    from tests.accuracy import events as accuracy

    precision, recall, negatives = accuracy.mediations(
        accuracy.records("own_mediation_events.jsonl")
    )
    assert precision >= 0.95
    assert recall >= 0.90
    assert negatives <= 0.20


WORDS = st.sampled_from(
    [
        "Chad",
        "Libya",
        "France",
        "the",
        "said",
        "to",
        "mediate",
        "between",
        "and",
        "not",
        "talks",
        "with",
        "its",
        "of",
        "by",
        "which",
        "after",
        "if",
        "was",
        "offered",
        "Iran's",
        "president",
        "refused",
        "attack",
        "on",
        ",",
        ".",
        "“",
        "who",
        "be",
        "will",
        "has",
        "meeting",
        "sanctions",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25))
def test_no_heap_of_words_breaks_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    events, issues, relations = read(text)
    for claim in (*events, *issues, *relations):
        for span in claim.spans:
            assert text[span.start : span.end] == span.exact


def test_ids_are_the_same_on_every_reading() -> None:
    text = "Finland offered to mediate between Chad and Libya. Chad attacked Libya."
    assert [e.id for e in events_of(text)] == [e.id for e in events_of(text)]
    assert len({e.id for e in events_of(text)}) == 2


def test_a_state_named_by_its_capital_only_becomes_an_actor() -> None:
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.document.intake import text_document

    document = text_document("The French foreign minister landed in Baghdad on Sunday.")
    scene = Scene.of(document)
    found = place_actors(document, scene, find_events(document, scene))
    assert [(a.id, a.country, a.spans[0].exact) for a in found] == [("iraq", "IRQ", "Baghdad")]


def test_bands_are_measured_shares() -> None:
    assert graded(19, 20) == "high"
    assert graded(4, 4) == "medium"
    assert graded(8, 10) == "medium"
    assert graded(1, 4) == "low"
    assert band("a rule nobody measured") == "low"


def test_the_table_of_precisions_counts_soundly() -> None:
    for row in table("event_precision.yaml").values():
        assert 0 <= int(row["right"]) <= int(row["told"])


def test_the_table_of_triggers_is_sound() -> None:
    turns = {g.turns for entries in lexicon().verbs.values() for _p, g in entries}
    for entries in (*lexicon().verbs.values(), *lexicon().nouns.values()):
        for _particle, group in entries:
            assert group.type is None or group.type in TYPES
            assert group.type is not None or group.turns is not None
    assert {"intend", "ask", "demand", "refuse", "threaten", "stop", "pass"} <= turns


def test_whoever_is_withdrawn_is_no_recipient() -> None:
    found = read_text("President Gabriel Boric withdrew Chile from the treaty in 2023.").events
    assert [(e.mode, e.actors, e.recipients) for e in found] == [
        ("withdraw", ("gabriel-boric",), ())
    ]


def test_what_a_source_without_a_name_reports_is_not_ascribed_to_its_side() -> None:
    text = "A Kremlin source said that Russia had signed an agreement with Iran."
    (event,) = read_text(text).events
    assert event.attributed_to == "A Kremlin source"


@pytest.mark.parametrize("asks", ["Q: ", "Le Soir: "])
def test_what_the_press_asks_is_no_event(asks: str):
    found = read(
        f"{asks}Has Peru attacked Chile again?\n\nKari Lund: Peru condemned Chile this morning.\n\n"
        f"{asks}Will Peru expel the Chilean consul?\n\nKari Lund: That is for Lima to say."
    )[0]
    assert {(e.type, e.actors) for e in found} == {("ACCUSE", ("peru",))}


def test_a_noun_and_its_participle_that_both_report_end_the_search() -> None:
    text = "Chad gave an improvised show called “Ask Niger”, and Libya attacked Niger."
    assert [e.type for e in events_of(text) if e.type == "ASSAULT"] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "attack"),
    [
        ("Refugees crossed into Chad.", False),
        ("Thousands of people poured into Togo.", False),
        ("Chadian troops crossed into Togo.", True),
        ("Rebels poured into Togo.", True),
    ],
)
def test_who_moves_into_a_country_attacks_it_only_under_arms(text: str, *, attack: bool) -> None:
    assert ("ASSAULT" in {e.type for e in read(text)[0]}) == attack


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("India stood up for Bhutan.", "SUPPORT"),
        ("Albania came to the defence of Kosovo.", "SUPPORT"),
        ("France threw its weight behind Chad.", "SUPPORT"),
        ("China used its veto against the Russian draft.", "REJECT"),
        ("France turned a deaf ear to Chad.", "REJECT"),
        ("Moldova suspects Russia of buying votes.", "ACCUSE"),
        ("Gunmen riddled a bus with bullets near Quetta.", "ASSAULT"),
    ],
)
def test_idioms_of_standing_by_refusing_suspecting_and_shooting_tell_acts(
    text: str, kind: str
) -> None:
    assert kind in {e.type for e in read(text)[0]}


RISKY = [
    ("SANCTION", "Chad answered by suspending ties with Libya."),
    ("SANCTION", "Chad suspended its part in the US-brokered talks with Libya."),
    ("REJECT", "The refusal by Chad of Libya's offer was told on Monday."),
    ("REJECT", "Niger rejected an offer by Benin together with Togo."),
    ("REJECT", "Chad rejected reports in Tripoli of a raid."),
    ("ACCUSE", "Had Togo accused Benin of theft, nobody would have listened."),
]


@pytest.mark.parametrize(("kind", "text"), RISKY)
def test_what_is_often_read_amiss_on_pages_is_never_high(kind: str, text: str) -> None:
    assert "high" not in {e.confidence for e in read(text)[0] if e.type == kind}


def test_what_a_clause_says_plainly_is_high() -> None:
    for text in ("Togo accused Benin of theft.", "Ghana rejected Togo's offer on Monday."):
        assert "high" in {e.confidence for e in read(text)[0]}


def test_what_was_done_before_has_not_the_day_of_what_came_after() -> None:
    text = "Benin and Togo met on Monday, after Ghana had expelled the Togolese envoy."
    events = read(text)[0]
    assert {e.date_text for e in events if e.type == "SANCTION"} == {None}
    kept = "Ghana rejected the truce that Togo signed in May."
    assert {e.date_text for e in read(kept)[0] if e.type == "REJECT"} == {None}
