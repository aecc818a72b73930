"""The disk: one file, one writer, and an answer only after the sync.

SQLite in WAL mode with ``synchronous=FULL``: a committed transaction survives kill -9 and power
loss. Everything is written by one thread, one transaction a job. An error of the disk is final: a
failed sync is never tried again, the writer stops, reading goes on, and only a restart (after a
person has looked) writes again.

Rooms are numbered here; which is whose, and every word, lies inside locked boxes.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from pathlib import Path
from typing import Any, TypeVar, cast

import apsw

from goodoffices.talks.nouns import StorageError, storage_error

T = TypeVar("T")
Row = tuple[Any, ...]

VERSION = 1
QUEUE = 512
"""How many jobs may wait for the writer; more are told to come back."""

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

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
    "PRAGMA cell_size_check=ON",
    "PRAGMA trusted_schema=OFF",
)


def rows(connection: apsw.Connection, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return the rows of a query; what they hold is known by who wrote it."""
    return cast("list[Row]", connection.execute(query, values).fetchall())


class BusyError(Exception):
    """More acts are waiting for the disk than can be held; nothing was written."""


class Store:
    """One talks file, open for reading and, until the disk fails, for writing."""

    def __init__(self, path: Path | str, *, create: bool = False, vfs: str | None = None) -> None:
        self.path = str(path)
        self._vfs = vfs
        self._local = threading.local()
        self._readers: list[apsw.Connection] = []
        self.failed: StorageError | None = None
        self._jobs: queue.Queue[tuple[Callable[[apsw.Connection], Any], Future[Any]] | None]
        self._jobs = queue.Queue(QUEUE)
        self._closing = threading.Lock()
        self._closed = False
        try:
            self._writer = self._open(create=create)
        except apsw.Error as error:
            raise _about(error) from error
        self._thread = threading.Thread(target=self._work, name="talks-writer", daemon=True)
        self._thread.start()

    def _open(self, *, create: bool) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        connection = apsw.Connection(self.path, flags=flags, vfs=self._vfs)
        connection.set_busy_timeout(5000)
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma).fetchall()
            if create:
                with connection:
                    connection.execute(SCHEMA)
                    connection.pragma("user_version", VERSION)
            else:
                _check_file(connection)
        except BaseException:
            connection.close()
            raise
        return connection

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
        if self._closed and not future.done():
            future.set_exception(storage_error("GO701.closed"))
        return future

    def _work(self) -> None:
        while (item := self._jobs.get()) is not None:
            job, future = item
            if future.done():
                continue
            if self.failed is not None:
                future.set_exception(self.failed)
                continue
            try:
                answer = self._transact(job)
            except apsw.Error as error:
                self.failed = _about(error)
                future.set_exception(self.failed)
            except Exception as error:  # noqa: BLE001 - the job's own error is its caller's
                future.set_exception(error)
            else:
                future.set_result(answer)

    def _transact(self, job: Callable[[apsw.Connection], T]) -> T:
        """Run one job; an error of its own undoes it, an error of the disk passes through."""
        writer = self._writer
        writer.execute("BEGIN IMMEDIATE")
        try:
            answer = job(writer)
            writer.execute("COMMIT")
        except BaseException:
            if writer.in_transaction:
                writer.execute("ROLLBACK")
            raise
        return answer

    def read(self, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Return the rows of a query, by a connection of this thread's own."""
        try:
            reader = getattr(self._local, "reader", None)
            if reader is None:
                reader = self._reader()
            return rows(reader, query, values)
        except apsw.Error as error:
            raise _about(error) from error

    def _reader(self) -> apsw.Connection:
        reader = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=self._vfs)
        reader.set_busy_timeout(5000)
        reader.execute("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF")
        self._local.reader = reader
        with self._closing:
            self._readers.append(reader)
        return reader

    def backup(self, target: Path) -> None:
        """Copy the store as it stands to a new file, while it is in use.

        Raises
        ------
        StorageError
            if the target cannot be written.
        """
        try:
            reader = getattr(self._local, "reader", None) or self._reader()
            copy = apsw.Connection(str(target))
            try:
                with copy.backup("main", reader, "main") as backup:
                    while not backup.done:
                        backup.step(100)
            finally:
                copy.close()
        except apsw.Error as error:
            raise _about(error) from error

    def sound(self) -> bool:
        """Tell whether the file itself is whole, page by page."""
        return self.read("PRAGMA integrity_check") == [("ok",)]

    def close(self) -> None:
        """Finish what is waiting, then close."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self._jobs.put(None)
        self._thread.join()
        for connection in (*self._readers, self._writer):
            try:
                connection.close()
            except apsw.Error as error:
                # tidying up at the end failed; what was acknowledged lies in the journal
                self.failed = _about(error)
                connection.close(True)


def _check_file(connection: apsw.Connection) -> None:
    """Refuse a file that is not ours, or not whole: an index that lost a row would hide it."""
    if connection.pragma("user_version") != VERSION:
        raise storage_error("GO701.version")
    if rows(connection, "PRAGMA integrity_check(1)") != [("ok",)]:
        raise storage_error("GO701.damaged")


def _about(error: apsw.Error) -> StorageError:
    """Say what the disk said, without a word of what was to be written."""
    return storage_error("GO701.disk", kind=type(error).__name__.removesuffix("Error"))
