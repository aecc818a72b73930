"""A scatter of what packages are worth to two parties, drawn for the page.

Colours are named in the page's stylesheet, so that the figure is light or dark as the page is; the
words stay text, which the browser shapes in whatever direction they run. All is said by attributes,
because a page's policy allows no inline style.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.i18n import _, numerals
from goodoffices.base.unseen import visible
from goodoffices.look.markup import clipped, tag
from goodoffices.look.sides import Side, glyph

Point = tuple[float, float]
"""What a package is worth to the party of the horizontal axis, and to that of the vertical one."""

COLOURS = {name: f"var(--{name})" for name in ("ink", "dim", "panel", "link", "edge", "paper")}
"""The colours of the stylesheet that the figure names."""

_WIDTH, _HEIGHT = 720.0, 490.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 708.0, 18.0, 430.0
_LINE, _LETTER = 17.0, 7.6  # a label's line and letter, about
_HALO = {"stroke": COLOURS["paper"], "stroke-width": 3, "paint-order": "stroke"}
"""Words stay readable on the lines behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """What is drawn: all packages where they are few, the efficient ones, and those with names.

    ``joined`` says that the efficient ones make a line; ``rings`` are what ideas of fairness point
    to, ``named`` what people named, with whether it is an offer (a star) or how things stand.
    ``labels`` are the words at a point, one a line. ``yours`` is a package that is tried, with
    lines to the ``betters`` that better it.
    """

    id: str
    title: str
    across: Side
    upwards: Side
    every: Sequence[Point]
    efficient: Sequence[Point]
    joined: bool
    walk_away: Point
    rings: Sequence[Point]
    named: Sequence[tuple[Point, bool]]
    labels: Mapping[Point, Sequence[str]]
    yours: Point | None = None
    betters: Sequence[Point] = ()


@dataclass(frozen=True, slots=True)
class _Axis:
    """One axis: from which worth to which, and where these lie in the figure."""

    low: float
    high: float
    start: float
    end: float

    def at(self, worth: float) -> float:
        return self.start + (self.end - self.start) * (worth - self.low) / (self.high - self.low)

    def ticks(self) -> Iterator[float]:
        """Give round worths along the axis: 1, 2, 2.5 or 5 times a power of ten apart."""
        rough = (self.high - self.low) / 6
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * 0.999)
        for k in range(math.ceil(self.low / step), math.floor(self.high / step) + 1):
            yield k * step


def figure(scatter: Scatter) -> Markup:
    """Draw it, with its title and what it shows in words for whoever does not see it."""
    x, y = _axes(scatter)
    first, second = scatter.across.name, scatter.upwards.name
    text = _("Each dot is a package: {first} gains to the right, {second} upwards.")
    return tag(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}",
            "class": "scatter",
            "role": "img",
            "aria-labelledby": f"{scatter.id}-title {scatter.id}-text",
            "direction": "ltr",  # left and right are places here, whichever way the words run
            "font-size": 13,
        },
        tag("title", {"id": f"{scatter.id}-title"}, scatter.title),
        tag("desc", {"id": f"{scatter.id}-text"}, text.format(first=first, second=second)),
        _ground(scatter, x, y),
        _points(scatter, x, y),
        _tried(scatter, x, y),
        _labels(scatter, x, y),
        _frame(scatter, x, y),
    )


def _axes(scatter: Scatter) -> tuple[_Axis, _Axis]:
    """Fit the axes to the points and to the walk-aways, with some air."""
    named = [point for point, _offer in scatter.named]
    points = [*scatter.every, *scatter.efficient, *scatter.rings, *named]
    points += [scatter.yours] if scatter.yours else []
    ends = []
    for k in (0, 1):
        low, high = min(p[k] for p in points), max(p[k] for p in points)
        air = (high - low) * 0.05 or 0.5
        low, high, away = low - air, high + air, scatter.walk_away[k]
        low, high = min(low, away - (high - away) * 0.06), max(high, away + air)
        ends.append((low, high))
    (left, right), (low, high) = ends
    if not scatter.joined:  # the best for one may be near the best for another
        high += (high - low) * 0.08
    return _Axis(left, right, _LEFT, _RIGHT), _Axis(low, high, _BOTTOM, _TOP)


