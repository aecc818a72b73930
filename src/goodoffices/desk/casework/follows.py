"""What an edit changes in what would hold: in one sense alone, so that it is told at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from goodoffices.base.errors import CaseError, GoodOfficesError
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.conflict.from_case import from_case
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.desk.effects import SENSE, Effect, effect

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
    """What follows from an edit; ``missing`` is what keeps it from being told."""

    effect: Effect | None = None
    size: int = 0
    missing: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the same outcomes hold as before."""
        return self.effect is not None and not self.effect.gone and not self.effect.new


@dataclass
class Following:
    """Tells what follows, and keeps what was worked out last: an edit begins where one ended."""

    _held: dict[str, Outcomes | CaseError] = field(default_factory=dict)

    def of(self, edit: KeptEdit) -> Consequence:
        """Return what follows from an edit."""
        before = self.held(sha256(edit.before.encode()), edit.was)
        return self.between(before, self.held(edit.after, edit.case))

    def instead(self, digest: str, was: Case, case: Case) -> Consequence:
        """Return what would follow if one case were another, of which nothing is kept."""
        return self.between(self.held(digest, was), _tried(case))

    def held(self, digest: str, case: Case) -> Outcomes | CaseError:
        """Return what holds in a case, or why it cannot be told; ``digest`` is the file's."""
        if digest not in self._held:
            self._held[digest] = _tried(case)
            while len(self._held) > KEPT:
                del self._held[next(iter(self._held))]
        return self._held[digest]

    @staticmethod
    def between(before: Outcomes | CaseError, after: Outcomes | CaseError) -> Consequence:
        """Compare two."""
        if isinstance(after, CaseError):
            return Consequence(missing=tuple(f.text for f in after.findings))
        if isinstance(before, CaseError):
            found = effect(after, after)
            new = Effect(new=found.still, counts=(0, 0, found.counts[1]))
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
