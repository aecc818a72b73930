"""What each table agreed, and what that is worth to each side by the case.

Read with the teacher's observer's seat: texts on the table, results of ballots, signatures. The
package is read off the agreed text where it uses the case's own words; where a table found others,
the teacher says what they mean, and the debrief says that the teacher did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding
from goodoffices.classroom.setting import Classroom, Table
from goodoffices.packages.bargain import Bargain
from goodoffices.packages.result import Packages
from goodoffices.packages.trades import Move, improvements
from goodoffices.talks.agenda import package_of
from goodoffices.talks.nouns import TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.state import TalksState
from goodoffices.talks.store import Store
from goodoffices.talks.text import Draft

Reached = Literal["signed", "agreed", "no agreement", "proposed", "drafted", "began", "empty"]
"""How far a table came, the furthest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutcome:
    """What one table came to.

    ``choices`` is None where there is no deal, or none that can be weighed; ``unread`` then names
    the issues whose words are none of the case's. ``worths`` follow the negotiation's parties.
    ``short`` names parties whose walk-away it does not reach, ``crossed`` those whose red line it
    crosses, ``better`` changes that help one and harm none.
    """

    table: str
    reached: Reached
    joined: int
    seats: int
    drafts: int
    choices: Mapping[str, str] | None = None
    unread: tuple[str, ...] = ()
    told: bool = False
    worths: tuple[Fraction, ...] | None = None
    efficient: bool | None = None
    short: tuple[str, ...] = ()
    crossed: tuple[str, ...] = ()
    better: tuple[Move, ...] = ()


def seen(room: Classroom, table: Table, now: str) -> TalksState:
    """Return a table's talks as the teacher sees them, an observer.

    Raises
    ------
    TalksError
        GO745 where the teacher's seat does not open.
    """
    store = Store(room.store(table), reading=True)
    try:
        office = Office(store, cost=CHEAPEST)
        session = office.look(table.seat, table.passphrase, now)
        if session is None:
            raise TalksError(finding("GO745", number=table.number))
        return office.view(session).state
    finally:
        store.close()


def reached(state: TalksState) -> tuple[Reached, Draft | None]:
    """Return how far a table came, and the text it agreed, if it did."""
    agreement = state.agreement
    if agreement is not None and set(agreement.signatures) >= set(state.parties):
        return "signed", agreement.draft
    passed = [p for p in state.proposals if p.result]
    if passed:
        return "agreed", state.drafts[passed[-1].draft - 1]
    if any(p.result is False for p in state.proposals):
        return "no agreement", None
    if state.proposals:
        return "proposed", None
    if state.drafts:
        return "drafted", None
    return ("began" if len(state.keys) > 1 else "empty"), None


def outcome_of(
    table: str,
    state: TalksState,
    packages: Packages | None,
    told: Mapping[str, str] | None = None,
) -> TableOutcome:
    """Return what a table came to; ``told`` is the package as the teacher read it."""
    how, draft = reached(state)
    base = TableOutcome(
        table=table,
        reached=how,
        joined=max(0, len(state.keys) - 1),
        seats=len(state.members) - 1,
        drafts=len(state.drafts),
    )
    if told is not None:
        return _weighed(base, told, packages, told=True)
    if draft is None:
        return base
    found = package_of(draft, state.issues, state.authentic)
    if found.unread:
        return replace(base, unread=found.unread)
    return _weighed(base, found.choices, packages)


def _weighed(
    base: TableOutcome,
    choices: Mapping[str, str],
    packages: Packages | None,
    *,
    told: bool = False,
) -> TableOutcome:
    if packages is None:
        return replace(base, choices=choices, told=told)
    negotiation = packages.negotiation
    missing = tuple(i.id for i in negotiation.issues if i.id not in choices)
    if missing:
        return replace(base, choices=choices, unread=missing, told=told)
    worths = negotiation.worth_vector(choices)
    return replace(
        base,
        choices=choices,
        told=told,
        worths=worths,
        efficient=any(s.utilities == worths for s in packages.efficient),
        short=tuple(
            party
            for party, worth, away in zip(
                negotiation.parties, worths, negotiation.walk_aways, strict=True
            )
            if worth < away
        ),
        crossed=tuple(party for party, _line in negotiation.crossed(choices)),
        better=improvements(negotiation, choices),
    )


def said_packages(
    words: tuple[str, ...], room: Classroom, negotiation: Bargain | None
) -> dict[str, dict[str, str]]:
    """Read ``07:enrichment=capped,relief=phased`` words: what the teacher says a table agreed.

    Raises
    ------
    UsageError
        GO746 naming what is not known, with the nearest that is.
    """
    numbers = {t.number for t in room.tables}
    found: dict[str, dict[str, str]] = {}
    for word in words:
        number, _colon, rest = word.partition(":")
        number = number.strip().zfill(2)
        pairs = dict(p.split("=", 1) for p in rest.split(",") if "=" in p)
        choices = {i.strip(): v.strip() for i, v in pairs.items()}
        if number not in numbers or not choices:
            raise UsageError(finding("GO746.unread", word=word))
        if negotiation is not None:
            _known(choices, negotiation)
        found[number] = choices
    return found


def _known(choices: Mapping[str, str], negotiation: Bargain) -> None:
    """Check that every issue and value is the case's."""
    values = {i.id: [v.id for v in i.values] for i in negotiation.issues}
    for issue, value in choices.items():
        if issue not in values or value not in values[issue]:
            near = (value, values[issue]) if issue in values else (issue, list(values))
            raise UsageError(finding("GO746.unknown", issue=issue, value=value, near=near))
    missing = [issue for issue in values if issue not in choices]
    if missing:
        raise UsageError(finding("GO746.missing", issues=", ".join(missing)))


def outcomes_of(
    room: Classroom,
    now: str,
    packages: Packages | None,
    told: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[TableOutcome, ...]:
    """Return what every table came to, in their order."""
    said = told or {}
    return tuple(
        outcome_of(t.number, seen(room, t, now), packages, said.get(t.number)) for t in room.tables
    )
