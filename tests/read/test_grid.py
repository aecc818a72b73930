"""Every frame with every kind of act: whether it is so follows from what it stands under."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from grid import ALSO, EVERY, FRAMES, Cell, cells, cues
from hypothesis import given
from hypothesis import strategies as st
from reading import read

from goodoffices.evidence.claims import Event
from goodoffices.read.done.signatures import SignedContext, composed
from goodoffices.read.words import table

FACT = frozenset({"asserted", "reported", "historical"})
TURNED = frozenset({"refused", "requested", "offered"})
"""Stages of a mediation that is told by what was made of it."""


@cache
def told() -> dict[Cell, tuple[Event, ...]]:
    """Return the events of every cell, read once."""
    return {cell: read(cell.text)[0] for cell in cells()}


def modalities(cell: Cell) -> set[str]:
    """Return how the act of a cell is told."""
    return {e.modality for e in told()[cell] if e.type in cell.kind.types}


def right(cell: Cell) -> bool:
    """Tell whether the act is told as its frame says; a promise may be told as one."""
    found = modalities(cell)
    promised = any(e.type in ALSO.get(cell.modality, ()) or e.stage in TURNED for e in told()[cell])
    return found == {cell.modality} or (promised and not found & FACT)


@pytest.mark.no_cover
@pytest.mark.parametrize("modality", list(FRAMES))
def test_nine_of_ten_acts_are_told_as_their_frame_says(modality: str) -> None:
    mine = [cell for cell in told() if cell.modality == modality]
    wrong = [cell.text for cell in mine if not right(cell)]
    assert len(wrong) <= 0.1 * len(mine), wrong[:20]


def test_no_frame_fails_for_most_kinds() -> None:
    """A frame that the grammar does not know fails with every kind; one that it knows with few."""
    share: dict[str, list[bool]] = defaultdict(list)
    for cell in told():
        share[cell.frame].append(right(cell))
    assert not {frame: rows for frame, rows in share.items() if sum(rows) < 0.3 * len(rows)}


def test_what_is_denied_imagined_or_to_come_is_not_told_as_a_fact() -> None:
    dead = [cell for cell in told() if cell.modality not in FACT]
    wrong = [cell.text for cell in dead if modalities(cell) & FACT]
    assert len(wrong) <= 0.02 * len(dead), wrong


SIGNATURES = st.sampled_from(["+-", "-+", "+u", "-u", "u+", "++", "uu", "u-", "f-", "ru", "r-"])


@given(st.lists(SIGNATURES, max_size=6))
def test_signatures_compose_from_the_outside_in(chain: list[str]) -> None:
    whole = composed(chain)
    assert whole.mark in set("+-uf")
    assert composed([*chain, "++"]).mark == "+"
    assert composed([*chain, "uu"]).mark == "u"
    twice = whole.under("-+").under("-+")
    assert twice.mark == ("+" if whole.mark == "f" else whole.mark)
    step = SignedContext()
    for signature in chain:
        step = step.under(signature)
    assert step == whole


def test_every_signature_of_the_table_is_one() -> None:
    kinds = [k for k, v in table("signatures.yaml").items() if isinstance(v, dict)]
    for kind in (k for k in kinds if k != "conjunctions"):
        entries = table("signatures.yaml")[kind]
        for signature in entries:
            assert len(signature) == 2
            assert set(signature) <= set("+-ufrt")
        listed = [word for words in entries.values() for word in words]
        twice = {word for word in listed if listed.count(word) > 1}
        assert not twice, f"{kind}: one word, two signatures: {twice}"


def vouched() -> list[list[str]]:
    """Return the sentences that are tried: whether it is a fact, the types, the words."""
    lines = (Path(__file__).parent / "vouched.txt").read_text("utf-8").splitlines()
    rows = [line.split("|", 2) for line in lines if line and not line.startswith("#")]
    return rows[:: 2 * EVERY if EVERY > 1 else 1]


def test_what_a_sentence_vouches_for() -> None:
    """Negation of all kinds, phrases of verb and noun, predicates, accounts that are withdrawn."""
    rows = vouched()
    fact = []
    for mark, types, text in rows:
        told = {e.modality for e in read(text)[0] if e.type in types.split(",")}
        fact.append((mark == "+", bool(told & FACT), text))
    wrongly = [text for is_so, as_fact, text in fact if as_fact and not is_so]
    lost = [text for is_so, as_fact, text in fact if is_so and not as_fact]
    assert len(wrongly) <= 0.02 * len(rows), wrongly
    assert len(lost) <= 0.02 * len(rows), lost


def test_no_cue_lets_an_act_be_told_as_a_fact_in_any_frame() -> None:
    """Denials, fears, plans, near misses, texts …: as clause, passive, noun, headline, relative."""
    wrong: list[str] = []
    lost: list[str] = []
    rows = list(cues())
    for cue in rows:
        told = {e.modality for e in read(cue.text)[0] if e.type in cue.types}
        if cue.family == "fact":
            lost += [cue.text] * bool(told and not told & FACT)
        else:
            wrong += [cue.text] * bool(told and told <= FACT)
    assert {cue.family for cue in rows} > {"denial", "fact"}
    assert len(wrong) <= 0.03 * len(rows), wrong
    assert not lost
