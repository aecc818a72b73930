"""A connection on which a request does not arrive in time is closed: uvicorn would wait for ever.

The clock runs from the first byte of a request, or from the connection, until its headers are
whole.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 15.0
"""How long a request may take to arrive where a server does not say otherwise, in seconds."""


class PunctualProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a request whose head does not arrive in time is over."""

    _late: asyncio.TimerHandle | None = None

    @property
    def patience(self) -> float:
        """How long is waited for a request's head, in seconds."""
        return PATIENCE

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what has come, and wait on only while the head is not whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._late is None:
            self._late = self.loop.call_later(self.patience, self._give_up)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()
