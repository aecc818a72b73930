"""Reports are neither witnesses nor events, wherever they are counted."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from lxml import html as lxml_html
from tests.evidence.made_dossiers import Page

import goodoffices
from goodoffices.brief.compose import Material, compose
from goodoffices.case.nouns import Case
from goodoffices.cli.main import verbs
from goodoffices.cli.terminal import counts, dossier_summary
from goodoffices.evidence.across.positions import positions
from goodoffices.evidence.across.witnesses import Witnesses, witnesses
from goodoffices.evidence.claims import Dossier, merge
from goodoffices.evidence.export import coded, network
from goodoffices.evidence.export import rows as tables
from goodoffices.evidence.schema import dossier_schema
from goodoffices.evidence.store import DossierStore
from goodoffices.evidence.words import tally
from goodoffices.folder.proposals.shown import MOST_EVIDENCE
from goodoffices.folder.proposals.sides import Candidates
from goodoffices.read.many.origins import OriginCount
from goodoffices.read.many.run import CorpusSummary

RAIN = " Rain closed the northern road for two days and lorries with flour waited at the bridge."


def report(number: int, outlet: str, date: str | None = "2025-03-04", words: str = "") -> Dossier:
    """One report of the offer, with its own name."""
    text = f"Report {number}. Russia agreed to mediate. “We welcome talks,” Iran said.{words}"
    page = Page(text, f"{number}.txt", outlet=outlet, published=date)
    event = page.event("AGREE", "Russia agreed to mediate", ["russia"], ["iran"], date=date)
    said = page.said("iran", "We welcome talks", issues=("talks",))
    actor = page.actor("iran", "Iran")
    return Dossier((page.document,), actors=(actor,), statements=(said,), events=(event,))


@pytest.fixture
def three() -> Dossier:
    return merge([report(1, "The Weir"), report(2, "The Weir"), report(3, "The Sel")])


def test_each_claim_is_borne_by_its_reports_and_their_origins(three: Dossier) -> None:
    weighed = Witnesses(three)
    for claim in (three.events[1], three.statements[2], three.actors[0]):
        found = weighed.of(claim)
        assert (found.reports, found.origins) == (3, 2), claim
    assert weighed.of(three.events[1]).told_by == tuple(e.id for e in three.events)
    assert (weighed.whole.reports, weighed.whole.origins) == (3, 2)


def test_what_was_counted_shows_itself_in_a_notebook(three: Dossier) -> None:
    page = lxml_html.fromstring(witnesses(three)._repr_html_())
    assert page.findtext("caption") == "Witnesses(3 reports, 2 origins, 1 events)"
    cells = [cell.text_content() for cell in page.xpath("//tr[2]/*")]
    assert cells[1:] == ["2025-03-04", "Russia agreed to mediate", "3", "2"]
    counted = OriginCount(documents=9, reports=7, texts=5, origins=3, events=2)
    numbers = [c.text for c in lxml_html.fromstring(counted._repr_html_()).xpath("//td")]
    assert numbers == ["9", "7", "5", "3", "2"]
    became = CorpusSummary({("read", ""): 4, ("unread", "<GO103>"): 1}, copies=2)
    rows = lxml_html.fromstring(became._repr_html_()).xpath("//tr[td]")
    assert [[c.text_content() for c in row] for row in rows][:2] == [
        ["read", "", "4"],
        ["unread", "<GO103>", "1"],
    ]


def test_a_rejected_report_bears_nothing(three: Dossier) -> None:
    gone = replace(three.events[2], status="rejected")
    less = replace(three, events=(*three.events[:2], gone))
    found = Witnesses(less).of(three.events[0])
    assert (found.reports, found.origins) == (2, 1)
    assert Witnesses(less).of(gone).told_by == (gone.id,)


@pytest.mark.parametrize(
    ("date", "outlet", "alike"),
    [
        ("2025-03-05", "The Sel", 2),
        ("2025-04-05", "The Sel", 1),
        (None, "The Sel", 1),
        (None, "The Weir", 2),
    ],
)
def test_the_same_words_are_one_statement_only_in_a_day_or_in_one_source(
    date: str | None, outlet: str, alike: int
) -> None:
    both = merge([report(1, "The Weir"), report(2, outlet, date)])
    assert len(Witnesses(both).alike(both.statements[0])) == alike
    assert len(positions(both)) == 3 - alike


def test_another_speaker_of_the_same_words_is_another_statement(three: Dossier) -> None:
    other = replace(three.statements[1], speaker="iraq")
    mixed = replace(three, statements=(three.statements[0], other))
    assert len(Witnesses(mixed).alike(other)) == 1


def test_one_position_is_told_by_its_reports(three: Dossier) -> None:
    (one,) = positions(three)
    assert (one.reports, one.origins, one.date) == (3, 2, "2025-03-04")
    assert set(one.told_by) == {s.id for s in three.statements}


def test_a_summary_counts_events_once(three: Dossier) -> None:
    assert "3 statements · 1 event ·" in counts(three)
    text = dossier_summary(three)
    assert "3 reports, 2 origins, 1 event" in text
    assert text.count("AGREE") == 1
    assert "1 report, 1 origin" not in text
    assert tally(1, 1) == "1 report, 1 origin"


def test_of_much_read_into_a_case_the_counts_are_told_and_how_to_list_it(three: Dossier) -> None:
    some = replace(three, statements=three.statements * 15)
    assert "goodoffices claims river" in dossier_summary(some, "river")
    assert some.statements[0].id not in dossier_summary(some, "river")
    assert some.statements[0].id in dossier_summary(some)
    assert three.statements[0].id in dossier_summary(three, "river")


def test_json_has_both_and_follows_the_schema(three: Dossier) -> None:
    found = json.loads(json.dumps(three.to_dict() | witnesses(three).to_dict()))
    schema = dossier_schema()
    jsonschema.validate(found, schema)
    assert (found["reports"], found["origins"]) == (3, 2)
    assert sorted(map(len, found["same_origin"])) == [1, 2]
    (one,) = found["happenings"]
    assert (one["reports"], one["origins"], len(one["told_by"])) == (3, 2, 3)
    one["reports"] = -1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)
    jsonschema.validate(
        json.loads(json.dumps(witnesses(Dossier(())).to_dict() | Dossier(()).to_dict())), schema
    )


def test_the_verbs_say_so(three: Dossier, tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "A case")
    with DossierStore(tmp_path / "case") as store:
        store.add(three)
    case, event = str(tmp_path / "case"), three.events[1].id

    def run(*args: str) -> str:
        return CliRunner().invoke(verbs, list(args)).output

    shown = run("show", case, event)
    assert "told by        3 reports, 2 origins: " in shown
    assert all(e.id in shown for e in three.events)
    assert json.loads(run("show", case, "iran", "--json"))["origins"] == 2
    assert run("events", case).startswith("3 reports, 2 origins, 1 event\n")
    (row,) = [line for line in run("positions", case).splitlines() if "We welcome" in line]
    assert row.split()[-5:-3] == ["3", "2"]


def test_reading_as_json_prints_them(tmp_path: Path) -> None:
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(f"Iran offered talks to Oman, part {n}.")
    printed = CliRunner().invoke(verbs, ["read", str(tmp_path), "--json"]).output
    found = json.loads(printed)
    assert (found["reports"], found["origins"]) == (2, 2)
    counted = {e["id"] for e in found["events"] if e["confidence"] != "low"}
    assert counted == {told for one in found["happenings"] for told in one["told_by"]}


def test_the_brief_lists_the_event_once_and_opens_every_report(three: Dossier) -> None:
    page = compose(Material(case=Case(id="c", title="C", parties=(), mediators=()), dossier=three))
    tree = lxml_html.fromstring(page)
    rows = tree.xpath("//table[@class='events']/tbody/tr")
    assert len(rows) == 1
    assert "3 reports, 2 origins" in rows[0].text_content()
    assert "Acts of cooperation: 1; of conflict: 0. Without a date: 0." in page
    for event in three.events:
        assert rows[0].xpath(f".//a[@href='#w-{event.id}']"), event.id
        assert len(tree.xpath(f"//*[@id='c-{event.id}']")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in tree.xpath("//@href") if link.startswith("#")}
    assert links <= set(ids)
    said = tree.xpath("//section[@id='statements']//*[@class='told']/text()")
    assert said == ["3 reports, 2 origins"] * 3


def test_the_brief_gives_a_report_its_own_date_where_it_is_another(three: Dossier) -> None:
    later = replace(three.events[2], date="2025-03-05")
    page = compose(
        Material(
            case=Case(id="c", title="C"), dossier=replace(three, events=(*three.events[:2], later))
        )
    )
    tree = lxml_html.fromstring(page)
    dates = [
        li.text_content().count("5 Mar") for li in tree.xpath("//ul[@class='reports note']/li")
    ]
    assert len(dates) == 2
    assert dates[0] == 0
    assert dates[1] == 1


def test_exports_that_are_counted_hold_an_event_once(three: Dossier) -> None:
    russia = replace(three.actors[0], id="russia", name="Russia")
    known = replace(three, actors=(*three.actors, russia))
    (edge,) = network.edges(known)
    assert (edge[2]["reports"], edge[2]["origins"]) == ("3", "2")
    (record,) = map(json.loads, coded.to_plover(known).splitlines())
    assert (record["reports"], record["origins"], len(record["told_by"])) == (3, 2, 3)
    reported = replace(known.events[0], modality="reported")
    mixed = replace(known, events=(reported, *known.events[1:]))
    (record,) = map(json.loads, coded.to_plover(mixed).splitlines())
    assert record["id"] == known.events[1].id
    gone = replace(known, events=tuple(replace(e, status="rejected") for e in known.events))
    assert len(list(network.edges(gone))) == 3


def test_tables_of_evidence_say_what_is_counted_once(three: Dossier) -> None:
    rows = [dict(zip(tables.HEAD, row, strict=True)) for row in tables.rows(three)[1:]]
    told = [row for row in rows if row["kind"] == "event"]
    assert len(told) == 3
    assert {row["same_as"] for row in told} == {three.events[0].id}
    assert {(row["reports"], row["origins"]) for row in told} == {(3, 2)}
    assert {row["same_as"] for row in rows if row["kind"] == "actor"} == {"iran"}


def test_review_says_how_well_an_item_is_borne(three: Dossier, tmp_path: Path) -> None:
    goodoffices.new(tmp_path / "case", "A case")
    with DossierStore(tmp_path / "case") as store:
        store.add(three)
    args = ["review", str(tmp_path / "case"), "--by", "AK", "--kind", "event"]
    command = [sys.executable, "-m", "goodoffices", *args]
    shown = subprocess.run(command, input="q", capture_output=True, text=True, check=True).stdout
    assert "told by" in shown
    assert "3 reports, 2 origins" in shown


def test_a_proposal_names_several_events_before_several_reports_of_one() -> None:
    offers = [report(n, f"Outlet {n}", words=" Oman was glad.") for n in range(MOST_EVIDENCE + 2)]
    page = Page("Russia is to mediate, Iran heard. Russia agreed to talk.", "later.txt")
    later = page.event("AGREE", "Russia agreed to talk", ["russia"], ["oman"], date="2025-06-01")
    many = merge([*offers, Dossier((page.document,), events=(later,))])
    named = Candidates(many).first(e.id for e in many.events)
    assert len(named) == MOST_EVIDENCE
    assert named[:2] == (many.events[0].id, later.id)
    few = [e.id for e in many.events[:3]]
    assert Candidates(many).first(few) == tuple(few)
