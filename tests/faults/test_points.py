"""T7: killed, failing or stalled at every single statement of an act; nothing told is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.faults.disk import Base, found, kept
from tests.faults.points import ACTS, PlannedError
from tests.talks.world import DiskWorld


@dataclass
class Mill:
    """The process that forks, and the talks each fork works on."""

    base: Base
    process: subprocess.Popen[str]

    def run(self, folder: Path, point: int | str | None, kind: str) -> tuple[list[int], int, Path]:
        """Return what was acknowledged, how many statements ran, and the store."""
        path = self.base.copy(folder)
        task = {
            "store": str(path),
            "cookie": self.base.cookies["Ada"].hex(),
            "point": point,
            "kind": kind,
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(task) + "\n")
        self.process.stdin.flush()
        told, statements = [], 0
        while (line := self.process.stdout.readline()) != "done\n":
            assert line, "the forking process is gone"
            word, number = line.split()
            if word == "told":
                told.append(int(number))
            else:
                statements = int(number)
        return told, statements, path


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mill]:
    base = Base.make(tmp_path_factory.mktemp("base"))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.points"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield Mill(base, process)
    process.kill()
    process.communicate()


def test_at_every_statement_a_kill_an_error_and_a_stall_lose_nothing(
    mill: Mill, tmp_path: Path
) -> None:
    told, statements, path = mill.run(tmp_path / "dry", None, "stall")
    assert told == list(range(ACTS))
    assert found(mill.base, path) == told
    assert statements > 3 * ACTS
    killed = 0
    points: list[int | str] = [*range(1, statements + 1), "answer"]
    for point in points:
        for kind in ("kill", "error") if point != 1 else ("kill", "error", "stall"):
            told, ran, path = mill.run(tmp_path / "run", point, kind)
            kept(mill.base, path, told, ACTS)
            if kind == "kill":
                killed += 1
                assert ran == 0, "it was meant to die"
                assert len(found(mill.base, path)) - len(told) in (0, 1)
            else:
                assert told == list(range(ACTS)), (point, kind)
                assert found(mill.base, path) == told
    assert killed == len(points)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[DiskWorld]:
    made = DiskWorld(tmp_path)
    yield made
    made.close()


def test_after_an_error_at_any_statement_the_writer_goes_on(world: DiskWorld) -> None:
    ada, told, point = world.session("Ada"), 0, 0
    while True:  # one statement further each time, until the whole act passes untouched
        point += 1
        seen = 0

        def trace(_cursor: object, _sql: str, _bindings: object, point: int = point) -> bool:
            nonlocal seen
            seen += 1
            if seen == point:
                raise PlannedError
            return True

        said = {"room": "room:iran", "text": f"n{point}", "leave": "no"}
        world.office.store._writer.exec_trace = trace
        struck = False
        try:
            world.office.act(ada, "message", said, f"k{point}", world.now).result()
        except PlannedError:
            struck = True
        world.office.store._writer.exec_trace = None
        assert isinstance(
            world.office.act(ada, "message", said, f"k{point}", world.now).result(), tuple
        )
        told += 1
        assert len(world.state("Mona").messages) == told
        if not struck:
            break
    assert point > 5


def test_killed_between_commit_and_answer_the_act_is_there_and_a_retry_does_not_double_it(
    mill: Mill, tmp_path: Path
) -> None:
    told, _ran, path = mill.run(tmp_path / "run", "answer", "kill")
    assert told == []
    assert found(mill.base, path) == [0]
    told, _ran, path = mill.run(tmp_path / "again", "answer", "error")
    assert told == list(range(ACTS))
    assert found(mill.base, path) == told
