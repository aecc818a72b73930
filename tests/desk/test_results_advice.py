"""Advice, the brief's parts, what changed, and convening, on the desk."""

from __future__ import annotations

import html
import io
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.desk.desk_world import ServedDesk, served
from tests.desk.test_desk import shipped_case

import goodoffices
from goodoffices.advise.advice import advise
from goodoffices.advise.questions import Question, ranked
from goodoffices.base.errors import UsageError
from goodoffices.brief.compose import annex_parts, compose
from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile
from goodoffices.case.judged import Advised
from goodoffices.desk.bench import Bench
from goodoffices.desk.edits import CaseVisit
from goodoffices.desk.results.advice import answered
from goodoffices.desk.results.convene import convened, names
from goodoffices.evidence.claims import waits
from goodoffices.folder.material import opened, write_brief


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("advice") / "demo"
    shipped_case(where)
    return where


@pytest.fixture
def folder(tmp_path: Path, shipped: Path) -> Path:
    return shutil.copytree(shipped, tmp_path / "demo")


@pytest.fixture
def desk(folder: Path) -> Iterator[ServedDesk]:
    with served(folder) as one:
        yield one


def asked(folder: Path) -> list[Question]:
    case = casefile.load(folder)
    return ranked(case, case.advice or Advised())


def write(folder: Path, question: Question, given: dict[str, str], by: str = "AB") -> None:
    CaseVisit(Bench(folder)).change("", "", answered(question, given, by))


def test_every_question_names_the_place_of_its_answer(folder: Path) -> None:
    file = CaseFile.open(folder)
    for question in asked(folder):
        assert question.answering, question
        held = file.at(question.place[:-1])
        assert held is not None or question.answering == "judged", question


def test_every_question_of_the_shipped_case_can_be_answered_on_the_spot(folder: Path) -> None:
    for _round in range(40):
        questions = asked(folder)
        if not questions:
            break
        question = questions[0]
        answer = {"judged": "yes", "word": "yes", "review": "yes", "number": "0.5"}
        given = {"answer": answer[question.answering], "because": "so told", "date": "2025-03"}
        write(folder, question, given)
        assert question.place not in [q.place for q in asked(folder)], question
    assert not asked(folder)
    assert "# The shipped case" in (folder / "case.yaml").read_text("utf-8")


def test_what_nobody_judged_for_advice_is_asked_as_on_the_command_line(desk: ServedDesk) -> None:
    file = desk.bench.folder / "case.yaml"
    before, _head, rest = file.read_text("utf-8").partition("\nadvice:")
    assert rest
    file.write_text(before + "\n", "utf-8")
    page = html.unescape(desk.get("/advice").text)
    assert "Nothing is judged for advice yet" in page
    first = asked(desk.bench.folder)[0]
    assert first.text in page
    lines = json.loads(desk.get("/advice.json").text)["lines"]
    known = advise(casefile.load(desk.bench.folder)).lines
    assert {(one.topic, one.text) for one in known} <= {(r["topic"], r["text"]) for r in lines}
    assert desk.bench.material().advice is None  # a brief tells nothing of it
    given = {"place": "mediators.russia.consent.iran", "answer": "no", "because": "said so"}
    assert "changed=0" not in desk.post("/advice/answer", given).headers["location"]


