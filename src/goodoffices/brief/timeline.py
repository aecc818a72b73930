"""Events in time: which way each points, a figure of them, and the rows of its table.

PLOVER sorts acts into four quarters, by word or deed and by cooperation or conflict. Cooperation
stands above the line and conflict below; deeds are filled and words hollow. What is only denied or
imagined is told in the table, struck out, and counted nowhere. What bears no date has no place on
the axis and stands beside it. An event that several reports tell is one row and one mark, with each
report's own words and how many origins they have.

Halterman, Bagozzi, Beger, Schrodt & Scarborough (2023), *PLOVER and POLECAT*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from goodoffices.base.i18n import _, n_
from goodoffices.brief.evidence import Evidence, Quote
from goodoffices.evidence.across.happenings import Happening
from goodoffices.evidence.claims import Event
from goodoffices.evidence.words import tally
from goodoffices.look import dates
from goodoffices.look.markup import anchor, clipped, sentence, tag

WORDS_TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
DEEDS_TOGETHER = frozenset({"COOPERATE", "AID", "RETREAT", "YIELD"})
WORDS_APART = frozenset({"REQUEST", "DEMAND", "ACCUSE", "REJECT", "THREATEN", "DISAPPROVE"})
DEEDS_APART = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})

DRAWN = 60
"""Events in the figure at most, the latest; the table has all."""

_WIDTH, _AXIS, _STEP, _SIDE = 720.0, 24.0, 26.0, 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event: a row of the table, and a mark of the figure.

    ``quote`` are the words of its first report, ``others`` those of the further ones, each with its
    date where that is another; ``told`` says how many reports and origins there are.
    """

    number: int
    event: Event
    quote: Quote
    others: tuple[tuple[Quote, str], ...]
    told: str
    date: str
    bounds: tuple[float, float] | None
    who: str
    whom: str
    mediator: str
    reporter: str

    @property
    def joint(self) -> bool:
        """Whether its actors did it with one another."""
        return len(self.event.actors) > 1 and set(self.event.actors) == set(self.event.recipients)

    @property
    def up(self) -> bool | None:
        """True for cooperation, False for conflict, None where the type is neither."""
        if self.event.type in WORDS_TOGETHER | DEEDS_TOGETHER:
            return True
        return False if self.event.type in WORDS_APART | DEEDS_APART else None

    @property
    def deed(self) -> bool:
        """Whether it was done and not only said."""
        return self.event.type in DEEDS_TOGETHER | DEEDS_APART

    @property
    def struck(self) -> bool:
        """Whether the report denies or only imagines it."""
        return self.event.modality in ("negated", "hypothetical")

    @property
    def ahead(self) -> bool:
        """Whether it is yet to come."""
        return self.event.modality == "future"

    @property
    def quarter(self) -> str:
        """Say which way it points."""
        if self.up is None:
            return _("neither")
        return {
            (True, False): _("cooperation, in words"),
            (True, True): _("cooperation, in deeds"),
            (False, False): _("conflict, in words"),
            (False, True): _("conflict, in deeds"),
        }[self.up, self.deed]

    @property
    def standing(self) -> str:
        """Say how far the report vouches for it; empty where it plainly asserts it."""
        return {
            "reported": _("as reported by others"),
            "negated": _("denied: not counted"),
            "hypothetical": _("only imagined: not counted"),
            "future": _("yet to come"),
            "historical": _("background"),
        }.get(self.event.modality, "")


def rows(evidence: Evidence, language: str) -> list[Row]:
    """Return the events, the dated ones by date and then the others as they stand in the text."""
    found = []
    for happening in evidence.witnesses.happenings:
        reach = dates.bounds(happening.event.date)
        found.append((reach is None, reach or (0.0, 0.0), happening))
    found.sort(key=lambda item: item[:2])
    return [
        _row(number, happening, evidence, language)
        for number, (_undated, _reach, happening) in enumerate(found, 1)
    ]


