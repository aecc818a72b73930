"""Stress against full enumeration, and the same on any number of workers."""

import itertools
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from goodoffices.base.errors import UsageError
from goodoffices.base.needs import needs
from goodoffices.case.conditions import Condition, parse
from goodoffices.case.nouns import Basis, Case, Option, Party, Preference
from goodoffices.cli.main import verbs
from goodoffices.conflict.concepts import CONCEPTS
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.ranking import Truths, prioritise
from goodoffices.conflict.stability import solve
from goodoffices.conflict.stress.sampling import SamplingPlan
from goodoffices.conflict.stress.stress import Ask, Stress, stress
from goodoffices.evidence.store import DossierStore

REFERENCE = Path(__file__).parents[2] / "reference" / "conflicts"


def dispute() -> Case:
    """Two parties, three options; one statement rests on evidence, two do not."""

    def said(source: str, basis: Basis) -> Preference:
        return Preference(parse(source), source, basis)

    judged, known = Basis(judged="XY"), Basis(evidence=("S-1",))
    a = Party(
        id="a",
        name="A",
        options=(Option(id="a.x", party="a", text="X"), Option(id="a.y", party="a", text="Y")),
        prefers=(said("b.z", known), said("a.x iff b.z", judged), said("not a.y", judged)),
    )
    b = Party(
        id="b",
        name="B",
        options=(Option(id="b.z", party="b", text="Z"),),
        prefers=(said("a.x", Basis(unreviewed=True)), said("b.z iff a.x", known)),
    )
    return Case(id="c", title="C", parties=(a, b))


def slow_share(case: Case, state: int, concept: str) -> tuple[int, int]:
    """Count by writing every profile out as conditions and deciding it by itself."""
    conflict = from_case(case)
    truths = Truths([o.id for o in conflict.options], conflict.codes)
    choices = [
        [[p.condition], [], [Condition("not", (p.condition,))]]
        if not p.basis.evidence
        else [[p.condition]]
        for party in case.parties
        for p in party.prefers
    ]
    held = total = 0
    for chosen in itertools.product(*choices):
        at, ranks = 0, []
        for party in case.parties:
            own = chosen[at : at + len(party.prefers)]
            at += len(party.prefers)
            ranks.append(prioritise([c for part in own for c in part], truths))
        stable = solve(conflict.movement, ranks, (concept,), codes=conflict.codes)
        held += bool(stable[concept].all(axis=0)[state])
        total += 1
    return held, total


@pytest.mark.parametrize("concept", CONCEPTS)
def test_all_profiles_counted_are_what_writing_them_out_gives(concept: str) -> None:
    case = dispute()
    found = stress(case, Ask(n=100, concepts=(concept,)))
    assert found.exact
    assert found.possible == 27
    for state in range(8):
        share = found.share(state, concept)
        assert (share.k, share.n) == slow_share(case, state, concept)


def test_a_sample_comes_near_what_all_profiles_give() -> None:
    case = dispute()
    exact, drawn = stress(case, Ask(n=27)), stress(case, Ask(n=20, seed=3))
    assert exact.exact
    assert not drawn.exact
    assert drawn.counts.profiles == 20
    # the interval of so few is wide; every outcome of this case lies inside it for this seed
    for state in range(8):
        low, high = drawn.interval(drawn.share(state, "SEQ"))
        assert low - 0.1 <= exact.share(state, "SEQ").value <= high + 0.1


def test_a_reviewed_statement_is_never_doubted_and_all_are_where_asked() -> None:
    assert stress(dispute(), Ask(doubted="unreviewed")).possible == 3
    assert stress(dispute(), Ask(doubted="judged")).possible == 27
    assert stress(dispute(), Ask(doubted="all")).possible == 243
    assert stress(dispute(), Ask(doubted="unconfirmed")).possible == 243
    accepted = frozenset({"S-1"})
    assert stress(dispute(), Ask(doubted="unconfirmed", accepted=accepted)).possible == 27


def test_what_a_person_accepted_in_the_dossier_is_not_doubted_as_unconfirmed(
    tmp_path: Path,
) -> None:
    def doubts() -> list[str]:
        run = CliRunner().invoke(
            verbs,
            ["stress", str(tmp_path / "demo"), "-n", "10", "--doubt", "unconfirmed", "--json"],
        )
        assert run.exit_code == 0, run.output
        return [doubt["what"] for doubt in json.loads(run.stdout)["doubts"]]

    assert CliRunner().invoke(verbs, ["demo", str(tmp_path / "demo")]).exit_code == 0
    before = doubts()
    assert "Iran: “the United States would not walk away from a settlement as in 2018”" in before
    with DossierStore(tmp_path / "demo") as store:
        store.decide("E-H22TGNQ", "accepted", "XY", "2025-03-04T00:00:00Z")
    assert set(before) - set(doubts()) == {
        "Iran: “the United States would not walk away from a settlement as in 2018”"
    }


def many_doubts() -> Conflict:
    """A ranking in which much is tied: 3^k profiles."""
    rng = np.random.default_rng(5)
    groups = []
    for _party in range(2):
        order = rng.permutation(16) + 1
        groups.append([[int(a), int(b)] for a, b in order.reshape(8, 2)])
    ways = [
        [[s, 1 + (s - 1 ^ 1)] for s in range(1, 17)],
        [[s, 1 + (s - 1 ^ 2)] for s in range(1, 17)],
    ]
    return Conflict.from_dict(
        {
            "decision_makers": [{"name": "A"}, {"name": "B"}],
            "states": 16,
            "moves": {"A": ways[0], "B": ways[1]},
            "preferences": {"A": groups[0], "B": groups[1]},
        }
    )


def same(one: Stress, other: Stress) -> bool:
    return json.dumps(one.to_dict()) == json.dumps(other.to_dict())


