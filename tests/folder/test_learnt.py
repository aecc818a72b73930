"""Clauses that no rule tells of are weighed by their traits, beside what rules read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tools import learn_weights
from tools.learn_weights import Row

import goodoffices
from goodoffices.folder.check import check
from goodoffices.folder.draft import draft
from goodoffices.folder.ingest import read_in
from goodoffices.folder.notes import why
from goodoffices.folder.proposals import learnt
from goodoffices.folder.proposals.acts import ProposedLine
from goodoffices.folder.proposals.learnt import LineKind, WeighedClauses
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read import read_text
from goodoffices.read.words import table

SIDES = ("chad", "niger")
DISPUTE = Path(__file__).parents[1] / "reference" / "dispute" / "articles"
FORM = re.compile(
    r"(?:(?:R:S?K?I?O?A?G?m?|[SKIOAx])\^)?"
    r"(?:k|tag|dep|govpos|kid|kid:\w+|sub|subtag|modal|voice|claim|stance|len|slen|tops|shared|common"
    r")=\S+|.*\b(?:neg|hangs|passive|supposed|bygone|quoted|asks|issuer|noissuer|act|first|num)"
    r"|(?:(?:R:\w*|\w)\^)?[cg]\.[lvn]\.\w+|R:\w*|r=\w|"
)
"""What a trait may look like."""


def weighed(*words: str) -> WeighedClauses:
    pages = [f"Chad and Niger met in Togo. {one}" for one in words]
    read = Candidates(read_text("\n\n".join(pages), "2026-03-04", "x.txt"))
    return read.learnt(SIDES, ())


def told(kind: LineKind, side: str, words: str) -> list[str]:
    return [line.text for line in weighed(words).joined(kind, side, ())]


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights by which whatever its subject will do is an option, and what it must is wanted."""
    plain: dict[str, Any] = {
        "option": {"": -3.0, "S^modal=shall": 4.0, "num": 1.0},
        "want": {"": -3.0, "K^modal=must": 4.0},
    }
    monkeypatch.setattr(learnt, "table", lambda _name: plain)


def test_weights_are_of_traits_that_a_clause_may_have() -> None:
    weights = table("weights.json")
    assert set(weights) == {"option", "want"}
    for own in weights.values():
        assert len(own) > 100
        assert [name for name in own if not FORM.fullmatch(name)] == []


@pytest.mark.usefixtures("plainly")
def test_a_likely_clause_is_the_side_s_whose_it_is() -> None:
    words = "Niger will moor three lighters across the bar."
    assert any("moor three lighters" in line for line in told("option", "niger", words))
    assert not any("moor" in line for line in told("option", "chad", words))


@pytest.mark.usefixtures("plainly")
def test_what_a_speaker_says_must_be_is_wanted_by_its_side() -> None:
    words = "“The lighters must lie still,” said Ali Deby, Chad's envoy."
    assert any("lie still" in line for line in told("want", "chad", words))
    assert not told("want", "niger", words)


@pytest.mark.usefixtures("plainly")
def test_a_line_that_no_rule_reads_says_so() -> None:
    (line,) = weighed("Niger will moor three lighters across the bar.").joined(
        "option", "niger", ()
    )
    assert why(line) == "perhaps, by how it is put: 1 page"


@pytest.mark.usefixtures("plainly")
def test_what_no_weight_speaks_for_is_none() -> None:
    assert told("option", "chad", "Chad grilled its own fish. It rained on the bar.") == []


@pytest.mark.usefixtures("plainly")
def test_the_likelier_stands_first() -> None:
    words = (
        "Niger will moor lighters there. It was hot. Niger will scuttle twelve hulks in the bay."
    )
    lines = told("option", "niger", words)
    assert "twelve hulks" in lines[0]
    assert "moor lighters" in lines[1]


@pytest.mark.usefixtures("plainly")
def test_a_line_of_rules_keeps_its_words_and_takes_the_claim_of_its_clause() -> None:
    found = weighed("Niger will moor three lighters across the bar.")
    (likely,) = found.joined("option", "niger", ())
    rule = ProposedLine(
        "moor the lighters", ("plan",), ("E-RULE",), 1, frozenset({"moor", "lighter", "bar"})
    )
    (line,) = found.joined("option", "niger", (rule,))
    assert (line.text, line.kinds) == ("moor the lighters", ("plan",))
    assert set(line.evidence) == {"E-RULE", *likely.evidence}
    assert line.untold == likely.untold != ()


def test_what_something_is_given_for_is_told_without_the_giving(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nouns = {"option": {"": -3.0}, "want": {"": -3.0, "k=N": 4.0}}
    monkeypatch.setattr(learnt, "table", lambda _name: nouns)
    words = "Chad would open the road in return for the passage of flour trucks."
    assert "the passage of flour trucks" in told("want", "chad", words)


def test_two_wants_of_one_sentence_are_two_and_two_acts_of_it_are_one() -> None:
    first = ProposedLine("back pay", ("want",), ("E-1",), 1, frozenset({"pay"}))
    other = ProposedLine("a seat on the board", ("want",), ("E-1",), 1, frozenset({"seat"}))
    every = weighed("It rained.")
    assert len(every.joined("want", "chad", (first, other))) == 2
    assert len(every.joined("option", "chad", (first, other))) == 1


def test_a_line_weighs_what_the_likeliest_clause_weighs_where_its_bids_stand() -> None:
    found = weighed("Niger will moor three lighters across the bar.")
    every = found._weighed["option"]["niger"]
    best = max(every, key=lambda one: one.weighs)
    here = ProposedLine(
        "moor", ("plan",), ("E-1",), 1, frozenset({"x"}), places=frozenset({("p", 1)})
    )
    there = ProposedLine(
        "sail",
        ("plan",),
        ("E-2",),
        1,
        frozenset({"y"}),
        places=frozenset({("p", 1), (best.page.source, best.at)}),
    )
    lines = found.joined("option", "niger", (here, there))
    weighs = {line.text: line.weighs for line in lines}
    assert weighs["sail"] == learnt.RULED + best.weighs
    assert weighs["moor"] == learnt.RULED + learnt.UNKNOWN
    asked = replace(here, kinds=("demand",))
    (line,) = found.joined("option", "chad", (asked,))
    assert line.weighs == learnt.RULED + learnt.ASKED


def test_whatever_a_line_rests_on_is_in_the_dossier(tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "The estuary")
    read_in(tmp_path / "case", [DISPUTE])
    draft(tmp_path / "case")
    assert [f.text for f in check(tmp_path / "case") if f.severity == "error"] == []


def test_without_pages_lines_stay_as_they_are() -> None:
    line = ProposedLine("open the weir", ("offer",), ("E-1",), 1, frozenset({"open", "weir"}))
    read = Candidates(read_text("Chad and Niger met.", "2026-03-04", "x.txt"), parsed=False)
    assert read.learnt(SIDES, ()).joined("option", "chad", (line,))[0].text == line.text


def test_the_same_clauses_teach_the_same_weights_and_what_tells_nothing_has_none() -> None:
    rows = [
        Row(f"d{n // 2 % 4}", frozenset({"told", *["odd"] * (n % 2)}), {"option": n % 10 in told})
        for told in ({1, 3, 5, 7}, {0, 1, 5, 7, 9})
        for n in range(80)
    ]
    weights = learn_weights.learnt(rows, "option")
    assert weights == learn_weights.learnt(rows, "option")
    assert weights["odd"] > 1
    assert set(weights) <= {"", "odd", "told"}
    assert abs(weights.get("told", 0)) < 0.1
