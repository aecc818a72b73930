"""Bounds on what a stranger can send: sizes, fields, time, and how much from one source.

A source is an address, of version 6 its first half, and nothing of it is kept: what is counted by
is its keyed hash, whose key lives in memory and turns over every day.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
from hashlib import blake2b
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Receive

from goodoffices.base import punctual

BODY = 64 * 1024
"""The largest form, in bytes."""

PATIENCE = punctual.PATIENCE
"""How long a request may take to arrive, in seconds."""

FIELDS = 20
DAY = 24 * 3600
MOST_SOURCES = 50_000
"""How many sources are counted at once; the one not heard of for longest is forgotten."""


class RefusedRequestError(Exception):
    """A request that is too large, too slow or none; ``status`` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_form(receive: Receive, media_type: str) -> dict[str, str]:
    """Read a form's fields; a field sent twice counts once, the last time.

    Raises
    ------
    RefusedRequestError
        if it is larger than :data:`BODY`, slower than :data:`PATIENCE`, broken off or no form.
    """
    if media_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise RefusedRequestError(415)
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            more = True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise RefusedRequestError(400)
                body += message.get("body", b"")
                if len(body) > BODY:
                    raise RefusedRequestError(413)
                more = bool(message.get("more_body"))
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=FIELDS, errors="strict"
        )
    except TimeoutError as error:
        raise RefusedRequestError(408) from error
    except ValueError as error:
        raise RefusedRequestError(400) from error
    return dict(pairs)


class Sources:
    """Who asks, as a hash that cannot be turned back and is another one tomorrow."""

    def __init__(self, *, forwarded: bool) -> None:
        self.forwarded = forwarded
        self._key, self._until = b"", 0.0

    def of(self, request: Request, seconds: float) -> bytes:
        """Return the source of a request.

        ``forwarded`` trusts the last address that the server in front has written into
        ``X-Forwarded-For``; whatever stands before it anybody could have sent.
        """
        if seconds >= self._until:
            self._key, self._until = secrets.token_bytes(32), seconds + DAY
        address = request.client.host if request.client else ""
        if self.forwarded:
            told = request.headers.getlist("x-forwarded-for")
            address = (told[-1].rpartition(",")[2].strip() if told else "") or address
        return blake2b(_network(address).encode(), key=self._key, digest_size=8).digest()


def _network(address: str) -> str:
    """Return what one person has many addresses of: of version 6, the first half."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))


class ReplyMeasure:
    """How much one source may do: ``most`` at once, and ``rate`` more a second."""

    def __init__(self, most: float, rate: float) -> None:
        self.most, self.rate = most, rate
        self._left: dict[bytes, tuple[float, float]] = {}

    def take(self, source: bytes, seconds: float) -> bool:
        """Use one unit; False where there is none left."""
        left, at = self._left.pop(source, (self.most, seconds))
        left = min(self.most, left + (seconds - at) * self.rate)
        fits = left >= 1
        self._left[source] = (left - 1 if fits else left, seconds)
        if len(self._left) > MOST_SOURCES:
            del self._left[next(iter(self._left))]
        return fits
