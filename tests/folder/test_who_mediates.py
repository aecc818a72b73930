"""Who mediates and who answers where pages tell it in few words: once, by kind, by an envoy."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text


def read(*pages: str) -> Candidates:
    return Candidates(
        merge(read_text(text, f"2026-03-0{n}", f"{n}.txt") for n, text in enumerate(pages, 1))
    )


def told(shown: Candidates) -> dict[tuple[str, str], str]:
    """Return the answer of each side to each mediator, by their names."""
    return {
        (shown.actors[side.actor.id].name, third.actor.name): given.answer
        for third in shown.mediators()
        for side in shown.parties()
        if (given := shown.consent(third.actor.id, side.actor.id)).answer != "unknown"
    }


@pytest.mark.parametrize(
    ("page", "mediators"),
    [
        ("Chad is unimpressed with Japan's offer to mediate. Niger has said nothing.", {"Japan"}),
        ("Niger wants the African Union to be the only mediating party.", {"African Union"}),
        ("Niger declined Togo's chairmanship of the group tasked with mediation.", {"Togo"}),
        ("Niger wanted Togo to act as guarantor of the talks.", {"Togo"}),
        ("Togo was at the disposal of all sides as a mediator, Niger heard.", {"Togo"}),
        ("Niger accepted that Togo should mediate in the strike.", {"Togo"}),
        ("The former Zambian president Ken Kalu would mediate in Niger.", {"Ken Kalu"}),
        ("Togo and Peru are two of the towns on the road to Chad and Niger.", set()),
        ("Negotiators of Chad and Niger arrived. They slept.", set()),
        ("Chad said that Niger had asked it to mediate nothing.", set()),
        ("Togo's chairmanship of the bank ends in May. Niger declined to comment.", set()),
    ],
)
def test_a_mediator_is_told_in_many_ways(page: str, mediators: set[str]) -> None:
    assert {one.actor.name for one in read(page).mediators()} == mediators


def test_whoever_answers_a_mediator_is_a_side_and_no_mediator() -> None:
    shown = read("Chad has no faith in Japan's offer to mediate. Niger would welcome it.")
    assert {one.actor.name for one in shown.parties()} == {"Chad", "Niger"}
    assert told(shown) == {("Chad", "Japan"): "no", ("Niger", "Japan"): "yes"}


WELLS = (
    "Chad wants the wells. Niger refused to leave the wells. Togo mediates between Chad and Niger."
)
OFFER = "{} has offered to mediate between Niger and Chad over the wells."


@pytest.mark.parametrize(
    ("third", "said", "answer"),
    [
        ("Joyce Bandele, a lawyer,", "Niger said it had nothing against Bandele.", "yes"),
        ("Joyce Bandele, a lawyer,", "Niger said it had nothing against bandele bread.", None),
        ("The African Union", "Niger could agree to the bloc on condition that it pays.", None),
    ],
)
def test_a_name_on_another_page_may_be_the_last_one_alone(
    third: str, said: str, answer: str | None
) -> None:
    given = told(read(OFFER.format(third), said))
    assert next((a for (side, _m), a in given.items() if side == "Niger"), None) == answer


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Niger said it could agree to the bloc on condition that it pays.", "conditional"),
        ("Niger turned the bloc down.", "no"),
        ("“It would be wise for us to turn to the African Union,” said Niger's Ada Roe.", "yes"),
        (
            "“The bloc can come if it pays for its bread,” said Niger's minister Ada Roe.",
            "conditional",
        ),
        (
            "“Let the bloc come without soldiers, and not otherwise,” said Niger's Ada Roe.",
            "conditional",
        ),
        (
            "“The bloc fed us when nobody did, and we trust it as mediator,” said Niger's Ada Roe.",
            "yes",
        ),
        ("“The bloc can come late,” said Niger's minister Ada Roe.", None),
    ],
)
def test_a_bloc_is_called_so(said: str, answer: str | None) -> None:
    assert told(read(f"{OFFER.format('The African Union')} {said}")).get(
        ("Niger", "African Union")
    ) == (answer)


@pytest.mark.parametrize(
    "said",
    [
        "“I have a great deal of respect for the African Union,” said Niger's Ada Roe.",
        "Niger thanked the African Union for its patience.",
        "Niger is grateful to the African Union.",
        "Niger praised the African Union.",
        "Niger said that Chad had shot first. Chad rejects this.",
        "“No one buys bread,” said Niger's Ada Roe.",
    ],
)
def test_praise_is_no_answer(said: str) -> None:
    assert ("Niger", "African Union") not in told(
        read(f"{OFFER.format('The African Union')} {said}")
    )


def test_an_envoy_is_whose_envoy_she_is() -> None:
    shown = read(
        "The African Union has proposed its envoy, the jurist Nandi Mokhele, as mediator between "
        "Togo and Niger. Togo said she would be received with honour. Niger turned her away."
    )
    assert [one.actor.name for one in shown.mediators()] == ["African Union"]
    assert told(shown) == {("Togo", "African Union"): "yes", ("Niger", "African Union"): "no"}


def test_a_copy_makes_no_party() -> None:
    fish = (
        "Ghana demands that the boats pay for the nets that were cut in the bay in autumn, and it "
        "refuses to let them land their catch in Tema before they have paid. Ghana's minister "
        "Esi Arthur threatened to seize the boats if they came again without a licence."
    )
    wells = (
        "Niger demands the wells back. Chad refused to leave the wells. Oman offered to mediate."
    )
    pages = [wells, f"{wells} It rained.", "It rained on Niger.", "Chad slept."]
    assert "Ghana" not in {one.actor.name for one in read(*pages, fish, fish).parties()}


CLAIMANTS = (
    "Chad demands the wells. Chad said that it would not leave them.",
    "Niger refused to leave the wells. Niger wants the wells.",
    "Chad wants the wells. Niger refused to give them up.",
)


@pytest.mark.parametrize(
    "urging",
    [
        "Japan and Togo {} both parties to stop the fighting.",
        "Togo {} the two sides to spare the wells, as did Japan. Japan asked both for a truce.",
        "“Japan and Togo {} all parties to let aid through,” a joint statement said.",
    ],
)
def test_what_hosts_ask_of_both_sides_is_no_stake_of_theirs(urging: str) -> None:
    talks = "Talks between Chad and Niger hosted by Japan and Togo went on. "
    shown = read(*CLAIMANTS, *(talks + urging.format(verb) for verb in ("urged", "urge", "asked")))
    assert {one.actor.name for one in shown.parties()} == {"Chad", "Niger"}
    assert {one.actor.name for one in shown.mediators()} == {"Japan", "Togo"}


def test_who_wants_something_of_one_side_has_a_stake() -> None:
    asked = "Japan wants the wells. Japan demanded that Niger leave. Japan refused to pay."
    shown = read(*CLAIMANTS, asked, asked.replace("pay", "go"))
    assert {one.actor.name for one in shown.parties()} == {"Chad", "Niger", "Japan"}


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (
            "Chad accepts Togo as mediator. It welcomes the offer made by Japan, too.",
            {("Chad", "Togo"): "yes", ("Chad", "Japan"): "yes"},
        ),
        (
            "Niger rejects Togo as mediator. “With Japan as mediator we would be glad,” it said.",
            {("Niger", "Togo"): "no", ("Niger", "Japan"): "yes"},
        ),
        (
            "Chad accepts Togo as mediator. It rejected the offer made by Niger.",
            {("Chad", "Togo"): "yes"},
        ),
    ],
)
def test_an_offer_is_of_whom_it_is_told_to_be(said: str, answers: dict[tuple[str, str], str]):
    assert told(read(WELLS, said)).items() >= answers.items()


def test_talk_that_somebody_takes_something_over_is_no_mediation() -> None:
    page = "There is talk in the market that the army will take over the signal cabins."
    assert not read("Chad and Niger met. Chad rejected it. " + page).mediators()


@pytest.mark.parametrize("office", ["former judge of the High Court", "retired bishop"])
def test_an_office_of_the_sentence_before_is_of_whom_the_next_names(office: str) -> None:
    word = "judge" if "judge" in office else "bishop"
    shown = read(
        f"A {office} has offered to try his hand. Ivo Holmgren, 74, wrote to both.",
        f"Chad said that it would accept the {word}. Niger said that it rejected the {word}.",
    )
    assert told(shown) == {("Chad", "Ivo Holmgren"): "yes", ("Niger", "Ivo Holmgren"): "no"}


def test_the_mediator_of_a_bloc_is_the_bloc() -> None:
    before = "Chad and Niger are at odds. The plan is by former Zambian president Ken Kalu"
    shown = read(f"{before}, the African Union mediator. Kalu urged both sides to sign it.")
    assert {one.actor.name for one in shown.mediators()} == {"African Union"}


@pytest.mark.parametrize("role", ["Former mayor", "Then-governor", "Former governor"])
def test_who_governed_a_town_once_is_no_third_party(role: str) -> None:
    said = "was heard at the talks between Chad and Niger, which mediators had called"
    assert not read(f"{role} Ada Roe {said}. Ada Roe {said} again.").between.holders.actors


def test_the_chief_of_something_holds_no_office_between_sides() -> None:
    assert not read(
        "Lake Front chief political adviser Ada Roe left. Chad was glad."
    ).between.holders.actors
    assert read("Chief Kuran Doe brought Chad and Niger together.").between.holders.actors


def test_mediators_without_a_name_are_none_beside_one_with_a_name() -> None:
    page = "Regional mediators called Chad and Niger to talks."
    assert {m.actor.name for m in read(page).mediators()} <= {"Regional mediators"}
    shown = read(f"{page} Togo mediates between Chad and Niger.")
    assert {one.actor.name for one in shown.mediators()} == {"Togo"}


STUCK = "Chad wants the wells. Niger refuses to leave the wells. "


@pytest.mark.parametrize(
    ("page", "mediators"),
    [
        ("Chad raised no objection to the good offices of the Orvel Synod.", {"Orvel Synod"}),
        ("Niger has nothing against the good offices of the Orvel Synod.", {"Orvel Synod"}),
        ("The offices of the Orvel Synod were painted. Chad said so.", set()),
        ("Peru has put forward a retired judge, Ada Quispe.", {"Peru"}),
        ("Kenya named an envoy on Monday.", {"Kenya"}),
        ("Japan's attempt to help lasted a day.", {"Japan"}),
        ("Japan's attempt to help its fishermen lasted a day.", set()),
        ("Peru named a new ambassador. Kenya picked a minister.", set()),
        ("Niger sat down at the table of the Orvel Bank with its lawyers.", set()),
        ("Chad put its name to a letter that went to three ministries.", set()),
        ("Niger would go to Orvel on Tuesday, where the bishops are expecting both.", set()),
    ],
)
def test_good_offices_and_whoever_is_put_forward_tell_of_a_mediator(
    page: str, mediators: set[str]
) -> None:
    assert {one.actor.name for one in read(STUCK + page).mediators()} == mediators


OFFERED = STUCK + "The Orvel Synod offered to mediate. "


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("“Let the synod come,” said Chad.", "yes"),
        ("“Leave the synod out,” said Chad.", "no"),
        ("“The synod can count on us,” Chad said.", "yes"),
        ("“The synod can rely on us, so long as it is not a priest,” Chad said.", "conditional"),
        ("“We will sit with the synod, as long as it is not in Orvel,” Chad said.", "conditional"),
        ("The synod's offer got short shrift from Chad.", "no"),
        ("The synod's proposal met with a cold shoulder from Chad.", "no"),
        ("On Monday Chad took its seat at the synod's table.", "yes"),
    ],
)  # fmt: skip
def test_an_answer_is_an_order_a_term_or_a_seat_taken(page: str, answer: str) -> None:
    assert told(read(OFFERED + page)) == {("Chad", "Orvel Synod"): answer}


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (
            "Chad rejected a call by the Lake Front for Ghana's mediation.",
            {("Chad", "Ghana"): "no", ("Lake Front", "Ghana"): "yes"},
        ),
        (
            "Chad said no to the Lake Front's request for Ghanaian mediation.",
            {("Chad", "Ghana"): "no", ("Lake Front", "Ghana"): "yes"},
        ),
        (
            "A request by the Lake Front for Ghana's mediation was met with silence.",
            {("Lake Front", "Ghana"): "yes"},
        ),
        ("There was no call for Ghana's mediation. Chad met the Lake Front.", {}),
    ],
)
def test_a_call_for_somebodys_mediation_is_its_callers_answer(
    said: str, answers: dict[tuple[str, str], str]
) -> None:
    page = "Ghana mediates between Chad and the Lake Front. Chad wants the road."
    given = told(read(page, f"{said} The Lake Front wants the ferry opened."))
    assert {pair: a for pair, a in given.items() if pair in answers} == answers


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Chad railed against the African Union for a rigged vote.", "no"),
        ("Chad lashed out at the African Union over its mediation.", "no"),
        ("Chad told the African Union that it would not accept his wording of the text.", None),
        ("Chad told the African Union that it rejected its draft map of the lake.", None),
        ("Chad rejected the African Union. It would not accept its offer.", "no"),
    ],
)
def test_a_things_refusal_is_not_the_mediators(said: str, answer: str | None) -> None:
    page = "The African Union mediates between Chad and Niger. Chad wants the road."
    given = told(read(page, f"{said} Niger wants the ferry opened."))
    assert given.get(("Chad", "African Union")) == answer


SHUTTLE = (
    """Chad wants the road. Niger rejected a fee. {0} met Chad's president Idris Sarr on Monday
