"""A browser without a screen: calls the application and keeps every byte of its answers."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.talks.world import NOON, DiskWorld

from goodoffices.talks.convening import token_text
from goodoffices.talks.pages.app import application
from goodoffices.talks.pages.guard import COOKIE, Gate

HOST = "127.0.0.1:8643"
SAME = {"sec-fetch-site": "same-origin"}


@dataclass
class Answer:
    """Status, headers and body, exactly as sent."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)

    @property
    def whole(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """Everything a client could tell two answers apart by."""
        return self.status, tuple(self.headers), self.body


async def call(
    gate: Gate,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    scheme: str = "http",
) -> Answer:
    """Send one request."""
    path, _, query = path.partition("?")
    sent = {"host": HOST, **(headers or {})}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in sent.items()],
        "server": ("127.0.0.1", 8643),
        "client": ("127.0.0.1", 1),
    }
    pending = [{"type": "http.request", "body": body, "more_body": False}]
    answer = Answer()

    async def receive() -> dict:
        if pending:
            return pending.pop()
        await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = sorted((k.decode(), v.decode()) for k, v in message["headers"])
        else:
            answer.body += message.get("body", b"")

    await gate(scope, receive, send)
    return answer


class House:
    """The application over a world with a disk, and everyone's browser."""

    def __init__(self, world: DiskWorld) -> None:
        self.world = world
        self.seconds = 0.0
        self.gate = application(
            world.office, clock=lambda: self.world.now, seconds=lambda: self.seconds
        )
        self.runner = asyncio.Runner()

    def send(
        self,
        who: str | None,
        method: str,
        path: str,
        form: dict[str, str] | None = None,
        **headers: str,
    ) -> Answer:
        """Send a request with someone's cookie; a form is sent as their own page would."""
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        if who in self.world.cookies:
            sent["cookie"] = f"{COOKIE}={token_text(self.world.cookies[who])}"
        body = b""
        if form is not None:
            body = urlencode(form).encode()
            sent = {"content-type": "application/x-www-form-urlencoded", **SAME, **sent}
        elif method not in ("GET", "HEAD"):
            sent = {**SAME, **sent}
        return self.runner.run(call(self.gate, method, path, body=body, headers=sent))

    def get(self, who: str | None, path: str) -> Answer:
        return self.send(who, "GET", path)

    def post(self, who: str | None, path: str, page: str = "", **form: str) -> Answer:
        """Post a form as the person's page would, with the page's own key."""
        if page:
            found = re.search(r'name="key" value="([0-9a-f]+)"', self.get(who, page).text)
            if found:
                form["key"] = found[1]
        return self.send(who, "POST", path, form)

    def close(self) -> None:
        self.runner.close()
        self.world.close()


@contextmanager
def house(folder: Path, now: str = NOON) -> Iterator[House]:
    """Open talks in a folder behind their gate."""
    folder.mkdir(exist_ok=True)
    made = House(DiskWorld(folder, now=now))
    try:
        yield made
    finally:
        made.close()
