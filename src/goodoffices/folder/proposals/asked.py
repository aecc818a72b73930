"""What is answered where a mediator is asked about ("And the bishop?" "Of course he may").

In a transcript an answer names the mediator by "he" at the most, if at all, and is often no
sentence ("No. Not him."). So a turn is read whole: whom the question named, then what the answer
says yes, no or "but only" to. Where it says both, it is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from goodoffices.case.judged import AnswerGiven
from goodoffices.read.words import table

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses
    from goodoffices.read.clause.tokens import Sentence

Named = Callable[[int], tuple[str, ...]]
"""Tells the mediators that a word names itself."""

_REPLIES = table("answers.yaml")["replies"]
_CONDITIONS = table("bargaining.yaml")["consents"]["condition"]
_WISHING = table("bargaining.yaml")["consents"]["wishing"]
SHORT = 6
"""How many words a question may have that asks about a mediator by the name alone."""


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})", re.IGNORECASE)


_YES, _NO, _IF, _ASKS, _TURNED = (
    _any(_REPLIES[name]) for name in ("yes", "no", "condition", "asks", "turned")
)
_BOUND = re.compile(rf"\b(?:{'|'.join(_CONDITIONS)})\b", re.IGNORECASE)
_WISHES = re.compile(rf"\b(?:{'|'.join(_WISHING)})", re.IGNORECASE)
_SUPPOSED = re.compile(r"\bif\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """A side's answer to the mediator of a question; ``word`` begins the sentence that gives it."""

    side: str
    mediator: str
    answer: AnswerGiven
    word: int


@dataclass(slots=True)
class _Turn:
    """Whose words some sentences are, behind one label."""

    label: int
    sentences: list[Sentence] = field(default_factory=list)


class Interview:
    """The answers of one page's turns."""

    def __init__(self, page: PageClauses, named: Named) -> None:
        self.page, self.scene, self.named = page, page.scene, named

    def replies(self) -> Iterator[Reply]:
        """Yield the answer of each turn to the mediator that the turn before it named."""
        turns = list(self._turns())
        for before, turn in pairwise(turns):
            topic = self._asked(before)
            side = self._side(turn) if topic else None
            labels = self.scene.actors.labels
            other = labels.get(before.label) != labels.get(turn.label)
            if topic and side and other and side != topic:
                yield from self._answers(turn, side, topic)

    def _turns(self) -> Iterator[_Turn]:
        """Yield the turns of a transcript; nothing where no paragraph has a label."""
        parse = self.scene.parse
        turn: _Turn | None = None
        here = -1
        for sentence in parse.sentences:
            number = parse.paragraph_of(sentence.index)
            lead = parse.leads.get(number) if number != here else None
            here = number
            if lead is not None and lead.kind in {"speaker", "question"}:
                if turn:
                    yield turn
                turn = _Turn(number)
            if turn:
                turn.sentences.append(sentence)
        if turn:
            yield turn

    def _side(self, turn: _Turn) -> str | None:
        """Return the side whose turn it is: its label's, or of what it says in its own words."""
        label = self.page.principal(self.scene.actors.labels.get(turn.label))
        first, last = turn.sentences[0], turn.sentences[-1]
        start, end = self.page.page.bounds(first.first)[0], self.page.page.bounds(last.first)[1]
        said = (
            self.page.speaks(s)
            for s in self.page.statements
            if s.kind == "direct" and start <= s.sentence.start < end
        )
        return next(filter(None, said), label)

    def _asked(self, turn: _Turn) -> str | None:
        """Return the one mediator that a question is about."""
        named = {m for s in turn.sentences for m in self._named(s)}
        if len(named) != 1:
            return None
        about = [s for s in turn.sentences if self._named(s)]
        words = " ".join(map(self._words, turn.sentences))
        bare = any(s.last - s.first <= SHORT for s in about)
        if _TURNED.search(words) or not (bare or _ASKS.search(words)):
            return None
        return named.pop()

    def _named(self, sentence: Sentence) -> list[str]:
        return list(
            dict.fromkeys(m for i in range(sentence.first, sentence.last) for m in self.named(i))
        )

    def _words(self, sentence: Sentence) -> str:
        return self.scene.parse.phrase(sentence.first, sentence.last).strip(" \"“”‘'")

    def _answers(self, turn: _Turn, side: str, topic: str) -> Iterator[Reply]:
        """Yield what a turn answers to whom it was asked about, and to whom it names then."""
        told: dict[str, dict[str, int]] = {}
        for sentence in turn.sentences:
            named = self._named(sentence)
            if len(named) > 1:
                continue
            topic = named[0] if named else topic
            for given in self._said(self._words(sentence)):
                told.setdefault(topic, {}).setdefault(given, sentence.first)
        for mediator, found in told.items():
            answer = _joined(set(found))
            if answer:
                word = found.get(answer, found.get("yes", found.get("no", 0)))
                yield Reply(side, mediator, answer, word)

    def _said(self, words: str) -> Iterator[str]:
        """Yield what a sentence of an answer says: yes, no, or on what condition."""
        if _NO.search(words):
            yield "no"
        if _YES.search(_NO.sub(" ", words)):
            yield "yes"
        supposed = _SUPPOSED.search(words) and not _WISHES.search(words)
        if supposed or _IF.search(words) or _BOUND.search(words):
            yield "conditional"


def _joined(given: set[str]) -> AnswerGiven | None:
    """Return the one answer in what the sentences of a turn say."""
    if given == {"yes"}:
        return "yes"
    if given == {"no"}:
        return "no"
    return "conditional" if given == {"yes", "conditional"} else None
