"""What a side could do: steps it may take, what another asks of it, and names known elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.draft import draft
from goodoffices.folder.proposals.acts import acts
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text

SIDES = frozenset({"chad", "niger"})


def shown(words: str) -> Candidates:
    return Candidates(read_text(f"Chad and Niger met in Togo. {words}", "2026-03-04", "x.txt"))


def open_to(side: str, words: str) -> list[str]:
    read = shown(words)
    every = (*read.bids, *read.remarks)
    return [line.text for line in acts(every, side, read.names, SIDES)]


def wanted(side: str, words: str) -> list[str]:
    return [b.phrase.text for b in shown(words).bids if (b.party, b.kind) == (side, "want")]


def drafted(folder: Path, *pages: str) -> CaseFile:
    casefile.new(folder, "A case")
    with DossierStore(folder) as store:
        for n, page in enumerate(pages, 1):
            store.add(read_text(page, f"2026-03-0{n}", f"{n}.txt"))
    draft(folder)
    return CaseFile.open(folder)


@pytest.mark.parametrize(
    ("words", "side", "line"),
    [
        ("Chad may seek damages before the regional court.", "chad", "seek damages"),
        ("Niger might claim the whole harvest back.", "niger", "claim the whole harvest"),
        ("Chad could demand a new count of the herds.", "chad", "demand a new count"),
        (
            "“The barges will be offered to the highest bidder,” Niger said.",
            "niger",
            "offer the barges",
        ),
        ("“The three clerks will be heard on 4 May,” Chad said.", "chad", "hear the three clerks"),
        ("“Both plans will be considered in June,” Niger said.", "niger", "consider both plans"),
    ],
)
def test_a_step_that_a_side_may_take_is_open_to_it(words: str, side: str, line: str) -> None:
    assert any(line in told for told in open_to(side, words))


@pytest.mark.parametrize(
    "words",
    [
        "Chad may not seek damages before the regional court.",
        "Chad seeks damages before the regional court.",
        "If Chad might seek damages, Niger will leave.",
    ],
)
def test_what_is_sought_or_may_not_be_is_no_such_step(words: str) -> None:
    assert not any(told.startswith("seek") for told in open_to("chad", words))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("“The herders must go back to the north bank,” Chad said.", "let the herders go back"),
        ("“The two barges must return to Kano,” Chad said.", "let the two barges return"),
        ("“Our nets must come back, and without a fine,” Chad said.", "let their nets come back"),
        ("“We want the forty million, every bit of it,” Chad said.", "pay the forty million"),
        ("Chad proposes that the pumps be shared.", "share the pumps"),
    ],
)
def test_what_must_move_or_be_paid_is_asked_of_the_other_side(words: str, line: str) -> None:
    assert any(line in told for told in open_to("niger", words))


def test_who_says_that_its_own_things_must_come_back_wants_it_and_is_asked_nothing() -> None:
    words = "“Our nets must come back, and without a fine,” Niger said."
    assert any("nets must come back" in told for told in wanted("niger", words))
    assert not any("come back" in told for told in open_to("niger", words))


def test_a_proposer_offers_what_it_proposes_to_be_done() -> None:
    assert any(
        "share the pumps" in t for t in open_to("chad", "Chad proposes that the pumps be shared.")
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("“A say in the fund is what we want,” Chad said.", "say in the fund"),
        ("“Two boats a day is what we want,” Chad said.", "boats a day"),
        ("“Clean wells are what we are asking for,” Chad said.", "clean wells"),
        ("Chad is looking for a longer lease on the pumps.", "longer lease"),
        ("“We want the forty million, every bit of it,” Chad said.", "the forty million"),
    ],
)
def test_what_stands_before_is_what_we_want_is_wanted(words: str, line: str) -> None:
    assert any(line in told.casefold() for told in wanted("chad", words))


@pytest.mark.parametrize(
    "words",
    [
        "Chad was ready, though, to let the herds cross at night.",
        "Chad is prepared, however, to let the herds cross.",
        "Chad was willing, however, to let the herds cross.",
    ],
)
def test_who_is_ready_though_to_do_something_offers_it(words: str) -> None:
    assert any("let the herds cross" in told for told in open_to("chad", words))


@pytest.mark.parametrize(
    "words",
    [
        "Niger alone is to blame for the flood at the lake, Chad said.",
        "Niger is to blame for every drowned cow, Chad said.",
        "Chad said that Niger was to blame for the broken sluice.",
    ],
)
def test_to_be_to_blame_is_no_plan(words: str) -> None:
    assert not any("blame" in told for told in (*open_to("niger", words), *open_to("chad", words)))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Chad raised the charge for the lock to nine dollars.", "raise the charge"),
        ("Chad has doubled the berthing charge to forty dollars.", "double the berthing charge"),
        ("Chad cut the charge per tonne by two dollars.", "cut the charge"),
    ],
)
def test_a_charge_in_money_is_a_price_and_no_accusation(words: str, line: str) -> None:
    asks = f"{words} Niger wants the charge to fall. Niger rejects the charge of nine dollars."
    assert any(line in told for told in open_to("chad", asks))


@pytest.mark.parametrize("office", ["judge", "bishop", "ombudsman"])
def test_to_accept_who_stands_between_is_consent_and_no_option(office: str) -> None:
    words = f"“We would accept the {office},” Chad said."
    assert not any(office in told for told in open_to("chad", words))


def test_a_company_is_known_on_a_page_that_does_not_say_what_it_is(tmp_path: Path) -> None:
    file = drafted(
        tmp_path / "case",
        "Kenya mediates between Chad and Orvena. The company Orvena, which runs the mine, rejects "
        "the levy. Chad demands the levy from the company Orvena. Orvena said it opposed a levy.",
        "Orvena seeks security for its loans. Chad wants the levy paid in full.",
        "Orvena is prepared to give back half of the barges. Chad will keep the levy.",
    )
    party = next(p for p in file.case.parties if p.name == "Orvena")
    assert any("security for its loans" in text for text, _basis in party.wants)
    assert any("give back half of the barges" in option.text for option in party.options)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Niger wants the six night trains restored.", "restore the six night trains"),
        ("Niger demands two old wells reopened.", "reopen two old wells"),
        ("“All seven clerks have to be freed,” Niger said.", "free all seven clerks"),
        ("Niger told Chad that the herd must come back.", "let the herd come back"),
    ],
)
def test_what_should_be_is_for_the_other_side_to_do(words: str, line: str) -> None:
    assert any(line in told for told in open_to("chad", words))


@pytest.mark.parametrize(
    "words",
    [
        "Chad has not ruled out a suit over the wells.",
        "Chad's lawyers have never ruled out a suit over the wells.",
    ],
)
def test_what_is_not_ruled_out_is_open_and_not_accepted(words: str) -> None:
    kinds = {b.kind for b in shown(words).bids if b.party == "chad" and "suit" in b.phrase.text}
    assert kinds == {"possible"}
