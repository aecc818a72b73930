"""The Pareto scatter of two parties' worths, drawn by matplotlib and made fit for the page.

Of three or four parties each pair has a picture of its own; what others get is not in it.

Colours are named in the page's stylesheet, so that the figure is light or dark as the page is; the
words stay text, which the browser shapes in whatever direction they run. Styles become attributes,
because the page's policy allows no inline style.
"""

from __future__ import annotations

import io
import itertools
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.brief.deals import Deals
from goodoffices.look.markup import anchor, clipped, tag, visible

if TYPE_CHECKING:
    from lxml.etree import _Element

EVERY = 1500
"""Packages that are drawn one by one at most; of more only the efficient ones are."""

DRAWN = 600
"""Efficient packages drawn at most, evenly chosen."""

_INK, _DIM, _ZONE, _FRONT, _STAR, _PAPER = (
    "#010101",
    "#020202",
    "#030303",
    "#040404",
    "#050505",
    "#060606",
)
_NAMES = {
    _INK: "var(--ink)",
    _DIM: "var(--dim)",
    _ZONE: "var(--zone)",
    _FRONT: "var(--computed)",
    _STAR: "var(--judged)",
    _PAPER: "var(--paper)",
}
_KEPT = {
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-linecap",
    "fill-opacity",
    "stroke-opacity",
    "opacity",
    "font-size",
    "font-weight",
    "text-anchor",
    "stroke-dashoffset",
}


MOST_PARTIES = 4
"""Parties whose pairs are each drawn; of more there would be too many pictures to read."""

Pair = tuple[int, int]
"""The parties of a picture: whose worth runs to the right, and whose upwards."""


def figures(deals: Deals) -> tuple[Markup, ...]:
    """Draw the packages for each pair of parties; nothing for one party or very many."""
    count = len(deals.negotiation.parties)
    if not 2 <= count <= MOST_PARTIES:
        return ()
    return tuple(_figure(deals, pair) for pair in itertools.combinations(range(count), 2))


def figure(deals: Deals) -> Markup | None:
    """Draw the packages of two parties; None where there are not two."""
    return _figure(deals, (0, 1)) if len(deals.negotiation.parties) == 2 else None


def _figure(deals: Deals, pair: Pair) -> Markup:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    plain: dict[Any, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "brief" if pair == (0, 1) else f"brief {pair}",  # ids differ on one page
        "text.parse_math": False,
    }
    with mpl.rc_context(plain), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # the browser has its own
        drawn = Figure(figsize=(7.2, 4.9))
        axes = drawn.add_subplot()
        dots = _points(axes, deals, pair)
        _walk_aways(axes, deals, pair)
        _named(axes, deals, pair, dots)
        _dress(axes, deals, pair)
        drawn.subplots_adjust(left=0.1, right=0.985, top=0.965, bottom=0.12)
        file = io.BytesIO()
        drawn.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return _for_the_page(file.getvalue(), deals, pair)


def _xy(points: Sequence[Sequence[Any]], pair: Pair) -> tuple[list[float], list[float]]:
    first, second = pair
    return [float(p[first]) for p in points], [float(p[second]) for p in points]


