"""A line of advice: what a method found, what it hangs on, and what would flip it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from goodoffices.advise.status import Status
from goodoffices.base.exact import written
from goodoffices.case.nouns import Basis, Case, Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement of advice.

    ``method`` is the id of the method (see ``data/methods.md``); ``inputs`` what it hangs on, each
    by its path in the case file with its value; ``evidence`` claims behind them; ``flips`` what
    would change it; ``missing`` inputs that nobody has given; ``unreviewed`` those that the machine
    proposed and nobody has confirmed. ``id`` tells lines apart.
    """

    topic: str
    about: str = ""
    status: Status = "unknown"
    text: str = ""
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


def inputs(path: str, numbers: Mapping[str, Interval | None]) -> tuple[str, ...]:
    """Write numbers with their paths and their values, as a case file would."""
    return tuple(
        f"{path}.{name} = {_span(span)}" for name, span in numbers.items() if span is not None
    )


def _span(interval: Interval) -> str:
    low, high = map(written, interval)
    return low if low == high else f"{low}..{high}"


def evidence(bases: Iterable[Basis]) -> tuple[str, ...]:
    """Return the claims that several judgements rest on, each once."""
    return tuple(dict.fromkeys(claim for basis in bases for claim in basis.evidence))


def worth_bases(case: Case) -> dict[str, Basis]:
    """Return what every worth of a case rests on, by its path in the case file."""
    bases: dict[str, Basis] = {}
    for party in case.parties:
        if (worth := party.worth) is not None:
            path = f"parties.{party.id}.worth"
            bases[path] = worth.basis
            bases |= {f"{path}.issues.{issue}": basis for issue, basis in worth.bases.items()}
            bases |= {f"{path}.pairs.{k}": p.basis for k, p in enumerate(worth.pairs, 1)}
            bases |= {f"{path}.red_lines.{k}": r.basis for k, r in enumerate(worth.red_lines, 1)}
    return bases
