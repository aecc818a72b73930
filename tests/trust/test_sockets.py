"""T12 at the socket: slow, huge, smuggled and broken requests against the running server."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.talks.world import DiskWorld
from uvicorn import Config
from uvicorn.server import ServerState

from goodoffices.base import punctual
from goodoffices.talks.convening import token_text
from goodoffices.talks.pages import patience
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.pages.patience import A_MEMBER, WAITING, PatientProtocol
from goodoffices.talks.pages.server import Address, listening, server

LONG = 60.0
"""So many seconds are waited for what must come; a slow machine needs some of them."""


class Running:
    """The real server in a thread."""

    def __init__(self, folder: Path) -> None:
        self.world = DiskWorld(folder)
        place = Address(port=0)
        self.bound = listening(place)
        self.port = self.bound.getsockname()[1]
        self.server = server(self.world.office, place, self.port, lambda: self.world.now)
        self.thread = threading.Thread(target=self.server.run, args=([self.bound],))
        self.thread.start()

    def ended(self, data: bytes) -> bytes:
        """Send some bytes and return what comes back until the server ends the connection."""
        with self.connected() as client:
            client.sendall(data)
            return b"".join(iter(lambda: client.recv(65536), b""))

    def connected(self) -> socket.socket:
        """Return a connection; what does not come on it is a fault."""
        return socket.create_connection(("127.0.0.1", self.port), LONG)

    def say(self, data: bytes, wait: float = LONG) -> bytes:
        """Send some bytes and return everything that comes back until the end or the time."""
        with self.connected() as client:
            client.settimeout(wait)
            got = b""
            try:
                client.sendall(data)
                while chunk := client.recv(65536):
                    got += chunk
                    if b"\r\n\r\n" in got and b"</html>" in got:
                        break
            except (TimeoutError, ConnectionError):
                pass
            return got

    def head(self, method: str = "GET", path: str = "/", *more: str) -> bytes:
        cookie = f"Cookie: {COOKIE}={token_text(self.world.cookies['Ada'])}"
        lines = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            cookie,
            "Sec-Fetch-Site: same-origin",
            *more,
            "",
            "",
        ]
        return "\r\n".join(lines).encode()

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.bound.close()
        self.world.close()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(tmp_path_factory.mktemp("sockets"))
    yield made
    made.close()


FORM = "Content-Type: application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    "nasty",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /enter HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"POST /enter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /enter HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /%00%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nCookie: " + b"__Host-talks=x;" * 500 + b"\r\n\r\n",
    ],
)
def test_a_broken_request_gets_no_fault_and_no_words(running: Running, nasty: bytes) -> None:
    got = running.say(nasty, 1.0)
    assert not got.startswith(b"HTTP/1.1 5"), got[:80]
    assert b"Traceback" not in got
    assert b"Talks on enrichment" not in got
    assert running.say(running.head("GET", "/", "Connection: close")).startswith(b"HTTP/1.1 303"), (
        "and the server goes on"
    )


def test_what_comes_in_pieces_is_not_taken(running: Running) -> None:
    """Read as they come, pieces of one byte hold the loop for a second a megabyte, for anybody."""
    pieces = b"1\r\nx\r\n" * 40_000
    got = running.say(running.head("POST", "/nowhere", FORM, "Transfer-Encoding: chunked") + pieces)
    assert got.startswith(b"HTTP/1.1 400") or not got
    assert running.say(running.head("GET", "/", "Connection: close")).startswith(b"HTTP/1.1 303")


def test_a_request_inside_a_body_is_not_done(running: Running) -> None:
    body = b"0\r\n\r\n" + running.head("POST", "/rules", FORM, "Content-Length: 0")
    length = f"Content-Length: {len(body)}"
    got = running.say(running.head("POST", "/check", FORM, length, "Connection: close") + body)
    assert got.count(b"HTTP/1.1 ") == 1
    assert running.world.state("Ada").accepted == frozenset()


def test_headers_that_do_not_come_end_the_connection(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(punctual, "PATIENCE", 0.3)
    for beginning in (b"", b"GET / HTTP/1.1\r\nHost: a\r\nX: "):
        assert running.ended(beginning) == b""


def test_a_body_that_does_not_come_is_given_up(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(punctual, "PATIENCE", 0.3)
    got = running.say(running.head("POST", "/room/messages", FORM, "Content-Length: 99") + b"text=")
    assert got.startswith(b"HTTP/1.1 408")


def test_a_body_that_is_too_large_is_refused_before_it_has_all_come(running: Running) -> None:
    head = running.head("POST", "/room/messages", FORM, f"Content-Length: {10**9}")
    assert running.say(head + b"x" * (300 * 1024)).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("half", ["no line", "half a head", "half a body"])
def test_half_open_requests_of_one_outsider_do_not_take_all(running: Running, half: str) -> None:
    """Over a thousand connections that never finish: whoever waits longest makes room."""
    begun = {
        "no line": b"",
        "half a head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
        "half a body": (
            f"POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n{FORM}\r\n"
            "Sec-Fetch-Site: same-origin\r\nContent-Length: 2000\r\n\r\nseat="
        ).encode(),
    }[half]
    held = []
    try:
        for _connection in range(1_100):
            client = running.connected()
            client.sendall(begun)
            held.append(client)
        got = running.say(running.head("GET", "/room"))
        assert got.startswith(b"HTTP/1.1 200"), got[:60]
    finally:
        for client in held:
            client.close()


def ask(client: socket.socket, data: bytes) -> bytes:
    """Send a request on a connection that stays, and return the head of its answer."""
    client.sendall(data)
    got = b""
    while b"\r\n\r\n" not in got:
        chunk = client.recv(65536)
        if not chunk:
            break
        got += chunk
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.startswith(b"content-l")),
        0,
    )
    while len(body) < length and (chunk := client.recv(65536)):
        body += chunk
    return head


def crowd(running: Running, how_many: int) -> list[socket.socket]:
    """Let strangers begin so many requests and not end them, from the address of everybody here."""
    held = []
    for _connection in range(how_many):
        client = running.connected()
        client.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        held.append(client)
    ask(held[-1], b"Connection: keep-alive\r\n\r\n")  # all those before were taken by then
    return held


def members_are_served_through_a_crowd(running: Running) -> None:
    body = b"leave.us=0&text=words+on+their+way"
    idle, slow, stranger = (running.connected() for _client in range(3))
    held = []
    try:
        assert ask(idle, running.head("GET", "/room")).startswith(b"HTTP/1.1 200")
        slow.sendall(running.head("POST", "/room/messages", FORM, f"Content-Length: {len(body)}"))
        slow.sendall(body[:9])
        assert ask(stranger, b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % running.port)
        held = crowd(running, WAITING + 60)
        assert ask(idle, running.head("GET", "/table")).startswith(b"HTTP/1.1 200")
        assert ask(slow, body[9:]).startswith(b"HTTP/1.1 303")
        assert stranger.recv(1) == b"", "of strangers whoever waits longest makes room"
    finally:
        for client in (idle, slow, stranger, *held):
            client.close()


def test_a_crowd_from_one_address_closes_no_members_connection(running: Running) -> None:
    members_are_served_through_a_crowd(running)


def test_a_member_has_no_more_connections_than_a_member_may(running: Running) -> None:
    own = [running.connected() for _n in range(A_MEMBER + 3)]
    try:
        for client in own:
            assert ask(client, running.head("GET", "/sessions")).startswith(b"HTTP/1.1 200")
        assert [client.recv(1) for client in own[:3]] == [b""] * 3
        assert ask(own[3], running.head("GET", "/sessions")).startswith(b"HTTP/1.1 200")
    finally:
        for client in own:
            client.close()


class Unread(asyncio.Transport):
    """A connection whose other end reads nothing."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.1", 1)})
        self.aborted = False

    def is_closing(self) -> bool:
        return self.aborted

    def abort(self) -> None:
        self.aborted = True

    def close(self) -> None:
        pass


async def _unread(*, goes_on: bool) -> bool:
    """Tell whether a page that nobody reads is given up; ``goes_on`` if it is read after all."""
    config = Config(lambda *_asgi: None, http=PatientProtocol)  # type: ignore[arg-type]
    config.load()
    made = PatientProtocol(config, ServerState(), {})
    transport = Unread()
    made.connection_made(transport)
    made.pause_writing()
    if goes_on:
        made.resume_writing()
        await asyncio.sleep(3 * patience.UNREAD)
    else:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(100 * patience.UNREAD):
                while not transport.aborted:
                    await asyncio.sleep(0.01)
    made.connection_lost(None)
    return transport.aborted


def test_a_page_that_nobody_reads_is_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "UNREAD", 0.1)
    assert asyncio.run(_unread(goes_on=False))
    assert not asyncio.run(_unread(goes_on=True)), "a slow reader is waited for"
