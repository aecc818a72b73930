"""The loop of a review: show the item, read a key, keep the decision, and only then say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from goodoffices.base.errors import CaseError, NeedsPerson, UsageError
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.cli.review.keyboard import Keyboard
from goodoffices.cli.review.sitting import (
    KEYS,
    Act,
    ReviewAct,
    Sitting,
    StrikingAct,
    answer,
    press,
)
from goodoffices.cli.review.view import rendered, safe
from goodoffices.cli.terminal import borne
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Dossier
from goodoffices.evidence.selection import ClaimSelection, Topics, selected
from goodoffices.evidence.store import DossierStore
from goodoffices.folder import lexicon
from goodoffices.folder.asking import order
from goodoffices.folder.striking import CaseUse, CaseUses, strikable


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a review is held with: who decides, by which clock, and where it is shown.

    ``uses`` says what of the case rests on a claim, and strikes lines of it.
    """

    store: DossierStore
    uses: CaseUses
    by: str
    clock: Callable[[], str]
    keys: Keyboard
    show: Callable[[str], None]
    columns: int = 80
    colour: bool = False


def begin(
    store: DossierStore,
    selection: ClaimSelection,
    rested_on: Iterable[str] = (),
    topics: Topics | None = None,
) -> tuple[Sitting, Dossier]:
    """Return a review of a selection about to start, and the dossier it is about.

    ``rested_on`` are the claims that the case names: they are asked about first. ``topics`` are
    the case's own names of what claims are about.
    """
    dossier = store.apart()
    orphans = frozenset(claim.id for claim in dossier.orphans())
    before = {decision.claim: decision for decision in store.decisions()}
    items = order(selected(dossier, selection, topics), dossier, rested_on)
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
    while not sitting.over and (sitting.item is not None or _several_last(sitting)):
        if sitting.asking is None:
            desk.show(_screen(desk, sitting, witnesses))
            key = desk.keys.key()
            if not key and first:
                raise NeedsPerson(finding("GO330.no_key"))
            uses = desk.uses.of(sitting.item or "")
            if key.strip() and key.lower() not in {*KEYS, *"123456789"[: len(strikable(uses))]}:
                desk.show(
                    _("[{key}] does nothing here; the keys stand below.").format(key=safe(key))
                )
            sitting = _moved(desk, sitting, partial(press, key=key or "q", uses=uses))
            first = False
        else:
            words = desk.keys.line(_prompt(sitting))
            asked = sitting
            sitting = _moved(desk, sitting, partial(answer, words=words, dossier=dossier))
            if sitting is asked:  # refused: back to the item
                sitting = replace(sitting, asking=None)
    acts = [a for _at, done in sitting.trail for a in done if isinstance(a, ReviewAct)]
    decided = len(acts)
    taught = [(act.claim, act.changes) for act in acts if act.changes]
    if added := lexicon.learn(desk.store.folder, lexicon.learnt(taught, dossier)):
        learnt = _("learnt for the next reading, in {file}: {names}")
        desk.show(learnt.format(file=lexicon.NAME, names=safe(", ".join(added))))
    desk.show(_left(sitting, decided))
    return decided


def _several_last(sitting: Sitting) -> bool:
    """Tell whether the last step decided several items: it may be taken back before all ends."""
    return bool(sitting.trail) and len(sitting.trail[-1][1]) > 1


def _moved(
    desk: Desk, sitting: Sitting, move: Callable[[Sitting], tuple[Sitting, tuple[Act, ...]]]
) -> Sitting:
    """Make a move: keep its decisions, then tell of them; what does not fit is told instead."""
    try:
        after, acts = move(sitting)
        for act in acts:
            if isinstance(act, StrikingAct):
                _strike(desk, act)
                continue
            desk.store.decide(
                act.claim, act.status, desk.by, desk.clock(), reason=act.reason, changes=act.changes
            )
            back = len(after.trail) < len(sitting.trail)
            kept = _("kept: {claim} {status} ({by})")
            kept = _("taken back: {claim} is {status} again ({by})") if back else kept
            desk.show(kept.format(claim=act.claim, status=act.status, by=desk.by))
    except (CaseError, UsageError) as error:
        for finding in error.findings:
            desk.show(finding.render())
        return sitting
    return after


def _strike(desk: Desk, act: StrikingAct) -> None:
    """Strike a line of the case, or put it back, and then say so."""
    if act.back:
        desk.uses.put_back()
        told = _("put back into the case: {line}")
    else:
        desk.uses.strike(act.use)
        told = _("struck from the case: {line}")
    desk.show(told.format(line=safe(act.use.words)))


def _screen(desk: Desk, sitting: Sitting, witnesses: Witnesses) -> str:
    """Return what stands on the screen for one item."""
    dossier = witnesses.dossier
    if sitting.item is None:
        return "\n" + _("All are decided. [z] takes the last step back, any other key ends.")
    claim = dossier.claim(sitting.item)
    told = borne(witnesses, claim) if claim else ""
    head = _("Review {number} of {count}").format(number=sitting.at + 1, count=len(sitting.queue))
    if ahead := sum(item in desk.uses for item in sitting.queue[sitting.at :]):
        head += " · " + _("the case rests on {count} of these").format(count=ahead)
    if lost := len(sitting.orphans):
        head += " · " + _("{count} lost their words").format(count=lost)
    item, uses = "", desk.uses.of(sitting.item)
    if claim is not None:
        item = rendered(dossier, claim, desk.columns, colour=desk.colour, told=told, uses=uses)
    keys = "  ".join(f"[{key}] {name}" for key, name in (_striking(uses) | KEYS).items())
    return "\n".join(["", head, "─" * min(desk.columns, 100), item, "", keys])


def _striking(uses: tuple[CaseUse, ...]) -> dict[str, str]:
    """Return the keys that strike a line of the case from what rests on the item."""
    last = len(strikable(uses))
    return {"1" if last == 1 else f"1-{last}": "strike"} if last else {}


def _prompt(sitting: Sitting) -> str:
    if sitting.asking == "merge":
        return _("the same as (id): ")
    if sitting.asking == "several":
        return _("all ahead of this page, band or kind, or all; and a, r or u (as: page r): ")
    return _("field = value; …: ")


def _left(sitting: Sitting, decided: int) -> str:
    """Say at the end what was done and what is left."""
    left = sum(item not in sitting.settled for item in sitting.queue[sitting.at :])
    text = _("{decided} decided, {left} left").format(decided=decided, left=left)
    if lost := len(sitting.orphans):
        text += " · " + _("{count} lost their words").format(count=lost)
    return text
