"""Which claims are meant: by kind, band, status, page, by whom, and about what words.

Words are looked for without regard to case, accents and the two ways in which Arabic and Persian
write the same letter. A case may add words by which its claims are found: its own issues.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass

from goodoffices.evidence.claims import Actor, Claim, Dossier, Event, Issue, Relation, Statement
from goodoffices.evidence.store.rows import kind_of

_SAME_LETTERS = str.maketrans("يىكةأإآؤئـ", "ییکهاااویـ", "ـ\u200c")


def folded(text: str) -> str:
    """Return a text as it is looked for: small letters without accents, one form of each."""
    apart = unicodedata.normalize("NFKD", text.translate(_SAME_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


@dataclass(frozen=True, slots=True)
class ClaimSelection:
    """What is asked for; what is left empty selects everything.

    ``who`` is an actor's id or part of a name: of whoever speaks, acts, is acted on or mediates, or
    of those they speak for. ``about`` are words of the claim or of its issues; ``page`` is part of
    a page's name, title or id.
    """

    ids: frozenset[str] = frozenset()
    _: KW_ONLY
    kinds: frozenset[str] = frozenset()
    bands: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    who: str = ""
    about: str = ""
    page: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it but a status."""
        narrowed = self.ids or self.kinds or self.bands
        return not (narrowed or self.who or self.about or self.page)


Topics = Mapping[str, tuple[str, ...]]
"""By claim, the names beside its own words under which it is found."""


def selected(
    dossier: Dossier, selection: ClaimSelection, topics: Topics | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a selection, in the dossier's order."""
    meant = _Selecting(dossier, selection, topics)
    return tuple(claim for claim in dossier.claims if meant.holds(claim))


def told_there_alone(dossier: Dossier, page: str) -> frozenset[str]:
    """Return the claims that no other page tells: what falls when a page is rejected whole."""
    meant = _Selecting(dossier, ClaimSelection(page=page))
    return frozenset(c.id for c in dossier.claims if all(map(meant.there, pages(c))))


class _Selecting:
    """A selection with the dossier's names looked up once."""

    def __init__(
        self, dossier: Dossier, selection: ClaimSelection, topics: Topics | None = None
    ) -> None:
        self.asked, self.topics = selection, topics or {}
        self.who, self.about, self.page = map(
            folded, (selection.who, selection.about, selection.page)
        )
        self.titles = {
            d.id: folded(f"{d.id} {d.title or ''} {d.name or ''}") for d in dossier.documents
        }
        self.issues = {i.id: folded(i.name) for i in dossier.issues}
        self.actors = {a.id: a for a in dossier.actors}

    def holds(self, claim: Claim) -> bool:
        """Tell whether a claim is meant."""
        asked = self.asked
        return (
            (not asked.ids or claim.id in asked.ids)
            and (not asked.kinds or kind_of(claim) in asked.kinds)
            and (not asked.bands or claim.confidence in asked.bands)
            and (not asked.statuses or claim.status in asked.statuses)
            and (not self.page or any(map(self.there, pages(claim))))
            and (not self.who or any(self.named(one) for one in people(claim)))
            and (not self.about or any(self.about in text for text in self.texts(claim)))
        )

    def there(self, source: str) -> bool:
        """Tell whether a page is the one asked for."""
        return self.page in self.titles.get(source, "")

    def named(self, actor_id: str) -> bool:
        """Tell whether an actor is the one asked for, or speaks for it."""
        seen: set[str] = set()
        one: str | None = actor_id
        while one and one not in seen:
            seen.add(one)
            actor = self.actors.get(one)
            names = (one, *((actor.name, *actor.aliases) if actor else ()))
            if any(self.who in folded(name) for name in names):
                return True
            one = actor.affiliation if actor else None
        return False

    def texts(self, claim: Claim) -> Iterator[str]:
        """Yield the words by which a claim is found: its own, its issues', the case's."""
        issues = (self.issues.get(i, i) for i in getattr(claim, "issues", ()))
        yield folded(" ".join((words_of(claim), *issues)))
        yield from map(folded, self.topics.get(claim.id, ()))


def pages(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the pages that a claim stands on, each once."""
    return tuple(dict.fromkeys(span.source for span in claim.spans))


def people(claim: Claim) -> Iterable[str]:
    """Yield the actors that a claim names, by id; a speaker without one by name."""
    if isinstance(claim, Actor):
        yield claim.id
    elif isinstance(claim, Statement):
        yield claim.speaker or claim.speaker_name
        yield from filter(None, (claim.affiliation, claim.addressee))
    elif isinstance(claim, Event):
        yield from (*claim.actors, *claim.recipients, *filter(None, (claim.mediator,)))
    elif isinstance(claim, Issue):
        yield from claim.parties
    elif isinstance(claim, Relation):
        yield from (claim.subject, claim.object)


def words_of(claim: Claim) -> str:
    """Return a claim's own words: a name, what was said, the clause that tells an event."""
    if isinstance(claim, Actor | Issue):
        return claim.name
    if isinstance(claim, Statement):
        return f"{claim.cue} {claim.text}".strip()
    return " … ".join(span.exact for span in claim.spans)
