"""How many replies a second one server keeps durably, beside what the disk does.

A real server on a real disk; the clients run in this process, on the same cores, and each reply
comes from a source of its own. Rates are given with the server's own seconds of processor, and
times beside a bare append and fdatasync of the same run.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from tests.publish.reply_world import made_site

from benchmarks.talks import _bare_syncs, connected
from goodoffices.publish.replies.keeping import ReplyKeeping, set_up
from goodoffices.publish.replies.keys import ServerKeys

CONNECTIONS = 16
SECONDS = 6.0
SERVER = (
    "import sys, pathlib; from goodoffices.publish.replies.serving import serve; "
    "serve(pathlib.Path(sys.argv[1]), lambda s: print(s, flush=True), forwarded=True)"
)


def figures() -> Iterator[dict[str, Any]]:
    """Yield the rate of durable replies, with its yardsticks."""
    with tempfile.TemporaryDirectory() as folder:
        site = made_site(Path(folder))
        set_up(site, Path(folder) / "key", None)
        with ReplyKeeping(site) as kept:
            keys = kept.keys
        call = [sys.executable, "-c", SERVER, str(site)]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                port = int(server.stdout.readline().split(":")[2].split("/")[0])
                bare = _bare_syncs(Path(folder) / "bare")
                before = _processor(server.pid)
                rate, p99, sent = asyncio.run(_storm(port, keys))
                spent = _processor(server.pid) - before
            finally:
                server.kill()
        with ReplyKeeping(site) as kept:
            waiting = kept.database.read("SELECT count(*) FROM replies")[0][0]
        yield {
            "figure": "replies: durable replies a second",
            "value": rate,
            "aim": 300,
            "p99_ms": p99,
            "bare_sync_p99_ms": bare,
            "ratio": round(p99 / bare, 1),
            "server_cpu_ms_each": round(spent / sent * 1e3, 2),
            "acknowledged": sent,
            "kept": waiting,
        }


def _processor(pid: int) -> float:
    """Return the seconds of processor that a process has used."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _post(keys: ServerKeys, number: int) -> bytes:
    key = keys.form("us-iran", int(time.time()) - 60)
    text = f"{number} " + "words " * 40
    body = urlencode({"name": "A reader", "email": "a@b.example", "text": text, "key": key})
    source = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    head = (
        "POST /reply/us-iran HTTP/1.1\r\nHost: briefs.example\r\nSec-Fetch-Site: same-origin\r\n"
        f"X-Forwarded-For: {source}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


async def _storm(port: int, keys: ServerKeys) -> tuple[float, float, int]:
    """Send from every connection as fast as answers come; return rate, p99 in ms, and how many."""
    times: list[float] = []
    until = time.perf_counter() + SECONDS

    async def one(first: int) -> None:
        number = first
        async with connected(port) as ask:
            while time.perf_counter() < until:
                request = _post(keys, number)
                begun = time.perf_counter()
                head = await ask(request)
                assert head.split(b" ")[1] == b"303", head
                times.append((time.perf_counter() - begun) * 1e3)
                number += CONNECTIONS

    begun = time.perf_counter()
    await asyncio.gather(*(one(n) for n in range(CONNECTIONS)))
    rate = len(times) / (time.perf_counter() - begun)
    return round(rate, 1), round(quantiles(times, n=100)[98], 1), len(times)
