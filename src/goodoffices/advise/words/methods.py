"""The methods of advice: formula, inputs, source and what is refused, each under its id.

Their words stand in ``data/methods.md``, which people read as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from goodoffices.advise.lines import Line
from goodoffices.advise.words.lines import sentence
from goodoffices.base.errors import UsageError, nearest
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _, comma


@dataclass(frozen=True, slots=True)
class Method:
    """How some lines are worked out.

    ``formula`` and ``inputs`` are said in the notation of the case file; ``source`` is the
    literature, with what is our own; ``refuses`` what it does not say, and why.
    """

    id: str
    formula: str
    inputs: str
    source: str
    refuses: str


def methods() -> dict[str, Method]:
    """Return every method by its id, in the order of the advice."""
    return {
        ident: Method(ident, **{part: _(text) for part, text in parts.items()})
        for ident, parts in _written().items()
    }


def method(ident: str) -> Method:
    """Return a method by its id.

    Raises
    ------
    UsageError
        GO822 where there is none.
    """
    known = methods()
    if ident in known:
        return known[ident]
    near, names = nearest(ident, list(known)), comma().join(known)
    if near:
        raise UsageError(finding("GO822.near", name=ident[:60], near_name=near, names=names))
    raise UsageError(finding("GO822.none", name=ident[:60], names=names))


@cache
def _written() -> dict[str, dict[str, str]]:
    page = (files("goodoffices.advise") / "data" / "methods.md").read_text("utf-8")
    _head, *blocks = re.split(r"^## (\w+)$", page, flags=re.MULTILINE)
    parts = (
        re.findall(r"^- (\w+): (.*(?:\n  .*)*)", block, re.MULTILINE) for block in blocks[1::2]
    )
    return {
        ident: {part: " ".join(text.split()) for part, text in found}
        for ident, found in zip(blocks[::2], parts, strict=True)
    }


def heading(method: Method) -> list[str]:
    """Say a method's id, formula, inputs, source, and what it does not say."""
    return [
        method.id,
        "  " + _("formula: {text}").format(text=method.formula),
        "  " + _("inputs: {text}").format(text=method.inputs),
        "  " + _("source: {text}").format(text=method.source),
        "  " + _("does not say: {text}").format(text=method.refuses),
    ]


def explain(
    method: Method, lines: Sequence[Line], wording: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield formula, inputs, source, and every line of a case that the method gave.

    Parameters
    ----------
    wording
        the words that a claim rests on, by its id.
    """
    yield from heading(method)
    own = [line for line in lines if line.method == method.id]
    if not own:
        yield ""
        yield _("The case says nothing that this method could work with.")
    for line in own:
        yield ""
        yield from _line(line, wording or {})


def _line(line: Line, wording: Mapping[str, str]) -> Iterator[str]:
    yield sentence(line)
    for name in line.inputs:
        yield "  " + _("hangs on: {what}").format(what=name)
    if line.missing:
        yield "  " + _("missing: {what}").format(what=comma().join(line.missing))
    if line.unreviewed:
        yield "  " + _("not reviewed: {what}").format(what=comma().join(line.unreviewed))
    if line.evidence:
        yield "  " + _("evidence: {ids}").format(ids=comma().join(line.evidence))
        yield from (f"    {c}: “{wording[c]}”" for c in line.evidence if c in wording)
    if line.flips:
        yield "  " + _("would flip it: {what}").format(what=line.flips)
