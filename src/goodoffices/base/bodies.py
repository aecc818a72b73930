"""What anyone may send to a server, read within bounds: a body, a form's fields, an address."""

from __future__ import annotations

import asyncio
import ipaddress
from urllib.parse import parse_qsl

from starlette.types import Receive

from goodoffices.base import punctual


class TooMuchError(Exception):
    """What was sent is too large, too slow or no form; ``status`` is the answer's."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def read_body(receive: Receive, limit: int) -> bytes:
    """Read a request's body.

    Raises
    ------
    TooMuchError
        if it is larger than ``limit``, broken off, or slower than :data:`punctual.PATIENCE`.
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(punctual.PATIENCE):
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


def need_form(media_type: str) -> None:
    """See that what is sent says of itself that it is a form.

    Raises
    ------
    TooMuchError
        where it is something else.
    """
    if media_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise TooMuchError(415)


def form_fields(body: bytes, most: int) -> dict[str, str]:
    """Read at most so many fields of a form; one sent twice counts once, the last time.

    Raises
    ------
    TooMuchError
        if the body is no form, or has more.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=most, errors="strict"
        )
    except ValueError as error:
        raise TooMuchError(400) from error
    return dict(pairs)


def network_of(address: str) -> str:
    """Return what one person has many addresses of: of version 6, the first half."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
