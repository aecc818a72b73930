"""States from conditions, and rankings from statements or weights, in the plain JSON form.

Instead of listing its states a conflict may say what cannot be:

    "infeasible": ["press and relief", …]           conditions that no state fulfils
    "exclusive": [["delay", "accept"], …]           at most one of each group is taken
    "at_least_one": [["delay", "accept"], …]        at least one of each group is
    "only_if": {"relief": "limit", …}               the first is taken only if the second is so
    "same": ["abandon", …]                          states that fulfil it are one and the same,
            [{"that": "abandon", "apart": ["delay"]}]   however these options stand

and instead of ranking them one by one a party may give, under "preferences",

    {"statements": ["not strike", "limit if relief"]}   the most important first
    {"weights": {"limit": 3, "strike": -5}}             the larger the sum taken, the better
    {"ranking": ["limit", ["relief", "delay"], "rest"]} step by step, a list is a tie
    {"pairs": [["limit", "strike"], …],                 the first is preferred to the second;
     "equal": [["limit", "delay"], …]}                  what no chain decides is unknown

States are numbered as a case's are, the first option changing fastest; states that are one and the
same come last. An option is named by itself or as ``party.option``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from goodoffices.base.errors import CaseError, nearest
from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition, ConditionError, parse
from goodoffices.case.nouns import Compared, Option, Ordering, Preference, Preferred, Which
from goodoffices.case.words import condition_problem
from goodoffices.conflict.merging import States, merged
from goodoffices.conflict.moves import Codes
from goodoffices.conflict.party_order import rank_states
from goodoffices.conflict.ranking import NONE_UNKNOWN, Ranked, Truths, by_weights

Find = Callable[[str, str, str, str | None], None]
"""Records a finding: code, text, part of the file, remedy."""

MOST_OPTIONS = 26
KEYS = ("infeasible", "exclusive", "at_least_one", "only_if", "same")


class Conditions:
    """Reads the conditions of a conflict's file; findings tell what cannot be read."""

    def __init__(self, options: Sequence[Option], find: Find) -> None:
        self.options, self.find = options, find
        self.bits = {o.text: k for k, o in enumerate(options)} | {
            o.id: k for k, o in enumerate(options)
        }

    def truths(self, codes: Codes) -> Truths:
        """Return the truth of every option, by either of its names."""
        return _Named(self.bits, codes)

    def read(self, given: object, part: str) -> list[Condition]:
        """Read a list of conditions."""
        if not isinstance(given, list):
            text = _("“{part}” should be a list of conditions.").format(part=part)
            self.find("GO407", text, part, None)
            return []
        read = (self._one(source, f"{part}[{k}]") for k, source in enumerate(given, start=1))
        return [condition for condition in read if condition is not None]

    def which(self, source: object, part: str) -> Which | None:
        """Read one condition as the states that it means."""
        condition = self._one(source, part)
        return Which(condition, str(source)) if condition else None

    def two(self, given: object, part: str) -> list[tuple[Which, Which]]:
        """Read a list of pairs of conditions."""
        found: list[tuple[Which, Which]] = []
        if not isinstance(given, list):
            text = _("“{part}” should be a list of pairs of conditions.").format(part=part)
            self.find("GO407", text, part, None)
            return found
        for k, pair in enumerate(given, start=1):
            if not isinstance(pair, list) or len(pair) != 2:
                text = _("“{part}” should be a pair of conditions.").format(part=f"{part}[{k}]")
                self.find("GO407", text, f"{part}[{k}]", None)
                continue
            first, second = (self.which(side, f"{part}[{k}]") for side in pair)
            if first and second:
                found.append((first, second))
        return found

    def _one(self, source: object, part: str) -> Condition | None:
        try:
            condition = parse(str(source))
        except ConditionError as error:
            text = _("“{source}” cannot be read at character {column}: {problem}.")
            problem = condition_problem(error)
            text = text.format(source=source, column=error.column + 1, problem=problem)
            self.find("GO414", text, part, None)
            return None
        unknown = [node.name for node in condition.names() if node.name not in self.bits]
        for name in unknown:
            self.unknown(name, part)
        return None if unknown else condition

    def unknown(self, name: str, part: str) -> None:
        """Record an option that no party has."""
        text = _("No decision maker has an option “{name}”.").format(name=name)
        close = nearest(name, list(self.bits))
        remedy = _("Did you mean “{close}”?").format(close=close) if close else None
        self.find("GO403", text, part, remedy)

    def group(self, given: object, part: str) -> Iterator[list[int]]:
        """Yield groups of options as places of bits."""
        if not isinstance(given, list) or not all(isinstance(group, list) for group in given):
            text = _("“{part}” should be a list of lists of options.").format(part=part)
            self.find("GO407", text, part, None)
            return
        for k, group in enumerate(given, start=1):
            for name in group:
                if name not in self.bits:
                    self.unknown(str(name), f"{part}[{k}]")
            yield [self.bits[name] for name in group if name in self.bits]


class _Named(Truths):
    """Truths under several names for one option."""

    def __init__(self, bits: Mapping[str, int], codes: Codes) -> None:
        self.bits, self.codes = dict(bits), codes

    def between(self, low: int, high: int) -> Truths:
        return _Named(self.bits, self.codes[low:high])


