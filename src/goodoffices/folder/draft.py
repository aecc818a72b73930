"""The first draft of a case: parties, wants, options, mediators and issues from the dossier.

Everything proposed is marked unreviewed, names its evidence, and says above it why it is proposed;
what each party prefers is left to people. What rests on claims of the low band alone enters no case
file: it is held back (:mod:`.heldback`) until a person accepts one of them. Nothing that stands in
``case.yaml`` is touched, comments included, and what was proposed once is not proposed again: a
person who deletes a proposal has decided. Wants and options are proposed only for parties that have
no options, or are themselves still unreviewed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from goodoffices.base.errors import CaseError, UsageError
from goodoffices.base.i18n import _
from goodoffices.base.needs import needs
from goodoffices.case.file import CaseFile
from goodoffices.case.file.countries import CODES as COUNTRIES
from goodoffices.case.file.render import Inline, Value
from goodoffices.case.file.terms import new_id, slugify
from goodoffices.case.nouns import Case, Party
from goodoffices.evidence.across.matters import Matter, assigned, stem
from goodoffices.evidence.across.stances import stance
from goodoffices.evidence.claims import Actor, Claim, Event, Issue, Statement, waits
from goodoffices.evidence.store import DossierStore
from goodoffices.folder.drafted import Drafted
from goodoffices.folder.heldback import HeldBack, HeldKind, keep
from goodoffices.folder.matters import mediation_of
from goodoffices.folder.notes import about, judging, marked, questions, unsettled, why
from goodoffices.folder.parses import keeping_parses
from goodoffices.folder.proposals.acts import MOST, MOST_WANTS, ProposedLine, acts, wants
from goodoffices.folder.proposals.agenda import only_talks
from goodoffices.folder.proposals.gathering import Gathered, gathered
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.learnt import UNKNOWN, LineKind, WeighedClauses
from goodoffices.folder.proposals.matters import ProposedMatter, matters, planned
from goodoffices.folder.proposals.shown import Progress
from goodoffices.folder.proposals.sides import MANY, Candidates, ProposedParty
from goodoffices.folder.proposals.topics import TopicWords, topics, topics_of
from goodoffices.read.words import table

_WORD = re.compile(r"\w+")
_OPEN = re.compile(
    rf"\b(?:{'|'.join(table('bargaining.yaml')['open'])})\b|\d|n['’]t\b", re.IGNORECASE
)
"""What a statement has that speaks of how things should or could be, rather than of what was."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "talk": ("CONSULT", "REQUEST", "AGREE", "COOPERATE"),
    "support": ("SUPPORT", "AID"),
    "concede": ("CONCEDE",),
    "withdraw": ("RETREAT",),
    "press": ("SANCTION", "COERCE", "THREATEN"),
    "escalate": ("MOBILIZE", "ASSAULT"),
}
"""Which option each type of event (PLOVER) suggests that its actor has; others suggest none."""

BARGAINING = frozenset(
    {"CONSULT", "REQUEST", "AGREE", "COOPERATE", "CONCEDE", "REJECT", "THREATEN", "SANCTION"}
)
"""Types of events (PLOVER) in which sides bargain over something."""


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
    return prepared(folder)(again=again)


class Proposing(Protocol):
    """Writes what was prepared into the case file as it stands then."""

    def __call__(self, *, again: bool = False) -> Drafted:
        """Propose it; ``again`` also what was proposed before and has been deleted since."""


def prepared(folder: Path | str, progress: Progress | None = None) -> Proposing:
    """Read the pages for a draft, which takes long, and return what writes the proposals.

    Raises
    ------
    CaseError
        where the case file has errors.
    """
    where = _whole(folder).path.parent
    with DossierStore(where) as store, keeping_parses(where), _knowing(store):
        shown = Candidates(store.dossier(), parsed=_can_parse(), progress=progress)
        shown.parse()
    return partial(_propose, folder, shown)


