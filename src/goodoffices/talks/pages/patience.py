"""A connection whose request does not arrive in time is closed: uvicorn itself would wait for ever.

The clock runs from the first byte of a request, or from the connection, until its headers are
whole; the body has its own limit in :mod:`goodoffices.talks.pages.limits`.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from goodoffices.talks.pages import limits

UNREAD = 60.0
"""How long a page that was sent may lie unread before its connection is closed, in seconds."""

WAITING = 200
"""How many connections from one address may wait for a request, begun or not. When one more comes,
the one that has waited longest is closed: a browser opens another without a word."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting."""

    _late: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None
    _waiting: ClassVar[dict[str, dict[PatientProtocol, None]]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what has come, and wait on only if the headers are not whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
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
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(limits.PATIENCE, self._give_up)

    def _queue(self) -> None:
        """Take a place among those of the same address that wait, at the end."""
        fellows = self._waiting.setdefault(self._address(), {})
        fellows.setdefault(self)
        while len(fellows) > WAITING:
            eldest = next(iter(fellows))
            del fellows[eldest]
            eldest.transport.close()

    def _served(self) -> None:
        """Leave the place among those that wait."""
        fellows = self._waiting.get(self._address(), {})
        fellows.pop(self, None)
        if not fellows:
            self._waiting.pop(self._address(), None)

    def _address(self) -> str:
        return self.client[0] if self.client else ""

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()
