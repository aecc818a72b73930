"""A union and its employer: which names mean whom, who mediates, and what is wanted or foretold."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.acts import acts
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

WHO = (
    "The Lorm Nurses Association wants a raise. Harbour Trust offered two percent. "
    "The Lorm Nurses Association and Harbour Trust met on Monday."
)


def shown(text: str) -> Candidates:
    return Candidates(merge([read_text(text, "2026-05-04", "page.txt")]))


def told(text: str, *kinds: str) -> list[str]:
    return [b.phrase.text for b in shown(f"{WHO} {text}").bids if b.kind in kinds]


@pytest.mark.parametrize(
    "name",
    ["The nurses' union", "The Lorm union", "Nurses union leaders", "The union", "Union officials"],
)
def test_a_union_by_any_of_its_names_is_the_one_union(name: str) -> None:
    found = shown(f"{WHO}\n\n{name} demanded a ward for children.")
    assert ("lorm-nurses-association", "a ward for children") in {
        (b.party, b.phrase.text) for b in found.bids if b.kind == "want"
    }


@pytest.mark.parametrize("name", ["The Vell union", "The Vell nurses"])
def test_a_union_of_elsewhere_is_another(name: str) -> None:
    found = shown(f"{WHO}\n\n{name} demanded a ward for children.")
    assert "lorm-nurses-association" not in {
        b.party for b in found.bids if b.phrase.text == "a ward for children"
    }


@pytest.mark.parametrize("district", ["Lorm school district", "Lorm district"])
def test_a_district_is_one_by_its_longer_and_its_shorter_name(district: str) -> None:
    text = f"The {district} offered two percent. The teachers want more."
    other = "The district rejected a cap on classes. The teachers want a cap."
    pages = [read_text(t, "2026-05-04", f"{n}.txt") for n, t in enumerate((text, other))]
    bids = Candidates(merge(pages)).bids
    own = {b.party for b in bids if b.kind in ("offer", "refuse")}
    assert len(own) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Federal mediators are seeking to restart talks between the union and the hospital.",
        "State mediators called the nurses and the hospital to a meeting.",
    ],
)
def test_mediators_of_a_service_are_mediators(text: str) -> None:
    assert [m.actor.name.casefold() for m in shown(text).mediators()] == [
        " ".join(text.split()[:2]).casefold()
    ]


OUT = (
    "The Lorm Dockers Union wants a bonus. Verra Lines Ltd refuses the bonus. "
    "The Lorm Dockers Union demands twelve jobs back. Verra Lines Ltd demands open quays."
)


@pytest.mark.parametrize(
    ("told", "third"),
    [  # whoever holds an office of his own stands for himself, and for no state or school
        (
            (
                "The Peruvian ombudsman, Rosa Lind, said she was ready to act as a go-between. "
                "The Lorm Dockers Union welcomed the ombudsman's offer."
            ),
            "Rosa Lind",
        ),
        (
            (
                "The Lorm Dockers Union has invited Ada Brann, the rector of Vell University, to "
                "mediate. Brann said she was ready to help both sides."
            ),
            "Ada Brann",
        ),
        (
            (
                "The Kenyan judge Jon Marr has offered to mediate between the two sides. "
                "Marr has spoken with both sides."
            ),
            "Jon Marr",
        ),
        # a body that is there to stand between others, and wants nothing itself
        (
            (
                "The arbitration board has offered to mediate between the two sides. "
                "The Lorm Dockers Union accepts the arbitration board."
            ),
            "arbitration board",
        ),
        (
            (
                "The Orvel Chamber of Commerce has offered to mediate between the union and the "
                "company. The Lorm Dockers Union rejected the chamber's offer."
            ),
            "Orvel Chamber of Commerce",
        ),
        (
            (
                "The Vell council of elders invited both sides. "
                "The Lorm Dockers Union would sit down with the council of elders."
            ),
            "Vell council",
        ),
    ],
)
def test_a_person_or_board_of_no_side_mediates_by_its_own_name(told: str, third: str) -> None:
    found = shown(f"{OUT}\n\n{told}")
    assert [one.actor.name for one in found.mediators()] == [third]
    assert third not in {one.actor.name for one in found.parties()}


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("Bishops' Conference of Orvel", "bishops"),
        ("Episcopal Conference of Vell", "bishops"),
        ("Council of Elders of Vell", "elders"),
    ],
)
def test_the_people_of_a_board_are_that_board(body: str, people: str) -> None:
    text = (
        f"The {body} has offered to mediate between the Lorm Dockers Union and Verra Lines Ltd. "
        f"The Lorm Dockers Union rejected the {people}."
    )
    found = shown(f"{OUT}\n\n{text}")
    assert {v.answer for v in found.answers if found.actors[v.mediator].name == body} == {"no"}


@pytest.mark.parametrize("office", ["a former senator", "a retired admiral", "a professor of law"])
def test_who_is_named_behind_an_office_and_a_comma_is_whom_somebody_appoints(office: str) -> None:
    text = f"The Lorm Tribunal appointed {office}, Ada Brann, as mediator between the two sides."
    assert [m.actor.name for m in shown(f"{OUT}\n\n{text}").mediators()] == ["Ada Brann"]


def test_a_bishop_mediates_for_his_church() -> None:
    text = "Bishop Ada Brann of the Diocese of Vell has offered to mediate between both sides."
    assert "Ada Brann" not in {m.actor.name for m in shown(f"{OUT}\n\n{text}").mediators()}


def test_a_board_that_wants_things_itself_is_a_side() -> None:
    text = (
        "The Vell Council of Elders demands the spring. The Vell Council of Elders refuses a "
        "pipe. Jon Marr offered to mediate between the Vell Council of Elders and Verra Lines Ltd."
    )
    assert "Vell Council of Elders" in {p.actor.name for p in shown(f"{OUT}\n\n{text}").parties()}


@pytest.mark.parametrize("verb", ["proposed", "suggested", "offered"])
def test_who_puts_another_forward_is_no_mediator(verb: str) -> None:
    text = f"Verra Lines Ltd {verb} the former judge Jon Marr as mediator in the strike."
    assert [m.actor.name for m in shown(f"{OUT}\n\n{text}").mediators()] == ["Jon Marr"]


@pytest.mark.parametrize("name", ["National Ports Administration", "Vell Housing Regulator"])
def test_an_agency_is_no_person(name: str) -> None:
    found = read_text(f"The {name} said it would check the cranes.", "2026-05-04", "page.txt")
    assert "person" not in {a.kind for a in found.actors}


@pytest.mark.parametrize(
    "body", ["labour ministry's conciliation board", "regional mediation service"]
)
def test_a_body_for_mediating_is_somebody_whosever_it_is(body: str) -> None:
    found = read_text(f"The {body} has invited both sides.", "2026-05-04", "page.txt")
    assert any(a.name.split()[-1] == body.rsplit(maxsplit=1)[-1] for a in found.actors)


@pytest.mark.parametrize("body", ["postal service", "ministry's press service"])
def test_another_service_is_nobody(body: str) -> None:
    found = read_text(f"The {body} has told both sides.", "2026-05-04", "page.txt")
    assert not any(a.name.split()[-1] == "service" for a in found.actors)


def test_a_side_that_offers_talks_mediates_nothing() -> None:
    text = "The hospitals offered to resume contract talks if the nurses did not strike."
    assert not shown(text).mediators()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“Our voice is plain — we need a wage we can live on,” the union said.", "a wage"),
        ("“We have said it all — we want a cap on shifts,” the union said.", "a cap on shifts"),
        ("The union is seeking protection of its pension plan.", "protection of its pension plan"),
        (
            "The union sought a raise and a share of their fund.",
            "a raise and a share of their fund",
        ),
    ],
)
def test_what_is_needed_stands_behind_its_verb(text: str, wanted: str) -> None:
    found = told(text, "want")
    assert any(one.startswith(wanted) for one in found)
    assert not any("plain" in one or "said" in one for one in found)


@pytest.mark.parametrize("words", ["be very clear", "be honest", "make it clear"])
def test_to_be_clear_is_nothing_that_is_wanted(words: str) -> None:
    assert not any(words in one for one in told(f"“We want to {words},” the union said.", "want"))
    assert "be safe" in told("“We want to be safe,” the union said.", "want")


@pytest.mark.parametrize(
    "text",
    [
        "The union says a ratio will protect patients.",
        "Harbour Trust believes ratios would raise costs.",
        "Harbour Trust said the union's proposals would hurt care.",
    ],
)
def test_what_a_thing_would_bring_about_is_no_act_of_whoever_says_so(text: str) -> None:
    acts = {"plan", "offer", "possible", "threat"}
    assert not any({"protect", "raise", "hurt"} & set(one.split()) for one in told(text, *acts))


def test_what_a_side_would_raise_itself_is_its_act() -> None:
    text = "Harbour Trust said it would raise the night rate."
    assert "raise the night rate" in told(text, "plan")


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Trust cannot afford the pay rise.",
        "Harbour Trust can't afford the pay rise.",
        "Harbour Trust can’t afford the pay rise.",
    ],
)
def test_what_cannot_be_afforded_is_refused(text: str) -> None:
    assert any("the pay rise" in one for one in told(text, "refuse"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The union said Harbour Trust needs to re-examine its rota.", "examine its rota"),
        ("Harbour Trust will re-open the clinic.", "open the clinic"),
        ("The union vowed to re-start the strike.", "start the strike"),
    ],
)
def test_what_is_done_again_is_one_act(text: str, words: str) -> None:
    found = told(text, "want", "plan", "threat", "demand")
    assert any(one.endswith(words) for one in found)
    assert not any("are-" in one or one in {"re", "-"} for one in found)


def test_what_another_says_a_side_needs_is_no_want_of_that_side() -> None:
    text = "“The Harbour Trust needs to rethink its rota,” said the Lorm Nurses Association."
    wants = {(b.party, b.phrase.text) for b in shown(f"{WHO} {text}").bids if b.kind == "want"}
    assert ("harbour-trust", "rethink its rota") not in wants
    assert any(party == "lorm-nurses-association" and "rota" in one for party, one in wants)


def test_what_a_side_says_it_needs_itself_is_its_want() -> None:
    text = "“We need to keep the ward,” said the Lorm Nurses Association."
    assert "keep the ward" in told(text, "want")


@pytest.mark.parametrize("verb", ["endorsed", "backed", "approved"])
def test_a_strike_that_a_union_endorses_is_staged_by_it(verb: str) -> None:
    text = f"The union {verb} a strike at Harbour Trust."
    lines = [a.text for a in acts(shown(f"{WHO} {text}").bids, "lorm-nurses-association")]
    assert any(line.startswith("stage a strike") for line in lines)
    assert not any(line.startswith("accept") for line in lines)


def test_a_ban_that_a_side_accepts_is_accepted() -> None:
    text = "The union accepted a ban on overtime at Harbour Trust."
    lines = [a.text for a in acts(shown(f"{WHO} {text}").bids, "lorm-nurses-association")]
    assert any(line.startswith("accept a ban") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Both sides also disagree on pay and on cuts by the Harbour Trust to the pension fund.",
    ],
)
def test_whose_act_it_is_leaves_no_word_of_it_behind(text: str) -> None:
    found = told(text, "plan")
    assert any("cuts to" in one for one in found)
    assert not any("by to" in one for one in found)


def test_they_behind_a_name_are_those_of_the_name_and_no_mediator() -> None:
    text = (
        "The talks, arranged by federal mediators, ended early. “It is plain that the Harbour "
        "Trust, despite what they say, have no interest in good negotiations,” the Lorm Nurses "
        "Association said. Federal mediators will call the union and Harbour Trust again."
    )
    found = shown(f"{WHO} {text}")
    assert found.mediators()
    assert found.consent("federal-mediators", "lorm-nurses-association").answer == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Trust, and not the nurses, had asked for guards at the gate.",
        "Harbour Trust, but not the nurses, wants guards at the gate.",
        "Harbour Trust, and not the union, demanded guards at the gate.",
    ],
)
def test_whom_a_sentence_leaves_out_wants_nothing(text: str) -> None:
    found = {b.party for b in shown(f"{WHO} {text}").bids if "guards" in b.phrase.text}
    assert found == {"harbour-trust"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The nurses are firm in their call to include a nurse in the panel.", "include a nurse"),
        ("The union was steadfast in its demand to lift the ban.", "lift the ban"),
        ("The demands of the Lorm Nurses Association for a ward were ignored.", "a ward"),
        ("It rejected the demand of the Lorm Nurses Association for a ward.", "a ward"),
        ("The nurses blocked the road to the clinic demanding a new ward.", "a new ward"),
        ("The nurses held a rally at the gates calling for an end to night shifts.", "an end"),
        ("The union marched to the town hall demanding that the ward be opened.", "the ward"),
    ],
)
def test_what_is_asked_in_a_noun_or_where_people_go_is_a_want(text: str, wanted: str) -> None:
    assert any(line.startswith(wanted) for line in told(text, "want"))


def test_where_people_ask_for_something_is_no_part_of_what_they_do() -> None:
    text = "The nurses blocked the road to the clinic demanding a new ward."
    assert "block the road to the clinic" in told(text, "done")


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Trust rejected the demand of the union to lift the ban.",
        "Harbour Trust turned down the union's request to lift the ban.",
        "The demand of the union to lift the ban was rejected by Harbour Trust.",
    ],
)
def test_who_rejects_a_demand_refuses_what_it_asks(text: str) -> None:
    assert "lift the ban" in told(text, "refuse")


def whose(text: str, name: str) -> str | None:
    found = shown(text)
    return found.principal(next(a.id for a in found.actors.values() if a.name == name))


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The herders want the wells. “They are ours,” said herder Ada Lind.", "herders"),
        ("Farmers refused a toll. “It is our land,” said Ada Lind, a farmer from Keta.", "farmers"),
        ("The tenants want the lift mended. Ada Lind, another tenant, said no.", "tenants"),
        ("The farmers want a road. Ada Lind, one of the farmers, said no.", "farmers"),
    ],
)
def test_whoever_is_told_as_one_of_a_people_is_of_it(text: str, side: str) -> None:
    assert whose(text, "Ada Lind") == side


@pytest.mark.parametrize(
    "text",
    [
        "The herders want the wells. Ada Lind, a professor from Keta, said it was late.",
        "Residents want a road. Resident Ada Lind said it was late.",
        "The ministers met. Minister Ada Lind said it was late.",
    ],
)
def test_who_looks_on_or_holds_an_office_is_no_one_of_many(text: str) -> None:
    assert whose(text, "Ada Lind") == "ada-lind"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Superintendent Ada Lind said it was late.", "Ada Lind"),
        ("Lorm Unified Superintendent Ada Lind said it was late.", "Ada Lind"),
        ("The board voted. Board members said it was late.", "Board members"),
    ],
)
def test_who_runs_the_one_district_speaks_for_it(text: str, name: str) -> None:
    before = "The Lorm School District closed two schools. The Lorm School District's board met. "
    assert whose(before + text, name) == "lorm-school-district"


@pytest.mark.parametrize(
    "called",
    [
        "The Lorm Education Association, a union of teachers, refused.",
        "The Lorm Education Association (LEA), the teachers' union, refused.",
        "The teachers' union, the Lorm Education Association, refused.",
    ],
)
@pytest.mark.parametrize("name", ["The union", "Lorm teachers"])
def test_a_body_that_a_page_calls_a_union_is_the_union(called: str, name: str) -> None:
    found = shown(f"The Lorm School District closed two schools. {called} {name} wants a vote.")
    assert "lorm-education-association" in {b.party for b in found.bids if b.kind == "want"}


@pytest.mark.parametrize(
    "name", ["The government", "Transport Minister Ada Lind", "The Government"]
)
def test_where_no_state_has_a_part_the_one_government_is_meant(name: str) -> None:
    found = shown(f"The State government refused to stop the work. {name} offered flats.")
    assert {b.party for b in found.bids if "flats" in b.phrase.text} == {"state-government"}


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("The Lorm Nurses Association is at 5 percent.", "want", "5 percent"),
        (
            "Harbour Trust raised its offer on pay from 2 percent to 3 percent.",
            "offer",
            "3 percent",
        ),
        (
            "The union cut its request for a fund from $8 million to $6 million.",
            "want",
            "$6 million",
        ),
        ("The union dropped its proposed minimum wage to $710 from $725.", "offer", "$710"),
        ("The union came down to $65 million on Friday.", "offer", "$65 million"),
        ("Harbour Trust increased its offer to 4 percent.", "offer", "4 percent"),
    ],
)
def test_where_a_side_stands_in_figures_is_read(text: str, kind: str, line: str) -> None:
    assert any(one.startswith(line) for one in told(text, kind))


@pytest.mark.parametrize(
    "text",
    [
        "The union moved to a new hall on 5 May.",
        "Harbour Trust lowered the toll to $5 at its own pier.",
        "The river at the clinic rose to 5 metres.",
        "Harbour Trust might raise its offer to 4 percent.",
    ],
)
def test_figures_of_what_nobody_put_forward_are_no_offer(text: str) -> None:
    assert not [one for one in told(text, "want", "offer") if one[:1] in "$45"]


def test_each_term_of_a_row_is_wanted() -> None:
    text = "The strike goes on, the union said, unless the Trust lifts the ban and opens a ward."
    assert "open a ward" in told(text, "want")


def test_what_a_side_will_not_pay_is_told_by_its_name() -> None:
    text = "The union asks for a rise of 6 percent, which Harbour Trust is unwilling to pay."
    assert not any("which" in one for one in told(text, "refuse"))


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("Lorm Hockey League", "Lorm Hockey League Players' Association"),
        ("Keta Copper Company", "Keta Copper Company Workers Union"),
        ("Orvel University", "Orvel University Students Union"),
    ],
)
def test_a_body_is_not_the_union_that_bears_its_name(body: str, people: str) -> None:
    text = f"The {body} offered two percent. The {people} wants a raise."
    found = {b.party: b.kind for b in shown(text).bids}
    assert sorted(found.values()) == ["offer", "want"]


def test_a_name_that_begins_with_initials_is_the_one_in_full() -> None:
    full = "The Lorm Hockey League Players' Association, the players' union, wants a raise."
    text = (
        f"{full} The Lorm Hockey League (LHL) said no. The LHL Players' Association refused a cap."
    )
    found = shown(f"{text} The players rejected a second cap.")
    assert {b.party for b in found.bids if "cap" in b.phrase.text} == {
        "lorm-hockey-league-players-association"
    }


@pytest.mark.parametrize("organ", ["General Council", "Executive Committee", "Council"])
def test_an_organ_of_the_union_is_the_union(organ: str) -> None:
    text = f"Lorm Dockers Union wants a raise. The {organ} of the Union rejected the cap."
    found = shown(f"{text} The Harbour Trust offered two percent.")
    assert {b.party for b in found.bids if "cap" in b.phrase.text} == {"lorm-dockers-union"}


@pytest.mark.parametrize(
    "name",
    ["Keta residents", "The residents", "Several tenants", "The protesters", "Keta rent strikers"],
)
def test_a_people_by_any_of_its_nouns_is_one_side(name: str) -> None:
    before = (
        "Keta tenants want the lift mended. The Landlord and Tenant Board met. Keta tenants "
        "refused to pay the rent. Halvorsen Ltd told the Keta tenants to leave. "
    )
    found = shown(f"{before}\n\n{name} demanded a cap on fees.")
    own = {b.party for b in found.bids if b.kind == "want" and "cap" in b.phrase.text}
    assert own == {"keta-tenants"}


@pytest.mark.parametrize(
    ("body", "people"),
    [
        ("Landlord and Tenant Board", "tenants"),
        ("Farmers and Fishermen Tribunal", "fishermen"),
        ("Workers Compensation Commission", "workers"),
    ],
)
def test_a_body_that_deals_with_people_is_not_theirs(body: str, people: str) -> None:
    found = shown(f"The {body} met on Monday. The {people} demanded a hearing by the {body}.")
    assert {b.party for b in found.bids if b.kind == "want"} == {people}


@pytest.mark.parametrize("name", ["the government", "the National Government"])
def test_the_government_is_of_the_one_state_that_the_pages_name(name: str) -> None:
    assert (
        whose(
            f"Nurses in Ghana went on strike. On Monday {name} offered a raise.",
            name.removeprefix("the "),
        )
        == "ghana"
    )


@pytest.mark.parametrize(
    "name", ["The N.K. government", "The province", "The provincial government", "The government"]
)
def test_a_provinces_government_is_one_by_all_of_its_names(name: str) -> None:
    found = shown(f"The North Keta government shut the road. {name} offered flats to the herders.")
    assert {b.party for b in found.bids if "flats" in b.phrase.text} == {"north-keta-government"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The Zema and Orlu communities want the well.", {"zema", "orlu"}),
        ("Elders from the Zema and Orlu communities want the well.", {"zema", "orlu"}),
        ("The Zema herders want the well. The Zema youths want the well.", {"zema"}),
        ("The Zema community sold land. The Zema want the well.", {"zema"}),
    ],
)
def test_peoples_told_together_are_sides_each(text: str, sides: set[str]) -> None:
    assert {b.party for b in shown(text).bids if "well" in b.phrase.text} == sides


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (
            "The Lorm Nurses Association reiterated calls for a later shift.",
            "want",
            "a later shift",
        ),
        ("Harbour Trust restated its request for a cap on fees.", "want", "a cap on fees"),
        ("Harbour Trust expressed interest in a longer lease.", "want", "a longer lease"),
        ("The nurses' offer amounts to a cut of two dollars.", "offer", "a cut of two dollars"),
        ("The union's offer represents a cut of two dollars.", "offer", "a cut of two dollars"),
        ("The union's proposal would open a ward.", "offer", "open a ward"),
        ("The union's demands grew to include a new ward.", "want", "a new ward"),
        (
            "The union handed over a list of 12 points. These included closing it and a new ward.",
            "want",
            "a new ward",
        ),
        ("Harbour Trust offered the striking nurses a ward.", "offer", "a ward"),
    ],
)
def test_what_is_repeated_or_held_by_an_offer_is_wanted_or_offered(
    text: str, kind: str, words: str
) -> None:
    assert words in told(text, kind)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harbour Trust sold its interest in the mine.", "the mine"),
        ("Harbour Trust offered the striking nurses a ward.", "the striking nurses"),
        (
            "The nurses went on strike on Monday to demand that Harbour Trust open a ward.",
            "demand that Harbour Trust open a ward",
        ),
    ],
)
def test_a_share_whom_it_is_offered_and_what_a_strike_is_for_are_no_bids(
    text: str, words: str
) -> None:
    assert words not in told(text, "want", "offer", "plan")


@pytest.mark.parametrize("told_as", ["strike", "an indefinite strike", "a rent strike"])
def test_who_goes_on_strike_stages_one(told_as: str) -> None:
    text = f"The nurses went on {told_as} on Monday to demand that Harbour Trust open a ward."
    assert f"go on {told_as}" in told(text, "done")
