"""Open whatever holds a dispute: a case folder, a plain JSON form, a file of the field's program.

A conflict (states, moves, preferences) and a negotiation (issues, worths) may stand alone in JSON,
for scholars, tests and other programs; every verb that needs only that part accepts them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar

from goodoffices.base.errors import CaseError, Finding, Place, UnreadableInput
from goodoffices.base.files import existing
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from goodoffices.advise.advice import Advice
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.fuzzy import Satisficing
    from goodoffices.conflict.levers.levers import Levers
    from goodoffices.conflict.model import Conflict
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.conflict.stress.stress import Ask, Stress
    from goodoffices.evidence.claims import Dossier
    from goodoffices.folder.drafted import Drafted
    from goodoffices.folder.ingest import ReadIn
    from goodoffices.packages.negotiation import Negotiation
    from goodoffices.packages.result import Packages

_Noun = TypeVar("_Noun")

JSON_LIMIT = 64 * 1024 * 1024
"""The largest plain JSON form that is opened, in bytes."""

MOST_FILES = 100
"""How many XML files of a folder are opened as one negotiation."""


@dataclass(frozen=True)
class CaseFolder:
    """A case and its dossier, opened: each verb of the command line as a method."""

    path: Path
    case: Case

    def __repr__(self) -> str:
        """Say in one line what is open."""
        case = self.case
        return (
            f"<case {case.id}: {len(case.parties)} parties, {len(case.options)} options, "
            f"{len(case.issues)} issues>"
        )

    @cached_property
    def dossier(self) -> Dossier:
        """What was read into the case, with the decisions people took."""
        from goodoffices.evidence.store import DossierStore

        with DossierStore(self.path) as store:
            return store.dossier()

    def read(self, paths: Iterable[str | Path], published: str | None = None) -> ReadIn:
        """Read pages into the case's dossier; see :func:`goodoffices.folder.ingest.read_in`."""
        from goodoffices.folder.ingest import read_in

        return read_in(self.path, paths, published)

    def draft(self) -> Drafted:
        """Propose parties, mediators, issues and options from the dossier, in ``case.yaml``."""
        from goodoffices.folder.draft import draft

        return draft(self.path)

    @cached_property
    def conflict(self) -> Conflict:
        """The case as a conflict. Raises CaseError where a ranking is missing."""
        from goodoffices.conflict.model import Conflict

        return Conflict.from_case(self.case)

    def outcomes(
        self,
        concepts: str | Sequence[str] | None = None,
        *,
        satisficing: Satisficing | None = None,
    ) -> Outcomes:
        """Tell which outcomes hold and why. Raises CaseError where a ranking is missing."""
        from goodoffices.conflict.concepts import CONCEPTS

        return self.conflict.outcomes(concepts or CONCEPTS, satisficing=satisficing)

    def packages(self) -> Packages:
        """Tell which packages could be signed. Raises CaseError where a worth is missing."""
        from goodoffices.packages.result import packages

        return packages(self.case)

    def advise(self) -> Advice:
        """Tell all that follows for a mediator; see :mod:`goodoffices.advise.advice`.

        What is *low* and nobody has accepted counts for nothing, unless the case rests on it.
        """
        from goodoffices.advise.advice import advise
        from goodoffices.folder.asking import rested_on

        return advise(self.case, self.dossier.counted(rested_on(self.path)))

    def stress(self, ask: Ask | None = None) -> Stress:
        """Tell in what share of the doubts each outcome holds."""
        from goodoffices.conflict.stress.stress import stress

        return stress(self.case, ask)

    def levers(self, outcome: str | SupportsIndex, concept: str | Sequence[str] = "SEQ") -> Levers:
        """Find the cheapest changes that make an outcome hold, named as it is shown: ``S30``."""
        return self.conflict.levers(outcome, concept, terms=self.case.levers)

    def check(self) -> list[Finding]:
        """Return every problem of the case and its evidence."""
        from goodoffices.folder.check import check

        return list(check(self.path))

    def brief(self, output: str | Path, *, short: bool = False, language: str = "en") -> Path:
        """Write the brief, as ``.html``, ``.pdf`` or ``.docx``, and return its path.

        ``short`` leaves the annex out: two pages. Its own words are in ``language`` (BCP 47) as far
        as there is a catalogue; names and quotations stay as the case and its sources have them.
        """
        from goodoffices.folder.material import write_brief

        return Path(write_brief(self.path, Path(output), short=short, language=language))


