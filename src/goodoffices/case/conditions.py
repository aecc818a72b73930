"""Conditions on a state: ``not us.strike``, ``iran.limit if us.relief and not us.press``.

The small language in which people write preference statements and what cannot be. Names are
options (``party.option``); the words are ``not``, ``and``, ``or``, ``if`` (A if B: A, or not B),
``iff`` and brackets, in that order of binding. ``-``, ``&``, ``|`` stand for the first three.
A parsed :class:`Condition` can be evaluated on anything that knows ``&``, ``|`` and ``~``: one
truth value, or an array with one for every state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from typing import Any, Literal

Operator = Literal["name", "not", "and", "or", "if", "iff"]

Problem = Literal["too long", "word", "too deep", "no bracket", "no name", "sign"]
"""Why a condition cannot be read; :mod:`goodoffices.case.words` says it."""

DEPTH = 50
"""How deep brackets may be nested; more is a mistake or an attack."""

WORDS = 150
"""How many words a condition may have, for the same reason, and so that none nests too deeply."""

MOST_WAYS = 256

_TOKEN = re.compile(r"\s*(?:(?P<name>[^\W\d][\w-]*(?:\.[\w-]+)*)|(?P<mark>[()&|~!-]))")
_WORDS = {"not", "and", "or", "if", "iff"}
_MARKS = {"&": "and", "|": "or", "-": "not", "!": "not", "~": "not"}


class ConditionError(ValueError):
    """A condition that cannot be read; ``column`` counts from 0, ``width`` in characters."""

    def __init__(self, problem: Problem, column: int, width: int = 1) -> None:
        super().__init__(problem)
        self.problem, self.column, self.width = problem, column, width


@dataclass(frozen=True, slots=True)
class Condition:
    """A node of a condition: an operator over parts, or a name with its place (from 0)."""

    operator: Operator
    parts: tuple[Condition, ...] = ()
    name: str = ""
    column: int = 0

    def names(self) -> Iterator[Condition]:
        """Yield the nodes that name an option, from left to right."""
        if self.operator == "name":
            yield self
        for part in self.parts:
            yield from part.names()

    def renamed(self, names: Mapping[str, str]) -> Condition:
        """Return the condition with options named as ``names`` says, the others as they are."""
        parts = tuple(part.renamed(names) for part in self.parts)
        return replace(self, parts=parts, name=names.get(self.name, self.name))

    def evaluate(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a truth value or an array
        """Return the condition's truth, given each option's: numpy booleans or arrays of them."""
        if self.operator == "name":
            return values[self.name]
        first, *rest = (part.evaluate(values) for part in self.parts)
        return _TRUTH[self.operator](first, *rest)


_TRUTH: dict[str, Callable[..., Any]] = {
    "not": lambda a: ~a,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "if": lambda a, b: a | ~b,
    "iff": lambda a, b: ~(a ^ b),
}


def parse(source: str) -> Condition:
    """Read one condition.

    Raises
    ------
    ConditionError
        with the column of the word that does not fit.
    """
    return _ConditionParser(source).whole()


def conjunction(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that all of some hold: as if written, many by halves, not too deep."""
    if len(conditions) > DEPTH:
        half = len(conditions) // 2
        return Condition("and", (conjunction(conditions[:half]), conjunction(conditions[half:])))
    return reduce(lambda left, right: Condition("and", (left, right)), conditions)


def ways_to_hold(condition: Condition, *, holds: bool = True) -> list[dict[str, bool]]:
    """Return how a condition can hold, or fail: what must be so of which names, each way whole.

    Raises
    ------
    OverflowError
        for more than 256 ways.
    """
    if condition.operator == "name":
        return [{condition.name: holds}]
    if condition.operator == "not":
        return ways_to_hold(condition.parts[0], holds=not holds)
    first, other = condition.parts
    cases: dict[
        tuple[str, bool], list[tuple[bool | None, bool | None]]
    ] = {  # of both parts: what together holds, each case enough
        ("and", True): [(True, True)],
        ("and", False): [(False, None), (None, False)],
        ("or", True): [(True, None), (None, True)],
        ("or", False): [(False, False)],
        ("if", True): [(True, None), (None, False)],
        ("if", False): [(False, True)],
        ("iff", True): [(True, True), (False, False)],
        ("iff", False): [(True, False), (False, True)],
    }
    ways: list[dict[str, bool]] = []
    for one, two in cases[condition.operator, holds]:
        left: list[dict[str, bool]] = [{}] if one is None else ways_to_hold(first, holds=one)
        right: list[dict[str, bool]] = [{}] if two is None else ways_to_hold(other, holds=two)
        ways += [a | b for a in left for b in right if all(a.get(k, v) == v for k, v in b.items())]
        if len(ways) > MOST_WAYS:
            raise OverflowError(len(ways))
    return ways


class _ConditionParser:
    """Recursive descent, one method a level of binding, loosest first."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tokens = list(islice(_tokens(source), WORDS + 1))
        self.at = 0
        self.depth = 0

    def whole(self) -> Condition:
        if len(self.tokens) > WORDS:
            raise ConditionError("too long", self.tokens[WORDS][1])
        condition = self.level(0)
        if self.at < len(self.tokens):
            self.fail("word")
        return condition

    def level(self, level: int) -> Condition:
        """Read ``iff``, then ``if``, ``or``, ``and``: each from the left, the tighter inside."""
        order: tuple[Operator, ...] = ("iff", "if", "or", "and")
        if level == len(order):
            return self.negation()
        left = self.level(level + 1)
        while self.peek() == order[level]:
            column = self.take()
            left = Condition(order[level], (left, self.level(level + 1)), column=column)
        return left

    def negation(self) -> Condition:
        columns = []
        while self.peek() == "not":
            columns.append(self.take())
        condition = self.operand()
        for column in reversed(columns):
            condition = Condition("not", (condition,), column=column)
        return condition

    def operand(self) -> Condition:
        word = self.peek()
        if word == "(":
            self.depth += 1
            if self.depth > DEPTH:
                self.fail("too deep")
            self.take()
            inner = self.level(0)
            if self.peek() != ")":
                self.fail("no bracket")
            self.take()
            self.depth -= 1
            return inner
        if word is None or word in _WORDS or word == ")":
            self.fail("no name")
        name, column = self.tokens[self.at]
        self.at += 1
        return Condition("name", name=name, column=column)

    def peek(self) -> str | None:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def take(self) -> int:
        column = self.tokens[self.at][1]
        self.at += 1
        return column

    def fail(self, problem: Problem) -> None:
        if self.at < len(self.tokens):
            word, column = self.tokens[self.at]
            raise ConditionError(problem, column, len(word))
        raise ConditionError(problem, len(self.source.rstrip()), 1)


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    """Yield each word with its column; the marks come out as the words they stand for."""
    at, end = 0, len(source.rstrip())
    while at < end:
        token = _TOKEN.match(source, at)
        if token is None:
            column = at + len(source[at:]) - len(source[at:].lstrip())
            raise ConditionError("sign", column)
        word = token["name"] or token["mark"]
        folded = word.lower()
        column = token.start("name") if token["name"] else token.start("mark")
        yield (folded if folded in _WORDS else _MARKS.get(word, word)), column
        at = token.end()
