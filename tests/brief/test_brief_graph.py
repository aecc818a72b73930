"""What of a conflict is shown, and the state graph as drawn."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from tests.brief import brief_sample as sample

from goodoffices.brief import holding, stategraph
from goodoffices.brief.holding import Selection, moves
from goodoffices.case.nouns import Case, Option, Party
from goodoffices.conflict.model import Conflict
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.look.sides import SHAPES, glyph, sides

REFERENCE = Path(__file__).parents[1] / "reference" / "conflicts"


def elmira() -> Outcomes:
    return outcomes(
        Conflict.from_dict(json.loads((REFERENCE / "elmira.json").read_text("utf-8")), "elmira")
    )


def large(options: int = 3) -> Outcomes:
    """A conflict of 2^(2n) states: each side wants its own options and not the other's."""

    def party(own: str, other: str) -> Party:
        acts = tuple(
            Option(id=f"{own}.o{k}", party=own, text=f"act {k} of {own}") for k in range(options)
        )
        wishes = [f"not {other}.o{k}" for k in range(options)]
        wishes += [f"{own}.o{k}" for k in range(options)]
        return Party(id=own, name=own.upper(), options=acts, prefers=sample.prefers(*wishes))

    return outcomes(
        Case(
            id="big",
            title="Big",
            parties=(party("a", "b"), party("b", "a")),
            status_quo=frozenset(),
        )
    )


def drawn(found: Outcomes) -> tuple[etree._Element, Selection, bool]:
    selection = Selection(found)
    conflict = found.conflict
    names = sides(list(zip(conflict.parties, conflict.party_names, strict=True)))
    svg, partly = stategraph.figure(selection, selection.states(), names)
    return etree.fromstring(str(svg)), selection, partly


def test_a_small_conflict_is_drawn_whole() -> None:
    svg, selection, _partly = drawn(elmira())
    assert selection.left_out == 0
    links = svg.xpath("//a/@href")
    assert sorted(links) == sorted(f"#s-{n}" for n in range(1, 10))


def test_nodes_have_words_and_the_graph_a_title_a_description_and_a_role() -> None:
    svg, _selection, _partly = drawn(elmira())
    assert svg.get("role") == "graphics-document"
    names = svg.get("aria-labelledby", "").split()
    assert [svg.xpath(f"string(//*[@id='{n}'])") != "" for n in names] == [True, True]
    assert all(a.findtext("title") for a in svg.iter("a"))


def test_an_outcome_without_a_name_is_drawn_with_what_its_options_say() -> None:
    svg, _selection, _partly = drawn(large(1))
    lines = svg.xpath("//text[@class='name']/text()")
    assert any(line.endswith("+act 0 of a") for line in lines)
    assert not any("o0" in line for line in lines)


def test_what_holds_in_every_sense_is_ringed_twice() -> None:
    found = elmira()
    svg, _selection, _partly = drawn(found)
    ringed = {a.get("href") for a in svg.iter("a") if "holds" in a.get("class", "")}
    strong = [i for i in range(9) if all(e[i] for e in found.equilibria.values())]
    assert ringed == {f"#s-{i + 1}" for i in strong}
    assert ringed


def test_arrows_are_the_conflict_s_own_moves_thick_where_the_mover_gains() -> None:
    found = elmira()
    selection = Selection(found)
    kept, partly = stategraph.arrows(selection)
    assert not partly
    conflict = found.conflict
    listed = {(p, int(a), int(b)) for p, m in enumerate(conflict.moves) for a, b in m}
    assert {(k.party, k.source, k.target) for k in kept} <= listed
    for party, source, target in listed:
        gain = conflict.ranks[party][target] < conflict.ranks[party][source]
        here = [k for k in kept if (k.party, k.source, k.target) == (party, source, target)]
        back = [k for k in kept if (k.party, k.source, k.target) == (party, target, source)]
        assert [k.gain for k in here] == [gain] if here else (not gain and back[0].gain)


def test_every_mover_has_its_own_shape_and_colour() -> None:
    svg, _selection, _partly = drawn(elmira())
    looks = {g.get("class", "").split()[1] for g in svg.iter("g") if "move" in g.get("class", "")}
    assert looks == {"p0", "p1", "p2"}
    assert len({str(glyph(shape, 0, 0, 5)) for shape in SHAPES}) == len(SHAPES)


def test_nodes_do_not_overlap() -> None:
    for found in (elmira(), large()):
        svg, _selection, _partly = drawn(found)
        boxes = [
            tuple(float(r.get(k, "")) for k in ("x", "y", "width", "height"))
            for r in svg.iter("rect")
            if r.get("class") == "box"
        ]
        for i, (x, y, w, h) in enumerate(boxes):
            for u, v, _w, _h in boxes[:i]:
                assert abs(x - u) >= w or abs(y - v) >= h


def test_of_a_large_conflict_the_part_that_matters_is_shown_and_the_rest_counted() -> None:
    found = large()
    svg, selection, _partly = drawn(found)
    assert len(selection.shown) <= holding.SHOWN < found.conflict.size
    assert selection.left_out == found.conflict.size - len(selection.shown)
    assert found.conflict.status_quo in selection.shown
    strong = [i for i in range(64) if all(e[i] for e in found.equilibria.values())]
    assert set(strong) <= set(selection.shown)
    listed = {(s.source, s.target) for s in moves(found.conflict, range(64))}
    assert selection.ways
    assert all(pair in listed for way in selection.ways for pair in pairwise(way))
    assert len(svg.findall(".//a")) == len(selection.shown)


@pytest.mark.parametrize("options", [6, 9])
def test_a_conflict_of_thousands_of_states_is_still_one_page(options: int) -> None:
    _svg, selection, _partly = drawn(large(options))
    assert 1 < len(selection.shown) <= holding.SHOWN


def test_every_cell_of_the_table_has_its_reason() -> None:
    found = elmira()
    for state in Selection(found).states():
        for party, reasons in state.reasons.items():
            told = [c for reason in reasons for c in reason.concepts]
            assert told == list(found.stable)
            stays = {c for reason in reasons if reason.stable for c in reason.concepts}
            assert stays == set(state.stable[party])
            assert all(reason.text for reason in reasons)
