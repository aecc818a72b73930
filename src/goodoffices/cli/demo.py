"""The shipped case, whole: Russia's offer to mediate between the U.S. and Iran, 2025.

``goodoffices demo`` writes the case into a folder, reads its report with the reader, checks and
analyses it and makes the brief; then it says in about ten lines what was found. The report was
written afresh from the facts of a published one; the preferences each name their evidence or say
who judged. Nothing is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, n_
from goodoffices.base.needs import needs

if TYPE_CHECKING:
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.evidence.claims import Dossier
    from goodoffices.packages.result import Packages

CASE = "us-iran-2025"
REPORT = "report.txt"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the demo prints, and where its brief lies."""

    text: str
    brief: Path


def run(folder: Path, *, force: bool = False) -> Shown:
    """Write the shipped case into a folder, run the whole chain on it, and tell what was found.

    A folder that already holds the demo is used as it stands, with whatever a person changed in it;
    ``force`` writes its ``case.yaml`` anew.

    Raises
    ------
    UsageError
        GO914 where the folder holds something else, GO925 where what reads is not installed.
    """
    from goodoffices.folder.load import CaseFolder, load

    needs("read")
    report = write(folder, force=force)
    opened = load(folder)
    assert isinstance(opened, CaseFolder)  # noqa: S101 - a folder is never a plain JSON form
    opened.read([report])
    outcomes, packages = opened.outcomes(), opened.packages()
    brief = opened.brief(folder / "brief" / "brief.html")
    lines = [
        f"{opened.case.title}  " + _("(demo case, 1 report, offline)"),
        *_read(opened.dossier),
        *_checked(opened.check()),
        *_outcomes(outcomes),
        *_packages(packages),
        _("  brief     every claim in it opens the sentence it rests on"),
        _("Open {brief}").format(brief=brief.resolve()),
        _("Next: goodoffices outcomes {folder} --explain {state} · goodoffices new my-case").format(
            folder=folder, state=_interesting(outcomes)
        ),
        _("In the browser: goodoffices demo {folder} --desk").format(folder=folder),
    ]
    return Shown("\n".join(lines), brief)


def write(folder: Path, *, force: bool = False) -> Path:
    """Write the shipped case and its report into a folder, and return the report's path."""
    from goodoffices.base.files import atomic_write

    shipped = resources("goodoffices") / "demo"
    path = folder / "case.yaml"
    if path.exists() and f"case: {CASE}\n" not in path.read_text("utf-8", "replace"):
        raise UsageError(finding("GO914.other_case", folder=folder))
    if folder.exists() and not path.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(finding("GO914.not_empty", folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    if force or not path.exists():
        atomic_write(path, (shipped / "case.yaml").read_bytes())
    report = folder / REPORT
    atomic_write(report, (shipped / REPORT).read_bytes())
    return report


def _read(dossier: Dossier) -> list[str]:
    """Tell what the reader found."""
    from goodoffices.cli import terminal
    from goodoffices.evidence.snapshot import CLAIM_ZONES

    words = aside = 0
    for document in dossier.documents:
        for zone in document.zones:
            number = len(document.snapshot.text[zone.start : zone.end].split())
            words += number
            aside += 0 if zone.kind in CLAIM_ZONES else number
    direct = sum(s.kind != "indirect" for s in dossier.statements)
    unnamed = sum(s.unnamed is not None for s in dossier.statements)
    return [
        _("  read      {words} words ({aside} of page furniture set aside)").format(
            words=words, aside=aside
        ),
        f"            {terminal.counts(dossier)}",
        "            "
        + n_("{count} direct quotation", "{count} direct quotations", direct).format(count=direct)
        + " · "
        + n_("{count} unnamed source", "{count} unnamed sources", unnamed).format(count=unnamed),
    ]


def _checked(findings: list[Finding]) -> list[str]:
    """Tell what a person should look at, in one line."""
    from goodoffices.cli import terminal

    return [_("  check     {counts}").format(counts=terminal.count_findings(findings))]


def _outcomes(found: Outcomes) -> list[str]:
    """Tell which outcomes hold under every concept, and how it stands now."""
    conflict = found.conflict
    held = [i for i in range(conflict.size) if all(e[i] for e in found.equilibria.values())]
    lines = [
        n_(
            "  outcomes  {held} of {count} outcome holds whatever the others foresee",
            "  outcomes  {held} of {count} outcomes hold whatever the others foresee",
            conflict.size,
        ).format(held=len(held), count=conflict.size)
    ]
    from goodoffices.conflict.words.acts import capital
    from goodoffices.conflict.words.names import title

    lines += [f"            {capital(title(conflict, i))}" for i in held[:3]]
    return lines


def _packages(found: Packages) -> list[str]:
    """Tell how many packages could be signed, and the one most even."""
    better = sum(s.count for s in found.better_than_today)
    lines = [
        n_(
            "  packages  {better} of {count} package is efficient and better than today for both",
            "  packages  {better} of {count} packages are efficient and better than today for both",
            found.outcomes,
        ).format(better=better, count=found.outcomes)
    ]
    for solution in found.nash[:1]:
        names = found.negotiation.describe(solution.packages[0])
        lines.append(_("            Nash’s solution: {package}").format(package=names))
    return lines


def _interesting(found: Outcomes) -> str:
    """Return the outcome whose reasons are most worth reading first: its name, else its label."""
    conflict = found.conflict
    held = [i for i in range(conflict.size) if all(e[i] for e in found.equilibria.values())]
    state = held[0] if held else 0
    name = conflict.names.get(state)
    return f'"{name}"' if name else conflict.labels[state]
