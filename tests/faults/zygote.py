"""Forks talks servers quickly, for tests that kill them.

One process imports everything once; for every line ``STORE PORT`` it forks a server on that store
and prints the child's process id. The servers are real: a socket, uvicorn, the whole gate.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from goodoffices.talks.office import Office
from goodoffices.talks.pages.server import Address, listening, run
from goodoffices.talks.pages.templates import HERE, environment
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store


def serve(store: str, port: int) -> None:
    place = Address(port=port)
    office = Office(Store(Path(store)), cost=CHEAPEST)
    with listening(place) as bound:
        run(office, place, bound)
    os._exit(0)


if __name__ == "__main__":
    for template in sorted((HERE / "templates").glob("*.html")):
        environment("en").get_template(template.name)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        store, port = line.rsplit(None, 1)
        child = os.fork()
        if child == 0:
            devnull = os.open(os.devnull, os.O_RDWR)
            for descriptor in (0, 1):
                os.dup2(devnull, descriptor)
            serve(store, int(port))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        # reap those that were killed
        while True:
            try:
                if os.waitpid(-1, os.WNOHANG) == (0, 0):
                    break
            except ChildProcessError:
                break
