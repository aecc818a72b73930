"""The desk killed amid decisions and edits: what it acknowledged is there, the case file is whole.

``GOODOFFICES_KILLS`` says how often it is killed; a few times in the suite, a hundred by hand.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from tests.evidence.made_dossiers import Page

import goodoffices
from goodoffices.case import file as casefile
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore

KILLS = int(os.environ.get("GOODOFFICES_KILLS", "3"))
CLAIMS = 12
SERVING = """\
import sys, pathlib
from goodoffices.desk.serving import serve
tell = lambda address: print(address, flush=True)
serve(pathlib.Path(sys.argv[1]), tell, by="AB", browser=False)
"""
CASE = """\
case: c
title: T   # mine
parties:
  us:
    name: US
    options: {press: Press, talk: Talk}
    prefers:
      - us.press   # first
      - us.talk   # second
"""


def made(folder: Path) -> tuple[str, list[str]]:
    """A case with a page; its page's id and its claims'."""
    goodoffices.new(folder, "T")
    (folder / "case.yaml").write_text(CASE, "utf-8")
    words = [f"matter {n} was near" for n in range(CLAIMS)]
    page = Page("\n\n".join(f"Iran said that {one}." for one in words))
    said = tuple(page.said("iran", one) for one in words)
    with DossierStore(folder) as store:
        store.add(Dossier((page.document,), actors=(page.actor("iran", "Iran"),), statements=said))
    return page.document.id, [one.id for one in said]


class Asking:
    """Somebody who decides and edits as fast as the desk answers, and knows what it took."""

    def __init__(self, address: str, source: str, claims: list[str], chance: random.Random) -> None:
        found = re.search(r"http://([\d.]+):(\d+)/\?key=(.+)", address)
        assert found is not None
        self.at, self.key = (found[1], int(found[2])), found[3]
        self.source, self.claims, self.chance = source, claims, chance
        self.decided: list[tuple[str, str]] = []
        self.wanted: list[str] = []

    def post(self, path: str, form: dict[str, str]) -> bool:
        host = f"{self.at[0]}:{self.at[1]}"
        head = {"Host": host, "Origin": f"http://{host}"}
        head |= {"Cookie": f"goodoffices-desk={self.key}"}
        head |= {"Content-Type": "application/x-www-form-urlencoded"}
        with contextlib.closing(HTTPConnection(*self.at, timeout=60)) as link:
            link.request("POST", path, urlencode(form), head)
            return link.getresponse().status == 303

    def go_on(self) -> None:
        """Decide and edit until nobody answers."""
        with contextlib.suppress(OSError, HTTPException):
            while True:
                claim = self.chance.choice(self.claims)
                verdict = self.chance.choice(("accept", "reject", "unsure"))
                form = {"claim": claim, "decision": verdict, "seen": "999999"}
                if self.post("/review/decide", form):
                    self.decided.append((claim, verdict))
                text = f"Want {self.chance.randrange(10**9)}"
                want = {"start": "0", "end": "4", "party": "us", "text": text}
                if self.post(f"/sources/{self.source}/want", want | {"existing": claim}):
                    self.wanted.append(text)


STANDING = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}


def test_what_was_acknowledged_outlives_a_kill_and_the_case_file_is_whole(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    source, claims = made(folder)
    chance = random.Random(9)
    wanted: list[str] = []
    acts = 0
    for _kill in range(KILLS):
        run = subprocess.Popen(
            [sys.executable, "-c", SERVING, str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert run.stdout is not None
        asking = Asking(run.stdout.readline().strip(), source, claims, chance)
        busy = threading.Thread(target=asking.go_on)
        busy.start()
        until = time.monotonic() + 60
        while not asking.wanted and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.0, 0.15))
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        busy.join(60)
        assert asking.decided
        acts += len(asking.decided) + len(asking.wanted)
        wanted += asking.wanted
        with DossierStore(folder) as store:
            kept = [(d.claim, d.status) for d in store.decisions()]
        told = [(claim, STANDING[verdict]) for claim, verdict in asking.decided]
        # at most one more than was acknowledged: the one whose answer the kill cut off
        assert told in (kept[-len(told) :], kept[-len(told) - 1 : -1])
        text = (folder / "case.yaml").read_text("utf-8")
        case = casefile.load(folder)  # whole, and readable
        assert set(wanted) <= {want for want, _basis in case.parties[0].wants}
        assert len(case.parties[0].wants) <= len(wanted) + KILLS
        assert all(comment in text for comment in ("# mine", "# first", "# second"))
    assert acts >= 2 * KILLS
