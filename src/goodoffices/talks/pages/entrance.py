"""Coming and going: invitation, log-in, sessions, log-out; and what everybody may download."""

from __future__ import annotations

import asyncio
from functools import partial

from starlette.responses import Response

from goodoffices.look.style import stylesheet
from goodoffices.talks import checking, export
from goodoffices.talks.convening import read_token, token_text
from goodoffices.talks.nouns import TABLE
from goodoffices.talks.pages import clock
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.pages.limits import CrowdedError
from goodoffices.talks.pages.templates import HERE, language_of
from goodoffices.talks.pages.visit import Visit
from goodoffices.talks.signing import shown_keys
from goodoffices.talks.text import canonical

_COOKIE = "{name}={value}; Path=/; HttpOnly; Secure; SameSite=Strict"
_CLOCK = _COOKIE + "; Max-Age=31536000"
_DEVICE = "__Host-known"
"""The cookie of a browser that a member has logged in with: it names nobody, and opens nothing."""

_DOOR = "__Host-door"
"""The cookie of a browser that has seen the log-in: it waits in a line of its own, and not in that
of everybody behind the same address, which at an onion service is everybody."""

_DEVICE_COOKIE = _COOKIE + "; Max-Age=31536000"
_GONE = f"{COOKIE}=; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=0"


def home_of(visit: Visit) -> str:
    """Return the page a member begins on."""
    return {"mediator": "/desk", "party": "/room", "observer": "/table"}[visit.me.role]


def _with_cookie(visit: Visit, response: Response, secret: bytes) -> Response:
    """Give a browser its session, and a mark that it is known from now on."""
    cookie = _COOKIE.format(name=COOKIE, value=token_text(secret))
    response.headers.append("set-cookie", cookie)
    if _device(visit) is None:
        made = token_text(visit.office.known_device())
        response.headers.append("set-cookie", _DEVICE_COOKIE.format(name=_DEVICE, value=made))
    return response


def _device(visit: Visit, cookie: str = _DEVICE, what: str = "known") -> str | None:
    """Return the name of a browser that was here before, if its cookie is genuine."""
    token = visit.request.cookies.get(cookie, "")
    read = read_token(token)
    return token if read is not None and visit.office.knows_device(read, what) else None


async def front(visit: Visit) -> Response:
    """Show the log-in, or lead a member home."""
    if visit.session is not None:
        return visit.go(home_of(visit))
    page = visit.page("enter.html", wrong=False, wait=0, seat="")
    if _device(visit, _DOOR, "door") is None:
        made = token_text(visit.office.known_device("door"))
        page.headers.append("set-cookie", _COOKIE.format(name=_DOOR, value=made))
    return page


async def enter(visit: Visit) -> Response:
    """Log in by seat and passphrase; a wrong one and an unknown seat get the same answer.

    A passphrase has 96 bits, so tries need not be counted: only the work of looking at them is
    bounded, by turns.
    """
    seat = visit.form.get("seat", "").strip().lower()[:40]
    passphrase = visit.form.get("passphrase", "")[:200]
    address = visit.request.client.host if visit.request.client else ""
    door = _device(visit, _DOOR, "door")
    try:
        async with visit.hall.doorkeeper.turn(_device(visit), address, door):
            entered = await asyncio.to_thread(visit.office.enter, seat, passphrase, visit.now)
    except CrowdedError as error:
        response = visit.page("enter.html", 503, wrong=False, wait=error.seconds, seat="")
        response.headers["retry-after"] = str(error.seconds)
        return response
    secret = await visit.kept(entered) if entered is not None else None
    if secret is None:
        return visit.page("enter.html", 401, wrong=True, wait=0, seat="")
    if visit.session is not None:
        await visit.kept(visit.office.end(visit.me.id, visit.session.id))
    if visit.given_back:
        # words that came with somebody whose log-in had run out
        return _with_cookie(visit, visit.told("back", 200), secret)
    return _with_cookie(visit, visit.go("/"), secret)


async def invitation(visit: Visit) -> Response:
    """Show an invitation; looking at it does not use it up."""
    token = read_token(visit.params["token"])
    fits = token is not None and visit.office.invited(token, visit.now)
    return visit.page(
        "invitation.html", 200 if fits else 404, fits=fits, token=visit.params["token"]
    )


