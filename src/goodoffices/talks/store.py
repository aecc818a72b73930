"""The disk: one file, one writer, and an answer only after the sync.

SQLite in WAL mode with ``synchronous=FULL``: a committed transaction survives kill -9 and power
loss. How it is written, and what an error of the disk ends, tells :mod:`~goodoffices.base.durable`.

Because one process alone writes a file, it knows without asking the disk whether anything was
committed, and whether any log-in ended: :attr:`Store.commits` and :attr:`Store.revocations` count
them. The second is counted by triggers of the writer's connection, so that no code that ends a
log-in can forget to.

Rooms are numbered here; which is whose, and every word, lies inside locked boxes. The file and what
stands beside it can be read by its owner alone, and one process at a time may write it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import cast

import apsw

from goodoffices.base.durable import PATIENCE, DiskJob, DiskOutcome, DurableStore, rows
from goodoffices.talks.beside import Claim, Mark, Standing, make_private, new_file, second_name
from goodoffices.talks.nouns import StorageError, storage_error

VERSION = 2
SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE rooms(id INTEGER PRIMARY KEY, signer BLOB NOT NULL);
CREATE TABLE members(
  id TEXT PRIMARY KEY, public BLOB NOT NULL, profile BLOB NOT NULL,
  salt BLOB, seed BLOB) WITHOUT ROWID;
CREATE TABLE grants(
  member TEXT NOT NULL, room INTEGER NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY(member, room)) WITHOUT ROWID;
CREATE TABLE invitations(
  token BLOB PRIMARY KEY, member TEXT NOT NULL, seed BLOB NOT NULL,
  expires TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions(
  secret BLOB PRIMARY KEY, member TEXT NOT NULL, seed BLOB NOT NULL,
  began TEXT NOT NULL, seen TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE records(
  n INTEGER PRIMARY KEY, room INTEGER NOT NULL, seq INTEGER NOT NULL,
  hash BLOB NOT NULL, box BLOB NOT NULL, spine BLOB NOT NULL, UNIQUE(room, seq));
CREATE TABLE answers(key BLOB PRIMARY KEY, receipts BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE ballots(
  proposal INTEGER NOT NULL, slot BLOB NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY(proposal, slot)) WITHOUT ROWID;
CREATE TABLE clerks(proposal INTEGER PRIMARY KEY, secret BLOB NOT NULL);
"""

UPGRADES = {
    1: """
ALTER TABLE members ADD COLUMN seat TEXT;
ALTER TABLE members ADD COLUMN team INTEGER NOT NULL DEFAULT 0;
ALTER TABLE rooms ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
UPDATE members SET seat=id;
UPDATE members SET team=1 WHERE id IN (SELECT member FROM grants GROUP BY member HAVING count(*)>3);
CREATE TABLE epochs(
  room INTEGER NOT NULL, epoch INTEGER NOT NULL, earlier BLOB NOT NULL,
  PRIMARY KEY(room, epoch)) WITHOUT ROWID;
INSERT OR IGNORE INTO meta(name, value)
  VALUES ('turns', 0), ('keys', 0), ('devices', randomblob(32));
""",
}
"""What brings a file of each earlier version to the next. In version 2 a member's seat is no longer
its number, the mediator's team is marked (a delegate held three rooms, a mediator four or more),
and a room's key can turn over (``due``: before the next record is written)."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
)

_TRIGGERS = """
CREATE TEMP TRIGGER log_in_ended AFTER DELETE ON main.sessions
  BEGIN SELECT talks_revoked(); END;
CREATE TEMP TRIGGER keys_changed AFTER UPDATE ON main.meta WHEN NEW.name IN ('keys', 'turns')
  BEGIN SELECT talks_revoked(); END;
