"""Serving the talks: on this computer alone unless told otherwise, one process, quiet logs.

Nothing of a request is logged: an address can hold an invitation. When the disk has failed, reading
goes on, and the server's exit code tells whoever supervises it.
"""

from __future__ import annotations

import gc
import ipaddress
import socket
import ssl
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Protocol
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.talks.convening import Invitation
from goodoffices.talks.hosting import Hosting
from goodoffices.talks.nouns import Member, TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import application, utc
from goodoffices.talks.pages.patience import PatientProtocol
from goodoffices.talks.pages.process import (
    PATIENCE,
    TalksServer,
    keep_together,
    leave_no_dump,
    stoppable,
)
from goodoffices.talks.pages.templates import prepare
from goodoffices.talks.sample import convene_sample
from goodoffices.talks.sealing import Cost
from goodoffices.talks.store import Store


def operator() -> str:
    """Say what whoever runs a server for others can see."""
    return _(
        "Whoever runs this server could read the talks while members are logged in, and sees when "
        "and how much they write. It cannot change what was written without that being seen."
    )


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where to serve: an address, and how connections to it are kept safe.

    ``base`` is the address that people type, as ``https://talks.example``, where it is not that of
    ``host`` and ``port``; ``names`` are host names that are answered besides. With neither, those
    of the certificate are.
    """

    host: str = "127.0.0.1"
    port: int = 8643
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False
    base: str | None = None

    @property
    def loopback(self) -> bool:
        """Whether only this computer can connect."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def scheme(self) -> str:
        """How a browser comes here: a proxy in front encrypts, whatever it says."""
        if self.base is not None:
            return urlsplit(self.base).scheme
        return "https" if self.certificate or self.behind_proxy else "http"

    def origin(self, port: int) -> str:
        """Return the address that people type."""
        if self.base is not None:
            return self.base.rstrip("/")
        names = [*self.names, *self._certified()]
        if self.behind_proxy and names:
            return f"https://{names[0]}"
        host = names[0] if names and not self.loopback else self.host
        return f"{self.scheme}://{bracketed(host)}:{port}"

    def _certified(self) -> list[str]:
        return names_of(self.certificate) if self.certificate else []

    def check(self) -> None:
        """Refuse to serve beyond this computer without encryption.

        Raises
        ------
        TalksError
            naming what is missing.
        """
        if not self.loopback and not self.behind_proxy and not (self.certificate and self.key):
            raise TalksError(finding("GO707", host=self.host))

    def ready(self) -> None:
        """Refuse to serve where nobody could come in: under no name, or by no certificate.

        Raises
        ------
        TalksError
            naming what is missing, or the file that cannot be used.
        """
        self.check()
        base = urlsplit(self.base) if self.base is not None else None
        if base is not None and (base.scheme not in ("http", "https") or not base.hostname):
            raise TalksError(finding("GO709.base", base=self.base))
        for file in (self.certificate, self.key):
            if file is not None and not file.is_file():
                raise TalksError(finding("GO709.file", file=file))
        if self.certificate is not None:
            try:
                ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.certificate, self.key)
            except (OSError, ValueError) as error:
                raise TalksError(finding("GO709.pair", file=self.certificate)) from error
        if self.behind_proxy and not (self.names or self.base):
            raise TalksError(finding("GO709.proxy"))
        named = self.names or self.base or self._certified()
        if self.certificate and not named and not self.loopback:
            raise TalksError(finding("GO709.name", file=self.certificate))

    def hosts(self, port: int) -> frozenset[str]:
        """Return the ``Host`` values that are answered; empty for any, as a proxy checks them."""
        if self.behind_proxy and not self.names and self.base is None:
            return frozenset()
        own = [*self.names, *self._certified()]
        if not self.behind_proxy:
            own += [bracketed(self.host)]
            own += ["localhost", "127.0.0.1", "[::1]"] if self.loopback else []
        base = [urlsplit(self.base).netloc] if self.base is not None else []
        return frozenset(own) | {f"{name}:{port}" for name in own} | frozenset(base)


def hosted(hosting: Hosting, port: int) -> Address:
    """Return the place that was set up in a folder."""
    return Address(
        host=hosting.host,
        port=port,
        base=hosting.base,
        behind_proxy=hosting.behind_proxy,
        certificate=Path(hosting.certificate) if hosting.certificate else None,
        key=Path(hosting.key) if hosting.key else None,
    )


def bracketed(host: str) -> str:
    """Write a host as an address has it: one of version 6 stands in brackets."""
    return f"[{host}]" if ":" in host else host


def names_of(certificate: Path) -> list[str]:
    """Return the host names a certificate is for, without those that stand for many."""
    try:
        # what the standard library decodes certificates with for its own tests, and has for long
        found = ssl._ssl._test_decode_cert(str(certificate))  # type: ignore[attr-defined]  # noqa: SLF001
    except (AttributeError, OSError, ValueError):
        return []
    names = found.get("subjectAltName", ())
    return [str(name) for kind, name in names if kind == "DNS" and "*" not in name]


def serve(
    store: Path, place: Address, tell: Callable[[str], None], cost: Cost | None = None
) -> int:
    """Serve the talks in a store until interrupted; return 0, or 1 if the disk failed.

    Raises
    ------
    TalksError
        if the store is none, lies without its mark, or the place is not safe.
    """
    leave_no_dump()
    place.check()
    office = office_of(store, cost)
    try:
        with stoppable(), listening(place) as bound:
            tell(f"{place.origin(bound.getsockname()[1])}/")
            if not place.loopback or place.behind_proxy:
                tell(operator())
            run(office, place, bound)
        return int(office.store.failed is not None)
    finally:
        office.store.close()


