"""How long the loop that answers everybody is held while one sends what costs the most.

A real server in a process of its own, in talks in which much was said; a beat on its loop measures
how long each beat was late, by the clock and by the processor time of the process. Each kind of
request is sent three times, or by a crowd, while a member goes on opening a page. The longest hold
by the clock is what counts (aim: 50 ms), where the machine is idle; where it is not, the processor
time says more: a hold that others cause does not show in it, but work in other threads does.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.types import Receive, Scope, Send
from tests.talks.world import NOON, DiskWorld
from tests.trust.test_loop import KINDS, fill

from benchmarks import talks as load
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import application
from goodoffices.talks.pages.guard import Gate
from goodoffices.talks.pages.server import Address, listening, run_application
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

AIM = 50
"""The longest that a request may hold the loop, in milliseconds."""

BEAT = 0.001
QUIET = 2.0
SERVER = "import sys; from benchmarks.holds import serve; serve(sys.argv[1], int(sys.argv[2]))"
Kind = Callable[[int, dict[str, bytes]], Awaitable[object]]


class Beating:
    """The talks with a beat on their loop; remembers the latest that one came."""

    def __init__(self, gate: Gate) -> None:
        self.gate = gate
        self.late = self.work = self.collected = 0.0
        self._task: asyncio.Task[None] | None = None
        self._begun = 0.0
        gc.callbacks.append(self._collecting)

    def close(self) -> None:
        """Stop as the talks do."""
        self.gate.close()

    async def tick(self) -> None:
        """Tick as the talks do."""
        await self.gate.tick()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the talks do; the first request begins the beat."""
        if self._task is None:
            self._task = asyncio.create_task(self._beat())
        await self.gate(scope, receive, send)

    async def _beat(self) -> None:
        wall, work = time.perf_counter(), time.process_time()
        while True:
            await asyncio.sleep(BEAT)
            now, worked = time.perf_counter(), time.process_time()
            self.late = max(self.late, now - wall - BEAT)
            self.work = max(self.work, worked - work)
            wall, work = now, worked

    def _collecting(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._begun = time.perf_counter()
        else:
            self.collected = max(self.collected, time.perf_counter() - self._begun)

    def told(self) -> str:
        """Say the longest holds since this was asked last, in milliseconds."""
        found = {"ms": self.late, "work_ms": self.work, "collecting_ms": self.collected}
        self.late = self.work = self.collected = 0.0
        return json.dumps({name: round(value * 1e3, 1) for name, value in found.items()})


def serve(store: str, port: int) -> None:
    """Serve the talks; for each line that comes in, print the longest holds since the last one."""
    place = Address(port=port)
    office = Office(Store(Path(store)), cost=CHEAPEST)
    beating = Beating(application(office, clock=lambda: NOON))

    def listen() -> None:
        for _line in sys.stdin:
            sys.stdout.write(beating.told() + "\n")
            sys.stdout.flush()

    threading.Thread(target=listen, daemon=True).start()
    with listening(place) as bound:
        run_application(beating, place, bound)


def figures() -> Iterator[dict[str, Any]]:
    """Yield, kind by kind, how long the loop was held at most."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _figures(Path(folder))


def _figures(folder: Path) -> Iterator[dict[str, Any]]:
    world = DiskWorld(folder)
    fill(world)
    sent = {kind: make(world) for kind, make in KINDS.items()}
    cookies = dict(world.cookies)
    world.close()
    port = load.free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(world.path), str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    kinds: dict[str, Kind] = {"nothing but a member's pages": _nothing}
    kinds |= {kind: _thrice(request) for kind, request in sent.items()}
    kinds |= CROWDS
    try:
        for kind, send in kinds.items():
            answered = asyncio.run(_beside(port, cookies, send))
            server.stdin.write("\n")
            server.stdin.flush()
            held = json.loads(server.stdout.readline())
            name = f"talks: the loop held at most, ms: {kind}"
            yield {"figure": name, "value": held.pop("ms"), "aim": AIM, **held, **answered}
    finally:
        server.kill()
        server.wait()


async def _beside(port: int, cookies: dict[str, bytes], send: Kind) -> dict[str, Any]:
    """Send what costs while a member opens a page again and again; say how long that took."""
    await load.up(port)
    times: list[float] = []
    done = asyncio.Event()

    async def member() -> None:
        while not done.is_set():
            begun = time.perf_counter()
            async with load.connected(port) as ask:
                await ask(load.get("/table", cookies["Ben"]))
            times.append((time.perf_counter() - begun) * 1e3)
            await asyncio.sleep(0.02)

    task = asyncio.create_task(member())
    await asyncio.sleep(0.2)
    await send(port, cookies)
    await asyncio.sleep(0.2)
    done.set()
    await task
    return {"a_page_meanwhile_ms": round(max(times), 1)}


async def _nothing(_port: int, _cookies: dict[str, bytes]) -> None:
    await asyncio.sleep(QUIET)


def _thrice(request: tuple[str | None, str, str, bytes, str]) -> Kind:
    """Return what sends a request three times, one after the other."""
    who, method, path, body, media_type = request

    async def send(port: int, cookies: dict[str, bytes]) -> None:
        cookie = cookies[who] if who else b"\0" * 32
        if method == "GET":
            whole = load.get(path, cookie)
        else:
            whole = load.form(path, "", cookie, media_type, len(body)) + body
        for _time in range(3):
            async with load.connected(port) as ask:
                await ask(whole)

    return send


def _crowd(number: int, request: Callable[[int, dict[str, bytes]], bytes]) -> Kind:
    """Return what sends many requests at once, each by a connection of its own."""

    async def one(port: int, whole: bytes) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, IndexError):
            async with load.connected(port) as ask:
                await ask(whole)

    async def send(port: int, cookies: dict[str, bytes]) -> None:
        await asyncio.gather(*(one(port, request(n, cookies)) for n in range(number)))

    return send


def _wrong(number: int, _cookies: dict[str, bytes]) -> bytes:
    form = urlencode({"seat": f"seat{number}", "passphrase": "x"})
    return load.form("/enter", form, b"\0" * 32)


def _said(number: int, cookies: dict[str, bytes]) -> bytes:
    return load.post(number, cookies["Arya"], "crowd")


CROWDS: dict[str, Kind] = {
    "three hundred wrong log-ins at once": _crowd(300, _wrong),
    "three hundred posts at once": _crowd(300, _said),
    "three hundred pages at once": _crowd(300, lambda _n, c: load.get("/room", c["Ada"])),
    "fifty logs at once": _crowd(50, lambda _n, c: load.get("/log", c["Mona"])),
    "three hundred addresses that are not there": _crowd(
        300, lambda n, _c: load.get(f"/{n}" + "/x" * 2_000, b"\0" * 32)
    ),
}
