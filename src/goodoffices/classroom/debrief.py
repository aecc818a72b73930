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

from goodoffices.base.errors import Finding, UsageError, nearest
from goodoffices.base.i18n import _
from goodoffices.classroom.setting import Classroom, Table
from goodoffices.packages.negotiation import Negotiation
from goodoffices.packages.result import Packages
from goodoffices.packages.trades import Move, improvements
from goodoffices.talks.agenda import package_of
from goodoffices.talks.nouns import TalksError
from goodoffices.talks.office import Office
from goodoffices.talks.sealing import CHEAPEST
from goodoffices.talks.state import State
from goodoffices.talks.store import Store
from goodoffices.talks.text import Draft

Reached = Literal["signed", "agreed", "no agreement", "proposed", "drafted", "began", "empty"]
"""How far a table came, the furthest first."""


@dataclass(frozen=True, slots=True)
class Outcome:
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


def seen(room: Classroom, table: Table, now: str) -> State:
    """Return a table's talks as the teacher sees them, an observer.

    Raises
    ------
    TalksError
        GO745 where the teacher's seat does not open.
    """
    store = Store(room.store(table))
    try:
        office = Office(store, cost=CHEAPEST)
        entered = office.enter(table.seat, table.passphrase, now)
        secret = entered.result() if entered is not None else None
        session = office.session(secret, now) if secret is not None else None
        if session is None:
            text = _("the teacher's seat at table {number} does not open")
            raise TalksError(Finding("GO745", text.format(number=table.number)))
        state = office.view(session).state
        office.end(session.member.id, session.id).result()
        return state
    finally:
        store.close()


def reached(state: State) -> tuple[Reached, Draft | None]:
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
    state: State,
    packages: Packages | None,
    told: Mapping[str, str] | None = None,
) -> Outcome:
    """Return what a table came to; ``told`` is the package as the teacher read it."""
    how, draft = reached(state)
    base = Outcome(
        table, how, max(0, len(state.keys) - 1), len(state.members) - 1, len(state.drafts)
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
    base: Outcome,
    choices: Mapping[str, str],
    packages: Packages | None,
    *,
    told: bool = False,
) -> Outcome:
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
    words: tuple[str, ...], room: Classroom, negotiation: Negotiation | None
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
            text = _("{word} does not say a table's package").format(word=word)
            hint = _("Write --deal 07:issue=value,issue=value with every issue of the case.")
            raise UsageError(Finding("GO746", text, help=hint))
        if negotiation is not None:
            _known(choices, negotiation)
        found[number] = choices
    return found


def _known(choices: Mapping[str, str], negotiation: Negotiation) -> None:
    """Check that every issue and value is the case's."""
    values = {i.id: [v.id for v in i.values] for i in negotiation.issues}
    for issue, value in choices.items():
        near = nearest(value, values[issue]) if issue in values else nearest(issue, list(values))
        if issue not in values or value not in values[issue]:
            text = _("the case has no {issue}={value}").format(issue=issue, value=value)
            hint = _("Did you mean {near}?").format(near=near) if near else None
            raise UsageError(Finding("GO746", text, help=hint))
    missing = [issue for issue in values if issue not in choices]
    if missing:
        text = _("a package needs every issue; missing: {issues}")
        raise UsageError(Finding("GO746", text.format(issues=", ".join(missing))))


def outcomes_of(
    room: Classroom,
    now: str,
    packages: Packages | None,
    told: Mapping[str, Mapping[str, str]] | None = None,
) -> tuple[Outcome, ...]:
    """Return what every table came to, in their order."""
    said = told or {}
    return tuple(
        outcome_of(t.number, seen(room, t, now), packages, said.get(t.number)) for t in room.tables
    )