def test_one_worker_and_two_give_the_same_to_the_last_digit() -> None:
    conflict, unknown = many_doubts(), {"A": [(0, 5), (7, 9)]}
    one, two = (stress(conflict, Ask(n=3000, seed=7, workers=w), unknown) for w in (1, 2))
    assert one.possible == 3**18
    assert same(one, two)
    assert not same(one, stress(conflict, Ask(n=3000, seed=8), unknown))


def test_a_cluster_of_two_processes_gives_the_same_to_the_last_digit() -> None:
    distributed = pytest.importorskip("distributed")
    conflict = many_doubts()
    settings = {"n_workers": 2, "threads_per_worker": 1, "processes": True}
    with distributed.LocalCluster(**settings, dashboard_address=None) as cluster:
        spread = stress(conflict, Ask(n=3000, seed=7, scheduler=cluster.scheduler_address))
    assert same(spread, stress(conflict, Ask(n=3000, seed=7)))


def test_without_the_extra_the_scheduler_is_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    needs.cache_clear()  # another test may have found the library
    with pytest.raises(UsageError) as told:
        stress(dispute(), Ask(scheduler="tcp://127.0.0.1:1"))
    assert told.value.findings[0].code == "GO925"
    assert "scale" in told.value.findings[0].render()


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://nowhere"])
def test_a_scheduler_that_does_not_answer_is_told_with_the_remedy(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("goodoffices.conflict.stress.spread.PATIENCE", 0.5)
    with pytest.raises(UsageError) as told:
        stress(dispute(), Ask(scheduler=address))
    assert told.value.findings[0].code == "GO804"
    assert address in told.value.findings[0].text
    assert "tcp://" in (told.value.findings[0].help or "")


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (Ask(n=0), "GO801"),
        (Ask(seed=-1), "GO801"),
        (Ask(workers=0), "GO802"),
        (Ask(concepts=("Nosh",)), "GO413"),
    ],
)
def test_a_call_that_does_not_fit_is_refused(ask: Ask, code: str) -> None:
    with pytest.raises(UsageError) as told:
        stress(dispute(), ask)
    assert told.value.findings[0].code == code


def test_chunks_depend_on_the_plan_alone_and_cover_it() -> None:
    conflict = many_doubts()
    found = stress(conflict, Ask(n=1234))
    assert found.counts.profiles == 1234
    assert found.counts.reading[:3].sum() == 1234
    assert SamplingPlan.chunk.fget is not None


def test_the_tornado_is_the_share_under_each_reading_and_breaks_are_real() -> None:
    case = dispute()
    found = stress(case, Ask(n=27, concepts=("SEQ",)))
    for state in range(8):
        for bar in found.tornado(state, "SEQ"):
            assert [s.n for s in bar.shares if s] == [9, 9, 9]
            assert sum(s.k for s in bar.shares if s) == found.share(state, "SEQ").k
    for one in found.breaks:
        assert one.holds != found.written[0, one.state]
    # where A stops caring whether Y is left, written out by hand
    conflict = from_case(case)
    truths = Truths([o.id for o in conflict.options], conflict.codes)
    a = prioritise([p.condition for p in case.parties[0].prefers[:2]], truths)
    stable = solve(conflict.movement, [a, conflict.ranks[1]], ("SEQ",), codes=conflict.codes)
    changed = set(np.flatnonzero(stable["SEQ"].all(axis=0) != found.written[0]))
    told = {
        b.state
        for b in found.breaks
        if found.break_text(b) == "A does not care whether “A: not ‘Y’”"
    }
    assert changed == told


def test_an_unknown_pair_is_read_both_ways() -> None:
    conflict = Conflict.from_dict(
        json.loads((REFERENCE / "prisoners_dilemma.json").read_text("utf-8"))
    )
    party = conflict.parties[0]
    found = stress(conflict, Ask(concepts=("Nash",)), {party: [(0, 1), (1, 0)]})
    assert found.possible == 3
    assert found.exact


def test_the_verb_says_what_was_varied_and_how(tmp_path: Path) -> None:
    path = REFERENCE / "elmira.json"
    run = CliRunner().invoke(verbs, ["stress", str(path), "-n", "50", "--seed", "7"])
    assert run.exit_code == 0, run.output
    assert "Exact" in run.output
    assert "stops holding if" in run.output
    run = CliRunner().invoke(verbs, ["stress", str(path), "--json", "--concept", "GMR"])
    found = json.loads(run.stdout)
    assert found["exact"]
    assert set(found["outcomes"]) == {"GMR"}


def test_a_stress_test_shows_itself() -> None:
    found = stress(dispute(), Ask(n=100, concepts=("Nash", "SEQ")))
    assert "3 doubts, 27 of 27 profiles" in repr(found)
    rows = found.rows()
    assert {row["concept"] for row in rows} <= {"Nash", "SEQ"}
    assert [row["state"] for row in rows if row["concept"] == "SEQ"] == [
        state + 1 for state in found.shown("SEQ")
    ]
    page = found._repr_html_()
    assert page.count("<table>") == 2
    assert page.count("<tr>") == len(rows) + 2
    whole, one = found.explain(), found.explain("S4")
    assert all(row["name"] in whole for row in rows)
    assert set(one.splitlines()) <= set(whole.splitlines())
    names = {row["state"]: row["name"] for row in rows}
    assert f"{names[4]}: holds (" in one
    assert f"{names[1]}: holds (" not in one
    assert found.share("S4", "SEQ") == found.share(3, "SEQ")
    assert found.tornado("S4", "SEQ") == found.tornado(3, "SEQ")
    for asked in (found.explain, lambda state: found.share(state, "SEQ")):
        with pytest.raises(UsageError):
            asked("S99")
