"""What an operator does with a talks file: copy it, put a copy back, move it, destroy it.

A copy is made while the talks are served, and says in itself that it is one. Putting it back ends
what a copy could bring back to life: log-ins always, and the invitations and passphrases that the
mark beside the file does not vouch for. Where there is no mark, as on another disk, a person must
say whether anybody joined, was invited anew or was removed since; unless that is said, only the
mediator's team keeps its passphrases, and invites the others anew.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from glob import escape
from pathlib import Path

import apsw

from goodoffices.base.durable import rows
from goodoffices.base.findings import finding
from goodoffices.talks import keyring
from goodoffices.talks.beside import Claim, files_of, new_file
from goodoffices.talks.nouns import StorageError, TalksError, storage_error
from goodoffices.talks.store import Store

_BLOCK = 2**20


def back_up(store: Path, target: Path, now: str) -> int:
    """Copy talks, served or not, to a new file; return its size in bytes.

    Raises
    ------
    StorageError
        if the store is none, the target is there already, or the copy is not whole.
    """
    source = Store(store, reading=True)
    try:
        source.backup(target, now)
    finally:
        source.close()
    if not whole(target):
        target.unlink()
        raise storage_error("GO701.damaged")
    return target.stat().st_size


def whole(path: Path) -> bool:
    """Tell whether a talks file is whole, page by page, without changing it."""
    try:
        copy = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            sound = rows(copy, "PRAGMA integrity_check") == [("ok",)]
            return sound and bool(rows(copy, "SELECT 1 FROM meta WHERE name='talks'"))
        finally:
            copy.close()
    except apsw.Error:
        return False


@dataclass(frozen=True)
class PutBack:
    """What putting a copy back led to: who must be invited anew, and what was set aside."""

    kept: int
    ended: int
    aside: tuple[Path, ...] = ()


def restore(copy: Path, path: Path, now: str, *, unchanged: bool = False) -> PutBack:
    """Put a copy back as the talks; a file that is there is set aside, not overwritten.

    Parameters
    ----------
    unchanged
        a person says that nobody joined, was invited anew or was removed since the copy; it counts
        only where no mark says what was so.

    Raises
    ------
    TalksError
        if the copy is no talks file, or the talks are being served.
    """
    if not whole(copy):
        raise TalksError(finding("GO703", file=copy))
    if copy.resolve() == path.resolve():
        raise TalksError(finding("GO704", file=path.name))
    making = path.with_name(f"{path.name}.restoring")
    making.unlink(missing_ok=True)
    _copied(copy, making)
    aside: list[Path] = []
    if path.exists():
        claim = Claim(path)
        try:
            aside = _set_aside(path, now)
        finally:
            claim.close()
    making.rename(path)
    return _take_back(path, now, unchanged=unchanged, aside=tuple(aside))


def _copied(copy: Path, making: Path) -> None:
    """Copy a copy, which stays as it is."""
    new_file(making)
    source = apsw.Connection(str(copy), flags=apsw.SQLITE_OPEN_READONLY)
    target = apsw.Connection(str(making), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        with target.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step(100)
    except apsw.Error as error:
        raise storage_error("GO701.disk", kind=type(error).__name__) from error
    finally:
        target.close()
        source.close()


def _set_aside(path: Path, now: str) -> list[Path]:
    """Rename the file that is there, with its journal; its mark stays, for it knows the most."""
    stamp = now.replace(":", "").replace("-", "")
    moved = []
    for suffix in ("", "-wal", "-shm"):
        there = Path(f"{path}{suffix}")
        if there.exists():
            moved.append(there.rename(f"{path}.before-{stamp}{suffix}"))
    return moved


def _take_back(path: Path, now: str, *, unchanged: bool, aside: tuple[Path, ...]) -> PutBack:
    store = Store(path)
    try:
        before = store.read("SELECT count(*) FROM members WHERE seed IS NOT NULL")[0][0]
        known = store.mark.members()
        store.write(
            lambda writer: keyring.put_back(writer, now, known, unchanged=unchanged)
        ).result()
        store.go_on()
        kept = store.read("SELECT count(*) FROM members WHERE seed IS NOT NULL")[0][0]
        return PutBack(kept, before - kept, aside)
    finally:
        store.close()


def moved(path: Path) -> None:
    """Take a file that lies without its mark for the newest there is, because a person says so.

    Raises
    ------
    TalksError
        if the file says itself that it is a copy.
    """
    store = Store(path)
    try:
        if store.standing == "put back":
            raise TalksError(finding("GO708", file=path))
        store.go_on()
    finally:
        store.close()


def destroy(path: Path) -> list[Path]:
    """Write over all files of a talks store and delete them; return which there were.

    What was set aside when a copy was put back is of the same talks, and goes with them.

    Raises
    ------
    StorageError
        if they are being served, or cannot be written.
    """
    claim = Claim(path)
    aside = sorted(path.parent.glob(f"{escape(path.name)}.before-*"))
    gone = [*files_of(path), *aside, *files_of(path.with_name(f"{path.name}.restoring"))]
    try:
        for file in gone:
            _overwrite(file)
            file.unlink()
    except OSError as error:
        raise storage_error("GO701.disk", kind=type(error).__name__) from error
    finally:
        claim.close()
    return gone


def _overwrite(file: Path) -> None:
    """Fill a file with nothing, in its place; a link is deleted and what it leads to left alone."""
    if file.is_symlink():
        return
    with file.open("r+b") as opened:
        left = file.stat().st_size
        while left > 0:
            opened.write(b"\0" * min(left, _BLOCK))
            left -= _BLOCK
        opened.flush()
        os.fsync(opened.fileno())


__all__ = ["PutBack", "StorageError", "back_up", "destroy", "moved", "restore", "whole"]
