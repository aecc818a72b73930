"""How many durable posts, pages and listeners one server carries, beside what the disk does.

A real server on a real disk, with its keys, chains and syncs; the clients run in this process, on
the same cores. Times are compared with a bare append and fdatasync, and with the smallest page,
from the same run.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from goodoffices.talks.convening import Setup, convene, token_text
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import utc
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

CONNECTIONS = 16
SECONDS = 6.0
LISTENERS = 200
POSTERS = 24
"""How many delegates post: each has a measure of its own."""
SERVER = "from tests.faults.zygote import serve; import sys; serve(sys.argv[1], int(sys.argv[2]))"


def figures() -> Iterator[dict[str, Any]]:
    """Yield posts, pages and listeners, each with its yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        yield from asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[dict[str, Any]]:
    cookies, _seats = convened(folder / "t.talks")
    port = free_port()
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(folder / "t.talks"), str(port)])
    try:
        await up(port)
        bare = _bare_syncs(folder / "bare")
        trivial = await _storm(port, lambda _n: get("/static/icon.svg", cookies["Ada"]))
        many = [secret for name, secret in cookies.items() if name.startswith("Delegate")]
        posts = await _storm(port, lambda n: post(n, many[n % len(many)]))
        async with _hostile(port, cookies["Otto"]):
            beside = await _storm(port, lambda n: post(n, many[n % len(many)], "beside"))
        for number in range(50):
            await _one(port, post(-number, cookies["Cleo"], "few"))
        pages = await _storm(port, lambda _n: get("/room", cookies["Cleo"]))
        told, memory = await _listeners(port, server.pid, cookies)
        return [
            {
                "figure": "talks: durable posts a second",
                "value": posts["rate"],
                "aim": 200,
                "p99_ms": posts["p99"],
                "bare_sync_p99_ms": bare,
                "ratio": round(posts["p99"] / bare, 1),
            },
            {
                "figure": "talks: durable posts a second, a hostile member and an outsider beside",
                "value": beside["rate"],
                "aim": 200,
                "p99_ms": beside["p99"],
                "aim_p99_ms": 150,
            },
            {
                "figure": "talks: pages of a room of 50 messages a second",
                "value": pages["rate"],
                "aim": 300,
                "p99_ms": pages["p99"],
                "smallest_page_rate": trivial["rate"],
                "ratio": round(trivial["rate"] / pages["rate"], 1),
            },
            {
                "figure": f"talks: news at {LISTENERS} listeners, p99 ms",
                "value": told,
                "aim": 500,
                "server_mb": memory,
            },
        ]
    finally:
        server.kill()
        server.wait()


def convened(path: Path) -> tuple[dict[str, bytes], dict[str, tuple[str, str]]]:
    """Make talks with three parties and eleven mediators, all logged in; also what opens each."""
    names = {"iran": ["Ada"], "us": ["Ben"], "russia": ["Cleo"]}
    for number in range(POSTERS):
        names["us" if number % 2 else "iran"].append(f"Delegate {number}")
    team = [f"Mona {n}" for n in range(LISTENERS // 20 + 1)]
    setup = Setup(
        title="Talks",
        parties={p: p for p in names},
        delegations=names,
        mediators=team,
        observers=["Otto"],
    )
    now = utc()
    invitations = convene(path, setup, now)
    office = Office(Store(path), cost=CHEAPEST)
    cookies, seats = {}, {}
    for invitation in invitations:
        taken = office.take_up(invitation.token, now).result()
        assert taken is not None
        cookies[taken.member.name] = taken.secret
        seats[taken.member.name] = (taken.seat, taken.passphrase)
    mona = office.session(cookies["Mona 0"], now)
    assert mona is not None
    for draft in range(2):
        words = " ".join("x" if draft and n % 97 == 0 else f"w{n % 840}" for n in range(8_000))
        clause = {"id": "1", "heading": "H", "wording": {"en": words}, "status": "open"}
        fields = {"title": "T", "clauses": [clause]}
        assert isinstance(office.act(mona, "text.draft", fields, str(draft), now).result(), tuple)
    office.store.close()
    return cookies, seats


@asynccontextmanager
async def _hostile(port: int, observer: bytes) -> AsyncIterator[None]:
    """Let a member upload and open what costs much, and an outsider knock and stall."""
    stopped = asyncio.Event()
    copy = b'{"goodoffices":"talks log 1","rooms":[],"talks":"t"}' + b"\n" * 2_000_000

    async def again(request: bytes) -> None:
        while not stopped.is_set():
            with suppress(OSError, asyncio.IncompleteReadError):
                async with connected(port) as ask:
                    await ask(request)

    async def stall() -> None:
        held = []
        with suppress(OSError):
            for _connection in range(900):
                _reader, writer = await asyncio.open_connection(
                    "127.0.0.1", port, local_addr=("127.0.0.2", 0)
                )
                writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                held.append(writer)
        await stopped.wait()
        for writer in held:
            writer.close()

    wrong = form("/enter", urlencode({"seat": "nobody", "passphrase": "x"}), b"\0" * 32)
    jobs = [
        again(_upload(copy, observer)),
        again(get("/text/2/changes", observer)),
        again(get("/history?clause=1", observer)),
        again(wrong),
        stall(),
    ]
    running = [asyncio.create_task(job) for job in jobs]
    await asyncio.sleep(0.5)
    try:
        yield
    finally:
        stopped.set()
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


def _upload(data: bytes, cookie: bytes) -> bytes:
    head = b'--b\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'
    body = head + data + b"\r\n--b--\r\n"
    return form("/check", "", cookie, "multipart/form-data; boundary=b", len(body)) + body


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def up(port: int) -> None:
    for _try in range(400):
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return
    raise TimeoutError("the server does not start")


def _bare_syncs(path: Path) -> float:
    """Return the p99 of appending a kilobyte and syncing it, in milliseconds."""
    times = []
    with path.open("ab", buffering=0) as file:
        for _append in range(300):
            begun = time.perf_counter()
            file.write(b"x" * 1024)
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - begun) * 1e3)
    return round(quantiles(times, n=100)[98], 2)


