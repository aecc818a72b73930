"""Tables, GraphML and .gmcr: what is written is what there is, and reads back the same."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conflict.case_of_two import two_party_case
from tests.conflict.random_conflicts import option_form

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.spreadsheet import read_xlsx, write_xlsx
from goodoffices.case.nouns import Option
from goodoffices.conflict.forms.gmcr import from_gmcr, to_gmcr
from goodoffices.conflict.forms.interchange import table, to_csv, to_frame, to_graphml
from goodoffices.conflict.forms.words import to_sheets
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.moves import Flips
from goodoffices.conflict.outcomes import outcomes

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def elmira():
    return Conflict.from_dict(json.loads((REFERENCE / "elmira.json").read_text()))


def test_csv_says_what_the_outcomes_say():
    found = outcomes(from_case(two_party_case()))
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert len(rows) == 6
    for state, row in enumerate(rows):
        assert row["state"] == str(state + 1)
        assert row["seller.ship (N->Y)"] == found.conflict.pattern(state)[2]
        assert row["rank buyer"] == str(found.conflict.ranks[0][state] + 1)
        for concept in found.stable:
            assert row[f"{concept} seller"] == str(int(found.stable[concept][1, state]))
            assert row[f"{concept} equilibrium"] == str(int(found.equilibria[concept][state]))


def test_a_workbook_says_what_the_outcomes_say(tmp_path):
    found = outcomes(from_case(two_party_case(names={"": "=1+1"})))
    read = read_xlsx(write_xlsx(tmp_path / "a.xlsx", to_sheets(found)))
    rows = [[cell.value for cell in row] for row in read["Outcomes"]]
    full = [row + [None] * (len(rows[0]) - len(row)) for row in rows]
    assert full == [[cell or (cell if cell == 0 else None) for cell in row] for row in table(found)]
    assert rows[1][2] == "=1+1"
    head, *held = [[cell.value for cell in row] for row in read["Equilibria"]]
    assert head[3:] == list(found.equilibria)
    for place, concept in enumerate(found.equilibria, 3):
        assert [row[0] - 1 for row in held if row[place]] == found.holding(concept)


def test_a_name_that_looks_like_a_formula_is_defused():
    case = two_party_case(names={"": '=HYPERLINK("http://example.org")'})
    assert "'=HYPERLINK" in to_csv(outcomes(case))


def test_the_table_has_a_column_for_each_thing():
    head, first, *_rest = table(outcomes(elmira()))
    assert len(head) == len(first) == 3 + 5 + 3 + 4 * 3 + 4 + 3


def test_a_frame_has_the_table():
    pandas = pytest.importorskip("pandas")
    found = outcomes(elmira())
    frame = to_frame(found)
    assert isinstance(frame, pandas.DataFrame)
    assert frame.index.name == "state"
    assert frame.index.tolist() == list(range(1, 10))
    assert frame.reset_index().columns.tolist() == next(table(found))
    for concept, cells in found.equilibria.items():
        assert frame[f"{concept} equilibrium"].tolist() == cells.astype(int).tolist()
        for i, party in enumerate(found.conflict.parties):
            assert (frame[f"{concept} {party}"] == found.stable[concept][i].astype(int)).all()
    texts = dict.fromkeys(["label", *(f"moves {party}" for party in found.conflict.parties)], str)
    again = pandas.read_csv(
        io.StringIO(to_csv(found)), index_col="state", dtype=texts, keep_default_na=False
    )
    pandas.testing.assert_frame_equal(again, frame, check_dtype=False)


def test_without_pandas_it_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        to_frame(outcomes(elmira()))


def test_the_table_in_a_notebook_is_sound_html_and_escaped():
    found = outcomes(from_case(two_party_case(names={"": "<script>alert(1)</script>"})))
    root = ET.fromstring(found._repr_html_())
    head, *rows = root.iter("tr")
    assert len(rows) == found.conflict.size
    assert {len(list(row)) for row in [head, *rows]} == {3 + len(found.conflict.parties)}
    assert "<script>" in "".join(rows[0].itertext())
    held = [[c for c in found.equilibria if found.equilibria[c][s]] for s in range(len(rows))]
    assert [list(row)[-1].text or "" for row in rows] == [", ".join(h) for h in held]


def test_graphml_holds_every_state_and_move():
    conflict = elmira()
    root = ET.fromstring(to_graphml(conflict))
    assert len(root.findall(f".//{GRAPHML}node")) == 9
    edges = root.findall(f".//{GRAPHML}edge")
    assert len(edges) == sum(len(pairs) for pairs in conflict.moves)
    improving = [e for e in edges if e.findall(f"{GRAPHML}data")[1].text == "true"]
    better = sum(
        int((r[p[:, 1]] < r[p[:, 0]]).sum())
        for p, r in zip(conflict.moves, conflict.ranks, strict=True)
    )
    assert len(improving) == better


# --- .gmcr ----------------------------------------------------------------------------------------

FILE = {
    "program": "x",
    "version": 1,
    "decisionMakers": [
        {
            "name": "A",
            "options": [0],
            "preferences": [[[1, "Y"]], [[0, "N"]]],
            "payoffs": [3, 1, 4, 2],
            "misperceptions": [],
        },
        {
            "name": "B",
            "options": [1, 2],
            "preferences": [{"compound": True, "members": [[[0, "Y"], [2, "Y"]], [[1, "Y"]]]}],
        },
    ],
    "options": [
        {"name": "a", "permittedDirection": "both"},
        {"name": "b", "permittedDirection": "fwd"},
        {"name": "c", "permittedDirection": "back"},
    ],
    "infeasibles": [[[1, "Y"], [2, "Y"]]],
    "coalitions": [[0], [1]],
    "useManualPreferenceRanking": False,
}


def test_reading_options_directions_conditions_and_preferences():
    conflict = from_gmcr(FILE, "file.gmcr")
    patterns = [conflict.pattern(s) for s in range(conflict.size)]
    assert patterns == ["NNN", "YNN", "NYN", "YYN", "NNY", "YNY"]
    assert conflict.movement == (Flips(1), Flips(6, forward=2, back=4))
    assert conflict.ranks[0].tolist() == [2, 3, 0, 1, 2, 3]
    assert conflict.ranks[1].tolist() == [1, 1, 0, 0, 1, 0]


def test_writing_over_a_file_keeps_the_rest_of_it():
    conflict = from_gmcr(FILE)
    data = to_gmcr(conflict, FILE)
    assert data["coalitions"] == FILE["coalitions"]
    assert data["infeasibles"] == FILE["infeasibles"]
    assert data["decisionMakers"][0]["payoffs"] == [3, 1, 4, 2]
    assert data["decisionMakers"][0]["preferences"] == FILE["decisionMakers"][0]["preferences"]
    same(from_gmcr(json.loads(json.dumps(data))), conflict)


@settings(max_examples=100, deadline=None)
@given(option_form(most_options=4, most_parties=3), st.randoms())
def test_round_trip(drawn, random):
    """The program numbers states by their options, whatever their order here."""
    count = max(sum(own for own, _f, _b in drawn.masks).bit_length(), 1)
    kinds = {}
    for i, (own, forward, back) in enumerate(drawn.masks):
        for k in range(count):
            if own >> k & 1:
                way = "forward" if forward >> k & 1 else "back" if back >> k & 1 else "both"
                kinds[k] = (f"P{i}", way)
    parties = tuple(f"P{i}" for i in range(len(drawn.masks)))
    conflict = Conflict(
        name="drawn",
        parties=parties,
        party_names=parties,
        options=tuple(
            Option(id=f"{kinds[k][0]}.o{k}", party=kinds[k][0], text=f"o{k}", moves=kinds[k][1])
            for k in sorted(kinds)
        ),
        codes=np.array(drawn.codes, dtype=np.int64),
        movement=tuple(Flips(*masks) for masks in drawn.masks),
        ranks=tuple(np.unique(r, return_inverse=True)[1].astype(np.int32) for r in drawn.ranks),
    )
    order = random.sample(range(conflict.size), conflict.size)
    mixed = replace(
        conflict, codes=conflict.codes[order], ranks=tuple(r[order] for r in conflict.ranks)
    )
    data = json.loads(json.dumps(to_gmcr(mixed)))
    same(from_gmcr(data), conflict)
    numbers = [k for maker in data["decisionMakers"] for k in maker["options"]]
    assert numbers == list(range(len(conflict.options)))  # each maker's options stand together
    assert all(maker["preferences"] == [] for maker in data["decisionMakers"])


def same(one: Conflict, other: Conflict):
    """The same states, moves and ranks, whatever the options' order."""
    assert one.parties == other.parties
    assert meaning(one) == meaning(other)


