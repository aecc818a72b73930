"""The state of a review, moved by keys and lines: pure, so that every move can be tested.

A press gives the next state and the decisions to keep, in order. Nothing is shown as decided until
the caller has kept it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.review.edits import read_edit
from goodoffices.evidence.claims import Claim, Dossier, Status
from goodoffices.evidence.store.decisions import SAME, Decision
from goodoffices.evidence.store.rows import ENTITIES, kind_of

Asking = Literal["edit", "merge"]
KEYS = {
    "a": "accept",
    "e": "edit",
    "r": "reject",
    "u": "unsure",
    "m": "merge",
    "z": "undo",
    "s": "skip",
    "q": "quit",
}
"""Each key and what it does."""
STATUS: dict[str, Status] = {"a": "accepted", "r": "rejected", "u": "unsure"}


@dataclass(frozen=True, slots=True)
class ReviewAct:
    """A decision to keep."""

    claim: str
    status: Status
    changes: Mapping[str, Any] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Where a review stands: ``at`` counts items from 0; ``asking`` waits for a line of words."""

    queue: tuple[str, ...]
    at: int = 0
    asking: Asking | None = None
    trail: tuple[tuple[int, ReviewAct | None], ...] = ()
    orphans: frozenset[str] = frozenset()
    before: Mapping[str, Decision] = field(default_factory=dict)
    over: bool = False

    @property
    def item(self) -> str | None:
        """The id of the item that is to be decided; None at the end."""
        return self.queue[self.at] if self.at < len(self.queue) else None


def queue(
    dossier: Dossier,
    statuses: Iterable[str] = ("unreviewed",),
    kinds: Iterable[str] = (),
    confidences: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return the ids to review: actors and issues first, then claims in the order of the pages."""
    pages = {d.id: number for number, d in enumerate(dossier.documents)}
    wanted, bands = frozenset(kinds), frozenset(confidences)

    def place(claim: Claim) -> tuple[bool, int, int]:
        span = claim.spans[0] if claim.spans else None
        where = (pages.get(span.source, len(pages)), span.start) if span else (len(pages), 0)
        return (kind_of(claim) not in ENTITIES, *where)

    return tuple(
        claim.id
        for claim in sorted(dossier.claims, key=place)
        if claim.status in frozenset(statuses)
        and (not wanted or kind_of(claim) in wanted)
        and (not bands or claim.confidence in bands)
    )


def press(sitting: Sitting, key: str) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Return the state after a key, and what is to be kept. Keys that mean nothing do nothing.

    Raises
    ------
    UsageError
        GO333 where words that are no longer there would be accepted.
    """
    key, item = key.lower(), sitting.item
    if key == "q":
        return replace(sitting, over=True), ()
    if key == "z":
        return _undo(sitting)
    if item is None:
        return replace(sitting, over=True), ()
    if key in "aem" and item in sitting.orphans:
        raise UsageError(finding("GO333", item=item))
    if key in ("e", "m"):
        return replace(sitting, asking="edit" if key == "e" else "merge"), ()
    if key == "s":
        return _on(sitting, None)
    if key in STATUS:
        return _on(sitting, ReviewAct(item, STATUS[key]))
    return sitting, ()


def answer(sitting: Sitting, words: str, dossier: Dossier) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Return the state after a line of words; an empty line takes the question back.

    Raises
    ------
    UsageError
        GO331 or GO332 where the words do not fit; the question stands.
    """
    item = sitting.item
    claim = dossier.claim(item) if item else None
    if claim is None or not words.strip():
        return replace(sitting, asking=None), ()
    if sitting.asking == "edit":
        act = _edited(sitting, claim, read_edit(claim, words, dossier))
    else:
        act = _merged(claim, words.strip(), dossier)
    return _on(replace(sitting, asking=None), act)


def _edited(sitting: Sitting, claim: Claim, changes: Mapping[str, Any]) -> ReviewAct:
    """Add to what an earlier edit changed."""
    earlier = sitting.before.get(claim.id)
    kept = dict(earlier.changes or {}) if earlier and earlier.status == "corrected" else {}
    kept.pop(SAME, None)
    return ReviewAct(claim.id, "corrected", kept | dict(changes))


def _merged(claim: Claim, other_id: str, dossier: Dossier) -> ReviewAct:
    """Say that an item is another: fold an actor or issue, reject a claim as told already."""
    other = dossier.claim(other_id)
    if other is None or other.id == claim.id or kind_of(other) != kind_of(claim):
        raise UsageError(finding("GO332", item=claim.id, other=other_id))
    if kind_of(claim) in ENTITIES:
        return ReviewAct(claim.id, "corrected", {SAME: other.id})
    return ReviewAct(claim.id, "rejected", reason=_("the same as {other}").format(other=other.id))


def _on(sitting: Sitting, act: ReviewAct | None) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Go on to the next item, remembering the way back."""
    trail = (*sitting.trail, (sitting.at, act))
    return replace(sitting, at=sitting.at + 1, trail=trail), (act,) if act else ()


def _undo(sitting: Sitting) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Go back one step; a decision is taken back to what stood before this review."""
    if not sitting.trail:
        return sitting, ()
    *trail, (at, act) = sitting.trail
    back = replace(sitting, at=at, trail=tuple(trail), asking=None)
    if act is None:
        return back, ()
    earlier = sitting.before.get(act.claim)
    if earlier is None:
        return back, (ReviewAct(act.claim, "unreviewed"),)
    return back, (ReviewAct(act.claim, earlier.status, earlier.changes, earlier.reason),)
