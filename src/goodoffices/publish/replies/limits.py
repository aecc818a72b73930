"""Bounds on what a stranger can send: sizes, fields, time, and how much from one source.

A source is an address, of version 6 its first half, and nothing of it is kept: what is counted by
is its keyed hash, whose key lives in memory and turns over every day.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b

from starlette.requests import Request
from starlette.types import Receive

from goodoffices.base.bodies import form_fields, need_form, network_of, read_body

BODY = 64 * 1024
"""The largest form, in bytes."""

FIELDS = 20
DAY = 24 * 3600
MOST_SOURCES = 50_000
"""How many sources are counted at once; the one not heard of for longest is forgotten."""


async def read_form(receive: Receive, media_type: str) -> dict[str, str]:
    """Read a form's fields; a field sent twice counts once, the last time.

    Raises
    ------
    TooMuchError
        if it is larger than :data:`BODY`, too slow, broken off or no form.
    """
    need_form(media_type)
    return form_fields(await read_body(receive, BODY), FIELDS)


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
        return blake2b(network_of(address).encode(), key=self._key, digest_size=8).digest()


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
