"""What a page lists or tabulates as a side's is wanted, offered or refused by it in a draft."""

from __future__ import annotations

from goodoffices.folder.proposals.acts import acts, wants
from goodoffices.folder.proposals.matters import matters
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_bytes

TABLE = """<table><tr><th>Issue</th><th>Dock Workers’ Union</th><th>Lorm Shipping</th></tr>
<tr><td>Pay</td><td>A raise of 9 per cent over two years</td>
<td>4 per cent over three years</td></tr>
<tr><td>Night shifts</td><td>Ended by June</td><td>Wants to keep them all year</td></tr></table>"""
LISTS = """<h3>What the Dock Workers’ Union demands</h3>
<ul><li>A raise of 9 per cent over two years</li><li>No gang below six hands</li></ul>
<h3>What Lorm Shipping offers</h3>
<ul><li>4 per cent over three years</li><li>Two free weekends a month</li></ul>
<h3>What Lorm Shipping rejects</h3>
<ul><li>A ban on night shifts</li><li>A seat for the union on its board</li></ul>"""


def shown(inner: str) -> Candidates:
    """Return who is who on a page about two sides."""
    page = (
        "<html><head><meta charset='utf-8'><title>Where the talks stand</title></head><body>"
        "<article><h1>Where the talks stand</h1><p>The dock workers and the line have met for six "
        f"weeks. Here is where they differ.</p>{inner}<p>The board meets again on Friday, and both "
        "sides have said that they will come to it.</p></article></body></html>"
    )
    return Candidates(read_bytes(page.encode(), "page.html", "2026-05-04"))


def told(found: Candidates) -> dict[tuple[str, str], set[str]]:
    """Return what each side wants, offers and refuses."""
    bids: dict[tuple[str, str], set[str]] = {}
    for bid in found.bids:
        bids.setdefault((bid.party, bid.kind), set()).add(bid.phrase.text)
    return bids


def test_two_sides_set_beside_each_other_are_parties() -> None:
    """One page is enough where it sets them against each other; no verb tells it."""
    assert {p.actor.id for p in shown(TABLE).parties()} == {"dock-workers-union", "lorm-shipping"}


def test_the_heading_says_whether_a_list_is_wanted_offered_or_refused() -> None:
    bids = told(shown(LISTS))
    union, line = "dock-workers-union", "lorm-shipping"
    assert bids[union, "want"] >= {
        "a raise of 9 per cent over two years",
        "no gang below six hands",
    }
    assert bids[line, "offer"] >= {"4 per cent over three years", "two free weekends a month"}
    assert bids[line, "refuse"] >= {"a ban on night shifts", "a seat for the union on its board"}
    assert not any(
        "raise" in text for (who, _kind), texts in bids.items() if who == line for text in texts
    )


def test_rows_of_a_table_are_what_is_bargained_over() -> None:
    """Each row is a matter by its own name, and what the sides say there are its levels."""
    found = shown(TABLE)
    rows = {m.name: {level.text for level in m.levels} for m in matters(found.bids, found.names)}
    assert rows["Pay"] == {"a raise of 9 per cent over two years", "4 per cent over three years"}
    assert rows["Night shifts"] == {"ended by June", "keep them all year"}


def test_a_want_of_a_table_is_told_with_what_it_is_on() -> None:
    lines = wants(shown(TABLE).bids, "dock-workers-union")
    assert "Night shifts: ended by June" in {line.text for line in lines}


def test_what_is_offered_in_a_list_is_an_option() -> None:
    found = shown(LISTS)
    sides = {p.actor.id for p in found.parties()}
    texts = {line.text for line in acts(found.bids, "lorm-shipping", found.names, frozenset(sides))}
    assert "offer 4 per cent over three years" in texts
