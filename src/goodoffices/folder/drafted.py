"""What a draft added to a case and what it held back, as it is told to whoever asked for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodoffices.base.i18n import _, n_
from goodoffices.folder.heldback import HeldBack

FEW_IDS = 6
"""Options that are told one by one after a draft; of more, each party and how many."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was added to the case: ids of parties, mediators, issues, options; whose wants.

    ``held`` is what was not added, since it rests on claims of the low band alone.
    """

    path: Path
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    held: tuple[HeldBack, ...] = ()

    @property
    def count(self) -> int:
        """How many parts were added."""
        return sum(map(len, (self.parties, self.mediators, self.issues, self.options, self.wants)))

    def lines(self) -> list[str]:
        """Say what was added, a line for each kind."""
        said = (
            (n_("{count} party: {ids}", "{count} parties: {ids}", len(self.parties)), self.parties),
            (
                n_("{count} mediator: {ids}", "{count} mediators: {ids}", len(self.mediators)),
                self.mediators,
            ),
            (n_("{count} issue: {ids}", "{count} issues: {ids}", len(self.issues)), self.issues),
            (
                n_("{count} option: {ids}", "{count} options: {ids}", len(self.options)),
                _by_party(self.options),
            ),
            (
                n_("{count} want: {ids}", "{count} wants: {ids}", len(self.wants)),
                _by_party(self.wants),
            ),
        )
        counts = map(len, (self.parties, self.mediators, self.issues, self.options, self.wants))
        found = [
            text.format(count=count, ids=", ".join(ids))
            for (text, ids), count in zip(said, counts, strict=True)
            if count
        ]
        if not found:
            return [_("Nothing new to propose."), *self._perhaps()]
        told = _("All are marked unreviewed: confirm each, or delete it.")
        return [*found, told, *self._perhaps()]

    def _perhaps(self) -> Iterator[str]:
        """Say what was held back, and how a person takes it."""
        if not self.held:
            return
        yield n_(
            "Perhaps {count} line more, read with little confidence and not in the case:",
            "Perhaps {count} lines more, read with little confidence and not in the case:",
            len(self.held),
        ).format(count=len(self.held))
        yield from (f"  {line.said()}  ({line.claims[0]})" for line in self.held)
        yield _(
            "Accept what one rests on, then draft again: goodoffices review {case} {ids}"
        ).format(
            case=self.path.parent, ids=" ".join(dict.fromkeys(one.claims[0] for one in self.held))
        )


def _by_party(ids: Sequence[str]) -> tuple[str, ...]:
    """Return options or wants by their ids; of many, their parties with how many each has."""
    if len(ids) <= FEW_IDS:
        return tuple(dict.fromkeys(ids))
    counted = Counter(one.partition(".")[0] for one in ids)
    return tuple(f"{party} {count}" for party, count in counted.items())
