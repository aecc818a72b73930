"""A folder of tables, made from a case: the talks, the teacher's seats, and the role sheets.

class.json         what the class is, when it began, the teacher's seats (readable by you alone)
case.yaml          the case as it was when the tables were made; the debrief weighs by it
role-sheets.html   one sheet a person, with its link: print and cut
tables/01.talks …  one talks store a table
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from goodoffices.base.errors import Place, UnreadableInput, UsageError
from goodoffices.base.files import atomic_write
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.case.file import load
from goodoffices.case.nouns import Case
from goodoffices.talks.convening import Invitation, convene
from goodoffices.talks.fromcase import setup_for
from goodoffices.talks.keyring import later
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.store import Store

NAME = "class.json"
SHEETS = "role-sheets.html"
MOST = 200
"""The most tables of one class."""

FORM = "classroom 1"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its number, and the teacher's seat at it."""

    number: str
    seat: str
    passphrase: str


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class of tables on one case; ``began`` is None until it was first served."""

    folder: Path
    title: str
    minutes: int
    tables: tuple[Table, ...]
    began: str | None = None

    @property
    def ends(self) -> str | None:
        """When the round is over, in UTC; None before it began."""
        return later(self.began, timedelta(minutes=self.minutes)) if self.began else None

    @property
    def case(self) -> Case:
        """The case as it was when the tables were made."""
        return load(self.folder / "case.yaml")

    def store(self, table: Table) -> Path:
        """Return where a table's talks are kept."""
        return self.folder / "tables" / f"{table.number}.talks"

    def begun(self, now: str) -> Classroom:
        """Start the clock, unless it runs already."""
        if self.began:
            return self
        started = replace(self, began=now)
        _write(started)
        return started


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """How many tables, how long the round lasts from its first serving, and where it is served."""

    tables: int = 25
    minutes: int = 60
    base: str = "http://127.0.0.1:8643"


@dataclass(frozen=True, slots=True)
class Seat:
    """A student's place: the table, who invites to it, and the link."""

    table: str
    invitation: Invitation
    link: str


def set_up(
    case_folder: Path,
    folder: Path,
    now: str,
    plan: ClassPlan,
    sheets: Callable[[Case, tuple[Seat, ...]], str],
    tell: Callable[[int], None] = lambda _done: None,
) -> tuple[Classroom, tuple[Seat, ...]]:
    """Make a class on the case in a folder; return it with every student's seat.

    Parameters
    ----------
    case_folder
        the case folder, or its ``case.yaml``; it is only read.
    folder
        the new folder; made whole or not at all.
    plan
        how many tables, for how long, at which address.
    sheets
        makes the page of role sheets.
    tell
        told how many tables are made.

    Raises
    ------
    UsageError
        GO741 where the folder exists; GO742 where the numbers make no class.
    TalksError, CaseError
        where the case cannot be read or gives no talks.
    """
    _fit(folder, plan)
    source = case_folder if case_folder.is_file() else case_folder / "case.yaml"
    case = load(source)
    setup = replace(setup_for(case, observers=[_("Teacher")]), plenary=True)
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=parent))
    try:
        (making / "tables").mkdir()
        shutil.copyfile(source, making / "case.yaml")
        made, seats = [], []
        for place in range(1, plan.tables + 1):
            number = f"{place:02d}"
            *students, teacher = convene(making / "tables" / f"{number}.talks", setup, now)
            store = making / "tables" / f"{number}.talks"
            made.append(Table(number, *_seated(store, teacher, now)))
            at = f"{plan.base.rstrip('/')}/tables/{number}"
            seats += [Seat(number, i, at + i.path) for i in students]
            tell(place)
        room = Classroom(making, case.title, plan.minutes, tuple(made))
        _write(room)
        _private(making / SHEETS, sheets(case, tuple(seats)).encode())
        making.chmod(0o700)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return replace(room, folder=folder), tuple(seats)


def _fit(folder: Path, plan: ClassPlan) -> None:
    if folder.exists():
        raise UsageError(finding("GO741", folder=folder))
    if not 1 <= plan.tables <= MOST or not 1 <= plan.minutes <= 60 * 24 * 30:
        raise UsageError(finding("GO742", most=MOST))


def _seated(path: Path, teacher: Invitation, now: str) -> tuple[str, str]:
    """Take up the teacher's invitation at a table; return the seat and the passphrase."""
    store = Store(path)
    try:
        taken = Office(store, cost=CHEAPEST).take_up(teacher.token, now).result()
    finally:
        store.close()
    assert taken is not None  # noqa: S101 - it was made a moment ago
    return taken.seat, taken.passphrase


def _write(room: Classroom) -> None:
    plain = {
        "goodoffices": FORM,
        "title": room.title,
        "minutes": room.minutes,
        "began": room.began,
        "tables": [asdict(table) for table in room.tables],
    }
    _private(room.folder / NAME, json.dumps(plain, ensure_ascii=False, indent=1).encode())


def _private(path: Path, data: bytes) -> None:
    """Write a file that its owner alone can read: it lets people in."""
    if not path.exists():
        path.touch(0o600)
    atomic_write(path, data)


def is_classroom(path: Path) -> bool:
    """Tell whether a folder holds a class."""
    return (path / NAME).is_file()


def opened(folder: Path) -> Classroom:
    """Open a class.

    Raises
    ------
    UsageError
        GO743 where the folder holds none.
    UnreadableInput
        GO744 where its ``class.json`` is not as it was written.
    """
    path = folder / NAME
    if not path.is_file():
        raise UsageError(finding("GO743", folder=folder))
    try:
        return _read(folder, json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UnreadableInput(finding("GO744", Place(str(path)))) from None


def _read(folder: Path, plain: Mapping[str, Any]) -> Classroom:
    if plain["goodoffices"] != FORM:
        raise ValueError(plain["goodoffices"])
    tables = tuple(Table(t["number"], t["seat"], t["passphrase"]) for t in plain["tables"])
    began = plain["began"]
    if began is not None:
        later(began, timedelta())
    return Classroom(folder, str(plain["title"]), int(plain["minutes"]), tables, began)
