"""From a case folder to the material of a brief: everything that can be worked out today.

A case that cannot be analysed yet is no reason for no page: the findings that say why go with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from goodoffices.base.errors import CaseError, Finding
from goodoffices.base.i18n import speaking
from goodoffices.brief.compose import Material
from goodoffices.case.nouns import Case

_Result = TypeVar("_Result")


def write_brief(
    folder: Path | str, output: Path | str, *, language: str = "en", made: str | None = None
) -> Path:
    """Make the brief of a case folder and put it, whole or not at all, where ``output`` says.

    What cannot be analysed yet is left out, and the page says why. ``made`` is the day to print;
    without it, today's (or that of ``SOURCE_DATE_EPOCH``, so that a page can be made again to the
    byte).

    Raises
    ------
    CaseError
        where ``case.yaml`` itself cannot be read.
    GoodOfficesError
        where the system refuses to write; nothing is changed then.
    """
    from goodoffices.base.files import atomic_write
    from goodoffices.brief.compose import compose

    output = Path(output)
    text = compose(opened(Path(folder), language, made or today()))
    output.parent.mkdir(parents=True, exist_ok=True)
    return atomic_write(output, text.encode())


def opened(folder: Path, language: str, made: str) -> Material:
    """Load a case folder, analyse what can be analysed, and gather what a person should check."""
    from goodoffices.advise.advice import advise
    from goodoffices.case import file as casefile
    from goodoffices.conflict.outcomes import outcomes
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder.check import check
    from goodoffices.packages.result import packages

    case = casefile.load(folder)
    with DossierStore(folder) as store:
        dossier = store.dossier()
    found = list(check(folder))
    held = tried(outcomes, case, found)
    deals = tried(packages, case, found)
    advice = None
    if case.advice is not None:
        with speaking(language):
            advice = tried(lambda judged: advise(judged, dossier), case, found)
    return Material(
        case=case,
        dossier=dossier,
        outcomes=held,
        packages=deals,
        findings=tuple(found),
        language=language,
        made=made,
        advice=advice,
    )


def tried(
    analysis: Callable[[Case], _Result], case: Case, findings: list[Finding]
) -> _Result | None:
    """Run an analysis; what keeps it from running joins the findings, as notes.

    A case may be meant to stop short of an analysis; what is wrong with it, the check tells.
    """
    try:
        return analysis(case)
    except CaseError as error:
        told = {f.place for f in findings if f.place is not None}
        findings += [replace(f, severity="note") for f in error.findings if f.place not in told]
        return None


def today() -> str:
    """Return the day to print: ``SOURCE_DATE_EPOCH``'s where it is set, else today's, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.date().isoformat()
