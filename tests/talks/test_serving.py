"""Convening from a case, serving, the demo, and backups taken while people write."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from tests.talks.world import NOON, DiskWorld

from goodoffices.base.errors import CaseError, GoodOfficesError
from goodoffices.talks import export
from goodoffices.talks.fromcase import convene_case, setup_for
from goodoffices.talks.nouns import TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.pages import templates as pages
from goodoffices.talks.pages.server import Address, listening, serve, server
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify_bytes
from goodoffices.talks.watch import Watch


def demo_case() -> Path:
    with as_file(files("goodoffices") / "demo" / "case.yaml") as path:
        return path


def test_a_case_makes_talks_and_is_only_read(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_bytes(demo_case().read_bytes())
    invitations = convene_case(case, tmp_path / "t.talks", NOON, languages=("en", "fa"))
    assert [i.member.role for i in invitations] == ["mediator", "party", "party"]
    assert (case / "case.yaml").read_bytes() == demo_case().read_bytes()
    office = Office(Store(tmp_path / "t.talks"), cost=CHEAPEST)
    taken = office.take_up(invitations[0].token, NOON).result()
    assert taken is not None
    session = office.session(taken[2], NOON)
    assert session is not None
    state = office.view(session).state
    assert state.languages == ("en", "fa")
    assert set(state.parties) == {"us", "iran"}, "who mediates has no delegation"
    assert state.agenda
    office.store.close()


def test_talks_are_never_kept_in_the_case_folder(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(demo_case().read_bytes())
    for store in (tmp_path / "t.talks", tmp_path / "sub" / ".." / "t.talks"):
        with pytest.raises(TalksError, match="GO706"):
            convene_case(tmp_path, store, NOON)
    assert [p.name for p in tmp_path.iterdir()] == ["case.yaml"]


def test_named_people_take_the_place_of_the_cases_own(tmp_path: Path) -> None:
    from goodoffices.case.file import load

    case = load(demo_case())
    setup = setup_for(case, delegations={"iran": ["A", "B"]}, mediators=["M"], observers=["O"])
    assert setup.delegations["iran"] == ["A", "B"]
    assert setup.mediators == ["M"]
    assert "russia" not in setup.parties, "nobody becomes a party unasked"
    asked = setup_for(case, delegations={"russia": ["R"]}, mediators=["M"])
    assert asked.delegations["russia"] == ["R"]
    with pytest.raises((CaseError, GoodOfficesError)):
        convene_case(tmp_path / "no-such-case", tmp_path / "t", NOON)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "talks.example", "::"])
def test_beyond_this_computer_only_encrypted(tmp_path: Path, host: str) -> None:
    world = DiskWorld(tmp_path)
    world.close()
    with pytest.raises(TalksError, match="GO707"):
        serve(world.path, Address(host=host), print)
    Address(host=host, behind_proxy=True).check()
    Address(host=host, certificate=tmp_path, key=tmp_path).check()


def test_what_is_answered_to() -> None:
    assert Address(host="127.0.0.1", names=("us.localhost",)).hosts(7) >= {
        "127.0.0.1:7",
        "localhost:7",
        "us.localhost:7",
    }
    assert "localhost:7" not in Address(host="192.0.2.1").hosts(7)
    assert Address(host="0.0.0.0", behind_proxy=True).hosts(7) == frozenset()


def test_a_store_that_is_none_is_told_before_anything_listens(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("hello")
    with pytest.raises(TalksError, match="GO701"):
        serve(tmp_path / "x", Address(port=0), print)


def test_the_demo_prints_three_links_that_work_and_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from goodoffices.talks.pages.server import serve_demo; sys.exit(serve_demo())"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    try:
        assert running.stdout is not None
        lines = iter(running.stdout.readline, "Ctrl-C stops, and deletes these talks.\n")
        found = [re.search(r"http://(([\w-]+\.localhost):(\d+))(/\S+)", x) for x in lines]
        links = [link for link in found if link]
        assert len(found) > len(links) + 3, "what to try stands beside each"
        assert [m[2] for m in links if m] == [
            "mediator.localhost",
            "us.localhost",
            "iran.localhost",
        ]
        for link in links:
            assert link is not None
            connection = http.client.HTTPConnection("127.0.0.1", int(link[3]), timeout=60)
            connection.request("GET", link[4], headers={"Host": link[1]})
            answer = connection.getresponse()
            assert (answer.status, b"invited" in answer.read()) == (200, True)
            assert answer.getheader("server") is None
            assert answer.getheader("date") is None
            connection.close()
        assert list(tmp_path.iterdir())
    finally:
        running.send_signal(signal.SIGINT)
        _out, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_taken_under_load_holds_all_that_was_told_before(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    told: list[str] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            text = f"n{len(told)}"
            world.done("Ada", "message", key=text, room="room:iran", text=text, leave="no")
            told.append(text)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(told) < 20:
            pass
        before = list(told)
        world.office.store.backup(tmp_path / "backup.sqlite")
    finally:
        stop.set()
        writer.join()
    copy = Office(Store(tmp_path / "backup.sqlite"), cost=CHEAPEST)
    session = copy.session(world.cookies["Ada"], NOON)
    assert session is not None
    assert set(before) <= {m.text for m in copy.view(session).state.messages}
    receipts = world.done("Ada", "message", room="notes:iran", text="kept", leave="no")
    assert isinstance(receipts, tuple)
    assert verify_bytes(export.log(copy, session)).sound
    copy.store.close()
    world.close()


def test_pages_turn_with_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from goodoffices.base import i18n

    catalogue = Catalog(locale="fa")
    catalogue.add("Log in to the talks", "ورود به گفتگوها")
    folder = tmp_path / "fa" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    monkeypatch.setattr(pages, "LOCALE", tmp_path)
    for cached in (i18n.translations, pages.languages, pages.environment):
        cached.cache_clear()
    try:
        fields = {"base": "", "me": None, "wrong": False, "wait": 0, "seat": ""}
        page = pages.render("enter.html", "fa", **fields)
        assert '<html lang="fa" dir="rtl">' in page
        assert "ورود به گفتگوها" in page
        assert '<html lang="en" dir="ltr">' in pages.render("enter.html", "en", **fields)
        assert pages.languages() == {"en", "fa"}
    finally:
        for cached in (i18n.translations, pages.languages, pages.environment):
            cached.cache_clear()


SOON = 60.0
"""Within how many seconds a serving loop must have ticked; it does each second."""


def test_a_serving_loop_that_stood_still_knows_of_its_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real server: its loop ticks by itself, and a page that holds it up is noticed."""
    monkeypatch.setattr("goodoffices.talks.watch.SILENCE", timedelta(seconds=2))
    world = DiskWorld(tmp_path)
    bound = listening(Address(port=0))
    port = bound.getsockname()[1]
    served = server(world.office, Address(port=0), port)
    thread = threading.Thread(target=served.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    watch = world.office.watch
    until = time.monotonic() + SOON
    while watch._last is None and time.monotonic() < until:
        time.sleep(0.05)
    assert watch._last is not None, "the loop ticks without being asked"
    before = len(watch.silences)
    held: list[int] = []
    real = Watch.answering

    def holds(self: Watch, now: str, seconds: float) -> None:
        if not held:
            held.append(1)
            time.sleep(2.5)
        real(self, now, seconds)

    monkeypatch.setattr(Watch, "answering", holds)
    for _again in range(2):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()
    served.should_exit = True
    thread.join(20)
    bound.close()
    world.close()
    assert len(watch.silences) > before
