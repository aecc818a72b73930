"""Real files of the field's desktop program: read as they are, with the results known of them."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

import goodoffices
from goodoffices.base.errors import CaseError, UnreadableInput
from goodoffices.conflict import examples
from goodoffices.conflict.forms.gmcr import from_gmcr, to_gmcr
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Finder
from goodoffices.conflict.ranking import Truths, prioritise
from goodoffices.conflict.stress.stress import stress

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"


def conflict(name):
    data = json.loads((REFERENCE / f"{name}.gmcr").read_text("utf-8"))
    return Conflict.from_gmcr(data, f"{name}.gmcr")


def holding(conflict, concept):
    return {conflict.pattern(s) for s in conflict.outcomes().holding(concept)}


def test_elmira_holds_where_it_was_published_to():
    """The nine published states tell no options of an abandoned plant apart; the file does."""
    found = conflict("elmira")
    assert found.size == 12
    abandoned = {"NNNYN", "YNNYN", "NNNYY", "YNNYY"}
    assert holding(found, "Nash") == {"NYNNY", "YNYNY"} | abandoned
    shipped = examples.load("elmira")
    assert holding(shipped, "Nash") == {"NYNNY", "YNYNY", "---Y-"}
    for concept in ("GMR", "SMR", "SEQ"):
        merged = {p if p[3] == "N" else "---Y-" for p in holding(found, concept)}
        assert merged == holding(shipped, concept)


def test_the_crisis_is_ranked_as_in_the_shipped_example():
    found, shipped = conflict("cuban-missile-crisis"), examples.load("cuban-missile-crisis")
    assert [found.pattern(s) for s in range(12)] == [shipped.pattern(s) for s in range(12)]
    assert [r.tolist() for r in found.ranks] == [r.tolist() for r in shipped.ranks]


def test_garrison_is_the_shipped_example():
    found, shipped = conflict("garrison"), examples.load("garrison")
    assert [found.pattern(s) for s in range(23)] == [shipped.pattern(s) for s in range(23)]
    assert [r.tolist() for r in found.ranks] == [r.tolist() for r in shipped.ranks]
    assert found.outcomes().to_dict() | {"parties": 0, "stable": 0, "name": 0} == (
        shipped.outcomes().to_dict() | {"parties": 0, "stable": 0, "name": 0}
    )


def test_garrison_as_the_program_recorded_it():
    """Its GMR lets each opponent answer once; ours lets several answer one after the other."""
    found = conflict("garrison")
    held = found.outcomes().to_dict()["equilibria"]
    assert held["Nash"] == held["SEQ"] == [2, 3, 11, 17, 18, 21, 22]
    finder = Finder(found.codes)

    def stays(i, s):
        rank = found.ranks[i]
        others = [moves for j, moves in enumerate(found.movement) if j != i]
        return all(
            any(rank[x] >= rank[s] for moves in others for x in finder.reach(moves, t))
            for t in finder.reach(found.movement[i], s)
            if rank[t] < rank[s]
        )

    single = [s + 1 for s in range(found.size) if all(stays(i, s) for i in range(4))]
    assert single == [2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22]  # as recorded
    assert held["GMR"] == sorted({*single, 4, 6, 10})


def test_statements_are_ranked_as_the_program_ranked_them():
    """A water dispute of six states; its file keeps the program's own figures, 6 for the best."""
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    found = from_gmcr(data)
    assert [found.pattern(s) for s in range(6)] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    for maker, rank in zip(data["decisionMakers"], found.ranks, strict=True):
        assert rank.tolist() == [6 - payoff for payoff in maker["payoffs"]]


def test_what_makers_do_not_see_they_neither_go_to_nor_leave():
    """The field's program finds 1, 2 and 6 stable for both (Nash) in this file."""
    found = conflict("syria-iraq")
    assert [s + 1 for s in found.outcomes("Nash").holding("Nash")] == [1, 2, 6]
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    seeing = [maker | {"misperceptions": []} for maker in data["decisionMakers"]]
    whole = from_gmcr(data | {"decisionMakers": seeing})
    assert [s + 1 for s in Conflict.of(whole).outcomes("Nash").holding("Nash")] == [6]


def test_who_is_looked_at_together_is_kept():
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    assert conflict("syria-iraq").coalitions == ()
    found = from_gmcr(data | {"coalitions": [[0, 1]]})
    assert found.coalitions == (("Syria", "Iraq"),)
    assert to_gmcr(found)["coalitions"] == [[0, 1]]
    assert Conflict.from_dict(Conflict.of(found).to_dict()).coalitions == found.coalitions
    with pytest.raises(CaseError) as caught:
        from_gmcr(data | {"coalitions": [[0, 2]]})
    assert caught.value.findings[0].place.part == "coalitions[1]"


def test_a_file_without_preferences_says_whose_are_missing():
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    makers = [maker | {"preferences": []} for maker in data["decisionMakers"]]
    with pytest.raises(CaseError) as caught:
        from_gmcr(data | {"decisionMakers": makers})
    assert [f.code for f in caught.value.findings] == ["GO402", "GO402"]


