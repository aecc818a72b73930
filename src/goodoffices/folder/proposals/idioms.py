"""Idioms in which a side answers to a mediator, matched against the words of a clause.

They are data (``answers.yaml``): words by their lemmas with places for the mediator and the side,
marked as the families of wordings are (:mod:`goodoffices.evidence.across.wordings`).
Of the answers in a clause the first that an idiom gives holds, refusals before consents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from goodoffices.case.judged import AnswerGiven
from goodoffices.evidence.across.wordings import pattern_of
from goodoffices.read.words import table

Begins = Literal["side", "mediator", "other"]
"""Whose clause it is: whose word its verb says something of."""

NOT = "not "
"""What an idiom begins with that is told of denied clauses alone."""


@dataclass(frozen=True, slots=True)
class Idioms:
    """The idioms of one kind of clause, those of denied clauses apart."""

    plain: tuple[tuple[AnswerGiven, re.Pattern[str]], ...]
    denied: tuple[tuple[AnswerGiven, re.Pattern[str]], ...]

    def answer(self, words: str, *, denied: bool) -> tuple[AnswerGiven, bool] | None:
        """Return the answer in a clause's words, and whether its denial is told in it already."""
        if denied:
            for given, pattern in self.denied:
                if pattern.match(words):
                    return given, True
        for given, pattern in self.plain:
            if pattern.match(words):
                return given, False
        return None


@cache
def idioms(begins: Begins) -> Idioms:
    """Return the idioms of clauses of the side, of the mediator, or of somebody else."""
    told = table("answers.yaml")[begins]
    plain: list[tuple[AnswerGiven, re.Pattern[str]]] = []
    denied: list[tuple[AnswerGiven, re.Pattern[str]]] = []
    answers: tuple[AnswerGiven, ...] = ("no", "yes")
    for given in answers:
        own = [str(one) for one in told[given]]
        for found, some in (
            (plain, [one for one in own if not one.startswith(NOT)]),
            (denied, [one.removeprefix(NOT) for one in own if one.startswith(NOT)]),
        ):
            if some:
                found.append((given, re.compile(rf"(?:{'|'.join(map(pattern_of, some))})(?!\S)")))
    return Idioms(tuple(plain), tuple(denied))


def words_that(kind: Literal["passing", "hindering", "fillers"]) -> frozenset[str]:
    """Return words that pass an answer on, that hinder it, or that say nothing of it."""
    return frozenset(table("answers.yaml")[kind])
