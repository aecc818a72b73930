"""A condition as people choose it: what would be so, what would not, and when that matters.

Most of what is said of preferences is “this and not that”, by itself or where something else is so.
Such a condition is shown as choices; any other is shown as it is written, to be written anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from goodoffices.case.conditions import Condition, ConditionError, parse

Joined = Literal["and", "or"]
When = Literal["", "if", "iff"]


@dataclass(frozen=True, slots=True)
class ChosenPart:
    """Options that would be taken (True) or would not, all of them (``and``) or any (``or``)."""

    would: Mapping[str, bool] = field(default_factory=dict)
    joined: Joined = "and"

    def __str__(self) -> str:
        """Write it as the file has it."""
        said = (option if so else f"not {option}" for option, so in self.would.items())
        return f" {self.joined} ".join(said)


@dataclass(frozen=True, slots=True)
class ChosenCondition:
    """What a party would rather have so; where ``when`` is set, if (or exactly if) ``then`` is."""

    that: ChosenPart = ChosenPart()
    when: When = ""
    then: ChosenPart = ChosenPart()

    def __str__(self) -> str:
        """Write it as the file has it; empty where nothing is chosen."""
        if not self.that.would:
            return ""
        if not self.when or not self.then.would:
            return str(self.that)
        return f"{self.that} {self.when} {self.then}"


def chosen(source: str) -> ChosenCondition | None:
    """Return a condition as it would be chosen, None where it says more than can be."""
    if not source.strip():
        return ChosenCondition()
    try:
        condition = parse(source)
    except ConditionError:
        return None
    when: When = ""
    that: ChosenPart | None
    then: ChosenPart | None = ChosenPart()
    if condition.operator in {"if", "iff"}:
        when = condition.operator
        that, then = map(_part, condition.parts)
    else:
        that = _part(condition)
    if that is None or then is None:
        return None
    return ChosenCondition(that, when, then)


def _part(condition: Condition) -> ChosenPart | None:
    """Return options joined in one way, each as it is or denied."""
    joined: Joined = "or" if condition.operator == "or" else "and"
    would: dict[str, bool] = {}
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if node.operator == joined:
            waiting += reversed(node.parts)
            continue
        so = node.operator != "not"
        name = node if so else node.parts[0]
        if name.operator != "name" or would.setdefault(name.name, so) != so:
            return None
    return ChosenPart(would, joined)
