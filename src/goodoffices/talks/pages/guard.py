"""The one gate every request passes: deny by default, strict headers, same-site writes, bounds.

A :class:`Door` is a route with the roles that may pass it; there is no other way to a handler. To
someone who is not logged in every closed door looks alike, whether there is anything behind it or
not; to a member of the wrong role a door looks exactly like no door.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from goodoffices.base.bodies import TooMuchError, read_body
from goodoffices.base.durable import BusyError
from goodoffices.base.i18n import speaking
from goodoffices.talks.convening import read_token
from goodoffices.talks.keyring import Session
from goodoffices.talks.nouns import StorageError
from goodoffices.talks.office import LoggedOutError, Office
from goodoffices.talks.pages.limits import (
    BODY,
    LARGE,
    SMALL,
    CrowdedError,
    read_file,
    read_form,
)
from goodoffices.talks.pages.patience import KNOWN
from goodoffices.talks.pages.templates import language_of
from goodoffices.talks.pages.visit import Hall, HallPage, Visit

LOG = logging.getLogger("goodoffices.talks")
ROLES = frozenset({"anyone", "mediator", "party", "observer"})
MEMBERS = frozenset({"mediator", "party", "observer"})
COOKIE = "__Host-talks"

Handler = Callable[[Visit], Awaitable[Response]]

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; {script}form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": _POLICY.format(script=""),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""What every answer carries, whatever it is."""

SCRIPTED = _POLICY.format(script="script-src 'self'; connect-src 'self'; ")
"""The content policy of the mediator's desk, the only page with a script."""

SECURE = {"strict-transport-security": "max-age=63072000"}
"""What answers carry besides when the browser came by TLS."""

_ALLOWED = frozenset(
    {
        *HEADERS,
        *SECURE,
        "content-type",
        "content-length",
        "location",
        "set-cookie",
        "content-disposition",
        "retry-after",
        "clear-site-data",
        "connection",
    }
)


@dataclass(frozen=True)
class Door:
    """A route: method, path, who may pass, and the handler behind it."""

    method: str
    path: str
    roles: frozenset[str]
    handler: Handler
    _: KW_ONLY
    file: bool = False
    limit: int = BODY
    script: bool = False
    pattern: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if not self.roles or not self.roles <= ROLES:
            msg = f"{self.method} {self.path} declares no roles"
            raise ValueError(msg)
        if self.method not in ("GET", "POST"):
            msg = f"{self.path} has an unknown method"
            raise ValueError(msg)
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


