"""What a person does to the case file on the desk, and what an order of preferences changes.

Every edit lands in ``case.yaml`` in place, comments kept; a file that changed meanwhile is never
overwritten. A look at another order keeps nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.case.file import CaseFile
from goodoffices.case.file.edit import find
from goodoffices.case.file.text import Plain, parse, plain
from goodoffices.case.nouns import Case
from goodoffices.conflict.outcomes import Outcomes, outcomes
from goodoffices.conflict.words.acts import capital
from goodoffices.conflict.words.names import title

SENSE = "SEQ"
"""The sense in which the desk tells what a change does: people who look one answer ahead."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does: names of the outcomes that hold no longer, still, and from now on."""

    gone: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def effect(before: Outcomes, after: Outcomes) -> Effect:
    """Compare what holds before and after a change."""
    held = {state: _name(before, state) for state in before.holding(SENSE)}
    holds = {state: _name(after, state) for state in after.holding(SENSE)}
    return Effect(
        tuple(name for state, name in held.items() if state not in holds),
        tuple(name for state, name in holds.items() if state in held),
        tuple(name for state, name in holds.items() if state not in held),
    )


def _name(found: Outcomes, state: int) -> str:
    return capital(title(found.conflict, state))


def raised(case: Case, party: str, number: int) -> Case:
    """Return a case in which a party's preference stands one place higher; nothing is kept.

    Raises
    ------
    UsageError
        GO345 where there is no such preference, or none above it.
    """
    one = case.party(party)
    if one is None or not 0 < number < len(one.prefers):
        raise UsageError(finding("GO345", what=f"{party} {number + 1}"))
    order = list(one.prefers)
    order[number - 1], order[number] = order[number], order[number - 1]
    parties = tuple(replace(p, prefers=tuple(order)) if p is one else p for p in case.parties)
    return replace(case, parties=parties)


def look(case: Case, party: str, number: int) -> Effect:
    """Return what raising a preference by one place would change."""
    return effect(outcomes(case), outcomes(raised(case, party, number)))


def raise_in(file: CaseFile, party: str, number: int) -> None:
    """Raise a preference by one place in the file: the two lines change places, comments stay.

    Raises
    ------
    UsageError
        GO345 where there is no such preference, or none above it.
    CaseError
        GO221 where the file was changed meanwhile, GO222 where it cannot be edited there.
    """
    raised(file.case, party, number)
    path: Path = ("parties", party, "prefers")
    above, own = _at(file, (*path, number - 1)), _at(file, (*path, number))
    file.set((*path, number - 1), own)
    file.set((*path, number), above)
    file.save()


def accept(file: CaseFile, path: Sequence[str], by: str) -> None:
    """Take a proposal into the case: it is no longer unreviewed, and somebody answers for it.

    Raises
    ------
    UsageError
        GO345 where nothing is proposed at the path.
    CaseError
        GO221 where the file was changed meanwhile, GO222 where it cannot be edited there.
    """
    where: Path = tuple(int(step) if step.isdecimal() else step for step in path)
    there = _at(file, where)
    if not isinstance(there, dict) or str(there.get("unreviewed", "no")) not in {"yes", "true"}:
        raise UsageError(finding("GO345", what=".".join(path)))
    file.set((*where, "unreviewed"), "no")
    file.set((*where, "judged"), by)
    file.save()


def _at(file: CaseFile, path: Path) -> Plain:
    """Return what the file holds at a path, as plain values."""
    site = find(parse(file.text, str(file.path)), path)
    return plain(site.node) if site is not None else ""
