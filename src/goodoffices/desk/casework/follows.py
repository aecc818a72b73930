"""What an edit changes: in what would hold, in one sense alone, and in what could be signed.

It is told at once; what would take longer is left to the pages of outcomes and packages.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import prod
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, GoodOfficesError
from goodoffices.base.findings import finding
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.desk.effects import SENSE, Effect, effect
from goodoffices.folder.changes import packages_changed, signed
from goodoffices.folder.kept import Kept, bargain_part, conflict_part, mark

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case
    from goodoffices.desk.edits import KeptEdit

MOST_AT_ONCE = 1 << 16
"""Of how many outcomes it is told at once which hold."""

MOST_COUNTED = 1 << 20
"""Of how many combinations of options it is counted at once which of them can be."""

KEPT = 4
"""How many states of the case are kept with what holds in them."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows from an edit; ``missing`` is what keeps it from being told.

    ``packages`` says what could be signed otherwise; None where that hangs on nothing that changed.
    """

    effect: Effect | None = None
    size: int = 0
    missing: tuple[str, ...] = ()
    packages: tuple[str, ...] | None = None

    @property
    def same(self) -> bool:
        """Whether the same outcomes hold as before."""
        return self.effect is not None and not self.effect.gone and not self.effect.new


@dataclass
class Following:
    """Tells what follows, and keeps what was worked out last: an edit begins where one ended."""

    kept: Kept
    _held: dict[str, Outcomes | CaseError] = field(default_factory=dict)

    def of(self, edit: KeptEdit) -> Consequence:
        """Return what follows from an edit."""
        return self.instead(edit.was, edit.case)

    def instead(self, was: Case, case: Case) -> Consequence:
        """Return what follows, or would, where one case is another."""
        found = self.between(self.held(was), self.held(case))
        return replace(found, packages=self.packages(was, case))

    def held(self, case: Case) -> Outcomes | CaseError:
        """Return what holds in a case, or why it cannot be told."""
        key = mark(conflict_part(case))
        if key not in self._held:
            self._held[key] = _tried(case)
            while len(self._held) > KEPT:
                del self._held[next(iter(self._held))]
        return self._held[key]

    def packages(self, was: Case, case: Case) -> tuple[str, ...] | None:
        """Return what could be signed otherwise; None where nothing that it hangs on changed."""
        if mark(bargain_part(was)) == mark(bargain_part(case)):
            return None
        before, after = self._signed(was), self._signed(case)
        return None if after is None else tuple(packages_changed(before, after))

    def _signed(self, case: Case) -> dict[str, str] | None:
        """Return what could be signed; None where that cannot be told, or not at once."""
        if prod(len(issue.values) or MOST_AT_ONCE for issue in case.issues) > MOST_AT_ONCE:
            return None
        try:
            return signed(self.kept.packages(case))
        except GoodOfficesError:
            return None

    @staticmethod
    def between(before: Outcomes | CaseError, after: Outcomes | CaseError) -> Consequence:
        """Compare two."""
        if isinstance(after, CaseError):
            return Consequence(missing=tuple(f.text for f in after.findings))
        if isinstance(before, CaseError):
            found = effect(after, after)
            new = Effect(new=found.still, counts=(0, 0, found.counts[1]), changed=found.counts[1])
            return Consequence(new, after.conflict.size)
        return Consequence(effect(before, after), after.conflict.size)


def _tried(case: Case) -> Outcomes | CaseError:
    try:
        size = 1 << len(case.options)
        if size <= MOST_COUNTED:
            conflict = from_case(case)
            if conflict.size <= MOST_AT_ONCE:
                return outcomes(conflict, (SENSE,))
            size = conflict.size
        return CaseError([finding("GO371", count=size, most=MOST_AT_ONCE)])
    except CaseError as error:
        return error
    except GoodOfficesError as error:
        return CaseError(error.findings)
