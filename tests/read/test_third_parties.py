"""Who stands between whom: where the sides, the mediator or the journey to them stand elsewhere."""

from __future__ import annotations

import pytest
from reading import read

from goodoffices.evidence.claims import UNREAL, Event

SIDES = {"togo", "benin"}


def mediated(text: str) -> list[Event]:
    """Return the mediations that a text tells as so."""
    return [e for e in read(text)[0] if e.mediator and e.modality not in UNREAL]


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between Togo and Benin went on for a week. Kenya then brokered a ceasefire.",
        "Togo and Benin have kept an uneasy truce since May. The pause was brokered by Kenya.",
        "The standoff between Togo and Benin ended only when Kenya brokered a deal.",
        "Kenya, since tension between Togo and Benin rose, acted as an intermediary in the row.",
        "The meeting, which had Kenya as mediator, was attended by envoys of Togo and Benin.",
        "Talks were held in Quito between the presidents of Togo and Benin, facilitated by Kenya.",
        "Kenya's mediation efforts between Togo and Benin have stalled.",
        "Kenya is one of the mediators between Togo and Benin.",
        "Kenya has taken the lead in the talks between Togo and Benin.",
        "Kenya hosted the meeting as mediator, after requests from Togo and Benin for mediation.",
    ],
)
def test_the_sides_are_those_named_together_in_the_sentence_or_shortly_before(text: str) -> None:
    (event,) = [e for e in mediated(text) if e.cameo == "045"]
    assert event.mediator == "kenya"
    assert set(event.recipients) == SIDES


@pytest.mark.parametrize(
    "text",
    [
        "President Amina Weru is the African Union mediator between Togo and Benin.",
        "President Amina Weru is the bloc's mediator in the war between Togo and Benin.",
        "Ms Amina Weru travelled to Lomé to mediate between Togo and Benin.",
        "President Amina Weru left for Lomé on Monday to mediate between Togo and Benin.",
        "President Amina Weru is in Lomé to mediate between Togo and Benin.",
        "The talks between Togo and Benin were led by moderator Amina Weru.",
    ],
)
def test_whoever_has_the_office_or_makes_the_journey_mediates(text: str) -> None:
    (event,) = mediated(text)
    assert event.mediator == "amina-weru"
    assert set(event.recipients) >= SIDES
    assert "african-union" not in event.recipients


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is to mediate between Togo and Benin if both ask.",
        "President Amina Weru will travel to Lomé to mediate between Togo and Benin.",
        "President Amina Weru did not go to Lomé to mediate between Togo and Benin.",
        "President Amina Weru stopped in Lomé to buy cloth.",
        "Kenya is not one of the mediators between Togo and Benin.",
    ],
)
def test_a_journey_to_come_or_not_made_is_no_mediation_yet(text: str) -> None:
    assert not [e for e in mediated(text) if e.cameo == "045"]


def test_those_who_only_speak_together_are_not_the_sides() -> None:
    (event,) = mediated("Britain and France condemned the raid. Kenya then brokered a ceasefire.")
    assert not event.recipients


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("The former president mediated between Togo and Benin.", "president"),
        ("The bishop mediated between the governments of Togo and Benin.", "bishop"),
        ("The truce between Togo and Benin was brokered by the bishop.", "bishop"),
        ("Bishop John Addo came. The bishop mediated between Togo and Benin.", "john-addo"),
        ("The Kenyan president mediated between Togo and Benin.", "kenya"),
    ],
)
def test_a_mediator_may_be_known_by_an_office_alone(text: str, mediator: str) -> None:
    (event,) = mediated(text)
    assert event.mediator == mediator
    assert set(event.recipients) == SIDES


def test_who_is_thanked_for_hosting_talks_mediated_them() -> None:
    (event,) = mediated("Togo and Benin thanked Kenya for hosting several rounds of talks.")
    assert (event.mediator, set(event.actors)) == ("kenya", SIDES)
    assert not mediated("Togo and Benin thanked Kenya for hosting several thousand refugees.")


