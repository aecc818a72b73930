"""Acts that share a sync, and what is held in memory: each is as if it had been alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.talks.world import NOON, DiskWorld

from goodoffices.talks import keyring
from goodoffices.talks.nouns import Refusal, TalksEvent
from goodoffices.talks.office import LoggedOutError
from goodoffices.talks.store import Store


class PlannedError(Exception):
    """What is raised where a test wants it."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


@contextmanager
def gathering(store: Store) -> Iterator[None]:
    """Let jobs gather behind one that is under way; they share a transaction afterwards."""
    begun, go = threading.Event(), threading.Event()

    def first(_writer: object) -> None:
        begun.set()
        assert go.wait(60)
        time.sleep(2 * store.shared)  # so long that none of them joins it
        store.shared = 60.0  # and those join each other, however slow the machine is

    held = store.write(first)
    assert begun.wait(60)
    try:
        yield
    finally:
        go.set()
    held.result(60)


def say(world: DiskWorld, text: str, who: str = "Ada", room: str = "room:iran") -> Future[Any]:
    said = {"room": room, "text": text, "leave": "no"}
    return world.office.act(world.session(who), "message", said, text, world.now)


def said(world: DiskWorld, who: str = "Mona") -> list[str]:
    return [m.text for m in world.state(who).messages]


def half_done(writer: Any) -> None:
    """Write something, and go wrong."""
    writer.execute("INSERT INTO meta(name, value) VALUES ('half', x'00')")
    raise PlannedError


def test_acts_that_wait_share_a_sync_and_see_each_other(world: DiskWorld) -> None:
    before = world.office.store.commits
    with gathering(world.office.store):
        futures = [say(world, f"n{n}", *at) for n in range(6) for at in _BOTH]
    receipts = [future.result(10)[0] for future in futures]
    assert world.office.store.commits - before <= 2
    assert [r.seq for r in receipts[::2]] == list(range(receipts[0].seq, receipts[0].seq + 6))
    assert all(r.genuine for r in receipts)
    texts = [f"n{n}" for n in range(6)]
    assert said(world, "Ada") == said(world, "Ben") == texts
    world.restart()
    assert said(world, "Ada") == said(world, "Ben") == texts
    assert len(world.office.spine(world.session("Mona"))) > 12


_BOTH = (("Ada", "room:iran"), ("Ben", "room:us"))


def test_nothing_is_answered_before_the_sync_it_shares(world: DiskWorld) -> None:
    seen: list[bool] = []
    futures: list[Future[Any]] = []

    def commit(_cursor: object, sql: str, _bindings: object) -> bool:
        if sql == "COMMIT":
            seen.extend(future.done() for future in futures)
        return True

    with gathering(world.office.store):
        futures += [say(world, f"n{n}") for n in range(3)]
        world.office.store._writer.exec_trace = commit
    assert all(isinstance(future.result(10), tuple) for future in futures)
    world.restart()  # the writer has ended: whatever it was to commit it has
    assert seen
    assert not any(seen)


def test_an_error_at_the_commit_undoes_all_that_share_it_and_each_is_told(
    world: DiskWorld,
) -> None:
    struck: list[str] = []
    futures: list[Future[Any]] = []

    def commit(_cursor: object, sql: str, _bindings: object) -> bool:
        if sql == "COMMIT" and not struck and futures[0].running():
            struck.append(sql)
            raise PlannedError
        return True

    with gathering(world.office.store):
        futures += [say(world, f"n{n}") for n in range(4)]
        world.office.store._writer.exec_trace = commit
    for future in futures:
        with pytest.raises(PlannedError):
            future.result(10)
    world.office.store._writer.exec_trace = None
    assert said(world) == said(world, "Ada") == []
    again = [say(world, f"n{n}").result(10)[0].seq for n in range(4)]
    assert again == list(range(again[0], again[0] + 4))
    assert said(world) == said(world, "Ada") == [f"n{n}" for n in range(4)]


