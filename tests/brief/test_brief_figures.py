"""The figures of the brief: what they show is what there is, each by itself and with its table."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from tests.brief import brief_sample as sample

from goodoffices.brief import figures, holding, stategraph, timeline
from goodoffices.brief.compose import Material, compose
from goodoffices.brief.deals import Deals
from goodoffices.brief.evidence import Evidence
from goodoffices.brief.holding import Selection
from goodoffices.conflict.outcomes import outcomes
from goodoffices.evidence.across.positions import positions
from goodoffices.folder.material import write_figures
from goodoffices.look.chronicle import Happened, figure
from goodoffices.look.figures import alone, rules, to_png
from goodoffices.look.sides import sides
from goodoffices.look.standing import Between, between
from goodoffices.packages.result import packages

SIDES = sides([(p.id, p.name) for p in sample.case().parties])


def drawn(markup: object) -> etree._Element:
    return etree.fromstring(str(markup))


def happened(number: int, when: tuple[float, float] | None) -> Happened:
    return Happened(
        name=f"Event {number} of many words that go on and on",
        when=when,
        date="some day",
        together=number % 2 == 0,
        deed=number % 3 == 0,
        ahead=False,
        place=f"c-{number}",
        number=number,
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(1990, 2026), st.floats(0, 2)) | st.none(), min_size=1, max_size=25)
)
def test_every_event_is_a_named_row_in_order_and_inside(reaches: list) -> None:
    rows = [
        happened(n, None if reach is None else (reach[0], reach[0] + reach[1]))
        for n, reach in enumerate(reaches)
    ]
    svg = drawn(figure(rows, "en", "t", "Title", "Told"))
    links = svg.xpath("//*[local-name()='a']")
    assert len(links) == len(rows)
    assert all("Event" in "".join(a.itertext()) for a in links)
    width = float(svg.get("viewBox").split()[2])
    marks = [re.match(r"M([\d.]+) ([\d.-]+)", p.get("d")) for p in svg.xpath("//*[@class='point']")]
    assert all(0 <= float(m[1]) <= width for m in marks if m)
    heights = [float(m[2]) for m in marks if m]
    assert len(heights) == len(rows)
    tops = sorted({round(h / 11) for h in heights})
    assert len(tops) >= len(rows) / 2  # rows stand below each other


def test_one_far_date_does_not_take_the_axis() -> None:
    months = [(2026 + k / 12, 2026 + k / 12 + 0.003) for k in range(8)]
    rows = [happened(n, when) for n, when in enumerate([(2009.0, 2009.003), *months])]
    svg = drawn(figure(rows, "en", "t", "Title", "Told"))
    places = [
        float(re.match(r"M([\d.]+)", p.get("d"))[1]) for p in svg.xpath("//*[@class='point']")
    ]
    assert places == sorted(places)
    assert places[-1] - places[1] > 400  # the eight months have most of the room
    assert svg.xpath("//*[contains(@class,'strong')]")  # and the cut is shown
    labels = [t.text for t in svg.xpath("//*[local-name()='text'][contains(@class,'d s')]")]
    assert any("2009" in label for label in labels)
    assert any("2026" in label and len(label) > 4 for label in labels)  # months


def test_appeals_and_wishes_for_talks_point_to_cooperation() -> None:
    found = sample.dossier()
    for code, up in (("022", True), ("0231", True), ("036", True), (None, True), ("101", False)):
        event = replace(found.events[0], type="REQUEST", cameo=code)
        (row, *_rest) = timeline.rows(
            Evidence(sample.case(), replace(found, events=(event,))), "en"
        )
        assert row.up is up, code
    demand = replace(found.events[0], type="DEMAND", cameo="101")
    (row,) = timeline.rows(Evidence(sample.case(), replace(found, events=(demand,))), "en")
    assert row.up is False


def test_issues_stand_where_each_side_would_like_them() -> None:
    found = figures.between(Deals(packages(sample.case()), SIDES))
    assert found is not None
    assert found.rows == (
        ("The dam", "Shut", "Open", "Shut"),
        ("The toll", "No toll", "No toll", "A toll"),
    )
    svg = drawn(found.figure)
    assert len(svg.xpath("//*[contains(@class,'fill')]")) == 4
    assert len(svg.xpath("//*[@class='ring']")) == 2
    assert svg.xpath("string(//*[local-name()='desc'])").startswith("On 2 of 2 issues")


def test_positions_are_told_over_time_in_their_sides_shapes() -> None:
    found = sample.dossier()
    said = [
        replace(
            found.statements[0], id=f"S-{n}", issues=("dam",), date=f"2025-0{n}-01", spans=spans
        )
        for n, spans in ((1, found.statements[0].spans), (2, found.statements[1].spans))
    ]
    evidence = Evidence(sample.case(), replace(found, statements=tuple(said)))
    told = figures.stances(evidence, SIDES, "en", positions(evidence.dossier))
    if told is not None:  # as far as the words say a stance
        assert all(row[2].startswith("●") for row in told.rows)
    assert figures.stances(evidence, SIDES, "en", ()) is None


def test_the_map_shows_the_ties_that_its_table_has() -> None:
    found = figures.ties(Evidence(sample.case(), sample.dossier()), SIDES)
    assert found is not None
    assert ("Northland", "Southland", "0", "2") in found.rows
    lines = drawn(found.figure).xpath("//*[contains(@class,'tie')]")
    assert len(lines) == sum(row[2] != "0" for row in found.rows) + sum(
        row[3] != "0" for row in found.rows
    )


def test_the_graph_as_a_list_has_the_moves_of_the_graph() -> None:
    selection = Selection(outcomes(sample.case()))
    listed = stategraph.listing(selection, selection.states(), SIDES)
    arrows, _partly = stategraph.arrows(selection)
    assert sum(len(one.onward) for one in listed) == len(arrows)
    assert {one.state.number for one in listed} == set(selection.shown)
    assert all(to.act for one in listed for to in one.onward)
    names = [one.state.name for one in listed]
    assert len(set(names)) == len(names)
    assert not any(one.partly for one in listed)


def test_a_list_whose_moves_are_left_out_does_not_say_that_nobody_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(holding, "LISTABLE", 0)
    case = sample.case()
    tree = lxml_html.document_fromstring(
        compose(Material(case=case, dossier=sample.dossier(), outcomes=outcomes(case)))
    )
    (moves,) = tree.xpath("//ul[@class='moves narrow-only']")
    assert "the moves from here are not drawn" in moves.text_content()
    assert "nobody moves on" not in moves.text_content()


@pytest.fixture(scope="module")
def page() -> str:
    case = sample.case()
    return compose(
        Material(
            case=case, dossier=sample.dossier(), outcomes=outcomes(case), packages=packages(case)
        )
    )


def test_each_figure_stands_alone_as_svg_and_png(page: str) -> None:
    found = figures.every(page)
    assert {"graph", "scatter", "standing", "timeline", "actormap"} <= {name for name, _d in found}
    assert "var(" not in rules()
    for _name, one in found:
        svg = alone(one)
        assert "var(" not in svg
        tree = etree.fromstring(svg)
        assert tree.xpath("//*[local-name()='title']/text()")
        assert not tree.xpath("//@href")
        assert to_png(one).startswith(b"\x89PNG")
        wordless = re.sub(r"<text\b.*?</text>", "", one, flags=re.DOTALL)
        assert len(to_png(one)) > 1.05 * len(to_png(wordless))  # the words are drawn


def test_words_at_the_end_of_a_line_of_levels_stay_within_the_figure() -> None:
    long = "the whole of the eastern and the western bank handed over"
    issue = Between(name="Banks", levels=("none", long, long), today=0, best={})
    drawn = str(between([issue], [], "f", "T", "t"))
    for x, words in re.findall(r'<text x="([\d.]+)"[^>]*class="d s m"[^>]*>([^<]*)</text>', drawn):
        assert float(x) + 3.2 * len(words) <= 720


def test_figures_are_written_as_files(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(
        "case: c\ntitle: C\nparties:\n  a: {name: A, options: {x: Sign it}, prefers: [a.x]}\n"
        "status_quo: []\n",
        "utf-8",
    )
    written = write_figures(tmp_path, tmp_path / "figures")
    assert [p.name for p in written] == ["graph.svg", "graph.png"]
    assert all(path.stat().st_size for path in written)
