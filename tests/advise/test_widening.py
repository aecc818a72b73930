"""Knowing less never makes advice surer: a wider interval, or an answer taken back."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from goodoffices.advise.advice import advise
from goodoffices.advise.blockers import veto
from goodoffices.advise.commitments import CommitmentTerms, compliance
from goodoffices.advise.mediators import dominates, gate, teams
from goodoffices.advise.ripeness import ripeness
from goodoffices.case.judged import FUNCTIONS, RIPENESS, Advised, Blocker, Candidate, Judged
from goodoffices.case.nouns import Basis, Case, Mediator, Party

_tenths = st.integers(0, 10).map(lambda n: Fraction(n, 10))
_inner = st.tuples(_tenths, _tenths).map(lambda pair: (min(pair), max(pair)))
_answers = st.sampled_from(["yes", "no", "unknown"])
SURE = ("certain", "impossible")


@st.composite
def _widened(draw):
    low, high = draw(_inner)
    least, most = draw(_tenths), draw(_tenths)
    return (low, high), (min(low, least), max(high, most))


@given(_widened(), _widened(), _answers)
def test_a_blocker_is_never_surer_for_a_wider_interval(worth, walk_away, able):
    narrow = veto(Blocker(id="b", name="B", able=able, worth=worth[0], walk_away=walk_away[0]))
    wide = veto(Blocker(id="b", name="B", able=able, worth=worth[1], walk_away=walk_away[1]))
    if wide.status in SURE:
        assert narrow.status == wide.status
    assert wide.payment[0] <= narrow.payment[0] <= narrow.payment[1] <= wide.payment[1]


@given(_widened(), _widened(), _widened(), _widened())
def test_a_commitment_is_never_surer_for_a_wider_interval(ratio, detection, delta, withdrawal):
    names = ("ratio", "detection", "delta", "withdrawal")
    both = dict(zip(names, (ratio, detection, delta, withdrawal), strict=True))
    narrow, wide = (
        compliance(CommitmentTerms(**{name: pair[k] for name, pair in both.items()})).status
        for k in (0, 1)
    )
    if wide in SURE:
        assert narrow == wide


@given(_widened(), _widened())
def test_a_wider_criterion_never_makes_one_dominate(first, second):
    if dominates({"reach": first[1]}, {"reach": second[1]}):
        narrow = ({"reach": first[0]}, {"reach": second[0]})
        assert dominates(*narrow)


@given(st.lists(_answers, min_size=6, max_size=6), st.integers(0, 5))
def test_an_answer_taken_back_never_ripens(answers, place):
    keys = [(party, item) for party in ("a", "b") for item in RIPENESS]

    def status(said):
        sheet = {"a": {}, "b": {}}
        for (party, item), answer in zip(keys, said, strict=True):
            sheet[party][item] = Judged(answer)
        return ripeness(("a", "b"), sheet).status

    less = [*answers[:place], "unknown", *answers[place + 1 :]]
    assert status(less) != "certain" or less == answers
    if status(less) == "impossible":
        assert status(answers) == "impossible"


@given(_answers, _answers)
def test_a_gate_is_open_only_where_all_have_said_yes(first, second):
    opened = gate({"a": first, "b": second}, ("a", "b")) == "certain"
    assert opened == (first == second == "yes")


@given(st.lists(st.lists(_answers, min_size=6, max_size=6), min_size=1, max_size=4))
def test_a_team_covers_all_and_none_smaller_does(rows):
    covered = {
        str(i): dict(zip(FUNCTIONS, map(Judged, row), strict=True)) for i, row in enumerate(rows)
    }
    found = teams(covered, FUNCTIONS)
    for team in found:
        for function in FUNCTIONS:
            assert any(covered[m][function].answer == "yes" for m in team)
        for left in team:
            fewer = [m for m in team if m != left]
            assert not all(any(covered[m][f].answer == "yes" for m in fewer) for f in FUNCTIONS)


def test_one_whom_a_party_refuses_is_in_no_team_and_no_comparison():
    parties = (Party(id="a", name="A"), Party(id="b", name="B"))
    both = {"a": ("yes", Basis()), "b": ("yes", Basis())}
    refused = {**both, "b": ("no", Basis())}
    able = {"channel": Judged("yes")}
    reach = {"reach": (Fraction(1), Fraction(1))}
    candidates = {m: Candidate(mediator=m, functions=able, criteria=reach) for m in ("x", "y", "z")}
    case = Case(
        id="c",
        title="C",
        parties=parties,
        mediators=(
            Mediator(id="x", name="Xenia", consent=refused),
            Mediator(id="y", name="Yara", consent=both),
            Mediator(id="z", name="Zeno", consent=both),
        ),
        advice=Advised(needed=("channel",), candidates=candidates),
    )
    told = [line.text for line in advise(case).lines if line.method in ("teams", "dominance")]
    told = [text for text in told if "Yara" in text and "Zeno" in text]
    assert len(told) == 2
    assert not any("Xenia" in text for text in told)
