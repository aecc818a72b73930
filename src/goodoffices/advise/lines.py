"""Lines of advice: what each method found, in words, what it hangs on and what would flip it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from goodoffices.advise.corners import Status
from goodoffices.base.i18n import _
from goodoffices.case.nouns import Basis, Interval


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of advice.

    ``method`` is the id of the method (see :mod:`goodoffices.advise.methods`); ``inputs`` what it
    hangs on, each by its path in the case file with its value; ``evidence`` claims behind them;
    ``flips`` what would change it; ``missing`` inputs that nobody has given; ``unreviewed`` those
    that the machine proposed and nobody has confirmed. ``id`` tells lines apart.
    """

    topic: str
    about: str
    status: Status
    text: str
    method: str
    inputs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    flips: str = ""
    missing: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()
    id: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells the line apart from every other."""
        return (self.id, "", "") if self.id else (self.topic, self.about, self.method)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON."""
        return {name: getattr(self, name) for name in self.__slots__}


Maybe = tuple[Fraction | None, Fraction | None]


def shown(number: Fraction | None) -> str:
    """Write a number to three places; "none" where no number is enough."""
    if number is None:
        return _("none")
    value = float(number)
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def span(interval: Maybe) -> str:
    """Write an interval."""
    low, high = interval
    return shown(low) if low == high else f"{shown(low)}–{shown(high)}"


def number(value: Fraction) -> str:
    """Write a number exactly, as a case file would."""
    from goodoffices.base.exact import written

    return written(value)


def given(path: str, numbers: Mapping[str, Interval | None]) -> tuple[str, ...]:
    """Write inputs with their paths and their values."""
    found = []
    for name, interval in numbers.items():
        if interval is not None:
            low, high = map(number, interval)
            found.append(f"{path}.{name} = {low if low == high else f'{low}..{high}'}")
    return tuple(found)


def reviewed(line: Line, bases: Mapping[str, Basis]) -> Line:
    """Return a line as it stands, or unknown where it rests on what nobody has confirmed.

    Parameters
    ----------
    bases
        what each judgement behind the line rests on, by its path in the case file.
    """
    waiting = tuple(path for path, basis in bases.items() if basis.unreviewed)
    if not waiting or line.status == "unknown":
        return replace(line, unreviewed=(*line.unreviewed, *waiting))
    text = _("Proposed by the machine and not reviewed: {names}. Were it confirmed: {text}")
    said = text.format(names=", ".join(waiting), text=line.text)
    return replace(line, status="unknown", text=said, unreviewed=(*line.unreviewed, *waiting))


def missing(topic: str, about: str, names: Sequence[str], method: str, ident: str = "") -> Line:
    """Say that inputs are missing, so that nothing can be said."""
    text = _("Cannot be said: {names} not given.").format(names=", ".join(names))
    flips = _("Write them under advice in case.yaml, as intervals, with who judged.")
    return Line(topic, about, "unknown", text, method, flips=flips, missing=tuple(names), id=ident)


def unfit(topic: str, about: str, name: str, method: str, ident: str = "") -> Line:
    """Say that an input cannot be what it is written to be."""
    text = _("Cannot be said: {name} is out of its bounds.").format(name=name)
    return Line(topic, about, "unknown", text, method, missing=(name,), id=ident)


def nothing_said(topic: str, what: str, method: str) -> Line:
    """Say that the case says nothing of a topic."""
    text = _("The case does not say {what}.").format(what=what)
    return Line(topic, "", "unknown", text, method, missing=(topic,))


def words(status: Status) -> str:
    """Say a status."""
    return {
        "certain": _("certain"),
        "depends": _("depends"),
        "impossible": _("impossible"),
        "unknown": _("unknown"),
    }[status]


MARKS: dict[Status, str] = {"certain": "●", "depends": "◐", "impossible": "○", "unknown": "?"}


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


QUOTED = frozenset({"commitment", "counterpart"})
"""Methods beside whose lines the words of the evidence stand: what was broken before."""


def spoken(
    lines: Sequence[Line],
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
    asked = topics()
    told: list[str] = []
    last = ""
    for line in lines:
        if line.topic != last:
            told += ["", asked[line.topic]]
            last = line.topic
        about = f"{line.about}: " if line.about else ""
        told.append(f"  {MARKS[line.status]} {words(line.status)}  {about}{line.text}")
        if line.evidence:
            note = (notes or {}).get(line.id, "")
            ids = ", ".join(line.evidence) + (f" ({note})" if note else "")
            told.append("      " + _("evidence: {ids}").format(ids=ids))
            quoted = line.evidence if line.method in QUOTED else ()
            told += [f"        {c}: “{wording[c]}”" for c in quoted if wording and c in wording]
        if line.flips:
            told.append("      " + _("would flip it: {what}").format(what=line.flips))
    return told[1:]
