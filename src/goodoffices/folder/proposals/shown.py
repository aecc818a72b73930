"""What the pages of a dossier show: who stands for whom, and what their clauses want and do.

Claims that were rejected, and what is said not to have happened, show nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from goodoffices.evidence.across.copies import copies, origins
from goodoffices.evidence.across.happenings import happenings
from goodoffices.evidence.claims import Dossier, Event, Issue, Statement, drafted
from goodoffices.folder.proposals.belonging import Belonging
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.gathering import PageWords
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.learnt import WeighedClauses
from goodoffices.folder.proposals.levels import worded
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.folder.proposals.remarks import remarks
from goodoffices.folder.proposals.topics import TopicWords

MOST_EVIDENCE = 6
"""How many claims are named for one proposal: the first read, of several events rather than of
several reports of one."""

Progress = Callable[[int, int, str], None]
"""Is told how much is done, of how much, and what is next."""


class ShownPages:
    """A dossier with its pages taken apart, clause by clause.

    Where it is not to be ``parsed``, only its claims count: quick, and without the language.
    ``progress`` is told before each page how many are parsed, of how many, and which it is.
    """

    def __init__(
        self, dossier: Dossier, *, parsed: bool = True, progress: Progress | None = None
    ) -> None:
        self.read = dossier
        self.drafted = {claim.id: claim for claim in dossier.claims if drafted(claim)}
        dossier = self.dossier = dossier.without(self.drafted)
        self.parsed = parsed
        self.progress = progress or (lambda _done, _of, _at: None)
        self.belonging = Belonging(dossier)
        self.actors = self.belonging.actors
        self.events = tuple(
            self.belonging.meaning(e)
            for e in dossier.events
            if e.status != "rejected" and e.modality != "negated"
        )
        self.issues = tuple(i for i in dossier.issues if i.status != "rejected")
        self.mediations = tuple(
            self.belonging.meaning(e)
            for e in dossier.events
            if e.mediator and e.status != "rejected"
            # "has no objection to the good offices of the synod" names who mediates
            if e.modality != "negated" or e.stage == "refused"
        )

    def principal(self, actor_id: str | None) -> str | None:
        """Return whom an actor stands for: the state or group a person or office belongs to."""
        return self.belonging.principal(actor_id)

    def principals(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """Return whom several actors stand for, each once."""
        return self.belonging.principals(actor_ids)

    def speaker(self, statement: Statement) -> str | None:
        """Return the side that makes a statement: its speaker's, or whom that one speaks for."""
        return self.belonging.speaker(statement)

    @property
    def names(self) -> frozenset[str]:
        """The words of all names of actors, lower case."""
        return self.belonging.names

    def parse(self) -> int:
        """Parse the pages now, which takes long, and keep them; return how many bids they hold."""
        return len(self.bids)

    @cached_property
    def bids(self) -> tuple[Bid, ...]:
        """What every side is read as wanting and doing."""
        return tuple(worded(page, bid) for page in self.clauses for bid in page.bids())

    @cached_property
    def remarks(self) -> tuple[Bid, ...]:
        """What the pages say of how things stand or might be, whoever says it."""
        return tuple(worded(page, one) for page in self.clauses for one in remarks(page))

    @cached_property
    def pages(self) -> tuple[ParsedPage, ...]:
        """The pages, parsed; none where they are not to be."""
        documents, pages = self.dossier.documents if self.parsed else (), []
        for number, document in enumerate(documents):
            self.progress(number, len(documents), document.called or "")
            pages.append(ParsedPage.of(document, self.dossier))
        self.progress(len(documents), len(documents), "")
        return tuple(pages)

    @cached_property
    def clauses(self) -> tuple[PageClauses, ...]:
        """The clauses of each page; what is worked out of them is kept for all who read them."""
        return tuple(
            PageClauses(page, self.dossier, self.belonging, self.drafted) for page in self.pages
        )

    @cached_property
    def words(self) -> dict[str, PageWords]:
        """For each page: the words of its sentences, by which clauses are gathered."""
        return {one.source: PageWords.of(one.scene.parse, self.names) for one in self.clauses}

    def learnt(self, sides: Sequence[str], topics: Sequence[TopicWords]) -> WeighedClauses:
        """Return the clauses of the pages, weighed for some sides that bargain over some topics."""
        return WeighedClauses(self.clauses, sides, topics)

    def _texts(self, pages: Iterable[str]) -> int:
        """Return how many texts some pages are: one's copies are one."""
        return len({self._copied.get(page, page) for page in pages})

    @cached_property
    def _copied(self) -> dict[str, str]:
        """For each page that has a copy: the first page of that text."""
        found: dict[str, str] = {}
        for one, other in copies(self.dossier.documents):
            found[other] = found.get(one, one)
        return found

    @cached_property
    def _origins(self) -> dict[str, int]:
        """For each report: its origin."""
        return origins(self.dossier.documents)

    @cached_property
    def _again(self) -> dict[str, int]:
        """For each event: how many reports told it before this one."""
        found = happenings(self.dossier)
        return {event.id: n for one in found for n, event in enumerate(one.reports)}

    def first(self, claims: Iterable[str], most: int = MOST_EVIDENCE) -> tuple[str, ...]:
        """Return the claims to name, those first that tell what no other one before told."""
        once = dict.fromkeys(claims)
        if len(once) <= most:
            return tuple(once)
        return tuple(sorted(once, key=lambda claim: self._again.get(claim, 0)))[:most]

    def about(self, issue: Issue) -> tuple[str, ...]:
        """Return the claims about an issue; the issue itself where none is."""
        claims: tuple[Statement | Event, ...] = (*self.dossier.statements, *self.events)
        found = [c.id for c in claims if issue.id in c.issues and c.status != "rejected"]
        return self.first(found) or (issue.id,)
