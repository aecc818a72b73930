"""Where a page says itself that a side has moved: which statement it means, if any."""

from __future__ import annotations

import pytest

from goodoffices.evidence.across.shifts import shifts
from goodoffices.read import read_text

TOLL = "“We could halve the toll if the lock opens,” Togo’s envoy, Ann Reed, said on Monday."


@pytest.mark.parametrize(
    ("page", "meant"),
    [
        (f"A fortnight ago Togo swore that the toll would stay. {TOLL}", "We could halve"),
        (
            f"Two weeks after it declared that the toll would stay, Togo speaks again. {TOLL}",
            "halve",
        ),
        (f"{TOLL} Only a week earlier Togo had told shippers that it saw no room.", "halve"),
        (f"{TOLL} In May her government had called ten dollars the price.", "halve"),
        (f"{TOLL} It is the first concession since the lock was shut.", "halve"),
        (f"On the toll there was another tone. {TOLL}", "halve"),
        (f"On the toll she sounded a shade less final. {TOLL}", "halve"),
        (
            (
                "Two weeks ago Togo’s envoy said that the toll would stay.\n\n"
                "“The toll could go if the lock opens,” Togo’s envoy, Ann Reed, said on Monday."
            ),
            "could go",
        ),
        (
            f"Two weeks ago Benin’s envoy, Kofi Hale, insisted that the toll stay. {TOLL}",
            None,
        ),
        ("A week ago Togo insisted on the toll. “The toll would stay,” Ann Reed said.", None),
        (f"“We waited for three weeks,” a skipper said. {TOLL}", None),
        (f"Ships waited at the lock. {TOLL}", None),
        (f"On the toll there was another tone.\n\nNobody spoke.\n\n{TOLL}", None),
        ("A week ago Togo insisted that the toll be doubled. Nobody answered.", None),
        (f"A week ago the lock was shut. {TOLL}", None),
    ],
)
def test_a_page_that_says_that_a_side_moved_means_one_statement(page: str, meant: str | None):
    read = read_text(page)
    statements = [s for s in read.statements if s.spans]
    sides = {a.id: a.affiliation or a.id for a in read.actors}
    found = set(shifts(read.documents[0].snapshot.text, statements, sides))
    told = [s.text for s in statements if s.id in found]
    assert len(told) == (meant is not None)
    assert meant is None or meant in told[0]
