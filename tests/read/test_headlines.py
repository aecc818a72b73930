"""Headlines: who told it behind a dash, capitals, two names and a bare verb; and what is no act."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text

HEADED = """
AGREE | niger | chad libya | Niger agrees to mediate between Chad and Libya - Kenyan state media
AGREE | niger | chad libya | Niger to host Chad-Libya talks - Kenyan minister
AGREE | niger | chad libya | Niger Offers to Mediate Chad-Libya Talks
SUPPORT | chad libya | chad libya | Chad and Libya sign truce
SUPPORT | chad libya | chad libya | Chad and Libya sign truce – Lake Post
COERCE | chad | libya | Chad returned to its “maximum pressure” campaign against Libya last month.
ASSAULT | ali-kol | | Soldiers loyal to General Ali Kol attacked the palace.
REJECT | lawmakers | junta | Lawmakers rejected the junta's plan to hold an election in May.
ACCUSE | chad | libya | Chad accused Libya of arming rebels, a charge Tripoli rejected.
REJECT | libya | chad | Chad accused Libya of arming rebels, a charge Tripoli rejected.
ACCUSE | peru | chile | Peru blamed Chile for the attack, a demand Chile rejected.
REJECT | chile | peru | Peru claimed its soldiers had crossed the river, a charge Chile rejected.
ASSAULT | army | | Peru alleges that the army shelled the school, an accusation Chile rejected.
ASSAULT | rebels | | The army lost a fort. Rebels attacked it, killing nine of them.
PROTEST | | | Farmers blocked the road to protest against the price of seed.
"""


@pytest.mark.parametrize("line", HEADED.strip().splitlines())
def test_who_does_what_to_whom(line: str) -> None:
    kind, actors, others, text = (part.strip() for part in line.split("|"))
    found = {(e.type, frozenset(e.actors), frozenset(e.recipients)) for e in read_text(text).events}
    assert (kind, frozenset(actors.split()), frozenset(others.split())) in found, found


CLAUSES = """
REJECT:chad ; S:chad | Chad rejects offer, says talks must wait
COERCE:chad ; THREATEN:libya | Chad seizes ship as Libya warns of war
ASSAULT:chad ; THREATEN:libya | Chad shells port, Libya vows revenge
SANCTION:chad ; ASSAULT:libya | Chad expels envoy after Libya attacks convoy
ACCUSE:libya>chad | Libya accuses Chad of raid, demands apology
ACCUSE:libya>chad | Libya denies raid, blames Chad for blast
RETREAT:chad ; REQUEST:chad>libya | Chad withdraws troops, urges Libya to do same
SUPPORT:chad,libya ; ASSAULT:rebel | Chad, Libya sign pact as rebels attack fort
ASSAULT:chad | Chad bombs depot, kills nine
S:libya | Libya summons Chad envoy, says raid 'unacceptable'
S:chad ; COERCE:libya | Chad says it will mediate as Libya closes border
ACCUSE | UN condemns Chad raid while Libya buries dead
SANCTION:libya ; THREATEN:libya | Libya recalls ambassador, threatens to cut gas
REJECT:libya | Chad accepts truce but Libya refuses talks
REJECT:mali ; S:mali | Mali turns down plan, says vote must come first
COERCE:mali ; THREATEN:senegal | Mali detains pilots as Senegal threatens blockade
ASSAULT:mali ; THREATEN:senegal | Mali bombs bridge, Senegal promises retaliation
SANCTION:mali ; ASSAULT:senegal | Mali recalls envoy after Senegal shells village
ACCUSE:senegal>mali | Senegal blames Mali for ambush, seeks damages
ACCUSE:senegal>mali | Senegal rejects claim, accuses Mali of lying
RETREAT:mali ; REQUEST:mali>senegal | Mali pulls back tanks, asks Senegal to follow
RETREAT/AGREE/SUPPORT:mali,senegal ; ASSAULT | Mali, Senegal agree truce as gunmen storm base
ASSAULT:mali | Mali raids camp, wounds six
SANCTION:senegal>mali | Senegal expels Mali diplomat, calls raid 'an outrage'
S:mali ; COERCE:senegal | Mali says it will host talks as Senegal seals border
THREATEN:senegal | Senegal closes embassy, warns of war
"""
"""Headlines of two clauses, and what each tells: type, who, to whom; S: who speaks."""


@pytest.mark.parametrize("line", CLAUSES.strip().splitlines())
def test_each_clause_of_a_headline_has_its_own_verb_and_sides(line: str) -> None:
    wanted, text = (part.strip() for part in line.split("|"))
    read = read_text(text)
    told = [(e.type, " ".join(e.actors), " ".join(e.recipients)) for e in read.events]
    for kinds, _colon, sides in (one.strip().partition(":") for one in wanted.split(";")):
        who, _to, whom = sides.partition(">")
        if kinds == "S":
            assert who in {s.speaker for s in read.statements}
            continue
        told_so = (a for kind, *a in told if kind in kinds.split("/"))
        assert any(
            whom in others and all(one in actors for one in who.split(","))
            for actors, others in told_so
        ), (kinds, told)


@pytest.mark.parametrize(
    "line",
    [
        "villagers rejects offer, says Libya",
        "Crews block, Ghana says",
        "Libya seizes ship as rebels warn",
        "herders attack, flee",
        "Chad warns, says, vows as",
    ],
)
def test_a_clause_that_ends_with_its_verb_is_read(line: str) -> None:
    for text in (line, f"{line}\n\nThe port lay still.", f"> {line}"):
        assert read_text(text).documents


def test_whoever_calls_for_something_has_not_said_the_clause_before() -> None:
    read = read_text("Chad shells port, but as Libya warns of war, and UN calls for calm")
    assert {e.type for e in read.events} >= {"ASSAULT", "THREATEN", "REQUEST"}
    assert {
        s.speaker: s.spans[0].exact
        for s in read_text("Chad hails deal, Libya calls for calm").statements
    } == {"chad": "deal", "libya": "calm"}


NO_ACTS = (
    "Chad's mission to the UN declined to comment.",
    "The president returned to power.",
    "Chad returned to the negotiating table.",
)


@pytest.mark.parametrize("text", NO_ACTS)
def test_a_mission_and_a_way_back_are_no_visits(text: str) -> None:
    assert not [e for e in read_text(text).events if e.cameo == "042"]


def test_what_a_spokesman_said_is_no_aside() -> None:
    read = read_text("The talks had ended, a ministry spokesman Ali Kol said.")
    assert [s.speaker for s in read.statements] == ["ali-kol"]
