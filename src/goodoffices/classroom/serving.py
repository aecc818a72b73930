"""All tables of a class from one address, each below a path of its own, with the clock they share.

A table's pages, cookies and bounds are those of any talks: the request is handed to the table's own
gate with the path in front of it named as its root.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from goodoffices.base.i18n import _
from goodoffices.classroom.setting import Classroom
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import application, utc
from goodoffices.talks.pages.guard import Gate, dress
from goodoffices.talks.pages.process import leave_no_dump, stoppable
from goodoffices.talks.pages.server import Address, listening, office_of, operator, run_application
from goodoffices.talks.pages.templates import language_of, render
from goodoffices.talks.sealing import CHEAPEST

_ROOT = "/tables/"


class ServedTables:
    """The application: finds the table by the path's first part."""

    def __init__(self, tables: Mapping[str, Gate]) -> None:
        self.tables = dict(tables)

    def close(self) -> None:
        """Let what is held open at any table end: the server is to stop."""
        for table in self.tables.values():
            table.close()

    async def tick(self) -> None:
        """Tell each table that the serving loop turns."""
        for table in self.tables.values():
            await table.tick()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to its table; whatever else is asked for is not there."""
        path = str(scope.get("path", ""))
        number, _slash, rest = path.removeprefix(_ROOT).partition("/")
        table = self.tables.get(number) if path.startswith(_ROOT) else None
        if table is not None and scope["type"] == "http":
            root = _ROOT + number
            path = path if rest or path.endswith("/") else path + "/"
            await table({**scope, "root_path": root, "path": path}, receive, send)
        elif scope["type"] == "http":
            request = Request(scope)
            page = render("told.html", language_of(request), what="not found", base="", me=None)
            await dress(HTMLResponse(page, 404), request, None)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def tables_of(
    room: Classroom,
    offices: Mapping[str, Office],
    hosts: frozenset[str] = frozenset(),
    clock: Callable[[], str] = utc,
) -> ServedTables:
    """Return the class as an ASGI application."""
    return ServedTables(
        {
            number: application(office, hosts=hosts, clock=clock, ends=room.ends)
            for number, office in offices.items()
        }
    )


def serve_class(room: Classroom, place: Address, tell: Callable[[str], None]) -> int:
    """Serve a class until interrupted, starting its clock; return 0, or 1 if a disk failed.

    Raises
    ------
    TalksError
        if a table's store is none, or the place is not safe.
    """
    place.check()
    leave_no_dump()
    with ExitStack() as stack, stoppable(), listening(place) as bound:
        offices = {}
        for table in room.tables:
            office = office_of(room.store(table), CHEAPEST)
            stack.callback(office.store.close)
            offices[table.number] = office
        room = room.begun(utc())
        port = bound.getsockname()[1]
        tell(f"{place.origin(port)}{_ROOT}01/ … {room.tables[-1].number}/")
        tell(_("The round ends at {when} (UTC).").format(when=room.ends))
        if not place.loopback or place.behind_proxy:
            tell(operator())
        run_application(tables_of(room, offices, place.hosts(port)), place, bound)
        return int(any(office.store.failed is not None for office in offices.values()))
