"""T8 to T11: power loss, failing calls, a full disk, flipped bits. Nothing acknowledged is lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from tests.faults.disk import Base, Failing, Recorder, found, kept, power_losses, script
from tests.talks.shuttle import finish, play
from tests.talks.world import NIGHT, DiskWorld, count

from goodoffices.base.errors import GoodOfficesError
from goodoffices.talks import export, store
from goodoffices.talks.nouns import StorageError
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

ACTS = 25


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return Base.make(tmp_path_factory.mktemp("base"))


def lose_power(base: Base, folder: Path, states: int, seed: int = 7) -> int:
    """Run the script, then check disks that a power loss may have left; return how many."""
    recorder = Recorder("recorder")
    path = base.copy(folder / "run")
    told: list[int] = []
    real = told.append

    class Told(list):
        def append(self, number: int) -> None:
            recorder.ops.append(("ack", number))
            real(number)

    pragmas = store._PRAGMAS
    store._PRAGMAS = (*pragmas, "PRAGMA wal_autocheckpoint=24")
    try:
        opened = script(base, path, "recorder", ACTS, Told())
    finally:
        store._PRAGMAS = pragmas
    assert opened is not None
    opened.close()
    assert told == list(range(ACTS))
    chance = random.Random(seed)
    before = {"talks.sqlite": base.path.read_bytes()}
    checked = 0
    left = folder / "left"
    for files, acknowledged in power_losses(recorder.ops, before, chance, states):
        left.mkdir(exist_ok=True)
        for old in left.iterdir():
            old.unlink()
        for name, data in files.items():
            if data is not None and not name.endswith("-shm"):
                (left / name).write_bytes(data)
        kept(base, left / "talks.sqlite", acknowledged, ACTS)
        checked += 1
    recorder.unregister()
    return checked


def test_power_loss(base: Base, tmp_path: Path) -> None:
    assert lose_power(base, tmp_path, count(300)) == count(300)


def fail_each_call(base: Base, folder: Path, error: type[apsw.Error], step: int) -> int:
    """Let each call that changes the disk fail in turn, until the script passes untouched."""
    at = 1
    while True:
        vfs = Failing("failing", at, error)
        path = base.copy(folder / "run")
        told: list[int] = []
        opened = script(base, path, "failing", 6, told)
        if opened is not None:
            if vfs.failed in ("write", "sync") and opened.failed is None and len(told) < 6:
                raise AssertionError("an act failed and the writer went on")
            if opened.failed is not None:
                with pytest.raises(StorageError):
                    opened.write(lambda w: w.execute("SELECT 1").fetchall())
                assert opened.read("SELECT count(*) FROM records")[0][0] > 0, "reading goes on"
            opened.close()
        vfs.unregister()
        kept(base, path, told, 6)
        if not vfs.failed:
            assert told == list(range(6))
            return at
        at += step


@pytest.mark.parametrize("error", [apsw.IOError, apsw.FullError])
def test_every_call_to_the_disk_failing_in_turn(
    base: Base, tmp_path: Path, error: type[apsw.Error]
) -> None:
    assert fail_each_call(base, tmp_path, error, 1) > 30


FULL = """
import json, resource, signal, sys
from pathlib import Path
from tests.faults.disk import Base, script
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
base = Base(Path(sys.argv[1]), {k: bytes.fromhex(v) for k, v in json.loads(sys.argv[2]).items()})
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
for number, size in enumerate(json.loads(sys.argv[3])):
    path = base.copy(Path(sys.argv[4]) / str(number))
    told = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + size, hard))
    store = script(base, path, None, 200, told)
    failed = store is None or store.failed is not None
    reads = store.read("SELECT count(*) FROM records")[0][0] if store else 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    print(json.dumps([number, told, failed, reads]), flush=True)
    if store is not None:
        store.close()
