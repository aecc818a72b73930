"""What people judge so that advice can be computed, and what a judgement rests on.

Ripeness, mediation, commitments, what is contested, blockers. Every number is an interval and None
where nobody has said it: what is missing is asked for, never guessed. Nothing here reads a file or
a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from goodoffices.case.options import UNSAID, Basis

Consent = Literal["yes", "no", "unknown"]
AnswerGiven = Literal["yes", "no", "conditional", "unknown"]
"""What a party answers to a mediator; *conditional* where it accepts only on terms of its own."""

Interval = tuple[Fraction, Fraction]
"""From, to (both included): what is known of a number that is not known exactly."""


RIPENESS = ("stalemate", "way_out", "spokesperson")
"""What each side must have for a moment to be ripe (Zartman): it sees that it cannot win and is
hurting, it sees a way out, and somebody can speak for it."""

TRUST_NUMBERS = ("ideal", "conflict_cost", "issue_weight")
"""What the honesty of a mediator's word that a side can be trusted hangs on."""

REFERENCE: Mapping[str, tuple[str, ...]] = {
    "since": ("1946", "1918", "1990"),
    "violence": ("no_violence", "minor_clashes", "serious_clashes", "full_scale_war"),
    "mediator": ("intergovernmental_org", "regional_org", "single_state", "group_of_states"),
    "style": ("facilitation", "formulation", "manipulation"),
    "protracted": ("not_protracted", "protracted_no_long_war", "long_war"),
}
"""The tags by which past crises can be counted, each with its words, the usual one first."""

MOST_TAGS = 2
"""How many tags beside the first year; with more, too few crises are left."""

OCCASIONS = ("opportunity", "deadline")
"""What is told beside ripeness and is no part of it; the date is until when."""

FUNCTIONS = ("channel", "information", "formula", "incentives", "guarantee", "verification")
"""What a mediation may be needed for."""

TEMPTATIONS = (("ratio",), ("gain", "loss"), ("cheat", "comply", "punished"))
"""The ways in which it may be said what cheating gains over what being found out costs."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A yes, no or unknown, with when it was so and what it rests on."""

    answer: Consent
    date: str | None = None
    basis: Basis = UNSAID


@dataclass(frozen=True, slots=True)
class CounselTerms:
    """What a mediator's warning to one listener hangs on; see :mod:`goodoffices.advise.counsel`."""

    independent: Consent = "unknown"
    numbers: Mapping[str, Interval] = field(default_factory=dict)
    basis: Basis = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is judged of one mediator, beside the consents that the case holds.

    ``direct_party`` is whether it is itself a side of the dispute. ``trust`` holds the numbers of
    its word that a side can be trusted; ``basis`` is what the criteria rest on.
    """

    mediator: str
    functions: Mapping[str, Judged] = field(default_factory=dict)
    material_interest: Judged | None = None
    criteria: Mapping[str, Interval] = field(default_factory=dict)
    counsel: Mapping[str, CounselTerms] = field(default_factory=dict)
    direct_party: Judged | None = None
    trust: CounselTerms | None = None
    basis: Basis = UNSAID


@dataclass(frozen=True, slots=True)
class Inducement:
    """What somebody pays for an obligation: who holds it, until when (EDTF), and what then.

    ``held_by`` is the id of a party or a mediator; ``without`` holds the numbers of the obligation
    that are others once the inducement has lapsed.
    """

    text: str
    held_by: str | None = None
    until: str | None = None
    without: Mapping[str, Interval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What one party would have to keep, and what keeping it hangs on.

    ``numbers`` hold intervals by name: detection, delta, withdrawal, false_alarm, and what cheating
    gains in one of three ways (see :mod:`goodoffices.advise.commitments`). ``broken_before`` are
    claims that tell of an earlier one that was broken. ``counterpart`` is the obligation that the
    other side gives for this one.
    """

    id: str
    party: str
    text: str
    numbers: Mapping[str, Interval] = field(default_factory=dict)
    inspections: tuple[int, int] | None = None
    broken_before: tuple[str, ...] = ()
    inducement: Inducement | None = None
    counterpart: str | None = None
    basis: Basis = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """One thing to be divided between two parties, in shares of the first.

    ``numbers`` hold intervals by name: p, cost, other_cost, later, delta. ``shares`` are ways of
    settling it that are to be tested.
    """

    id: str
    name: str
    party: str
    other: str
    numbers: Mapping[str, Interval] = field(default_factory=dict)
    basis: Basis = UNSAID
    shares: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """One who may block: what a settlement and none are worth to it.

    ``worths`` are those of single packages, by id. Where it is a party of the case, ``party``, what
    packages and none are worth to it follows from that party's worths.
    """

    id: str
    name: str
    able: Consent
    worth: Interval | None = None
    walk_away: Interval | None = None
    basis: Basis = UNSAID
    party: str | None = None
    worths: Mapping[str, Interval] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """All that the case says for the sake of advice.

    ``stale_months`` is the age from which an answer on ripeness no longer counts; ``reference``
    holds by which tags past crises are counted.
    """

    ripeness: Mapping[str, Mapping[str, Judged]] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    candidates: Mapping[str, Candidate] = field(default_factory=dict)
    commitments: tuple[Obligation, ...] = ()
    contested: tuple[Contested, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    stale_months: int | None = None
    reference: Mapping[str, str] = field(default_factory=dict)
