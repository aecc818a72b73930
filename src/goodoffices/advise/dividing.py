"""What range is there, and does a window close? Lines on each thing to be divided."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from goodoffices.advise.bargaining import Range, bargaining_range, closing_window
from goodoffices.advise.corners import Status
from goodoffices.advise.lines import Line, given, missing, number, reviewed, shown, span, unfit
from goodoffices.base.i18n import _
from goodoffices.case.judgements import Advised, Contested

RANGE = "range"
WINDOW = "window"
NEEDED = ("p", "cost", "other_cost")
SHIFT = ("later", "delta")


def ranges(said: Advised) -> Iterator[Line]:
    """Yield the bargaining range of each contested thing, its shares tested, and its window."""
    for contested in said.contested:
        yield from _one(contested)


def absent(contested: Contested) -> list[str]:
    """Return the numbers that nobody has given; those of a shift only where it was begun."""
    needed = NEEDED if not set(SHIFT) & set(contested.numbers) else (*NEEDED, *SHIFT)
    return [name for name in needed if name not in contested.numbers]


def _one(contested: Contested) -> Iterator[Line]:
    n, path = contested.numbers, f"advice.contested.{contested.id}"
    bases = {path: contested.basis}
    lacking = [name for name in NEEDED if name not in n]
    if lacking:
        yield missing("range", contested.name, lacking, RANGE, f"range:{contested.id}")
        return
    try:
        found = bargaining_range(n["p"], n["cost"], n["other_cost"])
    except ValueError as wrong:
        name = {"cost_a": "cost", "cost_b": "other_cost"}.get(str(wrong), str(wrong))
        yield unfit("range", contested.name, name, RANGE, f"range:{contested.id}")
        return
    yield reviewed(_range(contested, found), bases)
    for share in contested.shares:
        yield reviewed(_share(contested, found, share), bases)
    if not set(SHIFT) & set(n):
        return
    lacking = [name for name in SHIFT if name not in n]
    if lacking:
        yield missing("window", contested.name, lacking, WINDOW, f"window:{contested.id}")
        return
    try:
        yield reviewed(_window(contested), bases)
    except ValueError as wrong:
        name = {"p_later": "later", "p_now": "p"}.get(str(wrong), str(wrong))
        yield unfit("window", contested.name, name, WINDOW, f"window:{contested.id}")


def _inputs(contested: Contested, names: tuple[str, ...]) -> tuple[str, ...]:
    path = f"advice.contested.{contested.id}"
    return given(path, {name: contested.numbers[name] for name in names})


def _range(contested: Contested, found: Range) -> Line:
    """Say which shares both would prefer to their alternatives."""
    if found.certain is not None:
        status: Status = "certain"
        text = _(
            "Both prefer shares of {certain} to their alternatives for sure; of {possible} perhaps."
        )
        text = text.format(certain=span(found.certain), possible=span(found.possible))
    else:
        status = "depends"
        text = _("No share is preferred by both for sure; shares of {possible} perhaps.")
        text = text.format(possible=span(found.possible))
    return Line(
        "range",
        contested.name,
        status,
        text,
        RANGE,
        _inputs(contested, NEEDED),
        contested.basis.evidence,
        _("another p, or lower costs of the alternatives"),
        id=f"range:{contested.id}",
    )


def _share(contested: Contested, found: Range, share: Fraction) -> Line:
    """Say whether one way of settling it, given as a share, lies within the range."""
    about = _("{name}, settled at {share}").format(name=contested.name, share=number(share))
    ident = f"range:{contested.id}:{number(share)}"
    status = found.inside(share)
    text = {
        "certain": _("Both prefer it to their alternatives, whatever of what was allowed is so."),
        "impossible": _("One of them prefers its alternative, whatever of what was allowed is so."),
    }.get(status, "")
    if not text:
        text = _(
            "It lies within the range for {part} of the numbers that were allowed, each taken "
            "evenly and for itself; that is no probability."
        )
        text = text.format(part=shown(found.part(share)))
    inputs = (*_inputs(contested, NEEDED), f"advice.contested.{contested.id}.shares")
    return Line(
        "range",
        about,
        status,
        text,
        RANGE,
        inputs,
        contested.basis.evidence,
        _("another p, or other costs of the alternatives"),
        id=ident,
    )


def _window(contested: Contested) -> Line:
    """Say whether a promise is enough to hold a side whose power falls."""
    n = contested.numbers
    found = closing_window(n["p"], n["later"], n["cost"], n["other_cost"], n["delta"])
    text = {
        "certain": _("A promise is enough, although power shifts."),
        "impossible": _("No promise is enough: power shifts too much."),
    }.get(found.status, _("Whether a promise is enough depends on what was allowed."))
    fall = _("A fall of at most {fall} is made up for.").format(fall=span(found.largest_fall))
    return Line(
        "window",
        contested.name,
        found.status,
        f"{text} {fall}",
        WINDOW,
        _inputs(contested, (*NEEDED, *SHIFT)),
        contested.basis.evidence,
        _("a smaller shift, or one spread over more time"),
        id=f"window:{contested.id}",
    )
