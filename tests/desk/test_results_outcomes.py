"""The outcomes on the desk: as the rooms compute them, with another preference, taken out."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.case import file as casefile
from goodoffices.case.nouns import Case
from goodoffices.conflict.outcomes import outcomes
from goodoffices.desk.effects import ChangedOutcome, effect
from goodoffices.desk.results import whatif


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("results") / "demo"
    shipped_case(folder)
    with served(folder) as one:
        yield one


@pytest.fixture(scope="module")
def case(desk: ServedDesk) -> Case:
    return casefile.load(desk.bench.folder)


def test_the_table_is_what_the_conflict_says(desk: ServedDesk, case: Case) -> None:
    found = outcomes(case)
    rows = json.loads(desk.get("/outcomes.json?which=all").text)
    assert len(rows) == found.conflict.size
    for row in rows:
        own = found.row(found.conflict.state(row["label"]))
        assert row["holds"] == own["equilibrium"]
        assert row["stable"] == own["stable"]
    held = json.loads(desk.get("/outcomes.json?which=held").text)
    assert {r["label"] for r in held} == {r["label"] for r in rows if r["holds"]}


def test_the_csv_has_every_outcome_with_its_options(desk: ServedDesk, case: Case) -> None:
    text = desk.get("/outcomes.csv?which=all").text.removeprefix("\ufeff")
    head, *rows = list(csv.reader(io.StringIO(text)))
    found = outcomes(case)
    assert len(rows) == found.conflict.size
    options = [option.id for option in found.conflict.options]
    assert head[2 : 2 + len(options)] == options
    assert ["".join(r[2 : 2 + len(options)]) for r in rows] == [
        found.conflict.pattern(s) for s in range(found.conflict.size)
    ]


def test_each_cell_leads_to_its_reason_and_the_reason_to_its_evidence(desk: ServedDesk) -> None:
    page = desk.get("/outcomes").text
    cells = re.findall(r'href="(/outcomes/S\d+)#(why-\d)"', page)
    assert cells
    address, place = cells[-1]
    reason = desk.get(address).text
    assert f'id="{place}"' in reason
    claims = re.findall(r'href="(/claims/[^"]+)"', desk.get("/outcomes/S90").text)
    assert claims
    assert desk.get(claims[0]).status == 200
    plain = json.loads(desk.get("/outcomes/S90.json").text)
    for told in plain["reasons"]:
        assert html.escape(told["text"], quote=False)[:40] in html.unescape(
            desk.get("/outcomes/S90").text
        ) or told["text"][:40] in html.unescape(desk.get("/outcomes/S90").text)


def test_a_concept_is_chosen(desk: ServedDesk, case: Case) -> None:
    rows = json.loads(desk.get("/outcomes.json?concept=Nash&which=held").text)
    assert {r["label"] for r in rows} == {
        outcomes(case).conflict.label(s) for s in outcomes(case).holding("Nash")
    }
    assert desk.get("/outcomes?concept=nothing").status == 200


def test_what_if_changes_the_page_and_nothing_else(desk: ServedDesk, case: Case) -> None:
    before = (desk.bench.folder / "case.yaml").read_bytes()
    page = html.unescape(desk.get("/outcomes?judgement=us:4&way=drop").text)
    changed = whatif.changed(case, whatif.WhatIf("us", 4, "drop"))
    did = effect(outcomes(case), outcomes(changed))
    assert did.changed
    assert all(one.name in page for one in (*did.gone, *did.new))
    assert "as it would be" in page
    assert (desk.bench.folder / "case.yaml").read_bytes() == before
    every = json.loads(desk.get("/outcomes.json?judgement=us:4&way=drop&which=held").text)
    told = {one.label: list(one.now) for one in (*did.still, *did.new)}
    assert {r["label"]: r["holds"] for r in every} == told
    back = effect(outcomes(changed), outcomes(case))
    assert (back.gone, back.new) == (flipped(did.new), flipped(did.gone))
    assert (back.changed, back.counts) == (did.changed, did.counts[::-1])
    assert not effect(outcomes(case), outcomes(case)).changed


def flipped(rows: tuple[ChangedOutcome, ...]) -> tuple[ChangedOutcome, ...]:
    return tuple(replace(one, was=one.now, now=one.was) for one in rows)


def test_a_change_that_cannot_be_made_is_told_beside_the_choice(desk: ServedDesk) -> None:
    for query in ("judgement=us:0&way=up", "judgement=us:99&way=drop", "judgement=xx:0&way=drop"):
        found = desk.get(f"/outcomes?{query}")
        assert found.status == 200
        assert 'role="alert"' in found.text
    assert 'role="alert"' not in desk.get("/outcomes?judgement=us&way=zz").text


def test_the_graph_is_taken_out_as_it_is_shown(desk: ServedDesk) -> None:
    svg = desk.get("/outcomes/graph.svg")
    assert svg.headers["content-disposition"].startswith("attachment")
    assert svg.text.startswith("<svg")
    assert "<a " not in svg.text
    assert desk.get("/outcomes/graph.png").headers["content-type"] == "image/png"
    moves = desk.get("/outcomes/graph.csv").text
    assert "Limits for relief, mediated" in moves
    page = desk.get("/outcomes").text
    assert page.count('class="state') >= 7
    assert 'href="/outcomes/S90"' in page


def test_the_way_from_today_is_the_one_that_evolution_finds(desk: ServedDesk, case: Case) -> None:
    from goodoffices.conflict.evolution import evolution

    conflict = outcomes(case).conflict
    page = html.unescape(desk.get("/outcomes/S90").text)
    path = evolution(conflict).path("S90")
    assert path
    steps = re.search(r'class="path">(.*?)</ol>', page, re.DOTALL)
    assert steps
    assert steps[1].count("<li>") == len(path)
    assert "cannot be reached if everyone moves only to its gain" in page


HOSTILE = "<img src=x onerror=alert(1)>"

ORDERS = """\
case: c
title: "{hostile}"
parties:
  us:
    name: "{hostile}"
    options: {{press: "{hostile}", ease: Ease}}
    {order}
  iran:
    name: Iran
    options: {{build: Build}}
    prefers: [not us.press, iran.build]
