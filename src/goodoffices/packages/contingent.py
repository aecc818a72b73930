"""Agreements that hang on an event: one package if it comes to pass, another if it does not.

Parties that expect different things need not agree on what will be: each gets more of what it wants
in the case that it thinks likelier (Raiffa 1982, *The Art and Science of Negotiation*, on
contingent contracts; Lax & Sebenius 1986, *The Manager as Negotiator*, chapter 5). Party i gives
the event a probability p_i, its own. An agreement (a if the event, b if not) is then worth

    p_i · u_i(a) + (1 − p_i) · u_i(b)

to it: what it expects, by its own lights. Worths stay exact. As that is a sum over the issues, once
for each case, an agreement that hangs on an event is a package of a negotiation with every issue
twice, and whatever can be asked of packages can be asked of it.

Where a probability is an interval, an agreement's worth to a party lies between its worths at the
two ends, which is told exactly; the doubled negotiation takes the interval's middle. What no deal
is worth does not hang on the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.exact import exact
from goodoffices.base.findings import finding
from goodoffices.case.nouns import CaseIssue, Interval, Pair, RedLine, Worth
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.efficient import EfficientPackages, Solution
from goodoffices.packages.words import contingent as words

IF, IF_NOT = "if", "if-not"

Standing = Literal["certain", "depends", "impossible"]


@dataclass(frozen=True)
class Expectation:
    """What an agreement is worth to a party: from, to, over its interval of the probability.

    ``turns_at`` is the probability at which it is worth just the walk-away, where that lies
    strictly between 0 and 1 and the agreement is worth more on one side of it.
    """

    party: str
    least: Fraction
    most: Fraction
    turns_at: Fraction | None


@dataclass(frozen=True, eq=False)
class Contingent:
    """What parties could agree on that hangs on an event.

    Attributes
    ----------
    flat
        the negotiation as it is.
    event
        what the event is called.
    chances
        each party's own probability of it, an interval (from, to).
    """

    flat: Bargain
    event: str
    chances: Mapping[str, Interval]

    @cached_property
    def doubled(self) -> Bargain:
        """The negotiation with each issue twice: if the event comes to pass, and if it does not."""
        flat = self.flat
        issues = [
            replace(
                issue, id=f"{which}.{issue.id}", name=words.issue(issue.name, which), today=None
            )
            for which in (IF, IF_NOT)
            for issue in flat.issues
        ]
        worths = {
            party: self._doubled(flat.worths[party], self._middle(party)) for party in flat.parties
        }
        today = None
        if flat.today is not None:
            today = self.joined(flat.today, flat.today)
            issues = [_with_today(issue, today) for issue in issues]
        return replace(
            flat,
            issues=tuple(issues),
            worths=worths,
            today=today,
            named=(),
            coalitions={},
            events=(),
        )

    def _middle(self, party: str) -> Fraction:
        low, high = self.chances[party]
        return (low + high) / 2

    def _doubled(self, worth: Worth, chance: Fraction) -> Worth:
        """Return what agreements are worth to a party that holds the event for so likely."""
        shares = {IF: chance, IF_NOT: 1 - chance}
        return Worth(
            weights={
                f"{w}.{i}": share * x
                for w, share in shares.items()
                for i, x in worth.weights.items()
            },
            values={f"{w}.{i}": values for w in shares for i, values in worth.values.items()},
            walk_away=worth.walk_away,
            basis=worth.basis,
            pairs=tuple(
                Pair(_prefixed(pair.choices, w), share * pair.adds, None, pair.basis, pair.place)
                for w, share in shares.items()
                for pair in worth.pairs
            ),
            red_lines=tuple(
                RedLine(_prefixed(line.choices, w), line.basis, line.place)
                for w in shares
                for line in worth.red_lines
            ),
        )

    @staticmethod
    def joined(if_so: Mapping[str, str], if_not: Mapping[str, str]) -> dict[str, str]:
        """Return two packages as one of the doubled negotiation."""
        return _prefixed(if_so, IF) | _prefixed(if_not, IF_NOT)

    @staticmethod
    def parted(choices: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return a package of the doubled negotiation as two: if the event, and if not."""
        parts: dict[str, dict[str, str]] = {IF: {}, IF_NOT: {}}
        for key, value in choices.items():
            which, _dot, issue = key.partition(".")
            parts[which][issue] = value
        return parts[IF], parts[IF_NOT]

    @cached_property
    def packages(self) -> EfficientPackages:
        """The efficient agreements that hang on the event, packages of the doubled negotiation."""
        return EfficientPackages.of(self.doubled)

    @cached_property
    def flat_packages(self) -> EfficientPackages:
        """The efficient packages that do not hang on it."""
        return EfficientPackages.of(self.flat)

    @cached_property
    def bettered(self) -> tuple[Solution, ...]:
        """The efficient packages without the event that an agreement on it betters for all.

        Nobody would expect less, by its own lights, and somebody more; of those that give every
        party at least its walk-away.
        """
        points = self.packages.frontier
        found = []
        for solution in self.flat_packages.pareto:
            rows = points.at_least(solution.utilities)
            if any(self.packages.worths_of(row) != solution.utilities for row in rows):
                found.append(solution)
        return tuple(found)

    def expectations(
        self, if_so: Mapping[str, str], if_not: Mapping[str, str]
    ) -> tuple[Expectation, ...]:
        """Return what an agreement is worth to each party, exactly, over its probabilities."""
        return tuple(self._expectation(party, if_so, if_not) for party in self.flat.parties)

    def _expectation(
        self, party: str, if_so: Mapping[str, str], if_not: Mapping[str, str]
    ) -> Expectation:
        so, other = self.flat.worth(party, if_so), self.flat.worth(party, if_not)
        ends = [chance * so + (1 - chance) * other for chance in self.chances[party]]
        away = self.flat.worths[party].walk_away
        turn = None if so == other else (away - other) / (so - other)
        inside = turn is not None and 0 < turn < 1
        return Expectation(party, min(ends), max(ends), turn if inside else None)

    def standing(self, if_so: Mapping[str, str], if_not: Mapping[str, str]) -> Standing:
        """Tell whether all would sign an agreement, whatever their probabilities are within bounds.

        ``certain``: each gets at least its walk-away at both ends of its interval, and no red line
        is crossed; ``impossible``: one gets less at both, or a line is crossed; else ``depends``.
        """
        if self.flat.crossed(if_so) or self.flat.crossed(if_not):
            return "impossible"
        each = self.expectations(if_so, if_not)
        away = {party: self.flat.worths[party].walk_away for party in self.flat.parties}
        if all(one.least >= away[one.party] for one in each):
            return "certain"
        return "impossible" if any(one.most < away[one.party] for one in each) else "depends"

    def rows(self) -> list[dict[str, str]]:
        """Return the agreements that could be signed as rows of a table."""
        return words.rows(self.packages, self.flat, self.event, self.parted)

    def explain(self) -> str:
        """Say what the event brings."""
        return words.told(self)

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for JSON, worths as exact text."""
        agreements = []
        for solution in self.packages.pareto:
            if_so, if_not = self.parted(solution.packages[0])
            agreements.append(
                {
                    "if": if_so,
                    "if_not": if_not,
                    "worths": [str(worth) for worth in solution.utilities],
                    "standing": self.standing(if_so, if_not),
                    "expected": {
                        one.party: {
                            "least": str(one.least),
                            "most": str(one.most),
                            "turns_at": None if one.turns_at is None else str(one.turns_at),
                        }
                        for one in self.expectations(if_so, if_not)
                    },
                }
            )
        return {
            "event": self.event,
            "probabilities": {p: [str(end) for end in ends] for p, ends in self.chances.items()},
            "agreements": agreements,
            "without": len(self.flat_packages.pareto),
            "bettered": len(self.bettered),
        }

    def _repr_html_(self) -> str:
        """Show the agreements as a table in a notebook."""
        return words.html(self.event, self.rows())


def contingent(
    negotiation: Bargain, chances: Mapping[str, Any] | None = None, event: str = "the event"
) -> Contingent:
    """Return what parties could agree on that hangs on an event.

    Parameters
    ----------
    chances
        each party's own probability of the event, by its id: a number from 0 to 1, or an interval
        ``"0.3..0.5"`` or ``(low, high)``. Who is left out has the one that the negotiation states.
    event
        what it is called; or the id of one that the negotiation states.

    Raises
    ------
    UsageError
        GO517 where a party has no probability, one is no number from 0 to 1, or a name is no
        party's; where nothing is said of probabilities and no event has this id.
    """
    stated = next((one for one in negotiation.events if one.id == event), None)
    if chances is None and stated is None:
        known = [one.id for one in negotiation.events]
        raise UsageError(finding("GO517.event", event=event, near=(event, known)))
    if stated is not None:
        ids = negotiation.parties
        chances = {p: c for p, c in stated.chances.items() if p in ids} | dict(chances or {})
        event = stated.name
    chances = chances or {}
    found = [
        finding("GO517.party", party=name, near=(name, negotiation.parties))
        for name in chances
        if name not in negotiation.parties
    ]
    spans = {party: _span(chances.get(party)) for party in negotiation.parties}
    for party, span in spans.items():
        if party not in chances:
            found.append(finding("GO517.missing", party=negotiation.party_name(party)))
        elif span is None:
            name = negotiation.party_name(party)
            found.append(finding("GO517.number", party=name, number=chances[party]))
    if found:
        raise UsageError(found)
    return Contingent(negotiation, event, {p: span for p, span in spans.items() if span})


def _span(value: object) -> Interval | None:
    """Return a probability as an interval, or None where it is none."""
    ends: list[object] = [value, value]
    if isinstance(value, str) and ".." in value:
        low, _dots, high = value.partition("..")
        ends = [low, high]
    elif isinstance(value, tuple | list) and len(value) == 2:
        ends = list(value)
    least, most = (exact(end) for end in ends)
    if least is None or most is None or not 0 <= least <= most <= 1:
        return None
    return least, most


def _prefixed(choices: Mapping[str, str], which: str) -> dict[str, str]:
    return {f"{which}.{issue}": value for issue, value in choices.items()}


def _with_today(issue: CaseIssue, today: Mapping[str, str]) -> CaseIssue:
    return replace(issue, today=today.get(issue.id))