def states_of(data: Mapping[str, Any], conditions: Conditions) -> States | None:
    """Return the states that the conditions allow; None where a finding says why not."""
    count = len(conditions.options)
    if not 0 < count <= MOST_OPTIONS:
        text = _("{count} options make {states:,} combinations; from 1 to {most} can be combined.")
        text = text.format(count=count, states=2**count, most=MOST_OPTIONS)
        conditions.find("GO406", text, "decision_makers", None)
        return None
    codes = np.arange(1 << count, dtype=np.int64)
    truths = conditions.truths(codes)
    feasible = np.ones(codes.size, dtype=bool)
    for condition in conditions.read(data.get("infeasible", []), "infeasible"):
        feasible &= ~condition.evaluate(truths)
    for key, most in (("exclusive", True), ("at_least_one", False)):
        for bits in conditions.group(data.get(key, []), key):
            taken = sum((codes >> bit & 1 for bit in bits), start=np.zeros_like(codes))
            feasible &= taken <= 1 if most else taken >= 1
    for option, condition in _only_if(data.get("only_if", {}), conditions):
        feasible &= (codes >> option & 1 == 0) | condition.evaluate(truths)
    same = _same(data.get("same", []), conditions)
    if not feasible.any():
        text = _(
            "The conditions leave no state at all; two of them probably contradict each other."
        )
        conditions.find("GO404", text, "infeasible", None)
        return None
    return _merged(codes[feasible], same, conditions)


def _only_if(given: object, conditions: Conditions) -> Iterator[tuple[int, Condition]]:
    """Yield options' bits with the condition without which they cannot be taken."""
    if not isinstance(given, Mapping):
        text = _("“only_if” should be a mapping from options to conditions.")
        conditions.find("GO407", text, "only_if", None)
        return
    for name, source in given.items():
        part = f"only_if.{name}"
        if name not in conditions.bits:
            conditions.unknown(str(name), part)
        elif which := conditions.which(source, part):
            yield conditions.bits[name], which.condition


def _same(given: object, conditions: Conditions) -> list[tuple[Condition, int]]:
    """Read which states are one, with the mask of the options that may differ."""
    if not isinstance(given, list):
        conditions.find("GO407", _("“same” should be a list of conditions."), "same", None)
        return []
    found = []
    for k, item in enumerate(given, start=1):
        part, apart = f"same[{k}]", []
        if isinstance(item, Mapping):
            listed = item.get("apart", [])
            (apart,) = conditions.group([listed], part) if isinstance(listed, list) else ([],)
            item = item.get("that")  # noqa: PLW2901 - the condition it stands for
        which = conditions.which(item, part)
        every = (1 << len(conditions.options)) - 1
        if which:
            found.append((which.condition, sum(1 << bit for bit in set(apart)) or every))
    return found


def _merged(codes: Codes, same: Sequence[tuple[Condition, int]], conditions: Conditions) -> States:
    """Make one state of all combinations that fulfil a condition, the first that fits."""
    truths = conditions.truths(codes)
    return merged(codes, [(condition.evaluate(truths), mask) for condition, mask in same])


def ranked(
    given: Mapping[str, Any], conditions: Conditions, codes: Codes, part: str
) -> Ranked | None:
    """Return a ranking by statements, weights, steps or pairs; None where a finding says why not.

    ``part`` is that of the party, ``preferences.US``.
    """
    truths = conditions.truths(codes)
    prefers: list[Preference] = []
    order = Ordering()
    match sorted(given):
        case ["statements"]:
            read = conditions.read(given["statements"], f"{part}.statements")
            prefers = [Preference(condition, "") for condition in read]
        case ["weights"] if isinstance(given["weights"], Mapping):
            weights = _weights(given["weights"], conditions, f"{part}.weights")
            if weights is None:
                return None
            return Ranked(by_weights(weights, codes), NONE_UNKNOWN)
        case ["ranking"] if isinstance(given["ranking"], list):
            order = Ordering(ranking=_steps(given["ranking"], conditions, f"{part}.ranking"))
        case ["pairs"] | ["equal", "pairs"]:
            better = conditions.two(given["pairs"], f"{part}.pairs")
            equal = conditions.two(given.get("equal", []), f"{part}.equal")
            order = Ordering(
                pairs=(
                    *(Preferred(first, second) for first, second in better),
                    *(Preferred(first, second, equal=True) for first, second in equal),
                )
            )
        case _:
            text = _(
                "“{part}” should be groups of states, or have “statements”, “weights”, “ranking” "
                "or “pairs”."
            )
            conditions.find("GO407", text.format(part=part), part, None)
            return None
    try:
        return rank_states(part.partition(".")[2], prefers, order, truths)
    except CaseError as error:
        for finding in error.findings:
            conditions.find(finding.code, finding.text, part, finding.help)
        return None


def _steps(given: list[object], conditions: Conditions, part: str) -> tuple[Compared, ...]:
    """Read the steps of a ranking: conditions, lists of them, or “rest”."""
    steps = []
    for k, step in enumerate(given, start=1):
        sources = step if isinstance(step, list) else [step]
        if sources == ["rest"]:
            steps.append(Compared(()))
            continue
        means = (conditions.which(source, f"{part}[{k}]") for source in sources)
        outcomes = tuple(which for which in means if which)
        if outcomes:
            steps.append(Compared(outcomes))
    return tuple(steps)


def _weights(
    given: Mapping[str, Any], conditions: Conditions, part: str
) -> dict[int, Fraction] | None:
    found: dict[int, Fraction] = {}
    for name, weight in given.items():
        if name not in conditions.bits:
            conditions.unknown(name, part)
            return None
        try:
            found[conditions.bits[name]] = Fraction(str(weight))
        except (ValueError, ZeroDivisionError):
            text = _("The weight of “{name}” should be a number.").format(name=name)
            conditions.find("GO407", text, part, None)
            return None
    return found
