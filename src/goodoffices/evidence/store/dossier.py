"""The store of a case's dossier: pages, claims, and what people decided about them.

Reading a page again replaces what nobody has decided on yet and never a decision, nor the claim it
was taken on. A decision is kept apart from the claim, with the hash of the page's text and the
place, and is applied only where both still fit; each new one is added, none is overwritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodoffices.base.errors import Finding, Place, UsageError
from goodoffices.base.files import sha256
from goodoffices.base.findings import finding
from goodoffices.evidence.claims import DRAFTED, KINDS, Claim, Dossier, Status, merge
from goodoffices.evidence.snapshot import Document, Original
from goodoffices.evidence.store import snapshots
from goodoffices.evidence.store.database import (
    NAME,
    connect,
    errors_as_findings,
    reading,
    writing,
)
from goodoffices.evidence.store.decisions import (
    STATUSES,
    AppliedDecisions,
    Decision,
    decisions,
    fields_of,
    folded,
    keep,
    last_number,
    numbered,
    same,
)
from goodoffices.evidence.store.rows import (
    ENTITIES,
    FIELDS,
    DamagedRow,
    claim_from,
    claim_json,
    corrected,
    finding_from,
    finding_json,
    kind_of,
    page_from,
    page_json,
)
from goodoffices.evidence.surnames import surnames

if TYPE_CHECKING:
    import apsw


@dataclass(frozen=True, slots=True)
class Added:
    """What a reading added: ids of new pages, how many claims are new, gone or kept as decided."""

    pages: tuple[str, ...] = ()
    new: int = 0
    gone: int = 0
    kept: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides about a claim, before it is kept."""

    claim: str
    status: Status
    reason: str | None = None
    changes: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SeenDecisions:
    """What came of decisions: the number of each kept one by claim, and what others decided."""

    kept: Mapping[str, int]
    missed: tuple[Decision, ...] = ()


_HELD_BACK = "perhaps "
"""What stands before a line that a draft held back, among what was proposed."""


