"""What a side likely answers to a mediator where no rule reads it, as keyed disputes teach.

Each sentence that is about a mediator is weighed by its traits (:mod:`.answertraits`) for three
things: whether it tells an answer at all, whose that is, and which. The weights
(``read/data/answer_weights.json``, made by ``make weights``) are what a trait adds to the log odds;
that of the empty word is where they begin. How likely the three are together decides: what is less
likely than :data:`LEAST` stays unknown, as a wrong answer costs more than none.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from goodoffices.base.weighing import log_odds
from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.claims import Claim
from goodoffices.folder.proposals.acceptance import unsure
from goodoffices.folder.proposals.answertraits import AnswerTraits, MaybeAnswer
from goodoffices.folder.proposals.bids import PageClauses
from goodoffices.folder.proposals.thirds import Thirds
from goodoffices.read.words import lists, table

_PRAISE = lists("bargaining.yaml", "taking")["praise"]
ANSWERS: tuple[AnswerGiven, ...] = ("yes", "no", "conditional")
"""What may be answered, each with weights of its own."""
TELLS, WHOSE = "tells", "whose"
"""The names of the weights of whether a sentence tells an answer, and whose."""
LEAST = 0.4
"""How likely it must be that a sentence tells an answer, that one and of that side."""


@dataclass(frozen=True, slots=True)
class LikelyAnswer:
    """An answer with the claim that most likely tells it, and how likely it does.

    ``untold`` is the claim itself where reading made none of the sentence, and the draft does.
    """

    answer: AnswerGiven
    claim: str
    likely: float
    untold: Claim | None


class WeighedAnswers:
    """The sentences of a case's pages, each weighed as each side's answer to each mediator."""

    def __init__(
        self,
        pages: Iterable[PageClauses],
        mediators: frozenset[str],
        sides: Sequence[str],
        thirds: Thirds,
    ) -> None:
        self.pages = [AnswerTraits(page, mediators, sides, thirds) for page in pages]

    def sentences(self) -> tuple[MaybeAnswer, ...]:
        """Return every sentence that may be an answer."""
        return tuple(one for page in self.pages for one in page.told())

    @cached_property
    def found(self) -> dict[tuple[str, str], LikelyAnswer]:
        """The likeliest answer to each mediator of each side (in this order), where one is likely.

        Where no claim can hold it, or only one of what might be accepted, there is none.
        """
        weights: dict[str, dict[str, float]] = table("answer_weights.json")
        found: dict[tuple[str, str], LikelyAnswer] = {}
        for one in self.sentences():
            tells = odds(weights[TELLS], one.meaning)
            given = which(weights, one.meaning)
            for side, stands in one.whose.items():
                likely = tells * odds(weights[WHOSE], stands) * given[1]
                known = found.get((one.mediator, side))
                if side == one.mediator or likely < max(LEAST, known.likely if known else 0):
                    continue
                if praises(one):
                    continue
                page = one.page
                told = page.claim(one.at)
                untold = None if told else page.untold(one.at, side, "say")
                claim = told or untold
                if claim and not unsure(claim, given[0]):
                    answer = LikelyAnswer(given[0], claim.id, likely, untold)
                    found[one.mediator, side] = answer
        return found


def praises(one: MaybeAnswer) -> bool:
    """Tell whether a sentence only says what somebody is: grateful, full of respect."""
    scene, sentence = one.page.scene, one.page.scene.parse.sentences[one.sentence]
    roots = (i for i in range(sentence.first, sentence.last) if scene.token(i).head == i)
    return any(
        scene.token(i).lemma == "be" and scene.lemmas(i, "acomp", "attr") & _PRAISE for i in roots
    )


def odds(weights: Mapping[str, float], traits: Iterable[str]) -> float:
    """Return how likely something is by its traits."""
    return 1 / (1 + math.exp(-log_odds(weights, traits)))


def which(
    weights: Mapping[str, Mapping[str, float]], traits: Iterable[str]
) -> tuple[AnswerGiven, float]:
    """Return the likeliest answer by the traits of what is said, and how likely it is."""
    own = frozenset(traits)
    every = {answer: odds(weights[answer], own) for answer in ANSWERS}
    best = max(ANSWERS, key=lambda answer: every[answer])
    return best, every[best] / sum(every.values())
