"""How long each page of the desk takes, and how large it is: 5,000 claims, 200 sources, 20 options.

Everything is made here from fixed numbers; a page is asked for over the loopback address, after one
visit that fills what is kept. Beside the time that passed stands the processor's, which a machine
that is busy with something else does not lengthen as much.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import socket
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from goodoffices.base.files import sha256
from goodoffices.evidence.claims import Actor, Dossier, Event, Relation, Statement
from goodoffices.evidence.snapshot import Document, Snapshot, Span, Zone, short_id

if TYPE_CHECKING:
    from goodoffices.desk.bench import Bench
    from goodoffices.desk.gate import DeskGate

SOURCES, STATEMENTS, EVENTS, RELATIONS, ACTORS = 200, 12, 10, 2, 200
"""Pages; claims of each kind on each; actors in all: 5,000 claims."""

MOST_SECONDS, MOST_BYTES = 0.2, 300_000
VERBS = ("CONSULT", "THREATEN", "AGREE", "SANCTION", "REQUEST", "SUPPORT", "ACCUSE")
RUNS = 5


def figures() -> Iterator[dict[str, Any]]:
    """Yield each page's median time with its size; and an edit's and a decision's effect."""
    with tempfile.TemporaryDirectory() as folder, served(made(Path(folder))) as desk:
        for path in desk.paths():
            first = desk.timed(path)
            took = [desk.timed(path) for _ in range(RUNS)]
            yield {
                "name": f"desk {desk.named(path)}",
                "value": round(median(t[0] for t in took), 3),
                "unit": "s",
                "aim": MOST_SECONDS,
                "better": "lower",
                "processor": round(median(t[1] for t in took), 3),
                "first": round(first[0], 3),
                "bytes": took[0][2],
                "most bytes": MOST_BYTES,
            }
        yield desk.after("a decision, then the next item", desk.decide, "/review?rests=1")
        yield desk.after("an edit of the case, then the overview", desk.edit, "/")
        yield desk.after("an edit of the case, then what to check", desk.edit, "/check")
    for options, most in ((6, 0.3), (16, 1.0)):
        yield changed_preference(options, most)


