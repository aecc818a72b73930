"""What could be signed? Each named package, over all that was allowed of the parties' worths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodoffices.advise.lines import Line, evidence, worth_bases
from goodoffices.advise.words.lines import reviewed, shown, untold
from goodoffices.base.errors import CaseError
from goodoffices.base.i18n import _, comma
from goodoffices.case.nouns import Case

if TYPE_CHECKING:
    from goodoffices.packages.acceptability import Acceptability
    from goodoffices.packages.bargain import Bargain

DRAWN = 10_000
"""How many profiles are drawn where it depends."""


def lines(case: Case, drawn: int = DRAWN) -> Iterator[Line]:
    """Yield whether all could sign each named package.

    Parameters
    ----------
    drawn
        how many profiles are drawn where it depends; the status does not hang on it.
    """
    from goodoffices.packages.acceptability import acceptability
    from goodoffices.packages.bargain import from_case
    from goodoffices.packages.words import sure

    if not case.packages:
        yield untold("package", _("which packages are on the table"), "acceptability")
        return
    try:
        negotiation = from_case(case)
    except CaseError as error:
        yield Line(
            topic="package",
            text=_("Cannot be said. {why}").format(why=error.findings[0].text),
            method="acceptability",
            missing=("worth",),
            id="package",
        )
        return
    bases = worth_bases(case)
    worths = [f"parties.{p.id}.worth" for p in case.parties if p.worth is not None]
    for package in case.packages:
        result = acceptability(negotiation, package.choices, n=drawn)
        line = Line(
            topic="package",
            about=package.name,
            status=result.status,
            text=" ".join(sure.sentences(result)),
            method="acceptability",
            inputs=(*worths, *(sure.input_name(item, negotiation) for item in result.inputs)),
            evidence=evidence(bases.values()),
            flips=_flips(negotiation, result),
            id=f"package:{package.id}",
        )
        yield reviewed(line, bases)


def _flips(negotiation: Bargain, result: Acceptability) -> str:
    """Say what would change whether all can sign: each party in its own units."""
    from goodoffices.packages.words import sure

    if result.lever is not None:
        name = sure.input_name(result.lever.input, negotiation)
        return _("most of all {lever}").format(lever=name)
    texts = []
    for answer in result.parties:
        name = negotiation.party_name(answer.party)
        if answer.refused:
            texts.append(_("{party} dropping a red line").format(party=name))
        elif result.status == "certain" and answer.least is not None:
            text = _("{party} losing more than {number} by it, in its own units")
            texts.append(text.format(party=name, number=shown(answer.least)))
        elif answer.status == "impossible" and answer.most is not None:
            text = _("{party} gaining at least {number} by it, in its own units")
            texts.append(text.format(party=name, number=shown(-answer.most)))
    return comma("; ").join(texts)
