"""A process that dies, fails or stalls at an exact statement of the writer, for T7.

Imports once; every line of JSON forks a child that does five acts on a store, telling each that was
acknowledged on its own standard output. The point is the number of a statement the writer runs, so
that no point is missed when the code changes; ``answer`` is after the commit and before the answer,
``backup`` in the middle of a backup.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

from tests.faults.disk import session
from tests.talks.world import NOON

from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

ACTS = 5


class PlannedError(Exception):
    """What is raised at a point."""


def strike(kind: str) -> None:
    """Do at the point what the test wants."""
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "error":
        raise PlannedError
    else:
        time.sleep(0.2)


def work(task: dict) -> None:
    """Do the acts; stop at nothing but the kill."""
    store = Store(Path(task["store"]))
    office = Office(store, cost=CHEAPEST)
    ada = session(office, {"Ada": bytes.fromhex(task["cookie"])})
    seen = 0
    point, kind = task["point"], task["kind"]

    def trace(_cursor: object, sql: str, _bindings: object) -> bool:
        nonlocal seen
        seen += 1
        if seen == point:
            strike(kind)
        return True

    store._writer.exec_trace = trace
    transact = store._transact

    def after_commit(first, done):
        transact(first, done)
        nonlocal point
        if point == "answer":
            point = None
            strike(kind)

    store._transact = after_commit
    told = []
    for number in range(ACTS):
        said = {"room": "room:iran", "text": f"act {number}", "leave": "no"}
        for _try in range(2):
            try:
                answer = office.act(ada, "message", said, f"k{number}", NOON).result(20)
            except PlannedError:
                continue  # the member sends it again, with the same key
            assert isinstance(answer, tuple)
            told.append(number)
            sys.stdout.write(f"told {number}\n")
            sys.stdout.flush()
            break
    sys.stdout.write(f"statements {seen}\n")
    sys.stdout.flush()
    store.close()


if __name__ == "__main__":
    for line in sys.stdin:
        if os.fork() == 0:
            try:
                work(json.loads(line))
            finally:
                sys.stdout.flush()
                os._exit(0)
        os.wait()
        sys.stdout.write("done\n")
        sys.stdout.flush()