def _row(number: int, happening: Happening, evidence: Evidence, language: str) -> Row:
    event = happening.event
    return Row(
        number=number,
        event=event,
        quote=evidence.quote(event.id),
        others=tuple(
            (
                evidence.quote(other.id),
                dates.said(other.date, language) if other.date and other.date != event.date else "",
            )
            for other in happening.reports[1:]
        ),
        told=tally(happening.pages, happening.origins),
        date=dates.said(event.date, language) if event.date else "",
        bounds=dates.bounds(event.date),
        who=", ".join(evidence.names(event.actors)),
        whom=", ".join(evidence.names(event.recipients)),
        mediator=evidence.name(event.mediator),
        reporter=evidence.name(event.attributed_to),
    )


def figure(events: Sequence[Row], language: str) -> Markup | None:
    """Draw the events that count, by date, with the undated ones beside; None where there are none.

    Each mark bears the number of its row in the table and leads to it.
    """
    counted = [row for row in events if not row.struck and row.up is not None]
    dated = [row for row in counted if row.bounds][-DRAWN:]
    undated = [row for row in counted if not row.bounds][:DRAWN]
    if not counted:
        return None
    marks = _placed(dated, undated)
    above = 1 + max((m.level for m in marks if m.row.up), default=0)
    below = 1 + max((m.level for m in marks if not m.row.up), default=0)
    zero = 34 + above * _STEP
    height = zero + _AXIS + below * _STEP + 34
    parts = [_frame(zero, height, bool(dated), bool(undated))]
    if dated:
        parts.append(_axis(dated, zero, language, _left_of(undated)))
    parts += [_mark(mark, zero) for mark in marks]
    title = _("Events by date: cooperation above the line, conflict below")
    summary = _("{up} events of cooperation and {down} of conflict; {undated} bear no date.")
    up = sum(bool(row.up) for row in counted)
    text = summary.format(up=up, down=len(counted) - up, undated=len(undated))
    return _svg(height, title, text, parts)


@dataclass(frozen=True, slots=True)
class _Mark:
    row: Row
    left: float
    right: float
    level: int


def _left_of(undated: Sequence[Row]) -> float:
    """Return where the axis ends, which leaves room for the undated."""
    return _WIDTH - 16 - (_SIDE if undated else 0)


def _scale(dated: Sequence[Row]) -> tuple[float, float]:
    """Return the first and the last moment of the axis, with some air."""
    first = min(row.bounds[0] for row in dated if row.bounds)
    last = max(row.bounds[1] for row in dated if row.bounds)
    air = max((last - first) * 0.04, 1 / 12)
    return first - air, last + air


