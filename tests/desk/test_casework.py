"""The case without YAML: forms from the table of keys, edits in place, undo, conflicts, what if."""

from __future__ import annotations

import html
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.desk.case_forms import form_of
from tests.desk.desk_world import Answer, ServedDesk, served
from tests.desk.test_desk import shipped_case

import goodoffices
from goodoffices.base.errors import CaseError, UsageError
from goodoffices.case import file as casefile
from goodoffices.case.file import CaseFile, keys
from goodoffices.case.file.build import read_case
from goodoffices.case.file.comments import every_comment
from goodoffices.case.file.keys import PARTS
from goodoffices.case.file.text import Plain, parse
from goodoffices.desk.bench import Bench
from goodoffices.desk.casework import acts
from goodoffices.desk.casework.conditions import chosen
from goodoffices.desk.casework.fields import kind_of
from goodoffices.desk.casework.next import next_in_case
from goodoffices.desk.casework.spots import Spot, spot, steps, written
from goodoffices.desk.edits import CaseVisit
from goodoffices.look import style

CASE = """\
case: c
title: T   # mine
parties:
  us:
    name: US
    options: {press: Press, talk: Talk}
    prefers:
      # what it fears
      - {that: not iran.build, judged: AB, because: fear}   # first
      - us.press   # second
  iran:
    name: Iran
    options:
      build: {text: Build, unreviewed: yes}
    wants: [{text: Relief, unreviewed: yes}]
    prefers: [not us.press, iran.build]
issues:
  n: {name: N, values: {low: Low, high: High}}
notes: [a, b]   # free
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    goodoffices.new(folder, "T")
    (folder / "case.yaml").write_text(CASE, "utf-8")
    return folder


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("casework") / "demo"
    shipped_case(folder)
    return folder


@pytest.fixture
def desk(small: Path) -> Iterator[ServedDesk]:
    with served(small) as one:
        yield one


def text_of(desk: ServedDesk) -> str:
    return (desk.bench.folder / "case.yaml").read_text("utf-8")


def case_of(desk: ServedDesk) -> Any:
    return casefile.load(desk.bench.folder)


def sent(desk: ServedDesk, path: str, **typed: str) -> Answer:
    """Open a page, fill in its form, and send it."""
    form = form_of(desk.get(path).text)
    return desk.post(quote(form.action), form.fields | {"do": "save"} | typed)


# --- questions, and all at once -------------------------------------------------------------------


def asked_of(desk: ServedDesk, party: str) -> list[str]:
    page = desk.get(f"/case/at/parties/{party}").text
    return re.findall(r'name="option" value="([^"]+)"', page)


def test_what_a_party_prefers_is_asked_of_each_option_and_answered_with_a_button(
    desk: ServedDesk,
) -> None:
    assert asked_of(desk, "us") == ["us.talk"]  # of no proposal, and of nothing it speaks of
    assert asked_of(desk, "iran") == ["us.talk"]
    where = "/case/answer/parties/us"
    bare = desk.post(where, {"option": "us.talk", "answer": "yes"})
    assert bare.status == 422
    assert 'role="alert"' in bare.text
    assert text_of(desk) == CASE
    given = {"option": "us.talk", "answer": "no", "because": "it said so"}
    assert desk.post(where, given).headers["location"] == "/case/at/parties/us#next"
    last = case_of(desk).party("us").prefers[-1]
    assert (last.source, last.basis.judged, last.basis.reason) == (
        "not us.talk",
        "AB",
        "it said so",
    )
    assert asked_of(desk, "us") == []
    desk.post("/case/answer/parties/iran", {"option": "us.talk", "answer": "unknown"})
    unsure = case_of(desk).party("iran").ordering.unknown[0]
    assert (unsure.first.source, unsure.second.source) == ("us.talk", "not us.talk")
    assert asked_of(desk, "iran") == []
    for _edit in range(2):
        assert desk.post("/case/undo").status == 303
    assert text_of(desk) == CASE


@pytest.mark.parametrize(
    ("place", "option", "answer"),
    [
        ("parties/nobody", "us.talk", "yes"),
        ("parties/us/prefers", "us.talk", "yes"),
        ("issues/n", "us.talk", "yes"),
        ("parties/us", "us.nothing", "yes"),
        ("parties/us", "us.talk", "perhaps"),
    ],
)
def test_what_was_not_asked_is_not_answered(
    desk: ServedDesk, place: str, option: str, answer: str
) -> None:
    form = {"option": option, "answer": answer, "because": "so"}
    assert desk.post(f"/case/answer/{place}", form).status == 400
    assert text_of(desk) == CASE


WANTS = """\
case: c
title: T
parties:
  us:
    name: US
    # mine: which matters more to US, “Calm” or “Quiet”?
    # To ask: which matters more to US, “Calm” or “Quiet”?
    # To ask: which matters more to US, “Quiet” or “Trade”?
    wants:
      - {text: Calm, evidence: [S-1111111]}
      - {text: Quiet, evidence: [S-2222222]}
      - {text: Trade, evidence: [S-3333333], unreviewed: yes}
    options: {press: Press, talk: Talk}
    prefers:
      - {that: us.press, evidence: [S-1111111]}
      - {that: us.talk, evidence: [S-2222222]}   # second
  iran: {name: Iran, options: {build: Build}}