status_quo: [us.press]
outcomes: {{"{hostile}": [iran.build]}}
"""

WAYS = {
    "weights": ("weights: {us.press: 3, iran.build: -5}", ("tie", "drop", "opposite")),
    "ranking": (
        "ranking: ['iran.build and us.press', 'not iran.build', rest]",
        ("up", "tie", "down"),
    ),
    "pairs": (
        (
            "pairs: [{better: us.press and us.ease, than: us.press and not us.ease}, "
            "{better: iran.build and not us.press, than: not iran.build and not us.press}]"
        ),
        ("tie", "drop", "opposite"),
    ),
}


def test_hostile_names_stay_words_on_every_page_of_outcomes(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    order = "prefers: [not iran.build, us.press]"
    (folder / "case.yaml").write_text(ORDERS.format(hostile=HOSTILE, order=order), "utf-8")
    with served(folder) as desk:
        label = json.loads(desk.get("/outcomes.json").text)[0]["label"]
        for path in ("/outcomes", "/outcomes?judgement=us:1&way=up", f"/outcomes/{label}"):
            text = desk.get(path).text
            assert "<img" not in text, path
            assert "&lt;img" in text, path
        assert "<img" not in desk.get("/outcomes/graph.svg").text


def test_a_case_without_preferences_says_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    with served(folder) as desk:
        assert "It cannot be told yet" in desk.get("/outcomes").text
        assert json.loads(desk.get("/outcomes.json").text) == []
        for path in ("/outcomes/S1", "/outcomes/graph.svg", "/outcomes.csv", "/outcomes/S1.csv"):
            assert desk.get(path).status == 404, path


@pytest.mark.parametrize("kind", WAYS)
def test_each_way_of_ordering_can_be_looked_at_otherwise(tmp_path: Path, kind: str) -> None:
    order, ways = WAYS[kind]
    path = tmp_path / "case.yaml"
    path.write_text(ORDERS.format(hostile="X", order=order), "utf-8")
    case = casefile.load(path)
    conflict = outcomes(case).conflict
    (party,) = [p for p in case.parties if p.id == "us"]
    told = whatif.judgements(party, conflict)
    assert set(ways) <= {way for one in told for way in one.ways}
    for number, one in enumerate(told):
        for way in one.ways:
            changed = whatif.changed(case, whatif.WhatIf("us", number, way))
            assert changed != case, (number, way)
            outcomes(changed)


@settings(deadline=None)
@given(
    st.integers(-2, 8),
    st.sampled_from(whatif.WAYS),
    st.sampled_from(["us", "iran", "russia", "no"]),
)
def test_a_change_is_made_or_refused_and_moves_undo_each_other(
    number: int, way: whatif.Way, party: str
) -> None:
    case = goodoffices_case()
    what = whatif.WhatIf(party, number, way)
    own = case.party(party)
    known = whatif.judgements(own, outcomes(case).conflict) if own else []
    if not (0 <= number < len(known) and way in known[number].ways):
        with pytest.raises(UsageError, match="GO382"):
            whatif.changed(case, what)
        return
    changed = whatif.changed(case, what)
    assert changed != case
    if way in ("up", "down"):
        back = whatif.WhatIf(party, number + (1 if way == "down" else -1), other(way))
        assert whatif.changed(changed, back) == case


def other(way: str) -> whatif.Way:
    return "down" if way == "up" else "up"


_CASE: list[Case] = []


def goodoffices_case() -> Case:
    if not _CASE:
        from importlib.resources import files

        text = files("goodoffices").joinpath("demo", "case.yaml").read_text("utf-8")
        from goodoffices.case.file import CaseFile

        _CASE.append(CaseFile("case.yaml", text.encode()).case)
    return _CASE[0]


def large(folder: Path, each: int) -> None:
    """A case of four parties with so many options each, all outcomes possible."""
    goodoffices.new(folder, "T")
    lines = ["case: big", "title: Big", "parties:"]
    for p in range(4):
        others = [f"p{(p + k) % 4}.o{k % each} if p{p}.o{(k + 1) % each}" for k in range(each)]
        prefers = [f"p{p}.o0", f"not p{(p + 1) % 4}.o0", *others]
        options = ", ".join(f"o{o}: Act {o} of {p}" for o in range(each))
        lines.append(f"  p{p}: {{name: Party {p}, options: {{{options}}}, prefers: {prefers}}}")
    text = "\n".join([*lines, "status_quo: []\n"])
    (folder / "case.yaml").write_text(text, "utf-8")


SHOWN = (
    "/outcomes",
    "/outcomes?which=all&page=2",
    "/outcomes?which=all&page=700",
    "/outcomes/S1",
    "/outcomes?judgement=p0:1&way=drop",
)


def shown_in(desk: ServedDesk) -> dict[str, float]:
    """Return the CPU time of each page, the less of two, after what is computed once."""
    spent: dict[str, float] = {}
    for path in SHOWN * 2:
        before = time.process_time()
        found = desk.get(path)
        spent[path] = min(time.process_time() - before, spent.get(path, 1e9))
        assert found.status == 200
        assert len(found.text.encode()) < 300_000
    return spent


@pytest.mark.no_cover
def test_a_conflict_of_many_outcomes_is_shown_in_parts_and_in_time(tmp_path: Path) -> None:
    """65,536 outcomes beside 256: a few times the cost of a page, not hundreds."""
    small, folder = tmp_path / "small", tmp_path / "case"
    large(small, 2)
    large(folder, 4)
    with served(small) as desk:
        few = shown_in(desk)
    with served(folder) as desk:
        many = shown_in(desk)
        assert {path for path in SHOWN if many[path] > 10 * few[path]} == set()
        page = desk.get("/outcomes?which=all&page=700").text
        assert "Page 700 of 1,311" in page
        assert page.count('<tr id="s-') == 50
        assert "reasons" not in json.loads(desk.get("/outcomes/S1.json").text)
        links = re.findall(r'href="(/outcomes/S1\?whose=p0[^"#]*)', desk.get("/outcomes/S1").text)
        assert "moves" in desk.get(html.unescape(links[0])).text
