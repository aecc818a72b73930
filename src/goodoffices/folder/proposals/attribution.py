"""Whose a statement is whose speaker is told by a pronoun, an office, a paper or a place of work.

"Its foreign minister", "an official in Mr Lind's department" and "the letter" are of whoever the
page names with them, or right before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from goodoffices.evidence.claims import Actor, Dossier, Statement
from goodoffices.evidence.snapshot import Span
from goodoffices.folder.proposals.titles import is_pronoun
from goodoffices.read.words import table

_WHO = table("bargaining.yaml")["belonging"]
_ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_IN_OFFICE = re.compile(
    rf"\b(?:in|at|from|of)\s+(?P<whose>.+?)['’]s?\s+(?:\w+\s+)?(?:{'|'.join(_WHO['workplaces'])})\b"
)
_WRITING = re.compile(rf"(?:the|its) (?P<what>{'|'.join(_WHO['writings'])})", re.IGNORECASE)


@dataclass(frozen=True)
class Attribution:
    """Finds whom statements are of that no named speaker makes.

    ``principal`` tells whom an actor stands for on a page, ``same`` who is one person;
    ``texts`` are the pages.
    """

    dossier: Dossier
    actors: Mapping[str, Actor]
    same: Mapping[str, str]
    texts: Mapping[str, str]
    principal: Callable[..., str | None]

    def side(self, statement: Statement) -> str | None:
        """Return whose an office, a place of work or a paper is that a statement is told of."""
        written = statement.speaker_span
        if statement.speaker or written is None:
            return None
        start = statement.sentence.start
        return self._owner(written, start) or self._employer(written) or self._author(written)

    def _one(
        self, source: str, fits: Callable[[Span], bool], *, persons: bool = True
    ) -> str | None:
        """Return the one side of whoever a page names at places that fit."""
        named = {
            side
            for actor in self.actors.values()
            if persons or actor.kind != "person"
            for span in actor.spans
            if span.source == source and fits(span)
            if (side := self.principal(actor.id, source))
        }
        return named.pop() if len(named) == 1 else None

    def _owner(self, written: Span, start: int) -> str | None:
        """Return whose "its foreign minister" is: the one state or body named before in it.

        So of "Peru “will come”, its foreign minister said".
        """
        if not _ITS.match(written.exact):
            return None
        before = range(start, written.start)
        return self._one(written.source, lambda span: span.start in before, persons=False)

    def _employer(self, written: Span) -> str | None:
        """Return whose "an official in Mr Lind's department" is: of whoever it is the office of."""
        found = _IN_OFFICE.search(written.exact)
        if found is None:
            return None
        first, last = (written.start + at for at in found.span("whose"))
        return self._one(written.source, lambda span: first <= span.start and span.end <= last)

    def _author(self, written: Span) -> str | None:
        """Return whose "the paper" or "the letter" is that says something: told before it."""
        found = _WRITING.fullmatch(written.exact)
        text = self.texts.get(written.source, "")
        start = max(text.rfind("\n\n", 0, written.start), 0)
        owners = _written_by(found["what"]).finditer(text, start, written.start) if found else ()
        end = max((whose.end("whose") for whose in owners), default=0)
        return self._one(written.source, lambda span: span.start < end <= span.end + 2)

    @cached_property
    def before(self) -> dict[str, str]:
        """For each statement of a pronoun: the side that spoke before it on its page.

        Nobody speaks of himself by name: who is named in the words did not say them.
        """
        found: dict[str, str] = {}
        spoke: dict[str, list[tuple[str, str]]] = {}
        told = (s for s in self.dossier.statements if s.spans and s.status != "rejected")
        for one in sorted(told, key=lambda s: (s.spans[0].source, s.sentence.start)):
            before = spoke.setdefault(one.spans[0].source, [])
            side = self.principal(one.speaker) or self.principal(one.affiliation)
            if side:
                before.append((one.speaker or side, side))
                continue
            text = one.text
            others = (s for who, s in reversed(before) if not self._named_in(who, text))
            if other := next(others, None):
                found[one.id] = other
        return found

    def heard_before(self, said: Statement) -> str | None:
        """Return whom "he" is that was taken for an office which says nothing on the page itself.

        So in "The envoy, Mr Lind said, was welcome. “We shall meet,” he told them".
        """
        if said.speaker or not said.spans or not is_pronoun(said.speaker_span):
            return None
        page, office = said.sentence.source, said.speaker_name.casefold()
        if not office.startswith("the "):
            return None
        last: tuple[int, str | None] = (-1, None)
        for one in self.dossier.statements:
            if not one.spans or one.sentence.source != page or one.status == "rejected":
                continue
            if one.speaker_span and one.speaker_span.exact.casefold() == office:
                return None
            if last[0] < one.sentence.start < said.sentence.start:
                last = (one.sentence.start, one.speaker)
        actor = self.actors.get(self.same.get(last[1] or "", last[1] or ""))
        return actor.id if actor and actor.kind == "person" else None

    def _named_in(self, actor: str, text: str) -> bool:
        """Tell whether a person's name stands in a text."""
        known = self.actors.get(actor)
        names = (known.name, *known.aliases) if known and known.kind == "person" else ()
        return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


@cache
def _written_by(what: str) -> re.Pattern[str]:
    """Return the pattern of whose a writing is: "the League’s paper"."""
    return re.compile(rf"(?P<whose>\w)['’]s?\s+(?:[\w-]+\s+){{0,2}}{what}\b", re.IGNORECASE)