@contextmanager
def _knowing(store: DossierStore) -> Iterator[None]:
    """Know the states meanwhile that the pages of a case teach, as when they were read."""
    if not _can_parse():
        yield
        return
    from goodoffices.read.who.gazetteer import knowing
    from goodoffices.read.who.unlisted import unlisted

    with knowing(unlisted(store.dossier().documents)):
        yield


def _whole(folder: Path | str) -> CaseFile:
    file = CaseFile.open(folder)
    if any(finding.severity == "error" for finding in file.findings):
        raise CaseError(file.findings)
    return file


def _propose(folder: Path | str, shown: Candidates, *, again: bool = False) -> Drafted:
    file = _whole(folder)
    where = file.path.parent
    with DossierStore(where) as store, keeping_parses(where), _knowing(store):
        now = store.dossier()
        if now.claims != shown.read.claims:  # decided or read while the pages were parsed
            shown = Candidates(now, parsed=shown.parsed)
            shown.parse()
        before = frozenset() if again else store.proposed()
        drafting = _Drafting(file, shown, before)
        drafted = drafting.all()
        store.add_drafted(drafting.untold())
        if drafted.count:
            file.save()
        if drafting.made:
            store.remember(drafting.made)
        keep(store, drafted.held)
    return drafted


def _can_parse() -> bool:
    """Tell whether what reads is installed; without it a draft rests on the claims alone."""
    try:
        needs("read")
    except UsageError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Possible:
    """An option that may be proposed: its words, its claims, what it is remembered as, and why.

    ``kind`` where it is of a kind of events (:data:`OPTIONS`), and no act that was read; ``weighs``
    tells how likely it is one.
    """

    text: str
    claims: tuple[str, ...]
    made: str
    reason: str = ""
    kind: str = ""
    weighs: float = UNKNOWN


def rooms(weights: Sequence[Sequence[float]], room: int) -> list[int]:
    """Return how many lines of each side find room: a few of each, then the weightiest of all."""
    given = [0] * len(weights)
    for _place in range(min(room, sum(map(len, weights)))):
        left = (n for n, own in enumerate(weights) if given[n] < len(own))
        n = min(left, key=lambda n: (given[n] >= FEW, -weights[n][given[n]]))
        given[n] += 1
    return given


