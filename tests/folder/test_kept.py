"""Results that are kept: an edit makes anew what hangs on it, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from goodoffices.case import file as casefile
from goodoffices.case.nouns import Case
from goodoffices.cli.demo import write
from goodoffices.conflict.outcomes import outcomes
from goodoffices.folder import kept as keeping
from goodoffices.folder.kept import Kept
from goodoffices.packages.result import packages


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("kept") / "demo"
    write(folder)
    return casefile.load(folder)


def with_party(case: Case, **changes: object) -> Case:
    first, *others = case.parties
    return replace(case, parties=(replace(first, **changes), *others))  # type: ignore[arg-type]


def test_a_preference_changes_the_outcomes_and_no_package(case: Case) -> None:
    kept = Kept()
    first = kept.outcomes(case), kept.packages(case)
    other = with_party(case, prefers=case.parties[0].prefers[::-1])
    assert kept.packages(other) is first[1]
    assert kept.outcomes(other) is not first[0]
    assert kept.outcomes(other).to_dict() == outcomes(other).to_dict()
    assert kept.outcomes(case) is first[0]  # as after an edit that is undone
    assert kept.made == {"outcomes": 2, "packages": 1}


def test_a_worth_changes_the_packages_and_no_outcome(case: Case) -> None:
    kept = Kept()
    first = kept.outcomes(case), kept.packages(case)
    worth = case.parties[0].worth
    assert worth is not None
    other = with_party(case, worth=replace(worth, walk_away=worth.walk_away + 20))
    assert kept.outcomes(other) is first[0]
    assert kept.packages(other) is not first[1]
    assert kept.packages(other).to_dict() == packages(other).to_dict()


def test_what_neither_hangs_on_makes_nothing_anew(case: Case) -> None:
    kept = Kept()
    kept.outcomes(case)
    kept.packages(case)
    other = with_party(replace(case, advice=None, mediators=(), notes=("a",)), wants=())
    kept.outcomes(other)
    kept.packages(other)
    assert kept.made == {"outcomes": 1, "packages": 1}


def test_a_comment_that_moves_lines_makes_nothing_anew(tmp_path: Path) -> None:
    kept, folder = Kept(), tmp_path / "demo"
    write(folder)
    before = casefile.load(folder)
    kept.outcomes(before)
    kept.packages(before)
    path = folder / "case.yaml"
    path.write_text("# a line more\n\n" + path.read_text("utf-8"), "utf-8")
    after = casefile.load(folder)
    assert after != before  # places are others
    kept.outcomes(after)
    kept.packages(after)
    assert kept.made == {"outcomes": 1, "packages": 1}


@pytest.mark.parametrize("part", ["names", "status_quo", "infeasible", "title"])
def test_all_else_of_the_conflict_counts(case: Case, part: str) -> None:
    kept = Kept()
    kept.outcomes(case)
    empty = {"names": {}, "status_quo": None, "infeasible": (), "title": "X"}[part]
    kept.outcomes(replace(case, **{part: empty}))  # type: ignore[arg-type]
    assert kept.made == {"outcomes": 2}


def test_little_is_kept_of_what_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    for number in range(keeping.MOST + 5):
        kept.once("k", str(number), lambda one=number: one)
    assert [kept.known("k", str(n)) for n in (0, 4, 5, 16)] == [None, None, 5, 16]
    monkeypatch.setattr(keeping, "MOST_WEIGHT", 10)
    kept.once("large", "a", lambda: 1, lambda _r: 11)
    assert kept.known("large", "a") == 1
    kept.once("large", "b", lambda: 2, lambda _r: 11)
    assert (kept.known("large", "a"), kept.known("large", "b")) == (None, 2)
