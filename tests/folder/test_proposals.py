"""What a draft is made of: bids, matters, consents, offices, over small invented pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.claims import Dossier, merge
from goodoffices.folder.proposals.acts import acts, wants
from goodoffices.folder.proposals.bids import Bid
from goodoffices.folder.proposals.matters import matters
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

WATER = """\
Chad and Niger met on Monday. Chad called on Niger to share its data. Niger rejected a
binding treaty. Chad will close the canal, its government said.
---
Chad wants a binding treaty on the river. Niger stopped issuing fishing permits to Chad in
May. Niger may take the matter to the African Union. Togo offered to mediate between Chad
and Niger.
---
“We want the data of the dam,” Chad said. Niger said it would never share the data. “We
accept Togo as mediator,” Chad said. Niger refused the offer by Togo to mediate.
---
Niger and Chad spoke. Niger insists on guidelines. “There will be no treaty,” Niger said.
Chad denied that it had closed the canal. Ghana and Benin agreed on a tax.
""".replace("\n", " ").split(" --- ")


@pytest.fixture(scope="module")
def shown() -> Candidates:
    pages = (read_text(text, "2026-03-04", f"{n}.txt") for n, text in enumerate(WATER))
    return Candidates(merge(pages))


def told(shown: Candidates, party: str, kind: str) -> set[str]:
    return {b.phrase.text for b in shown.bids if b.party == party and b.kind == kind}


def holds(lines: set[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in lines)


def test_a_demand_is_a_want_of_one_and_an_act_of_the_other(shown: Candidates) -> None:
    assert holds(told(shown, "chad", "want"), "share", "data")
    demanded = [b for b in shown.bids if b.kind == "demand" and b.party == "niger"]
    assert holds({b.phrase.text for b in demanded}, "share", "data")
    assert {b.by for b in demanded} == {"chad"}


def test_what_is_refused_denied_or_stopped_is_told_as_that(shown: Candidates) -> None:
    assert holds(told(shown, "niger", "refuse"), "treaty")
    assert holds(told(shown, "niger", "refuse"), "share", "data")
    assert holds(told(shown, "niger", "done"), "stop issuing", "permits")
    assert not holds(told(shown, "chad", "done"), "canal")  # it denied that


def test_the_first_person_is_the_speakers_side_and_told_in_the_third(shown: Candidates) -> None:
    wanted = told(shown, "chad", "want")
    assert holds(wanted, "data", "dam")
    assert not any(" our " in f" {line} " or " we " in f" {line} " for line in wanted)


def test_every_bid_rests_on_a_claim_of_its_page(shown: Candidates) -> None:
    assert shown.bids
    for bid in shown.bids:
        claim = shown.dossier.claim(bid.claim)
        assert claim is not None
        assert claim.spans[0].source == bid.source


def test_parties_are_of_several_pages_and_mediators_are_none(shown: Candidates) -> None:
    assert {p.actor.id for p in shown.parties()} == {"chad", "niger"}
    assert {m.actor.id for m in shown.mediators()} == {"togo"}


def test_consents_are_what_each_side_itself_says(shown: Candidates) -> None:
    assert shown.consent("togo", "chad").answer == "yes"
    assert shown.consent("togo", "niger").answer == "no"


def test_what_both_bargain_over_is_a_matter_named_in_their_words(shown: Candidates) -> None:
    found = matters(shown.bids, shown.names)
    treaty = next(m for m in found if "treaty" in m.words)
    assert set(treaty.parties) >= {"chad", "niger"}
    texts = {level.text for level in treaty.levels}
    assert holds(texts, "treaty")
    assert all(level.evidence for m in found for level in m.levels)
    assert not any("tax" in m.words for m in found if {"ghana", "benin"} & set(m.parties))


def test_acts_and_wants_of_one_side_are_each_told_once(shown: Candidates) -> None:
    texts = [line.text for line in acts(shown.bids, "niger")]
    assert len(texts) == len(set(texts))
    assert wants(shown.bids, "nobody") == ()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("We would welcome Togo as mediator", "yes"),
        ("We have no need of Togo at this table", "no"),
        ("We accept Togo only beside the African Union", "conditional"),
        ("We would accept Togo as mediator if it dealt with the river alone", "conditional"),
        ("If Togo wishes to mediate, our answer is yes", "yes"),
        ("Togo is a country in Africa", "unknown"),
        ("We do not accept Togo as mediator", "no"),
        ("Togo is welcome to mediate", "yes"),
        ("We have no objection to Togo", "yes"),
        ("Togo will find our door open", "yes"),
        ("Togo has never been neutral", "no"),
        ("We have no confidence in Togo as mediator", "no"),
        ("We will not sit down under Togo", "no"),
        ("We are ready to work with Togo", "yes"),
    ],
)
def test_an_answer_is_read_from_its_words(words: str, answer: str) -> None:
    page = f"Togo offered to mediate between Chad and Niger. “{words},” Chad said."
    assert Candidates(read_text(page)).consent("togo", "chad").answer == answer


def test_an_answer_rests_on_what_is_said_right_behind_it_too() -> None:
    page = "Chad turned down an offer by Togo to mediate. “We know the way ourselves,” Chad said."
    given = Candidates(found := read_text(page)).consent("togo", "chad")
    assert given.answer == "no"
    assert {s.id for s in found.statements if "ourselves" in s.text} & set(given.evidence)


@pytest.mark.parametrize(
    "words",
    [
        "Togo's president invited both governments to Lome.",
        "“Togo fed us in the bad years, and we trust it as mediator,” Chad said.",
    ],
)
def test_who_invites_both_or_is_trusted_as_mediator_is_one(words: str) -> None:
    page = f"Chad and Niger quarrel about the river. {words}"
    assert [m.actor.id for m in Candidates(read_text(page)).mediators()] == ["togo"]


def test_who_invites_one_side_alone_is_no_mediator() -> None:
    page = "Chad and Niger quarrel about the river. Togo's president invited Niger to Lome."
    assert not Candidates(read_text(page)).mediators()


WISHES = """\
Chad does not want to see the herders on new land, its foreign minister said. Niger wants forty
herders to go home. “I said two canals and I now say three, provided that the road stays open,”
Chad said. Niger police arrested nine drivers. They will be tried in May, Niger said. “Two hundred
is what our clinics can carry,” Niger said. Niger refused to give back the boats. Chad demands the
boats.
""".replace("\n", " ")


def test_wishes_in_other_forms() -> None:
    said = Candidates(read_text(WISHES))
    assert holds(told(said, "chad", "want"), "not to see the herders")
    assert holds(told(said, "niger", "want"), "forty herders to go")
    assert holds(told(said, "chad", "want"), "the road stays open")
    assert holds(told(said, "niger", "plan"), "try", "nine drivers")
    assert [b.phrase.matters for b in said.bids if "clinics" in b.phrase.text] == [frozenset()]
    assert any("give back the boats" in line.text for line in acts(said.bids, "niger"))


def test_a_claim_that_was_rejected_makes_no_bid() -> None:
    dossier = read_text("Chad demands that Niger share its data.")
    assert Candidates(dossier).bids
    gone = replace(
        dossier,
        statements=tuple(replace(s, status="rejected") for s in dossier.statements),
        events=tuple(replace(e, status="rejected") for e in dossier.events),
    )
    assert Candidates(gone).bids == ()


def test_without_parsing_only_claims_count() -> None:
    dossier: Dossier = merge(map(read_text, WATER))
    quick = Candidates(dossier, parsed=False)
    bids: tuple[Bid, ...] = quick.bids
    assert bids == ()
    assert {p.actor.id for p in quick.parties()} <= {"chad", "niger"}


FRONT = """\
The government of Chad and the Aouzou Front traded blame on Monday. “We will not lay down a single
rifle,” Idris Kosso, spokesman of the Aouzou Front, said. “The fighters must hand over every rifle,”
Chad's foreign minister, Hawa Deby, said.
---
Chad's foreign minister, Hawa Deby, spoke in N'Djamena. Her colleague for defence, Saleh Bichara,
refused a truce. “We are prepared to exchange forty prisoners,” he said. Idris Kosso of the Aouzou
Front said that the Front wanted sixty.
---
“We are ready to exchange sixty prisoners,” Idris Kosso said for the Aouzou Front. What the Front
wants, he said, is a seat at the table. Chad would accept Togo “only if the African Union stays in
the chair”, Hawa Deby said.
---
Idris Kosso of the Aouzou Front said that the rifles would stay until the prisoners were freed. The
prisoners will be tried in May, Chad's foreign minister, Hawa Deby, said. Togo offered to mediate
between Chad and the Aouzou Front.
""".replace("\n", " ").split(" --- ")


@pytest.fixture(scope="module")
def front() -> Candidates:
    pages = (read_text(text, "2026-03-04", f"{n}.txt") for n, text in enumerate(FRONT))
    return Candidates(merge(pages))


def test_a_minister_without_a_state_is_of_the_people_it_stands_among(front: Candidates) -> None:
    assert front.principal("saleh-bichara") == "chad"
    assert holds(told(front, "chad", "offer"), "exchange", "forty")


def test_a_group_by_its_short_name_is_that_group(front: Candidates) -> None:
    assert {p.actor.id for p in front.parties()} == {"chad", "aouzou-front"}
    assert holds(told(front, "aouzou-front", "offer"), "exchange", "sixty")


def test_fighters_are_of_the_one_group_that_speaks(front: Candidates) -> None:
    asked = [b for b in front.bids if b.kind in ("demand", "want") and "rifle" in b.phrase.text]
    assert {b.party for b in asked} >= {"chad"}
    assert front.belonging.follows("fighter") == "aouzou-front"
    assert front.belonging.follows("farmer") is None


def test_what_has_no_doer_and_is_announced_is_the_speakers(front: Candidates) -> None:
    assert holds(told(front, "chad", "plan"), "try", "prisoners")


def test_levels_with_other_numbers_are_other_levels(front: Candidates) -> None:
    found = matters(front.bids, front.names)
    texts = [level.text for matter in found for level in matter.levels]
    assert holds(set(texts), "forty", "prisoners")
    assert holds(set(texts), "sixty", "prisoners")


def test_accepting_on_a_condition_is_no_plain_yes(front: Candidates) -> None:
    assert front.consent("togo", "chad").answer == "conditional"


DOCKS = """\
The Wadi Dockers' Union and Chad met on Monday. Members of the Wadi Dockers' Union want water. Its
demand for nine per cent in one year stands, the union said. Chad repeated its refusal of a
contract of three years. Chad announced a blockade of the port road. Chad threatened fines of up
to 2,000 francs. Chad offered on Tuesday to release sixty drivers. Chad did not rule out closing
the port. Chad agreed to withdraw half of the guards. The union dropped its demand for a new
crane. The union prefers a Togolese judge to any ministry. “We are in favour of new cranes,” Chad
said. The union said that it would like the tugs to be declared a service. Chad said that 120
drivers are to be brought in. The union's overtime ban goes on. Chad paid a ship to carry the
salt.
""".replace("\n", " ")


@pytest.fixture(scope="module")
def docks() -> Candidates:
    return Candidates(read_text(DOCKS))


@pytest.mark.parametrize(
    ("party", "kind", "words"),
    [
        ("wadi-dockers-union", "want", ("nine per cent", "in one year")),
        ("chad", "refuse", ("contract of three years",)),
        ("chad", "plan", ("blockade", "port road")),
        ("chad", "threat", ("fines", "2,000")),
        ("chad", "offer", ("release sixty drivers",)),
        ("chad", "possible", ("close the port",)),
        ("chad", "offer", ("withdraw half",)),
        ("wadi-dockers-union", "plan", ("overtime ban",)),
        ("chad", "want", ("new cranes",)),
        ("wadi-dockers-union", "want", ("tugs",)),
        ("chad", "plan", ("bring", "120 drivers")),
    ],
)
def test_stances_and_acts_stand_in_nouns_too(
    docks: Candidates, party: str, kind: str, words: tuple[str, ...]
) -> None:
    assert holds(told(docks, party, kind), *words)


def test_what_is_given_up_or_only_what_for_is_no_bid(docks: Candidates) -> None:
    union = told(docks, "wadi-dockers-union", "want")
    assert not holds(union, "crane")
    assert not holds(union, "ministry")
    assert not holds(told(docks, "chad", "offer"), "salt")


def test_a_capital_that_begins_a_sentence_makes_no_other_union(docks: Candidates) -> None:
    assert "members-of-the-wadi-dockers-union" not in docks.actors


@pytest.mark.parametrize(
    ("texts", "borne"),
    [
        (["Chad closed the canal on Monday."], True),
        (["Chad had closed the canal years before."], False),
        (
            ["Chad had closed the canal years before.", "Chad, it is told, had closed the canal."],
            True,
        ),
    ],
)
def test_what_is_low_counts_where_two_readings_or_two_origins_tell_it(
    texts: list[str], *, borne: bool
) -> None:
    read = merge(read_text(text, "2026-03-04", f"{n}.txt") for n, text in enumerate(texts))
    events = tuple(replace(e, confidence="low") for e in read.events)
    shown = Candidates(replace(read, events=events))
    (line,) = acts(shown.bids, "chad")
    assert "canal" in line.text
    assert not shown.counting(line.evidence)
    assert bool(shown.borne(line)) is borne


OFFERED = "Togo offered to mediate between Chad and Niger. "


@pytest.mark.parametrize(
    ("words", "party", "answer"),
    [
        ("Chad's foreign minister, Hawa Deby, welcomed the offer.", "chad", "yes"),
        ("Niger rejected it.", "niger", "no"),
        ("Niger said that Niamey saw no need of a third chair.", "niger", "no"),
        (
            "Niger said that it would accept Togo provided the road opens.",
            "niger",
            "conditional",
        ),
        (
            "Niger is suspicious of Togo, its minister said.",
            "niger",
            "no",
        ),
        ("Niger thanked Togo but declined.", "niger", "no"),
        ("Chad said that it accepts the fee.", "chad", "unknown"),
        ("Niger prefers Ghana to Togo, its minister said.", "niger", "unknown"),
        ("Niger boycotted the talks which Togo hosted on Friday.", "niger", "no"),
        ("Chad left the offer unanswered.", "chad", "unknown"),
        ("Chad could accept Togo's observers on the road, it said.", "chad", "unknown"),
        ("“Togo has our trust,” Chad said.", "chad", "yes"),
        ("“If Togo wishes to help, it is welcome,” Chad said.", "chad", "yes"),
    ],
)
def test_an_answer_is_read_clause_by_clause(words: str, party: str, answer: str) -> None:
    assert Candidates(read_text(OFFERED + words)).consent("togo", party).answer == answer


@pytest.mark.parametrize(
    "page",
    [
        "HOST: Do you think Chad will sell the port? Niger wants the port open.",
        "My own bet is that Chad will close the canal anyway. Niger wants it open.",
        "I think Chad will give up the port by Friday. Niger wants the port.",
        "OPINION\n\nChad should leave. Chad will burn the bridges it crosses.",
        (
            "We reported that Chad had withdrawn its guards. It has not. We regret the error. "
            "Niger wants the port open."
        ),
    ],
)
def test_what_the_writer_asks_guesses_or_takes_back_is_no_bid(page: str) -> None:
    found = Candidates(merge([read_text(page, "2026-03-04", "0.txt")]))
    assert not [b.phrase.text for b in found.bids if b.party == "chad"]


@pytest.mark.parametrize("menu", ["News\n\nOpinion\n\nSport", "News\nSport\nOpinion"])
def test_a_menu_with_the_word_makes_no_page_an_opinion(menu: str) -> None:
    page = (
        f"{menu}\n\nCanal to be shut on Friday\n\nChad will close the canal. Niger wants it open."
    )
    found = Candidates(merge([read_text(page, "2026-03-04", "0.txt")]))
    assert "plan" in {b.kind for b in found.bids if b.party == "chad"}


def test_what_a_page_reports_and_keeps_is_a_bid() -> None:
    page = "We reported that Chad had withdrawn its guards. Chad will close the canal, it said."
    found = Candidates(merge([read_text(page, "2026-03-04", "0.txt")]))
    assert {b.kind for b in found.bids if b.party == "chad"} == {"done", "plan"}


def test_what_a_writer_only_guesses_is_no_bid() -> None:
    page = "Chad and Niger met. I suspect Niger will accept sixty lorries in the end."
    assert not any("sixty" in b.phrase.text for b in Candidates(read_text(page)).bids)
