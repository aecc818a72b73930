"""Serving the desk: on the loopback address alone, until it is told to stop."""

from __future__ import annotations

import contextlib
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from goodoffices.base.errors import UsageError
from goodoffices.base.files import existing
from goodoffices.base.findings import finding
from goodoffices.desk.answers import DeskAnswers
from goodoffices.desk.bench import Bench
from goodoffices.desk.doors import doors_of
from goodoffices.desk.gate import DeskGate
from goodoffices.desk.moderating import moderating

HOST = "127.0.0.1"


def serve(
    folder: Path,
    tell: Callable[[str], None],
    *,
    port: int = 0,
    by: str = "",
    language: str = "en",
    browser: bool = True,
    site: Path | None = None,
) -> None:
    """Serve a case's desk until interrupted, and tell its address, key included.

    Where a site is named, its replies are moderated there too.

    Raises
    ------
    CaseError
        where there is no case, or its file cannot be read.
    UsageError
        GO346 where the port is taken.
    RepliesError
        GO631 where no replies are set up for the site.
    """
    existing(folder / "case.yaml")
    bench = Bench(folder, by, language)
    bench.material()
    answers = DeskAnswers(bench)
    every = doors_of(answers)
    if site is not None:
        every += moderating(answers, site)
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, port))
        except OSError as error:
            raise UsageError(finding("GO346", port=port)) from error
        bound.listen()  # a browser that is quick waits, and is not turned away
        port = bound.getsockname()[1]
        gate = DeskGate(every, port)
        address = f"http://{HOST}:{port}/?key={gate.key}"
        tell(address)
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(
            gate,
            log_level="critical",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run([bound])
