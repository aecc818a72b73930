"""The state of a review, moved by keys and lines: pure, so that every move can be tested.

A press gives the next state and the decisions to keep, in order. Nothing is shown as decided until
the caller has kept it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.evidence.claims import Claim, Dossier, Status
from goodoffices.evidence.corrections import read_edit
from goodoffices.evidence.selection import pages
from goodoffices.evidence.store.decisions import SAME, Decision
from goodoffices.evidence.store.rows import ENTITIES, kind_of
from goodoffices.folder.striking import CaseUse, strikable

Asking = Literal["edit", "merge", "several"]
KEYS = {
    "a": "accept",
    "e": "edit",
    "r": "reject",
    "u": "unsure",
    "m": "merge",
    "x": "several",
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


@dataclass(frozen=True, slots=True)
class StrikingAct:
    """A line of the case to be struck, or to be put ``back``.

    ``later`` tells whether the item is asked about at the end.
    """

    use: CaseUse
    back: bool = False
    later: bool = False


Act = ReviewAct | StrikingAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Where a review stands: ``at`` counts items from 0; ``asking`` waits for a line of words.

    ``settled`` are the items that were decided together with another; they are not asked again.
    Nor are those that are ``idle``, on which nothing rests any more since a line was struck.
    """

    queue: tuple[str, ...]
    at: int = 0
    asking: Asking | None = None
    trail: tuple[tuple[int, tuple[Act, ...]], ...] = ()
    orphans: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    before: Mapping[str, Decision] = field(default_factory=dict)
    over: bool = False

    @property
    def item(self) -> str | None:
        """The id of the item that is to be decided; None at the end."""
        return self.queue[self.at] if self.at < len(self.queue) else None


def press(
    sitting: Sitting, key: str, uses: Sequence[CaseUse] = ()
) -> tuple[Sitting, tuple[Act, ...]]:
    """Return the state after a key, and what is to be kept. Keys that mean nothing do nothing.

    ``uses`` are the lines of the case that rest on the item.

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
    asked: dict[str, Asking] = {"e": "edit", "m": "merge", "x": "several"}
    if key in asked:
        return replace(sitting, asking=asked[key]), ()
    if key == "s":
        return _on(sitting)
    if key in "123456789":
        lines = strikable(uses)[int(key) - 1 : int(key)]
        return _struck(sitting, item, lines[0], uses) if lines else (sitting, ())
    if key in STATUS:
        return _on(sitting, ReviewAct(item, STATUS[key]))
    return sitting, ()


def answer(sitting: Sitting, words: str, dossier: Dossier) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Return the state after a line of words; an empty line takes the question back.

    Raises
    ------
    UsageError
        GO331, GO332 or GO337 where the words do not fit; the question stands.
    """
    item = sitting.item
    claim = dossier.claim(item) if item else None
    if claim is None or not words.strip():
        return replace(sitting, asking=None), ()
    if sitting.asking == "several":
        return _on(replace(sitting, asking=None), *_several(sitting, claim, words, dossier))
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


def _several(sitting: Sitting, claim: Claim, words: str, dossier: Dossier) -> Iterator[ReviewAct]:
    """Decide all items ahead that share something with this one: "page r", "band a", "all u"."""
    like, _space, key = words.strip().casefold().rpartition(" ")
    share = _SHARED.get(like)
    if share is None or key not in STATUS:
        raise UsageError(finding("GO337", words=words.strip()))
    mine = share(claim)
    for ahead in sitting.queue[sitting.at :]:
        other = dossier.claim(ahead)
        if other is None or ahead in sitting.settled or share(other) != mine:
            continue
        lost = ahead in sitting.orphans and key == "a"
        told_elsewhere = (like, key) == ("page", "r") and len(pages(other)) > 1
        if not lost and not told_elsewhere:
            yield ReviewAct(ahead, STATUS[key])


_SHARED: Mapping[str, Callable[[Claim], object]] = {
    "page": lambda claim: claim.spans[0].source if claim.spans else None,
    "band": lambda claim: claim.confidence,
    "kind": kind_of,
    "all": lambda _claim: True,
}
"""What the items that are decided together have in common, by the word for it."""


def _on(sitting: Sitting, *acts: ReviewAct) -> tuple[Sitting, tuple[ReviewAct, ...]]:
    """Go on to the next item that is not settled, remembering the way back."""
    settled = sitting.settled | {act.claim for act in acts}
    trail = (*sitting.trail, (sitting.at, acts))
    at = _next(sitting.queue, sitting.at + 1, settled | sitting.idle)
    return replace(sitting, at=at, trail=trail, settled=settled), acts


def _next(queue: Sequence[str], at: int, passed: frozenset[str]) -> int:
    """Return the place of the next item that is asked about, from a place on."""
    while at < len(queue) and queue[at] in passed:
        at += 1
    return at


def _struck(
    sitting: Sitting, item: str, use: CaseUse, uses: Sequence[CaseUse]
) -> tuple[Sitting, tuple[Act, ...]]:
    """Strike a line of the case; stay at the item as long as another line rests on it.

    What then bears an issue alone is asked about last, and what bears nothing not at all.
    """
    queue, at = sitting.queue, sitting.at
    idle = sitting.idle | use.alone
    later = item not in idle and all(other.gathers for other in uses if other != use)
    if later:
        queue = (*queue[:at], *queue[at + 1 :], item)
    if later or item in idle:
        at = _next(queue, at, sitting.settled | idle)
    act = StrikingAct(use, later=later)
    trail = (*sitting.trail, (sitting.at, (act,)))
    return replace(sitting, queue=queue, at=at, trail=trail, idle=idle), (act,)


def _undo(sitting: Sitting) -> tuple[Sitting, tuple[Act, ...]]:
    """Go back one step; decisions are taken back to what stood before this review."""
    if not sitting.trail:
        return sitting, ()
    *trail, (at, acts) = sitting.trail
    queue, settled, idle = sitting.queue, sitting.settled, sitting.idle
    for act in acts:
        if isinstance(act, ReviewAct):
            settled -= {act.claim}
            continue
        idle -= act.use.alone
        if act.later:
            queue = (*queue[:at], queue[-1], *queue[at:-1])
    back = replace(sitting, queue=queue, at=at, trail=tuple(trail), settled=settled, idle=idle)
    return replace(back, asking=None), tuple(_taken_back(sitting, act) for act in acts)


def _taken_back(sitting: Sitting, act: Act) -> Act:
    """Return the act that gives back what stood before another."""
    if isinstance(act, StrikingAct):
        return replace(act, back=True)
    earlier = sitting.before.get(act.claim)
    if earlier is None:
        return ReviewAct(act.claim, "unreviewed")
    return ReviewAct(act.claim, earlier.status, earlier.changes, earlier.reason)