async def take_up(visit: Visit) -> Response:
    """Use up an invitation: show the passphrase, once."""
    token = read_token(visit.params["token"])
    taken = None
    if token is not None and visit.office.invited(token, visit.now):
        try:
            async with visit.hall.doorkeeper.turn("invited", ""):
                future = await asyncio.to_thread(visit.office.take_up, token, visit.now)
        except CrowdedError as error:
            return visit.busy(error.seconds)
        taken = await visit.kept(future)
    if taken is None:
        return visit.page("invitation.html", 404, fits=False, token="")
    visit.hall.pulse.beat()
    visit.session = None
    passphrase, seat = taken.passphrase, taken.seat
    page = visit.shown_once("welcome.html", who=taken.member, passphrase=passphrase, seat=seat)
    return _with_cookie(visit, page, taken.secret)


async def leave(visit: Visit) -> Response:
    """Log out: this session, or all of the member's."""
    everywhere = visit.form.get("where") == "everywhere"
    session = None if everywhere else visit.own.id
    await visit.kept(visit.office.end(visit.me.id, session))
    response = visit.go("/")
    response.headers.append("set-cookie", _GONE)
    response.headers["clear-site-data"] = '"cache", "storage"'
    return response


async def sessions(visit: Visit) -> Response:
    """Show where the member is logged in."""
    found = visit.office.sessions_of(visit.me.id)
    shown = [(mark.hex(), began, seen, mark == visit.own.id) for mark, began, seen in found]
    return visit.page("sessions.html", sessions=shown, zones=clock.zones())


async def set_clock(visit: Visit) -> Response:
    """Take the clock that a member wants to read; this browser keeps it."""
    zone = visit.form.get("zone", "")
    response = visit.go("/sessions")
    if zone in clock.zones():
        response.headers.append("set-cookie", _CLOCK.format(name=clock.COOKIE, value=zone))
    return response


async def end_session(visit: Visit) -> Response:
    """End one of the member's own sessions."""
    mark = visit.form.get("session", "")
    for known, _began, _seen in visit.office.sessions_of(visit.me.id):
        if known.hex() == mark:
            await visit.kept(visit.office.end(visit.me.id, known))
    return visit.go("/sessions")


def download(data: bytes, name: str, media_type: str) -> Response:
    """Answer with a file."""
    disposition = f'attachment; filename="{name}"'
    return Response(data, media_type=media_type, headers={"content-disposition": disposition})


async def log(visit: Visit) -> Response:
    """Download the member's part of the log."""
    data = await visit.aside(partial(export.log, visit.office, visit.own))
    return download(data, "talks-log.jsonl", "application/x-ndjson")


async def receipt(visit: Visit) -> Response:
    """Download the signed receipt of one record."""
    found = visit.office.receipt(visit.own, visit.params["room"], visit.number("seq") or 0)
    if found is None:
        return visit.told("not found", 404)
    return download(canonical(found.to_dict()) + b"\n", "receipt.json", "application/json")


async def keys(visit: Visit) -> Response:
    """Show everybody the own signing key, and those that parties have acted with in public."""
    view = visit.view()
    own = visit.own.seed.verify_key
    return visit.page("keys.html", own=own, shown=shown_keys(view.events(TABLE)))


async def check_page(visit: Visit) -> Response:
    """Show where a copy can be checked."""
    return visit.page("check.html", verdict=None, unreadable=None)


async def check(visit: Visit) -> Response:
    """Check a copy of a log or an agreement."""
    try:
        async with visit.hall.checks.turn(visit.me.id):
            found = await checking.check(visit.file, language_of(visit.request))
    except CrowdedError as error:
        return visit.busy(error.seconds)
    except checking.TooCostlyError:
        return visit.page("check.html", 422, verdict=None, unreadable=None, costly=True)
    if found.unreadable:
        return visit.page("check.html", 422, verdict=None, unreadable=found.unreadable)
    return visit.page("check.html", verdict=found, unreadable=None)


_FILES = {
    "look.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


async def static(visit: Visit) -> Response:
    """Send one of the house's own files."""
    name = visit.params["name"]
    if name not in _FILES:
        return visit.told("not found", 404)
    if name == "look.css":
        return Response(stylesheet("talks"), media_type=_FILES[name])
    return Response((HERE / "static" / name).read_bytes(), media_type=_FILES[name])
