"""The state graph, drawn: how the conflict can go from today, move by move.

Outcomes stand in layers by how many moves they are from today; within a layer they are ordered so
that arrows cross little (the barycentre heuristic of Sugiyama, Tagawa & Toda 1981). An arrow has
its mover's colour and shape; a move by which the mover gains is thick. Today is ringed, what holds
is ringed twice. Each outcome is a link, so it can be reached from the keyboard, to the sentences
that say why it holds or does not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.brief.holding import Selection, State, Step, moves, senses_in_words
from goodoffices.conflict.words.names import step as act_of
from goodoffices.look.markup import anchor, clipped, tag, wrapped
from goodoffices.look.sides import Side, glyph

FEW_ARROWS = 40
"""With more moves than this only each mover's best are drawn, and the ways shown."""

ACROSS = 5
"""Outcomes in one row at most; a fuller layer takes several rows."""

_W, _H, _GAP_X, _GAP_Y, _EDGE = 176.0, 62.0, 40.0, 66.0, 16.0


@dataclass(frozen=True, slots=True)
class Arrow:
    """A move as drawn."""

    party: int
    source: int
    target: int
    gain: bool


def arrows(selection: Selection) -> tuple[list[Arrow], bool]:
    """Return the moves to draw among the outcomes shown, and whether some are left out.

    A move back by which its mover would lose is never drawn beside the move forth.
    """
    if not selection.listed:
        return [], True
    shown = set(selection.shown)
    inside = [step for step in moves(selection.conflict, selection.shown) if step.target in shown]
    drawn = [step for step in inside if not _is_way_back(step, inside)]
    if len(drawn) <= FEW_ARROWS:
        return [Arrow(s.party, s.source, s.target, s.gain) for s in drawn], False
    on_way = {pair for way in selection.ways for pair in pairwise(way)}
    best: dict[tuple[int, int], int] = {}
    for step in drawn:  # from each outcome the mover's best comes first
        if step.gain:
            best.setdefault((step.party, step.source), step.target)
    kept = [
        s
        for s in drawn
        if best.get((s.party, s.source)) == s.target or (s.source, s.target) in on_way
    ]
    return [Arrow(s.party, s.source, s.target, s.gain) for s in kept], True


def _is_way_back(step: Step, steps: Sequence[Step]) -> bool:
    """Tell whether a move only undoes, at a loss, what its mover gains by."""
    if step.gain:
        return False
    back = (step.party, step.target, step.source)
    return any((s.party, s.source, s.target) == back and s.gain for s in steps)


def layers(selection: Selection, drawn: Sequence[Arrow]) -> list[list[int]]:
    """Return the outcomes shown in rows, today's first, those no move leads to last."""
    shown = selection.shown
    now = selection.conflict.status_quo
    start = now if now is not None else shown[0]
    near: dict[int, set[int]] = {state: set() for state in shown}
    for arrow in drawn:
        near[arrow.source].add(arrow.target)
        near[arrow.target].add(arrow.source)
    depth = {start: 0}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for other in sorted(near[state]):
            if other not in depth:
                depth[other] = depth[state] + 1
                queue.append(other)
    last = max(depth.values()) + 1
    rows: list[list[int]] = [[] for _row in range(last + 1)]
    for state in shown:
        rows[depth.get(state, last)].append(state)
    return _in_rows(_ordered([row for row in rows if row], near))


def _ordered(rows: list[list[int]], near: Mapping[int, set[int]]) -> list[list[int]]:
    """Order each row by the middle of its neighbours in the other rows, a few times over."""
    at = {state: (i + 0.5) / len(row) for row in rows for i, state in enumerate(row)}
    for _sweep in range(6):
        for row in rows:
            inside = set(row)
            middle = {s: fmean([at[o] for o in near[s] - inside] or [at[s]]) for s in row}
            row.sort(key=lambda s: (middle[s], s))
            at |= {state: (i + 0.5) / len(row) for i, state in enumerate(row)}
    return rows


