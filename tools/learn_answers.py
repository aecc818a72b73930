"""What sentences tell of answers to mediators (``read/data/answer_weights.json``).

The key's parties and mediators are given. A sentence tells an answer where it holds most of the
words that the key names for one. A regression (:mod:`.regression`) with a penalty on squared
weights keeps many small ones; what hardly weighs anything is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.accuracy.dispute import Drafted, plain
from tools.learn_weights import FEWEST, IN_SENTENCE, holding
from tools.regression import descended, often

from goodoffices.evidence.claims import Actor, Dossier
from goodoffices.folder.proposals.answertraits import MaybeAnswer
from goodoffices.folder.proposals.likelyanswers import ANSWERS, TELLS, WHOSE
from goodoffices.folder.proposals.sides import Candidates, ProposedParty

PENALTY = {TELLS: 15.0, WHOSE: 10.0, **dict.fromkeys(ANSWERS, 3.3)}
LEAST = 0.02
"""What weighs less is left out."""
STEPS = 1000


@dataclass(frozen=True)
class Sentence:
    """A sentence about a mediator: its traits and the answer of each side that it tells.

    It is ``unsure`` where a rule reads in it what is a side's answer, and the key names it not.
    """

    dispute: str
    meaning: frozenset[str]
    whose: dict[str, frozenset[str]]
    told: dict[str, str]
    unsure: bool


class Asked(Candidates):
    """A dossier whose parties and mediators are known."""

    def __init__(self, dossier: Dossier, parties: Iterable[Actor], third: Iterable[Actor]) -> None:
        super().__init__(dossier)
        self.sides = tuple(ProposedParty(one, ()) for one in parties)
        self.third = tuple(ProposedParty(one, ()) for one in third)

    def parties(self) -> tuple[ProposedParty, ...]:
        """Return the known parties."""
        return self.sides

    def mediators(self) -> tuple[ProposedParty, ...]:
        """Return the known mediators."""
        return self.third


class KeyedAnswers:
    """A drafted dispute with the answers that its key names."""

    def __init__(self, name: str, drafted: Drafted) -> None:
        self.name, self.drafted, key = name, drafted, drafted.key
        parties = {p["name"]: self.actor(p) for p in key["parties"]}
        third = {m["name"]: self.actor(m) for m in key["mediators"]}
        self.shown = Asked(
            drafted.dossier, filter(None, parties.values()), filter(None, third.values())
        )
        self.asked: dict[tuple[str, str], tuple[str, list[dict[str, Any]]]] = {}
        for known in key["mediators"]:
            for party, said in known["consent"].items():
                mediator, side = third[known["name"]], parties.get(party)
                if mediator and side:
                    places = list(drafted.places(said))
                    self.asked[mediator.id, side.id] = (said["answer"], places)

    def actor(self, known: dict[str, Any]) -> Actor | None:
        """Return the actor that the key calls so: one who stands for himself, told of most."""
        belonging = Candidates(self.drafted.dossier, parsed=False).belonging
        called = [
            one
            for one in belonging.actors.values()
            if any(self.drafted.named(known, name) for name in (one.name, *one.aliases))
        ]
        own = [one for one in called if belonging.principal(one.id) == one.id]
        return max(own or called, key=lambda one: len(one.spans), default=None)

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence about a mediator."""
        read: dict[tuple[str, str], set[tuple[str, int, str]]] = defaultdict(set)
        for vote in self.shown.answers:
            claim = self.shown.claim(vote.claim)
            for span in claim.spans if claim else ():
                read[vote.mediator, vote.side].add((span.source, span.start, vote.answer))
        for one in self.shown.weighed_answers.sentences():
            yield self.of(one, read)

    def of(
        self, one: MaybeAnswer, read: dict[tuple[str, str], set[tuple[str, int, str]]]
    ) -> Sentence:
        """Return a sentence with what the key and the rules say of it."""
        page = one.page
        bounds = page.scene.parse.sentences[one.sentence]
        text = set(plain(page.scene.parse.phrase(bounds.first, bounds.last)))
        first, last = page.page.place(bounds.first), page.page.place(bounds.last - 1)
        file = self.drafted.files.get(page.source, "")
        told, unsure = {}, False
        for side in one.whose:
            answer, places = self.asked.get((one.mediator, side), ("", []))
            here = [plain(place["words"]) for place in places if file[:2] == place["file"][:2]]
            if any(holding(words, text) >= IN_SENTENCE for words in here):
                told[side] = answer
            unsure |= any(
                source == page.source and first <= start <= last and given == answer
                for source, start, given in read[one.mediator, side]
            )
        whose = {side: stands for side, stands in one.whose.items() if side != one.mediator}
        return Sentence(self.name, one.meaning, whose, told, unsure and not told)


def learnt(sentences: Sequence[Sentence]) -> dict[str, dict[str, float]]:
    """Return the weights of whether a sentence tells an answer, whose it is, and which."""
    known = often(((s.dispute, s.meaning) for s in sentences), FEWEST)
    stands = often(((s.dispute, own) for s in sentences for own in s.whose.values()), FEWEST)
    sure = [s for s in sentences if not s.unsure]
    tells = [s for s in sentences if s.told]
    rows = {
        TELLS: [(s.meaning & known, bool(s.told)) for s in sure],
        WHOSE: [(own & stands, side in s.told) for s in tells for side, own in s.whose.items()],
    }
    for answer in ANSWERS:
        rows[answer] = [(s.meaning & known, a == answer) for s in tells for a in s.told.values()]
    return {name: weighed(own, PENALTY[name]) for name, own in rows.items()}


def weighed(rows: Sequence[tuple[frozenset[str], bool]], penalty: float) -> dict[str, float]:
    """Return the weights of traits that tell the true rows best; the bias is under no word."""
    found = descended(rows, ridge=penalty, steps=STEPS)
    return {t: w for t, v in found.items() if abs(w := round(v, 2)) >= LEAST or not t}
