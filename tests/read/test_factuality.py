"""Factuality: asserted, reported, negated, hypothetical, future, historical."""

from __future__ import annotations

import pytest
from reading import read


def modality(text: str, kind: str, published: str | None = None) -> str:
    """Return the modality of a text's event of one type."""
    found = [e.modality for e in read(text, published)[0] if e.type == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Chad attacked Libya.",
        "Chad has attacked Libya.",
        "Chad continued to attack Libya.",
        "Chad, not Niger, attacked Libya.",
    ],
)
def test_plain_clauses_are_asserted(text: str) -> None:
    assert modality(text, "ASSAULT") == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Egypt said that Chad attacked Libya.",
        "Chad attacked Libya, according to Egypt.",
        "Chad reportedly attacked Libya.",
        "Chad attacked Libya, a diplomat said.",
    ],
)
def test_hearsay_is_reported(text: str) -> None:
    assert modality(text, "ASSAULT") == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Chad did not attack Libya.",
        "Chad never attacked Libya.",
        "Chad has not attacked Libya.",
        "Egypt denied that Chad attacked Libya.",
        "Chad refrained from attacking Libya.",
        "Chad failed to attack Libya.",
    ],
)
def test_what_is_denied_is_negated(text: str) -> None:
    assert modality(text, "ASSAULT") == "negated"


@pytest.mark.parametrize(
    "text",
    [
        "Chad might attack Libya.",
        "If Chad attacks Libya, Egypt will protest.",
        "Has Chad attacked Libya?",
        "Egypt fears that Chad attacked Libya.",
        "Chad hopes to attack Libya.",
        "Perhaps Chad attacked Libya.",
    ],
)
def test_what_is_thought_of_is_hypothetical(text: str) -> None:
    assert modality(text, "ASSAULT") == "hypothetical"


def test_a_visit_to_come_is_agreed_and_future() -> None:
    assert modality("The Omani minister will visit Iran.", "AGREE") == "future"


def test_what_another_act_follows_is_taken_as_given() -> None:
    assert modality("Ties worsened after Chad's invasion of Libya.", "ASSAULT") == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "Ties worsened after last year's invasion of Libya by Chad.",
        "A year has passed since Chad invaded Libya.",
        "Ten years ago, Chad invaded Libya.",
        "Peru marked the anniversary of Chad's invasion of Libya.",
        "Forty years after Chad invaded Libya, pilgrims met at the border.",
        "Half a century after Chad shelled the Libyan port, divers found a wreck.",
        "Decades after Chad bombed a Libyan school, divers found its bell.",
        "Five years to the day after Chad bombed the Libyan market, relatives laid flowers.",
        "Three decades on from the day that Chad shelled a Libyan town, mourners gathered.",
        "Peru opened a consulate eight years after Chad attacked Libya.",
        "Seven years after the bombing of Libya by Chad, Peru opened a museum.",
        "In the four years since Chad bombed the Libyan camp, nobody has come home.",
    ],
)
def test_what_is_remembered_is_historical(text: str) -> None:
    assert modality(text, "ASSAULT") == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Three days after Chad attacked Libya, Peru closed its embassy.",
        "Hours after Chad attacked Libya, Peru closed its embassy.",
        "Late last year, after Chad attacked Libya, Peru closed its embassy.",
        "A judge jailed the colonel for ten years after Chad attacked Libya.",
        "Twenty years after the war, Chad attacked Libya.",
        "In the years since, Chad attacked Libya.",
        "Chad attacked Libya on the day that Peru closed its embassy.",
    ],
)
def test_what_is_no_count_of_years_leaves_an_act_as_told(text: str) -> None:
    assert modality(text, "ASSAULT") == "asserted"


def test_an_act_of_long_ago_is_historical_where_the_day_of_the_report_is_known() -> None:
    text = "Chad attacked Libya in 1983."
    assert modality(text, "ASSAULT", "2025-03-05") == "historical"
    assert modality(text, "ASSAULT") == "asserted"


def test_a_relative_clause_under_a_hope_is_still_so() -> None:
    text = (
        "Egypt hopes to mend its ties with Libya, which collapsed after Chad's invasion of Libya."
    )
    assert modality(text, "ASSAULT") == "asserted"


def test_what_is_accused_or_threatened_is_an_event_of_its_own_and_not_told_as_done() -> None:
    assert modality("Egypt accused Chad of attacking Libya.", "ASSAULT") == "reported"
    assert modality("Chad threatened to attack Libya.", "ASSAULT") == "hypothetical"
    assert modality("Egypt asked Chad to release the Libyan pilots.", "RETREAT") == "hypothetical"
    assert modality("Chad refused to sign the treaty with Libya.", "SUPPORT") == "negated"


def test_a_purpose_is_not_done() -> None:
    found = read("Oman met Iran to end the war with Iraq.")[0]
    assert all(e.modality == "hypothetical" for e in found if e.type in {"RETREAT", "CONCEDE"})


def test_a_headlines_infinitive_is_to_come():
    found = read("Bolivia to expel two Argentine consuls")[0]
    assert {(e.actors, e.modality) for e in found if e.type == "SANCTION"} == {
        (("bolivia",), "future")
    }


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Chad attacked Libya on Monday, killing six Libyan soldiers.", False),
        ("Chad, which would not talk, attacked Libya on Monday.", False),
        ("Egypt, which would not talk, keeps pointing to shelling of Libya by Chad.", True),
    ],
)
def test_what_stands_behind_a_denial_without_a_past_of_its_own_is_never_sure(
    text: str, low: bool
) -> None:
    (event,) = [e for e in read(text)[0] if e.type == "ASSAULT" and "ill" not in e.trigger.exact]
    assert event.modality == "asserted"
    assert (event.confidence == "low") == low