"""


@pytest.mark.parametrize(
    ("heavier", "wants", "prefers"),
    [
        ("one", "Calm Quiet Trade", ["us.press", "us.talk"]),
        ("other", "Quiet Calm Trade", ["us.talk", "us.press"]),
        ("alike", "Calm Quiet Trade", ["(us.press) and (us.talk)", "(us.press) or (us.talk)"]),
        ("unknown", "Calm Quiet Trade", ["us.press", "us.talk"]),
    ],
)
def test_which_want_matters_more_is_answered_where_a_party_prefers(
    desk: ServedDesk, heavier: str, wants: str, prefers: list[str]
) -> None:
    (desk.bench.folder / "case.yaml").write_text(WANTS, "utf-8")
    page = desk.get("/case/at/parties/us").text
    assert page.count('action="/case/weigh/parties/us"') == 1  # of no want that waits
    pair = {"one": "Calm", "other": "Quiet"}
    where = "/case/weigh/parties/us"
    for wrong in ({**pair, "heavier": "both"}, {"one": "Calm", "other": "Trade", "heavier": "one"}):
        assert desk.post(where, wrong).status == 400
    assert text_of(desk) == WANTS
    assert desk.post(where, {**pair, "heavier": heavier}).status == 303
    us = case_of(desk).party("us")
    assert " ".join(text for text, _basis in us.wants) == wants
    assert [one.source for one in us.prefers] == prefers
    assert bool(us.ordering.unknown) == (heavier == "unknown")
    assert "# mine: which" in text_of(desk)
    assert "# To ask: which matters more to US, “Calm”" not in text_of(desk)
    assert "# To ask: which matters more to US, “Quiet” or “Trade”?" in text_of(desk)
    assert where not in desk.get("/case/at/parties/us").text
    assert desk.post(where, {**pair, "heavier": "one"}).status == 400
    assert desk.post("/case/undo").status == 303
    assert text_of(desk) == WANTS


def test_all_that_is_proposed_in_a_section_is_taken_and_undone_at_once(desk: ServedDesk) -> None:
    one = "wants: [{text: Relief, unreviewed: yes}"
    two = CASE.replace(one, one + ", {text: Respect, unreviewed: yes}, Peace")
    (desk.bench.folder / "case.yaml").write_text(two, "utf-8")
    where = "/case/take-all/parties/iran/wants"
    stale = desk.post(where, {"was": "another"})
    assert stale.status == 400
    assert text_of(desk) == two
    desk.post(where)
    wants = case_of(desk).party("iran").wants
    assert [basis.judged for _text, basis in wants] == ["AB", "AB", None]
    assert not any(basis.unreviewed for _text, basis in wants)
    assert desk.post(where).status == 400  # nothing is proposed any more
    desk.post("/case/undo")
    assert text_of(desk) == two


def test_the_next_step_leads_from_an_empty_case_to_what_it_needs(desk: ServedDesk) -> None:
    def next_step() -> str | None:
        found = next_in_case(case_of(desk), desk.bench.file().at(()) or {})
        return found.path if found else None

    assert next_step() == "/case/at/parties/iran#next"
    desk.post("/case/take-all/parties/iran/wants")
    desk.post("/case/take/parties/iran/options/build")
    assert next_step() == "/case/at/status_quo"
    desk.post("/case/at/status_quo", {"|us.press": "1", "do": "save"})
    assert next_step() == "/case/at/parties/us/worth"


# --- every form of the table ----------------------------------------------------------------------


def places(held: Plain, path: tuple[str | int, ...] = ()) -> Iterator[Spot]:
    """Every place of a file that the table of keys knows."""
    found = spot(held, written(path))
    if found is None:
        return
    yield found
    if isinstance(found.value, dict):
        for key in found.value:
            yield from places(held, (*path, key))
    elif isinstance(found.value, list):
        for number in range(len(found.value)):
            yield from places(held, (*path, number))


def one_of_each(held: Plain) -> list[Spot]:
    """One place for each part and shape of the table that a file has."""
    found: dict[str, Spot] = {}
    for place in places(held):
        if place.path:
            found.setdefault(place.part.name if place.part else place.shape.words, place)
    return list(found.values())


def test_a_form_that_nobody_touched_changes_not_one_byte(shipped: Path) -> None:
    before = (shipped / "case.yaml").read_bytes()
    held = CaseFile.open(shipped).at(()) or {}
    with served(shipped) as desk:
        asked = ["/case", *(f"/case/at/{quote(one.address)}" for one in one_of_each(held))]
        for path in asked:
            page = desk.get(path)
            assert page.status == 200, path
            form = form_of(page.text)
            if form.action:
                answer = desk.post(quote(form.action), form.fields | {"do": "save"})
                assert answer.status == 303, (path, answer.text)
                assert (shipped / "case.yaml").read_bytes() == before, path
    assert len(asked) > 30


def test_every_key_of_the_table_has_a_field_or_a_section() -> None:
    lost = [
        f"{part.name}.{key.name}"
        for part in PARTS.values()
        for key in part.keys
        if not kind_of(key.shape) and not key.shape.form
    ]
    assert lost == []
    parts = [keys.listed(keys.part("pair")), keys.keyed(keys.ID, keys.part("party"))]
    assert list(map(kind_of, parts)) == ["", ""]


@pytest.mark.parametrize(
    "path",
    [("parties", "us", "a/b~c"), ("outcomes", "100 %/of it"), ("parties", "us", "prefers", "0")],
)
def test_a_path_is_the_same_there_and_back(path: tuple[str, ...]) -> None:
    assert steps(written(path)) == path


@pytest.mark.parametrize(
    "source",
    [
        "a.x",
        "not a.x and b.y",
        "a.x or not b.y",
        "a.x if b.y and not c.z",
        "not a.x iff b.y or c.z",
    ],
)
def test_a_condition_is_chosen_as_it_is_written(source: str) -> None:
    found = chosen(source)
    assert found is not None
    assert str(found) == source


@pytest.mark.parametrize(
    "source", ["a.x and (b.y or c.z)", "not (a.x and b.y)", "a.x and", "a.x iff b.y if c.z"]
)
def test_what_says_more_than_can_be_chosen_is_left_as_written(source: str) -> None:
    assert chosen(source) is None


# --- a case from nothing --------------------------------------------------------------------------


def test_a_case_is_made_from_nothing_by_forms(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    goodoffices.new(folder, "The bridge")
    kept = comments_of(CaseFile.open(folder).text)
    why = {"because": "they said so"}
    with served(folder) as desk:
        assert "Begin here" in desk.get("/case").text
        for name, id_ in (("Upland", "upland"), ("Low Land", "low-land")):
            assert sent(desk, "/case/add/parties", name=name).headers["location"].endswith(id_)
        sent(desk, "/case/add/parties/upland/options", text="Open the bridge")
        sent(desk, "/case/add/parties/low-land/options", text="Pay a toll")
        sent(desk, "/case/add/parties/upland/wants", text="A toll")
        build = {"that|would|low-land.pay-toll": "yes"}
        sent(desk, "/case/add/parties/upland/prefers", **build, **why)
        build = {"that|would|upland.open-bridge": "yes", "that|when": "if"}
        build |= {"that|then|low-land.pay-toll": "yes"}
        sent(desk, "/case/add/parties/low-land/prefers", **build, **why)
        levels = {"values|new|0": "Free", "values|new|1": "Ten a day"}
        sent(desk, "/case/add/issues", name="Toll", **levels)
        sent(desk, "/case/at/issues/toll", today="free")
        sent(desk, "/case", **{"status_quo|upland.open-bridge": "1"})
        sent(desk, "/case/add/outcomes", **{"|name": "Open, paid", "|low-land.pay-toll": "1"})
        sent(desk, "/case/at/parties/upland/worth", walk_away="20", **why)
        worth = {"weight": "1", "values/free": "0", "values/ten-day": "80"}
        worth |= {"values/ten-day|to": "100"}
        sent(desk, "/case/add/parties/upland/worth/issues?name=toll", **worth)
        sent(desk, "/case/add/parties/upland/worth/red_lines", **{"when/toll": "free"}, **why)
        sent(desk, "/case/add/packages", **{"/name": "First offer", "/toll": "ten-day"})
        sent(desk, "/case/add/mediators", name="Oldtown", judged="AB")
        sent(desk, "/case/add/mediators/oldtown/consent?name=upland", answer="yes", **why)
        page = html.unescape(desk.get("/case/at/parties/low-land").text)
    case = casefile.load(folder)
    upland = case.party("upland")
    assert upland is not None
    assert [(p.id, p.name) for p in case.parties] == [
        ("upland", "Upland"),
        ("low-land", "Low Land"),
    ]
    assert [p.source for p in upland.prefers] == ["low-land.pay-toll"]
    assert case.parties[1].prefers[0].source == "upland.open-bridge if low-land.pay-toll"
    assert "Upland would open the bridge if Low Land would pay a toll" in page
    assert upland.prefers[0].basis.reason == "they said so"
    assert upland.prefers[0].basis.judged == "AB"
    assert [v.text for v in case.issues[0].values] == ["Free", "Ten a day"]
    assert case.issues[0].today == "free"
    assert case.status_quo == {"upland.open-bridge"}
    assert list(case.names.values()) == ["Open, paid"]
    assert upland.worth is not None
    assert upland.worth.intervals["value", "toll", "ten-day"] == (80, 100)
    assert upland.worth.red_lines[0].choices == {"toll": "free"}
    assert case.packages[0].name == "First offer"
    assert case.mediators[0].consent["upland"][0] == "yes"
    assert comments_of(CaseFile.open(folder).text) == kept


# --- preferences ----------------------------------------------------------------------------------


def test_a_preference_moves_in_the_file_and_comments_with_it(desk: ServedDesk) -> None:
    assert desk.post("/case/move/parties/us/prefers/1", {"by": "up"}).status == 303
    text = text_of(desk)
    for comment in ("# mine", "# what it fears", "# first", "# second"):
        assert comment in text
    us = case_of(desk).parties[0]
    assert [p.source for p in us.prefers] == ["us.press", "not iran.build"]
    assert us.prefers[1].basis.judged == "AB"
    page = html.unescape(desk.get("/case/at/parties/us").text)
    assert "What follows from the last edit" in page
    assert desk.post("/case/undo").status == 303
    assert text_of(desk) == CASE


@pytest.mark.parametrize(
    ("item", "by"),
    [
        ("us/prefers/0", "up"),
        ("us/prefers/1", "down"),
        ("us/prefers/7", "up"),
        ("us/prefers/1", "x"),
    ],
)
def test_what_is_not_there_is_not_moved(desk: ServedDesk, item: str, by: str) -> None:
    assert desk.post(f"/case/move/parties/{item}", {"by": by}).status in (400, 404)
    assert text_of(desk) == CASE


def test_a_tie_counts_both_alike_and_what_is_unsure_is_unknown(small: Path) -> None:
    with served(small) as desk:
        desk.post("/case/move/parties/us/prefers/1", {"by": "tie"})
        outcomes = goodoffices.outcomes(case_of(desk))
        conflict, both_ = outcomes.conflict, {"us.press", "iran.build"}
        ranks = {
            frozenset(both_ & set(conflict.taken(s))): int(conflict.ranks[0][s])
            for s in range(conflict.size)
        }
        neither, both = ranks[frozenset()], ranks[frozenset({"us.press", "iran.build"})]
        assert neither == both
        desk.post("/case/undo")
        desk.post("/case/move/parties/us/prefers/1", {"by": "unsure"})
        assert len(case_of(desk).parties[0].ordering.unknown) == 1
        desk.post("/case/undo")
        assert text_of(desk) == CASE


def test_a_look_keeps_nothing_and_tells_what_would_change(desk: ServedDesk) -> None:
    page = html.unescape(desk.get("/case/if/parties/us/prefers/1?by=up").text)
    assert "nothing is kept" in page
    looked = {"that|would|us.talk": "yes", "because": "so", "do": "look"}
    answer = sent(desk, "/case/at/parties/us/prefers/0", **looked)
    assert answer.status == 200
    assert "nothing is kept" in answer.text
    assert form_of(answer.text).fields["that|would|us.talk"] == "yes"
    assert text_of(desk) == CASE


def test_what_an_edit_of_worths_does_to_the_packages_is_told(shipped: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shipped, tmp_path / "worth")
    with served(folder) as desk:
        sent(desk, "/case/at/parties/iran/worth", walk_away="90", because="so it said")
        page = html.unescape(desk.get("/case/at/parties/iran").text)
        assert re.search(r"packages? (is|are) acceptable no longer", page)
        sent(desk, "/case/at/parties/iran/wants/0", text="Help from others")
        page = desk.get("/case/at/parties/iran").text
        assert "What could be signed" not in page
        assert "The same outcomes would hold" in page


def told_in(folder: Path, options: int) -> float:
    """Return the least CPU time of three presses, with the page that tells what follows."""
    goodoffices.new(folder, "T")
    text = "case: c\ntitle: T\nparties:\n"
    for one, other in ("ab", "ba"):
        text += f"  {one}:\n    name: {one}\n    options:\n"
        text += "".join(f"      o{k}: Press {k}\n" for k in range(options))
        text += f"    prefers: [{other}.o0, not {one}.o1, {other}.o2]\n"
    (folder / "case.yaml").write_text(text, "utf-8")
    spent = []
    with served(folder) as desk:
        desk.post("/case/move/parties/a/prefers/1", {"by": "up"})
        assert "Still holds" in desk.get("/case/at/parties/a").text
        for by in ("up", "down", "up"):
            began = time.process_time()
            desk.post("/case/move/parties/a/prefers/2", {"by": by})
            assert "holds" in desk.get("/case/at/parties/a").text
            spent.append(time.process_time() - began)
    return min(spent)


@pytest.mark.no_cover
def test_what_follows_is_told_at_once_however_many_outcomes_there_are(tmp_path: Path) -> None:
    """A thousand times the outcomes cost a few times a page, and not a hundred times."""
    few, many = told_in(tmp_path / "few", 3), told_in(tmp_path / "many", 8)
    assert many < 10 * few


@pytest.mark.parametrize(("options", "count"), [(17, "262,144"), (39, "1,099,511,627,776")])
def test_so_many_outcomes_are_not_worked_out_for_a_page(
    small: Path, options: int, count: str
) -> None:
    more = "".join(f"      o{k}: Press {k}\n" for k in range(options))
    text = CASE.replace("    options: {press: Press, talk: Talk}\n", f"    options:\n{more}")
    text = text.replace("us.press", "us.o1").replace("us.talk", "us.o2")
    (small / "case.yaml").write_text(text, "utf-8")
    with served(small) as desk:
        desk.post("/case/move/parties/us/prefers/1", {"by": "up"})
        page = html.unescape(desk.get("/case/at/parties/us").text)
    assert "It cannot be told yet" in page
    assert f"{count} outcomes" in page


# --- proposals ------------------------------------------------------------------------------------


def test_a_proposal_is_taken_with_initials_and_once(desk: ServedDesk) -> None:
    assert "Proposed:" in desk.get("/case/at/parties/iran").text
    for path in ("parties/iran/wants/0", "parties/iran/options/build"):
        assert desk.post(f"/case/take/{path}").status == 303
        assert desk.post(f"/case/take/{path}").status == 400
    iran = case_of(desk).parties[1]
    assert (iran.wants[0][1].unreviewed, iran.wants[0][1].judged) == (False, "AB")
    assert (iran.options[0].basis.unreviewed, iran.options[0].basis.judged) == (False, "AB")


def test_a_proposal_that_is_edited_is_taken_and_one_refused_is_gone(desk: ServedDesk) -> None:
    sent(desk, "/case/at/parties/iran/options/build", text="Build more")
    option = case_of(desk).parties[1].options[0]
    assert (option.text, option.basis.unreviewed, option.basis.judged) == (
        "Build more",
        False,
        "AB",
    )
    desk.post("/case/remove/parties/iran/wants/0")
    assert case_of(desk).parties[1].wants == ()


def test_nobody_takes_a_proposal_without_initials(small: Path) -> None:
    with served(small, by="") as desk:
        found = desk.post("/case/take/parties/iran/wants/0")
        assert found.status == 400
        assert "somebody who answers for it" in found.text
        assert text_of(desk) == CASE


def test_what_the_draft_proposes_is_not_proposed_again(shipped: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read"
    shutil.copytree(shipped, folder)
    (folder / "case.yaml").unlink()
    goodoffices.new(folder, "T")
    with served(folder) as desk:
        assert desk.work("/case/propose") == "/case"
        first = case_of(desk)
        assert first.parties
        assert all(party.basis.unreviewed for party in first.parties)
        gone = first.parties[0].id
        assert desk.post(f"/case/remove/parties/{gone}").status == 303
        desk.work("/case/propose")
        assert gone not in [party.id for party in case_of(desk).parties]
        desk.work("/case/propose", {"again": "yes"})
        assert gone in [party.id for party in case_of(desk).parties]


# --- bad input, other hands -----------------------------------------------------------------------


def test_bad_input_is_told_at_its_field_and_what_was_typed_is_kept(desk: ServedDesk) -> None:
    answer = sent(desk, "/case/at/parties/us", country="XX", name="USA")
    assert answer.status == 422
    form = form_of(answer.text)
    assert form.invalid == ["country"]
    assert (form.fields["country"], form.fields["name"]) == ("XX", "USA")
    assert "GO212" not in answer.text
    assert re.search(r'id="f-country-m">\s*<span class="must">', answer.text)
    own = {"that|by": "own", "that|own": "iran.bild"}
    answer = sent(desk, "/case/at/parties/us/prefers/0", **own)
    assert answer.status == 422
    assert "iran.build" in answer.text
    assert form_of(answer.text).fields["that|own"] == "iran.bild"
    assert text_of(desk) == CASE


def test_a_judgement_needs_its_ground(desk: ServedDesk) -> None:
    answer = sent(desk, "/case/add/parties/us/prefers", **{"that|would|us.talk": "yes"})
    assert answer.status == 422
    form = form_of(answer.text)
    assert form.invalid == ["because"]
    assert form.fields["that|would|us.talk"] == "yes"
    answer = sent(desk, "/case/add/parties/us/wants", text="Calm", judged="")
    assert answer.status == 422
    assert text_of(desk) == CASE


def test_what_something_else_rests_on_is_not_taken_away(desk: ServedDesk) -> None:
    answer = desk.post("/case/remove/parties/us/options/press")
    assert answer.status == 400
    assert "us.press" in answer.text
    assert text_of(desk) == CASE


def test_an_edit_in_an_editor_meanwhile_is_shown_and_never_overwritten(desk: ServedDesk) -> None:
    form = form_of(desk.get("/case/at/parties/us/prefers/0").text)
    theirs = CASE.replace("because: fear", "because: dread")
    (desk.bench.folder / "case.yaml").write_text(theirs, "utf-8")
    mine = form.fields | {"because": "worry", "do": "save"}
    answer = desk.post(form.action, mine)
    assert answer.status == 422
    assert "dread" in answer.text
    assert form_of(answer.text).fields["because"] == "worry"
    assert text_of(desk) == theirs
    again = form_of(answer.text).fields | {"do": "save"}
    assert desk.post(form.action, again).status == 303
    assert case_of(desk).parties[0].prefers[0].basis.reason == "worry"


def test_an_edit_elsewhere_in_the_file_stays(desk: ServedDesk) -> None:
    form = form_of(desk.get("/case/at/parties/us/prefers/0").text)
    theirs = CASE.replace("title: T ", "title: Other ")
    (desk.bench.folder / "case.yaml").write_text(theirs, "utf-8")
    assert desk.post(form.action, form.fields | {"because": "worry", "do": "save"}).status == 303
    assert case_of(desk).title == "Other"
    assert case_of(desk).parties[0].prefers[0].basis.reason == "worry"


def test_a_button_of_a_stale_page_moves_nothing(desk: ServedDesk) -> None:
    page = desk.get("/case/at/parties/us").text
    was = re.search(r'data-order="parties/us/prefers" data-was="(\w+)"', page)
    assert was
    theirs = CASE.replace("- us.press   # second", "- us.talk   # second")
    (desk.bench.folder / "case.yaml").write_text(theirs, "utf-8")
    moved = desk.post("/case/move/parties/us/prefers/1", {"by": "up", "was": was[1]})
    assert moved.status == 400
    assert text_of(desk) == theirs


def test_undoing_is_refused_where_another_hand_was_at_the_file(desk: ServedDesk) -> None:
    desk.post("/case/move/parties/us/prefers/1", {"by": "up"})
    theirs = text_of(desk) + "author: XY\n"
    (desk.bench.folder / "case.yaml").write_text(theirs, "utf-8")
    answer = desk.post("/case/undo")
    assert answer.status == 400
    assert "another hand" in answer.text
    assert text_of(desk) == theirs


def test_there_is_nothing_to_undo_at_first(desk: ServedDesk) -> None:
    assert desk.post("/case/undo").status == 400


def test_a_broken_file_is_told_on_the_page(desk: ServedDesk) -> None:
    (desk.bench.folder / "case.yaml").write_text("case: c\ntitle: A: B\n", "utf-8")
    broken = desk.get("/case")
    assert broken.status == 400
    assert "second colon" in broken.text


# --- any edits in any order -----------------------------------------------------------------------

SHIPPED = (Path(goodoffices.__file__).parent / "demo" / "case.yaml").read_text("utf-8")


def comments_of(text: str) -> list[str]:
    return sorted(every_comment(parse(text, "f")))


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_any_edits_leave_a_whole_file_and_undoing_gives_the_bytes_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    before = data.draw(st.sampled_from([CASE, SHIPPED]))
    (folder / "case.yaml").write_text(before, "utf-8")
    visit = CaseVisit(Bench(folder))
    for _step in range(data.draw(st.integers(1, 6))):
        file = CaseFile.open(folder)
        place = data.draw(st.sampled_from(list(places(file.at(()) or {}))))
        try:
            visit.change("x", place.address, data.draw(some_act(place)))
        except (CaseError, UsageError):
            assert CaseFile.open(folder).text == file.text
        now = CaseFile.open(folder)
        assert not [f for f in now.findings if f.severity == "error"]
        assert set(comments_of(before)) <= set(comments_of(now.text))
        assert read_case(parse(now.text, str(now.path))).case == now.case
    for _edit in list(visit.made):
        visit.undo()
    assert (folder / "case.yaml").read_text("utf-8") == before


def some_act(place: Spot) -> st.SearchStrategy[acts.Act]:
    """Something that a form of a place might do."""
    words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
    said = st.one_of(
        words, st.sampled_from(["us.talk", "not iran.build", "AB", "yes", "40", "1..2"])
    )
    makes = [st.just(acts.removed(place)), said.map(lambda text: acts.saved(place, {"": text}))]
    if isinstance(place.value, list) and place.value:
        at = st.integers(0, len(place.value) - 1)
        ways = st.sampled_from(["up", "down", "tie", "unsure", "0"])
        makes.append(st.builds(lambda n, way: acts.moved(place, n, way), at, ways))
    if place.part is not None:
        names = st.sampled_from([key.name for key in place.part.keys])
        makes.append(
            st.builds(lambda key, text: acts.saved(place, {key: text or None}), names, said)
        )
    return st.one_of(makes)


def test_the_stylesheet_is_whole() -> None:
    text = style.stylesheet("desk")
    assert text.count("{") == text.count("}")
    assert not re.search(r"^(<{7}|={7}|>{7})", text, re.MULTILINE)
