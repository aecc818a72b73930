"""A run killed without warning at any point is taken up: nothing read twice, nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from tests.read.many.made import corpus

from goodoffices.read.many import parquet as tables
from goodoffices.read.many.run import read_corpus

pytestmark = pytest.mark.timeout(200)

KILLED = """
import json, os, signal, sys
from pathlib import Path
from goodoffices.read.many import ledger, run
from goodoffices.read import read_text

read_text("Iran offered talks.")  # loads once for every run that is killed below
for where, after in json.loads(sys.argv[3]):
    child = os.fork()
    if child == 0:
        break
    if os.waitpid(child, 0)[1] != signal.SIGKILL:
        sys.exit(f"not killed {where}, {after}")
else:
    sys.exit(0)

run.DOCUMENTS = 3
count = 0

def die(here):
    global count
    if here == where:
        count += 1
        if count > after:
            os.kill(os.getpid(), signal.SIGKILL)

placed, add, write = ledger.Ledger._placed, ledger.Ledger.add, ledger.atomic_write

def slow_placed(self, table, data):
    die("before a part")
    name = placed(self, table, data)
    die("after a part")
    return name

def slow_add(self, batch):
    die("before a batch")
    add(self, batch)
    die("after a batch")

def torn_write(path, data):
    if where == "in a part":
        path.with_name("." + path.name + ".0.part").write_bytes(data[:9])
    die("in a part")
    return write(path, data)

ledger.Ledger._placed, ledger.Ledger.add, ledger.atomic_write = slow_placed, slow_add, torn_write
run.read_corpus([Path(sys.argv[1])], Path(sys.argv[2]), engine="here")
"""

POINTS = [
    ("before a batch", 0),
    ("before a part", 1),
    ("in a part", 2),
    ("after a part", 3),
    ("after a batch", 0),
    ("after a batch", 2),
]


def rows(out: Path) -> dict[str, list[str]]:
    return {
        table: sorted(
            json.dumps(row, sort_keys=True, default=bytes.hex)
            for row in ds.dataset(out / table).to_table().to_pylist()
        )
        for table in tables.TABLES
        if (out / table).exists()
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, list[str]]]:
    folder = corpus(tmp_path_factory.mktemp("corpus"))
    out = tmp_path_factory.mktemp("whole")
    read_corpus([folder], out, engine="here")
    return folder, rows(out)


def test_killed_at_each_point_in_turn(
    whole: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    folder, expected = whole
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(tmp_path), json.dumps(POINTS)],
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    summary = read_corpus([folder], tmp_path, engine="here")
    assert summary.before >= 3
    assert summary.of("read") == 12
    assert rows(tmp_path) == expected
    assert list(tmp_path.rglob("*.part")) == []


def test_killed_with_its_processes_under_way(
    whole: tuple[Path, dict[str, list[str]]], tmp_path: Path
) -> None:
    folder, expected = whole
    out = tmp_path / "out"
    command = [sys.executable, "-m", "goodoffices", "read", "--workers", "2", "--out", str(out)]
    run = subprocess.Popen([*command, str(folder)], stderr=subprocess.DEVNULL, text=True)
    while not (out / "ledger.sqlite").exists():
        time.sleep(0.02)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    workers: list[str] = []
    while len(workers) < 2 and run.poll() is None and children.exists():
        workers = children.read_text().split()
        time.sleep(0.02)
    time.sleep(1.0)  # they are at work, wherever in it
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "12 documents are read." in done.stdout
    assert "1 could not be read: GO140." in done.stdout
    assert rows(out) == expected
    deadline = time.monotonic() + 60
    while any(_alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(_alive(worker) for worker in workers)


def _alive(pid: str) -> bool:
    """Tell whether a process runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
