"""Long work on the desk: how far it is, that it stops, and what its page says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from tests.desk.desk_world import ServedDesk, served

import goodoffices
from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.desk.work import AT_ONCE, KEPT, LongWork, Tell, Works


def until(fits: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not fits():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.005)


def steps(gate: threading.Event, count: int = 4) -> Callable[[Tell], str]:
    """Work of some steps, each of which waits until it is let on."""

    def do(tell: Tell) -> str:
        for done in range(count):
            tell(done, count, f"<b>{done}</b>")
            gate.wait(60)
        return "made"

    return do


def test_work_tells_how_far_it_is_and_keeps_what_came_of_it() -> None:
    works, gate = Works(), threading.Event()
    piece = works.begin("k", "Count", "/stress", steps(gate))
    until(lambda: piece.of == 4)
    assert (piece.state, piece.done) == ("running", 0)
    gate.set()
    until(lambda: not piece.going)
    assert (piece.state, piece.result, piece.seconds_left) == ("done", "made", None)
    assert works.get(piece.id) is piece


def test_what_runs_is_not_begun_twice_and_not_too_much_at_once() -> None:
    works, gate = Works(), threading.Event()
    first = works.begin("k", "Count", "/stress", steps(gate))
    assert works.begin("k", "Count", "/stress", steps(gate)) is first
    for number in range(AT_ONCE - 1):
        works.begin(f"k{number}", "Count", "/stress", steps(gate))
    with pytest.raises(UsageError, match="GO380"):
        works.begin("one more", "Count", "/stress", steps(gate))
    gate.set()
    until(lambda: not any(piece.going for piece in works.listed()))
    works.begin("one more", "Count", "/stress", steps(gate))


def test_stopped_work_ends_at_its_next_step_and_can_be_begun_anew() -> None:
    works, gate = Works(), threading.Event()
    piece = works.begin("k", "Count", "/stress", steps(gate, 1000))
    until(lambda: piece.of)
    works.stop(piece.id)
    assert piece.state == "stopping"
    again = works.begin("k", "Count", "/stress", steps(gate))
    assert again is not piece
    gate.set()
    until(lambda: not piece.going)
    assert (piece.state, piece.result) == ("stopped", None)
    until(lambda: not again.going)
    assert again.state == "done"
    assert works.stop("w0") is None


def test_a_refusal_and_a_fault_are_told_and_lost_in_no_thread() -> None:
    works = Works()

    def refuses(_tell: Tell) -> None:
        raise UsageError(finding("GO511.count"))

    def breaks(_tell: Tell) -> None:
        raise ZeroDivisionError

    found: list[LongWork] = [works.begin(do.__name__, "X", "/", do) for do in (refuses, breaks)]
    until(lambda: not any(piece.going for piece in found))
    assert [piece.state for piece in found] == ["failed", "failed"]
    assert [piece.findings[0].code for piece in found] == ["GO511", "GO381"]
    assert "ZeroDivisionError" in found[1].findings[0].text


def test_only_so_many_finished_pieces_are_kept() -> None:
    works = Works()
    for number in range(KEPT + 10):
        piece = works.begin(str(number), "X", "/", lambda _tell: None)
        until(lambda one=piece: not one.going)
    assert len(works.listed()) <= KEPT + 1
    assert works.listed()[0] is piece


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedDesk]:
    folder = tmp_path_factory.mktemp("works") / "case"
    goodoffices.new(folder, "T")
    with served(folder) as one:
        yield one


def test_the_page_follows_without_script_and_holds_still_when_asked(desk: ServedDesk) -> None:
    gate = threading.Event()
    piece = desk.works.begin("k", "Count <i>", "/outcomes", steps(gate))
    until(lambda: piece.of)
    page = desk.get(f"/progress/{piece.id}").text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert "0 of 4" in page
    assert "<i>" not in page
    assert "<b>0" not in page
    assert "refresh" not in desk.get(f"/progress/{piece.id}?still=1").text
    assert json.loads(desk.get(f"/progress/{piece.id}.json").text)["of"] == 4
    assert desk.post(f"/progress/{piece.id}/stop").headers["location"] == f"/progress/{piece.id}"
    gate.set()
    until(lambda: not piece.going)
    assert "It was stopped" in desk.get(f"/progress/{piece.id}").text
    assert "refresh" not in desk.get(f"/progress/{piece.id}").text
    assert f"/progress/{piece.id}" in desk.get("/progress").text
    assert desk.get("/progress/w0").status == 404
    assert desk.get("/progress/w0.json").status == 404


def test_done_work_leads_to_what_came_of_it(desk: ServedDesk) -> None:
    piece = desk.works.begin("d", "Count", "/outcomes", lambda _tell: 1)
    until(lambda: not piece.going)
    page = desk.get(f"/progress/{piece.id}").text
    assert 'content="1; url=/outcomes"' in page
    assert 'href="/outcomes">See what came of it' in page