def test_an_answer_carries_initials_and_reason_and_changes_the_advice(desk: ServedDesk) -> None:
    page = html.unescape(desk.get("/advice").text)
    assert "Does the United States consent to Russia?" in page
    place = "mediators.russia.consent.us"
    before = (desk.bench.folder / "case.yaml").read_bytes()
    given = {"place": place, "answer": "yes", "because": "said so on 3 March"}
    where = desk.post("/advice/answer", given).headers["location"]
    changed = re.search(r"changed=(\d+)", where)
    assert changed
    assert f"{changed[1]} line" in desk.get(where.partition("#")[0]).text
    case = casefile.load(desk.bench.folder)
    answer, basis = case.mediators[0].consent["us"]
    assert (answer, basis.judged, basis.reason) == ("yes", "AB", "said so on 3 March")
    assert place not in {".".join(question.place) for question in asked(desk.bench.folder)}
    ruled_out = desk.post(
        "/advice/answer", {**given, "place": "mediators.russia.consent.iran", "answer": "no"}
    )
    assert "changed=0" not in ruled_out.headers["location"]
    assert desk.post("/advice/answer", given).status == 400  # it is asked no longer
    assert 'action="/case/undo"' in desk.get("/advice").text
    assert desk.post("/case/undo", {"back": "/advice"}).headers["location"] == "/advice"
    assert desk.post("/case/undo").status == 303
    assert (desk.bench.folder / "case.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "by"),
    [
        ({"answer": "yes", "because": "so"}, ""),
        ({"answer": "yes", "because": " "}, "AB"),
        ({"answer": "perhaps", "because": "so"}, "AB"),
        ({"because": "so"}, "AB"),
    ],
)
def test_what_is_no_answer_changes_nothing(folder: Path, given: dict[str, str], by: str) -> None:
    before = (folder / "case.yaml").read_bytes()
    with pytest.raises(UsageError, match="GO383"):
        write(folder, asked(folder)[0], given, by)
    assert (folder / "case.yaml").read_bytes() == before


@pytest.mark.parametrize("number", ["", "x", "0.8..0.2", "-1", "1e9", "0.3.."])
def test_a_number_is_a_number_or_an_interval(folder: Path, number: str) -> None:
    question = next(q for q in asked(folder) if q.answering == "number")
    with pytest.raises(UsageError, match="GO383"):
        write(folder, question, {"answer": number, "because": "so"})
    write(folder, question, {"answer": "0.4 - 0.5", "because": "so"})
    text = (folder / "case.yaml").read_text("utf-8")
    assert "0.4..0.5" in text
    assert "GO, AB" in text


def test_only_what_is_asked_is_answered(desk: ServedDesk) -> None:
    before = (desk.bench.folder / "case.yaml").read_bytes()
    for place in ("title", "parties.us.name", "advice", "", "mediators.russia.consent.nobody"):
        given = {"place": place, "answer": "yes", "because": "so"}
        assert desk.post("/advice/answer", given).status == 400
    assert (desk.bench.folder / "case.yaml").read_bytes() == before


def test_advice_is_as_the_room_gives_it(desk: ServedDesk) -> None:
    told = json.loads(desk.get("/advice.json").text)
    advice = desk.bench.material().advice
    assert advice is not None
    assert told["lines"] == json.loads(json.dumps(advice.to_dict()["lines"]))
    page = html.unescape(desk.get("/advice").text)
    assert all(line.text in page for line in advice.lines)
    assert desk.get("/advice.csv").text.count("\r\n") == len(advice.lines) + 1


def test_the_brief_holds_the_parts_that_were_chosen_and_no_dead_link(folder: Path) -> None:
    material = opened(folder, "en", "2025-03-10", sure=False)
    every = [name for name, _words in annex_parts(material)]
    page = compose(material, parts=("outcomes", "check"))
    assert [name for name in every if f'href="#{name}"' in page] == ["outcomes", "check"]
    there = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= there
    assert compose(material, parts=every).count('<details class="part"') == len(every)


def words_of(form: str, data: bytes) -> str:
    """The words of a brief that was taken out, in one line."""
    if form == "pdf":
        found = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = re.sub(r"<[^>]+>", " ", packed.read("word/document.xml").decode())
    return " ".join(html.unescape(found).split())


@pytest.mark.no_cover
def test_pdf_and_word_hold_the_parts_that_were_chosen_on_the_desk(desk: ServedDesk) -> None:
    headings = dict(annex_parts(desk.bench.material()))
    for form in ("docx", "pdf"):
        told = words_of(form, desk.get(f"/brief.{form}?chosen=1&part=mediation").data)
        assert [name for name, words in headings.items() if words in told] == ["mediation"], form


