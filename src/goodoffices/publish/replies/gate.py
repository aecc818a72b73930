"""The one gate of the reply server: known doors, strict headers, bounds, forms of its own.

Every answer carries the same headers and keeps nothing in the browser: there are no cookies, so
there is no session to steal. Of a request nothing is logged. What goes wrong unforeseen is told by
the kind of error alone.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

from goodoffices.base.bodies import TooMuchError
from goodoffices.base.durable import BusyError
from goodoffices.base.i18n import speaking
from goodoffices.publish.replies.limits import (
    ReplyMeasure,
    Sources,
    read_form,
)
from goodoffices.publish.replies.nouns import RepliesError

LANGUAGES = ("en", "fa")

HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, nofollow",
}
"""What every answer carries, whatever it is."""


@dataclass(kw_only=True)
class ReplyVisit:
    """One request: what it asks for, in which language, from which source, and when."""

    request: Request
    language: str
    chosen: bool
    source: bytes
    at: str
    seconds: float
    params: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    def asked(self, name: str) -> str:
        """Return what the address asks for under a name."""
        return self.request.query_params.get(name, "")[:200]


ReplyHandler = Callable[[ReplyVisit], Awaitable[Response]]
Teller = Callable[[ReplyVisit, str, int], Response]


@dataclass(frozen=True)
class ReplyDoor:
    """An address of the server: its method, its path, and what is behind it."""

    method: str
    path: str
    handler: ReplyHandler
    pattern: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


class ReplyGate:
    """The application: finds the door, bounds what comes, and dresses the answer.

    Parameters
    ----------
    doors
        every address there is; the first that fits is taken.
    tell
        makes the page that says why there is nothing else.
    clock, seconds
        the moment, as it is kept and in seconds since 1970.
    hosts
        the ``Host`` values that are answered; empty for any, where a server in front looks.
    forwarded
        whether the server in front is trusted to say from where a request comes.
    """

    def __init__(
        self,
        doors: Sequence[ReplyDoor],
        tell: Teller,
        *,
        clock: Callable[[], str],
        seconds: Callable[[], float],
        hosts: frozenset[str] = frozenset(),
        forwarded: bool = False,
    ) -> None:
        self.doors = tuple(doors)
        self.tell = tell
        self.clock, self.seconds = clock, seconds
        self.hosts = hosts
        self.sources = Sources(forwarded=forwarded)
        self.asking = ReplyMeasure(300, 10)
        self.sending = ReplyMeasure(30, 0.2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope)
        visit = self.visit(request)
        with speaking(visit.language):
            try:
                response = await self.answer(visit, receive)
            except TooMuchError as error:
                response = self.tell(visit, "request", error.status)
            except BusyError:
                response = self.tell(visit, "busy", 503)
            except RepliesError as error:
                disk = error.findings[0].code == "GO633"
                response = self.tell(visit, "disk" if disk else "changed", 503 if disk else 409)
            except Exception as error:  # noqa: BLE001 - the one place where the unforeseen is told
                sys.stderr.write(f"a fault of this program: {_where(error)}\n")
                response = self.tell(visit, "fault", 500)
        if response.status_code >= 400:
            response.headers["connection"] = "close"
        for name, value in HEADERS.items():
            response.headers[name] = value
        await response(scope, receive, send)

    def visit(self, request: Request) -> ReplyVisit:
        """Return what a request is, before anything is done about it."""
        seconds = self.seconds()
        wanted = request.query_params.get("lang", "")
        return ReplyVisit(
            request=request,
            language=wanted if wanted in LANGUAGES else preferred(request),
            chosen=wanted in LANGUAGES,
            source=self.sources.of(request, seconds),
            at=self.clock(),
            seconds=seconds,
        )

    async def answer(self, visit: ReplyVisit, receive: Receive) -> Response:
        """Let a request through, or say why not.

        Raises
        ------
        TooMuchError
            where what was sent is too large, too slow or no form.
        """
        request = visit.request
        if self.hosts and request.headers.get("host", "") not in self.hosts:
            return self.tell(visit, "host", 421)
        if not self.asking.take(visit.source, visit.seconds):
            return self.tell(visit, "often", 429)
        door = self.find(visit)
        if door is None:
            return self.tell(visit, "not found", 404)
        if door.method == "POST":
            if not own(request):
                return self.tell(visit, "elsewhere", 403)
            visit.form = await read_form(receive, request.headers.get("content-type", ""))
        return await door.handler(visit)

    def find(self, visit: ReplyVisit) -> ReplyDoor | None:
        """Return the door of a request, and note what its path names."""
        method = "GET" if visit.request.method == "HEAD" else visit.request.method
        for door in self.doors:
            found = door.pattern.match(visit.request.scope["path"])
            if found and door.method == method:
                visit.params = found.groupdict()
                return door
        return None


def preferred(request: Request) -> str:
    """Return the first of the browser's languages that pages are written in."""
    for part in request.headers.get("accept-language", "")[:200].split(","):
        code = part.partition(";")[0].strip().lower().partition("-")[0]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def own(request: Request) -> bool:
    """Tell whether a form comes from a page of this site, as far as the browser says.

    What says nothing, as a browser without script in a terminal, is let in: every form has a key
    that only the server makes.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin in (None, "null") or urlsplit(origin or "").netloc == request.headers.get("host")


def _where(error: BaseException) -> str:
    """Say what kind of error it was and where, and nothing of what was being handled."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = trace.tb_frame.f_code.co_name if trace else "?"
    return f"{type(error).__name__} in {place}"
