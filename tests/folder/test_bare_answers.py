"""What a side answers to an invitation that its clause does not name, and what is no answer."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

OFFER = "Ghana offered on Monday to host talks between Chad and Niger. "


def answers(text: str) -> tuple[str, str]:
    shown = Candidates(merge([read_text(OFFER + text, "2026-03-01", "a.txt")]))
    ids = {a.name: a.id for a in shown.actors.values()}
    told = {v.side: v.answer for v in shown.answers if v.mediator == ids["Ghana"]}
    return told.get(ids["Chad"], "unknown"), told.get(ids["Niger"], "unknown")


@pytest.mark.parametrize(
    ("text", "chad", "niger"),
    [
        ("Chad said it would go. Niger said that it would not.", "yes", "no"),
        ("Chad said it would attend. Niger accepted.", "yes", "yes"),
        ("Chad and Niger said they would be there.", "yes", "yes"),
        ("Chad and Niger both agreed to come.", "yes", "yes"),
        ("Chad accepted. So did Niger.", "yes", "yes"),
        ("Chad agreed to take part. Niger declined.", "yes", "no"),
    ],
)
def test_an_answer_need_not_name_the_invitation(text: str, chad: str, niger: str) -> None:
    assert answers(text) == (chad, niger)


@pytest.mark.parametrize(
    "text",
    [
        "Chad said it would go to court. Niger agreed to a truce.",
        "Chad has not responded to Ghana. Niger has not answered the offer.",
        "Chad said that Ghana was willing to mediate.",
        "Chad said it would pay. Niger would build a road.",
    ],
)
def test_what_goes_elsewhere_and_what_is_not_replied_to_is_no_answer(text: str) -> None:
    assert answers(text) == ("unknown", "unknown")


def test_to_want_no_second_table_is_no() -> None:
    assert answers("Chad wants no second table. Niger wants no mediation.") == ("no", "no")


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("Chad proposed Oman as a mediator in its quarrel with Niger.", "oman"),
        ("Chad put forward Oman as mediator with Niger.", "oman"),
        ("Chad offered itself as a mediator between Oman and Niger.", "chad"),
    ],
)
def test_who_puts_another_forward_mediates_not_itself(text: str, mediator: str) -> None:
    assert {e.mediator for e in read_text(text, "2026-03-01").events if e.mediator} == {mediator}


def test_to_consider_somebody_is_an_answer_on_terms_alone() -> None:
    text = "Chad said it would consider Ghana once the road was open. Niger would consider Ghana."
    assert answers(text) == ("conditional", "unknown")


def test_what_nobody_would_refuse_is_accepted() -> None:
    told = "“Nobody in this cabinet would turn Ghana away,” said Ali Deby, Chad's foreign minister."
    assert answers(told)[0] != "no"


def test_who_is_only_named_in_a_term_of_an_answer_is_not_answered() -> None:
    told = "Togo could help, Chad said, so long as Ghana keeps the chair."
    assert answers(told)[0] == "unknown"
