"""The disk: one file, one writer, and an answer only after the sync.

SQLite in WAL mode with ``synchronous=FULL``: a committed transaction survives kill -9 and power
loss. Everything is written by one thread. Jobs that wait at the same time share a transaction and
its sync, each within a savepoint of its own, and none is answered before the sync. An error of the
disk is final: a failed sync is never tried again, the writer stops, reading goes on, and only a
restart (after a person has looked) writes again. A lock that another program holds for a while is
no such error.

Because one process alone writes a file, it knows without asking the disk whether anything was
committed, and whether any log-in ended: :attr:`Store.commits` and :attr:`Store.revocations` count
them. The second is counted by triggers of the writer's connection, so that no code that ends a
log-in can forget to.

Rooms are numbered here; which is whose, and every word, lies inside locked boxes. The file and what
stands beside it can be read by its owner alone, and one process at a time may write it.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar, cast

import apsw

from goodoffices.talks.beside import Claim, Mark, Standing, make_private, new_file, second_name
from goodoffices.talks.nouns import StorageError, storage_error

T = TypeVar("T")
Row = tuple[Any, ...]
_Item = tuple[Callable[[apsw.Connection], Any], Future[Any]]
_Outcome = tuple[Future[Any], Any, Exception | None]

VERSION = 2
QUEUE = 512
"""How many jobs may wait for the writer; more are told to come back."""

TOGETHER = 32
"""The most jobs that share a transaction."""

SHARED = 0.01
"""How long, in seconds, a transaction may have lasted when another job joins it."""

PATIENCE = 5_000
"""How long a lock held by another program is waited for, in milliseconds, before a job is told to
come back."""

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


def rows(connection: apsw.Connection, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return the rows of a query; what they hold is known by who wrote it."""
    return cast("list[Row]", connection.execute(query, values).fetchall())


class BusyError(Exception):
    """More acts are waiting for the disk than can be held; nothing was written."""


