"""Databases of what was read: opened, brought up to date, and the dossier's errors told.

SQLite through apsw, which ships the engine it was tested with; full synchronisation, so that
whatever stops the machine leaves the old state or the new one. One process writes at a time; others
wait, and are told if it takes too long.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Place
from goodoffices.base.findings import finding

if TYPE_CHECKING:
    import apsw

NAME = "dossier.sqlite"
OURS = 0x474F4F44
"""The application id in the file's head: "GOOD"."""

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE page(
        id TEXT PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        text_sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        facts TEXT NOT NULL
    ) STRICT;
    CREATE TABLE claim(
        number INTEGER PRIMARY KEY,
        page TEXT NOT NULL REFERENCES page(id),
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        body TEXT NOT NULL,
        UNIQUE(page, kind, id)
    ) STRICT;
    CREATE TABLE decision(
        number INTEGER PRIMARY KEY,
        claim TEXT NOT NULL,
        kind TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        status TEXT NOT NULL,
        by TEXT NOT NULL,
        at TEXT NOT NULL,
        reason TEXT,
        changes TEXT
    ) STRICT;
    CREATE INDEX decision_claim ON decision(claim);
    CREATE TABLE finding(body TEXT PRIMARY KEY) STRICT;
    CREATE TABLE proposed(part TEXT PRIMARY KEY) STRICT;
    """,
    "ALTER TABLE finding ADD COLUMN file TEXT NOT NULL DEFAULT ''",
)
"""What each version of the schema added; a file's version is how many of these it has."""


def connect(path: Path, wait: float) -> apsw.Connection:
    """Open a dossier's database, making or updating it where needed.

    ``wait`` is how many seconds to wait for another process.
    """

    def prepare(database: apsw.Connection) -> None:
        _into_wal(database, time.monotonic() + wait)
        if _version(database) != len(MIGRATIONS):
            _migrate(database, path)

    return opened(path, prepare, wait)


def opened(
    path: Path, prepare: Callable[[apsw.Connection], None], wait: float = 0.0
) -> apsw.Connection:
    """Open a database that is to survive whatever stops the machine; closed if preparing fails."""
    import apsw

    database = apsw.Connection(str(path))
    try:
        database.set_busy_timeout(int(wait * 1000))
        database.execute("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON")
        database.execute("PRAGMA synchronous=FULL")
        prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def _into_wal(database: apsw.Connection, until: float) -> None:
    """Switch to the write-ahead log; while another process does so too, SQLite does not wait."""
    import apsw

    while True:
        try:
            database.execute("PRAGMA journal_mode=WAL").fetchall()
        except apsw.BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _version(database: apsw.Connection) -> int:
    return int(database.execute("PRAGMA user_version").get)


def _migrate(database: apsw.Connection, path: Path) -> None:
    """Bring the schema up to date in one transaction; refuse what is newer, or not ours."""
    with writing(database):
        version = _version(database)
        tables = int(database.execute("SELECT count(*) FROM sqlite_schema").get)
        ours = int(database.execute("PRAGMA application_id").get) == OURS
        if tables and not ours:
            raise CaseError(finding("GO320.foreign", Place(str(path))))
        if version > len(MIGRATIONS):
            raise CaseError(finding("GO322", Place(str(path))))
        for script in MIGRATIONS[version:]:
            database.execute(script)
        database.execute(f"PRAGMA application_id={OURS}")
        database.execute(f"PRAGMA user_version={len(MIGRATIONS)}")


@contextlib.contextmanager
def writing(database: apsw.Connection) -> Iterator[None]:
    """Make all changes inside, or none."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def reading(database: apsw.Connection) -> Iterator[None]:
    """See one state of the database throughout, whatever others write meanwhile."""
    database.execute("BEGIN")
    try:
        yield
    finally:
        database.execute("ROLLBACK")


@contextlib.contextmanager
def errors_as_findings(path: Path) -> Iterator[None]:
    """Turn the errors of a dossier's database into findings that say what to do."""
    import apsw

    place = Place(str(path))
    try:
        yield
    except apsw.BusyError:
        raise CaseError(finding("GO321", place)) from None
    except (apsw.FullError, apsw.ReadOnlyError, apsw.CantOpenError, apsw.IOError) as error:
        raise CaseError(finding("GO906.dossier", place, reason=error)) from error
    except (apsw.Error, UnicodeDecodeError) as error:  # the latter: text that is no UTF-8
        raise CaseError(finding("GO320.dossier", place, reason=error)) from error
