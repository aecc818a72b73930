"""Who does what only a third party does: turns to both sides, or offers them a table.

"The governor invited the two", "his tent was open to both", "UNESCO could convene experts of both",
"Austria offered Vienna as a place to meet": each is told of whoever stands between, by its verb, by
the sides that it turns to, and by what it offers. Who has a side does the same for itself: whose
clauses these are, is for others to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodoffices.evidence.claims import Event
from goodoffices.folder.proposals.offices import NamedMediator, asks_to_mediate
from goodoffices.read.words import lists, table

if TYPE_CHECKING:
    from goodoffices.folder.proposals.bids import PageClauses
    from goodoffices.read.clause.roles import Scene

_WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words) for name, words in table("bargaining.yaml")["bridging"].items()
}
_SIDES = lists("bargaining.yaml")["sides"]
_ASKING = lists("bargaining.yaml", "between")["asking"]
_ALL = frozenset({"both", "two", "three", "each", "all"})
_EVERYONE = frozenset({"both", "everybody", "everyone"})
_APART = frozenset({"advcl", "conj", "parataxis", "ccomp"})
_OTHERS = frozenset({"state", "group", "organisation"})
_MET = frozenset({"040", "041", "042", "043"})
"""Codes of meeting, calling, going to see and receiving somebody."""


@dataclass(frozen=True)
class Bridging:
    """A way to find who stands between sides on pages.

    ``principal`` tells whom an actor stands for, ``kind`` what kind of actor one is.
    """

    principal: Callable[[str | None], str | None]
    kind: Callable[[str], str]

    def of(self, pages: Iterable[PageClauses]) -> Iterator[NamedMediator]:
        """Yield who stands between in each sentence, with its claim, or one made of the clause."""
        for page in pages:
            told: set[tuple[str, int]] = set()
            for token in page.scene.parse.tokens:
                if token.pos not in {"VERB", "AUX"} or page.supposed(token.i):
                    continue
                for one in self.bridge(page, token.i):
                    if (one, token.sentence) in told:
                        continue
                    told.add((one, token.sentence))
                    claim = page.claim(token.i)
                    own = None if claim else page.untold(token.i, one, "say")
                    found = claim or own
                    yield NamedMediator(one, found.id if found else None, page.source, own)

    def shuttling(
        self, events: Iterable[Event], principals: Callable[[Iterable[str]], tuple[str, ...]]
    ) -> Iterator[NamedMediator]:
        """Yield the blocs whose people meet one side and then another, as a page tells."""
        met: dict[tuple[str, str], dict[str, str]] = {}
        for event in (e for e in events if e.cameo in _MET and e.spans):
            who = {side for one in event.actors if (side := self.principal(one))}
            whom = [s for s in principals(event.recipients) if self.kind(s) != "igo"]
            for bloc in (one for one in who if self.kind(one) == "igo"):
                known = met.setdefault((bloc, event.spans[0].source), {})
                for side in whom:
                    known.setdefault(side, event.id)
        for (bloc, page), sides in met.items():
            if len(sides) > 1:
                yield from (NamedMediator(bloc, claim, page) for claim in {*sides.values()})

    def bridge(self, page: PageClauses, verb: int) -> frozenset[str]:
        """Return who stands between by a verb: one, or those who do it together."""
        scene, none = page.scene, frozenset[str]()
        if scene.kids(verb, "neg"):
            return none
        own = scene.subject(verb)
        who = {side for one in scene.all_ids(own) if (side := self.principal(one))}
        lemma = scene.token(verb).lemma
        place = any(scene.token(n).lemma in _WORDS["places"] for n in own)
        if lemma == "be" and place:
            owners = [o for n in own for o in scene.kids(n, "poss")]
            who = {side for o in owners if (side := page.owner(o))}
        if not who:
            return none
        ones = frozenset(who)
        sentence = scene.parse.sentence_of(verb)
        whole = range(sentence.first, sentence.last)
        told = whole if place else self._below(scene, verb)
        below = [i for i in told if self._own(scene, i, ones)]
        lemmas = {scene.token(i).lemma for i in below}
        both = self._both(scene, below, ones)
        tables = lemmas & _WORDS["tables"]
        if lemma in _WORDS["turning"] and both:
            return none if lemma in _ASKING and asks_to_mediate(scene, verb) else ones
        if lemma in _WORDS["hosting"] and (both or tables):
            return ones
        # a side offers talks as well
        mere = not both and any(self.kind(one) == "group" for one in ones)
        helps = bool(lemmas & _WORDS["offices"] or (both and lemmas & _WORDS["hosting"]))
        helps |= bool(tables) and not mere
        signs = lemma == "put" and "name" in scene.lemmas(verb, "dobj")  # "put its name to a sheet"
        if lemma in _WORDS["offering"] and helps and not (signs or self._other(scene, verb, ones)):
            return ones
        stands = lemma in {"be", "stand", "remain"} and lemmas & _WORDS["ready"]
        return ones if stands and both else none

    def _other(self, scene: Scene, verb: int, ones: frozenset[str]) -> bool:
        """Tell whether it is somebody else who is offered: "proposed Ada Roe as mediator"."""
        put = {self.principal(one) for one in scene.all_ids(scene.objects(verb))} - {None}
        return "as" in scene.lemmas(verb, "prep") and bool(put - ones)

    def _below(self, scene: Scene, verb: int) -> Iterator[int]:
        """Yield the tokens below a verb that are no subject's, nor of what is done besides."""
        for kid in scene.kids(verb):
            dep = scene.token(kid).dep
            if dep in {"nsubj", "nsubjpass"} or (dep in _APART and not self._meant(scene, kid)):
                continue
            yield from self._named(scene, kid)

    def _own(self, scene: Scene, i: int, ones: frozenset[str]) -> bool:
        """Tell whether a word is not another's: "sat at the synod's table"."""
        owners = scene.all_ids(scene.kids(i, "poss"))
        sides = {self.principal(one) for one in owners} - {None}
        return scene.token(i).lemma not in _WORDS["tables"] or not sides or bool(sides & ones)

    def _named(self, scene: Scene, kid: int) -> Iterator[int]:
        """Yield the tokens below a word, without those that tell what somebody else does there."""
        yield kid
        for one in scene.kids(kid):
            apart = scene.token(one).dep in {"relcl", "advcl"} and scene.verb(one)
            doers = scene.all_ids(scene.kids(one, "nsubj")) if apart else ()
            if not doers:
                yield from self._named(scene, one)

    def _meant(self, scene: Scene, kid: int) -> bool:
        """Tell whether a clause says what somebody would do himself: "offered to host them"."""
        return scene.token(kid).dep == "ccomp" and (
            scene.infinitive(kid) or not scene.kids(kid, "nsubj")
        )

    def _both(self, scene: Scene, below: Iterable[int], ones: frozenset[str]) -> bool:
        """Tell whether tokens name both sides: "both", "the two", two of the sides by name."""
        named: set[str] = set()
        for i in below:
            token = scene.token(i)
            if token.lower in _EVERYONE and token.dep not in {"preconj", "cc"}:
                return True
            if (
                token.dep != "nummod"
                and token.lemma in _SIDES
                and (
                    scene.forms(i, "det", "nummod", "predet", "amod") & _ALL
                    or (token.lower in {"sides", "parties", "two", "three"})
                )
            ):
                return True
            named.update(
                side
                for a in scene.ids(i)
                if (side := self.principal(a)) and side not in ones and self.kind(side) in _OTHERS
            )
        return len(named) > 1