def _ground(scatter: Scatter, x: _Axis, y: _Axis) -> Markup:
    """Draw what no deal is worth to each, and the zone above both."""
    across, upwards = x.at(scatter.walk_away[0]), y.at(scatter.walk_away[1])
    zone = {"x": across, "y": _TOP, "width": _RIGHT - across, "height": upwards - _TOP}
    dashed = {"stroke": COLOURS["ink"], "stroke-width": 1, "stroke-dasharray": "4 3"}
    message = _("{party} walks away below this")
    return tag(
        "g",
        {"font-size": 12, "fill": COLOURS["dim"]},
        tag("rect", {**zone, "fill": COLOURS["panel"]}),
        tag("line", {"x1": across, "x2": across, "y1": _TOP, "y2": _BOTTOM, **dashed}),
        tag("line", {"x1": _LEFT, "x2": _RIGHT, "y1": upwards, "y2": upwards, **dashed}),
        tag(
            "text",
            {"x": _RIGHT - 5, "y": upwards - 6, "text-anchor": "end"},
            visible(message.format(party=clipped(scatter.upwards.name, 24))),
        ),
        tag(
            "text",
            {"x": across + 7, "y": _TOP + 13},
            visible(message.format(party=clipped(scatter.across.name, 24))),
        ),
    )


def _points(scatter: Scatter, x: _Axis, y: _Axis) -> Markup:
    """Draw the packages, the efficient ones above the others, and those with names on top."""

    def dots(points: Sequence[Point], radius: float, **look: object) -> Markup:
        given = {key.replace("_", "-"): value for key, value in look.items()}
        circles = (tag("circle", {"cx": x.at(a), "cy": y.at(b), "r": radius}) for a, b in points)
        return tag("g", given, *circles)

    line = " ".join(f"{x.at(a):.1f},{y.at(b):.1f}" for a, b in scatter.efficient)
    front, paper = COLOURS["ink"], COLOURS["paper"]
    thin = {"fill": "none", "stroke": front, "stroke-opacity": "0.5", "stroke-linejoin": "round"}
    marks = [
        glyph("★" if offer else "✖", x.at(a), y.at(b), 8.5 if offer else 6.5)
        for (a, b), offer in scatter.named
    ]
    offers = [m for m, (_p, offer) in zip(marks, scatter.named, strict=True) if offer]
    others = [m for m, (_p, offer) in zip(marks, scatter.named, strict=True) if not offer]
    edge = {"stroke": paper, "stroke-width": "0.9"}
    return tag(
        "g",
        {},
        dots(scatter.every, 2.4, fill=COLOURS["dim"], fill_opacity="0.55"),
        tag("polyline", {"points": line, **thin}) if scatter.joined else Markup(""),
        dots(scatter.efficient, 4.2, fill=front, stroke=paper, stroke_width="0.9"),
        dots(scatter.rings, 8.3, fill="none", stroke=front, stroke_width="1.8"),
        tag("g", {"fill": COLOURS["ink"], **edge}, *others),
        tag("g", {"fill": COLOURS["dim"], **edge}, *offers),
    )


def _tried(scatter: Scatter, x: _Axis, y: _Axis) -> Markup:
    """Draw the package that is tried, and lines to what betters it."""
    if scatter.yours is None:
        return Markup("")
    px, py = x.at(scatter.yours[0]), y.at(scatter.yours[1])
    thin = {"stroke": COLOURS["ink"], "stroke-width": 1.25, "stroke-dasharray": "2 3"}
    lines = [
        tag("line", {"x1": px, "y1": py, "x2": x.at(a), "y2": y.at(b), **thin})
        for a, b in scatter.betters
    ]
    look = {"fill": "var(--lit)", "stroke": COLOURS["ink"], "stroke-width": 1.5}
    return tag("g", {}, *lines, glyph("◆", px, py, 9, **look))


