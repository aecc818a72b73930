"""A chronicle: what happened, by date, each with its name beside its mark.

A row for each, from the first to the last; the mark stands at its date, as long as that is vague.
Cooperation points up and conflict down; deeds are filled and words hollow. Where a few stand far
from all others, the axis is broken between, so that years of nothing do not take the room in which
the months could be told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.look import dates
from goodoffices.look.markup import clipped, tag

_WIDTH, _LEFT, _ROW, _TOP = 720.0, 26.0, 22.0, 30.0
_LETTER = 6.7
"""How wide a letter is, about."""

MOST_BESIDE = 150.0
"""Room beside a mark below which its name stands on its line."""

FAR = 0.5
"""A stretch of nothing that takes more than this of the whole is cut out."""

FEW = 1 / 3
"""Of all that is dated, no more may stand beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing: its name, when (years with fractions, from and to), which way it points.

    ``together`` is None where it points neither way; ``place`` is where its row of the table is.
    """

    name: str
    when: tuple[float, float] | None
    date: str
    together: bool | None
    deed: bool
    ahead: bool
    place: str
    number: int


class _Axis:
    """Where a moment lies: in one stretch, or in two with what lies between left out."""

    def __init__(self, reaches: Sequence[tuple[float, float]]) -> None:
        ordered = sorted(reaches)
        first, last = ordered[0][0], max(end for _start, end in ordered)
        width = _WIDTH - _LEFT - 16
        self.parts: list[tuple[float, float, float, float]] = [
            (*_aired(first, last), _LEFT, _LEFT + width)
        ]
        self.cut: float | None = None
        gaps = [
            (after[0] - max(r[1] for r in ordered[: k + 1]), k + 1)
            for k, after in enumerate(ordered[1:])
        ]
        gap, at = max(gaps, default=(0.0, 0))
        away = min(at, len(ordered) - at)
        if gap <= FAR * (last - first) or away > FEW * len(ordered) or last - first < 1 / 6:
            return
        share = 0.18 if at <= len(ordered) - at else 0.82
        self.cut = _LEFT + width * share
        early = max(r[1] for r in ordered[:at])
        self.parts = [
            (*_aired(first, early), _LEFT, self.cut - 8),
            (*_aired(ordered[at][0], last), self.cut + 8, _LEFT + width),
        ]

    def at(self, moment: float) -> float:
        """Return the place of a moment."""
        start, end, left, right = next(
            (part for part in self.parts if moment <= part[1]), self.parts[-1]
        )
        share = (moment - start) / (end - start)
        return left + (right - left) * min(1.0, max(0.0, share))


def _aired(first: float, last: float) -> tuple[float, float]:
    air = max((last - first) * 0.03, 1 / 60)
    return first - air, last + air


def figure(
    happened: Sequence[Happened], language: str, id_: str, title: str, told: str
) -> Markup | None:
    """Draw a chronicle, the undated last; None where there is nothing.

    Parameters
    ----------
    id_
        what the ids within the figure begin with.
    title, told
        its title, and what it shows in words for whoever does not see it.
    """
    if not happened:
        return None
    dated = sorted((h for h in happened if h.when), key=lambda h: h.when or (0.0, 0.0))
    undated = [h for h in happened if not h.when]
    below = _TOP + _ROW * len(dated)
    height = below + (_ROW * (len(undated) + 1.4) if undated else 0) + 12
    parts: list[Markup] = []
    if dated:
        axis = _Axis([h.when for h in dated if h.when])
        parts.append(_axis(axis, below, language))
        parts += [_row(h, axis, _TOP + _ROW * k) for k, h in enumerate(dated)]
    if undated:
        y = below + _ROW
        parts.append(tag("text", {"x": _LEFT, "y": y, "class": "d s"}, _("without a date")))
        parts += [_row(h, None, y + 6 + _ROW * k) for k, h in enumerate(undated)]
    return tag(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH:.0f} {height:.0f}",
            "class": "timeline",
            "role": "graphics-document",
            "aria-labelledby": f"{id_}-title {id_}-text",
        },
        tag("title", {"id": f"{id_}-title"}, title),
        tag("desc", {"id": f"{id_}-text"}, told),
        *parts,
    )


def _axis(axis: _Axis, below: float, language: str) -> Markup:
    """Draw the axis with its months or years, and the cut where there is one."""
    parts = []
    for first, last, left, right in axis.parts:
        parts.append(tag("path", {"d": f"M{left:.1f} {_TOP - 6:.1f}H{right:.1f}", "class": "ax"}))
        end = left - 40
        for moment, label in dates.ticks(first, last, language) or [(first, "")]:
            x = axis.at(moment)
            room = _LETTER * len(label)
            if x < end + 6 or x + room > right + 24 or not left <= x <= right:
                continue
            line = {"d": f"M{x:.1f} {_TOP - 10:.1f}V{below:.1f}", "class": "gr"}
            parts.append(tag("path", line))
            parts.append(tag("text", {"x": x, "y": _TOP - 14, "class": "d s"}, label))
            end = x + room
        if end < left:  # too short a stretch for a tick: its year
            label = dates.said(str(int(first)), language)
            parts.append(tag("text", {"x": left, "y": _TOP - 14, "class": "d s"}, label))
    if axis.cut is not None:
        x, y = axis.cut, _TOP - 6
        d = f"M{x - 6:.1f} {y + 5:.1f}l4 -10M{x + 2:.1f} {y + 5:.1f}l4 -10"
        parts.append(tag("path", {"d": d, "class": "ax strong"}))
    return tag("g", {}, *parts)


def _row(one: Happened, axis: _Axis | None, top: float) -> Markup:
    """Draw one row: its mark and its name."""
    left = right = _LEFT
    if axis is not None and one.when is not None:
        left, right = axis.at(one.when[0]), axis.at(one.when[1])
    middle, y = (left + right) / 2, top + 11
    behind = right < _WIDTH * 0.56
    edge = right if behind else left
    room = (_WIDTH - 12 - right if behind else left - 12) - 16
    if room < MOST_BESIDE:  # it reaches from one end to the other: on it, then
        behind, edge, room = True, middle, _WIDTH - 40 - middle
    words = clipped(one.name, max(12, int(room / _LETTER)))
    label = {"x": edge + 11 if behind else edge - 11, "y": y + 4, "class": "s" if behind else "s e"}
    label |= {"paint-order": "stroke", "stroke": "var(--paper)", "stroke-width": 3}
    way = {True: "coop", False: "conf", None: "none"}[one.together]
    look = f"mark {way} {'deed' if one.deed else 'word'}" + (" ahead" if one.ahead else "")
    vague = [] if right - left < 6 else [_span(left, right, y)]
    said = _("{number}. {date}: {name}").format(
        number=one.number, date=one.date or _("undated"), name=one.name
    )
    return tag(
        "a",
        {"href": f"#{one.place}", "class": look},
        tag("title", {}, said),
        *vague,
        tag("path", {"d": _mark(one.together, middle, y), "class": "point"}),
        tag("text", label, words),
    )


def _span(left: float, right: float, y: float) -> Markup:
    return tag("path", {"d": f"M{left:.1f} {y:.1f}H{right:.1f}", "class": "vague"})


def _mark(together: bool | None, x: float, y: float) -> str:
    """Return a triangle that points up or down, or a diamond."""
    if together is None:
        return f"M{x:.1f} {y - 6:.1f}l5 6l-5 6l-5 -6z"
    up = 1 if together else -1
    return f"M{x:.1f} {y - 6 * up:.1f}l6.5 {11 * up}h-13z"