def test_a_government_and_rebels_who_do_something_together_are_two() -> None:
    events = read("The Togolese government and leftist rebels resumed talks on Monday.")[0]
    (event,) = [e for e in events if e.type == "CONSULT"]
    assert "togo" in event.actors
    assert any("rebel" in one for one in event.actors)


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("Togo rejected the idea of mediation by Kenya in its row with Benin.", "kenya"),
        ("Togo opposed the notion of Kenyan mediation between Togo and Benin.", "kenya"),
        ("Togo has rejected the idea of outside mediation between Togo and Benin.", None),
        ("Togo rejected Kenya's offer to mediate. The row between Togo and Benin is old.", "kenya"),
        ("Togo's war against Benin went on. Its premier ruled out Kenyan mediation.", "kenya"),
        (
            "Togo spurned Kenya's mediation. Kenya had offered to mediate between Togo and Benin.",
            "kenya",
        ),
    ],
)
def test_who_refuses_the_thought_of_it_refuses_and_the_other_side_may_be_told_near(
    text: str, mediator: str | None
) -> None:
    (event,) = [e for e in read(text)[0] if e.cameo == "126"]
    assert event.mediator == mediator
    assert set(event.actors) == {"togo"}
    assert set(event.recipients) - {mediator} == {"benin"}


def test_a_quarrel_of_others_names_no_side() -> None:
    text = "Togo rejected Kenya's offer to mediate. The row between Chad and Libya is old."
    (event,) = [e for e in read(text)[0] if e.cameo == "126"]
    assert set(event.recipients) == {"kenya"}


@pytest.mark.parametrize(
    ("text", "helpers"),
    [
        ("Kenya accepted the task of mediating between Togo and Benin.", {"kenya"}),
        (
            "Kenya's premier Ana Holt said her country is ready to mediate between Togo and Benin.",
            {"kenya"},
        ),
        (
            "Kenya works with its fellow mediators Ghana and Chad to end the Togo-Benin war.",
            {"kenya", "ghana", "chad"},
        ),
        ("In a meeting with Ana Holt, Kenya offered to mediate between Togo and Benin.", {"kenya"}),
        ("The envoys struck a U.N.-brokered deal between Togo and Benin.", {"united-nations"}),
    ],
)
def test_who_takes_it_on_or_does_it_with_others_mediates(text: str, helpers: set[str]) -> None:
    (event,) = mediated(text)
    assert event.mediator in helpers
    assert set(event.actors) == helpers
    assert set(event.recipients) - helpers == SIDES


def test_a_mediator_by_title_who_suspends_the_talks_suspends_the_mediation() -> None:
    (event,) = mediated("Mediator Ana Holt suspended the talks between Togo and Benin.")
    assert (event.stage, event.mediator) == ("suspended", "ana-holt")


def test_those_without_a_name_mediate_between_two_who_have_one() -> None:
    (event,) = read("Diplomats are trying to broker a truce between Togo and Benin.")[0]
    assert (event.stage, event.mediator, set(event.recipients)) == ("under_way", None, SIDES)


@pytest.mark.parametrize(
    "text",
    [
        "The mild winter brokered a rapprochement between Togo and Benin.",
        "A Foreign Office spokesman of Togo said Benin would play a role.",
        "Oman is working with Chad to settle its dispute with Libya.",
    ],
)
def test_what_is_no_mediator_mediates_nothing(text: str) -> None:
    assert not mediated(text)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Kenya accepted the request of Togo to mediate between Togo and Benin.", "accepted"),
        ("Kenya rejected a request from Togo to mediate in the dispute with Benin.", "refused"),
    ],
)
def test_who_is_asked_to_mediate_takes_it_up_or_refuses(text: str, stage: str) -> None:
    (event,) = [e for e in read(text)[0] if e.stage]
    assert (event.stage, set(event.actors)) == (stage, {"kenya"})
    assert set(event.recipients) == SIDES


@pytest.mark.parametrize(
    "text",
    [
        "Togo received an offer of mediation from Kenya in its dispute with Benin.",
        "Kenya remains the mediator between Togo and Benin.",
        "Kenya is still a mediator between the Ghanaian-backed government of Togo and Benin.",
    ],
)
def test_the_mediator_gives_the_offer_or_stays_one_and_who_backs_a_side_is_none(text: str) -> None:
    (event,) = mediated(text)
    assert event.mediator == "kenya"
    assert set(event.recipients) == SIDES


