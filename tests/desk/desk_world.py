"""A desk served for tests: the shipped case, copied; a real socket, a real client."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.doors import doors_of
from goodoffices.desk.gate import COOKIE, DeskGate
from goodoffices.desk.visitor import BY
from goodoffices.desk.work import Works


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str
    data: bytes = b""


@dataclass
class ServedDesk:
    """A desk with its key."""

    port: int
    gate: DeskGate
    bench: Bench
    signed: str = ""
    works: Works = field(default_factory=Works)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/?key={self.gate.key}"

    def ask(self, method: str, path: str, form: object = None, **headers: str) -> Answer:
        """Send a request as the desk's own pages would, but for what ``headers`` say."""
        own = {"Host": self.host, "Cookie": f"{COOKIE}={self.gate.key}{self.signed}"}
        if method == "POST":
            own |= {
                "Origin": f"http://{self.host}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = form if isinstance(form, bytes) else urlencode(form or {}).encode()  # type: ignore[arg-type]
        link = HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(link):
            link.request(method, path, body if method == "POST" else None, own)
            back = link.getresponse()
            data = back.read()
            text = data.decode("utf-8", "replace")
            if (given := back.getheader("set-cookie")) and given.startswith(BY):
                self.signed = f"; {given.partition(';')[0]}"
            return Answer(back.status, {k.lower(): v for k, v in back.getheaders()}, text, data)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def work(self, path: str, form: object = None) -> str:
        """Begin long work, wait until it ends, and return where it leads."""
        begun = self.post(path, form).headers["location"].rpartition("/")[2]
        piece = self.works.get(begun)
        assert piece is not None, begun
        end = time.monotonic() + 120
        while piece.going:
            assert time.monotonic() < end, piece
            time.sleep(0.01)
        assert piece.state == "done", piece.findings
        return piece.then

    def post(self, path: str, form: object = None, **headers: str) -> Answer:
        return self.ask("POST", path, form, **headers)


@contextlib.contextmanager
def served(folder: Path, by: str = "AB") -> Iterator[ServedDesk]:
    """Serve a case's desk on a free port while the context lasts."""
    bench = Bench(folder, by)
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        answers = DeskAnswers(bench)
        gate = DeskGate(doors_of(answers), port)
        config = uvicorn.Config(gate, log_level="critical", lifespan="off", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield ServedDesk(port, gate, bench, works=answers.works)
        finally:
            server.should_exit = True
            thread.join(20)