def test_the_page_of_the_brief_chooses_and_compares(desk: ServedDesk) -> None:
    assert "nothing to compare with yet" in desk.get("/brief").text
    short = desk.get("/brief.html?chosen=1").text
    some = desk.get("/brief.html?chosen=1&part=methods").text
    assert 'id="annex"' not in short
    assert some.count('<details class="part"') == 1
    given = {"place": "mediators.russia.consent.us", "answer": "yes", "because": "so"}
    desk.post("/advice/answer", given)
    page = html.unescape(desk.get("/brief").text)
    assert "What changed since the brief of" in page
    assert "United States on mediation by Russia: yes" in page
    told = json.loads(desk.get("/brief/changes.json").text)
    assert told["compared_with"]["digest"]
    assert any("yes" in line for line in told["judgements"])
    assert "yes" in desk.get("/brief/changes.csv").text


def test_what_no_brief_tells_is_not_new_since_the_last(desk: ServedDesk, folder: Path) -> None:
    assert any(map(waits, desk.bench.material().dossier.events))
    write_brief(folder, folder / "brief.html")
    assert json.loads(desk.get("/brief/changes.json").text) == {"compared_with": None}
    given = {"place": "mediators.russia.consent.us", "answer": "yes", "because": "so"}
    desk.post("/advice/answer", given)
    told = json.loads(desk.get("/brief/changes.json").text)
    assert told["judgements"]
    assert told["new"] == []


def test_convening_shows_a_command_that_a_shell_takes_word_by_word(desk: ServedDesk) -> None:
    bad = "O'Neil; rm -rf $(HOME) `x`"
    query = f"d.iran=A. Head, B%0A&mediators={bad}&plenary=1".replace(" ", "%20").replace(
        ";", "%3B"
    )
    told = json.loads(desk.get(f"/convene.json?{query}").text)
    words = shlex.split(told["commands"][1])
    assert words[:2] == ["goodoffices", "convene"]
    assert not Path(words[3]).is_relative_to(Path(words[2]))
    assert words.count("--delegate") == 2
    assert "iran=A. Head" in words
    assert "O'Neil" in words
    assert " ".join(words).count("rm -rf") == 1
    assert told["rooms"][-1] == "all at the table"
    assert list(told["parties"]) == ["us", "iran"]  # Russia mediates
    assert "agenda,Sanctions on Iran" in desk.get("/convene.csv").text
    page = desk.get("/convene").text
    assert "cannot open it" in page
    assert not list(desk.bench.folder.parent.rglob("*.talks"))


def test_what_would_be_convened_is_what_the_talks_convene(folder: Path) -> None:
    from goodoffices.talks.fromcase import setup_for

    case = casefile.load(folder)
    shown = convened(case, folder, {})
    setup = setup_for(case)
    assert {party.id for party, _own in shown.parties} == set(setup.parties)
    assert list(shown.mediators) == list(setup.mediators)
    assert [name for name, _values in shown.agenda] == list(setup.agenda)
    assert names("a\u202e, b\n\n c;") == ("a", "b", "c")


BAD = "<img src=x onerror=alert(1)>"
CASE = """\
case: c
title: "{bad}"
parties:
  a: {{name: "{bad}"}}
  b: {{name: B}}
mediators: {{m: {{name: "{bad}"}}}}
issues: {{i: {{name: "{bad}", values: {{x: "{bad}", y: Y}}}}}}
advice: {{needed: [channel], ripeness: {{a: {{stalemate: unknown}}}}}}
"""


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    where = tmp_path / "case"
    goodoffices.new(where, "T")
    (where / "case.yaml").write_text(CASE.format(bad=BAD), "utf-8")
    with served(where) as desk:
        for path in ("/advice", "/brief", "/convene", "/convene?d.a=<img>&mediators=<img>"):
            found = desk.get(path.replace("<", "%3C").replace(">", "%3E"))
            assert found.status == 200, path
            assert "<img" not in found.text, path
