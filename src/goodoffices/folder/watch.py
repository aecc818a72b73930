"""Looking through the feeds that a case names: what is new in them, and why it matters to the case.

The network is asked only here, when a person asks. What is found is read into the dossier like any
page, unreviewed; of it, only what concerns the case is told: who of the case speaks or acts, to
whom, on which of its issues, and what was to be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from goodoffices.base.errors import Finding, UsageError
from goodoffices.base.fetch import is_address
from goodoffices.base.files import existing
from goodoffices.base.findings import finding
from goodoffices.base.i18n import _
from goodoffices.conflict.words.acts import listed
from goodoffices.evidence.claims import Actor, Dossier, Event, Statement, waits

if TYPE_CHECKING:
    from goodoffices.case.nouns import Case, Mediator

_ANSWERS = {"accepted": "yes", "refused": "no"}
"""What a mediation's stage says of the side that acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new: the claim, its words, where it stands, and why it matters."""

    claim: str
    words: str
    source: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What came of it: what is new and concerns the case, and how much else is new.

    ``reached`` tells whether any feed could be read.
    """

    news: tuple[News, ...]
    pages: int
    others: int
    unread: tuple[Finding, ...] = ()
    reached: bool = True


def watch(folder: Path) -> Watched:
    """Read the feeds of a case and tell what is new and why it matters.

    Raises
    ------
    UsageError
        GO344 where the case names no feed.
    """
    from goodoffices.case import file as casefile
    from goodoffices.evidence.store import DossierStore
    from goodoffices.folder.ingest import read_in

    case = casefile.load(folder)
    if not case.feeds:
        raise UsageError(finding("GO344", case=folder))
    with DossierStore(folder) as store:
        before = store.dossier()
    feeds = [feed if is_address(feed) else str(folder / feed) for feed in case.feeds]
    gone = [feed for feed in feeds if not is_address(feed) and not Path(feed).exists()]
    if len(gone) == len(feeds):
        existing(gone[0])
    read = read_in(folder, [feed for feed in feeds if feed not in gone])
    with DossierStore(folder) as store:
        after = store.dossier()
    known, pages = {c.id for c in before.claims}, {d.id for d in before.documents}
    fresh = [c for c in after.claims if c.id not in known and isinstance(c, Statement | Event)]
    matter = _Matter(case, after)
    news = [(claim, tuple(matter.why(claim))) for claim in fresh]
    telling: dict[tuple[str, int], list[tuple[Statement | Event, tuple[str, ...]]]] = {}
    for claim, why in news:
        if why:
            telling.setdefault(_sentence(claim), []).append((claim, why))
    told = [matter.told(group) for group in telling.values()]
    return Watched(
        news=tuple(sorted(told, key=lambda one: -len(one.why))),
        pages=sum(d.id not in pages for d in after.documents),
        others=sum(not why for _claim, why in news),
        unread=(*(finding("GO901", path=one, folder=folder) for one in gone), *read.unread),
        reached=bool(read.pages) or not read.unread,
    )


def _sentence(claim: Statement | Event) -> tuple[str, int]:
    """Return where the sentence of a claim begins: what stands in one is told once."""
    span = claim.sentence if isinstance(claim, Statement) else claim.spans[0]
    return span.source, span.start


class _Matter:
    """Why a claim matters to a case."""

    def __init__(self, case: Case, dossier: Dossier) -> None:
        self.case, self.dossier = case, dossier
        self.actors = {actor.id: actor for actor in dossier.actors}
        self.parties = {p.actor or p.id: p for p in case.parties}
        self.mediators = {m.actor or m.id: m for m in case.mediators}
        self.issues = {c: i for i in case.issues for c in (i.id, *i.basis.evidence)}

    def why(self, claim: Statement | Event) -> Iterator[str]:
        """Yield each reason for which a claim concerns the case."""
        who = self._sides(claim)
        parties = [self.parties[side].name for side in who if side in self.parties]
        if parties:
            said = isinstance(claim, Statement)
            one, more = (
                (_("{parties} speaks"), _("{parties} speak"))
                if said
                else (_("{parties} acts"), _("{parties} act"))
            )
            yield (one if len(parties) == 1 else more).format(parties=listed(parties))
        named = (claim.mediator,) if isinstance(claim, Event) else ()
        for side in dict.fromkeys((*named, *who)):
            mediator = self.mediators.get(side or "")
            if mediator is None:
                continue
            unheard = [p for p, (said, _basis) in mediator.consent.items() if said == "unknown"]
            names = [party.name for p in unheard if (party := self.case.party(p))]
            text = _("on mediation by {mediator}")
            if names:
                text = _("on mediation by {mediator}, not yet answered by {parties}")
            yield text.format(mediator=mediator.name, parties=listed(names))
            yield from self._otherwise(claim, mediator, who)
        issues = [self.issues[i].name for i in claim.issues if i in self.issues]
        if issues and parties:
            yield _("on {issues}, which packages settle").format(issues=listed(issues))
        future = isinstance(claim, Event) and claim.modality == "future"
        if future and (parties or issues):
            yield _("it is announced")

    def _otherwise(
        self, claim: Statement | Event, mediator: Mediator, who: list[str]
    ) -> Iterator[str]:
        """Tell where a side answers a mediator otherwise than the case says."""
        now = _ANSWERS.get(claim.stage or "") if isinstance(claim, Event) else None
        for party in (self.parties[side] for side in who if side in self.parties):
            said, _basis = mediator.consent.get(party.id, ("unknown", None))
            if now and said in ("yes", "no") and said != now:
                text = {
                    "yes": _("until now the case says that {party} accepts {mediator}"),
                    "no": _("until now the case says that {party} refuses {mediator}"),
                }[said]
                yield text.format(party=party.name, mediator=mediator.name)

    def _sides(self, claim: Statement | Event) -> list[str]:
        """Return the actors of a claim, each as the side it belongs to."""
        if isinstance(claim, Statement):
            ids = [claim.speaker, claim.affiliation, claim.addressee]
        else:
            ids = [*claim.actors, *claim.recipients]
        found = []
        for one in ids:
            actor: Actor | None = self.actors.get(one or "")
            if actor is not None and actor.affiliation and actor.id not in self.parties:
                found.append(actor.affiliation)
            elif one:
                found.append(one)
        return list(dict.fromkeys(found))

    def told(self, group: Sequence[tuple[Statement | Event, tuple[str, ...]]]) -> News:
        """Return the claims of one sentence as they are told: by the first that counts."""
        claim = min((claim for claim, _why in group), key=waits)
        why = tuple(dict.fromkeys(reason for _claim, reasons in group for reason in reasons))
        spans = [span.exact for one, _why in group for span in one.spans]
        words = max(spans, key=len, default="").strip(' “”"')
        page = self.dossier.document(claim.spans[0].source) if claim.spans else None
        parts = (page.outlet or page.called, page.published) if page else ()
        source = ", ".join(part for part in parts if part)
        return News(claim=claim.id, words=" ".join(words.split()), source=source, why=why)
