"""From a case folder to the material of a brief: everything that can be worked out today.

A case that cannot be analysed yet is no reason for no page: the findings that say why go with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from goodoffices.base.errors import CaseError, Finding, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import speaking
from goodoffices.base.needs import needs
from goodoffices.brief.compose import Material
from goodoffices.case.nouns import Case
from goodoffices.folder.kept import Kept

_Result = TypeVar("_Result")

VARIATIONS, SEED = 2000, 7
"""How many variations of what is judged are looked at for the brief, and which."""

MOST_VARIED = 1024
"""Outcomes of a conflict that is varied so often for a page."""


FORMS = (".html", ".pdf", ".docx")
"""The forms of a brief, by the ending of its file."""


def write_brief(
    folder: Path | str,
    output: Path | str,
    *,
    language: str = "en",
    made: str | None = None,
    short: bool = False,
    parts: Collection[str] | None = None,
) -> Path:
    """Make the brief of a case folder and put it, whole or not at all, where ``output`` says.

    What cannot be analysed yet is left out, and the page says why. ``made`` is the day to print;
    without it, today's (or that of ``SOURCE_DATE_EPOCH``, so that a page can be made again to the
    byte). ``short`` leaves the annex out, ``parts`` names those of its parts that go
    in. The ending of ``output`` says the form.

    Raises
    ------
    CaseError
        where ``case.yaml`` itself cannot be read.
    UsageError
        GO342 for an ending that names no form, GO925 where what writes it is not installed.
    GoodOfficesError
        where the system refuses to write; nothing is changed then.
    """
    from goodoffices.base.files import atomic_write
    from goodoffices.folder.changes import (
        as_lines,
        changed_since,
        in_every_language,
        keep,
        recall,
        since,
    )

    output = Path(output)
    ending = output.suffix.lower()
    if ending not in FORMS:
        raise UsageError(finding("GO342", ending=output.suffix or output.name))
    if ending != ".html":
        needs("print")
    folder = Path(folder)
    material = opened(folder, language, made or today())
    memory, now = recall(folder), in_every_language(material)
    last = since(memory, now)
    if last is not None:
        with speaking(language):
            told = as_lines(changed_since(last, material), now.claims)
        material = replace(material, changed=told, since=last.made)
    written = _form(material, ending, short=short or parts == (), parts=parts)
    output.parent.mkdir(parents=True, exist_ok=True)
    path = atomic_write(output, written)
    keep(folder, memory, now)
    return path


def write_figures(folder: Path | str, into: Path | str, *, language: str = "en") -> list[Path]:
    """Write each figure of the brief by itself, as SVG and as PNG, and return the files.

    Raises
    ------
    UsageError
        GO925 where what draws PNGs is not installed; nothing is written then.
    """
    from goodoffices.base.files import atomic_write
    from goodoffices.brief.compose import compose
    from goodoffices.brief.figures import every
    from goodoffices.look.figures import alone, to_png

    needs("print")
    into = Path(into)
    page = compose(opened(Path(folder), language, today(), sure=False))
    into.mkdir(parents=True, exist_ok=True)
    written = []
    for name, drawn in every(page):
        written.append(atomic_write(into / f"{name}.svg", alone(drawn).encode()))
        written.append(atomic_write(into / f"{name}.png", to_png(drawn)))
    return written


def _form(
    material: Material, ending: str, *, short: bool, parts: Collection[str] | None = None
) -> bytes:
    """Return the brief in one of its forms."""
    from goodoffices.brief.compose import compose

    page = compose(material, annexed=not short, parts=parts)
    if ending == ".pdf":
        from goodoffices.brief.paper import to_pdf

        return to_pdf(page)
    if ending == ".docx":
        from goodoffices.brief.word import to_docx

        return to_docx(page)
    return page.encode()


def opened(
    folder: Path, language: str, made: str, *, sure: bool = True, kept: Kept | None = None
) -> Material:
    """Load a case folder, analyse what can be analysed, and gather what a person should check.

    What is *low* and nobody has accepted is left out, unless the case rests something on it.
    ``sure`` asks how sure each outcome is, too, which takes the longest. Where results are
    ``kept``, only those are made anew of which something has changed.
    """
    from goodoffices.advise.advice import advise
    from goodoffices.case import file as casefile
    from goodoffices.conflict.stress.stress import Ask, stress
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder.asking import rested_on
    from goodoffices.folder.check import check
    from goodoffices.folder.matters import stood

    kept = kept or Kept()
    case = casefile.load(folder)
    with DossierStore(folder) as store:
        dossier = store.dossier().counted(rested_on(folder))
    found = list(check(folder))
    held = tried(kept.outcomes, case, found)
    deals = tried(kept.packages, case, found)
    varied = None
    if sure and held is not None and held.conflict.size <= MOST_VARIED:
        ask = Ask(n=VARIATIONS, seed=SEED, concepts=("SEQ",))
        varied = tried(lambda _case: stress(held.conflict, ask), case, found)
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
        stress=varied,
        positions_of=partial(stood, case=case),
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
