"""Killed amid posts and decisions: what was acknowledged is there, and the site is never half."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from tests.publish.reply_world import made_site, no_pages, public_replies

from goodoffices.publish.replies.keeping import ReplyKeeping, set_up
from goodoffices.publish.replies.keys import ServerKeys, kept_as, server_keys

ROUNDS = 4
POSTERS = 6
SERVING = """
import sys
from pathlib import Path
from goodoffices.publish.replies.serving import serve
serve(Path(sys.argv[1]), lambda line: print(line, flush=True), forwarded=True)
"""


@contextlib.contextmanager
def process(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A process of ours, killed at the end whatever it does."""
    call = [sys.executable, *words]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as one:
        try:
            yield one
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one.pid, signal.SIGKILL)


class Poster(threading.Thread):
    """A reader who sends one reply after the other, and notes what was acknowledged."""

    def __init__(self, port: int, keys: ServerKeys, number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.keys, self.number = port, keys, number
        self.acknowledged: list[str] = []
        self.going = True

    def run(self) -> None:
        """Send until the server is gone."""
        sent = 0
        with contextlib.suppress(OSError, HTTPException):
            while self.going:
                sent += 1
                key = self.keys.form("us-iran", int(time.time()) - 60)
                form = {"name": "A", "email": "a@b.example", "text": f"{sent}", "key": key}
                link = HTTPConnection("127.0.0.1", self.port, timeout=60)
                source = f"10.{self.number}.{sent // 250}.{sent % 250}"
                headers = {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "X-Forwarded-For": source,
                }
                link.request("POST", "/reply/us-iran", urlencode(form), headers)
                answer = link.getresponse()
                if answer.status == 303:
                    self.acknowledged.append(answer.headers["location"].rpartition("/")[2])
                link.close()


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    keys = server_keys(tmp_path / "site.replies" / "keys.json")
    acknowledged: list[str] = []
    dice = random.Random(5)
    for _round in range(ROUNDS):
        with process("-c", SERVING, str(site)) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline().split(":")[2].split("/")[0])
            posters = [Poster(port, keys, n) for n in range(POSTERS)]
            for poster in posters:
                poster.start()
            while sum(len(p.acknowledged) for p in posters) < 20:
                time.sleep(0.01)
            time.sleep(dice.random() * 0.3)
            os.kill(server.pid, signal.SIGKILL)
            for poster in posters:
                poster.join(15)
                acknowledged += poster.acknowledged
    with ReplyKeeping(site, no_pages) as kept:
        waiting = kept.database.read("SELECT link FROM writers JOIN replies ON writer=writers.id")
        links = [row[0] for row in waiting]
        addresses = kept.database.read("SELECT count(*) FROM addresses")[0][0]
        assert len(links) == len(set(links)), "one was kept twice"
        lost = [link for link in acknowledged if kept_as(link) not in set(links)]
        assert lost == []
        assert len(acknowledged) >= 20 * ROUNDS
        assert addresses >= len(links)
        kept.sweep()
        assert kept.database.read("SELECT count(*) FROM addresses")[0][0] == len(links)


DECIDING = """
import sys
from pathlib import Path
from goodoffices.publish.replies import deciding
from goodoffices.publish.replies.keeping import ReplyKeeping
from goodoffices.publish.replies.nouns import now
with ReplyKeeping(Path(sys.argv[1]), lambda site, slug: None) as kept:
    for turn in kept.queue():
        kept.do(deciding.accept(deciding.ModeratorSeat("AB", now()), turn.reply.id, None))
        print(turn.reply.id, flush=True)
        kept.publish()
"""


def test_a_moderator_who_is_killed_leaves_the_site_whole_and_due(tmp_path: Path) -> None:
    from tests.publish.reply_world import posted

    site = made_site(tmp_path)
    set_up(site, tmp_path / "key", None)
    with ReplyKeeping(site, no_pages) as kept:
        for number in range(60):
            posted(kept, f"words {number} " * 50)
    decided = set()
    for number in range(3):
        with process("-c", DECIDING, str(site)) as moderator:
            assert moderator.stdout is not None
            for _line in range(4 + number):
                decided.add(moderator.stdout.readline().strip())
            os.kill(moderator.pid, signal.SIGKILL)
            decided |= set(moderator.stdout.read().split())
        path = site / "briefs" / "us-iran" / "replies.json"
        if path.exists():
            json.loads(path.read_text("utf-8"))
    with ReplyKeeping(site, no_pages) as kept:
        accepted = {r.id for r in kept.of_state("accepted")}
        assert decided - {""} <= accepted
        kept.publish()
    assert {r["id"] for r in public_replies(site)} == accepted
