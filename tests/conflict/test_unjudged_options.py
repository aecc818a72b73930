"""Options that were proposed and that nothing in the case speaks of stand in no outcome."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodoffices.case import file as casefile
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import outcomes

CASE = """case: dyke
title: The dyke
parties:
  uplanders:
    name: Uplanders
    options:
      open: {text: Open the sluice}
      dig: {text: Dig a ditch, unreviewed: yes}
      pay: {text: Pay for seed}
    prefers: [not lowlanders.sue, not uplanders.open]
  lowlanders:
    name: Lowlanders
    options:
      guard: {text: Guard the dyke, unreviewed: yes}
      sue: {text: Go to court, unreviewed: yes}
    prefers: [uplanders.open, lowlanders.sue]
"""


def conflict(tmp_path: Path, text: str) -> GraphModel:
    (tmp_path / "case.yaml").write_text(text)
    return from_case(casefile.load(tmp_path))


def taken(found: GraphModel) -> set[str]:
    """Return the options that some outcome has taken."""
    return {
        option.id
        for bit, option in enumerate(found.options)
        if any(int(code) >> bit & 1 for code in found.codes)
    }


def test_what_is_proposed_and_not_judged_doubles_no_outcome(tmp_path: Path) -> None:
    found = conflict(tmp_path, CASE)
    assert taken(found) == {"uplanders.open", "uplanders.pay", "lowlanders.sue"}
    assert found.size == 8
    assert [option.id.partition(".")[2] for option in found.options] == [
        *("open", "dig", "pay", "guard", "sue")
    ]


@pytest.mark.parametrize(
    "said",
    [
        "infeasible: [uplanders.dig and uplanders.open]\n",
        "exclusive: [[uplanders.dig, uplanders.pay]]\n",
        "status_quo: [uplanders.dig]\n",
        "outcomes: {A ditch: [uplanders.dig]}\n",
        "only_if: {uplanders.dig: uplanders.pay}\n",
        "barred: [{party: uplanders, from: uplanders.dig}]\n",
    ],
)
def test_whatever_speaks_of_it_brings_it_in(tmp_path: Path, said: str) -> None:
    assert "uplanders.dig" in taken(conflict(tmp_path, CASE + said))


def test_a_case_built_by_hand_leaves_out_what_it_names_itself(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE)
    read = casefile.load(tmp_path)
    assert read.unjudged == ("uplanders.dig", "lowlanders.guard")
    assert from_case(replace(read, unjudged=())).size == 32
    assert from_case(replace(read, unjudged=("uplanders.dig",))).size == 16


def test_a_named_outcome_speaks_of_none_but_the_options_it_lists(tmp_path: Path) -> None:
    """As a condition it speaks of all: so what is unjudged is told by the file and not the case."""
    said = "outcomes: {Open: [uplanders.open]}\nsame: [Open]\n"
    (tmp_path / "case.yaml").write_text(CASE + said)
    read = casefile.load(tmp_path)
    assert "uplanders.dig" in read.unjudged
    assert "uplanders.dig" in {node.name for node in read.same[0].which.condition.names()}


def test_what_is_reviewed_counts_as_it_is(tmp_path: Path) -> None:
    text = CASE.replace("Dig a ditch, unreviewed: yes", "Dig a ditch")
    assert "uplanders.dig" in taken(conflict(tmp_path, text))


def test_a_preference_brings_it_in_and_leaves_labels_and_verdicts_of_the_others(
    tmp_path: Path,
) -> None:
    before = conflict(tmp_path, CASE)
    later = CASE.replace("[uplanders.open,", "[uplanders.open, not uplanders.dig,")
    after = conflict(tmp_path, later)
    assert after.size == 16
    old, new = ({int(c): n for n, c in enumerate(m.codes)} for m in (before, after))
    assert all(before.label(old[c]) == after.label(new[c]) for c in old)


def test_an_option_left_out_changes_no_verdict(tmp_path: Path) -> None:
    """What nobody prefers or dreads decides nothing: with or without it the same outcomes hold."""
    without = conflict(tmp_path, CASE)
    within = conflict(tmp_path, CASE.replace(", unreviewed: yes", ""))
    kept = int(sum(int(c) for c in set(map(int, without.codes)) if c.bit_count() == 1))
    few, many = outcomes(without), outcomes(within)
    for concept in ("Nash", "GMR", "SMR", "SEQ"):
        held = {int(without.codes[s]) for s in few.holding(concept)}
        assert {int(within.codes[s]) & kept for s in many.holding(concept)} == held
        assert held


def test_in_a_case_of_many_options_only_what_is_spoken_of_counts(tmp_path: Path) -> None:
    for count, size in ((15, 2 ** (3 + 15)), (16, 2**2)):
        more = "".join(f"      more{n}: {{text: Do {n}}}\n" for n in range(count))
        text = CASE.replace("      pay:", f"{more}      pay:")
        found = conflict(tmp_path, text)
        assert found.size == size
        assert len(found.options) == 5 + count


STATEMENTS = [
    *("a.x", "a.y", "b.u", "b.v", "not a.x", "not b.u", "a.x and b.u", "a.y if b.v"),
    *("b.v iff a.y", "not a.y or not b.u"),
]
stated = st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4, unique=True)


@given(stated, stated, st.integers(0, 2), st.integers(0, 2))
def test_whatever_is_preferred_idle_options_decide_nothing(
    a: list[str], b: list[str], idle_a: int, idle_b: int
) -> None:
    def party(name: str, own: str, idle: int, prefers: list[str]) -> str:
        options = [f"      {o}: {{text: Do {o}}}\n" for o in own]
        options += [f"      i{n}: {{text: Idle {n}, unreviewed: yes}}\n" for n in range(idle)]
        said = "".join(f'      - "{one}"\n' for one in prefers)
        return f"  {name}:\n    name: {name}\n    options:\n{''.join(options)}    prefers:\n{said}"

    parties = party("a", "xy", idle_a, a) + party("b", "uv", idle_b, b)
    text = f"case: c\ntitle: C\nparties:\n{parties}"
    with tempfile.TemporaryDirectory() as folder:
        apart = conflict(Path(folder), text)
        beside = conflict(Path(folder), text.replace(", unreviewed: yes", ""))
    assert (apart.size, beside.size) == (16, 16 << idle_a + idle_b)
    spoken = max(map(int, apart.codes))
    few, many = outcomes(apart), outcomes(beside)
    for concept in ("Nash", "GMR", "SMR", "SEQ"):
        held = {int(apart.codes[s]) for s in few.holding(concept)}
        also = {int(beside.codes[s]) & spoken for s in many.holding(concept)}
        assert also == held
