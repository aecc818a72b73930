"""What can be told of conditions by logic alone: repeated, opposite, always true, never possible.

A condition over n options is a truth table of 2^n bits, kept in one whole number: a state is a bit,
and ``&``, ``|``, ``~`` work on all states at once. That is exact, and quick for the numbers of
options that people write by hand; above them nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodoffices.base.errors import Finding
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.case.conditions import Condition
from goodoffices.case.nouns import Case, Party, Preference

MOST_OPTIONS = 20
"""For the conditions under infeasible together: a table of a million bits."""

MOST_IN_A_PAIR = 14
"""For two preferences compared."""


@dataclass(frozen=True)
class Tables:
    """Truth tables over some options; ``all`` has a bit for every state."""

    names: tuple[str, ...]

    @property
    def all(self) -> int:
        """The table of what is always true."""
        return (1 << (1 << len(self.names))) - 1

    def of(self, condition: Condition) -> int:
        """Return the table of a condition over these options."""
        values = {name: self._option(i) for i, name in enumerate(self.names)}
        return int(condition.evaluate(values)) & self.all

    def _option(self, index: int) -> int:
        """Return the states in which an option is taken: those whose number has its bit."""
        width = 1 << index
        table = ((1 << width) - 1) << width
        for doubling in range(index + 1, len(self.names)):
            table |= table << (1 << doubling)
        return table


def names_in(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return the options that conditions name, each once."""
    return tuple(dict.fromkeys(node.name for c in conditions for node in c.names()))


def contradictions(case: Case) -> Iterator[Finding]:
    """Find the conditions that decide nothing or leave nothing."""
    yield from _unheeded(case)
    yield from _negative(case)
    for party in case.parties:
        yield from _idle(party)
        yield from _repeated(party)
    conditions = [rule.condition for rule in case.infeasible]
    names = names_in(conditions)
    if not conditions or len(names) > MOST_OPTIONS:
        return
    tables = Tables(names)
    excluded = 0
    for condition in conditions:
        excluded |= tables.of(condition)
    if excluded == tables.all:
        yield finding("GO315", case.infeasible[0].place)


MOST_TOLD = 4
"""How many options are told by their words; of the others how many there are."""


def _unheeded(case: Case) -> Iterator[Finding]:
    """Find the options that the preferences of nobody name, where all are written as statements."""
    acting = [party for party in case.parties if party.options]
    if not acting or any(not p.prefers or p.ordering.ranks for p in acting):
        return
    stated = (p.condition for party in case.parties for p in party.prefers)
    heeded = set(names_in(stated))
    idle = [option for option in case.options if option.id not in heeded]
    for key, found in (
        ("GO328.judged", [one for one in idle if one.id not in case.unjudged]),
        ("GO328.apart", [one for one in idle if one.id in case.unjudged]),
    ):
        if found:
            texts = ", ".join(f"“{option.text}”" for option in found[:MOST_TOLD])
            if (more := len(found) - MOST_TOLD) > 0:
                texts += _(" and {count} more").format(count=more)
            yield finding(key, found[0].place, severity="note", options=texts)


_NOT_DONE = re.compile(r"(?:not|never|(?:do|does|did|will|would|shall) not|refrain from)\b", re.I)


def _negative(case: Case) -> Iterator[Finding]:
    """Find the options that say what is not done, which could be taken with their opposite."""
    found = [option for option in case.options if _NOT_DONE.match(option.text)]
    if found:
        texts = ", ".join(f"“{option.text}”" for option in found)
        yield finding("GO329.negative", found[0].place, severity="note", options=texts)


def _idle(party: Party) -> Iterator[Finding]:
    """Find the preferences that are true whatever is done, or never."""
    for preference in party.prefers:
        names = names_in([preference.condition])
        if len(names) <= MOST_IN_A_PAIR:
            tables = Tables(names)
            table = tables.of(preference.condition)
            if table in (0, tables.all):
                key = "GO314.always" if table else "GO314.never"
                yield finding(key, preference.place, severity="warning", that=preference.source)


def _repeated(party: Party) -> Iterator[Finding]:
    """Find the preferences that an earlier one of the same party has decided already."""
    for later, preference in enumerate(party.prefers):
        for earlier in party.prefers[:later]:
            if repeated := _compared(earlier, preference):
                yield repeated
                break


def _compared(earlier: Preference, later: Preference) -> Finding | None:
    """Tell of two preferences that say the same, or the opposite, in every state."""
    names = names_in([earlier.condition, later.condition])
    if len(names) > MOST_IN_A_PAIR:
        return None
    tables = Tables(names)
    first, second = tables.of(earlier.condition), tables.of(later.condition)
    if first in (0, tables.all) or first not in (second, second ^ tables.all):
        return None
    key = "GO313.same" if first == second else "GO313.opposite"
    return finding(key, later.place, severity="warning", that=later.source, earlier=earlier.source)