and will meet Niger's president Ali Brann on Friday.""",
    "Niger demands the ferry. Chad refused to send it. {0} called for calm.",
    "Chad demands a fee of two francs. Niger wants it dropped. {0} said nothing.",
    "Niger refused to pay. Chad wants the boats back. {0} visited Chad. {0} then visited Niger.",
)


@pytest.mark.parametrize(
    ("who", "mediates"),
    [
        ("The African Union's secretary general", True),
        ("The United Nations", True),
        ("Gabon", False),
    ],
)
def test_a_bloc_that_meets_one_side_and_the_other_stands_between(who: str, *, mediates: bool):
    shown = read(*(page.format(who) for page in SHUTTLE))
    assert bool(shown.mediators()) is mediates


@pytest.mark.parametrize(
    "left",
    [
        "Chad recalled its negotiators from the Kenyan-mediated talks.",
        "Chad suspended its participation in the Kenyan-mediated talks.",
        "Chad boycotted the opening of the Kenyan-mediated talks with Niger.",
    ],
)
def test_who_leaves_a_mediators_talks_has_refused(left: str) -> None:
    page = "Kenya mediates between Chad and Niger. Chad wants the road."
    assert told(read(page, f"{left} Niger wants the ferry opened.")) == {("Chad", "Kenya"): "no"}


