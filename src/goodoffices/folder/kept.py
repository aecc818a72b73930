"""Results that are kept: each made anew only where the part of the case it hangs on has changed.

A preference that moves changes the outcomes and no package; a worth changes the packages and no
outcome. What a result hangs on is all of the case but what is named here as no matter of it, so
that a part that is added to cases later is looked at until somebody says otherwise.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from goodoffices.case.nouns import Case, LeverTerms, Ordering

if TYPE_CHECKING:
    from goodoffices.conflict.outcomes import Outcomes
    from goodoffices.packages.result import Packages

MOST = 12
"""Results of each kind that are kept, those asked for last: an edit that is undone is there."""

MOST_WEIGHT = 1 << 21
"""Outcomes of all results of a kind that are kept, together; the last is kept whatever it weighs.
"""

_Result = TypeVar("_Result")


class Kept:
    """Results of one case as it is edited."""

    def __init__(self) -> None:
        self._results: dict[str, OrderedDict[str, tuple[Any, int]]] = {}
        self.made: dict[str, int] = {}

    def outcomes(self, case: Case) -> Outcomes:
        """Return which outcomes hold. Raises CaseError where a ranking is missing."""
        from goodoffices.conflict.outcomes import outcomes

        return self.once(
            "outcomes",
            mark(conflict_part(case)),
            lambda: outcomes(case),
            lambda found: found.conflict.size,
        )

    def packages(self, case: Case) -> Packages:
        """Return which packages could be signed. Raises CaseError where a worth is missing."""
        from goodoffices.packages.result import packages

        return self.once("packages", mark(bargain_part(case)), lambda: packages(case))

    def once(
        self,
        kind: str,
        key: str,
        make: Callable[[], _Result],
        weigh: Callable[[_Result], int] = lambda _result: 1,
    ) -> _Result:
        """Return the result of a kind and a key, made where it is not there; no error is kept."""
        results = self._results.setdefault(kind, OrderedDict())
        if key not in results:
            made = make()
            results[key] = made, weigh(made)
            self.made[kind] = self.made.get(kind, 0) + 1
        results.move_to_end(key)
        found: _Result = results[key][0]
        while len(results) > 1 and (
            len(results) > MOST or sum(weight for _one, weight in results.values()) > MOST_WEIGHT
        ):
            results.popitem(last=False)
        return found

    def known(self, kind: str, key: str) -> Any:  # noqa: ANN401 - a result of any kind
        """Return the result of a kind and a key where it was made, else None."""
        return self._results[kind][key][0] if key in self._results.get(kind, ()) else None


def conflict_part(case: Case) -> Case:
    """Return a case without what the outcomes do not hang on."""
    parties = tuple(replace(party, wants=(), worth=None) for party in case.parties)
    return replace(_bare(case), parties=parties, issues=(), packages=())


def bargain_part(case: Case) -> Case:
    """Return a case without what the packages do not hang on."""
    plain = _bare(case)
    parties = tuple(
        replace(party, wants=(), options=(), prefers=(), ordering=Ordering(), sees=None)
        for party in case.parties
    )
    return replace(
        plain, parties=parties, infeasible=(), status_quo=None, names={}, same=(), barred=()
    )


def _bare(case: Case) -> Case:
    """Return a case without what neither hangs on."""
    return replace(
        case,
        mediators=(),
        as_of=None,
        summary=None,
        author=None,
        notes=(),
        levers=LeverTerms(),
        advice=None,
        feeds=(),
    )


def mark(part: object) -> str:
    """Return what tells a part of a case from another; where it stands in the file is no matter."""
    return hashlib.sha256(repr(_plain(part)).encode()).hexdigest()


def _plain(value: object) -> object:
    if is_dataclass(value):
        return (
            type(value).__name__,
            *(
                _plain(getattr(value, one.name))
                for one in fields(value)
                if one.name not in ("place", "column")
            ),
        )
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(inner)) for key, inner in value.items()]
    if isinstance(value, frozenset | set):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
