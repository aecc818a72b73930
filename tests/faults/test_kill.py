"""T6: a real server is killed in the middle of its work, again and again, and loses nothing."""

from __future__ import annotations

import http.client
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tests.talks.world import DiskWorld, count

from goodoffices.talks.convening import token_text
from goodoffices.talks.office import Office
from goodoffices.talks.pages.guard import COOKIE
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

WRITERS = ("Ada", "Arya", "Ben", "Mona")
ROOMS = {
    "Ada": "/room/messages",
    "Arya": "/room/messages",
    "Ben": "/room/messages",
    "Mona": "/desk/rooms/iran/messages",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Victims:
    """Servers to be killed, and what was acknowledged by any of them."""

    world: DiskWorld
    zygote: subprocess.Popen[str]
    port: int = 0
    child: int = 0
    told: set[str] = field(default_factory=set)
    unanswered: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        self.port = free_port()
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(f"{self.world.path} {self.port}\n")
        self.zygote.stdin.flush()
        self.child = int(self.zygote.stdout.readline())
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 60).close()
            except OSError:
                time.sleep(0.01)
            else:
                return
        pytest.fail("the server does not start")

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)

    def post(self, connection: http.client.HTTPConnection, who: str, text: str) -> bool:
        """Say something; True only if the server acknowledged it."""
        form = urlencode({"text": text, "leave": "no", "key": text})
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "same-origin",
            "cookie": f"{COOKIE}={token_text(self.world.cookies[who])}",
        }
        connection.request("POST", ROOMS[who], form, headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 303, answer.status
        return True

    def write(self, who: str, name: str) -> None:
        """Write as fast as the server answers, until it is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        number = 0
        try:
            while not self.stop.is_set():
                text = f"{name} {number}"
                number += 1
                self.unanswered[text] = who
                self.post(connection, who, text)
                self.told.add(text)
                del self.unanswered[text]
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()

    def read(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"cookie": f"{COOKIE}={token_text(self.world.cookies['Mona'])}"}
        try:
            while not self.stop.is_set():
                connection.request("GET", "/desk", headers=headers)
                connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            pass
        finally:
            connection.close()

    def cycle(self, number: int, chance: random.Random) -> None:
        """Start a server, let everyone write, kill it."""
        self.start()
        self.stop.clear()
        threads = [
            threading.Thread(target=self.write, args=(who, f"c{number} {who}")) for who in WRITERS
        ] + [threading.Thread(target=self.read) for _reader in range(2)]
        for thread in threads:
            thread.start()
        before = len(self.told)
        while len(self.told) == before and any(thread.is_alive() for thread in threads):
            time.sleep(0.002)
        time.sleep(chance.uniform(0.02, 0.3))
        self.kill()
        self.stop.set()
        for thread in threads:
            thread.join()


@pytest.fixture
def victims(tmp_path: Path) -> Iterator[Victims]:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    world = DiskWorld(tmp_path, now=now)
    world.close()
    zygote = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.zygote"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert zygote.stdout is not None
    assert zygote.stdout.readline() == "ready\n"
    yield Victims(world, zygote)
    zygote.kill()
    zygote.communicate()


def present(victims: Victims, path: Path) -> list[str]:
    """Return every message that is really there; a log that does not verify raises."""
    opened = Store(path)
    assert opened.sound()
    office = Office(opened, cost=CHEAPEST)
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    session = office.session(victims.world.cookies["Mona"], now)
    assert session is not None
    texts = [m.text for m in office.view(session).state.messages]
    opened.close()
    return texts


def kill_again_and_again(victims: Victims, folder: Path, cycles: int) -> tuple[int, int]:
    """Run the cycles; return how many acts were acknowledged and how many were not answered."""
    chance = random.Random(6)
    for number in range(cycles):
        victims.cycle(number, chance)
        if number % 10 == 9 or number == cycles - 1:
            copy = folder / "copy.sqlite"
            for suffix in ("", "-wal"):
                source = Path(f"{victims.world.path}{suffix}")
                if source.exists():
                    shutil.copy(source, f"{copy}{suffix}")
            texts = present(victims, copy)
            assert len(texts) == len(set(texts)), "an act was doubled"
            assert victims.told <= set(texts), "an acknowledged act was lost"
            assert set(texts) <= victims.told | set(victims.unanswered)
            for leftover in folder.glob("copy.sqlite*"):
                leftover.unlink()
    return len(victims.told), len(victims.unanswered)


def test_killed_servers_lose_and_double_nothing(victims: Victims, tmp_path: Path) -> None:
    told, unanswered = kill_again_and_again(victims, tmp_path, count(30))
    print(f"{told} acts acknowledged, {unanswered} unanswered")
    assert told > 30
    assert unanswered > 0
    # what was not answered is sent again, and is then there exactly once
    victims.start()
    for text, who in list(victims.unanswered.items()):
        connection = http.client.HTTPConnection("127.0.0.1", victims.port, timeout=60)
        assert victims.post(connection, who, text)
        connection.close()
    victims.kill()
    texts = present(victims, victims.world.path)
    assert sorted(texts) == sorted(victims.told | set(victims.unanswered))
