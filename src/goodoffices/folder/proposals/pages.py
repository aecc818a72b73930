"""A page of the dossier with its sentences taken apart, and the claims that stand on it.

It is parsed as reading does, without the marks of its setting; places are those of the page as
kept, where the spans of claims point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Dossier, Event, Statement, waits
from goodoffices.evidence.snapshot import Document
from goodoffices.folder.proposals.narrators import Narrator

if TYPE_CHECKING:
    from goodoffices.read.clause.roles import Scene


@dataclass(frozen=True)
class ParsedPage:
    """A page: its parse, where each of its letters stands, its writer, its statements and events.

    Claims that were rejected are left out.
    """

    source: str
    scene: Scene
    places: Sequence[int] | None
    narrator: Narrator
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]

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
        here = [c for c in dossier.statements if _stands(c, document)]
        events = [c for c in dossier.events if _stands(c, document)]
        scene = Scene.of(text.document if text else document)
        return cls(
            document.id,
            scene,
            text.places if text else None,
            Narrator(scene, f"{document.title or ''}\n{document.snapshot.text}"),
            tuple(here),
            tuple(events),
        )

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, str], ...]:
        """The sentences: the first token, the one behind the last, the words with single spaces."""
        parse = self.scene.parse
        return tuple((s.first, s.last, parse.phrase(s.first, s.last)) for s in parse.sentences)

    def place(self, token: int) -> int:
        """Return where a token begins."""
        start = self.scene.token(token).start
        return self.places[start] if self.places else start

    def beside(self, token: int) -> Statement | Event | None:
        """Return the first claim that stands in a token's sentence, of those that count first."""
        sentence = self.scene.parse.sentence_of(token)
        start, end = sentence.start, sentence.end
        if self.places:
            start, end = self.places[start], self.places[end - 1] + 1
        claims: list[Statement | Event] = sorted([*self.statements, *self.events], key=waits)
        for claim in claims:
            if any(span.start < end and span.end > start for span in claim.spans):
                return claim
        return None


def _stands(claim: Statement | Event, document: Document) -> bool:
    """Tell whether a claim is of a document, and not rejected."""
    own = bool(claim.spans) and claim.spans[0].source == document.id
    return own and claim.status != "rejected"
