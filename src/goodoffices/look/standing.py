"""Where each issue stands between the sides, and where each side has stood over time.

*Between*: the levels of an issue from the one end to the other, each side's shape at what it would
like best, and a ring where it stands today. *Over time*: a lane for each stance, each statement a
mark with its speaker's shape at its date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.i18n import _
from goodoffices.look import dates
from goodoffices.look.markup import clipped, tag, wrapped
from goodoffices.look.sides import Side, glyph

_WIDTH = 720.0
_HEAD = 178.0
"""Room for the names of rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """One issue: its levels, which one holds today, and which each side would like best."""

    name: str
    levels: tuple[str, ...]
    today: int | None
    best: Mapping[str, int]


def between(
    issues: Sequence[Between], sides: Sequence[Side], id_: str, title: str, told: str
) -> Markup | None:
    """Draw where issues stand between the sides; None where there is nothing to draw."""
    if not issues:
        return None
    row = 58.0
    parts = []
    for number, issue in enumerate(issues):
        y = 30 + number * row
        parts += [
            tag("text", {"x": 0, "y": y - 2 + 14 * k, "class": "b s"}, line)
            for k, line in enumerate(wrapped(issue.name, 24, 2))
        ]
        parts.append(_levels(issue, sides, y))
    height = 20 + row * len(issues)
    return _framed("standing", height, id_, title, told, parts)


def _levels(issue: Between, sides: Sequence[Side], y: float) -> Markup:
    count = len(issue.levels)
    left, right = _HEAD + 56, _WIDTH - 80
    places = [left + (right - left) * (k / (count - 1) if count > 1 else 0.5) for k in range(count)]
    parts = [tag("path", {"d": f"M{places[0]:.1f} {y:.1f}H{places[-1]:.1f}", "class": "ax"})]
    room = int(max(90.0, (right - left) / max(count - 1, 1)) / 6.4)
    for k, (x, level) in enumerate(zip(places, issue.levels, strict=True)):
        parts.append(tag("path", {"d": f"M{x:.1f} {y - 4:.1f}v8", "class": "ax"}))
        if k == issue.today:
            parts.append(tag("circle", {"cx": x, "cy": y, "r": 12, "class": "ring"}))
        look = {"x": x, "y": y + 27, "class": "d s m"}
        kept = min(room, int(2 * (_WIDTH - x) / 6.4))  # a word in the middle ends with the figure
        parts.append(tag("text", look, clipped(level, max(9, kept))))
    for k, x in enumerate(places):
        here = [side for side in sides if issue.best.get(side.id) == k]
        for n, side in enumerate(here):
            shift = (n - (len(here) - 1) / 2) * 15
            drawn = glyph(side.shape, x + shift, y, 6.5, class_=f"fill {side.colour}")
            parts.append(tag("g", {"class": side.colour}, tag("title", {}, side.name), drawn))
    return tag("g", {}, *parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A statement on an issue: whose, when (years with fractions), which stance, its place."""

    issue: str
    side: Side
    speaker: str
    when: float | None
    date: str
    stance: str
    words: str
    place: str


LANES = ("for", "conditional", "against")


def lanes() -> dict[str, str]:
    """Return the names of the lanes, from the top."""
    return {"for": _("for"), "conditional": _("on a condition"), "against": _("against")}


def over_time(
    stood: Sequence[Stood], language: str, id_: str, title: str, told: str
) -> Markup | None:
    """Draw positions over time, an issue below the other; None where fewer than two are dated."""
    dated = [s for s in stood if s.when is not None and s.stance in LANES]
    if len(dated) < 2:
        return None
    first, last = min(s.when or 0.0 for s in dated), max(s.when or 0.0 for s in dated)
    air = max((last - first) * 0.05, 1 / 60)
    first, last = first - air, last + air

    def x(moment: float) -> float:
        return _HEAD + (_WIDTH - 20 - _HEAD) * (moment - first) / (last - first)

    parts: list[Markup] = []
    y, lane = 34.0, 20.0
    for issue in dict.fromkeys(s.issue for s in dated):
        head = {"x": 0, "y": y + 12, "class": "b s"}
        parts.append(tag("text", head, clipped(issue, 20)))
        for k, (stance, name) in enumerate(lanes().items()):
            level = y + 8 + k * lane
            parts.append(tag("text", {"x": _HEAD - 8, "y": level + 4, "class": "d s e"}, name))
            line = {"d": f"M{_HEAD:.1f} {level:.1f}H{_WIDTH - 20:.1f}", "class": "gr"}
            parts.append(tag("path", line))
            parts += [
                _stance(s, x(s.when or 0.0), level)
                for s in dated
                if s.issue == issue and s.stance == stance
            ]
        y += lane * 3 + 14
    ticks = []
    end = -99.0
    for moment, label in dates.ticks(first, last, language):
        if x(moment) > end + 8:
            ticks.append(tag("text", {"x": x(moment), "y": 16, "class": "d s"}, label))
            end = x(moment) + 6.6 * len(label)
    return _framed("positions", y, id_, title, told, [*ticks, *parts])


def _stance(one: Stood, x: float, y: float) -> Markup:
    said = _("{date}, {speaker}: {words}").format(
        date=one.date, speaker=one.speaker, words=clipped(one.words, 120)
    )
    mark = glyph(one.side.shape, x, y, 6, class_=f"fill {one.side.colour}")
    return tag("a", {"href": f"#{one.place}"}, tag("title", {}, said), mark)


def _framed(
    kind: str, height: float, id_: str, title: str, told: str, parts: Sequence[Markup]
) -> Markup:
    return tag(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH:.0f} {height:.0f}",
            "class": kind,
            "role": "graphics-document",
            "aria-labelledby": f"{id_}-title {id_}-text",
        },
        tag("title", {"id": f"{id_}-title"}, title),
        tag("desc", {"id": f"{id_}-text"}, told),
        *parts,
    )
