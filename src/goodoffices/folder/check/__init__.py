"""Every problem of a case and its evidence at once: what is wrong, weak, missing, contradictory.

logic      conditions that decide nothing or leave nothing
gaps       what is still to be written, or to be confirmed by a person
standing   what keeps outcomes from being compared though everything is written
sources    how well the evidence carries
speakers   who is read as contradicting themselves
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from goodoffices.base.errors import CaseError, Finding
from goodoffices.case.file import CaseFile
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.check.gaps import gaps
from goodoffices.folder.check.logic import contradictions
from goodoffices.folder.check.sources import sources
from goodoffices.folder.check.speakers import contradicting
from goodoffices.folder.check.standing import standing

__all__ = ["check", "problems"]

READERS_UNDATED = "GO153"
"""What the reader says of an undated page; here each such page is told as it stands now."""

_ORDER = {"error": 0, "warning": 1, "note": 2}


def check(folder: Path | str) -> list[Finding]:
    """Return every problem of a case folder, the gravest first, then by place.

    Raises
    ------
    CaseError
        where there is no case at all; what is wrong with one is returned.
    """
    file = CaseFile.open(folder)
    return problems(file, *_dossier(file.path.parent))


def problems(
    file: CaseFile,
    dossier: Dossier,
    broken: Iterable[Finding] = (),
    opposed: Iterable[Finding] | None = None,
) -> list[Finding]:
    """Return every problem of a case and what was read for it, the gravest first, then by place.

    ``broken`` is what is wrong with the store of what was read; ``opposed`` who contradicts
    themselves, where that was found before: it hangs on the dossier alone.
    """
    told = (finding for finding in dossier.findings if finding.code != READERS_UNDATED)
    findings = [*file.findings, *broken, *told]
    if file.tree.root is not None or not file.findings:
        findings += gaps(file.case, file.grounds, dossier)
        findings += contradictions(file.case)
    if not any(finding.severity == "error" for finding in findings):
        findings += standing(file.case)
    findings += sources(file.grounds, dossier)
    findings += contradicting(dossier) if opposed is None else opposed
    return arranged(findings)


def arranged(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings each once, the gravest first, then by file, line and column."""
    return sorted(dict.fromkeys(findings), key=_rank)


def _rank(finding: Finding) -> tuple[int, bool, str, int, int, str, str]:
    place = finding.place
    return (
        _ORDER[finding.severity],
        place is None,
        place.file if place else "",
        (place.line or 0) if place else 0,
        (place.column or 0) if place else 0,
        finding.code,
        finding.text,
    )


def _dossier(folder: Path) -> tuple[Dossier, tuple[Finding, ...]]:
    """Return the dossier, or an empty one and what is wrong with it."""
    try:
        with DossierStore(folder) as store:
            return store.dossier(), ()
    except CaseError as error:
        return Dossier(()), error.findings
