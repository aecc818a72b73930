"""The loop of a review: show the item, read a key, keep the decision, and only then say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from goodoffices.base.errors import NeedsPerson, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.review.keyboard import Keyboard
from goodoffices.cli.review.sitting import KEYS, ReviewAct, Sitting, answer, press, queue
from goodoffices.cli.review.view import rendered, safe
from goodoffices.cli.terminal import borne
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.store import DossierStore
from goodoffices.folder import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a review is held with: who decides, by which clock, and where it is shown."""

    store: DossierStore
    by: str
    clock: Callable[[], str]
    keys: Keyboard
    show: Callable[[str], None]
    columns: int = 80
    colour: bool = False


def begin(store: DossierStore, **wanted: tuple[str, ...]) -> tuple[Sitting, Dossier]:
    """Return a review about to start, and the dossier it is about.

    ``wanted`` holds ``statuses``, ``kinds`` and ``confidences``; see
    :func:`goodoffices.cli.review.sitting.queue`.
    """
    dossier = store.apart()
    orphans = frozenset(claim.id for claim in dossier.orphans())
    before = {decision.claim: decision for decision in store.decisions()}
    items = queue(dossier, **wanted)
    return Sitting(queue=items, orphans=orphans, before=before), dossier


def hold(desk: Desk, sitting: Sitting, dossier: Dossier) -> int:
    """Hold a review until its end or until the person stops, and return how many were decided.

    Raises
    ------
    NeedsPerson
        GO330 where there is something to decide and not one key.
    """
    first = True
    witnesses = Witnesses(dossier)
    while not sitting.over and sitting.item is not None:
        if sitting.asking is None:
            desk.show(_screen(desk, sitting, witnesses))
            key = desk.keys.key()
            if not key and first:
                raise NeedsPerson(finding("GO330.no_key"))
            sitting = _moved(desk, sitting, partial(press, key=key or "q"))
            first = False
        else:
            words = desk.keys.line(_prompt(sitting))
            asked = sitting
            sitting = _moved(desk, sitting, partial(answer, words=words, dossier=dossier))
            if sitting is asked:  # refused: back to the item
                sitting = replace(sitting, asking=None)
    decided = sum(act is not None for _at, act in sitting.trail)
    taught = [(act.claim, act.changes) for _at, act in sitting.trail if act and act.changes]
    if added := lexicon.learn(desk.store.folder, lexicon.learnt(taught, dossier)):
        learnt = _("learnt for the next reading, in {file}: {names}")
        desk.show(learnt.format(file=lexicon.NAME, names=safe(", ".join(added))))
    desk.show(_left(sitting, decided))
    return decided


def _moved(
    desk: Desk, sitting: Sitting, move: Callable[[Sitting], tuple[Sitting, tuple[ReviewAct, ...]]]
) -> Sitting:
    """Make a move: keep its decisions, then tell of them; what does not fit is told instead."""
    try:
        after, acts = move(sitting)
        for act in acts:
            desk.store.decide(
                act.claim, act.status, desk.by, desk.clock(), reason=act.reason, changes=act.changes
            )
            kept = _("kept: {claim} {status} ({by})")
            desk.show(kept.format(claim=act.claim, status=act.status, by=desk.by))
    except UsageError as error:
        for finding in error.findings:
            desk.show(finding.render())
        return sitting
    return after


def _screen(desk: Desk, sitting: Sitting, witnesses: Witnesses) -> str:
    """Return what stands on the screen for one item."""
    dossier = witnesses.dossier
    claim = dossier.claim(sitting.item or "")
    told = borne(witnesses, claim) if claim else ""
    head = _("Review {number} of {count} · {orphans} orphaned").format(
        number=sitting.at + 1, count=len(sitting.queue), orphans=len(sitting.orphans)
    )
    item = ""
    if claim is not None:
        item = rendered(dossier, claim, desk.columns, colour=desk.colour, told=told)
    keys = "  ".join(f"[{key}] {name}" for key, name in KEYS.items())
    return "\n".join(["", head, "─" * min(desk.columns, 100), item, "", keys])


def _prompt(sitting: Sitting) -> str:
    if sitting.asking == "merge":
        return _("the same as (id): ")
    return _("field = value; …: ")


def _left(sitting: Sitting, decided: int) -> str:
    """Say at the end what was done and what is left."""
    left = len(sitting.queue) - sitting.at
    return _("{decided} decided, {left} left · {orphans} orphaned").format(
        decided=decided, left=left, orphans=len(sitting.orphans)
    )