def office_of(path: Path, cost: Cost | None = None) -> Office:
    """Open talks to serve them.

    Raises
    ------
    TalksError
        if there are none, or they lie without their mark, so that nobody knows whether they were
        put back.
    """
    store = Store(path)
    if store.standing == "unmarked":
        store.close()
        raise TalksError(finding("GO708", file=path))
    try:
        return Office(store, cost=cost)
    except BaseException:
        store.close()
        raise


def listening(place: Address) -> socket.socket:
    """Return a socket that listens; port 0 takes any free one.

    Raises
    ------
    TalksError
        if the place is not safe, nobody could come in, or another program serves there.
    """
    place.ready()
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    # said to be TCP, so that small answers go at once and do not wait for an acknowledgement
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((place.host, place.port))
    except OSError as error:
        bound.close()
        where = f"{bracketed(place.host)}:{place.port}"
        raise TalksError(finding("GO709.port", where=where, why=error.strerror)) from error
    bound.listen(2048)  # so that a link works from the moment it is printed
    return bound


def run(office: Office, place: Address, bound: socket.socket) -> None:
    """Run the talks' server on a bound socket until it is interrupted."""
    hosts = place.hosts(bound.getsockname()[1])
    Thread(target=prepare, name="talks-pages", daemon=True).start()
    run_application(application(office, hosts=hosts), place, bound)


def run_application(app: Closing, place: Address, bound: socket.socket) -> None:
    """Serve an application until it is interrupted, which is how it is meant to end."""
    keep_together()
    gc.freeze()  # what was there before the first request is looked through no more
    sys.setswitchinterval(0.001)  # whoever answers waits less for whoever computes
    with suppress(KeyboardInterrupt), stoppable():
        serving(app, place).run(sockets=[bound])


def server(
    office: Office, place: Address, port: int, clock: Callable[[], str] = utc
) -> uvicorn.Server:
    """Return the talks' server, not yet running."""
    return serving(application(office, hosts=place.hosts(port), clock=clock), place)


class Closing(Protocol):
    """An application that can be told that the server is to stop."""

    def close(self) -> None:
        """Let what is held open end."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""


def _by_scheme(app: Closing, scheme: str) -> ASGIApp:
    """Have every request come by the scheme that browsers use, whatever a proxy says of it."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await app({**scope, "scheme": scheme}, receive, send)

    return answer


def serving(app: Closing, place: Address) -> uvicorn.Server:
    """Return a server of an application, not yet running."""
    config = uvicorn.Config(
        _by_scheme(app, place.scheme),
        http=PatientProtocol,
        lifespan="off",
        ws="none",
        log_level="error",  # what strangers send that is no request fills no log
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=place.behind_proxy,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=PATIENCE,
        limit_concurrency=1_000,
        h11_max_incomplete_event_size=16 * 1024,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
        callback_notify=getattr(app, "tick", None),
        timeout_notify=1,
    )
    return TalksServer(config, app.close)


def links(invitations: Iterable[Invitation], base: str) -> list[tuple[str, str]]:
    """Return each member's name with its invitation's address."""
    return [(i.member.name, base.rstrip("/") + i.path) for i in invitations]


def _say(line: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve_demo(port: int = 0, tell: Callable[[str], None] = _say) -> int:
    """Serve sample talks on the shipped case, on this computer, until interrupted.

    The talks are well under way (:mod:`goodoffices.talks.sample`). Prints three links, for the
    mediator and the head of each delegation, each under a name of its own
    (``mediator.localhost``), so that one browser can hold all three log-ins. The store is deleted
    at the end.
    """
    leave_no_dump()
    with stoppable(), suppress(KeyboardInterrupt), _folder() as folder:
        store = Path(folder) / "demo.talks"
        invitations = convene_sample(store, utc())
        names = [_host_of(i) for i in invitations]
        place = Address(port=port, names=tuple(names))
        office = Office(Store(store))
        try:
            with listening(place) as bound:
                at = bound.getsockname()[1]
                tell(_("Sample talks, a day under way. Every word in them is invented."))
                for invitation, name in zip(invitations, names, strict=True):
                    tell("")
                    link = f"http://{name}:{at}{invitation.path}"
                    tell(f"{invitation.member.name}: {link}")
                    tell(_first_minute(invitation.member))
                tell("")
                tell(_("All three can be open in one browser. Each link works once."))
                tell(_("Ctrl-C stops, and deletes these talks."))
                run(office, place, bound)
        finally:
            office.store.close()
    return 0


def _first_minute(member: Member) -> str:
    """Return what there is to see and to try at a seat."""
    if member.role == "mediator":
        return _(
            "  The desk: both rooms side by side, what each lets be passed on, the one text. Try: "
            "the United States' words about three steps may go as they are; pass them on."
        )
    if member.party == "iran":
        return _(
            "  A room with the mediator. Try: words wait for your yes before they go to the other "
            "side; confirm or decline them. Then look at the message they were made of."
        )
    return _(
        "  A room with the mediator. Try: a proposal is open for three quarters of an hour; answer "
        "it. Nobody learns the result before the time, and no answer is no."
    )


def _folder() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that is gone at the end, whatever else goes wrong."""
    return tempfile.TemporaryDirectory(prefix="goodoffices-talks-", ignore_cleanup_errors=True)


def _host_of(invitation: Invitation) -> str:
    """Return the name one member of the demo is served under."""
    return f"{invitation.member.party or invitation.member.role}.localhost".replace("_", "-")
