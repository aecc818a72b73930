"""A connection whose request does not arrive in time is closed: uvicorn itself would wait for ever.

The clock runs from the first byte of a request, or from the connection, until its headers are
whole; the body has its own limit in :mod:`goodoffices.talks.pages.limits`.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar, cast

import h11
from starlette.types import Scope

from goodoffices.base.bodies import network_of
from goodoffices.base.punctual import PunctualProtocol

UNREAD = 60.0
"""How long a page that was sent may lie unread before its connection is closed, in seconds."""

WAITING = 200
"""How many connections of strangers from one network may wait for a request, begun or not. When one
more comes, the one that has waited longest is closed: a browser opens another without a word."""

STRANGERS = 600
"""The same, from wherever they come; together with members' they stay below what is served."""

A_MEMBER = 50
"""The same for each member. A connection is a member's from the moment a request by it was known
for one; no crowd of strangers closes it, though they come from the same address, as behind one
proxy."""

KNOWN = "talks member"
"""Under which name the gate says, in a request's state, which member it is of."""

_MEMBER = "member "


class PatientProtocol(PunctualProtocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    _unread: asyncio.TimerHandle | None = None
    _line: str | None = None
    _waiting: ClassVar[dict[str, dict[PatientProtocol, None]]] = {}

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._served()
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Wait for the next request, as one of so many."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE:
            self._queue()

    def pause_writing(self) -> None:
        """Give a reader that does not read some time, and then no more."""
        super().pause_writing()
        if self._unread is None:
            self._unread = self.loop.call_later(UNREAD, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: what was sent is being read."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    def _watch(self) -> None:
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._queue()
        else:
            self._served()
        super()._watch()

    def _queue(self) -> None:
        """Take a place among those that wait, at the end; make room where there are too many."""
        whose = self._whose()
        if self._line != whose:
            self._served()
            self._line = whose
            self._waiting.setdefault(whose, {})[self] = None
        if whose.startswith(_MEMBER):
            self._make_room(whose, A_MEMBER)
        else:
            self._make_room(whose, WAITING)
            lines = self._waiting.items()
            strangers = {line: len(them) for line, them in lines if not line.startswith(_MEMBER)}
            if sum(strangers.values()) > STRANGERS:
                longest = max(strangers, key=lambda line: strangers[line])
                self._make_room(longest, strangers[longest] - 1)

    def _make_room(self, line: str, most: int) -> None:
        """Close those of a line that have waited longest, but none that is a member's by now."""
        fellows = self._waiting.get(line, {})
        while len(fellows) > most:
            eldest = next(iter(fellows))
            if eldest._whose() == line:  # noqa: SLF001 - one of our own kind
                eldest._served()  # noqa: SLF001
                eldest.transport.close()
            else:
                eldest._queue()  # noqa: SLF001 - it is known for a member's: it waits among those

    def _served(self) -> None:
        """Leave the place among those that wait."""
        if self._line is None:
            return
        fellows = self._waiting.get(self._line, {})
        fellows.pop(self, None)
        if not fellows:
            self._waiting.pop(self._line, None)
        self._line = None

    def _whose(self) -> str:
        """Return the line one waits in: a member's, once the gate has found one, or a network's."""
        scope = cast("Scope | None", self.scope)  # None until a first request is there
        member = scope.get("state", {}).get(KNOWN) if scope is not None else None
        if member:
            return f"{_MEMBER}{member}"
        return f"@{network_of(self.client[0] if self.client else '')}"
