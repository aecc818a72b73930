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
        ("Chad said it would send a delegation if the road was opened.", "conditional", "unknown"),
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
