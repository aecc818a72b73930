"""A page of the dossier with its sentences taken apart, and the claims that stand on it.

It is parsed as reading does, without the marks of its setting; places are those of the page as
kept, where the spans of claims point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Dossier, Event, Modality, Statement, waits
from goodoffices.evidence.snapshot import Document, Span
from goodoffices.folder.proposals.narrators import Narrator

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene
    from goodoffices.read.document.letters import LegibleText


@dataclass(frozen=True)
class ParsedPage:
    """A page: its parse, where each of its letters stands, its writer, its statements and events.

    Claims that were rejected are left out, ``refused`` are the words of those. ``document`` is the
    page as it was parsed, ``text`` where its letters stand, if that is not the page as it is kept.
    """

    source: str
    scene: Scene
    document: Document
    text: LegibleText | None
    narrator: Narrator
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    refused: tuple[Span, ...] = ()

    @classmethod
    def of(cls, document: Document, dossier: Dossier) -> ParsedPage:
        """Parse a document of a dossier.

        Raises
        ------
        UnreadableInput
            if no English pipeline is installed.
        """
        from goodoffices.read.clause.roles import Scene
        from goodoffices.read.document.letters import legible

        text = legible(document)
        every: list[Statement | Event] = [*dossier.statements, *dossier.events]
        here = [c for c in dossier.statements if _stands(c, document)]
        events = [c for c in dossier.events if _stands(c, document)]
        scene = Scene.of(text.document if text else document)
        return cls(
            document.id,
            scene,
            text.document if text else document,
            text,
            Narrator(scene, f"{document.title or ''}\n{document.snapshot.text}"),
            tuple(here),
            tuple(events),
            tuple(
                span
                for claim in every
                if claim.status == "rejected"
                for span in claim.spans
                if span.source == document.id
            ),
        )

    @property
    def places(self) -> Sequence[int] | None:
        """Where each letter of the parsed page stands in the page as kept, if elsewhere."""
        return self.text.places if self.text else None

    def act(self, word: int, side: str | None, how: Modality) -> Event:
        """Return a clause as an act of a side, where reading made nothing of it."""
        from goodoffices.read.done.untold import untold_act

        event = untold_act(self.document, self.scene, word, side, how)
        return self._kept(Dossier((self.document,), events=(event,))).events[0]

    def stance(self, word: int, side: str, name: str, *, whole: bool = False) -> Statement:
        """Return a clause as what a side wants, refuses, accepts or offers; or as what it says."""
        from goodoffices.read.done.untold import untold_stance

        said = untold_stance(self.document, self.scene, word, side, name)
        if whole:
            said = replace(said, spans=(said.sentence,), cue="", cue_span=None)
        return self._kept(Dossier((self.document,), statements=(said,))).statements[0]

    def _kept(self, found: Dossier) -> Dossier:
        """Return what was found with its spans where they stand in the page as kept."""
        return self.text.restored(found) if self.text else found

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, str], ...]:
        """The sentences: the first token, the one behind the last, the words with single spaces."""
        parse = self.scene.parse
        return tuple((s.first, s.last, parse.phrase(s.first, s.last)) for s in parse.sentences)

    def place(self, token: int) -> int:
        """Return where a token begins."""
        start = self.scene.token(token).start
        return self.places[start] if self.places else start

    def bounds(self, token: int) -> tuple[int, int]:
        """Return where a token's sentence begins and ends."""
        sentence = self.scene.parse.sentence_of(token)
        start, end = sentence.start, sentence.end
        return (self.places[start], self.places[end - 1] + 1) if self.places else (start, end)

    def decided(self, token: int) -> bool:
        """Tell whether a person rejected a claim of a token's sentence."""
        start, end = self.bounds(token)
        return any(span.start < end and span.end > start for span in self.refused)

    def beside(self, token: int) -> Statement | Event | None:
        """Return the first claim that stands in a token's sentence, of those that count first."""
        start, end = self.bounds(token)
        claims: list[Statement | Event] = sorted([*self.statements, *self.events], key=waits)
        for claim in claims:
            if any(span.start < end and span.end > start for span in claim.spans):
                return claim
        return None


def _stands(claim: Statement | Event, document: Document) -> bool:
    """Tell whether a claim is of a document, and not rejected."""
    own = bool(claim.spans) and claim.spans[0].source == document.id
    return own and claim.status != "rejected"
