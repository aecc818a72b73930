"""Bounds on what anyone can send or try: bodies, fields, time, log-ins, streams."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Receive

BODY = 256 * 1024
"""The largest form, in bytes."""

FILE = 10 * 2**20
"""The largest file that can be checked, in bytes."""

PATIENCE = 15.0
"""How long a request may take to arrive, in seconds."""

FIELDS = 2_000
STREAMS = 20
"""How many live streams one member may have open."""


class TooMuchError(Exception):
    """A request that is too large or too slow; ``status`` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(receive: Receive, limit: int) -> bytes:
    """Read a request's body.

    Raises
    ------
    TooMuchError
        if it is larger than ``limit``, slower than :data:`PATIENCE`, or broken off.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise TooMuchError(400)
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > limit:
                    raise TooMuchError(413)
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError as error:
        raise TooMuchError(408) from error


def read_form(body: bytes, media_type: str) -> dict[str, str]:
    """Read a form's fields; a field sent twice counts once, the last time.

    Raises
    ------
    TooMuchError
        if the body is no form.
    """
    if not body:
        return {}
    if media_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise TooMuchError(415)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=FIELDS,
            errors="strict",
        )
    except ValueError as error:
        raise TooMuchError(400) from error
    return dict(pairs)


def read_file(body: bytes, media_type: str) -> bytes:
    """Return the first file of a multipart body.

    Raises
    ------
    TooMuchError
        if there is none.
    """
    kind, options = parse_options_header(media_type)
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary or len(boundary) > 200:
        raise TooMuchError(415)
    found: list[bytes] = []
    parts = 0

    def begin() -> None:
        nonlocal parts
        parts += 1

    def data(chunk: bytes, start: int, end: int) -> None:
        if parts == 1:
            found.append(chunk[start:end])

    try:
        parser = MultipartParser(boundary, {"on_part_begin": begin, "on_part_data": data})
        parser.write(body)
        parser.finalize()
    except ValueError as error:
        raise TooMuchError(400) from error
    return b"".join(found)


@dataclass
class Throttle:
    """Tries at log-in: ten in a quarter of an hour, then slower and slower; for each seat and all.

    Unknown seats are counted like known ones, so that the answer tells nothing.
    """

    free: int = 10
    free_for_all: int = 100
    window: float = 900.0
    _tries: dict[str, deque[float]] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    def wait(self, seat: str, now: float) -> int:
        """Return how many seconds this seat must wait for its next try; 0 for none."""
        waits = (
            self._pause(self._tries.get(seat, deque()), self.free, now),
            self._pause(self._all, self.free_for_all, now, slowest=2.0),
        )
        return math.ceil(max(0.0, *waits))

    def failed(self, seat: str, now: float) -> None:
        """Count a wrong try."""
        for tries in (self._tries.setdefault(seat, deque(maxlen=64)), self._all):
            tries.append(now)
        while len(self._all) > 1_000:
            self._all.popleft()
        if len(self._tries) > 10_000:
            self._tries = {s: t for s, t in self._tries.items() if t[-1] > now - self.window}

    def entered(self, seat: str) -> None:
        """Forget a seat's wrong tries after a right one."""
        self._tries.pop(seat, None)

    def _pause(self, tries: deque[float], free: int, now: float, slowest: float = 900.0) -> float:
        while tries and tries[0] < now - self.window:
            tries.popleft()
        over = len(tries) - free
        if over < 0:
            return 0.0
        return float(tries[-1] + min(2.0**over, slowest) - now)


def plain_fields(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Return the fields whose names begin with a prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in form.items() if k.startswith(prefix)}