def changed_preference(options: int, most: float) -> dict[str, Any]:
    """Return how long it takes until a moved preference stands on the page with what follows."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "case.yaml").write_text(_plain_case(options), "utf-8")
        with served(Path(folder)) as desk:
            desk.timed("/case/at/parties/a")
            row = desk.after(
                f"a preference moved, of {1 << options:,} outcomes, and what follows from it",
                lambda number: desk.ask(
                    "POST", f"/case/move/parties/a/prefers/{number + 1}", "by=up"
                ),
                "/case/at/parties/a",
                counted=True,
            )
    return {**row, "aim": most}


def _plain_case(options: int) -> str:
    """Return a case of two parties with so many options in all, each party ranking by all."""
    lines = ["case: plain", "title: Plain", "parties:"]
    every = [f"{'ab'[n % 2]}.o{n}" for n in range(options)]
    for party in "ab":
        own = [name for name in every if name.startswith(party)]
        others = [name for name in every if not name.startswith(party)]
        lines += [f"  {party}:", f"    name: Party {party}", "    options:"]
        lines += [f"      {name[2:]}: Do {name[2:]}" for name in own]
        lines += ["    prefers:", *(f"      - not {name}" for name in others)]
        lines += [f"      - {name}" for name in own]
    return "\n".join([*lines, "status_quo: []", ""])


def made(folder: Path) -> Path:
    """Make the case and what was read for it, and return its folder."""
    from goodoffices.evidence.store import DossierStore

    chance = random.Random(5)
    names = [f"Actor {n}" for n in range(ACTORS)]
    dossiers = [_page(number, names, chance) for number in range(SOURCES)]
    with DossierStore(folder) as store:
        for dossier in dossiers:
            store.add(dossier)
        said = [s.id for d in dossiers for s in d.statements]
    (folder / "case.yaml").write_text(_case(said), "utf-8")
    return folder


def _page(number: int, names: list[str], chance: random.Random) -> Dossier:
    """Return one page with its claims, each at its words."""
    lines: list[str] = []
    said, acted, stand = [], [], []
    for n in range(STATEMENTS):
        one = chance.choice(names)
        lines.append(f"{one} said that matter {number}.{n} of the water had to be settled soon.")
        said.append((one, f"matter {number}.{n} of the water had to be settled soon"))
    for n in range(EVENTS):
        one, other = chance.sample(names, 2)
        lines.append(f"{one} met {other} over round {number}.{n} of the talks.")
        acted.append((one, other, lines[-1]))
    for n in range(RELATIONS):
        one, other = chance.sample(names, 2)
        lines.append(f"{one} is a partner of {other} in field {number}.{n}.")
        stand.append((one, other, lines[-1]))
    chance.shuffle(lines)
    mentions = [names[number]]
    text = "\n\n".join([f"Report {number} on the water", f"{mentions[0]} waits.", *lines])
    snapshot = Snapshot(sha256(text.encode()), text)
    ids = {name: name.lower().replace(" ", "-") for name in names}

    def span(words: str) -> Span:
        start = text.index(words)
        return snapshot.span(start, start + len(words))

    def id_(letter: str, words: str) -> str:
        return short_id(letter, snapshot.text_sha256, letter, text.index(words))

    day = f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"
    document = Document(
        snapshot,
        (Zone("body", 0, len(text)),),
        name=f"report-{number}.txt",
        title=f"Report {number} on the water",
        language="en",
        published=day,
        published_from="given",
        outlet=f"Outlet {number % 17}",
    )
    return Dossier(
        (document,),
        actors=tuple(
            Actor(id=ids[n], name=n, kind="state", spans=(span(n),), rule="made") for n in mentions
        ),
        statements=tuple(
            Statement(
                id=id_("S", words),
                spans=(span(words),),
                kind="indirect",
                speaker=ids[who],
                speaker_name=who,
                cue="said",
                sentence=span(words),
                date=day,
                rule="made",
            )
            for who, words in said
        ),
        events=tuple(
            Event(
                id=id_("E", words),
                spans=(span(words),),
                type=chance.choice(VERBS),
                actors=(ids[one],),
                recipients=(ids[other],),
                trigger=span(words),
                date=day,
                rule="made",
            )
            for one, other, words in acted
        ),
        relations=tuple(
            Relation(
                id=id_("R", words),
                spans=(span(words),),
                type="partner",
                subject=ids[one],
                object=ids[other],
                rule="made",
            )
            for one, other, words in stand
        ),
    )


def _case(said: list[str]) -> str:
    """Return a case of four parties with five options each, at most one of which each takes."""
    lines = ["case: water", "title: The water", "parties:"]
    rules = ["infeasible:"]
    claims = iter(said)
    for party in range(4):
        lines += [f"  p{party}:", f"    name: Actor {party}", f"    actor: actor-{party}"]
        lines += [
            "    wants:",
            *(f"      - {{text: Want {n}, evidence: [{next(claims)}]}}" for n in range(5)),
        ]
        lines += ["    options:"]
        lines += [f"      o{n}: {{text: Do {n}, evidence: [{next(claims)}]}}" for n in range(5)]
        lines += ["    prefers:"]
        lines += [
            f"      - {{that: not p{(party + 1) % 4}.o{n}, evidence: [{next(claims)}]}}"
            for n in range(5)
        ]
        lines += [f"      - {{that: p{party}.o{n}, evidence: [{next(claims)}]}}" for n in range(5)]
        rules += [
            f"  - {{that: p{party}.o{a} and p{party}.o{b}, because: one}}"
            for a in range(5)
            for b in range(a)
        ]
    return "\n".join([*lines, *rules, "status_quo: []", ""])


class ServedForTimes:
    """A desk that is asked for pages, one after the other."""

    def __init__(self, port: int, gate: DeskGate, bench: Bench) -> None:
        self.port, self.gate, self.bench = port, gate, bench

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        from goodoffices.desk.gate import COOKIE

        host = f"127.0.0.1:{self.port}"
        head = {"Host": host, "Cookie": f"{COOKIE}={self.gate.key}", "Origin": f"http://{host}"}
        head["Content-Type"] = "application/x-www-form-urlencoded"
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=300)) as link:
            link.request(method, path, body or None, head)
            back = link.getresponse()
            return back.status, back.read()

    def timed(self, path: str) -> tuple[float, float, int]:
        """Return seconds that passed, seconds of the processor, and bytes."""
        passed, spent = time.perf_counter(), time.process_time()
        status, data = self.ask("GET", path)
        if status != 200:
            raise ValueError(path, status)
        return time.perf_counter() - passed, time.process_time() - spent, len(data)

    def paths(self) -> list[str]:
        """Return every page, with something in each place that a path names."""
        view = self.bench.material()
        values = {"claim": view.dossier.statements[7].id, "source": view.dossier.documents[3].id}
        rows = json.loads(self.ask("GET", "/outcomes.json")[1])
        values["state"] = str((rows or [{"label": "S1"}])[0]["label"])
        asked = {"/sources/{source}/words": "?start=0&end=6", "/search": "?q=water"}
        found = []
        for door in self.gate.doors:
            names = set(re.findall(r"\{(\w+)\}", door.path))
            if door.method == "GET" and names <= set(values) and "." not in door.path:
                path = re.sub(r"\{(\w+)\}", lambda m: values[m[1]], door.path)
                found.append(path + asked.get(door.path, ""))
        found += ["/case/at/parties/p0", "/case/at/status_quo", "/case/add/parties/p0/prefers"]
        return [path for path in found if self.ask("GET", path)[0] == 200]

    @staticmethod
    def named(path: str) -> str:
        """Return a page's address without what tells one claim from another."""
        return re.sub(r"[A-Z]-[0-9A-Z]{7}", "…", path.partition("?")[0])

    def after(
        self, name: str, do: Callable[[int], object], path: str, *, counted: bool = False
    ) -> dict[str, Any]:
        """Return how long a page takes right after a change; where ``counted``, with the change."""
        took = []
        for number in range(RUNS):
            passed, spent = time.perf_counter(), time.process_time()
            do(number)
            before = time.perf_counter() - passed, time.process_time() - spent
            after = self.timed(path)
            took.append((after[0] + counted * before[0], after[1] + counted * before[1]))
        return {
            "name": f"desk, {name}",
            "value": round(median(t[0] for t in took), 3),
            "unit": "s",
            "aim": 1.0,
            "better": "lower",
            "processor": round(median(t[1] for t in took), 3),
        }

    def decide(self, number: int) -> None:
        """Decide on one claim."""
        claim = self.bench.material().dossier.statements[100 + number].id
        self.ask("POST", "/review/decide", f"claim={claim}&decision=accept&seen=99999")

    def edit(self, number: int) -> None:
        """Write another want into the case."""
        file = self.bench.file()
        file.set(("parties", "p0", "wants", number, "text"), f"Want more of {time.monotonic_ns()}")
        file.save()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[ServedForTimes]:
    """Serve a case's desk while the context lasts."""
    import uvicorn

    from goodoffices.desk.bench import Bench
    from goodoffices.desk.doors import doors
    from goodoffices.desk.gate import DeskGate

    bench = Bench(folder, "AB")
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        port = bound.getsockname()[1]
        gate = DeskGate(doors(bench), port)
        config = uvicorn.Config(gate, log_level="critical", lifespan="off", access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([bound],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield ServedForTimes(port, gate, bench)
        finally:
            server.should_exit = True
            thread.join(20)
