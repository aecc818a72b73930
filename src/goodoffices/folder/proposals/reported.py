"""Whose words a page goes on telling without saying so: "there would be an inquiry, and …".

Behind what somebody is said to have said a report tells more of it in the same paragraph, with
"would", "could" and the like, and names nobody again. "She" there is whoever spoke last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from goodoffices.evidence.claims import Actor, Statement, stood
from goodoffices.folder.proposals.pages import ParsedPage
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.words import lists

_TOLD = lists("bargaining.yaml", "reported")
_SHIFTED = _TOLD["shifted"]
_OTHERS = _TOLD["others"]
_MOVING = lists("bargaining.yaml")["moving"]
_HE = frozenset({"he", "she"})
REACH = 2
"""How many sentences behind what was said its words may go on."""


@dataclass(frozen=True)
class Heard:
    """A page with who is named at each of its places, and which side makes a statement."""

    page: ParsedPage
    actors: Mapping[str, Actor]
    named: Mapping[int, str]
    speaks: Callable[[Statement], str | None]


class Reported:
    """The unsaid speakers of one page."""

    def __init__(self, heard: Heard) -> None:
        self.heard, self.page, self.scene = heard, heard.page, heard.page.scene
        self._last = dict(self._followed())

    def _followed(self) -> Iterator[tuple[int, Statement]]:
        """Yield for each sentence the last statement before or in it, within reach."""
        parse = self.scene.parse
        every = enumerate(self.page.statements)
        starts = sorted((s.sentence.start, n) for n, s in every if stood(s) is None)
        here: list[tuple[int, int, int]] = []  # sentence, paragraph, statement
        at = 0
        for sentence in parse.sentences:
            end = self.page.bounds(sentence.first)[1]
            paragraph = parse.paragraph_of(sentence.index)
            while at < len(starts) and starts[at][0] < end:
                here.append((sentence.index, paragraph, starts[at][1]))
                at += 1
            if here and here[-1][1] == paragraph and sentence.index - here[-1][0] <= REACH:
                yield sentence.index, self.page.statements[here[-1][2]]
                if self._goes_on(sentence):
                    here.append((sentence.index, paragraph, here[-1][2]))

    def _goes_on(self, sentence: Sentence) -> bool:
        """Tell whether a sentence goes on with what was said: its main verb is told as said."""
        tokens = self.scene.parse.tokens[sentence.first : sentence.last]
        return any(t.dep == "ROOT" and self._shifted(t.i) for t in tokens)

    def speaker(self, verb: int) -> str | None:
        """Return the side whose words a verb most likely tells, that no statement holds."""
        scene = self.scene
        token = scene.token(verb)
        said = self._last.get(token.sentence)
        if said is None or verb in scene.quoted or self.page.narrator.opinion:
            return None
        if not self._shifted(verb) or not (token.dep == "ROOT" or scene.has_subject(verb)):
            return None
        told = token.lemma in _MOVING and not scene.objects(verb)  # "observers could come aboard"
        if not told and any(scene.token(n).lemma in _OTHERS for n in scene.subject(verb)):
            return None
        return self.heard.speaks(said)

    def _shifted(self, verb: int) -> bool:
        """Tell whether a verb is told as somebody said it: "would go", "was to go"."""
        return bool(self.scene.forms(verb, "aux") & _SHIFTED)

    def person(self, pronoun: int) -> str | None:
        """Return the side of "he" or "she" where a person spoke last before it, close by."""
        token = self.scene.token(pronoun)
        if token.lower not in _HE or pronoun in self.scene.quoted:
            return None
        said = self._last.get(token.sentence)
        if said is None or said.speaker_span is None or self._named_since(said, pronoun):
            return None
        actor = self.heard.actors.get(said.speaker or "")
        return self.heard.speaks(said) if actor and actor.kind == "person" else None

    def _named_since(self, said: Statement, pronoun: int) -> bool:
        """Tell whether another person is named between a statement's speaker and a pronoun."""
        start = said.speaker_span.end if said.speaker_span else said.sentence.start
        place = self.page.place(pronoun)
        known = self.heard.actors
        named = (self.heard.named.get(i) for i in range(start, place))
        return any(
            one is not None and one != said.speaker and one in known and known[one].kind == "person"
            for one in named
        )
