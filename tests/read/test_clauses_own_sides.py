"""Whom a clause gives its sides: those joined beside it, behind "which", and nobody near by."""

from __future__ import annotations

import pytest
from reading import read

from goodoffices.evidence.across.accounts import accounts
from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.claims import UNREAL
from goodoffices.read import read_text

BACKGROUND = "Ghana, Togo, Benin and Mali share a river and its dams.\n\n"


def told(text: str, kind: str) -> list[tuple[set[str], set[str]]]:
    """Return who does what to whom in the events of one type that are told as so."""
    events = [e for e in read(text)[0] if e.type == kind and e.modality not in UNREAL]
    return [(set(e.actors), set(e.recipients)) for e in events]


def said(text: str) -> list[tuple[str | None, str]]:
    """Return who says what in a text."""
    return [(s.speaker, s.text) for s in read_text(text).statements]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ghana, along with Togo, urged Mali to disarm.", "REQUEST"),
        ("Ghana, together with Togo, accused Mali of spying.", "ACCUSE"),
        ("Ghana, as well as Togo, demanded an apology from Mali.", "REQUEST"),
        ("Ghana, alongside Togo, called on Mali to disarm.", "REQUEST"),
        ("Ghana, alongside Togo, imposed sanctions on Mali.", "SANCTION"),
        ("Ghana, accompanied by Togo, has threatened Mali with a blockade.", "THREATEN"),
    ],
)
def test_who_is_named_beside_the_subject_does_it_too(text: str, kind: str) -> None:
    ((actors, recipients),) = told(text, kind)
    assert (actors, recipients) == ({"ghana", "togo"}, {"mali"})


@pytest.mark.parametrize(
    "text",
    [
        "Ghana imposed sanctions on Mali together with a ban on flights from Togo.",
        "Ghana, worried by Togo, imposed sanctions on Mali.",
        "Ghana, after talks with Togo, imposed sanctions on Mali.",
    ],
)
def test_who_is_named_otherwise_does_not(text: str) -> None:
    assert [actors for actors, _r in told(text, "SANCTION")] == [{"ghana"}]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, together with Norway, mediated between Togo and Benin.",
        "Kenya, along with Norway, is mediating between Togo and Benin.",
        "Kenya, alongside Norway, brokered a deal between Togo and Benin.",
    ],
)
def test_two_who_are_joined_mediate(text: str) -> None:
    assert told(text, "CONSULT") == [({"kenya", "norway"}, {"togo", "benin"})]


def test_an_envoy_who_shuttles_stands_between() -> None:
    text = "A Kenyan envoy shuttled between Togo and Benin."
    assert told(text, "CONSULT") == [({"kenya"}, {"togo", "benin"})]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Mali, to which Togo apologised on Monday, was silent.", "SUPPORT", "togo", "mali"),
        ("Mali, from which Togo demanded an apology, was silent.", "REQUEST", "togo", "mali"),
        ("Mali, on which Togo imposed sanctions in May, shrugged.", "SANCTION", "togo", "mali"),
        ("Mali, against which Togo protested on Monday, hid.", "PROTEST", "togo", "mali"),
        ("Mali, whose air force bombed Togo by error, apologised.", "ASSAULT", "mali", "togo"),
        ("Mali, whose soldiers attacked Togo on Sunday, hid.", "ASSAULT", "mali", "togo"),
        ("Mali, whose police arrested two Togolese men, hid.", "COERCE", "mali", "togo"),
        ("Mali, blamed by Togo for the spill, hired divers.", "ACCUSE", "togo", "mali"),
        ("Mali, attacked by Togo on Monday, shut its airspace.", "ASSAULT", "togo", "mali"),
        ("Mali, urged by Togo to reopen the line, refused.", "REQUEST", "togo", "mali"),
        ("Mali extended an offer of talks to Togo.", "AGREE", "mali", "togo"),
        ("Mali directed a demand for payment to Togo.", "REQUEST", "mali", "togo"),
        ("Mali's request for more water was put to Togo.", "REQUEST", "mali", "togo"),
        ("Mali's complaint was lodged with Togo.", "ACCUSE", "mali", "togo"),
    ],
)
def test_a_relative_or_a_light_verb_has_both_sides(
    text: str, kind: str, actor: str, recipient: str
) -> None:
    assert ({actor}, {recipient}) in told(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "Togo deployed police in the town where Benin keeps a trade office.",
        "Togo massed troops in the valley that Benin left in 1921.",
        "Togo moved tanks to the oasis near which Benin has a consulate.",
    ],
)
def test_who_stands_in_a_clause_of_a_place_suffers_nothing(text: str) -> None:
    assert told(text, "MOBILIZE") == [({"togo"}, set())]