class Store:
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
        self._local = threading.local()
        self._readers: list[apsw.Connection] = []
        self.failed: StorageError | None = None
        self.commits = 0
        """How many transactions this process has committed."""
        self.revocations = 0
        """How many of them ended a log-in or changed a key."""
        self._revoked = False
        self.undone = 0
        """How often a job, or all of a transaction, was undone."""
        self.committed: Callable[[], None] = _nothing
        """Called by the writer after each commit, before anybody is answered."""
        self.erase = False
        """Set by a job that deletes what must not stay in the journal either."""
        self._jobs: queue.Queue[_Item | None]
        self._jobs = queue.Queue(QUEUE)
        self._closing = threading.Lock()
        self._closed = False
        self._ending = False
        self._thread: threading.Thread | None = None
        self._claim: Claim | None = None
        self.mark = Mark(Path(self.path))
        self.standing: Standing = "as it was"
        if reading:
            self.failed = storage_error("GO701.reading")
            self._check_readable()
            return
        if create:
            new_file(Path(self.path))
        elif second_name(Path(self.path)):
            raise storage_error("GO701.linked", file=Path(self.path).name)
        self._claim = Claim(Path(self.path))
        try:
            self._writer = self._open(create=create)
            self._writer.create_scalar_function("talks_revoked", self._note_revoked)
            self._writer.execute(_TRIGGERS)
            self.standing = self._compared(create=create)
        except apsw.Error as error:
            self._claim.close()
            raise _about(error) from error
        except BaseException:
            self._claim.close()
            raise
        self._thread = threading.Thread(target=self._work, name="talks-writer", daemon=True)
        self._thread.start()

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

    def write(self, job: Callable[[apsw.Connection], T]) -> Future[T]:
        """Run a job in a transaction of its own; the future is done only after the sync.

        Raises
        ------
        StorageError
            if the disk has failed before.
        BusyError
            if too many jobs are waiting.
        """
        if self.failed is not None:
            raise self.failed
        future: Future[T] = Future()
        try:
            # in the caller's language, should the job have to refuse
            context = copy_context()
            self._jobs.put_nowait((lambda writer: context.run(job, writer), future))
        except queue.Full as error:
            raise BusyError from error
        if self._closed:
            with suppress(InvalidStateError):
                future.set_exception(storage_error("GO701.closed"))
        return future

    @property
    def sole(self) -> bool:
        """Whether nobody but this process can be writing the file."""
        return self._claim is not None and self._claim.held

    def _note_revoked(self, *_nothing: object) -> None:
        self._revoked = True

    def _work(self) -> None:
        while not self._ending and (first := self._jobs.get()) is not None:
            self._turn(first)

    def _turn(self, first: _Item) -> None:
        """Do a job, and those that wait behind it, in one transaction; then say how each went."""
        done: list[_Outcome] = []
        try:
            if self.failed is None:
                self._transact(first, done)
            else:
                self._refuse(first, done, self.failed)
        except apsw.BusyError:
            # another program holds the file; that passes, and nothing was written
            self._refuse(first, done, BusyError())
        except apsw.Error as error:
            self.failed = _about(error)
            self._refuse(first, done, self.failed)
        except Exception as error:  # noqa: BLE001 - it is told to everybody it undid
            self._refuse(first, done, error)
        for future, answer, refused in done:
            if refused is not None:
                future.set_exception(refused)
            else:
                future.set_result(answer)

    def _refuse(self, first: _Item, done: list[_Outcome], error: Exception) -> None:
        """Tell all whose jobs were undone together why; nothing of them is kept."""
        if not done and _begun(first[1]):
            done.append((first[1], None, error))
        done[:] = [(future, None, error) for future, _answer, _error in done]

    def _transact(self, first: _Item, done: list[_Outcome]) -> None:
        """Run jobs until none waits, or enough do; an error of the disk undoes all and passes."""
        writer = self._writer
        self._revoked = False
        writer.execute("BEGIN IMMEDIATE")
        try:
            until = time.monotonic() + SHARED
            item: _Item | None = first
            while item is not None:
                self._run(writer, item, done)
                item = self._next(done, until)
            writer.execute("COMMIT")
        except BaseException:
            self.undone += 1
            if writer.in_transaction:
                writer.execute("ROLLBACK")
            raise
        self.commits += 1
        self.revocations += self._revoked
        self.committed()
        self.mark.write(writer)
        if self.erase:
            self._erase()

    def _next(self, done: list[_Outcome], until: float) -> _Item | None:
        """Return another job for this transaction, if one waits and there is time."""
        if len(done) >= TOGETHER or time.monotonic() > until:
            return None
        try:
            item = self._jobs.get_nowait()
        except queue.Empty:
            return None
        self._ending = item is None
        return item

    def _run(self, writer: apsw.Connection, item: _Item, done: list[_Outcome]) -> None:
        """Run one job; an error of its own undoes it alone, one of the disk passes through."""
        job, future = item
        if not _begun(future):
            return  # a job that nobody waits for any more is not begun
        answer, failed = None, None
        done.append((future, None, None))
        writer.execute("SAVEPOINT job")
        try:
            answer = job(writer)
        except apsw.Error:
            raise
        except Exception as error:  # noqa: BLE001 - the job's own error is its caller's
            failed = error
            self.undone += 1
            writer.execute("ROLLBACK TO job")
        writer.execute("RELEASE job")
        done[-1] = (future, answer, failed)

    def _erase(self) -> None:
        """Empty the journal, where no reader stands in the way, of what a job has deleted."""
        self._writer.set_busy_timeout(20)
        try:
            with suppress(apsw.BusyError):
                self._writer.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
                self.erase = False  # else it is tried again after the next act
        finally:
            self._writer.set_busy_timeout(PATIENCE)

    def read(self, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Return the rows of a query, by a connection of this thread's own."""
        with self._asked() as reader:
            return rows(reader, query, values)

    @contextmanager
    def snapshot(self) -> Iterator[apsw.Connection]:
        """Give a connection on which several queries see one and the same moment."""
        with self._asked() as reader, reader:
            yield reader

    @contextmanager
    def _asked(self) -> Iterator[apsw.Connection]:
        try:
            yield getattr(self._local, "reader", None) or self._reader()
        except apsw.BusyError as error:
            raise BusyError from error
        except apsw.Error as error:
            raise _about(error) from error

    def _reader(self) -> apsw.Connection:
        reader = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._vfs)
        reader.set_busy_timeout(PATIENCE)
        reader.execute("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-256")
        self._local.reader = reader
        with self._closing:
            self._readers.append(reader)
        return reader

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
        with self._closing:
            if self._closed:
                return
            self._closed = True
        connections = list(self._readers)
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join()
            connections.append(self._writer)
        for connection in connections:
            try:
                connection.close()
            except apsw.Error as error:
                # tidying up at the end failed; what was acknowledged lies in the journal
                self.failed = _about(error)
                connection.close(True)
        self.mark.close()
        if self._claim is not None:
            self._claim.close()


def _nothing() -> None:
    """Do nothing."""


def _begun(future: Future[Any]) -> bool:
    """Begin a job, unless its caller has given it up."""
    with suppress(InvalidStateError):
        return not future.done() and future.set_running_or_notify_cancel()
    return False


def _check_file(connection: apsw.Connection) -> None:
    """Refuse a file that is not ours, or not whole: an index that lost a row would hide it."""
    if connection.pragma("user_version") not in (*UPGRADES, VERSION):
        raise storage_error("GO701.version")
    if rows(connection, "PRAGMA integrity_check(1)") != [("ok",)]:
        raise storage_error("GO701.damaged")


def _about(error: apsw.Error) -> StorageError:
    """Say what the disk said, without a word of what was to be written."""
    return storage_error("GO701.disk", kind=type(error).__name__.removesuffix("Error"))
