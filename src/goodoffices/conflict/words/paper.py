r"""A conflict for a paper: LaTeX tables (booktabs), and its graph in TikZ and SVG.

The tables need ``\usepackage{booktabs}``, the picture ``\usepackage{tikz}``. States stand on a
circle in their order; an arrow is a move of the party whose colour and line it has, pale where the
move is no improvement. In the *integrated* graph the moves of all parties are in one picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, hypot, pi, sin
from typing import NamedTuple
from xml.sax.saxutils import escape

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, comma
from goodoffices.conflict.concepts import of_each, sense_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import Outcomes

MOST_ROWS = 500
"""States of a table that somebody prints."""

MOST_DRAWN = 64
"""States of a picture in which anybody can follow an arrow."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_INKS = ("#1b5e9b", "#8a4b08", "#2e6b34", "#6a3d8a", "#7a1f3d", "#3f4f5f")
"""Of the parties in their order; dark enough to print, no party's own."""

_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2", "10 4")


def printed(outcomes: Outcomes, form: str) -> str:
    """Return the tables (``latex``), or the graph in ``tikz`` or ``svg``."""
    if form == "latex":
        return to_latex(outcomes)
    return to_tikz(outcomes.conflict) if form == "tikz" else to_svg(outcomes.conflict)


# --- tables ---------------------------------------------------------------------------------------


def to_latex(outcomes: Outcomes) -> str:
    """Return the states with their ranks, and who would stay in which sense, as two tables.

    Raises
    ------
    UsageError
        GO406 for more states than anybody prints.
    """
    conflict = outcomes.conflict
    if conflict.size > MOST_ROWS:
        raise UsageError(finding("GO406.printed", size=conflict.size, most=MOST_ROWS))
    parties = list(enumerate(conflict.parties))
    options = [option.id.removeprefix(f"{option.party}.") for option in conflict.options]
    ranks = [
        [str(outcomes.rank(i, state) or "?") for i, _party in parties]
        for state in range(conflict.size)
    ]
    rows = [outcomes.row(state) for state in range(conflict.size)]
    states = [[row["label"], *row["pattern"], *rank] for row, rank in zip(rows, ranks, strict=True)]
    stable = [
        [row["label"], *map(", ".join, row["stable"].values()), comma().join(row["equilibrium"])]
        for row in rows
    ]
    names = list(conflict.party_names)
    return "\n".join(
        [
            *_citation(outcomes),
            *_latex(
                _("States of {name} and their ranks, 1 the best").format(name=conflict.name),
                [_("State"), *options, *names],
                states,
            ),
            "",
            *_latex(
                _("Who would stay in which state of {name}").format(name=conflict.name),
                [_("State"), *names, _("Equilibrium")],
                stable,
            ),
            "",
        ]
    )


def _citation(outcomes: Outcomes) -> list[str]:
    """Return comments that say what made the tables, and where its concepts are defined."""
    from goodoffices.base import __version__

    names = dict.fromkeys(c for name in outcomes.stable for c in of_each(name).values() or [name])
    sources = [f"% {name}: {sense_of(name).source}" for name in names]
    return [f"% Good Offices {__version__}; \\usepackage{{booktabs}}", *sources]


