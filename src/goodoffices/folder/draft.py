"""The first draft of a case: parties, mediators, issues and options proposed from the dossier.

Everything proposed is marked unreviewed and names its evidence; what each party prefers is left to
people. Nothing that stands in ``case.yaml`` is touched, comments included, and what was proposed
once is not proposed again: a person who deletes a proposal has decided. Options are proposed only
for parties that have none, or are themselves still unreviewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goodoffices.base.errors import CaseError
from goodoffices.base.i18n import _, n_
from goodoffices.case.file import CaseFile
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.render import Inline, Value
from goodoffices.case.file.terms import slugify
from goodoffices.case.nouns import Case, Party
from goodoffices.evidence.claims import Actor, Event
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.candidates import Candidates, ProposedParty

OPTIONS: dict[str, tuple[str, ...]] = {
    "talk": ("CONSULT", "REQUEST", "AGREE", "COOPERATE"),
    "support": ("SUPPORT", "AID"),
    "concede": ("CONCEDE",),
    "withdraw": ("RETREAT",),
    "press": ("SANCTION", "COERCE", "THREATEN"),
    "escalate": ("MOBILIZE", "ASSAULT"),
}
"""Which option each type of event (PLOVER) suggests that its actor has; others suggest none."""


def suits(event: Event, option: str, types: tuple[str, ...]) -> bool:
    """Tell whether an event suggests an option; leaving something is no pressure."""
    if event.mode == "withdraw":
        return option == "withdraw"
    return event.type.upper() in types


def option_text(option: str) -> str:
    """Return an option in neutral words."""
    return {
        "talk": _("Take part in talks"),
        "support": _("Give support or aid"),
        "concede": _("Make a concession"),
        "withdraw": _("Withdraw or step back"),
        "press": _("Keep up or raise pressure"),
        "escalate": _("Use or prepare force"),
    }[option]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was added to the case: ids of parties, mediators, issues and options."""

    path: Path
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many parts were added."""
        return sum(map(len, (self.parties, self.mediators, self.issues, self.options)))

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
                self.options,
            ),
        )
        found = [text.format(count=len(ids), ids=", ".join(ids)) for text, ids in said if ids]
        if not found:
            return [_("Nothing new to propose.")]
        return [*found, _("All are marked unreviewed: confirm each, or delete it.")]


def draft(folder: Path | str, *, again: bool = False) -> Drafted:
    """Propose what the dossier shows, in a case's ``case.yaml``.

    Parameters
    ----------
    folder
        the case folder.
    again
        propose also what was proposed before and has been deleted since.

    Raises
    ------
    CaseError
        where the case file has errors, or was changed meanwhile; nothing is written.
    """
    file = CaseFile.open(folder)
    if any(finding.severity == "error" for finding in file.findings):
        raise CaseError(file.findings)
    with DossierStore(file.path.parent) as store:
        before = frozenset() if again else store.proposed()
        drafting = _Drafting(file, Candidates(store.dossier()), before)
        drafted = drafting.all()
        if drafted.count:
            file.save()
        if drafting.made:
            store.remember(drafting.made)
    return drafted


class _Drafting:
    """One draft on its way into the file."""

    def __init__(self, file: CaseFile, shown: Candidates, before: frozenset[str]) -> None:
        self.file = file
        self.shown = shown
        self.before = before
        self.made: list[str] = []
        self.parties = {actor_of(party): party.id for party in file.case.parties}
        self.added: dict[str, list[str]] = {
            kind: [] for kind in ("parties", "mediators", "issues", "options")
        }

    def all(self) -> Drafted:
        """Add parties, then their options, mediators and issues."""
        case = self.file.case
        parties, mediators = self.shown.parties(), self.shown.mediators()
        wide = {c.actor.id for c in (*parties, *mediators)} | set(self.parties)
        for candidate in parties:
            self.party(candidate, case)
        for candidate in parties:
            self.options(candidate, wide)
        for candidate in mediators:
            self.mediator(candidate, case)
        self.issues(case)
        return Drafted(self.file.path, **{kind: tuple(ids) for kind, ids in self.added.items()})

    def new(self, kind: str, name: str) -> bool:
        """Tell whether something was never proposed, and remember it."""
        part = f"{kind} {name}"
        self.made.append(part)
        return part not in self.before

    def party(self, candidate: ProposedParty, case: Case) -> None:
        """Propose a party."""
        actor = candidate.actor
        if not self.new("party", actor.id) or actor.id in self.parties:
            return
        party = unused(actor, (p.id for p in case.parties))
        country = actor.country if actor.kind == "state" and actor.country in COUNTRIES else None
        head: dict[str, Value] = {"name": actor.name, "actor": actor.id}
        if country:
            head["country"] = country
        self.file.add(("parties",), party, head | grounds(candidate.evidence))
        self.parties[actor.id] = party
        self.added["parties"].append(party)

    def options(self, candidate: ProposedParty, wide: set[str]) -> None:
        """Propose what a party can do, by what it is reported to have done."""
        actor = candidate.actor
        party = self.file.case.party(self.parties.get(actor.id, ""))
        if party is None or not (party.basis.unreviewed or not party.options):
            return
        taken = {option.id for option in party.options}
        for option, evidence in self.suggested(actor.id, wide):
            option_id = f"{party.id}.{option}"
            if self.new("option", f"{actor.id}.{option}") and option_id not in taken:
                said: dict[str, Value] = {"text": option_text(option)}
                path = ("parties", party.id, "options")
                self.file.add(path, option, Inline(said | grounds(evidence)))
                self.added["options"].append(option_id)

    def suggested(self, actor: str, wide: set[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield options with the events that suggest them, in a fixed order."""
        for option, types in OPTIONS.items():
            found = [
                event.id
                for event in self.shown.events
                if (suits(event, option, types) and self.does(event, actor, wide))
                or (option == "talk" and self.addressed(event, actor))
            ]
            if found:
                yield option, self.shown.first(found)

    def does(self, event: Event, actor: str, wide: set[str]) -> bool:
        """Tell whether an actor does something to, or with, someone in this dispute."""
        others = set(self.shown.principals(event.recipients)) - {actor}
        return actor in self.shown.principals(event.actors) and (
            not event.recipients or bool(others & wide)
        )

    def addressed(self, event: Event, actor: str) -> bool:
        """Tell whether a mediation is addressed to an actor."""
        return bool(event.mediator) and actor in self.shown.principals(event.recipients)

    def mediator(self, candidate: ProposedParty, case: Case) -> None:
        """Propose a mediator, with each party's answer as far as the dossier states one."""
        actor = candidate.actor
        known = {mediator.actor or mediator.id for mediator in case.mediators}
        if not self.new("mediator", actor.id) or actor.id in known:
            return
        mediator = unused(actor, (m.id for m in case.mediators))
        body: dict[str, Value] = {"name": actor.name, "actor": actor.id}
        if actor.id in self.parties:
            body["party"] = self.parties[actor.id]
        consent: dict[str, Value] = {}
        for other, party in self.parties.items():
            if other != actor.id:
                answer, evidence = self.shown.consent(actor.id, other)
                said: dict[str, Value] = {"answer": answer}
                consent[party] = Inline(said | grounds(evidence))
        if consent:
            body["consent"] = consent
        self.file.add(("mediators",), mediator, body | grounds(candidate.evidence))
        self.added["mediators"].append(mediator)

    def issues(self, case: Case) -> None:
        """Propose the issues; the ways to settle them are left to a person."""
        known = {issue.id for issue in case.issues}
        named = {claim for issue in case.issues for claim in issue.basis.evidence}
        for issue in self.shown.issues:
            name = slugify(issue.id)
            if not self.new("issue", issue.id) or not name or name == "name":
                continue
            if name in known or issue.id in named:
                continue
            known.add(name)
            body: dict[str, Value] = {"name": issue.name}
            comment = _("List the ways it may be settled: values: {one: …, other: …}")
            about = self.shown.about(issue)
            self.file.add(("issues",), name, body | grounds(about), [comment])
            self.added["issues"].append(name)


def grounds(evidence: tuple[str, ...]) -> dict[str, Value]:
    """Return the keys that mark a proposal."""
    named: dict[str, Value] = {"evidence": list(evidence)} if evidence else {}
    return named | {"unreviewed": True}


def actor_of(party: Party) -> str:
    """Return the actor that a party is in the dossier."""
    return party.actor or party.id


def unused(actor: Actor, taken: Iterable[str]) -> str:
    """Return an id for an actor that no other part has."""
    known = set(taken)
    base = slugify(actor.id) or slugify(actor.name) or "party"
    names = (base, *(f"{base[:55]}-{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)