def test_a_former_office_makes_no_body_mediate() -> None:
    text = "Kofi Annan, the former UN secretary general, brokered a truce between Togo and Benin."
    (event,) = mediated(text)
    assert set(event.actors) == {"kofi-annan"}


@pytest.mark.parametrize(
    "people",
    ["opposition leaders", "separatist leaders", "opposition figures"],
)
def test_who_leads_a_camp_is_a_side(people: str) -> None:
    (event,) = mediated(f"Kenya mediates between the Togolese government and {people}.")
    assert set(event.recipients) == {"togo", people.replace(" ", "-")}


def test_who_speaks_for_a_while_speaks_for_nobody() -> None:
    text = "Envoys of Togo and Benin spoke for several minutes in the presence of Kenya's minister."
    assert not [e for e in read(text)[0] if e.type == "SUPPORT"]


@pytest.mark.parametrize(
    ("text", "helper"),
    [
        ("Kenya has for years hosted talks between Togo and Benin.", "kenya"),
        ("Kenya has for weeks shuttled between Togo and Benin.", "kenya"),
        ("The Centre for Dialogue, a small group, mediated between Togo and Benin.", "centre"),
        ("Kenya led the talks in Accra between Togo and Benin.", "kenya"),
        ("The talks, held in Accra under Kenya's auspices, are between Togo and Benin.", "kenya"),
        ("Kenya mediated between the parties. Talks between Togo and Benin resumed.", "kenya"),
        ("Kenya offered its good offices. Togo and Benin have blamed each other since.", "kenya"),
        ("A delegation from Togo met a team representing Benin in talks led by Kenya.", "kenya"),
    ],
)
def test_the_sides_are_neither_where_talks_are_nor_only_the_parties(text: str, helper: str) -> None:
    (event,) = mediated(text)
    assert (event.mediator or "").startswith(helper)
    assert {*event.actors, *event.recipients} - {event.mediator} == SIDES


def test_whom_nobody_is_said_to_be_at_odds_with_is_no_side() -> None:
    (event,) = mediated("Kenya offered its good offices on Monday. Togo and Benin sell cotton.")
    assert not event.recipients


def test_a_former_office_lends_its_body_no_part() -> None:
    (event,) = mediated("Former UN chief Kofi Annan brokered a truce between Togo and Benin.")
    assert event.actors == ("kofi-annan",)


def test_mediation_at_work_is_told_where_both_sides_are() -> None:
    told = "Minister Ana Rojas is mediating between the miners' union and the company Codelco."
    (event,) = mediated(told)
    assert set(event.recipients) == {"miners-union", "codelco"}
    assert not mediated("A nurse mediated between two teachers at the school.")


def test_what_is_apposed_to_a_name_does_what_the_name_does() -> None:
    told = "According to the Arab League, a bloc that has helped to mediate, Togo and Benin talk."
    (event,) = mediated(told)
    assert event.mediator == "arab-league"


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        (
            "ECOWAS, a bloc headquartered in Nigeria, which mediates between Togo and Benin, met.",
            "economic-community-of-west-african-states",
        ),
        ("The envoys went to Kenya, which mediates between Togo and Benin.", "kenya"),
    ],
)
def test_a_seat_is_no_mediator(text: str, mediator: str) -> None:
    assert {e.mediator for e in mediated(text)} == {mediator}


