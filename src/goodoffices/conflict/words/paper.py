r"""A conflict for a paper: LaTeX tables (booktabs), and its graph in TikZ and SVG.

The tables need ``\usepackage{booktabs,graphicx}``, long ones ``longtable``, the picture
``\usepackage{tikz}``. States stand on a circle in their order; an arrow is a move of the party
whose colour and line it has, pale where the move is no improvement. In the *integrated* graph the
moves of all parties are in one picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import cos, hypot, pi, sin
from typing import NamedTuple
from xml.sax.saxutils import escape

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.conflict.concepts import of_each, sense_of
from goodoffices.conflict.graph import GraphModel
from goodoffices.conflict.outcomes import Outcomes

MOST_ROWS = 500
"""States of a table that somebody prints."""

LINE = 310
"""Points of a page's line that are left beside the states' own column."""

PAGE, ROW = 500, 12
"""Points of a page's height, and of a row's."""

NARROWEST, LETTER = 15, 5
"""Points of the narrowest column, and of a letter."""

MOST_DRAWN = 64
"""States of a picture in which anybody can follow an arrow."""

_SPECIAL = {
    "\\": r"\textbackslash{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    **{sign: f"{{{sign}}}" for sign in '[]*"'},
}
_LATIN_END = 0x180
"""Letters up to here are set by every engine."""

_SETTABLE = "–—‘’“”„…•"

_INKS = ("#1b5e9b", "#8a4b08", "#2e6b34", "#6a3d8a", "#7a1f3d", "#3f4f5f")
"""Of the parties in their order; dark enough to print, no party's own."""

_HALF_A_LINE = 5.5
"""Centimetres from the middle of a page to the end of its lines."""

_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2", "10 4")


def printed(outcomes: Outcomes, form: str) -> str:
    """Return the tables (``latex``), or the graph in ``tikz`` or ``svg``."""
    if form == "latex":
        return to_latex(outcomes)
    return to_tikz(outcomes.conflict) if form == "tikz" else to_svg(outcomes.conflict)


# --- tables ---------------------------------------------------------------------------------------


class TableColumn(NamedTuple):
    """A column of a printed table: what it stands under, its own head, a cell for each row."""

    group: str
    head: str
    cells: Sequence[str]


def to_latex(outcomes: Outcomes) -> str:
    """Return the states with their ranks, and who would stay in which sense, as tables.

    Heads stand upright, so that a column is as narrow as its cells; what is wider than a page goes
    on in a further table, what is longer on the next page.

    Raises
    ------
    UsageError
        GO406 for more states than anybody prints.
    """
    conflict = outcomes.conflict
    if conflict.size > MOST_ROWS:
        raise UsageError(finding("GO406.printed", size=conflict.size, most=MOST_ROWS))
    labels = [_tex(conflict.label(state)) for state in range(conflict.size)]
    tables = (
        (_("States of {name} and their ranks, 1 the best"), _state_columns(outcomes)),
        (_("Who would stay in which state of {name}"), _stable_columns(outcomes)),
    )
    lines = [
        line
        for caption, columns in tables
        for line in _tables(caption.format(name=conflict.name), labels, columns)
    ]
    return "\n".join([*_citation(outcomes, lines), *lines])


def _state_columns(outcomes: Outcomes) -> list[TableColumn]:
    """Return a column for each option, and one for each party's ranks."""
    conflict = outcomes.conflict
    states = range(conflict.size)
    patterns = [conflict.pattern(state) for state in states]
    columns = [
        TableColumn(
            _tex(conflict.party_name(option.party)),
            _tex(option.id.removeprefix(f"{option.party}.")),
            [pattern[k] for pattern in patterns],
        )
        for k, option in enumerate(conflict.options)
    ]
    for i, name in enumerate(conflict.party_names):
        ranks = [str(outcomes.rank(i, state) or "?") for state in states]
        columns.append(TableColumn(_tex(_("Rank")), _tex(name), ranks))
    return columns


def _stable_columns(outcomes: Outcomes) -> list[TableColumn]:
    """Return a column for each concept and party, and one for whether it holds for everybody."""
    conflict = outcomes.conflict
    states = range(conflict.size)
    columns = []
    for concept in outcomes.stable:
        for i, name in (*enumerate(conflict.party_names), (None, _("Equilibrium"))):
            cells = [_mark(outcomes, concept, state, i) for state in states]
            columns.append(TableColumn(_tex(concept), _tex(name), cells))
    return columns


def _mark(outcomes: Outcomes, concept: str, state: int, party: int | None) -> str:
    """Return a dot where a state is stable, or the letters of the attitudes with which it is."""
    letters = outcomes.letters(concept, state, party)
    if outcomes.attitudes is not None and len(letters) < len(outcomes.attitudes):
        return letters
    cells = outcomes.equilibria[concept] if party is None else outcomes.stable[concept][party]
    return r"$\bullet$" if cells[state] else ""


