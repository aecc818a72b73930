"""The stability concepts, a record each, from which everything that needs to know them follows.

A party that could move to something better may yet stay, for fear of what the others would do
then. Let r(s) be the rank a party gives state s, 0 the best; its *improvements* from s are the
states it can reach in one move and ranks above s. A state is *stable* for it where each of its
improvements is deterred: the others can answer with a state that it ranks no higher than s, and,
where the concept lets it move once more, from which it has no move back above s. The concepts
differ in what the others may answer with and in that last move. An *equilibrium* is stable for
every party.

A party may prefer one state to another *by degrees* (Hamouda, Kilgour & Hipel 2004, "Strength of
preference in the graph model for conflict resolution", Group Decision and Negotiation 13: 449-462;
three degrees: level, milder, strong; Xu, Hipel & Kilgour 2009 any number of them). Where it does,
a concept can ask that what deters is worse by so many degrees: ``SEQ@2`` is strong SEQ. What is
stable in SEQ and not in ``SEQ@2`` is weakly so.

With three or more parties the others answer in sequences in which no one moves twice in a row
(Fang, Hipel & Kilgour 1993, *Interactive Decision Making*, chapter 4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from goodoffices.base.errors import UsageError
from goodoffices.base.findings import finding


class Answers(IntEnum):
    """What a party reckons the others may answer with."""

    NONE = 0
    """Nothing: it looks at its own next move only."""
    ANY = 1
    """Any moves."""
    IMPROVING = 2
    """Moves by which each mover improves on where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One sense in which a state may be stable for a party.

    Attributes
    ----------
    name
        as people write it.
    title
        what the literature calls it.
    answers
        what the others may answer an improvement with.
    escape
        whether the party may move once more after the answer, so that an answer deters only where
        that leads nowhere better than where it started.
    usual
        whether every analysis decides it, unless others are asked for; these are also defined for
        coalitions and where preferences are unknown.
    implies
        the concepts in which a state is stable, too, wherever it is stable in this one.
    degree
        by how many degrees what deters must be worse; 0 where it need only be no better.
    source
        where it is defined.
    """

    name: str
    title: str
    answers: Answers
    escape: bool = False
    usual: bool = True
    implies: tuple[str, ...] = ()
    degree: int = 0
    source: str

    @property
    def gainful(self) -> bool:
        """Whether the others move only by improvements of their own."""
        return self.answers is Answers.IMPROVING


BY_NAME: Mapping[str, Concept] = {
    concept.name: concept
    for concept in (
        Concept(
            name="Nash",
            title="Nash stability (R)",
            answers=Answers.NONE,
            implies=("GMR", "SMR", "SEQ", "SSEQ"),
            source="Nash 1950; Xu, Hipel, Kilgour & Fang 2018, chapter 4",
        ),
        Concept(
            name="GMR",
            title="general metarationality",
            answers=Answers.ANY,
            source="Howard 1971; Xu, Hipel, Kilgour & Fang 2018, chapter 4",
        ),
        Concept(
            name="SMR",
            title="symmetric metarationality",
            answers=Answers.ANY,
            escape=True,
            implies=("GMR",),
            source="Howard 1971; Xu, Hipel, Kilgour & Fang 2018, chapter 4",
        ),
        Concept(
            name="SEQ",
            title="sequential stability",
            answers=Answers.IMPROVING,
            implies=("GMR",),
            source="Fraser & Hipel 1979; Xu, Hipel, Kilgour & Fang 2018, chapter 4",
        ),
        Concept(
            name="SSEQ",
            title="symmetric sequential stability",
            answers=Answers.IMPROVING,
            escape=True,
            usual=False,
            implies=("GMR", "SMR", "SEQ"),
            source=(
                "Rêgo & Vieira 2015 for two parties; 2017 for any number, Group Decision and "
                "Negotiation 26, doi 10.1007/s10726-016-9520-8"
            ),
        ),
    )
}

DECIDED = tuple(BY_NAME)
"""The names of all concepts that can be decided."""

CONCEPTS = tuple(name for name, concept in BY_NAME.items() if concept.usual)
"""The names of those that every analysis decides."""

ALL = "all"

DEGREES = tuple(map(str, range(1, 10)))
"""By how many degrees what deters may have to be worse."""


def concept_of(name: str, among: Sequence[str] = DECIDED) -> Concept:
    """Return a concept by its name.

    Raises
    ------
    UsageError
        GO413 where there is none of that name among those given.
    """
    if name not in among:
        raise UsageError(finding("GO413.concept", concept=name, concepts=", ".join(DECIDED)))
    return BY_NAME[name]


def sense_of(name: str) -> Concept:
    """Return a concept by its name, ``SEQ@2`` that in which what deters is worse by two degrees.

    Raises
    ------
    UsageError
        GO413 where there is none of that name.
    """
    base, at, degree = name.partition("@")
    if not at:
        return concept_of(name)
    concept = concept_of(base)
    if concept.answers is Answers.NONE or degree not in DEGREES:
        raise UsageError(finding("GO413.degree", concept=name))
    implies = (base, *(weaker for weaker in concept.implies))
    return replace(concept, name=name, usual=False, implies=implies, degree=int(degree))


def of_each(name: str) -> dict[str, str]:
    """Return whose concept is which in ``us=SEQ,iran=Nash``; nothing where it is one for all."""
    pairs = [part.partition("=") for part in name.split(",")]
    return {party.strip(): concept.strip() for party, equals, concept in pairs if equals}


def concepts_of(names: str | Sequence[str]) -> tuple[str, ...]:
    """Return the concepts that are asked for, each once: ``Nash,SEQ``, ``all``, or several.

    ``us=SEQ,iran=Nash`` gives each party a concept of its own, and is one of them.

    Raises
    ------
    UsageError
        GO413 for one that does not exist.
    """
    listed = [names] if isinstance(names, str) else list(names)
    known = {name.casefold(): (name,) for name in DECIDED} | {ALL: DECIDED}
    chosen: dict[str, None] = {}
    for part in listed:
        words = [word.strip() for word in part.split(",")]
        for word in (word for word in words if "=" not in word):
            base, at, degree = word.partition("@")
            (base, *more) = known.get(base.casefold()) or (base,)
            chosen |= dict.fromkeys([sense_of(base + at + degree).name, *more])
        own = {party: concepts_of(concept)[0] for party, concept in of_each(part).items()}
        if own:
            chosen[",".join(f"{party}={concept}" for party, concept in own.items())] = None
    return tuple(chosen)


def deciding(names: Sequence[str]) -> tuple[str, ...]:
    """Return the concepts that no other one of them implies: where these hold, all of them do."""
    implied = {weaker for name in names for weaker in BY_NAME[name].implies}
    return tuple(name for name in names if name not in implied)
