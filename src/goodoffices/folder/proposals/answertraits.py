"""What is seen of a sentence that may answer a mediator, and of how each side stands to it.

A sentence has its words by their lemmas, where a side is ``S``, the mediator ``M``, another one
``O`` and any other name ``N``: of the whole sentence (``s:``), of the clause that names him
(``c:``, also two by two), right before and behind him (``b:``, ``a:``), above him in the tree
(``p:``); and which lists of acceptance and refusal they are of. How a side stands to it is told in
letters (:meth:`AnswerTraits.stands`). :mod:`.likelyanswers` weighs both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations, pairwise

from goodoffices.folder.proposals.anaphors import MediatorsMeant
from goodoffices.folder.proposals.attitudes import HIS
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.thirds import Thirds
from goodoffices.read.clause.tokens import Sentence
from goodoffices.read.words import table

_ARTICLES = frozenset({"the", "a", "an"})
_NAMING = frozenset({"PROPN", "NOUN", "PRON"})
_RATHER = frozenset({"to", "over", "than"})
_NEAR, _UP, _CLOSE = 4, 6, 3
"""How many words around a mediator count, how many steps above him, and how many with the step."""
_BACK = 3
"""How many sentences before may tell of whom a sentence goes on."""
_KINDS = ("verbs", "moved", "moving", "feelings", "qualities", "nouns")
_ANSWERS = ("yes", "no", "condition")


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Return of which lists of attitudes each word is, or each two words."""
    told = table("attitudes.yaml")
    found: dict[str, set[str]] = {}
    for kind in _KINDS:
        for sign in ("plus", "minus"):
            for word in told[kind][sign]:
                found.setdefault(word, set()).update({f"{kind}.{sign}", sign})
    for word in told["nouns"]["only_denied"]:
        found.setdefault(word, set()).add("only_denied")
    return {word: frozenset(of) for word, of in found.items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of answers by their names."""
    told: dict[str, list[str]] = table("bargaining.yaml")["consents"]
    return {k: re.compile(rf"\b(?:{'|'.join(v)})\b", re.IGNORECASE) for k, v in told.items()}


@dataclass(frozen=True, slots=True)
class MaybeAnswer:
    """A sentence of a page that names a mediator or goes on from one that does.

    ``at`` is the word that names him, else the head of the sentence; ``meaning`` are the traits of
    what it says, ``whose`` those of each side.
    """

    page: PageClauses
    sentence: int
    at: int
    mediator: str
    meaning: frozenset[str]
    whose: dict[str, frozenset[str]]


class AnswerTraits:
    """The sentences of one page that may answer a mediator."""

    def __init__(
        self,
        page: PageClauses,
        mediators: frozenset[str],
        sides: Sequence[str],
        thirds: Thirds,
    ) -> None:
        self.page, self.scene, self.sides = page, page.scene, sides
        self.meant = MediatorsMeant(page, mediators, thirds)

    def told(self) -> Iterator[MaybeAnswer]:
        """Yield each sentence once for each mediator that it may be about."""
        for number, named in self._mentions().items():
            for mediator, places in named.items():
                kind = "d" if any(map(self.meant.third, places)) else "a" if places else "t"
                yield self._of(number, mediator, places, kind)

    def _mentions(self) -> dict[int, dict[str, list[int]]]:
        """Return for each sentence the words that mean each mediator; none, of one told before."""
        found: dict[int, dict[str, list[int]]] = {}
        before: dict[int, tuple[str, ...]] = {}
        for i in self.meant.told():
            number = self.scene.token(i).sentence
            named = found.setdefault(number, {})
            before.setdefault(number, self.meant.topic)
            if self._beside(i):
                before[number] = ()
                continue
            own = self.meant.third(i) or self.meant.meant(i, self.page.speaker(i))
            for mediator in own:
                named.setdefault(mediator, []).append(i)
        for number, topic in before.items():
            direct = any(self.meant.third(i) for row in found[number].values() for i in row)
            if len(topic) == 1 and not direct:
                found[number].setdefault(topic[0], [])
        return found

    def _beside(self, i: int) -> bool:
        """Tell whether a word names a mediator as whose some other thing is, or as second choice.

        So it is with "Togo's observers" and with "prefers Ghana to Togo".
        """
        scene = self.scene
        token = scene.token(i)
        if token.dep == "poss":
            return scene.token(token.head).lemma not in HIS
        preposition = scene.token(token.head)
        return preposition.lower in _RATHER and any(
            scene.token(head).lemma == "prefer" for _child, head in scene.above(i)
        )

    def _of(self, number: int, mediator: str, places: list[int], kind: str) -> MaybeAnswer:
        """Return a sentence with its traits."""
        scene = self.scene
        sentence = scene.parse.sentences[number]
        root = next(
            (i for i in _tokens(sentence) if scene.token(i).head == i),
            sentence.first,
        )
        at = places[0] if places else root
        above = (h for _c, h in scene.above(at) if scene.verb(h)) if places else iter(())
        verb = next(above, at if places and scene.verb(at) else None)
        heads = _Heads(sentence, root, verb, at if places else None)
        meaning = frozenset(self._meaning(heads, frozenset(places))) | {f"mk={kind}"}
        stood = {side: self.stands(heads, mediator, side) for side in self.sides}
        voice = self.page.voice(at)
        said = voice.kind if voice else "none"
        whose = {side: _crossed(told, kind, said) for side, told in stood.items()}
        return MaybeAnswer(self.page, number, at, mediator, meaning, whose)

    # what a sentence says

    def _meaning(self, heads: _Heads, places: frozenset[int]) -> Iterator[str]:
        """Yield the traits of what a sentence says of the mediator in some places."""
        scene, page = self.scene, self.page
        clause = scene.parse.subtree(heads.verb) if heads.verb is not None else ()
        inside = set(clause) or set(_tokens(heads.sentence))
        row = list(self._masked(heads.sentence, places))
        words = [word for word, _i in row]
        own = [word for word, i in row if i in inside]
        negative = heads.verb is not None and page.negative(heads.verb)
        for name, some in (("c", own), ("s", words)):
            yield from (f"{name}:{word}" for word in some)
            for word in (*some, *map(" ".join, pairwise(some))):
                for of in _classes().get(word, ()):
                    yield f"{name}.{of}"
                    if negative:
                        yield f"{name}.{of} not"
        yield from (f"c:{one} {two}" for one, two in pairwise(own))
        yield from _around(words)
        if heads.at is not None:
            yield from self._above(heads.at)
        yield from self._how(heads, negative=negative)

    def _how(self, heads: _Heads, *, negative: bool) -> Iterator[str]:
        """Yield how a sentence is meant, and which patterns of answers it has."""
        verb, asked = heads.verb, heads.root if heads.at is None else heads.at
        told = {
            "neg": negative,
            "supposed": verb is not None and self.page.supposed(verb),
            "asks": self.page.page.narrator.asks(heads.root),
            "quoted": asked in self.scene.quoted,
        }
        yield from (name for name, holds in told.items() if holds)
        text = self.scene.parse.phrase(heads.sentence.first, heads.sentence.last)
        found = [name for name, pattern in _patterns().items() if pattern.search(text)]
        yield from (f"l:{name}" for name in found)
        yield from (f"l:{name} not" for name in found if negative)
        yield f"l={'+'.join(name for name in _ANSWERS if name in found)}"

    def _masked(self, sentence: Sentence, places: frozenset[int]) -> Iterator[tuple[str, int]]:
        """Yield the words of a sentence as traits have them; of names in a row one."""
        last = ""
        for i in _tokens(sentence):
            word = "M" if i in places else self._mask(i)
            if word and not (word == last and word.isupper()):
                last = word
                if word not in _ARTICLES:
                    yield word, i

    def _mask(self, i: int) -> str:
        """Return what a word is called in a trait."""
        token = self.scene.token(i)
        if self.meant.third(i):
            return "O"
        if token.pos in {"PROPN", "PRON"} or self.scene.ids(i):
            if self.page.whose(i) in self.sides:
                return "S"
            return "N" if token.pos == "PROPN" else token.lower
        if token.pos == "NUM":
            return "#"
        return "" if token.pos in {"SPACE", "PUNCT"} else token.lemma.lower()

    def _above(self, at: int) -> Iterator[str]:
        """Yield the words that stand above a mediator in the tree."""
        for step, (child, head) in enumerate(self.scene.above(at)):
            if step == _UP:
                return
            lemma = self.scene.token(head).lemma
            yield f"p:{lemma}"
            if step < _CLOSE:
                yield f"p{step}:{self.scene.token(child).dep} {lemma}"

    # how a side stands to it

    @cached_property
    def _named(self) -> dict[int, list[str]]:
        """For each sentence: the sides that its words name, in their order."""
        found: dict[int, list[str]] = {}
        for token in self.scene.parse.tokens:
            side = self.page.whose(token.i) if token.pos in _NAMING else None
            if side and side in self.sides:
                found.setdefault(token.sentence, []).append(side)
        return found

    @cached_property
    def _share(self) -> Counter[str]:
        """How often the page names each side."""
        return Counter(side for row in self._named.values() for side in row)

    def stands(self, heads: _Heads, mediator: str, side: str) -> list[str]:
        """Return how a side stands to a sentence, in letters.

        It speaks (K), is the subject of the clause (H) or of the whole (T), issued the page (I);
        spoke last before (P), was named last before (L): with ``0`` nobody is or did, with ``x``
        another, with ``m`` the mediator. It is named in it (N), first (F), alone (A), or nobody is
        (E); first in the last sentence that names one (G), most on the page (Q), never there (Z).
        """
        page, number = self.page, self.scene.token(heads.sentence.first).sentence
        here = self._named.get(number, [])
        before = self._before(number)
        at = heads.root if heads.at is None else heads.at
        verb = heads.root if heads.verb is None else heads.verb
        told = {
            "K": page.speaker(at),
            "H": page.holder(verb),
            "T": page.holder(heads.root),
            "I": page.belonging.issuer,
            "L": before[-1] if before else None,
            "P": self._spoke(number),
        }
        letters = [
            f"{letter}{'' if who == side else '0' if who is None else self._other(who, mediator)}"
            for letter, who in told.items()
        ]
        asked = {
            "N": side in here,
            "N0": side not in here,
            "F": here[:1] == [side],
            "A": set(here) == {side},
            "E": not here,
            "G": before[:1] == [side],
            "Q": self._share[side] > 0 and self._share[side] == max(self._share.values()),
            "Z": not self._share[side],
        }
        return [*letters, *(letter for letter, holds in asked.items() if holds)]

    def _other(self, who: str, mediator: str) -> str:
        """Return the mark of somebody who is not the side asked about."""
        return "m" if who == mediator else "x" if who in self.sides else "o"

    def _before(self, number: int) -> list[str]:
        """Return the sides of the last sentence before that names one, close by."""
        near = range(number - 1, max(-1, number - _BACK - 1), -1)
        return next((self._named[n] for n in near if n in self._named), [])

    def _spoke(self, number: int) -> str | None:
        """Return the side that speaks in the last two sentences before, the nearest first."""
        for n in range(number - 1, max(-1, number - _BACK), -1):
            rows = _tokens(self.scene.parse.sentences[n])
            root = next((i for i in rows if self.scene.token(i).head == i), rows[0])
            if side := self.page.speaker(root):
                return side
        return None


@dataclass(frozen=True, slots=True)
class _Heads:
    """A sentence with its head, the verb of the clause with the mediator, and his own word."""

    sentence: Sentence
    root: int
    verb: int | None
    at: int | None


def _tokens(sentence: Sentence) -> range:
    return range(sentence.first, sentence.last)


def _around(words: list[str]) -> Iterator[str]:
    """Yield the words near a mediator."""
    for i in (i for i, word in enumerate(words) if word == "M"):
        yield from (f"b:{word}" for word in words[max(0, i - _NEAR) : i])
        yield from (f"a:{word}" for word in words[i + 1 : i + 1 + _NEAR])
        for many in (1, 2):
            if i >= many:
                yield f"b{many}:{' '.join(words[i - many : i])}"
            yield f"a{many}:{' '.join(words[i + 1 : i + 1 + many])}"


def _crossed(letters: Iterable[str], kind: str, said: str) -> frozenset[str]:
    """Return the letters of a side alone, two by two, and with how the mediator is named."""
    own = sorted(letters)
    pairs = {f"{one}^{two}" for one, two in combinations(own, 2)}
    return frozenset({*own, *pairs, *(f"{one}^{by}" for one in own for by in (kind, said))})
