"""Levers and stress on the desk: as the rooms compute them, counted beside, stopped, kept."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case
from tests.desk.test_results_outcomes import HOSTILE, ORDERS

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.conflict.levers.levers import levers
from goodoffices.conflict.outcomes import outcomes
from goodoffices.conflict.stress.stress import Ask, stress


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("levers") / "demo"
    shipped_case(folder)
    with served(folder) as one:
        yield one


def waited(desk: ServedDesk, address: str) -> str:
    """Wait until a piece of work has ended; return its state."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        told = json.loads(desk.get(f"{address}.json").text)
        if told["state"] not in ("running", "stopping"):
            return str(told["state"])
        time.sleep(0.02)
    raise AssertionError(address)


def test_levers_say_what_the_search_finds(desk: ServedDesk) -> None:
    case = casefile.load(desk.bench.folder)
    found = levers(outcomes(case).conflict, "S68", terms=case.levers, most_cost=2)
    told = json.loads(desk.get("/levers.json?to=S68&cost=2").text)
    assert told["profiles_tried"] == found.tried
    assert [c["text"] for c in told["conditions"]]
    page = html.unescape(desk.get("/levers?to=S68&cost=2").text)
    for row in found.rows():
        for change in row["changes"]:
            assert change in page
    assert "it holds already" in desk.get("/levers?to=S90").text


def test_a_long_search_is_begun_followed_and_kept(desk: ServedDesk) -> None:
    asked = {"to": "S74", "concept": "SEQ", "cost": "4"}
    assert "Look for it" in desk.get("/levers?to=S74&cost=4").text
    assert json.loads(desk.get("/levers.json?to=S74&cost=4").text) == {"looked": False}
    begun = desk.post("/levers", asked).headers["location"]
    assert begun.startswith("/progress/")
    assert waited(desk, begun) == "done"
    page = desk.get("/levers?to=S74&concept=SEQ&cost=4").text
    assert "Look for it" not in page
    assert "At a cost of" in page
    assert desk.post("/levers", asked).headers["location"].startswith("/levers?")  # kept


def test_levers_of_nothing_say_so(desk: ServedDesk) -> None:
    assert 'role="alert"' in desk.get("/levers?to=nowhere").text
    assert desk.post("/levers", {"to": "nowhere", "cost": "4"}).status == 400
    assert desk.post("/levers", {"to": "", "cost": "4"}).status == 303


def test_stress_counts_beside_the_pages_and_says_how(desk: ServedDesk) -> None:
    asked = {"n": "300", "seed": "3", "concept": "SEQ", "doubt": "judged"}
    address = "/stress?n=300&seed=3&concept=SEQ&doubt=judged"
    assert json.loads(desk.get("/stress.json?n=300&seed=3").text) == {"counted": False}
    assert desk.get("/stress/shares.svg?n=300&seed=3").status == 404
    assert waited(desk, desk.post("/stress", asked).headers["location"]) == "done"
    case = casefile.load(desk.bench.folder)
    found = stress(outcomes(case).conflict, Ask(n=300, seed=3, concepts=("SEQ",)))
    told = json.loads(desk.get(address.replace("/stress?", "/stress.json?")).text)
    assert told["counted"]
    assert told["outcomes"] == json.loads(json.dumps(found.to_dict()))["outcomes"]
    page = html.unescape(desk.get(address).text)
    assert "seed 3" in page
    for state in found.shown("SEQ")[:3]:
        assert str(found.share(state, "SEQ")) in page
    assert found.matters_most(found.shown("SEQ")[0], "SEQ") in page
    assert "yours" not in page
    assert desk.get("/stress/shares.svg?n=300&seed=3").text.startswith("<svg")
    assert desk.get("/stress/shares.png?n=300&seed=3").headers["content-type"] == "image/png"


def test_stress_is_stopped_and_nothing_of_it_is_kept(desk: ServedDesk) -> None:
    asked = {"n": "90000", "seed": "5"}
    begun = desk.post("/stress", asked).headers["location"]
    desk.post(f"{begun}/stop")
    assert waited(desk, begun) == "stopped"
    assert json.loads(desk.get("/stress.json?n=90000&seed=5").text) == {"counted": False}


def test_numbers_out_of_bounds_are_brought_within(desk: ServedDesk) -> None:
    page = desk.get("/stress?n=999999999&seed=-3&concept=zz&doubt=zz").text
    assert re.search(r'name="n"[^>]*value="100000"', page)
    assert re.search(r'name="seed"[^>]*value="7"', page)


def test_hostile_names_stay_words_in_levers_and_stress(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    order = "prefers: [not iran.build, us.press]"
    (folder / "case.yaml").write_text(ORDERS.format(hostile=HOSTILE, order=order), "utf-8")
    with served(folder) as desk:
        begun = desk.post("/stress", {"n": "50", "seed": "1"}).headers["location"]
        assert waited(desk, begun) == "done"
        label = json.loads(desk.get("/outcomes.json").text)[-1]["label"]
        for path in ("/stress?n=50&seed=1", f"/levers?to={label}", begun, "/progress"):
            text = desk.get(path).text
            assert "<img" not in text, path
        assert "<img" not in desk.get("/stress/shares.svg?n=50&seed=1").text


def test_a_case_without_preferences_has_no_levers_and_nothing_to_count(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    with served(folder) as desk:
        assert "It cannot be told yet" in desk.get("/levers").text
        assert "It cannot be told yet" in desk.get("/stress").text
        assert desk.post("/stress", {}).status == 400