def _points(axes: Any, deals: Deals, pair: Pair) -> list[tuple[float, float]]:  # noqa: ANN401 - has no types
    """Draw all packages where they are few, and the efficient ones; return the latter."""
    negotiation = deals.negotiation
    if negotiation.size <= EVERY:
        every = [
            negotiation.worth_vector(dict(zip([i.id for i in negotiation.issues], v, strict=True)))
            for v in itertools.product(*([x.id for x in i.values] for i in negotiation.issues))
        ]
        axes.plot(*_xy(every, pair), "o", ms=3.5, color=_DIM, mew=0, alpha=0.55, zorder=2)
    frontier = deals.packages.frontier
    rows = range(0, len(frontier.points), max(1, -(-len(frontier.points) // DRAWN)))
    scale = frontier.scale
    best = [scale.worth(frontier.points[row]) for row in rows]
    line = _xy(best, pair)
    if len(negotiation.parties) == 2:  # else the efficient packages make no line
        axes.plot(*line, "-", lw=1, color=_FRONT, alpha=0.5, zorder=3)
    axes.plot(*line, "o", ms=6, color=_FRONT, mec=_PAPER, mew=0.8, zorder=4)
    return list(zip(*line, strict=True))


def _walk_aways(axes: Any, deals: Deals, pair: Pair) -> None:  # noqa: ANN401
    """Draw what no deal is worth to each, and the zone above both."""
    x, y = (float(deals.negotiation.walk_aways[i]) for i in pair)
    axes.autoscale_view()
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    left, low = min(left, x - (right - x) * 0.06), min(low, y - (high - y) * 0.06)
    if len(deals.negotiation.parties) > 2:  # the best for one may be near the best for another
        high += (high - low) * 0.08
    axes.set_xlim(left, right)
    axes.set_ylim(low, high)
    axes.fill_between([x, right], y, high, color=_ZONE, lw=0, zorder=0)
    axes.axvline(x, color=_INK, lw=1, ls=(0, (4, 3)), zorder=1)
    axes.axhline(y, color=_INK, lw=1, ls=(0, (4, 3)), zorder=1)
    first, second = (deals.sides[i] for i in pair)
    put = {"fontsize": 8.5, "color": _DIM, "zorder": 1}
    said = _("{party} walks away below this")
    axes.annotate(
        visible(said.format(party=clipped(second.name, 24))),
        (right, y),
        xytext=(-4, 4),
        textcoords="offset points",
        ha="right",
        **put,
    )
    axes.annotate(
        visible(said.format(party=clipped(first.name, 24))),
        (x, high),
        xytext=(5, -11),
        textcoords="offset points",
        ha="left",
        **put,
    )


def _named(
    axes: Any,  # noqa: ANN401
    deals: Deals,
    pair: Pair,
    dots: Sequence[tuple[float, float]],
) -> None:
    """Mark the solutions, the packages with names, and today."""
    labels: dict[tuple[float, float], list[str]] = {}
    for worths, names in deals.marks.items():
        point = (float(worths[pair[0]]), float(worths[pair[1]]))
        axes.plot(*point, "o", ms=12, mfc="none", mec=_FRONT, mew=1.6, zorder=5)
        labels.setdefault(point, []).append(" · ".join(names))
    for deal in deals.named():
        point = (float(deal.point[pair[0]]), float(deal.point[pair[1]]))
        shape = "*" if deal.starred else "X"
        axes.plot(
            *point,
            shape,
            ms=14 if deal.starred else 9,
            mfc=_STAR if deal.starred else _INK,
            mec=_PAPER,
            mew=0.8,
            zorder=6,
        )
        labels.setdefault(point, []).append(clipped(deal.marks[0], 44))
    _label(axes, [(point, "\n".join(lines)) for point, lines in labels.items()], dots)


def _label(
    axes: Any,  # noqa: ANN401
    labels: Sequence[tuple[tuple[float, float], str]],
    dots: Sequence[tuple[float, float]],
) -> None:
    """Write each label where it covers no other and no dot, with a line to its point if far."""
    to_pixels, frame = axes.transData.transform, axes.bbox
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in (to_pixels(dot) for dot in dots)]
    taken += [(x - 9, y - 9, x + 9, y + 9) for x, y in (to_pixels(point) for point, _t in labels)]
    for point, text in labels:
        px, py = to_pixels(point)
        lines = visible(text).split("\n")
        width, height = 8.6 * max(map(len, lines)) + 6, 17.0 * len(lines)
        dx, dy, side, box = 10, 0, "left", (0.0, 0.0, 0.0, 0.0)
        for dx, dy, side in _positions():
            x = px + dx * 1.39 - (width if side == "right" else 0)
            y = py + dy * 1.39 - height / 2
            box = (x, y, x + width, y + height)
            inside = frame.x0 <= x and box[2] <= frame.x1 and frame.y0 <= y and box[3] <= frame.y1
            if inside and not any(_touch(box, other) for other in taken):
                break
        taken.append(box)
        line = {"arrowstyle": "-", "color": _DIM, "lw": 0.8, "shrinkA": 1, "shrinkB": 6}
        axes.annotate(
            visible(text),
            point,
            xytext=(dx, dy),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=9,
            color=_INK,
            zorder=7,
            fontweight="bold",
            arrowprops=line if abs(dy) > 12 else None,
        )


def _positions() -> Iterator[tuple[int, int, str]]:
    for far in (0, 15, 30, 45, 60):
        yield from (
            (10, far, "left"),
            (10, -far, "left"),
            (-10, far, "right"),
            (-10, -far, "right"),
        )


def _touch(a: Sequence[float], b: Sequence[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _dress(axes: Any, deals: Deals, pair: Pair) -> None:  # noqa: ANN401
    """Label the axes with the parties' names, and keep the frame quiet."""
    first, second = (deals.sides[i] for i in pair)
    said = _("worth to {party} →")
    axes.set_xlabel(visible(said.format(party=clipped(first.name, 40))), color=_INK)
    axes.set_ylabel(visible(said.format(party=clipped(second.name, 40))), color=_INK)
    for edge in ("top", "right"):
        axes.spines[edge].set_visible(False)
    for edge in ("left", "bottom"):
        axes.spines[edge].set_color(_DIM)
    axes.tick_params(colors=_DIM, labelsize=9, length=3)
    axes.locator_params(nbins=6)


def _for_the_page(drawn: bytes, deals: Deals, pair: Pair) -> Markup:
    """Turn matplotlib's file into a part of the page: no styles, no fonts, named colours."""
    from lxml import etree

    root = etree.fromstring(drawn, etree.XMLParser(no_network=True, resolve_entities=False))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in (
            "metadata",
            "style",
        ):
            element.getparent().remove(element)
    used = set(re.findall(rb"#([\w-]+)", drawn))
    for element in root.iter():
        element.tag = etree.QName(element).localname
        _plain(element, used)
    two = len(deals.negotiation.parties) == 2
    names = anchor("figure", "packages" if two else f"packages-{pair[0] + 1}-{pair[1] + 1}")
    first, second = (deals.sides[i].name for i in pair)
    for name in list(root.attrib):
        if name not in ("viewBox",):
            del root.attrib[name]
    inner = Markup("").join(
        Markup(etree.tostring(child, encoding="unicode"))  # noqa: S704 - made here
        for child in root
    )
    inner = Markup(re.sub(r' xmlns(:\w+)?="[^"]*"', "", inner))  # noqa: S704 - made here
    text = _("Each dot is a package: {first} gains to the right, {second} upwards.")
    title = _("What each package is worth to both sides")
    if not two:
        title = _("What each package is worth to {first} and {second}")
    return tag(
        "svg",
        {
            "viewBox": root.get("viewBox"),
            "class": "scatter",
            "role": "img",
            "aria-labelledby": f"{names}-title {names}-text",
            "stroke-linejoin": "round",
            "stroke-linecap": "butt",
        },
        tag("title", {"id": f"{names}-title"}, title.format(first=first, second=second)),
        tag("desc", {"id": f"{names}-text"}, text.format(first=first, second=second)),
        inner,
    )


def _plain(element: _Element, used: set[bytes]) -> None:
    """Turn a style into attributes; leave out names that nothing refers to."""
    style = element.attrib.pop("style", "")
    for declaration in style.split(";"):
        key, _colon, value = (part.strip() for part in declaration.partition(":"))
        if key == "font":
            size = re.search(r"([\d.]+)px", value)
            element.set("font-size", size[1] if size else "10")
            if "bold" in value or re.search(r"\b[67]00\b", value):
                element.set("font-weight", "600")
        elif key in _KEPT:
            element.set(key, value)
    for key in ("fill", "stroke"):
        value = element.get(key)
        if value in _NAMES:
            element.set(key, _NAMES[value])
    if element.get("id", "").encode() not in used:
        element.attrib.pop("id", None)
    for name in [n for n in element.attrib if n.endswith("}href")]:
        element.set("href", element.attrib.pop(name))