class DossierStore:
    """The dossier in a case folder. Nothing is made on disk until something is written.

    ``wait`` is how many seconds to wait for another process that is writing.
    """

    def __init__(self, folder: Path | str, wait: float = 5.0) -> None:
        self.folder = Path(folder)
        self.path = self.folder / NAME
        self.wait = wait
        self._open: apsw.Connection | None = None

    def __enter__(self) -> DossierStore:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the store can be used again and then opens it anew."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _database(self) -> apsw.Connection:
        if self._open is None:
            self._open = connect(self.path, self.wait)
        return self._open

    def add(self, dossier: Dossier, originals: Iterable[Original] = ()) -> Added:
        """Keep what was read.

        Parameters
        ----------
        dossier
            one page's or many pages'.
        originals
            the pages as found; plain texts need none.

        Returns
        -------
        Added
            what is new; the same dossier added again adds nothing.

        Raises
        ------
        CaseError
            GO321 where another program is writing, GO906 where the system refuses, GO320 where the
            store is damaged; nothing is changed.
        """
        by_hash = {sha256(original.data): original for original in originals}
        findings = []
        fresh = []
        for document in dossier.documents:
            earlier = snapshots.text_kept(self.folder, document.snapshot.sha256)
            if earlier is not None and earlier != document.snapshot.text:
                findings.append(_read_before(document))
            else:
                snapshots.keep(self.folder, document.snapshot, by_hash)
                fresh.append(document)
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                return _DossierWriter(database, dossier).all(fresh, findings)

    def dossier(self) -> Dossier:
        """Return everything, with decisions applied; what is damaged is among the findings.

        Raises
        ------
        CaseError
            GO320 or GO322 where the store cannot be opened at all.
        """
        if not self.path.exists():
            return Dossier(())
        with errors_as_findings(self.path):
            database = self._database()
            with reading(database):
                whole = _DossierReader(database, self.folder).whole()
                return folded(whole, {**surnames(whole), **same(decisions(database))})

    def apart(self) -> Dossier:
        """Return the dossier with what people merged still apart, for deciding about it."""
        if not self.path.exists():
            return Dossier(())
        with errors_as_findings(self.path):
            database = self._database()
            with reading(database):
                return _DossierReader(database, self.folder).whole()

    def decide(
        self,
        claim_id: str,
        status: Status,
        by: str,
        at: str,
        *,
        reason: str | None = None,
        changes: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what a person decided about a claim.

        Parameters
        ----------
        claim_id
            the claim's id.
        status
            the decision; ``unreviewed`` takes an earlier one back.
        by, at
            who decided, in initials, and when, as the caller's clock says.
        reason
            why, in words.
        changes
            of a correction: fields of the claim with their new values.

        Raises
        ------
        UsageError
            GO325 where there is no such claim or status, or the correction does not fit it.
        """
        choice = Choice(claim_id, status, reason, changes)
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                self._keep(database, choice, by, at)

    def decide_seen(
        self, choices: Iterable[Choice], by: str, at: str, seen: int | Mapping[str, int]
    ) -> SeenDecisions:
        """Keep several decisions, each only where nobody decided since the person looked.

        Parameters
        ----------
        choices
            what the person decides.
        by, at
            as for :meth:`decide`.
        seen
            the number of the last decision, on any claim, when the person looked; or by claim the
            number of the last one on it.

        Returns
        -------
        SeenDecisions
            the numbers of those that were kept, and the last decision on those that were not.

        Raises
        ------
        UsageError
            GO325 as for :meth:`decide`; nothing is kept then.
        """
        kept: dict[str, int] = {}
        missed: list[Decision] = []
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                for choice in choices:
                    last = last_number(database, choice.claim)
                    if last <= (seen if isinstance(seen, int) else seen.get(choice.claim, 0)):
                        kept[choice.claim] = self._keep(database, choice, by, at)
                    else:
                        missed += [d for n, d in numbered(database) if n == last]
        return SeenDecisions(kept, tuple(missed))

    def _keep(self, database: apsw.Connection, choice: Choice, by: str, at: str) -> int:
        """Add one decision inside a transaction, and return its number."""
        claim = self._claim(database, choice.claim)
        if choice.status not in STATUSES:
            statuses = ", ".join(STATUSES)
            raise UsageError(finding("GO325.status", status=choice.status, statuses=statuses))
        try:
            corrected(claim, fields_of(choice.changes))
        except DamagedRow as error:
            raise UsageError(finding("GO325.correction", reason=error)) from None
        decision = Decision(
            claim=choice.claim,
            status=choice.status,
            by=by,
            at=at,
            reason=choice.reason,
            changes=choice.changes,
        )
        keep(database, decision, claim)
        return last_number(database, choice.claim)

    def record(self, claim: Claim, by: str, at: str) -> None:
        """Keep a claim that a person made from words of a page, accepted by whoever made it.

        A claim of the same id that is there already stays as it is.

        Raises
        ------
        UsageError
            GO325 where the page of its words is not in the dossier.
        """
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                page = claim.spans[0].source if claim.spans else ""
                if database.execute("SELECT 1 FROM page WHERE id=?", (page,)).get is None:
                    raise UsageError(finding("GO325.claim", id=page))
                database.execute(
                    "INSERT OR IGNORE INTO claim(page, kind, id, body) VALUES (?,?,?,?)",
                    (page, kind_of(claim), claim.id, claim_json(claim)),
                )
                self._keep(database, Choice(claim.id, "accepted"), by, at)

    def add_drafted(self, claims: Iterable[Claim]) -> None:
        """Keep claims that a draft made of pages that are here; those known stay as they are."""
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                database.executemany(
                    "INSERT OR IGNORE INTO claim(page, kind, id, body) VALUES (?,?,?,?)",
                    [(c.spans[0].source, kind_of(c), c.id, claim_json(c)) for c in claims],
                )

    def give_date(self, page: str, published: str) -> None:
        """Keep when a page was published, as a person knows it (EDTF).

        Raises
        ------
        UsageError
            GO325 where there is no such page.
        """
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                facts = database.execute("SELECT facts FROM page WHERE id=?", (page,)).get
                if facts is None:
                    raise UsageError(finding("GO325.claim", id=page))
                told = json.loads(facts) | {"published": published, "published_from": "given"}
                body = json.dumps(told, sort_keys=True)
                database.execute("UPDATE page SET facts=? WHERE id=?", (body, page))

    def last_decisions(self) -> dict[str, tuple[int, Decision]]:
        """Return the last decision on each claim that somebody decided on, with its number."""
        if not self.path.exists():
            return {}
        with errors_as_findings(self.path):
            return {d.claim: (n, d) for n, d in numbered(self._database())}

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision that was ever taken, the oldest first."""
        if not self.path.exists():
            return ()
        with errors_as_findings(self.path):
            return tuple(decisions(self._database()))

    def pages(self) -> tuple[str, ...]:
        """Return the ids of the pages, in the order in which they were read."""
        if not self.path.exists():
            return ()
        with errors_as_findings(self.path):
            return tuple(
                id_ for (id_,) in self._database().execute("SELECT id FROM page ORDER BY rowid")
            )

    def proposed(self) -> frozenset[str]:
        """Return the parts of the case that were proposed before."""
        if not self.path.exists():
            return frozenset()
        with errors_as_findings(self.path):
            return frozenset(
                part for (part,) in self._database().execute("SELECT part FROM proposed")
            )

    def remember(self, parts: Iterable[str]) -> None:
        """Keep what was proposed, so that it is not proposed again once a person deletes it."""
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                rows = [(part,) for part in parts]
                database.executemany("INSERT OR IGNORE INTO proposed VALUES (?)", rows)

    def hold_back(self, lines: Iterable[str]) -> None:
        """Keep the lines that a draft holds back, in place of those of the draft before."""
        with errors_as_findings(self.path):
            database = self._database()
            with writing(database):
                database.execute("DELETE FROM proposed WHERE part LIKE ? || '%'", (_HELD_BACK,))
                rows = [(f"{_HELD_BACK}{number:06} {line}",) for number, line in enumerate(lines)]
                database.executemany("INSERT OR IGNORE INTO proposed VALUES (?)", rows)

    def held_back(self) -> tuple[str, ...]:
        """Return the lines that the last draft held back."""
        own = sorted(part for part in self.proposed() if part.startswith(_HELD_BACK))
        return tuple(part.removeprefix(_HELD_BACK).partition(" ")[2] for part in own)

    def _claim(self, database: apsw.Connection, claim_id: str) -> Claim:
        """Return a claim as it was first read, also one that was merged into another."""
        query = (
            "SELECT claim.kind, claim.body FROM claim JOIN page ON page.id = claim.page "
            "WHERE claim.id=? ORDER BY page.rowid, claim.number"
        )
        for kind, body in database.execute(query, (claim_id,)):
            try:
                return claim_from(kind, body)
            except (DamagedRow, KeyError):
                continue
        known = [str(id_) for (id_,) in database.execute("SELECT DISTINCT id FROM claim")]
        raise UsageError(finding("GO325.claim", near=(claim_id, known), id=claim_id))


class _DossierWriter:
    """One dossier on its way into the store."""

    def __init__(self, database: apsw.Connection, dossier: Dossier) -> None:
        self.database = database
        self.dossier = dossier
        rows = database.execute("SELECT DISTINCT claim FROM decision")
        self.decided = frozenset(claim for (claim,) in rows)
        self.counts = {"new": 0, "gone": 0, "kept": 0}

    def all(self, documents: list[Document], findings: list[Finding]) -> Added:
        """Keep pages, claims and findings."""
        pages = []
        for document in documents:
            if self.page(document):
                pages.append(document.id)
            self.claims(document)
        self.findings()
        return Added(tuple(pages), **self.counts, findings=tuple(findings))

    def findings(self) -> None:
        """Keep the reader's findings, in place of those of the same files before."""
        files = [(document.name,) for document in self.dossier.documents]
        self.database.executemany("DELETE FROM finding WHERE file=?", files)
        rows = [
            (finding_json(one), one.place.file if one.place else "")
            for one in self.dossier.findings
        ]
        self.database.executemany("INSERT OR IGNORE INTO finding(body, file) VALUES (?,?)", rows)

    def page(self, document: Document) -> bool:
        """Keep a page, and tell whether it is new; a date that was given is not forgotten.

        Neither is one of a reference, where the page is read again without it and bears none.
        """
        known = self.database.execute("SELECT facts FROM page WHERE id=?", (document.id,)).get
        if known is not None:
            old = json.loads(known)
            if old.get("published_from") == "given" and document.published_from != "given":
                document = replace(document, published=old["published"], published_from="given")
            elif old.get("published_from") == "reference" and document.published is None:
                document = replace(document, published=old["published"], published_from="reference")
        snapshot = document.snapshot
        self.database.execute(
            "INSERT INTO page VALUES (?,?,?,?,?) "
            "ON CONFLICT(id) DO UPDATE SET facts=excluded.facts",
            (
                document.id,
                snapshot.sha256,
                snapshot.text_sha256,
                snapshot.media_type,
                page_json(document),
            ),
        )
        return known is None

    def claims(self, document: Document) -> None:
        """Keep a page's claims: new ones in, undecided ones anew, decided ones as they were."""
        now = {(kind_of(c), c.id): claim_json(c) for c in _of_page(self.dossier, document.id)}
        query = "SELECT kind, id, body FROM claim WHERE page=?"
        before = {(k, i): b for k, i, b in self.database.execute(query, (document.id,))}
        for (kind, id_), body in now.items():
            old = before.get((kind, id_))
            if old is None:
                insert = "INSERT INTO claim(page, kind, id, body) VALUES (?,?,?,?)"
                self.database.execute(insert, (document.id, kind, id_, body))
                self.counts["new"] += 1
            elif id_ in self.decided:
                self.counts["kept"] += 1
            elif old != body:
                update = "UPDATE claim SET body=? WHERE page=? AND kind=? AND id=?"
                self.database.execute(update, (body, document.id, kind, id_))
        for kind, id_ in before.keys() - now.keys():
            if id_ in self.decided:
                self.counts["kept"] += 1
            elif not _of_draft(before[kind, id_]):  # reading takes away only what it read
                delete = "DELETE FROM claim WHERE page=? AND kind=? AND id=?"
                self.database.execute(delete, (document.id, kind, id_))
                self.counts["gone"] += 1


class _DossierReader:
    """The store on its way into one dossier."""

    def __init__(self, database: apsw.Connection, folder: Path) -> None:
        self.database = database
        self.folder = folder
        self.files = snapshots.originals(folder)
        self.findings: list[Finding] = []

    def whole(self) -> Dossier:
        """Return the pages' dossiers merged, with decisions applied and findings."""
        query = "SELECT id, sha256, text_sha256, facts FROM page ORDER BY rowid"
        parts = [self.part(*row) for row in self.database.execute(query)]
        for (body,) in self.database.execute("SELECT body FROM finding ORDER BY rowid"):
            try:
                self.findings.append(finding_from(body))
            except DamagedRow:
                self.damaged("finding")
        merged = merge(parts)
        hashes = dict(self.database.execute("SELECT id, text_sha256 FROM page"))
        decided = AppliedDecisions({d.claim: d for d in decisions(self.database)}, hashes)
        claims = {kind: tuple(map(decided.to, getattr(merged, kind))) for kind in KINDS}
        dossier = Dossier(merged.documents, **claims)
        return replace(dossier, findings=(*self.findings, *decided.findings(dossier)))

    def part(self, page: str, digest: str, text_digest: str, facts: str) -> Dossier:
        """Return one page's dossier; without its text the page is left out, its claims orphaned."""
        try:
            text, wrong = snapshots.verified(self.folder, digest, text_digest, self.files)
            self.findings += wrong
            documents = () if text is None else (page_from(facts, text),)
        except ValueError:
            self.damaged(page)
            documents = ()
        claims: dict[str, list[Any]] = {kind: [] for kind in FIELDS}
        query = "SELECT kind, id, body FROM claim WHERE page=? ORDER BY number"
        for kind, id_, body in self.database.execute(query, (page,)):
            try:
                claim = claim_from(kind, body)
            except (DamagedRow, KeyError):
                self.damaged(id_)
                continue
            if claim.id == id_:
                claims[kind].append(claim)
            else:
                self.damaged(id_)
        return Dossier(documents, **{FIELDS[kind]: tuple(c) for kind, c in claims.items()})

    def damaged(self, entry: str) -> None:
        """Tell of a row that cannot be used."""
        place = Place(str(self.folder / NAME))
        self.findings.append(finding("GO320.entry", place, entry=entry))


def _of_page(dossier: Dossier, page: str) -> Iterator[Claim]:
    """Yield the claims of one page; of actors and issues, the mentions on it."""
    for claim in dossier.claims:
        if kind_of(claim) in ENTITIES:
            spans = tuple(span for span in claim.spans if span.source == page)
            if spans:
                yield replace(claim, spans=spans)
        elif claim.spans and claim.spans[0].source == page:
            yield claim


def _of_draft(body: str) -> bool:
    """Tell whether a claim, as it is kept, was made by a draft."""
    try:
        return bool(json.loads(body).get("rule") == DRAFTED)
    except (ValueError, AttributeError):  # a damaged row is nobody's
        return False


def _read_before(document: Document) -> Finding:
    """Say that these bytes have a text already, made by an earlier reading."""
    name = document.called or document.id
    place = Place(document.name) if document.name else None
    return finding("GO324", place, severity="warning", name=name)