def _placed(dated: Sequence[Row], undated: Sequence[Row]) -> list[_Mark]:
    """Give each mark its place and the lowest level at which it touches no other."""
    marks: list[_Mark] = []
    ends: dict[bool, list[float]] = {True: [], False: []}
    first, last = _scale(dated) if dated else (0.0, 1.0)
    width = _left_of(undated) - 70
    for row in dated:
        assert row.bounds is not None  # noqa: S101 - dated
        left, right = (70 + width * (at - first) / (last - first) for at in row.bounds)
        if right - left < 22:
            left, right = (left + right) / 2 - 11, (left + right) / 2 + 11
        side = ends[bool(row.up)]
        level = next((i for i, end in enumerate(side) if end <= left - 2), len(side))
        side[level : level + 1] = [right]
        marks.append(_Mark(row, left, right, level))
    count = {True: 0, False: 0}
    for row in undated:
        number = count[bool(row.up)]
        count[bool(row.up)] += 1
        left = _WIDTH - _SIDE + 16 + (number % 5) * 26
        marks.append(_Mark(row, left, left + 22, number // 5))
    return marks


def _frame(zero: float, height: float, dated: bool, undated: bool) -> Markup:
    parts = [
        tag("text", {"x": 0, "y": zero - 8, "class": "coop"}, "▲ ", _("together")),
        tag("text", {"x": 0, "y": zero + _AXIS + 16, "class": "conf"}, "▼ ", _("apart")),
    ]
    if undated:
        left = _WIDTH - _SIDE
        parts.append(
            tag(
                "rect",
                {
                    "x": left,
                    "y": 22,
                    "width": _SIDE,
                    "height": height - 30,
                    "rx": 6,
                    "class": "panel",
                },
            )
        )
        parts.append(tag("text", {"x": left + 14, "y": 16, "class": "dim"}, _("without a date")))
    if not dated:
        text = _("No event bears a date that the report gives in full.")
        parts.append(tag("text", {"x": 80, "y": zero + 16, "class": "dim"}, text))
    return tag("g", {}, *parts)


def _axis(dated: Sequence[Row], zero: float, language: str, right: float) -> Markup:
    """Draw the line of time with its labels, in the band between above and below."""
    first, last = _scale(dated)
    parts = [
        tag("rect", {"x": 70, "y": zero, "width": right - 70, "height": _AXIS, "class": "band"})
    ]
    for at, label in dates.ticks(first, last, language):
        x = 70 + (right - 70) * (at - first) / (last - first)
        parts.append(
            tag("line", {"x1": x, "x2": x, "y1": zero, "y2": zero + _AXIS, "class": "tick"})
        )
        if x + 4 + 6.5 * len(label) < right:
            parts.append(tag("text", {"x": x + 4, "y": zero + 16, "class": "small"}, label))
    return tag("g", {}, *parts)


def _mark(mark: _Mark, zero: float) -> Markup:
    """Draw one event: a bar as long as its date is vague, with the number of its row."""
    row = mark.row
    top = zero - 4 - 22 - mark.level * _STEP
    if not row.up:
        top = zero + _AXIS + 4 + mark.level * _STEP
    look = "mark " + ("coop " if row.up else "conf ") + ("deed" if row.deed else "word")
    box = {"x": mark.left, "y": top, "width": mark.right - mark.left, "height": 22, "rx": 4}
    middle = (mark.left + mark.right) / 2
    label = _("{number}: {date}, {quarter}: {words}").format(
        number=row.number,
        date=row.date or _("undated"),
        quarter=row.quarter,
        words=clipped(row.quote.text, 120),
    )
    return tag(
        "a",
        {"href": f"#{row.quote.entry}", "class": look + (" ahead" if row.ahead else "")},
        tag("title", {}, label),
        tag("rect", box),
        tag("text", {"x": middle, "y": top + 15.5, "text-anchor": "middle"}, row.number),
    )


def _svg(height: float, title: str, text: str, parts: Sequence[Markup]) -> Markup:
    names = anchor("figure", "timeline")
    return tag(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH:.0f} {height:.0f}",
            "class": "timeline",
            "role": "graphics-document",
            "aria-labelledby": f"{names}-title {names}-text",
        },
        tag("title", {"id": f"{names}-title"}, title),
        tag("desc", {"id": f"{names}-text"}, text),
        *parts,
    )


def counts(events: Sequence[Row]) -> Markup:
    """Say in a sentence how many events there are, which way they point, and what is left out."""
    counted = [row for row in events if not row.struck]
    up = sum(row.up is True for row in counted)
    down = sum(row.up is False for row in counted)
    struck = len(events) - len(counted)
    undated = sum(row.bounds is None for row in counted)
    text = _("Acts of cooperation: {up}; of conflict: {down}. Without a date: {undated}.")
    said = sentence(text, up=up, down=down, undated=undated)
    if not struck:
        return said
    more = n_(
        "{struck} more is denied or only imagined and is not counted.",
        "{struck} more are denied or only imagined and are not counted.",
        struck,
    )
    return Markup("{} {}").format(said, sentence(more, struck=struck))
