"""The case on the desk: what was read, judged and computed, each made anew only when it must be.

What follows from ``case.yaml`` is made when that file changed, what was read when the store did; an
edit does not read the sources again, and a decision does not compute the outcomes again. Each part
is made when a page asks for it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.base.errors import CaseError, Finding, GoodOfficesError
from goodoffices.base.files import sha256
from goodoffices.base.findings import said_again
from goodoffices.base.i18n import speaking
from goodoffices.brief.compose import Material
from goodoffices.case.file import CaseFile
from goodoffices.desk.dossier import ReadDossier
from goodoffices.desk.visitor import visitor
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.asking import named_in
from goodoffices.folder.check import problems
from goodoffices.folder.kept import Kept
from goodoffices.folder.material import SEED, VARIATIONS, today, tried
from goodoffices.folder.matters import stood

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.conflict.stress.stress import Stress
    from goodoffices.evidence.across.positions import Position
    from goodoffices.evidence.claims import Status
    from goodoffices.packages.result import Packages

DOSSIER = ("dossier.sqlite", "dossier.sqlite-wal")

MOST_COUNTED = 64
"""Outcomes of a case whose certainty is counted without being asked for, beside the pages."""

_Made = TypeVar("_Made")


class _Parts:
    """Things that are made once, when they are asked for; two who ask at once wait for one."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}
        self._lock = threading.RLock()

    def part(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Return a part, made now if it was not yet."""
        with self._lock:
            if name not in self._made:
                self._made[name] = make()
            made: _Made = self._made[name]
            return made


class CaseResults(_Parts):
    """What follows from one text of the case file.

    Raises
    ------
    CaseError
        where the file cannot be read.
    """

    def __init__(self, file: CaseFile, kept: Kept) -> None:
        super().__init__()
        if any(finding.severity == "error" for finding in file.findings):
            raise CaseError(file.findings)
        self.file = file
        self.case: Case = file.case
        self.kept = kept
        self._counting = False

    @property
    def outcomes(self) -> tuple[Outcomes | None, list[Finding]]:
        """What would hold, or why that cannot be told."""
        return self.part("outcomes", lambda: _tried(self.kept.outcomes, self.case))

    @property
    def packages(self) -> tuple[Packages | None, list[Finding]]:
        """What could be signed, or why that cannot be told."""
        return self.part("packages", lambda: _tried(self.kept.packages, self.case))

    @property
    def stress(self) -> Stress | None:
        """How sure each outcome is, once it was counted; a small case is counted meanwhile."""
        found: Stress | None = self._made.get("stress")
        if found is None and not self._counting:
            self._counting = True
            threading.Thread(target=self._count, daemon=True).start()
        return found

    def _count(self) -> None:
        from goodoffices.conflict.stress.stress import Ask, stress

        held, _found = self.outcomes
        if held is None or held.conflict.size > MOST_COUNTED:
            return
        ask = Ask(n=VARIATIONS, seed=SEED, concepts=("SEQ",))
        with contextlib.suppress(GoodOfficesError):
            self._made["stress"] = stress(held.conflict, ask)


def _tried(analysis: Callable[[Case], _Made], case: Case) -> tuple[_Made | None, list[Finding]]:
    findings: list[Finding] = []
    return tried(analysis, case, findings), findings


class DeskMaterial(Material, _Parts):
    """A case's material whose parts are made when a page asks for them."""

    def __init__(self, results: CaseResults, read: ReadDossier, language: str) -> None:
        _Parts.__init__(self)
        vars(self).update(  # the record's fields, which nobody changes afterwards
            results=results,
            read=read,
            case=results.case,
            dossier=read.dossier,
            language=language,
            made=today(),
            changed=(),
            since="",
            positions_of=lambda _dossier: self.positions,
        )

    results: CaseResults
    read: ReadDossier

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    @property
    def outcomes(self) -> Outcomes | None:
        """What would hold."""
        return self.results.outcomes[0]

    @property
    def packages(self) -> Packages | None:
        """What could be signed."""
        return self.results.packages[0]

    @property
    def stress(self) -> Stress | None:
        """How sure each outcome is, once it was counted."""
        return self.results.stress

    @property
    def advice(self) -> Advice | None:
        """What a brief tells a mediator to look at; None where nothing is judged for it."""
        return None if self.case.advice is None else self.counsel

    @property
    def counsel(self) -> Advice | None:
        """What a mediator should look at, in the language of the page, and what to ask first."""
        return self.part("advice", self._advised)[0]

    def _advised(self) -> tuple[Advice | None, list[Finding]]:
        from goodoffices.advise.advice import advise

        counted = self.dossier.counted(named_in(self.results.file))
        with speaking(self.language):
            return _tried(lambda judged: advise(judged, counted), self.case)

    @property
    def positions(self) -> tuple[Position, ...]:
        """Who said what on which issue, and when."""
        return self.part("positions", lambda: stood(self.dossier, self.case))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should check."""
        return self.part("findings", self._found)

    def _found(self) -> tuple[Finding, ...]:
        found = problems(
            self.results.file, self.dossier, self.read.broken, self.read.opposed(self.language)
        )
        found += self.results.outcomes[1] + self.results.packages[1]
        return tuple(map(said_again, found))


@dataclass
class Bench:
    """One case folder; ``initials`` and ``spoken`` hold until a browser gives its own."""

    folder: Path
    initials: str = ""
    spoken: str = "en"
    kept: Kept = field(default_factory=Kept)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _results: tuple[str, CaseResults] | None = None
    _dossier: tuple[object, ReadDossier] | None = None
    _materials: dict[str, tuple[object, DeskMaterial]] = field(default_factory=dict)

    @property
    def by(self) -> str:
        """The initials that decisions and judgements carry: those of the browser that asks."""
        given = visitor().initials
        return self.initials if given is None else given

    @property
    def language(self) -> str:
        """The language of the page: that of the browser that asks."""
        return visitor().language or self.spoken

    def material(self) -> DeskMaterial:
        """Return the case with its results, as its files say now.

        Raises
        ------
        CaseError
            where ``case.yaml`` cannot be read.
        """
        with self._lock:
            results, read = self._case(), self._read()
            language = self.language
            made_from = (id(results), id(read), today())
            known = self._materials.get(language)
            if known is None or known[0] != made_from:
                fresh = DeskMaterial(results, read, language)
                known = self._materials[language] = (made_from, fresh)
            return known[1]

    def _case(self) -> CaseResults:
        """Return what follows from the case file."""
        file = CaseFile.open(self.folder)
        digest = sha256(file.text.encode())
        if self._results is None or self._results[0] != digest:
            self._results = (digest, CaseResults(file, self.kept))
        return self._results[1]

    def _read(self) -> ReadDossier:
        """Return what was read, or nothing and what is wrong with it."""
        now = self._stored()
        if self._dossier is None or self._dossier[0] != now:
            try:
                with DossierStore(self.folder) as store:
                    read = ReadDossier(store.dossier(), store.last_decisions())
            except CaseError as error:
                return ReadDossier(Dossier(()), {}, error.findings)
            self._dossier = (now, read)
        return self._dossier[1]

    def _stored(self) -> tuple[object, ...]:
        """Return what tells one state of the store from another."""
        stats = [(self.folder / name) for name in DOSSIER]
        found = [path.stat() for path in stats if path.exists()]
        return tuple((one.st_mtime_ns, one.st_size) for one in found if one.st_size)

    def file(self) -> CaseFile:
        """Open the case file to edit it."""
        return CaseFile.open(self.folder)

    def now(self) -> str:
        """Return the moment, as decisions bear it."""
        return datetime.now(UTC).isoformat(timespec="seconds")

    def decide(self, claim: str, status: Status) -> None:
        """Keep a decision about a claim, on disk before this returns.

        Raises
        ------
        UsageError
            GO325 where there is no such claim.
        """
        with DossierStore(self.folder) as store:
            store.decide(claim, status, self.by, self.now())
