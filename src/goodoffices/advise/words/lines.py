"""What the lines of every question share: numbers, what is missing, and how they are laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from goodoffices.advise.lines import Line
from goodoffices.advise.status import MaybeInterval, Status
from goodoffices.base.i18n import _, comma
from goodoffices.case.nouns import Basis

MARKS: dict[Status, str] = {"certain": "●", "depends": "◐", "impossible": "○", "unknown": "?"}

QUOTED = frozenset({"commitment", "counterpart"})
"""Methods beside whose lines the words of the evidence stand: what was broken before."""


def status_word(status: Status) -> str:
    """Say a status."""
    return {
        "certain": _("certain"),
        "depends": _("depends"),
        "impossible": _("impossible"),
        "unknown": _("unknown"),
    }[status]


def topics() -> dict[str, str]:
    """Return the question that each topic answers, in the order a mediator would ask."""
    return {
        "ripeness": _("Is the moment ripe?"),
        "mediator": _("Whose mediation?"),
        "counsel": _("Whose warning would be believed?"),
        "package": _("What could be signed?"),
        "commitment": _("Would it be kept?"),
        "blocker": _("Who could block?"),
        "range": _("What range is there?"),
        "window": _("Does a window close?"),
    }


# -- numbers -----------------------------------------------------------------------------------


def shown(number: Fraction | None) -> str:
    """Write a number to three places; "none" where no number is enough."""
    if number is None:
        return _("none")
    value = float(number)
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def span(interval: MaybeInterval) -> str:
    """Write an interval."""
    low, high = interval
    return shown(low) if low == high else f"{shown(low)}–{shown(high)}"


# -- what is not known -------------------------------------------------------------------------


def missing(line: Line, names: Sequence[str]) -> Line:
    """Say that inputs of a line are missing, so that nothing can be said."""
    return replace(
        line,
        text=_("Cannot be said: {names} not given.").format(names=comma().join(names)),
        flips=_("Write them under advice in case.yaml, as intervals, with who judged."),
        missing=tuple(names),
    )


def unfit(line: Line, name: str) -> Line:
    """Say that an input of a line cannot be what it is written to be."""
    text = _("Cannot be said: {name} is out of its bounds.").format(name=name)
    return replace(line, text=text, missing=(name,))


def untold(topic: str, what: str, method: str) -> Line:
    """Say that the case says nothing of a topic."""
    text = _("The case does not say {what}.").format(what=what)
    return Line(topic=topic, text=text, method=method, missing=(topic,))


def reviewed(line: Line, bases: Mapping[str, Basis]) -> Line:
    """Return a line as it stands, or unknown where it rests on what nobody has confirmed.

    Parameters
    ----------
    bases
        what each judgement behind the line rests on, by its path in the case file.
    """
    waiting = tuple(path for path, basis in bases.items() if basis.unreviewed)
    line = replace(line, unreviewed=(*line.unreviewed, *waiting))
    if not waiting or line.status == "unknown":
        return line
    text = _("Proposed by the machine and not reviewed: {names}. Were it confirmed: {text}")
    text = text.format(names=comma().join(waiting), text=line.text)
    return replace(line, status="unknown", text=text)


# -- laid out ----------------------------------------------------------------------------------


def laid_out(
    lines: Iterable[Line],
    notes: Mapping[str, str] | None = None,
    wording: Mapping[str, str] | None = None,
) -> list[str]:
    """Lay lines out for a terminal, topic by topic.

    Parameters
    ----------
    notes
        what is to be said of the evidence of a line, by the line's id.
    wording
        the words that a claim rests on, by its id.
    """
    heads = topics()
    rows: list[str] = []
    topic = ""
    for line in lines:
        if line.topic != topic:
            rows += ["", heads[line.topic]]
            topic = line.topic
        rows.append(f"  {MARKS[line.status]} {sentence(line)}")
        rows += _below(line, (notes or {}).get(line.id, ""), wording or {})
    return rows[1:]


def sentence(line: Line) -> str:
    """Say a line: its status, what it is about, and its text."""
    about = f"{line.about}: " if line.about else ""
    return f"{status_word(line.status)}  {about}{line.text}"


def _below(line: Line, note: str, wording: Mapping[str, str]) -> Iterator[str]:
    """Say what a line rests on and what would flip it."""
    if line.evidence:
        ids = comma().join(line.evidence) + (f" ({note})" if note else "")
        yield "      " + _("evidence: {ids}").format(ids=ids)
        cited = line.evidence if line.method in QUOTED else ()
        yield from (f"        {c}: “{wording[c]}”" for c in cited if c in wording)
    if line.flips:
        yield "      " + _("would flip it: {what}").format(what=line.flips)


def heads() -> tuple[str, ...]:
    """Return the heads of a table of lines."""
    return _("Status"), _("Question"), _("About"), _("What is so"), _("Would flip it")


def cells(lines: Iterable[Line]) -> Iterator[tuple[str, ...]]:
    """Yield the row of each line in such a table."""
    questions = topics()
    for line in lines:
        status = f"{MARKS[line.status]} {status_word(line.status)}"
        yield status, questions[line.topic], line.about, line.text, line.flips
