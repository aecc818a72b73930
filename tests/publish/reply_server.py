"""A reply server for tests: the application on a real socket, and a client."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from goodoffices.publish.replies.gate import ReplyGate
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.serving import application, serving


@dataclass
class ReplyAnswer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def link(self) -> str:
        """The writer's link that an answer leads to."""
        return self.headers["location"].partition("?")[0].rpartition("/")[2]


@dataclass
class ServedReplies:
    kept: ReplyKeeping
    gate: ReplyGate
    port: int
    ahead: list[float]
    prefix: str = "/reply/"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, form: object = None, **headers: str) -> ReplyAnswer:
        own = {"Host": self.host}
        if method == "POST":
            own["Content-Type"] = "application/x-www-form-urlencoded"
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = form if isinstance(form, bytes) else urlencode(form or {}).encode()  # type: ignore[arg-type]
        link = HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(link):
            link.request(method, path, body if method == "POST" else None, own)
            back = link.getresponse()
            text = back.read().decode("utf-8", "replace")
            return ReplyAnswer(back.status, {k.lower(): v for k, v in back.getheaders()}, text)

    def get(self, path: str, **headers: str) -> ReplyAnswer:
        return self.ask("GET", self.prefix + path, **headers)

    def post(self, path: str, form: object = None, **headers: str) -> ReplyAnswer:
        return self.ask("POST", self.prefix + path, form, **headers)

    def form(self, text: str = "One report is thin ground.", **values: str) -> dict[str, str]:
        """A form as it is filled in, its key read from the page and some time gone by."""
        page = self.get("us-iran")
        key = re.search(r'name="key" value="([^"]+)"', page.text)
        assert key is not None, page.text
        given = {"name": "A reader", "email": "reader@example.org", "text": text, "website": ""}
        return given | {"key": key[1]} | values

    def send(self, text: str = "One report is thin ground.", **values: str) -> ReplyAnswer:
        """Fill the form in and send it, ten seconds later."""
        form = self.form(text, **values)
        self.ahead[0] += 10
        return self.post("us-iran", form)


@contextlib.contextmanager
def served_replies(kept: ReplyKeeping, *, forwarded: bool = False) -> Iterator[ServedReplies]:
    """Serve replies on a free port while the context lasts; time goes as fast as tests say."""
    ahead = [0.0]
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen(128)
        port = bound.getsockname()[1]
        gate = application(
            kept, port=port, forwarded=forwarded, seconds=lambda: time.time() + ahead[0]
        )
        server = serving(gate)
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield ServedReplies(kept, gate, port, ahead)
        finally:
            server.should_exit = True
            thread.join(20)