def test_what_raiders_raid_is_attacked_and_what_the_police_raid_is_not() -> None:
    assert told("A patrol from Togo was raided by gunmen.", "ASSAULT") == [(set(), {"togo"})]
    assert not told("Police raided a mosque in Togo.", "ASSAULT")


def test_an_offer_that_is_rejected_was_made() -> None:
    text = "The crews rejected the company's last offer."
    assert [(e.type, e.modality) for e in read(text)[0]] == [("REJECT", "asserted")]


def test_who_wants_no_quarrel_refuses_nothing() -> None:
    assert not told("Togo wanted no quarrel with Benin.", "REJECT")
    assert told("Togo wants no part in Benin's talks.", "REJECT")


def test_a_strike_called_for_a_day_is_to_come() -> None:
    text = "The union called a three-day strike for April."
    dossier = read_text(text, published="2025-03-14")
    assert [e.modality for e in dossier.events if e.type == "PROTEST"] == ["future"]
    assert not dossier.statements


@pytest.mark.parametrize(
    ("owner", "name", "speaker", "side"),
    [
        ("His spokesman", "Kofi Baah's spokesman", None, "ghana"),
        ("His office", "Kofi Baah's office", None, "ghana"),
        ("His wife", "Kofi Baah's wife", None, None),
        ("His opposite number", "Kofi Baah's opposite number", None, None),
        ("His ministry", "Ghana", "ghana", None),
    ],
)
def test_whose_spokesman_speaks_is_told(
    owner: str, name: str, speaker: str | None, side: str | None
) -> None:
    text = f"Ghana's foreign minister, Kofi Baah, left early. {owner} said the road was shut."
    (statement,) = read_text(text).statements
    assert (statement.speaker_name, statement.speaker) == (name, speaker)
    assert statement.affiliation == side


@pytest.mark.parametrize(
    "text",
    [
        f"{BACKGROUND}They said the gate would stay shut.",
        f"{BACKGROUND}She said the gate would stay shut.",
        "Kofi Baah of Ghana met Abla Sena of Togo. The envoy said the gate would stay shut.",
    ],
)
def test_who_cannot_be_told_is_a_finding(text: str) -> None:
    dossier = read_text(text)
    assert [s.speaker for s in dossier.statements] == [None]
    assert any(f.code == "GO155" and "could not be told" in f.text for f in dossier.findings)


def test_they_are_the_two_who_acted_before() -> None:
    text = "Ghana and Togo signed a pact on Monday.\n\nThey said the gate would stay shut."
    assert {speaker for speaker, _text in said(text)} == {"ghana", "togo"}


def test_the_minister_is_the_one_envoy_of_the_page() -> None:
    envoy = "Ghana's envoy, Kofi Baah, flew to Bamako.\n\nThe minister said it was late."
    assert said(envoy) == [("kofi-baah", "it was late")]
    assert said(f"Abla Sena of Togo is ill. {envoy}") == [(None, "it was late")]