class Gate:
    """The application: finds the door, the session and the form, and lets in whom it may."""

    def __init__(
        self, hall: Hall, doors: Sequence[Door], *, hosts: frozenset[str] = frozenset()
    ) -> None:
        if len({(d.method, d.path) for d in doors}) < len(doors):
            msg = "two doors at one place"
            raise ValueError(msg)
        self.hall = hall
        self.doors = tuple(doors)
        self.hosts = hosts

    def close(self) -> None:
        """Let what is held open end: the server is to stop."""
        self.hall.pulse.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what goes wrong on the way becomes a page like any other."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.hall.pace.begin()
        with speaking(language_of(Request(scope))):
            await self._visited(scope, receive, send)

    async def tick(self) -> None:
        """Say that the serving loop turns; a loop that stood still moves a ballot's time.

        What log-ins that ran out hold in memory is forgotten.
        """
        now = self.hall.clock()
        self.hall.office.watch.tick(now, self.hall.seconds())
        self.hall.office.forget(now)

    async def _visited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, in its language; so are refusals, wherever they are worded."""
        request = Request(scope)
        self.hall.office.watch.answering(self.hall.clock(), self.hall.seconds())
        door, params = self.find(request)
        visit = Visit(hall=self.hall, request=request, params=params, now=self.hall.clock())
        try:
            response = await self.answer(visit, door, receive)
            if isinstance(response, HallPage):
                response = await response.written(visit)
            response = self.still(visit, door, response)
        except TooMuchError as error:
            response = visit.told("too much", error.status)
        except LoggedOutError:
            visit.session = None
            response = visit.told("log in", 401)
        except CrowdedError as error:
            response = visit.busy(error.seconds)
        except BusyError:
            response = visit.busy()
        except StorageError:
            LOG.critical("the talks cannot be kept or read on this disk")
            response = visit.told("disk", 503)
        except Exception as error:  # noqa: BLE001 - the one place where the unforeseen is told
            LOG.critical("a fault of this program: %s", _where(error))
            response = visit.told("fault", 500)
        if isinstance(response, HallPage) and not response.body:
            response = await response.written(visit, in_turn=False)
        await self.sent(visit, door, response)(scope, receive, send)

    def sent(self, visit: Visit, door: Door | None, response: Response) -> ASGIApp:
        """Return an answer as it is sent; of large ones that nobody reads, only so many lie here.

        What a member sent and is given back is none of them.
        """
        dressed = dress(response, visit.request, door)
        counted = visit.request.method == "GET" or visit.session is None
        if not counted or len(getattr(response, "body", b"")) < LARGE:
            return dressed

        async def send_large(scope: Scope, receive: Receive, send: Send) -> None:
            try:
                with self.hall.downloads.one(visit.who):
                    await dressed(scope, receive, send)
            except CrowdedError as error:
                visit.form = {}
                busy = dress(visit.busy(error.seconds), visit.request, door)
                await busy(scope, receive, send)

        return send_large

    def find(self, request: Request) -> tuple[Door | None, dict[str, str]]:
        """Return the door for a request, with the parameters of its path."""
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        for door in self.doors:
            if door.method == request.method and (found := door.pattern.match(path)):
                return door, found.groupdict()
        return None, {}

    async def answer(self, visit: Visit, door: Door | None, receive: Receive) -> Response:
        """Let a request through, or say in the way that tells least why not."""
        request = visit.request
        if two_lengths(request):
            # whatever is taken for the next request would be somebody's guess
            response = visit.told("too much", 400)
            response.headers["connection"] = "close"
            return response
        if self.hosts and request.headers.get("host", "") not in self.hosts:
            return visit.told("host", 421)
        if request.method not in ("GET", "HEAD") and not same_site(request):
            return visit.told("elsewhere", 403)
        visit.session = session_of(self.hall.office, request, visit.now)
        if visit.session is not None:
            request.scope.get("state", {})[KNOWN] = visit.session.member.id
        open_to_all = door is not None and "anyone" in door.roles
        if visit.session is None and not open_to_all:
            visit.form = await words_sent(visit, receive)
            return visit.told("log in", 401)
        role = visit.session.member.role if visit.session else ""
        if door is None or not (open_to_all or role in door.roles):
            return visit.told("not found", 404)
        if not door.file:
            return await self.through(visit, door, receive)
        with self.hall.uploads.one(visit.me.id):
            return await self.through(visit, door, receive)

    async def through(self, visit: Visit, door: Door, receive: Receive) -> Response:
        """Read what somebody sent who may pass a door, and have it answered behind it."""
        request, open_to_all = visit.request, "anyone" in door.roles
        if door.method == "POST":
            await self.read(visit, door, receive)
            if visit.session is not None:
                # it may have been ended while the body was on its way
                visit.session = session_of(self.hall.office, request, self.hall.clock())
                if visit.session is None and not open_to_all:
                    return visit.told("log in", 401)
        if door.method == "GET" and visit.session and not visit.office.current(visit.session):
            # what is new to the member is opened and read off the loop
            await visit.aside(visit.view)
        response = await door.handler(visit)
        if visit.anew is not None:
            response = await self.again(visit, visit.anew) or response
        return response

    def still(self, visit: Visit, door: Door | None, response: Response) -> Response:
        """Return an answer, unless the log-in of whoever asked ended while it was being made.

        What was done is told in any case, and what is shown once; what is only shown is not.
        """
        if visit.session is None or door is None or "anyone" in door.roles:
            return response
        shown = not response.once if isinstance(response, HallPage) else door.method == "GET"
        if not shown or session_of(self.hall.office, visit.request, self.hall.clock()) is not None:
            return response
        visit.session = None
        return visit.told("log in", 401)

    async def read(self, visit: Visit, door: Door, receive: Receive) -> None:
        """Read what was sent: off the loop, unless it is small.

        Raises
        ------
        CrowdedError
            if the member has uploaded too much already.
        """
        media_type = visit.request.headers.get("content-type", "")
        if door.file:
            wait = self.hall.quota.upload(visit.me.id, self.hall.seconds())
            if wait:
                raise CrowdedError(wait)
        body = await read_body(receive, door.limit)
        if door.file:
            visit.file = await visit.aside(partial(read_file, body, media_type))
        elif len(body) < SMALL:
            visit.form = read_form(body, media_type)
        else:
            visit.form = await visit.aside(partial(read_form, body, media_type))

    async def again(self, visit: Visit, path: str) -> Response | None:
        """Show the page that a refused form came from as it is now, with a sentence on it."""
        for door in self.doors:
            found = door.pattern.match(path) if door.method == "GET" else None
            if found and visit.me.role in door.roles:
                visit.params = found.groupdict()
                page = await door.handler(visit)
                if not isinstance(page, HallPage):
                    return None
                page.status_code = 409
                return page
        return None


async def words_sent(visit: Visit, receive: Receive) -> dict[str, str]:
    """Read the form of somebody whose log-in ran out, to give the words back; whatever door it is.

    What is no form, or too large for one, is not read.
    """
    if visit.request.method != "POST":
        return {}
    try:
        body = await read_body(receive, BODY)
        media_type = visit.request.headers.get("content-type", "")
        if len(body) < SMALL:
            return read_form(body, media_type)
        return await visit.aside(partial(read_form, body, media_type))
    except TooMuchError:
        return {}


def two_lengths(request: Request) -> bool:
    """Tell whether a request says twice, and so perhaps in two ways, where it ends."""
    return {"content-length", "transfer-encoding"} <= {name.lower() for name in request.headers}


def same_site(request: Request) -> bool:
    """Tell whether a write comes from a page of this very site.

    Browsers say so themselves (``Sec-Fetch-Site``) wherever the connection is safe; older ones send
    an ``Origin``, which must then be exactly this site. ``null`` and nothing at all are foreign.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if site is not None:
        # a page that sends no referrer has the origin "null" even to its own site
        return site == "same-origin" and origin in (None, "null", own)
    return origin == own


def session_of(office: Office, request: Request, now: str) -> Session | None:
    """Return the session that a request's cookie opens, if any."""
    secret = read_token(request.cookies.get(COOKIE, ""))
    return office.session(secret, now) if secret is not None else None


def dress(response: Response, request: Request, door: Door | None) -> ASGIApp:
    """Give an answer exactly the headers it may have."""
    for name in [n for n in response.headers if n.lower() not in _ALLOWED]:
        del response.headers[name]
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.url.scheme == "https":
        response.headers.update(SECURE)
    if door is not None and door.script and response.status_code == 200:
        response.headers["content-security-policy"] = SCRIPTED
    return response


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _where(error: BaseException) -> str:
    """Say what kind of error it was and where, and nothing of what was being handled."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place: Any = trace.tb_frame.f_code if trace else None
    return f"{type(error).__name__} in {place.co_qualname if place else '?'}"
