"""The text: brackets as data, changes word by word, parallel languages, hashes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.talks.changes import Effort, changes
from goodoffices.talks.text import BracketError, Clause, Draft, parse, tidied, unmatched, words

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


def shortest(old: list[str], new: list[str]) -> int:
    """Count the edits between two lists by the textbook table of longest common parts."""
    row = [0] * (len(new) + 1)
    for one in old:
        corner = 0
        for at, other in enumerate(new, 1):
            corner, row[at] = (
                row[at],
                corner + 1 if one == other else max(row[at], row[at - 1]),
            )
    return len(old) + len(new) - 2 * row[-1]


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=12),
    st.lists(st.sampled_from("abc"), min_size=1, max_size=12),
)
def test_no_fewer_words_could_be_marked(old: list[str], new: list[str]) -> None:
    """Of one paragraph: as many marks as the shortest script has, worked out another way."""
    before, after = " ".join(old), " ".join(new)
    marked = [w for what, w in changes(before, after) if what != "same"]
    pieces = [re.findall(r"\S+|\s+", text) for text in (before, after)]
    told = sum(len(re.findall(r"\S+|\s+", w)) for w in marked)
    assert told == shortest(*pieces)


WIDE = [f"w{n % 840}" for n in range(8_000)]
HOSTILE = {
    "8,000 words, one in 97 changed": (
        " ".join(WIDE),
        " ".join("x" if n % 97 == 0 else w for n, w in enumerate(WIDE)),
    ),
    "one word again and again": ("a " * 24_000, "a b " * 12_000),
    "nothing in common": (" ".join(WIDE), " ".join(f"v{n}" for n in range(8_000))),
    "all blanks": (" \n" * 20_000, "\n " * 20_000),
    "one long word": ("a" * 48_000, "a" * 47_999 + "b"),
    "paragraphs turned round": (
        "\n\n".join(WIDE[:4_000]),
        "\n\n".join(reversed(WIDE[:4_000])),
    ),
    "brackets of paragraphs": ("x\n\n" * 12_000, "y\n\n" * 12_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_comparing_is_bounded_whatever_is_compared(kind: str) -> None:
    """What counts is work, not time: the steps are counted, and the sums stay right."""
    old, new = HOSTILE[kind]
    effort = Effort()
    allowed = effort.steps
    shown = list(changes(old, new, effort))
    assert "".join(w for what, w in shown if what != "added") == old
    assert "".join(w for what, w in shown if what != "removed") == new
    assert allowed - effort.steps < 1.5 * allowed


def test_an_honest_long_clause_is_still_compared_word_by_word() -> None:
    shown = list(changes(*HOSTILE["8,000 words, one in 97 changed"]))
    assert {w for what, w in shown if what == "added"} == {"x"}


def test_a_page_shares_one_effort() -> None:
    effort = Effort(steps=2_000)
    first = list(changes("a b c d", "a x c d", effort))
    assert ("added", "x") in first
    effort.steps = 0
    assert list(changes("p a q a r", "s a t a u", effort)) == [
        ("removed", "p a q a r"),
        ("added", "s a t a u"),
    ]
    assert effort.spent


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


def test_spaces_of_any_width_are_one_space() -> None:
    for space in "\u00a0\u1680\u2000\u2009\u202f\u3000":
        assert tidied(f"3.67{space}per cent") == "3.67 per cent"
    assert tidied("one\u2028two\u2029three") == "one\ntwo\nthree"
    assert tidied("می\u200cرود") == "می\u200cرود"