@pytest.mark.parametrize(
    "text",
    [
        "Ghana's envoy, Kofi Baah, was calm. In his judgment, he said, the line was fair.",
        "Ghana's envoy, Kofi Baah, was calm. In his view, Baah said, the line was fair.",
        "Komla Dan of Togo met Ghana's envoy, Kofi Baah. Baah was curt: he said the line was fair.",
    ],
)
def test_he_said_is_no_part_of_what_is_said(text: str) -> None:
    assert said(text) == [("kofi-baah", "the line was fair")]


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        ("Ghana dismissed the proposal for a joint patrol.", "against"),
        ("Ghana brushed aside the idea of a new dam.", "against"),
        ("Ghana turned down the proposal for a toll.", "against"),
        ("Ghana said it opposed the new map.", "against"),
        ("Ghana said it favoured the new map.", "for"),
    ],
)
def test_what_is_dismissed_or_opposed_is_spoken_against(text: str, stood: str) -> None:
    (statement,) = read_text(text).statements
    assert stance(statement) == stood


@pytest.mark.parametrize(
    "text", ["Ghana dismissed the minister.", "Ghana dismissed Togo's envoy on Monday."]
)
def test_who_is_dismissed_is_nothing_said(text: str) -> None:
    assert not said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Togo and Benin accused each other of opening fire.",
        "Togo and Benin each blamed the other for the fire.",
        "Togo and Benin traded accusations over the shelling of Lokossa.",
        "Togo accused Benin of firing first. Benin accused Togo of firing first.",
    ],
)
def test_two_who_blame_each_other_contradict_one_another(text: str) -> None:
    (pair,) = accounts(read_text(text))
    assert (set(pair.sides), pair.kind) == ({"togo", "benin"}, "blame")


@pytest.mark.parametrize(
    "text",
    [
        "Togo and Benin accused Mali of opening fire.",
        "Togo and Benin exchanged ideas about the dam.",
        "Togo accused Ghana of delay. Benin accused Mali of neglect.",
    ],
)
def test_two_who_blame_others_do_not(text: str) -> None:
    assert not list(accounts(read_text(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Minister Cho Hyun-woo January 7 told lawmakers the port was shut.", "Cho Hyun-woo"),
        ("Governor Kim Dong-yeon May 9 said the tax would stay.", "Kim Dong-yeon"),
        ("Premier Theresa May said the tax would stay.", "Theresa May"),
    ],
)
def test_a_month_is_no_part_of_a_name(text: str, name: str) -> None:
    assert name in {a.name for a in read_text(text).actors if a.kind == "person"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("The tenants demanded that the municipality repair the dike.", "municipality"),
        ("The dockers insisted that the company reinstate two drivers.", "company"),
        ("The union asked that the operator open its books.", "operator"),
    ],
)
def test_who_shall_do_what_is_demanded_is_asked(text: str, whom: str) -> None:
    asked = [e for e in read(text)[0] if e.type == "REQUEST" and e.modality not in UNREAL]
    assert [set(e.recipients) for e in asked] == [{whom}]


@pytest.mark.parametrize(
    "text", ["The tenants said the company paid.", "The dockers hoped that a firm would pay."]
)
def test_who_is_only_spoken_of_is_no_party(text: str) -> None:
    assert not {"company", "firm"} & {a.id for a in read_text(text).actors}


def test_a_body_that_is_no_state_may_be_expelled() -> None:
    assert told("The junta expelled the foundation.", "SANCTION") == [({"junta"}, {"foundation"})]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("The Ghanaian and Togolese ministers said the line was fair.", {"ghana", "togo"}),
        (
            "Ghana's envoy, Kofi Baah, and Togo's envoy, Abla Sena, said the line was fair.",
            {"kofi-baah", "abla-sena"},
        ),
    ],
)
def test_two_whose_offices_are_joined_say_it_both(text: str, both: set[str]) -> None:
    assert {(s.speaker, s.unnamed) for s in read_text(text).statements} == {
        (one, None) for one in both
    }