def _citation(outcomes: Outcomes, lines: Sequence[str]) -> list[str]:
    """Return comments that say what made the tables, and where its concepts are defined."""
    from goodoffices.base import __version__

    names = dict.fromkeys(c for name in outcomes.stable for c in of_each(name).values() or [name])
    sources = [f"% {name}: {sense_of(name).source}" for name in names]
    used = ["booktabs", "graphicx"]
    used += ["longtable"] if any(r"\begin{longtable}" in line for line in lines) else []
    packages = "".join(f"\\usepackage{{{name}}}" for name in used)
    # letters that the font of pdflatex lacks stop it
    foreign = any(ord(sign) >= _LATIN_END and sign not in _SETTABLE for sign in "".join(lines))
    engine = ["% lualatex or xelatex, with a font that has these letters"] if foreign else []
    return [f"% Good Offices {__version__}; {packages}", *engine, *sources]


def _tables(caption: str, labels: Sequence[str], columns: Sequence[TableColumn]) -> Iterable[str]:
    """Yield the lines of a table, or of several where it is wider than a page."""
    for some in _beside(columns):
        yield from _table(_tex(caption), labels, some)
        yield ""


def _beside(columns: Sequence[TableColumn]) -> list[list[TableColumn]]:
    """Return the columns that fit on a page together, groups kept whole where they fit."""
    found: list[list[TableColumn]] = [[]]
    left = LINE
    for _group, some in groupby(columns, lambda column: column.group):
        group = list(some)
        wide = (6 + LETTER * max(map(_letters, column.cells)) for column in group)
        widths = [max(NARROWEST, width) for width in wide]
        if sum(widths) > left and found[-1] and sum(widths) <= LINE:
            found.append([])
            left = LINE
        for column, width in zip(group, widths, strict=True):
            if width > left and found[-1]:
                found.append([])
                left = LINE
            found[-1].append(column)
            left -= width
    return found


def _letters(cell: str) -> int:
    return 1 if cell.startswith("$") else max(1, len(cell))


def _table(caption: str, labels: Sequence[str], columns: Sequence[TableColumn]) -> list[str]:
    upright = sum(max(map(len, heads)) for heads in zip(*(c[:2] for c in columns), strict=True))
    long = LETTER * upright + ROW * len(labels) > PAGE
    width = f"{{l{'c' * len(columns)}}}"
    heads = [_upright(column.head) for column in columns]
    head = [*_groups(columns), _line([_tex(_("State")), *heads]), r"    \midrule"]
    rows = zip(labels, *(column.cells for column in columns), strict=True)
    body = [_line(row) for row in rows]
    if long:
        return [
            r"\begingroup\small\setlength{\tabcolsep}{3pt}",
            f"  \\begin{{longtable}}{width}",
            f"    \\caption{{{caption}}} \\\\",
            r"    \toprule",
            *head,
            r"    \endhead",
            r"    \bottomrule",
            r"    \endfoot",
            *body,
            r"  \end{longtable}",
            r"\endgroup",
        ]
    return [
        r"\begin{table}",
        r"  \centering\small\setlength{\tabcolsep}{3pt}",
        f"  \\caption{{{caption}}}",
        f"  \\begin{{tabular}}{width}",
        r"    \toprule",
        *head,
        *body,
        r"    \bottomrule",
        r"  \end{tabular}",
        r"\end{table}",
    ]


def _groups(columns: Sequence[TableColumn]) -> list[str]:
    """Return the line above the heads, which says to whom or what the columns belong."""
    cells, rules, at = [""], [], 2
    for group, some in groupby(columns, lambda column: column.group):
        count = len(list(some))
        lies = LETTER * len(group) <= NARROWEST * count
        cells.append(f"\\multicolumn{{{count}}}{{c}}{{{group if lies else _upright(group)}}}")
        rules.append(f"\\cmidrule(lr){{{at}-{at + count - 1}}}")
        at += count
    return [_line(cells), "    " + " ".join(rules)]


def _upright(text: str) -> str:
    return f"\\rotatebox{{90}}{{{text}}}"


def _line(cells: Sequence[str]) -> str:
    return "    " + " & ".join(cells) + r" \\"


def _tex(text: str) -> str:
    """Return text with nothing in it that LaTeX would take for a command, in one line."""
    plain = " ".join("".join(s if s.isprintable() else " " for s in text).split())
    return "".join(_SPECIAL.get(sign, sign) for sign in plain)


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
    radius = max(2.0, conflict.size / 5)
    scale = min(1.0, _HALF_A_LINE / (radius + 0.5))
    style = f"scale={scale:.2f}, transform shape, state/.style={{circle, draw, inner sep=1.5pt}}"
    lines = [*inks, f"\\begin{{tikzpicture}}[{style}]"]
    for state, (x, y) in enumerate(_circle(conflict.size, radius)):
        name = _tex(conflict.label(state))
        lines.append(f"  \\node[state] (s{state + 1}) at ({x:.2f},{y:.2f}) {{{name}}};")
    for arrow in arrows:
        style = f"go{arrow.party % len(_INKS)}, {dashes[arrow.party % len(dashes)]}"
        style += "" if arrow.gain else ", opacity=0.35"
        bend = 8 + 6 * arrow.party
        ends = f"(s{arrow.start + 1}) to[bend left={bend}] (s{arrow.end + 1})"
        lines.append(f"  \\draw[->, {style}] {ends};")
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
    frame += f'width="{width:.0f}" height="{height:.0f}" '
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
