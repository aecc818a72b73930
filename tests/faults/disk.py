"""A disk that can be cut off, or that fails at the n-th call; and the script that is run on it.

The disk is a VFS around the system's own. :class:`Recorder` writes down what reaches it, so that
the states a power loss could leave can be made; :class:`Failing` lets one call fail.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import apsw
from tests.talks.world import NOON, DiskWorld

from goodoffices.base.errors import GoodOfficesError
from goodoffices.talks.keyring import Session
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

SECTOR = 512


@dataclass
class Base:
    """Convened talks with everyone's cookies, to be copied for each run."""

    path: Path
    cookies: dict[str, bytes]

    @classmethod
    def make(cls, folder: Path) -> Base:
        world = DiskWorld(folder)
        world.close()
        return cls(world.path, world.cookies)

    def copy(self, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        target = folder / "talks.sqlite"
        shutil.copy(self.path, target)
        return target


def session(office: Office, cookies: dict[str, bytes], who: str = "Ada") -> Session:
    found = office.session(cookies[who], NOON)
    assert found is not None
    return found


def script(base: Base, path: Path, vfs: str | None, acts: int, told: list[int]) -> Store | None:
    """Do acts one after another; ``told`` holds the numbers of those that were acknowledged."""
    store = None
    try:
        store = Store(path, vfs=vfs)
        office = Office(store, cost=CHEAPEST)
        ada = session(office, base.cookies)
        for number in range(acts):
            said = {"room": "room:iran", "text": f"act {number} " + "x" * 300, "leave": "no"}
            answer = office.act(ada, "message", said, f"k{number}", NOON).result()
            assert isinstance(answer, tuple)
            told.append(number)
    except GoodOfficesError:
        pass
    return store


def found(base: Base, path: Path) -> list[int]:
    """Open what is left and return the acts in it; whatever does not verify raises."""
    store = Store(path)
    try:
        assert store.sound()
        office = Office(store, cost=CHEAPEST)
        view = office.view(session(office, base.cookies))
        return [int(m.text.split()[1]) for m in view.state.messages]
    finally:
        store.close()


def kept(base: Base, path: Path, told: list[int], tried: int) -> None:
    """Check the promise: what was acknowledged is there once, the rest at most once."""
    present = found(base, path)
    assert len(present) == len(set(present)), "an act was doubled"
    assert set(told) <= set(present), f"lost: {sorted(set(told) - set(present))}"
    assert set(present) <= set(range(tried)), "acts from nowhere"


# what reaches the disk -------------------------------------------------------------------------


class Recorder(apsw.VFS):
    """Writes down writes, truncations, syncs and deletions, in order, and passes them on."""

    def __init__(self, name: str) -> None:
        self.ops: list[tuple] = []
        super().__init__(name, "")

    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        return _RecordedFile(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.ops.append(("delete", Path(filename).name, syncdir))
        super().xDelete(filename, syncdir)


class _RecordedFile(apsw.VFSFile):
    def __init__(self, recorder: Recorder, name: object, flags: list[int]) -> None:
        self.recorder = recorder
        self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else str(name)).name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.recorder.ops.append(("write", self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.recorder.ops.append(("truncate", self.name, size))
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self.recorder.ops.append(("sync", self.name))


@dataclass
class _File:
    """One file: what is surely on the disk, and what may or may not have reached it."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple] = field(default_factory=list)
    exists: bool = False

    def apply(self, op: tuple) -> None:
        self.exists = True
        if op[0] == "write":
            end = op[2] + len(op[3])
            self.durable.extend(b"\0" * (end - len(self.durable)))
            self.durable[op[2] : end] = op[3]
        else:
            del self.durable[op[2] :]

    def torn(self, chance: random.Random) -> bytes | None:
        """Return one content a power loss may leave: any subset of what is pending, by sectors."""
        share = chance.choice((0.0, 0.3, 0.7, 1.0))
        left = _File(bytearray(self.durable), [], self.exists)
        for op in self.pending:
            if op[0] == "delete":
                if chance.random() < share:
                    left = _File()
                continue
            if op[0] == "truncate":
                if chance.random() < share:
                    left.apply(op)
                continue
            for start in range(0, len(op[3]), SECTOR):
                if chance.random() < share:
                    left.apply(("write", op[1], op[2] + start, op[3][start : start + SECTOR]))
        return bytes(left.durable) if left.exists else None


def power_losses(
    ops: list[tuple], before: dict[str, bytes], chance: random.Random, states: int
) -> Iterator[tuple[dict[str, bytes | None], list[int]]]:
    """Yield disks as a power loss at a random moment may leave them, with the acts told by then."""
    files = {n: _File(bytearray(data), [], exists=True) for n, data in before.items()}
    told: list[int] = []
    cuts = sorted(chance.randrange(len(ops) + 1) for _state in range(states))
    at = 0
    for cut in cuts:
        for op in ops[at:cut]:
            if op[0] == "ack":
                told.append(op[1])
                continue
            file = files.setdefault(op[1], _File())
            if op[0] == "sync":
                for waiting in file.pending:
                    if waiting[0] == "delete":
                        file.durable, file.exists = bytearray(), False
                    else:
                        file.apply(waiting)
                file.pending.clear()
                file.exists = True
            elif op[0] == "delete" and op[2]:
                files[op[1]] = _File()
            else:
                file.pending.append(op)
        at = cut
        yield {n: f.torn(chance) for n, f in files.items()}, list(told)


class Failing(apsw.VFS):
    """Lets the n-th call that changes the disk fail, once; counts them all."""

    def __init__(self, name: str, at: int, error: type[apsw.Error]) -> None:
        self.count, self.at, self.error = 0, at, error
        self.failed = ""
        super().__init__(name, "")

    def step(self, what: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.failed = what
            raise self.error("injected")

    def xOpen(self, name: object, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        self.step("open")
        return _FailingFile(self, name, flags)


class _FailingFile(apsw.VFSFile):
    def __init__(self, vfs: Failing, name: object, flags: list[int]) -> None:
        self.vfs = vfs
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self.vfs.step("write")
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:  # noqa: N802
        self.vfs.step("truncate")
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.vfs.step("sync")
        super().xSync(flags)
