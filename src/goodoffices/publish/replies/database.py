"""Two SQLite files written as one, durably, and many writings at one sync.

Both are in WAL mode with ``synchronous=FULL``: what was acknowledged survives kill -9 and power
loss. One thread writes; whatever waits when it is free is written in one transaction, each job in a
savepoint of its own, and all are acknowledged after the one sync. The addresses are the main file
of the connection, so that of the two they reach the disk first: a fault between the two leaves at
most an address without a reply, which the next sweep deletes.

Several processes may have the files open, as a server and moderators do: SQLite's own locks part
them. An error of the disk is final for a process; a lock that another holds for a while is not.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from contextvars import copy_context
from typing import Any, TypeVar, cast

import apsw

from goodoffices.base.findings import finding
from goodoffices.publish.replies.beside import PrivatePlace, new_private
from goodoffices.publish.replies.nouns import RepliesError

T = TypeVar("T")
Row = tuple[Any, ...]
ReplyJob = Callable[[apsw.Connection], T]

VERSION = 1
TOGETHER = 256
"""How many jobs are written at one sync, at most."""

WAITING = 2_048
"""How many jobs may wait for the writer; more are told to come back."""

PATIENCE = 5_000
"""How long a lock of another process is waited for, in milliseconds."""

ADDRESSES = """
CREATE TABLE addresses(
  reply TEXT PRIMARY KEY, sealed BLOB NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE letters(
  reply TEXT PRIMARY KEY, sealed BLOB NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
"""
"""Addresses, and letters that could not be sent: all sealed to the key that lies elsewhere."""

REPLIES = """
CREATE TABLE writers(id INTEGER PRIMARY KEY, link BLOB NOT NULL UNIQUE);
CREATE TABLE replies(
  id TEXT PRIMARY KEY, n INTEGER NOT NULL UNIQUE, writer INTEGER, confirmation BLOB,
  brief TEXT NOT NULL, point TEXT NOT NULL, answers TEXT NOT NULL, author TEXT NOT NULL,
  name TEXT NOT NULL, text TEXT NOT NULL, short TEXT NOT NULL,
  state TEXT NOT NULL, version INTEGER NOT NULL, source BLOB NOT NULL, marks TEXT NOT NULL,
  written TEXT NOT NULL, decided TEXT NOT NULL, by TEXT NOT NULL, reason TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_brief ON replies(brief, state);
CREATE INDEX by_source ON replies(source, state);
CREATE INDEX by_state ON replies(state, n);
CREATE INDEX by_writer ON replies(writer);
CREATE TABLE spent(
  form BLOB PRIMARY KEY, digest BLOB NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE decisions(
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, act TEXT NOT NULL,
  brief TEXT NOT NULL, reply TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE shown(
  n INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL,
  reply TEXT NOT NULL, why TEXT NOT NULL);
CREATE TABLE leases(reply TEXT PRIMARY KEY, by TEXT NOT NULL, until TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE due(brief TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
"""
"""Replies and what was decided. ``due`` names the briefs whose pages are to follow."""


class BusyRepliesError(Exception):
    """More is waiting for the disk than can be held; nothing was written."""


def rows(connection: apsw.Connection, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return the rows of a query; what they hold is known by who wrote it."""
    return cast("list[Row]", connection.execute(query, values).fetchall())


def create(place: PrivatePlace) -> None:
    """Make the two empty files, for their owner alone."""
    for path, schema in ((place.addresses, ADDRESSES), (place.replies, REPLIES)):
        new_private(path, b"")
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            with connection:
                connection.execute(schema)
                connection.pragma("user_version", VERSION)
        finally:
            connection.close()


class ReplyDatabase:
    """The two files, open for reading and, until the disk fails, for writing."""

    def __init__(self, place: PrivatePlace) -> None:
        self.place = place
        self.failed: RepliesError | None = None
        self._local = threading.local()
        self._opened: list[apsw.Connection] = []
        self._closing = threading.Lock()
        self._closed = False
        self._erase = False
        self._jobs: queue.Queue[tuple[ReplyJob[Any], Future[Any]] | None] = queue.Queue(WAITING)
        try:
            self._writer = self._open()
            self._sound()
        except apsw.Error as error:
            raise _about(error) from error
        self._thread = threading.Thread(target=self._work, name="replies-writer", daemon=True)
        self._thread.start()

    def _open(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.place.addresses), flags=apsw.SQLITE_OPEN_READWRITE)
        connection.set_busy_timeout(PATIENCE)
        connection.execute("ATTACH ? AS r", (str(self.place.replies),))
        for schema in ("main", "r"):
            for pragma in ("synchronous=FULL", "secure_delete=ON", "cell_size_check=ON"):
                connection.execute(f"PRAGMA {schema}.{pragma}").fetchall()
        connection.execute("PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF").fetchall()
        self._opened.append(connection)
        return connection

    def _sound(self) -> None:
        """Refuse files that are not ours or not whole.

        Raises
        ------
        RepliesError
            GO633 where they are not.
        """
        for schema in ("main", "r"):
            if rows(self._writer, f"PRAGMA {schema}.user_version") != [(VERSION,)]:
                raise RepliesError(finding("GO633.version"))
            if rows(self._writer, f"PRAGMA {schema}.integrity_check(1)") != [("ok",)]:
                raise RepliesError(finding("GO633.damaged"))

    def erase(self) -> None:
        """Have the journals emptied too, of what a job of this moment deletes; called by jobs."""
        self._erase = True

    def write(self, job: ReplyJob[T]) -> Future[T]:
        """Run a job in a savepoint of its own; the future is done only after the sync.

        Raises
        ------
        RepliesError
            GO633 if the disk has failed before, or the store is closed.
        BusyRepliesError
            if too many jobs are waiting.
        """
        if self.failed is not None:
            raise self.failed
        if self._closed:
            raise RepliesError(finding("GO633.closed"))
        future: Future[T] = Future()
        context = copy_context()  # in the caller's language, should the job have to refuse
        try:
            self._jobs.put_nowait((lambda writer: context.run(job, writer), future))
        except queue.Full as error:
            raise BusyRepliesError from error
        return future

    def read(self, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Return the rows of a query, by a connection of this thread's own.

        Raises
        ------
        RepliesError
            GO633 where the disk cannot be read.
        BusyRepliesError
            where another process holds the files for too long.
        """
        try:
            reader = getattr(self._local, "reader", None)
            if reader is None:
                with self._closing:
                    reader = self._local.reader = self._open()
                reader.execute("PRAGMA query_only=ON").fetchall()
            return rows(reader, query, values)
        except apsw.BusyError as error:
            raise BusyRepliesError from error
        except apsw.Error as error:
            raise _about(error) from error

    def _work(self) -> None:
        ended = False
        while not ended:
            batch = [self._jobs.get()]
            while len(batch) < TOGETHER and not self._jobs.empty():
                batch.append(self._jobs.get_nowait())
            ended = None in batch
            self._answer([item for item in batch if item is not None])

    def _answer(self, batch: list[tuple[ReplyJob[Any], Future[Any]]]) -> None:
        """Write what waits at one sync, and only then say how each went."""
        if not batch:
            return
        if self.failed is not None:
            for _job, future in batch:
                _fail(future, self.failed)
            return
        try:
            outcomes = self._transact([job for job, _future in batch])
        except apsw.BusyError:
            for _job, future in batch:
                _fail(future, BusyRepliesError())
            return
        except apsw.Error as error:
            self.failed = _about(error)
            for _job, future in batch:
                _fail(future, self.failed)
            return
        for (_job, future), (result, problem) in zip(batch, outcomes, strict=True):
            if problem is not None:
                _fail(future, problem)
            else:
                with suppress(InvalidStateError):
                    future.set_result(result)

    def _transact(self, jobs: list[ReplyJob[Any]]) -> list[tuple[Any, Exception | None]]:
        """Run jobs in one transaction; an error of one's own undoes that one alone."""
        writer, outcomes = self._writer, list[tuple[Any, Exception | None]]()
        writer.execute("BEGIN IMMEDIATE")
        try:
            for job in jobs:
                outcomes.append(self._one(job))
            writer.execute("COMMIT")
        except BaseException:
            if writer.in_transaction:
                writer.execute("ROLLBACK")
            raise
        if self._erase:
            self._empty_journals()
        return outcomes

    def _one(self, job: ReplyJob[Any]) -> tuple[Any, Exception | None]:
        writer = self._writer
        writer.execute("SAVEPOINT one")
        try:
            answer = job(writer)
        except apsw.Error:
            raise
        except Exception as error:  # noqa: BLE001 - the job's own error is its caller's
            writer.execute("ROLLBACK TO one; RELEASE one")
            return None, error
        writer.execute("RELEASE one")
        return answer, None

    def _empty_journals(self) -> None:
        """Empty the journals of what was deleted, where no reader stands in the way."""
        self._writer.set_busy_timeout(20)
        try:
            with suppress(apsw.BusyError):
                for schema in ("main", "r"):
                    self._writer.wal_checkpoint(schema, apsw.SQLITE_CHECKPOINT_TRUNCATE)
                self._erase = False  # else it is tried again after the next act
        finally:
            self._writer.set_busy_timeout(PATIENCE)

    def size(self) -> int:
        """Return how many bytes the two files use, without what was freed in them."""
        return sum(map(used_bytes, (("main", self.read), ("r", self.read))))

    def close(self) -> None:
        """Finish what is waiting, then close."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self._jobs.put(None)
        self._thread.join()
        for connection in self._opened:
            with suppress(apsw.Error):
                connection.close(True)


def used_bytes(asked: tuple[str, Callable[[str], list[Row]]]) -> int:
    """Return how many bytes one of the files uses."""
    schema, read = asked
    pages, free, size = (
        int(read(f"PRAGMA {schema}.{name}")[0][0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _fail(future: Future[Any], error: Exception) -> None:
    with suppress(InvalidStateError):
        future.set_exception(error)


def _about(error: apsw.Error) -> RepliesError:
    """Say what the disk said, without a word of what was to be written."""
    kind = type(error).__name__.removesuffix("Error")
    return RepliesError(finding("GO633.disk", kind=kind))
