"""Agreements that hang on an event, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from goodoffices.base.exact import shown
from goodoffices.base.i18n import _, comma, n_
from goodoffices.base.notebook import html_table
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages

Parted = Callable[[Mapping[str, str]], tuple[dict[str, str], dict[str, str]]]


class _Hanging(Protocol):
    """What is told of agreements that hang on an event."""

    @property
    def event(self) -> str: ...
    @property
    def flat(self) -> Bargain: ...
    @property
    def chances(self) -> Mapping[str, tuple[Fraction, Fraction]]: ...
    @property
    def packages(self) -> EfficientPackages: ...
    @property
    def flat_packages(self) -> EfficientPackages: ...
    @property
    def bettered(self) -> Sequence[object]: ...


def issue(name: str, which: str) -> str:
    """Name an issue in one of the two cases."""
    text = _("{issue}, if so") if which == "if" else _("{issue}, if not")
    return text.format(issue=name)


def told(found: _Hanging) -> str:
    """Say what hanging an agreement on the event brings."""
    flat, count = found.flat, len(found.packages.pareto)
    chances = comma().join(
        f"{flat.party_name(party)} {_span(found, party)}" for party in found.chances
    )
    lines = [
        _("How likely each party holds “{event}” to be: {chances}.").format(
            event=found.event, chances=chances
        )
    ]
    text = n_(
        "{count} division of what the parties expect is efficient and gives every party at least "
        "its walk-away.",
        "{count} divisions of what the parties expect are efficient and give every party at least "
        "its walk-away.",
        count,
    )
    lines.append(text.format(count=f"{count:,}"))
    without, bettered = len(found.flat_packages.pareto), len(found.bettered)
    if without:
        text = _(
            "Of {without} that do not hang on it, {bettered} are bettered by one that does: nobody "
            "would expect less, by its own lights, and somebody more."
        )
        lines.append(text.format(without=f"{without:,}", bettered=f"{bettered:,}"))
    elif count:
        lines.append(_("Without the event nothing could be signed."))
    if any(low != high for low, high in found.chances.values()):
        lines.append(_("Where a probability is an interval, the table takes its middle."))
    return " ".join(lines)


def _span(found: _Hanging, party: str) -> str:
    low, high = found.chances[party]
    return shown(low) if low == high else f"{shown(low)}–{shown(high)}"


def rows(
    packages: EfficientPackages, flat: Bargain, event: str, parted: Parted
) -> list[dict[str, str]]:
    """Return a row an agreement: what is signed in each case, and what each party expects."""
    heads = [_("if “{event}”").format(event=event), _("if not")]
    marks = {
        _("Nash"): packages.nash,
        _("Kalai–Smorodinsky"): packages.kalai_smorodinsky,
    }
    table = []
    for solution in packages.pareto:
        parts = parted(solution.packages[0])
        row = {head: flat.describe(part) for head, part in zip(heads, parts, strict=True)}
        row |= {
            name: shown(worth)
            for name, worth in zip(flat.party_names, solution.utilities, strict=True)
        }
        which = [mark for mark, ones in marks.items() if solution in ones]
        table.append(row | {_("which"): comma().join(which)})
    return table


def standing(word: str) -> str:
    """Say whether all would sign, whatever their probabilities are within bounds."""
    return {
        "certain": _("all would sign it for certain"),
        "depends": _("it depends on how likely they hold it to be"),
        "impossible": _("not all would sign it"),
    }[word]


def html(caption: str, table: Sequence[Mapping[str, str]]) -> str:
    """Show the agreements as a table."""
    return html_table(caption, list(table[0]) if table else [], [list(r.values()) for r in table])
