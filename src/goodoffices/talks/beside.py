"""What stands beside a talks file: who may write it, and a mark that tells whether it was put back.

A copy of the file, put back later, would bring invitations, passphrases and log-ins back to life
that had ended since. The *mark* is a small file of its own that is never part of a copy: the last
record, and each member's public key as it is now. A file that is behind its mark was put back; one
that lies without a mark was moved, or put back on another disk.

    MY.talks        the talks
    MY.talks-lock   held by the one process that may write them
    MY.talks-mark   the mark

All are for their owner alone, and none is opened through a link that somebody planted.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

import apsw

from goodoffices.talks.nouns import storage_error

try:
    import fcntl
except ImportError:  # pragma: no cover - where there is none, the disk's own locks must do
    fcntl = None  # type: ignore[assignment]

Standing = Literal["as it was", "put back", "unmarked"]

_PRIVATE = 0o600
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_HEAD = 128
"""How many bytes the mark's first line has: it is written over in place after every act."""

_FORM = "goodoffices mark 1"

_LEAVING = 1.0
"""How long a process that was stopped may take to be gone, in seconds."""


def new_file(path: Path) -> None:
    """Make an empty file for its owner alone, where there is none, not even a dangling link.

    Raises
    ------
    StorageError
        if something is there, or the folder is not.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK, _PRIVATE))
    except FileExistsError as error:
        raise storage_error("GO704", file=path.name) from error
    except FileNotFoundError as error:
        raise storage_error("GO701.folder", folder=path.parent) from error
    except OSError as error:
        raise storage_error("GO701.disk", kind=type(error).__name__) from error


def make_private(path: Path) -> None:
    """Take away what others may do with a talks file and its journal."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            beside = Path(f"{path}{suffix}")
            if beside.stat().st_mode & 0o077:
                beside.chmod(_PRIVATE)


def second_name(path: Path) -> bool:
    """Tell whether a file has another name on its disk, beside which no claim to it would stand."""
    try:
        return path.stat().st_nlink > 1
    except OSError:
        return False


class Claim:
    """The right to write a talks file: held by one process, and gone with it."""

    def __init__(self, path: Path) -> None:
        self._file = -1
        path = Path(os.path.realpath(path))  # one file has one claim, by whatever link it is found
        if fcntl is None or not path.is_file():
            return
        try:
            flags = os.O_CREAT | os.O_RDWR | _NO_LINK | os.O_CLOEXEC
            self._file = os.open(f"{path}-lock", flags, _PRIVATE)
            self._take(time.monotonic() + _LEAVING)
        except BlockingIOError as error:
            self.close()
            raise storage_error("GO701.in_use", file=path.name) from error
        except OSError as error:
            self.close()
            raise storage_error("GO701.disk", kind=type(error).__name__) from error

    def _take(self, until: float) -> None:
        """Take the lock, waiting a little for a process that is about to be gone."""
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
            else:
                return

    @property
    def held(self) -> bool:
        """Whether this process holds it; where there are no such locks, nobody knows."""
        return self._file >= 0

    def close(self) -> None:
        """Let others write."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


class Mark:
    """The mark of one talks file; silent until it is told to begin."""

    def __init__(self, path: Path) -> None:
        self.path = Path(f"{path}-mark")
        self._marking = False
        self._file = -1
        self._keys: int | None = None
        self._last: bytes | None = None

    def begin(self) -> None:
        """Mark what is written from now on."""
        self._marking = True

    def members(self) -> dict[str, str] | None:
        """Return each member's public key as the mark has it, or None where there is no mark."""
        found = self._read()
        return None if found is None else found[1]

    def _read(self) -> tuple[tuple[int, str, int], dict[str, str]] | None:
        """Return the mark: (last record, spine, changes of keys) and the members' public keys."""
        try:
            file = os.open(self.path, os.O_RDONLY | _NO_LINK)
            with os.fdopen(file, "rb") as opened:
                head, members = opened.read(_HEAD).decode("ascii"), json.loads(opened.read())
            form, n, spine, keys = head.strip().rsplit(" ", 3)
            if form != _FORM or not isinstance(members, dict):
                return None
            return (int(n), spine, int(keys)), {str(m): str(p) for m, p in members.items()}
        except (OSError, ValueError):
            return None

    def compared(self, connection: apsw.Connection) -> Standing:
        """Say whether a file is as it was marked, or further, or was put back."""
        found = self._read()
        if found is None:
            return "unmarked"
        (n, spine, keys), _members = found
        query = "SELECT spine FROM records WHERE n=?"
        there = [row[0] for row in connection.execute(query, (n,))]
        same = [s.hex() for s in there if isinstance(s, bytes)] == [spine]
        return "as it was" if same and _count(connection) >= keys else "put back"

    def write(self, connection: apsw.Connection) -> None:
        """Write where the talks stand; that the mark cannot be written stops no act."""
        if not self._marking:
            return
        query = "SELECT n, spine FROM records ORDER BY n DESC LIMIT 1"
        last = connection.execute(query).fetchall()
        if not last or not isinstance(last[0][1], bytes):
            return
        keys = _count(connection)
        head = f"{_FORM} {last[0][0]} {last[0][1].hex()} {keys}".ljust(_HEAD - 1) + "\n"
        line = head.encode("ascii")
        with suppress(OSError):
            if keys != self._keys or self._file < 0:
                self._replace(line, connection)
                self._keys = keys
            elif line != self._last:
                os.pwrite(self._file, line, 0)
        self._last = line

    def _replace(self, line: bytes, connection: apsw.Connection) -> None:
        """Write the whole mark anew, at once or not at all."""
        query = "SELECT id, public FROM members"
        members = {m: p.hex() for m, p in connection.execute(query) if isinstance(p, bytes)}
        fresh = Path(f"{self.path}.new")
        fresh.unlink(missing_ok=True)
        file = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | _NO_LINK, _PRIVATE)
        try:
            os.write(file, line + json.dumps(members, sort_keys=True).encode() + b"\n")
            os.fsync(file)
            fresh.replace(self.path)
        except OSError:
            os.close(file)
            raise
        self.close()
        self._file = file

    def close(self) -> None:
        """Write no more for now."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


def _count(connection: apsw.Connection) -> int:
    """Return how often keys have changed."""
    found = [row[0] for row in connection.execute("SELECT value FROM meta WHERE name='keys'")]
    return found[0] if found and isinstance(found[0], int) else 0


def files_of(path: Path) -> list[Path]:
    """Return the files that make up one talks store, those that are there."""
    suffixes = ("", "-wal", "-shm", "-lock", "-mark", "-mark.new")
    return [p for p in (Path(f"{path}{suffix}") for suffix in suffixes) if p.exists()]