def meaning(conflict: Conflict):
    states = [frozenset(conflict.taken(s)) for s in range(conflict.size)]
    moves = [{(states[a], states[b]) for a, b in pairs.tolist()} for pairs in conflict.moves]
    ranks = [dict(zip(states, r.tolist(), strict=True)) for r in conflict.ranks]
    return {(o.id, o.text, o.moves) for o in conflict.options}, set(states), moves, ranks


def test_a_ranking_by_combination():
    makers = [FILE["decisionMakers"][0] | {"preferenceRanking": [[5, 4], 3, 2, 1, 0]}]
    makers.append(FILE["decisionMakers"][1] | {"preferenceRanking": [1, 2, 3, 4, 5, 6]})
    data = FILE | {"decisionMakers": makers, "useManualPreferenceRanking": True}
    conflict = from_gmcr(data)
    assert conflict.ranks[0].tolist() == [4, 3, 2, 1, 0, 0]
    assert conflict.ranks[1].tolist() == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"options": None}, "GO407"),
        ({"decisionMakers": []}, "GO407"),
        ({"infeasibles": [[[9, "Y"]]]}, "GO414"),
        ({"infeasibles": [[[0, "Y"]], [[0, "N"]]]}, "GO404"),
        ({"decisionMakers": [{"name": "A", "options": [0, 1, 2], "preferences": []}]}, "GO402"),
        ({"decisionMakers": [{"name": "A", "options": [0, 7], "preferences": []}]}, "GO403"),
        ({"decisionMakers": [{"name": "A", "options": [0], "preferences": []}]}, "GO407"),
        (
            {
                "decisionMakers": [{"name": "A", "options": [0, 1, 2], "preferenceRanking": [1]}],
                "useManualPreferenceRanking": True,
            },
            "GO410",
        ),
    ],
)
def test_bad_files(changes, code):
    with pytest.raises(CaseError) as caught:
        from_gmcr(FILE | changes)
    assert code in [f.code for f in caught.value.findings]


def test_what_cannot_be_written():
    with pytest.raises(CaseError, match="option form"):
        to_gmcr(elmira())
    with pytest.raises(CaseError):
        from_gmcr([])
