"""Accounts of two sides, and an analyst's own issues."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodoffices.cli.main import verbs
from goodoffices.evidence.across.accounts import accounts
from goodoffices.evidence.across.matters import Matter, assigned
from goodoffices.evidence.across.positions import positions
from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.belonging import placed
from goodoffices.read import read_text

HEAD = "Chad’s foreign minister, Ann Reed, and Niger’s foreign minister, Ola Dahl, spoke. "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Reed accused Niger of burning the port. Dahl said that Chad had burned it.", "blame"),
        ("“Niger broke the truce,” Reed said. “It was Chad that walked out,” Dahl said.", "blame"),
        ("Reed blamed Niger for the fire. Dahl denied the charge.", "denial"),
        ("Reed said that Niger had burned the port. Dahl called Reed's account false.", "denial"),
        ("Reed said that Niger had burned the port. Dahl called the claim an invention.", "denial"),
        ("Reed said that Niger had burned the port. Dahl branded the report untrue.", "denial"),
        ("Reed said that Niger had attacked the port. “That is a lie,” Dahl said.", "denial"),
        ("“Niger fired first,” Reed said. “We have attacked nobody,” Dahl said.", "denial"),
        ("“Niger ruined the talks,” Reed said. “Chad spoilt them,” Dahl said.", "blame"),
        ("“Niger broke its word,” Reed said. “Chad has itself to blame,” Dahl said.", "blame"),
        ("“Niger neglected the dam,” Reed said. “This was the work of Chad,” Dahl said.", "blame"),
        ("Reed held Niger responsible for the fire. “Chad started it,” Dahl said.", "blame"),
        (
            "“Niger ended it,” Reed said. “The failure of the talks is Chad's,” Dahl said.",
            "blame",
        ),
        (
            "“Niger brought the talks down,” Reed said. Guilt for that lay with Chad, Dahl said.",
            "blame",
        ),
        (
            "“It fired; Niger will answer for it,” Reed said. “Whoever fled did this,” Dahl said.",
            "blame",
        ),
        (
            "“They shot him; this was their doing,” Reed said. “We do not own one gun,” Dahl said.",
            "denial",
        ),
        (
            "Two men died. “The light was green,” Reed said. “It came on a red one,” Dahl said.",
            "versions",
        ),
        (
            "“Niger came late,” Reed said. Dahl saw the opposite. “Chad came late,” he said.",
            "blame",
        ),
    ],
)
def test_two_sides_accounts_stand_side_by_side(text: str, kind: str):
    (one,) = accounts(read_text(HEAD + text))
    assert (one.kind, one.sides) == (kind, ("chad", "niger"))
    assert [s.speaker for s in one.statements] == ["ann-reed", "ola-dahl"]
    assert one.to_dict()["speakers"] == ["ann-reed", "ola-dahl"]


@pytest.mark.parametrize(
    "text",
    [
        "“The road must be opened,” Reed said. “The bridge fell in May,” Dahl said.",
        "“We want the road,” Reed said. “We have waited for years,” Dahl said.",
        "Two men died. “The light was green,” Reed said. “The barge came,” Reed added.",
        "Two men died. “The light was green,” Reed said. “We want a new bridge,” Dahl said.",
        "The bridge is new. “The light was green,” Reed said. “The barge came late,” Dahl said.",
    ],
)
def test_who_wants_or_waits_tells_no_tale(text: str):
    assert not list(accounts(read_text(HEAD + text)))


def test_sides_blame_each_other_by_the_nouns_of_their_bodies():
    dossier = read_text(
        "Ama Quaye, director of the Tema Ferry Company, spoke. Kojo Baah, secretary of the Volta "
        "Dockworkers, spoke. "
        "“The company wrecked these talks,” Baah said. “The union got up and left while we sat, "
        "and that is why there is no deal,” Quaye said."
    )
    (one,) = accounts(placed(dossier))
    assert one.kind == "blame"
    assert {dossier.actor_name(side) for side in one.sides} == {
        "Tema Ferry Company",
        "Volta Dockworkers",
    }


def test_of_several_reports_the_first_is_set_side_by_side():
    text = HEAD + "Reed accused Niger of burning the port. Dahl said that Chad had burned it."
    pages = [read_text(text, day, name) for day, name in (("2026-03-05", "a"), ("2026-03-02", "b"))]
    (one,) = accounts(merge(pages))
    assert {s.sentence.source for s in one.statements} == {pages[1].documents[0].id}


@pytest.mark.parametrize(
    "text",
    [
        "Reed said that the port was open. Dahl denied the charge.",
        "Reed blamed the weather. Dahl said that it was late.",
        "Reed accused Niger of piracy. Reed denied that Chad had burned the port.",
        "Reed denied that Chad had burned it. Dahl denied that Niger had burned it.",
        "“Niger came with one page,” Reed said. “Chad had read it,” Dahl said.",
        "“They came and somebody laid a cable,” Reed said. “It died of old age,” Dahl said.",
    ],
)
def test_without_a_charge_against_the_other_there_are_none(text: str):
    assert not list(accounts(read_text(HEAD + text)))


def test_a_rejected_statement_is_no_account():
    dossier = read_text(HEAD + "Reed accused Niger of piracy. Dahl denied the charge.")
    first = replace(dossier.statements[0], status="rejected")
    rest = dossier.statements[1:]
    assert not list(accounts(replace(dossier, statements=(first, *rest))))


PAGE = (
    "Chad’s envoy, Ann Reed, said that the cable must land at Kolo Point. "
    "“We will not move the beacons one yard,” she said.\n\n"
    "Niger’s envoy, Ola Dahl, rejected the cable station. It rained all day.\n\n"
    "“Not one of the beacons may stand in our yard,” Dahl said."
)


def test_an_issue_of_ones_own_is_given_and_found():
    dossier = read_text(PAGE)
    given = next(s.id for s in dossier.statements if "beacons one yard" in s.text)
    matters = [Matter("cable", "Where the cable lands"), Matter("lights", "Sea marks", (given,))]
    found = {s.text: s.issues for s in assigned(dossier, matters).statements}
    assert found["that the cable must land at Kolo Point"] == ("cable",)
    assert found["the cable station"] == ("cable",)
    assert found["“We will not move the beacons one yard,”"] == ("lights",)
    assert found["“Not one of the beacons may stand in our yard,”"] == ("lights",)
    stances = {(p.speaker, p.issue): p.stance for p in positions(assigned(dossier, matters))}
    assert stances["ann-reed", "cable"] == "for"
    assert stances["ola-dahl", "cable"] == "against"


def test_what_is_said_of_mediators_or_takes_no_side_is_on_no_other_issue():
    dossier = read_text(
        "The cable station is still being built. “We accept Togo as mediator,” Ann Reed said.\n\n"
        "The cable station is still being built. “We counted nine men,” Ann Reed said.\n\n"
        "The cable station is still being built. “We will never sign that,” Ann Reed said."
    )
    found = {
        s.text: s.issues
        for s in assigned(dossier, [Matter("cable", "Where the cable lands")]).statements
    }
    assert found["“We accept Togo as mediator,”"] == ()
    assert found["“We counted nine men,”"] == ()
    assert found["“We will never sign that,”"] == ("cable",)


def test_what_opens_a_paragraph_is_of_the_issue_named_right_before_it():
    dossier = read_text(
        "It has rained. Chad wants the cable at Kolo.\n\n"
        "“We will never sign that,” Ann Reed said.\n\n"
        "It rained all day. It was cold.\n\n“We refuse to pay for it,” Ann Reed said."
    )
    matters = [Matter("cable", "Where the cable lands")]
    found = {s.text: s.issues for s in assigned(dossier, matters).statements}
    assert found["“We will never sign that,”"] == ("cable",)
    assert found["“We refuse to pay for it,”"] == ()


def test_without_own_issues_nothing_changes():
    dossier = read_text(PAGE)
    assert assigned(dossier, []) is dossier


def test_the_command_line_knows_the_cases_issues(tmp_path: Path):
    page = tmp_path / "page.txt"
    page.write_text(
        f"{HEAD}Reed accused Niger of burning the cable. Dahl denied the charge. {PAGE}"
    )
    case = tmp_path / "case"
    run = CliRunner().invoke
    run(verbs, ["new", str(case)], catch_exceptions=False)
    run(verbs, ["read", str(case), str(page)], catch_exceptions=False)
    file = case / "case.yaml"
    text = file.read_text()
    own = "issues:\n  landing: {name: Where the cable lands}\n"
    file.write_text(re.sub(r"^issues:.*\n", own, text, count=1, flags=re.MULTILINE))
    held = json.loads(run(verbs, ["positions", str(case), "--json"], catch_exceptions=False).output)
    assert {"landing"} <= {p["issue"] for p in held}
    told = run(verbs, ["contradictions", str(case)], catch_exceptions=False).output
    assert "Chad · Niger" in told
    plain = run(verbs, ["contradictions", str(case), "--json"], catch_exceptions=False).output
    assert any(one.get("kind") == "denial" for one in json.loads(plain))


def test_accounts_are_not_told_again_from_pages_of_one_origin_or_in_like_words():
    words = "Reed accused Niger of burning the grain port. Dahl said Chad burned the grain port."
    again = (
        "The two ministers met the press in Kolo on Monday. "
        + HEAD
        + "Reed accused Niger of burning the port and its grain. Dahl said on air that Chad "
        "burned the port and its grain."
    )
    other = "Reed accused Niger of shelling a ferry. Dahl said that Chad attacked a village."
    pages = [read_text(text) for text in (HEAD + words, again, HEAD + other)]
    assert len(list(accounts(merge(pages[:2])))) == 1
    assert len(list(accounts(merge(pages)))) == 2


@pytest.mark.parametrize(
    "text",
    [
        (
            "Both blamed each other for the fire. “For years it has taken our money,” Reed said. "
            "“That cart carried a ton too much,” Dahl said."
        ),
        (
            "They traded accusations over it. “The guards put rags in the vents,” Reed "
            "said. Niger rejected the charge. “The office switched off the fan,” Dahl said."
        ),
        (
            "Each had a culprit for the spill. “The pipe has been left to rot,” Reed said. "
            "“A digger went through it,” Dahl said."
        ),
        (
            "Six died. “The road has never been repaired,” Reed said. Dahl saw it quite otherwise. "
            "“The bus carried forty people,” he said."
        ),
    ],
)
def test_a_page_says_itself_that_two_blame_each_other(text: str):
    (one,) = accounts(read_text(HEAD + text))
    assert [s.speaker for s in one.statements] == ["ann-reed", "ola-dahl"]


@pytest.mark.parametrize(
    "text",
    [
        "They met. “For years it has taken our money,” Reed said. “The hall was cold,” Dahl said.",
        "Both blamed each other. “We have paid,” Reed said. “We will stay,” Dahl said.",
    ],
)
def test_without_a_word_of_quarrel_or_a_deed_nobody_is_blamed(text: str):
    assert not list(accounts(read_text(HEAD + text)))


@pytest.mark.parametrize(
    "text",
    [
        "Congo said Rwandan troops had entered Goma. Rwanda denied it had entered Goma.",
        "Thailand said Cambodia had laid mines. Cambodia rejected the charge.",
        "Kosovo said Serbia had armed the gunmen. Serbia denied arming them.",
        "Colombia claims that Venezuela shelters rebels. Venezuela denies sheltering them.",
        "Israel said Iran had supplied the missiles. Iranian officials denied any role.",
        "Kenya said Somali militiamen had seized a post. Somalia denied the allegation.",
        "Finland said Russian vessels had cut a cable. Moscow called the report absurd.",
        "Bolivia said Peru had hidden data. They met. Peru called these claims lies.",
        "Spain said Morocco had opened the gates. Morocco insisted that this was not true.",
        "Nepal claimed that India had moved the markers. India said it had not moved them.",
        "Georgia said Russian guards had held a farmer. Russia denied having held anyone.",
        "Pakistan said Afghanistan sheltered the gunmen, but Kabul denied the charge.",
        "Mali said Mauritania feeds the insurgents. Mauritania repudiated the accusation.",
        "Vietnam said Chinese crews had sprayed its men. Beijing disputed Vietnam's account.",
        "Cyprus said Turkey had drilled in its waters; Turkey denied doing so.",
        "Peru said Chile had moved the buoys. Chile called this baseless.",
        "Mali said Algeria shot down a drone. Algeria dismissed it as a fabrication.",
    ],
)
def test_what_the_other_denies_was_a_charge(text: str):
    (one,) = accounts(read_text(text))
    charge, denial = one.statements
    assert one.kind == "denial"
    assert charge.spans[0].start < denial.spans[0].start


@pytest.mark.parametrize(
    "text",
    [
        "Congo said Rwandan troops had entered Goma. Rwanda rejected a proposal for new talks.",
        "Thailand said Cambodia had laid mines. Cambodia denied that its economy was shrinking.",
        "Kosovo said Serbia had armed the gunmen. Albania denied that it had armed the gunmen.",
        "Ethiopia said Egypt wanted a treaty. Egypt denied a visa to the envoy.",
        "Uganda said Rwanda had fine boats. Rwanda rejected the report on fishing quotas.",
        "Guyana said Venezuela must pay. Venezuela rejected the demand.",
        "Iraq reported that Turkish planes had struck a village. Iran denied the claim.",
        "Spain said Morocco was a friend. Morocco dismissed two judges.",
        "Chad said Sudan had sent spies. Sudan called it a holiday.",
        "Peru said Chile had sent a note. Chile denied that women were barred from schools.",
    ],
)
def test_who_denies_something_else_denies_no_charge(text: str):
    assert not list(accounts(read_text(text)))
