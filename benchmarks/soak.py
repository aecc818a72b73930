"""Half an hour of talks under way: what is lost, and whether the server grows or tires.

``python -m benchmarks.soak [MINUTES [RATE]]`` asks so many times a second, one in ten a post, of as
many members as there are posts in a minute and more; half the requests come by a connection of
their own. Listeners sit at the desk, somebody logs in and out all the while, and a line a minute
tells memory, open files and how long answers took. At the end every acknowledged post must stand in
the log once, and the log must verify.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlencode

from benchmarks import talks as load
from goodoffices.talks import export
from goodoffices.talks.office import Office
from goodoffices.talks.pages.app import utc
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store
from goodoffices.talks.verify import verify_bytes

LISTENERS = 40
PAGES = ("/room", "/table", "/text", "/proposals", "/agreement", "/sessions")


@dataclass
class Soak:
    """What was asked and answered so far."""

    port: int
    pid: int
    cookies: dict[str, bytes]
    seats: dict[str, tuple[str, str]]
    told: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    log_ins: int = 0

    async def one(self, number: int) -> None:
        """Send one request, by a connection of its own or one that stays."""
        chance = random.Random(number)
        posts = [n for n in self.cookies if n.startswith("Delegate")]
        who = posts[number % len(posts)]
        text = f"soak {number} "
        post = number % 10 == 0
        request = (
            load.post(number, self.cookies[who], "soak")
            if post
            else load.get(chance.choice(PAGES), self.cookies[who])
        )
        if post:
            self.asked.add(text)
        begun = time.perf_counter()
        try:
            async with load.connected(self.port) as ask:
                head = await ask(request)
                if number % 2:
                    await ask(load.get("/table", self.cookies[who]))
        except (OSError, asyncio.IncompleteReadError, IndexError) as error:
            self.statuses[type(error).__name__] += 1
            return
        self.times.append((time.perf_counter() - begun) * 1e3)
        status = head.split(b" ")[1].decode()
        self.statuses[status] += 1
        if post and status == "303":
            self.told.add(text)

    async def doors(self) -> None:
        """Log somebody in and out, so that what is held in memory is asked of the disk again."""
        seat, passphrase = self.seats["Otto"]
        while True:
            form = urlencode({"seat": seat, "passphrase": passphrase})
            async with load.connected(self.port) as ask:
                head = await ask(load.form("/enter", form, b"\0" * 32))
                found = head.split(b"__Host-talks=")[1].split(b";")[0].decode()
                out = load.form("/leave", "", b"\0" * 32).replace(
                    b"Cookie: ", f"Cookie: __Host-talks={found}; old=".encode()
                )
                await ask(out)
            self.log_ins += 1
            await asyncio.sleep(5)

    def line(self, minute: int) -> dict[str, Any]:
        """Return what is to be told of a minute."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        times, self.times = self.times, []
        return {
            "minute": minute,
            "asked": len(times),
            "p50_ms": round(quantiles(times, n=100)[49], 1),
            "p99_ms": round(quantiles(times, n=100)[98], 1),
            "memory_mb": round(int(resident.split()[1]) / 1024, 1),
            "open_files": len(list(Path(f"/proc/{self.pid}/fd").iterdir())),
            "posts": len(self.told),
            "answers": dict(self.statuses),
        }


async def _listen(port: int, secret: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(load.get("/desk/stream", secret))
    try:
        while await reader.read(4096):
            pass
    finally:
        writer.close()


async def _run(folder: Path, minutes: float, rate: float) -> bool:
    path = folder / "t.talks"
    cookies, seats = load.convened(path)
    port = load.free_port()
    server = subprocess.Popen([sys.executable, "-c", load.SERVER, str(path), str(port)])
    soak = Soak(port, server.pid, cookies, seats)
    try:
        await load.up(port)
        team = [secret for name, secret in cookies.items() if name.startswith("Mona")]
        beside = [_listen(port, team[n % len(team)]) for n in range(LISTENERS)]
        running = [asyncio.create_task(job) for job in (*beside, soak.doors())]
        requests: set[asyncio.Task[None]] = set()
        begun, number, minute = time.monotonic(), 0, 0
        while (passed := time.monotonic() - begun) < 60 * minutes:
            await asyncio.sleep(max(0.0, number / rate - passed))
            task = asyncio.create_task(soak.one(number))
            requests.add(task)
            task.add_done_callback(requests.discard)
            number += 1
            if number / rate >= 60 * (minute + 1):
                minute += 1
                print(json.dumps(soak.line(minute)), flush=True)
        await asyncio.gather(*requests)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    finally:
        server.kill()
        server.wait()
    return _kept(soak, path)


def _kept(soak: Soak, path: Path) -> bool:
    """Tell whether everything that was acknowledged is there, once, in a log that verifies."""
    office = Office(Store(path), cost=CHEAPEST)
    mona = office.look(*soak.seats["Mona 0"], utc())  # who only listened is logged out by now
    assert mona is not None
    said = [m.text[: m.text.index(" ", 5) + 1] for m in office.view(mona).state.messages]
    there = Counter(said)
    lost = [text for text in soak.told if not there[text]]
    doubled = [text for text, times in there.items() if times > 1]
    sound = verify_bytes(export.log(office, mona)).sound
    office.store.close()
    told = {
        "acknowledged": len(soak.told),
        "asked": len(soak.asked),
        "lost": len(lost),
        "doubled": len(doubled),
        "log_ins": soak.log_ins,
        "verifies": sound,
    }
    print(json.dumps(told), flush=True)
    return sound and not lost and not doubled


if __name__ == "__main__":
    given = [float(argument) for argument in sys.argv[1:]] + [30.0, 50.0][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as made:
        sys.exit(not asyncio.run(_run(Path(made), *given)))
