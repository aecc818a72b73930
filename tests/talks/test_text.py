"""The text: brackets as data, changes word by word, parallel languages, hashes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.text import BracketError, Clause, Draft, changes, parse, unmatched, words

PLAIN = st.text(st.characters(exclude_characters="[]|", exclude_categories=["Cs"]), min_size=1)
CHOICES = st.lists(PLAIN.map(str.strip), min_size=2, max_size=4).map(tuple)


@given(st.lists(st.one_of(PLAIN, CHOICES), max_size=6))
def test_brackets_survive_being_written_and_read(parts: list) -> None:
    assert words(parse(words(parts))) == words(parts)


@pytest.mark.parametrize(
    "bad", ["[", "]", "a [b", "a] b", "[a | [b | c]]", "[]", "[one]", "[a|b]]"]
)
def test_brackets_that_do_not_pair_or_offer_no_choice(bad: str) -> None:
    with pytest.raises(BracketError):
        parse(bad)


def test_parts() -> None:
    assert parse("At [3.67 | 5] per cent") == ("At ", ("3.67", "5"), " per cent")


@given(st.text(max_size=60), st.text(max_size=60))
def test_changes_add_up_to_both_texts(old: str, new: str) -> None:
    shown = list(changes(old, new))
    assert "".join(w for what, w in shown if what != "added") == old
    assert "".join(w for what, w in shown if what != "removed") == new


def test_changes_are_word_by_word() -> None:
    assert list(changes("at most 5 per cent", "at most 3 per cent")) == [
        ("same", "at most "),
        ("removed", "5"),
        ("added", "3"),
        ("same", " per cent"),
    ]


def test_parallel_texts_that_differ_in_shape_are_pointed_out() -> None:
    clauses = (
        Clause("1", "h", {"en": "one [a | b]", "fa": "x [c | d]"}),
        Clause("2", "h", {"en": "one [a | b]", "fa": "x"}),
        Clause("3", "h", {"en": "one\n\ntwo", "fa": "x"}),
        Clause("4", "h", {"en": "one"}),
    )
    assert unmatched(Draft(1, "T", clauses), ("en", "fa")) == (
        ("2", "fa"),
        ("3", "fa"),
        ("4", "fa"),
    )


def test_a_hash_is_of_the_words_and_not_of_how_far_they_are_agreed() -> None:
    clause = Clause("1", "h", {"en": "x"})
    assert clause.hash == Clause("1", "h", {"en": "x"}, "agreed").hash
    others = [
        Clause("2", "h", {"en": "x"}),
        Clause("1", "i", {"en": "x"}),
        Clause("1", "h", {"en": "y"}),
        Clause("1", "h", {"fa": "x"}),
    ]
    assert len({c.hash for c in [clause, *others]}) == 5
    assert Draft(1, "T", (clause,)).hash != Draft(1, "U", (clause,)).hash
