"""What a draft is made of: bids, matters, consents, offices, over small invented pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from goodoffices.evidence.claims import Dossier, merge
from goodoffices.folder.proposals.acts import acts, wants
from goodoffices.folder.proposals.grounds import Bid
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


def test_what_has_been_going_on_is_done_and_no_plan() -> None:
    pages = (
        "Chad has been filling the dam on the river. Niger protested.",
        "Chad has been filling the dam since May. Niger will sue Chad.",
    )
    found = Candidates(merge(read_text(t, "2026-03-04", f"{n}.txt") for n, t in enumerate(pages)))
    assert not holds(told(found, "chad", "plan"), "fill")
    assert holds(told(found, "chad", "done"), "fill")


def test_the_first_person_is_the_speakers_side_and_told_in_the_third(shown: Candidates) -> None:
    wanted = told(shown, "chad", "want")
    assert holds(wanted, "data", "dam")
    assert not any(" our " in f" {line} " or " we " in f" {line} " for line in wanted)


def test_every_bid_rests_on_a_claim_of_its_page(shown: Candidates) -> None:
    assert shown.bids
    for bid in shown.bids:
        claim = shown.claim(bid.claim)
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
        ("“If Togo calls, we will come,” Chad said.", "chad", "yes"),
        ("“If Togo calls, we will not come,” Chad said.", "chad", "no"),
        ("Chad welcomed the talks. The offer of Togo is likewise accepted.", "chad", "yes"),
        ("Chad welcomed the talks. The offer of Togo was accepted by Niger.", "niger", "yes"),
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


@pytest.mark.parametrize(
    ("words", "side", "kind", "line"),
    [
        ("“Cancel the licence,” Chad said.", "chad", "want", "cancel the licence"),
        ("“And open the gates,” Chad said.", "chad", "want", "open the gates"),
        ("“Look at the river,” Chad said.", "chad", "want", None),
        ("“Keep the ship if you must,” Chad said.", "chad", "want", None),
        ("“Let the herders vote on it,” Chad said.", "chad", "want", "the herders to vote on it"),
        ("“Let me not comment on the fee,” Chad said.", "chad", "want", None),
        ("Chad gave Niger until May to reopen the canal.", "niger", "demand", "reopen the canal"),
        ("Chad gave Niger until May to reopen the canal.", "chad", "want", "reopen the canal"),
        (
            "Chad said that it would free the men once the fee is paid.",
            "chad",
            "want",
            "fee is paid",
        ),
        ("Chad would accept a station if the fee is halved.", "chad", "want", "the fee is halved"),
        ("Chad will close the canal if the fee is raised.", "chad", "want", None),
        ("Chad proposed that the pipe be moved to the south.", "chad", "want", "the pipe be moved"),
        ("Chad would like the tugs to be declared a service.", "chad", "want", "to be declared"),
        ("There is a rumour that Chad had called for the army.", "chad", "want", None),
        ("“We have the papers,” Chad said.", "chad", "say", "they have the papers"),
        ("Niger rejected Chad's call for Niger to open the dam.", "chad", "want", "open the dam"),
        (
            "Niger rejected Chad's call for Niger to open the dam.",
            "niger",
            "demand",
            "open the dam",
        ),
        ("Chad dropped its call for Niger to open the dam.", "niger", "demand", None),
        ("“The licence is void. Cancel it,” Chad said.", "chad", "want", "cancel the licence"),
    ],
)
def test_what_a_clause_asks_for(words: str, side: str, kind: str, line: str | None) -> None:
    lines = told(Candidates(read_text(f"Chad and Niger met. {words}")), side, kind)
    assert holds(lines, line) if line else not lines


def test_what_is_asked_of_nobody_by_name_is_asked_of_the_side_that_has_to_do_with_it() -> None:
    shown = Candidates(
        read_text(
            "Niger dismissed 46 lashers. Togo closed its port. Chad wants all 46 lashers "
            "reinstated with pay. Chad demanded the release of the ferry. “The ferry stays here,” "
            "Togo said."
        )
    )
    among = frozenset({"chad", "niger", "togo"})
    lines = {
        side: " ".join(line.text for line in acts(shown.bids, side, among=among)) for side in among
    }
    assert "reinstate all 46 lashers" in lines["niger"]
    assert "reinstate" not in lines["togo"] + lines["chad"]
    assert "release of the ferry" in lines["togo"]
    assert "release" not in lines["niger"] + lines["chad"]


CLAUSES = yaml.safe_load((Path(__file__).parent / "clauses.yaml").read_text("utf-8"))
OF = {"act": {"done", "plan", "threat", "offer", "possible", "accept", "demand", "refuse"}}


@pytest.mark.parametrize(("words", "side", "kind", "line"), CLAUSES)
def test_a_stance_is_read_in_many_wordings(words: str, side: str, kind: str, line: str) -> None:
    shown = Candidates(read_text(f"Chad and Niger met in Togo. {words}", "2026-03-04", "x.txt"))
    lines = [
        b.phrase.text for b in shown.bids if b.party == side and b.kind in OF.get(kind, {kind})
    ]
    assert any(all(word in said for word in line.split()) for said in lines), lines


@pytest.mark.parametrize(
    "words",
    [
        "The president of Chad was on a visit to Niger for the first time since the drought.",
        "The offer of water was not requested by Chad to take up the role.",
        "The visit of Chad’s envoy to Niger aims to address joint wells.",
    ],
)
def test_a_way_an_occasion_and_a_first_time_are_no_want(words: str) -> None:
    shown = Candidates(read_text(f"Chad and Niger met in Togo. {words}", "2026-03-04", "x.txt"))
    assert not [b.phrase.text for b in shown.bids if b.kind == "want"]


def test_what_a_plan_says_is_whoever_put_it_forward() -> None:
    shown = Candidates(
        read_text(
            "Togo put forward a sheet of proposals. The crew would be freed on a bond. The licence "
            "would be frozen for three years. Chad wants the crew freed. Niger will keep the crew. "
            "The minister said that the lake was cold."
        )
    )
    said = told(shown, "togo", "say")
    assert said == {
        "the crew would be freed on a bond",
        "the licence would be frozen for three years",
    }
    crew = next(m for m in matters(shown.bids, shown.names) if "crew" in m.words)
    assert "the crew would be freed on a bond" in {level.text for level in crew.levels}


def test_a_number_of_what_the_words_before_name_is_a_want() -> None:
    shown = Candidates(
        read_text(
            "Chad and Niger met. Niger rejects observers. Chad wants observers at the bridge. "
            "“We have asked for sixty of them,” Chad said. “We want ninety,” Niger said."
        )
    )
    assert any("sixty" in line.text for line in wants(shown.bids, "chad"))
    assert not any("ninety" in line.text for line in wants(shown.bids, "niger"))


def test_of_two_wants_the_fuller_is_kept_and_who_dismissed_many_could_have_left_it() -> None:
    pages = [
        "Chad wants a bank. Niger dismissed forty pilots of the ferry.",
        "Chad wants a bank that will lend. Niger was given until Friday to report for duty.",
        "Chad wants the forty pilots of the ferry back.",
    ]
    read = (read_text(text, "2026-05-04", f"{n}.txt") for n, text in enumerate(pages))
    shown = Candidates(merge(read))
    texts = [line.text for line in wants(shown.bids, "chad")]
    assert "a bank" not in texts
    assert any(text.startswith("a bank that") for text in texts)
    done = [line.text for line in acts(shown.bids, "niger", shown.names, frozenset({"chad"}))]
    assert any("dismiss" in text for text in done), done
    assert "report for duty" in done


def test_what_stays_is_no_want_and_who_sets_a_day_wants_what_is_due() -> None:
    pages = [
        "The tugs will stay tied up until Friday, Chad said. Chad demands that Niger pay the fee.",
        "Niger has until Friday to hand back the guards. Niger may close the bridge.",
    ]
    read = (read_text(text, "2026-05-04", f"{n}.txt") for n, text in enumerate(pages))
    shown = Candidates(merge(read))
    texts = [line.text for line in wants(shown.bids, "chad", frozenset({"chad", "niger"}))]
    assert any("hand back the guards" in text for text in texts), texts
    assert not any("tugs" in text for text in texts)


def test_to_take_a_mediators_offer_is_consent_and_no_option() -> None:
    pages = [
        "Chad is ready to accept Togo's offer of talks. Niger wants the canal shut.",
        "Chad will sit at its table. Chad is ready to accept an inquiry into the canal.",
    ]
    read = (read_text(text, "2026-05-04", f"{n}.txt") for n, text in enumerate(pages))
    shown = Candidates(merge(read))
    texts = [one.text for one in acts(shown.bids, "chad", shown.names, frozenset({"niger"}))]
    assert any("inquiry" in text for text in texts), texts
    assert not any("offer" in text or "table" in text for text in texts), texts
