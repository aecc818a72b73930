"""What is bargained over: topics that pages come back to, and every way named to settle them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goodoffices.evidence.claims import merge
from goodoffices.folder.proposals.acts import acts
from goodoffices.folder.proposals.matters import ProposedMatter, _narrowness, matters
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

PAGES = (
    (
        "Peru has kept the quay at Ilo closed since May. Chile demands that the quay be opened. "
        "Peru's minister, Ana Soto, said the quay would stay closed. Bolivia offered to mediate "
        "between Peru and Chile. Perhaps the quay will sink."
    ),
    (
        "Chile pays a toll of four dollars a ton. Peru wants nine dollars for each ton. "
        "“Six dollars, and not a cent more,” Chile's minister, Jorge Vial, said of the toll."
    ),
    (
        "Bolivia put a paper before Peru and Chile. The quay would open on two days a week. "
        "The toll would be seven dollars a ton. The three pilots would be fined and sent home."
    ),
    (
        "Peru will put three Chilean pilots on trial. Chile demands the release of the pilots. "
        "Peru's minister, Ana Soto, said of the three: “They can go home on bail.”"
    ),
)


@pytest.fixture(scope="module")
def shown() -> Candidates:
    pages = (read_text(text, "2026-06-04", f"{n}.txt") for n, text in enumerate(PAGES))
    return Candidates(merge(pages))


def named(shown: Candidates, word: str) -> ProposedMatter:
    found = matters(shown.bids, shown.names, shown.remarks)
    return next(one for one in found if word in one.name.casefold())


@pytest.mark.parametrize(
    ("topic", "ways"),
    [
        ("quay", ("opened", "stay closed", "two days a week")),
        ("toll", ("nine dollars", "seven dollars", "six dollars")),
        ("pilot", ("release", "fined", "bail")),
    ],
)
def test_every_way_to_settle_a_matter_is_found(
    shown: Candidates, topic: str, ways: tuple[str, ...]
) -> None:
    evidence = named(shown, topic).evidence
    claims = [shown.claim(one) or shown.untold[one] for one in evidence]
    words = " | ".join(span.exact for claim in claims for span in claim.spans).casefold()
    assert [way for way in ways if way not in words] == []


def test_an_amount_without_its_noun_is_of_the_matter_told_in_its_unit(shown: Candidates) -> None:
    assert "six dollars" in " ".join(level.text for level in named(shown, "toll").levels).casefold()


def test_no_level_of_a_matter_is_told_twice(shown: Candidates) -> None:
    for one in matters(shown.bids, shown.names, shown.remarks):
        texts = [level.text.casefold() for level in one.levels]
        assert len(texts) == len(set(texts))


def test_a_surmise_of_the_page_is_no_way_to_settle_anything(shown: Candidates) -> None:
    assert not any("sink" in one.phrase.text for one in shown.remarks)


def test_what_nobody_is_named_to_say_is_a_claim_without_an_actor_that_only_might_be(
    shown: Candidates,
) -> None:
    (one,) = (b for b in shown.remarks if "quay would open" in b.phrase.text)
    told = shown.claim(one.claim)
    assert told is not None
    assert getattr(told, "modality", "hypothetical") == "hypothetical"


def test_what_a_side_says_may_or_will_be_is_its_option(shown: Candidates) -> None:
    every = (*shown.bids, *shown.remarks)
    lines = [line.text for line in acts(every, "peru", shown.names, frozenset({"peru", "chile"}))]
    assert any("stay closed" in line for line in lines)


def test_what_talks_and_disputes_are_on_is_a_matter() -> None:
    pages = (
        "Peru and Chile met for talks on the lighthouse in Lima. Peru accused Chile of delay.",
        "Chile sent its envoy to Lima. The dispute over the lighthouse began in May.",
        "Peru and Chile differ on much. Nuclear talks between Peru and Chile failed in Lima.",
        "Chile said a nuclear deal with Peru was far off. Peru wants a nuclear programme.",
    )
    read = (read_text(text, "2026-06-04", f"{n}.txt") for n, text in enumerate(pages))
    shown = Candidates(merge(read))
    found = [one.name for one in matters(shown.bids, shown.names, shown.remarks)]
    assert "Lighthouse" in found
    assert any(name.startswith("Nuclear ") for name in found)


def test_a_day_alone_is_nothing_that_a_side_could_do(shown: Candidates) -> None:
    (one,) = [b for b in shown.bids if b.phrase.text == "the quay be opened"][:1]
    phrase = replace(one.phrase, text="Wednesday", head="wednesday", terms=frozenset({"wednesday"}))
    bid = replace(one, party="peru", kind="accept", phrase=phrase, asks=None)
    assert acts([bid], "peru") == ()


@pytest.mark.parametrize(
    ("ways", "sides", "pages", "rank"),
    [
        (3, 2, 2, 0),
        (1, 2, 2, 0),
        (3, 1, 5, 0),  # one side comes back to it, page after page
        (3, 1, 2, 1),
        (2, 0, 1, 1),
        (1, 1, 5, 2),
        (0, 3, 9, 2),
    ],
)
def test_what_one_side_speaks_of_in_passing_comes_after_what_several_do(
    ways: int, sides: int, pages: int, rank: int, shown: Candidates
) -> None:
    every = matters(shown.bids, shown.names)
    level = next(m.levels[0] for m in every if m.levels)
    one = replace(
        every[0], levels=(level,) * ways, parties=("peru", "chile", "bolivia")[:sides], pages=pages
    )
    assert _narrowness(one) == rank
