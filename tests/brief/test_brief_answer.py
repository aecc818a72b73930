"""The three lines on top, sentence by sentence, and the figures' plain cases."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.brief import brief_sample as sample

from goodoffices.base.errors import Finding
from goodoffices.brief import answer, figures, timeline, wants
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection, notes, senses_in_words
from goodoffices.brief.vocabulary import relation, zone
from goodoffices.case.conditions import parse
from goodoffices.case.nouns import Case, Option, Party
from goodoffices.conflict import examples
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.outcomes import outcomes
from goodoffices.evidence.claims import Dossier
from goodoffices.look.sides import sides
from goodoffices.packages.result import packages

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"


def lines(found: list[object]) -> str:
    return " ".join(map(str, found))


def published(name: str) -> Selection:
    data = json.loads((REFERENCE / name).read_text("utf-8"))
    return Selection(outcomes(Conflict.from_dict(data, name)))


def test_what_holds_is_named_with_links_to_the_reasons() -> None:
    said = lines(answer.holds(published("elmira.json")))
    assert said.startswith("3 of 9 outcomes hold in every sense: ")
    links = '<a href="#s-5">Uniroyal would delay; LocalGov would insist</a> · <a href="#s-8">'
    assert links in said
    assert '<a href="#s-9">Uniroyal would abandon</a>' in said
    assert "Today’s" not in said  # the source says nothing of today


def test_without_outcomes_the_line_points_to_what_is_missing() -> None:
    assert "cannot be told yet" in lines(answer.holds(None))


def test_a_status_quo_that_does_not_hold_says_who_would_leave_it() -> None:
    case = sample.case()
    said = lines(answer.holds(Selection(outcomes(case))))
    found = outcomes(case)
    now = found.conflict.status_quo
    assert now is not None
    if now in Selection(found).held:
        assert "is one of them" in said
    else:
        assert "is not one of them" in said
    eager = replace(case.parties[0], prefers=sample.prefers("north.talk"))
    raised = replace(case, parties=(eager, case.parties[1]))
    said = lines(answer.holds(Selection(outcomes(raised))))
    assert "is not one of them. Northland can move to" in said


def test_a_status_quo_that_holds_is_said_to() -> None:
    case = sample.case()
    calm = [
        replace(p, prefers=sample.prefers(*(f"not {o.id}" for o in p.options)))
        for p in case.parties
    ]
    said = lines(answer.holds(Selection(outcomes(replace(case, parties=tuple(calm))))))
    assert "is one of them." in said


def test_where_nothing_holds_in_every_sense_the_senses_are_named() -> None:
    def player(name: str, wish: str) -> Party:
        return Party(
            id=name,
            name=name,
            options=(Option(id=f"{name}.heads", party=name, text="Heads"),),
            prefers=sample.prefers(wish),
        )

    even, odd = "even.heads iff odd.heads", "not (even.heads iff odd.heads)"
    pennies = Case(
        id="p", title="Matching pennies", parties=(player("even", even), player("odd", odd))
    )
    said = lines(answer.holds(Selection(outcomes(pennies))))
    assert said.startswith("4 of 4 outcomes hold in the most senses (GMR, SEQ): ")


def test_of_many_that_hold_the_first_are_named_and_the_rest_counted() -> None:
    case = sample.case()
    flat = tuple(
        replace(p, prefers=sample.prefers(f"{p.options[0].id} or not {p.options[0].id}"))
        for p in case.parties
    )
    said = lines(answer.holds(Selection(outcomes(replace(case, parties=flat)))))
    assert said.startswith("8 of 8 outcomes hold in every sense: ")
    assert "4 more." in said


@pytest.mark.parametrize(
    ("senses", "words"),
    [((), "none"), (("Nash", "SEQ"), "Nash, SEQ"), (("Nash", "GMR", "SMR", "SEQ"), "all 4")],
)
def test_senses_are_said_in_words(senses: tuple[str, ...], words: str) -> None:
    assert senses_in_words(senses, ("Nash", "GMR", "SMR", "SEQ")) == words


def deals(case: Case) -> Deals:
    return Deals(packages(case), sides([(p.id, p.name) for p in case.parties]))


def test_what_could_be_signed_counts_what_is_better_than_today() -> None:
    case = sample.case()
    better = sum(s.count for s in packages(case).better_than_today)
    assert better == 1
    said = answer.signing(deals(case))
    assert said == "1 package that could be signed betters today for someone and harms nobody."
    unknown = replace(case, issues=tuple(replace(i, today=None) for i in case.issues))
    signed = sum(s.count for s in packages(unknown).pareto)
    said = answer.signing(deals(unknown))
    assert said == f"{signed} package{'s' * (signed > 1)} could be signed."


def test_where_nothing_can_be_signed_the_sentence_says_so() -> None:
    case = sample.case()
    north, south = case.parties
    assert north.worth is not None
    proud = replace(north, worth=replace(north.worth, walk_away=Fraction(1000)))
    said = answer.signing(deals(replace(case, parties=(proud, south))))
    assert said == "No package leaves every side with what it would have without a deal."


def test_the_line_of_checks_counts_errors_and_weaknesses() -> None:
    evidence = Evidence(sample.case(), sample.dossier())
    said = lines(answer.checks(evidence, [Finding("GO305", "x"), Finding("GO307", "y")]))
    assert "2 errors in the case." in said
    clean = Evidence(Case(id="x", title="X"), Dossier((sample.document("A.", published="2025"),)))
    assert lines(answer.checks(clean, [])) == "Nothing was found to check."


def test_many_reports_of_one_origin_are_said_to_be_one_witness() -> None:
    one = sample.document("One.", outlet="The Weir", published="2025")
    two = sample.document("Two.", outlet="The Weir", published="2025")
    said = lines(answer.checks(Evidence(Case(id="x", title="X"), Dossier((one, two))), []))
    assert "All reports have one origin: they are one witness." in said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("not south.open", "not: Open the dam"),
        ("north.talk if south.open", "Talk to Southland if Open the dam"),
        ("north.talk iff not south.open", "Talk to Southland exactly if not: Open the dam"),
        (
            "north.talk and (south.open or north.levy)",
            "Talk to Southland and (Open the dam or Levy the ferries)",
        ),
        ("north.gone", "north.gone"),
    ],
)
def test_a_preference_is_said_with_the_options_own_texts(source: str, words: str) -> None:
    from lxml import html as lxml_html

    case = sample.case()
    names = sides([(p.id, p.name) for p in case.parties])
    tree = lxml_html.fragment_fromstring(
        str(wants.in_words(parse(source), case, names)), create_parent="p"
    )
    for mark in tree.xpath(".//*[@class='sr' or contains(@class,'side')]"):
        mark.drop_tree()
    assert " ".join(tree.text_content().split()).replace("( ", "(") == words


def test_words_of_vocabularies_have_sentences_and_unknown_ones_are_shown_as_they_are() -> None:
    assert str(relation("supports", "A", "B")) == "<bdi>A</bdi> supports <bdi>B</bdi>"
    assert str(relation("odd_one", "A", "<b>")) == "<bdi>A</bdi> — odd one — <bdi>&lt;b&gt;</bdi>"
    assert (zone("author_box"), zone("other_kind")) == ("author", "other_kind")


def test_an_event_of_no_known_kind_points_neither_way_and_a_rejected_one_is_not_shown() -> None:
    dossier = sample.dossier()
    odd = replace(dossier.events[0], type="SOMETHING")
    joint = replace(
        dossier.events[1], actors=("isle", "northland"), recipients=("northland", "isle")
    )
    gone = replace(dossier.events[2], status="rejected")
    evidence = Evidence(sample.case(), replace(dossier, events=(odd, joint, gone)))
    first, second = timeline.rows(evidence, "en")
    assert (first.up, first.quarter) == (None, "neither")
    assert second.joint
    assert str(figures.events([first, second], "en")).count("<a ") == 2


def test_what_is_unknown_limits_what_is_said_to_hold() -> None:
    selection = Selection(examples.load("gisborne").outcomes())
    said = [str(line) for line in answer.holds(selection)]
    assert said[0].endswith("whatever is thought of what is not known.")
    assert said[1].startswith("3 more hold with some attitude")


def test_how_certain_preferences_are_is_not_passed_over() -> None:
    conflict = examples.load("chicken")
    assert notes(conflict.outcomes()) == []
    sure = replace(conflict, certainty=({(0, 1): Fraction(2, 3)}, {}))
    (said,) = notes(sure.outcomes())
    assert said.startswith("How certain First is of some preferences is written down.")
    assert notes(sure.outcomes(satisficing=0.3)) == []


def test_what_all_like_best_stands_first_of_what_holds() -> None:
    """As each outcome’s worst place among the parties tells it."""
    for name in ("gisborne", "elmira"):
        selection = Selection(examples.load(name).outcomes())
        conflict = selection.conflict
        worst = {
            state: max(float(r[state]) / max(float(r.max()), 1.0) for r in conflict.ranks)
            for state in selection.held
            if state != conflict.status_quo
        }
        assert selection.liked == sorted(worst, key=lambda state: (worst[state], state))
