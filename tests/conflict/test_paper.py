"""A conflict for a paper: its tables, pictures and matrices are those of what was analysed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from io import BytesIO
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from test_explain import conflict_of
from tests.conflict.random_conflicts import graph_form, option_form

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.cli.main import verbs
from goodoffices.conflict import examples
from goodoffices.conflict.coalitions import coalitions
from goodoffices.conflict.evolution import evolution
from goodoffices.conflict.forms.interchange import to_frame
from goodoffices.conflict.limited import solve_nonmyopic
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.paths import last_movers, paths
from goodoffices.conflict.words.paper import LINE, NARROWEST, to_latex, to_svg, to_tikz
from goodoffices.packages.alternating import alternating_offers
from goodoffices.packages.contingent import contingent
from goodoffices.packages.games import CoalitionGame

LAPTOP = Path(__file__).parents[1] / "reference" / "negotiations" / "laptop.json"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = {
    "name": "A & B_1 \\input{x} <b> [y\n\nz] `*^~|é–“",
    "prefix": "[",
    "decision_makers": {"A_&": ["x%"], "B<": ["y#"]},
    "states": ["NN", "YN", "NY", "YY"],
    "preferences": {"A_&": [[3], [4], [2], [1]], "B<": [[2], [4], [3], [1]]},
}


def cells(text: str) -> list[list[list[str]]]:
    """The rows of each table, by its cells, without the two of heads."""
    tables = re.findall(r"\\toprule\n(.*?)\\end\{(?:tabular|longtable)\}", text, re.DOTALL)
    return [
        [
            re.split(r"(?<!\\) & ", line.strip().removesuffix(r" \\"))
            for line in table.splitlines()
            if " & " in line and r"\rotatebox" not in line and r"\multicolumn" not in line
        ]
        for table in tables
    ]


@pytest.mark.parametrize("name", ["elmira", "garrison", "gisborne"])
def test_the_tables_say_what_the_outcomes_say(name):
    found = examples.load(name).outcomes()
    states, *stable = cells(to_latex(found))
    conflict = found.conflict
    assert {len(states)} == {len(table) for table in stable} == {conflict.size}
    whose = [*range(len(conflict.parties)), None]
    for state, row in enumerate(states):
        assert "".join(row[1 : 1 + len(conflict.options)]) == conflict.pattern(state)
        ranks = [str(found.rank(i, state) or "?") for i in range(len(conflict.parties))]
        assert row[1 + len(conflict.options) :] == ranks
        marks = [mark.strip() for table in stable for mark in table[state][1:]]
        assert len(marks) == len(found.stable) * len(whose)
        for mark, (concept, i) in zip(marks, product(found.stable, whose), strict=True):
            held = found.equilibria[concept] if i is None else found.stable[concept][i]
            assert bool(held[state]) == (mark == r"$\bullet$")
            assert held[state] or mark == found.letters(concept, state, i)


def test_names_are_no_commands():
    conflict = Conflict.from_dict(HOSTILE)
    text = to_latex(conflict.outcomes("all,SEQ@2"))
    assert r"A \& B\_1 \textbackslash{}input\{x\} \textless{}b\textgreater{} {[}y" in text
    assert {len(row) for row in cells(text)[0]} == {5}
    assert "% SEQ@2: Fraser & Hipel 1979" in text
    assert "{[}1" in to_tikz(conflict)
    ET.fromstring(to_svg(conflict))


@pytest.mark.parametrize("name", ["hostile", "garrison", "gisborne", "us-iran"])
def test_what_latex_asks_for(name, tmp_path):
    """Braces and environments are closed, rows even, no table wider or longer than its page."""
    conflict = Conflict.from_dict(HOSTILE) if name == "hostile" else examples.load(name)
    text = to_latex(conflict.outcomes("all")) + "\n" + to_tikz(conflict)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("%"))
    bare = re.sub(r"\\[\\{}&%$#_]", "", body)
    assert bare.count("{") == bare.count("}")
    assert not re.search(
        r"[%#]|(?<!\\begin)\$(?!\\bullet\$| &| \\)", bare.replace("$\\bullet$", "")
    )
    opened = re.findall(r"\\begin\{(\w+)\}", body)
    assert sorted(opened) == sorted(re.findall(r"\\end\{(\w+)\}", body))
    assert ("longtable" in opened) == ("{longtable}" in text[:200]) == (conflict.size > 20)
    for shape, table in zip(re.findall(r"\{l(c+)\}", body), cells(body), strict=True):
        assert {len(row) for row in table} == {1 + len(shape)}
        assert len(shape) * NARROWEST <= LINE
    if shutil.which("pdflatex"):
        packages = "".join(re.findall(r"\\usepackage\{\w+\}", text[:200]))
        head = rf"\documentclass{{article}}{packages}\usepackage{{tikz}}\begin{{document}}"
        (tmp_path / "a.tex").write_text(f"{head}\n{text}\n\\end{{document}}\n", "utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
        said = done.stdout.decode("latin-1")
        assert done.returncode == 0, said[-2000:]
        assert "Overfull" not in said
        assert "too large" not in said


@pytest.mark.parametrize("party", [None, "Uniroyal"])
def test_pictures_have_every_state_and_move(party):
    conflict = examples.load("elmira")
    party = party if party is None else next(p for p in conflict.parties if p.startswith("Uni"))
    whose = conflict.parties if party is None else (party,)
    count = sum(len(conflict.moves[conflict.party(p)]) for p in whose)
    picture = ET.fromstring(to_svg(conflict, party))
    assert len(picture.findall(f"{SVG}circle")) == conflict.size
    assert len([p for p in picture.findall(f"{SVG}path") if p.get("marker-end")]) == count
    tikz = to_tikz(conflict, party)
    drawn = [conflict.party_name(party)] if party else list(conflict.party_names)
    assert tikz.count(r"\node[state]") == conflict.size
    assert tikz.count(r"\draw") == count + len(drawn)
    for name in conflict.party_names:  # who is drawn is told below the picture, and nobody else
        assert (
            (f"{{{name}}};" in tikz)
            == (f">{name}</text>" in to_svg(conflict, party))
            == (name in drawn)
        )


@settings(max_examples=60, deadline=None)
@given(st.one_of(option_form(), graph_form()))
def test_matrices_are_moves_and_improvements(drawn):
    conflict = Conflict.of(conflict_of(drawn))
    for i, (party, found) in enumerate(conflict.matrices().items()):
        assert party == conflict.parties[i]
        assert np.argwhere(found.moves).tolist() == conflict.moves[i].tolist()
        better = [(a, b) for a, b in conflict.moves[i].tolist() if conflict.gains(i, a, b)]
        assert list(map(tuple, np.argwhere(found.gains).tolist())) == better


def test_what_is_not_known_is_no_improvement():
    conflict = examples.load("gisborne")
    for i, found in enumerate(conflict.matrices().values()):
        one, other = conflict.unknown[i].T
        assert not found.better[one, other].any()
        assert not found.better[other, one].any()


def test_every_result_with_rows_is_a_frame():
    pytest.importorskip("pandas")
    elmira = examples.load("elmira")
    way = evolution(elmira, 0)
    assert to_frame(way)["state"].tolist() == [row["state"] for row in way.rows()]
    deal = goodoffices.load(LAPTOP)
    results = [
        elmira.outcomes(),
        elmira.levers("1", most_cost=1),
        elmira.goals(["5", "8"]),
        examples.load("chicken").stress(),
        coalitions(elmira),
        paths(elmira, "8", "1"),
        last_movers(elmira, "1"),
        deal.packages(),
        deal.signing(1),
        contingent(deal, dict.fromkeys(deal.parties, "0.5")),
        alternating_offers(deal, dict.fromkeys(deal.parties, "0.9"), 3),
    ]
    game = CoalitionGame.of("abc", {"a+b": 4, "a+c": 3, "b+c": 2, "a+b+c": 6})
    for found in [*results, game]:
        assert len(to_frame(found)) == len(found.rows()) > 0, found
    ahead = to_frame(solve_nonmyopic(elmira.movement, elmira.ranks, codes=elmira.codes), elmira)
    assert (ahead.shape, list(ahead.columns)) == ((9, 3), list(elmira.parties))
    moves = to_frame(elmira.matrices()["Uniroyal"].moves, elmira)
    assert moves.loc["1", "9"] == 1
    with pytest.raises(UsageError, match="GO415"):
        to_frame(ahead.to_numpy())


@pytest.mark.parametrize("form", ["latex", "tikz", "svg"])
def test_the_command_line_prints_them(tmp_path, form):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(examples.read("elmira")), "utf-8")
    done = CliRunner().invoke(verbs, ["outcomes", str(path), "--paper", form])
    assert done.exit_code == 0
    kind = {"latex": "begin{tabular}", "tikz": "begin{tikzpicture}", "svg": "<svg"}[form]
    assert kind in done.stdout


def test_the_graph_as_a_page_of_its_own_size(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(examples.read("elmira")), "utf-8")
    done = CliRunner().invoke(verbs, ["outcomes", str(path), "--paper", "pdf"])
    (page,) = PdfReader(BytesIO(done.stdout_bytes)).pages
    box = ET.fromstring(to_svg(examples.load("elmira"))).attrib["viewBox"].split()
    assert [float(n) for n in page.mediabox.upper_right] == [float(n) * 0.75 for n in box[2:]]
    assert "Local government" in page.extract_text()


def test_what_nobody_could_read_is_refused():
    data = {
        "decision_makers": {"a": [f"o{k}" for k in range(10)], "b": ["z"]},
        "infeasible": [],
        "preferences": {"a": {"statements": ["z"]}, "b": {"statements": ["z"]}},
    }
    found = Conflict.from_dict(data).outcomes("Nash")
    for refused in (lambda: to_latex(found), lambda: to_svg(found.conflict)):
        with pytest.raises(UsageError, match="GO406"):
            refused()


def test_what_is_too_wide_goes_on_in_a_further_table():
    """Groups are kept whole where one fits a page, and cut where it is wider than one."""
    options = [f"o{k}" for k in range(30)]
    wide = Conflict.from_dict(
        {
            "decision_makers": {"A": options, "B": ["z"]},
            "states": ["N" * 31, "Y" + "N" * 30, "N" * 30 + "Y"],
            "preferences": {"A": [1, 2, 3], "B": [3, 2, 1]},
        }
    )
    shapes = re.findall(r"\{l(c+)\}", to_latex(wide.outcomes("Nash")))
    assert sum(map(len, shapes)) == 31 + 2 + 3
    assert max(map(len, shapes)) * NARROWEST <= LINE
    makers = {f"P{k}": ["a"] for k in range(5)}
    five = Conflict.from_dict(
        {
            "decision_makers": makers,
            "states": ["NNNNN", "YNNNN"],
            "preferences": {maker: [1, 2] for maker in makers},
        }
    )
    stable = to_latex(five.outcomes("all")).split("Who would stay")[1:]
    groups = [re.findall(r"\\multicolumn\{(\d)\}", table) for table in stable]
    assert groups == [["6"] * 3, ["6"] * 2]
