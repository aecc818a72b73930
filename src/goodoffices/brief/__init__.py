"""The brief: one self-contained page in which every claim opens the words it rests on.

compose     the page: a case, its dossier and its results → HTML
opening     a case folder → the same, with everything that can be worked out
answer      the three lines on top: what holds, what could be signed, what to check
evidence    claims as a page shows them; what of the case rests on which claim
wants       preferences in words
vocabulary  zones and relations in words
timeline    events in time: figure and table
dates       EDTF in words and on an axis
stategraph  the state graph: which part, where, drawn
holding     the stability table and why
deals       the package picture: table, bars; scatter draws it
counsel     advice, topic by topic
sources     each source's text with every claim's words highlighted
markup      escaping; small parts of SVG

The page needs no script and asks no host for anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.base.errors import Finding
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.evidence.claims import Dossier
    from goodoffices.packages.result import Packages

__all__ = ["page", "write"]


def page(  # noqa: PLR0913 - what is known, and how to say it
    case: Case,
    dossier: Dossier,
    outcomes: Outcomes | None = None,
    packages: Packages | None = None,
    *,
    advice: Advice | None = None,
    findings: Iterable[Finding] = (),
    language: str = "en",
    made: str | None = None,
) -> str:
    """Return the brief of a case as one HTML page.

    Parameters
    ----------
    case, dossier
        the dispute as written down, and what was read.
    outcomes, packages
        what was computed, or None where it could not be; the page then says so.
    advice
        what follows for a mediator, where the case judges what that takes.
    findings
        what a person should check; shown as they are.
    language
        the page's language, as in BCP 47; quotations keep their own.
    made
        the date to print as the day of making, such as ``2025-03-04``. No clock is read.
    """
    from goodoffices.brief.compose import Material, compose

    material = Material(case, dossier, outcomes, packages, tuple(findings), language, made, advice)
    return compose(material)


def write(
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
    from goodoffices.folder.material import opened, today

    output = Path(output)
    text = compose(opened(Path(folder), language, made or today()))
    output.parent.mkdir(parents=True, exist_ok=True)
    return atomic_write(output, text.encode())
