"""What a page lists as in dispute, and the points of a paper, are issues; a style is none."""

from __future__ import annotations

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.agenda import agenda, of_talks
from goodoffices.folder.proposals.amounts import amounts
from goodoffices.folder.proposals.matters import ProposedMatter, matters
from goodoffices.folder.proposals.points import points
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PAPER = """\
Zambia's envoy laid one sheet before Malawi and the Lake Council. It is a short sheet. The nets to \
be mended by both sides. Boats to fish as far as the reef. A levy of three dollars on each crate. \
Malawi liked the levy. The Council would not hear of the nets.
"""
LISTED = """\
The two sides agreed to:
- Name officers for the lake
- Repair the jetty at Monkey Bay
- Share the records of the catch
The rest is open.
"""
STYLE = """\
The hall was cold. No flags on the wall. No tea on the table. Malawi's minister left at noon. \
Look at the map. See what it says. Think of the lake.
"""


def of(*pages: str) -> Candidates:
    texts = enumerate(pages)
    return Candidates(merge(read_text(t, "2026-03-02", f"{n}.txt") for n, t in texts))


def said(shown: Candidates, which: str) -> list[str]:
    reader = {"points": points, "agenda": agenda}[which]
    return [phrase.text for page in shown.clauses for _at, phrase in reader(page)]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            PAPER,
            [
                "the nets to be mended by both sides",
                "boats to fish as far as the reef",
                "a levy of three dollars on each crate",
            ],
        ),
        (
            LISTED,
            [
                "name officers for the lake",
                "repair the jetty at Monkey Bay",
                "share the records of the catch",
            ],
        ),
        (STYLE, []),
    ],
)
def test_three_points_in_a_row_are_a_paper(page: str, told: list[str]) -> None:
    assert [one.casefold() for one in said(of(page), "points")] == [t.casefold() for t in told]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            "The row centres on the depth of the nets, the price of ice and how fish is weighed.",
            ["the depth of the nets", "the price of ice", "how fish is weighed"],
        ),
        (
            "The sticking points are the levy and the jetty, Malawi said.",
            ["the levy", "the jetty"],
        ),
        ("The levy is old. Also in question is the depth of the nets.", ["the depth of the nets"]),
        ("Another point of difference is the levy.", ["the levy"]),
        ("They left some issues open, such as the levy.", []),
        ("Malawi focused its lamps on the reef.", []),
        ("The row between the two is on the rocks. The talks were long.", []),
        ("Do the talks focus on the levy?", []),
    ],
)
def test_what_a_page_says_a_dispute_is_over_is_listed(page: str, told: list[str]) -> None:
    assert said(of(page), "agenda") == told


def found(*pages: str) -> tuple[ProposedMatter, ...]:
    shown = of(*pages)
    return matters(shown.bids, shown.names, shown.remarks)


def test_what_a_paper_has_a_point_on_is_an_issue_with_every_way_named_for_it() -> None:
    pages = (
        PAPER,
        "Zambia demands a levy of five dollars. The jetty at Monkey Bay stays shut, Malawi said.",
    )
    levy = next(one for one in found(*pages) if "levy" in one.name.casefold())
    texts = " | ".join(level.text for level in levy.levels)
    assert "three dollars" in texts
    assert "five dollars" in texts


def test_binding_or_not_is_an_issue() -> None:
    pages = (
        "Malawi and Zambia want a legally binding deal, while Mozambique insists on guidelines.",
        "Mozambique rejected a binding deal. Malawi demands a binding agreement.",
    )
    form = next(one for one in found(*pages) if "inding" in one.name)
    texts = " | ".join(level.text for level in form.levels)
    assert "guidelines" in texts
    assert "binding agreement" in texts


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        (
            (
                "Malawi wants the ten boats back. Zambia refused to release the ten boats.",
                "Zambia will keep the ten boats. Malawi demands the boats.",
            ),
            "Boats",
        ),
        (
            (
                "Zambia wants the river's share raised. Malawi rejected the river's share.",
                "Malawi demands the river's share. Zambia refused a share.",
            ),
            "Share",
        ),
        (
            (
                "Malawi wants a new quota. Zambia rejected a new quota.",
                "Zambia offered a new quota of two tonnes. Malawi demands a new quota of nine.",
            ),
            "Quota",
        ),
    ],
)
def test_an_issue_is_called_by_its_noun_alone(pages: tuple[str, ...], name: str) -> None:
    names = [one.name for one in found(*pages)]
    assert any(one == name or one.endswith(f" {name}") for one in names), names
    assert not any("’s" in one or "'s" in one or one.startswith(("Ten", "New")) for one in names)


def test_the_number_and_the_place_of_a_matter_are_as_good_as_its_name() -> None:
    pages = (
        "Zambia holds the forty-one drivers. Malawi wants the forty-one drivers released.",
        "Zambia has closed the ferry at Keta. Malawi demands that the ferry at Keta be opened.",
        "Zambia offered a paper. The 41 would be fined. Keta would open to boats with food.",
    )
    shown = of(*pages)
    every = matters(shown.bids, shown.names, shown.remarks)
    told = {
        word: " | ".join(level.text for one in every for level in one.levels if word in one.name)
        for word in ("rivers", "erry")
    }
    assert "the 41 fined" in told["rivers"]
    assert "opens to boats" in told["erry"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the forty-one and the 28", {"41", "28"}),
        ("two hundred and twelve million rand", {"212000000"}),
        ("a levy of 1,200 on each", {"1200"}),
        ("forty men, thirty-six of them", {"40", "36"}),
        ("none and nobody", set()),
    ],
)
def test_an_amount_is_one_however_it_is_written(text: str, told: set[str]) -> None:
    assert amounts(text) == told


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        ("resume the talks on the ferry", True),
        ("another point of difference is how the catch is weighed", True),
        ("the talks will focus on the levy", True),
        ("open the ferry on two days", False),
        ("hold the nets until May", False),
    ],
)
def test_to_talk_of_something_is_no_way_to_settle_it(text: str, talks: bool) -> None:
    assert of_talks(text) is talks


def test_a_level_stands_under_one_issue() -> None:
    pages = (
        "Zambia wants a levy on the ferry of two kwacha. Malawi rejected a levy on the ferry.",
        "Malawi demands a ferry of steel. Zambia refused a free ferry. It offered a levy of one.",
    )
    levels = [level.text for one in found(*pages) for level in one.levels if len(one.levels) > 1]
    assert len(levels) == len(set(levels))
