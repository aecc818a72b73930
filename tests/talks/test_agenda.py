"""The agenda as a first text, and the package read off a text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.agenda import package_of, started
from goodoffices.talks.state import TalksState
from goodoffices.talks.text import Clause, Draft, parse

ISSUES = (
    {
        "id": "e",
        "name": "Enrichment",
        "values": [{"id": "a", "text": "None"}, {"id": "b", "text": "Capped [at 3.67 | 5]"}],
    },
    {"id": "r", "name": "Relief", "values": [{"id": "c", "text": "Phased"}]},
)
STATE = TalksState(title="T", issues=ISSUES, languages=("en", "fa"))


def test_every_value_stands_in_the_bracket_and_brackets_of_its_own_do_not_break_it() -> None:
    clauses = started(STATE)
    assert [c.heading for c in clauses] == ["Enrichment", "Relief"]
    assert clauses[0].parts("fa") == (("None", "Capped at 3.67 5"), ".")
    assert clauses[1].parts("en") == ("Phased.",)


def _draft(*clauses: Clause) -> Draft:
    return Draft(1, "T", clauses)


def test_a_package_is_read_where_the_words_are_a_values_and_not_guessed_elsewhere() -> None:
    first, second = started(STATE)
    chosen = replace(first, wording={"en": "  capped  at 3.67 5 "})
    found = package_of(_draft(chosen, second), ISSUES, "en")
    assert found.choices == {"e": "b", "r": "c"}
    assert not found.unread
    other = replace(first, wording={"en": "Capped at 4."})
    assert package_of(_draft(other, second), ISSUES, "en").unread == ("e",)
    assert package_of(_draft(first, second), ISSUES, "en").unread == ("e",)
    assert package_of(_draft(chosen, chosen, second), ISSUES, "en").unread == ("e",)
    assert package_of(_draft(second), ISSUES, "en").unread == ("e",)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_whatever_the_values_say_the_first_text_can_be_read(texts: list[str]) -> None:
    issue = {
        "id": "i",
        "name": "I",
        "values": [{"id": str(n), "text": t} for n, t in enumerate(texts)],
    }
    clause = started(TalksState(issues=(issue,)))[0]
    parts = parse(clause.wording["en"])
    assert sum(len(p) for p in parts if not isinstance(p, str)) in (0, len(texts))