class _Drafting:
    """One draft on its way into the file."""

    def __init__(self, file: CaseFile, shown: Candidates, before: frozenset[str]) -> None:
        self.file = file
        self.shown = shown
        self.before = before
        self.made: list[str] = []
        self.held: list[HeldBack] = []
        self.bargained: tuple[ProposedMatter, ...] = ()
        self.parties = {actor_of(party): party.id for party in file.case.parties}
        self.added: dict[str, list[str]] = {
            kind: [] for kind in ("parties", "mediators", "issues", "options", "wants")
        }

    def all(self) -> Drafted:
        """Add parties, with what they want and can do, then mediators and issues."""
        case = self.file.case
        parties, mediators = self.shown.parties(), self.shown.mediators()
        wide = {c.actor.id for c in (*parties, *mediators)} | set(self.parties)
        for candidate in parties:
            self.party(candidate, case)
        self.wants(parties)
        self.options(parties, wide)
        for candidate in mediators:
            self.mediator(candidate, case)
        self.matters(case)
        self.issues(case)
        added = {kind: tuple(ids) for kind, ids in self.added.items()}
        return Drafted(self.file.path, **added, held=tuple(self.held))

    def untold(self) -> Iterator[Claim]:
        """Yield the draft's own claims that its lines, or those held back, rest on."""
        written = {claim for ground in self.file.grounds for claim in ground.basis.evidence}
        held = {claim for line in self.held for claim in line.claims}
        yield from (c for c in self.shown.untold.values() if c.id in written | held)

    def counting(
        self, kind: HeldKind, whose: str, text: str, claims: Sequence[str], sure: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return what of a line's evidence counts; where nothing does, hold the line back.

        What is *low* counts where a second reading bears it out (``sure``).
        """
        found = self.shown.counting(claims) or tuple(sure)
        if claims and not found:
            self.held.append(HeldBack(kind, whose, text, tuple(claims)))
        return found

    def new(self, kind: str, name: str) -> bool:
        """Tell whether something was never proposed, and remember it."""
        part = f"{kind} {name}"
        self.made.append(part)
        return part not in self.before

    def party(self, candidate: ProposedParty, case: Case) -> None:
        """Propose a party."""
        actor = candidate.actor
        if actor.id in self.parties:
            self.new("party", actor.id)
            return
        sure = self.shown.confirmed(candidate.evidence)
        evidence = self.counting("party", actor.name, "", candidate.evidence, sure)
        if not evidence or not self.new("party", actor.id):
            return
        party = unused(actor, (p.id for p in case.parties))
        country = actor.country if actor.kind == "state" and actor.country in COUNTRIES else None
        head: dict[str, Value] = {"name": actor.name, "actor": actor.id}
        if country:
            head["country"] = country
        self.file.add(("parties",), party, head | grounds(evidence))
        self.parties[actor.id] = party
        self.added["parties"].append(party)

    def open(self, candidate: ProposedParty) -> Party | None:
        """Return the party that lines may be proposed for: none that a person has filled in."""
        party = self.file.case.party(self.parties.get(candidate.actor.id, ""))
        return party if party and (party.basis.unreviewed or not party.options) else None

    def wants(self, candidates: Iterable[ProposedParty]) -> None:
        """Propose what parties want: the likeliest of all of them, and a few of each."""
        told = [
            (party, candidate.actor.id, list(self.wanted(candidate, party)))
            for candidate in candidates
            if (party := self.open(candidate))
        ]
        found = rooms([[line.weighs for line in lines] for _p, _a, lines in told], WANTS_IN_ALL)
        for (party, actor, lines), count in zip(told, found, strict=True):
            self.want(party, actor, lines[:count])

    def wanted(self, candidate: ProposedParty, party: Party) -> Iterator[ProposedLine]:
        """Yield what a party wants, in the words it is read in."""
        actor, count = candidate.actor.id, 0
        ruled = wants(self.shown.bids, actor, frozenset(self.parties))
        for line in self.with_likely("want", actor, ruled):
            borne = self.shown.borne(line)
            if count == MOST_WANTS:
                break
            if found := self.counting("want", party.name, line.text, line.evidence, borne):
                count += 1
                yield replace(line, evidence=found)

    def want(self, party: Party, actor: str, lines: Iterable[ProposedLine]) -> None:
        """Add wants to a party, and ask what matters more."""
        new = [line for line in lines if self.new("want", f"{actor} {line.text}")]
        path = ("parties", party.id)
        said = [Inline({"text": one.text} | grounds(self.shown.first(one.evidence))) for one in new]
        if said and not party.wants:
            self.file.add(path, "wants", said, marked(*questions(party, new)))
        for want in said if party.wants else ():
            self.file.append((*path, "wants"), want)
        self.added["wants"] += [party.id] * len(said)

    def options(self, candidates: Iterable[ProposedParty], wide: set[str]) -> None:
        """Propose what parties can do: the likeliest of all of them, and a few of each."""
        told = [
            (party, list(self.possible(candidate, party, wide)))
            for candidate in candidates
            if (party := self.open(candidate))
        ]
        room = MOST_IN_ALL - sum(len(p.options) for p in self.file.case.parties)
        found = rooms([[line.weighs for line in lines] for _p, lines in told], room)
        for (party, lines), count in zip(told, found, strict=True):
            self.propose(party, lines[:count])

    def propose(self, party: Party, lines: Iterable[Possible]) -> None:
        """Add options to a party, but none that it had, or that was proposed before."""
        taken = {option.id.partition(".")[2] for option in party.options}
        known = {claim for option in party.options for claim in option.basis.evidence}
        for line in lines:
            if not self.new("option", line.made):
                continue
            name = line.kind or new_id(line.text, taken)
            if name not in taken and (line.kind or not known & set(line.claims)):
                taken.add(name)
                self.option(party, name, line.text, line.claims, line.reason)

    def possible(
        self, candidate: ProposedParty, party: Party, wide: set[str]
    ) -> Iterator[Possible]:
        """Yield what a party can do: the acts that are read, else the kinds of its events."""
        actor = candidate.actor.id
        every = (*self.shown.bids, *self.shown.remarks)
        lines = acts(every, actor, self.shown.names, frozenset(self.parties), self.about)
        lines = self.with_likely("option", actor, lines)
        told: list[tuple[ProposedLine, tuple[str, ...]]] = []
        for line in lines:
            borne = self.shown.borne(line)
            if len(told) == MOST:
                break
            if claims := self.counting("option", party.name, line.text, line.evidence, borne):
                told.append((line, claims))
        told = _talking_once(told)
        for line, claims in told:
            yield Possible(line.text, claims, f"{actor} {line.text}", why(line), weighs=line.weighs)
        found, talk = len(told), any(only_talks(line.text) for line, _claims in told)
        for kind, events in self.suggested(actor, wide):
            if found == MOST or (talk if kind == "talk" else len(lines) >= FEW):
                continue
            if claims := self.counting("option", party.name, option_text(kind), events):
                found += 1
                yield Possible(option_text(kind), claims, f"{actor}.{kind}", kind=kind)

    def with_likely(
        self, kind: LineKind, actor: str, lines: Sequence[ProposedLine]
    ) -> tuple[ProposedLine, ...]:
        """Return a side's lines with the clauses that are likely one though no rule reads them."""
        found = self.learnt.joined(kind, actor, lines)
        self.shown.untold.update({claim.id: claim for line in found for claim in line.untold})
        return found

    @cached_property
    def learnt(self) -> WeighedClauses:
        """The clauses of the pages, each weighed for each side."""
        return self.shown.learnt(tuple(self.parties), self.topics)

    @cached_property
    def topics(self) -> tuple[TopicWords, ...]:
        """What the parties bargain over, as words."""
        every = (*self.shown.bids, *self.shown.remarks)
        return topics([b for b in every if b.party in self.parties], self.shown.names)

    def about(self, bid: Bid) -> bool:
        """Tell whether a clause is about what the parties bargain over."""
        return bool(topics_of(bid, self.topics, self.shown.names))

    def option(
        self, party: Party, name: str, text: str, claims: tuple[str, ...], reason: str = ""
    ) -> None:
        """Add one option."""
        said: dict[str, Value] = {"text": text}
        line = Inline(said | grounds(self.shown.first(claims)))
        path = ("parties", party.id, "options")
        self.file.add(path, name, line, marked(reason) if reason else ())
        self.added["options"].append(f"{party.id}.{name}")

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
                yield option, tuple(found)

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
        if actor.id in known:
            self.new("mediator", actor.id)
            return
        answers = [self.shown.consent(actor.id, p) for p in self.parties if p != actor.id]
        said = [claim for given in answers for claim in given.evidence]
        claims = (*candidate.evidence, *(() if self.shown.counting(candidate.evidence) else said))
        evidence = self.counting("mediator", actor.name, "", claims, candidate.borne)
        if not evidence or not self.new("mediator", actor.id):
            return
        mediator = unused(actor, (m.id for m in case.mediators))
        body: dict[str, Value] = {"name": actor.name, "actor": actor.id}
        if actor.id in self.parties:
            body["party"] = self.parties[actor.id]
        consent: dict[str, Value] = {}
        for other, party in self.parties.items():
            if other != actor.id:
                consent[party] = self.consent(actor, other)
        if consent:
            body["consent"] = consent
        self.file.add(("mediators",), mediator, body | grounds(evidence))
        self.added["mediators"].append(mediator)

    def consent(self, mediator: Actor, party: str) -> Inline:
        """Return a party's answer to a mediator, with the claims that say so."""
        given = self.shown.consent(mediator.id, party)
        claims = given.evidence if given.answer != "unknown" else ()
        whose = self.shown.actors[party].name if party in self.shown.actors else party
        said = {"yes": _("yes"), "no": _("no"), "conditional": _("yes, on a condition")}
        text = _("{answer} to {mediator}").format(
            answer=said.get(given.answer, ""), mediator=mediator.name
        )
        evidence = self.counting("consent", whose, text, claims, given.borne)
        answer: dict[str, Value] = {"answer": given.answer if evidence else "unknown"}
        return Inline(answer | (grounds(evidence) if evidence else {}))

    def matters(self, case: Case) -> None:
        """Propose what the parties bargain over, with the levels that are named."""
        third = {mediator.actor or mediator.id for mediator in self.file.case.mediators}
        own = [
            b if {b.party, b.by} & set(self.parties) else replace(b, kind="say")
            for b in self.shown.bids
            if planned(b) or {b.party, b.by} & (set(self.parties) | third)
            if b.agreed or self.shown.counting([b.claim])
        ]
        heard = {b.source for b in own if b.party in self.parties}
        said = [
            b
            for b in self.shown.remarks
            if b.source in heard
            and (b.party in {"", *self.parties, *third} or self.shown.alone(b.party))
            if self.shown.counting([b.claim])
        ]
        many = len(self.shown.dossier.documents) >= MANY_PAGES
        groups = self.gathered([*own, *said]) if many else ()
        found = matters(own, self.shown.names, said, groups)
        self.bargained = found if groups else self.told_of(found)
        ids, said_how = {issue.id for issue in case.issues}, False
        for matter in self.bargained:
            if self.new("matter", matter.name.casefold()):
                name = new_id(matter.name, ids)
                ids.add(name)
                body: dict[str, Value] = {"name": matter.name}
                if matter.levels:
                    body["values"] = levels(matter)
                claims = matter.evidence[:MOST_ABOUT]
                told = [about(matter)] if matter.levels else [unsettled()]
                if matter.levels and not said_how:
                    told, said_how = [judging(), *told], True
                self.file.add(("issues",), name, body | grounds(claims), marked(*told))
                self.added["issues"].append(name)

    def gathered(self, clauses: Sequence[Bid]) -> tuple[Gathered, ...]:
        """Return clauses and the sides' other statements, gathered by what they are about.

        What is about who mediates is no matter between the sides.
        """
        mediation = mediation_of(self.shown.dossier, self.file.case)
        untold = {c.claim: c.untold for c in clauses if c.untold is not None}
        claims: dict[str, Claim] = {c.id: c for c in self.shown.dossier.claims} | untold
        own = [c for c in clauses if c.claim in claims and not mediation.concerns(claims[c.claim])]
        read = {clause.claim for clause in clauses}
        said = [s for s in self.said() if s.id not in read and not mediation.concerns(s)]
        return gathered(own, said, claims, self.shown.words, self.shown.names)

    def said(self) -> Iterator[Statement]:
        """Yield what the sides said of how things are to be, the same words once."""
        heard: set[str] = set()
        for one in self.shown.dossier.statements:
            sided = self.shown.speaker(one) in self.parties
            sure = one.kind == "direct" or one.modality in {"asserted", "reported"}
            counts = one.status != "rejected" and not waits(one) and sure
            words = " ".join(_WORD.findall(one.text)).casefold()
            told = stance(one) != "unknown" or _OPEN.search(one.text)
            if sided and counts and told and words not in heard:
                heard.add(words)
                yield one

    def told_of(self, found: Sequence[ProposedMatter]) -> tuple[ProposedMatter, ...]:
        """Return matters with the statements of other pages that are about them, and say how.

        As ``positions`` finds them: by the words of a matter's name and of its claims.
        """
        known = {s.id for s in self.shown.dossier.statements}
        own = [
            Matter(
                str(n),
                one.name,
                tuple(c for c in one.evidence if c in known),
                tuple(level.text for level in one.levels),
            )
            for n, one in enumerate(found)
        ]
        more: dict[str, list[str]] = {}
        said = {one.id for one in self.said()}
        for one in assigned(self.shown.dossier, own).statements:
            for matter in own if one.id in said else ():
                if matter.id in one.issues:
                    more.setdefault(matter.id, []).append(one.id)
        return tuple(
            replace(one, evidence=tuple(dict.fromkeys((*one.evidence, *more.get(str(n), ())))))
            for n, one in enumerate(found)
        )

    def bargaining(self, issue: Issue) -> tuple[str, ...]:
        """Return the claims that somebody bargains with over a heading; none where none does.

        What is said of how it should be, and what is agreed or asked, does; a charge ("accused of
        human rights violations") or a fight names it in passing.
        """
        found = map(self.shown.claim, self.shown.about(issue))
        return tuple(
            one.id
            for one in found
            if (isinstance(one, Event) and one.type in BARGAINING)
            or (isinstance(one, Statement) and (stance(one) != "unknown" or _OPEN.search(one.text)))
        )

    def issues(self, case: Case) -> None:
        """Propose the headings under which pages were read, where no matter covers them.

        One does where it has a word of the heading's name, or all claims under the heading.
        """
        known = {issue.id for issue in case.issues} | set(self.added["issues"])
        named = {claim for issue in case.issues for claim in issue.basis.evidence}
        covered = {claim for matter in self.bargained for claim in matter.evidence}
        words = {word for matter in self.bargained for word in _stems(matter.name)}
        settled = sum(len(matter.levels) > 1 for matter in self.bargained)
        many = len(self.shown.dossier.documents) >= MANY and settled >= ENOUGH_ISSUES
        for issue in self.shown.issues:
            name = slugify(issue.id)
            claims = self.bargaining(issue)
            if not claims:
                continue  # named in passing
            if not name or name == "name" or name in known or issue.id in named:
                continue
            if many or words & _stems(issue.name) or covered >= set(claims):
                continue
            claims = self.counting("issue", "", issue.name, claims)
            if not claims or not self.new("issue", issue.id):
                continue
            known.add(name)
            body: dict[str, Value] = {"name": issue.name}
            self.file.add(("issues",), name, body | grounds(claims), marked(unsettled()))
            self.added["issues"].append(name)


def _talking_once(
    told: list[tuple[ProposedLine, tuple[str, ...]]],
) -> list[tuple[ProposedLine, tuple[str, ...]]]:
    """Return acts, of which "resume talks" and "attend a round" are one, in the words of the first.

    What the later ones rest on, it rests on as well.
    """
    talks = [one for one in told if only_talks(one[0].text)]
    every = tuple(dict.fromkeys(claim for _line, claims in talks for claim in claims))
    return [(one[0], every) if one in talks else one for one in told if one not in talks[1:]]


def _stems(name: str) -> set[str]:
    """Return the words of a name without their endings, but for the little ones."""
    return {stem(word) for word in _WORD.findall(name.casefold()) if len(word) > 3}


MANY_PAGES = 6
"""From so many pages on, what the sides bargain over is gathered from all that they say."""

MOST_ABOUT = 24
"""How many claims are named for one issue."""

MOST_IN_ALL = 30
"""How many options are proposed for all sides together: those that nobody judges cost nothing."""

WANTS_IN_ALL = 26
"""How many wants are proposed for all sides together: somebody reads each of them."""

ENOUGH_ISSUES = 3
"""With so many issues of the pages' own words that have levels none is proposed by a heading."""

FEW = 2
"""A side with fewer acts read from its pages is also proposed the kinds of its events.

So many find room in the case, whatever the others' acts weigh.
"""


def levels(matter: ProposedMatter) -> dict[str, Value]:
    """Return the levels of a matter as the case writes them."""
    found: dict[str, Value] = {}
    for level in matter.levels:
        found[new_id(level.text, found)] = level.text
    return found


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
