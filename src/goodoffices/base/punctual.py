"""A connection on which a request does not arrive in time is closed: uvicorn would wait for ever.

The clock runs from the first byte of a request, or from the connection, until its headers are
whole. What has no stated length is not taken: of a body in pieces of one byte each, read as it
comes, a few hundred kilobytes would hold the server up for seconds, and no browser sends a form so.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 64 * 1024
"""How long a request's head may be where a server does not say otherwise, in bytes."""

PATIENCE = 15.0
"""How long a request may take to arrive where a server does not say otherwise, in seconds."""


class StatedConnection(h11.Connection):
    """HTTP/1.1 whose requests say how long they are."""

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        """Return what came next.

        Raises
        ------
        h11.RemoteProtocolError
            also if it is a request in pieces.
        """
        event = super().next_event()
        if isinstance(event, h11.Request) and any(
            name == b"transfer-encoding" for name, _value in event.headers
        ):
            msg = "a request must say its length"
            raise h11.RemoteProtocolError(msg, error_status_hint=411)
        return event


class PunctualProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a request whose head does not arrive in time is over."""

    _late: asyncio.TimerHandle | None = None

    def __init__(self, config: Config, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        super().__init__(config, *arguments, **named)
        most = config.h11_max_incomplete_event_size
        self.conn = StatedConnection(h11.SERVER, HEAD if most is None else most)

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
