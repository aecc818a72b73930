"""The brief: one self-contained page in which every claim opens the words it rests on.

compose     the page: a case, its dossier and its results → HTML
short       the two pages: which line says what; shortparts holds what they are made of
answer      what holds, what could be signed, what to check, in a line each
evidence    claims as a page shows them; what of the case rests on which claim
wants       preferences in words
vocabulary  zones and relations in words
timeline    events in time: figure and table
stategraph  the state graph: which part, where, drawn
holding     the stability table and why
deals       the package picture: table, bars; scatter draws it
counsel     advice, topic by topic
sources     each source's text with every claim's words highlighted

The page needs no script and asks no host for anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodoffices.advise.advice import Advice
    from goodoffices.base.errors import Finding
    from goodoffices.case.nouns import Case
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.evidence.claims import Dossier
    from goodoffices.packages.result import Packages

__all__ = ["page"]


def page(
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

    material = Material(
        case=case,
        dossier=dossier,
        outcomes=outcomes,
        packages=packages,
        findings=tuple(findings),
        language=language,
        made=made,
        advice=advice,
    )
    return compose(material)
