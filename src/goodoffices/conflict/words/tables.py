"""Results as HTML tables, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from goodoffices.base.i18n import _, comma
from goodoffices.base.notebook import html_table

MOST_SHOWN = 500
"""Rows of a table at most; a table longer than that is for a file, not for a page."""


def html(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table, as far as anybody looks."""
    return html_table(caption, heads, islice(rows, MOST_SHOWN))


def outcomes(caption: str, parties: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return who would stay in which state, in which senses."""
    heads = [_("State"), _("What it is"), *parties, _("Equilibrium")]
    return html(
        caption,
        heads,
        (
            [
                row["label"],
                row["name"],
                *map(", ".join, row["stable"].values()),
                comma().join(row["equilibrium"]),
            ]
            for row in rows
        ),
    )


def coalitions(caption: str, rows: Iterable[dict[str, Any]]) -> str:
    """Return where each coalition would stay together."""
    heads = [_("concept"), _("coalition"), _("would stay in")]
    return html(
        caption,
        heads,
        ([row["concept"], " + ".join(row["coalition"]), _listed(row["states"])] for row in rows),
    )


def hypergame(caption: str, parties: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """Return what holds by each party's own view, and whom it surprises."""
    heads = [_("sense"), _("holds"), _("nobody expects"), *parties]
    return html(
        caption,
        heads,
        (
            [
                row["concept"],
                _listed(row["holding"]),
                _listed(row["unforeseen"]),
                *map(_listed, row["surprises"].values()),
            ]
            for row in rows
        ),
    )


def ways(caption: str, rows: Iterable[dict[str, Any]]) -> str:
    """Return how each state can be reached."""
    heads = [_("State"), _("What it is"), _("How it can be reached")]
    return html(caption, heads, ([row["label"], row["name"], row["way"]] for row in rows))


def paths(caption: str, rows: Iterable[dict[str, Any]]) -> str:
    """Return paths between two states, each with who moves and what it passes."""
    heads = [_("moves"), _("movers"), _("States"), _("How it can be reached")]
    cells = (
        [str(r["moves"]), comma().join(r["movers"]), " → ".join(map(str, r["states"])), r["way"]]
        for r in rows
    )
    return html(caption, heads, cells)


def last_movers(caption: str, movers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return after how few moves each mover can have moved last in which state."""
    return html(caption, [_("State"), _("What it is"), *movers], rows)


def _listed(states: Iterable[object]) -> str:
    return comma().join(map(str, states))
