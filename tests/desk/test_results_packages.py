"""Packages on the desk: what is tried is weighed as the room weighs it, of two parties or more."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.packages import trades
from goodoffices.packages.result import packages

TRIED = "i.nuclear=capped&i.proxies=unchanged&i.sanctions=phased"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("packages") / "demo"
    shipped_case(folder)
    with served(folder) as one:
        yield one


def test_what_is_tried_is_weighed_as_the_room_weighs_it(desk: ServedDesk) -> None:
    found = packages(casefile.load(desk.bench.folder))
    choices = {"nuclear": "capped", "proxies": "unchanged", "sanctions": "phased"}
    told = json.loads(desk.get(f"/packages.json?{TRIED}").text)["tried"]
    assert told["package"] == choices
    assert told["worths"] == {
        party: float(found.negotiation.worth(party, choices)) for party in found.negotiation.parties
    }
    better = trades.improvements(found.negotiation, choices)
    assert told["betters"] == [
        {"change": dict(m.changes), "gains": [float(g) for g in m.gains]} for m in better
    ]
    page = html.unescape(desk.get(f"/packages?{TRIED}").text)
    assert "All could sign it; 2 changes better it at no cost" in page
    assert "71.25" in page
    assert "49" in page


def test_trying_what_betters_it_never_worsens_anybody(desk: ServedDesk) -> None:
    address, worths = (
        f"/packages?{TRIED}",
        json.loads(desk.get(f"/packages.json?{TRIED}").text)["tried"]["worths"],
    )
    for _step in range(10):
        links = re.findall(r'href="/packages\?([^"#]+)#weighed"', desk.get(address).text)
        if not links:
            break
        query = html.unescape(links[0])
        now = json.loads(desk.get(f"/packages.json?{query}").text)["tried"]["worths"]
        assert all(now[party] >= worths[party] for party in worths)
        assert now != worths
        address, worths = f"/packages?{query}", now
    assert "it is efficient" in desk.get(address).text


def test_what_nobody_would_sign_says_who_leaves_and_what_would_help(desk: ServedDesk) -> None:
    page = html.unescape(desk.get("/packages?i.nuclear=none&i.proxies=ended&i.sanctions=kept").text)
    assert "It could not be signed: Iran would rather leave" in page
    assert "United States gives up" in page or "accepts at no cost" in page


def test_an_address_that_means_nothing_is_answered_with_a_start(desk: ServedDesk) -> None:
    for query in ("i.nuclear=zz", "i.zz=1", "i.nuclear=", "nuclear=none"):
        told = json.loads(desk.get(f"/packages.json?{query}").text)["tried"]["package"]
        assert told == {"nuclear": "capped", "proxies": "restrained", "sanctions": "phased"}


def test_the_picture_is_taken_out_with_what_is_tried(desk: ServedDesk) -> None:
    svg = desk.get(f"/packages/picture.svg?{TRIED}").text
    assert "yours" in svg
    rows = list(csv.reader(io.StringIO(desk.get(f"/packages/picture.csv?{TRIED}").text)))
    assert ["71.25", "49.0"] in [[row[2], row[1]] for row in rows] or ["49.0", "71.25"] in [
        row[1:3] for row in rows
    ]
    assert desk.get(f"/packages/picture.png?{TRIED}&pair=7").headers["content-type"] == "image/png"


THREE = """\
case: c
title: "{bad}"
parties:
  a: {{name: "{bad}", worth: {{judged: X, walk_away: 20, issues: {{land: {{weight: 0.5, values: {{n: 0, m: 60, s: 100}}}}, sea: {{weight: 0.5, values: {{o: 0, c: 100}}}}}}}}}}
  b: {{name: B, worth: {{judged: X, walk_away: 20, issues: {{land: {{weight: 0.3, values: {{n: 100, m: 70, s: 0}}}}, sea: {{weight: 0.7, values: {{o: 100, c: 10}}}}}}}}}}
  d: {{name: D, worth: {{judged: X, walk_away: 10, red_lines: [{{when: {{land: s, sea: c}}, judged: X}}], issues: {{land: {{weight: 0.6, values: {{n: 20, m: 100, s: 0}}}}, sea: {{weight: 0.4, values: {{o: 50, c: 60}}}}}}}}}}
issues:
  land: {{name: "{bad}", today: n, values: {{n: North, m: Middle, s: "{bad}"}}}}
  sea: {{name: Sea, today: o, values: {{o: Open, c: Closed}}}}
"""  # noqa: E501

BAD = "<svg onload=alert(1)>"


@pytest.fixture
def three(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    (folder / "case.yaml").write_text(THREE.format(bad=BAD), "utf-8")
    return folder


def test_three_parties_have_a_picture_for_each_two_and_names_stay_words(three: Path) -> None:
    with served(three) as desk:
        page = desk.get("/packages").text
        assert page.count('class="scatter"') == 3
        assert "<svg onload" not in page
        assert "&lt;svg onload" in page
        pictures = {desk.get(f"/packages/picture.svg?pair={k}").text for k in range(3)}
        assert len(pictures) == 3
        assert not any("<svg onload" in one for one in pictures)
        told = json.loads(desk.get("/packages.json?i.land=s&i.sea=c").text)["tried"]
        assert "d" in told["refusing"]
        assert "red line" in desk.get("/packages?i.land=s&i.sea=c").text
        found = packages(casefile.load(three))
        assert found.negotiation.worth("a", {"land": "s", "sea": "c"}) == Fraction(100)


def test_a_case_without_worths_says_what_is_missing(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    with served(folder) as desk:
        assert "It cannot be told yet" in desk.get("/packages").text
        assert json.loads(desk.get("/packages.json").text) == {}
        for form in ("svg", "png", "csv"):
            assert desk.get(f"/packages/picture.{form}").status == 404


def test_the_forms_of_the_page_send_what_they_show(desk: ServedDesk) -> None:
    page = desk.get(f"/packages?{TRIED}").text
    checked = re.findall(r'name="(i\.\w+)" value="(\w+)" checked', page)
    assert dict(checked) == dict(parse_qsl(TRIED))
