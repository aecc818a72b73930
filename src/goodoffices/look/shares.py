"""Shares with what is left open about them, drawn: a bar for each, its interval, and its figures.

A bar is solid up to the lower end of its interval and pale up to the upper; the figures stand
beside it, so that nothing has to be read off. What is so as written has a filled mark before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.unseen import visible
from goodoffices.look.markup import tag, wrapped

_NAME, _BAR, _ROW, _TOP, _WIDTH = 260.0, 300.0, 40.0, 30.0, 680.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownShare:
    """One share, from 0 to 1, with its interval; ``told`` are its figures; ``so``: as written."""

    name: str
    low: float
    value: float
    high: float
    told: str
    so: bool


def figure(shares: Sequence[ShownShare], id_: str, title: str, text: str) -> Markup | None:
    """Draw shares below each other; None where there are none.

    Parameters
    ----------
    id_
        the figure's own, from which the ids within it are made.
    title, text
        what the figure says, and what it shows, for whoever does not see it.
    """
    if not shares:
        return None
    height = _TOP + _ROW * len(shares) + 8
    attributes = {
        "viewBox": f"0 0 {_WIDTH:.0f} {height:.0f}",
        "class": "shares",
        "role": "img",
        "aria-labelledby": f"{id_}-title {id_}-text",
        "font-size": 13,
    }
    rows = [_row(share, _TOP + _ROW * k) for k, share in enumerate(shares)]
    titled = tag("title", {"id": f"{id_}-title"}, title)
    described = tag("desc", {"id": f"{id_}-text"}, text)
    return tag("svg", attributes, titled, described, *_scale(height), *rows)


def _scale(height: float) -> list[Markup]:
    """Draw the scale: a line at every quarter, with its per cent."""
    found = []
    for quarter in range(5):
        x = _NAME + _BAR * quarter / 4
        line = {"x1": x, "x2": x, "y1": _TOP - 6, "y2": height - 6, "class": "gr"}
        put = {"x": x, "y": _TOP - 12, "class": "m s d", "text-anchor": "middle"}
        found += [
            tag("line", {**line, "stroke": "var(--rule)"}),
            tag("text", put, f"{25 * quarter} %"),
        ]
    return found


def _row(share: ShownShare, y: float) -> Markup:
    names = wrapped(visible(share.name), 36, 2)
    first = y + 17 - 7 * (len(names) - 1)
    words = [
        tag("text", {"x": 16, "y": first + 14 * k, "font-size": 12}, line)
        for k, line in enumerate(names)
    ]
    ink = {"stroke": "var(--ink)", "stroke-width": 1}
    mark = tag(
        "circle",
        {"cx": 6, "cy": y + 13, "r": 4, "fill": "var(--ink)" if share.so else "none", **ink},
    )
    bar = {"y": y + 6, "height": 14}
    low, high = _BAR * share.low, _BAR * share.high
    at = _NAME + _BAR * share.value
    return tag(
        "g",
        {},
        mark,
        *words,
        tag("rect", {"x": _NAME, "width": _BAR, **bar, "fill": "var(--panel)"}),
        tag("rect", {"x": _NAME, "width": max(low, 0.5), **bar, "fill": "var(--ink)"}),
        tag("rect", {"x": _NAME + low, "width": high - low, **bar, "fill": "var(--edge)"}),
        tag("line", {"x1": at, "x2": at, "y1": y + 2, "y2": y + 24, **ink}),
        tag("text", {"x": _NAME + _BAR + 12, "y": y + 17, "font-weight": 600}, share.told),
    )