"""


def test_a_full_disk(base: Base, tmp_path: Path) -> None:
    # however many, from nothing to what all acts need: finer steps where more are asked for
    sizes = [n * 340_000 // count(20) for n in range(count(20))]
    cookies = json.dumps({k: v.hex() for k, v in base.cookies.items()})
    arguments = [str(base.path), cookies, json.dumps(sizes), str(tmp_path)]
    ran = subprocess.run(
        [sys.executable, "-c", FULL, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=10 * len(sizes),
    )
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(results) == len(sizes)
    for number, told, failed, reads in results:
        path = tmp_path / str(number) / "talks.sqlite"
        assert failed or len(told) == 200
        assert reads or not told
        kept(base, path, told, 200)
        opened = Store(path)
        opened.write(lambda w: w.execute("SELECT 1").fetchall()).result()
        opened.close()
    assert any(failed and told for _n, told, failed, _r in results)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> DiskWorld:
    """Talks that ended, closed, with a cookie for everyone."""
    world = DiskWorld(tmp_path_factory.mktemp("whole"))
    play(world)
    finish(world)
    world.close()
    return world


def exports(path: Path, cookies: dict[str, bytes]) -> list[bytes | None]:
    """Return everything that can be taken home; raises where damage shows."""
    opened = Store(path)
    try:
        office = Office(opened, cost=CHEAPEST)
        taken: list[bytes | None] = []
        for who in ("Ada", "Mona"):
            known = office.session(cookies[who], NIGHT)
            if known is None:
                raise StorageError(())
            taken += [export.log(office, known), export.agreement(office.view(known).state)]
        return taken
    finally:
        opened.close()


def flip_bits(whole: DiskWorld, folder: Path, flips: int, seed: int = 11) -> tuple[int, int]:
    """Flip single bits of the file; each is detected or changes nothing that anyone can get."""
    folder.mkdir(exist_ok=True)
    good = exports(whole.path, whole.cookies)
    data = whole.path.read_bytes()
    chance = random.Random(seed)
    detected = harmless = 0
    path = folder / "flipped.sqlite"
    for _flip in range(flips):
        at = chance.randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        for old in folder.iterdir():
            old.unlink()
        path.write_bytes(changed)
        try:
            got = exports(path, whole.cookies)
        except GoodOfficesError:
            detected += 1
            continue
        assert got == good, f"a flipped bit at {at} was not noticed"
        harmless += 1
    return detected, harmless


def test_flipped_bits_are_noticed_or_harmless(whole: DiskWorld, tmp_path: Path) -> None:
    detected, harmless = flip_bits(whole, tmp_path / "f", count(400))
    assert detected > 0
    assert detected + harmless == count(400)


def test_each_record_changed_moved_or_removed_on_the_disk_is_noticed(
    whole: DiskWorld, tmp_path: Path
) -> None:
    rows = apsw.Connection(str(whole.path)).execute("SELECT n, room, seq FROM records").fetchall()
    path = tmp_path / "t.sqlite"
    attacks = [
        "DELETE FROM records WHERE n={n}",
        "UPDATE records SET box=(SELECT box FROM records WHERE n={m}) WHERE n={n}",
        "UPDATE records SET hash=(SELECT hash FROM records WHERE n={m}) WHERE n={n}",
        "UPDATE records SET seq=-seq WHERE n={n}",
        "UPDATE records SET spine=zeroblob(32) WHERE n={n}",
    ]
    visible = set()
    for n, _room, _seq in rows:
        for attack in attacks:
            for old in tmp_path.glob("t.sqlite*"):
                old.unlink()
            path.write_bytes(whole.path.read_bytes())
            connection = apsw.Connection(str(path))
            connection.execute(attack.format(n=n, m=n % len(rows) + 1))
            connection.close()
            try:
                got = exports(path, whole.cookies)
            except GoodOfficesError:
                visible.add((n, attack))
                continue
            from goodoffices.talks.verify import verify_bytes

            assert got[2] is not None
            if not verify_bytes(got[2]).sound:
                visible.add((n, attack))
    last = {max(n for n, r, _s in rows if r == room) for room in {r for _n, r, _s in rows}}
    missed = [(n, a) for n, _r, _s in rows for a in attacks if (n, a) not in visible]
    # the last record of a room can be cut off so that only an earlier receipt shows it
    assert all(n in last and a.startswith("DELETE") for n, a in missed), missed


def test_what_is_found_after_no_fault_is_everything(base: Base, tmp_path: Path) -> None:
    path = base.copy(tmp_path / "run")
    told: list[int] = []
    opened = script(base, path, None, 5, told)
    assert opened is not None
    opened.close()
    assert found(base, path) == told == [0, 1, 2, 3, 4]
