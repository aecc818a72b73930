"""One request on its way through the house: who asks, what they may see, and how they are answered.

Handlers are given a :class:`Visit` and nothing else. It shows them the member's own filtered view,
does acts in the member's name, and makes answers in which every write carries its receipt.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from goodoffices.base.bodies import network_of
from goodoffices.look import audience
from goodoffices.look.sides import Side, sides
from goodoffices.talks.keyring import Session
from goodoffices.talks.nouns import Member, Refusal, room_of
from goodoffices.talks.office import Office
from goodoffices.talks.pages import clock
from goodoffices.talks.pages.aside import Aside, Pace
from goodoffices.talks.pages.fragments import Fragments
from goodoffices.talks.pages.limits import (
    AGAIN,
    BINDING,
    SMALL,
    Doorkeeper,
    Quota,
    Turnstile,
    UnderWay,
    scarce,
)
from goodoffices.talks.pages.listing import Seen, listable, listed
from goodoffices.talks.pages.templates import language_of, render
from goodoffices.talks.rules import STAMP
from goodoffices.talks.state import TalksState
from goodoffices.talks.views import MemberView
from goodoffices.talks.words import sentence

T = TypeVar("T")


class HallPage(HTMLResponse):
    """A page that is yet to be written; that costs, so it is done off the event loop."""

    def __init__(self, write: Callable[[], str], status: int) -> None:
        super().__init__(b"", status)
        self.write = write
        self.once = False
        """Whether it shows what nobody can be shown again, as a new passphrase."""

    async def written(self, visit: Visit, *, in_turn: bool = True) -> HallPage:
        """Write the page, when it is the visitor's turn; at once, where it cannot be had again."""
        if in_turn and not self.once:
            self.body = await visit.aside(lambda: self.write().encode())
        else:
            self.body = (await asyncio.to_thread(self.write)).encode()
        self.headers["content-length"] = str(len(self.body))
        return self


class Pulse:
    """Wakes the live streams when something was written, wherever it was."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()
        self.streams: dict[str, int] = {}
        self.closed = False

    def close(self) -> None:
        """Let every stream end, for the server is to stop."""
        self.closed = True
        self.beat()

    def beat(self) -> None:
        """Wake everybody who waits."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.get_loop().call_soon_threadsafe(_wake, future)

    async def wait(self, seconds: float) -> None:
        """Wait for the next beat, or for so long."""
        if self.closed:
            return
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait_for(future, seconds)
        except TimeoutError:
            self._waiting.discard(future)


def _wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


@dataclass
class Hall:
    """What all visits to one talks share."""

    office: Office
    clock: Callable[[], str]
    seconds: Callable[[], float]
    aside: Aside = field(default_factory=Aside)
    pace: Pace = field(default_factory=Pace)
    fragments: Fragments = field(default_factory=Fragments)
    doorkeeper: Doorkeeper = field(default_factory=Doorkeeper)
    pulse: Pulse = field(default_factory=Pulse)
    seen: Seen = field(default_factory=Seen)
    uploads: UnderWay = field(default_factory=lambda: UnderWay(each=3, most=12))
    downloads: UnderWay = field(default_factory=lambda: UnderWay(each=4, most=60))
    checks: Turnstile = field(default_factory=lambda: Turnstile(most=4))
    quota: Quota = field(default_factory=Quota)
    comparisons: Turnstile = field(default_factory=Turnstile)
    compared: dict[tuple[str, ...], Any] = field(default_factory=dict)
    """What has been compared already: drafts do not change, so it is done once for all."""
    ends: str | None = None
    """When the round is over, where it has an end."""