@pytest.mark.parametrize(
    "thanks",
    [
        "Chad thanked Kenya for its mediation.",
        "Chad praised Kenya for its facilitation of the talks.",
        "Chad expressed its gratitude to Kenya for its mediation.",
    ],
)
def test_who_thanks_a_mediator_is_none(thanks: str) -> None:
    shown = read(f"{thanks} Chad wants the road. Niger refused to open it.")
    assert "Chad" not in {one.actor.name for one in shown.mediators()}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Both sides accepted Kenya's offer to mediate between Chad and Niger.", "yes"),
        (
            "The two governments agreed to Kenya's proposal to mediate between Chad and Niger.",
            "yes",
        ),
        ("The parties turned down Kenya's offer to mediate between Chad and Niger.", "no"),
    ],
)
def test_what_both_answer_each_has_answered(said: str, answer: str) -> None:
    given = told(read(f"{said} Chad wants the road. Niger wants the ferry opened."))
    assert given == {("Chad", "Kenya"): answer, ("Niger", "Kenya"): answer}


@pytest.mark.parametrize("office", ["envoy", "ambassador", "special envoy"])
def test_an_envoy_heard_on_a_page_makes_no_minister_there_his_own_states(office: str) -> None:
    quarrel = "Bolivia and the herders quarrel over a pasture. Bolivia sent soldiers there. "
    met = f"The herders met Uruguay's {office}, Ines Larro. “It went well,” Larro said."
    flat = "It fell flat. “There is one treasury,” said the minister for lands, Lidia Marca."
    pages = (quarrel, f"{met}\n\n{flat}")
    read = Candidates(
        merge(read_text(text, f"2026-03-0{n}", f"{n}.txt") for n, text in enumerate(pages, 1))
    )
    (marca,) = [one.id for one in read.actors.values() if one.name == "Lidia Marca"]
    assert read.principal(marca) != "uruguay"