def get(path: str, cookie: bytes) -> bytes:
    head = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {COOKIE}={token_text(cookie)}\r\n\r\n"
    )
    return head.encode()


def post(number: int, cookie: bytes, name: str = "n") -> bytes:
    text = f"{name} {number} " + "words " * 40
    body = urlencode({"text": text, "leave": "no", "key": f"{name} {number}"})
    return form("/room/messages", body, cookie)


def form(
    path: str,
    body: str,
    cookie: bytes,
    media_type: str = "application/x-www-form-urlencoded",
    length: int | None = None,
) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: {media_type}\r\nCookie: {COOKIE}={token_text(cookie)}\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return (head + body).encode()


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Callable[[bytes], Awaitable[bytes]]]:
    """Give a function that sends one request and returns the answer's head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)

    async def ask(request: bytes) -> bytes:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        return head

    try:
        yield ask
    finally:
        writer.close()


async def _one(port: int, request: bytes) -> None:
    async with connected(port) as ask:
        head = await ask(request)
        assert head.split(b" ")[1] in (b"200", b"303"), head


async def _storm(port: int, request: Callable[[int], bytes]) -> dict[str, float]:
    """Ask from every connection as fast as answers come; return the rate and p99."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    async def one(first: int) -> None:
        number = first
        async with connected(port) as ask:
            while time.perf_counter() < until:
                begun = time.perf_counter()
                head = await ask(request(number))
                assert head.split(b" ")[1] in (b"200", b"303"), head
                times.append((time.perf_counter() - begun) * 1e3)
                number += CONNECTIONS

    begun = time.perf_counter()
    await asyncio.gather(*(one(n) for n in range(CONNECTIONS)))
    rate = len(times) / (time.perf_counter() - begun)
    return {"rate": round(rate, 1), "p99": round(quantiles(times, n=100)[98], 1)}


async def _listeners(port: int, pid: int, cookies: dict[str, bytes]) -> tuple[float, float]:
    """Open the listeners, post, and return the p99 until all were told, and the server's memory."""
    team = [secret for name, secret in cookies.items() if name.startswith("Mona")]
    open_streams = []
    for number in range(LISTENERS):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get("/desk/stream", team[number % len(team)]))
        await reader.readuntil(b"\n\n")
        open_streams.append((reader, writer))
    times: list[float] = []
    for number in range(5):
        begun = time.perf_counter()
        waits = [asyncio.create_task(r.readuntil(b"\n\n")) for r, _w in open_streams]
        await _one(port, post(number, cookies["Cleo"], "news"))
        for told in asyncio.as_completed(waits):
            await told
            times.append((time.perf_counter() - begun) * 1e3)
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    for _reader, writer in open_streams:
        writer.close()
    return round(quantiles(times, n=100)[98], 1), round(int(resident.split()[1]) / 1024, 1)
