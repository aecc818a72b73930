"""The package picture: exact numbers, and a figure fit for the page."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree
from tests.brief import brief_sample as sample

from goodoffices import brief
from goodoffices.brief import scatter
from goodoffices.brief.deals import LISTED, MARKED, Deals, number
from goodoffices.case.nouns import Basis, CaseIssue, Range, RedLine
from goodoffices.look.scatter import COLOURS
from goodoffices.look.sides import sides
from goodoffices.packages.forms.json import from_dict
from goodoffices.packages.result import packages

REFERENCE = Path(__file__).parents[1] / "reference" / "negotiations"


def deals(found: object = None) -> Deals:
    result = packages(found or sample.case())  # type: ignore[arg-type]
    negotiation = result.negotiation
    return Deals(
        result, sides(list(zip(negotiation.parties, negotiation.party_names, strict=True)))
    )


def published(name: str) -> Deals:
    return deals(from_dict(json.loads((REFERENCE / name).read_text("utf-8")), name))


def test_a_rounded_worth_has_its_fraction_beside_it() -> None:
    assert number(Fraction(1, 3)).exact == "1/3"
    assert (number(Fraction(5, 2)).shown, number(Fraction(5, 2)).exact) == ("2.5", None)


@pytest.mark.parametrize("name", ["laptop.json", "england_zimbabwe.json", "itex_cypress.json"])
def test_the_table_holds_the_efficient_packages_and_every_named_solution(name: str) -> None:
    shown = published(name)
    rows = {deal.point for deal in shown.efficient()}
    assert rows <= {s.utilities for s in shown.packages.pareto}
    for _name, ties in shown.solutions:
        assert {s.utilities for s in ties} <= rows
    assert len(rows) == min(LISTED, len(shown.packages.zone)) or len(rows) >= LISTED


def test_a_package_of_the_case_says_what_it_lacks() -> None:
    case = sample.case()
    worse = replace(case.packages[0], id="w", name="Worse", choices={"dam": "shut", "toll": "none"})
    today, swap, told = deals(replace(case, packages=(case.packages[0], worse))).named()
    assert today.marks == ("Today",)
    assert swap.starred
    assert swap.note == "efficient"
    assert told.note == "not efficient: another package gives one side more and none less"


def test_bars_are_as_long_as_what_is_at_stake() -> None:
    dam, _toll = deals().bars()
    north = dam.bars[0]
    stake = Fraction(60) / (60 + 10 - Fraction(1, 3))
    assert north.share == f"{round(stake * 100)} % of its stake"
    svg = etree.fromstring(str(north.figure))
    assert float(svg.find("rect").get("width")) == pytest.approx(8 + 292 * float(stake), abs=0.1)
    assert "Shut 0; Open 60" in svg.get("aria-label", "")


@pytest.mark.parametrize("name", ["laptop.json", "itex_cypress.json", "nice_or_die.json"])
def test_the_scatter_is_plain_svg_with_named_colours(name: str) -> None:
    drawn = str(scatter.figure(published(name)))
    tree = etree.fromstring(drawn)
    assert not tree.xpath("//@style | //style | //metadata | //script | //image")
    colours = set(tree.xpath("//@fill | //@stroke"))
    assert colours <= {"none", *COLOURS.values()}
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.xpath("//@href")} <= set(ids)
    assert tree.xpath("//text")


def test_the_scatter_labels_today_the_walk_aways_and_the_solutions() -> None:
    said = " ".join(etree.fromstring(str(scatter.figure(deals()))).itertext())
    for words in (
        "Today",
        "The swap",
        "Nash",
        "Northland walks away below this",
        "Southland walks away below this",
        "worth to Northland",
    ):
        assert words in said


def test_the_scatter_is_the_same_each_time() -> None:
    assert str(scatter.figure(deals())) == str(scatter.figure(deals()))


@pytest.mark.parametrize(
    "name", ["$\\frac{1}{0}$", "نام", "名前", "a\nb", "<b>&amp;</b>", "x" * 200]
)
def test_any_name_can_be_drawn(name: str) -> None:
    case = sample.case()
    north, south = case.parties
    spoilt = replace(case, parties=(replace(north, name=name), south))
    assert etree.fromstring(str(scatter.figure(deals(spoilt)))).xpath("//text")


def test_of_three_parties_each_pair_has_a_picture_of_its_own() -> None:
    shown = published("triangular_fight_3p.json")
    assert scatter.figure(shown) is None
    drawn = [etree.fromstring(str(figure)) for figure in scatter.figures(shown)]
    names = list(shown.negotiation.party_names)
    titles = [figure.findtext("title") for figure in drawn]
    pairs = list(combinations(names, 2))
    assert titles == [f"What each package is worth to {a} and {b}" for a, b in pairs]
    ids = [element.get("id") for figure in drawn for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for (first, second), figure in zip(pairs, drawn, strict=True):
        said = " ".join(figure.itertext())
        assert f"worth to {first} →" in said
        assert f"worth to {second} →" in said


def test_very_many_parties_have_no_picture_and_the_page_says_so() -> None:
    shown = published("triangular_fight_3p.json")
    one = shown.negotiation
    crowd = replace(
        one,
        parties=(*one.parties, "d", "e"),
        party_names=(*one.party_names, "D", "E"),
        worths={**one.worths, "d": one.worths[one.parties[0]], "e": one.worths[one.parties[1]]},
    )
    assert scatter.figures(deals(crowd)) == ()
    assert (
        len(
            scatter.figures(
                deals(replace(crowd, parties=crowd.parties[:4], party_names=crowd.party_names[:4]))
            )
        )
        == 6
    )


def test_without_a_zone_the_efficient_packages_that_fall_short_are_shown() -> None:
    case = sample.case()
    north, south = case.parties
    assert north.worth is not None
    proud = replace(north, worth=replace(north.worth, walk_away=Fraction(1000)))
    shown = deals(replace(case, parties=(proud, south)))
    assert not shown.possible
    assert all(deal.worths[0].below for deal in shown.efficient())
    assert scatter.figure(shown) is not None


def test_a_range_red_lines_and_bounds_are_told() -> None:
    case = sample.case()
    north, south = case.parties
    assert north.worth is not None
    assert south.worth is not None
    days = CaseIssue(
        id="days", name="Days", today="3", range=Range(Fraction(0), Fraction(90), Fraction(1), "d")
    )
    curve = ((Fraction(0), Fraction(0)), (Fraction(90), Fraction(9)))
    line = RedLine({"dam": "shut"}, Basis(judged="AK", reason="never again"))
    wide = [
        replace(
            p,
            worth=replace(
                p.worth,
                weights={**p.worth.weights, "days": Fraction(1)},
                curves={"days": curve},
                red_lines=lines,
                intervals=bounds,
            ),
        )
        for p, lines, bounds in (
            (north, (line,), {("walk_away",): (Fraction(10), Fraction(30))}),
            (south, (), {}),
        )
    ]
    spoilt = replace(case, parties=tuple(wide), issues=(*case.issues, days), packages=())
    shown = deals(spoilt)
    assert [(s.name, text) for s, _line, text in shown.red_lines] == [
        ("Northland", "The dam: Shut")
    ]
    bar = shown.bars()[-1]
    assert (bar.of, len(bar.values)) == (91, MARKED)
    page = brief.page(spoilt, sample.dossier(), None, shown.packages)
    for words in (
        "0 to 90 d, in steps of 1",
        "today: 3",
        "never again",
        "their middles are used",
        f"{MARKED} of 91 values are shown",
    ):
        assert words in page