@pytest.mark.parametrize(
    "told",
    [
        "Talks mediated by {} (EU) between Togo and Benin broke down.",
        "{}, which mediate between Togo and Benin, called for calm.",
        "{} (EU) have mediated between Togo and Benin.",
    ],
)
def test_short_forms_in_brackets_break_no_row(told: str) -> None:
    row = "the African Union (AU), the Arab League (AL) and the European Union"
    text = told.format(row)
    third = {one for e in mediated(text[0].upper() + text[1:]) for one in e.actors}
    assert third == {"african-union", "arab-league", "european-union"}


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("A retired general is mediating between Togo and Benin.", "general"),
        ("A Swiss pastor brokered a truce between Togo and Benin.", "pastor"),
        ("The truce between Togo and Benin was brokered by a fisherman.", "fisherman"),
        ("A midwife carried letters between Togo and Benin.", "midwife"),
        ("A former judge has been acting as mediator between Togo and Benin.", "judge"),
        ("A Danish historian served as go-between for Togo and Benin.", "historian"),
        ("A group of bishops offered to mediate between Togo and Benin.", "bishops"),
        ("A retired Kenyan diplomat hosted talks between Togo and Benin.", "diplomat"),
        ("The truce between Togo and Benin was mediated by a retired colonel.", "colonel"),
        ("Two poets carried messages between Togo and Benin.", "poets"),
    ],
)
def test_somebody_without_a_name_may_mediate(text: str, mediator: str) -> None:
    (third,) = {e.mediator for e in mediated(text)}
    assert third is not None
    assert third.endswith(mediator)
    assert all({*e.actors, *e.recipients} >= SIDES for e in mediated(text))


@pytest.mark.parametrize(
    "text",
    [
        "A nurse mediated between the twins.",
        "A priest mediated between the brothers over the inheritance.",
        "A poet read between the acts.",
        "A teacher stood between the two cars.",
        "A retired general criticised Togo.",
    ],
)
def test_somebody_without_a_name_does_not_mediate(text: str) -> None:
    assert not [e for e in read(text)[0] if e.stage]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya appointed Thabo Nkosi as mediator between Togo and Benin.",
        "Thabo Nkosi was named as mediator between Togo and Benin by Kenya.",
        "Thabo Nkosi has been appointed mediator by Kenya in the row between Togo and Benin.",
        "Kenya designated Thabo Nkosi as its envoy to the talks between Togo and Benin.",
        "Kenya nominated Thabo Nkosi to mediate between Togo and Benin.",
        "The appointment of Thabo Nkosi as mediator between Togo and Benin by Kenya came late.",
        "Kenya's choice of Thabo Nkosi as facilitator for Togo and Benin came late.",
    ],
)
def test_whom_somebody_appoints_mediates(text: str) -> None:
    (event,) = (e for e in mediated(text) if e.type == "AGREE")
    assert (event.mediator, event.actors) == ("thabo-nkosi", ("kenya",))
    assert set(event.recipients) >= SIDES


@pytest.mark.parametrize(
    "text",
    [
        "Kenya appointed Thabo Nkosi as head of finance.",
        "Kenya named Thabo Nkosi as ambassador to Togo.",
        "The choice of Thabo Nkosi as captain surprised Togo and Benin.",
        "Kenya appointed Thabo Nkosi as envoy to Togo.",
    ],
)
def test_another_office_makes_nobody_a_mediator(text: str) -> None:
    assert not [e for e in read(text)[0] if e.stage]


@pytest.mark.parametrize(
    "text",
    [
        "Relations between Togo and Benin have soured. They should sit down, Mali said.",
        "Togo and Benin have clashed again. Both should return to the table, Mali said.",
        "The quarrel between Togo and Benin goes on. The two should sit down together, Mali said.",
        "Togo and Benin ought to meet, Mali said.",
        "Togo and Benin need to talk, Mali said.",
        "“They have to talk to each other,” Mali said of Togo and Benin.",
        "“They should settle this through dialogue,” Mali said of Togo and Benin.",
    ],
)
def test_two_that_ought_to_talk_are_asked_to(text: str) -> None:
    asked = [e for e in read(text)[0] if e.type == "REQUEST"]
    assert [(e.actors, set(e.recipients)) for e in asked] == [(("mali",), SIDES)]


@pytest.mark.parametrize(
    "text",
    [
        "Togo and Benin do talk, Mali said.",
        "Parents should talk to their children, Mali said.",
        "Togo and Benin talked on Monday, Mali said.",
        "Togo and Benin should be ashamed, Mali said.",
    ],
)
def test_who_talks_anyway_is_asked_nothing(text: str) -> None:
    assert not [e for e in read(text)[0] if e.type == "REQUEST"]
