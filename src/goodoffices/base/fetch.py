"""Fetching one page that a person names, within limits that hold whatever the other side does.

Only http and https, only the address that was named and at most five addresses it is passed on to,
each of which is told. A public address that passes on to one inside this network is refused: each
host is looked up once, and what was looked at is what is connected to, whatever a name server
would answer the next time. The whole exchange has one time limit, kept by closing the connection,
so that a page that comes a byte at a time, or never ends, ends here; half a page is never kept.
Proxies are not used.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.findings import finding

MAX_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}
_PACKINGS = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may take: bytes received and unpacked, and seconds in all."""

    most: int = 20 * 1024 * 1024
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, the address they were found at, and what to know of the way there."""

    data: bytes
    address: str
    findings: tuple[Finding, ...] = ()


def is_address(name: object) -> bool:
    """Tell whether a name is an address on the web."""
    return str(name).lower().startswith(("http://", "https://"))


def fetch(address: str, limits: Limits | None = None) -> Fetched:
    """Fetch the page at an address.

    Parameters
    ----------
    address
        ``http`` or ``https``, as the person named it.
    limits
        Bytes and seconds for everything, redirects included.

    Raises
    ------
    UnreadableInput
        GO130 where it cannot be had, GO131 where it is too large or does not end in time, GO132
        where it passes on in a circle or to where it must not.
    """
    limits = limits or Limits()
    ends = time.monotonic() + limits.seconds
    at, way, public = address, [address], False
    while True:
        left = replace(limits, seconds=ends - time.monotonic())
        exchange = _Exchange(address, at, left, public=public)
        answer = exchange.run()
        if isinstance(answer, bytes):
            return Fetched(answer, at, tuple(_passed_on(address, way)))
        public = public or not exchange.inside
        at = _next(address, urljoin(at, answer), way)
        way.append(at)


def _passed_on(address: str, way: list[str]) -> list[Finding]:
    """Say where the address passed on to."""
    if len(way) == 1:
        return []
    return [finding("GO133", Place(address), address=address, last=way[-1], severity="note")]


def _next(address: str, at: str, way: list[str]) -> str:
    """Return the address that was passed on to, if it may be asked."""
    if not is_address(at):
        raise UnreadableInput(finding("GO132.no_page", Place(address), other=at[:200]))
    if at in way or len(way) > MAX_REDIRECTS:
        raise UnreadableInput(finding("GO132.circle", Place(address), most=MAX_REDIRECTS))
    return at


class _Exchange:
    """One request and its answer, closed when its time is over.

    ``public`` says that whoever passed on to this address is outside this network, so that it must
    be outside as well; ``inside`` is then whether it is, known once its host was looked up.
    """

    def __init__(self, named: str, at: str, limits: Limits, *, public: bool) -> None:
        self.place = Place(named)
        self.at = at
        self.limits = limits
        self.public = public
        self.inside = False
        self.socket: socket.socket | None = None
        self.late = limits.seconds <= 0

    def run(self) -> bytes | str:
        """Return the page's bytes, or the address it passes on to."""
        timer = threading.Timer(max(0.0, self.limits.seconds), self._close)
        timer.daemon = True
        timer.start()
        try:
            return self._ask(urlsplit(self.at))
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if self.late or isinstance(error, TimeoutError):
                raise self._endless() from None
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise UnreadableInput(finding("GO130.unreachable", self.place, reason=reason)) from None
        finally:
            timer.cancel()
            if self.socket is not None:
                self.socket.close()

    def _close(self) -> None:
        """End the exchange from outside: whoever waits for bytes gets none."""
        self.late = True
        if self.socket is not None:
            with contextlib.suppress(OSError):
                self.socket.shutdown(socket.SHUT_RDWR)

    def _endless(self) -> UnreadableInput:
        most = max(1, self.limits.most // 2**20)
        return UnreadableInput(finding("GO131", self.place, most=most))

    def _ask(self, parts: SplitResult) -> bytes | str:
        """Ask for the page and take the answer."""
        secure = parts.scheme.lower() == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        self._connect(host, port)
        if secure and self.socket is not None:
            context = ssl.create_default_context()
            self.socket = context.wrap_socket(self.socket, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = self.socket
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        says = {"Host": parts.netloc.rsplit("@", 1)[-1], "User-Agent": "goodoffices"}
        connection.request("GET", target, headers=says | {"Accept-Encoding": "identity"})
        with connection.getresponse() as answer:
            return self._answered(answer)

    def _connect(self, host: str, port: int) -> None:
        """Look the host up, once, and connect to the first of its addresses that answers."""
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        self.inside = any(_is_inside(end) for *_how, end in addresses)
        if self.inside and self.public:
            raise UnreadableInput(finding("GO132.inside", self.place, other=self.at[:200]))
        failure = OSError("no address")
        for family, kind, protocol, _name, end in addresses:
            if self.late:
                raise TimeoutError
            self.socket = socket.socket(family, kind, protocol)
            self.socket.settimeout(max(0.1, self.limits.seconds))
            try:
                return self.socket.connect(end)
            except OSError as error:
                self.socket.close()
                failure = error
        raise failure

    def _answered(self, answer: http.client.HTTPResponse) -> bytes | str:
        """Take what the other side answers: a page, another address, or a refusal."""
        if answer.status in _REDIRECTS and answer.getheader("Location"):
            return str(answer.getheader("Location"))
        if answer.status != 200:
            raise UnreadableInput(
                finding("GO130.status", self.place, status=answer.status, reason=answer.reason)
            )
        return self._body(answer)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """Take the page, unpacked, up to the limit."""
        packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
        if packed != "identity" and packed not in _PACKINGS:
            raise UnreadableInput(finding("GO130.packed", self.place, kind=packed))
        unpack = None if packed == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
        body = bytearray()
        while chunk := answer.read1(65536):
            most = self.limits.most + 1 - len(body)
            body += unpack.decompress(chunk, most) if unpack else chunk
            if len(body) > self.limits.most or self.late:
                raise self._endless()
        if self.late or (unpack and unpack.unconsumed_tail):
            raise self._endless()
        if answer.length:
            raise UnreadableInput(finding("GO130.broken", self.place))
        return bytes(body)


def _is_inside(end: tuple[Any, ...]) -> bool:
    """Tell whether a socket's address is this computer's or its network's."""
    return not ipaddress.ip_address(str(end[0]).split("%")[0]).is_global
