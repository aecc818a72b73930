"""What passages say of a mediator, put together from their words; and what they do not say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.consents import of_events
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PASSAGES = yaml.safe_load(
    (Path(__file__).parents[1] / "reference/answers/passages.yaml").read_text(encoding="utf-8")
)


def read(dispute: str, *texts: str) -> Candidates:
    """Read passages, each as a page of its own beside the page that tells the dispute."""
    base = read_text(PASSAGES["disputes"][dispute], "2026-03-01", "base.txt")
    pages = (read_text(text, "2026-03-02", f"{n}.txt") for n, text in enumerate(texts))
    return Candidates(merge([base, *pages]))


def by_name(shown: Candidates, name: str) -> str:
    """Return the actor of a name."""
    return next(a.id for a in shown.actors.values() if a.name.endswith(name))


def told(shown: Candidates) -> list[set[tuple[str, str, str]]]:
    """Return what each page tells: who answers what to whom."""
    names = [d.id for d in shown.dossier.documents[1:]]
    found: dict[str, set[tuple[str, str, str]]] = {name: set() for name in names}
    third = {row[2] for half in ("shown", "kept") for row in PASSAGES[half]}
    known = frozenset(a.id for a in shown.actors.values() if a.name in third)
    for vote in shown.between.votes_on(known):
        found[vote.source].add((vote.side, vote.mediator, vote.answer))
    for side in (one.actor.id for one in shown.parties()):
        voices = frozenset(a for a in shown.actors if shown.principal(a) == side)
        for one in known:
            stand = frozenset(a for a in shown.actors if shown.principal(a) == one)
            for answer, _claim, source in of_events(shown.dossier, voices, stand):
                found[source].add((side, one, answer))
    return [found[name] for name in names]


@cache
def counted(half: str) -> tuple[int, int, int]:
    """Return how many answers of a half are right, of how many, and how many readings are wrong."""
    right = asked = wrong = 0
    for dispute in PASSAGES["disputes"]:
        rows = [row for row in PASSAGES[half] if row[0] == dispute]
        shown = read(dispute, *(row[4] for row in rows))
        for (_d, side, third, answer, _text), found in zip(rows, told(shown), strict=True):
            known = (by_name(shown, side), by_name(shown, third), answer)
            asked += answer != "unknown"
            right += known in found and len(found) == 1
            wrong += bool(found - {known})
    return right, asked, wrong


@pytest.mark.parametrize(("half", "least", "most"), [("shown", 27, 1), ("kept", 27, 8)])
def test_answers_of_passages_are_read(half: str, least: int, most: int) -> None:
    right, asked, wrong = counted(half)
    assert right >= least, f"{right} of {asked}"
    assert wrong <= most, f"{wrong} wrong"


@pytest.mark.parametrize("dispute", PASSAGES["disputes"])
def test_each_of_a_list_that_offers_is_a_mediator(dispute: str) -> None:
    third = {row[2] for half in ("shown", "kept") for row in PASSAGES[half] if row[0] == dispute}
    shown = read(dispute)
    assert {one.actor.name for one in shown.mediators()} == third
    sides = {row[1] for half in ("shown", "kept") for row in PASSAGES[half] if row[0] == dispute}
    assert {one.actor.name for one in shown.parties()} == sides


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Chad has full confidence in Oman.", {"yes"}),
        ("Chad has lost all confidence in Oman.", {"no"}),
        ("Chad saw no merit in Oman's offer.", {"no"}),
        ("Chad saw great merit in Oman's offer.", {"yes"}),
        ("Chad has no misgivings about Oman as a host.", {"yes"}),
        ("Chad voiced strong misgivings about Oman as a host.", {"no"}),
        ("Chad refused to see any role for Oman.", {"no"}),
        ("Chad is firmly opposed to any involvement of Oman.", {"no"}),
        ("Chad agrees to Oman's mediation as soon as the road is open.", {"conditional"}),
        ("Chad accepts Oman's mediation on the understanding that it is open.", {"conditional"}),
        ("Chad accepts Oman's mediation, subject always to a truce.", {"conditional"}),
        ("Mali believes that Chad will agree to Oman's mediation.", set()),
        ("Chad denied that it had agreed to Oman's mediation.", set()),
        ("Four years ago Chad agreed to Oman's mediation.", set()),
        ("Chad refused to comment on Oman's mediation.", set()),
        ("Chad may agree to Oman's mediation.", set()),
        ("Has Chad agreed to Oman's mediation?", set()),
        ("Chad accepted the budget of Oman's embassy.", set()),
        ("Chad agrees with Oman that the price of salt should be fixed.", set()),
        ("Mali has full confidence in Oman.", set()),
        ("Oman offered to help. Mali has not replied; Chad has declined.", {"no"}),
        ("Oman offered to help. Chad came after all.", {"yes"}),
        ("Oman would receive both in Salalah. Chad will go to Salalah.", {"yes"}),
        ("Oman invited both to Salalah. Chad will not go to Salalah.", {"no"}),
        (
            "Oman invited both to Salalah. Chad would go to Salalah if it had a seat.",
            {"conditional"},
        ),
        ("Oman invited both to Salalah. Chad's trains run to Salalah.", set()),
        ("Oman would receive both in May. Chad will come in May to the market.", set()),
        ("Chad put Oman's envoy on the next plane.", {"no"}),
        ("Chad escorted the Omani envoy to the airport.", {"no"}),
        ("Oman's plan pleases Chad.", {"yes"}),
        ("Oman's offer does not satisfy Chad.", {"no"}),
        ("The involvement of Oman dismayed Chad.", {"no"}),
        ("Oman's offer appeals to Chad.", {"yes"}),
        ("Flights from Chad would take longer by way of Oman.", set()),
        ("Chad would no longer talk to Oman.", {"no"}),
        ("Chad wondered about envoys, whether they came from Oman or not.", set()),
        ("Mali scorns the theory that Chad would boycott talks led by Oman.", set()),
    ],
)
def test_a_clause_is_put_together(text: str, answers: set[str]) -> None:
    shown = read("R", text)
    chad, oman = (by_name(shown, name) for name in ("Chad", "Oman"))
    assert {
        answer for side, third, answer in told(shown)[0] if (side, third) == (chad, oman)
    } == answers