def test_an_act_that_goes_wrong_undoes_itself_alone(world: DiskWorld) -> None:
    with gathering(world.office.store):
        first, gone, last = (
            say(world, "first"),
            world.office.store.write(half_done),
            say(world, "last"),
        )
    with pytest.raises(PlannedError):
        gone.result(10)
    assert last.result(10)[0].seq == first.result(10)[0].seq + 1
    assert said(world) == ["first", "last"]
    assert world.office.store.read("SELECT 1 FROM meta WHERE name='half'") == []


def test_what_was_undone_is_seen_by_nobody(world: DiskWorld) -> None:
    """An act that looks at what it wrote, and then goes wrong, leaves no view of it."""
    ada = world.session("Ada")

    def wrong(writer: Any) -> None:
        said = {"party": "iran", "name": "Ada", "text": "undone", "leave": 0}
        event = TalksEvent("room:iran", 0, NOON, ada.member.id, kind="message", data=said)
        world.office._append(writer, ada.ring, [event])
        assert "undone" in [m.text for m in world.office.view_of(writer, ada).messages]
        raise PlannedError

    with gathering(world.office.store):
        gone, last = world.office.store.write(wrong), say(world, "last")
    with pytest.raises(PlannedError):
        gone.result(10)
    assert isinstance(last.result(10), tuple)
    assert said(world, "Ada") == said(world) == ["last"]
    world.restart()
    assert said(world, "Ada") == said(world) == ["last"]


def test_a_log_in_that_ends_while_it_is_looked_up_is_asked_for_again(
    world: DiskWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, secret, number = world.office, world.cookies["Arya"], world.number("Arya")
    office.end(world.number("Otto")).result()  # so that the disk is asked for Arya's again
    real = keyring.standing

    def standing(reader: Any, mark: bytes) -> Any:
        found = real(reader, mark)
        if threading.current_thread() is threading.main_thread():
            office.store.write(
                lambda writer: writer.execute("DELETE FROM sessions WHERE member=?", (number,))
            ).result(10)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(keyring, "standing", standing)
        office.session(secret, NOON)
    assert office.session(secret, NOON) is None


def test_a_log_in_ended_by_whatever_code_is_ended_for_those_in_memory(world: DiskWorld) -> None:
    office, secret = world.office, world.cookies["Arya"]
    mine = world.session("Arya")
    gone = "DELETE FROM sessions WHERE member=?"
    office.store.write(lambda writer: writer.execute(gone, (mine.member.id,)).fetchall()).result()
    assert office.session(secret, NOON) is None
    assert not office.open(mine, NOON)


def test_who_was_removed_sees_nothing_of_what_others_keep_in_memory(world: DiskWorld) -> None:
    """Arya's keys, as she held them, open nothing newer, though Ada's view of it is at hand."""
    office, arya, mona = world.office, world.session("Arya"), world.session("Mona")
    office.view(arya)
    assert not isinstance(office.remove(mona, arya.member.id, NOON).result(), Refusal)
    world.done("Mona", "message", room="room:iran", text="of Arya", leave="no")
    # the same rooms with the same numbers, asked for by those who hold them now
    ada = world.session("Ada")
    same = {name: room for name, room in ada.ring.items() if name in arya.ring}
    shared = keyring.Session(
        id=ada.id, member=arya.member, seed=ada.seed, ring=same, began=ada.began, turn=ada.turn
    )
    assert "of Arya" in [m.text for m in office._views.view(shared).state.messages]
    with pytest.raises(LoggedOutError):
        office.view(arya)


def test_what_a_box_holds_is_told_to_its_key_alone() -> None:
    from goodoffices.talks.ledger import Opened, body_of, event_of

    body = body_of(TalksEvent("table", 1, NOON, "m", kind="message", data={}), "00")
    opened = Opened(most=2 * len(body))
    opened.keep(b"box", b"key", body, event_of(body))
    assert opened.get(b"box", (b"other", b"key")) == (1, body, event_of(body))
    assert opened.get(b"box", (b"other",)) is None
    for n in range(2):
        opened.keep(b"%d" % n, b"key", body, event_of(body))
    assert opened.get(b"box", (b"key",)) is None, "bounded"
