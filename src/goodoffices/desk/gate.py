"""The one gate every request of the desk passes: this computer, the key, forms of its own only.

The desk is for whoever sits at this computer. A page of the web that is open in the same browser
must not reach it, whatever its address or form says: only the names of the loopback address are
answered, nothing without the random key, and no form that another page sent.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.desk.forms import MOST_BODY, MOST_UPLOAD, Form, TooLargeFormError, read_form
from goodoffices.desk.visitor import visited

__all__ = ["MOST_BODY", "MOST_UPLOAD", "DeskDoor", "DeskGate", "Form", "Handler"]

COOKIE = "goodoffices-desk"

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Styles and the one script come from here, as files; nothing else is loaded or run."""

HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",  # with none, browsers do not say where a form is from
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""What every answer carries, unless its handler says otherwise."""

Handler = Callable[[Request, Form], Awaitable[Response]]


@dataclass(frozen=True)
class DeskDoor:
    """An address of the desk: method, path, what is behind it, the largest form it takes."""

    method: str
    path: str
    handler: Handler
    most: int = MOST_BODY
    pattern: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])


class DeskGate:
    """The application: finds the door, and lets in whoever holds the key."""

    def __init__(self, doors: Sequence[DeskDoor], port: int, key: str | None = None) -> None:
        self.doors = tuple(doors)
        self.key = key or secrets.token_urlsafe(24)
        names = ("127.0.0.1", "localhost", "[::1]")
        self.hosts = frozenset(f"{name}:{port}" for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        with visited(request.cookies, ""):
            try:
                response: ASGIApp = await self.answer(request)
            except Exception as error:  # noqa: BLE001 - told in words; the desk goes on
                told = finding("GO384", kind=type(error).__name__)
                response = PlainTextResponse(f"{told.text}\n{told.help}", 500)
        if isinstance(response, Response):
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """Return the answer to a request, or why there is none."""
        host = request.headers.get("host", "")
        if host not in self.hosts:
            return PlainTextResponse(_("The desk answers on this computer alone."), 421)
        if not self.known(request):
            given = request.query_params.get("key", "")
            if request.url.path == "/" and secrets.compare_digest(
                given.encode(), self.key.encode()
            ):
                return self.let_in()
            words = _("Open the address that “goodoffices desk” printed: it holds the key.")
            return PlainTextResponse(words, 403)
        door, matched = self.door(request)
        if door is None:
            return PlainTextResponse(_("There is no such page on the desk."), 404)
        request.scope["path_params"] = matched
        if door.method == "GET":
            return await door.handler(request, Form())
        if not self.own(request, host):
            return PlainTextResponse(_("This form was sent from elsewhere."), 403)
        try:
            form = await read_form(request, door.most)
        except TooLargeFormError:
            return PlainTextResponse(_("This is too much for one form."), 413)
        return await door.handler(request, form)

    def known(self, request: Request) -> bool:
        """Tell whether a request brings the key."""
        return self.fits(request.cookies.get(COOKIE, ""))

    def fits(self, given: str) -> bool:
        """Tell whether a key is the right one, in the same time whatever it is."""
        return secrets.compare_digest(given.encode(), self.key.encode())

    def let_in(self) -> Response:
        """Keep the key in the browser, and out of the address."""
        response = RedirectResponse("/", 303)
        response.set_cookie(COOKIE, self.key, httponly=True, samesite="strict", path="/")
        return response

    def door(self, request: Request) -> tuple[DeskDoor | None, dict[str, str]]:
        """Return the door of a request with what its path names."""
        for door in self.doors:
            found = door.pattern.match(request.url.path)
            if found and door.method == ("GET" if request.method == "HEAD" else request.method):
                return door, found.groupdict()
        return None, {}

    def own(self, request: Request, host: str) -> bool:
        """Tell whether a form is the desk's own: browsers say where one comes from."""
        return request.headers.get("origin") == f"http://{host}"
