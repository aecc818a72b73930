"""Serving the replies of a site: on the loopback address, behind a server that encrypts.

Nothing of a request is logged. While it serves, it puts on the site what is due once a minute, and
once an hour deletes what has been kept as long as it may be.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.punctual import PunctualProtocol
from goodoffices.publish.replies.doors import ReplyDoors
from goodoffices.publish.replies.gate import ReplyGate
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.nouns import RepliesError, now
from goodoffices.publish.replies.views import ReplyViews, SiteTold
from goodoffices.publish.settings import read_settings

HOST = "127.0.0.1"
PREFIX = "/reply/"
MINUTE, HOUR = 60, 3_600


def told_of(site: Path) -> tuple[SiteTold, str]:
    """Return what the server knows of a site, and the path at which it stands."""
    settings = read_settings(site)
    prefix = urlsplit(settings.replies).path or PREFIX
    pages = settings.address or "/"
    public = settings.replies
    if not urlsplit(public).scheme:
        parts = urlsplit(settings.address)
        public = f"{parts.scheme}://{parts.netloc}{prefix}" if parts.scheme else ""
    return SiteTold(settings.name, pages, public), prefix


def application(
    kept: ReplyKeeping,
    *,
    port: int = 0,
    forwarded: bool = False,
    clock: Callable[[], str] = now,
    seconds: Callable[[], float] = time.time,
) -> ReplyGate:
    """Return the application that takes a site's replies.

    Raises
    ------
    RepliesError
        GO632 where a confirmation is to be asked for and the site's own address is not known.
    """
    told, prefix = told_of(kept.site)
    if kept.settings.confirm and not told.public:
        raise RepliesError(finding("GO632.address"))
    views = ReplyViews(prefix, told)
    names = ("127.0.0.1", "localhost", "[::1]")
    hosts = frozenset() if forwarded else frozenset(f"{name}:{port}" for name in names)
    gate = ReplyGate((), views.told, clock=clock, seconds=seconds, hosts=hosts, forwarded=forwarded)
    gate.doors = tuple(ReplyDoors(kept, views, gate.sending).doors())
    return gate


def serve(
    site: Path, tell: Callable[[str], None], *, port: int = 0, forwarded: bool = False
) -> int:
    """Serve until interrupted; return 0, or 1 where the disk has failed.

    Raises
    ------
    RepliesError
        where nothing is set up or it cannot be read.
    UsageError
        GO642 where the port cannot be had.
    """
    with ReplyKeeping(site) as kept, socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, port))
        except OSError as error:
            raise UsageError(finding("GO642", port=port, why=error.strerror)) from error
        port = bound.getsockname()[1]
        bound.listen(1024)
        gate = application(kept, port=port, forwarded=forwarded)
        done = threading.Event()
        chores = threading.Thread(target=_chores, args=(kept, done), daemon=True)
        chores.start()
        tell(f"http://{HOST}:{port}{told_of(site)[1]}")
        try:
            with contextlib.suppress(KeyboardInterrupt):
                serving(gate).run([bound])
        finally:
            done.set()
            chores.join(10)
        return int(kept.database.failed is not None)


def serving(gate: ReplyGate) -> uvicorn.Server:
    """Return a server of the application, not yet running."""
    config = uvicorn.Config(
        gate,
        http=PunctualProtocol,
        lifespan="off",
        ws="none",
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
        limit_concurrency=1_000,
        h11_max_incomplete_event_size=16 * 1024,
    )
    return uvicorn.Server(config)


def _chores(kept: ReplyKeeping, done: threading.Event) -> None:
    """Put on the site what is due, and delete what is over, until the server stops."""
    swept = float("-inf")
    while True:
        try:
            if time.monotonic() - swept >= HOUR:
                swept = time.monotonic()
                kept.sweep()
            for problem in kept.publish():
                sys.stderr.write(problem.render() + "\n")
        except RepliesError as error:
            sys.stderr.write(f"{error}\n")
        except Exception as error:  # noqa: BLE001 - tried again in a minute, whatever it was
            sys.stderr.write(f"{type(error).__name__}\n")
        if done.wait(MINUTE):
            return
