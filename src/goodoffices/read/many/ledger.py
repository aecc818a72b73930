"""The ledger of a corpus: which documents are done and which parts hold them.

A batch is done when its parts lie in the folder *and* the ledger names them; both are there or the
batch does not count. Parts are put in place first, then the batch is written into the ledger in one
transaction; whatever stops the run in between leaves parts that no ledger names, and the next run
removes them before it reads those documents again. The ledger is locked while a run has it open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base import __version__
from goodoffices.base.errors import CaseError, Place, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.evidence.store.database import opened, writing
from goodoffices.read.many.batch import Batch
from goodoffices.read.many.parquet import TABLES

if TYPE_CHECKING:
    import apsw

NAME = "ledger.sqlite"
FORM = 2
"""The form of the tables: counted up where a column or table is added or means something else."""
_TABLES = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (key BLOB PRIMARY KEY, name TEXT NOT NULL,
  status TEXT NOT NULL, reason TEXT NOT NULL, findings TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parts (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def version() -> str:
    """Return the version of this program and the form of its tables, which the ledger keeps."""
    return f"{__version__}, tables {FORM}"


class Ledger:
    """The ledger in a folder, made there where there is none, and open to this run alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._database = self._connect()
        self._remove_strays()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()

    def _connect(self) -> apsw.Connection:
        """Open and lock the database, or say who has it."""
        import apsw

        path = self.folder / NAME
        if not path.exists() and any(self.folder.iterdir()):
            raise UsageError(finding("GO143", folder=self.folder))
        try:
            return opened(path, self._prepare)
        except apsw.BusyError:
            raise UsageError(finding("GO144", folder=self.folder)) from None
        except apsw.Error as error:
            raise CaseError(finding("GO145", Place(str(path)), reason=error)) from None

    def _prepare(self, database: apsw.Connection) -> None:
        """Lock the database and make its tables; refuse those of another version."""
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        with writing(database):
            database.execute(_TABLES)
            insert = "INSERT OR IGNORE INTO settings VALUES ('version', ?)"
            database.execute(insert, (version(),))
            theirs = database.execute("SELECT value FROM settings WHERE key = 'version'").get
        if theirs != version():
            raise UsageError(finding("GO146", folder=self.folder, theirs=theirs, ours=version()))

    def _remove_strays(self) -> None:
        """Remove what a stopped run left unfinished: parts that the ledger does not name."""
        named = {row[0] for row in self._database.execute("SELECT path FROM parts")}
        for table in TABLES:
            for path in (self.folder / table).glob("*"):
                ours = path.suffix == ".parquet" or path.name.endswith(".part")
                if ours and f"{table}/{path.name}" not in named:
                    path.unlink()

    def status(self, key: bytes) -> str | None:
        """Return what became of a document, or None where it is not done."""
        row = self._database.execute(
            "SELECT status FROM documents WHERE key = ?", (key,)
        ).fetchone()
        return str(row[0]) if row else None

    def add(self, batch: Batch) -> None:
        """Put a batch's parts in place, then write it into the ledger."""
        placed = [self._placed(table, data) for table, data in batch.parts.items()]
        with writing(self._database):
            self._database.executemany("INSERT OR IGNORE INTO parts VALUES (?)", placed)
            self._database.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)",
                (
                    (
                        o.key,
                        o.name,
                        o.status,
                        o.reason,
                        json.dumps([f.to_dict() for f in o.findings]),
                    )
                    for o in batch.outcomes
                ),
            )

    def _placed(self, table: str, data: bytes) -> tuple[str]:
        """Write a part under the name that its content gives it."""
        name = f"{sha256(data).hexdigest()[:24]}.parquet"
        (self.folder / table).mkdir(exist_ok=True)
        atomic_write(self.folder / table / name, data)
        return (f"{table}/{name}",)

    def missing(self) -> list[str]:
        """Return the tables of which nothing is there yet, not even an empty one."""
        return [t for t in TABLES if not any((self.folder / t).glob("*.parquet"))]

    def counts(self) -> dict[tuple[str, str], int]:
        """Return how many documents there are of each status and reason."""
        query = "SELECT status, reason, count(*) FROM documents GROUP BY status, reason"
        return {(status, reason): n for status, reason, n in self._database.execute(query)}

    def left_out(self) -> Iterator[dict[str, object]]:
        """Yield every document that was not read, or not whole: its name, its status, and why."""
        for name, status, reason, findings in self._database.execute(
            "SELECT name, status, reason, findings FROM documents "
            "WHERE status != 'read' OR reason != '' ORDER BY name, key"
        ):
            why = json.loads(findings)
            yield {"name": name, "status": status, "reason": reason, "findings": why}
