"""What is seen of a clause and of how a side stands to it, as plain words to weigh.

A trait is a short word: ``modal=shall``, ``neg``, ``c.v.want`` (its verb is one of wanting),
``g.v.want`` (the verb above it is), ``r=S`` (the side is its subject); ``S^neg`` is two at once,
``R:`` has the letters of the side in a row, and lengths are in steps. Hardly a word of the page is
among them but those of the grammar: what a clause is about differs from dispute to dispute, how it
is built does not. :mod:`.learnt` weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.phrases import kin
from goodoffices.folder.proposals.topics import TopicWords
from goodoffices.read.clause.tokens import Token
from goodoffices.read.words import act_verbs, lists, table

_WORDS = table("bargaining.yaml")
_CLASSES: dict[str, frozenset[str]] = {
    **{f"l.{name}": held for name, held in lists("bargaining.yaml").items()},
    **{f"v.{name}": held for name, held in lists("bargaining.yaml", "verbs").items()},
    **{f"n.{name}": frozenset(of["nouns"]) for name, of in _WORDS["nominal"]["stances"].items()},
    "n.asked": frozenset(_WORDS["nominal"]["asked"]),
    "n.deeds": frozenset(_WORDS["nominal"]["deeds"]),
}
"""Words of bargaining by their lists: of verbs, of nouns that ask or offer, of all others."""
_NOUNS = frozenset().union(*(held for name, held in _CLASSES.items() if name.startswith("n.")))
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_SPOKEN = frozenset({"prep", "mark", "aux"})
"""What hangs from a clause's head by these is a trait with its word."""
_KINDRED = "SKIOAGm"
"""How a side may stand to a clause (:meth:`PageTraits.stands`), of what is joined behind ``R:``."""
_ALONE = "SKIOAx"
"""The same, of what is crossed with the clause's own traits one by one."""
_CROSSED = (
    *("modal=", "neg", "hangs", "voice=", "stance=", "sub=", "c.v.", "c.n.", "g.v.", "quoted"),
    *("k=", "bygone", "issuer", "dep="),
)
"""Traits that mean one thing of a clause's subject and another of whom it is said of."""
_LONG, _STEP = 6, 3
_MUCH = 0.6


