"""What people decided about claims: kept with what it was taken on, applied only where it fits.

The latest decision on a claim counts; earlier ones stay on record. An actor or issue that a person
said is another one (``same_as`` among the changes) is folded into it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, get_args

from goodoffices.base.errors import Finding
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import KINDS, Actor, Claim, Dossier, Status, merge
from goodoffices.evidence.store.rows import ENTITIES, DamagedRow, corrected, kind_of

if TYPE_CHECKING:
    import apsw

SAME = "same_as"
"""The change that says an actor or issue is another one."""

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a claim: ``at`` is the time as given, ``changes`` a correction's.

    ``text_sha256``, ``first`` and ``last`` say what it was taken on: the page's text, the place of
    the claim's first span.
    """

    claim: str
    status: Status
    by: str
    at: str
    reason: str | None = None
    changes: Mapping[str, Any] | None = None
    kind: str = ""
    text_sha256: str = ""
    first: int = 0
    last: int = 0


_COLUMNS = tuple(field.name for field in fields(Decision))


class AppliedDecisions:
    """Decisions on their way to the claims they were taken on."""

    def __init__(self, latest: dict[str, Decision], hashes: dict[str, str]) -> None:
        self.latest = latest
        self.hashes = hashes

    def fits(self, decision: Decision, claim: Claim) -> bool:
        """Tell whether a decision was taken on this very claim."""
        if decision.kind != kind_of(claim):
            return False
        if decision.kind in ENTITIES:
            return True
        span = claim.spans[0] if claim.spans else None
        return span is not None and (
            (self.hashes.get(span.source), span.start, span.end)
            == (decision.text_sha256, decision.first, decision.last)
        )

    def to(self, claim: Any) -> Any:  # noqa: ANN401 - any kind of claim, and the same kind back
        """Return a claim as it was decided."""
        decision = self.latest.get(claim.id)
        if decision is None or not self.fits(decision, claim):
            return claim
        try:
            claim = corrected(claim, fields_of(decision.changes))
        except DamagedRow:
            return claim
        return replace(claim, status=decision.status)

    def findings(self, dossier: Dossier) -> Iterator[Finding]:
        """Tell of decisions that fit no claim any more."""
        claims = {claim.id: claim for claim in dossier.claims}
        for decision in self.latest.values():
            claim = claims.get(decision.claim)
            if claim is None or claim.status != decision.status:
                yield finding("GO323", severity="warning", claim=decision.claim)


def keep(database: apsw.Connection, decision: Decision, claim: Claim) -> None:
    """Add a decision with what it was taken on."""
    span = claim.spans[0]
    digest = database.execute("SELECT text_sha256 FROM page WHERE id=?", (span.source,)).get
    values = {name: getattr(decision, name) for name in _COLUMNS} | {
        "claim": claim.id,
        "changes": json.dumps(dict(decision.changes)) if decision.changes else None,
        "kind": kind_of(claim),
        "text_sha256": digest or "",
        "first": span.start,
        "last": span.end,
    }
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    database.execute(f"INSERT INTO decision({names}) VALUES ({places})", values)  # noqa: S608 - no input


def decisions(database: apsw.Connection) -> Iterator[Decision]:
    """Yield every decision, the oldest first."""
    return (decision for _number, decision in numbered(database))


def last_number(database: apsw.Connection, claim: str) -> int:
    """Return the number of the last decision on a claim, 0 where there is none."""
    query = "SELECT max(number) FROM decision WHERE claim=?"
    return int(database.execute(query, (claim,)).get or 0)


def numbered(database: apsw.Connection) -> Iterator[tuple[int, Decision]]:
    """Yield every decision with its number, the oldest first; numbers only grow."""
    query = f"SELECT number, {', '.join(_COLUMNS)} FROM decision ORDER BY number"  # noqa: S608 - no input
    for number, *row in database.execute(query):
        values = dict(zip(_COLUMNS, row, strict=True))
        try:
            values["changes"] = json.loads(values["changes"]) if values["changes"] else None
        except ValueError:
            values["changes"] = None
        if values["status"] in STATUSES:
            yield int(number), Decision(**values)


def fields_of(changes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the changes that are to a claim's fields."""
    return {field: value for field, value in (changes or {}).items() if field != SAME}


def same(every: Iterable[Decision]) -> dict[str, str]:
    """Return the actors and issues that people said are another one, with that one's id."""
    latest = {decision.claim: decision for decision in every}
    return {
        decision.claim: str(decision.changes[SAME])
        for decision in latest.values()
        if decision.kind in ENTITIES and decision.changes and SAME in decision.changes
    }


def folded(dossier: Dossier, merged: Mapping[str, str]) -> Dossier:
    """Return a dossier in which each merged actor or issue is the one it was merged into.

    Its names become aliases, its mentions mentions; whatever named it names the other. Where the
    other is not there, nothing is folded.
    """
    known = {a.id for a in dossier.actors} | {i.id for i in dossier.issues}
    into = {one: _last(one, merged) for one in merged}
    into = {one: other for one, other in into.items() if other in known and one in known}
    return renamed(dossier, into) if into else dossier


def renamed(dossier: Dossier, into: Mapping[str, str]) -> Dossier:
    """Return a dossier in which some actors and issues have another's id, and are joined to it."""
    changed: dict[str, list[Any]] = {
        kind: [_renamed(claim, into) for claim in getattr(dossier, kind)] for kind in KINDS
    }
    for kind in ("actors", "issues"):  # the one that stays comes first: its word is taken
        gone = [claim.id in into for claim in getattr(dossier, kind)]
        pairs = list(zip(gone, changed[kind], strict=True))
        changed[kind] = [c for g, c in pairs if not g] + [c for g, c in pairs if g]
    laid = {kind: tuple(claims) for kind, claims in changed.items()}
    return merge([Dossier(dossier.documents, findings=dossier.findings, **laid)])


def _last(one: str, merged: Mapping[str, str]) -> str:
    """Follow merges to the one that stays; a ring of them ends where it began."""
    seen: set[str] = set()
    while one in merged and one not in seen:
        seen.add(one)
        one = merged[one]
    return one


_NAMING = ("affiliation", "speaker", "addressee", "mediator", "attributed_to", "subject", "object")
_NAMING_MANY = ("actors", "recipients", "parties", "issues")


def _renamed(claim: Any, into: Mapping[str, str]) -> Any:  # noqa: ANN401 - the same kind back
    """Return a claim that names the ones that stay."""
    changes: dict[str, Any] = {}
    for field in _NAMING:
        if getattr(claim, field, None) in into:
            changes[field] = into[getattr(claim, field)]
    for field in _NAMING_MANY:
        old = getattr(claim, field, ())
        if any(one in into for one in old):
            changes[field] = tuple(dict.fromkeys(into.get(one, one) for one in old))
    if claim.id in into:
        changes["id"] = into[claim.id]
        if isinstance(claim, Actor):
            changes["aliases"] = tuple(dict.fromkeys((*claim.aliases, claim.name)))
    return replace(claim, **changes) if changes else claim