def load(path: str | Path) -> CaseFolder | Conflict | Negotiation:
    """Open a case folder (or its ``case.yaml``), or a file of a conflict or a negotiation.

    A conflict is plain JSON, a ``.gmcr`` or a table of states (CSV, XLSX); a negotiation plain
    JSON, a table (CSV, XLSX) or a GENIUS domain: its XML, or the folder that holds its domain and
    profiles.

    Raises
    ------
    UsageError
        where there is nothing of that name.
    UnreadableInput
        where the file is no text, no JSON, or too large.
    CaseError
        with every problem found inside, each with its place.
    """
    path = existing(path)
    kind = path.suffix.lower()
    if kind == ".json":
        return _plain_form(path)
    if kind == ".gmcr":
        from goodoffices.conflict.model import Conflict

        return _at(path, Conflict.from_gmcr, *read_json(path))
    if kind in (".csv", ".xlsx"):
        return _table(path)
    if kind == ".xml" or (path.is_dir() and _holds_genius(path)):
        return _genius(path)
    from goodoffices.case import file as casefile

    folder = path if path.is_dir() else path.parent
    return CaseFolder(folder, casefile.load(path))


def _table(path: Path) -> Conflict | Negotiation:
    """Read a CSV, or a workbook: its sheet of states, or “Negotiation”, else the first."""
    from goodoffices.base.spreadsheet import read_csv, read_xlsx
    from goodoffices.conflict.forms.table import is_states
    from goodoffices.packages.forms.table import from_table
    from goodoffices.packages.negotiation import Negotiation

    sheets = {"": read_csv(path)} if path.suffix.lower() == ".csv" else read_xlsx(path)
    rows = next(filter(is_states, sheets.values()), None)
    if rows is not None:
        from goodoffices.conflict.model import Conflict

        return Conflict.from_table(rows, str(path), path.stem)
    rows = sheets.get("Negotiation") or next(iter(sheets.values()), [])
    return Negotiation.of(from_table(rows, str(path), path.stem))


def _holds_genius(folder: Path) -> bool:
    """Whether a folder is no case but holds XML files."""
    return not (folder / "case.yaml").exists() and any(map(_is_xml, folder.iterdir()))


def _is_xml(file: Path) -> bool:
    return file.suffix.lower() == ".xml" and file.is_file()


def _genius(path: Path) -> Negotiation:
    """Read a GENIUS domain with every profile that lies beside it."""
    from goodoffices.packages.forms.genius import MOST_BYTES, from_genius
    from goodoffices.packages.negotiation import Negotiation

    folder = path if path.is_dir() else path.parent
    files = {}
    for file in sorted(filter(_is_xml, folder.iterdir()))[:MOST_FILES]:
        with file.open("rb") as opened:
            files[str(file)] = opened.read(MOST_BYTES + 1)
    return Negotiation.of(from_genius(files, folder.resolve().name))


def _plain_form(path: Path) -> Conflict | Negotiation:
    """Read one of the two plain JSON forms, told apart by their keys."""
    data, text = read_json(path)
    if isinstance(data, dict) and ("decision_makers" in data or "states" in data):
        from goodoffices.conflict.model import Conflict

        return _at(path, Conflict.from_dict, data, text)
    if isinstance(data, dict) and ("issues" in data or "utilities" in data):
        from goodoffices.packages.negotiation import Negotiation

        return _at(path, Negotiation.from_dict, data, text)
    raise CaseError(finding("GO903", Place(str(path))))


def _at(path: Path, build: Callable[[Any, str, str], _Noun], data: object, text: str) -> _Noun:
    """Build a noun from plain values; findings get the file's path."""
    try:
        return build(data, path.stem, text)
    except CaseError as error:
        raise CaseError(
            replace(f, place=replace(f.place or Place(""), file=str(path))) for f in error.findings
        ) from None


def read_json(path: Path) -> tuple[Any, str]:
    """Read a JSON file, within bounds: what it holds, and its text.

    Raises
    ------
    UnreadableInput
        with line and column of what is wrong.
    """
    size = path.stat().st_size
    if size > JSON_LIMIT:
        raise UnreadableInput(
            finding(
                "GO902.large",
                Place(str(path)),
                size=size // 1_000_000,
                limit=JSON_LIMIT // 1_000_000,
            )
        )
    try:
        text = path.read_text("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_no_twins)
        if "\\ud" in text.casefold():
            json.dumps(data, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        told = finding("GO902.no_json", Place(str(path), error.lineno, error.colno), why=error.msg)
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        at = text.casefold().find(half)
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        told = finding("GO902.half", Place(str(path), line, column), half=half)
    except _TwinKeyError as error:
        told = finding("GO902.twice", Place(str(path)), key=error.args[0])
    except UnicodeDecodeError as error:
        byte = _("byte {byte}").format(byte=error.start + 1)
        told = finding("GO902.not_utf8", Place(str(path), part=byte))
    except RecursionError:
        told = finding("GO902.deep", Place(str(path)))
    else:
        return data, text
    raise UnreadableInput(told)


class _TwinKeyError(Exception):
    """A key that stands twice in one object."""


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing the silent loss of a repeated key."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwinKeyError(key)
        found[key] = value
    return found
