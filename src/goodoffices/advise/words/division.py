"""What range is there, and does a window close? Lines on each thing to be divided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from goodoffices.advise.division import (
    NUMBERS,
    SHIFT,
    BargainingRange,
    bargaining_range,
    closing_window,
)
from goodoffices.advise.lines import Line, inputs
from goodoffices.advise.status import Status
from goodoffices.advise.words.lines import missing, reviewed, shown, span, unfit
from goodoffices.base.exact import written
from goodoffices.base.i18n import _
from goodoffices.case.judged import Advised, Contested

_WRITTEN = {"cost_a": "cost", "cost_b": "other_cost", "p_later": "later", "p_now": "p"}
"""A formula's input → its name in the case file, where that is another."""


def lines(judgements: Advised) -> Iterator[Line]:
    """Yield the bargaining range of each contested thing, its shares tested, and its window."""
    for contested in judgements.contested:
        for line in _of_one(contested):
            yield line if line.missing else reviewed(line, {_path(contested): contested.basis})


def _of_one(contested: Contested) -> Iterator[Line]:
    numbers, ident = contested.numbers, f"range:{contested.id}"
    line = Line(topic="range", about=contested.name, method="range", id=ident)
    if lacking := [name for name in NUMBERS if name not in numbers]:
        yield missing(line, lacking)
        return
    try:
        result = bargaining_range(*(numbers[name] for name in NUMBERS))
    except ValueError as wrong:
        yield unfit(line, _WRITTEN.get(str(wrong), str(wrong)))
        return
    line = replace(line, inputs=_inputs(contested, NUMBERS), evidence=contested.basis.evidence)
    yield _range(line, result)
    for share in contested.shares:
        yield _share(line, contested, result, share)
    if any(name in numbers for name in SHIFT):
        yield _window(contested)


def _path(contested: Contested) -> str:
    return f"advice.contested.{contested.id}"


def _inputs(contested: Contested, names: tuple[str, ...]) -> tuple[str, ...]:
    return inputs(_path(contested), {name: contested.numbers[name] for name in names})


def _range(line: Line, result: BargainingRange) -> Line:
    """Say which shares both would prefer to their alternatives."""
    status: Status = "certain" if result.certain else "depends"
    text = _("No share is preferred by both for sure; shares of {possible} perhaps.")
    if result.certain:
        text = _(
            "Both prefer shares of {certain} to their alternatives for sure; of {possible} perhaps."
        )
    certain = span(result.certain) if result.certain else ""
    return replace(
        line,
        status=status,
        text=text.format(certain=certain, possible=span(result.possible)),
        flips=_("another p, or lower costs of the alternatives"),
    )


def _share(line: Line, contested: Contested, result: BargainingRange, share: Fraction) -> Line:
    """Say whether one way of settling it, given as a share, lies within the range."""
    status = result.inside(share)
    text = {
        "certain": _("Both prefer it to their alternatives, whatever of what was allowed is so."),
        "impossible": _("One of them prefers its alternative, whatever of what was allowed is so."),
    }.get(status, "")
    if not text:
        text = _(
            "It lies within the range for {part} of the numbers that were allowed, each taken "
            "evenly and for itself; that is no probability."
        ).format(part=shown(result.part(share)))
    about = _("{name}, settled at {share}")
    return replace(
        line,
        about=about.format(name=contested.name, share=written(share)),
        status=status,
        text=text,
        inputs=(*line.inputs, f"{_path(contested)}.shares"),
        flips=_("another p, or other costs of the alternatives"),
        id=f"{line.id}:{written(share)}",
    )


def _window(contested: Contested) -> Line:
    """Say whether a promise is enough to hold a side whose power falls."""
    n, ident = contested.numbers, f"window:{contested.id}"
    line = Line(topic="window", about=contested.name, method="window", id=ident)
    if lacking := [name for name in SHIFT if name not in n]:
        return missing(line, lacking)
    try:
        result = closing_window(n["p"], n["later"], n["cost"], n["other_cost"], n["delta"])
    except ValueError as wrong:
        return unfit(line, _WRITTEN.get(str(wrong), str(wrong)))
    text = {
        "certain": _("A promise is enough, although power shifts."),
        "impossible": _("No promise is enough: power shifts too much."),
    }.get(result.status, _("Whether a promise is enough depends on what was allowed."))
    fall = _("A fall of at most {fall} is made up for.").format(fall=span(result.largest_fall))
    return replace(
        line,
        status=result.status,
        text=f"{text} {fall}",
        inputs=_inputs(contested, (*NUMBERS, *SHIFT)),
        evidence=contested.basis.evidence,
        flips=_("a smaller shift, or one spread over more time"),
    )