def minutes_left(ends: str | None, now: str) -> int:
    """Return the whole minutes until a round is over, 0 when it is."""
    if ends is None or ends <= now:
        return 0
    seconds = datetime.strptime(ends, STAMP) - datetime.strptime(now, STAMP)
    return -(-int(seconds.total_seconds()) // 60)


@dataclass(kw_only=True)
class Visit:
    """One request and its answer."""

    hall: Hall
    request: Request
    params: Mapping[str, str]
    now: str
    session: Session | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    file: bytes = b""
    alert: str | None = None
    """Why what was sent was not done, where it was not."""
    anew: str | None = None
    """The page to show again then, with the words given back."""

    @property
    def office(self) -> Office:
        """The talks."""
        return self.hall.office

    @property
    def me(self) -> Member:
        """The member who asks; handlers behind a member's door always have one."""
        assert self.session is not None  # noqa: S101 - the gate lets nobody else in
        return self.session.member

    @property
    def own(self) -> Session:
        """The session of the member who asks."""
        assert self.session is not None  # noqa: S101 - the gate lets nobody else in
        return self.session

    def view(self) -> MemberView:
        """Return what the member may see."""
        return self.office.view(self.own)

    @property
    def state(self) -> TalksState:
        """The talks as the member knows them."""
        return self.view().state

    @property
    def base(self) -> str:
        """What stands before every path of these talks."""
        return str(self.request.scope.get("root_path", ""))

    @property
    def room(self) -> str:
        """The room that a member's page is about: its party's own, the desk, or the table."""
        if self.me.role == "mediator":
            return "desk"
        return room_of(self.me.party) if self.me.party else "table"

    @property
    def who(self) -> str:
        """Whose turn it is where work is done by turns: a member's, or an address's."""
        if self.session is not None:
            return self.session.member.id
        return f"from {network_of(self.request.client.host if self.request.client else '')}"

    async def aside(self, job: Callable[[], T]) -> T:
        """Do some work beside the loop, when it is the visitor's turn."""
        return await self.hall.aside.do(self.who, job)

    async def kept(self, future: Future[T]) -> T:
        """Wait for what the writer does."""
        return await self.hall.aside.kept(future)

    async def settled(self) -> bool:
        """Count ballots whose time has come; return whether one waits for the mediator's key."""
        state = self.state
        if not any(p.result is None and p.closes <= self.now for p in state.proposals):
            return False
        waits = await self.aside(partial(self.office.settle, self.own, self.now))
        self.hall.pulse.beat()
        return waits

    async def act(self, kind: str, then: str, **fields: object) -> Response:
        """Do an act and go on to a page that says what was kept, or say why it was refused."""
        held = self._held_up(kind)
        if held is not None:
            return self.refused(held, then)
        key = self.form.get("key", "")[:64]
        # the clock itself: an act is dated when the writer comes to it
        future = self.office.act(self.own, kind, fields, key, self.hall.clock)
        answer = await self.kept(future)
        if isinstance(answer, Refusal):
            return self.refused(answer, then)
        self.hall.pulse.beat()
        mine = [r for r in answer if r.room in self.own.ring]
        kept = urlencode({"kept": mine[0].seq, "in": mine[0].room}) if mine else ""
        return self.go(f"{then}?{kept}" if kept else then)

    def _held_up(self, kind: str) -> Refusal | None:
        """Return why an act must wait: too much at once, or the disk is nearly full."""
        size = sum(map(len, self.form.values()))
        if kind not in BINDING and scarce(Path(self.office.store.path), size):
            return Refusal("disk_nearly_full")
        wait = self.hall.quota.wait(self.me.id, kind, size, self.hall.seconds())
        return Refusal("much_at_once", {"seconds": wait}) if wait else None

    def receipt(self, view: MemberView) -> tuple[str, int, str] | None:
        """Return what the address says was just kept, (room, number, head), if it is so."""
        seq, room = self.number("kept"), self.request.query_params.get("in", "")
        for record in reversed(view.records) if seq else ():
            if record.event.seq == seq and record.event.room == room:
                return room, seq, record.hash.hex()
        return None

    def go(self, path: str) -> Response:
        """Send the browser on to a page of these talks."""
        return RedirectResponse(self.base + path, 303)

    def refused(self, refusal: Refusal, anew: str | None = None) -> Response:
        """Say why an act was refused, and give the words back; the gate shows its page anew."""
        self.alert, self.anew = sentence(refusal), anew
        return self.page("refused.html", 409)

    @property
    def given_back(self) -> list[str]:
        """The words somebody wrote that were not taken; never a passphrase, whatever was sent."""
        return [
            text
            for name, text in self.form.items()
            if text.strip() and (name in _WRITTEN or name.startswith(_WRITTEN_IN_PARTS))
        ]

    def told(self, what: str, status: int, *, seconds: int = 0) -> Response:
        """Answer with a page that needs no session and says one sentence."""
        shown: dict[str, Any] = {
            "what": what,
            "seconds": seconds,
            "base": self.base,
            "me": None,
            "put_back": self.office.put_back,
        }
        # a fault may have kept them, and its page holds nothing of what was being handled
        shown |= {"given_back": [] if what == "fault" else self.given_back}
        write = partial(render, "told.html", language_of(self.request), **shown)
        # a stranger may have sent a quarter of a megabyte of words
        much = sum(map(len, shown["given_back"])) > SMALL
        return HallPage(write, status) if much else HTMLResponse(write(), status)

    def busy(self, seconds: int = AGAIN) -> Response:
        """Say that there is too much to do at once, and when to come again."""
        response = self.told("busy", 503, seconds=seconds)
        response.headers["retry-after"] = str(seconds)
        return response

    @property
    def sides(self) -> dict[str, Side]:
        """The parties with shape and colour, in the order of the alphabet."""
        known = sides(list(self.state.parties.items()))
        return dict(sorted(known.items(), key=lambda item: item[1].name.casefold()))

    @property
    def zone(self) -> str:
        """The zone whose clock the member reads."""
        chosen = self.request.cookies.get(clock.COOKIE, "")
        return clock.zone_for(chosen, self.request.headers.get("accept-language", "")[:200])

    async def room_page(self, template: str, room: str, **context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
        """Show a room: its records a page at a time, those that are new marked."""
        view = self.view()
        asked, before = self.form.get("q", ""), self.number("before") or 0
        look = partial(listed, listable(view, room), asked=asked, before=before)
        shown = await self.aside(look) if asked.strip() else look()
        fresh = self.hall.seen.fresh(self.me, view, [room])[room]
        if not (asked or before):
            self.hall.seen.look(self.me, room, view)
        context |= {"shown": shown, "fresh": fresh, "made": view.made, "part": (room, before)}
        return self.page(template, **context)

    def page(self, template: str, status: int = 200, **context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
        """Answer with a page, with what every member's page shows."""
        shown: dict[str, Any] = {"base": self.base, "me": None, "now": self.now, "failed": None}
        shown |= {"put_back": self.office.put_back, "alert": self.alert}
        shown |= {"given_back": self.given_back if self.alert or self.session is None else []}
        shown |= {"ends": self.hall.ends, "left": minutes_left(self.hall.ends, self.now)}
        if self.session is not None:
            view = self.view()
            fresh = self.hall.seen.fresh(self.me, view, self.own.ring)
            heads = [(n, s, h.hex()) for n, (s, h) in sorted(view.heads.items())]
            shown |= {
                # who heads a delegation is what the log says now
                "me": replace(self.me, head=view.state.heads_delegation(self.me)),
                "state": view.state,
                "sides": self.sides,
                "zone": self.zone,
                "news": {room: len(numbers) for room, numbers in fresh.items()},
                "at_path": self.request.scope["path"].removeprefix(self.base),
                "audience": audience,
                "fragments": self.hall.fragments,
                "key": FormKey(),
                "heads": heads,
                "kept": self.receipt(view),
                "failed": self.office.store.failed,
            }
        language = language_of(self.request)
        return HallPage(partial(render, template, language, **(shown | context)), status)

    def shown_once(self, template: str, **context: Any) -> Response:  # noqa: ANN401 - whatever the template shows
        """Answer with a page that cannot be had again: no crowd may keep it from being written."""
        page = self.page(template, **context)
        assert isinstance(page, HallPage)  # noqa: S101 - every page is
        page.once = True
        return page

    def number(self, name: str) -> int | None:
        """Return a small number from the address or the path, or None."""
        return small_number(self.params.get(name) or self.request.query_params.get(name, ""))


_WRITTEN = frozenset({"text", "words", "title", "red_lines", "name"})
_WRITTEN_IN_PARTS = ("heading.", "wording.", "text.", "back.")
"""The fields of forms in which people write."""


class FormKey:
    """A form's own key: random, and another one each time it is written into a page."""

    def __str__(self) -> str:
        return secrets.token_hex(12)


def small_number(text: str) -> int | None:
    """Return a number as an address or a form writes it, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