def _latex(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    body = [_line(row) for row in rows]
    return [
        r"\begin{table}",
        r"  \centering",
        f"  \\caption{{{_tex(caption)}}}",
        f"  \\begin{{tabular}}{{l{'c' * (len(heads) - 1)}}}",
        r"    \toprule",
        _line(heads),
        r"    \midrule",
        *body,
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]


def _line(cells: Sequence[str]) -> str:
    return "    " + " & ".join(map(_tex, cells)) + r" \\"


def _tex(text: str) -> str:
    """Return text with nothing in it that LaTeX would take for a command."""
    return "".join(_SPECIAL.get(sign, sign) for sign in text)


# --- pictures -------------------------------------------------------------------------------------


class DrawnArrow(NamedTuple):
    """A move in a picture: whose, from which state to which, and whether it is an improvement."""

    party: int
    start: int
    end: int
    gain: bool


def _arrows(conflict: GraphModel, party: str | None) -> list[DrawnArrow]:
    """Return the moves of a party, or of all.

    Raises
    ------
    UsageError
        GO406 for more states than anybody can follow; GO413 for nobody's moves.
    """
    if conflict.size > MOST_DRAWN:
        raise UsageError(finding("GO406.drawn", size=conflict.size, most=MOST_DRAWN))
    return [
        DrawnArrow(i, a, b, bool(conflict.gains(i, a, b)))
        for i in _whose(conflict, party)
        for a, b in conflict.moves[i].tolist()
    ]


def _whose(conflict: GraphModel, party: str | None) -> list[int]:
    """Return the places of the parties whose moves are drawn."""
    return list(range(len(conflict.parties))) if party is None else [conflict.party(party)]


def _circle(size: int, radius: float) -> list[tuple[float, float]]:
    """Return where states stand, the first at the top, then clockwise; y grows upwards."""
    turns = (2 * pi * k / size for k in range(size))
    return [(radius * sin(turn), radius * cos(turn)) for turn in turns]


def to_tikz(conflict: GraphModel, party: str | None = None) -> str:
    """Return the graph of a party's moves, or of all parties' together, as a TikZ picture."""
    arrows = _arrows(conflict, party)
    inks = [f"\\definecolor{{go{k}}}{{HTML}}{{{ink[1:].upper()}}}" for k, ink in enumerate(_INKS)]
    dashes = ("solid", "dashed", "dotted", "dash dot", "densely dotted", "loosely dashed")
    lines = [*inks, r"\begin{tikzpicture}[state/.style={circle, draw, inner sep=1.5pt}]"]
    for state, (x, y) in enumerate(_circle(conflict.size, max(2.0, conflict.size / 5))):
        name = _tex(conflict.label(state))
        lines.append(f"  \\node[state] (s{state + 1}) at ({x:.2f},{y:.2f}) {{{name}}};")
    for arrow in arrows:
        style = f"go{arrow.party % len(_INKS)}, {dashes[arrow.party % len(dashes)]}"
        style += "" if arrow.gain else ", opacity=0.35"
        bend = 8 + 6 * arrow.party
        ends = f"(s{arrow.start + 1}) to[bend left={bend}] (s{arrow.end + 1})"
        lines.append(f"  \\draw[->, {style}] {ends};")
    radius = max(2.0, conflict.size / 5)
    for line, i in enumerate(_whose(conflict, party)):
        y = -radius - 1.0 - 0.5 * line
        style = f"go{i % len(_INKS)}, {dashes[i % len(dashes)]}"
        start, end, text = (f"({x:.2f},{y:.2f})" for x in (-radius, 0.8 - radius, 0.9 - radius))
        lines.append(f"  \\draw[->, {style}] {start} -- {end};")
        lines.append(f"  \\node[anchor=west] at {text} {{{_tex(conflict.party_names[i])}}};")
    return "\n".join([*lines, r"\end{tikzpicture}", ""])


def to_svg(conflict: GraphModel, party: str | None = None) -> str:
    """Return the graph of a party's moves, or of all parties' together, as an SVG picture."""
    arrows = _arrows(conflict, party)
    radius = max(120.0, 14.0 * conflict.size)
    middle = radius + 50
    places = [(middle + x, middle - y) for x, y in _circle(conflict.size, radius)]
    whose = _whose(conflict, party)
    width, height = 2 * middle, 2 * middle + 22 * len(whose)
    title = escape(conflict.name)
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
    frame += f'role="img" font-family="sans-serif" font-size="13"><title>{title}</title><defs>'
    lines = [frame]
    lines += [
        f'<marker id="go{k}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        f'orient="auto"><path d="M0 0 8 4 0 8z" fill="{ink}"/></marker>'
        for k, ink in enumerate(_INKS)
    ]
    lines.append(f'</defs><rect width="{width:.0f}" height="{height:.0f}" fill="#fff"/>')
    lines += [_svg_arrow(arrow, places) for arrow in arrows]
    for state, (x, y) in enumerate(places):
        label = escape(conflict.label(state))
        lines.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="17" fill="#fff" stroke="#333"/>'
            f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{label}</text>'
        )
    for line, i in enumerate(whose):
        y = 2 * middle + 22 * line
        lines.append(f'<path d="M20 {y:.0f}h40" {_stroke(i)}/>')
        lines.append(f'<text x="70" y="{y + 4.5:.1f}">{escape(conflict.party_names[i])}</text>')
    return "\n".join([*lines, "</svg>", ""])


def _stroke(party: int) -> str:
    ink, dash = _INKS[party % len(_INKS)], _DASHES[party % len(_DASHES)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'fill="none" stroke="{ink}" stroke-width="1.6"{dashes}'


def _svg_arrow(arrow: DrawnArrow, places: Sequence[tuple[float, float]]) -> str:
    """Return an arrow bent to the left, the more the later its party, from rim to rim."""
    (ax, ay), (bx, by) = places[arrow.start], places[arrow.end]
    length = hypot(bx - ax, by - ay)
    along = ((bx - ax) / length, (by - ay) / length)
    across = (along[1], -along[0])
    bend = 0.1 * length + 8 * arrow.party
    mx, my = (ax + bx) / 2 + bend * across[0], (ay + by) / 2 + bend * across[1]
    start = (ax + 18 * along[0], ay + 18 * along[1])
    end = (bx - 20 * along[0], by - 20 * along[1])
    faint = "" if arrow.gain else ' opacity="0.35"'
    points = f"M{start[0]:.1f} {start[1]:.1f}Q{mx:.1f} {my:.1f} {end[0]:.1f} {end[1]:.1f}"
    mark = arrow.party % len(_INKS)
    return f'<path d="{points}" {_stroke(arrow.party)} marker-end="url(#go{mark})"{faint}/>'
