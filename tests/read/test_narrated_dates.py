"""Dates of events that are counted from another date of the text, and those that are not told."""

from __future__ import annotations

import pytest

from goodoffices.read import read_text

TOLD = {
    "Chad shelled Libya on 3 May. A day later Libya shelled Chad.": ["2024-05-03", "2024-05-04"],
    "Chad recalled its envoy from Libya on Tuesday, a day after Libya shelled a Chadian post.": [
        "2024-05-14",
        "2024-05-13",
    ],
    "Egypt attacked a Sudanese camp two days before the talks of 10 May.": ["2024-05-08"],
    "Kenya and Uganda signed the accord on the 12th, officials said.": ["2024-05-12"],
    "On the 28th of last month Peru expelled two Chilean diplomats.": ["2024-04-28"],
    "Sudan bombed a Chadian market overnight.": ["2024-05-15/2024-05-16"],
    "Libya refused on Monday to meet Chad in June.": ["2024-05-13"],
    "Kenya accused Somalia a day later of smuggling sugar.": [None],
    "On 1 May and on 3 May it rained. A day later Kenya shelled Somalia.": [None],
}


@pytest.mark.parametrize("text", TOLD, ids=lambda text: text[:40])
def test_a_date_is_counted_from_another_or_left_open(text: str) -> None:
    told = read_text(text, published="2024-05-16").events
    assert [e.date for e in told if not e.rule.startswith("within")] == TOLD[text]
