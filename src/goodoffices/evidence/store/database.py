"""The dossier's database: opened, brought up to date, and its errors told as findings.

SQLite through apsw, which ships the engine it was tested with; a write-ahead log and full
synchronisation, so that whatever stops the machine leaves the old state or the new one. One process
writes at a time; others wait, and are told if it takes too long.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, Finding, Place
from goodoffices.base.i18n import _

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
    """Open the database, making or updating it where needed.

    ``wait`` is how many seconds to wait for another process.
    """
    import apsw

    database = apsw.Connection(str(path))
    try:
        database.set_busy_timeout(int(wait * 1000))
        database.execute("PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON")
        _into_wal(database, time.monotonic() + wait)
        database.execute("PRAGMA synchronous=FULL")
        if _version(database) != len(MIGRATIONS):
            _migrate(database, path)
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
            raise CaseError(_damaged(path, _("this is another program's database")))
        if version > len(MIGRATIONS):
            text = _("The dossier was written by a newer version of this software.")
            help_ = _("Update Good Offices, then try again.")
            raise CaseError(Finding("GO322", text, Place(str(path)), help_))
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
def told(path: Path) -> Iterator[None]:
    """Turn the database's errors into findings that say what to do."""
    import apsw

    try:
        yield
    except apsw.BusyError:
        text = _("Another program is writing to this case.")
        help_ = _("Wait until it is done, then try again; nothing was changed.")
        raise CaseError(Finding("GO321", text, Place(str(path)), help_)) from None
    except (apsw.FullError, apsw.ReadOnlyError, apsw.CantOpenError, apsw.IOError) as error:
        text = _("The dossier could not be written: {reason}").format(reason=error)
        help_ = _(
            "Make room or get permission for the folder, then try again; nothing was changed."
        )
        raise CaseError(Finding("GO906", text, Place(str(path)), help_)) from error
    except (apsw.Error, UnicodeDecodeError) as error:  # the latter: text that is no UTF-8
        raise CaseError(_damaged(path, str(error))) from error


def _damaged(path: Path, reason: str) -> Finding:
    text = _("The dossier is damaged or is none: {reason}").format(reason=reason)
    help_ = _("Restore it from a backup, or move it away and read the sources in again.")
    return Finding("GO320", text, Place(str(path)), help_)
