"""What coalitions are worth, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma

SHOWN = 20
"""Coalitions that are shown of those who would object; JSON lists all."""


def told(names: Mapping[str, str], found: Mapping[str, Any]) -> str:
    """Say what was found: the Shapley value, the core, and whether a division is in it."""
    shapley, division = (
        comma().join(f"{names[party]} {_number(x)}" for party, x in found[key].items())
        for key in ("shapley", "division")
    )
    total = _number(found["total"])
    lines = [
        _("All together are worth {total}.").format(total=total),
        _("Shapley value: {shares}.").format(shares=shapley),
    ]
    if found["nucleolus"] is not None:
        shares = comma().join(f"{names[p]} {_number(x)}" for p, x in found["nucleolus"].items())
        lines.append(_("Nucleolus: {shares}.").format(shares=shares))
    if found["core"] is None:
        lines.append(_("Whether the core is empty would take too long to tell."))
    elif found["core"]:
        lines.append(_("The core is not empty: some division contents every coalition."))
    else:
        said = _("The core is empty: to content every coalition would take {least}.")
        lines.append(said.format(least=_number(found["least_total"])))
    said = _("To this division no coalition would object: {shares}.")
    if found["objections"]:
        said = _("To this division some would object, who could do better alone: {shares}.")
    return "\n".join([*lines, said.format(shares=division)])


def heads() -> list[str]:
    """Return the heads of a table of those who would object to a division."""
    return [_("who would object"), _("worth alone"), _("given")]


def cells(names: Mapping[str, str], found: Mapping[str, Any]) -> list[list[str]]:
    """Return those who would object, what they are worth and are given; the worst off, and "…"."""
    rows = [
        [
            comma().join(names[party] for party in row["coalition"]),
            _number(row["worth"]),
            _number(row["given"]),
        ]
        for row in found["objections"][:SHOWN]
    ]
    return rows + [["…", "", ""]] * (len(found["objections"]) > SHOWN)


def _number(text: str) -> str:
    """Return a fraction as people read it, exactly where a few decimals do."""
    number = Fraction(text)
    short = shown(number)
    return short if Fraction(short) == number else f"{text} (≈ {short})"
