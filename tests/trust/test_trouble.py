"""When the disk fails, too many write, or a page has a fault: what people are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from tests.talks.world import DiskWorld
from tests.trust.caller import House, call, house
from tests.trust.test_gate import headers_fit

from goodoffices.base import bodies, punctual
from goodoffices.base.durable import BusyError
from goodoffices.talks.store import Store


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path / "h") as made:
        yield made


def test_a_failed_disk_stops_writing_says_so_and_still_reads(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Store, _first: object, _done: object) -> None:
        raise apsw.FullError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_transact", full)
        answer = home.post("Ada", "/room/messages", "/room", text="lost?", leave="no")
    assert answer.status == 503
    assert "this was not" in answer.text
    assert headers_fit(answer)
    again = home.post("Ben", "/room/messages", "/room", text="later", leave="no")
    assert again.status == 503, "a failed disk is not tried again"
    page = home.get("Ada", "/room")
    assert page.status == 200
    assert "The disk has failed" in page.text
    assert "lost?" not in page.text


def test_too_many_writers_are_asked_to_come_back(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_self: Store, _job: object) -> None:
        raise BusyError

    monkeypatch.setattr(Store, "write", busy)
    answer = home.post("Ada", "/room/messages", "/room", text="x", leave="no")
    assert answer.status == 503
    assert "Nothing was kept" in answer.text


def test_a_damaged_log_is_not_shown(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    world.close()
    connection = apsw.Connection(str(world.path))
    connection.execute("UPDATE records SET box=zeroblob(200) WHERE n=1")
    connection.close()
    world.restart()
    made = House(world)
    for page in ("/room", "/table", "/log"):
        answer = made.get("Ada", page)
        assert answer.status == 503
        assert "Talks on enrichment" not in answer.text
    made.close()


def test_a_slow_body_is_cut_off(home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    import asyncio

    monkeypatch.setattr(punctual, "PATIENCE", 0.05)

    async def slow() -> dict[str, object]:
        await asyncio.sleep(5)
        return {"type": "http.request"}

    async def read() -> int:
        with pytest.raises(bodies.TooMuchError) as caught:
            await bodies.read_body(slow, 10)
        return caught.value.status

    assert home.runner.run(read()) == 408


def test_a_broken_off_body_does_nothing(home: House) -> None:
    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def read() -> int:
        with pytest.raises(bodies.TooMuchError) as caught:
            await bodies.read_body(gone, 10)
        return caught.value.status

    assert home.runner.run(read()) == 400


def test_a_socket_for_something_else_is_closed(home: House) -> None:
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    async def receive() -> dict:
        return {"type": "lifespan.shutdown"}

    home.runner.run(home.gate({"type": "websocket"}, receive, send))
    home.runner.run(home.gate({"type": "lifespan"}, receive, send))
    assert [m["type"] for m in sent] == ["websocket.close", "lifespan.shutdown.complete"]


def test_addresses_are_read_strictly(home: House) -> None:
    for path in ("/text/1/", "//room", "/room/", "/ROOM", "/room%00", "/static/../room"):
        answer = home.runner.run(call(home.gate, "GET", path))
        assert answer.status in (401, 404), path