@pytest.mark.parametrize("name", ["elmira", "garrison", "cuban-missile-crisis", "syria-iraq"])
def test_written_back_they_read_the_same(name):
    data = json.loads((REFERENCE / f"{name}.gmcr").read_text("utf-8"))
    found = conflict(name)
    again = from_gmcr(json.loads(json.dumps(to_gmcr(found, data))))
    assert again.codes.tolist() == found.codes.tolist()
    assert [m.tolist() for m in again.moves] == [m.tolist() for m in found.moves]
    assert [r.tolist() for r in again.ranks] == [r.tolist() for r in found.ranks]


def test_statements_are_kept_so_that_they_can_be_doubted():
    found = conflict("syria-iraq")
    assert [len(statements) for statements in found.preferences] == [4, 5]
    assert found.preferences[0][1].source == "escalate"
    assert found.preferences[0][0].source.startswith("not release water and not escalate and not ")
    assert len(stress(found).doubts) == 9


def test_what_makers_and_options_are_called():
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    twins = [o | {"name": "Deal"} for o in data["options"]]
    found = from_gmcr(data | {"options": twins})
    assert [o.id for o in found.options] == ["Syria.Deal", "Syria.Deal (2)", "Iraq.Deal"]
    assert [r.tolist() for r in found.ranks] == [r.tolist() for r in conflict("syria-iraq").ranks]
    makers = [maker | {"name": "A"} for maker in data["decisionMakers"]]
    with pytest.raises(CaseError) as caught:
        from_gmcr(data | {"decisionMakers": makers})
    assert [f.code for f in caught.value.findings] == ["GO407"]


def test_what_is_wrong_in_a_file_has_its_line(tmp_path):
    path = tmp_path / "x.gmcr"
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    data["decisionMakers"][1]["preferences"][2] = [[9, "Y"]]
    path.write_text(json.dumps(data, indent=1), "utf-8")
    with pytest.raises(CaseError) as caught:
        goodoffices.load(path)
    (found,) = caught.value.findings
    assert (found.code, found.place.part) == ("GO414", "decisionMakers[2].preferences[3]")
    assert path.read_text().splitlines()[found.place.line].strip() == "["


@pytest.mark.parametrize("seed", range(40))
def test_statements_are_written_as_the_conditions_that_they_are(seed):
    """Whatever is said with and, or, if and iff comes back with the same truth in every state."""
    random = Random(seed)
    names = ["a.x", "a.y", "b.z"]

    def drawn(depth):
        if not depth or random.random() < 0.2:
            return random.choice(names)
        operator = random.choice(["and", "or", "if", "iff", "not"])
        if operator == "not":
            return f"not ({drawn(depth - 1)})"
        return f"({drawn(depth - 1)}) {operator} ({drawn(depth - 1)})"

    said = [drawn(3) for _statement in range(3)]
    data = {
        "decision_makers": {"a": ["x", "y"], "b": ["z"]},
        "infeasible": [],
        "preferences": {"a": {"statements": said}, "b": {"statements": [names[0]]}},
    }
    made = from_gmcr(json.loads(json.dumps(to_gmcr(Conflict.from_dict(data)))))
    source = Conflict.from_dict(data)
    assert [rank.tolist() for rank in made.ranks] == [rank.tolist() for rank in source.ranks]
    truths = Truths([o.id for o in made.options], made.codes)
    again = prioritise([p.condition for p in made.preferences[0]], truths)
    assert again.tolist() == source.ranks[0].tolist()


NAMES = ["a (N->Y)", "rank x", " lead\n2nd ", "", None, "=2+2", "x.y", "گزینه", 'q"; C']


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("maker", ["rank T", "P.Q", " trail "])
def test_odd_names_come_back_from_every_form(name, maker, tmp_path):
    """In one line, a number where there is none; the same conflict from the table and the file."""
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    data["options"][0]["name"], data["decisionMakers"][0]["name"] = name, maker
    found = Conflict.from_gmcr(data, "odd.gmcr")
    kept = {c: found.outcomes().holding(c) for c in ("Nash", "GMR", "SEQ")}
    for form in ("odd.csv", "odd.json", "odd.gmcr"):
        found.save(tmp_path / form)
        again = goodoffices.load(tmp_path / form)
        assert {c: again.outcomes().holding(c) for c in kept} == kept
        assert again.parties == found.parties
        assert [o.moves for o in again.options] == [o.moves for o in found.options]
        assert [o.text for o in again.options] == [o.text for o in found.options]


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("coalitions",), "x"),
        (("infeasibles",), {"a": 1}),
        (("decisionMakers", 0, "misperceptions"), {"a": 1}),
        (("decisionMakers", 0, "preferenceRanking"), "1,2,3,4,5,6"),
    ],
)
def test_what_is_no_list_is_told_and_not_left_aside(where, value):
    data = json.loads((REFERENCE / "syria-iraq.gmcr").read_text("utf-8"))
    part = data | {"useManualPreferenceRanking": True}
    *path, key = where
    target = part
    for step in path:
        target = target[step]
    target[key] = value
    with pytest.raises(CaseError, match=f"“{key}” should be a list"):
        Conflict.from_gmcr(part, "odd.gmcr")


def test_half_a_character_is_told(tmp_path):
    path = tmp_path / "odd.gmcr"
    path.write_text('{"options": [],\n "program": "a\\ud800b"}')
    with pytest.raises(UnreadableInput, match=r"GO902.*half a character"):
        goodoffices.load(path)
    path.write_text('{"decision_makers": {"\\ud83d\\ude00": []}}')
    with pytest.raises(CaseError):  # both halves are a character
        goodoffices.load(path)
