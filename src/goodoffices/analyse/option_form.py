"""States from conditions, and rankings from statements or weights, in the plain JSON form.

Instead of listing its states a conflict may say what cannot be:

    "infeasible": ["press and relief", …]           conditions that no state fulfils
    "exclusive": [["delay", "accept"], …]           at most one of each group is taken
    "at_least_one": [["delay", "accept"], …]        at least one of each group is
    "same": ["abandon", …]                          states that fulfil it are one and the same

and instead of ranking them one by one a party may give, under "preferences",

    {"statements": ["not strike", "limit if relief"]}   the most important first
    {"weights": {"limit": 3, "strike": -5}}             the larger the sum taken, the better

States are numbered as a case's are, the first option changing fastest; states that are one and the
same come last. An option is named by itself or as ``party.option``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from goodoffices.analyse.merging import States, merged
from goodoffices.analyse.moves import Codes
from goodoffices.analyse.ranking import Truths, by_weights, prioritise
from goodoffices.case import Option
from goodoffices.conditions import Condition, ConditionError, parse
from goodoffices.errors import nearest
from goodoffices.i18n import _

Find = Callable[[str, str, str, str | None], None]
"""Records a finding: code, text, part of the file, remedy."""

MOST_OPTIONS = 26
KEYS = ("infeasible", "exclusive", "at_least_one", "same")


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

    def _one(self, source: object, part: str) -> Condition | None:
        try:
            condition = parse(str(source))
        except ConditionError as error:
            text = _("“{source}” cannot be read at character {column}: {problem}.")
            text = text.format(source=source, column=error.column + 1, problem=error.text)
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
    same = conditions.read(data.get("same", []), "same")
    if not feasible.any():
        text = _(
            "The conditions leave no state at all; two of them probably contradict each other."
        )
        conditions.find("GO404", text, "infeasible", None)
        return None
    return _merged(codes[feasible], same, conditions)


def _merged(codes: Codes, same: Sequence[Condition], conditions: Conditions) -> States:
    """Make one state of all combinations that fulfil a condition, the first that fits."""
    truths = conditions.truths(codes)
    every = (1 << len(conditions.options)) - 1
    return merged(codes, [(condition.evaluate(truths), every) for condition in same])


def ranked(
    given: Mapping[str, Any], conditions: Conditions, codes: Codes, part: str
) -> NDArray[np.int32] | None:
    """Return a ranking by statements or weights; None where a finding says why not."""
    if list(given) == ["statements"]:
        statements = conditions.read(given["statements"], f"{part}.statements")
        return prioritise(statements, conditions.truths(codes))
    if list(given) == ["weights"] and isinstance(given["weights"], Mapping):
        weights = _weights(given["weights"], conditions, f"{part}.weights")
        return None if weights is None else by_weights(weights, codes)
    text = _("“{part}” should be groups of states, “statements” or “weights”.").format(part=part)
    conditions.find("GO407", text, part, None)
    return None


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
