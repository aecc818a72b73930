"""What could be signed? Each named package, over all that was allowed of the parties' worths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from goodoffices.advise.lines import Line, nothing_said, reviewed
from goodoffices.case import Basis, Case, Worth
from goodoffices.errors import CaseError
from goodoffices.i18n import _

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
    from goodoffices.analyse.acceptability import acceptability
    from goodoffices.analyse.negotiation import from_case

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
        lever = found.lever.input.describe(negotiation) if found.lever else ""
        flips = _("most of all {lever}").format(lever=lever) if lever else ""
        inputs = [f"parties.{p.id}.worth" for p in case.parties if p.worth is not None]
        inputs += [item.describe(negotiation) for item in found.inputs]
        text = " ".join(found.sentences())
        line = Line("package", package.name, found.status, text, METHOD, tuple(inputs), evidence,
                    flips, id=f"package:{package.id}")  # fmt: skip
        yield reviewed(line, bases)


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
