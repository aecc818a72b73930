"""Lists that a sentence leads in are its side's, item by item; other lists say nothing."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text

BEFORE = "The Dock Workers’ Union and Lorm Shipping met in Lorm on Monday."
AFTER = "The board meets again on Friday."
UNION, LINE = "dock-workers-union", "lorm-shipping"
ITEMS = ("- a raise of nine per cent", "- no gang below six hands")
RAISE, GANG = "a raise of nine per cent", "no gang below six hands"


def said(*lines: str) -> dict[str, str | None]:
    """Return what is said between two paragraphs, with who says it."""
    page = "\n\n".join((BEFORE, *lines, AFTER))
    return {s.text: s.speaker for s in read_text(page, "2026-05-04").statements}


@pytest.mark.parametrize(
    ("lead", "whose"),
    [
        ("The Dock Workers’ Union’s conditions for a truce:", UNION),
        ("These are the demands of the Dock Workers’ Union:", UNION),
        ("In its letter Lorm Shipping listed these points:", LINE),
        ("Three points were put forward by Lorm Shipping:", LINE),
    ],
)
def test_a_list_is_of_whom_its_lead_names(lead: str, whose: str) -> None:
    found = said(lead, *ITEMS)
    assert (found.get(RAISE), found.get(GANG)) == (whose, whose), found


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        ("In its letter Lorm Shipping rejects these points:", "statement:stand-against"),
        ("In its letter Lorm Shipping listed these points:", "statement:stand-want"),
    ],
)
def test_a_list_is_refused_where_its_lead_says_so(lead: str, rule: str) -> None:
    page = "\n\n".join((BEFORE, lead, *ITEMS, AFTER))
    told = [s for s in read_text(page, "2026-05-04").statements if s.text in {RAISE, GANG}]
    assert [(s.speaker, s.rule) for s in told] == [(LINE, rule)] * 2


@pytest.mark.parametrize(
    "lead",
    [
        "The Dock Workers’ Union’s conditions for a truce.",
        "The Dock Workers’ Union met on days like these:",
        "There are demands on the table:",
    ],
)
def test_without_a_colon_a_word_for_it_or_an_owner_a_list_is_nobodys(lead: str) -> None:
    found = said(lead, *ITEMS)
    assert not {RAISE, GANG} & {*found}


def test_one_line_is_no_list() -> None:
    assert RAISE not in said("The Dock Workers’ Union’s conditions for a truce:", ITEMS[0])