"""


class Store(DurableStore):
    """One talks file, open for reading and, until the disk fails, for writing.

    ``reading`` opens it beside the process that serves it, and writes nothing.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        create: bool = False,
        reading: bool = False,
        vfs: str | None = None,
    ) -> None:
        # by whatever name it is opened, what stands beside it stands beside the file itself; a new
        # one is made at no other place than where it was asked for
        self.path = str(path) if create else os.path.realpath(path)
        self._vfs = vfs
        super().__init__()
        self.revocations = 0
        """How many of the transactions ended a log-in or changed a key."""
        self._revoked = False
        self.committed: Callable[[], None] = _nothing
        """Called by the writer after each commit, before anybody is answered."""
        self._claim: Claim | None = None
        self.mark = Mark(Path(self.path))
        self.standing: Standing = "as it was"
        if reading:
            self.failed = storage_error("GO701.reading")
            self._check_readable()
            return
        if Path(self.path).is_dir():
            raise storage_error("GO701.is_folder", file=Path(self.path).name)
        if create:
            new_file(Path(self.path))
        elif second_name(Path(self.path)):
            raise storage_error("GO701.linked", file=Path(self.path).name)
        self._claim = Claim(Path(self.path))
        try:
            writer = self._writer = self._open(create=create)
            writer.create_scalar_function("talks_revoked", self._note_revoked)
            writer.execute(_TRIGGERS)
            self.standing = self._compared(create=create)
        except apsw.Error as error:
            self._claim.close()
            raise self._of_disk(error) from error
        except BaseException:
            self._claim.close()
            raise
        self._write_by(writer, "talks-writer")

    def _open(self, *, create: bool) -> apsw.Connection:
        if not create:
            make_private(Path(self.path))
        connection = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._vfs)
        connection.set_busy_timeout(PATIENCE)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma).fetchall()
            if create:
                with connection:
                    connection.execute(SCHEMA)
                    connection.pragma("user_version", 1)
            else:
                _check_file(connection)
            self._upgraded = self._upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _upgrade(self, connection: apsw.Connection) -> bool:
        """Bring a file of an earlier version to this one, in one step or not at all.

        Returns whether it was of an earlier one, which had no mark.
        """
        version = cast("int", connection.pragma("user_version"))
        if version == VERSION:
            return False
        with connection:
            for number in range(version, VERSION):
                connection.execute(UPGRADES[number])
            connection.pragma("user_version", VERSION)
        return True

    def _compared(self, *, create: bool) -> Standing:
        """Say how the file stands to the mark beside it, and go on marking where it fits."""
        if create:
            self.mark.begin()
            return "as it was"
        if rows(self._writer, "SELECT 1 FROM meta WHERE name='copy'"):
            return "put back"
        standing = self.mark.compared(self._writer)
        if standing == "unmarked" and self._upgraded:
            standing = "as it was"
        if standing == "as it was":
            self.mark.begin()
        return standing

    def _check_readable(self) -> None:
        try:
            if self.read("PRAGMA user_version")[0][0] in UPGRADES:
                Store(self.path, vfs=self._vfs).close()
            if self.read("PRAGMA user_version") != [(VERSION,)]:
                raise storage_error("GO701.version")
        except StorageError:
            self.close()
            raise

    def go_on(self) -> None:
        """Take the file as it is from now on, whatever it was before, and mark it."""
        self.standing = "as it was"
        self.mark.begin()
        self.write(lambda _writer: None).result()

    @property
    def sole(self) -> bool:
        """Whether nobody but this process can be writing the file."""
        return self._claim is not None and self._claim.held

    def _note_revoked(self, *_nothing: object) -> None:
        self._revoked = True

    def _transact(self, first: DiskJob, done: list[DiskOutcome]) -> None:
        self._revoked = False
        super()._transact(first, done)

    def _kept(self, writer: apsw.Connection) -> None:
        super()._kept(writer)
        self.revocations += self._revoked
        self.committed()
        self.mark.write(writer)

    def _connected(self) -> apsw.Connection:
        reader = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._vfs)
        reader.set_busy_timeout(PATIENCE)
        reader.execute("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-256")
        return reader

    def _of_disk(self, error: apsw.Error) -> StorageError:
        return storage_error("GO701.disk", kind=type(error).__name__.removesuffix("Error"))

    def _of_closed(self) -> StorageError:
        return storage_error("GO701.closed")

    def backup(self, target: Path, copied: str | None = None) -> None:
        """Copy the store as it stands to a new file, while it is in use.

        Parameters
        ----------
        target
            the new file, for its owner alone.
        copied
            when the copy was made; written into it, so that talks that are put back know it.

        Raises
        ------
        StorageError
            if the target is there already, or cannot be written.
        """
        new_file(target)
        with self._asked() as reader:
            copy = apsw.Connection(str(target), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                with copy.backup("main", reader, "main") as backup:
                    while not backup.done:
                        backup.step(100)
                if copied is not None:
                    query = "INSERT OR REPLACE INTO meta(name, value) VALUES ('copy', ?)"
                    copy.execute(query, (copied.encode(),)).fetchall()
                    copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            finally:
                copy.close()

    def sound(self) -> bool:
        """Tell whether the file itself is whole, page by page."""
        return self.read("PRAGMA integrity_check") == [("ok",)]

    def close(self) -> None:
        """Finish what is waiting, then close."""
        super().close()
        self.mark.close()
        if self._claim is not None:
            self._claim.close()


def _nothing() -> None:
    """Do nothing."""


def _check_file(connection: apsw.Connection) -> None:
    """Refuse a file that is not ours, or not whole: an index that lost a row would hide it."""
    if connection.pragma("user_version") not in (*UPGRADES, VERSION):
        raise storage_error("GO701.version")
    if rows(connection, "PRAGMA integrity_check(1)") != [("ok",)]:
        raise storage_error("GO701.damaged")