class PageTraits:
    """The traits of one page's clauses; ``told`` counts on how many pages each word stands."""

    def __init__(
        self,
        page: PageClauses,
        sides: Sequence[str],
        topics: Sequence[TopicWords],
        told: Counter[str],
        pages: int,
    ) -> None:
        self.page, self.scene, self.sides = page, page.scene, sides
        self.topics, self.told, self.pages = topics, told, pages

    def heads(self) -> Iterator[int]:
        """Yield the heads of clauses: verbs, nouns of asking, those of sentences without a verb."""
        for token in self.scene.parse.tokens:
            if self.kind(token):
                yield token.i

    @staticmethod
    def kind(token: Token) -> str:
        """Return of which kind a clause's head is: verb, noun or fragment; empty where none."""
        if token.pos in {"VERB", "AUX"}:
            return "" if token.dep in {"aux", "auxpass"} else "V"
        if token.pos == "NOUN" and token.lemma in _NOUNS:
            return "N"
        root = token.head == token.i and token.pos in {*_TELLING, "ADV"}
        return "F" if root else ""

    @cached_property
    def named(self) -> dict[int, str]:
        """The sides that the page's words name, by token."""
        found: dict[int, str] = {}
        for token in self.scene.parse.tokens:
            noun = token.pos == "NOUN"
            acting = noun and (self.scene.ids(token.i) or token.lemma in _CLASSES["l.acting_for"])
            if acting or token.pos in {"PROPN", "PRON"}:
                side = self.page.whose(token.i)
                if side and side in self.sides:
                    found[token.i] = side
        return found

    @cached_property
    def share(self) -> Counter[str]:
        """How often the page names each side."""
        return Counter(self.named.values())

    def holder(self, at: int) -> str | None:
        """Return the side whose clause it is."""
        if self.scene.verb(at):
            return self.page.holder(at)
        nouns = (*self.scene.kids(at, "poss"), *self.scene.phrases(at, "by", "of", "from"))
        return next((side for n in nouns if (side := self.page.owner(n))), None)

    @cached_property
    def held(self) -> dict[int, list[tuple[int, str]]]:
        """For each sentence: its heads that are a side's, in their order."""
        found: dict[int, list[tuple[int, str]]] = {}
        for at in self.heads():
            side = self.holder(at)
            if side and side in self.sides:
                found.setdefault(self.scene.token(at).sentence, []).append((at, side))
        return found

    def every(self, at: int, side: str) -> set[str]:
        """Return all traits of a clause as one of a side's."""
        own, stands = self.own(at), self.stands(at, side)
        sign = f"R:{''.join(c for c in _KINDRED if c in stands)}"
        signs = [sign, *(c for c in _ALONE if c in stands)]
        crossed = {f"{s}^{one}" for one in own if one.startswith(_CROSSED) for s in signs}
        return own | crossed | {sign} | {f"r={one}" for one in stands}

    def own(self, at: int) -> set[str]:
        """Return the traits of a clause, whosever it is."""
        if at not in self._owned:
            self._owned[at] = {*self._formed(at), *self._meant(at), *self._told(at)}
        return self._owned[at]

    @cached_property
    def _owned(self) -> dict[int, set[str]]:
        return {}

    def _formed(self, at: int) -> Iterator[str]:
        """Yield how a clause is built."""
        scene, token = self.scene, self.scene.token(at)
        head = scene.token(token.head)
        yield from (f"k={self.kind(token)}", f"tag={token.tag}", f"dep={token.dep}")
        yield f"govpos={head.pos}"
        for name, held in _CLASSES.items():
            if token.lemma in held:
                yield f"c.{name}"
            if head.i != at and head.lemma in held:
                yield f"g.{name}"
        if token.lemma in act_verbs():
            yield "act"
        for child in map(scene.token, scene.parse.children(at)):
            yield f"kid={child.dep}"
            if child.dep in _SPOKEN:
                yield f"kid:{child.dep}={child.lower}"
        nouns = scene.subject(at) if scene.verb(at) else scene.kids(at, "poss")
        if nouns:
            noun = scene.token(nouns[0])
            plain = noun.pos in {"PRON", "DET"}
            yield f"sub={noun.lower if plain else noun.pos + '/ent' * bool(noun.ent)}"
            yield f"subtag={noun.tag}"
        else:
            yield "sub=0"

    def _meant(self, at: int) -> Iterator[str]:
        """Yield how a clause is meant, and who tells it how."""
        page, scene = self.page, self.scene
        verb, said, claim = scene.verb(at), page.voice(at), page.claim(at)
        yield f"modal={page.modal(at) if verb else None}"
        yield f"voice={said.kind if said else 0}"
        yield f"claim={type(claim).__name__ if claim else 0}"
        yield "issuer" if page.belonging.issuer else "noissuer"
        if verb:
            yield f"stance={page.stance(at)}"
        asked = {
            "neg": verb and page.negative(at),
            "hangs": verb and page.hangs(at),
            "passive": verb and scene.passive(at),
            "supposed": verb and page.supposed(at),
            "bygone": verb and page.bygone(at),
            "quoted": at in scene.quoted,
            "asks": page.page.narrator.asks(at),
        }
        yield from (name for name, holds in asked.items() if holds)

    def _told(self, at: int) -> Iterator[str]:
        """Yield how much a clause tells, and how much of it other pages and clauses tell of."""
        scene, token = self.scene, self.scene.token(at)
        below = [scene.token(i) for i in scene.parse.subtree(at)]
        sentence = scene.parse.sentence_of(at)
        length = sum(one.pos != "PUNCT" for one in below)
        yield f"len={min(length // _STEP, _LONG)}"
        yield f"slen={min((sentence.last - sentence.first) // _LONG, _LONG)}"
        about = {kin(t.lemma) for t in below if t.pos in _TELLING and len(t.lemma) > 2}
        yield f"tops={min(sum(bool(about & one.words) for one in self.topics), 3)}"
        yield f"shared={min(sum(self.told[w] > 1 for w in about), _LONG)}"
        yield f"common={min(sum(self.told[w] > self.pages / 2 for w in about), 4)}"
        if token.sentence == 0:
            yield "first"
        if any(one.tag == "CD" for one in below):
            yield "num"

    def stands(self, at: int, side: str) -> set[str]:
        """Return how a side stands to a clause, a letter each.

        Of the clause it is the subject (S), who says it (K), who issued its page (I), to whom it is
        done (O), who is asked to do it (A), the subject above (G), or named in it (m) or near (h).
        It is named first in the sentence (f), or the subject of the clause before, in this sentence
        (e) or the last (l). Another side speaks (x) or does it (y). The page does not name it (z)
        or names it more than others (Q).
        """
        if at not in self._around:
            self._around[at] = self._who(at)
        who = self._around[at]
        told = {letter for letter, sides in who.items() if side in sides}
        told |= {"x" for one in who["K"] if one in self.sides and one != side}
        told |= {"y" for one in who["S"] if one in self.sides and one != side}
        if not self.share[side]:
            told.add("z")
        if self.share[side] > _MUCH * sum(self.share.values()):
            told.add("Q")
        return told

    @cached_property
    def _around(self) -> dict[int, dict[str, tuple[str | None, ...]]]:
        return {}

    def _who(self, at: int) -> dict[str, tuple[str | None, ...]]:
        """Return the sides around a clause, by the letter of how they stand to it."""
        page, scene = self.page, self.scene
        sentence = scene.token(at).sentence
        bounds = scene.parse.sentences[sentence]
        here = [self.named[i] for i in range(bounds.first, bounds.last) if i in self.named]
        inside = {self.named[i] for i in scene.parse.subtree(at) if i in self.named}
        above = (page.holder(h) for _c, h in scene.above(at) if scene.verb(h))
        objects = (*(scene.objects(at) if scene.verb(at) else ()), *scene.phrases(at))
        earlier = [one for i, one in self.held.get(sentence, ()) if i < at]
        before = next((self.held[n] for n in range(sentence - 1, -1, -1) if n in self.held), [])
        return {
            "S": (self.holder(at),),
            "K": (page.speaker(at),),
            "I": (page.belonging.issuer,),
            "O": tuple(map(page.whose, objects)),
            "A": (self._asked(at),),
            "G": (next(filter(None, above), None),),
            "m": tuple(inside),
            "h": tuple(set(here) - inside),
            "f": tuple(here[:1]),
            "l": tuple(one for _i, one in before[-1:]),
            "e": tuple(earlier[-1:]),
        }

    def _asked(self, at: int) -> str | None:
        """Return the side that is told to do what a clause says: "urged Chad to"."""
        token = self.scene.token(at)
        if token.dep not in {"xcomp", "ccomp", "advcl"} or not self.scene.verb(token.head):
            return None
        return self.page.side_of(self.scene.objects(token.head))