def _labels(scatter: Scatter, x: _Axis, y: _Axis) -> Markup:
    """Write each label where it covers no other and no dot, with a line to its point if far."""
    places = {point: (x.at(point[0]), y.at(point[1])) for point in scatter.labels}
    taken = [_box(x.at(a), y.at(b), 4) for a, b in scatter.efficient]
    taken += [_box(px, py, 9) for px, py in places.values()]
    parts: list[Markup] = []
    for point, words in scatter.labels.items():
        px, py = places[point]
        lines = [visible(line) for line in words]
        width, height = _LETTER * max(map(len, lines)) + 6, _LINE * len(lines)
        dx, dy, anchor, box = 14.0, 0.0, "start", (0.0, 0.0, 0.0, 0.0)
        for dx, dy, anchor in _positions():
            left = px + dx - (width if anchor == "end" else 0)
            box = (left, py + dy - height / 2, left + width, py + dy + height / 2)
            inside = box[0] >= _LEFT and box[2] <= _RIGHT and box[1] >= _TOP and box[3] <= _BOTTOM
            if inside and not any(_touch(box, other) for other in taken):
                break
        taken.append(box)
        if abs(dy) > 17:
            ends = {"x1": px, "y1": py + math.copysign(9, dy), "x2": px + dx, "y2": py + dy}
            parts.append(tag("line", {**ends, "stroke": COLOURS["dim"], "stroke-width": "0.8"}))
        for k, line in enumerate(lines):
            base = box[1] + _LINE * (k + 0.75)
            parts.append(tag("text", {"x": px + dx, "y": base, "text-anchor": anchor}, line))
    look = {"fill": COLOURS["ink"], "font-weight": 600}
    return tag("g", {**look, **_HALO}, *parts)


def _box(x: float, y: float, reach: float) -> tuple[float, float, float, float]:
    return x - reach, y - reach, x + reach, y + reach


def _positions() -> Iterator[tuple[float, float, str]]:
    """Give the places around a point, the nearest first."""
    for far in (0.0, 21.0, 42.0, 63.0, 84.0):
        for dx, anchor in ((14.0, "start"), (-14.0, "end")):
            yield dx, far, anchor
            yield dx, -far, anchor


def _touch(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _frame(scatter: Scatter, x: _Axis, y: _Axis) -> Markup:
    """Draw the axes, quietly, with round worths and the parties' names."""
    quiet = {"stroke": COLOURS["dim"], "stroke-width": 1}
    parts = [
        tag("line", {"x1": _LEFT, "x2": _RIGHT, "y1": _BOTTOM, "y2": _BOTTOM, **quiet}),
        tag("line", {"x1": _LEFT, "x2": _LEFT, "y1": _TOP, "y2": _BOTTOM, **quiet}),
    ]
    for worth in x.ticks():
        at = x.at(worth)
        parts.append(tag("line", {"x1": at, "x2": at, "y1": _BOTTOM, "y2": _BOTTOM + 4, **quiet}))
        put = {"x": at, "y": _BOTTOM + 18, "text-anchor": "middle"}
        parts.append(tag("text", put, numerals(f"{worth:.10g}")))
    for worth in y.ticks():
        at = y.at(worth)
        parts.append(tag("line", {"x1": _LEFT - 4, "x2": _LEFT, "y1": at, "y2": at, **quiet}))
        put = {"x": _LEFT - 8, "y": at + 4, "text-anchor": "end"}
        parts.append(tag("text", put, numerals(f"{worth:.10g}")))
    message = _("worth to {party} →")
    middle = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
    name = {"text-anchor": "middle", "fill": COLOURS["ink"], "font-size": 13}
    across = visible(message.format(party=clipped(scatter.across.name, 40)))
    upwards = visible(message.format(party=clipped(scatter.upwards.name, 40)))
    turned = {"transform": f"translate(20 {middle[1]:.0f}) rotate(-90)", **name}
    parts.append(tag("text", {"x": middle[0], "y": _BOTTOM + 44, **name}, across))
    parts.append(tag("text", turned, upwards))
    return tag("g", {"font-size": 12, "fill": COLOURS["dim"]}, *parts)
