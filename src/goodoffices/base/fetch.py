"""Fetching one page that a person names, within limits that hold whatever the other side does.

Only http and https, only the address that was named and at most five addresses it is passed on to,
each of which is told. A public address that passes on to one inside this network is refused. The
whole exchange has one time limit, kept by closing the connection, so that a page that comes a byte
at a time, or never ends, ends here; half a page is never kept. Proxies are not used.
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
from urllib.parse import urljoin, urlsplit

from goodoffices.base.errors import Finding, Place, UnreadableInput
from goodoffices.base.i18n import _

MAX_REDIRECTS = 5


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
    at, way = address, [address]
    inside = _inside(address)
    while True:
        left = replace(limits, seconds=ends - time.monotonic())
        answer = _Exchange(address, at, left).run()
        if isinstance(answer, bytes):
            return Fetched(answer, at, tuple(_passed_on(address, way)))
        at = _next(address, urljoin(at, answer), way, inside=inside)
        way.append(at)


def _passed_on(address: str, way: list[str]) -> list[Finding]:
    """Say where the address passed on to."""
    if len(way) == 1:
        return []
    text = _("{address} passed on to {last}.").format(address=address, last=way[-1])
    return [Finding("GO133", text, Place(address), severity="note")]


def _refused(code: str, address: str, text: str, help_: str | None = None) -> UnreadableInput:
    return UnreadableInput(Finding(code, text, Place(address), help_))


def _next(address: str, at: str, way: list[str], *, inside: bool) -> str:
    """Return the address that was passed on to, if it may be followed."""
    save = _("Open it in your browser, save the page, and read the file.")
    if not is_address(at):
        text = _("It passes on to {other}, which is no page on the web.").format(other=at[:200])
        raise _refused("GO132", address, text, save)
    if at in way or len(way) > MAX_REDIRECTS:
        text = _("It passes on in a circle, or more than {most} times.")
        raise _refused("GO132", address, text.format(most=MAX_REDIRECTS), save)
    if not inside and _inside(at):
        text = _("It passes on to {other}, an address inside this network.")
        raise _refused("GO132", address, text.format(other=at[:200]), save)
    return at


def _inside(address: str) -> bool:
    """Tell whether an address leads to this computer or its network; unknown hosts do not."""
    with contextlib.suppress(OSError, ValueError, UnicodeError):
        found = socket.getaddrinfo(urlsplit(address).hostname, None)
        return any(not ipaddress.ip_address(str(f[4][0]).split("%")[0]).is_global for f in found)
    return False


class _Exchange:
    """One request and its answer, closed when its time is over."""

    def __init__(self, named: str, at: str, limits: Limits) -> None:
        self.named = named
        self.at = at
        self.limits = limits
        self.socket: socket.socket | None = None
        self.late = limits.seconds <= 0

    def run(self) -> bytes | str:
        """Return the page's bytes, or the address it passes on to."""
        timer = threading.Timer(max(0.0, self.limits.seconds), self._close)
        timer.daemon = True
        timer.start()
        try:
            return self._asked()
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            if self.late or isinstance(error, TimeoutError):
                raise self._endless() from None
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            text = _("This address cannot be reached: {reason}.").format(reason=reason)
            raise _refused("GO130", self.named, text, _("Check it in your browser.")) from None
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
        text = _("It did not end within its time or size: {most} MB; nothing of it was kept.")
        help_ = _("Save the part that you need in your browser and read the file.")
        most = max(1, self.limits.most // 2**20)
        return _refused("GO131", self.named, text.format(most=most), help_)

    def _asked(self) -> bytes | str:
        """Ask for the page and take the answer."""
        parts = urlsplit(self.at)
        secure = parts.scheme.lower() == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        self.socket = socket.create_connection((host, port), max(0.1, self.limits.seconds))
        if secure:
            plain = self.socket
            self.socket = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = self.socket
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        says = {"Host": parts.netloc.rsplit("@", 1)[-1], "User-Agent": "goodoffices"}
        connection.request("GET", target, headers=says | {"Accept-Encoding": "identity"})
        with connection.getresponse() as answer:
            return self._answered(answer)

    def _answered(self, answer: http.client.HTTPResponse) -> bytes | str:
        """Take what the other side answers: a page, another address, or a refusal."""
        if answer.status in {301, 302, 303, 307, 308} and answer.getheader("Location"):
            return str(answer.getheader("Location"))
        if answer.status != 200:
            text = _("The other side answers {status} {reason}.")
            said = text.format(status=answer.status, reason=answer.reason)
            raise _refused("GO130", self.named, said, _("Check it in your browser."))
        return self._body(answer)

    def _body(self, answer: http.client.HTTPResponse) -> bytes:
        """Take the page, unpacked, up to the limit."""
        packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
        if packed not in {"identity", "gzip", "x-gzip", "deflate"}:
            text = _("The page comes packed as {kind}, which was not asked for.")
            raise _refused("GO130", self.named, text.format(kind=packed))
        unpack = None if packed == "identity" else zlib.decompressobj(zlib.MAX_WBITS | 32)
        held = bytearray()
        while chunk := answer.read1(65536):
            most = self.limits.most + 1 - len(held)
            held += unpack.decompress(chunk, most) if unpack else chunk
            if len(held) > self.limits.most or self.late:
                raise self._endless()
        if self.late or (unpack and unpack.unconsumed_tail):
            raise self._endless()
        if answer.length:
            text = _("The page broke off before its end.")
            raise _refused("GO130", self.named, text, _("Try again."))
        return bytes(held)
