"""What could be signed? Each named package, over all that was allowed of the parties' worths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from goodoffices.advise.lines import Line, nothing_said, reviewed, shown
from goodoffices.base.errors import CaseError
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Basis, Case, Worth

if TYPE_CHECKING:
    from goodoffices.packages.acceptability import Acceptability
    from goodoffices.packages.bargain import Bargain

METHOD = "acceptability"
DRAWN = 10_000
"""How many profiles are drawn where it depends."""


def packages(case: Case, drawn: int = DRAWN) -> Iterator[Line]:
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
        yield nothing_said("package", _("packages: nobody has named one"), METHOD)
        return
    try:
        negotiation = from_case(case)
    except CaseError as error:
        text = _("Cannot be said. {why}").format(why=error.findings[0].text)
        yield Line("package", "", "unknown", text, METHOD, missing=("worth",), id="package")
        return
    bases = worth_bases(case)
    evidence = tuple(dict.fromkeys(c for basis in bases.values() for c in basis.evidence))
    for package in case.packages:
        found = acceptability(negotiation, package.choices, n=drawn)
        flips = _flips(negotiation, found)
        inputs = [f"parties.{p.id}.worth" for p in case.parties if p.worth is not None]
        inputs += [sure.input_name(item, negotiation) for item in found.inputs]
        text = " ".join(sure.sentences(found))
        line = Line(
            "package",
            package.name,
            found.status,
            text,
            METHOD,
            tuple(inputs),
            evidence,
            flips,
            id=f"package:{package.id}",
        )
        yield reviewed(line, bases)


def _flips(negotiation: Bargain, found: Acceptability) -> str:
    """Say what would change whether all can sign: each party in its own units."""
    from goodoffices.packages.words import sure

    if found.lever is not None:
        name = sure.input_name(found.lever.input, negotiation)
        return _("most of all {lever}").format(lever=name)
    told = []
    for answer in found.parties:
        name = negotiation.party_name(answer.party)
        if answer.refused:
            told.append(_("{party} dropping a red line").format(party=name))
        elif found.status == "certain" and answer.least is not None:
            text = _("{party} losing more than {number} by it, in its own units")
            told.append(text.format(party=name, number=shown(answer.least)))
        elif answer.status == "impossible" and answer.most is not None:
            text = _("{party} gaining at least {number} by it, in its own units")
            told.append(text.format(party=name, number=shown(-answer.most)))
    return "; ".join(told)


def worth_bases(case: Case) -> dict[str, Basis]:
    """Return what every worth of the case rests on, by its path."""
    found: dict[str, Basis] = {}
    for party in case.parties:
        if party.worth is not None:
            found |= _bases(f"parties.{party.id}.worth", party.worth)
    return found


def _bases(path: str, worth: Worth) -> Mapping[str, Basis]:
    found = {path: worth.basis}
    found |= {f"{path}.issues.{issue}": basis for issue, basis in worth.bases.items()}
    found |= {f"{path}.pairs.{k + 1}": pair.basis for k, pair in enumerate(worth.pairs)}
    lines = enumerate(worth.red_lines)
    return found | {f"{path}.red_lines.{k + 1}": line.basis for k, line in lines}