def _in_rows(rows: list[list[int]]) -> list[list[int]]:
    """Break rows that are too full into several of about the same length."""
    found = []
    for row in rows:
        parts = -(-len(row) // ACROSS)
        size = -(-len(row) // parts)
        found += [row[k : k + size] for k in range(0, len(row), size)]
    return found


def figure(
    selection: Selection,
    states: Sequence[State],
    sides: Mapping[str, Side],
    to: Callable[[State], str] = lambda state: f"#{state.place}",
    chosen: int | None = None,
) -> tuple[Markup, bool]:
    """Draw the graph; the second value tells whether some moves are left out.

    Parameters
    ----------
    to
        where the link of an outcome leads.
    chosen
        the outcome that is lit.
    """
    drawn, partly = arrows(selection)
    rows = layers(selection, drawn)
    width = max(map(len, rows)) * (_W + _GAP_X) - _GAP_X + 2 * _EDGE
    height = len(rows) * (_H + _GAP_Y) - _GAP_Y + 2 * _EDGE + 8 + _below(rows[-1], drawn)
    at: dict[int, tuple[float, float]] = {}
    for y, row in enumerate(rows):
        used = len(row) * (_W + _GAP_X) - _GAP_X
        for x, state in enumerate(row):
            left = (width - used) / 2 + x * (_W + _GAP_X)
            at[state] = (left + _W / 2, _EDGE + 4 + y * (_H + _GAP_Y) + _H / 2)
    movers = [sides[party] for party in selection.conflict.parties]
    lines = [_arrow(arrow, at, movers[arrow.party]) for arrow in drawn]
    nodes = [
        _node(
            state,
            at[state.number],
            len(selection.concepts),
            _short(selection, state, movers),
            {"href": to(state), "class": " pickd" if state.number == chosen else ""},
        )
        for state in states
    ]
    names = anchor("figure", "graph")
    title = _("How the conflict can go: outcomes and the moves between them")
    attributes = {
        "viewBox": f"0 0 {width:.0f} {height:.0f}",
        "width": width,
        "height": height,
        "class": "graph",
        "role": "graphics-document",
        "aria-labelledby": f"{names}-title {names}-text",
    }
    described = tag("desc", {"id": f"{names}-text"}, _told(selection, drawn))
    heads = tag("defs", {}, *(_head(side) for side in movers))
    titled = tag("title", {"id": f"{names}-title"}, title)
    return tag("svg", attributes, titled, described, heads, *lines, *nodes), partly


def _below(row: Sequence[int], drawn: Sequence[Arrow]) -> float:
    """Return the room that arrows bowing out below the last row take."""
    place = {state: x for x, state in enumerate(row)}
    spans = [
        place[a.target] - place[a.source] for a in drawn if a.source in place and a.target in place
    ]
    return max((0.12 * abs(s) * (_W + _GAP_X) for s in spans if abs(s) > 1), default=0.0)


def _told(selection: Selection, drawn: Sequence[Arrow]) -> str:
    """Say what the figure shows, for those who do not see it."""
    text = _(
        "{shown} outcomes with {moves} moves between them, {gains} of which their mover gains by. "
        "The table that follows says the same."
    )
    gains = sum(arrow.gain for arrow in drawn)
    return text.format(shown=len(selection.shown), moves=len(drawn), gains=gains)


def _head(side: Side) -> Markup:
    """Return the arrowhead in a party's colour."""
    attributes = {
        "id": f"head-{side.colour}",
        "viewBox": "0 0 10 10",
        "refX": 9,
        "refY": 5,
        "markerWidth": 9,
        "markerHeight": 9,
        "orient": "auto",
        "markerUnits": "userSpaceOnUse",
        "class": side.colour,
    }
    return tag("marker", attributes, tag("path", {"d": "M0 0.8 10 5 0 9.2z", "class": "fill"}))


def _arrow(arrow: Arrow, at: Mapping[int, tuple[float, float]], side: Side) -> Markup:
    """Draw one move, bowed to its right so that forth and back do not cover each other."""
    (x1, y1), (x2, y2) = at[arrow.source], at[arrow.target]
    dx, dy = x2 - x1, y2 - y1
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    far = abs(dy) > _H + _GAP_Y + 1 or (abs(dy) < 1 and abs(dx) > _W + _GAP_X + 1)
    bow = 0.22 * length if far else 10.0 + 3.0 * arrow.party
    middle = ((x1 + x2) / 2 - dy / length * bow, (y1 + y2) / 2 + dx / length * bow)
    sx, sy = _border((x1, y1), middle)
    ex, ey = _border((x2, y2), middle, air=3.0)
    path = f"M{sx:.1f} {sy:.1f}Q{middle[0]:.1f} {middle[1]:.1f} {ex:.1f} {ey:.1f}"
    gx, gy = (
        0.25 * a + 0.5 * m + 0.25 * b for a, m, b in zip((sx, sy), middle, (ex, ey), strict=True)
    )
    look = f"move {side.colour}" + (" gain" if arrow.gain else "")
    line = tag("path", {"d": path, "marker-end": f"url(#head-{side.colour})"})
    return tag("g", {"class": look}, line, glyph(side.shape, gx, gy, 5.2, class_="fill"))


def _border(
    centre: tuple[float, float], towards: tuple[float, float], air: float = 0.0
) -> tuple[float, float]:
    """Return where the line from a box's centre towards a point leaves the box."""
    dx, dy = towards[0] - centre[0], towards[1] - centre[1]
    reach = min(
        (_W / 2 + 5 + air) / abs(dx) if dx else 1e9, (_H / 2 + 5 + air) / abs(dy) if dy else 1e9
    )
    return centre[0] + dx * reach, centre[1] + dy * reach


def _short(selection: Selection, state: State, sides: Sequence[Side]) -> list[str]:
    """Return what stands in an outcome's box: its name, or what each side does otherwise in it.

    An outcome without a name is told by what its options say, each on a line of its own.
    """
    conflict, today = selection.conflict, selection.conflict.status_quo
    if state.named or conflict.in_graph_form or today in (None, state.number):
        return wrapped(state.name, 24, 3)
    differs = int(conflict.codes[state.number]) ^ int(conflict.codes[today or 0])
    acts = []
    for party, side in zip(conflict.parties, sides, strict=True):
        own = [
            ("+" if int(conflict.codes[state.number]) >> k & 1 else "−") + option.text
            for k, option in enumerate(conflict.options)
            if option.party == party and differs >> k & 1
        ]
        acts += [f"{side.shape} {act}" for act in own]
    if len(acts) == 1:
        return wrapped(acts[0], 24, 3)
    return [clipped(act, 26) for act in acts[:2]] + (
        [clipped(acts[2], 26)] if len(acts) == 3 else [f"+ {len(acts) - 2} …"] * (len(acts) > 3)
    )


@dataclass(frozen=True, slots=True)
class Onward:
    """A move in words: whose, what is done, whether the mover gains, and where it leads."""

    side: Side
    act: str
    gain: bool
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """An outcome with the moves from it, for whoever reads the graph as a list.

    ``partly`` where some moves are not drawn, so that it may have more than those.
    """

    state: State
    holds: bool
    onward: tuple[Onward, ...]
    partly: bool


def listing(
    selection: Selection, states: Sequence[State], sides: Mapping[str, Side]
) -> list[Outlook]:
    """Return the graph as a list: each outcome, and beneath it who can move where."""
    drawn, partly = arrows(selection)
    conflict, by_number = selection.conflict, {state.number: state for state in states}
    found = []
    for row in layers(selection, drawn):
        for number in row:
            onward = tuple(
                Onward(
                    sides[conflict.parties[arrow.party]],
                    act_of(conflict, conflict.parties[arrow.party], arrow.target, number),
                    arrow.gain,
                    by_number[arrow.target].name,
                    by_number[arrow.target].place,
                )
                for arrow in drawn
                if arrow.source == number
            )
            state = by_number[number]
            holds = len(state.senses) == len(selection.concepts)
            found.append(Outlook(state, holds, onward, partly))
    return found


def _node(
    state: State,
    at: tuple[float, float],
    concepts: int,
    lines: Sequence[str],
    link: Mapping[str, str],
) -> Markup:
    """Draw one outcome: its label and name, ringed for today, ringed twice for what holds."""
    x, y = at[0] - _W / 2, at[1] - _H / 2
    box = {"x": x, "y": y, "width": _W, "height": _H, "rx": 8}
    strong = len(state.senses) == concepts
    look = "state" + (" now" if state.now else "") + (" holds" if strong else "")
    parts: list[Markup] = [tag("rect", {**box, "class": "box"})]
    if strong:
        inner = {"x": x + 4, "y": y + 4, "width": _W - 8, "height": _H - 8, "rx": 5}
        parts.append(tag("rect", {**inner, "class": "ring"}))
    head = _("{label} · today").format(label=state.label) if state.now else state.label
    if state.now:
        lines = [_("today"), *lines][:3]
    first = at[1] + 4.5 - 7 * (len(lines) - 1)
    parts += [
        tag(
            "text",
            {"x": at[0], "y": first + 14 * i, "class": "label" if state.now and i == 0 else "name"},
            line,
        )
        for i, line in enumerate(lines)
    ]
    said = _("{label}: {name}. Holds in: {senses}.").format(
        label=head,
        name=state.name,
        senses=senses_in_words(state.senses, ("",) * concepts),
    )
    link = {**link, "class": look + link["class"]}
    return tag("a", link, tag("title", {}, said), *parts)
