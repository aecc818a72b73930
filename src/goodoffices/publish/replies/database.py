"""Two SQLite files written as one, durably, and many writings at one sync.

Both are in WAL mode with ``synchronous=FULL``: what was acknowledged survives kill -9 and power
loss; :mod:`~goodoffices.base.durable` tells how they are written. The addresses are the main file
of the connection, so that of the two they reach the disk first: a fault between the two leaves at
most an address without a reply, which the next sweep deletes.

Several processes may have the files open, as a server and moderators do: SQLite's own locks part
them. An error of the disk is final for a process; a lock that another holds for a while is not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import apsw

from goodoffices.base.durable import PATIENCE, DurableStore, Row, rows
from goodoffices.base.findings import finding
from goodoffices.publish.replies.beside import PrivatePlace, new_private
from goodoffices.publish.replies.nouns import RepliesError

T = TypeVar("T")
ReplyJob = Callable[[apsw.Connection], T]

VERSION = 1
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


class ReplyDatabase(DurableStore):
    """The two files, open for reading and, until the disk fails, for writing."""

    waiting = 2_048
    together = 256

    def __init__(self, place: PrivatePlace) -> None:
        super().__init__()
        self.place = place
        try:
            writer = self._writer = self._open()
            self._sound()
        except apsw.Error as error:
            raise self._of_disk(error) from error
        self._write_by(writer, "replies-writer")

    def _open(self) -> apsw.Connection:
        connection = apsw.Connection(str(self.place.addresses), flags=apsw.SQLITE_OPEN_READWRITE)
        connection.set_busy_timeout(PATIENCE)
        connection.execute("ATTACH ? AS r", (str(self.place.replies),))
        for schema in ("main", "r"):
            for pragma in ("synchronous=FULL", "secure_delete=ON", "cell_size_check=ON"):
                connection.execute(f"PRAGMA {schema}.{pragma}").fetchall()
        connection.execute("PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF").fetchall()
        return connection

    def _connected(self) -> apsw.Connection:
        reader = self._open()
        reader.execute("PRAGMA query_only=ON").fetchall()
        return reader

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

    def size(self) -> int:
        """Return how many bytes the two files use, without what was freed in them."""
        return sum(map(used_bytes, (("main", self.read), ("r", self.read))))

    def _of_disk(self, error: apsw.Error) -> RepliesError:
        kind = type(error).__name__.removesuffix("Error")
        return RepliesError(finding("GO633.disk", kind=kind))

    def _of_closed(self) -> RepliesError:
        return RepliesError(finding("GO633.closed"))


def used_bytes(asked: tuple[str, Callable[[str], list[Row]]]) -> int:
    """Return how many bytes one of the files uses."""
    schema, read = asked
    pages, free, size = (
        int(read(f"PRAGMA {schema}.{name}")[0][0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size
