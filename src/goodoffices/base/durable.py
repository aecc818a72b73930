"""SQLite written by one thread, durably: an answer only after the sync, and many at one sync.

Jobs that wait at the same time share a transaction and its sync, each within a savepoint of its
own, and none is answered before the sync. An error of the disk is final: a failed sync is never
tried again, the writer stops, reading goes on, and only a restart (after a person has looked)
writes again. A lock that another program holds for a while is no such error.

What a store opens, how, and what it says of an error is its own; the connections it gives must be
in WAL mode with ``synchronous=FULL``, so that a committed transaction survives kill -9 and power
loss.
"""

from __future__ import annotations

import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from contextvars import copy_context
from typing import Any, ClassVar, TypeVar, cast

import apsw

from goodoffices.base.errors import GoodOfficesError

T = TypeVar("T")
Row = tuple[Any, ...]
DiskJob = tuple[Callable[[apsw.Connection], Any], Future[Any]]
DiskOutcome = tuple[Future[Any], Any, Exception | None]

PATIENCE = 5_000
"""How long a lock held by another program is waited for, in milliseconds, before a job is told to
come back."""


class BusyError(Exception):
    """More is waiting for the disk than can be held; nothing was written."""


def rows(connection: apsw.Connection, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
    """Return the rows of a query; what they hold is known by who wrote it."""
    return cast("list[Row]", connection.execute(query, values).fetchall())


class DurableStore(ABC):
    """A store that one thread writes, and that each thread reads by a connection of its own.

    ``waiting`` is how many jobs may wait for the writer (more are told to come back), ``together``
    the most that share a transaction, and ``shared`` how long, in seconds, a transaction may have
    lasted when another job joins it.
    """

    waiting: ClassVar[int] = 512
    together: ClassVar[int] = 32
    shared: float = 0.01

    def __init__(self) -> None:
        self._local = threading.local()
        self._readers: list[apsw.Connection] = []
        self.failed: GoodOfficesError | None = None
        self.commits = 0
        """How many transactions this process has committed."""
        self.undone = 0
        """How often a job, or all of a transaction, was undone."""
        self.erase = False
        """Set by a job that deletes what must not stay in the journal either."""
        self._jobs: queue.Queue[DiskJob | None] = queue.Queue(self.waiting)
        self._closing = threading.Lock()
        self._closed = False
        self._ending = False
        self._thread: threading.Thread | None = None
        self._writer: apsw.Connection

    # what a store says for itself

    @abstractmethod
    def _connected(self) -> apsw.Connection:
        """Open a connection for a thread that reads."""

    @abstractmethod
    def _of_disk(self, error: apsw.Error) -> GoodOfficesError:
        """Say what the disk said, without a word of what was to be written."""

    @abstractmethod
    def _of_closed(self) -> GoodOfficesError:
        """Say that the store is closed."""

    def _kept(self, _writer: apsw.Connection) -> None:
        """Take notice of a commit; called by the writer, before anybody is answered."""
        self.commits += 1

    # writing

    def _write_by(self, writer: apsw.Connection, name: str) -> None:
        """Begin to write, by a thread with a name."""
        self._writer = writer
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def write(self, job: Callable[[apsw.Connection], T]) -> Future[T]:
        """Run a job in a savepoint of its own; the future is done only after the sync.

        Raises
        ------
        GoodOfficesError
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
                future.set_exception(self._of_closed())
        return future

    def _work(self) -> None:
        while not self._ending and (first := self._jobs.get()) is not None:
            self._turn(first)

    def _turn(self, first: DiskJob) -> None:
        """Do a job, and those that wait behind it, in one transaction; then say how each went."""
        done: list[DiskOutcome] = []
        try:
            if self.failed is None:
                self._transact(first, done)
            else:
                self._refuse(first, done, self.failed)
        except apsw.BusyError:
            # another program holds the file; that passes, and nothing was written
            self._refuse(first, done, BusyError())
        except apsw.Error as error:
            self.failed = self._of_disk(error)
            self._refuse(first, done, self.failed)
        except Exception as error:  # noqa: BLE001 - it is told to everybody it undid
            self._refuse(first, done, error)
        for future, answer, refused in done:
            with suppress(InvalidStateError):  # told already that the store is being closed
                if refused is not None:
                    future.set_exception(refused)
                else:
                    future.set_result(answer)

    def _refuse(self, first: DiskJob, done: list[DiskOutcome], error: Exception) -> None:
        """Tell all whose jobs were undone together why; nothing of them is kept."""
        if not done and _begun(first[1]):
            done.append((first[1], None, error))
        done[:] = [(future, None, error) for future, _answer, _error in done]

    def _transact(self, first: DiskJob, done: list[DiskOutcome]) -> None:
        """Run jobs until none waits, or enough do; an error of the disk undoes all and passes."""
        writer = self._writer
        writer.execute("BEGIN IMMEDIATE")
        try:
            until = time.monotonic() + self.shared
            item: DiskJob | None = first
            while item is not None:
                self._run(writer, item, done)
                item = self._next(done, until)
            writer.execute("COMMIT")
        except BaseException:
            self.undone += 1
            if writer.in_transaction:
                writer.execute("ROLLBACK")
            raise
        self._kept(writer)
        if self.erase:
            self._erase()

    def _next(self, done: list[DiskOutcome], until: float) -> DiskJob | None:
        """Return another job for this transaction, if one waits and there is time."""
        if len(done) >= self.together or time.monotonic() > until:
            return None
        try:
            item = self._jobs.get_nowait()
        except queue.Empty:
            return None
        self._ending = item is None
        return item

    def _run(self, writer: apsw.Connection, item: DiskJob, done: list[DiskOutcome]) -> None:
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
        """Empty the journals, where no reader stands in the way, of what a job has deleted."""
        self._writer.set_busy_timeout(20)
        try:
            with suppress(apsw.BusyError):
                self._writer.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
                self.erase = False  # else it is tried again after the next act
        finally:
            self._writer.set_busy_timeout(PATIENCE)

    # reading

    def read(self, query: str, values: tuple[Any, ...] = ()) -> list[Row]:
        """Return the rows of a query, by a connection of this thread's own.

        Raises
        ------
        GoodOfficesError
            where the disk cannot be read.
        BusyError
            where another program holds the file for too long.
        """
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
            raise self._of_disk(error) from error

    def _reader(self) -> apsw.Connection:
        reader = self._local.reader = self._connected()
        with self._closing:
            self._readers.append(reader)
        return reader

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
                self.failed = self._of_disk(error)
                connection.close(True)


def _begun(future: Future[Any]) -> bool:
    """Begin a job, unless its caller has given it up."""
    with suppress(InvalidStateError):
        return not future.done() and future.set_running_or_notify_cancel()
    return False
