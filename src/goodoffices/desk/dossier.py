"""What was read, made ready for pages: looked up by id, by page and by words, once per state.

Nothing here depends on the case file, so that an edit of the case leaves all of it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from goodoffices.base.errors import Finding
from goodoffices.brief import timeline
from goodoffices.brief.evidence import Evidence
from goodoffices.case.nouns import Case
from goodoffices.evidence.across.witnesses import Witnesses
from goodoffices.evidence.claims import Actor, Claim, Dossier
from goodoffices.evidence.searching import FoldedText
from goodoffices.evidence.snapshot import Document, Span
from goodoffices.evidence.store import Decision
from goodoffices.evidence.store.rows import ENTITIES, kind_of
from goodoffices.folder.check.speakers import contradicting

AROUND = 90
"""Letters before and after the words found that a result shows."""


class DeskEvidence(Evidence):
    """The claims as a page shows them, over indexes that outlast an edit of the case."""

    def __init__(self, case: Case, read: ReadDossier) -> None:
        self.also = ()
        self.case, self.dossier = case, read.dossier
        self.claims, self.documents = read.claims, read.documents
        self.orphans, self.actors = read.orphans, read.actors
        self.read = read

    @property
    def witnesses(self) -> Witnesses:
        """The pages weighed."""
        return self.read.witnesses


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words at a place of a page: what stands before and after them on the same line."""

    source: Document
    start: int
    end: int
    before: str
    words: str
    after: str


class ReadDossier:
    """The dossier with its indexes.

    ``decided`` is the last decision on each claim, numbered; ``broken`` what is wrong with the
    store, where it could not be read.
    """

    def __init__(
        self,
        dossier: Dossier,
        decided: Mapping[str, tuple[int, Decision]],
        broken: tuple[Finding, ...] = (),
    ) -> None:
        self.dossier = dossier
        self.decided = decided
        self.broken = broken

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every page by its id."""
        return {document.id: document for document in self.dossier.documents}

    @cached_property
    def on_page(self) -> dict[str, tuple[Claim, ...]]:
        """The claims with words on each page, actors and issues with those of their mentions."""
        found: dict[str, dict[str, Claim]] = {}
        for claim in self.dossier.claims:
            for span in claim.spans:
                found.setdefault(span.source, {})[claim.id] = claim
        return {source: tuple(claims.values()) for source, claims in found.items()}

    @cached_property
    def orphans(self) -> set[str]:
        """The claims whose pages no longer say their words."""
        return {claim.id for claim in self.dossier.orphans()}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by their ids."""
        return {actor.id: actor for actor in self.dossier.actors}

    @cached_property
    def witnesses(self) -> Witnesses:
        """The pages weighed: which are one origin, which claims are one event or statement."""
        return Witnesses(self.dossier)

    @cached_property
    def waiting_on(self) -> dict[str, int]:
        """How many claims of each page wait for a person, actors and issues not counted."""
        return {
            source: sum(c.status == "unreviewed" and kind_of(c) not in ENTITIES for c in claims)
            for source, claims in self.on_page.items()
        }

    @cached_property
    def _folded(self) -> dict[str, FoldedText]:
        return {}

    def events(self, evidence: Evidence, language: str) -> list[timeline.Row]:
        """Return what happened, by date, in words of a language; made once for each."""
        if language not in self._events:
            self._events[language] = timeline.rows(evidence, language)
        return self._events[language]

    def opposed(self, language: str) -> tuple[Finding, ...]:
        """Return who contradicts themselves, in words of a language; found once for each."""
        if language not in self._opposed:
            self._opposed[language] = tuple(contradicting(self.dossier))
        return self._opposed[language]

    @cached_property
    def _opposed(self) -> dict[str, tuple[Finding, ...]]:
        return {}

    @cached_property
    def _events(self) -> dict[str, list[timeline.Row]]:
        return {}

    def _text(self, document: Document) -> FoldedText:
        found = self._folded.get(document.id)
        if found is None:
            found = self._folded[document.id] = FoldedText(document.snapshot.text)
        return found

    @cached_property
    def last(self) -> int:
        """The number of the last decision on any claim; 0 where nobody decided."""
        return max((number for number, _decision in self.decided.values()), default=0)

    def find(self, words: str, only: str = "") -> Iterator[FoundWords]:
        """Yield where words stand in the texts, page by page; ``only`` on one page."""
        for document in self.dossier.documents:
            if only and document.id != only:
                continue
            for start, end in self._text(document).places(words):
                yield placed(document, start, end)

    def resting(self, source: str, start: int, end: int) -> list[Claim]:
        """Return the claims whose words on a page share a letter with a stretch of it."""
        return [
            claim
            for claim in self.on_page.get(source, ())
            if any(s.source == source and s.start < end and start < s.end for s in claim.spans)
        ]


def placed(document: Document, start: int, end: int, around: int = AROUND) -> FoundWords:
    """Return words at their place, with those around them: whole words of the same paragraph."""
    text = document.snapshot.text
    first = max(_paragraph(text, start), start - around)
    last = min(_paragraph_end(text, end), end + around)
    before, after = text[first:start], text[end:last]
    if first == start - around and first > 0 and not text[first - 1].isspace():
        before = "… " + before.partition(" ")[2] if " " in before else before
    if last == end + around and last < len(text) and not text[last].isspace():
        after = after.rpartition(" ")[0] + " …" if " " in after else after
    return FoundWords(document, start, end, before, text[start:end], after)


def _paragraph(text: str, at: int) -> int:
    return text.rfind("\n\n", 0, at) + 2 if "\n\n" in text[:at] else 0


def _paragraph_end(text: str, at: int) -> int:
    found = text.find("\n\n", at)
    return len(text) if found < 0 else found


def sentence_of(document: Document, start: int, end: int) -> Span:
    """Return the paragraph around a stretch of a text, without the space at its ends."""
    text = document.snapshot.text
    first, last = _paragraph(text, start), _paragraph_end(text, end)
    inner = text[first:last]
    first += len(inner) - len(inner.lstrip())
    return document.snapshot.span(min(first, start), max(first + len(inner.strip()), end))


def names(documents: Iterable[Document]) -> dict[str, str]:
    """Return what each page is called: its title, else its name, else its id."""
    return {d.id: d.called or d.id for d in documents}
