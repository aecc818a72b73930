"""What the sides bargain over, as words: those that several sides and pages come back to.

A topic is a word, with those that mostly stand beside it. A clause is of the topics that it names,
by a noun or by the verb of its family (to patrol, a patrol); one that names none ("they would go
before a judge", "three dollars fifty") is of the topic named right before it, or of the one whose
amounts are told in its unit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from goodoffices.evidence.across.matters import stem
from goodoffices.folder.proposals.amounts import amounts
from goodoffices.folder.proposals.grounds import Bid
from goodoffices.folder.proposals.phrases import KINDS, UNITS, kin
from goodoffices.read.words import table

OVERLAP = 0.6
"""Two words name one topic where this share of the clauses with the rarer has both."""
MOST = 16
"""How many topics are looked at."""
FEWEST = 2
"""How often pages must come back to what one side alone has to do with."""
TOGETHER = 0.6
"""A topic is part of another where this share of its clauses stands right beside that one."""
CLOSE = 4
"""How many of the matters named right before a clause may be the one that it means."""

STANCES = frozenset({"want", "refuse", "accept", "offer", "demand", "threat", "plan", "possible"})
_WORDS = table("bargaining.yaml")
_POINTING = re.compile(rf"\b(?:{'|'.join(_WORDS['pointing'])})\b", re.IGNORECASE)
_FEW = frozenset({"1", "2"})
_NAME = re.compile(r"(?<=\W)[A-Z][\w’'-]{2,}")
_UNDERGONE = frozenset(_WORDS["undergone"])
_VAGUE = frozenset(_WORDS["vague"]) | frozenset(_WORDS["mediation"])


@dataclass(frozen=True, slots=True)
class TopicWords:
    """A topic: the word it is known by, all its words, and the units its amounts are told in.

    ``marks`` are names and numbers by which pages mean it too: "the crossing at Keta", "the 28".
    """

    key: str
    words: frozenset[str]
    units: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


def topics(clauses: Sequence[Bid], names: frozenset[str]) -> tuple[TopicWords, ...]:
    """Return the topics of clauses, those first that the most sides, then pages, come back to."""
    about: dict[str, list[Bid]] = {}
    for one in clauses:
        for word in things(one, names):
            about.setdefault(word, []).append(one)
    found: dict[str, set[str]] = {}
    for word in sorted(about, key=lambda w: (*_weight(about[w]), -len(w), w), reverse=True):
        if len(found) >= MOST:
            break
        own = set(map(id, about[word]))
        joined = next(
            (
                key
                for key in found
                if sum(id(b) in own for b in about[key]) >= OVERLAP * len(about[word])
            ),
            None,
        )
        if joined:
            found[joined].add(word)
        elif _contended(about[word]):
            found[word] = {word}
    plain = [TopicWords(key, frozenset(words)) for key, words in _merged(found, about).items()]
    return tuple(_with_units(one, plain, clauses, names) for one in plain)


def _merged(
    found: Mapping[str, set[str]], about: Mapping[str, Sequence[Bid]]
) -> dict[str, set[str]]:
    """Return topics, with what is done to people made one with whom it mostly stands beside.

    So "their release", "a trial" and "the nineteen surveyors" are one topic.
    """
    kept: dict[str, set[str]] = {}
    for key, words in sorted(found.items(), key=lambda one: one[0] in _UNDERGONE):
        own = [b for word in words for b in about[word]]
        beside = Counter(
            other
            for b in own
            for other, theirs in kept.items()
            if theirs & {*b.phrase.matters, *b.near[:CLOSE]}
        )
        other, count = beside.most_common(1)[0] if beside else ("", 0)
        if key in _UNDERGONE and count >= TOGETHER * len(own):
            kept[other] |= words
        else:
            kept[key] = set(words)
    return kept


def things(clause: Bid, names: frozenset[str]) -> frozenset[str]:
    """Return the words of a clause that may be a topic: no names, no units, nothing vague.

    What its verb alone names is one where no noun names another: "pay", but "pay the toll".
    """
    told = clause.phrase
    vague = (names - KINDS) | UNITS | _VAGUE
    found = frozenset(w for w in told.matters if w not in vague)
    return (found - {kin(told.head)} or found) if told.verbal else found


def units(clause: Bid) -> frozenset[str]:
    """Return the units in which a clause tells amounts; where none, the amounts ("all seven")."""
    told = clause.phrase
    counted = amounts(told.text) if told.numbers else frozenset()
    return (told.units or counted - _FEW) if told.numbers else frozenset()


def marks(clause: Bid, names: frozenset[str], known: frozenset[str] | None = None) -> set[str]:
    """Return the names in a clause that are no actor's, and the numbers that count nothing else.

    A word that only opens it is one where it is ``known``.
    """
    text = clause.phrase.text
    told = {word.casefold() for word in _NAME.findall(text)}
    told |= {word for word in (text.split(" ")[0].casefold(),) if known and word in known}
    counted = frozenset() if clause.phrase.units else amounts(text) - _FEW
    return (told - names - _VAGUE) | counted


def topics_of(
    clause: Bid, every: Sequence[TopicWords], names: frozenset[str]
) -> tuple[tuple[TopicWords, bool], ...]:
    """Return the topics that a clause is about, each with whether it names it itself."""
    own = things(clause, names)
    named = [t for t in every if t.words & own]
    if not named:
        roots = {stem(word) for word in clause.phrase.terms}
        named = [t for t in every if {stem(w) for w in t.words} & roots][:1]
    told = [t for t in every if t.units & units(clause)]
    beside = {kin(word) for word in clause.phrase.terms}
    weak = [(t, False) for t in every if t.words & beside and t not in (*named, *told)]
    if not named:
        meant = [t for t in every if t.marks and t.marks & marks(clause, names, t.marks)]
        named = meant if len(meant) == 1 else []
    if named or (len(told) == 1 and not own):
        return (*((t, True) for t in dict.fromkeys((*named, *told))), *weak)
    if weak:
        return tuple(weak)
    if not (_POINTING.search(clause.phrase.text) or clause.phrase.numbers):
        return ()
    close = [t for word in clause.near[:CLOSE] for t in every if word in t.words]
    both = [t for t in close if t in told]
    return tuple((t, False) for t in (both or close)[:1])


def _with_units(
    topic: TopicWords, every: Sequence[TopicWords], clauses: Iterable[Bid], names: frozenset[str]
) -> TopicWords:
    """Return a topic with the units that mostly tell its amounts, and what it is called by."""
    whose: dict[str, Counter[str]] = {}
    beside: dict[str, Counter[str]] = {}
    for one in clauses:
        own = things(one, names)
        named = [t.key for t in every if t.words & own]
        if not named and not own:
            named = [t.key for word in one.near[:CLOSE] for t in every if word in t.words][:1]
        for unit in units(one):
            whose.setdefault(unit, Counter()).update(named)
        if any(t.words & own for t in every):
            for mark in marks(one, names):
                beside.setdefault(mark, Counter()).update(named)
    own = frozenset(u for u, keys in whose.items() if _mostly(keys, topic.key))
    called = frozenset(m for m, keys in beside.items() if _mostly(keys, topic.key))
    return TopicWords(topic.key, topic.words, own, called)


def _mostly(keys: Counter[str], key: str) -> bool:
    """Tell whether one of several is the most told, and at least as often as all others."""
    return keys[key] > 1 and 2 * keys[key] >= keys.total()


def _weight(clauses: Sequence[Bid]) -> tuple[int, int, int]:
    """Weigh clauses: by sides (who speaks and who is asked), by pages, by number."""
    sides = ({b.party for b in clauses} | {b.by for b in clauses}) - {"", None}
    return min(len(sides), 2), len({b.source for b in clauses}), len(clauses)


def _contended(clauses: Sequence[Bid]) -> bool:
    """Tell whether sides bargain over what clauses are about: two, or one that comes back to it.

    What a paper before them has a point on, they do.
    """
    sides, pages, count = _weight(clauses)
    if len({b.source for b in clauses if b.kind == "matter"}) > 1:
        return True
    if any(b.point for b in clauses) and len({b.phrase.text for b in clauses}) >= FEWEST:
        return True
    if any(b.kind in STANCES or b.kind == "done" for b in clauses):
        return sides > 1 or (pages > 1 and count >= FEWEST)
    return sides > 1 and pages > 2
