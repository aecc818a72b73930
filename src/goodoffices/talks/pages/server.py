"""Serving the talks: on this computer alone unless told otherwise, one process, quiet logs.

Nothing of a request is logged: an address can hold an invitation. When the disk has failed, reading
goes on, and the server's exit code tells whoever supervises it.
"""

from __future__ import annotations

import ipaddress
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.talks.convening import Invitation
from goodoffices.talks.fromcase import convene_case
from goodoffices.talks.nouns import TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import application, utc
from goodoffices.talks.pages.patience import PatientProtocol
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

    ``names`` are the host names that are answered besides the address itself.
    """

    host: str = "127.0.0.1"
    port: int = 8643
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    behind_proxy: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this computer can connect."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def check(self) -> None:
        """Refuse to serve beyond this computer without encryption.

        Raises
        ------
        TalksError
            naming what is missing.
        """
        if not self.loopback and not self.behind_proxy and not (self.certificate and self.key):
            raise TalksError(finding("GO707", host=self.host))

    def hosts(self, port: int) -> frozenset[str]:
        """Return the ``Host`` values that are answered; empty for any, as a proxy checks them."""
        if self.behind_proxy and not self.names:
            return frozenset()
        own = [self.host, *self.names] + (["localhost", "127.0.0.1"] if self.loopback else [])
        return frozenset(own) | {f"{name}:{port}" for name in own}


def serve(
    store: Path, place: Address, tell: Callable[[str], None], cost: Cost | None = None
) -> int:
    """Serve the talks in a store until interrupted; return 0, or 1 if the disk failed.

    Raises
    ------
    TalksError
        if the store is none, or the place is not safe.
    """
    place.check()
    office = Office(Store(store), cost=cost)
    try:
        with listening(place) as bound:
            tell(f"{_scheme(place)}://{place.host}:{bound.getsockname()[1]}/")
            if not place.loopback or place.behind_proxy:
                tell(operator())
            run(office, place, bound)
        return int(office.store.failed is not None)
    finally:
        office.store.close()


def _scheme(place: Address) -> str:
    return "https" if place.certificate else "http"


def listening(place: Address) -> socket.socket:
    """Return a socket that listens; port 0 takes any free one."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    # said to be TCP, so that small answers go at once and do not wait for an acknowledgement
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((place.host, place.port))
    bound.listen(2048)  # so that a link works from the moment it is printed
    return bound


def run(office: Office, place: Address, bound: socket.socket) -> None:
    """Run the talks' server on a bound socket until it is interrupted."""
    hosts = place.hosts(bound.getsockname()[1])
    run_application(application(office, hosts=hosts), place, bound)


def run_application(app: ASGIApp, place: Address, bound: socket.socket) -> None:
    """Serve an application until it is interrupted, which is how it is meant to end."""
    with suppress(KeyboardInterrupt):
        serving(app, place).run(sockets=[bound])


def server(
    office: Office, place: Address, port: int, clock: Callable[[], str] = utc
) -> uvicorn.Server:
    """Return the talks' server, not yet running."""
    return serving(application(office, hosts=place.hosts(port), clock=clock), place)


def serving(app: ASGIApp, place: Address) -> uvicorn.Server:
    """Return a server of an application, not yet running."""
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        lifespan="off",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=place.behind_proxy,
        timeout_keep_alive=15,
        limit_concurrency=1_000,
        h11_max_incomplete_event_size=16 * 1024,
        ssl_certfile=place.certificate,
        ssl_keyfile=place.key,
    )
    return uvicorn.Server(config)


def links(invitations: Iterable[Invitation], base: str) -> list[tuple[str, str]]:
    """Return each member's name with its invitation's address."""
    return [(i.member.name, base.rstrip("/") + i.path) for i in invitations]


def _say(line: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve_demo(port: int = 0, tell: Callable[[str], None] = _say) -> int:
    """Serve sample talks on the shipped case, on this computer, until interrupted.

    Prints three links, for the mediator and the head of each delegation, each under a name of its
    own (``mediator.localhost``), so that one browser can hold all three log-ins. The store is
    deleted at the end.
    """
    with tempfile.TemporaryDirectory(prefix="goodoffices-talks-") as folder:
        store = Path(folder) / "demo.talks"
        with as_file(files("goodoffices") / "demo" / "case.yaml") as case:
            invitations = convene_case(case, store, utc(), plenary=True)
        names = [_host_of(i) for i in invitations]
        place = Address(port=port, names=tuple(names))
        office = Office(Store(store))
        try:
            with listening(place) as bound:
                at = bound.getsockname()[1]
                for invitation, name in zip(invitations, names, strict=True):
                    link = f"http://{name}:{at}{invitation.path}"
                    tell(f"{invitation.member.name}: {link}")
                tell(_("Each link works once. Ctrl-C stops, and deletes these talks."))
                run(office, place, bound)
        finally:
            office.store.close()
    return 0


def _host_of(invitation: Invitation) -> str:
    """Return the name one member of the demo is served under."""
    return f"{invitation.member.party or invitation.member.role}.localhost".replace("_", "-")
