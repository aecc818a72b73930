"""Who must sign and who would, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from goodoffices.base.i18n import _, comma, n_
from goodoffices.base.notebook import html_table
from goodoffices.packages.bargain import Bargain


def told(negotiation: Bargain, found: Mapping[str, Any]) -> str:
    """Say who must sign, how many packages that leaves, and who would sign them."""
    names = dict(zip(negotiation.parties, negotiation.party_names, strict=True))
    said = _("{count} of the {all} parties must sign.")
    if found["vetoes"]:
        said = _("{count} of the {all} parties must sign, among them {vetoes}.")
    vetoes = comma().join(names[party] for party in found["vetoes"])
    lines = [said.format(count=found["at_least"], all=len(names), vetoes=vetoes)]
    said = n_(
        "{count} of {size} packages can be signed; by all of them: {every}.",
        "{count} of {size} packages can be signed; by all of them: {every}.",
        found["possible"],
    )
    numbers = {"count": found["possible"], "size": found["packages"]}
    lines.append(said.format(**numbers, every=found["signed_by_all"]))
    if found["possible"]:
        lines.append(core(found["core"]))
    return " ".join(lines)


def core(found: Mapping[str, Any] | None) -> str:
    """Say how many packages no coalition could block."""
    if found is None:
        return _("Which of them no coalition could block would take too long to tell.")
    if not found["packages"]:
        return _("Each of them could be blocked by parties who would rather sign another: no core.")
    return n_(
        "No coalition could block {count} of them (the core).",
        "No coalition could block {count} of them (the core).",
        found["packages"],
    ).format(count=found["packages"])


def blocked(found: Iterable[Mapping[str, Any]]) -> str:
    """Say whether a package could be blocked, before the table of those who could."""
    if list(found):
        return _("These could sign another package that each of them prefers:")
    return _("No coalition could sign a package that each of its members prefers.")


def blocking_heads() -> list[str]:
    """Return the heads of a table of those who could block a package."""
    return [_("who could block it"), _("with, as an example")]


def blocking_cells(negotiation: Bargain, found: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return those who could block a package, and what they would sign instead."""
    names = dict(zip(negotiation.parties, negotiation.party_names, strict=True))
    return [
        [
            comma().join(names[party] for party in row["coalition"]),
            negotiation.describe(row["package"]),
        ]
        for row in found
    ]


def heads() -> list[str]:
    """Return the heads of a table of those who would sign together."""
    return [_("who would sign"), _("packages"), _("one of them")]


def cells(negotiation: Bargain, rows: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return those who would sign together, how many packages, and one of these."""
    names = dict(zip(negotiation.parties, negotiation.party_names, strict=True))
    texts = {i.id: {v.id: v.text for v in i.values} for i in negotiation.issues}
    titles = {issue.id: issue.name for issue in negotiation.issues}
    return [
        [
            comma().join(names[party] for party in row["signers"]),
            f"{row['packages']:,}",
            comma("; ").join(f"{titles[i]}: {texts[i][v]}" for i, v in row["example"].items()),
        ]
        for row in rows
    ]


def html(negotiation: Bargain, caption: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Show those who would sign together as a table."""
    return html_table(caption, heads(), cells(negotiation, rows))
